//! Files taken in.

use std::ops::ControlFlow;
use std::process::ExitCode;

use runut_actions::import;
use runut_core::marketplace::CellOverride;
use runut_core::rows::{ImportReport, ImportWarning};
use runut_store::{IMPORT_BYTES_MAX, read_file};
use serde_json::{Map, Value, json};

use super::{Desk, remittances, settlements};
use crate::args::{Import, Payout};
use crate::output::{Fault, table};
use crate::said::{self, Said};

pub fn run(desk: &Desk<'_>, import: &Import) -> Result<ExitCode, Fault> {
    match import {
        Import::Orders { .. } => orders(desk, import),
        Import::Income(file) => settlements::run(desk, Payout::Income, file),
        Import::Balance(file) => settlements::run(desk, Payout::Balance, file),
        Import::Cod { file, account, columns, apply } => {
            remittances::run(desk, file, account, columns.as_deref(), *apply)
        }
        Import::Ads(file) => settlements::run(desk, Payout::Ads, file),
    }
}

fn orders(desk: &Desk<'_>, import: &Import) -> Result<ExitCode, Fault> {
    let Import::Orders { file, from, store, apply, start_day, overrides, taken } = import else {
        return Ok(ExitCode::SUCCESS);
    };
    let overrides = overrides.iter().map(|text| decided(text)).collect::<Result<Vec<_>, _>>()?;
    let bytes = read_file(file, IMPORT_BYTES_MAX)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut go_on = |_| ControlFlow::Continue(());
    let mut staged = import::read(*from, &name, &bytes, &overrides, &mut go_on)?;
    drop(bytes); // of a large file some twenty megabytes, and the book's own pages come
    staged.taken.clone_from(taken);
    if let Some(name) = store {
        staged.store = Some(desk.book.read(|book| book.store_named(name))?.id);
    }
    let report = if *apply {
        import::apply(&desk.book, &desk.context()?, &staged, *start_day, &mut go_on)?.value
    } else {
        import::preview(&desk.book, &staged, *start_day, desk.now)?
    };
    desk.out.value(&answer(&report), |_| told(&report));
    Ok(ExitCode::SUCCESS)
}

/// `12:Harga Awal=9.500`
fn decided(text: &str) -> Result<CellOverride, Fault> {
    let parts = text.split_once(':').and_then(|(row, rest)| Some((row.trim().parse().ok()?, rest.split_once('=')?)));
    match parts {
        Some((row, (column, value))) => {
            Ok(CellOverride { row, column: column.trim().to_owned(), value: value.to_owned() })
        }
        None => Err(Fault::Usage(format!("--set {text}: tulis BARIS:KOLOM=ISI, misalnya 12:Harga Awal=9.500"))),
    }
}

fn answer(report: &ImportReport) -> Value {
    let stages: Map<String, Value> =
        report.by_stage.iter().map(|c| (c.stage.key().to_owned(), json!(c.orders))).collect();
    let goods: Map<String, Value> =
        report.goods_by_stage.iter().map(|c| (c.stage.key().to_owned(), json!(c.amount))).collect();
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|p| {
            json!({
                "row": p.row, "column": p.column, "code": p.code, "message": p.message.id, "message_en": p.message.en,
                "external_id": p.external_id, "found": p.found, "suggestion": p.suggestion,
            })
        })
        .collect();
    let warned = |warning: &ImportWarning| {
        json!({
            "external_id": warning.external_id, "row": warning.row, "message": warning.message.id,
            "message_en": warning.message.en, "missing": warning.missing, "waits": warning.waits,
        })
    };
    let warnings: Vec<Value> = report.warnings.iter().map(warned).collect();
    let stays: Vec<Value> = report.warnings.iter().filter(|warning| warning.stays).map(warned).collect();
    json!({
        "file": report.file, "store": report.store_name, "elsewhere": report.elsewhere, "applied": report.applied, "rows": report.rows, "orders": report.orders,
        "new": report.new, "changed": report.changed, "unchanged": report.unchanged, "held": report.held,
        "units": report.units, "by_stage": stages, "goods_by_stage": goods, "total_paid": report.total_paid,
        "new_variants": report.new_variants, "history": report.history, "missing_units": report.missing_units,
        "start_day": report.start_day, "asks_start_day": report.asks_start_day, "problems": problems, "warnings": warnings,
        "stays": stays,
    })
}

fn told(report: &ImportReport) -> String {
    let mut out = format!(
        "{} → {}: {} baris, {} pesanan: {} baru, {} berubah, {} tetap, {} ditahan\n{} barang, total dibayar Rp {}\n",
        report.file,
        report.store_name,
        report.rows,
        report.orders,
        report.new,
        report.changed,
        report.unchanged,
        report.held,
        report.units,
        report.total_paid
    );
    let rows: Vec<Vec<String>> = report
        .by_stage
        .iter()
        .zip(&report.goods_by_stage)
        .map(|(count, goods)| vec![count.stage.word().id, count.orders.to_string(), goods.amount.to_string()])
        .collect();
    out.push_str(&table(&["Tahap", "Pesanan", "Barang Rp"], &rows));
    let warned = report.warnings.iter().map(Said::order);
    for line in said::lines(report.problems.iter().map(Said::cell).chain(warned)) {
        out.push_str(&format!("\n! {line}"));
    }
    if let Some(elsewhere) = &report.elsewhere {
        out.push_str(&format!("\n! {}", elsewhere.id));
    }
    let undecided = report.problems.iter().find(|cell| cell.row > 0 && !cell.column.is_empty());
    if let Some(cell) = undecided.filter(|_| !report.applied) {
        let value = if cell.suggestion.is_empty() { "ISI" } else { &cell.suggestion };
        out.push_str(&format!(
            "\nTulis isi sel yang benar dengan --set, misalnya --set \"{}:{}={value}\".",
            cell.row, cell.column
        ));
    }
    let notes = [
        (i64::from(report.new_variants), "varian baru"),
        (i64::from(report.history), "pesanan lama, sebagai riwayat"),
        (report.missing_units, "barang terjual tapi belum ada di rak"),
    ];
    for (n, what) in notes.into_iter().filter(|(n, _)| *n > 0) {
        out.push_str(&format!("\n{n} {what}"));
    }
    if report.asks_start_day {
        out.push_str(&format!("\nHari mulai buku: {} (--start-day)", report.start_day));
    }
    out.push('\n');
    out.push_str(&ended(report));
    out
}

/// What came of it: never more than was done.
fn ended(report: &ImportReport) -> String {
    let goes = report.new + report.changed;
    let waits = if report.held > 0 { format!(", {} menunggu", report.held) } else { String::new() };
    match (report.applied, goes) {
        (true, 0) => format!("Tidak ada yang masuk: tidak ada yang baru atau berubah{waits}."),
        (true, _) => format!("Sudah masuk buku: {} baru, {} berubah{waits}.", report.new, report.changed),
        (false, 0) => format!("Tidak ada yang akan berubah{waits}."),
        (false, _) => "Belum ada yang berubah; tambah --apply untuk memasukkannya.".to_owned(),
    }
}
