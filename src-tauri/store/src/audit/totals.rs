//! Totals that tell payments apart, and the money without which nothing goes to the courier.

use runut_core::Money;
use runut_core::rows::Finding;

use super::sums::Sum;
use super::{FINDINGS_MAX, finding};
use crate::orders::UNPAID;
use crate::{Reader, StoreError};

/// What the warehouse has and may go on is covered, but for what an owner lets it lack.
pub(super) const SUMS: [Sum; 1] = [Sum {
    code: "uncovered",
    sql: "SELECT 'order ' || id AS place, paid - refunded + let_through AS found, total AS expected FROM orders
         WHERE (stage = 'approved' OR stage = 'packed') AND terms = 'prepaid' AND held IS NULL
           AND channel NOT IN ('shopee', 'tokopedia', 'tiktok', 'lazada') AND paid - refunded + let_through < total",
    id: "jalan terus walau belum lunas dan tanpa izin pemilik",
    en: "goes on though it isn't paid and no owner lets it",
}];

/// A unique code makes a total unlike every other that waits in the same account: two that carry one are never equal.
pub(super) fn equal(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare(&format!(
        "WITH coded AS (SELECT id, account, total FROM orders WHERE {UNPAID} AND account <> '' AND unique_code > 0)
         SELECT a.id, b.id AS other, a.total FROM coded a JOIN coded b
           ON b.account = a.account AND b.total = a.total AND b.id > a.id ORDER BY a.id, b.id",
    ))?;
    let rows = statement.query_map([], |row| {
        let (id, other, total): (i64, i64, i64) = (row.get("id")?, row.get("other")?, row.get("total")?);
        let total = Money(total);
        Ok(finding(
            "equal_totals",
            format!("order {id}"),
            format!("Pesanan {id} dan {other} menunggu Rp {total} di rekening yang sama: uangnya tidak bisa dibedakan"),
            format!("Orders {id} and {other} wait for Rp {total} in one account: their money can't be told apart"),
        ))
    })?;
    for row in rows.take(FINDINGS_MAX) {
        findings.push(row?);
    }
    Ok(())
}
