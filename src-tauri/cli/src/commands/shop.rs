//! The shop itself: first start, log, audit.

use std::process::ExitCode;

use runut_actions::open_shop;
use runut_core::Day;
use runut_core::activity::typed_code;
use runut_core::rows::{Finding, LogPage, LogQuery, NewShop};
use runut_store::{audit, reports};
use serde_json::json;

use super::pages::gather;
use super::{Desk, find};
use crate::args::{Init, Log};
use crate::output::{Fault, table};

pub fn init(desk: &Desk<'_>, init: &Init) -> Result<ExitCode, Fault> {
    let new = NewShop {
        name: init.name.clone(),
        owner: init.owner.clone(),
        address: init.address.clone(),
        phone: init.phone.clone(),
        zone: init.zone,
    };
    let shop = open_shop(&desk.book, &new, desk.now, &desk.request())?.value;
    let answer = json!({ "book": desk.book.path().display().to_string(), "shop": shop });
    desk.out.value(&answer, |_| format!("Buku {} siap: {}", desk.book.path().display(), shop.name));
    Ok(ExitCode::SUCCESS)
}

pub fn counts(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let counts = desk.book.read(|book| Ok::<_, Fault>(reports::rail_counts(book, desk.now)?))?;
    desk.out.value(&counts, |c| {
        format!(
            "terbuka {}, terlambat {}, siap dikemas {}, siap kirim {}, stok kurang {}",
            c.open, c.late, c.to_pack, c.to_ship, c.short
        )
    });
    Ok(ExitCode::SUCCESS)
}

pub fn log(desk: &Desk<'_>, log: &Log) -> Result<ExitCode, Fault> {
    if log.verify {
        return verify(desk);
    }
    if let (Some(code), Some(day)) = (&log.code, log.to) {
        return code_seen(desk, day, code);
    }
    let page: LogPage = desk.book.read(|book| {
        let order = log.order.as_deref().map(|word| find(book, word)).transpose()?;
        let query = |after, limit| LogQuery {
            order,
            from: log.from,
            to: log.to,
            person: None,
            noun: String::new(),
            scans: log.scans,
            after,
            limit,
        };
        gather(log.limit, log.after.as_deref(), |after, limit| Ok(reports::log_page(book, &query(after, limit))?))
    })?;
    let zone = desk.context()?.zone;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|row| {
                let at = zone.local(row.at).format("%Y-%m-%d %H.%M").to_string();
                let order = row.order.map(|o| o.to_string()).unwrap_or_default();
                vec![row.seq.to_string(), at, row.person.clone(), order, row.text.id.clone()]
            })
            .collect();
        table(&["No", "Waktu", "Siapa", "Pesanan", "Apa"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

fn verify(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let report = audit::verify_log(&desk.book)?;
    desk.out.value(&report, |report| {
        let anchor = report.anchor.as_deref().unwrap_or("belum ada");
        format!("{} catatan, jangkar: {anchor}\n{}", report.entries, said(&report.findings))
    });
    Ok(status(&report.findings))
}

fn code_seen(desk: &Desk<'_>, day: Day, code: &str) -> Result<ExitCode, Fault> {
    let seen = audit::compare_code(&desk.book, day, &typed_code(code)?)?;
    desk.out.value(&seen, |seen| match seen.findings.as_slice() {
        [] => seen.said.id.clone(),
        findings => format!("{}\n{}", seen.said.id, said(findings)),
    });
    Ok(ExitCode::from(u8::from(seen.entry.is_none() || !seen.findings.is_empty())))
}

pub fn check(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let findings = audit::check(&desk.book)?;
    desk.out.say(&format!(
        "Dibandingkan dengan jangkar: {}",
        audit::last_anchor(&desk.book).as_deref().unwrap_or("belum ada")
    ));
    desk.out.value(&findings, |findings| said(findings));
    Ok(status(&findings))
}

pub(super) fn said(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "Tidak ada yang salah.".to_owned();
    }
    findings.iter().map(|f| format!("{} [{}]", f.message.id, f.code)).collect::<Vec<_>>().join("\n")
}

pub(super) fn status(findings: &[Finding]) -> ExitCode {
    ExitCode::from(u8::from(!findings.is_empty()))
}
