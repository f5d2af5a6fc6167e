//! What can be asked of customers as a whole and of stock ahead.

use clap::Args;
use runut_core::rows::ReorderTerms;
use runut_core::{Day, Money};

use super::parse::{day, money};
use super::report_files::ReportFiles;

/// `segments`, `cohorts`
#[derive(Debug, Args)]
pub struct Buyers {
    /// The last day that counts [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    #[command(flatten)]
    pub files: ReportFiles,
}

/// `forecast`
#[derive(Debug, Args)]
pub struct Forecast {
    /// One variant, with its weeks [default: all].
    pub sku: Option<String>,
    #[command(flatten)]
    pub files: ReportFiles,
}

/// `reorder`
#[derive(Debug, Args)]
pub struct Reorder {
    /// How surely the stock should last until goods come, in percent.
    #[arg(long, value_name = "PERCENT", default_value_t = ReorderTerms::default().service)]
    pub service: i64,
    /// Days between two orders at a supplier.
    #[arg(long, value_name = "DAYS", default_value_t = ReorderTerms::default().review_days)]
    pub review: i64,
    /// Days until goods come, where no receipt of a purchase order has shown it.
    #[arg(long, value_name = "DAYS", default_value_t = ReorderTerms::default().lead_days)]
    pub lead: i64,
    /// Units of a pack: whole ones are ordered.
    #[arg(long, value_name = "UNITS", default_value_t = ReorderTerms::default().pack)]
    pub pack: i64,
    /// Units at least.
    #[arg(long, value_name = "UNITS", default_value_t = ReorderTerms::default().minimum)]
    pub minimum: i64,
    /// Days that the stock may last at most, what is ordered included.
    #[arg(long, value_name = "DAYS", default_value_t = ReorderTerms::default().most_days)]
    pub most_days: i64,
    /// What all may cost together; what runs out first is ordered first.
    #[arg(long, value_name = "AMOUNT", value_parser = money)]
    pub cash: Option<Money>,
    /// Make drafts of purchase orders of it, one for each supplier.
    #[arg(long)]
    pub order: bool,
    /// Order only this variant. May be repeated.
    #[arg(long = "sku", value_name = "SKU", requires = "order")]
    pub skus: Vec<String>,
    #[command(flatten)]
    pub files: ReportFiles,
}

impl Reorder {
    /// By what is ordered.
    pub fn terms(&self) -> ReorderTerms {
        ReorderTerms {
            service: self.service,
            review_days: self.review,
            lead_days: self.lead,
            pack: self.pack,
            minimum: self.minimum,
            most_days: self.most_days,
            cash: self.cash,
        }
    }
}
