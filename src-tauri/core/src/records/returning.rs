//! The fields of a template against those that it had before. A word keeps its meaning: old records hold it, and figures are made of
//! both, so that what comes back under a word must be what it was.

use super::built_in::field as plain;
use super::making::word;
use crate::rows::{ChoiceRow, FieldRow, TemplateRow};
use crate::{Refusal, match_key};

/// A template as it is typed, with what its fields were before. A field that was taken out and comes back comes back as it was: what
/// figure it feeds, its bounds, what it is never above, where that isn't said otherwise. `old` is the template as it stands, `past` the
/// fields of all its versions, the latest first.
///
/// # Errors
/// `field_kind` where a word stood for something of another kind.
pub fn returned(typed: &TemplateRow, old: &TemplateRow, past: &[FieldRow]) -> Result<TemplateRow, Refusal> {
    let mut fields = Vec::new();
    let mut back = Vec::new();
    for field in &typed.fields {
        let key = key_of(field);
        let stays = !field.key.is_empty() && old.field(&key).is_some_and(|known| known.kind == field.kind);
        // One that is there twice is refused as such.
        if stays || field.key.is_empty() && typed.field(&key).is_some() {
            fields.push(field.clone());
            continue;
        }
        if let Some(other) = past.iter().find(|known| known.key == key && known.kind != field.kind) {
            return Err(another(field, other, past));
        }
        // Whoever adds a field types its name; the word behind it may be another.
        let is_it = |known: &&FieldRow| {
            let by_name = || field.key.is_empty() && typed.field(&known.key).is_none() && is_called(known, field);
            known.kind == field.kind && (known.key == key || by_name())
        };
        match past.iter().find(is_it) {
            Some(known) => {
                back.push(known.key.clone());
                fields.push(as_it_was(field, known, typed));
            }
            None => fields.push(field.clone()),
        }
    }
    let mut new = TemplateRow { fields, ..typed.clone() };
    new.fields = new.fields.iter().map(|field| held_again(field, &new, (old, past), &back)).collect();
    Ok(new)
}

/// The word that a field will have.
fn key_of(field: &FieldRow) -> String {
    let name = [&field.key, &field.name.id, &field.name.en].into_iter().find(|name| !name.trim().is_empty());
    name.map(|name| word(name)).unwrap_or_default()
}

fn is_called(known: &FieldRow, field: &FieldRow) -> bool {
    let name = match_key(if field.name.id.trim().is_empty() { &field.name.en } else { &field.name.id });
    [&known.key, &known.name.id, &known.name.en].into_iter().any(|one| match_key(one) == name)
}

/// A field with what it had: what is typed and isn't what a new field has goes before.
fn as_it_was(field: &FieldRow, known: &FieldRow, typed: &TemplateRow) -> FieldRow {
    let new = plain("", field.kind, "", "");
    let or = |now: Option<i64>, new: Option<i64>, was: Option<i64>| if now == new { was } else { now };
    let choice = |choice: &ChoiceRow| {
        let same = |was: &&ChoiceRow| match_key(&was.name.id) == match_key(&choice.name.id);
        let was = known.choices.iter().filter(|_| choice.key.is_empty()).find(same);
        was.unwrap_or(choice).clone()
    };
    let choices = if field.choices.is_empty() { &known.choices } else { &field.choices };
    // A figure is fed by one field of a template.
    let feeds = known.logged.filter(|logged| typed.feeding(*logged).is_none());
    FieldRow {
        key: known.key.clone(),
        name: if is_called(known, field) { known.name.clone() } else { field.name.clone() },
        kind: field.kind,
        required: field.required || known.required,
        keyed: field.keyed || known.keyed,
        min: or(field.min, new.min, known.min),
        max: or(field.max, new.max, known.max),
        at_most: if field.at_most.is_empty() { known.at_most.clone() } else { field.at_most.clone() },
        logged: field.logged.or(feeds),
        choices: choices.iter().map(choice).collect(),
    }
}

/// A field held against what it was held against: against one that is `back`, and where the one above it is gone against the next one
/// above that, so that what a figure is a part of isn't forgotten with a link of the chain.
fn held_again(
    field: &FieldRow,
    new: &TemplateRow,
    (old, past): (&TemplateRow, &[FieldRow]),
    back: &[String],
) -> FieldRow {
    let gone = |key: &str| new.field(key).is_none() && past.iter().any(|known| known.key == key);
    let above = |key: &str| past.iter().find(|known| known.key == key).map_or("", |known| known.at_most.as_str());
    let was = old.field(&field.key).map_or("", |known| known.at_most.as_str());
    let own = if field.at_most.is_empty() && gone(was) { was } else { &field.at_most };
    // What lies between a field that is back and what this one is held against by now; of two held against each other there is no end.
    let mut between = past.iter().filter(|known| known.key == field.key && known.kind == field.kind);
    let between = between.find(|known| {
        let chain = std::iter::successors(Some(known.at_most.as_str()), |key| Some(above(key)));
        back.contains(&known.at_most) && chain.take(past.len() + 1).any(|key| key == own)
    });
    let mut at_most = between.map_or(own, |known| known.at_most.as_str());
    for _ in past {
        if !gone(at_most) {
            break;
        }
        at_most = above(at_most);
    }
    let at_most = if at_most == field.key { "" } else { at_most };
    FieldRow { at_most: at_most.to_owned(), ..field.clone() }
}

fn another(field: &FieldRow, was: &FieldRow, past: &[FieldRow]) -> Refusal {
    let (key, kind) = (&was.key, was.kind.word());
    let free = (2..).map(|n| format!("{key}{n}")).find(|word| past.iter().all(|known| known.key != *word));
    let free = free.unwrap_or_default();
    Refusal::new(
        "field_kind",
        format!(
            "Isian {} dulu berjenis {}, dan catatan lama tetap menyimpannya begitu. Pakai kata lain, misalnya {free}.",
            field.name.id, kind.id
        ),
        format!(
            "The field {} was of the kind {}, and old records keep it so. Choose another word, for example {free}.",
            field.name.en, kind.en
        ),
    )
    .with("field", "fields")
    .with("name", key)
}
