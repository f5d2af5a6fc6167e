//! Stock: levels and their value are what moves say, and what open orders want.

use runut_core::activity::{Act, OrderAct, VariantAct};
use runut_core::posting::Account;
use runut_core::rows::Finding;

use super::posting::verbs;
use super::sums::{Sum, compare};
use super::{Checks, finding};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks { sums: &SUMS, parts: &[kinds, inventory], ..Checks::of("stock") };

/// Sums that must agree.
const SUMS: [Sum; 7] = [
    Sum {
        code: "stock_level",
        sql: "WITH moved AS (
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
        id: "stok tidak sama dengan jumlah mutasinya",
        en: "the level is not the sum of its moves",
    },
    Sum {
        code: "on_hand",
        sql: "WITH walked AS (
           SELECT id, variant_id, on_hand, CAST(SUM(
             CASE WHEN to_bin IN ('shelf', 'packed') THEN quantity ELSE 0 END
             - CASE WHEN from_bin IN ('shelf', 'packed') THEN quantity ELSE 0 END)
             OVER (PARTITION BY variant_id ORDER BY id ROWS UNBOUNDED PRECEDING) AS BIGINT) AS walked
           FROM stock_move)
         SELECT 'move ' || id AS place, on_hand AS found, walked AS expected FROM walked WHERE on_hand <> walked",
        id: "sisa stok pada mutasi salah",
        en: "the move's remaining stock is wrong",
    },
    Sum {
        code: "stock_value",
        sql: "WITH moved AS (
           SELECT variant_id, CAST(SUM(CASE
             WHEN to_bin IN ('shelf', 'packed') AND from_bin NOT IN ('shelf', 'packed') THEN COALESCE(value, 0)
             WHEN from_bin IN ('shelf', 'packed') AND to_bin NOT IN ('shelf', 'packed') THEN -COALESCE(value, 0)
             ELSE 0 END) AS BIGINT) AS value
           FROM stock_move GROUP BY variant_id),
         revalued AS (SELECT variant_id, CAST(SUM(value) AS BIGINT) AS value FROM stock_revalue GROUP BY variant_id),
         compared AS (SELECT v.sku, s.value, COALESCE(m.value, 0) + COALESCE(r.value, 0) AS walked, s.shelf + s.packed AS units
           FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN moved m ON m.variant_id = s.variant_id
           LEFT JOIN revalued r ON r.variant_id = s.variant_id)
         SELECT 'variant ' || sku AS place, value AS found, walked AS expected
         FROM compared WHERE value <> walked OR (units = 0 AND value <> 0)",
        id: "nilai stok tidak sama dengan mutasinya",
        en: "the stock's value is not that of its moves",
    },
    Sum {
        code: "allocated",
        sql: "WITH wanted AS (
           SELECT l.variant_id, CAST(SUM(l.quantity) AS BIGINT) AS units FROM order_line l JOIN orders o ON o.id = l.order_id
           WHERE o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved', 'packed') GROUP BY l.variant_id)
         SELECT 'variant ' || v.sku AS place, s.allocated AS found, COALESCE(w.units, 0) AS expected
         FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN wanted w ON w.variant_id = s.variant_id
         WHERE s.allocated <> COALESCE(w.units, 0)",
        id: "jumlah dipesan tidak sama dengan isi pesanan terbuka",
        en: "allocated is not what open orders want",
    },
    Sum {
        code: "packed",
        sql: "WITH parcels AS (
           SELECT l.variant_id, CAST(SUM(l.moved) AS BIGINT) AS units FROM order_line l JOIN orders o ON o.id = l.order_id
           WHERE o.stage = 'packed' GROUP BY l.variant_id)
         SELECT 'variant ' || v.sku AS place, s.packed AS found, COALESCE(w.units, 0) AS expected
         FROM stock_level s JOIN variant v ON v.id = s.variant_id LEFT JOIN parcels w ON w.variant_id = s.variant_id
         WHERE s.packed <> COALESCE(w.units, 0)",
        id: "barang dalam paket tidak sama dengan paket yang terbuka",
        en: "packed goods are not those of the parcels",
    },
    Sum {
        code: "goods_gone",
        sql: "WITH stayed AS (
           SELECT m.variant_id, m.from_bin AS bin, -m.quantity AS units FROM stock_move m
           WHERE NOT EXISTS (SELECT 1 FROM variant v WHERE v.id = m.variant_id)
           UNION ALL SELECT m.variant_id, m.to_bin, m.quantity FROM stock_move m
           WHERE NOT EXISTS (SELECT 1 FROM variant v WHERE v.id = m.variant_id)),
         sums AS (SELECT variant_id, bin, CAST(SUM(units) AS BIGINT) AS units FROM stayed GROUP BY variant_id, bin)
         SELECT 'variant ' || variant_id AS place, units AS found, 0 AS expected FROM sums WHERE units <> 0",
        id: "barang ini tidak ada, tetapi mutasinya masih berlaku",
        en: "these goods aren't there, but their moves still count",
    },
    Sum {
        code: "move_day",
        sql: "SELECT 'move ' || m.id AS place, m.day AS found, p.day AS expected
         FROM stock_move m JOIN posting p ON p.activity_id = m.activity_id AND p.order_id IS NOT DISTINCT FROM m.order_id
         WHERE m.day <> p.day
         UNION ALL SELECT 'move ' || m.id, m.day, a.day FROM stock_move m JOIN activity a ON a.id = m.activity_id
         WHERE m.day <> a.day AND a.facts NOT LIKE '%_file_:%' AND NOT (a.noun = 'variant' AND a.verb = 'receive')",
        id: "hari mutasi bukan hari pembukuannya",
        en: "moved on another day than it is posted",
    },
];

/// Looks for moves without an event of their kind.
fn kinds(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let allowed = may_move();
    let sql = format!(
        "SELECT 'move ' || m.id AS place, m.quantity AS found, 0 AS expected
         FROM stock_move m JOIN activity a ON a.id = m.activity_id WHERE NOT ({allowed})"
    );
    let words = ("mutasi tanpa kejadian yang sesuai", "a move without an event of its kind");
    compare(book, "move_kind", &sql, words, findings)
}

/// Of which entries a move may be: of its variant, or of its order.
fn may_move() -> String {
    let of_variant = verbs(VariantAct::ALL.iter().filter(|act| act.moves()).map(|act| Act::Variant(*act)));
    let of_order = verbs(OrderAct::ALL.iter().filter(|act| act.moves()).map(|act| Act::Order(*act)));
    format!(
        "a.noun = 'variant' AND a.noun_id = m.variant_id AND a.verb IN ({of_variant})
         OR a.noun = 'order' AND a.order_id = m.order_id AND a.verb IN ({of_order})"
    )
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
