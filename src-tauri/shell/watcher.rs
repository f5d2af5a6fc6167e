//! Looks after the open book: tells the page when another process (the terminal) wrote to it, and keeps an anchor of
//! its log outside it.

use std::thread;
use std::time::Duration;

use runut_store::Topic;
use serde::Serialize;
use tauri::{AppHandle, Emitter};

use crate::state::Shell;

/// How often the book is looked at.
const GLANCE: Duration = Duration::from_secs(1);

/// How many glances there are between two anchors.
const ANCHORED: u32 = 60;

/// What the page hears: everything may have changed.
#[derive(Clone, Serialize)]
struct Changed {
    topics: &'static [Topic],
}

/// Starts watching; ends with the program.
pub(crate) fn start(app: AppHandle, shell: Shell) {
    thread::spawn(move || {
        for glance in 1u32.. {
            thread::sleep(GLANCE);
            if glance % ANCHORED == 0 {
                shell.anchor();
            }
            if shell.changed_elsewhere() {
                let _ = app.emit("changed", Changed { topics: &Topic::ALL });
            }
        }
    });
}
