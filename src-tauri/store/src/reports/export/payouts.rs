//! Rows of marketplaces' and couriers' payouts: those that stand. One that another row took the place of would be counted twice.

use runut_core::export::Cell;
use runut_core::settlement::{RowKind, SettlementKind};

use super::{Column, code, day, money, number, text, word};

pub(super) const SETTLEMENTS: &str =
    "SELECT r.id AS key, 0 AS part, f.name AS file, f.kind AS report, s.name AS store, r.day, r.external_id, r.kind, r.word, r.net,
       r.balance, r.order_id
     FROM settle_row r LEFT JOIN settle_file f ON f.id = r.file_id LEFT JOIN store s ON s.id = r.store_id
     WHERE r.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(r.day, 0) BETWEEN ?3 AND ?4 AND r.superseded_by IS NULL
     ORDER BY r.id LIMIT ?5";

pub(super) const SETTLEMENT_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")),
    Column::new(("Berkas", "File"), |row| text(row, "file")).on_paper(),
    Column::new(("Laporan", "Report"), |row| {
        word(row, "report", |key| Some(Cell::Said(SettlementKind::from_key(key)?.word())))
    }),
    Column::new(("Toko", "Store"), |row| text(row, "store")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("ID pesanan", "Order ID"), |row| code(row, "external_id")).on_paper(),
    Column::new(("Jenis", "Kind"), |row| word(row, "kind", |key| Some(Cell::Said(RowKind::from_key(key)?.word()))))
        .on_paper(),
    Column::new(("Di berkas", "In the file"), |row| text(row, "word")),
    Column::new(("Bersih", "Net"), |row| money(row, "net")).on_paper().summed(),
    Column::new(("Saldo", "Balance"), |row| money(row, "balance")),
    Column::new(("Pesanan", "Order"), |row| number(row, "order_id")).on_paper(),
];
