//! What a marketplace paid, taken into the book: an income file of ten thousand orders that the book knows.
//!
//! The floor writes the very rows that ours left, with their indexes, by bare prepared statements in one transaction; a test
//! compares what both leave, row by row.

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use runut_actions::settlements::{self, SettlementImport};
use runut_core::{DAY_MS, Instant, Zone};
use runut_store::Book;
use rusqlite::Connection;

use super::Group;
use super::import::file::{EXPORTED, workbook};
use super::import::{Shop, staged, take_over};
use crate::Fault;
use crate::measure::{Figures, TURNS, time, turns};
use crate::replay::{self, Change, Floor, Recorder};
use crate::table::{Limit, Row};

/// Settlement.
pub const GROUP: Group = Group { name: "settlement", title: "### Settlement", run };

/// Orders of the file.
const ORDERS: usize = 10_000;

/// The file comes some days after the orders.
const CAME: Instant = Instant(EXPORTED.0 + 10 * DAY_MS);

/// Columns of amounts beside the goods, with what is taken of a hundred thousand: as many as a real order has other than zero.
const TAKEN: [(&str, i64); 7] = [
    ("Ongkir Dibayar Pembeli", 9_000),
    ("Gratis Ongkir dari Shopee", 3_500),
    ("Ongkir yang Diteruskan oleh Shopee ke Jasa Kirim", -12_500),
    ("Biaya Administrasi", -8_000),
    ("Biaya Layanan", -4_000),
    ("Biaya Proses Pesanan", -1_250),
    ("Biaya Transaksi", -1_800),
];

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let folder = folder.join("settlement");
    fs::create_dir_all(&folder)?;
    measured(&folder, ORDERS)
}

fn measured(folder: &Path, orders: usize) -> Result<Vec<Row>, Fault> {
    let shop = shop(folder, orders * 2)?;
    let (bytes, found) = income(&shop.book(), orders)?;
    if found < orders {
        return Err(format!("only {found} orders were shipped").into());
    }
    let (statements, writes) = recorded(&shop, &bytes)?;
    let mut read_too = Figures::default();
    let ours = |turn| {
        let copy = shop.copy()?;
        let book = Book::open(&copy.path().join("buku.runut"))?;
        let (staged, reading) = time(|| read(&book, &bytes))?;
        let ((), taking) = time(|| take(&book, &staged))?;
        read_too.0.extend((turn > 0).then_some(reading + taking));
        Ok(taking)
    };
    let (ours, floor) = turns(TURNS, ours, |_| bare(&shop, &statements, &writes))?;
    let what = format!("an income file of {orders} orders");
    let taken = format!("{what} taken over; the same rows");
    Ok(vec![
        Row { what: taken, unit: "ms", ours, floor: floor.clone(), limit: Limit::Times(1.5) },
        Row { what: format!("{what}, read too"), unit: "ms", ours: read_too, floor, limit: Limit::None },
    ])
}

/// A shop whose orders of a month are in its book.
fn shop(folder: &Path, rows: usize) -> Result<Shop, Fault> {
    let shop = Shop::make(folder, rows)?;
    let book = Book::open(&shop.book())?;
    take_over(&book, &staged(&fs::read(workbook(folder, rows)?)?)?)?;
    drop(book);
    Ok(shop)
}

/// The file, and how many orders it has.
fn income(book: &Path, most: usize) -> Result<(Vec<u8>, usize), Fault> {
    let conn = Connection::open(book)?;
    let mut orders = conn.prepare(
        "SELECT external_id, receivable, shipped_at FROM orders
         WHERE store_id = 1 AND receivable > 0 AND shipped_at IS NOT NULL ORDER BY id LIMIT ?1",
    )?;
    let names: Vec<&str> = TAKEN.iter().map(|(name, _)| *name).collect();
    let names = names.join(",");
    let mut text = format!("No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,{names},Total Penghasilan\n");
    let mut found = 0;
    let mut rows = orders.query([i64::try_from(most)?])?;
    while let Some(row) = rows.next()? {
        let (id, goods, shipped): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let released = Zone::Wib.day(Instant(shipped + 5 * DAY_MS)).date().ok_or("no day")?;
        let taken = TAKEN.map(|(_, of)| goods * of / 100_000);
        write!(text, "{id},{released},{goods}")?;
        taken.iter().try_for_each(|amount| write!(text, ",{amount}"))?;
        writeln!(text, ",{}", goods + taken.iter().sum::<i64>())?;
        found += 1;
    }
    Ok((text.into_bytes(), found))
}

fn read(book: &Book, bytes: &[u8]) -> Result<SettlementImport, Fault> {
    settlements::read(book, "penghasilan.csv", bytes).map_err(|error| error.sentence().en.into())
}

fn take(book: &Book, staged: &SettlementImport) -> Result<(), Fault> {
    let ctx = book.context(None, CAME, "bench/settlement")?;
    let done = settlements::apply(book, &ctx, staged, &mut |_| ControlFlow::Continue(()))
        .map_err(|error| Fault::from(error.sentence().en))?
        .value;
    if done.unknown > 0 || !done.problems.is_empty() {
        return Err(format!("{} unknown, {:?}", done.unknown, done.problems.first()).into());
    }
    Ok(())
}

/// The rows that taking over leaves, for bare statements.
fn recorded(shop: &Shop, bytes: &[u8]) -> Result<(Vec<String>, Vec<Vec<Change>>), Fault> {
    let (ours, copy) = (shop.copy()?, shop.copy()?);
    let path = ours.path().join("buku.runut");
    let mut recorder = Recorder::begin(&path, &copy.path().join("buku.runut"))?;
    let book = Book::open(&path)?;
    take(&book, &read(&book, bytes)?)?;
    drop(book);
    recorder.take()?;
    recorder.end()
}

fn bare(shop: &Shop, statements: &[String], writes: &[Vec<Change>]) -> Result<f64, Fault> {
    let copy = shop.copy()?;
    let conn = replay::open(&copy.path().join("buku.runut"))?;
    let mut floor = Floor::prepare(&conn, statements)?;
    Ok(time(|| writes.iter().try_for_each(|changes| floor.write(changes)))?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The floor leaves the rows that ours leaves.
    #[test]
    fn the_floor_writes_the_same_rows() {
        let folder = tempfile::tempdir().unwrap();
        let shop = shop(folder.path(), 60).unwrap();
        let (bytes, found) = income(&shop.book(), 20).unwrap();
        assert_eq!(found, 20);
        let (statements, writes) = recorded(&shop, &bytes).unwrap();
        let (ours, bare) = (shop.copy().unwrap(), shop.copy().unwrap());
        let [ours, bare] = [&ours, &bare].map(|folder| folder.path().join("buku.runut"));
        let book = Book::open(&ours).unwrap();
        take(&book, &read(&book, &bytes).unwrap()).unwrap();
        drop(book);
        let conn = replay::open(&bare).unwrap();
        let mut floor = Floor::prepare(&conn, &statements).unwrap();
        writes.iter().for_each(|write| floor.write(write).unwrap());
        assert_eq!(replay::differences(&ours, &bare).unwrap(), [""; 0]);
    }
}
