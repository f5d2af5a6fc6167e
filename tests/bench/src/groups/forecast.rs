//! Forecasts of 2,000 variants with two years behind them, and what should be ordered of them.

use std::path::Path;

use runut_core::rows::ReorderTerms;
use runut_core::{DAY_MS, Instant, Zone};
use runut_store::{Book, reports};
use rusqlite::{Connection, params};

use super::Group;
use super::book::{SMALL, books};
use crate::Fault;
use crate::measure::{Figures, TURNS, time, turns};
use crate::table::{Limit, Row};

/// Forecasts.
pub const GROUP: Group = Group { name: "forecast", title: "### Forecast", run };

/// Variants, and orders of one of them each: two years with some five a week of every one; a debug build only shows that it works.
const VARIANTS: i64 = if cfg!(debug_assertions) { 50 } else { 2_000 };
const ORDERS: i64 = VARIANTS * 100;
const DAYS: i64 = 840;

/// At most so long, whatever the shop.
const LIMIT: Limit = Limit::Most(2_000.0);

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let made = books::kept(folder, SMALL)?;
    let path = folder.join("forecast.runut");
    fill(&made.path, &path, made.now)?;
    let (book, today) = (Book::open(&path)?, Zone::Wib.day(made.now));
    let foretold = || {
        let found = book.read(|reader| reports::forecast::forecasts(reader, today))?;
        let tested = found.rows.iter().filter(|row| row.error.is_some()).count();
        if i64::try_from(tested)? < VARIANTS { Err(format!("{tested} were tested").into()) } else { Ok(()) }
    };
    let proposed = || {
        let found = book.read(|reader| reports::reorder::reorder(reader, today, &ReorderTerms::default()))?;
        if found?.rows.is_empty() { Err("nothing to order".into()) } else { Ok(()) }
    };
    let mut rows = Vec::new();
    let (ours, _) = turns(TURNS, |_| Ok(time(foretold)?.1), |_| Ok(0.0))?;
    rows.push(row(format!("forecasts of {VARIANTS} variants from {ORDERS} orders"), ours));
    let (ours, _) = turns(TURNS, |_| Ok(time(proposed)?.1), |_| Ok(0.0))?;
    rows.push(row(format!("what to order of {VARIANTS} variants"), ours));
    Ok(rows)
}

fn row(what: String, ours: Figures) -> Row {
    Row { what, unit: "ms", ours, floor: Figures::default(), limit: LIMIT }
}

/// A copy of a kept book with goods and orders of their own beside what it has: written past the program, because reading is what is
/// measured.
fn fill(from: &Path, path: &Path, now: Instant) -> Result<(), Fault> {
    for ending in ["", "-wal", "-shm"] {
        let old = path.with_file_name(format!("forecast.runut{ending}"));
        if old.exists() {
            std::fs::remove_file(old)?;
        }
    }
    std::fs::copy(from, path)?;
    let mut conn = Connection::open(path)?;
    let tx = conn.transaction()?;
    let first: i64 = tx.query_row("SELECT MAX(id) + 1 FROM variant", [], |row| row.get(0))?;
    let order: i64 = tx.query_row("SELECT MAX(id) + 1 FROM orders", [], |row| row.get(0))?;
    let line: i64 = tx.query_row("SELECT MAX(id) + 1 FROM order_line", [], |row| row.get(0))?;
    let product: i64 = tx.query_row("SELECT MAX(product_id) FROM variant", [], |row| row.get(0))?;
    for n in 0..VARIANTS {
        let name = format!("uji {n}");
        tx.prepare_cached(
            "INSERT INTO variant (id, product_id, name, name_fold, sku, sku_fold, barcode, price, weight_g, shelf, walk, search, archived)
             VALUES (?1, ?2, ?3, ?3, ?3, ?3, '', 1000, 0, '', '', ?3, 0)",
        )?
        .execute(params![first + n, product, name])?;
        tx.prepare_cached(
            "INSERT INTO stock_level (variant_id, shelf, packed, damaged, allocated, value) VALUES (?1, 3, 0, 0, 0, 3000)",
        )?
        .execute([first + n])?;
        for back in (0..DAYS).step_by(7) {
            let day = Zone::Wib.day(now).plus(back - DAYS);
            let key = (first + n) * 100_000_000 + i64::from(day.0);
            tx.prepare_cached(
                "INSERT INTO variant_day (key, units_in, units_out, sold, returned, revenue, discount, cost, on_hand, value)
                 VALUES (?1, 6, 6, 6, 0, 0, 0, 0, 3, 3000)",
            )?
            .execute([key])?;
        }
    }
    let columns = columns(&tx)?;
    let copy = format!(
        "INSERT INTO orders ({}) SELECT {} FROM orders WHERE id = ?4",
        columns.join(", "),
        columns
            .iter()
            .map(|column| match column.as_str() {
                "id" => "?1".to_owned(),
                "external_id" => "?2".to_owned(),
                "placed_at" => "?3".to_owned(),
                column => column.to_owned(),
            })
            .collect::<Vec<_>>()
            .join(", ")
    );
    let like: i64 = tx.query_row("SELECT MIN(id) FROM orders WHERE stage = 'completed'", [], |row| row.get(0))?;
    let mut random = fastrand::Rng::with_seed(1);
    for n in 0..ORDERS {
        let at = now.0 - (1 + n % DAYS) * DAY_MS;
        tx.prepare_cached(&copy)?.execute(params![order + n, format!("uji-{n}"), at, like])?;
        tx.prepare_cached(
            "INSERT INTO order_line (id, order_id, position, variant_id, quantity, price, discount, checked, moved, shortfall,
               claimed, claim, back, back_cost, spoiled_cost, opened, file_product, file_variation, occurrence)
             VALUES (?1, ?2, 1, ?3, ?4, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', 0)",
        )?
        .execute(params![line + n, order + n, first + random.i64(0..VARIANTS), random.i64(1..=9)])?;
    }
    tx.commit()?;
    Ok(())
}

fn columns(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info('orders')")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
