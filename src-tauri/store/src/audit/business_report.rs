//! Reports of days, weeks and months: each of a period that there is, and what stood out of figures that there are.

use runut_core::ReportId;
use runut_core::findings::Period;
use runut_core::kpi::Kpi;
use runut_core::rows::Finding;

use super::{Checks, finding};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks {
    rows: Some(("SELECT id FROM business_report ORDER BY id", |book, id| {
        let report = book.business_report(ReportId(id))?;
        Ok(report.into_iter().map(|report| (id, "remark", report.remark)).collect())
    })),
    parts: &[known],
    ..Checks::of("report")
};

fn known(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for id in super::all_keys(book, "SELECT id FROM business_report ORDER BY id")? {
        let place = format!("report {id}");
        if Period::from_key(id).is_none() {
            let (no, none) = ("tidak ada periode itu", "there is no such period");
            findings.push(finding("report_period", &place, format!("{place}: {no}"), format!("{place}: {none}")));
        }
        for of in book.business_report(ReportId(id))?.into_iter().flat_map(|report| report.findings) {
            if Kpi::of(&of.kpi).is_none() {
                let (no, none) = ("angka yang tidak dikenal", "an unknown figure");
                let (id, en) = (format!("{place}: {no} {}", of.kpi), format!("{place}: {none} {}", of.kpi));
                findings.push(finding("report_figure", &place, id, en));
            }
        }
    }
    Ok(())
}
