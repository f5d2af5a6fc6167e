//! Purchases: receipts are what moved, bills what is owed for them, and Utang pemasok what of that isn't paid.

use runut_core::{BillId, PurchaseId, ReceiptId};

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    rows: Some(("SELECT id FROM purchase ORDER BY id", |book, id| book.purchase(PurchaseId(id)).map(|_| Vec::new()))),
    ..Checks::of("purchase")
};

pub(super) const RECEIPTS: Checks = Checks {
    rows: Some(("SELECT id FROM receipt ORDER BY id", |book, id| book.receipt(ReceiptId(id)).map(|_| Vec::new()))),
    ..Checks::of("receipt")
};

pub(super) const BILLS: Checks = Checks {
    rows: Some(("SELECT id FROM bill ORDER BY id", |book, id| book.bill(BillId(id)).map(|_| Vec::new()))),
    ..Checks::of("bill")
};

/// Sums that must agree.
const SUMS: [Sum; 8] = [
    Sum {
        code: "received",
        sql: "WITH steps AS (
           SELECT l.variant_id, CASE WHEN r.kind = 'in' THEN l.quantity ELSE -l.quantity END AS units,
             CASE WHEN r.kind = 'in' THEN l.value ELSE -l.value END AS worth
           FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
           UNION ALL SELECT m.variant_id, CASE WHEN m.from_bin = 'supplier' THEN -m.quantity ELSE m.quantity END,
             CASE WHEN m.from_bin = 'supplier' THEN -m.value ELSE m.value END
           FROM stock_move m JOIN activity a ON a.id = m.activity_id
           WHERE a.noun = 'variant' AND (a.verb IN ('receive', 'send_back')
             OR a.verb = 'undo' AND (a.facts LIKE '%undid_:_receive_%' OR a.facts LIKE '%undid_:_send_back_%'))
           UNION ALL SELECT l.variant_id, 0, l.extra FROM receipt_line l
           UNION ALL SELECT variant_id, 0, -(value + cost) FROM stock_revalue
           UNION ALL SELECT variant_id, 0, billed - value FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
           WHERE r.kind = 'in' AND l.billed IS NOT NULL),
         sums AS (SELECT variant_id, CAST(SUM(units) AS BIGINT) AS units, CAST(SUM(worth) AS BIGINT) AS worth
           FROM steps GROUP BY variant_id)
         SELECT 'variant ' || variant_id AS place, units AS found, 0 AS expected FROM sums WHERE units <> 0
         UNION ALL SELECT 'variant ' || variant_id || ' (nilai)', worth, 0 FROM sums WHERE worth <> 0",
        id: "barang masuk tidak sama dengan mutasinya",
        en: "what was received is not what moved",
    },
    Sum {
        code: "receipt_move",
        sql: "SELECT 'receipt line ' || l.id AS place, l.quantity AS found, COALESCE(m.quantity, 0) AS expected
         FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id LEFT JOIN activity a ON a.id = l.activity_id
         LEFT JOIN stock_move m ON m.activity_id = l.activity_id AND m.variant_id = l.variant_id
         WHERE m.id IS NULL OR m.quantity <> l.quantity
           OR m.day <> r.day AND l.value + l.extra > 0 AND NOT EXISTS (
             SELECT 1 FROM posting p WHERE p.activity_id = l.activity_id AND p.event_day = r.day)
           OR NOT (a.noun = 'variant' AND a.noun_id = l.variant_id
             AND a.verb = CASE WHEN r.kind = 'in' THEN 'receive' ELSE 'send_back' END)",
        id: "baris barang masuk tanpa mutasinya",
        en: "a receipt's line without its move",
    },
    Sum {
        code: "receipt_day",
        sql: "SELECT 'receipt line ' || l.id AS place, COALESCE(p.event_day, p.day) AS found, r.day AS expected
         FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id JOIN posting p ON p.activity_id = l.activity_id
         WHERE COALESCE(p.event_day, p.day) <> r.day
         UNION ALL SELECT 'bill payment ' || b.id, COALESCE(p.event_day, p.day), b.day
         FROM bill_payment b JOIN posting p ON p.activity_id = b.activity_id WHERE COALESCE(p.event_day, p.day) <> b.day",
        id: "dibukukan pada hari lain dari barang atau uangnya",
        en: "posted on another day than goods or money came or went",
    },
    Sum {
        code: "receipt_cost",
        sql: "WITH shared AS (SELECT receipt_id, CAST(SUM(extra) AS BIGINT) AS amount FROM receipt_line GROUP BY receipt_id),
           charged AS (SELECT receipt_id, CAST(SUM(amount) AS BIGINT) AS amount FROM receipt_cost GROUP BY receipt_id)
         SELECT 'receipt ' || s.receipt_id AS place, s.amount AS found, COALESCE(c.amount, 0) AS expected
         FROM shared s LEFT JOIN charged c ON c.receipt_id = s.receipt_id WHERE s.amount <> COALESCE(c.amount, 0)
         UNION ALL SELECT 'receipt cost ' || c.id, c.bill_id, r.bill_id FROM receipt_cost c JOIN receipt r ON r.id = c.receipt_id
         WHERE c.bill_id IS NOT NULL AND c.bill_id IS DISTINCT FROM r.bill_id",
        id: "biaya tidak sama dengan bagian barangnya",
        en: "costs are not what the goods bear of them",
    },
    Sum {
        code: "bill_lines",
        sql: "WITH asked AS (
           SELECT r.bill_id, l.billed AS amount FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id
           WHERE r.bill_id IS NOT NULL
           UNION ALL SELECT bill_id, amount FROM receipt_cost WHERE bill_id IS NOT NULL),
         sums AS (SELECT bill_id, CAST(SUM(amount) AS BIGINT) AS amount FROM asked GROUP BY bill_id)
         SELECT 'bill ' || b.id AS place, b.amount AS found, COALESCE(s.amount, 0) AS expected
         FROM bill b LEFT JOIN sums s ON s.bill_id = b.id WHERE b.amount <> COALESCE(s.amount, 0)
         UNION ALL SELECT 'receipt line ' || l.id, COALESCE(l.billed, -1), COALESCE(r.bill_id, -1)
         FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id WHERE (l.billed IS NULL) <> (r.bill_id IS NULL)",
        id: "isi tagihan tidak sama dengan jumlahnya",
        en: "what a bill is for is not its amount",
    },
    Sum {
        code: "bill_entry",
        sql: "SELECT 'bill ' || b.id AS place, b.activity_id AS found, b.id AS expected
         FROM bill b LEFT JOIN activity a ON a.id = b.activity_id
         WHERE a.id IS NULL OR NOT (a.noun = 'bill' AND a.noun_id = b.id
           AND a.verb = CASE WHEN b.kind = 'bill' THEN 'new' ELSE 'credit' END)
         UNION ALL SELECT 'receipt ' || r.id, r.activity_id, r.id
         FROM receipt r LEFT JOIN activity a ON a.id = r.activity_id
         WHERE a.id IS NULL OR NOT (a.noun = 'receipt' AND a.noun_id = r.id
           AND a.verb = CASE WHEN r.kind = 'in' THEN 'new' ELSE 'send_back' END)
         UNION ALL SELECT 'bill payment ' || p.id, p.activity_id, p.id
         FROM bill_payment p LEFT JOIN activity a ON a.id = p.activity_id
         WHERE a.id IS NULL OR NOT (a.noun = 'bill' AND a.noun_id = COALESCE(p.bill_id, p.credit_id)
             AND a.verb = CASE WHEN p.account IS NULL THEN 'settle' ELSE 'pay' END
           OR a.noun = 'purchase' AND a.noun_id = p.purchase_id AND p.bill_id IS NULL AND a.verb = 'advance')
         UNION ALL SELECT 'revaluation ' || v.id, v.activity_id, v.variant_id
         FROM stock_revalue v LEFT JOIN activity a ON a.id = v.activity_id
         WHERE a.id IS NULL OR v.day <> a.day OR NOT (a.noun = 'variant' AND a.noun_id = v.variant_id
           AND (a.verb = 'revalue' OR a.verb = 'undo' AND a.facts LIKE '%undid_:_revalue_%'))",
        id: "tanpa catatannya di log",
        en: "without its entry in the log",
    },
    Sum {
        code: "bill_paid",
        sql: "WITH used AS (
           SELECT bill_id AS id, amount FROM bill_payment WHERE bill_id IS NOT NULL
           UNION ALL SELECT credit_id, amount FROM bill_payment WHERE credit_id IS NOT NULL),
         sums AS (SELECT id, CAST(SUM(amount) AS BIGINT) AS amount FROM used GROUP BY id),
         ahead AS (SELECT purchase_id, CAST(SUM(CASE WHEN kind = 'advance' THEN amount ELSE -amount END) AS BIGINT) AS amount
           FROM bill_payment WHERE purchase_id IS NOT NULL GROUP BY purchase_id)
         SELECT 'bill ' || b.id AS place, s.amount AS found, b.amount AS expected
         FROM bill b JOIN sums s ON s.id = b.id WHERE s.amount > b.amount
         UNION ALL SELECT 'purchase ' || purchase_id, amount, 0 FROM ahead WHERE amount < 0",
        id: "dibayar lebih dari tagihannya",
        en: "paid beyond what it comes to",
    },
    Sum {
        code: "payable",
        sql: "WITH steps AS (
           SELECT p.credit AS account, p.amount FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.credit IN (2101, 1310) AND (a.noun = 'variant' OR a.noun = 'bill' OR a.noun = 'purchase')
           UNION ALL SELECT p.debit, -p.amount FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.debit IN (2101, 1310) AND (a.noun = 'variant' OR a.noun = 'bill' OR a.noun = 'purchase')
           UNION ALL SELECT 2101, -l.value FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
           WHERE r.kind = 'in' AND r.bill_id IS NULL
           UNION ALL SELECT 2101, -amount FROM receipt_cost WHERE bill_id IS NULL AND account = 2101
           UNION ALL SELECT 2101, CASE WHEN kind = 'bill' THEN -amount ELSE amount END FROM bill
           UNION ALL SELECT 2101, amount FROM bill_payment WHERE kind = 'pay' OR kind = 'apply'
           UNION ALL SELECT 2101, -amount FROM bill_payment WHERE kind = 'refund' AND credit_id IS NOT NULL
           UNION ALL SELECT 1310, CASE WHEN kind = 'advance' THEN amount ELSE -amount END FROM bill_payment
           WHERE purchase_id IS NOT NULL),
         sums AS (SELECT account, CAST(SUM(amount) AS BIGINT) AS amount FROM steps GROUP BY account)
         SELECT 'account ' || account AS place, amount AS found, 0 AS expected FROM sums WHERE amount <> 0",
        id: "tidak sama dengan barang masuk, tagihan dan pembayarannya",
        en: "isn't what receipts, bills and their payments come to",
    },
];
