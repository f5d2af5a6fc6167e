//! Looks after the open book: tells the page when another process (the terminal) wrote to it, passes the deadlines that
//! the clock makes due, keeps an anchor of its log and a backup of each day outside it, and verifies the log's chain.

use std::thread;
use std::time::Duration;

use runut_core::activity::Changed;
use runut_store::Topic;
use runut_wire::{Desk, Event, Looked};

/// How often the book is looked at.
const GLANCE: Duration = Duration::from_secs(1);

/// How many glances there are between two anchors.
const ANCHORED: u32 = 60;

/// How many glances there are between two looks at the deadlines; the first is as soon as the book is open.
const DUE: u32 = 60;

/// How long it takes to the next look at whether a backup is due, and where one couldn't be made.
const BACKED_UP: Duration = Duration::from_secs(60);
const NOT_BACKED_UP: Duration = Duration::from_secs(3_600);

/// How long after the start the log's chain is verified, and how long until it is again.
const VERIFIED_FIRST: Duration = Duration::from_secs(20);
const VERIFIED: Duration = Duration::from_secs(86_400);

/// Starts watching; ends with the program.
pub(crate) fn start(desk: Desk) {
    back_up(desk.clone());
    verify(desk.clone());
    thread::spawn(move || {
        let mut rest = 0;
        for glance in 1u32.. {
            thread::sleep(GLANCE);
            if glance % ANCHORED == 0 {
                desk.anchor();
            }
            let passed = if rest == 0 { desk.pass_deadlines() } else { None };
            rest = if passed.is_some() { DUE } else { rest.saturating_sub(1) };
            let mut topics = passed.unwrap_or_default();
            if desk.changed_elsewhere() {
                topics = Topic::ALL.to_vec();
            }
            if !topics.is_empty() {
                desk.tell(Event::Changed(Changed { topics }));
            }
        }
    });
}

/// Verifies the log's chain, some time after the start and each day: apart, since a large book's takes a while.
fn verify(desk: Desk) {
    thread::spawn(move || {
        thread::sleep(VERIFIED_FIRST);
        loop {
            thread::sleep(if desk.look_after_log() { VERIFIED } else { GLANCE });
        }
    });
}

/// Makes the backup of each day, the first as soon as the book is open: apart, since copying a large book takes a while.
fn back_up(desk: Desk) {
    thread::spawn(move || {
        loop {
            let looked = desk.look_after_backups();
            if matches!(looked, Some(Looked::Made | Looked::Failed)) {
                desk.tell(Event::Backups);
            }
            thread::sleep(match looked {
                None => GLANCE,
                Some(Looked::Failed) => NOT_BACKED_UP,
                Some(_) => BACKED_UP,
            });
        }
    });
}
