//! `report` and `package`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use runut_core::Day;
use runut_core::statements::Period;

use super::business::ReportOf;
use super::parse::day;
use super::report_files::ReportFiles;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Laba rugi; `--by month` or `--by store` in columns.
    Income,
    /// Laba rugi in the form of SAK EMKM.
    Emkm,
    /// Neraca at the last day.
    Balance,
    /// Arus kas, direct.
    Cashflow,
    /// Where the profit went: from profit to money.
    Profit,
    /// Neraca saldo.
    Trial,
    /// Catatan atas laporan keuangan, of the year up to the last day.
    Notes,
    /// The ledger of an account (`--account`).
    Ledger,
    /// Sales by month, store, product, category, customer or region.
    Sales,
    /// What orders earned: those that lost with the cause; `--by store`, `product` or `customer`.
    OrdersProfit,
    /// Turnover and PPh final by month.
    Tax,
    /// What the stock was worth at the last day.
    Stock,
    /// What is owed to the shop, by age at the last day; `--by order` each order that owes, as of today.
    Receivables,
    /// What is owed to suppliers, by age at the last day.
    Payables,
    /// The sheet of a business day.
    Day,
    /// Goods that are there and that none was sold of for 90 days, with what they are worth.
    DeadStock,
    /// Angka: all figures of the days beside their targets and the days before.
    Figures,
}

/// What figures are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Month.
    Month,
    /// Store.
    Store,
    /// Product.
    Product,
    /// Category of products.
    Category,
    /// Customer.
    Customer,
    /// Region.
    Region,
    /// Order: of what is owed to the shop.
    Order,
}

/// `report`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Report {
    /// Of a day, a week or a month, and what is done with it.
    #[command(subcommand)]
    pub of: Option<ReportOf>,
    /// Which report.
    #[arg(required = true)]
    pub which: Option<Which>,
    /// The first day [default: the first of the last day's month, of its year for the tax].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// The last day [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// What figures are told apart by.
    #[arg(long)]
    pub by: Option<By>,
    /// What it is held against: `before`, `year`, a month (2026-10), a year (2025), or days (2026-10-01..2026-10-20).
    #[arg(long, value_name = "DAYS", value_parser = against)]
    pub against: Option<Compared>,
    /// So many months before it, a column each.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(i64).range(0..=36))]
    pub months: i64,
    /// The account of a ledger: its number, key or name. May be repeated.
    #[arg(long = "account", value_name = "ACCOUNT")]
    pub accounts: Vec<String>,
    /// Of this store alone; `-` for what is of none. Of a ledger only.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// Rows of a ledger at most.
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub limit: u32,
    /// The mark of the ledger's page before, from `next`.
    #[arg(long, value_name = "MARK")]
    pub after: Option<String>,
    #[command(flatten)]
    pub files: ReportFiles,
}

/// `package`
#[derive(Debug, Args)]
pub struct Package {
    /// The year.
    #[arg(value_parser = clap::value_parser!(i32).range(2000..=2999))]
    pub year: i32,
    /// The folder to make.
    #[arg(long, value_name = "FOLDER")]
    pub into: PathBuf,
}

/// What a report is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The period before.
    Before,
    /// The same days of the year before.
    YearBefore,
    /// These days.
    Days([Day; 2]),
}

fn against(text: &str) -> Result<Compared, String> {
    let wrong = || "bandingkan dengan: before, year, 2026-10, 2025 atau 2026-10-01..2026-10-20".to_owned();
    match text {
        "before" | "previous" => return Ok(Compared::Before),
        "year" | "last-year" => return Ok(Compared::YearBefore),
        _ => {}
    }
    if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once(':')) {
        return Ok(Compared::Days([day(from)?, day(to)?]));
    }
    let days = match text.len() {
        4 => Day::parse(&format!("{text}-12-31")).map(Period::year_to),
        7 => Day::parse(&format!("{text}-01")).map(Period::month),
        _ => Day::parse(text).map(|day| Period { from: day, to: day }),
    };
    days.map(|days| Compared::Days([days.from, days.to])).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_report_is_held_against_is_read_in_many_forms() {
        let days = |from, to| Ok(Compared::Days([Day(from), Day(to)]));
        assert_eq!((against("before"), against("year")), (Ok(Compared::Before), Ok(Compared::YearBefore)));
        assert_eq!(against("2026-02"), days(20_260_201, 20_260_228));
        assert_eq!(against("2025"), days(20_250_101, 20_251_231));
        assert_eq!(against("2026-10-01..2026-10-20"), days(20_261_001, 20_261_020));
        assert_eq!(against("2026-10-31"), days(20_261_031, 20_261_031));
        assert!(["", "2026-13", "x", "2026-02-30", "2026-10-01..x"].iter().all(|text| against(text).is_err()));
    }
}
