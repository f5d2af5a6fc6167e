//! Reports of days, weeks and months.

use runut_core::Day;
use runut_core::business_report::chat_text;
use runut_core::findings::{Period, Span};
use runut_core::rows::{BusinessReport, ProposalAnswer, ReportTask};
use runut_store::{StoreError, reports};

commands! {
    /// The report of the day, week or month that a day lies in.
    ask business_report(desk, span: Span, day: Day) -> BusinessReport {
        desk.ask_today(|book, today| {
            Ok(reports::business_report::business_report(book, Period::of(span, day), today)??)
        })
    }

    /// It in a few lines, to be pasted into a chat.
    ask business_text(desk, span: Span, day: Day) -> String {
        desk.ask_today(|book, today| {
            let report = reports::business_report::business_report(book, Period::of(span, day), today)??;
            Ok(chat_text(&report, book.shop()?.ok_or(StoreError::NoShop)?.language))
        })
    }

    /// Writes what the owner says of it.
    act report_remark(act, span: Span, day: Day, remark: String) -> BusinessReport {
        act.write(|book, ctx| runut_actions::remark_report(book, ctx, Period::of(span, day), &remark))
    }

    /// Makes tasks of what it proposes.
    act report_act(act, span: Span, day: Day, tasks: Vec<ReportTask>) -> BusinessReport {
        act.write(|book, ctx| runut_actions::act_on_report(book, ctx, Period::of(span, day), &tasks))
    }

    /// Keeps or drops what was proposed twice.
    act report_answer(act, span: Span, day: Day, place: i64, answer: ProposalAnswer) -> BusinessReport {
        act.write(|book, ctx| runut_actions::answer_proposal(book, ctx, Period::of(span, day), place, answer))
    }

    /// Closes it.
    act report_close(act, span: Span, day: Day) -> BusinessReport {
        act.write(|book, ctx| runut_actions::close_report(book, ctx, Period::of(span, day)))
    }
}
