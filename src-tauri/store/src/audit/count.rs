//! Counts: what they found is what moved for them.

use runut_core::CountId;

use super::Checks;
use super::sums::Sum;

pub(super) const CHECKS: Checks = Checks {
    sums: &[COUNTED],
    rows: Some(("SELECT id FROM stock_count ORDER BY id", |book, id| {
        book.count(CountId(id))?;
        book.count_entries(CountId(id)).map(|_| Vec::new())
    })),
    ..Checks::of("count")
};

/// The differences that closed counts found, and the moves of the goods.
const COUNTED: Sum = Sum {
    code: "count",
    sql: "WITH told AS (
       SELECT l.variant_id, CAST(SUM(l.counted - l.expected) AS BIGINT) AS units
       FROM stock_count_line l JOIN stock_count c ON c.id = l.count_id
       WHERE c.state = 'closed' AND l.counted IS NOT NULL GROUP BY l.variant_id),
     moved AS (
       SELECT m.variant_id,
         CAST(SUM(CASE WHEN m.to_bin = 'shelf' THEN m.quantity ELSE -m.quantity END) AS BIGINT) AS units
       FROM stock_move m JOIN activity a ON a.id = m.activity_id
       WHERE a.noun = 'variant' AND (a.verb = 'count' OR a.verb = 'undo' AND a.facts LIKE '%undid_:_count_%')
       GROUP BY m.variant_id)
     SELECT 'variant ' || v.sku AS place, COALESCE(m.units, 0) AS found, COALESCE(t.units, 0) AS expected
     FROM variant v LEFT JOIN told t ON t.variant_id = v.id LEFT JOIN moved m ON m.variant_id = v.id
     WHERE COALESCE(m.units, 0) <> COALESCE(t.units, 0)",
    id: "selisih opname tidak sama dengan mutasinya",
    en: "a count's differences are not its moves",
};
