//! The book: one file, its migrations, one writer, readers, queries.
//!
//! Invariant: [`Book::write`] is the only door for changes: one immediate transaction, an activity for every changed
//! noun, everything or nothing. The store doesn't know why anything happens.

mod anchor;
pub mod audit;
pub mod backup;
mod bills;
mod book;
mod bounds;
mod closing;
mod columns;
mod companions;
mod context;
mod counts;
mod customers;
mod engine;
mod error;
mod files;
mod hours;
mod journal;
mod ledger;
mod lock;
mod log;
mod opening;
mod orders;
mod parcels;
mod payments;
mod people;
mod photos;
mod place;
mod products;
mod purchases;
mod reading;
mod receipts;
pub mod reports;
pub mod salvage;
mod settings;
mod shop;
mod stock;
mod stores;
mod suppliers;
mod tasks;
pub mod undo;
mod variant_days;
mod write;

pub use bills::{BillMoney, NewBill};
pub use book::{Book, Reader};
pub use context::Context;
pub use counts::{Count, CountEntryOf, Settled};
pub use customers::Moved;
pub(crate) use engine::changed::Changes;
pub use error::StoreError;
pub use files::{is_held, keep_private, make_folder, sync_folder};
pub use lock::{Lock, LockError};
pub use orders::{Beside, Known, NewOrder};
pub use payments::{Flow, Payment};
pub use people::{Held, remove_backups};
pub use photos::PhotoSize;
pub use place::{default_path, place_of, plain, usable, whereabouts};
pub use products::{Match, given_sku};
pub use purchases::Purchase;
pub use reading::{IMPORT_BYTES_MAX, is_regular, read_begin, read_file};
pub use receipts::{NewReceipt, NewReceiptLine};
pub use runut_core::activity::Topic;
pub use stock::Shortfall;
pub use write::{Tx, Written};
