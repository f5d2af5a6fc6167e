//! Applying a file: products first, then each order as its fate says.

use runut_core::activity::{Activity, Noun};
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::order::{Event, Order};
use runut_core::rows::ImportReport;
use runut_core::takeover::{
    LineKey, Particulars, Policy, amend_by_file, by_file, digest, line_keys, lines_of, paid_there, particulars,
    take_over,
};
use runut_core::{LineId, Refusal, Stage, Verb, takeover};
use runut_store::{NewOrder, Tx};

use super::fate::{Change, Fate, lines_by_key};
use super::goods::Goods;
use super::{Progress, Staged};
use crate::ActionError;

/// Orders between two words of progress.
const STEP: u32 = 50;

pub(super) fn all(
    tx: &mut Tx<'_>,
    staged: &Staged,
    fates: &[Fate],
    policy: &Policy,
    report: &ImportReport,
    progress: Progress<'_>,
) -> Result<(), ActionError> {
    if report.new == 0 && report.changed == 0 {
        return Ok(());
    }
    tx.record(
        &Activity::new(Noun::Import, 0, "apply")
            .with("file", &staged.name)
            .with("channel", policy.channel.key())
            .with("new", report.new)
            .with("changed", report.changed)
            .with("unchanged", report.unchanged)
            .with("decided", decisions(staged)),
    )?;
    set_start_day(tx, policy)?;
    let mut goods = Goods::default();
    for (n, (file, fate)) in (1u32..).zip(staged.file.orders.iter().zip(fates)) {
        match fate {
            Fate::New { .. } => insert(tx, &mut goods, file, policy)?,
            Fate::Changed(change) => update(tx, &mut goods, file, change, policy)?,
            Fate::Unchanged { .. } | Fate::Stays { .. } => {}
        }
        if n.is_multiple_of(STEP) && progress(n).is_break() {
            return Err(Refusal::new(
                "cancelled",
                "Impor dibatalkan, tidak ada yang berubah.",
                "The import was cancelled; nothing has changed.",
            )
            .into());
        }
    }
    Ok(())
}

/// Cells that a person has decided, each as it was and as it is.
fn decisions(staged: &Staged) -> String {
    let told = staged.decided.iter().map(|p| format!("{} {}: {} → {}", p.row, p.column, p.found, p.suggestion));
    told.collect::<Vec<_>>().join("; ")
}

/// The first import decides from which day on sales post.
fn set_start_day(tx: &mut Tx<'_>, policy: &Policy) -> Result<(), ActionError> {
    let Some(mut shop) = tx.shop()? else { return Ok(()) };
    if shop.start_day.is_none() {
        shop.start_day = Some(policy.start_day);
        let changed = format!("hari mulai pembukuan {}", policy.start_day);
        tx.record(&Activity::new(Noun::Shop, 1, "change").with("changed", changed))?;
        tx.put_shop(&shop)?;
    }
    Ok(())
}

fn insert<'f>(tx: &mut Tx<'_>, goods: &mut Goods<'f>, file: &'f FileOrder, policy: &Policy) -> Result<(), ActionError> {
    let variants = goods.variants(tx, file, policy)?;
    let (id, first) = (tx.next_order()?, tx.next_line()?);
    let mut levels = tx.levels(variants.iter().copied())?;
    let plan = take_over(id, file, &variants, first, &mut levels, policy);
    let (about, keys) = (particulars(file), line_keys(&file.lines));
    tx.insert_order(&plan, &new_order(file, &about, &keys, &digest(file)))?;
    let mut order = plan.after;
    let verb = match (order.stage, file.status) {
        (Stage::AwaitingApproval, FileStatus::CancelRequested) => Some(Verb::Hold),
        (Stage::AwaitingApproval, _) if policy.auto_approve => Some(Verb::Approve),
        _ => None,
    };
    if let Some(verb) = verb {
        let plan = by_file(&order, verb, file, &mut levels, policy)?;
        tx.apply(&plan)?;
        order = plan.after;
    }
    claim(tx, &order, &keys, file, policy)
}

fn new_order<'a>(file: &'a FileOrder, about: &'a Particulars, keys: &'a [LineKey], digest: &'a str) -> NewOrder<'a> {
    NewOrder { external_id: &file.external_id, particulars: about, keys, status: file.status.key(), digest }
}

fn update<'f>(
    tx: &mut Tx<'_>,
    goods: &mut Goods<'f>,
    file: &'f FileOrder,
    change: &Change,
    policy: &Policy,
) -> Result<(), ActionError> {
    let order = tx.order(change.id)?;
    if !change.fields.is_empty() {
        rewrite(tx, &order, file, change, policy)?;
    }
    let (about, keys) = (particulars(file), line_keys(&file.lines));
    if change.lines {
        let variants = goods.variants(tx, file, policy)?;
        let lines = lines_of(file, &variants, tx.next_line()?);
        let plan = amend_by_file(&tx.order(change.id)?, lines, policy)?;
        tx.replace_lines(change.id, &plan.after.lines, &keys)?;
        tx.apply(&plan)?;
    }
    for verb in &change.verbs {
        let order = tx.order(change.id)?;
        let mut levels = tx.levels(order.lines.iter().map(|l| l.variant))?;
        let plan = by_file(&order, *verb, file, &mut levels, policy)?;
        tx.apply(&plan)?;
    }
    // What couldn't be done is listed again by every file that says so: no digest tells that it is known.
    let digest = if change.stuck.is_some() { String::new() } else { digest(file) };
    tx.set_particulars(change.id, &new_order(file, &about, &keys, &digest))?;
    claim(tx, &tx.order(change.id)?, &tx.line_keys(change.id)?, file, policy)
}

/// Money, tracking number and what else the file says beside stage and lines.
fn rewrite(
    tx: &mut Tx<'_>,
    order: &Order,
    file: &FileOrder,
    change: &Change,
    policy: &Policy,
) -> Result<(), ActionError> {
    let tracking = if file.tracking.is_empty() { order.tracking.clone() } else { file.tracking.to_uppercase() };
    let mut after = Order { total: file.total, paid: paid_there(file), tracking, ..order.clone() };
    if change.fields.iter().any(|f| f.name == "harga") {
        let keys = tx.line_keys(order.id)?;
        for (key, theirs) in lines_by_key(file) {
            let ours = keys.iter().position(|k| *k == key).and_then(|at| after.lines.get_mut(at));
            if let Some(ours) = ours {
                (ours.price, ours.discount) = (theirs.price, theirs.discount);
            }
        }
    }
    tx.apply(&takeover::update(order, after, &change.fields, policy))?;
    Ok(())
}

/// A file's returned quantity is a claim: money only.
fn claim(
    tx: &mut Tx<'_>,
    order: &Order,
    keys: &[LineKey],
    file: &FileOrder,
    policy: &Policy,
) -> Result<(), ActionError> {
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
    if returned.is_empty() || !order.stage.has_left() {
        return Ok(());
    }
    let at = file.completed_at.unwrap_or(policy.now);
    let event = Event { at, day: policy.zone.day(at), file: Some(policy.file.clone()) };
    let plan = order.claim_by_file(&returned, &event)?;
    tx.apply(&plan)?;
    Ok(())
}
