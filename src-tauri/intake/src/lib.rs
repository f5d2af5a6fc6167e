//! Bytes to rows: what other programs hand to the shop, read into core's types.
//!
//! Two layers. The generic one (`sniff`, `zip_guard`, `xlsx`, `csv`, `table`, `cells`) turns any spreadsheet into rows of typed
//! cells; the one per sender (`shopee`, `settlement`) knows headers, vocabulary and number forms. [`tracking`]
//! reads what a person pastes, [`regions`] knows the places of Indonesia. [`read_picture`] makes pictures fit the book.
//!
//! Invariants: never panics and never allocates without bound, whatever the bytes; nothing is guessed (a cell that
//! doubts itself becomes a problem with its place, and its order is left out until a person decides); text stays text
//! and is never run as a formula or markup.
//!
//! Deliberately absent: paths, SQL, the clock, and any opinion on what an order's status means for the shop.

mod catalogue;
mod cells;
mod csv;
mod damage;
mod error;
mod picture;
mod records;
pub mod regions;
mod row;
mod settlement;
mod shopee;
mod sniff;
mod table;
mod text;
pub mod tracking;
mod unpacked;
mod xlsx;
mod zip_guard;

pub use catalogue::{CatalogueFile, read_catalogue};
pub use error::{FileKind, IntakeError, WrongFile};
pub use picture::{PICTURE_BYTES_MAX, Picture, PictureError, read_picture};
pub use records::{CellKind, DayForm, RecordsCell, RecordsFile, RecordsRow, day_form, read_records, written_day};
pub use settlement::{CodPayout, CodRow, Recognised, SaidWords, read_cod_payout, read_settlement, recognise_payout};
pub use shopee::{read_shopee_orders, says_delivery_failed};

#[cfg(test)]
mod fixtures;
