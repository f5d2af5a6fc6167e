//! Import: a month's order export, previewed and taken over.
//!
//! The floor reads the same workbook with calamine, cell by cell, and puts every row into one table of as many columns:
//! same pragmas, one transaction, a prepared insert. It keeps nothing apart, checks nothing and indexes nothing. What
//! writing costs is compared with a second floor too: the rows that ours left, with their indexes, by bare statements.

pub(super) mod file;

use std::fs;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{DataRef, Reader, Xlsx};
use runut_actions::import::{self, ImportFile};
use runut_actions::open_demo_shop;
use runut_core::rows::NewShop;
use runut_core::{Channel, Instant, Zone};
use runut_store::Book;
use rusqlite::{Connection, params_from_iter};
use tempfile::TempDir;

use super::Group;
use crate::Fault;
use crate::machine::beside;
use crate::measure::{Figures, TURNS, process, time, turns};
use crate::replay::{self, Change, Floor, Recorder};
use crate::table::{Limit, Row};
use file::{COLUMNS, EXPORTED, START_DAY};

/// Import.
pub const GROUP: Group = Group { name: "import", title: "### Import", run };

/// Rows of the workbook.
const ROWS: usize = 100_000;

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let rows = std::env::var("RUNUT_BENCH_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let folder = folder.join("import");
    fs::create_dir_all(&folder)?;
    let workbook = file::workbook(&folder, rows)?;
    let shop = Shop::make(&folder, rows)?;
    let mut table = whole(&workbook, &shop, rows)?;
    table.extend(apart(&workbook, &shop)?);
    Ok(table)
}

/// A shop's book before the import: goods on the shelves, no orders. Each turn takes a copy.
pub(super) struct Shop(TempDir);

impl Shop {
    pub(super) fn make(folder: &Path, rows: usize) -> Result<Self, Fault> {
        let shop = Self(TempDir::new_in(folder)?);
        let new = NewShop {
            name: "Dapur Ibu Ratna".to_owned(),
            owner: "Ratna".to_owned(),
            address: "Jl. Anyaman 12, Sleman".to_owned(),
            phone: "0812-0000-0001".to_owned(),
            zone: Zone::Wib,
        };
        let opened = Instant(EXPORTED.0 - 33 * 86_400_000);
        open_demo_shop(&Book::open(&shop.0.path().join("buku.runut"))?, &new, u32::try_from(rows)?, opened, "bench")?;
        Ok(shop)
    }

    /// Where its book lies.
    pub(super) fn book(&self) -> PathBuf {
        self.0.path().join("buku.runut")
    }

    /// A copy in a folder of its own.
    pub(super) fn copy(&self) -> Result<TempDir, Fault> {
        let folder = TempDir::new_in(self.0.path())?;
        fs::copy(self.0.path().join("buku.runut"), folder.path().join("buku.runut"))?;
        Ok(folder)
    }
}

fn book_in(folder: &TempDir) -> String {
    folder.path().join("buku.runut").display().to_string()
}

/// From the start of a process to its end: time and memory, ours and the floor's.
fn whole(workbook: &Path, shop: &Shop, rows: usize) -> Result<Vec<Row>, Fault> {
    let (ours, floor) = (beside("runut-cli")?, std::env::current_exe()?);
    let (file, start) = (workbook.display().to_string(), START_DAY.to_string());
    let mut table = Vec::new();
    for (what, apply) in [("previewed", false), ("taken over", true)] {
        let (mut us, mut them) = (Figures::default(), Figures::default());
        let (ours, floor) = turns(
            TURNS,
            |turn| {
                let copy = shop.copy()?;
                let book = book_in(&copy);
                let mut args = vec!["--book", &book, "import", "orders", &file, "--start-day", &start];
                args.extend(apply.then_some("--apply"));
                let ended = process(&ours, &args)?;
                us.0.extend((turn > 0).then_some(ended.megabytes));
                Ok(ended.ms)
            },
            |turn| {
                let folder = TempDir::new_in(shop.0.path())?;
                let ended = process(&floor, &["part", "import-floor", &file, &book_in(&folder)])?;
                them.0.extend((turn > 0).then_some(ended.megabytes));
                Ok(ended.ms)
            },
        )?;
        let what = format!("{rows} rows {what}");
        let memory =
            Row { what: format!("{what}: memory"), unit: "MB", ours: us, floor: them, limit: Limit::Most(200.0) };
        table.extend([Row { what, unit: "ms", ours, floor, limit: Limit::Times(2.0) }, memory]);
    }
    Ok(table)
}

/// Reading and writing alone, without the process around them.
fn apart(workbook: &Path, shop: &Shop) -> Result<Vec<Row>, Fault> {
    let bytes = fs::read(workbook)?;
    let read = || staged(&bytes);
    let (ours, floor) = turns(TURNS, |_| Ok(time(read)?.1), |_| Ok(time(|| cells(workbook, |_| Ok(())))?.1))?;
    let reading = Row { what: "reading alone".to_owned(), unit: "ms", ours, floor, limit: Limit::None };
    let staged = read()?;
    let mut records: Vec<Vec<String>> = Vec::new();
    cells(workbook, |record| {
        records.push(record.to_vec());
        Ok(())
    })?;
    let write = |_| {
        let copy = shop.copy()?;
        let book = Book::open(&copy.path().join("buku.runut"))?;
        take_over(&book, &staged)
    };
    let (ours, floor) = turns(TURNS, write, |_| {
        let folder = TempDir::new_in(shop.0.path())?;
        let mut table = Table::make(&folder.path().join("floor"))?;
        Ok(time(|| table.fill(|put| records.iter().try_for_each(|record| put(record))))?.1)
    })?;
    drop(records);
    let writing = Row { what: "writing alone".to_owned(), unit: "ms", ours, floor, limit: Limit::None };
    let (statements, rows) = recorded(shop, &staged)?;
    let (ours, floor) = turns(TURNS, write, |_| {
        let copy = shop.copy()?;
        let conn = replay::open(&copy.path().join("buku.runut"))?;
        let mut floor = Floor::prepare(&conn, &statements)?;
        Ok(time(|| rows.iter().try_for_each(|changes| floor.write(changes)))?.1)
    })?;
    let bare = Row { what: "writing alone; the same rows".to_owned(), unit: "ms", ours, floor, limit: Limit::None };
    Ok(vec![reading, writing, bare])
}

/// Milliseconds to take over what was read.
pub(super) fn take_over(book: &Book, staged: &ImportFile) -> Result<f64, Fault> {
    let ctx = book.context(None, EXPORTED, "bench/orders")?;
    let apply = || import::apply(book, &ctx, staged, Some(START_DAY), &mut |_| ControlFlow::Continue(()));
    Ok(time(|| Ok(apply()?))?.1)
}

/// The rows that taking over leaves, for bare statements.
fn recorded(shop: &Shop, staged: &ImportFile) -> Result<(Vec<String>, Vec<Vec<Change>>), Fault> {
    let (ours, copy) = (shop.copy()?, shop.copy()?);
    let path = ours.path().join("buku.runut");
    let mut recorder = Recorder::begin(&path, &copy.path().join("buku.runut"))?;
    take_over(&Book::open(&path)?, staged)?;
    recorder.take()?;
    recorder.end()
}

pub(super) fn staged(bytes: &[u8]) -> Result<ImportFile, Fault> {
    Ok(import::read(Channel::Shopee, "Order.all.xlsx", bytes, &[], &mut |_| ControlFlow::Continue(()))?)
}

/// The floor as a process: the workbook's cells into one table.
pub fn floor(workbook: &Path, book: &Path) -> Result<(), Fault> {
    Table::make(book)?.fill(|put| cells(workbook, put))
}

/// Hands each row of the first sheet out, as calamine reads it.
fn cells(workbook: &Path, mut each: impl FnMut(&[String]) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut workbook: Xlsx<BufReader<fs::File>> = calamine::open_workbook(workbook)?;
    let sheet = workbook.sheet_names().first().cloned().ok_or("no sheet")?;
    let mut reader = workbook.worksheet_cells_reader(&sheet)?;
    let mut record = vec![String::new(); COLUMNS];
    let mut row = 0;
    while let Some(cell) = reader.next_cell()? {
        let (at, column) = cell.get_position();
        if at != row {
            each(&record)?;
            row = at;
            record.iter_mut().for_each(String::clear);
        }
        match cell.get_value() {
            DataRef::String(text) => record[column as usize].push_str(text),
            DataRef::Empty => {}
            other => return Err(format!("an unexpected cell: {other:?}").into()),
        }
    }
    each(&record)
}

/// The floor's table.
struct Table(Connection);

impl Table {
    fn make(path: &Path) -> Result<Self, Fault> {
        let conn = Connection::open(path)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        let columns: Vec<String> = (1..=COLUMNS).map(|n| format!("c{n} TEXT NOT NULL")).collect();
        conn.execute_batch(&format!("CREATE TABLE cells ({}) STRICT", columns.join(", ")))?;
        Ok(Self(conn))
    }

    /// All rows in one transaction.
    fn fill(
        &mut self,
        rows: impl FnOnce(&mut dyn FnMut(&[String]) -> Result<(), Fault>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let tx = self.0.transaction()?;
        let mut insert = tx.prepare(&format!("INSERT INTO cells VALUES ({})", vec!["?"; COLUMNS].join(", ")))?;
        rows(&mut |record| {
            insert.execute(params_from_iter(record))?;
            Ok(())
        })?;
        drop(insert);
        Ok(tx.commit()?)
    }
}
