//! What people record, and the line of time.

use std::path::{Path, PathBuf};

use runut_core::rows::{
    LogReview, RecordForm, RecordImport, RecordPreview, RecordRow, Recorded, RecordsDue, RecordsImported, TemplateRow,
    TimelineCount, TimelineDay, TimelinePage, TimelineQuery, UsualRow,
};
use runut_core::{Day, Month, RecordId, TemplateId};
use runut_store::{Book, IMPORT_BYTES_MAX, StoreError, read_file, reports};

use crate::files;
use crate::host::Pick;

commands! {
    /// The templates, archived ones last.
    ask record_templates(desk) -> Vec<TemplateRow> {
        desk.ask(|book, _| book.templates())
    }

    /// What is still to be recorded today, and what of it is done.
    ask records_due(desk) -> RecordsDue {
        desk.ask(|book, now| {
            let today = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
            reports::records_due(book, today)
        })
    }

    /// What the fields of a template usually hold.
    ask record_usual(desk, template: TemplateId) -> Vec<UsualRow> {
        desk.with_book(|book, _| book.read(|reader| runut_actions::usual(reader, template)))
    }

    /// What a form comes to as it stands.
    ask record_preview(desk, form: RecordForm) -> RecordPreview {
        desk.with_book(|book, now| {
            book.read(|reader| {
                let today = reader.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
                runut_actions::preview_record(reader, today, &form)
            })
        })
    }

    /// A record.
    ask record_one(desk, record: RecordId) -> RecordRow {
        desk.ask(|book, _| book.record_row(record))
    }

    /// Writes a record, or the correction of one.
    act record_save(act, form: RecordForm) -> Recorded {
        act.write(|book, ctx| runut_actions::save_record(book, ctx, &form))
    }

    /// Says that a record never was.
    act record_withdraw(act, record: RecordId) -> Recorded {
        act.write(|book, ctx| runut_actions::withdraw_record(book, ctx, record))
    }

    /// Changes a template, or adds one.
    act template_save(act, template: TemplateRow) -> TemplateRow {
        act.write(|book, ctx| runut_actions::save_template(book, ctx, &template))
    }

    /// Lets the person choose a file of records; null if they don't.
    ask pick_record_file(desk) -> Option<String> {
        Ok(desk.pick(Pick::Records))
    }

    /// What a file of records would do.
    ask records_preview(desk, path: PathBuf, asked: RecordImport) -> RecordsImported {
        desk.with_book(|book, now| {
            let file = read(book, &path, &asked)?;
            let today = book.read(|reader| Ok::<_, StoreError>(reader.shop()?.ok_or(StoreError::NoShop)?.zone.day(now)))?;
            runut_actions::preview_records(book, today, &asked, &file)
        })
    }

    /// Takes a file of records over.
    act records_apply(act, path: PathBuf, asked: RecordImport) -> RecordsImported {
        act.write(|book, ctx| runut_actions::apply_records(book, ctx, &asked, &read(book, &path, &asked)?))
    }

    /// A page of the line of time, the newest first.
    ask timeline_page(desk, query: TimelineQuery) -> TimelinePage {
        desk.ask(|book, _| reports::timeline(book, &query))
    }

    /// The days up to one, each with how many entries it has.
    ask timeline_days(desk, to: Day, days: u32) -> Vec<TimelineDay> {
        desk.ask(|book, _| reports::timeline_days(book, to, days))
    }

    /// How many entries of each kind a day has.
    ask timeline_counts(desk, day: Day) -> Vec<TimelineCount> {
        desk.ask(|book, _| reports::timeline_counts(book, day))
    }

    /// How well the log itself was kept in a month.
    ask log_review(desk, month: Month) -> LogReview {
        desk.ask_today(|book, today| Ok(reports::log_review(book, month, today)??))
    }
}

fn read(
    book: &Book,
    path: &Path,
    import: &RecordImport,
) -> Result<runut_actions::RecordsFile, runut_actions::ActionError> {
    let bytes = read_file(path, IMPORT_BYTES_MAX)?;
    runut_actions::read_records(book, import, &files::name(path), &bytes)
}
