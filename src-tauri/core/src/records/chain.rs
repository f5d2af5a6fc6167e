//! Figures of which each is a part of another: orders of clicks, clicks of views.

use super::said::value;
use super::{Filled, number};
use crate::Sentence;
use crate::rows::{FieldProblem, FieldRow, TemplateRow};

/// What is wrong with figures that are more than what they are a part of. Each is held against the nearest one above it that is filled
/// in: of 20 visits no 40 orders come, whether or not anybody counted the carts between them.
pub(super) fn beyond(template: &TemplateRow, values: &[Filled]) -> Vec<FieldProblem> {
    let problem = |field: &FieldRow| {
        let less = number(values, &field.key)?;
        let (above, more) = nearest(template, field, values)?;
        (less > more).then(|| FieldProblem { field: field.key.clone(), message: said((field, less), (above, more)) })
    };
    template.fields.iter().filter_map(problem).collect()
}

/// The nearest field above another that holds something.
fn nearest<'a>(template: &'a TemplateRow, field: &FieldRow, values: &[Filled]) -> Option<(&'a FieldRow, i64)> {
    let mut above = template.field(&field.at_most)?;
    // No further than there are fields: of two that are held against each other there is no end.
    for _ in &template.fields {
        if let Some(more) = number(values, &above.key) {
            return Some((above, more));
        }
        above = template.field(&above.at_most)?;
    }
    None
}

fn said((field, less): (&FieldRow, i64), (above, more): (&FieldRow, i64)) -> Sentence {
    let (less, more) = (value(field, less), value(above, more));
    let (id, en) = (above.name.id.to_lowercase(), above.name.en.to_lowercase());
    Sentence::new(
        format!("{} {} lebih dari {id} {}. Periksa lagi keduanya.", field.name.id, less.id, more.id),
        format!("{} {} is above {en} {}. Check both.", field.name.en, less.en, more.en),
    )
}
