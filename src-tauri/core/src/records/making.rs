//! Templates of one's own: what a template must hold before it is kept.

use std::collections::BTreeSet;

use super::FieldType;
use crate::rows::{ChoiceRow, FieldRow, TemplateRow};
use crate::{Limit, MONEY_MAX, Refusal, Sentence, fold, match_key};

/// Fields of a template at most: more nobody fills in.
pub const FIELDS_MAX: usize = 20;
/// Words to choose from at most.
const CHOICES_MAX: usize = 40;
/// Days that figures may come later at most.
const LAG_MAX: i64 = 7;

/// A template as it may be kept: names trimmed, words made of names that have none, and checked.
///
/// # Errors
/// `template_name`, `template_fields` (none, too many), `field_name`, `field_twice`, `field_choices`, `field_bounds`, `field_at_most`,
/// `field_refers_twice`, `template_lag`; `too_long`.
pub fn checked(template: &TemplateRow) -> Result<TemplateRow, Refusal> {
    let (id, en) = ("Beri nama polanya dulu.", "Give the template a name first.");
    let name = named(&template.name, "template_name", id, en)?;
    let key = if template.key.is_empty() { word(&name.id) } else { word(&template.key) };
    if !(0..=LAG_MAX).contains(&template.lag) {
        let (id, en) = ("Datanya paling lambat 7 hari kemudian.", "Its figures may come 7 days later at most.");
        return Err(Refusal::new("template_lag", id, en).with("field", "lag"));
    }
    if template.fields.is_empty() || template.fields.len() > FIELDS_MAX {
        let (id, en) = (
            format!("Satu pola punya 1 sampai {FIELDS_MAX} isian."),
            format!("A template has 1 to {FIELDS_MAX} fields."),
        );
        return Err(Refusal::new("template_fields", id, en).with("field", "fields"));
    }
    let mut fields = Vec::new();
    let mut known = BTreeSet::new();
    for field in &template.fields {
        let field = checked_field(field)?;
        let name = match_key(&field.name.id);
        if !known.insert(field.key.clone()) || fields.iter().any(|other: &FieldRow| match_key(&other.name.id) == name) {
            return Err(twice("field_twice", &field, "ada dua kali", "is there twice"));
        }
        let same = |other: &FieldRow| field.kind.refers() && other.kind == field.kind;
        if fields.iter().any(same) {
            return Err(twice(
                "field_refers_twice",
                &field,
                "merujuk hal yang sama dengan isian lain; cukup satu",
                "refers to the same as another field; one is enough",
            ));
        }
        fields.push(field);
    }
    for field in fields.iter().filter(|field| !field.at_most.is_empty()) {
        let other = fields.iter().find(|other| other.key == field.at_most && other.key != field.key);
        if other.is_none_or(|other| other.kind != field.kind) {
            return Err(twice(
                "field_at_most",
                field,
                "hanya bisa dibatasi isian lain yang sejenis",
                "can only be held against another field of its kind",
            ));
        }
    }
    Ok(TemplateRow { key, name, fields, ..template.clone() })
}

fn twice(code: &str, field: &FieldRow, id: &str, en: &str) -> Refusal {
    Refusal::new(code, format!("Isian {} {id}.", field.name.id), format!("The field {} {en}.", field.name.en))
        .with("field", "fields")
        .with("name", &field.key)
}

fn checked_field(field: &FieldRow) -> Result<FieldRow, Refusal> {
    let (id, en) = ("Beri nama setiap isian.", "Give each field a name.");
    let name = named(&field.name, "field_name", id, en)?;
    let key = if field.key.is_empty() { word(&name.id) } else { word(&field.key) };
    if key.is_empty() || matches!(key.as_str(), "day" | "store") {
        return Err(Refusal::new("field_name", id, en).with("field", "fields"));
    }
    let choices = choices(field)?;
    let has_bounds = field.kind.is_amount() || field.kind == FieldType::Percent;
    let bounds = [field.min, field.max].into_iter().flatten();
    let odd = bounds.clone().any(|bound| bound.abs() > MONEY_MAX)
        || field.min.zip(field.max).is_some_and(|(min, max)| min > max)
        || !has_bounds && bounds.count() > 0;
    if odd {
        let field = FieldRow { name, key, ..field.clone() };
        return Err(twice(
            "field_bounds",
            &field,
            "punya batas yang tidak bisa dipenuhi",
            "has bounds that nothing fits",
        ));
    }
    let feeds = |kind: FieldType| kind.is_amount() || kind == FieldType::Choice;
    let logged = field.logged.filter(|_| feeds(field.kind));
    Ok(FieldRow { key, name, choices, logged, ..field.clone() })
}

fn choices(field: &FieldRow) -> Result<Vec<ChoiceRow>, Refusal> {
    if field.kind != FieldType::Choice {
        return Ok(Vec::new());
    }
    let mut choices = Vec::new();
    let mut known = BTreeSet::new();
    for choice in &field.choices {
        let (id, en) = ("Beri nama setiap pilihan.", "Give each choice a name.");
        let name = named(&choice.name, "field_choices", id, en)?;
        let key = if choice.key.is_empty() { word(&name.id) } else { word(&choice.key) };
        if !known.insert(key.clone()) {
            return Err(twice("field_choices", field, "punya dua pilihan yang sama", "has a choice twice"));
        }
        choices.push(ChoiceRow { key, name });
    }
    if !(2..=CHOICES_MAX).contains(&choices.len()) {
        return Err(twice("field_choices", field, "perlu 2 sampai 40 pilihan", "needs 2 to 40 choices"));
    }
    Ok(choices)
}

/// A name in both languages; the one that is missing is the other.
fn named(name: &Sentence, code: &str, id: &str, en: &str) -> Result<Sentence, Refusal> {
    let (one, other) = (Limit::Title.line(&name.id)?, Limit::Title.line(&name.en)?);
    match (one.is_empty(), other.is_empty()) {
        (true, true) => Err(Refusal::new(code, id, en).with("field", "name")),
        (true, false) => Ok(Sentence::new(other.as_str(), other.as_str())),
        (false, true) => Ok(Sentence::new(one.as_str(), one.as_str())),
        (false, false) => Ok(Sentence::new(one, other)),
    }
}

/// A name as a word to type: `Harga pesaing` is `harga-pesaing`.
pub(super) fn word(name: &str) -> String {
    fold(name).replace(' ', "-")
}
