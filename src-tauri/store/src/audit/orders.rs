//! Orders: stages, lines and counts.

use std::collections::BTreeMap;

use runut_core::activity::Facts;
use runut_core::rows::Finding;
use runut_core::{Stage, Verb, next, undo};
use rusqlite::types::ValueRef;

use super::sums::Sum;
use super::{FINDINGS_MAX, finding, lossy};
use crate::{Reader, StoreError};

/// Sums that must agree.
pub(super) const SUMS: [Sum; 6] = [
    Sum {
        code: "stage_count",
        sql: "WITH counted AS (SELECT stage, COUNT(*) AS orders FROM orders GROUP BY stage)
         SELECT 'stage ' || k.stage AS place, k.orders AS found, COALESCE(c.orders, 0) AS expected
         FROM stage_count k LEFT JOIN counted c ON c.stage = k.stage WHERE k.orders <> COALESCE(c.orders, 0)
         UNION ALL SELECT 'stage ' || c.stage, 0, c.orders FROM counted c LEFT JOIN stage_count k ON k.stage = c.stage
         WHERE k.stage IS NULL",
        id: "jumlah pesanan per tahap tidak cocok",
        en: "orders a stage are miscounted",
    },
    Sum {
        code: "orphan_order",
        sql: "SELECT 'order ' || o.id AS place, 0 AS found, 1 AS expected FROM orders o
         WHERE (o.stage NOT IN ('draft', 'cancelled') AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id))
           OR NOT EXISTS (SELECT 1 FROM activity a WHERE a.order_id = o.id)",
        id: "pesanan tanpa isi atau tanpa catatan",
        en: "an order without lines or without an activity",
    },
    Sum {
        code: "order_store",
        sql: "SELECT 'order ' || o.id AS place, COALESCE(o.store_id, 0) AS found, COALESCE(s.id, 0) AS expected
         FROM orders o LEFT JOIN store s ON s.id = o.store_id AND s.channel = o.channel
         WHERE o.channel IN ('shopee', 'tokopedia', 'tiktok', 'lazada') AND s.id IS NULL
           OR o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada') AND (o.store_id IS NOT NULL OR o.external_id <> '')",
        id: "pesanan marketplace tanpa tokonya di sana, atau pesanan saluran sendiri dengan toko",
        en: "a marketplace's order without its store there, or one of our own with a store",
    },
    Sum {
        code: "line_units",
        sql: "SELECT 'order ' || o.id AS place, l.moved AS found, l.quantity AS expected
         FROM orders o JOIN order_line l ON l.order_id = o.id
         WHERE (o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved', 'cancelled') AND (l.moved <> 0 OR l.cost IS NOT NULL))
           OR (o.stage = 'packed' AND l.checked <> l.quantity)
           OR (l.moved + l.shortfall > l.quantity)",
        id: "barang yang keluar tidak cocok dengan tahapnya",
        en: "units that left don't fit the stage",
    },
    Sum {
        code: "order_gone",
        sql: "WITH stayed AS (
           SELECT m.order_id, m.variant_id, m.from_bin AS bin, -m.quantity AS units FROM stock_move m
           WHERE m.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m.order_id)
           UNION ALL SELECT m.order_id, m.variant_id, m.to_bin, m.quantity FROM stock_move m
           WHERE m.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m.order_id)),
         sums AS (
           SELECT order_id, variant_id, bin, CAST(SUM(units) AS BIGINT) AS units FROM stayed
           GROUP BY order_id, variant_id, bin)
         SELECT 'order ' || order_id AS place, units AS found, 0 AS expected FROM sums WHERE units <> 0",
        id: "pesanan ini tidak ada, tetapi mutasinya masih berlaku",
        en: "this order isn't there, but its moves still count",
    },
    Sum {
        code: "order_gone",
        sql: "WITH stayed AS (
           SELECT p.order_id, p.debit AS account, p.amount FROM posting p
           WHERE p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = p.order_id)
           UNION ALL SELECT p.order_id, p.credit, -p.amount FROM posting p
           WHERE p.order_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = p.order_id)),
         sums AS (SELECT order_id, account, CAST(SUM(amount) AS BIGINT) AS amount FROM stayed GROUP BY order_id, account)
         SELECT 'order ' || order_id AS place, amount AS found, 0 AS expected FROM sums WHERE amount <> 0",
        id: "pesanan ini tidak ada, tetapi pembukuannya masih berlaku",
        en: "this order isn't there, but its postings still count",
    },
];

/// What the log says of an order so far.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Told {
    stage: Stage,
    held: bool,
    failed: bool,
}

/// Stage and marks of every order equal what its activities say, and each step is one of the pipeline's table.
pub(super) fn stages(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut told: BTreeMap<i64, Told> = BTreeMap::new();
    let mut statement = book.conn.prepare(
        "SELECT id, order_id, verb, facts FROM activity
         WHERE noun = 'order' AND order_id IS NOT NULL AND verb <> 'scan' ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let order: i64 = row.get("order_id")?;
        let facts: Option<Facts> = serde_json::from_str(&lossy(row, "facts")).ok();
        match facts.and_then(|facts| step(told.get(&order).copied(), &lossy(row, "verb"), &facts)) {
            Some(next) => drop(told.insert(order, next)),
            None => wrong.push((order, format!("log {}", row.get::<_, i64>("id")?))),
        }
    }
    let mut statement = book.conn.prepare("SELECT id, stage, held, failed FROM orders ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let held = !matches!(row.get_ref("held")?, ValueRef::Null);
        let found = Stage::from_key(&lossy(row, "stage")).map(|stage| (stage, held, row.get::<_, bool>("failed")));
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
    if verb == undo::VERB {
        let told = |name: &str, before: bool| facts.get(name).map_or(before, |is| is == "1");
        let from = facts.get("from").is_none_or(|from| Stage::from_key(from) == Some(before.stage));
        return from.then(|| Told {
            stage: stage("to").unwrap_or(before.stage),
            held: told(undo::HELD, before.held),
            failed: told(undo::FAILED, before.failed),
        });
    }
    if let Some(to) = stage("to") {
        let lawful =
            stage("from") == Some(before.stage) && next(before.stage, Verb::from_key(verb)?).allows(before.stage, to);
        after.stage = if lawful { to } else { return None };
    }
    match Verb::from_key(verb) {
        Some(Verb::Hold) => after.held = true,
        Some(Verb::Void | Verb::Recall) if facts.contains_key("held") => after.held = true,
        Some(Verb::Release | Verb::Cancel | Verb::Reopen) => after.held = false,
        Some(Verb::Fail) => after.failed = true,
        _ => {}
    }
    Some(after)
}
