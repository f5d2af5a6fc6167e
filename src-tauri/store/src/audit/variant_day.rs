//! What a variant's days came to: what its moves and revaluations say, and what orders have sold.

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks { sums: &SUMS, ..Checks::of("variant_day") };

/// Sums that must agree.
const SUMS: [Sum; 4] = [
    Sum {
        code: "variant_day",
        sql: "WITH steps AS (
           SELECT variant_id * 100000000 + day AS key,
             CASE WHEN to_bin = 'shelf' OR to_bin = 'packed' THEN quantity ELSE 0 END AS came,
             CASE WHEN to_bin = 'shelf' OR to_bin = 'packed' THEN 0 ELSE quantity END AS went,
             CASE WHEN to_bin = 'shelf' OR to_bin = 'packed' THEN COALESCE(value, 0) ELSE -COALESCE(value, 0) END AS worth
           FROM stock_move
           WHERE (from_bin = 'shelf' OR from_bin = 'packed') <> (to_bin = 'shelf' OR to_bin = 'packed')
           UNION ALL SELECT variant_id * 100000000 + day, 0, 0, value FROM stock_revalue
           UNION ALL SELECT key, 0, 0, 0 FROM variant_day),
         days AS (SELECT key, CAST(SUM(came) AS BIGINT) AS came, CAST(SUM(went) AS BIGINT) AS went,
             CAST(SUM(worth) AS BIGINT) AS worth FROM steps GROUP BY key),
         running AS (SELECT key, came, went,
             CAST(SUM(came - went) OVER (PARTITION BY key / 100000000 ORDER BY key) AS BIGINT) AS on_hand,
             CAST(SUM(worth) OVER (PARTITION BY key / 100000000 ORDER BY key) AS BIGINT) AS value FROM days),
         compared AS (SELECT r.key, r.came, r.went, r.on_hand, r.value, COALESCE(d.units_in, 0) AS kept_in,
             COALESCE(d.units_out, 0) AS kept_out, COALESCE(d.on_hand, 0) AS kept, COALESCE(d.value, 0) AS kept_value,
             d.key IS NULL AS missing
           FROM running r LEFT JOIN variant_day d ON d.key = r.key)
         SELECT 'variant day ' || key AS place, kept_in AS found, came AS expected FROM compared WHERE kept_in <> came
         UNION ALL SELECT 'variant day ' || key || ' (keluar)', kept_out, went FROM compared WHERE kept_out <> went
         UNION ALL SELECT 'variant day ' || key || ' (ada)', kept, on_hand FROM compared WHERE kept <> on_hand OR missing
         UNION ALL SELECT 'variant day ' || key || ' (nilai)', kept_value, value FROM compared WHERE kept_value <> value",
        id: "stok pada hari itu tidak sama dengan mutasinya",
        en: "the stock of that day is not what its moves say",
    },
    Sum {
        code: "variant_sold",
        sql: "WITH lines AS (
           SELECT l.variant_id, l.quantity, l.back, l.price * l.quantity AS gross, l.discount,
             COALESCE(l.cost, 0) - l.back_cost - l.spoiled_cost + COALESCE(l.typed_cost, 0) AS cost,
             CASE WHEN o.history = 0 AND o.failed = 0 AND (o.stage = 'shipped' OR o.stage = 'delivered'
               OR o.stage = 'completed' OR o.stage = 'returned') THEN 1 ELSE 0 END AS sold
           FROM order_line l JOIN orders o ON o.id = l.order_id),
         kept AS (
           SELECT key / 100000000 AS variant_id, sold, returned, revenue, discount, cost FROM variant_day
           UNION ALL SELECT variant_id, -quantity * sold, -back * sold, -gross * sold, -discount * sold, -cost FROM lines
           UNION ALL SELECT variant_id, 0, 0, 0, 0, -cost FROM stock_revalue),
         sums AS (
           SELECT variant_id, CAST(SUM(sold) AS BIGINT) AS sold, CAST(SUM(returned) AS BIGINT) AS returned,
             CAST(SUM(revenue) AS BIGINT) AS revenue, CAST(SUM(discount) AS BIGINT) AS discount,
             CAST(SUM(cost) AS BIGINT) AS cost
           FROM kept GROUP BY variant_id)
         SELECT 'variant ' || variant_id || ' (terjual)' AS place, sold AS found, 0 AS expected FROM sums WHERE sold <> 0
         UNION ALL SELECT 'variant ' || variant_id || ' (kembali)', returned, 0 FROM sums WHERE returned <> 0
         UNION ALL SELECT 'variant ' || variant_id || ' (omzet)', revenue, 0 FROM sums WHERE revenue <> 0
         UNION ALL SELECT 'variant ' || variant_id || ' (diskon)', discount, 0 FROM sums WHERE discount <> 0
         UNION ALL SELECT 'variant ' || variant_id || ' (HPP)', cost, 0 FROM sums WHERE cost <> 0",
        id: "yang terjual menurut harinya tidak sama dengan pesanannya",
        en: "what its days have sold is not what its orders have",
    },
    Sum {
        code: "day_sold",
        sql: "WITH posted AS (
           SELECT p.day, p.debit AS account, -p.amount AS amount FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.debit IN (4101, 4102, 5101) AND (a.noun = 'order' OR a.noun = 'variant')
           UNION ALL SELECT p.day, p.credit, p.amount FROM posting p JOIN activity a ON a.id = p.activity_id
           WHERE p.credit IN (4101, 4102, 5101) AND (a.noun = 'order' OR a.noun = 'variant')
           UNION ALL SELECT key % 100000000, 4101, -revenue FROM variant_day
           UNION ALL SELECT key % 100000000, 4102, discount FROM variant_day
           UNION ALL SELECT key % 100000000, 5101, cost FROM variant_day),
         sums AS (SELECT day, account, CAST(SUM(amount) AS BIGINT) AS amount FROM posted GROUP BY day, account)
         SELECT 'day ' || day || ' (' || account || ')' AS place, amount AS found, 0 AS expected FROM sums WHERE amount <> 0",
        id: "yang terjual hari itu tidak sama dengan pembukuannya",
        en: "what was sold that day is not what is posted",
    },
    Sum {
        code: "day_inventory",
        sql: "WITH steps AS (
           SELECT day, amount FROM posting WHERE debit = 1301 UNION ALL SELECT day, -amount FROM posting WHERE credit = 1301
           UNION ALL SELECT key % 100000000,
             COALESCE(LAG(value) OVER (PARTITION BY key / 100000000 ORDER BY key), 0) - value FROM variant_day),
         sums AS (SELECT day, CAST(SUM(amount) AS BIGINT) AS amount FROM steps GROUP BY day)
         SELECT 'day ' || day || ' (1301)' AS place, amount AS found, 0 AS expected FROM sums WHERE amount <> 0",
        id: "Persediaan hari itu tidak sama dengan nilai stoknya",
        en: "inventory posted that day is not what the stock was worth",
    },
];
