//! Goods that a file names in two ways: the order waits until a person has said which.

use std::ops::ControlFlow;

use runut_actions::import;
use runut_core::Stage;
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::rows::ImportReport;

use crate::shop::{Shop, order, staged};

fn to_ship(id: &str, lines: &[&str]) -> FileOrder {
    order(id, FileStatus::ToShip, lines)
}

/// What a preview and applying say of a file; they must be the same.
fn take_in(shop: &mut Shop, staged: &import::Staged) -> ImportReport {
    let ctx = shop.ctx();
    let preview = import::preview(&shop.book, staged, None, ctx.now).unwrap();
    let applied = import::apply(&shop.book, &ctx, staged, None, &mut |_| ControlFlow::Continue(())).unwrap().value;
    assert_eq!(
        (&preview.problems, &preview.list, preview.new_variants),
        (&applied.problems, &applied.list, applied.new_variants)
    );
    applied
}

fn asked(report: &ImportReport) -> Vec<(&str, &str, &str)> {
    let asked = report.problems.iter().filter(|p| p.code == "sku_contradicts");
    asked.map(|p| (p.external_id.as_str(), p.found.as_str(), p.suggestion.as_str())).collect()
}

fn packs(shop: &Shop, id: &str) -> String {
    let lines = shop.read(|r| Ok(r.order(shop.order(id))?.lines));
    shop.read(|r| r.variant(lines[0].variant)).what()
}

/// One wrong SKU taught the book that a glass is a bowl; the right SKU of a later file is not overruled by that.
#[test]
fn a_remembered_name_that_a_sound_sku_contradicts_is_asked() {
    let mut shop = Shop::new();
    take_in(&mut shop, &staged(vec![to_ship("A", &["1xBaskom/^BSK@50000"]), to_ship("B", &["1xGelas/^BSK@12500"])]));
    assert_eq!(packs(&shop, "B"), "Baskom");
    let file = staged(vec![to_ship("C", &["1xGelas/^GLS@12500"]), to_ship("D", &["1xBaskom/^BSK@50000"])]);
    let report = take_in(&mut shop, &file);
    assert_eq!((asked(&report), report.new), (vec![("C", "GLS", "BSK")], 1));
    assert!(
        report.problems[0].message.id.contains("dikenal sebagai Baskom (SKU BSK)"),
        "{}",
        report.problems[0].message.id
    );
    // Once a product has both the name and the SKU, that outweighs what was remembered.
    let form = runut_core::rows::ProductForm {
        id: None,
        name: "Gelas".into(),
        category: String::new(),
        description: String::new(),
        variants: vec![runut_core::rows::VariantForm {
            id: None,
            name: String::new(),
            sku: "GLS".into(),
            barcode: String::new(),
            price: runut_core::Money(12_500),
            weight_g: 0,
            shelf: String::new(),
            low_mark: 0,
            sell_ahead: false,
            opening: None,
        }],
    };
    let ctx = shop.ctx();
    runut_actions::save(&shop.book, &ctx, &form).unwrap();
    let report = take_in(&mut shop, &file);
    assert_eq!((asked(&report), report.new, packs(&shop, "C").as_str()), (vec![], 1, "Gelas"));
    shop.sound();
}

/// The file's own rows are a memory too: two listings of one name with two SKUs.
#[test]
fn one_name_with_two_skus_in_one_file_is_asked() {
    let mut shop = Shop::new();
    let file = staged(vec![to_ship("A", &["1xKaos/^KM@50000"]), to_ship("B", &["1xKaos/^KL@50000"])]);
    let report = take_in(&mut shop, &file);
    assert_eq!((asked(&report), report.new), (vec![("B", "KL", "KM")], 1));
    let mut both = Shop::new();
    let report = take_in(&mut both, &staged(vec![to_ship("A", &["1xKaos/^KM@50000", "1xKaos/^KL@50000"])]));
    assert_eq!((asked(&report), report.new), (vec![("A", "KL", "KM")], 0));
}

/// A product's own name against the SKU of another.
#[test]
fn a_name_of_its_own_with_anothers_sku_is_asked() {
    let mut shop = Shop::new();
    take_in(&mut shop, &staged(vec![to_ship("A", &["1xBaskom/^BSK@50000"]), to_ship("B", &["1xGelas/@12500"])]));
    let report = take_in(&mut shop, &staged(vec![to_ship("C", &["1xGelas/^BSK@12500"])]));
    assert_eq!(asked(&report), [("C", "BSK", "V0002")]);
    // What the book has already stays what it is.
    let again = take_in(&mut shop, &staged(vec![order("B", FileStatus::Shipped, &["1xGelas/^BSK@12500"])]));
    assert_eq!((asked(&again), again.changed), (vec![], 1));
    assert_eq!(shop.read(|r| r.order(shop.order("B"))).stage, Stage::Shipped);
    shop.sound();
}

/// What sellers really do isn't asked: one SKU for all variations, no SKU, a SKU that comes later.
#[test]
fn what_sellers_do_is_not_asked() {
    let mut shop = Shop::new();
    let lines = ["1xKaos/Merah^KAOS@16000", "1xKaos/Biru^KAOS@16000", "1xGelas/@12500", "1xMangkuk/Besar@9000"];
    let later =
        ["1xKaos/Biru^KAOS@16000", "1xKaos/Hijau^KAOS@16000", "1xGelas/^GLS@12500", "1xToples Kaos/^KAOS@16000"];
    for (id, line) in ["A", "B", "C", "D", "E", "F", "G", "H"].into_iter().zip(lines.into_iter().chain(later)) {
        let report = take_in(&mut shop, &staged(vec![to_ship(id, &[line])]));
        assert_eq!((asked(&report), report.new), (vec![], 1), "{line}");
    }
    assert_eq!((packs(&shop, "E"), packs(&shop, "G")), ("Kaos, Biru".to_owned(), "Gelas".to_owned()));
    shop.sound();
}

/// A person decides the SKU cell, at either door: by the suggestion, or for the SKU.
#[test]
fn a_decision_says_which_goods_are_meant() {
    let header = "No. Pesanan;Status Pesanan;Waktu Pesanan Dibuat;Nama Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let row = |id: &str, product: &str, sku: &str| {
        format!("{id};Perlu Dikirim;2026-11-20 16:57;{product};{sku};50.000;50.000;1;50.000")
    };
    let first = [header, &row("A", "Baskom", "BSK"), &row("B", "Gelas", "GLS")].join("\n");
    let second = [header, &row("C", "Gelas", "BSK")].join("\n");
    for (typed, want) in [("GLS", "Gelas"), ("BSK", "Baskom"), ("-", "Gelas")] {
        let mut shop = Shop::new();
        let read = |text: &str, typed: Option<&str>| {
            let decided = typed.map(|value| runut_core::marketplace::CellOverride {
                row: 2,
                column: "nomor referensi sku".into(),
                value: value.into(),
            });
            let decided: Vec<_> = decided.into_iter().collect();
            import::read(runut_core::Channel::Shopee, "uji", text.as_bytes(), &decided, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap()
        };
        take_in(&mut shop, &read(&first, None));
        assert_eq!(asked(&take_in(&mut shop, &read(&second, None))), [("C", "BSK", "GLS")]);
        let report = take_in(&mut shop, &read(&second, Some(typed)));
        assert_eq!((asked(&report), report.new, packs(&shop, "C").as_str()), (vec![], 1, want), "{typed}");
    }
}
