//! A damaged book: bytes flipped at random places, pages emptied, the end cut off. Whatever happens to the file, nothing
//! panics, and what has changed in it is said, by refusing to open it or by the audit.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use runut_actions::{ActionError, Walk, salvage};
use runut_core::export::Days;
use runut_core::rows::{ExportFormat, ExportKind, Salvaged};
use runut_core::{OrderId, Zone};
use runut_store::{Book, Reader, StoreError, audit, reports};
use rusqlite::types::ValueRef;
use tempfile::TempDir;

use crate::shop::MORNING;

const PAGE: usize = 4096;

/// Steps of the walk that fills the book.
const STEPS: u32 = 220;

/// Flips, unless `RUNUT_FLIPS` names another number.
const FLIPS: usize = 300;

/// What can't change unnoticed, tables and columns: all that stock, postings, stages and the log are reckoned from. What is left
/// are words, times and a marketplace's word on money, which nothing else in the book repeats (docs/DAMAGE.md).
const GUARDED: [&str; 36] = [
    "activity.",
    "stock_level.shelf",
    "stock_level.packed",
    "stock_level.damaged",
    "stock_level.allocated",
    "stock_level.value",
    "stock_move.variant_id",
    "stock_move.from_bin",
    "stock_move.to_bin",
    "stock_move.quantity",
    "stock_move.value",
    "stock_move.on_hand",
    "posting.activity_id",
    "posting.debit",
    "posting.credit",
    "posting.amount",
    "posting.day",
    "posting.order_id",
    "stage_count.",
    "day_sum.",
    "month_sum.",
    "month_close.",
    "cash_sum.",
    "variant_day.",
    "orders.id",
    "orders.stage",
    "orders.channel",
    "orders.external_id",
    "orders.tracking",
    "orders.total",
    "orders.paid",
    "order_line.order_id",
    "order_line.variant_id",
    "order_line.quantity",
    "payment.amount",
    "payment_part.",
];

/// A sound book, closed, and what it holds.
struct Sound {
    _folder: TempDir,
    bytes: Vec<u8>,
    anchors: Vec<u8>,
    dump: String,
    columns: BTreeMap<String, Vec<String>>,
}

impl Sound {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let book = Book::open(&path).unwrap();
        let mut walk = Walk::begin(&book, 11, MORNING).unwrap();
        for _ in 0..STEPS {
            walk.step(&book).unwrap();
        }
        assert_eq!(audit::check(&book).unwrap(), []);
        book.anchor().unwrap();
        let dump = logical(&book.dump().unwrap());
        drop(book);
        let bytes = fs::read(&path).unwrap();
        let anchors = fs::read(folder.path().join("buku.runut.jangkar")).unwrap();
        Self { _folder: folder, bytes, anchors, dump, columns: columns(&path) }
    }

    /// A copy of it in a folder of its own, damaged by `harm`.
    fn harmed(&self, harm: impl FnOnce(&mut Vec<u8>)) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let mut bytes = self.bytes.clone();
        harm(&mut bytes);
        fs::write(&path, bytes).unwrap();
        fs::write(folder.path().join("buku.runut.jangkar"), &self.anchors).unwrap();
        (folder, path)
    }
}

/// What a dump says of the shop; what the text indexes keep is made from it, and what is kept to take back a step isn't the
/// shop's: where it is damaged the audit says so, and a book put together again is without it.
fn logical(dump: &str) -> String {
    let lines = dump.lines().filter(|line| !line.contains("_search"));
    let own = |line: &str| match line.rsplit_once('|').filter(|_| line.starts_with("request|")) {
        Some((request, _)) => format!("{request}\n"),
        None => format!("{line}\n"),
    };
    lines.map(own).collect()
}

/// What came of opening and auditing a damaged book.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    /// It didn't open.
    Refused,
    /// It opened, and the audit said what is wrong or couldn't be made.
    Found,
    /// Nothing was said, and nothing of what it holds has changed.
    Same,
    /// Nothing was said, though this has changed: tables and columns.
    Unnoticed(Vec<String>),
}

impl Came {
    fn word(&self) -> &'static str {
        match self {
            Self::Refused => "doesn't open",
            Self::Found => "found by the audit",
            Self::Same => "nothing changed",
            Self::Unnoticed(_) => "unnoticed",
        }
    }
}

fn came_of(sound: &Sound, path: &Path) -> Came {
    let Ok(book) = Book::open(path) else { return Came::Refused };
    let audit = audit::check(&book);
    let _ = book.read(ask_all);
    match audit {
        Ok(findings) if findings.is_empty() => {}
        _ => return Came::Found,
    }
    let dump = logical(&book.dump().unwrap());
    if dump == sound.dump { Came::Same } else { Came::Unnoticed(changed(&sound.columns, &sound.dump, &dump)) }
}

/// Where two dumps differ: tables and columns.
fn changed(names: &BTreeMap<String, Vec<String>>, before: &str, after: &str) -> Vec<String> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if before.len() != after.len() {
        return vec![format!("{} rows of {}", after.len(), before.len())];
    }
    let mut found = Vec::new();
    for (before, after) in before.iter().zip(&after) {
        let (before, after): (Vec<&str>, Vec<&str>) = (before.split('|').collect(), after.split('|').collect());
        let columns = &names[before[0]];
        let differ = (1..before.len()).filter(|n| before.get(*n) != after.get(*n));
        let theirs = before[0] == "orders" && is_marketplace(columns, &before);
        found.extend(differ.map(|n| match (before[0], columns[n - 1].as_str()) {
            (table, word @ ("total" | "paid")) if theirs => format!("a marketplace's {table}.{word}"),
            (table, column) => format!("{table}.{column}"),
        }));
    }
    found.dedup();
    found
}

/// Whether a dumped order is a marketplace's: what it says of money posts nothing, and nothing else repeats it.
fn is_marketplace(columns: &[String], row: &[&str]) -> bool {
    let channel = columns.iter().position(|column| column == "channel").map(|at| row[at + 1]);
    let marketplaces = ["shopee", "tokopedia", "tiktok", "lazada"];
    marketplaces.iter().any(|key| channel == Some(&format!("{:?}", ValueRef::Text(key.as_bytes()))))
}

/// The columns of each table.
fn columns(path: &Path) -> BTreeMap<String, Vec<String>> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
    let mut statement = conn.prepare(sql).unwrap();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap() {
        let (table, column): (String, String) = pair.unwrap();
        names.entry(table).or_default().push(column);
    }
    names
}

/// What the window and the terminal ask first. It may fail, and must not panic.
fn ask_all(reader: &Reader<'_>) -> Result<(), StoreError> {
    let now = MORNING;
    let _ = reports::today::all(reader, now);
    let _ = reports::rail_counts(reader, now);
    let _ = reports::settings(reader);
    let _ = reports::pack_queue(reader, now);
    let _ = reports::returns_queue(reader, now);
    let _ = reports::owed_list(reader, now);
    for kind in ExportKind::ALL {
        let _ = reports::export(reader, Zone::Wib, kind, ExportFormat::Csv, Days::default(), &mut |_| {
            Ok::<_, StoreError>(())
        });
    }
    for order in 1..=30 {
        let _ = reports::order_detail(reader, OrderId(order), now);
    }
    Ok(())
}

fn saved(path: &Path, folder: &Path) -> Result<Salvaged, ActionError> {
    salvage(path, folder, MORNING, &mut |_| ControlFlow::Continue(()))
}

#[test]
fn a_flipped_byte_is_noticed() {
    let sound = Sound::new();
    let flips = std::env::var("RUNUT_FLIPS").ok().and_then(|n| n.parse().ok()).unwrap_or(FLIPS);
    let mut rng = fastrand::Rng::with_seed(4);
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    let mut unnoticed: BTreeMap<String, u32> = BTreeMap::new();
    for _ in 0..flips {
        let (at, by) = (rng.usize(..sound.bytes.len()), rng.u8(1..));
        let (_folder, path) = sound.harmed(|bytes| bytes[at] ^= by);
        let came = came_of(&sound, &path);
        *counted.entry(came.word()).or_default() += 1;
        if let Came::Unnoticed(columns) = came {
            for column in columns {
                assert!(
                    !GUARDED
                        .iter()
                        .any(|guarded| column == *guarded || guarded.ends_with('.') && column.starts_with(guarded)),
                    "byte {at} ^ {by}: {column} has changed, and nobody says so"
                );
                *unnoticed.entry(column).or_default() += 1;
            }
        }
    }
    println!("{flips} flips in {} pages: {counted:?}\nunnoticed: {unnoticed:?}", sound.bytes.len() / PAGE);
}

/// Whichever page is lost, what is on all others is saved, and where no row was lost the book is whole again.
#[test]
fn a_lost_page_costs_no_more_than_what_was_on_it() {
    let sound = Sound::new();
    let rows = sound.dump.lines().count();
    let (mut whole, mut lists) = (0, 0);
    for page in 0..sound.bytes.len() / PAGE {
        let (folder, path) = sound.harmed(|bytes| bytes[page * PAGE..][..PAGE].fill(0));
        let came = came_of(&sound, &path);
        assert!(!matches!(came, Came::Unnoticed(_)), "page {page}: {came:?}");
        let (folder, path) = if came == Came::Refused {
            (folder, path)
        } else {
            sound.harmed(|bytes| bytes[page * PAGE..][..PAGE].fill(0))
        };
        let before = fs::read(&path).unwrap();
        let saved = saved(&path, &folder.path().join("keluar")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), before, "page {page}: the damaged file was changed");
        assert_eq!(
            fs::read_dir(folder.path().join("keluar")).unwrap().count(),
            1,
            "page {page}: something is left over"
        );
        match saved.book {
            Some(again) => {
                let book = Book::open(Path::new(&again)).unwrap();
                assert_eq!(logical(&book.dump().unwrap()), sound.dump, "page {page}");
                whole += 1;
            }
            None => {
                let kept: i64 = saved.lists.iter().map(|list| list.rows).sum();
                let lost = saved.lists.iter().filter(|list| list.left_out != Some(0)).count();
                assert!(kept > 0 && (lost > 0 || saved.beside), "page {page}: {saved:?}");
                lists += 1;
            }
        }
    }
    println!("{} pages, {rows} rows: {whole} books whole again, {lists} saved as lists", sound.bytes.len() / PAGE);
    assert!(whole > 20 && lists > 20, "{whole}, {lists}");
}

/// A file that ends too early, at a page's end and within one.
#[test]
fn a_file_that_was_cut_off_is_noticed_and_its_beginning_saved() {
    let sound = Sound::new();
    let cuts = (1..sound.bytes.len()).step_by(PAGE * 9 - 700).chain([
        1,
        16,
        100,
        512,
        PAGE,
        PAGE * 2,
        sound.bytes.len() - PAGE,
    ]);
    let mut kept_by_length = Vec::new();
    for length in cuts {
        let (folder, path) = sound.harmed(|bytes| bytes.truncate(length));
        let came = came_of(&sound, &path);
        let spare = length >= sound.bytes.len() - PAGE; // the last page may have nothing at its end
        assert!(matches!(came, Came::Refused | Came::Found) || spare && came == Came::Same, "{length} bytes: {came:?}");
        let (folder, path) =
            if came == Came::Refused { (folder, path) } else { sound.harmed(|bytes| bytes.truncate(length)) };
        let kept = match saved(&path, &folder.path().join("keluar")) {
            Ok(saved) => {
                // What the last page lacked may have been an index's: then every row is there.
                assert!(saved.book.is_some() || came != Came::Same, "{length} bytes");
                assert!(saved.book.is_none() || spare, "{length} of {} bytes", sound.bytes.len());
                saved.lists.iter().map(|list| list.rows).sum()
            }
            Err(ActionError::Refused(refusal)) => {
                assert!(["salvage_nothing", "foreign_book"].contains(&refusal.code.as_str()), "{length}: {refusal:?}");
                assert_eq!(fs::read_dir(folder.path().join("keluar")).map_or(0, Iterator::count), 0);
                0
            }
            Err(other) => panic!("{length} bytes: {other}"),
        };
        kept_by_length.push((length, kept));
    }
    kept_by_length.sort_unstable();
    assert!(kept_by_length.is_sorted_by_key(|(_, kept)| *kept), "{kept_by_length:?}");
    let (first, last) = (kept_by_length[0].1, kept_by_length.last().unwrap().1);
    assert!(first == 0 && last > 250, "{kept_by_length:?}");
}

/// Changes that weren't folded in yet, cut off: the book is as it was at one of its writes, and the anchor says what lacks.
#[test]
fn a_cut_off_log_of_changes_leaves_a_whole_book() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("buku.runut")).unwrap();
    let mut walk = Walk::begin(&book, 5, MORNING).unwrap();
    for _ in 0..40 {
        walk.step(&book).unwrap();
    }
    book.anchor().unwrap();
    let names = ["buku.runut", "buku.runut-wal", "buku.runut.jangkar"];
    let files = names.map(|name| fs::read(folder.path().join(name)).unwrap());
    let mut lengths = Vec::new();
    for length in (0..files[1].len()).step_by(files[1].len() / 23) {
        let copy = tempfile::tempdir().unwrap();
        for (name, bytes) in names.iter().zip(&files) {
            let bytes = if name.ends_with("-wal") { &bytes[..length] } else { &bytes[..] };
            fs::write(copy.path().join(name), bytes).unwrap();
        }
        let Ok(cut) = Book::open(&copy.path().join(names[0])) else { continue };
        let checked = audit::check(&cut);
        let codes: Vec<String> = checked.iter().flatten().map(|finding| finding.code.clone()).collect();
        assert!(
            checked.is_err() || codes.iter().all(|code| code == "anchor") && !codes.is_empty(),
            "{length}: {codes:?}"
        );
        lengths.push(length);
    }
    assert!(lengths.len() > 15, "{lengths:?}");
}

/// What isn't a book is said, and isn't touched.
#[test]
fn what_is_no_book_is_refused_and_left_alone() {
    let sound = Sound::new();
    let version = |version: i32| {
        let (folder, path) = sound.harmed(|_| {});
        rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", version).unwrap();
        (folder, path)
    };
    let foreign = sound.harmed(|bytes| bytes.clear());
    fs::remove_file(&foreign.1).unwrap();
    rusqlite::Connection::open(&foreign.1).unwrap().execute_batch("CREATE TABLE lagu (judul TEXT)").unwrap();
    let text = sound.harmed(|bytes| *bytes = "Ini bukan buku.\n".repeat(400).into_bytes());
    let empty = sound.harmed(Vec::clear);
    for ((folder, path), code, salvaged) in [
        (version(77), "newer_book", None),
        (version(0), "", None),
        (version(-1), "", None),
        (foreign, "foreign_book", Some("foreign_book")),
        (text, "foreign_book", Some("salvage_nothing")),
        (empty, "book_gone", Some("foreign_book")),
    ] {
        let before = fs::read(&path).unwrap();
        let error = Book::open(&path).map(drop).unwrap_err();
        let damage = error.shows_damage();
        match ActionError::from(error) {
            ActionError::Refused(refusal) => assert_eq!(refusal.code, code),
            other => assert!(code.is_empty() && damage, "{other}"),
        }
        match (saved(&path, &folder.path().join("keluar")), salvaged) {
            (Ok(saved), None) => assert!(saved.book.is_some(), "{code}: {saved:?}"),
            (Err(ActionError::Refused(refusal)), Some(code)) => assert_eq!(refusal.code, code),
            (came, _) => panic!("{code}: {came:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), before, "{code}");
    }
}
