//! Statements, from sums that the book keeps: pure, and none of it reads an entry.
//!
//! Invariant: a statement's lines hold every account of the chart once, whatever line an owner gave it, so that its sums
//! are those of the books. There are no closing entries: what was earned is computed, and no new year loses anything.

mod cashflow;
mod chart;
mod earned;
mod emkm;
mod figures;
pub mod hledger;
mod income;
mod lines;
mod notes;
mod period;
mod position;
mod profit;
mod receivables;
mod sales;
mod tables;
pub mod tax;
mod trial;

pub use cashflow::{Flow, cashflow};
pub use chart::ShopChart;
pub use emkm::emkm;
pub use figures::{Balances, Sum, profit_of};
pub use income::income;
pub use lines::Listed;
pub use notes::{AboutShop, notes};
pub use period::{MONTHS_MAX, Period, day_label, month_label, months};
pub use position::{Standing, position};
pub use profit::{Bridge, where_profit_went};
pub use receivables::{AGES, by_age, receivables};
pub use sales::{sales_beside, sales_then};
pub use tables::{ledger_table, notes_table};
pub use trial::{Trial, trial};
