//! A folder's disk: it fails at the call that is named, or is watched for what a power cut would take.
//!
//! What is watched is what this thread does: tests may run side by side.

use std::cell::RefCell;
use std::ffi::c_int;
use std::fs;
use std::path::{Path, PathBuf};

use crate::loss::{Cut, Loss};

/// One call.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    Open { path: &'a Path, flags: c_int },
    Read { fd: c_int },
    Write { fd: c_int, at: Option<i64>, bytes: &'a [u8] },
    Truncate { fd: c_int, size: i64 },
    Sync { fd: c_int },
    Unlink { path: &'a Path },
    Rename { from: &'a Path, to: &'a Path },
    Link { to: &'a Path },
    Mkdir { path: &'a Path },
}

impl Act<'_> {
    /// The file or folder it is about; none where it has no name.
    fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Read { fd } | Self::Write { fd, .. } | Self::Truncate { fd, .. } | Self::Sync { fd } => {
                fs::read_link(format!("/proc/self/fd/{fd}")).ok()
            }
            Self::Open { path, .. } | Self::Unlink { path } | Self::Mkdir { path } => Some((*path).to_owned()),
            Self::Rename { to, .. } | Self::Link { to, .. } => Some((*to).to_owned()),
        }
    }

    /// Whether it opens a file to change it.
    fn opens_to_write(&self) -> bool {
        matches!(self, Self::Open { flags, .. } if flags & (libc::O_WRONLY | libc::O_RDWR) != 0)
    }

    /// Whether it changes names.
    pub fn is_naming(&self) -> bool {
        matches!(self, Self::Unlink { .. } | Self::Rename { .. } | Self::Link { .. } | Self::Mkdir { .. })
    }
}

/// How a disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No room for what is written or made.
    Full,
    /// What is written, cut or removed doesn't reach it.
    Broken,
    /// It has become read-only.
    ReadOnly,
    /// What was written is not made to last.
    Unsynced,
    /// It can't be read.
    Unread,
}

impl Fault {
    pub const ALL: [Self; 5] = [Self::Full, Self::Broken, Self::ReadOnly, Self::Unsynced, Self::Unread];

    /// What the call is answered, if this is a fault of such calls. `new`: it would make a file.
    fn strikes(self, act: &Act<'_>, new: bool) -> Option<c_int> {
        let changes = matches!(act, Act::Write { .. } | Act::Truncate { .. });
        match self {
            Self::Full => {
                let grows = matches!(act, Act::Write { .. } | Act::Mkdir { .. } | Act::Link { .. }) || new;
                grows.then_some(libc::ENOSPC)
            }
            Self::Broken => (changes || act.is_naming()).then_some(libc::EIO),
            Self::ReadOnly => (changes || act.is_naming() || act.opens_to_write()).then_some(libc::EROFS),
            Self::Unsynced => matches!(act, Act::Sync { .. }).then_some(libc::EIO),
            Self::Unread => matches!(act, Act::Read { .. }).then_some(libc::EIO),
        }
    }
}

/// At which of the calls that it strikes a fault comes, and whether it stays.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub fault: Fault,
    pub at: u32,
    pub stays: bool,
}

#[derive(Default)]
struct Disk {
    root: PathBuf,
    plan: Option<Plan>,
    /// Calls so far that each fault would have struck.
    met: [u32; Fault::ALL.len()],
    struck: u32,
    loss: Option<Loss>,
}

thread_local! {
    static DISK: RefCell<Option<Disk>> = const { RefCell::new(None) };
}

/// What the disk looks up for itself isn't watched: it is borrowed then.
fn with<T>(f: impl FnOnce(&mut Disk) -> T) -> Option<T> {
    DISK.try_with(|disk| disk.try_borrow_mut().ok()?.as_mut().map(f)).ok()?
}

/// Whether the call makes a new file; or the error it fails with.
pub fn before(act: &Act<'_>) -> Result<bool, c_int> {
    with(|disk| {
        if !act.path().is_some_and(|path| path.starts_with(&disk.root)) {
            return Ok(false);
        }
        let new = matches!(act, Act::Open { path, flags } if flags & libc::O_CREAT != 0 && !path.exists());
        for (fault, met) in Fault::ALL.into_iter().zip(&mut disk.met) {
            let Some(errno) = fault.strikes(act, new) else { continue };
            *met += 1;
            if disk.plan.is_some_and(|p| p.fault == fault && (*met == p.at || p.stays && *met > p.at)) {
                disk.struck += 1;
                return Err(errno);
            }
        }
        Ok(new)
    })
    .unwrap_or(Ok(false))
}

/// The call was done.
pub fn after(act: &Act<'_>, done: i64, new: bool) {
    with(|disk| {
        let Disk { root, loss: Some(loss), .. } = disk else { return };
        if act.path().is_some_and(|path| path.starts_with(&*root)) {
            loss.note(act, done, new);
        }
    });
}

/// The disk of a folder, as long as this lives.
pub struct Watch(());

impl Watch {
    /// Counts the calls, and fails as planned.
    pub fn failing(root: &Path, plan: Option<Plan>) -> Self {
        Self::put(Disk { root: root.to_owned(), plan, ..Disk::default() })
    }

    /// Keeps what a power cut would leave. The folder isn't in use yet.
    pub fn losing(root: &Path, seed: u64) -> Self {
        Self::put(Disk { root: root.to_owned(), loss: Some(Loss::new(root, seed)), ..Disk::default() })
    }

    fn put(disk: Disk) -> Self {
        DISK.with(|cell| assert!(cell.replace(Some(disk)).is_none(), "one disk at a time"));
        Self(())
    }

    /// From now on the disk works.
    pub fn mend(&self) {
        with(|disk| disk.plan = None);
    }

    /// How often the planned fault came.
    pub fn struck(&self) -> u32 {
        with(|disk| disk.struck).unwrap()
    }

    /// How many calls each fault would have struck.
    pub fn met(&self) -> Vec<(Fault, u32)> {
        Fault::ALL.into_iter().zip(with(|disk| disk.met).unwrap()).collect()
    }

    /// After one call in so many, what a power cut would leave is put into a folder of `images`; none: no more.
    pub fn cut(&self, cut: Option<Cut>) {
        with(|disk| disk.loss.as_mut().unwrap().cut = cut);
    }

    /// What a power cut at this moment would leave.
    pub fn image(&self, to: &Path) {
        with(|disk| disk.loss.as_mut().unwrap().image(to));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        DISK.with(|cell| cell.replace(None));
    }
}
