//! Figures that are no sums over the days of a period: what is owed by now, what became of goods, what was counted or logged.

use runut_core::figures::Dim;
use runut_core::kpi::{Logged, Part, Stocked};
use runut_core::records::{Value, counted, fed_by};
use runut_core::statements::Period;
use runut_core::{Day, StoreId};
use rusqlite::params;

use crate::day_keys::{DAYS, day_of};
use crate::figure_days::figure_key;
use crate::records::STANDS;
use crate::reports::{forecast, unpaid};
use crate::{Reader, StoreError};

/// Whether a figure of the stock needs one.
pub(super) const fn is_walk(of: Stocked) -> bool {
    matches!(of, Stocked::OutDays | Stocked::VariantDays | Stocked::Dead)
}

/// What should have been paid to the shop by the end of a day.
pub(super) fn overdue(book: &Reader<'_>, today: Day) -> Result<i64, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(CASE WHEN key <= ?3 THEN owed_on_way ELSE 0 END + CASE WHEN key <= ?4 THEN owed_by_stores ELSE 0 END
           + CASE WHEN key <= ?5 THEN owed_by_couriers ELSE 0 END), 0) AS BIGINT) AS amount
         FROM figure_day WHERE key BETWEEN ?1 AND ?2",
    )?;
    let [stores, couriers, long] = unpaid::late_after(book)?.map(|days| figure_key(Dim::ALL, today.plus(-days)));
    let all = [figure_key(Dim::ALL, Day(0)), figure_key(Dim::ALL, today)];
    Ok(statement.query_row([all[0], all[1], long, stores, couriers], |row| row.get("amount"))?)
}

/// Value of goods that weren't sold for 90 days.
pub(super) fn dead(book: &Reader<'_>, day: Day) -> Result<i64, StoreError> {
    Ok(forecast::dead_stock(book, day)?.value.0)
}

/// Value of what counts that ended in a period counted.
pub(super) fn counted_value(book: &Reader<'_>, period: Period) -> Result<i64, StoreError> {
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(CASE WHEN d.on_hand > 0 THEN l.counted * (d.value / d.on_hand) ELSE 0 END), 0) AS BIGINT) AS value
         FROM stock_count c JOIN stock_count_line l ON l.count_id = c.id AND l.counted IS NOT NULL
         LEFT JOIN variant_day d ON d.key = (
           SELECT MAX(k.key) FROM variant_day k WHERE k.key BETWEEN l.variant_id * ?4 AND l.variant_id * ?4 + ?3)
         WHERE c.state = 'closed' AND c.closed_at >= ?1 AND c.closed_at < ?2",
    )?;
    let (from, to) = (zone.begins(period.from).0, zone.begins(period.to.plus(1)).0);
    Ok(statement.query_row(params![from, to, period.to.0, DAYS], |row| row.get("value"))?)
}

/// Days of a period on which variants that were stocked by then ended with nothing on hand. Of goods that nobody ever counted in it isn't
/// known how many there are. From the first such day of a variant it goes by turns to the next with stock and the next without, each found
/// in its own index: so it costs what changed, and not the days between.
pub(super) fn out_days(book: &Reader<'_>, period: Period) -> Result<i64, StoreError> {
    let mut firsts = book.conn.prepare_cached(
        "SELECT v.id * ?3 + ?2 AS last, (SELECT MIN(d.key) FROM variant_day d WHERE d.on_hand <= 0 AND d.key <= v.id * ?3 + ?2
           AND d.key >= COALESCE(
             (SELECT MAX(k.key) FROM variant_day k WHERE k.key BETWEEN v.id * ?3 AND v.id * ?3 + ?1), v.id * ?3 + ?1)) AS first
         FROM variant v JOIN stock_level s ON s.variant_id = v.id
         WHERE s.stocked_at IS NOT NULL AND v.archived = 0 AND v.sell_ahead = 0",
    )?;
    let mut back =
        book.conn.prepare_cached("SELECT MIN(key) FROM variant_day WHERE on_hand > 0 AND key > ?1 AND key <= ?2")?;
    let mut gone =
        book.conn.prepare_cached("SELECT MIN(key) FROM variant_day WHERE on_hand <= 0 AND key > ?1 AND key <= ?2")?;
    let mut rows = firsts.query(params![period.from.0, period.to.0, DAYS])?;
    let mut days = 0;
    while let Some(row) = rows.next()? {
        let (last, mut out): (i64, Option<i64>) = (row.get("last")?, row.get("first")?);
        while let Some(from) = out {
            let until: Option<i64> = back.query_row([from, last], |row| row.get(0))?;
            days += day_of(from).max(period.from).days_to(until.map_or(period.to.plus(1), day_of)).max(0);
            out = match until {
                Some(until) => gone.query_row([until, last], |row| row.get(0))?,
                None => None,
            };
        }
    }
    Ok(days)
}

/// Days of a period on which variants were stocked, or had been.
pub(super) fn variant_days(book: &Reader<'_>, period: Period) -> Result<i64, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT (SELECT MIN(k.key) FROM variant_day k WHERE k.key BETWEEN v.id * ?2 AND v.id * ?2 + ?1) % ?2 AS first
         FROM variant v JOIN stock_level s ON s.variant_id = v.id
         WHERE s.stocked_at IS NOT NULL AND v.archived = 0 AND v.sell_ahead = 0",
    )?;
    let mut rows = statement.query(params![period.to.0, DAYS])?;
    let mut days = 0;
    while let Some(row) = rows.next()? {
        if let Some(first) = row.get::<_, Option<i32>>("first")? {
            days += Day(first).max(period.from).days_to(period.to) + 1;
        }
    }
    Ok(days)
}

/// What was logged of a figure in a period, record by record as they stand. What is held against another figure (`beside`) is of no use
/// where its record has a field for the other and left it empty: such a record is passed over, else the empty field would count as nil.
pub(super) fn logged(
    book: &Reader<'_>,
    logged: Logged,
    beside: Option<Logged>,
    period: Period,
    store: Option<StoreId>,
) -> Result<Vec<i64>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT v.number, v.text FROM template_field f
         JOIN record r ON r.template_id = f.template_id AND r.version = f.version
         JOIN record_value v ON v.record_id = r.id AND v.field = f.key
         WHERE f.logged = ?1 AND r.day BETWEEN ?2 AND ?3 AND (CAST(?4 AS BIGINT) IS NULL OR r.store_id = ?4) AND {STANDS}
           AND NOT EXISTS (SELECT 1 FROM template_field g
             WHERE g.template_id = r.template_id AND g.version = r.version AND g.logged = ?5 AND NOT EXISTS (
               SELECT 1 FROM record_value w WHERE w.record_id = r.id AND w.field = g.key))
         ORDER BY r.id"
    ))?;
    let (of, beside) = (fed_by(logged).key(), beside.map(|beside| fed_by(beside).key()));
    let bounds = params![of, period.from.0, period.to.0, store.map(|store| store.0), beside];
    let values = statement.query_map(bounds, |row| {
        let (number, text): (Option<i64>, Option<String>) = (row.get("number")?, row.get("text")?);
        let held = number.map_or_else(|| Value::Text(text.unwrap_or_default()), Value::Number);
        Ok(counted(logged, &held))
    })?;
    Ok(values.collect::<Result<_, _>>()?)
}

/// What records of a period come to, and how many of them there are: as they stand. A record that has nothing in the field of the same
/// template that it is held against (`beside`) is passed over.
pub(super) fn recorded(
    book: &Reader<'_>,
    part: &Part,
    beside: Option<&Part>,
    period: Period,
    store: Option<StoreId>,
) -> Result<(i64, i64), StoreError> {
    let (template, field) = match part {
        Part::Kpi(_) => return Ok((0, 0)),
        Part::Records(template) => (*template, None),
        Part::Field(template, field) => (*template, Some(field)),
    };
    let beside = beside.and_then(|beside| match beside {
        Part::Field(of, field) if *of == template => Some(field),
        _ => None,
    });
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT v.number FROM record r LEFT JOIN record_value v ON v.record_id = r.id AND v.field = ?2
         WHERE r.template_id = ?1 AND r.day BETWEEN ?4 AND ?5 AND (CAST(?6 AS BIGINT) IS NULL OR r.store_id = ?6) AND {STANDS}
           AND (?2 IS NULL OR v.number IS NOT NULL)
           AND (?3 IS NULL OR EXISTS (SELECT 1 FROM record_value w WHERE w.record_id = r.id AND w.field = ?3 AND w.number IS NOT NULL))"
    ))?;
    let bounds = params![template.0, field, beside, period.from.0, period.to.0, store.map(|store| store.0)];
    let mut rows = statement.query(bounds)?;
    let (mut sum, mut records) = (0_i64, 0_i64);
    while let Some(row) = rows.next()? {
        let number: Option<i64> = row.get("number")?;
        sum = sum.saturating_add(if field.is_none() { 1 } else { number.unwrap_or(0) });
        records += 1;
    }
    Ok((sum, records))
}
