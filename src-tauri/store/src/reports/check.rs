//! The audit: every invariant over a whole book. It changes nothing and finds nothing in a sound book.

use std::collections::BTreeMap;

use runut_core::activity::{CHAIN_START, Facts, Hash};
use runut_core::posting::Account;
use runut_core::rows::{ChainReport, Finding};
use runut_core::{Sentence, Stage, Verb, next};
use rusqlite::Row;

use super::positions::positions;
use crate::log::Stored;
use crate::{Book, Reader, StoreError, anchor, backup, engine};

/// Findings of one kind at most: the first ones show what is wrong.
pub(super) const FINDINGS_MAX: usize = 50;

pub(crate) fn finding(code: &str, place: impl Into<String>, id: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { code: code.to_owned(), place: place.into(), message: Sentence::new(id, en) }
}

/// Audits the whole book.
///
/// # Errors
/// [`StoreError`] where the book can't even be read.
pub fn check(book: &Book) -> Result<Vec<Finding>, StoreError> {
    let anchors = known_anchors(book)?;
    book.read(|reader| {
        if reader.shop()?.is_none() {
            return Err(StoreError::NoShop);
        }
        let mut findings = file(book, true)?;
        for (code, sql, id, en) in SUMS {
            sums(reader, code, sql, id, en, &mut findings)?;
        }
        inventory(reader, &mut findings)?;
        stages(reader, &mut findings)?;
        positions(reader, &mut findings)?;
        findings.extend(chain(reader, &anchors)?.findings);
        Ok(findings)
    })
}

/// Whether a copy is a sound file with a whole log: what shows damage, and not what a mistake of ours may have posted.
///
/// # Errors
/// [`StoreError`] where the book can't even be read.
pub(crate) fn sound(book: &Book, thorough: bool) -> Result<Vec<Finding>, StoreError> {
    let mut findings = file(book, thorough)?;
    findings.extend(book.read(|reader| chain(reader, &[]))?.findings);
    Ok(findings)
}

fn file(book: &Book, thorough: bool) -> Result<Vec<Finding>, StoreError> {
    let lines = engine::integrity(book.path(), thorough)?;
    let say = |line| finding("file", "book", format!("Berkas buku: {line}"), format!("Book file: {line}"));
    Ok(lines.into_iter().map(say).collect())
}

/// Everything outside the book that tells what its log was: its own anchors and those of its backups, fewest entries first.
fn known_anchors(book: &Book) -> Result<Vec<anchor::Anchor>, StoreError> {
    let mut anchors = anchor::read(book.path());
    anchors.extend(backup::anchors(book)?);
    anchors.sort_by_key(|anchor| anchor.entries);
    Ok(anchors)
}

/// The anchor outside the book that an audit compares with last: number of entries and hash.
#[must_use]
pub fn last_anchor(book: &Book) -> Option<String> {
    anchor::read(book.path()).last().map(|a| format!("{} {}", a.entries, a.hash))
}

/// Verifies the log's chain and compares it with the anchors; a sound one is anchored anew.
///
/// # Errors
/// [`StoreError`] where the book can't be read or the anchor can't be written.
pub fn verify_log(book: &Book) -> Result<ChainReport, StoreError> {
    let anchors = known_anchors(book)?;
    let report = book.read(|reader| chain(reader, &anchors))?;
    if report.findings.is_empty() && report.entries > 0 {
        let (entries, hash) = book.read(|reader| crate::log::head(reader.conn))?;
        if entries == report.entries {
            anchor::add(book.path(), entries, &hash)?;
        }
    }
    Ok(report)
}

/// Sums that must agree: code, statement (place, found, expected), what it says in both languages.
const SUMS: [(&str, &str, &str, &str); 19] = [
    (
        "stock_level",
        "WITH moved AS (
           SELECT variant_id,
             CAST(SUM(CASE WHEN to_bin = 'shelf' THEN quantity WHEN from_bin = 'shelf' THEN -quantity ELSE 0 END) AS BIGINT) AS shelf,
             CAST(SUM(CASE WHEN to_bin = 'packed' THEN quantity WHEN from_bin = 'packed' THEN -quantity ELSE 0 END) AS BIGINT) AS packed,
             CAST(SUM(CASE WHEN to_bin = 'damaged' THEN quantity WHEN from_bin = 'damaged' THEN -quantity ELSE 0 END) AS BIGINT) AS damaged
           FROM stock_move GROUP BY variant_id),
         compared AS (
           SELECT v.sku, s.shelf, s.packed, s.damaged, COALESCE(m.shelf, 0) AS m_shelf,
             COALESCE(m.packed, 0) AS m_packed, COALESCE(m.damaged, 0) AS m_damaged
           FROM variant v LEFT JOIN stock_level s ON s.variant_id = v.id LEFT JOIN moved m ON m.variant_id = v.id)
         SELECT 'variant ' || sku || ' (rak)' AS place, COALESCE(shelf, -1) AS found, m_shelf AS expected
         FROM compared WHERE COALESCE(shelf, -1) <> m_shelf
         UNION ALL SELECT 'variant ' || sku || ' (paket)', packed, m_packed FROM compared WHERE packed <> m_packed
         UNION ALL SELECT 'variant ' || sku || ' (rusak)', damaged, m_damaged FROM compared WHERE damaged <> m_damaged",
        "stok tidak sama dengan jumlah mutasinya",
        "the level is not the sum of its moves",
    ),
    (
        "on_hand",
        "WITH walked AS (
           SELECT id, variant_id, on_hand, CAST(SUM(
             CASE WHEN to_bin IN ('shelf', 'packed') THEN quantity ELSE 0 END
             - CASE WHEN from_bin IN ('shelf', 'packed') THEN quantity ELSE 0 END)
             OVER (PARTITION BY variant_id ORDER BY id ROWS UNBOUNDED PRECEDING) AS BIGINT) AS walked
           FROM stock_move)
         SELECT 'move ' || id AS place, on_hand AS found, walked AS expected FROM walked WHERE on_hand <> walked",
        "sisa stok pada mutasi salah",
        "the move's remaining stock is wrong",
    ),
    (
        "moved",
        "WITH gone AS (
           SELECT line_id, CAST(SUM(CASE WHEN from_bin = 'shelf' THEN quantity WHEN to_bin = 'shelf' THEN -quantity ELSE 0 END) AS BIGINT) AS units
           FROM stock_move WHERE line_id IS NOT NULL AND NOT (from_bin = 'customer' AND to_bin = 'shelf') GROUP BY line_id)
         SELECT 'order ' || l.order_id AS place, l.moved AS found, COALESCE(g.units, 0) AS expected
         FROM order_line l LEFT JOIN gone g ON g.line_id = l.id WHERE l.moved <> COALESCE(g.units, 0)",
        "barang yang keluar tidak sama dengan mutasinya",
        "units that left are not those of the moves",
    ),
    (
        "stock_value",
        "WITH moved AS (
           SELECT variant_id, CAST(SUM(CASE
             WHEN to_bin IN ('shelf', 'packed') AND from_bin NOT IN ('shelf', 'packed') THEN COALESCE(value, 0)
             WHEN from_bin IN ('shelf', 'packed') AND to_bin NOT IN ('shelf', 'packed') THEN -COALESCE(value, 0)
             ELSE 0 END) AS BIGINT) AS value
           FROM stock_move GROUP BY variant_id)
         SELECT 'variant ' || v.sku AS place, s.value AS found, COALESCE(m.value, 0) AS expected
         FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN moved m ON m.variant_id = s.variant_id
         WHERE s.value <> COALESCE(m.value, 0) OR (s.shelf + s.packed = 0 AND s.value <> 0)",
        "nilai stok tidak sama dengan mutasinya",
        "the stock's value is not that of its moves",
    ),
    (
        "allocated",
        "WITH wanted AS (
           SELECT l.variant_id, CAST(SUM(l.quantity) AS BIGINT) AS units FROM order_line l JOIN orders o ON o.id = l.order_id
           WHERE o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved', 'packed') GROUP BY l.variant_id)
         SELECT 'variant ' || v.sku AS place, s.allocated AS found, COALESCE(w.units, 0) AS expected
         FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN wanted w ON w.variant_id = s.variant_id
         WHERE s.allocated <> COALESCE(w.units, 0)",
        "jumlah dipesan tidak sama dengan isi pesanan terbuka",
        "allocated is not what open orders want",
    ),
    (
        "packed",
        "WITH parcels AS (
           SELECT l.variant_id, CAST(SUM(l.moved) AS BIGINT) AS units FROM order_line l JOIN orders o ON o.id = l.order_id
           WHERE o.stage = 'packed' GROUP BY l.variant_id)
         SELECT 'variant ' || v.sku AS place, s.packed AS found, COALESCE(w.units, 0) AS expected
         FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN parcels w ON w.variant_id = s.variant_id
         WHERE s.packed <> COALESCE(w.units, 0)",
        "barang dalam paket tidak sama dengan paket yang terbuka",
        "packed goods are not those of the parcels",
    ),
    (
        "balance",
        "WITH moved AS (
           SELECT debit AS key, amount FROM posting UNION ALL SELECT credit, -amount FROM posting),
         sums AS (SELECT key, CAST(SUM(amount) AS BIGINT) AS amount FROM moved GROUP BY key)
         SELECT 'account ' || a.key AS place, a.balance AS found, COALESCE(s.amount, 0) AS expected
         FROM account a LEFT JOIN sums s ON s.key = a.key WHERE a.balance <> COALESCE(s.amount, 0)",
        "saldo tidak sama dengan jumlah pembukuannya",
        "the balance is not the sum of its postings",
    ),
    (
        "sale",
        "WITH sold AS (
           SELECT order_id,
             CAST(SUM(CASE WHEN credit = 'sales' THEN amount WHEN debit = 'sales' THEN -amount ELSE 0 END) AS BIGINT) AS sales,
             CAST(SUM(CASE WHEN debit = 'discounts' THEN amount WHEN credit = 'discounts' THEN -amount ELSE 0 END) AS BIGINT) AS discounts,
             CAST(SUM(CASE WHEN debit = 'sales_returns' THEN amount WHEN credit = 'sales_returns' THEN -amount ELSE 0 END) AS BIGINT) AS claims
           FROM posting WHERE order_id IS NOT NULL GROUP BY order_id),
         goods AS (
           SELECT o.id, CAST(SUM(l.price * l.quantity) AS BIGINT) AS sales, CAST(SUM(l.discount) AS BIGINT) AS discounts,
             CAST(SUM(l.claim) AS BIGINT) AS claims
           FROM orders o JOIN order_line l ON l.order_id = o.id
           WHERE o.history = 0 AND o.failed = 0 AND o.stage IN ('shipped', 'delivered', 'completed', 'returned')
           GROUP BY o.id),
         compared AS (
           SELECT o.id, COALESCE(s.sales, 0) AS sales, COALESCE(g.sales, 0) AS w_sales, COALESCE(s.discounts, 0) AS discounts,
             COALESCE(g.discounts, 0) AS w_discounts, COALESCE(s.claims, 0) AS claims, COALESCE(g.claims, 0) AS w_claims
           FROM orders o LEFT JOIN sold s ON s.order_id = o.id LEFT JOIN goods g ON g.id = o.id)
         SELECT 'order ' || id || ' (penjualan)' AS place, sales AS found, w_sales AS expected FROM compared WHERE sales <> w_sales
         UNION ALL SELECT 'order ' || id || ' (diskon)', discounts, w_discounts FROM compared WHERE discounts <> w_discounts
         UNION ALL SELECT 'order ' || id || ' (retur)', claims, w_claims FROM compared WHERE claims <> w_claims",
        "yang dibukukan tidak sama dengan isi pesanan",
        "what is posted is not what the order says",
    ),
    (
        "receivable",
        "WITH owed AS (
           SELECT order_id,
             CAST(SUM(CASE WHEN debit LIKE '%_receivable%' THEN amount ELSE 0 END
               - CASE WHEN credit LIKE '%_receivable%' THEN amount ELSE 0 END) AS BIGINT) AS amount
           FROM posting WHERE order_id IS NOT NULL GROUP BY order_id),
         worth AS (
           SELECT o.id, o.paid - o.refunded AS kept,
             CASE WHEN o.channel IN ('shopee', 'tokopedia', 'tiktok', 'lazada') THEN 0 ELSE 1 END AS own,
             o.shipping + o.unique_code - o.claimed_shipping AS beside,
             CASE WHEN o.history = 0 AND o.failed = 0
               AND o.stage IN ('shipped', 'delivered', 'completed', 'returned') THEN 1 ELSE 0 END AS sold,
             CAST(SUM(l.price * l.quantity - l.discount - l.claim) AS BIGINT) AS goods
           FROM orders o JOIN order_line l ON l.order_id = o.id
           GROUP BY o.id, o.paid, o.refunded, o.channel, o.shipping, o.unique_code, o.claimed_shipping, o.history,
             o.failed, o.stage),
         goods AS (
           SELECT id, CASE WHEN sold = 0 THEN 0 WHEN own = 0 THEN goods
             WHEN kept <= 0 THEN goods + beside
             WHEN kept >= goods + beside THEN CASE WHEN goods + beside > 0 THEN 0 ELSE goods + beside END
             ELSE goods + beside - kept END AS amount FROM worth)
         SELECT 'order ' || g.id AS place, COALESCE(w.amount, 0) AS found, g.amount AS expected
         FROM goods g LEFT JOIN owed w ON w.order_id = g.id WHERE COALESCE(w.amount, 0) <> g.amount",
        "piutang tidak sama dengan isi pesanan",
        "what is owed for the order is not what it says",
    ),
    (
        "cost",
        "WITH posted AS (
           SELECT order_id, CAST(SUM(CASE WHEN debit = 'cost_of_goods' THEN amount ELSE -amount END) AS BIGINT) AS amount
           FROM posting WHERE (credit = 'cost_of_goods' OR debit = 'cost_of_goods') AND order_id IS NOT NULL GROUP BY order_id),
         goods AS (
           SELECT o.id, CAST(SUM(COALESCE(l.cost, 0) - l.back_cost - l.spoiled_cost + COALESCE(l.typed_cost, 0)) AS BIGINT) AS amount
           FROM orders o JOIN order_line l ON l.order_id = o.id GROUP BY o.id)
         SELECT 'order ' || g.id AS place, COALESCE(s.amount, 0) AS found, g.amount AS expected
         FROM goods g LEFT JOIN posted s ON s.order_id = g.id WHERE COALESCE(s.amount, 0) <> g.amount",
        "HPP yang dibukukan tidak sama dengan biaya barangnya",
        "the posted cost is not that of its goods",
    ),
    (
        "posting_kind",
        "SELECT 'posting ' || p.id AS place, p.amount AS found, 0 AS expected
         FROM posting p JOIN activity a ON a.id = p.activity_id
         WHERE NOT ((a.noun = 'variant' AND a.verb = 'receive' AND p.debit = 'inventory' AND p.credit = 'supplier_payable')
           OR (a.noun = 'variant' AND a.verb IN ('adjust', 'count') AND p.order_id IS NULL
             AND (p.debit = 'inventory' AND p.credit IN ('stock_difference', 'damaged_goods')
               OR p.credit = 'inventory' AND p.debit IN ('stock_difference', 'damaged_goods')))
           OR (a.noun = 'order' AND p.order_id = a.order_id
             AND a.verb IN ('take_over', 'ship', 'recall', 'fail', 'claim', 'update', 'pay', 'void', 'refund', 'return', 'cost',
               'courier_bill', 'amend')))",
        "pembukuan tanpa kejadian yang sesuai",
        "a posting without an event of its kind",
    ),
    (
        "move_kind",
        "SELECT 'move ' || m.id AS place, m.quantity AS found, 0 AS expected
         FROM stock_move m JOIN activity a ON a.id = m.activity_id
         WHERE NOT ((a.noun = 'variant' AND a.verb IN ('receive', 'adjust', 'count') AND a.noun_id = m.variant_id)
           OR (a.noun = 'order' AND m.order_id = a.order_id
             AND a.verb IN ('take_over', 'pack', 'unpack', 'ship', 'recall', 'cancel', 'return')))",
        "mutasi tanpa kejadian yang sesuai",
        "a move without an event of its kind",
    ),
    (
        "count",
        "WITH told AS (
           SELECT l.variant_id, CAST(SUM(l.counted - l.expected) AS BIGINT) AS units
           FROM stock_count_line l JOIN stock_count c ON c.id = l.count_id
           WHERE c.state = 'closed' AND l.counted IS NOT NULL GROUP BY l.variant_id),
         moved AS (
           SELECT m.variant_id,
             CAST(SUM(CASE WHEN m.to_bin = 'shelf' THEN m.quantity ELSE -m.quantity END) AS BIGINT) AS units
           FROM stock_move m JOIN activity a ON a.id = m.activity_id
           WHERE a.noun = 'variant' AND a.verb = 'count' GROUP BY m.variant_id)
         SELECT 'variant ' || v.sku AS place, COALESCE(m.units, 0) AS found, COALESCE(t.units, 0) AS expected
         FROM variant v LEFT JOIN told t ON t.variant_id = v.id LEFT JOIN moved m ON m.variant_id = v.id
         WHERE COALESCE(m.units, 0) <> COALESCE(t.units, 0)",
        "selisih opname tidak sama dengan mutasinya",
        "a count's differences are not its moves",
    ),
    (
        "stage_count",
        "WITH counted AS (SELECT stage, COUNT(*) AS orders FROM orders GROUP BY stage)
         SELECT 'stage ' || k.stage AS place, k.orders AS found, COALESCE(c.orders, 0) AS expected
         FROM stage_count k LEFT JOIN counted c ON c.stage = k.stage WHERE k.orders <> COALESCE(c.orders, 0)
         UNION ALL SELECT 'stage ' || c.stage, 0, c.orders FROM counted c LEFT JOIN stage_count k ON k.stage = c.stage
         WHERE k.stage IS NULL",
        "jumlah pesanan per tahap tidak cocok",
        "orders a stage are miscounted",
    ),
    (
        "orphan_order",
        "SELECT 'order ' || o.id AS place, 0 AS found, 1 AS expected FROM orders o
         WHERE (o.stage NOT IN ('draft', 'cancelled') AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id))
           OR NOT EXISTS (SELECT 1 FROM activity a WHERE a.order_id = o.id)",
        "pesanan tanpa isi atau tanpa catatan",
        "an order without lines or without an activity",
    ),
    (
        "paid",
        "WITH given AS (
           SELECT t.order_id, CAST(SUM(CASE WHEN p.kind = 'in' THEN t.amount ELSE 0 END) AS BIGINT) AS came,
             CAST(SUM(CASE WHEN p.kind = 'out' THEN t.amount ELSE 0 END) AS BIGINT) AS went
           FROM payment_part t JOIN payment p ON p.id = t.payment_id WHERE p.voided IS NULL GROUP BY t.order_id),
         compared AS (
           SELECT o.id, o.paid, o.refunded, COALESCE(g.came, 0) AS came, COALESCE(g.went, 0) AS went
           FROM orders o LEFT JOIN given g ON g.order_id = o.id
           WHERE o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada'))
         SELECT 'order ' || id AS place, paid AS found, came AS expected FROM compared WHERE paid <> came
         UNION ALL SELECT 'order ' || id || ' (kembali)', refunded, went FROM compared WHERE refunded <> went",
        "uang masuk tidak sama dengan pembayarannya",
        "what is paid is not the sum of its payments",
    ),
    (
        "payment_parts",
        "WITH parts AS (SELECT payment_id, CAST(SUM(amount) AS BIGINT) AS amount FROM payment_part GROUP BY payment_id)
         SELECT 'payment ' || p.id AS place, p.amount AS found, COALESCE(t.amount, 0) AS expected
         FROM payment p LEFT JOIN parts t ON t.payment_id = p.id WHERE p.amount <> COALESCE(t.amount, 0)",
        "bagian pembayaran tidak sama dengan jumlahnya",
        "a payment's parts are not its amount",
    ),
    (
        "own_total",
        "WITH goods AS (
           SELECT order_id, CAST(SUM(price * quantity - discount) AS BIGINT) AS amount FROM order_line GROUP BY order_id),
         compared AS (
           SELECT o.id, o.total, COALESCE(g.amount, 0) + o.shipping + o.unique_code AS parts
           FROM orders o LEFT JOIN goods g ON g.order_id = o.id
           WHERE o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada'))
         SELECT 'order ' || id AS place, total AS found, parts AS expected FROM compared WHERE total <> parts",
        "total pesanan tidak sama dengan barang, ongkir dan kode uniknya",
        "the total is not goods, shipping and unique code",
    ),
    (
        "line_units",
        "SELECT 'order ' || o.id AS place, l.moved AS found, l.quantity AS expected
         FROM orders o JOIN order_line l ON l.order_id = o.id
         WHERE (o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved', 'cancelled') AND (l.moved <> 0 OR l.cost IS NOT NULL))
           OR (o.stage = 'packed' AND l.checked <> l.quantity)
           OR (l.moved + l.shortfall > l.quantity)",
        "barang yang keluar tidak cocok dengan tahapnya",
        "units that left don't fit the stage",
    ),
];

fn sums(
    book: &Reader<'_>,
    code: &str,
    sql: &str,
    id: &str,
    en: &str,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let (place, found, expected): (String, i64, i64) = (row.get("place")?, row.get("found")?, row.get("expected")?);
        let text = |words: &str| format!("{place}: {words} ({found}, {expected})");
        Ok(finding(code, &place, text(id), text(en)))
    })?;
    for row in rows.take(FINDINGS_MAX) {
        findings.push(row?);
    }
    Ok(())
}

/// The account Persediaan equals the value of what is on hand.
fn inventory(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let value: i64 = book
        .conn
        .prepare("SELECT CAST(COALESCE(SUM(value), 0) AS BIGINT) AS value FROM stock_level")?
        .query_row([], |row| row.get("value"))?;
    let posted = book.balance(Account::Inventory)?;
    if value != posted {
        findings.push(finding(
            "inventory",
            "account inventory",
            format!("Persediaan di buku besar {posted}, nilai stok {value}"),
            format!("Inventory posted {posted}, stock worth {value}"),
        ));
    }
    Ok(())
}

/// What the log says of an order so far.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Told {
    stage: Stage,
    held: bool,
    failed: bool,
}

/// Stage and marks of every order equal what its activities say, and each step is one of the pipeline's table.
fn stages(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut told: BTreeMap<i64, Told> = BTreeMap::new();
    let mut statement = book.conn.prepare(
        "SELECT id, order_id, verb, facts FROM activity
         WHERE noun = 'order' AND order_id IS NOT NULL AND verb <> 'scan' ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let order: i64 = row.get("order_id")?;
        let (verb, facts): (String, String) = (row.get("verb")?, row.get("facts")?);
        let facts: Facts = serde_json::from_str(&facts)?;
        match step(told.get(&order).copied(), &verb, &facts) {
            Some(next) => drop(told.insert(order, next)),
            None => wrong.push((order, format!("log {}", row.get::<_, i64>("id")?))),
        }
    }
    let mut statement = book.conn.prepare("SELECT id, stage, held, failed FROM orders ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, stage): (i64, String) = (row.get("id")?, row.get("stage")?);
        let held = row.get::<_, Option<String>>("held")?.is_some();
        let found = Stage::from_key(&stage).map(|stage| (stage, held, row.get::<_, bool>("failed")));
        let said = told.get(&id).map(|t| (t.stage, t.held, Ok(t.failed)));
        if found != said {
            wrong.push((id, format!("order {id}")));
        }
    }
    findings.extend(wrong.into_iter().take(FINDINGS_MAX).map(|(order, place)| {
        finding(
            "stage",
            place,
            format!("Tahap atau tanda pesanan {order} tidak sama dengan catatannya"),
            format!("The stage or marks of order {order} are not what its log says"),
        )
    }));
    Ok(())
}

/// What an order is after an entry of its log; none where the pipeline's table doesn't allow it.
fn step(before: Option<Told>, verb: &str, facts: &Facts) -> Option<Told> {
    let stage = |name: &str| facts.get(name).and_then(|s| Stage::from_key(s));
    let Some(before) = before else {
        if verb == "new" {
            return Some(Told { stage: Stage::Draft, held: false, failed: false });
        }
        let taken = Verb::from_key(verb) == Some(Verb::TakeOver);
        return stage("to").filter(|_| taken).map(|stage| Told { stage, held: false, failed: false });
    };
    let mut after = before;
    if let Some(to) = stage("to") {
        let lawful =
            stage("from") == Some(before.stage) && next(before.stage, Verb::from_key(verb)?).allows(before.stage, to);
        after.stage = if lawful { to } else { return None };
    }
    match Verb::from_key(verb) {
        Some(Verb::Hold) => after.held = true,
        Some(Verb::Void) if facts.contains_key("held") => after.held = true,
        Some(Verb::Release | Verb::Cancel | Verb::Reopen) => after.held = false,
        Some(Verb::Fail) => after.failed = true,
        _ => {}
    }
    Some(after)
}

fn stored(row: &Row<'_>) -> rusqlite::Result<(Stored, Vec<u8>)> {
    let entry = Stored {
        id: row.get("id")?,
        at: row.get("at")?,
        day: row.get("day")?,
        person: row.get("person_id")?,
        noun: row.get("noun")?,
        noun_id: row.get("noun_id")?,
        verb: row.get("verb")?,
        order: row.get("order_id")?,
        facts: row.get("facts")?,
        request: row.get("request")?,
        batch: row.get("batch")?,
    };
    Ok((entry, row.get("hash")?))
}

fn chain(book: &Reader<'_>, anchors: &[anchor::Anchor]) -> Result<ChainReport, StoreError> {
    let mut statement = book.conn.prepare(
        "SELECT id, at, day, person_id, noun, noun_id, verb, order_id, facts, request, batch, hash
         FROM activity ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    let mut before: Hash = CHAIN_START;
    let mut entries = 0;
    let mut anchored = anchors.iter().peekable();
    while let Some(row) = rows.next()? {
        let (entry, hash) = stored(row)?;
        entries += 1;
        let computed = entry.hash(&before);
        if (entry.id != entries || hash != computed) && findings.len() < FINDINGS_MAX {
            findings.push(finding(
                "chain",
                format!("log {}", entry.id),
                format!("Catatan {} diubah, dihapus atau dipindah setelah ditulis", entry.id),
                format!("Entry {} was changed, deleted or moved after it was written", entry.id),
            ));
        }
        before = Hash::try_from(hash.as_slice()).unwrap_or(computed);
        while let Some(known) = anchored.next_if(|a| a.entries <= entries) {
            if known.entries == entries && known.hash != anchor::hex(&before) {
                findings.push(disagrees(known));
            }
        }
    }
    findings.extend(anchored.map(disagrees));
    Ok(ChainReport {
        entries,
        last_hash: anchor::hex(&before),
        anchor: anchors.last().map(|a| format!("{} {}", a.entries, a.hash)),
        findings,
    })
}

fn disagrees(known: &anchor::Anchor) -> Finding {
    finding(
        "anchor",
        format!("log {}", known.entries),
        format!(
            "Log tidak cocok dengan jangkar di luar buku ({} catatan): ada yang dipotong atau ditulis ulang",
            known.entries
        ),
        format!("The log disagrees with an anchor outside the book ({} entries): cut off or rewritten", known.entries),
    )
}
