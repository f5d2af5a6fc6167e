//! Couriers' payouts of COD, taken in.

use std::path::Path;
use std::process::ExitCode;

use runut_actions::account_named;
use runut_actions::remittances::{self, CodColumns, RemittanceReport};
use runut_store::{IMPORT_BYTES_MAX, read_file};
use serde_json::{Value, json};

use super::Desk;
use crate::output::Fault;

pub fn run(desk: &Desk<'_>, file: &Path, account: &str, columns: Option<&str>, go: bool) -> Result<ExitCode, Fault> {
    let columns = columns.map_or_else(|| Ok(CodColumns::mengantar()), named)?;
    let bytes = read_file(file, IMPORT_BYTES_MAX)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let account = desk.book.read(|book| Ok::<_, Fault>(account_named(book, account)?))?;
    let staged = remittances::read(&desk.book, &name, &bytes, &columns, account)?;
    let report = if go {
        remittances::apply(&desk.book, &desk.context()?, &staged)?.value
    } else {
        remittances::preview(&desk.book, &staged)?
    };
    desk.out.value(&answer(&report), |_| told(&report));
    Ok(ExitCode::SUCCESS)
}

/// `tracking=Resi,amount=Nilai COD`
fn named(text: &str) -> Result<CodColumns, Fault> {
    let mut columns = CodColumns::default();
    for part in text.split(',') {
        let wrong =
            || Fault::Usage(format!("--columns {part}: tulis misalnya tracking=Resi,amount=Nilai COD,day=Tanggal"));
        let (key, name) = part.split_once('=').ok_or_else(wrong)?;
        let column = match key.trim() {
            "tracking" => &mut columns.tracking,
            "order" => &mut columns.order,
            "amount" => &mut columns.amount,
            "fee" => &mut columns.fee,
            "freight" => &mut columns.freight,
            "total" => &mut columns.total,
            "day" => &mut columns.day,
            _ => return Err(wrong()),
        };
        name.trim().clone_into(column);
    }
    if columns.tracking.is_empty() || columns.amount.is_empty() || columns.day.is_empty() {
        return Err(Fault::Usage("--columns: sebut paling sedikit tracking, amount dan day".to_owned()));
    }
    Ok(columns)
}

fn answer(report: &RemittanceReport) -> Value {
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|p| json!({"row": p.row, "code": p.code, "message": p.message.id, "message_en": p.message.en}))
        .collect();
    json!({
        "file": report.file, "applied": report.applied, "rows": report.rows, "matched": report.matched, "known": report.known,
        "unknown": report.unknown, "amount": report.amount, "fee": report.fee, "freight": report.freight,
        "net": report.net, "problems": problems,
    })
}

fn told(report: &RemittanceReport) -> String {
    let mut out = format!(
        "{}: {} baris: {} pesanan, {} sudah dicatat, {} tidak dikenal\nDiterima kurir Rp {}, biaya COD Rp {}, ongkir Rp {}, masuk Rp {}",
        report.file,
        report.rows,
        report.matched,
        report.known,
        report.unknown,
        report.amount,
        report.fee,
        report.freight,
        report.net
    );
    for problem in &report.problems {
        out.push_str(&format!("\n! {}", problem.message.id));
    }
    out.push('\n');
    out.push_str(match (report.applied, report.matched) {
        (true, 0) => "Tidak ada yang masuk.",
        (true, _) => "Sudah masuk buku.",
        (false, 0) => "Tidak ada yang akan dicatat.",
        (false, _) => "Belum ada yang dicatat; tambah --apply untuk memasukkannya.",
    });
    out
}
