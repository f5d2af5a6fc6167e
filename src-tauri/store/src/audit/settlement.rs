//! What marketplaces paid: what their rows come to is what was posted.

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    rows: Some(("SELECT id FROM settle_row ORDER BY id", |book, id| book.settle_row_of(id).map(|_| Vec::new()))),
    ..Checks::of("settlement")
};

/// Sums that must agree.
const SUMS: [Sum; 4] = [
    Sum {
        code: "settle_wallet",
        sql: "WITH told AS (
           SELECT store_id, CAST(SUM(net) AS BIGINT) AS net FROM settle_row WHERE superseded_by IS NULL GROUP BY store_id),
         moved AS (
           SELECT p.store_id, CAST(SUM(CASE WHEN p.debit = s.wallet THEN p.amount ELSE -p.amount END) AS BIGINT) AS net
           FROM posting p JOIN activity a ON a.id = p.activity_id JOIN store s ON s.id = p.store_id
           WHERE (p.debit = s.wallet OR p.credit = s.wallet) AND (a.noun = 'settlement' OR a.noun = 'order')
           GROUP BY p.store_id)
         SELECT 'store ' || s.id AS place, COALESCE(m.net, 0) AS found, COALESCE(t.net, 0) AS expected
         FROM store s LEFT JOIN told t ON t.store_id = s.id LEFT JOIN moved m ON m.store_id = s.id
         WHERE COALESCE(m.net, 0) <> COALESCE(t.net, 0)",
        id: "saldo toko dari pencairan tidak sama dengan barisnya",
        en: "what was paid into a store's balance isn't what its rows say",
    },
    Sum {
        code: "settle_waiting",
        sql: "WITH told AS (
           SELECT CAST(COALESCE(SUM(net), 0) AS BIGINT) AS net FROM settle_row
           WHERE superseded_by IS NULL AND order_id IS NULL AND external_id <> ''),
         moved AS (
           SELECT CAST(COALESCE(SUM(CASE WHEN p.credit = 2120 THEN p.amount ELSE -p.amount END), 0) AS BIGINT) AS net
           FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE (p.debit = 2120 OR p.credit = 2120) AND (a.noun = 'settlement' OR a.noun = 'order'))
         SELECT 'account 2120' AS place, m.net AS found, t.net AS expected FROM told t CROSS JOIN moved m WHERE t.net <> m.net",
        id: "pencairan yang menunggu pesanannya tidak sama dengan barisnya",
        en: "payouts that wait for their orders aren't what the rows say",
    },
    Sum {
        code: "settle_key",
        sql: "SELECT 'store ' || store_id || ' ' || key AS place, COUNT(*) AS found, 1 AS expected FROM settle_row
         WHERE superseded_by IS NULL GROUP BY store_id, key HAVING COUNT(*) > 1",
        id: "satu baris pencairan berlaku dua kali",
        en: "a settlement's row stands twice",
    },
    Sum {
        code: "settle_order",
        sql: "SELECT 'settlement ' || r.id AS place, COALESCE(r.order_id, 0) AS found, COALESCE(o.id, 0) AS expected
         FROM settle_row r LEFT JOIN orders o ON o.store_id = r.store_id AND o.external_id = r.external_id AND o.external_id <> ''
         WHERE r.order_id IS DISTINCT FROM o.id
         UNION ALL SELECT 'order ' || id, receivable, 0 FROM orders WHERE settle_state = 'closed' AND receivable <> 0",
        id: "pencairan tidak di pesanannya, atau pesanan yang sudah cair masih ditagih",
        en: "a settlement isn't at its order, or an order that was paid out is still owed",
    },
];
