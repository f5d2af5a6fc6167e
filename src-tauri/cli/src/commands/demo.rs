//! The demo shop, and a day in it.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use runut_actions::{Mix, Size, UsedNumber, Years, create_wave, demo_file, import, open_demo, open_demo_shop};
use runut_actions::{open_years, pack_scan, pick_list, receive, ship, slips};
use runut_core::rows::{NewShop, Receipt, ReceiptLine, StockMark, StockQuery, TrackingItem};
use runut_core::sheets::SlipSize;
use runut_core::{Channel, Instant, Money, OrderId, Stage, Zone};
use runut_store::{Book, Context, StoreError, audit, reports};
use serde_json::json;

use super::{Desk, anchor, request};
use crate::args::Cli;
use crate::output::{Fault, Out, table};
use crate::target::put;
use crate::when::clock;

/// Orders of the demo day.
const DAY_ORDERS: u32 = 40;

/// Orders between two words of how far a big book is.
const SAY_EVERY: u32 = 50_000;

fn shop() -> NewShop {
    NewShop {
        name: "Dapur Ibu Ratna".to_owned(),
        owner: "Ratna".to_owned(),
        address: "Jl. Anyaman 12, Sleman".to_owned(),
        phone: "0812-0000-0001".to_owned(),
        zone: Zone::Wib,
    }
}

/// Which demo shop: a month, or years of which `open` orders are open.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub orders: u32,
    pub open: Option<u32>,
    pub seed: u64,
}

/// Makes the demo shop in a book that is there and has no shop yet.
pub fn make(desk: &Desk<'_>, wanted: Wanted) -> Result<ExitCode, Fault> {
    fill(desk.out, &desk.book, wanted, desk.now, &desk.request())?;
    Ok(told(desk.out, desk.book.path(), wanted))
}

fn fill(out: &Out, book: &Book, wanted: Wanted, now: Instant, request: &str) -> Result<(), Fault> {
    let Wanted { orders, open, seed } = wanted;
    let Some(open) = open else { return Ok(open_demo(book, &shop(), Size { orders, seed }, now, request)?) };
    let mut said = 0;
    let mut told = |so_far: u32| {
        if so_far - said >= SAY_EVERY {
            said = so_far;
            out.say(&format!("{so_far} dari {orders} pesanan"));
        }
    };
    Ok(open_years(book, &shop(), Years { orders, open, seed }, now, request, &mut told)?)
}

/// Makes a book with the demo shop, whole or not at all: many writes lie behind it, and half a shop could neither be
/// used nor made again. It is made in a folder beside its place and moved there.
pub fn new_book(cli: &Cli, out: &Out, path: &Path, wanted: Wanted, now: Instant) -> Result<ExitCode, Fault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let unwritable = |error: io::Error| Fault::unwritable(path, &error);
    runut_store::make_folder(folder).map_err(unwritable)?;
    let beside = tempfile::tempdir_in(folder).map_err(unwritable)?;
    let draft = beside.path().join("demo.runut");
    let book = Book::open(&draft)?;
    fill(out, &book, wanted, now, &request(cli))?;
    drop(book);
    // Closing the book folds its log in; where that failed, the file alone isn't the book.
    if fs::metadata(beside.path().join("demo.runut-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::Io(io::Error::from(io::ErrorKind::StorageFull)).into());
    }
    let draft = tempfile::TempPath::try_from_path(draft).map_err(unwritable)?;
    draft.persist_noclobber(path).map_err(|failed| unwritable(failed.error))?;
    let code = told(out, path, wanted);
    match Book::open(path) {
        Ok(book) => anchor(out, &book),
        Err(error) => out.say(&error.sentence().id),
    }
    Ok(code)
}

fn told(out: &Out, path: &Path, Wanted { orders, open, seed }: Wanted) -> ExitCode {
    let path = path.display().to_string();
    out.value(&json!({ "book": path, "orders": orders, "open": open, "seed": seed }), |_| {
        format!("Toko contoh siap di {path}: {orders} pesanan.")
    });
    ExitCode::SUCCESS
}

/// A day: what was done, and what it came to.
struct Day<'a> {
    book: &'a Book,
    now: Instant,
    step: usize,
    rows: Vec<Vec<String>>,
}

impl Day<'_> {
    fn context(&mut self) -> Result<Context, Fault> {
        self.step += 1;
        Ok(self.book.context(
            None,
            Instant(self.now.0 + 60_000 * i64::try_from(self.step).unwrap_or(0)),
            &format!("demo-day/{}", self.step),
        )?)
    }

    fn tell(&mut self, hour: &str, what: &str, result: String) {
        self.rows.push(vec![hour.to_owned(), what.to_owned(), result]);
    }
}

pub fn day(out: &Out, folder: &Path) -> Result<ExitCode, Fault> {
    runut_store::make_folder(folder).map_err(|error| Fault::unwritable(folder, &error))?;
    let path = folder.join("demo.runut");
    for name in ["demo.runut", "demo.runut-wal", "demo.runut-shm", "demo.runut.jangkar"] {
        let old = folder.join(name);
        if old.exists() {
            fs::remove_file(&old).map_err(|error| Fault::unwritable(&old, &error))?;
        }
    }
    let book = Book::open(&path)?;
    let now = clock();
    open_demo_shop(&book, &shop(), DAY_ORDERS / 2, now, "demo-day")?;
    let mut day = Day { book: &book, now, step: 0, rows: Vec::new() };
    take_in(&mut day, folder)?;
    let wave = pick(&mut day, folder)?;
    let packed = pack(&mut day, &wave)?;
    hand_over(&mut day, &packed)?;
    let findings = audit::check(&book)?;
    day.tell(
        "19.00",
        "Periksa buku",
        if findings.is_empty() { "tidak ada yang salah".to_owned() } else { format!("{} temuan", findings.len()) },
    );
    let counts = book.read(|reader| Ok::<_, Fault>(reports::rail_counts(reader, now)?))?;
    let answer = json!({
        "book": path.display().to_string(), "shipped": packed.len(), "open": counts.open, "findings": findings.len(),
    });
    out.value(&answer, |_| {
        format!("{}\n\nBuku dan dokumen ada di {}", table(&["Jam", "Pekerjaan", "Hasil"], &day.rows), folder.display())
    });
    anchor(out, &book);
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}

fn take_in(day: &mut Day<'_>, folder: &Path) -> Result<(), Fault> {
    let (bytes, name) = demo_file(Size { orders: DAY_ORDERS, seed: 7 }, Mix::ToShip, day.now, Zone::Wib);
    let file = folder.join(&name);
    fs::write(&file, &bytes).map_err(|error| Fault::unwritable(&file, &error))?;
    let mut go_on = |_| ControlFlow::Continue(());
    let staged = import::read(Channel::Shopee, &name, &bytes, &[], &mut go_on)?;
    let ctx = day.context()?;
    let report = import::apply(day.book, &ctx, &staged, None, &mut go_on)?.value;
    day.tell(
        "08.00",
        &format!("Impor {name}"),
        format!("{} pesanan, {} barang, Rp {}", report.new, report.units, report.total_paid),
    );
    let query =
        StockQuery { mark: StockMark::Short, category: String::new(), search: String::new(), after: None, limit: 500 };
    let page = day.book.read(|reader| Ok::<_, Fault>(reports::stock_page(reader, &query)?))?;
    let lines: Vec<ReceiptLine> = page
        .rows
        .iter()
        .skip(1)
        .map(|row| ReceiptLine {
            variant_id: row.id,
            quantity: -row.available,
            cost: Money(row.price.0 * 58 / 100).times(-row.available).unwrap_or_default(),
        })
        .collect();
    if !lines.is_empty() {
        let receipt =
            Receipt { supplier: "Pengrajin Makmur".to_owned(), note: String::new(), lines, ..Receipt::default() };
        let ctx = day.context()?;
        let said = receive(day.book, &ctx, &receipt)?.value;
        day.tell("09.00", "Terima barang yang kurang", said.id);
    }
    Ok(())
}

fn pick(day: &mut Day<'_>, folder: &Path) -> Result<Vec<OrderId>, Fault> {
    let ctx = day.context()?;
    let wave = create_wave(day.book, &ctx, &[])?.value;
    day.tell(
        "10.00",
        "Gelombang, yang terlambat dulu",
        format!("{} pesanan, {} ditinggal", wave.orders.len(), wave.left_out.len()),
    );
    let ctx = day.context()?;
    let list = pick_list(day.book, &ctx, &wave.orders, &mut |d| put(&folder.join("daftar-ambil.pdf"), d))?.value;
    day.tell("10.05", "Daftar ambil (A4)", list.path);
    for (size, name) in [(SlipSize::A5, "slip-a5.pdf"), (SlipSize::A6, "slip-a6.pdf")] {
        let ctx = day.context()?;
        let printed = slips(day.book, &ctx, &wave.orders, size, &mut |d| put(&folder.join(name), d))?.value;
        day.tell("10.10", "Slip pengemasan", printed.path);
    }
    Ok(wave.orders)
}

/// Packs the wave by scans, one of them wrong.
fn pack(day: &mut Day<'_>, wave: &[OrderId]) -> Result<Vec<OrderId>, Fault> {
    let (mut packed, mut scans, mut stops) = (Vec::new(), 0, 0);
    for (at, order) in wave.iter().enumerate() {
        let ctx = day.context()?;
        let view = pack_scan(day.book, &ctx, None, &order.code())?.value.view;
        scans += 1;
        let mut codes: Vec<String> = Vec::new();
        for line in view.iter().flat_map(|v| &v.lines) {
            codes.extend((0..line.quantity).map(|_| line.sku.clone()));
        }
        if at == 0 {
            codes.insert(0, "SALAH-KODE".to_owned());
        }
        for code in codes {
            let ctx = day.context()?;
            let answer = pack_scan(day.book, &ctx, Some(*order), &code)?.value;
            scans += 1;
            stops += usize::from(answer.stop.is_some());
            packed.extend(answer.finished);
        }
    }
    day.tell("10.30", "Kemas dengan pemindai", format!("{} paket, {scans} pindaian, {stops} dihentikan", packed.len()));
    Ok(packed)
}

fn hand_over(day: &mut Day<'_>, packed: &[OrderId]) -> Result<(), Fault> {
    let items: Vec<TrackingItem> = packed
        .iter()
        .map(|order| TrackingItem {
            order: order.code(),
            tracking: format!("SPXID0{:011}", order.0 * 7_919),
            courier: Some("SPX Standard".to_owned()),
        })
        .collect();
    let ctx = day.context()?;
    let outcome = ship(day.book, &ctx, &items, UsedNumber::Refuse)?.value;
    day.tell("15.30", "Resi, satu tempelan", outcome.message.id);
    let page = day.book.read(|reader| {
        let query = runut_core::rows::OrderQuery {
            search: items.first().map(|i| i.tracking.clone()).unwrap_or_default(),
            ..runut_core::rows::OrderQuery::of(Some(Stage::Shipped), 5)
        };
        Ok::<_, Fault>(reports::orders_page(reader, &query, day.now)?)
    })?;
    let found = page.rows.first().map(|row| format!("{} untuk {}", row.number, row.customer)).unwrap_or_default();
    day.tell("16.30", "Cari lagi lewat resi", found);
    Ok(())
}
