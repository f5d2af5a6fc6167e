//! The C library's calls that change a disk, or read it, as this program's own: the linker prefers them for the database
//! engine and for Rust's library alike, so that nothing of the product needs to know that its disk is watched.
//!
//! A temporary file is given its name past the C library (`renameat2`, by `tempfile`); that is seen when the folder is
//! synced.

use std::ffi::{CStr, OsStr, c_char, c_int, c_long, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use libc::{mode_t, off_t, size_t, ssize_t};

use crate::disk::{self, Act};

/// A file, whatever it is called.
pub type Inode = (u64, u64);

/// Asks the disk, does it, tells the disk.
fn through(act: &Act<'_>, go: impl FnOnce() -> c_long) -> c_long {
    match disk::before(act) {
        Err(errno) => {
            // SAFETY: the address is this thread's own.
            unsafe { *libc::__errno_location() = errno };
            -1
        }
        Ok(new) => {
            let done = go();
            if done >= 0 {
                disk::after(act, done, new);
            }
            done
        }
    }
}

/// # Safety
/// As of a path given to the C library: a string that ends with a nought.
unsafe fn path<'a>(path: *const c_char) -> &'a Path {
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes()))
}

/// The file that is open as `fd`.
pub fn inode(fd: c_int) -> Option<Inode> {
    let mut stat = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the structure is filled where the answer is nought, and read only then.
    unsafe { (libc::fstat(fd, stat.as_mut_ptr()) == 0).then(|| stat.assume_init()) }
        .map(|stat| (stat.st_dev, stat.st_ino))
}

/// Where the next byte is read or written.
pub fn position(fd: c_int) -> i64 {
    // SAFETY: moves nothing.
    unsafe { libc::lseek(fd, 0, libc::SEEK_CUR) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let act = Act::Open { path: unsafe { path(name) }, flags };
    let go = || unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, name, flags, mode) };
    c_int::try_from(through(&act, go)).unwrap_or(-1)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn open64(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    unsafe { open(name, flags, mode) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn read(fd: c_int, to: *mut c_void, bytes: size_t) -> ssize_t {
    through(&Act::Read { fd }, || unsafe { libc::syscall(libc::SYS_read, fd, to, bytes) }) as ssize_t
}

#[unsafe(no_mangle)]
unsafe extern "C" fn write(fd: c_int, from: *const c_void, bytes: size_t) -> ssize_t {
    let slice = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), bytes) };
    let go = || unsafe { libc::syscall(libc::SYS_write, fd, from, bytes) };
    through(&Act::Write { fd, at: None, bytes: slice }, go) as ssize_t
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pread64(fd: c_int, to: *mut c_void, bytes: size_t, at: off_t) -> ssize_t {
    through(&Act::Read { fd }, || unsafe { libc::syscall(libc::SYS_pread64, fd, to, bytes, at) }) as ssize_t
}

#[unsafe(no_mangle)]
unsafe extern "C" fn pwrite64(fd: c_int, from: *const c_void, bytes: size_t, at: off_t) -> ssize_t {
    let slice = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), bytes) };
    let go = || unsafe { libc::syscall(libc::SYS_pwrite64, fd, from, bytes, at) };
    through(&Act::Write { fd, at: Some(at), bytes: slice }, go) as ssize_t
}

#[unsafe(no_mangle)]
unsafe extern "C" fn ftruncate64(fd: c_int, size: off_t) -> c_int {
    through(&Act::Truncate { fd, size }, || unsafe { libc::syscall(libc::SYS_ftruncate, fd, size) }) as c_int
}

#[unsafe(no_mangle)]
unsafe extern "C" fn ftruncate(fd: c_int, size: off_t) -> c_int {
    unsafe { ftruncate64(fd, size) }
}

/// Noted, not done: no power is cut but by the tests.
#[unsafe(no_mangle)]
unsafe extern "C" fn fsync(fd: c_int) -> c_int {
    through(&Act::Sync { fd }, || 0) as c_int
}

#[unsafe(no_mangle)]
unsafe extern "C" fn fdatasync(fd: c_int) -> c_int {
    unsafe { fsync(fd) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn unlink(name: *const c_char) -> c_int {
    let act = Act::Unlink { path: unsafe { path(name) } };
    through(&act, || unsafe { libc::syscall(libc::SYS_unlinkat, libc::AT_FDCWD, name, 0) }) as c_int
}

#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    let act = Act::Rename { from: unsafe { path(from) }, to: unsafe { path(to) } };
    let here = libc::AT_FDCWD;
    through(&act, || unsafe { libc::syscall(libc::SYS_renameat2, here, from, here, to, 0) }) as c_int
}

#[unsafe(no_mangle)]
unsafe extern "C" fn linkat(a: c_int, from: *const c_char, b: c_int, to: *const c_char, flags: c_int) -> c_int {
    let act = Act::Link { to: unsafe { path(to) } };
    through(&act, || unsafe { libc::syscall(libc::SYS_linkat, a, from, b, to, flags) }) as c_int
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mkdir(name: *const c_char, mode: mode_t) -> c_int {
    let act = Act::Mkdir { path: unsafe { path(name) } };
    through(&act, || unsafe { libc::syscall(libc::SYS_mkdirat, libc::AT_FDCWD, name, mode) }) as c_int
}

/// Not offered here: files are copied by reading and writing, which is watched.
#[unsafe(no_mangle)]
unsafe extern "C" fn copy_file_range(_: c_int, _: *mut off_t, _: c_int, _: *mut off_t, _: size_t, _: u32) -> ssize_t {
    unsafe { *libc::__errno_location() = libc::ENOSYS };
    -1
}

#[unsafe(no_mangle)]
unsafe extern "C" fn sendfile64(_: c_int, _: c_int, _: *mut off_t, _: size_t) -> ssize_t {
    unsafe { *libc::__errno_location() = libc::ENOSYS };
    -1
}
