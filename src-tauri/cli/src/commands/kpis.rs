//! The figures by which the shop is led.

use runut_actions::{kpi_list, kpi_named, kpi_parts, kpi_series};
use runut_core::kpi::{few, figure};
use runut_core::rows::{Against, KpiBy, KpiPart, KpiPoint, KpiQuery, KpiSeries};
use runut_core::{Day, Month};

use super::Desk;
use crate::args::KpiShow;
use crate::output::{Fault, table};

/// Points that are shown where nobody says from when.
const POINTS: i64 = 12;

/// All figures.
pub fn list(desk: &Desk<'_>) {
    desk.out.value(&kpi_list(), |all| {
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|kpi| vec![kpi.key.clone(), kpi.name.id.clone(), kpi.group.name().id, kpi.says.id.clone()])
            .collect();
        table(&["Angka", "Nama", "Bagian", "Artinya"], &rows)
    });
}

/// The first day of so many parts up to a day.
fn begins(to: Day, by: KpiBy) -> Day {
    match by {
        KpiBy::Day => to.plus(1 - POINTS),
        KpiBy::Week => to.plus(-to.weekday() - 7 * (POINTS - 1)),
        KpiBy::Month => Month::of(to).plus(1 - 12).first(),
    }
}

/// A figure over time, or cut.
pub fn show(desk: &Desk<'_>, show: &KpiShow) -> Result<(), Fault> {
    let today = desk.context()?.today;
    let to = show.to.unwrap_or_else(|| today.plus(-1));
    let from = show.from.unwrap_or_else(|| begins(to, show.by));
    let query = KpiQuery { from, to, against: Against::Before, days: None, dim: show.dim.clone() };
    let kpi = kpi_named(&show.key)?;
    if let Some(cut) = show.cut {
        let parts = desk.book.read(|book| Ok::<_, Fault>(kpi_parts(book, kpi.key, &query, cut, today)?))?;
        desk.out.value(&parts, |parts| cut_table(parts));
        return Ok(());
    }
    let series = desk.book.read(|book| Ok::<_, Fault>(kpi_series(book, kpi.key, &query, show.by, today)?))?;
    desk.out.value(&series, series_table);
    Ok(())
}

fn made_of(point: &KpiPoint) -> String {
    point.den.map_or_else(String::new, |den| few(point.num, den).id)
}

fn cut_table(parts: &[KpiPart]) -> String {
    let row = |part: &KpiPart| {
        vec![part.name.clone(), part.said.shown.id.clone(), made_of(&part.said.point), part.before.shown.id.clone()]
    };
    table(&["", "Angka", "Dari", "Sebelumnya"], &parts.iter().map(row).collect::<Vec<_>>())
}

fn series_table(series: &KpiSeries) -> String {
    let Ok(kpi) = kpi_named(&series.key) else { return String::new() };
    let mark = |point: &KpiPoint| match (point.running, point.unripe) {
        (true, _) => "masih berjalan".to_owned(),
        (_, true) => format!("belum {} hari", kpi.ripe_days),
        _ => String::new(),
    };
    let row = |point: &KpiPoint| {
        let days = [point.from.to_string(), point.to.to_string()];
        let figure = [figure(kpi, point.value).id, made_of(point), mark(point)];
        days.into_iter().chain(figure).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = series.points.iter().map(row).collect();
    format!("{}: {}\n{}", kpi.name.0, kpi.says.0, table(&["Dari", "Sampai", "Angka", "Dari semua", ""], &rows))
}
