//! Reports: as text, JSON and files, all of one report.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use runut_actions::{report_file, report_table, year_package};
use runut_core::export::Cell;
use runut_core::rows::{
    Against, ExportFormat, LedgerQuery, LineKind, ProfitBy, ReportQuery, SalesBy, SalesQuery, StatementBy,
    StatementKind, StatementQuery,
};
use runut_core::statements::{Period, ledger_table};
use runut_core::{AccountId, Day, Language, Refusal, StoreId, Table, findings, match_key, tenths};
use runut_store::{Context, Reader, reports};
use serde_json::{Value, to_value};

use super::Desk;
use crate::args::{By, Compared, Package, Report, ReportFiles, Which};
use crate::output::{Fault, table};
use crate::target::{self, put};

pub fn run(desk: &Desk<'_>, report: &Report) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let query = desk.book.read(|book| query(book, &ctx, report))?;
    give(desk, &ctx, &query, &report.files)
}

/// Says a report and writes its files.
pub fn give(desk: &Desk<'_>, ctx: &Context, query: &ReportQuery, into: &ReportFiles) -> Result<ExitCode, Fault> {
    let files = wanted(desk, into)?;
    answer(desk, ctx, query)?;
    write(desk, ctx, query, files)
}

type Files<'a> = [(&'a Option<PathBuf>, ExportFormat); 3];

/// The files that are wanted, none of them in the way of another.
pub fn wanted<'a>(desk: &Desk<'_>, into: &'a ReportFiles) -> Result<Files<'a>, Fault> {
    let files = [(&into.xlsx, ExportFormat::Xlsx), (&into.csv, ExportFormat::Csv), (&into.pdf, ExportFormat::Pdf)];
    let mut seen = std::collections::BTreeSet::new();
    for path in files.iter().filter_map(|(path, _)| path.as_ref()) {
        if !seen.insert(path) {
            return Err(Fault::Usage(format!("{} diminta dua kali. Beri tiap berkas nama sendiri.", path.display())));
        }
        target::check(desk.book.path(), path, into.force)?;
        // Else the first of several files would be written before the second can't be.
        if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(Fault::unwritable(path, &std::io::ErrorKind::NotFound.into()));
        }
    }
    Ok(files)
}

/// Writes a report's files.
pub fn write(desk: &Desk<'_>, ctx: &Context, query: &ReportQuery, files: Files<'_>) -> Result<ExitCode, Fault> {
    for (path, format) in files {
        if let Some(path) = path {
            // Each file is a write of its own.
            let ctx = Context { request: format!("{} {}", ctx.request, format.ending()), ..ctx.clone() };
            let written = report_file(&desk.book, &ctx, query, format, &mut |document| put(path, document))?;
            desk.out.say(&format!("{} {}", written.value.message.id, written.value.path));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Says the report: its rows as programs read them, or a table.
fn answer(desk: &Desk<'_>, ctx: &Context, query: &ReportQuery) -> Result<(), Fault> {
    let (value, shown) = desk.book.read(|book| {
        if let ReportQuery::Ledger(query) = query {
            let page = reports::statements::ledger(book, query)??;
            let shown = ledger_table(&page, Period::new(query.from, query.to)?);
            return Ok::<_, Fault>((to_value(page).unwrap_or_default(), shown));
        }
        let value = match query {
            ReportQuery::Statement(query) => to_value(reports::statements::statement(book, query)??),
            ReportQuery::Notes { to } => to_value(reports::statements::notes(book, *to)?),
            ReportQuery::Stock { to } => to_value(reports::valuation::valuation(book, *to)?),
            ReportQuery::Receivables { to } => to_value(reports::statements::receivables(book, *to)?),
            ReportQuery::ReceivableOrders { to } => {
                to_value(reports::statements::receivable_orders(book, *to, ctx.today)??)
            }
            ReportQuery::Payables { to } => to_value(reports::statements::payables(book, *to)?),
            ReportQuery::Day { to } => to_value(reports::day_sheet(book, *to)?),
            ReportQuery::Ledger(_) => Ok(Value::Null),
            ReportQuery::Tax { from, to } => to_value(reports::statements::tax_report(book, (*from, *to), ctx.today)??),
            ReportQuery::Sales(query) => to_value(reports::statements::sales_report(book, query)??),
            ReportQuery::Segments { to } => to_value(reports::buyers::segments(book, *to)?),
            ReportQuery::Cohorts { to } => to_value(reports::buyers::cohorts(book, *to)?),
            ReportQuery::Forecast { to } => to_value(reports::forecast::forecasts(book, *to)?),
            ReportQuery::Reorder { to, terms } => to_value(reports::reorder::reorder(book, *to, terms)??),
            ReportQuery::DeadStock { to } => to_value(reports::forecast::dead_stock(book, *to)?),
            ReportQuery::Business { span, day } => {
                let period = findings::Period::of(*span, *day);
                to_value(reports::business_report::business_report(book, period, ctx.today)??)
            }
            ReportQuery::Figures { from, to, before_from, before_to } => {
                let (period, before) = (Period::new(*from, *to)?, Period::new(*before_from, *before_to)?);
                to_value(reports::kpis::kpi_whole(book, period, before, ctx.today)?)
            }
            ReportQuery::OrdersProfit { by, from, to } => {
                to_value(reports::profit::profit_report(book, *by, (*from, *to))??)
            }
        };
        // A value of ours is always one of JSON's.
        Ok::<_, Fault>((value.unwrap_or_default(), report_table(book, ctx.today, query)?))
    })?;
    desk.out.value(&value, |_| text(&shown));
    Ok(())
}

/// A report as text: what it is, its rows in columns, what is said below.
pub fn text(shown: &Table) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Empty | Cell::Yes(false) => String::new(),
        Cell::Text(text) | Cell::Code(text) => text.clone(),
        Cell::Said(said) => said.said(Language::Id).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Tenths(number) => tenths(*number).id,
        Cell::Money(amount) => amount.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::At(at) => at.0.to_string(),
        Cell::Yes(true) => "ya".to_owned(),
    };
    let heads: Vec<&str> = shown.heads.iter().map(|head| head.id.as_str()).collect();
    let row = |row: &runut_core::TableRow| {
        let mut cells: Vec<String> = row.cells.iter().map(cell).collect();
        if let Some(label) = cells.first_mut() {
            *label = format!("{}{label}", "  ".repeat(usize::try_from(row.depth).unwrap_or(0)));
            if row.kind == LineKind::Heading {
                *label = label.to_uppercase();
            }
        }
        cells
    };
    let rows: Vec<Vec<String>> = shown.rows.iter().map(row).collect();
    let title = [shown.title.id.as_str(), shown.below.id.as_str()];
    let title = title.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let notes = shown.notes.iter().map(|note| note.id.as_str());
    std::iter::once(title).chain([table(&heads, &rows)]).chain(notes.map(str::to_owned)).collect::<Vec<_>>().join("\n")
}

fn query(book: &Reader<'_>, ctx: &Context, report: &Report) -> Result<ReportQuery, Fault> {
    let Some(which) = report.which else {
        return Err(Fault::Usage("sebut laporannya, misalnya report income".to_owned()));
    };
    let to = report.to.unwrap_or(ctx.today);
    let kind = match which {
        Which::Income => Some(StatementKind::Income),
        Which::Emkm => Some(StatementKind::Emkm),
        Which::Balance => Some(StatementKind::Balance),
        Which::Cashflow => Some(StatementKind::Cashflow),
        Which::Profit => Some(StatementKind::Profit),
        Which::Trial => Some(StatementKind::Trial),
        Which::Notes
        | Which::Ledger
        | Which::Sales
        | Which::OrdersProfit
        | Which::Tax
        | Which::Stock
        | Which::Receivables
        | Which::Payables
        | Which::DeadStock
        | Which::Figures
        | Which::Day => None,
    };
    let year = which == Which::Tax;
    let first = if year { Period::year_to(to).from } else { Period::month(to).from };
    let from = report.from.unwrap_or(first);
    if !report.accounts.is_empty() && which != Which::Ledger {
        return Err(Fault::Usage("--account hanya untuk report ledger".to_owned()));
    }
    if report.against.is_some() && kind.is_none() && !matches!(which, Which::Sales | Which::Figures) {
        return Err(Fault::Usage("--against hanya untuk laba rugi, neraca, arus kas, penjualan dan angka".to_owned()));
    }
    if report.store.is_some() && which != Which::Ledger {
        return Err(Fault::Usage("--store hanya untuk report ledger; yang lain: --by store".to_owned()));
    }
    told_apart(report, which)?;
    Ok(match (kind, which) {
        (Some(kind), _) => ReportQuery::Statement(statement(report, kind, (from, to))?),
        (None, Which::Notes) => ReportQuery::Notes { to },
        (None, Which::Stock) => ReportQuery::Stock { to },
        (None, Which::Receivables) if report.by == Some(By::Order) => ReportQuery::ReceivableOrders { to },
        (None, Which::Receivables) => ReportQuery::Receivables { to },
        (None, Which::Payables) => ReportQuery::Payables { to },
        (None, Which::DeadStock) => ReportQuery::DeadStock { to },
        (None, Which::Day) => ReportQuery::Day { to },
        (None, Which::Figures) => {
            let (period, (against, days)) = (Period::new(from, to)?, against(report));
            let before = period.against(against, days)?.unwrap_or_else(|| period.before());
            ReportQuery::Figures { from, to, before_from: before.from, before_to: before.to }
        }
        (None, Which::Tax) => ReportQuery::Tax { from, to },
        (None, Which::OrdersProfit) => ReportQuery::OrdersProfit { by: profit_by(report)?, from, to },
        (None, Which::Sales) => {
            let (against, against_days) = against(report);
            ReportQuery::Sales(SalesQuery { by: sales_by(report)?, from, to, against, against_days })
        }
        (None, _) => ReportQuery::Ledger(LedgerQuery {
            accounts: report.accounts.iter().map(|name| account(book, name)).collect::<Result<_, _>>()?,
            store: report.store.as_deref().map(|name| store(book, name)).transpose()?,
            from,
            to,
            newest: false,
            after: report.after.clone(),
            limit: report.limit,
        }),
    })
}

/// Refuses a `--by` that the report would pass over; the others say themselves by what they are told apart.
fn told_apart(report: &Report, which: Which) -> Result<(), Fault> {
    let only = match which {
        Which::Receivables => Some(("hanya --by store atau --by order", &[By::Store, By::Order][..])),
        Which::Tax => Some(("hanya --by month", &[By::Month][..])),
        Which::Stock => Some(("hanya menurut barang (--by product)", &[By::Product][..])),
        Which::Notes | Which::Ledger | Which::Payables | Which::Day | Which::DeadStock | Which::Figures => {
            Some(("tidak punya --by", &[][..]))
        }
        _ => None,
    };
    match (only, report.by) {
        (Some((said, taken)), Some(by)) if !taken.contains(&by) => Err(Fault::Usage(format!("laporan ini {said}"))),
        _ => Ok(()),
    }
}

fn statement(report: &Report, kind: StatementKind, (from, to): (Day, Day)) -> Result<StatementQuery, Fault> {
    let by = match report.by {
        None => StatementBy::Period,
        Some(By::Month) => StatementBy::Month,
        Some(By::Store) => StatementBy::Store,
        Some(_) => return Err(Fault::Usage("laporan ini hanya --by month atau --by store".to_owned())),
    };
    let (against, against_days) = against(report);
    Ok(StatementQuery { kind, from, to, by, against, against_days, months: report.months })
}

/// What it is held against.
fn against(report: &Report) -> (Against, Option<[Day; 2]>) {
    match report.against {
        None => (Against::Nothing, None),
        Some(Compared::Before) => (Against::Before, None),
        Some(Compared::YearBefore) => (Against::YearBefore, None),
        Some(Compared::Days(days)) => (Against::Days, Some(days)),
    }
}

fn profit_by(report: &Report) -> Result<ProfitBy, Fault> {
    Ok(match report.by {
        None => ProfitBy::Order,
        Some(By::Store) => ProfitBy::Store,
        Some(By::Product) => ProfitBy::Product,
        Some(By::Customer) => ProfitBy::Customer,
        Some(_) => return Err(Fault::Usage("laporan ini hanya --by store, product atau customer".to_owned())),
    })
}

fn sales_by(report: &Report) -> Result<SalesBy, Fault> {
    Ok(match report.by {
        None | Some(By::Store) => SalesBy::Store,
        Some(By::Month) => SalesBy::Month,
        Some(By::Product) => SalesBy::Product,
        Some(By::Category) => SalesBy::Category,
        Some(By::Customer) => SalesBy::Customer,
        Some(By::Region) => SalesBy::Region,
        Some(By::Order) => {
            return Err(Fault::Usage("per pesanan hanya ada piutang: report receivables --by order".to_owned()));
        }
    })
}

/// The account of a number, a key or a name.
fn account(book: &Reader<'_>, word: &str) -> Result<AccountId, Fault> {
    let chart = reports::statements::shop_chart(book)?;
    let number = word.trim().parse().ok().map(AccountId).filter(|id| chart.get(*id).is_some());
    let key = runut_core::chart::CHART.iter().find(|account| !account.key.is_empty() && account.key == word.trim());
    let named = chart.accounts().find(|account| match_key(&account.name) == match_key(word));
    number.or(key.map(|account| account.id)).or(named.map(|account| account.id)).ok_or_else(|| {
        Refusal::new(
            "account_unknown",
            format!("Akun {word} tidak ada di daftar akun. Sebut nomor atau namanya."),
            format!("There is no account {word} in the chart. Name its number or its name."),
        )
        .into()
    })
}

fn store(book: &Reader<'_>, word: &str) -> Result<StoreId, Fault> {
    if word.trim() == "-" {
        return Ok(StoreId(0));
    }
    let stores = book.stores()?;
    let found = stores.iter().find(|store| match_key(&store.name) == match_key(word)).map(|store| store.id);
    found.ok_or_else(|| {
        Refusal::new(
            "store_unknown",
            format!("Toko {word} tidak ada. Lihat namanya dengan store list."),
            format!("There is no store {word}. See the names with store list."),
        )
        .into()
    })
}

/// A year's books in a folder of their own, which must be new or empty.
pub fn package(desk: &Desk<'_>, package: &Package) -> Result<ExitCode, Fault> {
    let into = &package.into;
    let taken = std::fs::read_dir(into).is_ok_and(|mut entries| entries.next().is_some());
    if taken || into.is_file() {
        return Err(Refusal::new(
            "output_taken",
            format!("{} sudah ada isinya. Sebut folder baru atau yang kosong.", into.display()),
            format!("{} isn't empty. Name a new or an empty folder.", into.display()),
        )
        .into());
    }
    runut_store::make_folder(into).map_err(|error| Fault::unwritable(into, &error))?;
    let ctx = desk.context()?;
    let put = |document: &runut_actions::Document| put(&Path::new(into).join(&document.name), document);
    let written = year_package(&desk.book, &ctx, package.year, &mut { put })?;
    desk.out.value(&written.value, |value| format!("{} {}", value.message.id, into.display()));
    Ok(ExitCode::SUCCESS)
}
