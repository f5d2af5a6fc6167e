//! What a power cut leaves of a folder: what was synced, and of the rest whatever the disk happened to have written, in any
//! order and in sectors. A name that was given or taken lasts once its folder was synced.

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::calls::{self, Inode};
use crate::disk::Act;

/// What a disk writes whole.
const SECTOR: usize = 512;

/// A change of a file that isn't synced yet.
enum Change {
    Write(usize, Vec<u8>),
    Size(usize),
}

impl Change {
    /// Done to `bytes`, as far as the disk `kept` it.
    fn apply(&self, bytes: &mut Vec<u8>, mut kept: impl FnMut() -> bool) {
        match self {
            Self::Size(size) => {
                if kept() {
                    bytes.resize(*size, 0);
                }
            }
            Self::Write(at, new) => {
                let mut from = 0;
                while from < new.len() {
                    let to = new.len().min(from + SECTOR - (at + from) % SECTOR);
                    if kept() {
                        let end = at + to;
                        bytes.resize(bytes.len().max(end), 0);
                        bytes[at + from..end].copy_from_slice(&new[from..to]);
                    }
                    from = to;
                }
            }
        }
    }
}

/// A file's bytes on the disk, and what isn't there for certain.
#[derive(Default)]
struct Content {
    synced: Vec<u8>,
    pending: Vec<Change>,
    /// Written through memory: read as it is.
    mapped: Option<File>,
}

impl Content {
    fn sync(&mut self) {
        for change in self.pending.drain(..) {
            change.apply(&mut self.synced, || true);
        }
    }

    /// As a power cut leaves it. The disk keeps of each file all, nothing or some of what wasn't synced.
    fn left(&self, rng: &mut Rng) -> Vec<u8> {
        if let Some(file) = &self.mapped {
            let mut bytes = vec![0; usize::try_from(file.metadata().unwrap().len()).unwrap()];
            file.read_exact_at(&mut bytes, 0).unwrap();
            return bytes;
        }
        let share = [0, 255, rng.u8(..)][rng.usize(0..3)];
        let mut bytes = self.synced.clone();
        for change in &self.pending {
            change.apply(&mut bytes, || share == 255 || rng.u8(..) < share);
        }
        bytes
    }
}

/// A change of names that isn't synced yet.
#[derive(Clone)]
enum Naming {
    Given(PathBuf, usize),
    Taken(PathBuf),
    Moved(PathBuf, PathBuf, usize),
}

/// Images after a call that changes names: few do, and what is lost of several together matters.
const DELICATE: u32 = 2;

/// Where images are put, and after one call of how many.
#[derive(Clone)]
pub struct Cut {
    pub images: PathBuf,
    pub one_in: u32,
}

pub struct Loss {
    root: PathBuf,
    rng: Rng,
    files: Vec<Content>,
    known: BTreeMap<Inode, usize>,
    folders: BTreeMap<Inode, PathBuf>,
    /// The names that last.
    names: BTreeMap<PathBuf, usize>,
    pending: Vec<Naming>,
    taken: u32,
    pub cut: Option<Cut>,
}

fn inode_of(path: &Path) -> Option<Inode> {
    fs::symlink_metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

impl Loss {
    pub fn new(root: &Path, seed: u64) -> Self {
        let mut loss = Self {
            root: root.to_owned(),
            rng: Rng::with_seed(seed),
            files: Vec::new(),
            known: BTreeMap::new(),
            folders: BTreeMap::new(),
            names: BTreeMap::new(),
            pending: Vec::new(),
            taken: 0,
            cut: None,
        };
        loss.settle(root, true);
        loss
    }

    /// The names in a folder as they are now last.
    fn settle(&mut self, folder: &Path, deep: bool) {
        self.names.retain(|path, _| path.parent() != Some(folder));
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if deep {
                    self.settle(&path, true);
                }
                continue;
            }
            let Some(inode) = inode_of(&path) else { continue };
            let id = self.known.get(&inode).copied().unwrap_or_else(|| {
                let id = self.add(inode);
                self.files[id].synced = fs::read(&path).unwrap_or_default();
                id
            });
            self.names.insert(path, id);
        }
        if let Some(inode) = inode_of(folder) {
            self.folders.insert(inode, folder.to_owned());
        }
        self.pending.retain_mut(|naming| {
            let here = |path: &Path| path.parent() == Some(folder);
            match naming {
                Naming::Given(path, _) | Naming::Taken(path) => !here(path),
                Naming::Moved(from, to, _) if here(to) => {
                    let left = !here(from);
                    *naming = Naming::Taken(from.clone());
                    left
                }
                Naming::Moved(..) => true,
            }
        });
    }

    fn add(&mut self, inode: Inode) -> usize {
        self.files.push(Content::default());
        self.known.insert(inode, self.files.len() - 1);
        self.files.len() - 1
    }

    fn content(&mut self, fd: c_int) -> Option<&mut Content> {
        let id = *self.known.get(&calls::inode(fd)?)?;
        self.files.get_mut(id)
    }

    fn id_of(&self, path: &Path) -> Option<usize> {
        self.known.get(&inode_of(path)?).copied()
    }

    /// A call was done, and answered `done`; `new`: it made a file.
    pub fn note(&mut self, act: &Act<'_>, done: i64, new: bool) {
        match act {
            Act::Read { .. } | Act::Mkdir { .. } => return,
            Act::Open { path, flags } => {
                let Ok(fd) = c_int::try_from(done) else { return };
                if !self.opened(path, *flags, fd, new) {
                    return;
                }
            }
            Act::Write { fd, at, bytes } => {
                let done = usize::try_from(done).unwrap_or(0);
                let at = at.unwrap_or_else(|| calls::position(*fd) - i64::try_from(done).unwrap());
                let change = Change::Write(usize::try_from(at).unwrap(), bytes[..done].to_vec());
                self.content(*fd).expect("a file that was opened").pending.push(change);
            }
            Act::Truncate { fd, size } => {
                let change = Change::Size(usize::try_from(*size).unwrap());
                self.content(*fd).expect("a file that was opened").pending.push(change);
            }
            Act::Sync { fd } => match self.content(*fd) {
                Some(content) => content.sync(),
                None => {
                    let folder = calls::inode(*fd).and_then(|inode| self.folders.get(&inode).cloned());
                    self.settle(&folder.expect("a folder that was opened"), false);
                }
            },
            Act::Unlink { path } => self.pending.push(Naming::Taken((*path).to_owned())),
            Act::Rename { from, to } => {
                let Some(id) = self.id_of(to) else { return };
                self.pending.push(Naming::Moved((*from).to_owned(), (*to).to_owned(), id));
            }
            Act::Link { to } => {
                let Some(id) = self.id_of(to) else { return };
                self.pending.push(Naming::Given((*to).to_owned(), id));
            }
        }
        self.perhaps(act.is_naming());
    }

    /// Whether it changed anything.
    fn opened(&mut self, path: &Path, flags: c_int, fd: c_int, new: bool) -> bool {
        let Some(inode) = calls::inode(fd) else { return false };
        if path.is_dir() {
            self.folders.insert(inode, path.to_owned());
            return false;
        }
        if new {
            let id = self.add(inode);
            if path.as_os_str().to_string_lossy().ends_with("-shm") {
                // Never closed while the book is open: that would take the engine's locks on it away.
                self.files[id].mapped = File::open(path).ok();
            }
            self.pending.push(Naming::Given(path.to_owned(), id));
        } else if flags & libc::O_TRUNC != 0
            && let Some(content) = self.content(fd)
        {
            content.pending.push(Change::Size(0));
        }
        new
    }

    fn perhaps(&mut self, naming: bool) {
        let Some(Cut { images, one_in }) = self.cut.clone() else { return };
        let times = if naming { DELICATE } else { u32::from(self.rng.u32(0..one_in) == 0) };
        for _ in 0..times {
            self.image(&images.join(self.taken.to_string()));
        }
    }

    /// Puts into the folder `to` what a power cut now leaves.
    pub fn image(&mut self, to: &Path) {
        self.taken += 1;
        let mut names = self.names.clone();
        let share = [0, 255, self.rng.u8(..)][self.rng.usize(0..3)];
        for naming in &self.pending {
            if share != 255 && self.rng.u8(..) >= share {
                continue;
            }
            match naming.clone() {
                Naming::Given(path, id) => drop(names.insert(path, id)),
                Naming::Taken(path) => drop(names.remove(&path)),
                Naming::Moved(from, path, id) => {
                    names.remove(&from);
                    names.insert(path, id);
                }
            }
        }
        fs::create_dir_all(to).unwrap();
        for (path, id) in names {
            let there = to.join(path.strip_prefix(&self.root).unwrap());
            fs::create_dir_all(there.parent().unwrap()).unwrap();
            fs::write(there, self.files[id].left(&mut self.rng)).unwrap();
        }
    }
}
