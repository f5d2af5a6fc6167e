//! What is recorded, and the line of time, on the terminal.

mod templates;

use std::process::ExitCode;

use runut_actions::{
    ActionError, apply_records, chart_account, preview_record, preview_records, read_records, save_record,
    template_named, withdraw_record,
};
use runut_core::rows::{
    ColumnMap, FieldRow, FieldType, ImportState, LogReview, RecordForm, RecordImport, RecordQuery, RecordRow, Recorded,
    RecordsDue, RecordsImported, Source, TemplateRow, TimelinePage, TimelineQuery, TypedValue,
};
use runut_core::{AccountId, Month, RecordId, Refusal, Sentence, Zone, match_key};
use runut_store::{Context, IMPORT_BYTES_MAX, Reader, read_file, reports};

use super::{Desk, find};
use crate::args::{Record, RecordCommand, RecordList, TakeRecords, Timeline};
use crate::output::{Fault, table};

pub fn run(desk: &Desk<'_>, record: &Record) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    match &record.command {
        None => write(desk, &ctx, record)?,
        Some(RecordCommand::List(query)) => list(desk, query)?,
        Some(RecordCommand::Withdraw { number }) => {
            let done = withdraw_record(&desk.book, &ctx, RecordId(*number))?.value;
            desk.out.value(&done, |done| format!("Catatan {number} dicabut oleh catatan {}.", done.record.id));
        }
        Some(RecordCommand::Templates { all }) => templates::list(desk, *all)?,
        Some(RecordCommand::Template(change)) => templates::change(desk, &ctx, change)?,
        Some(RecordCommand::Due) => {
            let due = desk.book.read(|book| reports::records_due(book, ctx.today))?;
            desk.out.value(&due, due_said);
        }
        Some(RecordCommand::Import(take)) => import(desk, &ctx, take)?,
        Some(RecordCommand::Review { month }) => {
            let month = month.unwrap_or_else(|| Month::of(ctx.today).plus(-1));
            let review = desk.book.read(|book| reports::log_review(book, month, ctx.today))??;
            desk.out.value(&review, review_said);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The word of the field that a person means by a word.
fn field_of<'a>(template: &'a TemplateRow, word: &str) -> Option<&'a FieldRow> {
    let word = match_key(word);
    template
        .fields
        .iter()
        .find(|field| [&field.key, &field.name.id, &field.name.en].into_iter().any(|name| match_key(name) == word))
}

fn typed(template: &TemplateRow, values: &[String]) -> Result<Vec<TypedValue>, Fault> {
    let value = |text: &String| {
        let (word, text) = text
            .split_once('=')
            .filter(|(word, _)| !word.trim().is_empty())
            .ok_or_else(|| Fault::Usage(format!("{text}: tulis ISIAN=ISI, misalnya biaya=185rb")))?;
        // What no field is called is refused by the action, with the fields that there are.
        let field = field_of(template, word).map_or_else(|| word.trim().to_owned(), |field| field.key.clone());
        Ok(TypedValue { field, text: text.to_owned() })
    };
    values.iter().map(value).collect()
}

fn form(book: &Reader<'_>, ctx: &Context, record: &Record) -> Result<RecordForm, Fault> {
    let template = template_named(book, record.template.as_deref().unwrap_or_default())?;
    let old = record.replaces.map(|id| book.record_row(RecordId(id))).transpose()?;
    let said = typed(&template, &record.values)?;
    let mut values = old.as_ref().map(|old| as_typed(&template, old)).unwrap_or_default();
    values.retain(|kept| said.iter().all(|one| one.field != kept.field));
    values.extend(said);
    let store = record.store.as_ref().map(|name| book.store_named(name)).transpose()?.map(|store| store.id);
    let day = record.day.or(old.as_ref().map(|old| old.day)).unwrap_or_else(|| ctx.today.plus(-template.lag));
    let replaces = record.replaces.map(RecordId);
    let store = store.or(old.and_then(|old| old.store));
    let form = RecordForm { template: template.id, day, store, values, replaces, book: None, sure: record.sure };
    let from = record.book_from.as_ref().map(|word| account(book, ctx, word, &form)).transpose()?.flatten();
    Ok(RecordForm { book: from, ..form })
}

/// The account that a cost is posted from: as said, else as it is proposed.
fn account(book: &Reader<'_>, ctx: &Context, word: &str, form: &RecordForm) -> Result<Option<AccountId>, Fault> {
    if !word.is_empty() {
        return Ok(Some(chart_account(book, word)?.id));
    }
    Ok(preview_record(book, ctx.today, form)?.booking.map(|booking| booking.account))
}

/// What a record holds, as it would be typed.
fn as_typed(template: &TemplateRow, record: &RecordRow) -> Vec<TypedValue> {
    let text = |field: &FieldRow| {
        let value = record.values.iter().find(|value| value.field == field.key)?;
        let phone_or_name = || value.said.id.clone();
        Some(match (field.kind, value.number) {
            (FieldType::Product | FieldType::Customer, _) => phone_or_name(),
            (FieldType::Order, Some(order)) => order.to_string(),
            (_, None) => value.text.clone(),
            (_, Some(_)) => value.said.id.clone(),
        })
    };
    let fields = template.fields.iter();
    fields.filter_map(|field| Some(TypedValue { field: field.key.clone(), text: text(field)? })).collect()
}

fn write(desk: &Desk<'_>, ctx: &Context, record: &Record) -> Result<(), Fault> {
    let form = desk.book.read(|book| form(book, ctx, record))?;
    let offered = desk.book.read(|book| preview_record(book, ctx.today, &form))?;
    let done: Recorded = save_record(&desk.book, ctx, &form).map_err(asked)?.value;
    desk.out.value(&done, |done| {
        let mut out = said(&done.record);
        for row in offered.derived.iter().filter(|row| !row.said.is_empty()) {
            let usual = if row.usual.is_empty() { String::new() } else { format!(" (biasanya {})", row.usual) };
            out.push_str(&format!("\n{}: {}{usual}", row.name.id, row.said));
        }
        match (done.journal, offered.booking.filter(|booking| booking.proposed && form.book.is_none())) {
            (Some(entry), _) => out.push_str(&format!("\nBiayanya dibukukan: bukti {entry}.")),
            (None, Some(booking)) => out.push_str(&format!(
                "\nBiayanya belum dibukukan. Dari {}: record ... --book-from",
                booking.account_name
            )),
            (None, None) => {}
        }
        out
    });
    Ok(())
}

/// What is far from usual is asked; the window has a button for the answer.
fn asked(error: ActionError) -> ActionError {
    match error {
        ActionError::Refused(refusal) if refusal.code == "record_unusual" => {
            let way = Sentence::new("Kalau betul, ulangi dengan --sure.", "If it is, say it again with --sure.");
            ActionError::Refused(Refusal { message: refusal.message.and(&way), ..refusal })
        }
        error => error,
    }
}

fn said(record: &RecordRow) -> String {
    format!("{}. {}", record.id, line(record))
}

fn line(record: &RecordRow) -> String {
    let values: Vec<String> =
        record.values.iter().map(|value| format!("{} {}", value.name.id.to_lowercase(), value.said.id)).collect();
    let store = if record.store_name.is_empty() { String::new() } else { format!(", {}", record.store_name) };
    let taken = if record.withdrawn { " dicabut" } else { "" };
    format!("{}{taken} {}{store}: {}", record.name.id, record.day.typed(), values.join(", "))
}

fn list(desk: &Desk<'_>, list: &RecordList) -> Result<(), Fault> {
    let page = desk.book.read(|book| {
        let template = list.template.as_ref().map(|word| template_named(book, word)).transpose()?;
        let query = RecordQuery {
            template: template.map(|template| template.id),
            from: list.from,
            to: list.to,
            all: list.all,
            after: list.after.clone(),
            limit: list.limit,
        };
        Ok::<_, Fault>(book.records(&query)?)
    })?;
    desk.out.value(&page, |page| {
        let row = |record: &RecordRow| {
            let mark = match record.replaced {
                Some(by) => format!("diganti {by}"),
                None if record.file.is_empty() => String::new(),
                None => "dari berkas".to_owned(),
            };
            vec![record.id.to_string(), record.person.clone(), line(record), mark]
        };
        table(&["No", "Siapa", "Catatan", ""], &page.rows.iter().map(row).collect::<Vec<_>>())
    });
    Ok(())
}

fn due_said(due: &RecordsDue) -> String {
    if due.rows.is_empty() {
        return "Tidak ada yang ditunggu. Pola yang pernah dipakai diingatkan di sini.".to_owned();
    }
    let rows = due.rows.iter().map(|row| {
        let missed = if row.missed > 0 { format!("{} terlewat", row.missed) } else { String::new() };
        let done = if row.done.is_some() { "sudah" } else { "belum" };
        vec![row.key.clone(), row.name.id.clone(), row.day.to_string(), row.who.id.clone(), done.to_owned(), missed]
    });
    table(&["Pola", "", "Untuk", "Siapa", "", ""], &rows.collect::<Vec<_>>())
}

fn review_said(review: &LogReview) -> String {
    let rows = review.rows.iter().map(|row| {
        let times =
            row.expected.map_or_else(|| row.kept.to_string(), |expected| format!("{} dari {expected}", row.kept));
        let mut advice: Vec<&str> = row.unread.iter().map(|said| said.id.as_str()).collect();
        advice.insert(0, &row.advice.id);
        advice.retain(|said| !said.is_empty());
        vec![
            row.name.id.clone(),
            row.cadence.word().id,
            times,
            row.late.to_string(),
            row.state.word().id,
            advice.join("; "),
        ]
    });
    let heads = ["Pola", "", "Dicatat", "Telat", "", "Usul"];
    let mut out = format!("Catatan {}\n{}", review.month.label().id, table(&heads, &rows.collect::<Vec<_>>()));
    for add in &review.add {
        out.push_str(&format!("\n! {}", add.id));
    }
    out
}

/// `Spend=biaya`
fn column(template: &TemplateRow, text: &str) -> Result<ColumnMap, Fault> {
    let (column, word) =
        text.split_once('=').ok_or_else(|| Fault::Usage(format!("--map {text}: tulis KOLOM=ISIAN")))?;
    let known = matches!(word, "day" | "store" | "");
    let field = match field_of(template, word) {
        Some(field) => field.key.clone(),
        None if known => word.to_owned(),
        None => {
            let words: Vec<&str> = template.fields.iter().map(|field| field.key.as_str()).collect();
            return Err(Fault::Usage(format!("--map {text}: isian adalah day, store, {}", words.join(", "))));
        }
    };
    Ok(ColumnMap { column: column.trim().to_owned(), field })
}

fn import(desk: &Desk<'_>, ctx: &Context, take: &TakeRecords) -> Result<(), Fault> {
    let bytes = read_file(&take.file, IMPORT_BYTES_MAX)?;
    let name = take.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let asked = desk.book.read(|book| {
        let template = template_named(book, &take.template)?;
        let map = take.map.iter().map(|text| column(&template, text)).collect::<Result<_, _>>()?;
        let store = take.store.as_ref().map(|name| book.store_named(name)).transpose()?.map(|store| store.id);
        let (values, template) = (typed(&template, &take.set)?, template.id);
        Ok::<_, Fault>(RecordImport { template, map, values, day: take.day, store, sure: take.sure })
    })?;
    let file = read_records(&desk.book, &asked, &name, &bytes)?;
    let done = match take.apply {
        true => apply_records(&desk.book, ctx, &asked, &file)?.value,
        false => preview_records(&desk.book, ctx.today, &asked, &file)?,
    };
    desk.out.value(&done, |done| imported(done, take.apply));
    Ok(())
}

fn imported(done: &RecordsImported, applied: bool) -> String {
    let columns: Vec<String> = done
        .columns
        .iter()
        .filter(|column| !column.field.is_empty())
        .map(|column| format!("{} = {}", column.column, column.field))
        .collect();
    let mut out = format!(
        "{}: {} baru, {} sama, {} dibetulkan, {} ditinggal\nKolom: {}\n",
        done.file,
        done.new,
        done.same,
        done.corrected,
        done.left_out,
        columns.join(", ")
    );
    let taken = done.rows.iter().filter(|row| matches!(row.state, ImportState::New | ImportState::Corrected));
    let rows = taken.map(|row| {
        let day = row.day.map(|day| day.to_string()).unwrap_or_default();
        vec![row.row.to_string(), day, row.said.id.clone()]
    });
    out.push_str(&table(&["Baris", "Untuk", "Isi"], &rows.collect::<Vec<_>>()));
    for row in done.rows.iter().filter(|row| !row.message.id.is_empty()) {
        out.push_str(&format!("\n! {}", row.message.id));
    }
    if done.rows.iter().any(|row| row.state == ImportState::Unusual) {
        out.push_str("\nYang ditanya dan memang betul ikut ditulis dengan --sure.");
    }
    if !applied && done.new + done.corrected > 0 {
        out.push_str("\nBelum ditulis. Tulis dengan --apply.");
    }
    out
}

pub fn timeline(desk: &Desk<'_>, timeline: &Timeline) -> Result<ExitCode, Fault> {
    let zone = desk.context()?.zone;
    let page = desk.book.read(|book| {
        let query = TimelineQuery {
            kind: timeline.kind,
            noun: timeline.noun.clone(),
            person: timeline.person.as_ref().map(|name| book.person(Some(name))).transpose()?.map(|person| person.id),
            division: timeline.division,
            from: timeline.from,
            to: timeline.to,
            order: timeline.order.as_ref().map(|word| find(book, word)).transpose()?,
            customer: timeline.customer.as_ref().map(|word| runut_actions::customer_meant(book, word)).transpose()?,
            product: timeline.product.as_ref().map(|word| runut_actions::product_meant(book, word)).transpose()?,
            find: timeline.find.clone(),
            scans: timeline.scans,
            after: timeline.after.clone(),
            limit: timeline.limit,
        };
        Ok::<_, Fault>(reports::timeline(book, &query)?)
    })?;
    desk.out.value(&page, |page| timeline_said(page, zone));
    Ok(ExitCode::SUCCESS)
}

fn timeline_said(page: &TimelinePage, zone: Zone) -> String {
    let rows = page.rows.iter().map(|row| {
        let at = zone.local(row.entry.at).format("%Y-%m-%d %H.%M").to_string();
        let who = match row.source {
            Source::Person => row.entry.person.clone(),
            Source::Clock => "oleh jam".to_owned(),
            Source::File => format!("{}, dari berkas", row.entry.person),
        };
        let mark = match (row.trouble, row.replaced) {
            (_, true) => "diganti",
            (true, false) => "masalah",
            (false, false) => "",
        };
        let order = row.entry.order.map(|order| order.to_string()).unwrap_or_default();
        vec![at, who, order, row.entry.text.id.clone(), mark.to_owned()]
    });
    let mut out = table(&["Waktu", "Siapa", "Pesanan", "Apa", ""], &rows.collect::<Vec<_>>());
    if let (Some(day), Some(next)) = (page.searched, &page.next) {
        let said = Sentence::new(format!("Dicari sampai {}. Lanjut: --after {next}", day.typed()), "");
        out.push_str(&format!("\n{}", said.id));
    }
    out
}
