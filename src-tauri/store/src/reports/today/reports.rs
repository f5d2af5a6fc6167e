//! Reports to look at.

use runut_core::findings::{Period, Span};
use runut_core::rows::{ReportDue, TodayReports};
use runut_core::{Instant, Sentence};

use crate::reports::kpis::first_day;
use crate::{Reader, StoreError};

/// The week's report on Mondays, the month's on the first, until it is closed or the day is over.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn reports(book: &Reader<'_>, now: Instant) -> Result<TodayReports, StoreError> {
    let today = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
    let mut reports = Vec::new();
    let Some(first) = first_day(book)? else { return Ok(TodayReports { reports }) };
    for (span, on) in [(Span::Week, today.weekday() == 0), (Span::Month, today.0 % 100 == 1)] {
        let period = Period::last_before(span, today);
        let closed =
            || Ok::<_, StoreError>(book.business_report(period.key())?.is_some_and(|kept| kept.closed_at.is_some()));
        if on && period.to() >= first && !closed()? {
            let (name, label) = (span.report(), period.label());
            let said = Sentence::new(format!("{} {}", name.id, label.id), format!("{} {}", name.en, label.en));
            reports.push(ReportDue { span, from: period.from, said });
        }
    }
    Ok(TodayReports { reports })
}
