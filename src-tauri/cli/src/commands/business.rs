//! Reports of days, weeks and months: shown, as files, and what is done with one.

use std::process::ExitCode;

use runut_actions::{act_on_report, answer_proposal, close_report, remark_report};
use runut_core::business_report::chat_text;
use runut_core::findings::{Period, Span};
use runut_core::rows::{BusinessReport, ProposalAnswer, ReportFinding, ReportQuery, ReportTask, WorkList};
use runut_core::{Language, Table};
use runut_store::{StoreError, reports};

use super::Desk;
use super::report::{text, wanted, write};
use crate::args::{Business, KeepOrDrop, ReportAct, ReportAnswer, ReportOf, ReportPeriod, ReportRemark, period_of};
use crate::output::Fault;

pub fn run(desk: &Desk<'_>, of: &ReportOf) -> Result<ExitCode, Fault> {
    match of {
        ReportOf::Daily(business) => show(desk, Span::Day, business),
        ReportOf::Weekly(business) => show(desk, Span::Week, business),
        ReportOf::Monthly(business) => show(desk, Span::Month, business),
        ReportOf::Act(act) => make_tasks(desk, act),
        ReportOf::Remark(remark) => write_remark(desk, remark),
        ReportOf::Answer(answer) => answered(desk, answer),
        ReportOf::Close(period) => close(desk, period),
    }
}

fn show(desk: &Desk<'_>, span: Span, business: &Business) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let period = period_of(span, business.date, ctx.today);
    let files = wanted(desk, &business.files)?;
    let report = read(desk, period)?;
    if business.text {
        let language = desk.book.read(|book| book.shop())?.ok_or(StoreError::NoShop)?.language;
        desk.out.value(&report, |report| chat_text(report, language));
    } else {
        desk.out.value(&report, shown);
    }
    write(desk, &ctx, &ReportQuery::Business { span, day: period.from }, files)
}

fn read(desk: &Desk<'_>, period: Period) -> Result<BusinessReport, Fault> {
    let today = desk.context()?.today;
    Ok(desk.book.read(|book| reports::business_report::business_report(book, period, today))??)
}

/// A report as text: its table, then where each action is worked off.
fn shown(report: &BusinessReport) -> String {
    let mut lines = vec![text(&Table::from(report))];
    if report.figures.is_empty() {
        lines.push("Buku ini belum punya data dari hari-hari itu.".to_owned());
    } else if report.running {
        lines.push("Belum diuji: periodenya belum selesai.".to_owned());
    } else if report.baseline < report.needed {
        lines.push(format!("Belum cukup data: {} periode serupa dari {}.", report.baseline, report.needed));
    } else if report.findings.is_empty() {
        lines.push("Tidak ada yang menonjol.".to_owned());
    }
    lines.extend(report.findings.iter().filter_map(|finding| worked_off(report, finding)));
    lines.join("\n")
}

fn worked_off(report: &BusinessReport, finding: &ReportFinding) -> Option<String> {
    let action = finding.action.as_ref()?;
    let days = format!("--from {} --to {}", report.from, report.to);
    let list = match action.list {
        WorkList::Orders => format!("orders --day {}", report.to),
        WorkList::Sales => format!("report sales --by product {days}"),
        WorkList::Returns => "returns".to_owned(),
        WorkList::Tariffs => "fee list".to_owned(),
        WorkList::OrdersProfit => format!("report orders-profit {days}"),
        WorkList::Reorder => "reorder".to_owned(),
    };
    let state = match (action.task, action.asked) {
        (Some(task), _) if action.done => format!("tugas {task}, selesai"),
        (Some(task), _) => format!("tugas {task}"),
        (None, true) => "dua kali tidak diambil: report answer keep atau drop".to_owned(),
        (None, false) => "belum jadi tugas: report act".to_owned(),
    };
    Some(format!("{}. {} ({state}; daftarnya: {list})", finding.place, action.text.said(Language::Id)))
}

fn make_tasks(desk: &Desk<'_>, act: &ReportAct) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let named = |name: &str| desk.book.read(|book| Ok::<_, Fault>(book.person(Some(name))?.id));
    let person = act.person.as_deref().map(named).transpose()?;
    let tasks: Vec<ReportTask> =
        act.numbers.iter().map(|place| ReportTask { place: *place, person, due: act.due }).collect();
    said(desk, act_on_report(&desk.book, &ctx, act.of.period(ctx.today), &tasks)?.value)
}

fn write_remark(desk: &Desk<'_>, remark: &ReportRemark) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    said(desk, remark_report(&desk.book, &ctx, remark.of.period(ctx.today), &remark.remark)?.value)
}

fn answered(desk: &Desk<'_>, answer: &ReportAnswer) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let word = match answer.answer {
        KeepOrDrop::Keep => ProposalAnswer::Keep,
        KeepOrDrop::Drop => ProposalAnswer::Drop,
    };
    said(desk, answer_proposal(&desk.book, &ctx, answer.of.period(ctx.today), answer.number, word)?.value)
}

fn close(desk: &Desk<'_>, of: &ReportPeriod) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    said(desk, close_report(&desk.book, &ctx, of.period(ctx.today))?.value)
}

fn said(desk: &Desk<'_>, report: BusinessReport) -> Result<ExitCode, Fault> {
    desk.out.value(&report, shown);
    Ok(ExitCode::SUCCESS)
}
