//! Killed at any moment (SIGKILL; on Windows TerminateProcess): what was acknowledged is in the book, nothing is half done, the audit finds nothing.
//!
//! 200 kills; `RUNUT_KILLS` says how many (`make torture`), `RUNUT_SEED` which steps are walked. A kill can't show what a
//! power cut does to pages that weren't synced.
#![cfg(test)]

mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use runut_store::{Book, StoreError, audit};
use rusqlite::{Connection, OpenFlags};

use desk::Desk;

/// Kills of one book, before the next one is begun: the audit reads all of it every time.
const KILLS_A_BOOK: u32 = 25;

/// Walkers at once, each in books of its own.
const WALKERS: u32 = 2;

/// How long a child takes to its first word, about.
const START_MS: u64 = 20;

/// The longest that a child lives after its first acknowledgement.
const LIFE_MS: u64 = 150;

fn kills() -> u32 {
    std::env::var("RUNUT_KILLS").map_or(200, |n| n.parse().expect("RUNUT_KILLS is a number"))
}

fn seed() -> u64 {
    std::env::var("RUNUT_SEED")
        .map_or_else(|_| fastrand::u64(..1_000_000), |n| n.parse().expect("RUNUT_SEED is a number"))
}

/// A write that the child said was done: its request, and the number of entries in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Acknowledged {
    request: String,
    entries: i64,
}

impl Acknowledged {
    fn read(line: &str) -> Option<Self> {
        let (request, entries) = line.split_once(' ')?;
        request.starts_with("walk").then_some(())?;
        Some(Self { request: request.to_owned(), entries: entries.parse().ok()? })
    }
}

/// The whole lines of a child's error stream, as they come. A line that the kill has cut off is none.
fn lines(child: &mut Child) -> Receiver<String> {
    let (send, lines) = channel();
    let mut stream = BufReader::new(child.stderr.take().unwrap());
    thread::spawn(move || {
        let mut line = String::new();
        while stream.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
            if send.send(std::mem::take(&mut line).trim_end().to_owned()).is_err() {
                break;
            }
        }
    });
    lines
}

/// What all kills of a walker came to.
#[derive(Default)]
struct Tally {
    kills: u32,
    acknowledged: usize,
    unacknowledged: usize,
    /// Kills before the first acknowledgement: while the book was being made, opened or mended.
    early: u32,
}

/// Lets a child walk in the book and kills it at a moment of chance: after its first word, or, `early` or one time in
/// four, at its start; answers what it acknowledged.
fn walk_and_kill(book: &Path, steps: u64, early: bool, rng: &mut Rng) -> Vec<Acknowledged> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_runut-cli"))
        .args(["walk", "--steps", "1000000", "--audit", "1000000", "--seed", &steps.to_string(), "--in"])
        .arg(book)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = lines(&mut child);
    let mut said = Vec::new();
    if early || rng.u8(0..4) == 0 {
        thread::sleep(Duration::from_micros(rng.u64(0..START_MS * 1_000)));
    } else {
        said.extend(lines.recv());
        thread::sleep(Duration::from_micros(rng.u64(0..LIFE_MS * 1_000)));
    }
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    said.extend(lines.iter());
    let other: Vec<&String> = said.iter().filter(|line| Acknowledged::read(line).is_none()).collect();
    // Windows has no signals: there a killed program ends with the code that its killer gave.
    let killed = if cfg!(windows) { ended.code() == Some(1) } else { ended.code().is_none() };
    assert!(killed && other.is_empty(), "it ended by itself: {ended} {other:?}");
    said.iter().filter_map(|line| Acknowledged::read(line)).collect()
}

/// For how long a request's answer is kept: 30 days of the walk's own clock.
const ANSWERS_MS: i64 = 30 * 86_400_000;

/// The requests that the log has, in order; each whose answer is still kept must be one that was answered in the same write.
fn requests(book: &Path) -> Vec<(i64, String)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let conn = Connection::open_with_flags(book, flags).unwrap();
    let mut statement = conn.prepare("SELECT id, request, at FROM activity ORDER BY id").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let logged: Vec<(i64, String, i64)> = rows.collect::<Result<_, _>>().unwrap();
    let mut statement = conn.prepare("SELECT id FROM request").unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let answered: BTreeSet<String> = rows.collect::<Result<_, _>>().unwrap();
    let newest = logged.iter().map(|(_, _, at)| *at).max().unwrap_or(0);
    let kept = |at: i64| at >= newest - ANSWERS_MS;
    let written: BTreeSet<&String> = logged.iter().map(|(_, request, _)| request).collect();
    let unanswered: Vec<_> =
        logged.iter().filter(|(_, request, at)| kept(*at) && !answered.contains(request)).collect();
    assert!(unanswered.is_empty(), "a write is half done: it has no answer: {unanswered:?}");
    assert!(answered.iter().all(|request| written.contains(request)), "a write is half done: it isn't in the log");
    logged.into_iter().map(|(id, request, _)| (id, request)).collect()
}

/// Opens what the kill has left, as the next start would, and holds it against what was acknowledged. Answers how many
/// requests are there that weren't.
fn examine(path: &Path, acknowledged: &[Acknowledged]) -> usize {
    let book = Book::open(path).unwrap_or_else(|e| panic!("the book can't be opened: {e}"));
    let findings = match audit::check(&book) {
        Err(StoreError::NoShop) => {
            assert!(acknowledged.is_empty(), "the shop is gone: {acknowledged:?}");
            return 0;
        }
        findings => findings.unwrap(),
    };
    assert!(findings.is_empty(), "{findings:#?}");
    let logged = requests(path);
    for one in acknowledged {
        let there = usize::try_from(one.entries - 1).ok().and_then(|at| logged.get(at));
        assert_eq!(there, Some(&(one.entries, one.request.clone())), "acknowledged, and not in the book");
    }
    let known = acknowledged.last().map_or(0, |last| last.entries);
    let further: BTreeSet<&String> = logged.iter().filter(|(id, _)| *id > known).map(|(_, request)| request).collect();
    // Before the first word there are the three writes that begin a walk.
    let most = if acknowledged.is_empty() { 3 } else { 1 };
    assert!(further.len() <= most, "more was written than one request: {further:?}");
    further.len()
}

fn torture(kills: u32, seed: u64) -> Tally {
    let (mut rng, mut tally) = (Rng::with_seed(seed), Tally::default());
    while tally.kills < kills {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jalan.runut");
        let mut acknowledged = Vec::new();
        for nth in 0..KILLS_A_BOOK.min(kills - tally.kills) {
            let steps = rng.u64(..1_000_000);
            let said = walk_and_kill(&path, steps, nth == 0, &mut rng);
            tally.kills += 1;
            tally.early += u32::from(said.is_empty());
            // The first word of a walk that goes on names what was there already.
            let new = said
                .into_iter()
                .filter(|one| acknowledged.last().is_none_or(|last: &Acknowledged| one.entries > last.entries));
            acknowledged.extend(new.collect::<Vec<_>>());
            let examined = std::panic::catch_unwind(|| examine(&path, &acknowledged));
            match examined {
                Ok(further) => tally.unacknowledged += further,
                Err(_) => panic!(
                    "RUNUT_SEED={seed}, kill {}, walk --seed {steps}: see {}",
                    tally.kills,
                    folder.keep().display()
                ),
            }
        }
        tally.acknowledged += acknowledged.len();
    }
    tally
}

#[test]
fn whatever_was_acknowledged_outlives_a_kill() {
    let (kills, seed, begun) = (kills(), seed(), Instant::now());
    println!("kills: RUNUT_SEED={seed}");
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let share = |n| kills / WALKERS + u32::from(n < kills % WALKERS);
        let walkers: Vec<_> =
            (0..WALKERS).map(|n| scope.spawn(move || torture(share(n), seed + u64::from(n)))).collect();
        walkers.into_iter().map(|walker| walker.join().unwrap()).collect()
    });
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    let (early, acknowledged) = (sum(|t| t.early as usize), sum(|t| t.acknowledged));
    println!(
        "{kills} kills ({early} before the first word), {acknowledged} acknowledged writes, all there; {} written and not \
         acknowledged; findings 0; {} s",
        sum(|t| t.unacknowledged),
        begun.elapsed().as_secs()
    );
    assert!(acknowledged > kills as usize, "the children hardly wrote: {acknowledged} writes in {kills} kills");
}

/// The shop's book, kept aside to begin from it again and again.
struct Kept {
    desk: Desk,
    kept: PathBuf,
}

impl Kept {
    /// A shop with so many orders of a file, approved, and goods for all of them.
    fn new(orders: u32) -> Self {
        let desk = Desk::new();
        let file = file(&desk, 0..orders);
        desk.done(&["import", "orders", &file, "--apply"]);
        desk.done(&["stock", "receive", "--missing-at", "9.000"]);
        let kept = PathBuf::from(desk.path("awal.runut"));
        fs::copy(desk.path("uji.runut"), &kept).unwrap();
        Self { desk, kept }
    }

    fn restore(&self) {
        for end in ["-wal", "-shm", ".jangkar"] {
            let _ = fs::remove_file(self.desk.path(&format!("uji.runut{end}")));
        }
        fs::copy(&self.kept, self.desk.path("uji.runut")).unwrap();
    }

    fn dump(&self) -> String {
        let book = Book::open(Path::new(&self.desk.path("uji.runut"))).unwrap();
        let findings = audit::check(&book).unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
        book.dump().unwrap()
    }

    /// Runs the words to their end, then again and again, killed at moments of chance: the book is as before or as after,
    /// and asking again with the same request comes to the same as never being killed.
    fn torture(&self, words: &[&str], kills: u32, rng: &mut Rng) {
        let words = [words, &["--request", "besar"]].concat();
        self.restore();
        let before = self.dump();
        let begun = Instant::now();
        let answer = self.desk.done(&words);
        let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
        let after = self.dump();
        assert_ne!(before, after, "{words:?} writes nothing");
        let mut undone = 0;
        for _ in 0..kills {
            self.restore();
            let mut child = self.desk.command(&[&["--json"], &words[..]].concat());
            let mut child = child.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_micros(rng.u64(..whole)));
            child.kill().unwrap();
            child.wait().unwrap();
            let mut said = String::new();
            child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
            let left = self.dump();
            assert!(left == after || (left == before && said.is_empty()), "half done, or said and not done: {words:?}");
            undone += u32::from(left == before);
            assert_eq!(self.desk.done(&words), answer, "asked again, the answer is another");
            assert!(self.dump() == after, "asked again, something else came of it: {words:?}");
        }
        println!("{}: {kills} kills, {undone} of them left the book as before", words[..2].join(" "));
    }
}

/// A file of these orders.
fn file(desk: &Desk, orders: std::ops::Range<u32>) -> String {
    let ids: Vec<String> = orders.map(|n| format!("2611A{n:05}")).collect();
    let rows: Vec<_> = ids.iter().map(|id| (&**id, "Gelas", "Hijau", "16.000", "2")).collect();
    desk.orders(&rows)
}

/// Of the kills of `make torture`, so many fall into one large write.
fn large_kills() -> u32 {
    (kills() / 40).max(1)
}

#[test]
fn a_large_import_that_is_killed_is_taken_in_whole_or_not_at_all() {
    let kept = Kept::new(20);
    let file = file(&kept.desk, 10..400);
    let seed = seed();
    println!("large import: RUNUT_SEED={seed}");
    kept.torture(&["import", "orders", &file, "--apply"], large_kills(), &mut Rng::with_seed(seed));
}

#[test]
fn a_verb_on_many_orders_that_is_killed_is_done_on_all_or_none() {
    let kept = Kept::new(250);
    let numbers: Vec<String> = (1..=250).map(|n| n.to_string()).collect();
    let words: Vec<&str> = ["order", "pack"].into_iter().chain(numbers.iter().map(String::as_str)).collect();
    let seed = seed();
    println!("verb on many: RUNUT_SEED={seed}");
    kept.torture(&words, large_kills(), &mut Rng::with_seed(seed));
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&there).unwrap();
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

/// Kills these words at a moment of chance, in a copy of the desk's folder, and answers it.
fn killed(desk: &Desk, words: &[&str], within: u64, rng: &mut Rng) -> Desk {
    let left = Desk { folder: tempfile::tempdir().unwrap() };
    copy(desk.folder.path(), left.folder.path());
    let mut child = left.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_micros(rng.u64(..within)));
    child.kill().unwrap();
    child.wait().unwrap();
    left
}

/// How long these words take in a copy, and the rows of the book after them.
fn whole(desk: &Desk, words: &[&str]) -> (u64, String) {
    let kept = killed(desk, &["backups"], 1, &mut Rng::new());
    let begun = Instant::now();
    kept.done(words);
    (u64::try_from(begun.elapsed().as_micros()).unwrap(), dump(&kept))
}

fn dump(desk: &Desk) -> String {
    assert_eq!(desk.done(&["check"]), serde_json::json!([]));
    Book::open(Path::new(&desk.path("uji.runut"))).unwrap().dump().unwrap()
}

/// The names of the backups in the list, each of them whole.
fn backups(desk: &Desk) -> Vec<String> {
    let listed = desk.done(&["backups"]);
    let names = listed.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned());
    names.inspect(|name| drop(desk.done(&["restore", name]))).collect()
}

/// What a restoration or a backup that was killed has left, and nobody needs.
fn leftovers(desk: &Desk) -> Vec<String> {
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(desk.path(folder)).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let staged = |name: &String| name.starts_with(".runut-pulih-") && !names(name).is_empty();
    let backups = names("cadangan");
    let unmade = |name: &&String| name.strip_suffix(".jangkar").is_some_and(|of| !backups.iter().any(|b| b == of));
    names("").into_iter().filter(staged).chain(backups.iter().filter(unmade).cloned()).collect()
}

#[test]
fn a_backup_that_is_killed_is_whole_or_not_there() {
    let (kept, seed) = (Kept::new(150), seed());
    println!("backup: RUNUT_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let (within, before) = whole(&kept.desk, &["backup"]);
    let mut made = 0;
    for _ in 0..large_kills().max(8) {
        let left = killed(&kept.desk, &["backup"], within, &mut rng);
        assert!(dump(&left) == before);
        let known = backups(&left).len();
        made += known;
        left.done(&["backup"]);
        assert_eq!(backups(&left).len(), known + 1);
        assert_eq!(leftovers(&left), [""; 0]);
    }
    println!("backup: {} kills, {made} made all the same", large_kills().max(8));
}

#[test]
fn a_restoration_that_is_killed_is_done_or_not() {
    let (kept, seed) = (Kept::new(150), seed());
    println!("restore: RUNUT_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let made = kept.desk.done(&["backup"]);
    let name = Path::new(made["path"].as_str().unwrap()).file_name().unwrap().to_str().unwrap();
    kept.desk.done(&["order", "pack", "1", "2", "3"]);
    let words = ["--request", "pulih", "restore", name, "--yes"];
    let before = dump(&kept.desk);
    let (within, after) = whole(&kept.desk, &words);
    let mut undone = 0;
    for _ in 0..large_kills().max(8) {
        let left = killed(&kept.desk, &words, within, &mut rng);
        let found = dump(&left);
        assert!(found == before || found == after, "half restored");
        assert_eq!(leftovers(&left), [""; 0]);
        backups(&left);
        if found == before {
            undone += 1;
            left.done(&words);
            assert!(dump(&left) == after);
        }
    }
    println!("restore: {} kills, {undone} of them left the book as before", large_kills().max(8));
}
