//! What a front door for people at a screen asks and does, without a window: every command by its name, JSON in and out.
//!
//! The window (`src-tauri/shell`) carries it, and `runut-stdio` line by line for the tests of the page. What only a window
//! has (dialogs, viewers, printers, the clipboard, the page that is told) is the [`Host`]'s.

mod at_work;
mod backups;
mod calls;
mod clock;
mod commands;
mod desk;
mod dispatch;
mod error;
mod files;
mod host;
mod machine;
mod paper;
mod places;
mod running;

pub use backups::Looked;
pub use calls::generated;
pub use clock::Clock;
pub use desk::Desk;
pub use error::CommandError;
pub use host::{Event, Host, Pick};
pub use places::Places;
