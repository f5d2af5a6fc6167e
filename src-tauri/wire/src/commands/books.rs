//! The books beside orders and goods: entries by hand, what comes again, equipment, the chart, months and days that are closed.

use std::path::PathBuf;

use runut_actions::PICTURE_BYTES_MAX;
use runut_core::rows::{
    AccountForm, AccountRow, Chart, DayCount, DaySheet, EquipmentRow, JournalForm, JournalPage, JournalQuery,
    Journalled, MonthRow, Proposal, RecurringRow,
};
use runut_core::{AccountId, Day, JournalId, Month, PhotoId, RecurringId};
use runut_store::{read_begin, reports};

commands! {
    /// The chart of accounts, and where further ones may stand.
    ask books_chart(desk) -> Chart {
        desk.ask_today(|book, _| runut_actions::chart(book))
    }

    /// Adds an account, renames one, archives one.
    act chart_save(act, account: AccountForm) -> AccountRow {
        act.write(|book, ctx| runut_actions::save_chart_account(book, ctx, &account))
    }

    /// A page of journal entries.
    ask journal_page(desk, query: JournalQuery) -> JournalPage {
        desk.ask(|book, _| reports::journal_page(book, &query))
    }

    /// On which day an entry would be posted.
    ask journal_preview(desk, form: JournalForm) -> Journalled {
        desk.ask_today(|book, today| runut_actions::preview_entry(book, today, &form))
    }

    /// Writes a journal entry, with a picture of its receipt.
    act journal_post(act, form: JournalForm, receipt: Option<PathBuf>) -> Journalled {
        let file = receipt.map(|path| read_begin(&path, PICTURE_BYTES_MAX)).transpose()?;
        act.write(|book, ctx| runut_actions::post_entry(book, ctx, &form, file.as_deref()))
    }

    /// Takes back a journal entry by another one.
    act journal_reverse(act, entry: JournalId, reason: String) -> Journalled {
        act.write(|book, ctx| runut_actions::reverse_entry(book, ctx, entry, &reason))
    }

    /// Gives an entry the picture of its receipt; without a file takes it away.
    act journal_receipt(act, entry: JournalId, path: Option<PathBuf>) -> Option<PhotoId> {
        let file = path.map(|path| read_begin(&path, PICTURE_BYTES_MAX)).transpose()?;
        act.write(|book, ctx| runut_actions::set_receipt(book, ctx, entry, file.as_deref()))
    }

    /// What is due and only has to be confirmed.
    ask journal_due(desk) -> Vec<Proposal> {
        desk.ask_today(|book, today| Ok(reports::proposals(book, today)?))
    }

    /// What comes again.
    ask recurring_list(desk) -> Vec<RecurringRow> {
        desk.ask(|book, _| book.recurring())
    }

    /// Adds something that comes again, or changes it.
    act recurring_save(act, row: RecurringRow) -> RecurringRow {
        act.write(|book, ctx| runut_actions::save_recurring(book, ctx, &row))
    }

    /// Passes over what is due this time.
    act recurring_skip(act, id: RecurringId, due: Day) -> RecurringRow {
        act.write(|book, ctx| runut_actions::skip_recurring(book, ctx, id, due))
    }

    /// What is used for years.
    ask equipment_list(desk) -> Vec<EquipmentRow> {
        desk.ask(|book, _| book.equipment())
    }

    /// Changes equipment.
    act equipment_save(act, row: EquipmentRow) -> EquipmentRow {
        act.write(|book, ctx| runut_actions::save_equipment(book, ctx, &row))
    }

    /// Adds equipment and posts what it cost; without an account that paid, its cost stands in the book already.
    act equipment_buy(act, row: EquipmentRow, paid: Option<AccountId>) -> EquipmentRow {
        act.write(|book, ctx| runut_actions::buy_equipment(book, ctx, &row, paid))
    }

    /// The months of the book, and what is open in each.
    ask months_list(desk) -> Vec<MonthRow> {
        desk.ask_today(runut_actions::months)
    }

    /// Closes a month and all before it.
    act month_close(act, month: Month) -> Month {
        act.write(|book, ctx| runut_actions::close_month(book, ctx, month))
    }

    /// Opens a month again, and all behind it.
    act month_reopen(act, month: Month, reason: String) -> Month {
        act.write(|book, ctx| runut_actions::reopen_month(book, ctx, month, &reason))
    }

    /// The sheet of a day.
    ask day_sheet(desk, day: Day) -> DaySheet {
        desk.ask(|book, _| reports::day_sheet(book, day))
    }

    /// Closes a day.
    act day_end(act, day: Day, counts: Vec<DayCount>) -> Day {
        act.write(|book, ctx| runut_actions::close_business_day(book, ctx, day, &counts))
    }
}
