//! Panics that nobody would see: the program turns a panic of the spreadsheet library into "damaged file", and would hide
//! one of our own code in the same place.

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook};
use std::sync::Once;

thread_local! {
    static SEEN: RefCell<Seen> = const { RefCell::new(Seen { ours: None, theirs: None }) };
}

/// The last panics of this thread.
#[derive(Default)]
struct Seen {
    ours: Option<String>,
    theirs: Option<String>,
}

/// Does the work; panics after it if our own code panicked within, caught or not.
pub(crate) fn uncovered(work: impl FnOnce()) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        set_hook(Box::new(|info| {
            let foreign = info.location().is_some_and(|at| at.file().contains("/registry/src/"));
            let told = format!("{info}\n{}", ours(&Backtrace::capture().to_string()));
            SEEN.with_borrow_mut(|seen| *if foreign { &mut seen.theirs } else { &mut seen.ours } = Some(told));
        }));
    });
    SEEN.take();
    let ended = catch_unwind(AssertUnwindSafe(work));
    let Seen { ours, theirs } = SEEN.take();
    let told = ours.clone().or(theirs.filter(|_| ended.is_err()));
    if let Some(told) = told {
        eprintln!("{told}");
    }
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
    assert!(ours.is_none(), "our own code panicked and was caught");
}

/// The lines of our own code in a backtrace.
fn ours(trace: &str) -> String {
    let ours = trace.lines().filter(|line| line.contains("/src-tauri/"));
    ours.map(|line| format!("  {}\n", line.trim())).collect()
}
