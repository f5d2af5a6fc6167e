//! Records from a file: read, previewed, applied. What is there already with the same values is left, with others corrected: a file that
//! is taken in twice changes nothing the second time.
//!
//! Invariant: preview and apply ask the same function ([`plans`]) what becomes of a row.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::{Activity, TemplateAct};
use runut_core::records::{Header, mapped};
use runut_core::rows::{
    Cadence, ColumnMap, FieldRow, FieldType, ImportState, ImportedRecord, RecordForm, RecordImport, RecordRow,
    RecordsImported, TemplateRow, TypedValue,
};
use runut_core::{Day, Refusal, Sentence, excerpt, match_key};
pub use runut_intake::RecordsFile;
use runut_intake::written_day;
use runut_store::{Book, Context, Reader, StoreError, Written};

use super::{Planned, filled, planned, refuse, write_record};
use crate::{ActionError, Done};

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
        report(reader, file, header, &plans)
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
        let mut report = report(tx, file, header, &plans)?;
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
    let day = day_of_all(&template, &header, import, file)?;
    need_columns(&template, &header, import)?;
    let mut seen = BTreeMap::new();
    let mut matched = BTreeSet::new();
    let mut plans = Vec::new();
    for (row, cells) in &file.rows {
        let read = Cells { row: *row, cells, header: &header };
        let plan = match row_form(book, &template, import, &read, day) {
            Ok(form) => row_plan(book, today, (*row, &form), import.sure, &mut seen, &mut matched)?,
            Err(ActionError::Refused(refusal)) => RowPlan { row: *row, day: None, fate: Fate::Leave(refusal.message) },
            Err(error) => return Err(error),
        };
        plans.push(plan);
    }
    Ok((header, plans))
}

/// A row of the file under its headings.
struct Cells<'a> {
    row: u32,
    cells: &'a [String],
    header: &'a Header,
}

impl Cells<'_> {
    fn of(&self, field: &str) -> &str {
        let at = self.header.columns.iter().position(|column| column.field == field);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn column(&self, field: &str) -> &str {
        self.header.columns.iter().find(|column| column.field == field).map_or("", |column| &column.column)
    }
}

/// The day of rows that have none: as said, or what the file says above its header, if that is one.
fn day_of_all(
    template: &TemplateRow,
    header: &Header,
    import: &RecordImport,
    file: &RecordsFile,
) -> Result<Option<Day>, Refusal> {
    let has_days = header.columns.iter().any(|column| column.field == "day");
    if import.day.is_some() || has_days {
        return Ok(import.day);
    }
    match file.period {
        Some((from, to)) if from == to => Ok(Some(to)),
        // A week's and a month's figures are of a period.
        Some((_, to)) if template.cadence != Cadence::Daily => Ok(Some(to)),
        Some((from, to)) => {
            let (from, to) = (from.typed(), to.typed());
            let (id, en) = (
                format!(
                    "Berkas ini memuat {from} sampai {to} tanpa tanggal per baris. Unduh per hari, atau sebutkan harinya."
                ),
                format!(
                    "This file is of {from} to {to} without a day in each row. Download it day by day, or say which day it is of."
                ),
            );
            Err(Refusal::new("record_period", id, en).with("field", "day"))
        }
        None => {
            let (id, en) = (
                "Berkas ini tidak punya kolom tanggal. Sebutkan harinya, atau kolom mana tanggalnya.",
                "This file has no column of days. Say which day it is of, or which column has the day.",
            );
            Err(Refusal::new("record_period", id, en).with("field", "day"))
        }
    }
}

/// Refuses what was said of columns and fields that there aren't: it would be passed over in silence.
fn refuse_unknown(template: &TemplateRow, import: &RecordImport, file: &RecordsFile) -> Result<(), Refusal> {
    let has = |column: &str| file.names.iter().any(|name| match_key(name) == match_key(column));
    if let Some(odd) = import.map.iter().find(|one| !has(&one.column)) {
        let odd = excerpt(&odd.column, 40);
        let (id, en) = (format!("Berkas ini tidak punya kolom {odd}."), format!("This file has no column {odd}."));
        return Err(Refusal::new("record_columns", id, en).with("field", "columns"));
    }
    if let Some(odd) = import.values.iter().find(|one| template.field(&one.field).is_none()) {
        let (odd, name) = (excerpt(&odd.field, 40), &template.name);
        let (id, en) = (format!("{} tidak punya isian {odd}.", name.id), format!("{} has no field {odd}.", name.en));
        return Err(Refusal::new("record_fields", id, en).with("field", "values"));
    }
    Ok(())
}

/// Refuses a file that lacks what must be filled in; its platform may be known by its headings.
fn need_columns(template: &TemplateRow, header: &Header, import: &RecordImport) -> Result<(), Refusal> {
    let has = |field: &str| {
        header.columns.iter().any(|column| column.field == field) || !of_all_rows(import, field).is_empty()
    };
    let by_platform = |key: &str| key == "platform" && !header.platform.is_empty();
    let missing = template.fields.iter().filter(|field| field.required && !has(&field.key) && !by_platform(&field.key));
    let missing: Vec<&FieldRow> = missing.collect();
    if missing.is_empty() {
        return Ok(());
    }
    let joined = |of: fn(&FieldRow) -> &str| missing.iter().map(|field| of(field)).collect::<Vec<_>>().join(", ");
    let names: Vec<&str> = header.columns.iter().map(|c| c.column.as_str()).filter(|c| !c.is_empty()).collect();
    let (id, en, all) = (joined(|field| &field.name.id), joined(|field| &field.name.en), names.join(", "));
    let refusal = Refusal::new(
        "record_columns",
        format!("Kolom mana {id}? Di berkas ada: {all}. Atau sebutkan untuk semua baris."),
        format!("Which column is {en}? The file has: {all}. Or say it for all rows."),
    );
    // A window offers what there is, to be chosen from.
    let columns = header.columns.iter().filter(|c| !c.column.is_empty()).map(|c| format!("{}\t{}", c.column, c.field));
    let columns = columns.collect::<Vec<_>>().join("\n");
    Err(refusal.with("field", "columns").with("columns", columns).with("missing", joined(|field| &field.key)))
}

/// What a field holds in rows that don't say; empty where that wasn't said.
fn of_all_rows<'a>(import: &'a RecordImport, field: &str) -> &'a str {
    import.values.iter().find(|value| value.field == field).map_or("", |value| value.text.trim())
}

/// A row as a form.
fn row_form(
    book: &Reader<'_>,
    template: &TemplateRow,
    import: &RecordImport,
    read: &Cells<'_>,
    day: Option<Day>,
) -> Result<RecordForm, ActionError> {
    let typed_day = read.of("day");
    let day = match written_day(typed_day).or(day) {
        Some(day) if typed_day.is_empty() || written_day(typed_day).is_some() => day,
        _ => {
            let (row, column) = (read.row, read.column("day"));
            let (id, en) = (
                format!("Baris {row}, kolom {column}: tanggal tidak terbaca."),
                format!("Row {row}, column {column}: no day can be read."),
            );
            return Err(Refusal::new("record_day", id, en).into());
        }
    };
    let store = match read.of("store") {
        "" => import.store,
        name => match book.store_named(name) {
            Ok(store) => Some(store.id),
            Err(StoreError::Missing(what)) => {
                let row = read.row;
                let (id, en) = (
                    format!("Baris {row}: {what} tidak ada di buku."),
                    format!("Row {row}: {what} isn't in the book."),
                );
                return Err(Refusal::new("missing", id, en).into());
            }
            Err(error) => return Err(error.into()),
        },
    };
    let fields = template.fields.iter().map(|field| {
        let text = read.of(&field.key);
        let text = match (text, field.key.as_str()) {
            ("", key) => match of_all_rows(import, key) {
                "" if key == "platform" => read.header.platform,
                said => said,
            },
            (text, _) => text,
        };
        let plain = matches!(field.kind, FieldType::Money | FieldType::Number)
            .then(|| whole_of(text, !read.header.platform.is_empty()));
        TypedValue { field: field.key.clone(), text: plain.flatten().unwrap_or_else(|| text.to_owned()) }
    });
    let values = fields.collect();
    let (template, replaces, book_from) = (template.id, None, None);
    Ok(RecordForm { template, day, store, values, replaces, book: book_from, sure: import.sure })
}

/// A number with a fraction behind a dot, as programs write it, to the nearest whole one; none of what people write with dots for
/// thousands. `raw`: the file is a platform's own, which never does.
fn whole_of(text: &str, raw: bool) -> Option<String> {
    let (whole, part) = text.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() == 3 && !raw || whole.len() < 4 && !raw {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let up = i64::from(part.as_bytes()[0] >= b'5');
    Some((whole + up).to_string())
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
    header: Header,
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
    let columns = header.columns.into_iter().filter(|column| !match_key(&column.column).is_empty());
    Ok(RecordsImported {
        file: file.name.clone(),
        columns: columns.collect::<Vec<ColumnMap>>(),
        new: count(&[ImportState::New]),
        same: count(&[ImportState::Same]),
        corrected: count(&[ImportState::Corrected]),
        left_out: count(&[ImportState::Unusual, ImportState::Problem]),
        rows,
    })
}
