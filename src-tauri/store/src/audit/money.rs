//! Money: balances, what orders have posted, and their payments. Accounts stand in the statements by their numbers in the chart.

use super::sums::Sum;

/// Sums that must agree.
pub(super) const SUMS: [Sum; 12] = [
    Sum {
        code: "posting_day",
        sql: "SELECT 'posting ' || p.id || ' (hari)' AS place, p.day AS found, a.day AS expected
         FROM posting p JOIN activity a ON a.id = p.activity_id
         WHERE p.day <> a.day AND (a.noun = 'variant' AND a.verb <> 'undo'
           OR a.noun = 'order' AND a.verb NOT IN ('pay', 'refund', 'undo') AND a.facts NOT LIKE '%_file_:%'
             AND a.verb NOT IN ('take_over', 'update')
           OR a.verb IN ('pay', 'refund') AND NOT EXISTS (
             SELECT 1 FROM payment_part t JOIN payment m ON m.id = t.payment_id
             WHERE t.order_id = p.order_id AND m.day = p.day))",
        id: "hari pembukuan bukan hari kejadiannya",
        en: "posted on another day than it happened",
    },
    Sum {
        code: "move_day",
        sql: "SELECT 'move ' || m.id AS place, m.day AS found, p.day AS expected
         FROM stock_move m JOIN posting p ON p.activity_id = m.activity_id AND p.order_id IS NOT DISTINCT FROM m.order_id
         WHERE m.day <> p.day
         UNION ALL SELECT 'move ' || m.id, m.day, a.day FROM stock_move m JOIN activity a ON a.id = m.activity_id
         WHERE m.day <> a.day AND a.facts NOT LIKE '%_file_:%'",
        id: "hari mutasi bukan hari pembukuannya",
        en: "moved on another day than it is posted",
    },
    Sum {
        code: "posting_store",
        sql: "SELECT 'posting ' || p.id || ' (toko)' AS place, COALESCE(p.store_id, 0) AS found, COALESCE(o.store_id, 0) AS expected
         FROM posting p LEFT JOIN orders o ON o.id = p.order_id
         WHERE p.store_id IS DISTINCT FROM o.store_id AND (o.id IS NOT NULL OR p.order_id IS NULL)
         UNION ALL SELECT 'posting ' || p.id || ' (piutang)', a.id, 1200 + COALESCE(p.store_id, 0)
         FROM posting p JOIN account a ON a.id = p.debit OR a.id = p.credit
         WHERE a.id BETWEEN 1201 AND 1299 AND a.id NOT IN (1210, 1220, 1230) AND a.id <> 1200 + COALESCE(p.store_id, 0)",
        id: "bukan dari toko pesanannya",
        en: "not of its order's store",
    },
    Sum {
        code: "posting_reverses",
        sql: "SELECT 'posting ' || p.id AS place, p.amount AS found, COALESCE(r.amount, 0) AS expected
         FROM posting p LEFT JOIN posting r ON r.id = p.reverses AND r.id < p.id AND r.debit = p.credit
           AND r.credit = p.debit AND r.amount = p.amount AND r.order_id IS NOT DISTINCT FROM p.order_id
         LEFT JOIN activity a ON a.id = p.activity_id
         WHERE p.reverses IS NOT NULL AND r.id IS NULL
           OR (a.verb = 'undo' AND p.reverses IS NULL OR a.verb <> 'undo' AND p.reverses IS NOT NULL)
         UNION ALL SELECT 'posting ' || p.reverses, COUNT(*) - COUNT(q.id), 1
         FROM posting p LEFT JOIN posting q ON q.reverses = p.id
         WHERE p.reverses IS NOT NULL GROUP BY p.reverses HAVING COUNT(*) - COUNT(q.id) > 1",
        id: "bukan kebalikan dari pembukuan yang dibatalkannya",
        en: "not the reverse of the posting that it takes back",
    },
    Sum {
        code: "payment_entry",
        sql: "SELECT 'payment ' || p.id AS place, p.activity_id AS found, p.id AS expected
         FROM payment p LEFT JOIN activity a ON a.id = p.activity_id
         WHERE a.id IS NULL OR NOT (a.noun = 'payment' AND a.noun_id = p.id AND a.verb IN ('record', 'refund'))",
        id: "pembayaran tanpa catatannya",
        en: "a payment without its entry",
    },
    Sum {
        code: "balance",
        sql: "WITH moved AS (
           SELECT debit AS id, amount FROM posting UNION ALL SELECT credit, -amount FROM posting),
         sums AS (SELECT id, CAST(SUM(amount) AS BIGINT) AS amount FROM moved GROUP BY id)
         SELECT 'account ' || a.id AS place, a.balance AS found, COALESCE(s.amount, 0) AS expected
         FROM account a LEFT JOIN sums s ON s.id = a.id WHERE a.balance <> COALESCE(s.amount, 0)",
        id: "saldo tidak sama dengan jumlah pembukuannya",
        en: "the balance is not the sum of its postings",
    },
    Sum {
        code: "sale",
        sql: "WITH sold AS (
           SELECT order_id,
             CAST(SUM(CASE WHEN credit = 4101 THEN amount WHEN debit = 4101 THEN -amount ELSE 0 END) AS BIGINT) AS sales,
             CAST(SUM(CASE WHEN debit = 4102 THEN amount WHEN credit = 4102 THEN -amount ELSE 0 END) AS BIGINT) AS discounts,
             CAST(SUM(CASE WHEN debit = 4103 THEN amount WHEN credit = 4103 THEN -amount ELSE 0 END) AS BIGINT) AS claims
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
        id: "yang dibukukan tidak sama dengan isi pesanan",
        en: "what is posted is not what the order says",
    },
    Sum {
        code: "receivable",
        sql: "WITH owed AS (
           SELECT order_id,
             CAST(SUM(CASE WHEN debit BETWEEN 1201 AND 1299 THEN amount ELSE 0 END
               - CASE WHEN credit BETWEEN 1201 AND 1299 THEN amount ELSE 0 END) AS BIGINT) AS amount
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
        id: "piutang tidak sama dengan isi pesanan",
        en: "what is owed for the order is not what it says",
    },
    Sum {
        code: "cost",
        sql: "WITH posted AS (
           SELECT order_id, CAST(SUM(CASE WHEN debit = 5101 THEN amount ELSE -amount END) AS BIGINT) AS amount
           FROM posting WHERE (credit = 5101 OR debit = 5101) AND order_id IS NOT NULL GROUP BY order_id),
         goods AS (
           SELECT o.id, CAST(SUM(COALESCE(l.cost, 0) - l.back_cost - l.spoiled_cost + COALESCE(l.typed_cost, 0)) AS BIGINT) AS amount
           FROM orders o JOIN order_line l ON l.order_id = o.id GROUP BY o.id)
         SELECT 'order ' || g.id AS place, COALESCE(s.amount, 0) AS found, g.amount AS expected
         FROM goods g LEFT JOIN posted s ON s.order_id = g.id WHERE COALESCE(s.amount, 0) <> g.amount",
        id: "HPP yang dibukukan tidak sama dengan biaya barangnya",
        en: "the posted cost is not that of its goods",
    },
    Sum {
        code: "paid",
        sql: "WITH given AS (
           SELECT t.order_id, CAST(SUM(CASE WHEN p.kind = 'in' THEN t.amount ELSE 0 END) AS BIGINT) AS came,
             CAST(SUM(CASE WHEN p.kind = 'out' THEN t.amount ELSE 0 END) AS BIGINT) AS went
           FROM payment_part t JOIN payment p ON p.id = t.payment_id WHERE p.voided IS NULL GROUP BY t.order_id),
         compared AS (
           SELECT o.id, o.paid, o.refunded, COALESCE(g.came, 0) AS came, COALESCE(g.went, 0) AS went
           FROM orders o LEFT JOIN given g ON g.order_id = o.id
           WHERE o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada'))
         SELECT 'order ' || id AS place, paid AS found, came AS expected FROM compared WHERE paid <> came
         UNION ALL SELECT 'order ' || id || ' (kembali)', refunded, went FROM compared WHERE refunded <> went",
        id: "uang masuk tidak sama dengan pembayarannya",
        en: "what is paid is not the sum of its payments",
    },
    Sum {
        code: "payment_parts",
        sql: "WITH parts AS (SELECT payment_id, CAST(SUM(amount) AS BIGINT) AS amount FROM payment_part GROUP BY payment_id)
         SELECT 'payment ' || p.id AS place, p.amount AS found, COALESCE(t.amount, 0) AS expected
         FROM payment p LEFT JOIN parts t ON t.payment_id = p.id WHERE p.amount <> COALESCE(t.amount, 0)",
        id: "bagian pembayaran tidak sama dengan jumlahnya",
        en: "a payment's parts are not its amount",
    },
    Sum {
        code: "own_total",
        sql: "WITH goods AS (
           SELECT order_id, CAST(SUM(price * quantity - discount) AS BIGINT) AS amount FROM order_line GROUP BY order_id),
         compared AS (
           SELECT o.id, o.total, COALESCE(g.amount, 0) + o.shipping + o.unique_code AS parts
           FROM orders o LEFT JOIN goods g ON g.order_id = o.id
           WHERE o.channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada'))
         SELECT 'order ' || id AS place, total AS found, parts AS expected FROM compared WHERE total <> parts",
        id: "total pesanan tidak sama dengan barang, ongkir dan kode uniknya",
        en: "the total is not goods, shipping and unique code",
    },
];
