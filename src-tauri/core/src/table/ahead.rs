//! What goods will sell, what to order, and what doesn't sell, as tables.

use super::{Opens, Table, TableRow, at, said, word};
use crate::export::Cell;
use crate::rows::{DeadRow, DeadStock, ForecastRow, Forecasts, Reorder, ReorderRow};
use crate::{Money, part_of, tenths};

/// A number in tenths, or the dash of what isn't defined.
fn figure(number: Option<i64>) -> Cell {
    number.map_or_else(|| word(("–", "–")), Cell::Tenths)
}

impl From<&Forecasts> for Table {
    fn from(report: &Forecasts) -> Self {
        let row = |row: &ForecastRow| {
            TableRow::plain(vec![
                Cell::Text(row.what.clone()),
                Cell::Code(row.sku.clone()),
                figure(row.week),
                figure(row.error),
                figure(row.naive),
                row.class.map_or_else(|| word(("–", "–")), |class| word(class.word())),
                word(row.method.word()),
                Cell::Number(row.weeks),
                Cell::Number(row.masked),
            ])
            .opening(Opens::Variant { id: row.variant })
        };
        let few = report.rows.iter().filter(|row| row.few).count();
        let mut notes = vec![said(
            "Meleset: selisih rata-rata per minggu kalau cara ini dipakai pada minggu-minggu yang sudah lewat. Ulang minggu lalu: selisih kalau minggu terakhir diulang saja.",
            "Off: how far this way was off a week in the mean, tried on weeks that have passed. Last week again: the same by repeating the last week.",
        )];
        if few > 0 {
            notes.push(said(
                &format!("{few} barang punya kurang dari 8 minggu: rata-ratanya saja, belum diuji."),
                &format!("{few} goods have fewer than 8 weeks: their mean alone, not tested."),
            ));
        }
        Self {
            title: said("Perkiraan penjualan", "Sales forecast"),
            below: at(report.day),
            heads: vec![
                said("Barang", "Goods"),
                said("SKU", "SKU"),
                said("Per minggu", "A week"),
                said("Meleset", "Off"),
                said("Ulang minggu lalu", "Last week again"),
                said("Pola", "Pattern"),
                said("Cara", "Way"),
                said("Minggu", "Weeks"),
                said("Kosong", "Out of stock"),
            ],
            rows: report.rows.iter().map(row).collect(),
            notes,
        }
    }
}

impl From<&Reorder> for Table {
    fn from(report: &Reorder) -> Self {
        let row = |row: &ReorderRow| {
            let supplier = if row.supplier.is_empty() {
                word(("(belum ada pemasok)", "(no supplier yet)"))
            } else {
                Cell::Text(row.supplier.clone())
            };
            let note = match (row.cap, row.few) {
                (Some(cap), _) => word(cap.word()),
                (None, true) => word(("data sedikit", "few weeks")),
                (None, false) => Cell::Empty,
            };
            TableRow::plain(vec![
                Cell::Text(row.what.clone()),
                Cell::Code(row.sku.clone()),
                supplier,
                Cell::Number(row.available),
                Cell::Number(row.on_the_way + row.drafted),
                Cell::Tenths(row.week),
                figure(row.error),
                figure(row.naive),
                row.lasts.map_or_else(|| word(("–", "–")), Cell::Number),
                Cell::Number(row.lead_days),
                Cell::Number(row.point),
                Cell::Number(row.quantity),
                row.value.map_or_else(|| word(("–", "–")), Cell::Money),
                note,
            ])
            .opening(Opens::Variant { id: row.variant })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        if !rows.is_empty() {
            let mut total = vec![Cell::Empty; 14];
            total[0] = word(("Jumlah", "Total"));
            total[11] = Cell::Number(report.rows.iter().map(|row| row.quantity).sum());
            total[12] = report.value.into();
            rows.push(TableRow::total(total));
        }
        let terms = &report.terms;
        let mut notes = vec![said(
            &format!(
                "{} dari {} barang sudah sampai titik pesan. Supaya stok cukup dalam {} dari 100 kasus, dipesan tiap {} hari.",
                report.rows.len(),
                report.variants,
                terms.service,
                terms.review_days
            ),
            &format!(
                "{} of {} goods are down to their reorder point. So that stock lasts in {} of 100 cases, ordered every {} days.",
                report.rows.len(),
                report.variants,
                terms.service,
                terms.review_days
            ),
        )];
        let typed = report.rows.iter().filter(|row| row.receipts == 0).count();
        if typed > 0 {
            notes.push(said(
                &format!(
                    "{typed} barang belum pernah datang dari pesanan pembelian: lama datangnya dianggap {} hari.",
                    terms.lead_days
                ),
                &format!(
                    "{typed} goods have never come of a purchase order: they are taken to need {} days.",
                    terms.lead_days
                ),
            ));
        }
        Self {
            title: said("Pesan lagi", "Reorder"),
            below: at(report.day),
            heads: vec![
                said("Barang", "Goods"),
                said("SKU", "SKU"),
                said("Pemasok", "Supplier"),
                said("Tersedia", "Available"),
                said("Di jalan", "On the way"),
                said("Per minggu", "A week"),
                said("Meleset", "Off"),
                said("Ulang minggu lalu", "Last week again"),
                said("Cukup hari", "Lasts days"),
                said("Lama datang", "Lead days"),
                said("Titik pesan", "Reorder point"),
                said("Pesan", "Order"),
                said("Nilai", "Value"),
                said("Catatan", "Note"),
            ],
            rows,
            notes,
        }
    }
}

impl From<&DeadStock> for Table {
    fn from(report: &DeadStock) -> Self {
        let row = |row: &DeadRow| {
            TableRow::plain(vec![
                Cell::Text(row.what.clone()),
                Cell::Code(row.sku.clone()),
                Cell::Number(row.on_hand),
                row.value.into(),
                row.sold.map_or_else(|| word(("belum pernah", "never")), Cell::Day),
                Cell::Number(row.days),
            ])
            .opening(Opens::Variant { id: row.variant })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        if !rows.is_empty() {
            rows.push(TableRow::total(vec![
                word(("Jumlah", "Total")),
                Cell::Empty,
                Cell::Number(report.rows.iter().map(|row| row.on_hand).sum()),
                report.value.into(),
                Cell::Empty,
                Cell::Empty,
            ]));
        }
        let Money(of) = report.of;
        let share = match of {
            1.. => tenths(i64::try_from(i128::from(report.value.0) * 1_000 / i128::from(of)).unwrap_or(0)),
            _ => part_of(0, 0),
        };
        Self {
            title: said("Stok mati", "Dead stock"),
            below: at(report.day),
            heads: vec![
                said("Barang", "Goods"),
                said("SKU", "SKU"),
                said("Ada", "On hand"),
                said("Nilai", "Value"),
                said("Terakhir terjual", "Last sold"),
                said("Hari", "Days"),
            ],
            rows,
            notes: vec![said(
                &format!(
                    "Ada di rak, tidak terjual {} hari atau lebih: {}% dari nilai semua stok.",
                    report.unsold_days, share.id
                ),
                &format!(
                    "On the shelf, not sold for {} days or more: {}% of the value of all stock.",
                    report.unsold_days, share.en
                ),
            )],
        }
    }
}
