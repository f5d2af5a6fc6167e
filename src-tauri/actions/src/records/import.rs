//! Records from a file: read, previewed, applied. What is there already with the same values is left, with others corrected: a file that
//! is taken in twice changes nothing the second time.
//!
//! Invariant: preview and apply ask the same function ([`plans`]) what becomes of a row.

mod headings;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::{Activity, TemplateAct};
use runut_core::records::{Header, mapped};
use runut_core::rows::{ImportState, ImportedRecord, RecordForm, RecordImport, RecordRow, RecordsImported};
use runut_core::{Day, Refusal, Sentence};
pub use runut_intake::{CellKind, RecordsCell, RecordsFile};
use runut_store::{Book, Context, Reader, Written};

use super::{Planned, filled, planned, refuse, write_record};
use crate::{ActionError, Done};
use headings::{columns_of, day_of_all, need_columns, refuse_doubled, refuse_unknown};
use rows::{Cells, month_first, row_form};

/// Reads a list by the headings that mean something for a template.
///
/// # Errors
/// The file's own refusals; `missing` for an unknown template.
pub fn read_records(book: &Book, import: &RecordImport, name: &str, bytes: &[u8]) -> Result<RecordsFile, ActionError> {
    let (template, remembered) = book.read(|reader| {
        Ok::<_, ActionError>((reader.template(import.template)?, reader.template_columns(import.template)?))
    })?;
    let known = |names: &[String]| mapped(&template, names, &import.map, &remembered).known();
    Ok(runut_intake::read_records(name, bytes, &known)?)
}

/// What a file would do to the book. Nothing is written.
///
/// # Errors
/// `record_columns` where a field that must be filled in has no column; `record_period`; [`ActionError`] where the book can't be read.
pub fn preview_records(
    book: &Book,
    today: Day,
    import: &RecordImport,
    file: &RecordsFile,
) -> Result<RecordsImported, ActionError> {
    book.read(|reader| {
        let (header, plans) = plans(reader, today, import, file)?;
        report(reader, file, &header, &plans)
    })
}

/// Takes a file into the book in one write: everything that can be. What was said of its columns is remembered.
///
/// # Errors
/// As [`preview_records`]; `records_nothing` where no row changes anything.
pub fn apply_records(book: &Book, ctx: &Context, import: &RecordImport, file: &RecordsFile) -> Done<RecordsImported> {
    // The answer that is kept for a repeated request has the figures; the list is long and only shown.
    let mut list = Vec::new();
    let done = book.write(ctx, &format!("records {import:?} {file:?}"), |tx| {
        let (header, plans) = plans(tx, ctx.today, import, file)?;
        let mut report = report(tx, file, &header, &plans)?;
        if report.new + report.corrected == 0 {
            let (id, en) = ("Tidak ada baris yang mengubah buku.", "No row changes anything in the book.");
            return Err(Refusal::new("records_nothing", id, en).into());
        }
        let template = tx.template(import.template)?;
        for column in &import.map {
            tx.put_template_column(template.id, column)?;
        }
        if !import.map.is_empty() {
            tx.record(&Activity::new(TemplateAct::Map, template.id.0).with("name", &template.name.id))?;
        }
        for plan in &plans {
            if let Fate::Take(planned) = &plan.fate {
                write_record(tx, planned, None, &file.name)?;
            }
        }
        list = std::mem::take(&mut report.rows);
        Ok::<_, ActionError>(report)
    })?;
    Ok(Written { value: RecordsImported { rows: list, ..done.value }, topics: done.topics })
}

/// What becomes of a row.
enum Fate {
    /// It is written: new, or as a correction.
    Take(Box<Planned>),
    /// It is there already.
    Same,
    /// It is asked first.
    Ask(Sentence),
    /// It can't be taken.
    Leave(Sentence),
}

struct RowPlan {
    row: u32,
    day: Option<Day>,
    fate: Fate,
}

fn plans(
    book: &Reader<'_>,
    today: Day,
    import: &RecordImport,
    file: &RecordsFile,
) -> Result<(Header, Vec<RowPlan>), ActionError> {
    let template = book.template(import.template)?;
    let header = mapped(&template, &file.names, &import.map, &book.template_columns(template.id)?);
    refuse_unknown(&template, import, file)?;
    refuse_doubled(&template, &header, file)?;
    let day = day_of_all(&template, &header, import, file)?;
    need_columns(&template, &header, import)?;
    let mut seen = BTreeMap::new();
    let mut matched = BTreeSet::new();
    let mut plans = Vec::new();
    let month_first = month_first(file, &header);
    for row in &file.rows {
        let read = Cells { row, header: &header, month_first };
        let row = row.number;
        let plan = match row_form(book, &template, import, &read, day) {
            Ok(form) => row_plan(book, today, (row, &form), import.sure, &mut seen, &mut matched)?,
            Err(ActionError::Refused(refusal)) => RowPlan { row, day: None, fate: Fate::Leave(refusal.message) },
            Err(error) => return Err(error),
        };
        plans.push(plan);
    }
    Ok((header, plans))
}

fn row_plan(
    book: &Reader<'_>,
    today: Day,
    (row, form): (u32, &RecordForm),
    sure: bool,
    seen: &mut BTreeMap<String, u32>,
    matched: &mut BTreeSet<i64>,
) -> Result<RowPlan, ActionError> {
    let mut plan = planned(book, today, form)?;
    let day = Some(plan.day);
    let done = |fate| Ok(RowPlan { row, day, fate });
    if !plan.problems.is_empty() {
        let first = &plan.problems[0];
        let name = plan.template.field(&first.field).map(|field| &field.name);
        let place = |of: fn(&Sentence) -> &String| name.map(|name| format!(", {}", of(name))).unwrap_or_default();
        return done(Fate::Leave(Sentence::new(
            format!("Baris {row}{}: {}", place(|name| &name.id), first.message.id),
            format!("Row {row}{}: {}", place(|name| &name.en), first.message.en),
        )));
    }
    let key = plan.template.key_of(plan.day, plan.store, &plan.values);
    if let Some(above) = seen.insert(key.clone(), row).filter(|_| !key.is_empty()) {
        return done(Fate::Leave(Sentence::new(
            format!("Baris {row} sama hari dan halnya dengan baris {above}. Pakai satu saja."),
            format!("Row {row} is of the same day and thing as row {above}. Keep one of them."),
        )));
    }
    if key.is_empty() && twin(book, &plan, matched)?.is_some() {
        return done(Fate::Same);
    }
    if let Some(there) = plan.there.take() {
        if filled(&there) == plan.values {
            return done(Fate::Same);
        }
        plan.old = Some(there);
    }
    match refuse(&plan, sure) {
        Ok(()) => done(Fate::Take(Box::new(plan))),
        Err(refusal) if refusal.code == "record_unusual" => done(Fate::Ask(at_row(row, &refusal.message))),
        Err(refusal) => done(Fate::Leave(at_row(row, &refusal.message))),
    }
}

fn at_row(row: u32, said: &Sentence) -> Sentence {
    Sentence::new(format!("Baris {row}: {}", said.id), format!("Row {row}: {}", said.en))
}

/// A record that says the same, of what may happen twice: each is the twin of one row, so that a file taken in twice adds nothing.
fn twin(book: &Reader<'_>, plan: &Planned, matched: &mut BTreeSet<i64>) -> Result<Option<RecordRow>, ActionError> {
    let same = |record: &RecordRow| filled(record) == plan.values && record.store == plan.store;
    let all = book.records_on(plan.template.id, plan.day)?;
    let found = all.into_iter().find(|record| same(record) && !matched.contains(&record.id.0));
    matched.extend(found.as_ref().map(|record| record.id.0));
    Ok(found)
}

fn report(
    book: &Reader<'_>,
    file: &RecordsFile,
    header: &Header,
    plans: &[RowPlan],
) -> Result<RecordsImported, ActionError> {
    let mut rows = Vec::new();
    for plan in plans {
        let (state, message) = match &plan.fate {
            Fate::Take(planned) if planned.old.is_some() => (ImportState::Corrected, Sentence::default()),
            Fate::Take(_) => (ImportState::New, Sentence::default()),
            Fate::Same => (ImportState::Same, Sentence::default()),
            Fate::Ask(said) => (ImportState::Unusual, said.clone()),
            Fate::Leave(said) => (ImportState::Problem, said.clone()),
        };
        let said = match &plan.fate {
            Fate::Take(planned) => book.record_summary(&planned.template, &planned.values)?,
            _ => Sentence::default(),
        };
        rows.push(ImportedRecord { row: plan.row, state, day: plan.day, said, message });
    }
    let count = |states: &[ImportState]| {
        i64::try_from(rows.iter().filter(|row| states.contains(&row.state)).count()).unwrap_or_default()
    };
    Ok(RecordsImported {
        file: file.name.clone(),
        columns: columns_of(header),
        new: count(&[ImportState::New]),
        same: count(&[ImportState::Same]),
        corrected: count(&[ImportState::Corrected]),
        left_out: count(&[ImportState::Unusual, ImportState::Problem]),
        rows,
    })
}
