//! What people recorded, value by value, as it stands: what was corrected or withdrawn isn't listed.

use runut_core::export::Cell;
use rusqlite::Row;

use super::{Column, day, number, text};
use crate::StoreError;

pub(super) const RECORDS: &str = "SELECT v.id AS key, 0 AS part, r.id, r.day, t.name AS template, s.name AS store, f.name AS field, v.number,
     COALESCE(c.name, v.text) AS text, r.order_id, g.name AS product, r.file, p.name AS person
     FROM record_value v LEFT JOIN record r ON r.id = v.record_id LEFT JOIN template t ON t.id = r.template_id
     LEFT JOIN template_field f ON f.template_id = r.template_id AND f.version = r.version AND f.key = v.field
     LEFT JOIN template_choice c ON c.template_id = r.template_id AND c.version = r.version AND c.field = v.field AND c.key = v.text
     LEFT JOIN store s ON s.id = r.store_id LEFT JOIN product g ON g.id = r.product_id
     LEFT JOIN activity a ON a.id = r.activity_id LEFT JOIN person p ON p.id = a.person_id
     WHERE v.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(r.day, 0) BETWEEN ?3 AND ?4
       AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces = r.id) ORDER BY v.id LIMIT ?5";

pub(super) const RECORD_COLUMNS: &[Column] = &[
    Column::new(("Nomor", "Number"), |row| number(row, "id")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Pola", "Template"), |row| text(row, "template")).on_paper(),
    Column::new(("Isian", "Field"), |row| text(row, "field")).on_paper(),
    Column::new(("Angka", "Figure"), |row| number(row, "number")).on_paper(),
    Column::new(("Isi", "Words"), |row| text(row, "text")).on_paper(),
    Column::new(("Toko", "Store"), |row| text(row, "store")),
    Column::new(("Pesanan", "Order"), |row| number(row, "order_id")),
    Column::new(("Produk", "Product"), |row| text(row, "product")),
    Column::new(("Siapa", "Who"), |row| text(row, "person")),
    Column::new(("Berkas", "File"), file),
];

fn file(row: &Row<'_>) -> Result<Cell, StoreError> {
    let name: Option<String> = row.get("file")?;
    Ok(name.filter(|name| !name.is_empty()).map_or(Cell::Empty, Cell::Text))
}
