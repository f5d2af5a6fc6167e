//! The shop's figures of a big book against a small one: they are kept by day, so that the number of orders is none of their business.

use std::path::Path;

use runut_core::figures::Dim;
use runut_core::findings::{self, Span};
use runut_core::kpi::Kpi;
use runut_core::rows::{KpiBy, KpiCut};
use runut_core::sheets::Imprint;
use runut_core::statements::Period;
use runut_core::{Day, Language, Zone};
use runut_documents::{ShopHead, business_report};
use runut_store::reports::{self, kpis};
use runut_store::{Reader, StoreError};

use super::Group;
use super::statements::{Ask, asked};
use crate::Fault;
use crate::table::{Limit, Row};

/// The shop's figures.
pub const GROUP: Group = Group { name: "figures", title: "### Figures", run };

/// As fast as a frame of the screen, and as in a small book.
const DRAWN: Limit = Limit::TimesAnd(1.3, 16.0);

const QUESTIONS: [(&str, Limit, Ask); 13] = [
    ("a week's report with its PDF", Limit::Most(300.0), report),
    ("Hari ini: what the shop wants", DRAWN, |book, today| {
        let goals = reports::goals::today_goals(book, Zone::Wib.begins(today))?.goals;
        Ok(goals.len().max(1))
    }),
    ("Angka: a year beside the year before", DRAWN, |book, today| table(book, year(today), today)),
    ("Angka: a year of the stock's figures", DRAWN, |book, today| {
        let kpis = ["stock_out", "dead_stock"].map(kpi);
        Ok(kpis::kpi_rows(book, kpis, year(today), year(today).before(), Dim::ALL, today)?.len())
    }),
    ("Angka: what should have been paid", DRAWN, |book, today| {
        Ok(usize::from(kpis::kpi_point(book, kpi("overdue"), year(today), Dim::ALL, today)?.is_some()))
    }),
    ("Angka: a running month beside the month before", DRAWN, |book, today| {
        table(book, Period { from: Day(today.0 / 100 * 100 + 1), to: today }, today)
    }),
    ("late dispatch over 13 weeks", DRAWN, |book, today| {
        let period = Period { from: today.plus(-90), to: today };
        Ok(kpis::kpi_series(book, kpi("late"), period, KpiBy::Week, Dim::ALL, today)?.points.len())
    }),
    ("net sales of a year by day", DRAWN, |book, today| {
        Ok(kpis::kpi_series(book, kpi("net_sales"), year(today), KpiBy::Day, Dim::ALL, today)?.points.len())
    }),
    ("parcels of a year by courier", DRAWN, |book, today| {
        let parts = kpis::kpi_parts(book, kpi("shipped"), year(today), year(today.plus(-365)), KpiCut::Courier, today)?;
        Ok(parts.len())
    }),
    ("the way of a year's orders", DRAWN, |book, today| Ok(kpis::funnel(book, year(today))?.len())),
    ("buyers who came back, by the month of their first order", DRAWN, |book, today| {
        Ok(reports::buyers::cohorts(book, today)?.rows.len())
    }),
    ("buyers by segment", DRAWN, |book, today| Ok(reports::buyers::segments(book, today)?.customers.len())),
    ("when a year's orders come", DRAWN, |book, today| Ok(kpis::hours(book, year(today))?.len())),
];

fn kpi(key: &str) -> &'static Kpi {
    Kpi::of(key).unwrap_or(&runut_core::kpi::KPIS[0])
}

fn year(today: Day) -> Period {
    Period { from: today.plus(-364), to: today }
}

fn table(book: &Reader<'_>, period: Period, today: Day) -> Result<usize, StoreError> {
    Ok(kpis::kpi_table(book, period, period.before(), Dim::ALL, false, today)?.rows.len())
}

/// The report of the last whole week, drawn as a PDF: its bytes.
fn report(book: &Reader<'_>, today: Day) -> Result<usize, StoreError> {
    let week = findings::Period::last_before(Span::Week, today);
    let Ok(report) = reports::business_report::business_report(book, week, today)? else { return Ok(0) };
    let shop = ShopHead { address: "Jl. Kenanga 3, Bandung".into(), phone: "0812 2000".into() };
    let at = Zone::Wib.begins(today);
    let imprint = Imprint { shop: "Toko".into(), person: "Sari".into(), at, zone: Zone::Wib };
    Ok(business_report(&report, &shop, &imprint, "", Language::Id).map_or(0, |pdf| pdf.len()))
}

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    asked(folder, &QUESTIONS)
}
