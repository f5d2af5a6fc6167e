//! What the stock was worth, and what is owed for goods, as tables.

use super::{Opens, Table, TableRow};
use crate::export::Cell;
use crate::rows::{PayableRow, Payables, Valuation, ValuationRow};
use crate::{Day, Money, Sentence};

fn said(id: &str, en: &str) -> Sentence {
    Sentence::new(id, en)
}

fn at(day: Day) -> Sentence {
    said(&format!("per {}", day.typed()), &format!("at {}", day.typed()))
}

impl From<&Valuation> for Table {
    fn from(report: &Valuation) -> Self {
        let row = |row: &ValuationRow| {
            let name = if row.name.is_empty() { row.product.clone() } else { format!("{}, {}", row.product, row.name) };
            TableRow::plain(vec![
                Cell::Text(name),
                Cell::Code(row.sku.clone()),
                Cell::Number(row.on_hand),
                row.unit_cost.into(),
                row.value.into(),
            ])
            .opening(Opens::Variant { id: row.variant })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        let total = Cell::Said(said("Jumlah", "Total"));
        rows.push(TableRow::total(vec![
            total,
            Cell::Empty,
            Cell::Number(report.units),
            Cell::Empty,
            report.value.into(),
        ]));
        Self {
            title: said("Nilai stok", "Stock valuation"),
            below: at(report.day),
            heads: vec![
                said("Barang", "Goods"),
                said("SKU", "SKU"),
                said("Ada", "On hand"),
                said("Biaya satuan", "Cost of one"),
                said("Nilai", "Value"),
            ],
            rows,
            notes: Vec::new(),
        }
    }
}

impl From<&Payables> for Table {
    fn from(report: &Payables) -> Self {
        let cells = |label: Cell, due: &[Money], rest: [Money; 4]| {
            let mut cells = vec![label];
            cells.extend(due.iter().chain(&rest).map(|sum| Cell::Money(*sum)));
            cells
        };
        let row = |row: &PayableRow| {
            let nobody = || Cell::Said(said("(tanpa pemasok)", "(no supplier)"));
            let label = if row.supplier.is_empty() { nobody() } else { Cell::Text(row.supplier.clone()) };
            TableRow::plain(cells(label, &row.due, [row.unbilled, row.credit, row.owed, row.advance]))
                .opening(Opens::Supplier { id: row.supplier_id.unwrap_or_default() })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        let sum = |of: fn(&PayableRow) -> Money| report.rows.iter().map(of).sum::<Money>();
        let due: Vec<Money> =
            (0..5).map(|at| report.rows.iter().filter_map(|row| row.due.get(at)).copied().sum()).collect();
        let rest = [sum(|row| row.unbilled), sum(|row| row.credit), report.total, sum(|row| row.advance)];
        rows.push(TableRow::total(cells(Cell::Said(said("Jumlah", "Total")), &due, rest)));
        Self {
            title: said("Utang pemasok menurut umur", "Payables by age"),
            below: at(report.day),
            heads: vec![
                said("Pemasok", "Supplier"),
                said("Belum tempo", "Not due"),
                said("1–7 hari", "1–7 days"),
                said("8–30", "8–30"),
                said("31–60", "31–60"),
                said("> 60", "> 60"),
                said("Belum ditagih", "Not billed"),
                said("Potongan", "Credit"),
                said("Utang", "Owed"),
                said("Uang muka", "Paid ahead"),
            ],
            rows,
            notes: Vec::new(),
        }
    }
}
