//! Statements and reports.

use runut_core::rows::{
    ExportFormat, LedgerMoves, LedgerPage, LedgerQuery, Printed, ReportQuery, Statement, StatementQuery, TaxReport,
};
use runut_core::{Day, Table};
use runut_store::reports::statements;

use super::paper::{delivery, into_folder, print};

commands! {
    /// A statement: what it is held against and which columns it has stand in the question.
    ask statement(desk, query: StatementQuery) -> Statement {
        Ok(desk.ask(|book, _| statements::statement(book, &query))??)
    }

    /// A page of the ledger of these accounts.
    ask ledger_page(desk, query: LedgerQuery) -> LedgerPage {
        Ok(desk.ask(|book, _| statements::ledger(book, &query))??)
    }

    /// What changed the balance of these accounts, by the account on the other side.
    ask ledger_moves(desk, query: LedgerQuery) -> LedgerMoves {
        Ok(desk.ask(|book, _| statements::ledger_moves(book, &query))??)
    }

    /// A report as a table, each row with what it leads to.
    ask report_shown(desk, query: ReportQuery) -> Table {
        desk.ask_today(|book, today| runut_actions::report_table(book, today, &query))
    }

    /// Turnover and final tax of these months.
    ask tax_report(desk, from: Day, to: Day) -> TaxReport {
        Ok(desk.ask(|book, now| {
            let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
            statements::tax_report(book, (from, to), zone.day(now))
        })??)
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

    /// Writes a year's books for who checks them into a folder of their own, among the documents.
    act year_package(act, year: i64) -> Printed {
        let mut deliver = into_folder(act.desk, format!("buku-{year}"));
        // A year that is none has no days, and is refused as such.
        let year = i32::try_from(year).ok().filter(|year| (1..=9999).contains(year)).unwrap_or_default();
        act.write(|book, ctx| runut_actions::year_package(book, ctx, year, &mut deliver))
    }
}
