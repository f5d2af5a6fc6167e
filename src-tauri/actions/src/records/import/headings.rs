//! What the columns of a file are: refused where that isn't plain.

use runut_core::records::Header;
use runut_core::rows::{Cadence, ColumnMap, FieldRow, FieldType, RecordImport, TemplateRow};
use runut_core::{Day, Refusal, Sentence, excerpt, match_key};
use runut_intake::RecordsFile;

/// The day of rows that have none: as said, or what the file says above its header, if that is one.
pub(super) fn day_of_all(
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
pub(super) fn refuse_unknown(template: &TemplateRow, import: &RecordImport, file: &RecordsFile) -> Result<(), Refusal> {
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
    refuse_twice(template, import)
}

/// Refuses what was said twice: which was meant nobody can tell.
fn refuse_twice(template: &TemplateRow, import: &RecordImport) -> Result<(), Refusal> {
    for (at, one) in import.map.iter().enumerate() {
        let other = |other: &&ColumnMap| match_key(&other.column) == match_key(&one.column) && other.field != one.field;
        let Some(other) = import.map[..at].iter().find(other) else { continue };
        let (column, first, second) =
            (excerpt(&one.column, 40), called(template, &other.field), called(template, &one.field));
        let (id, en) = (
            format!("Kolom {column} disebut dua kali: {} dan {}. Sebut satu saja.", first.id, second.id),
            format!("The column {column} is given twice: {} and {}. Give one of them.", first.en, second.en),
        );
        return Err(Refusal::new("record_columns", id, en).with("field", "columns"));
    }
    for (at, one) in import.values.iter().enumerate() {
        if import.values[..at].iter().any(|other| other.field == one.field) {
            let name = called(template, &one.field);
            let (id, en) = (
                format!("{} disebut dua kali untuk semua baris. Sebut satu saja.", name.id),
                format!("{} is given twice for all rows. Give it once.", name.en),
            );
            return Err(Refusal::new("record_fields", id, en).with("field", "values"));
        }
    }
    Ok(())
}

/// What a field is called, the day and the store among them.
fn called(template: &TemplateRow, key: &str) -> Sentence {
    match (template.field(key), key) {
        (Some(field), _) => field.name.clone(),
        (None, "day") => Sentence::new("tanggal", "day"),
        (None, "store") => Sentence::new("toko", "store"),
        (None, _) => Sentence::new("tidak dipakai", "not used"),
    }
}

/// Refuses a file of which two columns are one field: the first would be taken in silence. Of columns that are only known by what others
/// call them, the first is taken where both say the same, in a platform's own file, and of words: a campaign's name and its ad's.
pub(super) fn refuse_doubled(template: &TemplateRow, header: &Header, file: &RecordsFile) -> Result<(), Refusal> {
    for (at, one) in header.columns.iter().enumerate() {
        let Some(before) = header.columns[..at].iter().position(|before| {
            let same = !one.column.trim().is_empty() && match_key(&before.column) == match_key(&one.column);
            let field = if before.field.is_empty() { &one.field } else { &before.field };
            !field.is_empty() && (same || before.field == one.field)
        }) else {
            continue;
        };
        return Err(doubled(template, header, before, at));
    }
    let differs = |at: usize, also: usize| {
        let mut rows = file.rows.iter().filter_map(|row| Some((&row.cells.get(at)?.text, &row.cells.get(also)?.text)));
        rows.any(|(one, other)| !one.is_empty() && !other.is_empty() && one != other)
    };
    for (also, key) in header.also.iter().filter(|_| header.platform.is_empty()) {
        let is_words = template.field(key).is_some_and(|field| field.kind == FieldType::Text);
        let first = header.columns.iter().position(|column| column.field == *key);
        if let Some(first) = first.filter(|first| !is_words && differs(*first, *also)) {
            return Err(doubled(template, header, first, *also));
        }
    }
    Ok(())
}

fn doubled(template: &TemplateRow, header: &Header, first: usize, second: usize) -> Refusal {
    let (one, other) = (&header.columns[first], &header.columns[second]);
    let place = |at: usize| RecordsFile::letters(at);
    let (first, second) = (place(first), place(second));
    if match_key(&one.column) == match_key(&other.column) {
        let name = excerpt(&one.column, 40);
        let (id, en) = (
            format!(
                "Berkas ini punya dua kolom bernama {name}: {first} dan {second}. Ganti nama salah satunya di berkas."
            ),
            format!("This file has two columns called {name}: {first} and {second}. Rename one of them in the file."),
        );
        return Refusal::new("record_columns", id, en).with("field", "columns");
    }
    let name = called(template, if one.field.is_empty() { &other.field } else { &one.field });
    let (one, other) = (excerpt(&one.column, 40), excerpt(&other.column, 40));
    let (id, en) = (
        format!(
            "Kolom {one} ({first}) dan {other} ({second}) sama-sama terbaca sebagai {}. Pilih satu, lewati yang lain.",
            name.id
        ),
        format!(
            "The columns {one} ({first}) and {other} ({second}) are both read as {}. Choose one, leave the other out.",
            name.en
        ),
    );
    Refusal::new("record_columns", id, en).with("field", "columns").with("columns", offered(header))
}

/// The columns that there are with what they are, for a window to be chosen from; of one name once.
fn offered(header: &Header) -> String {
    let lines = columns_of(header).into_iter().map(|c| format!("{}\t{}", c.column, c.field));
    lines.collect::<Vec<_>>().join("\n")
}

/// The columns that have a name; of one name the first.
pub(super) fn columns_of(header: &Header) -> Vec<ColumnMap> {
    let mut columns: Vec<ColumnMap> = Vec::new();
    for column in header.columns.iter().filter(|column| !match_key(&column.column).is_empty()) {
        if columns.iter().all(|known| known.column != column.column) {
            columns.push(column.clone());
        }
    }
    columns
}

/// Refuses a file that lacks what must be filled in; its platform may be known by its headings.
pub(super) fn need_columns(template: &TemplateRow, header: &Header, import: &RecordImport) -> Result<(), Refusal> {
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
    Err(refusal.with("field", "columns").with("columns", offered(header)).with("missing", joined(|field| &field.key)))
}

/// What a field holds in rows that don't say; empty where that wasn't said.
pub(super) fn of_all_rows<'a>(import: &'a RecordImport, field: &str) -> &'a str {
    import.values.iter().find(|value| value.field == field).map_or("", |value| value.text.trim())
}
