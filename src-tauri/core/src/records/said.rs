//! Values in words.

use super::{Filled, Value};
use crate::hours::clock;
use crate::rows::{FieldRow, FieldType};
use crate::{Money, Sentence};

/// A number of a field as it is said; a key of something else as the number that it is.
pub(super) fn value(field: &FieldRow, number: i64) -> Sentence {
    let both = |text: String| Sentence::new(text.as_str(), text.as_str());
    match field.kind {
        FieldType::Money => both(Money(number).to_string()),
        FieldType::Percent => {
            let (whole, part) = (number / 100, number.abs() % 100);
            let text = |point: char| match part {
                0 => format!("{whole}%"),
                part if part % 10 == 0 => format!("{whole}{point}{}%", part / 10),
                part => format!("{whole}{point}{part:02}%"),
            };
            Sentence::new(text(','), text('.'))
        }
        FieldType::Minutes => match (number / 60, number % 60) {
            (0, minutes) => Sentence::new(format!("{minutes} menit"), format!("{minutes} min")),
            (hours, 0) => Sentence::new(format!("{hours} jam"), format!("{hours} h")),
            (hours, minutes) => {
                Sentence::new(format!("{hours} jam {minutes} menit"), format!("{hours} h {minutes} min"))
            }
        },
        FieldType::Time => both(clock(number)),
        FieldType::YesNo if number == 0 => Sentence::new("tidak", "no"),
        FieldType::YesNo => Sentence::new("ya", "yes"),
        _ => both(Money(number).to_string()),
    }
}

/// What a field holds, as it is said.
#[must_use]
pub fn said(field: &FieldRow, held: &Value) -> Sentence {
    match held {
        Value::Number(number) => value(field, *number),
        Value::Text(text) => match field.choices.iter().find(|choice| choice.key == *text) {
            Some(choice) => choice.name.clone(),
            None => Sentence::new(text.as_str(), text.as_str()),
        },
    }
}

/// A record in one line: words as they stand, numbers behind what they are. `name` answers what else of the book is called.
#[must_use]
pub fn summary(fields: &[FieldRow], values: &[Filled], name: impl Fn(&FieldRow, i64) -> Option<String>) -> Sentence {
    let mut parts: Vec<Sentence> = Vec::new();
    for field in fields {
        let Some(filled) = values.iter().find(|filled| filled.field == field.key) else { continue };
        let text = match (&filled.value, field.kind.refers()) {
            (Value::Number(key), true) => name(field, *key).map(|name| Sentence::new(name.as_str(), name.as_str())),
            _ => None,
        };
        let bare = text.is_some() && field.kind != FieldType::Order || field.kind.is_words();
        let text = text.unwrap_or_else(|| said(field, &filled.value));
        parts.push(if bare {
            text
        } else {
            Sentence::new(
                format!("{} {}", lower(&field.name.id), text.id),
                format!("{} {}", lower(&field.name.en), text.en),
            )
        });
    }
    let joined =
        |of: fn(&Sentence) -> &String| parts.iter().map(|part| of(part).as_str()).collect::<Vec<_>>().join(", ");
    Sentence::new(joined(|part| &part.id), joined(|part| &part.en))
}

/// A field's name within a line; one of capitals stays.
fn lower(name: &str) -> String {
    if name.chars().all(|c| !c.is_lowercase()) { name.to_owned() } else { name.to_lowercase() }
}
