//! The figures by which the shop is led.

use runut_actions::{kpi_list, kpi_named, kpi_parts, kpi_series};
use runut_core::kpi::{Better, Kpi, Unit, few, figure, own_typed};
use runut_core::rows::{Against, KpiBy, KpiPart, KpiPoint, KpiQuery, KpiSeries, OwnKpiForm};
use runut_core::{Day, Month, Refusal};

use super::Desk;
use crate::args::KpiShow;
use crate::output::{Fault, table};

/// Points that are shown where nobody says from when.
const POINTS: i64 = 12;

/// All figures.
pub fn list(desk: &Desk<'_>) -> Result<(), Fault> {
    let all = desk.book.read(|book| Ok::<_, Fault>(kpi_list(book)?))?;
    desk.out.value(&all, |all| {
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|kpi| vec![kpi.key.clone(), kpi.name.id.clone(), kpi.group.name().id, kpi.says.id.clone()])
            .collect();
        table(&["Angka", "Nama", "Bagian", "Artinya"], &rows)
    });
    Ok(())
}

/// A figure of the shop's own as it was typed: a share or cases in a hundred; the more or the less the better.
pub fn own(text: &str, (percent, per100): (bool, bool), (more, less): (bool, bool)) -> Result<OwnKpiForm, Refusal> {
    let Some((name, of, per)) = own_typed(text) else {
        let (id, en) = (
            format!(
                "\"{text}\" tidak terbaca. Tulis NAMA = A / B, misalnya: \"Biaya per tamu = iklan.biaya / kunjungan.pengunjung\"."
            ),
            format!(
                "\"{text}\" can't be read. Write NAME = A / B, such as: \"Cost a visitor = iklan.biaya / kunjungan.pengunjung\"."
            ),
        );
        return Err(Refusal::new("kpi_typed", id, en));
    };
    let unit = if percent { Some(Unit::Percent) } else { per100.then_some(Unit::Per100) };
    let better = match (more, less) {
        (true, _) => Better::More,
        (_, true) => Better::Less,
        _ => Better::Neither,
    };
    Ok(OwnKpiForm { name, of, per, unit, better })
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
    let kpi = desk.book.read(|book| Ok::<_, Fault>(kpi_named(book, &show.key)?))?;
    if let Some(cut) = show.cut {
        let parts = desk.book.read(|book| Ok::<_, Fault>(kpi_parts(book, kpi.key, &query, cut, today)?))?;
        desk.out.value(&parts, |parts| if parts.is_empty() { not_cut(kpi) } else { cut_table(parts) });
        return Ok(());
    }
    let series = desk.book.read(|book| Ok::<_, Fault>(kpi_series(book, kpi.key, &query, show.by, today)?))?;
    desk.out.value(&series, |series| if series.points.is_empty() { not_cut(kpi) } else { series_table(kpi, series) });
    Ok(())
}

fn made_of(point: &KpiPoint) -> String {
    point.den.map_or_else(String::new, |den| few(point.num, den).id)
}

/// What is said where nothing is known of a figure by what was asked for.
fn not_cut(kpi: &Kpi) -> String {
    let name = kpi.name.0;
    format!("{name}: tidak ada yang tercatat menurut itu pada hari-hari ini. Angka seluruh toko: kpi show {}", kpi.key)
}

fn cut_table(parts: &[KpiPart]) -> String {
    let row = |part: &KpiPart| {
        vec![part.name.clone(), part.said.shown.id.clone(), made_of(&part.said.point), part.before.shown.id.clone()]
    };
    table(&["", "Angka", "Dari", "Sebelumnya"], &parts.iter().map(row).collect::<Vec<_>>())
}

fn series_table(kpi: &Kpi, series: &KpiSeries) -> String {
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
