//! What the stock was worth, and what is owed for goods, as tables.

use super::{FIRST_DAY, Opens, Table, TableRow, at, said};
use crate::Money;
use crate::export::Cell;
use crate::rows::{PayableOther, PayableRow, Payables, Valuation, ValuationRow};

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
        let zero = Money::ZERO;
        let other = |other: &PayableOther| {
            let entries =
                Opens::Entries { accounts: vec![other.account], store: None, from: FIRST_DAY, to: report.day };
            TableRow::plain(cells(Cell::Said(other.label.clone()), &other.due, [zero, zero, other.owed, zero]))
                .opening(entries)
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).chain(report.others.iter().map(other)).collect();
        let sum = |of: fn(&PayableRow) -> Money| report.rows.iter().map(of).sum::<Money>();
        let ages = || report.rows.iter().map(|row| &row.due).chain(report.others.iter().map(|other| &other.due));
        let due: Vec<Money> = (0..5).map(|at| ages().filter_map(|due| due.get(at)).copied().sum()).collect();
        let rest = [sum(|row| row.unbilled), sum(|row| row.credit), report.all, sum(|row| row.advance)];
        rows.push(TableRow::total(cells(Cell::Said(said("Jumlah", "Total")), &due, rest)));
        Self {
            title: said("Utang menurut umur", "Payables by age"),
            below: at(report.day),
            heads: vec![
                said("Kepada", "To"),
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
            notes: vec![said(
                "Umur dihitung sejak jatuh tempo; utang kurir sejak dicatat, yang dibayar dianggap melunasi yang paling lama dulu.",
                "Ages are since the due day; what couriers are owed since it was recorded, what was paid counts for the oldest first.",
            )],
        }
    }
}
