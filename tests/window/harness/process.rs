//! Child processes that can't outlive their test.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A process and everything that it started, ended when this is dropped.
///
/// It leads a process group of its own; a driver that survived its test would hold the test's pipes and hang the run.
pub struct Group(Child);

impl Group {
    /// Starts `command` as the leader of a new process group.
    pub fn start(command: &mut Command) -> Self {
        Self(command.process_group(0).spawn().unwrap_or_else(|e| panic!("{command:?} didn't start: {e}")))
    }

    /// The process itself.
    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// What a program that ended by itself left behind.
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: String,
    /// What it said on the error stream.
    pub stderr: String,
}

/// Runs `command` to its end.
///
/// # Panics
/// If it hasn't ended after `limit`.
pub fn run(command: &mut Command, limit: Duration) -> Ended {
    let mut group = Group::start(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()));
    let (mut out, mut err) = (group.child().stdout.take().unwrap(), group.child().stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).map(|_| text).unwrap_or_default()
    });
    let started = Instant::now();
    let status = loop {
        match group.child().try_wait().unwrap() {
            Some(status) => break status,
            None if started.elapsed() > limit => panic!("{command:?} is still running after {limit:?}"),
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let mut stderr = String::new();
    err.read_to_string(&mut stderr).unwrap();
    Ended { status, stdout: reader.join().unwrap(), stderr }
}
