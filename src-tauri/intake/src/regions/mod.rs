//! The places of Indonesia: free typing completed, and a marketplace's names matched, from the list in
//! `assets/regions`.
//!
//! Invariants: every answer is a line of the list, with its official names; what is ambiguous stays empty; any text is
//! answered, long or hostile. The list is unpacked once, at first use.
//! Deliberately absent: streets, and judging an address. An address stays the free text that it is.

mod level;
mod list;
mod names;
mod resolve;
mod search;
#[cfg(test)]
mod tests;

pub use resolve::{resolve, resolve_address};
pub use search::search;

/// A place by its official names, as far down as it is known: what lies deeper is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// Village or urban ward (desa, kelurahan).
    pub village: String,
    /// District (kecamatan, distrik).
    pub district: String,
    /// Regency or city, with its kind: `Kabupaten Bogor`, `Kota Serang`.
    pub regency: String,
    /// Province.
    pub province: String,
    /// The village's postcode, five digits; a district's only where all its villages share it.
    pub postcode: String,
}
