//! Variants with their stock, and a variant's stock card.

use runut_core::activity::sentence;
use runut_core::rows::{MoveRow, StockCard, StockMark, StockPage, StockQuery, VariantRow};
use runut_core::stock::Level;
use runut_core::{Instant, Money, OrderId, PhotoId, ProductId, VariantId, fold};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::{before, page, whole};
use crate::columns::Columns;
use crate::stock::bin_of;
use crate::{Reader, StoreError, log};

const VARIANT: &str = "SELECT v.id, v.product_id, p.name AS product, v.name AS variant, v.sku, v.barcode, v.price,
    v.weight_g, v.shelf, v.archived, p.category, s.shelf AS on_shelf, s.packed, s.damaged, s.allocated, s.value,
    s.stocked_at, v.low_mark, v.sell_ahead, v.photo_id, COALESCE((SELECT SUM(w.quantity - w.came) FROM (
      SELECT l.quantity, COALESCE((SELECT SUM(r.quantity) FROM receipt_line r WHERE r.purchase_line_id = l.id), 0) AS came
      FROM purchase_line l JOIN purchase b ON b.id = l.purchase_id AND b.state = 'ordered' WHERE l.variant_id = v.id) w
      WHERE w.quantity > w.came), 0) AS on_the_way, p.name_fold AS product_fold, v.name_fold AS variant_fold
  FROM variant v JOIN product p ON p.id = v.product_id JOIN stock_level s ON s.variant_id = v.id";

/// A variant that runs out: at or under its mark.
const LOW: &str = "v.archived = 0 AND v.low_mark > 0 AND s.shelf + s.packed - s.allocated <= v.low_mark";

fn variant_of(row: &Row<'_>) -> rusqlite::Result<VariantRow> {
    Ok(with_level(row)?.0)
}

fn with_level(row: &Row<'_>) -> rusqlite::Result<(VariantRow, Level)> {
    let mut row = Columns::of(row);
    let (id, product_id) = (VariantId(row.next()?), ProductId(row.next()?));
    let (product, variant, sku, barcode, price) = (row.next()?, row.next()?, row.next()?, row.next()?, row.money()?);
    let (weight_g, place, archived, category) = (row.next()?, row.next()?, row.next()?, row.next()?);
    let (shelf, packed, damaged, allocated): (i64, i64, i64, i64) =
        (row.next()?, row.next()?, row.next()?, row.next()?);
    let (value, stocked_at, low_mark): (_, _, i64) = (row.money()?, row.instant()?, row.next()?);
    let sell_ahead = row.next()?;
    let level = Level { shelf, packed, damaged, allocated, value, stocked_at, sell_ahead };
    let variant = VariantRow {
        id,
        product_id,
        product,
        variant,
        sku,
        barcode,
        price,
        weight_g,
        shelf: place,
        on_hand: shelf + packed,
        packed,
        allocated,
        available: shelf + packed - allocated,
        damaged,
        value,
        archived,
        stocked: stocked_at.is_some(),
        category,
        low_mark,
        low: !archived && low_mark > 0 && shelf + packed - allocated <= low_mark,
        sell_ahead,
        photo: row.next::<Option<i64>>()?.map(PhotoId),
        on_the_way: row.next()?,
    };
    Ok((variant, level))
}

/// A variant with its stock.
///
/// # Errors
/// [`StoreError::Missing`] where there is none.
pub fn variant_row(book: &Reader<'_>, id: VariantId) -> Result<VariantRow, StoreError> {
    Ok(variant_and_level(book, id)?.0)
}

/// The same with the level, for a plan to work on.
///
/// # Errors
/// [`StoreError::Missing`] where there is none.
pub fn variant_and_level(book: &Reader<'_>, id: VariantId) -> Result<(VariantRow, Level), StoreError> {
    book.conn
        .prepare_cached(&format!("{VARIANT} WHERE v.id = ?1"))?
        .query_row([id.0], with_level)
        .optional()?
        .ok_or_else(|| StoreError::Missing(format!("Varian {id}")))
}

/// A page of variants by product and variant name.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn stock_page(book: &Reader<'_>, query: &StockQuery) -> Result<StockPage, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut clauses = vec![
        match query.mark {
            StockMark::All => "v.archived = 0",
            StockMark::Unstocked => "v.archived = 0 AND s.stocked_at IS NULL",
            StockMark::Short => "s.shelf + s.packed < s.allocated",
            StockMark::Empty => "v.archived = 0 AND s.shelf + s.packed <= s.allocated",
            StockMark::Low => LOW,
            StockMark::Damaged => "s.damaged > 0",
            StockMark::Archived => "v.archived = 1",
        }
        .to_owned(),
    ];
    if !query.category.is_empty() {
        clauses.push(format!("p.category = {}", bind(Value::Text(query.category.clone()))));
    }
    for word in fold(&query.search).split(' ').filter(|w| !w.is_empty()) {
        clauses.push(format!("v.search LIKE {}", bind(Value::Text(format!("%{word}%")))));
    }
    if let Some(after) = query.after.as_deref() {
        let (product, rest) = after.split_once('|').ok_or(StoreError::Cursor)?;
        let (variant, id) = rest.rsplit_once('|').ok_or(StoreError::Cursor)?;
        let id: i64 = id.parse().map_err(|_| StoreError::Cursor)?;
        let product = bind(Value::Text(product.to_owned()));
        let variant = bind(Value::Text(variant.to_owned()));
        let id = bind(Value::Integer(id));
        clauses.push(format!("(p.name_fold, v.name_fold, v.id) > ({product}, {variant}, {id})"));
    }
    let limit = page(query.limit);
    let bound = bind(Value::Integer(limit + 1));
    let sql =
        format!("{VARIANT} WHERE {} ORDER BY p.name_fold, v.name_fold, v.id LIMIT {bound}", clauses.join(" AND "));
    let mut statement = book.conn.prepare_cached(&sql)?;
    let mut rows = statement
        .query_map(params_from_iter(&values), |row| {
            let key: (String, String) = (row.get("product_fold")?, row.get("variant_fold")?);
            Ok((key, variant_of(row)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let shown = usize::try_from(limit).unwrap_or(1).min(rows.len());
    let next = (rows.len() > shown).then(|| {
        let ((product, variant), row) = &rows[shown - 1];
        format!("{product}|{variant}|{}", row.id)
    });
    rows.truncate(shown);
    let mut totals = book.conn.prepare_cached(&format!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN {LOW} THEN 1 ELSE 0 END), 0) AS BIGINT) AS few,
           CAST(COALESCE(SUM(CASE WHEN v.archived = 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS variants,
           CAST(COALESCE(SUM(CASE WHEN v.archived = 0 AND s.stocked_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS unstocked,
           CAST(COALESCE(SUM(CASE WHEN s.shelf + s.packed < s.allocated THEN 1 ELSE 0 END), 0) AS BIGINT) AS short,
           CAST(COALESCE(SUM(CASE WHEN s.shelf + s.packed < s.allocated
             THEN s.allocated - s.shelf - s.packed ELSE 0 END), 0) AS BIGINT) AS missing,
           CAST(COALESCE(SUM(s.value / 1000000000), 0) AS BIGINT) AS high,
           CAST(COALESCE(SUM(s.value % 1000000000), 0) AS BIGINT) AS low
         FROM stock_level s JOIN variant v ON v.id = s.variant_id",
    ))?;
    let page = totals.query_row([], |row| {
        Ok(StockPage {
            rows: Vec::new(),
            next,
            variants: row.get("variants")?,
            short: row.get("short")?,
            missing_units: row.get("missing")?,
            value: whole(row)?,
            low: row.get("few")?,
            unstocked: row.get("unstocked")?,
            categories: Vec::new(),
        })
    })?;
    Ok(StockPage { rows: rows.into_iter().map(|(_, row)| row).collect(), categories: book.categories()?, ..page })
}

/// A variant's stock card, newest first.
///
/// # Errors
/// [`StoreError::Missing`] where there is none.
pub fn stock_card(
    book: &Reader<'_>,
    variant: VariantId,
    after: Option<&str>,
    limit: u32,
) -> Result<StockCard, StoreError> {
    let before = before(after)?;
    let limit = page(limit);
    let mut statement = book.conn.prepare_cached(
        "SELECT m.id, a.at, p.name AS person, m.from_bin, m.to_bin, m.quantity, m.value, m.order_id, m.on_hand, a.noun,
           a.verb, a.facts, s.texts
         FROM stock_move m JOIN activity a ON a.id = m.activity_id JOIN person p ON p.id = a.person_id
           LEFT JOIN sealed s ON s.activity_id = a.id
         WHERE m.variant_id = ?1 AND m.id < ?2 ORDER BY m.id DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![variant.0, before, limit + 1])?;
    let mut moves = Vec::new();
    while let Some(row) = rows.next()? {
        moves.push(move_of(row)?);
    }
    let shown = usize::try_from(limit).unwrap_or(1).min(moves.len());
    let next = (moves.len() > shown).then(|| moves[shown - 1].seq.to_string());
    moves.truncate(shown);
    let variant = variant_row(book, variant)?;
    let description = book.product_form(variant.product_id)?.description;
    Ok(StockCard { variant, description, moves, next })
}

fn move_of(row: &Row<'_>) -> Result<MoveRow, StoreError> {
    let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
    let facts = log::facts(row)?;
    let (from, to): (String, String) = (row.get("from_bin")?, row.get("to_bin")?);
    Ok(MoveRow {
        seq: row.get("id")?,
        at: Instant(row.get("at")?),
        person: row.get("person")?,
        from: bin_of(&from)?,
        to: bin_of(&to)?,
        quantity: row.get("quantity")?,
        value: row.get::<_, Option<i64>>("value")?.map(Money),
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        why: sentence(&noun, &verb, &facts),
        on_hand: row.get("on_hand")?,
    })
}
