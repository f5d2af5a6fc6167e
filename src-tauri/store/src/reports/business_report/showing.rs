//! What a report shows beside what stands out: figures, sales of its days, records, what is open.

use runut_core::business_report::SHOWN;
use runut_core::figures::{Count, Dim};
use runut_core::findings::{Period, Record, Span, record};
use runut_core::kpi::Kpi;
use runut_core::records::{review_lines, review_short};
use runut_core::rows::{KpiRow, ReportBar};
use runut_core::statements::Period as Days;
use runut_core::{Day, Instant, Money, Month, SHORT_DAYS, Sentence};

use super::looking::{Looking, days_of};
use crate::reports::kpis::{counted, kpi_rows};
use crate::reports::log_review;
use crate::reports::unpaid::payouts_waiting;
use crate::{Reader, StoreError};

/// Periods that a record is held against at most: two years of weeks.
const RECORDS_BACK: usize = 104;

/// Figures beside target and before; those of which nothing is known are left out.
pub(super) fn figures(looking: &Looking<'_, '_>) -> Result<Vec<KpiRow>, StoreError> {
    let kpis = SHOWN.into_iter().filter_map(Kpi::of);
    let mut rows = kpi_rows(looking.book, kpis, looking.shown, looking.against, Dim::ALL, looking.today)?;
    rows.retain(|row| row.now.point.value.is_some() || row.before.point.value.is_some());
    Ok(rows)
}

/// Sales day by day, or week by week of a month: of a week with what the day usually comes to.
pub(super) fn bars(looking: &Looking<'_, '_>) -> Result<Vec<ReportBar>, StoreError> {
    let period = looking.period;
    let parts: Vec<Days> = match period.span {
        Span::Day => (0..7).rev().map(|back| alone(period.from.plus(-back))).collect(),
        Span::Week => period.days().map(alone).collect(),
        Span::Month => {
            let first = Period::of(Span::Week, period.from);
            let weeks = std::iter::successors(Some(first), |week| Some(week.after()));
            let within = weeks.take_while(|week| week.from <= period.to());
            within.map(|week| Days { from: week.from.max(period.from), to: week.to().min(period.to()) }).collect()
        }
    };
    let usual = if period.span == Span::Week { period.baseline(looking.first) } else { Vec::new() };
    let mut bars = Vec::new();
    for (at, days) in parts.into_iter().enumerate() {
        let mut sum = 0_i64;
        for week in &usual {
            let day = alone(week.from.plus(i64::try_from(at).unwrap_or(0)));
            sum = sum.saturating_add(counted(looking.book, Count::Net, day, Dim::ALL)?);
        }
        let mean = (!usual.is_empty()).then(|| Money(sum / i64::try_from(usual.len()).unwrap_or(1)));
        bars.push(ReportBar {
            label: label(days),
            from: days.from,
            parcels: counted(looking.book, Count::Shipped, days, Dim::ALL)?,
            sales: Money(counted(looking.book, Count::Net, days, Dim::ALL)?),
            usual: mean,
        });
    }
    Ok(bars)
}

fn alone(day: Day) -> Days {
    Days { from: day, to: day }
}

fn label(days: Days) -> Sentence {
    let number = |day: Day| day.0 % 100;
    if days.from == days.to {
        let (id, en) =
            usize::try_from(days.from.weekday()).ok().and_then(|at| SHORT_DAYS.get(at)).copied().unwrap_or_default();
        return Sentence::new(format!("{id} {}", number(days.from)), format!("{en} {}", number(days.from)));
    }
    let both = format!("{}\u{2013}{}", number(days.from), number(days.to));
    Sentence::new(&both, &both)
}

/// Records of orders and sales: news, where there is half a year to compare with.
pub(super) fn news(looking: &Looking<'_, '_>) -> Result<Vec<Sentence>, StoreError> {
    let mut news = Vec::new();
    if looking.running {
        return Ok(news);
    }
    let earlier: Vec<Period> = std::iter::successors(Some(looking.period.before()), |period| Some(period.before()))
        .take_while(|period| period.from >= looking.first)
        .take(RECORDS_BACK)
        .collect();
    for (count, id, en) in [(Count::Placed, "Pesanan", "Orders"), (Count::Net, "Penjualan", "Sales")] {
        let of = |period: Period| counted(looking.book, count, days_of(period), Dim::ALL);
        let before = earlier.iter().map(|period| of(*period)).collect::<Result<Vec<_>, _>>()?;
        if record(of(looking.period)?, &before) == Some(Record::Highest) {
            let since = earlier.last().map(|period| period.label()).unwrap_or_default();
            news.push(Sentence::new(
                format!("{id} tertinggi sejak {}.", since.id),
                format!("{en}: the highest since {}.", since.en),
            ));
        }
    }
    Ok(news)
}

/// How well the log itself was kept in a month: in lines, and in the one of a chat where there is something to do.
pub(super) fn log(looking: &Looking<'_, '_>) -> Result<(Vec<Sentence>, Option<Sentence>), StoreError> {
    if looking.period.span != Span::Month {
        return Ok((Vec::new(), None));
    }
    // A report of a month that hasn't begun was refused before.
    let review = log_review(looking.book, Month::of(looking.period.from), looking.today)?;
    Ok(review.map_or((Vec::new(), None), |review| (review_lines(&review), review_short(&review))))
}

/// What is open in the shop.
pub(super) fn problems(book: &Reader<'_>, today: Day) -> Result<Vec<Sentence>, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let end = Instant(zone.begins(today.plus(1)).0 - 1);
    let tasks = book.tasks_due(today)?;
    let late = payouts_waiting(book, end)?.late;
    let mut open = Vec::new();
    let mut say = |count: i64, id: &str, en: &str| {
        if count > 0 {
            open.push(Sentence::new(format!("{count} {id}."), format!("{count} {en}.")));
        }
    };
    say(tasks, "tugas sudah waktunya", "tasks are due");
    say(late, "pesanan lewat waktu cair", "orders should have been paid out");
    Ok(open)
}
