//! What marketplaces paid: what their rows come to is what was posted.

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    rows: Some(("SELECT id FROM settle_row ORDER BY id", |book, id| book.settle_row_of(id).map(|_| Vec::new()))),
    ..Checks::of("settlement")
};

/// Sums that must agree.
const SUMS: [Sum; 8] = [
    Sum {
        code: "settle_wallet",
        sql: "WITH told AS (
           SELECT r.store_id, CAST(SUM(r.net + COALESCE(j.amount, 0)) AS BIGINT) AS net
           FROM settle_row r LEFT JOIN journal j ON j.id = r.journal_id WHERE r.superseded_by IS NULL GROUP BY r.store_id),
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
    // What went to the bank, and nothing else of a settlement's moves money.
    Sum {
        code: "settle_cash",
        sql: "WITH told AS (
           SELECT r.store_id, r.account, CAST(SUM(r.net + COALESCE(j.amount, 0)) AS BIGINT) AS net
           FROM settle_row r LEFT JOIN journal j ON j.id = r.journal_id
           WHERE r.superseded_by IS NULL AND r.account IS NOT NULL GROUP BY r.store_id, r.account),
         sides AS (
           SELECT p.store_id, p.debit AS account, -p.amount AS net FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.debit BETWEEN 1101 AND 1149 AND (a.noun = 'settlement' OR a.noun = 'order' AND p.order_id IS NULL)
           UNION ALL SELECT p.store_id, p.credit, p.amount FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.credit BETWEEN 1101 AND 1149 AND (a.noun = 'settlement' OR a.noun = 'order' AND p.order_id IS NULL)),
         moved AS (SELECT store_id, account, CAST(SUM(net) AS BIGINT) AS net FROM sides GROUP BY store_id, account)
         SELECT 'account ' || COALESCE(t.account, m.account) AS place, COALESCE(m.net, 0) AS found, COALESCE(t.net, 0) AS expected
         FROM told t FULL JOIN moved m ON m.store_id = t.store_id AND m.account = t.account
         WHERE COALESCE(m.net, 0) <> COALESCE(t.net, 0)",
        id: "yang masuk kas atau bank dari pencairan tidak sama dengan penarikannya",
        en: "what came into cash or a bank from settlements isn't what was withdrawn",
    },
    Sum {
        code: "settle_transfer",
        sql: "SELECT 'settlement ' || r.id AS place, r.net AS found, COALESCE(-j.amount, 0) AS expected
         FROM settle_row r JOIN store s ON s.id = r.store_id
         LEFT JOIN journal j ON j.id = r.journal_id AND j.kind = 'transfer'
           AND NOT EXISTS (SELECT 1 FROM journal b WHERE b.reverses = j.id)
           AND EXISTS (SELECT 1 FROM journal_line l WHERE l.journal_id = j.id AND l.credit = s.wallet AND l.debit = r.account)
         WHERE r.journal_id IS NOT NULL AND (j.id IS NULL OR r.superseded_by IS NOT NULL OR r.net <> -j.amount
             AND NOT EXISTS (SELECT 1 FROM settle_row o WHERE o.superseded_by = r.id AND o.key = r.key))
           OR r.account IS NOT NULL AND r.kind <> 'withdrawal'",
        id: "penarikan ini bukan pindah uang di jurnalnya",
        en: "the withdrawal isn't the transfer of the journal that it names",
    },
    // A balance after a row is the one before it and what is posted of the row: by itself, or by the one that tells it in more detail.
    // What a person entered goes for what a file says of the same.
    Sum {
        code: "settle_twin",
        sql: "SELECT 'settlement ' || r.id AS place, r.net AS found, COALESCE(t.net, 0) AS expected
         FROM settle_row r LEFT JOIN settle_row t ON t.id = r.superseded_by AND t.store_id = r.store_id
         WHERE r.superseded_by IS NOT NULL AND (t.id IS NULL OR t.key <> r.key AND (t.external_id <> r.external_id
           OR NOT (r.key LIKE 'hand:%' AND t.key NOT LIKE 'hand:%' OR t.net = r.net AND (t.key LIKE 'hand:%'
             OR r.key LIKE 'balance:%' AND t.key NOT LIKE 'balance:%'))))
         UNION ALL SELECT 'settlement ' || r.superseded_by, COUNT(*), 1 FROM settle_row r JOIN settle_row t ON t.id = r.superseded_by
         WHERE t.key <> r.key AND r.key NOT LIKE 'hand:%' GROUP BY r.superseded_by HAVING COUNT(*) > 1",
        id: "baris saldo ini bukan pencairan yang menggantikannya",
        en: "a balance's row isn't the payout that stands for it",
    },
    Sum {
        code: "settle_file",
        sql: "SELECT 'settlement file ' || f.id AS place, COUNT(r.id) AS found, f.rows AS expected
         FROM settle_file f LEFT JOIN settle_row r ON r.file_id = f.id GROUP BY f.id, f.rows HAVING COUNT(r.id) > f.rows
         UNION ALL SELECT 'settlement ' || r.id, r.store_id, f.store_id FROM settle_row r JOIN settle_file f ON f.id = r.file_id
         WHERE f.store_id <> r.store_id",
        id: "barisnya lebih banyak dari berkasnya, atau dari toko lain",
        en: "has more rows than its file, or of another store",
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
