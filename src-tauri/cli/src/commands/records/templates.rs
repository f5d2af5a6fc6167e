//! Templates on the terminal.

use runut_actions::{save_template, template_named};
use runut_core::rows::{ChoiceRow, FieldRow, FieldType, TemplateRow};
use runut_core::{Sentence, TemplateId};
use runut_store::Context;

use super::{Desk, field_of};
use crate::args::TemplateChange;
use crate::output::{Fault, table};

pub(super) fn list(desk: &Desk<'_>, all: bool) -> Result<(), Fault> {
    let mut templates = desk.book.read(|book| book.templates())?;
    templates.retain(|template| all || !template.archived);
    desk.out.value(&templates, |templates| {
        let row = |template: &TemplateRow| {
            let who = match (&*template.person_name, template.division) {
                ("", Some(division)) => division.word().id,
                (name, _) => name.to_owned(),
            };
            let fields: Vec<String> = template.fields.iter().map(field).collect();
            vec![template.key.clone(), template.name.id.clone(), template.cadence.word().id, who, fields.join(", ")]
        };
        table(&["Pola", "", "Kapan", "Siapa", "Isian"], &templates.iter().map(row).collect::<Vec<_>>())
    });
    Ok(())
}

fn field(field: &FieldRow) -> String {
    let required = if field.required { "*" } else { "" };
    let choices: Vec<&str> = field.choices.iter().map(|choice| choice.key.as_str()).collect();
    let choices = if choices.is_empty() { String::new() } else { format!(" ({})", choices.join("|")) };
    format!("{}{required}{choices}", field.key)
}

pub(super) fn change(desk: &Desk<'_>, ctx: &Context, change: &TemplateChange) -> Result<(), Fault> {
    let typed = desk.book.read(|book| {
        let known = template_named(book, &change.template)?;
        let person = match change.person.as_deref() {
            None => known.person,
            Some("-") => None,
            Some(name) => Some(book.person(Some(name))?.id),
        };
        Ok::<_, Fault>(TemplateRow { person, ..changed(&known, change)? })
    })?;
    let saved = save_template(&desk.book, ctx, &typed)?.value;
    desk.out.value(&saved, |saved| {
        let fields: Vec<String> = saved.fields.iter().map(field).collect();
        let archived = if saved.archived { ", diarsipkan" } else { "" };
        format!("{} {} v{}{archived}: {}", saved.key, saved.name.id, saved.version, fields.join(", "))
    });
    Ok(())
}

fn changed(known: &TemplateRow, change: &TemplateChange) -> Result<TemplateRow, Fault> {
    let mut fields = known.fields.clone();
    for word in &change.dropped {
        let key = field_of(known, word).map(|field| field.key.clone());
        let key = key.ok_or_else(|| Fault::Usage(format!("--drop {word}: {} tidak punya isian itu", known.key)))?;
        fields.retain(|field| field.key != key);
        // What was held against it is held against nothing now.
        fields.iter_mut().filter(|field| field.at_most == key).for_each(|field| field.at_most.clear());
    }
    for text in &change.added {
        fields.push(new_field(text)?);
    }
    let named = |name: &str| Sentence::new(name, name);
    let (id, key, name) = match (&change.copy, &change.name) {
        (Some(name), _) => (TemplateId(0), String::new(), named(name)),
        (None, Some(name)) => (known.id, known.key.clone(), named(name)),
        (None, None) => (known.id, known.key.clone(), known.name.clone()),
    };
    Ok(TemplateRow {
        id,
        key,
        name,
        fields,
        cadence: change.every.unwrap_or(known.cadence),
        lag: change.lag.unwrap_or(known.lag),
        archived: change.archive || known.archived && !change.restore && change.copy.is_none(),
        ..known.clone()
    })
}

/// `Warna:choice:Merah|Biru`
fn new_field(text: &str) -> Result<FieldRow, Fault> {
    let mut parts = text.splitn(3, ':');
    let (name, kind, choices) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
    let kind = kind.and_then(|kind| FieldType::from_key(kind.trim())).ok_or_else(|| {
        let kinds: Vec<&str> = FieldType::ALL.iter().map(|kind| kind.key()).collect();
        Fault::Usage(format!("--add {text}: tulis NAMA:JENIS, jenisnya {}", kinds.join(", ")))
    })?;
    let named = |name: &str| Sentence::new(name.trim(), name.trim());
    let choice = |name: &str| ChoiceRow { key: String::new(), name: named(name) };
    Ok(FieldRow {
        key: String::new(),
        name: named(name),
        kind,
        required: false,
        keyed: false,
        min: (kind.is_amount() || kind == FieldType::Percent).then_some(0),
        max: (kind == FieldType::Percent).then_some(10_000),
        at_most: String::new(),
        logged: None,
        choices: choices.split('|').filter(|name| !name.trim().is_empty()).map(choice).collect(),
    })
}
