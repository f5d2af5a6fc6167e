//! Lists as files: read back with a CSV reader they are what the book says, whatever people wrote into it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use runut_actions::{ActionError, Document, export_list, save_shop};
use runut_core::rows::{ExportFormat, ExportKind, LogQuery, Shop as ShopRow, StockMark, StockQuery};
use runut_core::{DAY_MS, Day, Instant, Language, Money, StoreId};
use runut_store::reports;

use crate::script::{go_on, tell};
use crate::settlements;
use crate::shop::{HOUR, MORNING, Shop, order, status};

/// The rows of a file by head; every cell as a spreadsheet shows it, without the tab that keeps it text.
struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn column(&self, head: &str) -> Vec<&str> {
        let at = self.heads.iter().position(|h| h == head).unwrap_or_else(|| panic!("no {head} in {:?}", self.heads));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    fn sum(&self, head: &str) -> i64 {
        self.column(head).iter().map(|cell| cell.parse::<i64>().unwrap()).sum()
    }
}

fn written(shop: &mut Shop, kind: ExportKind, days: (Option<Day>, Option<Day>)) -> Result<Document, ActionError> {
    written_as(shop, kind, ExportFormat::Csv, days)
}

fn written_as(
    shop: &mut Shop,
    kind: ExportKind,
    format: ExportFormat,
    days: (Option<Day>, Option<Day>),
) -> Result<Document, ActionError> {
    let ctx = shop.ctx();
    let mut file = None;
    let mut deliver = |document: &Document| {
        file = Some(document.clone());
        Ok(format!("/out/{}", document.name))
    };
    export_list(&shop.book, &ctx, kind, format, days, &mut deliver)?;
    Ok(file.unwrap())
}

fn read(bytes: &[u8]) -> Table {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let cells = record.iter().map(|cell| {
            let figure = cell.parse::<i64>().is_ok();
            assert!(figure || !cell.starts_with(['=', '+', '-', '@', '\r']), "a formula: {cell:?}");
            cell.strip_prefix('\t').unwrap_or(cell).to_owned()
        });
        cells.collect()
    });
    Table { heads, rows: rows.collect() }
}

fn table(shop: &mut Shop, kind: ExportKind) -> Table {
    read(&written(shop, kind, (None, None)).unwrap().bytes)
}

#[test]
fn every_list_is_what_the_book_says() {
    let mut shop = tell(
        "file A to_ship 2xHijau^0012@16000-2000 1xBiru@9000 => approved
         file B to_ship 1xHijau@16000 => approved
         receive Hijau 10 @9000
         receive Biru 4 @5000
         pack A => packed
         ship A SPX SPXID000000000001 => shipped",
    );
    let orders = table(&mut shop, ExportKind::Orders);
    assert_eq!(orders.column("Nomor"), ["1", "2"]);
    assert_eq!(orders.column("ID pesanan"), ["A", "B"]);
    assert_eq!(orders.column("Tahap"), ["Dikirim", "Siap dikemas"]);
    assert_eq!(orders.column("Resi"), ["SPXID000000000001", ""]);
    assert_eq!(orders.column("Dipesan")[0], "2026-11-21 21:00:00", "by the shop's clock");
    assert_eq!(orders.column("Barang"), ["3", "1"]);
    let lines = table(&mut shop, ExportKind::Lines);
    assert_eq!(lines.column("Pesanan"), ["1", "1", "2"]);
    assert_eq!(lines.column("SKU")[0], "0012", "the zeros stay");
    assert_eq!(lines.column("Subtotal"), ["30000", "9000", "16000"]);
    assert_eq!(lines.column("HPP"), ["18000", "5000", ""]);
    let products = table(&mut shop, ExportKind::Products);
    assert_eq!((products.rows.len(), products.column("SKU")[0]), (2, "0012"));
    let stock = table(&mut shop, ExportKind::Stock);
    let query =
        StockQuery { search: String::new(), mark: StockMark::All, category: String::new(), after: None, limit: 10 };
    let page = shop.read(|r| reports::stock_page(r, &query));
    assert_eq!(Money(stock.sum("Nilai")), page.value);
    assert_eq!(stock.sum("Ada"), page.rows.iter().map(|row| row.on_hand).sum::<i64>());
    assert_eq!(stock.sum("Tersedia"), page.rows.iter().map(|row| row.available).sum::<i64>());
    let postings = table(&mut shop, ExportKind::Postings);
    let balance = |name: &str| -> i64 {
        let signed = |head: &str, sign: i64| -> i64 {
            let amounts = postings.column("Jumlah");
            let of = postings.column(head).into_iter().zip(amounts).filter(|(account, _)| *account == name);
            of.map(|(_, amount)| sign * amount.parse::<i64>().unwrap()).sum()
        };
        signed("Debit", 1) + signed("Kredit", -1)
    };
    for (name, key) in [("Penjualan", "sales"), ("HPP", "cost_of_goods"), ("Persediaan", "inventory")] {
        let account = shop.read(|r| r.account_named(key)).unwrap();
        assert_eq!(balance(name), shop.read(|r| r.balance(account)), "{name}");
    }
    let log = table(&mut shop, ExportKind::Log);
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 500,
    };
    let page = shop.read(|r| reports::log_page(r, &query));
    assert_eq!(log.rows.len() + 1, page.rows.len(), "all but the entry of this export");
    assert_eq!(page.rows[0].text.id, format!("Ekspor log: {} baris", log.rows.len()));
    assert!(table(&mut shop, ExportKind::Customers).rows.is_empty());
    assert!(table(&mut shop, ExportKind::Payments).rows.is_empty());
    shop.sound();
}

#[test]
fn what_people_write_stays_what_they_wrote() {
    let mut shop = Shop::new();
    let product = "=HYPERLINK(\"http://jahat.example\";\"klik\")";
    let note = "-2+3\r\nbaris \"kedua\", dan\tketiga";
    let mut hostile = order("260101ABC0012345", status("to_ship"), &["1xHijau@16000"]);
    hostile.lines[0].product = product.into();
    hostile.lines[0].variation = "@SUM(1)".into();
    hostile.lines[0].sku = "00120012001200120012".into();
    hostile.buyer_note = note.into();
    hostile.recipient = "\u{ff1d}1+1".into();
    hostile.phone = "+62 812-3456".into();
    shop.take_in(vec![hostile]).unwrap();
    let lines = table(&mut shop, ExportKind::Lines);
    assert_eq!(lines.column("Produk"), [product]);
    assert_eq!(lines.column("Varian"), ["@SUM(1)"]);
    assert_eq!(lines.column("SKU"), ["00120012001200120012"]);
    let orders = table(&mut shop, ExportKind::Orders);
    let kept = shop.read(|r| r.particulars(r.known(StoreId(1), "260101ABC0012345")?.unwrap().id));
    assert_eq!(orders.column("ID pesanan"), ["260101ABC0012345"]);
    assert_eq!(orders.column("Catatan pembeli"), [kept.note.as_str()]);
    assert_eq!((orders.column("Penerima"), orders.column("HP")), (vec!["\u{ff1d}1+1"], vec!["+62 812-3456"]));
}

#[test]
fn days_cut_and_pages_join() {
    let mut shop = Shop::new();
    let many = (0..505).map(|n| {
        let mut each = order(&format!("M{n}"), status("to_ship"), &["1xHijau@1000", "2xBiru@2000"]);
        each.placed_at = Instant(MORNING.0 + if n < 3 { -30 } else { 0 } * HOUR);
        each
    });
    shop.take_in(many.collect()).unwrap();
    let lines = table(&mut shop, ExportKind::Lines);
    assert_eq!((lines.rows.len(), lines.sum("Subtotal")), (1_010, 505 * 5_000));
    let mut numbers: Vec<i64> =
        table(&mut shop, ExportKind::Orders).column("Nomor").iter().map(|n| n.parse().unwrap()).collect();
    assert!(numbers.is_sorted());
    numbers.dedup();
    assert_eq!(numbers.len(), 505);
    let day = |day| Some(Day(day));
    let mut cut = |from, to| read(&written(&mut shop, ExportKind::Orders, (from, to)).unwrap().bytes).rows.len();
    assert_eq!(
        (cut(day(20_261_122), None), cut(None, day(20_261_121)), cut(day(20_261_121), day(20_261_122))),
        (502, 3, 505)
    );
}

#[test]
fn an_export_is_refused_with_its_reason_and_logged_only_when_written() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let before = shop.book.dump().unwrap();
    for (expected, kind, from, to) in [
        ("day", ExportKind::Orders, 20_260_231, 20_261_122),
        ("days_order", ExportKind::Orders, 20_261_123, 20_261_122),
        ("days_none", ExportKind::Stock, 20_261_121, 20_261_122),
    ] {
        match written(&mut shop, kind, (Some(Day(from)), Some(Day(to)))) {
            Err(ActionError::Refused(refusal)) => assert_eq!(refusal.code, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
    let ctx = shop.ctx();
    let mut nowhere = |_: &Document| Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    let failed = export_list(&shop.book, &ctx, ExportKind::Log, ExportFormat::Xlsx, (None, None), &mut nowhere);
    assert!(matches!(failed, Err(ActionError::Output(_))));
    assert_eq!(shop.book.dump().unwrap(), before);
}

#[test]
fn heads_and_words_are_in_the_shops_language() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let (ctx, old) = (shop.ctx(), shop.read(|r| r.shop()).unwrap());
    save_shop(&shop.book, &ctx, &ShopRow { language: Language::En, ..old }).unwrap();
    go_on(&mut shop, "hold A cek => approved held");
    let orders = table(&mut shop, ExportKind::Orders);
    assert_eq!((orders.column("Number"), orders.column("Held")), (vec!["1"], vec!["cek"]));
    assert_ne!(orders.column("Stage"), ["Siap dikemas"]);
    assert_eq!(orders.column("COD"), ["no"]);
}

/// Each list as a workbook says cell by cell what it says as CSV, with commas or semicolons; figures, days and moments are
/// numbers there, all else is text, and nothing is a formula.
#[test]
fn a_workbook_says_what_the_values_say() {
    let mut shop = tell(
        "file A to_ship 2xHijau^0012@16000-2000 1xBiru@9000 => approved
         file B to_ship 1xHijau@16000 => approved
         receive Hijau 10 @9000
         receive Biru 4 @5000
         pack A => packed
         buy Makmur 10xHijau@900 => P1
         arrive P1 4xHijau@900 => done
         invoice R3 => B1
         back R3 1xHijau => done",
    );
    let mut dates = order("C", status("to_ship"), &["1xUngu@16000"]);
    (dates.lines[0].product, dates.lines[0].variation) = ("=1+1".into(), "10-12".into());
    shop.take_in(vec![dates]).unwrap();
    for kind in ExportKind::ALL.into_iter().filter(|kind| *kind != ExportKind::Log) {
        let csv = read(&written(&mut shop, kind, (None, None)).unwrap().bytes);
        let semicolons = written_as(&mut shop, kind, ExportFormat::CsvSemicolon, (None, None)).unwrap().bytes;
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(semicolons.as_slice());
        assert_eq!(reader.records().count(), csv.rows.len());
        let workbook = written_as(&mut shop, kind, ExportFormat::Xlsx, (None, None)).unwrap();
        assert!(workbook.name.ends_with(".xlsx"));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.bytes)).unwrap();
        let name = book.sheet_names()[0].clone();
        assert_eq!(name, kind.word().id);
        assert!(book.worksheet_formula(&name).unwrap().is_empty());
        let cells = book.worksheet_range(&name).unwrap();
        assert_eq!(cells.height(), csv.rows.len() + 1, "{kind:?}");
        for (at, row) in std::iter::once(&csv.heads).chain(&csv.rows).enumerate() {
            for (column, said) in row.iter().enumerate() {
                let place = (u32::try_from(at).unwrap(), u32::try_from(column).unwrap());
                match cells.get_value(place).unwrap_or(&Data::Empty) {
                    Data::Empty => assert_eq!(said, ""),
                    Data::String(text) => assert_eq!(text, said),
                    Data::Float(figure) => assert_eq!(&figure.to_string(), said),
                    Data::DateTime(at) => assert!(at.as_f64() > 40_000.0 && said.starts_with("20"), "{said}"),
                    other => panic!("{kind:?} {place:?}: {other:?}"),
                }
            }
        }
    }
}

/// On paper a list has some of its own columns, in their order, and the sheet is one of ours.
#[test]
fn paper_has_the_main_columns_of_the_same_list() {
    let mut shop = tell(
        "file A to_ship 2xHijau^0012@16000-2000 1xBiru@9000 => approved
         receive Hijau 10 @9000
         receive Biru 4 @5000
         pack A => packed
         buy Makmur 10xHijau@900 => P1
         arrive P1 4xHijau@900 => done
         invoice R3 => B1
         back R3 1xHijau => done",
    );
    for kind in ExportKind::ALL {
        let all = reports::export_heads(kind, ExportFormat::Csv);
        let paper = reports::export_heads(kind, ExportFormat::Pdf);
        let mut rest = all.iter();
        assert!(!paper.is_empty() && paper.iter().all(|head| rest.any(|other| other == head)), "{kind:?}: {paper:?}");
        assert_eq!(reports::export_sums(kind, ExportFormat::Pdf).len(), paper.len());
        let sheet = written_as(&mut shop, kind, ExportFormat::Pdf, (None, None)).unwrap();
        assert!(sheet.name.ends_with(".pdf") && sheet.bytes.starts_with(b"%PDF-"), "{kind:?}");
        assert!(runut_actions::is_ours(&sheet.bytes));
    }
}

/// Buying as lists: an order of which some came, its bill in part paid, goods sent back, and what is still on its way.
#[test]
fn what_was_bought_is_listed_as_the_book_has_it() {
    let mut shop = tell(
        "file A to_ship 1xHijau^0012@16000 1xBiru@9000 => approved
         buy Makmur 10xHijau@900 5xBiru@1000 => P1
         arrive P1 4xHijau@900 freight:400:courier => done",
    );
    shop.now.0 += DAY_MS;
    go_on(
        &mut shop,
        "invoice R1 on=20261123 due=20261231 => B1
         paybill B1 @1600 bank => done
         back R1 1xHijau => done
         arrive 2xBiru@1100 from=Jaya => done",
    );
    let purchases = table(&mut shop, ExportKind::Purchases);
    assert_eq!((purchases.column("Nomor"), purchases.column("Pemasok")), (vec!["1"], vec!["Makmur"]));
    assert_eq!(purchases.column("Tahap"), ["Diterima sebagian"]);
    for (head, figure) in [
        ("Unit dipesan", 15),
        ("Unit diterima", 4),
        ("Di jalan", 11),
        ("Nilai pesanan", 14_000),
        ("Ditagih", 2_700),
        ("Dibayar", 1_600),
        ("Sisa tagihan", 1_100),
    ] {
        assert_eq!(purchases.sum(head), figure, "{head}");
    }
    let receipts = table(&mut shop, ExportKind::Receipts);
    assert_eq!(receipts.column("Jenis"), ["datang", "dikembalikan", "datang"]);
    assert_eq!(receipts.column("Tanggal")[0], "2026-11-22");
    assert_eq!(receipts.column("Pemasok"), ["Makmur", "Makmur", "Jaya"]);
    assert_eq!((receipts.column("SKU")[0], receipts.column("Unit")), ("0012", vec!["4", "-1", "2"]));
    assert_eq!((receipts.column("Nilai")[0], receipts.column("Nilai")[2]), ("3600", "2200"));
    assert_eq!(receipts.column("Biaya tambahan")[0], "400");
    let bills = table(&mut shop, ExportKind::Bills);
    assert_eq!(bills.column("Jenis"), ["tagihan", "nota kredit"]);
    assert_eq!(bills.column("Nomor")[0], "INV/7");
    assert_eq!((bills.column("Tanggal")[0], bills.column("Jatuh tempo")[0]), ("2026-11-23", "2026-12-31"));
    assert_eq!(bills.column("Jumlah"), ["3600", "-900"]);
    assert_eq!(bills.column("Dibayar atau dipotong"), ["2500", "-900"], "the credit was set against the bill");
    assert_eq!(bills.column("Sisa"), ["1100", "0"]);
    let today = shop.ctx().today;
    let payables = shop.read(|r| reports::statements::payables(r, today));
    let unbilled: Money = payables.rows.iter().map(|row| row.unbilled).sum();
    assert_eq!(Money(bills.sum("Sisa")) + unbilled, payables.total, "credits stand below nothing");
    let suppliers = table(&mut shop, ExportKind::Suppliers);
    assert_eq!(suppliers.column("Nama"), ["Makmur", "Jaya"]);
    assert_eq!(Money(suppliers.sum("Utang")), payables.total);
    let stock = table(&mut shop, ExportKind::Stock);
    assert_eq!(stock.column("Di jalan"), ["6", "5"]);

    let day = |day| Some(Day(day));
    let mut cut = |kind, from, to| read(&written(&mut shop, kind, (day(from), day(to))).unwrap().bytes).rows.len();
    assert_eq!(cut(ExportKind::Receipts, 20_261_122, 20_261_122), 1);
    assert_eq!(cut(ExportKind::Bills, 20_261_123, 20_261_123), 2);
    assert_eq!(cut(ExportKind::Bills, 20_261_101, 20_261_122), 0);
    assert_eq!(cut(ExportKind::Purchases, 20_261_101, 20_261_102), 0);
    let dated = written(&mut shop, ExportKind::Suppliers, (day(20_261_101), None));
    assert!(matches!(dated, Err(ActionError::Refused(refusal)) if refusal.code == "days_none"));
    shop.sound();
}

/// Payouts as a list: each row of the files that stands, once, with the order that it is of.
#[test]
fn payouts_are_listed_row_by_row() {
    let mut shop = settlements::opened();
    shop.take_in(vec![settlements::shipped("A", 85_000)]).unwrap();
    let rows = [("A", "2026-11-24", 85_000, 0, -6_800, 0), ("0012", "2026-11-25", 9_000, 0, -500, 0)];
    settlements::take(&mut shop, "penghasilan.csv", &settlements::income(&rows)).unwrap();
    let sent = [("2026-11-24 10:00", "Penghasilan dari Pesanan", "A", 78_200)];
    settlements::take(&mut shop, "saldo.csv", &settlements::balance(0, &sent)).unwrap();
    let payouts = table(&mut shop, ExportKind::Settlements);
    assert_eq!(payouts.column("ID pesanan"), ["A", "0012"], "the payout that the income report tells in detail once");
    assert_eq!(payouts.column("Berkas"), ["penghasilan.csv", "penghasilan.csv"]);
    assert_eq!(payouts.column("Toko"), ["Shopee", "Shopee"]);
    assert_eq!(payouts.column("Tanggal"), ["2026-11-24", "2026-11-25"]);
    assert_eq!(payouts.column("Jenis"), ["Penghasilan pesanan", "Penghasilan pesanan"]);
    assert_eq!(payouts.column("Bersih"), ["78200", "8500"]);
    assert_eq!(payouts.column("Pesanan"), [shop.order("A").to_string().as_str(), ""], "an order that isn't known yet");
    let day = Some(Day(20_261_125));
    assert_eq!(read(&written(&mut shop, ExportKind::Settlements, (day, day)).unwrap().bytes).rows.len(), 1);
}
