//! The steps by which an order follows its file: planned as a whole before any of them is written, by the same function
//! for the preview and for applying. What one step refuses, both doors know beforehand.

use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::order::{Event, Order, Plan};
use runut_core::stock::Levels;
use runut_core::takeover::{LineKey, Policy, amend_by_file, by_file, line_keys, lines_of, take_over, update};
use runut_core::{LineId, OrderId, Refusal, Stage, VariantId, Verb};

use super::change::Change;

/// One step, to be written in turn.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A new order.
    Insert(Plan),
    /// Its lines are replaced.
    Lines(Plan),
    /// Anything else.
    Verb(Plan),
}

/// What a file's lines are in the book: their variants, and the first free key of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contents<'a> {
    pub variants: &'a [VariantId],
    pub first_line: LineId,
}

/// The steps of an order that the book hasn't got.
pub(super) fn first(
    id: OrderId,
    file: &FileOrder,
    contents: Contents<'_>,
    levels: &mut Levels,
    policy: &Policy,
) -> Result<Vec<Step>, Refusal> {
    let plan = take_over(id, file, contents.variants, contents.first_line, levels, policy);
    let mut order = plan.after.clone();
    let mut steps = vec![Step::Insert(plan)];
    let verb = match (order.stage, file.status) {
        (Stage::AwaitingApproval, FileStatus::CancelRequested) => Some(Verb::Hold),
        (Stage::AwaitingApproval, _) if policy.auto_approve => Some(Verb::Approve),
        (Stage::Shipped, FileStatus::Failed) => Some(Verb::Fail),
        _ => None,
    };
    if let Some(verb) = verb {
        let plan = by_file(&order, verb, file, levels, policy)?;
        order = plan.after.clone();
        steps.push(Step::Verb(plan));
    }
    steps.extend(claim(&order, &line_keys(&file.lines), file, policy)?.map(Step::Verb));
    Ok(steps)
}

/// The steps of an order that the book has. `keys` are those of its lines, in their order.
pub(super) fn next(
    order: &Order,
    keys: &[LineKey],
    file: &FileOrder,
    change: &Change,
    contents: Contents<'_>,
    levels: &mut Levels,
    policy: &Policy,
) -> Result<Vec<Step>, Refusal> {
    let mut order = order.clone();
    let mut steps = Vec::new();
    if !change.fields.is_empty() {
        let plan = update(&order, change.after.clone(), &change.fields, policy);
        order = plan.after.clone();
        steps.push(Step::Verb(plan));
    }
    if change.lines {
        let plan = amend_by_file(&order, lines_of(file, contents.variants, contents.first_line), policy)?;
        order = plan.after.clone();
        steps.push(Step::Lines(plan));
    }
    for verb in &change.verbs {
        let plan = by_file(&order, *verb, file, levels, policy)?;
        order = plan.after.clone();
        steps.push(Step::Verb(plan));
    }
    if !change.older {
        let new_keys = change.lines.then(|| line_keys(&file.lines));
        let plan = claim(&order, new_keys.as_deref().unwrap_or(keys), file, policy)?;
        steps.extend(plan.map(Step::Verb));
    }
    Ok(steps)
}

/// A file's returned quantity is a claim: money only. What has failed is all reversed already.
fn claim(order: &Order, keys: &[LineKey], file: &FileOrder, policy: &Policy) -> Result<Option<Plan>, Refusal> {
    if !order.stage.has_left() || order.failed || file.lines.iter().all(|l| l.returned == 0) {
        return Ok(None);
    }
    let returned: Vec<(LineId, i64)> = line_keys(&file.lines)
        .iter()
        .zip(&file.lines)
        .filter_map(|(key, theirs)| {
            let at = keys.iter().position(|k| k == key)?;
            let ours = order.lines.get(at)?;
            // More than was sent can only be claimed of a content that the book doesn't have: listed with the change.
            (ours.claimed + 1..=ours.quantity).contains(&theirs.returned).then_some((ours.id, theirs.returned))
        })
        .collect();
    if returned.is_empty() {
        return Ok(None);
    }
    let at = file.completed_at.unwrap_or(policy.now);
    let event = Event { at, day: policy.zone.day(at), file: Some(policy.file.clone()) };
    order.claim_by_file(&returned, &event).map(Some)
}
