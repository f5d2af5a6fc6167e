//! The report of a day, a week or a month: figures beside goal and before, what stands out, why, what to do, and what became of what
//! stood out before.
//!
//! Invariant: figures are read off what is kept of days, and goods from the days of the few that are looked at, so that a report of a book of a
//! million orders costs what one of a thousand does.

mod causing;
mod goods;
mod looking;
mod past;
mod showing;

use runut_core::business_report::{Looked, Said, proposal, told};
use runut_core::figures::Dim;
use runut_core::findings::{BASELINE_LEAST, Found, Period, Tested, Trend, screen, trend};
use runut_core::rows::{BusinessReport, ProposalAnswer, ReportAction, ReportCause, ReportFinding};
use runut_core::{Day, Money, Refusal, Sentence};

use crate::business_reports::{KeptFinding, KeptReport};
use crate::{Reader, StoreError};
use looking::Looking;

/// The report of a period, as the book stands.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for a period that hasn't begun.
pub fn business_report(
    book: &Reader<'_>,
    period: Period,
    today: Day,
) -> Result<Result<BusinessReport, Refusal>, StoreError> {
    if let Err(refusal) = begun(period, today) {
        return Ok(Err(refusal));
    }
    let looking = Looking::new(book, period, today)?;
    let kept = book.business_report(period.key())?.unwrap_or_default();
    let before = book.reports_before(period)?;
    let found = if looking.running { Vec::new() } else { standing_out(&looking, &kept)? };
    let mut findings = Vec::new();
    for (at, of) in found.iter().enumerate() {
        findings.push(finding(&looking, at, of, &before)?);
    }
    let (followed, followed_label) = past::followed(&looking, &before)?;
    let (log, log_short) = showing::log(&looking)?;
    let owner = book.persons()?.into_iter().find(|person| person.owner && !person.archived);
    let special = period.special();
    Ok(Ok(BusinessReport {
        span: period.span,
        from: period.from,
        to: looking.shown.to,
        title: period.span.report(),
        label: looking.label(),
        special,
        against: looking.against_label(),
        running: looking.running,
        baseline: i64::try_from(period.baseline(looking.first).len()).unwrap_or(0),
        needed: i64::try_from(BASELINE_LEAST).unwrap_or(0),
        figures: showing::figures(&looking)?,
        bars: showing::bars(&looking)?,
        findings,
        news: showing::news(&looking)?,
        followed,
        followed_label,
        problems: showing::problems(book, today)?,
        log,
        log_short,
        remark: kept.remark,
        owner: owner.map(|person| person.name).unwrap_or_default(),
        closed_at: kept.closed_at,
    }))
}

/// Refuses a period that hasn't begun.
///
/// # Errors
/// `report_ahead`.
pub fn begun(period: Period, today: Day) -> Result<(), Refusal> {
    if period.from <= today && period.from.date().is_some() {
        return Ok(());
    }
    let (id, en) = (
        "Laporan itu dari hari yang belum datang. Pilih hari sampai hari ini.",
        "That report is of days that haven't come. Choose a day up to today.",
    );
    Err(Refusal::new("report_ahead", id, en).with("field", "date"))
}

/// A figure that stands out, and what is kept of it.
pub(super) struct Standing {
    of: Looked,
    found: Found,
    kept: Option<KeptFinding>,
}

/// What stands out: as it is kept, else as it is found.
fn standing_out(looking: &Looking<'_, '_>, kept: &KeptReport) -> Result<Vec<Standing>, StoreError> {
    if kept.findings.is_empty() {
        let looked = looking.all()?;
        let candidates: Vec<_> = looked.iter().map(Looked::candidate).collect();
        let found = screen(&candidates);
        return Ok(found
            .into_iter()
            .map(|found| Standing { of: looked[found.at].clone(), found, kept: None })
            .collect());
    }
    let mut standing = Vec::new();
    for kept in &kept.findings {
        let Some(mut of) = looking.one(&kept.kpi, kept.dim)? else { continue };
        of.series.now = kept.now;
        let up =
            i128::from(kept.now.num) * i128::from(kept.base.den) > i128::from(kept.base.num) * i128::from(kept.now.den);
        let slope = if up { 1.0 } else { -1.0 };
        let going = trend(&of.series).unwrap_or(Trend { slope, chance: 0.0, matters: true });
        let tested =
            Tested { base: kept.base, chance: kept.billionths as f64 / 1e9, matters: true, rupiah: kept.rupiah.0 };
        let found = Found { at: 0, tested, trend: kept.trend.then_some(going) };
        standing.push(Standing { of, found, kept: Some(kept.clone()) });
    }
    Ok(standing)
}

/// What of a report is kept once it is closed or something of it becomes a task: what stands out, as it is found now.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn findings_to_keep(book: &Reader<'_>, period: Period, today: Day) -> Result<Vec<KeptFinding>, StoreError> {
    let looking = Looking::new(book, period, today)?;
    let standing = standing_out(&looking, &KeptReport::default())?;
    let report = period.key();
    let kept = standing.iter().zip(1..).map(|(of, place)| KeptFinding {
        id: KeptFinding::key(report, place),
        report,
        kpi: of.of.kpi.key.to_owned(),
        dim: of.of.dim,
        now: of.of.series.now,
        base: of.found.tested.base,
        billionths: billionths(of.found.tested.chance),
        trend: of.found.trend.is_some(),
        rupiah: Money(of.found.tested.rupiah),
        task: None,
        answer: None,
        state: None,
    });
    Ok(kept.collect())
}

/// What became of the findings of the report before one that is closed.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn states_to_keep(book: &Reader<'_>, period: Period, today: Day) -> Result<Vec<KeptFinding>, StoreError> {
    past::states(&Looking::new(book, period, today)?, &book.reports_before(period)?)
}

fn billionths(chance: f64) -> i64 {
    (chance.clamp(0.0, 1.0) * 1e9).round() as i64
}

fn finding(
    looking: &Looking<'_, '_>,
    at: usize,
    of: &Standing,
    before: &[(Period, Vec<KeptFinding>)],
) -> Result<ReportFinding, StoreError> {
    let Said { title, detail, bad } = told(&of.of, &of.found);
    let mut causes = causing::causes(looking, &of.of, of.found.tested.rupiah > 0)?;
    scaled(&mut causes);
    let proposed = proposal(&of.of, bad, causes.first().and_then(|cause| cause.name.as_deref()));
    let past = past::proposed(of, before);
    let dropped = past == Some(ProposalAnswer::Drop);
    let task = of.kept.as_ref().and_then(|kept| kept.task);
    let task = task.map(|task| looking.book.task(task)).transpose()?.flatten();
    let asked = task.is_none() && past.is_none() && past::untouched(of, before);
    let action = ReportAction {
        text: task.as_ref().map_or(proposed.text, |task| Sentence::new(&task.text, &task.text)),
        list: proposed.list,
        task: task.as_ref().map(|task| task.id),
        person: task.as_ref().map(|task| task.person_name.clone()).unwrap_or_default(),
        due: task.as_ref().and_then(|task| task.due),
        done: task.as_ref().is_some_and(|task| task.done),
        asked,
    };
    Ok(ReportFinding {
        place: i64::try_from(at + 1).unwrap_or(i64::MAX),
        kpi: of.of.kpi.key.to_owned(),
        dim: of.of.dim,
        of: Dim(of.of.dim).word(),
        title,
        detail,
        bad,
        rupiah: Money(of.found.tested.rupiah),
        billionths: billionths(of.found.tested.chance),
        causes: causes.into_iter().map(|cause| cause.row).collect(),
        action: (!dropped || action.task.is_some()).then_some(action),
    })
}

/// A cause, with the name of the part of the shop that it is.
pub(super) struct Because {
    name: Option<String>,
    row: ReportCause,
    weight: i64,
}

/// Bars as long as their weight beside the largest.
fn scaled(causes: &mut [Because]) {
    let most = causes.iter().map(|cause| cause.weight.unsigned_abs()).max().unwrap_or(0);
    for cause in causes.iter_mut().filter(|_| most > 0) {
        let share = u128::from(cause.weight.unsigned_abs()) * 100 / u128::from(most);
        cause.row.share = i64::try_from(share).unwrap_or(100);
    }
}
