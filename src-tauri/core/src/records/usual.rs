//! What is usual: a figure far from the middle of the last ones is more often a slip of the keyboard than news, so it is asked.

use super::said::value;
use super::{Filled, Value, number};
use crate::rows::{FieldRow, Logged, TemplateRow, UsualRow};
use crate::{Refusal, Sentence};

/// So many of the last values make what is usual.
pub const MEDIAN_OF: usize = 28;
/// With fewer nothing is usual yet.
pub(super) const LEAST: usize = 5;
/// So many times more, or less, is asked.
const TIMES: i64 = 10;

/// The value in the middle; of an even number the lower of the two. None of nothing.
#[must_use]
pub fn median(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// A value that is far from usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusual {
    /// The field's word.
    pub field: String,
    /// What is asked.
    pub said: Sentence,
}

impl Unusual {
    /// The question as a refusal: whoever says that it is right saves it all the same.
    #[must_use]
    pub fn refused(all: &[Self]) -> Refusal {
        let joined =
            |of: fn(&Sentence) -> &String| all.iter().map(|one| of(&one.said).as_str()).collect::<Vec<_>>().join(" ");
        let refusal = Refusal::new("record_unusual", joined(|said| &said.id), joined(|said| &said.en));
        refusal.with("field", all.first().map_or("", |one| &one.field))
    }
}

/// Which values are more than ten times, or less than a tenth, of what lies in the middle of the last 28 of their field. `last` answers
/// these. Nil isn't asked: a day without is no slip.
#[must_use]
pub fn unusual(fields: &[FieldRow], values: &[Filled], last: impl Fn(&str) -> Vec<i64>) -> Vec<Unusual> {
    let far = |field: &FieldRow| {
        let held = values.iter().find(|filled| filled.field == field.key)?;
        let Value::Number(number) = held.value else { return None };
        let known = last(&field.key);
        let usual = median(&known).filter(|usual| known.len() >= LEAST && *usual != 0)?;
        let (times, tenth) = (usual.saturating_mul(TIMES), number.saturating_mul(TIMES));
        let is_far = number != 0 && (number.abs() > times.abs() || tenth.abs() < usual.abs());
        is_far.then(|| {
            let (typed, usual) = (value(field, number), value(field, usual));
            let said = Sentence::new(
                format!("{} {}: biasanya sekitar {}. Betul?", field.name.id, typed.id, usual.id),
                format!("{} {}: usually about {}. Is that right?", field.name.en, typed.en, usual.en),
            );
            Unusual { field: field.key.clone(), said }
        })
    };
    fields
        .iter()
        .filter(|field| field.kind.is_amount() && field.max.is_none_or(|max| max > TIMES))
        .filter_map(far)
        .collect()
}

/// More orders of the website than it had visitors. Visitors are people and one may order twice, so that they are no link of the chain
/// sessions, carts, checkouts, orders, and this can be; but it is rare, and most often one of the two is a slip of the keyboard.
#[must_use]
pub fn more_than_came(template: &TemplateRow, values: &[Filled]) -> Option<Unusual> {
    let held = |logged| {
        let field = template.feeding(logged)?;
        Some((field, number(values, &field.key)?))
    };
    let ((orders, more), (visitors, less)) = (held(Logged::WebOrders)?, held(Logged::Visitors)?);
    let (more_said, less_said) = (value(orders, more), value(visitors, less));
    let (id, en) = (visitors.name.id.to_lowercase(), visitors.name.en.to_lowercase());
    let said = Sentence::new(
        format!("{} {} lebih dari {id} {}. Betul?", orders.name.id, more_said.id, less_said.id),
        format!("{} {} are more than {en} {}. Is that right?", orders.name.en, more_said.en, less_said.en),
    );
    (more > less).then(|| Unusual { field: orders.key.clone(), said })
}

/// What lies in the middle of the last records, field by field; of fields that have no usual yet nothing is said.
#[must_use]
pub fn usual(template: &TemplateRow, last: &[Vec<Filled>]) -> Vec<UsualRow> {
    let row = |field: &FieldRow| {
        let known: Vec<i64> = last.iter().filter_map(|values| number(values, &field.key)).collect();
        let middle = median(&known).filter(|_| known.len() >= LEAST)?;
        Some(UsualRow { field: field.key.clone(), said: value(field, middle) })
    };
    template.fields.iter().filter(|field| field.kind.is_amount()).filter_map(row).collect()
}
