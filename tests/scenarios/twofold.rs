//! Goods that a file names in two ways: the order waits until a person has said which.

use std::ops::ControlFlow;

use runut_actions::import;
use runut_core::Money;
use runut_core::Stage;
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::rows::{ImportReport, ProductForm, VariantForm};
use runut_store::reports;

use crate::shop::{Shop, order, staged};

fn to_ship(id: &str, lines: &[&str]) -> FileOrder {
    order(id, FileStatus::ToShip, lines)
}

/// What a preview and applying say of a file; they must be the same.
fn take_in(shop: &mut Shop, staged: &import::ImportFile) -> ImportReport {
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

fn save_goods(shop: &mut Shop, name: &str, sku: &str) {
    save_variant(shop, name, "", sku);
}

fn save_variant(shop: &mut Shop, product: &str, variant: &str, sku: &str) {
    let variant = VariantForm {
        id: None,
        name: variant.to_owned(),
        sku: sku.to_owned(),
        barcode: String::new(),
        price: Money(12_500),
        weight_g: 0,
        shelf: String::new(),
        low_mark: 0,
        sell_ahead: false,
        opening: None,
    };
    let (category, description) = (String::new(), String::new());
    let form = ProductForm { id: None, name: product.to_owned(), category, description, variants: vec![variant] };
    let ctx = shop.ctx();
    runut_actions::save(&shop.book, &ctx, &form).unwrap();
}

/// One wrong SKU taught the book that a glass is a bowl; the right SKU of a later file is not overruled by that.
#[test]
fn a_remembered_name_that_a_sound_sku_contradicts_is_asked() {
    let mut shop = Shop::new();
    take_in(
        &mut shop,
        &staged(vec![to_ship("A", &["1xBaskom/^BSK@50000"]), to_ship("B", &["1xGelas Baskom/^BSK@12500"])]),
    );
    assert_eq!(packs(&shop, "B"), "Baskom");
    let file = staged(vec![to_ship("C", &["1xGelas Baskom/^GLS@12500"]), to_ship("D", &["1xBaskom/^BSK@50000"])]);
    let report = take_in(&mut shop, &file);
    assert_eq!((asked(&report), report.new), (vec![("C", "GLS", "BSK")], 1));
    assert!(
        report.problems[0].message.id.contains("dikenal sebagai Baskom (SKU BSK)"),
        "{}",
        report.problems[0].message.id
    );
    // Once a product has both the name and the SKU, that outweighs what was remembered.
    save_goods(&mut shop, "Gelas Baskom", "GLS");
    let report = take_in(&mut shop, &file);
    assert_eq!((asked(&report), report.new, packs(&shop, "C").as_str()), (vec![], 1, "Gelas Baskom"));
    shop.sound();
}

/// A word for "none" that no list has, and a SKU of another's: two listings that share no word are no one product because of
/// it. What the shop itself gave the SKU may be called anything, and what was decided is remembered.
#[test]
fn one_sku_on_names_that_share_no_word_is_asked() {
    let header = "No. Pesanan;Status Pesanan;Waktu Pesanan Dibuat;Nama Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let row =
        |id: &str, product: &str| format!("{id};Perlu Dikirim;2026-11-20 16:57;{product};nihil;50.000;50.000;1;50.000");
    let read = |rows: &[String], decided: &[(u32, &str)]| {
        let cell = |(row, value): &(u32, &str)| runut_core::marketplace::CellOverride {
            row: *row,
            column: "Nomor Referensi SKU".into(),
            value: (*value).into(),
        };
        let (text, decided): (_, Vec<_>) =
            ([&[header.to_owned()], rows].concat().join("\n"), decided.iter().map(cell).collect());
        import::read(runut_core::Channel::Shopee, "uji", text.as_bytes(), &decided, &mut |_| ControlFlow::Continue(()))
            .unwrap()
    };
    let first = [row("A", "Baskom"), row("B", "Gelas"), row("C", "Gelas")];
    for (typed, want) in [("-", "Gelas"), ("nihil", "Baskom"), ("GLS", "Gelas")] {
        let mut shop = Shop::new();
        let report = take_in(&mut shop, &read(&first, &[]));
        assert_eq!((asked(&report), report.new), (vec![("B", "nihil", "nihil"), ("C", "nihil", "nihil")], 1));
        assert!(report.problems[0].message.id.contains("nihil adalah SKU Baskom"), "{}", report.problems[0].message.id);
        let report = take_in(&mut shop, &read(&first, &[(3, typed)]));
        assert_eq!((asked(&report), report.new, packs(&shop, "C").as_str()), (vec![], 2, want), "{typed}");
        let later = take_in(&mut shop, &read(&[row("D", "Gelas"), row("E", "Baskom Besar")], &[]));
        assert_eq!((asked(&later), packs(&shop, "D").as_str(), packs(&shop, "E").as_str()), (vec![], want, "Baskom"));
        shop.sound();
    }
    // Any name goes with a SKU that the shop itself gave.
    let mut shop = Shop::new();
    save_goods(&mut shop, "KJ-01", "nihil");
    let report = take_in(&mut shop, &read(&[row("A", "Baskom"), row("B", "Baskom Besar")], &[]));
    assert_eq!((asked(&report), packs(&shop, "B").as_str()), (vec![], "KJ-01"));
    // A SKU that moves to other goods is asked of those that stood beside it.
    let mut shop = Shop::new();
    take_in(&mut shop, &read(&[row("A", "Baskom")], &[]));
    let named = shop.read(|r| r.variant_by_sku("nihil")).unwrap();
    let ctx = shop.ctx();
    let mut form = shop.read(|r| r.product_form(reports::variant_row(r, named.id)?.product_id));
    form.variants[0].sku = "BSK".into();
    runut_actions::save(&shop.book, &ctx, &form).unwrap();
    save_goods(&mut shop, "Gelas", "nihil");
    assert_eq!(asked(&take_in(&mut shop, &read(&[row("C", "Baskom")], &[]))), [("C", "nihil", "BSK")]);
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

/// One SKU on all variations of a product: whichever comes first, no variation gets it, and another listing of it isn't taken
/// for the one that did.
#[test]
fn a_sku_of_several_variations_is_none_whichever_comes_first() {
    let files = [&["1xKaos/Merah^KAOS@16000"][..], &["1xKaos/Biru^KAOS@16000"], &["2xKaos/Merah^KAOS@16000"]];
    let books = [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]].map(|turn| {
        let mut shop = Shop::new();
        for at in turn {
            let report = take_in(&mut shop, &staged(vec![to_ship(&format!("F{at}"), files[at])]));
            assert_eq!((asked(&report), report.new), (vec![], 1));
        }
        let report = take_in(&mut shop, &staged(vec![to_ship("G", &["1xKaos Oblong/Red^KAOS@16000"])]));
        assert_eq!(asked(&report), []);
        shop.sound();
        let given = |name: &str| {
            let id = shop.read(|r| r.variant_by_name("Kaos", name)).unwrap();
            shop.read(|r| r.variant(id)).sku == runut_store::given_sku(id)
        };
        let skus = [given("Merah"), given("Biru")];
        (["F0", "F1", "F2", "G"].map(|id| packs(&shop, id)), skus)
    });
    for book in &books {
        assert_eq!(
            book,
            &(["Kaos, Merah", "Kaos, Biru", "Kaos, Merah", "Kaos Oblong, Red"].map(str::to_owned), [true, true])
        );
    }
    // All at once, the other listing first.
    let mut shop = Shop::new();
    let all = ["1xKaos Oblong/Red^KAOS@16000", "1xKaos/Merah^KAOS@16000", "1xKaos/Biru^KAOS@16000"];
    let orders = ["A", "B", "C"].into_iter().zip(&all).map(|(id, line)| to_ship(id, &[line])).collect();
    take_in(&mut shop, &staged(orders));
    assert_eq!(["A", "B", "C"].map(|id| packs(&shop, id)), ["Kaos Oblong, Red", "Kaos, Merah", "Kaos, Biru"]);
}

/// A SKU that the shop itself has typed stays.
#[test]
fn a_typed_sku_is_not_taken_away_by_a_file() {
    let mut shop = Shop::new();
    save_variant(&mut shop, "Kaos", "Merah", "KAOS");
    let orders = vec![to_ship("A", &["1xKaos/Merah^KAOS@16000"]), to_ship("B", &["1xKaos/Biru^KAOS@16000"])];
    take_in(&mut shop, &staged(orders));
    assert_eq!(shop.read(|r| r.variant_by_sku("KAOS")).unwrap().variant, "Merah");
    assert_eq!(packs(&shop, "B"), "Kaos, Biru");
}

/// A SKU that was renamed in the marketplace: its orders wait, one decision takes them all, and the next file isn't asked.
#[test]
fn a_renamed_sku_is_decided_once_for_all_rows_and_remembered() {
    let header = "No. Pesanan;Status Pesanan;Waktu Pesanan Dibuat;Nama Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let row = |id: &str, sku: &str| format!("{id};Perlu Dikirim;2026-11-20 16:57;Gelas;{sku};50.000;50.000;1;50.000");
    let file = |rows: &[String]| [&[header.to_owned()], rows].concat().join("\n");
    let read = |text: &str, decided: &[(u32, &str)]| {
        let cell = |(row, value): &(u32, &str)| runut_core::marketplace::CellOverride {
            row: *row,
            column: "Nomor Referensi SKU".into(),
            value: (*value).into(),
        };
        let decided: Vec<_> = decided.iter().map(cell).collect();
        import::read(runut_core::Channel::Shopee, "uji", text.as_bytes(), &decided, &mut |_| ControlFlow::Continue(()))
            .unwrap()
    };
    let mut shop = Shop::new();
    take_in(&mut shop, &read(&file(&[row("A", "GLS")]), &[]));
    let second = file(&[row("B", "GLS-NEW"), row("C", "GLS-NEW"), row("D", "GLS-NEW")]);
    let report = take_in(&mut shop, &read(&second, &[]));
    assert_eq!((asked(&report).len(), report.new), (3, 0));
    assert!(
        report.problems[0].message.id.contains("menunggu")
            && report.problems[0].message.id.contains("sekali untuk semua")
    );
    let report = take_in(&mut shop, &read(&second, &[(3, "GLS")]));
    assert_eq!((asked(&report), report.new), (vec![], 3));
    assert_eq!(["B", "C", "D"].map(|id| packs(&shop, id)), ["Gelas", "Gelas", "Gelas"]);
    let report = take_in(&mut shop, &read(&file(&[row("E", "GLS-NEW"), row("F", "GLS")]), &[]));
    assert_eq!((asked(&report), report.new), (vec![], 2));
    // Another one is asked again.
    assert_eq!(asked(&take_in(&mut shop, &read(&file(&[row("G", "GLS-3")]), &[]))), [("G", "GLS-3", "GLS")]);
    shop.sound();
}

/// A variation that a spreadsheet changed in every row is decided once, where the person takes what it most likely was.
#[test]
fn a_changed_variation_is_decided_once_for_all_rows() {
    let header = "No. Pesanan;Status Pesanan;Waktu Pesanan Dibuat;Nama Produk;Nama Variasi;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let rows =
        ["A", "B", "C"].map(|id| format!("{id};Perlu Dikirim;2026-11-20 16:57;Pipa;12.0;50.000;50.000;1;50.000"));
    let text = [&[header.to_owned()][..], &rows].concat().join("\n");
    let read = |value: &str| {
        let cell = runut_core::marketplace::CellOverride { row: 2, column: "Nama Variasi".into(), value: value.into() };
        import::read(runut_core::Channel::Shopee, "uji", text.as_bytes(), &[cell], &mut |_| ControlFlow::Continue(()))
            .unwrap()
    };
    // Another word is of that row alone.
    assert_eq!((read("12 mm").file.orders.len(), read("12 mm").decided.len()), (1, 1));
    let mut shop = Shop::new();
    let report = take_in(&mut shop, &read("12"));
    assert_eq!((report.new, report.problems.len()), (3, 0));
    assert_eq!(["A", "B", "C"].map(|id| packs(&shop, id)), ["Pipa, 12", "Pipa, 12", "Pipa, 12"]);
}
