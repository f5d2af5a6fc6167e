//! The shop's figures beside their targets and before, as a table.

use rust_decimal::prelude::ToPrimitive;

use super::{Table, TableRow, said};
use crate::export::Cell;
use crate::findings::days_label;
use crate::kpi::{Unit, few};
use crate::rows::{KpiRow, KpiSaid, KpiTable};
use crate::{Money, Sentence};

/// A figure: a number where a file can reckon with it, else in words.
pub(super) fn figure(unit: Unit, of: &KpiSaid) -> Cell {
    let whole = of.point.value.and_then(|value| value.round().to_i64());
    match (unit, whole) {
        (Unit::Count, Some(whole)) => Cell::Number(whole),
        (Unit::Money, Some(whole)) => Cell::Money(Money(whole)),
        _ => Cell::Said(of.said().clone()),
    }
}

/// What a rate is of; empty for anything else.
fn cases(row: &KpiRow) -> Cell {
    match row.now.point.den {
        Some(den) if matches!(row.unit, Unit::Percent | Unit::Per100) && den > 0 => {
            Cell::Said(few(row.now.point.num, den))
        }
        _ => Cell::Empty,
    }
}

fn mark(row: &KpiRow) -> Cell {
    let missed = row.target.as_ref().is_some_and(|target| target.missed);
    Cell::Said(match (missed, row.now.point.unripe) {
        (true, _) => said("meleset", "missed"),
        (false, true) => said("belum matang", "not ripe yet"),
        (false, false) => Sentence::default(),
    })
}

impl From<&KpiTable> for Table {
    fn from(table: &KpiTable) -> Self {
        let (now, before) = (days_label(table.from, table.to), days_label(table.before_from, table.before_to));
        let row = |row: &KpiRow| {
            TableRow::plain(vec![
                Cell::Said(row.group.name()),
                Cell::Said(row.name.clone()),
                figure(row.unit, &row.now),
                cases(row),
                row.target.as_ref().map_or(Cell::Empty, |target| Cell::Said(target.shown.clone())),
                mark(row),
                figure(row.unit, &row.before),
                row.delta.clone().map_or(Cell::Empty, Cell::Said),
            ])
        };
        // Of which nothing is known then or now, a dash twice says nothing.
        let some =
            |row: &&KpiRow| row.target.is_some() || row.now.point.value.is_some() || row.before.point.value.is_some();
        Self {
            title: said("Angka", "Figures"),
            below: Sentence::new(format!("{}, dan {}", now.id, before.id), format!("{}, and {}", now.en, before.en)),
            heads: vec![
                said("Bagian", "Part"),
                said("Angka", "Figure"),
                now,
                said("Dari", "Of"),
                said("Target", "Target"),
                said("Catatan", "Note"),
                before,
                said("Beda", "Change"),
            ],
            rows: table.rows.iter().filter(some).map(row).collect(),
            notes: vec![said(
                "Target jumlah dihitung untuk hari-hari itu. Angka dari kurang dari 20 kasus ditulis kasusnya.",
                "Targets of sums are for these days. Figures of fewer than 20 cases are written as cases.",
            )],
        }
    }
}
