//! What belongs to this computer and not to the book: theme, density, printers, and for each book who acts in its window
//! and where the second place of its backups is.
//!
//! Invariant: a settings file that can't be read costs the settings and nothing else, and its name never belongs to a
//! half-written one. Another window's choices in it stay: only what is changed here is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use runut_core::rows::{CodColumns, Machine, SecondPlace};
use runut_core::{Instant, PersonId, Refusal, Sentence};
use serde::{Deserialize, Serialize};

const THEMES: [&str; 3] = ["system", "light", "dark"];
const DENSITIES: [&str; 3] = ["compact", "normal", "roomy"];
/// Sizes of what the window shows, in percent.
const ZOOM: RangeInclusive<u32> = 90..=150;

/// So many couriers' columns are kept.
const COD_COLUMNS_MAX: usize = 20;

/// The file's content.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    #[serde(default = "fresh")]
    machine: Machine,
    /// Who acts, by the book's path.
    #[serde(default)]
    acting: BTreeMap<String, PersonId>,
    /// The second place of the backups, by the book's path.
    #[serde(default)]
    second: BTreeMap<String, SecondPlace>,
    /// The books of which was told that they should lie elsewhere.
    #[serde(default)]
    told_place: BTreeSet<String>,
    /// What the columns of couriers' files are, the last named first.
    #[serde(default)]
    cod_columns: Vec<CodColumns>,
}

fn fresh() -> Machine {
    Machine {
        theme: THEMES[0].to_owned(),
        density: DENSITIES[1].to_owned(),
        zoom: 100,
        label_printer: String::new(),
        sheet_printer: String::new(),
    }
}

/// This computer's settings for the window of one book.
#[derive(Debug)]
pub(crate) struct Settings {
    file: Option<PathBuf>,
    book: String,
    kept: Mutex<Kept>,
    /// Whether an earlier window has told of this book's place.
    place_told: bool,
}

impl Settings {
    /// Reads `file`; the settings as they come where there is none or it is broken.
    pub fn open(file: Option<PathBuf>, book: &Path) -> Self {
        let (kept, book) = (file.as_deref().map_or_else(defaults, read), book.display().to_string());
        let place_told = kept.told_place.contains(&book);
        Self { file, book, kept: Mutex::new(kept), place_told }
    }

    /// Theme, density, printers.
    pub fn machine(&self) -> Machine {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).machine.clone()
    }

    /// Who acts in the window of this book; none if nobody was chosen yet.
    pub fn acting(&self) -> Option<PersonId> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).acting.get(&self.book).copied()
    }

    /// Somebody else acts from now on. Where that can't be kept it holds until the window is closed.
    pub fn act_as(&self, person: PersonId) {
        let book = self.book.clone();
        let kept = self.change(|kept| kept.acting.extend([(book, person)]));
        if kept.is_err() {
            tracing::warn!("who acts couldn't be kept");
        }
    }

    /// The second place of this book's backups; none if none is set.
    pub fn second(&self) -> Option<SecondPlace> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).second.get(&self.book).cloned()
    }

    /// Sets the second place of this book's backups, or none.
    ///
    /// # Errors
    /// `machine_unwritable` where it can't be kept.
    pub fn set_second(&self, place: Option<SecondPlace>) -> Result<(), Refusal> {
        let book = self.book.clone();
        let change = |kept: &mut Kept| match place {
            Some(place) => drop(kept.second.insert(book, place)),
            None => drop(kept.second.remove(&book)),
        };
        self.change(change).map_err(|error| unwritable(&error))
    }

    /// Whether this window tells that its book should lie elsewhere: the first one does, and keeps that it did.
    pub fn tells_place(&self) -> bool {
        let book = self.book.clone();
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner).told_place.contains(&self.book);
        if !self.place_told && !kept() && self.change(|kept| kept.told_place.extend([book])).is_err() {
            tracing::warn!("that the book's place was told couldn't be kept");
        }
        !self.place_told
    }

    /// A copy has arrived in the second place.
    pub fn copied(&self, now: Instant) {
        let Some(place) = self.second() else { return };
        if self.set_second(Some(SecondPlace { last: Some(now), ..place })).is_err() {
            tracing::warn!("when the second place got its copy couldn't be kept");
        }
    }

    /// What the columns of couriers' files are, as people have said here.
    pub fn cod_columns(&self) -> Vec<CodColumns> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).cod_columns.clone()
    }

    /// Remembers what the columns of a courier's file are.
    pub fn know_cod_columns(&self, columns: &CodColumns) {
        let change = |kept: &mut Kept| {
            kept.cod_columns.retain(|known| known != columns);
            kept.cod_columns.insert(0, columns.clone());
            kept.cod_columns.truncate(COD_COLUMNS_MAX);
        };
        if self.change(change).is_err() {
            tracing::warn!("the columns of a courier's file couldn't be kept");
        }
    }

    /// Takes settings over.
    ///
    /// # Errors
    /// `machine` for a theme, density or size that there isn't; `machine_unwritable` where they can't be kept.
    pub fn save(&self, new: &Machine) -> Result<Machine, Refusal> {
        let look = THEMES.contains(&new.theme.as_str()) && DENSITIES.contains(&new.density.as_str());
        if !look || !ZOOM.contains(&new.zoom) {
            return Err(Refusal::new("machine", "Tampilan itu tidak ada.", "There is no such look."));
        }
        self.change(|kept| kept.machine = new.clone()).map_err(|error| unwritable(&error))?;
        Ok(new.clone())
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = self.file.as_deref().filter(|file| file.exists()).map(read) {
            let (acting, second) = (kept.acting.remove(&self.book), kept.second.remove(&self.book));
            *kept = there;
            kept.acting.extend(acting.map(|person| (self.book.clone(), person)));
            kept.second.extend(second.map(|place| (self.book.clone(), place)));
        }
        change(&mut kept);
        match &self.file {
            Some(file) => write(file, &kept),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

fn defaults() -> Kept {
    Kept {
        machine: fresh(),
        acting: BTreeMap::new(),
        second: BTreeMap::new(),
        told_place: BTreeSet::new(),
        cod_columns: Vec::new(),
    }
}

fn unwritable(error: &io::Error) -> Refusal {
    let why = Sentence::from(error);
    Refusal::new(
        "machine_unwritable",
        format!("Pengaturan komputer ini tidak bisa disimpan ({}). Periksa folder pengaturan dan sisa disk.", why.id),
        format!("This computer's settings can't be kept ({}). Check the settings folder and the disk.", why.en),
    )
}

fn read(file: &Path) -> Kept {
    let text = match fs::read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return defaults(),
        Err(error) => {
            tracing::warn!("this computer's settings can't be read: {}", error.kind());
            return defaults();
        }
    };
    let mut kept: Kept = serde_json::from_slice(&text).unwrap_or_else(|error| {
        tracing::warn!("this computer's settings are broken at line {}: as they come", error.line());
        defaults()
    });
    if !THEMES.contains(&kept.machine.theme.as_str()) {
        kept.machine.theme = fresh().theme;
    }
    if !DENSITIES.contains(&kept.machine.density.as_str()) {
        kept.machine.density = fresh().density;
    }
    if !ZOOM.contains(&kept.machine.zoom) {
        kept.machine.zoom = fresh().zoom;
    }
    kept
}

fn write(file: &Path, kept: &Kept) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    runut_store::make_folder(folder)?;
    let mut part = tempfile::Builder::new().prefix(".runut-").suffix(".part").tempfile_in(folder)?;
    part.as_file_mut().write_all(&serde_json::to_vec_pretty(kept)?)?;
    part.as_file().sync_all()?;
    part.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("baru/komputer.json");
        let book = Path::new("/a/buku.runut");
        let settings = Settings::open(Some(file.clone()), book);
        assert_eq!((settings.machine(), settings.acting()), (fresh(), None));
        let dark = Machine { theme: "dark".into(), label_printer: "Zebra".into(), ..fresh() };
        settings.save(&dark).unwrap();
        settings.act_as(PersonId(2));
        let other = Settings::open(Some(file.clone()), Path::new("/b/buku.runut"));
        assert_eq!((other.machine(), other.acting()), (dark.clone(), None));
        other.act_as(PersonId(3));
        settings.act_as(PersonId(4));
        let again = Settings::open(Some(file.clone()), book);
        assert_eq!((again.machine(), again.acting()), (dark, Some(PersonId(4))));
        assert_eq!(Settings::open(Some(file), Path::new("/b/buku.runut")).acting(), Some(PersonId(3)));
    }

    #[test]
    fn each_book_has_a_second_place_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("komputer.json");
        let open = |book: &str| Settings::open(Some(file.clone()), Path::new(book));
        let settings = open("/a/buku.runut");
        settings.copied(Instant(1));
        assert_eq!(settings.second(), None, "a copy that nobody asked for sets nothing");
        let stick = SecondPlace { folder: "/media/stik".into(), last: None };
        settings.set_second(Some(stick.clone())).unwrap();
        settings.copied(Instant(5));
        assert_eq!(open("/a/buku.runut").second(), Some(SecondPlace { last: Some(Instant(5)), ..stick }));
        assert_eq!(open("/b/buku.runut").second(), None);
        settings.set_second(None).unwrap();
        assert_eq!(open("/a/buku.runut").second(), None);
    }

    #[test]
    fn a_broken_file_is_the_settings_as_they_come() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("komputer.json");
        for text in ["", "{", "[]", "{\"machine\": 1}", "\u{0}"] {
            fs::write(&file, text).unwrap();
            let settings = Settings::open(Some(file.clone()), Path::new("b"));
            assert_eq!((settings.machine(), settings.acting()), (fresh(), None), "{text:?}");
            settings.act_as(PersonId(1));
            assert_eq!(Settings::open(Some(file.clone()), Path::new("b")).acting(), Some(PersonId(1)), "{text:?}");
        }
        fs::write(&file, r#"{"machine":{"theme":"pink","density":"tight","label_printer":"","sheet_printer":"P"}}"#)
            .unwrap();
        let machine = Settings::open(Some(file.clone()), Path::new("b")).machine();
        assert_eq!(machine, Machine { sheet_printer: "P".into(), ..fresh() }, "what can be read stays");
        for (zoom, read) in [("125", 125), ("20", 100), ("900", 100)] {
            let text = format!(
                r#"{{"machine":{{"theme":"dark","density":"roomy","zoom":{zoom},"label_printer":"","sheet_printer":""}}}}"#
            );
            fs::write(&file, text).unwrap();
            let machine = Settings::open(Some(file.clone()), Path::new("b")).machine();
            assert_eq!((machine.zoom, machine.theme.as_str()), (read, "dark"));
        }
    }

    #[test]
    fn what_cannot_be_kept_is_said_and_who_acts_holds_for_now() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("file");
        fs::write(&taken, "").unwrap();
        let settings = Settings::open(Some(taken.join("komputer.json")), Path::new("b"));
        assert_eq!(settings.save(&fresh()).unwrap_err().code, "machine_unwritable");
        assert_eq!(settings.save(&Machine { theme: "pink".into(), ..fresh() }).unwrap_err().code, "machine");
        assert_eq!(settings.save(&Machine { zoom: 151, ..fresh() }).unwrap_err().code, "machine");
        settings.act_as(PersonId(2));
        assert_eq!(settings.acting(), Some(PersonId(2)));
    }

    /// The first window tells that its book lies in a bad place, as long as it is open; no later one does.
    #[test]
    fn a_books_bad_place_is_told_by_one_window() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("komputer.json");
        let window = |book: &str| Settings::open(Some(file.clone()), Path::new(book));
        let first = window("/OneDrive/a.runut");
        assert!(first.tells_place() && first.tells_place());
        assert!(!window("/OneDrive/a.runut").tells_place());
        assert!(window("/OneDrive/b.runut").tells_place(), "of each book once");
    }
}
