//! Customers seen as a whole, and stock seen ahead.

use std::process::ExitCode;

use runut_actions::{by_sku, order_proposed};
use runut_core::rows::{ForecastCard, ForecastWeek, Forecasts, ReorderForm, ReportQuery};
use runut_core::{Table, tenths};
use runut_store::reports;

use super::Desk;
use super::report::{give, text};
use crate::args::{Buyers, Forecast, Reorder};
use crate::output::{Fault, table};

pub fn segments(desk: &Desk<'_>, buyers: &Buyers) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    give(desk, &ctx, &ReportQuery::Segments { to: buyers.to.unwrap_or(ctx.today) }, &buyers.files)
}

pub fn cohorts(desk: &Desk<'_>, buyers: &Buyers) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    give(desk, &ctx, &ReportQuery::Cohorts { to: buyers.to.unwrap_or(ctx.today) }, &buyers.files)
}

pub fn forecast(desk: &Desk<'_>, forecast: &Forecast) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let files = &forecast.files;
    let Some(sku) = &forecast.sku else {
        return give(desk, &ctx, &ReportQuery::Forecast { to: ctx.today }, files);
    };
    if files.any() {
        return Err(Fault::Usage("berkas hanya dari semua barang: forecast tanpa SKU".to_owned()));
    }
    let card = desk.book.read(|book| {
        let variant = by_sku(book, sku)?.id;
        Ok::<_, Fault>(reports::forecast::forecast_card(book, ctx.today, variant)?)
    })?;
    desk.out.value(&card, shown);
    Ok(ExitCode::SUCCESS)
}

fn shown(card: &ForecastCard) -> String {
    let forecast = Table::from(&Forecasts { day: card.day, rows: vec![card.row.clone()] });
    let week = |week: &ForecastWeek| {
        let mark = if week.counts { "" } else { "tidak dihitung" };
        vec![week.from.to_string(), week.units.to_string(), week.days.to_string(), mark.to_owned()]
    };
    let weeks: Vec<Vec<String>> = card.history.iter().map(week).collect();
    let ahead = card.row.week.map_or_else(|| "–".to_owned(), |week| tenths(week).id);
    let weeks = table(&["Minggu dari", "Dipesan", "Hari ada stok", ""], &weeks);
    format!("{}\n\n{weeks}\nBerikutnya: {ahead} per minggu", text(&forecast))
}

pub fn reorder(desk: &Desk<'_>, reorder: &Reorder) -> Result<ExitCode, Fault> {
    let (ctx, terms) = (desk.context()?, reorder.terms());
    if !reorder.order {
        return give(desk, &ctx, &ReportQuery::Reorder { to: ctx.today, terms }, &reorder.files);
    }
    if reorder.files.any() {
        return Err(Fault::Usage("berkas hanya dari usulnya: reorder tanpa --order".to_owned()));
    }
    let only = desk.book.read(|book| {
        reorder.skus.iter().map(|sku| Ok::<_, Fault>(by_sku(book, sku)?.id)).collect::<Result<Vec<_>, _>>()
    })?;
    let saved = order_proposed(&desk.book, &ctx, &ReorderForm { terms, only })?.value;
    desk.out.value(&saved, |saved| saved.message.id.clone());
    Ok(ExitCode::SUCCESS)
}
