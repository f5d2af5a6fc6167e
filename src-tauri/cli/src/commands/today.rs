//! "Hari ini" on the terminal.

use std::process::ExitCode;

use runut_core::hours::clock;
use runut_core::rows::{DueKind, DueRow, GoalFigure, Today};
use runut_core::{Instant, Money};
use runut_store::reports;

use super::Desk;
use crate::output::{Fault, table};

/// Milliseconds of an hour.
const HOUR_MS: i64 = 3_600_000;

pub fn today(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let today = desk.book.read(|book| Ok::<_, Fault>(reports::today::all(book, desk.now)?))?;
    desk.out.value(&today, shown);
    Ok(ExitCode::SUCCESS)
}

fn span(from: Instant, to: Instant) -> String {
    // A clock that was set back leaves what is to come: nothing has waited yet.
    match to.0.saturating_sub(from.0).max(0) / HOUR_MS {
        hours if hours < 24 => format!("{hours} jam"),
        hours => format!("{} hari", hours / 24),
    }
}

fn shown(today: &Today) -> String {
    let parcels = &today.parcels;
    let head = format!(
        "{}\n{} paket belum keluar: {} terlambat, {} hari ini, {} nanti",
        today.day, parcels.open, parcels.late, parcels.due_today, parcels.due_later
    );
    [
        head,
        ready(today),
        orders(today),
        couriers(today),
        queue(today),
        money(today),
        due(today),
        sales(today),
        goals(today),
        low(today),
        tasks(today),
        records(today),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("\n\n")
}

fn ready(today: &Today) -> String {
    today.reports.reports.iter().map(|report| report.said.id.clone()).collect::<Vec<_>>().join("\n")
}

fn goals(today: &Today) -> String {
    let figures = today.goals.goals.iter().flat_map(|goal| &goal.figures);
    let row = |figure: &GoalFigure| {
        let now = figure.now.said().id.clone();
        let target = figure.target.as_ref().map(|target| target.shown.id.clone()).unwrap_or_default();
        let missed = figure.target.as_ref().is_some_and(|target| target.missed);
        vec![figure.name.id.clone(), now, target, if missed { "belum tercapai" } else { "" }.to_owned()]
    };
    part(&["Tujuan", "Sekarang", "Seharusnya", ""], &figures.map(row).collect::<Vec<_>>())
}

fn part(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() { String::new() } else { table(head, rows) }
}

fn goods(quantity: i64, product: &str, variant: &str) -> String {
    let comma = if variant.is_empty() { "" } else { ", " };
    format!("{quantity} × {product}{comma}{variant}")
}

fn orders(today: &Today) -> String {
    let late = today.parcels.late_rows.iter().map(|row| {
        let by = row.ship_by.map(|by| span(by, today.now)).unwrap_or_default();
        vec![
            row.number.to_string(),
            goods(row.first_quantity, &row.first_product, &row.first_variant),
            row.customer.clone(),
            format!("terlambat {by}"),
        ]
    });
    let held = today.held.held_rows.iter().map(|row| {
        let goods = goods(row.first_quantity, &row.first_product, &row.first_variant);
        vec![row.number.to_string(), goods, row.customer.clone(), format!("ditahan: {}", row.held)]
    });
    part(&["Pesanan", "Barang", "Pelanggan", ""], &late.chain(held).collect::<Vec<_>>())
}

fn couriers(today: &Today) -> String {
    let row = |p: &runut_core::rows::PickupRow| {
        let at = p.pickup.map_or_else(|| "kapan saja".to_owned(), clock);
        vec![at, p.courier.clone(), format!("{} dari {} dikemas", p.packed, p.parcels)]
    };
    part(&["Jemput", "Kurir", ""], &today.pickups.pickups.iter().map(row).collect::<Vec<_>>())
}

fn queue(today: &Today) -> String {
    let row = |q: &runut_core::rows::QueueRow| {
        let oldest = q.oldest.map(|at| span(at, today.now)).unwrap_or_default();
        vec![q.stage.word().id, q.orders.to_string(), oldest]
    };
    part(&["Antrean", "Pesanan", "Paling lama"], &today.queue.queue.iter().map(row).collect::<Vec<_>>())
}

fn money(today: &Today) -> String {
    let row = |m: &runut_core::rows::MoneyCheckRow| {
        let note = match m.beyond.0 {
            0 => "cocok".to_owned(),
            1.. => format!("lebih {}", m.beyond),
            _ => format!("kurang {}", -m.beyond),
        };
        vec![m.order.to_string(), m.customer.clone(), m.paid.to_string(), note, m.account.clone()]
    };
    part(
        &["Uang masuk", "Pelanggan", "Dibayar", "", "Rekening"],
        &today.money.money.iter().map(row).collect::<Vec<_>>(),
    )
}

fn due(today: &Today) -> String {
    let row = |d: &DueRow| {
        let what = match d.kind {
            DueKind::Recurring | DueKind::Depreciation | DueKind::Opening => "tinggal dicatat: recurring post",
            DueKind::Bill => "bayar tagihannya",
            DueKind::Tax => "PPh final belum dibukukan",
            DueKind::TaxOwed => "PPh final, bayar",
        };
        let late = if d.late { " (lewat)" } else { "" };
        vec![format!("{}{late}", d.day), d.name.clone(), d.amount.to_string(), what.to_owned()]
    };
    let mut rows: Vec<Vec<String>> = today.due.due.iter().map(row).collect();
    let rest = today.due.due_count - i64::try_from(rows.len()).unwrap_or(0);
    if rest > 0 {
        rows.push(vec![format!("dan {rest} lagi")]);
    }
    part(&["Jatuh tempo", "", "Jumlah", ""], &rows)
}

fn sales(today: &Today) -> String {
    let sales = &today.sales;
    let row = |d: &runut_core::rows::DaySales| vec![d.day.short_id(), d.orders.to_string(), d.sales.to_string()];
    let mut rows: Vec<Vec<String>> = sales.week.iter().filter(|d| d.day <= today.day).map(row).collect();
    rows.push(vec!["Kemarin".to_owned(), sales.yesterday.orders.to_string(), sales.yesterday.sales.to_string()]);
    let profit = match sales.yesterday_profit {
        Some(profit) => profit.to_string(),
        None => format!("belum diketahui: {} pesanan tanpa harga beli", sales.yesterday_uncosted),
    };
    rows.push(vec!["Laba kotor kemarin".to_owned(), String::new(), profit]);
    rows.push(vec!["Minggu ini".to_owned(), String::new(), sales.week_sales.to_string()]);
    let goal = sales.goal.as_ref().map_or(Money::ZERO, |goal| goal.goal);
    rows.push(vec!["Target".to_owned(), String::new(), goal.to_string()]);
    table(&["Penjualan", "Pesanan", "Rupiah"], &rows)
}

fn low(today: &Today) -> String {
    let row = |l: &runut_core::rows::LowRow| {
        let variant = &l.variant;
        let name = format!("{} {}", variant.product, variant.variant);
        let days = l.days.map(|days| format!("{days} hari")).unwrap_or_default();
        vec![variant.sku.clone(), name.trim().to_owned(), variant.available.to_string(), days]
    };
    part(&["Menipis", "", "Tersedia", "Cukup"], &today.low.low.iter().map(row).collect::<Vec<_>>())
}

fn tasks(today: &Today) -> String {
    let row = |t: &runut_core::rows::TaskRow| {
        vec![t.id.to_string(), t.text.clone(), t.person_name.clone(), t.due.map(|d| d.to_string()).unwrap_or_default()]
    };
    part(&["Tugas", "", "Untuk", "Sampai"], &today.tasks.tasks.iter().map(row).collect::<Vec<_>>())
}

fn records(today: &Today) -> String {
    let row = |due: &runut_core::rows::RecordDue| {
        vec![due.key.clone(), due.name.id.clone(), due.day.to_string(), due.who.id.clone()]
    };
    part(&["Belum dicatat", "", "Untuk", "Siapa"], &today.records.records_due.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_waited_less_than_no_time() {
        let at = |hours: i64| Instant(hours * HOUR_MS);
        assert_eq!(span(at(5), at(21)), "16 jam");
        assert_eq!(span(at(5), at(60)), "2 hari");
        assert_eq!(span(at(60_417), at(0)), "0 jam", "the clock was set back");
        assert!(!span(Instant(i64::MIN), Instant(i64::MAX)).contains("-"));
    }
}
