//! What the doors show: questions, rows and answers, the same for the window, the terminal and paper.
//!
//! Amounts are whole rupiah, instants UTC milliseconds, days `yyyymmdd`. Every list is paged by key (`next`), never by
//! offset.

macro_rules! row {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),+ }
    )+};
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
    )+};
}

mod backups;
mod bills;
mod business_report;
mod buyers;
mod catalogue;
mod counts;
mod courier_bills;
mod customers;
mod day_end;
mod forecast;
mod form;
mod goals;
mod hours;
mod imports;
mod journal;
mod kpis;
mod orders;
mod packing;
mod payments;
mod payouts;
mod person_data;
mod profit;
mod purchases;
mod receipts;
mod records;
mod reports;
mod returns;
mod salvage;
mod settings;
mod settlements;
mod shop;
mod staff;
mod statements;
mod stock;
mod stores;
mod suppliers;
mod today;
mod valuation;

pub use backups::*;
pub use bills::*;
pub use business_report::*;
pub use buyers::*;
pub use catalogue::*;
pub use counts::*;
pub use courier_bills::*;
pub use customers::*;
pub use day_end::*;
pub use forecast::*;
pub use form::*;
pub use goals::*;
pub use hours::*;
pub use imports::*;
pub use journal::*;
pub use kpis::*;
pub use orders::*;
pub use packing::*;
pub use payments::*;
pub use payouts::*;
pub use person_data::*;
pub use profit::*;
pub use purchases::*;
pub use receipts::*;
pub use records::*;
pub use reports::*;
pub use returns::*;
pub use salvage::*;
pub use settings::*;
pub use settlements::*;
pub use shop::*;
pub use staff::*;
pub use statements::*;
pub use stock::*;
pub use stores::*;
pub use suppliers::*;
pub use today::*;
pub use valuation::*;
