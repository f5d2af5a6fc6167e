//! The program's own log, for whoever has to find out what broke.
//!
//! Invariant: no personal data. Only this crate's lines are written, and they name commands and errors, never arguments
//! or values; of a panic, the place and a message that stands in the source, never a formatted one.

use std::panic::{self, PanicHookInfo};
use std::path::Path;

use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Days that the log goes back.
const DAYS: usize = 14;

/// Opens the log in `folder`, a file a day. Lines are on disk when the answer is dropped.
///
/// Without a folder to write to the program runs without a log: the reason is then its own refusal in the window.
pub(crate) fn open(folder: &Path) -> Option<WorkerGuard> {
    runut_store::make_folder(folder).ok()?;
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("runut")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .ok()?;
    keep_private(folder);
    let (writer, guard) = tracing_appender::non_blocking(files);
    tracing_subscriber::registry()
        .with(tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false))
        .with(Targets::new().with_target(env!("CARGO_CRATE_NAME"), LevelFilter::INFO))
        .try_init()
        .ok()?;
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        tracing::error!("{}", described(info));
        before(info);
    }));
    Some(guard)
}

/// The folder and what lies in it: the owner's only.
fn keep_private(folder: &Path) {
    runut_store::keep_private(folder);
    for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        runut_store::keep_private(&file.path());
    }
}

fn described(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, ToString::to_string);
    let message = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(message left out)");
    format!("panic at {place}: {message}")
}
