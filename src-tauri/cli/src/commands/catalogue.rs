//! Products from a spreadsheet.

use std::path::Path;
use std::process::ExitCode;

use runut_actions::catalogue::{apply, preview, read};
use runut_core::rows::{CatalogueFate, CatalogueReport};

use super::Desk;
use crate::input;
use crate::output::{Fault, table};

/// Larger than any product list of a small shop.
const BYTES_MAX: u64 = 32 * 1024 * 1024;

pub fn import(desk: &Desk<'_>, path: &Path, now: bool) -> Result<ExitCode, Fault> {
    let bytes = input::bytes(path, BYTES_MAX)?;
    // Pasted rows have no name.
    let name = path.file_name().filter(|_| path != Path::new("-")).unwrap_or_default();
    let file = read(&name.to_string_lossy(), &bytes)?;
    let report = if now { apply(&desk.book, &desk.context()?, &file)?.value } else { preview(&desk.book, &file)? };
    desk.out.value(&report, told);
    Ok(ExitCode::SUCCESS)
}

fn told(report: &CatalogueReport) -> String {
    let rows: Vec<Vec<String>> = report
        .list
        .iter()
        .filter(|row| row.fate != CatalogueFate::Same || row.message.is_some())
        .map(|row| {
            let line = &row.line;
            let fate = match row.fate {
                CatalogueFate::New => "baru",
                CatalogueFate::Changed => "berubah",
                CatalogueFate::Same => "sama",
                CatalogueFate::Refused => "tidak ikut",
            };
            let name = if line.variant.is_empty() {
                line.product.clone()
            } else {
                format!("{}, {}", line.product, line.variant)
            };
            let message = row.message.as_ref().map(|said| said.id.clone()).unwrap_or_default();
            vec![line.row.to_string(), fate.to_owned(), name, line.sku.clone(), message]
        })
        .collect();
    let done = if report.applied { "Dicatat" } else { "Yang akan terjadi" };
    let mut text = table(&["Baris", "Jadi", "Barang", "SKU", "Keterangan"], &rows);
    text.push('\n');
    text.push_str(&format!(
        "{done}: {} produk dan {} varian baru, {} berubah, {} sama, {} tidak ikut; stok awal {} barang, Rp {}.\n",
        report.new_products,
        report.new_variants,
        report.changed,
        report.same,
        report.refused,
        report.units,
        report.value
    ));
    if !report.ignored.is_empty() {
        text.push_str(&format!("Kolom yang tidak dibaca: {}.\n", report.ignored.join(", ")));
    }
    if !report.applied {
        text.push_str("Belum ada yang diubah; tambahkan --apply.\n");
    }
    text
}
