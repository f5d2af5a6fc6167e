//! A display of the bench's own, a program on it, and what a person would see of its start.
//!
//! The programs are watched from outside: the display keeps its picture in a file, keys come from a keyboard that is
//! none. Nothing in them knows of the bench.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::Fault;

/// How often the picture is looked at.
const GLANCE: Duration = Duration::from_millis(4);
/// A picture that stood so long is the whole one.
const STILL: Duration = Duration::from_secs(2);
/// How long a window may take to show its whole picture, and to answer a key.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of the picture that may differ without being a change: a blinking caret.
const CARET: usize = 300;
/// Bytes of the picture that may differ from one start to the next: a clock.
const CLOCK: usize = 20_000;

/// A display and a home that nothing else uses.
pub struct Desk {
    display: String,
    /// What the window showed when it was opened last.
    shown: Vec<u8>,
    // Dropped in this order: the display before the files that it writes.
    _xvfb: Group,
    home: TempDir,
}

/// A window that was opened.
#[derive(Clone, Copy, Debug)]
pub struct Opened {
    /// Milliseconds from the start of its program until the picture was whole.
    pub ready: f64,
    /// Megabytes (10^6 bytes) of its program and all that this started, shared pages divided among their users.
    pub megabytes: f64,
}

impl Desk {
    /// Sets one up.
    pub fn new() -> Result<Self, Fault> {
        let home = tempfile::Builder::new().prefix("runut-bench-").tempdir()?;
        for folder in ["tmp", "run", "screen"] {
            fs::create_dir(home.path().join(folder))?;
        }
        let mut xvfb = Group::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset", "-fbdir"])
                .arg(home.path().join("screen"))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(File::create(home.path().join("xvfb.log"))?),
        )?;
        let mut number = String::new();
        BufReader::new(xvfb.0.stdout.take().ok_or("Xvfb has no output")?).read_line(&mut number)?;
        match number.trim() {
            "" => Err(format!("Xvfb gave no display: {}", fs::read_to_string(home.path().join("xvfb.log"))?).into()),
            number => Ok(Self { display: format!(":{number}"), shown: Vec::new(), _xvfb: xvfb, home }),
        }
    }

    fn command(&self, program: &Path) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("TMPDIR", home.join("tmp"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null") // else one is started, and outlives the bench
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .current_dir(home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Starts `program`, waits until its picture is whole, sees that it answers `key`, and ends it.
    ///
    /// A picture that isn't the one of the last time is a fault: one of the two was taken for whole too early.
    pub fn open(&mut self, program: &Path, settings: &[(&str, &Path)], key: &str) -> Result<Opened, Fault> {
        let mut screen = Screen::open(&self.home.path().join("screen/Xvfb_screen0"))?;
        let begun = Instant::now();
        let mut group = Group::start(self.command(program).envs(settings.iter().copied()))?;
        let ready = screen.whole(begun)?.as_secs_f64() * 1_000.0;
        if let Some(ended) = group.0.try_wait()? {
            return Err(format!("{} ended: {ended}", program.display()).into());
        }
        if !self.shown.is_empty() && differences(&self.shown, &screen.last) > CLOCK {
            return Err(format!("{} shows something else than the last time", program.display()).into());
        }
        self.shown.clone_from(&screen.last);
        let megabytes = tree(group.0.id())?;
        let keyboard = self.command(Path::new("xdotool")).args(["mousemove", "800", "500", "key", key]).status()?;
        if !keyboard.success() {
            return Err(format!("xdotool: {keyboard}").into());
        }
        screen.changed().map_err(|_| format!("{} didn't answer the key {key}", program.display()))?;
        drop(group);
        screen.whole(Instant::now())?;
        Ok(Opened { ready, megabytes })
    }
}

/// The picture of a display: the file of an X window dump, whose pixels come last.
struct Screen {
    file: File,
    head: u64,
    last: Vec<u8>,
    now: Vec<u8>,
}

impl Screen {
    fn open(path: &Path) -> Result<Self, Fault> {
        let mut file = File::open(path)?;
        let mut head = [0; 100];
        file.read_exact(&mut head)?;
        let field =
            |at: usize| head.get(at * 4..at * 4 + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
        let (Some(size), Some(height), Some(line), Some(colours)) = (field(0), field(5), field(12), field(19)) else {
            return Err("the display's picture has no head".into());
        };
        let mut screen = Self {
            file,
            head: u64::from(size) + 12 * u64::from(colours),
            last: vec![0; (height * line) as usize],
            now: vec![0; (height * line) as usize],
        };
        screen.look()?;
        Ok(screen)
    }

    /// Looks, and tells whether something has changed.
    fn look(&mut self) -> Result<bool, Fault> {
        self.file.seek(SeekFrom::Start(self.head))?;
        self.file.read_exact(&mut self.now)?;
        if self.now == self.last {
            return Ok(false);
        }
        let changed = differences(&self.now, &self.last) > CARET;
        if changed {
            std::mem::swap(&mut self.now, &mut self.last);
        }
        Ok(changed)
    }

    /// Waits until something has changed and nothing more does; how long after `begun` the last change was.
    fn whole(&mut self, begun: Instant) -> Result<Duration, Fault> {
        let mut last = self.changed()?;
        while last.elapsed() < STILL {
            std::thread::sleep(GLANCE);
            if self.look()? {
                last = Instant::now();
            }
            if begun.elapsed() > PATIENCE {
                return Err("the picture never stands still".into());
            }
        }
        Ok(last.duration_since(begun))
    }

    /// Waits for a change, and tells when it was.
    fn changed(&mut self) -> Result<Instant, Fault> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.look()? {
                return Ok(Instant::now());
            }
            std::thread::sleep(GLANCE);
        }
        Err("nothing came to be seen".into())
    }
}

fn differences(now: &[u8], before: &[u8]) -> usize {
    now.iter().zip(before).filter(|(now, before)| now != before).count()
}

/// Memory of a process and its descendants, in megabytes.
fn tree(root: u32) -> Result<f64, Fault> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let parent = status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse::<u32>().ok());
        parents.extend(parent.map(|parent| (process, parent)));
    }
    let mut family = vec![root];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(process, _)| *process));
        at += 1;
    }
    let pss = |process: &u32| -> Option<f64> {
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?.trim().trim_end_matches(" kB").parse().ok()
    };
    Ok(family.iter().filter_map(pss).sum::<f64>() * 1.024 / 1_000.0)
}

/// A process and all that it started, ended when this is dropped.
struct Group(Child);

impl Group {
    fn start(command: &mut Command) -> Result<Self, Fault> {
        let program = PathBuf::from(command.get_program());
        Ok(Self(command.process_group(0).spawn().map_err(|e| format!("{}: {e}", program.display()))?))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_caret_is_no_change_and_a_letter_is() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let mut head = [0u8; 112]; // of which 12 are the one colour's
        for (at, value) in [(0, 100u32), (5, 10), (12, 400), (19, 1)] {
            head[at * 4..at * 4 + 4].copy_from_slice(&value.to_be_bytes());
        }
        file.write_all(&head).unwrap();
        file.write_all(&[0; 4_000]).unwrap();
        let mut screen = Screen::open(file.path()).unwrap();
        let mut draw = |bytes: usize| {
            file.seek(SeekFrom::Start(112)).unwrap();
            file.write_all(&vec![7; bytes]).unwrap();
        };
        draw(CARET);
        assert!(!screen.look().unwrap());
        draw(CARET + 1);
        assert!(screen.look().unwrap());
        assert!(!screen.look().unwrap(), "seen once");
    }

    #[test]
    fn memory_is_that_of_the_children_too() {
        let script = ["-c", "sleep 60 & sleep 60 & echo; wait"];
        let mut shell = Group::start(Command::new("sh").args(script).stdout(Stdio::piped())).unwrap();
        let mut line = String::new();
        BufReader::new(shell.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let own = fs::read_to_string(format!("/proc/{}/task/{0}/children", shell.0.id())).unwrap();
        let children: Vec<f64> = own.split_whitespace().map(|child| tree(child.parse().unwrap()).unwrap()).collect();
        assert_eq!(children.len(), 2);
        assert!(tree(shell.0.id()).unwrap() > children.iter().sum::<f64>());
    }
}
