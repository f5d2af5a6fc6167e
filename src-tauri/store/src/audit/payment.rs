//! Payments: each with its entry and its parts, and orders with theirs.

use runut_core::PaymentId;

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    rows: Some(("SELECT id FROM payment ORDER BY id", |book, id| book.payment(PaymentId(id)).map(|_| Vec::new()))),
    ..Checks::of("payment")
};

/// Sums that must agree.
const SUMS: [Sum; 3] = [
    Sum {
        code: "payment_entry",
        sql: "SELECT 'payment ' || p.id AS place, p.activity_id AS found, p.id AS expected
         FROM payment p LEFT JOIN activity a ON a.id = p.activity_id
         WHERE a.id IS NULL OR NOT (a.noun = 'payment' AND a.noun_id = p.id AND a.verb IN ('record', 'refund'))",
        id: "pembayaran tanpa catatannya",
        en: "a payment without its entry",
    },
    Sum {
        code: "payment_parts",
        sql: "WITH parts AS (SELECT payment_id, CAST(SUM(amount - fee - freight) AS BIGINT) AS amount FROM payment_part GROUP BY payment_id)
         SELECT 'payment ' || p.id AS place, p.amount AS found, COALESCE(t.amount, 0) AS expected
         FROM payment p LEFT JOIN parts t ON t.payment_id = p.id WHERE p.amount <> COALESCE(t.amount, 0)",
        id: "bagian pembayaran tidak sama dengan jumlahnya",
        en: "a payment's parts are not its amount",
    },
    Sum {
        code: "paid",
        sql: "WITH given AS (
           SELECT t.order_id, CAST(SUM(CASE WHEN p.kind = 'in' THEN t.amount ELSE 0 END) AS BIGINT) AS came,
             CAST(SUM(CASE WHEN p.kind = 'out' THEN t.amount ELSE 0 END) AS BIGINT) AS went,
             CAST(SUM(t.fee) AS BIGINT) AS fee
           FROM payment_part t JOIN payment p ON p.id = t.payment_id WHERE p.voided IS NULL GROUP BY t.order_id),
         compared AS (
           SELECT o.id, o.paid, o.refunded, COALESCE(g.came, 0) AS came, COALESCE(g.went, 0) AS went,
             o.withheld, COALESCE(g.fee, 0) AS fee
           FROM orders o LEFT JOIN given g ON g.order_id = o.id
           WHERE o.store_id IS NULL)
         SELECT 'order ' || id AS place, paid AS found, came AS expected FROM compared WHERE paid <> came
         UNION ALL SELECT 'order ' || id || ' (kembali)', refunded, went FROM compared WHERE refunded <> went
         UNION ALL SELECT 'order ' || id || ' (potongan)', withheld, fee FROM compared WHERE withheld <> fee",
        id: "uang masuk tidak sama dengan pembayarannya",
        en: "what is paid is not the sum of its payments",
    },
];
