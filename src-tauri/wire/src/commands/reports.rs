//! Statements and reports.

use runut_core::Day;
use runut_core::rows::{
    ExportFormat, LedgerPage, LedgerQuery, Note, Printed, ReportQuery, SalesBy, SalesReport, Statement, StatementQuery,
    TaxReport,
};
use runut_store::reports::statements;

use super::paper::{delivery, print};

commands! {
    /// A statement: what it is held against and which columns it has stand in the question.
    ask statement(desk, query: StatementQuery) -> Statement {
        Ok(desk.ask(|book, _| statements::statement(book, &query))??)
    }

    /// The notes to the statements of the year up to a day.
    ask statement_notes(desk, to: Day) -> Vec<Note> {
        desk.ask(|book, _| statements::notes(book, to))
    }

    /// A page of the ledger of these accounts.
    ask ledger_page(desk, query: LedgerQuery) -> LedgerPage {
        Ok(desk.ask(|book, _| statements::ledger(book, &query))??)
    }

    /// Turnover and final tax of these months.
    ask tax_report(desk, from: Day, to: Day) -> TaxReport {
        Ok(desk.ask(|book, now| {
            let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
            statements::tax_report(book, (from, to), zone.day(now))
        })??)
    }

    /// Sales of these days.
    ask sales_report(desk, by: SalesBy, from: Day, to: Day) -> SalesReport {
        Ok(desk.ask(|book, _| statements::sales_report(book, by, (from, to)))??)
    }

    /// Writes a report as a file.
    act report_file(act, query: ReportQuery, format: ExportFormat) -> Printed {
        let mut deliver = delivery(act.desk);
        act.write(|book, ctx| runut_actions::report_file(book, ctx, &query, format, &mut deliver))
    }

    /// Prints a report, on A4.
    act print_report(act, query: ReportQuery) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::print_report(book, ctx, &query, deliver))
    }
}
