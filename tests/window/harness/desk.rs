//! A desk of one's own: a home, a book, a display.

use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use tempfile::TempDir;

use super::process::{Ended, Group, run};
use super::window::Window;

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_runut");

/// A home, a book and a display that nothing else uses.
pub struct Desk {
    /// Names the desk in file names.
    pub name: String,
    display: String,
    settings: Mutex<Vec<(String, String)>>,
    traced: bool,
    // Dropped in this order: the display before the files that programs on it may still write.
    _xvfb: Group,
    home: TempDir,
}

impl Desk {
    /// Sets one up. `name` is the test's.
    pub fn new(name: &str) -> Self {
        let home = tempfile::Builder::new().prefix("runut-").tempdir().unwrap();
        for folder in ["tmp", "config", "data", "cache", "state", "run", "Documents"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let (xvfb, display) = display(home.path());
        Self { name: name.to_owned(), display, settings: Mutex::default(), traced: false, _xvfb: xvfb, home }
    }

    /// Sets one up whose window is watched: every socket that it and what it starts open is written down.
    pub fn watched(name: &str) -> Self {
        Self { traced: true, ..Self::new(name) }
    }

    /// The desk's home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where its book lies.
    pub fn book(&self) -> PathBuf {
        self.home().join("buku.runut")
    }

    /// Where its documents are written.
    pub fn documents(&self) -> PathBuf {
        self.home().join("Documents")
    }

    /// Sets an environment variable for what is started on this desk from now on.
    pub fn set(&self, name: &str, value: impl Into<String>) {
        self.settings.lock().unwrap().push((name.to_owned(), value.into()));
    }

    /// The text of the document whose name begins so.
    ///
    /// # Panics
    /// If there is none, or more than one.
    pub fn document(&self, name: &str) -> String {
        let files = fs::read_dir(self.documents()).unwrap().map(|entry| entry.unwrap().path());
        let named = |path: &PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name));
        let found: Vec<PathBuf> = files.filter(named).collect();
        assert_eq!(found.len(), 1, "documents called {name}…: {found:?}");
        let ended = run(self.command("pdftotext").arg("-layout").arg(&found[0]).arg("-"), Duration::from_secs(20));
        assert!(ended.status.success(), "{}", ended.stderr);
        ended.stdout
    }

    /// A command that sees this desk and nothing of the machine's own settings.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let home = self.home();
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", home)
            .env("TMPDIR", home.join("tmp"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("LANG", "C.UTF-8")
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("RUST_BACKTRACE", "1")
            .env("RUNUT_BOOK", self.book())
            .env("RUNUT_OUT", self.documents())
            .env("RUNUT_NO_VIEWER", "1")
            .current_dir(home);
        for (name, value) in self.settings.lock().unwrap().iter() {
            command.env(name, value);
        }
        command
    }

    /// Opens the window and waits until it shows something.
    pub async fn open(&self) -> Window {
        let port = free_port();
        let log = File::create(scratch("log").join(format!("{}.log", self.name))).unwrap();
        let driver = Group::start(
            self.command("WebKitWebDriver")
                .arg(format!("--port={port}"))
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                // No session bus: one would be started for the window, with portals beside it, and outlive the test.
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null")
                .stdin(Stdio::null())
                .stdout(log.try_clone().unwrap())
                .stderr(log),
        );
        let program = if self.traced { self.tracer() } else { PathBuf::from(PROGRAM) };
        Window::open(&self.name, driver, port, &program.to_string_lossy(), self.home().join("buku.runut.lock")).await
    }

    /// A program that starts the window under a tracer of its calls to the network, and tells where its driver listens.
    fn tracer(&self) -> PathBuf {
        let path = self.home().join("watched");
        let watch = "strace -f --seccomp-bpf -qq -e trace=socket,connect,bind,sendto -e signal=none";
        let (calls, driver) = (self.home().join("calls"), self.home().join("driver"));
        let script = format!(
            "#!/bin/sh\nprintf %s \"$WEBKIT_INSPECTOR_SERVER\" >'{}'\nexec {watch} -o '{}' '{PROGRAM}' \"$@\"\n",
            driver.display(),
            calls.display()
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// What another program of this desk finds on the clipboard.
    ///
    /// # Panics
    /// If nothing is on it.
    pub fn clipboard(&self) -> String {
        let ended = run(self.command("xclip").args(["-selection", "clipboard", "-out"]), Duration::from_secs(10));
        assert!(ended.status.success(), "xclip: {}", ended.stderr);
        ended.stdout
    }

    /// What a watched window has called so far, and where its driver listens (`address:port`).
    ///
    /// # Panics
    /// If it wasn't watched.
    pub fn calls(&self) -> (String, String) {
        let read = |name: &str| fs::read_to_string(self.home().join(name)).unwrap();
        (read("calls"), read("driver"))
    }

    /// What the program has written into its own log.
    ///
    /// # Panics
    /// If there is none.
    pub fn journal(&self) -> String {
        let files = fs::read_dir(self.home().join("catatan")).unwrap();
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    /// Starts the program as a person would, without a driver, and waits for its end.
    pub fn start_again(&self) -> Ended {
        run(&mut self.command(PROGRAM), Duration::from_secs(20))
    }

    /// Runs the terminal program on this desk's book and answers what it printed.
    ///
    /// # Panics
    /// If it is not built (`cargo build --workspace`) or fails.
    pub fn terminal(&self, arguments: &[&str]) -> String {
        let ended = self.terminal_ended(arguments);
        assert!(ended.status.success(), "runut-cli {arguments:?}: {}\n{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    /// Runs the terminal program on this desk's book to its end, whatever that is.
    ///
    /// # Panics
    /// If it is not built (`cargo build --workspace`).
    pub fn terminal_ended(&self, arguments: &[&str]) -> Ended {
        let program = Path::new(PROGRAM).with_file_name("runut-cli");
        assert!(program.exists(), "{} is missing: cargo build --workspace", program.display());
        run(self.command(&program).args(arguments), Duration::from_secs(60))
    }
}

/// Starts a display; its number is its own choice.
fn display(home: &Path) -> (Group, String) {
    let log = File::create(home.join("xvfb.log")).unwrap();
    let mut xvfb = Group::start(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log),
    );
    let mut number = String::new();
    BufReader::new(xvfb.child().stdout.take().unwrap()).read_line(&mut number).unwrap();
    assert!(!number.trim().is_empty(), "Xvfb gave no display: {:?}", fs::read_to_string(home.join("xvfb.log")));
    (xvfb, format!(":{}", number.trim()))
}

/// A port that nothing listens on.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// A folder for what tests leave behind to be looked at.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}
