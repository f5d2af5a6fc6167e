//! Products from a spreadsheet, and opening stock: what a shop does in its first hour.

use runut_actions::{ActionError, catalogue, open_stock, undo};
use runut_core::posting::Account;
use runut_core::rows::{CatalogueFate, CatalogueReport, FirstSteps, Opening, OpeningLine, StockMark, StockQuery};
use runut_core::undo::Way;
use runut_core::{Money, VariantId};
use runut_store::reports;

use crate::shop::Shop;
use crate::undo_walk::logical;

const LIST: &str = "Nama Barang\tWarna\tKode\tHarga Jual (Rp)\tHarga Beli\tStok\tRak\tBerat (kg)\n\
    Nampan Rotan\tCoklat\tNMP-C\tRp 85.000\t52.000\t12\tA-01\t1,2\n\
    \tHitam\tNMP-H\t85000\t52000\t4\tA-02\t1,2\n\
    Tatakan\t\t-\t9.5\t2.000\t100\t\t\n\
    Sendok Kayu\t\tSND\t12.500\t\t30\tB1\t0,05\n\
    Sendok Kayu\t\tSND\t12.500\t\t30\tB1\t0,05\n";

fn shown(shop: &Shop, text: &str) -> CatalogueReport {
    catalogue::preview(&shop.book, &catalogue::read("", text.as_bytes()).unwrap()).unwrap()
}

/// Applies a list, and holds it against what the preview said.
fn taken(shop: &mut Shop, text: &str) -> CatalogueReport {
    let said = shown(shop, text);
    let file = catalogue::read("", text.as_bytes()).unwrap();
    let ctx = shop.ctx();
    let done = catalogue::apply(&shop.book, &ctx, &file).unwrap().value;
    assert_eq!(done, CatalogueReport { applied: true, ..said });
    shop.sound();
    done
}

fn fates(report: &CatalogueReport) -> Vec<CatalogueFate> {
    report.list.iter().map(|row| row.fate).collect()
}

fn variant(shop: &Shop, sku: &str) -> runut_core::rows::VariantRow {
    let id = shop.read(|r| r.variant_by_sku(sku)).unwrap().id;
    shop.read(|r| reports::variant_row(r, id))
}

fn refused<T: std::fmt::Debug>(answer: Result<T, ActionError>) -> String {
    match answer {
        Err(ActionError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_brings_its_goods_with_their_stock_and_cost_and_leaves_out_what_is_doubtful() {
    let mut shop = Shop::new();
    let report = taken(&mut shop, LIST);
    use CatalogueFate::{New, Refused};
    assert_eq!(fates(&report), [New, New, Refused, New, Refused]);
    assert_eq!((report.new_products, report.new_variants, report.refused), (2, 3, 2));
    assert_eq!((report.units, report.value), (16, Money(832_000)));
    assert!(report.list[2].message.as_ref().unwrap().id.contains("9.500"), "{:?}", report.list[2].message);
    let brown = variant(&shop, "NMP-C");
    assert_eq!((brown.on_hand, brown.value, brown.price), (12, Money(624_000), Money(85_000)));
    assert_eq!((brown.weight_g, brown.shelf.as_str()), (1_200, "A-01"));
    assert_eq!(variant(&shop, "NMP-H").product, "Nampan Rotan", "a row without a name belongs to the one above");
    // The cost wasn't said, so the stock isn't either.
    assert!(!variant(&shop, "SND").stocked);
    // The owner brought it in: it is neither income nor a debt.
    assert_eq!(shop.read(|r| r.balance(Account::OpeningBalance)), -832_000);
    assert_eq!(shop.read(|r| r.balance(Account::SupplierPayable)), 0);
}

#[test]
fn a_list_once_more_changes_only_what_it_says_differently() {
    let mut shop = Shop::new();
    taken(&mut shop, LIST);
    use CatalogueFate::{Changed, Refused, Same};
    assert_eq!(fates(&shown(&shop, LIST)), [Same, Same, Refused, Same, Refused]);
    let file = catalogue::read("", LIST.as_bytes()).unwrap();
    let ctx = shop.ctx();
    assert_eq!(refused(catalogue::apply(&shop.book, &ctx, &file)), "catalogue_nothing");

    let later = taken(&mut shop, "SKU;Harga;Stok;Harga beli\nNMP-C;90.000;40;52.000\nSND;;30;4.000\nXYZ;1.000;;\n");
    assert_eq!(fates(&later), [Changed, Changed, Refused]);
    let brown = variant(&shop, "NMP-C");
    assert_eq!((brown.price, brown.on_hand), (Money(90_000), 12), "stock that is known is counted, not overwritten");
    let said = &later.list[0].message.as_ref().unwrap().id;
    assert!(said.contains("Harga 85.000 → 90.000.") && said.contains("tetap 12"), "{said}");
    let spoon = variant(&shop, "SND");
    assert_eq!((spoon.price, spoon.on_hand, spoon.value), (Money(12_500), 30, Money(120_000)));
}

#[test]
fn a_code_and_a_name_that_disagree_are_asked() {
    let mut shop = Shop::new();
    taken(&mut shop, LIST);
    let said = shown(&shop, "Nama,Warna,SKU,Harga\nNampan Rotan,Coklat,NMP-H,1000\nNampan Rotan,Hitam,BARU,1000\n");
    assert_eq!(fates(&said), [CatalogueFate::Refused; 2]);
    // A SKU that was mistyped doesn't overwrite other goods, and a category is one however it is typed.
    let said = shown(&shop, "Nama,SKU,Harga\nGelas Baru,SND,1000\n");
    assert_eq!(fates(&said), [CatalogueFate::Refused]);
    taken(&mut shop, "Nama,SKU,Harga,Kategori\nBaki,BK1,1000,Dapur\n");
    assert_eq!(fates(&shown(&shop, "SKU,Kategori\nBK1,DAPUR\n")), [CatalogueFate::Same]);
    let file = |text: &str| catalogue::read("", text.as_bytes());
    assert_eq!(refused(file("Tatakan\t9.500\nSendok\t3.000\n")), "not_a_catalogue");
    assert_eq!(refused(file("Nama\tHarga\n")), "no_rows");
}

#[test]
fn opening_stock_is_said_once_and_all_or_nothing() {
    let mut shop = Shop::new();
    taken(&mut shop, "Nama;Harga\nA;1.000\nB;1.000\n");
    let page = shop.read(|r| {
        let (category, search) = (String::new(), String::new());
        reports::stock_page(r, &StockQuery { mark: StockMark::Unstocked, category, search, after: None, limit: 9 })
    });
    assert_eq!(page.unstocked, 2);
    let ids: Vec<VariantId> = page.rows.iter().map(|row| row.id).collect();
    let line = |at: usize, units, cost| OpeningLine { variant: ids[at], opening: Opening { units, cost: Money(cost) } };
    let (ctx, before) = (shop.ctx(), shop.book.dump().unwrap());
    assert_eq!(refused(open_stock(&shop.book, &ctx, &[line(0, 5, 500), line(1, 0, 0)])), "quantity");
    assert_eq!(shop.book.dump().unwrap(), before);
    open_stock(&shop.book, &ctx, &[line(0, 5, 500), line(1, 2, 0)]).unwrap();
    let ctx = shop.ctx();
    assert_eq!(refused(open_stock(&shop.book, &ctx, &[line(0, 5, 500)])), "opening_known");
    shop.sound();
}

#[test]
fn a_new_shop_is_told_its_first_steps_until_they_are_done() {
    let mut shop = Shop::new();
    let steps = |shop: &Shop| shop.read(reports::today::first).first;
    let none = FirstSteps { account: false, courier: false, product: false, stock: false, order: false, goal: false };
    assert_eq!(steps(&shop), Some(none.clone()));
    taken(&mut shop, "Nama;Harga\nGelas;1.000\n");
    assert_eq!(steps(&shop), Some(FirstSteps { product: true, ..none }));
    let id = shop.read(|r| r.variant_by_name("Gelas", "")).unwrap();
    let line = OpeningLine { variant: id, opening: Opening { units: 5, cost: Money(500) } };
    let ctx = shop.ctx();
    open_stock(&shop.book, &ctx, &[line]).unwrap();
    shop.take_in(vec![crate::shop::order("A", crate::shop::status("to_ship"), &["1xHijau@16000"])]).unwrap();
    assert_eq!(steps(&shop), None, "a marketplace's order needs neither account nor courier of ours");
}

#[test]
fn a_list_taken_back_leaves_no_stock_and_comes_in_again() {
    let mut shop = Shop::new();
    let before = logical(&shop.book);
    taken(&mut shop, LIST);
    let after = logical(&shop.book);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    shop.sound();
    assert_eq!(logical(&shop.book), before);
    assert_eq!(shop.read(|r| r.balance(Account::Inventory)), 0);
    assert_eq!(shop.read(|r| r.balance(Account::OpeningBalance)), 0);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Again).unwrap();
    shop.sound();
    assert_eq!(logical(&shop.book), after);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    taken(&mut shop, LIST);
    let brown = variant(&shop, "NMP-C");
    assert_eq!((brown.on_hand, brown.archived), (12, false));
}

/// A list that only changes what was there is taken back too, and the log's own words with it.
#[test]
fn a_changed_price_taken_back_is_as_it_was_told() {
    let mut shop = Shop::new();
    taken(&mut shop, LIST);
    let before = logical(&shop.book);
    taken(&mut shop, "Nama Barang\tWarna\tKode\tHarga Jual\nNampan Rotan\tCoklat\tNMP-C\t90.000\n");
    assert_ne!(logical(&shop.book), before);
    for way in [Way::Back, Way::Again, Way::Back] {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, way).unwrap();
        shop.sound();
    }
    assert_eq!(logical(&shop.book), before);
}

#[test]
fn an_import_whose_goods_have_moved_since_is_taken_out_as_far_as_it_goes() {
    let mut shop = Shop::new();
    shop.take_in(vec![crate::shop::order("A", crate::shop::status("to_ship"), &["1xHijau@16000"])]).unwrap();
    let green = shop.variant("Hijau");
    shop.receive(green, 3, 9_000);
    for _ in 0..2 {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, Way::Back).unwrap();
        shop.sound();
    }
    assert!(shop.read(|r| r.known(runut_core::StoreId(1), "A")).is_none());
}

/// "19.000" cut to "19": the row's other amount or the book's price tells.
#[test]
fn an_amount_that_is_a_thousandth_of_what_stands_beside_it_is_left_out() {
    use CatalogueFate::{New, Refused, Same};
    let mut shop = Shop::new();
    let list = "Nama\tSKU\tHarga\tHarga Beli\nGelas\tGLS\t19.000\t12.000\nPaku\tPKU\t500\t200\n";
    assert_eq!(fates(&taken(&mut shop, list)), [New, New]);
    for (row, said) in [
        ("Gelas\tGLS\t19\t\n", "harganya di buku 19.000; mungkin 19.000"),
        ("Gelas\tGLS\t\t12\n", "Harga beli tertulis 12, padahal harganya 19.000; mungkin 12.000"),
        ("Baru\tBRU\t25\t15.000\n", "Harga tertulis 25, padahal harga belinya 15.000; mungkin 25.000"),
        ("Baru\tBRU\t25.000\t15\n", "Harga beli tertulis 15, padahal harganya 25.000; mungkin 15.000"),
    ] {
        let report = shown(&shop, &format!("Nama\tSKU\tHarga\tHarga Beli\n{row}"));
        assert_eq!(fates(&report), [Refused], "{row}");
        let told = &report.list[0].message.as_ref().unwrap().id;
        assert!(told.contains(said), "{told}");
    }
    assert_eq!(fates(&shown(&shop, "Nama\tSKU\tHarga\nPaku\tPKU\t500\nGelas\tGLS\t19.000\n")), [Same, Same]);
}

/// What is typed is read alike at every door.
#[test]
fn amounts_and_weights_are_read_as_people_say_them() {
    let mut shop = Shop::new();
    taken(&mut shop, "Nama\tSKU\tHarga\tHarga Beli\tStok\tBerat\nGelas\tGLS\t85rb\t52 ribu\t2\t0,2 kg\n");
    let glass = variant(&shop, "GLS");
    assert_eq!((glass.price, glass.value, glass.weight_g), (Money(85_000), Money(104_000), 200));
}
