//! The ledger's kept sums: each is what postings come to.

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks { sums: &SUMS, ..Checks::of("ledger") };

const SUMS: [Sum; 4] = [
    Sum {
        code: "day_sum",
        sql: "WITH moved AS (
           SELECT (CAST(day AS BIGINT) * 10000 + debit) * 100 + COALESCE(store_id, 0) AS key, amount AS debit, 0 AS credit FROM posting
           UNION ALL SELECT (CAST(day AS BIGINT) * 10000 + credit) * 100 + COALESCE(store_id, 0), 0, amount FROM posting),
         sums AS (SELECT key, CAST(SUM(debit) AS BIGINT) AS debit, CAST(SUM(credit) AS BIGINT) AS credit FROM moved GROUP BY key)
         SELECT 'day_sum ' || COALESCE(k.key, s.key) AS place, COALESCE(k.debit - k.credit, 0) AS found,
           COALESCE(s.debit - s.credit, 0) AS expected
         FROM day_sum k FULL JOIN sums s ON s.key = k.key WHERE k.debit IS DISTINCT FROM s.debit OR k.credit IS DISTINCT FROM s.credit",
        id: "jumlah hari ini tidak sama dengan jumlah pembukuannya",
        en: "the day's sum is not that of its postings",
    },
    Sum {
        code: "month_sum",
        sql: "WITH sums AS (
           SELECT key / 100000000 * 1000000 + key % 1000000 AS key, CAST(SUM(debit) AS BIGINT) AS debit,
             CAST(SUM(credit) AS BIGINT) AS credit FROM day_sum GROUP BY key / 100000000 * 1000000 + key % 1000000)
         SELECT 'month_sum ' || COALESCE(k.key, s.key) AS place, COALESCE(k.debit - k.credit, 0) AS found,
           COALESCE(s.debit - s.credit, 0) AS expected
         FROM month_sum k FULL JOIN sums s ON s.key = k.key WHERE k.debit IS DISTINCT FROM s.debit OR k.credit IS DISTINCT FROM s.credit",
        id: "jumlah bulan ini tidak sama dengan jumlah hari-harinya",
        en: "the month's sum is not that of its days",
    },
    Sum {
        code: "balance",
        sql: "WITH moved AS (
           SELECT key / 1000000 AS month, key / 100 % 10000 AS account, CAST(SUM(debit - credit) AS BIGINT) AS amount
           FROM month_sum GROUP BY key / 1000000, key / 100 % 10000),
         months AS (SELECT DISTINCT month FROM moved),
         sums AS (SELECT m.month * 10000 + p.account AS key, CAST(SUM(p.amount) AS BIGINT) AS balance
           FROM months m JOIN moved p ON p.month <= m.month GROUP BY m.month, p.account)
         SELECT 'month_close ' || COALESCE(k.key, s.key) AS place, COALESCE(k.balance, 0) AS found,
           COALESCE(s.balance, 0) AS expected
         FROM month_close k FULL JOIN sums s ON s.key = k.key WHERE COALESCE(k.balance, 0) <> COALESCE(s.balance, 0)",
        id: "saldo tidak sama dengan jumlah pembukuannya",
        en: "the balance is not the sum of its postings",
    },
    Sum {
        code: "cash_sum",
        sql: "WITH moved AS (
           SELECT (CAST(day AS BIGINT) * 10000 + debit) * 10000 + credit AS key, amount AS received, 0 AS paid FROM posting
           WHERE debit BETWEEN 1101 AND 1149 AND credit NOT BETWEEN 1101 AND 1149
           UNION ALL SELECT (CAST(day AS BIGINT) * 10000 + credit) * 10000 + debit, 0, amount FROM posting
           WHERE credit BETWEEN 1101 AND 1149 AND debit NOT BETWEEN 1101 AND 1149),
         sums AS (SELECT key, CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(paid) AS BIGINT) AS paid FROM moved GROUP BY key)
         SELECT 'cash_sum ' || COALESCE(k.key, s.key) AS place, COALESCE(k.received - k.paid, 0) AS found,
           COALESCE(s.received - s.paid, 0) AS expected
         FROM cash_sum k FULL JOIN sums s ON s.key = k.key
         WHERE k.received IS DISTINCT FROM s.received OR k.paid IS DISTINCT FROM s.paid",
        id: "arus kas tidak sama dengan jumlah pembukuannya",
        en: "the cash flow is not the sum of its postings",
    },
];
