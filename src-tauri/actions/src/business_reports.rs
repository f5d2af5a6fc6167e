//! Reports of days, weeks and months: the owner's remarks, actions that become tasks, proposals kept or dropped, and closing one.

use runut_core::activity::{Activity, ReportAct};
use runut_core::findings::Period;
use runut_core::rows::{BusinessReport, ProposalAnswer, ReportFinding, ReportTask, TaskRow};
use runut_core::{Limit, Refusal, TaskId};
use runut_store::reports::business_report::{begun, business_report, findings_to_keep, states_to_keep};
use runut_store::{Book, Context, KeptReport, StoreError, Tx};

use crate::tasks::{add_task, given_to};
use crate::{ActionError, Done};

/// Writes what the owner says of a report.
///
/// # Errors
/// `report_ahead`, `too_long`, `owner_only`; [`ActionError`] where the book can't be written.
pub fn remark_report(book: &Book, ctx: &Context, period: Period, remark: &str) -> Done<BusinessReport> {
    let remark = Limit::Remark.note(remark).map_err(|refusal| refusal.with("field", "remark"))?;
    book.write(ctx, &format!("report remark {period:?} {remark}"), |tx| {
        begun(period, ctx.today)?;
        let kept = tx.business_report(period.key())?.unwrap_or_default();
        let told = told(ReportAct::Remark, period).changed("remark", &kept.remark, &remark);
        if told.has_changes() {
            tx.record(&told)?;
            tx.put_business_report(period.key(), &KeptReport { remark, findings: Vec::new(), ..kept })?;
        }
        report(tx, ctx, period)
    })
}

/// Makes tasks of a report's actions. What stands out is kept with them, so that the next report follows it up.
///
/// # Errors
/// `report_ahead`, `report_running`, `report_nothing` where none is chosen, `report_place` for one that isn't there, `report_taken` for one that is a
/// task already; `due`, `missing`, `person_archived` as of a task; [`ActionError`] where the book can't be written.
pub fn act_on_report(book: &Book, ctx: &Context, period: Period, chosen: &[ReportTask]) -> Done<BusinessReport> {
    book.write(ctx, &format!("report act {period:?} {chosen:?}"), |tx| {
        let mut kept = keeping(tx, ctx, period)?;
        if chosen.is_empty() {
            let (id, en) = ("Pilih dulu tindakan yang dijadikan tugas.", "Choose the actions that become tasks.");
            return Err(Refusal::new("report_nothing", id, en).with("field", "actions").into());
        }
        let shown = report(tx, ctx, period)?;
        let language = tx.shop()?.ok_or(StoreError::NoShop)?.language;
        let acts = told(ReportAct::Act, period).with("tasks", chosen.len());
        tx.record(&acts)?;
        for of in chosen {
            let finding = finding(&shown, of.place)?;
            let Some(action) = &finding.action else { return Err(no_place(of.place).into()) };
            let at = kept.findings.iter_mut().find(|kept| kept.place() == of.place);
            let kept = at.ok_or_else(|| no_place(of.place))?;
            if kept.task.is_some() {
                return Err(taken(of.place).into());
            }
            if let Some(due) = of.due.filter(|due| due.date().is_some() && *due < ctx.today) {
                let (id, en) = (
                    format!("{due} sudah lewat. Beri hari ini atau sesudahnya."),
                    format!("{due} has passed. Give today or a later day."),
                );
                return Err(Refusal::new("due_passed", id, en).with("field", "due").into());
            }
            let person_name = of.person.map(|person| given_to(tx, person, None)).transpose()?.unwrap_or_default();
            let text = Limit::Task.line(action.text.said(language))?;
            let task = TaskRow { id: TaskId(0), text, person: of.person, person_name, due: of.due, done: false };
            kept.task = Some(add_task(tx, task)?.id);
            let changed = kept.clone();
            tx.put_finding(&changed)?;
        }
        report(tx, ctx, period)
    })
}

/// Says whether what was proposed twice is proposed again.
///
/// # Errors
/// `report_ahead`, `report_running`, `report_place`, `report_unasked` where nothing is asked of it, `owner_only`; [`ActionError`] where the
/// book can't be written.
pub fn answer_proposal(
    book: &Book,
    ctx: &Context,
    period: Period,
    place: i64,
    answer: ProposalAnswer,
) -> Done<BusinessReport> {
    book.write(ctx, &format!("report answer {period:?} {place} {answer:?}"), |tx| {
        let kept = keeping(tx, ctx, period)?;
        let shown = report(tx, ctx, period)?;
        let answered = kept.findings.iter().any(|kept| kept.place() == place && kept.answer.is_some());
        if !(answered || finding(&shown, place)?.action.as_ref().is_some_and(|action| action.asked)) {
            let (id, en) = (
                format!("Tindakan nomor {place} tidak ditanyakan: yang ditanya hanya yang dua kali diusulkan dan tidak diambil."),
                format!("Nothing is asked about action number {place}: only about what was proposed twice and not taken."),
            );
            return Err(Refusal::new("report_unasked", id, en).with("field", "actions").into());
        }
        let finding = kept.findings.into_iter().find(|kept| kept.place() == place).ok_or_else(|| no_place(place))?;
        let word = if answer == ProposalAnswer::Keep { "keep" } else { "drop" };
        tx.record(&told(ReportAct::Answer, period).with("answer", word).with("kpi", &finding.kpi))?;
        tx.put_finding(&runut_store::KeptFinding { answer: Some(answer), ..finding })?;
        report(tx, ctx, period)
    })
}

/// Closes a report: what stands out in it is kept, and what became of what stood out in the one before.
///
/// # Errors
/// `report_ahead`, `report_running`, `report_closed`, `owner_only`; [`ActionError`] where the book can't be written.
pub fn close_report(book: &Book, ctx: &Context, period: Period) -> Done<BusinessReport> {
    book.write(ctx, &format!("report close {period:?}"), |tx| {
        let kept = keeping(tx, ctx, period)?;
        if kept.closed_at.is_some() {
            let (id, en) = ("Laporan itu sudah ditutup.", "That report is closed already.");
            return Err(Refusal::new("report_closed", id, en).into());
        }
        tx.record(&told(ReportAct::Close, period))?;
        tx.put_business_report(period.key(), &KeptReport { closed_at: Some(ctx.now), ..kept })?;
        for followed in states_to_keep(tx, period, ctx.today)? {
            tx.put_finding(&followed)?;
        }
        report(tx, ctx, period)
    })
}

fn told(act: ReportAct, period: Period) -> Activity {
    Activity::new(act, period.key().0).with("report", period.key())
}

fn report(tx: &Tx<'_>, ctx: &Context, period: Period) -> Result<BusinessReport, ActionError> {
    Ok(business_report(tx, period, ctx.today)??)
}

/// What is kept of a report whose days are over: what stands out in it, from now on.
fn keeping(tx: &mut Tx<'_>, ctx: &Context, period: Period) -> Result<KeptReport, ActionError> {
    begun(period, ctx.today)?;
    if period.to() >= ctx.today {
        let (id, en) = (
            "Hari-harinya belum selesai, jadi belum ada yang diuji. Tunggu sampai periodenya lewat.",
            "Its days aren't over, so nothing is tested yet. Wait until they are.",
        );
        return Err(Refusal::new("report_running", id, en).with("field", "date").into());
    }
    let mut kept = tx.business_report(period.key())?.unwrap_or_default();
    if kept.findings.is_empty() {
        kept.findings = findings_to_keep(tx, period, ctx.today)?;
        tx.put_business_report(period.key(), &kept)?;
    }
    Ok(kept)
}

fn finding(report: &BusinessReport, place: i64) -> Result<&ReportFinding, Refusal> {
    report.findings.iter().find(|finding| finding.place == place).ok_or_else(|| no_place(place))
}

fn no_place(place: i64) -> Refusal {
    let (id, en) = (
        format!("Di laporan itu tidak ada tindakan nomor {place}."),
        format!("There is no action number {place} in that report."),
    );
    Refusal::new("report_place", id, en).with("field", "actions")
}

fn taken(place: i64) -> Refusal {
    let (id, en) =
        (format!("Tindakan nomor {place} sudah jadi tugas."), format!("Action number {place} is a task already."));
    Refusal::new("report_taken", id, en).with("field", "actions")
}
