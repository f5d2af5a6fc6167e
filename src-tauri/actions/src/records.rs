//! What people record: typed, corrected, withdrawn, taken from a file.
//!
//! Invariant: a form, its preview and a file's row are planned by one function ([`planned`]), so that what is shown is what is written.

mod booking;
mod import;
mod naming;
mod templates;

pub use import::{CellKind, RecordsCell, RecordsFile, apply_records, preview_records, read_records};
pub use naming::{customer_meant, product_meant, template_named};
pub use templates::save_template;

use runut_core::activity::{Activity, RecordAct};
use runut_core::records::{Filled, MEDIAN_OF, Unusual, channel_of, derived, more_than_came, read_so_far, unusual};
use runut_core::rows::{
    Cadence, FieldProblem, RecordForm, RecordPreview, RecordRow, Recorded, TemplateRow, TypedValue, UsualRow,
};
use runut_core::{Day, JournalId, RecordId, Refusal, Sentence, StoreId, TemplateId};
use runut_store::{Book, Context, NewRecord, Reader, StoreError, Tx};

use crate::{ActionError, Done};
use booking::{Booked, book_cost, booking};
use naming::find;

/// A record may be of so many days ago at most: what is older is a slip of the keyboard.
const OLDEST: i64 = 3_653;

/// A record as it would be written.
struct Planned {
    template: TemplateRow,
    day: Day,
    store: Option<StoreId>,
    values: Vec<Filled>,
    /// What it corrects.
    old: Option<RecordRow>,
    /// What is wrong, field by field.
    problems: Vec<FieldProblem>,
    /// What is far from usual.
    unusual: Vec<Unusual>,
    /// Another record of the same day and thing.
    there: Option<RecordRow>,
}

/// Writes a record, or the correction of one. Where it is asked, its advertising cost is posted in the same write, once.
///
/// # Errors
/// `record_fields` with the first `field` that is wrong; `record_day`; `record_there` with the `record` of the same day and thing;
/// `record_unusual` until somebody is sure; `record_same` where a correction changes nothing; `record_replaced`; `template_archived`;
/// `missing`; what [`crate::post_entry`] refuses.
pub fn save_record(book: &Book, ctx: &Context, form: &RecordForm) -> Done<Recorded> {
    book.write(ctx, &format!("record {form:?}"), |tx| {
        let plan = planned(tx, ctx.today, form)?;
        refuse(&plan, form.sure)?;
        write_record(tx, &plan, form.book, "")
    })
}

/// What a form comes to as it stands: what is wrong with it, what is far from usual, what is reckoned from it. Writes nothing.
///
/// # Errors
/// `missing` for an unknown template, store or record.
pub fn preview_record(book: &Reader<'_>, today: Day, form: &RecordForm) -> Result<RecordPreview, ActionError> {
    let plan = planned(book, today, form)?;
    let last = book.last_records(plan.template.id, MEDIAN_OF)?;
    Ok(RecordPreview {
        derived: derived(&plan.template, &plan.values, &last),
        booking: booking(book, &plan.template, plan.store, &plan.values, plan.old.as_ref())?,
        unusual: plan.unusual.into_iter().map(|one| one.said).collect(),
        there: plan.there,
        problems: plan.problems,
    })
}

/// What the fields of a template usually hold, said.
///
/// # Errors
/// `missing` for an unknown template.
pub fn usual(book: &Reader<'_>, template: TemplateId) -> Result<Vec<UsualRow>, ActionError> {
    let template = book.template(template)?;
    let last = book.last_records(template.id, MEDIAN_OF)?;
    Ok(runut_core::records::usual(&template, &last))
}

/// Says that a record never was: another says so, and what its cost was posted by is reversed.
///
/// # Errors
/// `record_replaced`; `missing`; `owner_only` where its cost was posted and somebody else withdraws it.
pub fn withdraw_record(book: &Book, ctx: &Context, id: RecordId) -> Done<Recorded> {
    book.write(ctx, &format!("withdraw record {id}"), |tx| {
        let old = standing(tx, id)?;
        let template = of_version(tx, &old)?;
        let new = tx.next_record()?;
        let said = tx.record_summary(&template, &filled(&old))?;
        let told = told(RecordAct::Withdraw, new, (&template, old.day), &old.store_name, &said).with("replaces", id);
        let activity = tx.record(&told)?;
        booking::unbook(tx, &old)?;
        let (day, store) = (old.day, old.store);
        let record = NewRecord {
            id: new,
            activity,
            template: &template,
            day,
            store,
            values: &[],
            replaces: Some(id),
            withdrawn: true,
            journal: None,
            file: "",
        };
        tx.put_record(&record)?;
        Ok::<_, ActionError>(Recorded { record: tx.record_row(new)?, journal: None })
    })
}

/// A record that may be corrected or withdrawn.
fn standing(book: &Reader<'_>, id: RecordId) -> Result<RecordRow, ActionError> {
    let record = book.record_row(id)?;
    if record.replaced.is_some() || record.withdrawn {
        let (id, en) = (
            format!("Catatan {id} sudah dibetulkan atau dicabut. Betulkan yang terakhir."),
            format!("Record {id} was corrected or withdrawn already. Correct the last one."),
        );
        return Err(Refusal::new("record_replaced", id, en).with("record", record.id).into());
    }
    Ok(record)
}

/// A record's template with the fields that the record was made by.
fn of_version(book: &Reader<'_>, record: &RecordRow) -> Result<TemplateRow, ActionError> {
    let fields = book.template_fields(record.template, record.version)?;
    Ok(TemplateRow { fields, version: record.version, ..book.template(record.template)? })
}

/// What a record holds, to be reckoned with.
fn filled(record: &RecordRow) -> Vec<Filled> {
    record.values.iter().map(Filled::from).collect()
}

fn planned(book: &Reader<'_>, today: Day, form: &RecordForm) -> Result<Planned, ActionError> {
    let template = book.template(form.template)?;
    let old = form.replaces.map(|id| standing(book, id)).transpose()?;
    if old.as_ref().is_some_and(|old| old.template != template.id) {
        return Err(StoreError::Missing(format!("Catatan {} dari pola itu", form.replaces.unwrap_or_default())).into());
    }
    if template.archived && old.is_none() {
        let (id, en) = (
            format!("Pola {} sudah diarsipkan. Pulihkan dulu di Pola catatan.", template.name.id),
            format!("The template {} is archived. Bring it back first.", template.name.en),
        );
        return Err(Refusal::new("template_archived", id, en).into());
    }
    let (values, mut problems) = read_with(book, &template, &form.values)?;
    if let Err(refusal) = may_be_of(form.day, today) {
        problems.push(FieldProblem { field: "day".to_owned(), message: refusal.message });
    }
    let store = store_of(book, &template, form.store, &values)?;
    let there = there(book, &template, (form.day, store), &values, form.replaces)?;
    let last = book.last_records(template.id, MEDIAN_OF)?;
    let of_field = |field: &str| last.iter().filter_map(|values| runut_core::records::number(values, field)).collect();
    let mut unusual = unusual(&template.fields, &values, of_field);
    unusual.extend(more_than_came(&template, &values));
    Ok(Planned { day: form.day, template, store, values, old, problems, unusual, there })
}

/// Reads what was typed; a book that can't be read is no problem of a field.
fn read_with(
    book: &Reader<'_>,
    template: &TemplateRow,
    typed: &[TypedValue],
) -> Result<(Vec<Filled>, Vec<FieldProblem>), ActionError> {
    let mut broken = None;
    let read = read_so_far(template, typed, |field, word| match find(book, field, word) {
        Ok(found) => found,
        Err(error) => {
            broken = Some(error);
            Err(Sentence::default())
        }
    });
    broken.map_or(Ok(read), |error| Err(error.into()))
}

fn may_be_of(day: Day, today: Day) -> Result<(), Refusal> {
    runut_core::posting::may_be_dated(day, today, None)?;
    if day.days_to(today) <= OLDEST {
        return Ok(());
    }
    let day = day.typed();
    let (id, en) = (
        format!("Tanggal {day} lebih dari 10 tahun lalu. Periksa tahunnya."),
        format!("{day} is more than 10 years ago. Check the year."),
    );
    Err(Refusal::new("record_day", id, en))
}

/// The store that a record is of: as said, else the only one at the marketplace that its platform is.
fn store_of(
    book: &Reader<'_>,
    template: &TemplateRow,
    said: Option<StoreId>,
    values: &[Filled],
) -> Result<Option<StoreId>, ActionError> {
    if !template.by_store {
        return Ok(None);
    }
    let stores = book.stores()?;
    if let Some(store) = said {
        let known = stores.iter().any(|known| known.id == store);
        return if known { Ok(said) } else { Err(StoreError::Missing(format!("Toko marketplace {store}")).into()) };
    }
    let Some(channel) = channel_of(values) else { return Ok(None) };
    let mut there = stores.iter().filter(|store| store.channel == channel && !store.archived);
    Ok(match (there.next(), there.next()) {
        (Some(one), None) => Some(one.id),
        _ => None,
    })
}

/// Another standing record of the same day and thing.
fn there(
    book: &Reader<'_>,
    template: &TemplateRow,
    (day, store): (Day, Option<StoreId>),
    values: &[Filled],
    replaces: Option<RecordId>,
) -> Result<Option<RecordRow>, ActionError> {
    if template.cadence == Cadence::Occasion {
        return Ok(None);
    }
    let found = book.record_by_key(template.id, &template.key_of(day, store, values))?;
    Ok(found.filter(|found| Some(*found) != replaces).map(|found| book.record_row(found)).transpose()?)
}

/// Why a plan can't be written.
fn refuse(plan: &Planned, sure: bool) -> Result<(), Refusal> {
    if let Some(first) = plan.problems.first() {
        let said = |of: fn(&Sentence) -> &String| {
            plan.problems.iter().map(|problem| of(&problem.message).as_str()).collect::<Vec<_>>().join(" ")
        };
        let code = if first.field == "day" { "record_day" } else { "record_fields" };
        return Err(Refusal::new(code, said(|one| &one.id), said(|one| &one.en)).with("field", &first.field));
    }
    if let Some(there) = &plan.there {
        let (name, day, number) = (&there.name, there.day.typed(), there.id);
        let (id, en) = (
            format!("{} {day} sudah tercatat (no. {number}). Betulkan yang itu kalau berubah.", name.id),
            format!("{} of {day} is recorded already (no. {number}). Correct that one if it changes.", name.en),
        );
        return Err(Refusal::new("record_there", id, en).with("record", number));
    }
    let unchanged = |old: &RecordRow| filled(old) == plan.values && (old.day, old.store) == (plan.day, plan.store);
    if let Some(old) = plan.old.as_ref().filter(|old| unchanged(old)) {
        let (id, en) = ("Tidak ada yang berubah.", "Nothing has changed.");
        return Err(Refusal::new("record_same", id, en).with("record", old.id));
    }
    if !sure && !plan.unusual.is_empty() {
        return Err(Unusual::refused(&plan.unusual));
    }
    Ok(())
}

/// Writes what was planned: told first, its cost posted, then the record itself.
fn write_record(
    tx: &mut Tx<'_>,
    plan: &Planned,
    account: Option<runut_core::AccountId>,
    file: &str,
) -> Result<Recorded, ActionError> {
    let id = tx.next_record()?;
    let said = tx.record_summary(&plan.template, &plan.values)?;
    let act = if plan.old.is_some() { RecordAct::Correct } else { RecordAct::Add };
    let store = match plan.store {
        Some(id) => tx.stores()?.into_iter().find(|store| store.id == id).map(|store| store.name).unwrap_or_default(),
        None => String::new(),
    };
    let replaces = plan.old.as_ref().map(|old| old.id);
    let told = told(act, id, (&plan.template, plan.day), &store, &said)
        .with("replaces", replaces.map(|id| id.to_string()).unwrap_or_default())
        .with("file", file);
    let activity = tx.record(&told)?;
    let Booked { journal, new } = book_cost(tx, plan, account, &store)?;
    tx.put_record(&NewRecord {
        id,
        activity,
        template: &plan.template,
        day: plan.day,
        store: plan.store,
        values: &plan.values,
        replaces,
        withdrawn: false,
        journal,
        file,
    })?;
    let journal: Option<JournalId> = journal.filter(|_| new);
    Ok(Recorded { record: tx.record_row(id)?, journal })
}

fn told(act: RecordAct, id: RecordId, (template, day): (&TemplateRow, Day), store: &str, said: &Sentence) -> Activity {
    Activity::new(act, id.0)
        .with("template", template.id)
        .with("name", &template.name.id)
        .with("name_en", &template.name.en)
        .with("day", day.0)
        .with("store", store)
        .with("said", &said.id)
        .with("said_en", &said.en)
}
