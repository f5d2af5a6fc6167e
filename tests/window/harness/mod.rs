//! What the window tests stand on: a desk of one's own ([`Desk`]) and the window on it ([`Window`]).

mod desk;
mod keys;
mod process;
mod window;

pub use desk::Desk;
pub use window::Window;
