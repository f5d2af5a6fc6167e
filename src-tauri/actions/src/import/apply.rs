//! Applying a file: products first, then each order as its effect says.

use runut_core::activity::{Activity, ImportAct, ShopAct};
use runut_core::marketplace::FileOrder;
use runut_core::rows::ImportReport;
use runut_core::takeover::{Policy, digest, line_keys, particulars};
use runut_core::{OrderId, Refusal};
use runut_store::{NewOrder, Tx};

use super::change::Change;
use super::effect::Effect;
use super::goods::KnownVariants;
use super::skus::{CODE, Skus};
use super::steps::{self, Contents, Step};
use super::{ImportFile, Progress};
use crate::progress::{STEP, cancelled};
use crate::{ActionError, settlements};

/// Writes every order as its effect says. Answers those that refuse a step all the same, by their place in the file: they are
/// left as they were, and the rest goes in.
pub(super) fn all(
    tx: &mut Tx<'_>,
    staged: &ImportFile,
    effects: &[Effect],
    (policy, skus): (&Policy, &Skus),
    report: &ImportReport,
    progress: Progress<'_>,
) -> Result<Vec<(usize, Refusal)>, ActionError> {
    let mut refused = Vec::new();
    if report.new == 0 && report.changed == 0 {
        return Ok(refused);
    }
    tx.record(
        &Activity::new(ImportAct::Apply, 0)
            .with("file", &staged.name)
            .with("channel", policy.channel.key())
            .with("store", if report.store_name == policy.channel.name() { "" } else { &report.store_name })
            .with("new", report.new)
            .with("changed", report.changed)
            .with("unchanged", report.unchanged)
            .with("decided", decisions(staged))
            .with("taken", staged.taken.join(", ")),
    )?;
    set_start_day(tx, policy)?;
    let mut goods = KnownVariants::new(skus);
    let waiting = tx.has_waiting_rows(policy.store)?;
    for (n, (at, (file, effect))) in (1u32..).zip(staged.file.orders.iter().zip(effects).enumerate()) {
        let refusal = match effect {
            Effect::New { .. } => insert(tx, &mut goods, file, policy, waiting)?,
            Effect::Changed(change) => update(tx, &mut goods, file, change, policy)?,
            Effect::Unchanged { .. } | Effect::Stays { .. } => None,
        };
        refused.extend(refusal.map(|refusal| (at, refusal)));
        if n.is_multiple_of(STEP) && progress(n).is_break() {
            return Err(cancelled().into());
        }
    }
    Ok(refused)
}

/// Cells that a person has decided, each as it was and as it is; rows that say the same together.
fn decisions(staged: &ImportFile) -> String {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for cell in &staged.decided {
        let what = format!("{}: {} → {}", cell.column, cell.found, cell.suggestion);
        match told.iter_mut().find(|(known, _)| cell.code == CODE && *known == what) {
            Some((_, rows)) => rows.push(cell.row.to_string()),
            None => told.push((what, vec![cell.row.to_string()])),
        }
    }
    let told = told.into_iter().map(|(what, rows)| format!("{} {what}", rows.join(", ")));
    told.collect::<Vec<_>>().join("; ")
}

/// The first import decides from which day on sales post.
fn set_start_day(tx: &mut Tx<'_>, policy: &Policy) -> Result<(), ActionError> {
    let Some(mut shop) = tx.shop()? else { return Ok(()) };
    if shop.start_day.is_none() {
        shop.start_day = Some(policy.start_day);
        let changed = format!("hari mulai pembukuan {}", policy.start_day);
        tx.record(&Activity::new(ShopAct::Change, 1).with("changed", changed))?;
        tx.put_shop(&shop)?;
    }
    Ok(())
}

/// What a write comes to: nothing where it succeeded, else the refusal that leaves the order as it was.
type Taken = Result<Option<Refusal>, ActionError>;

fn insert<'f>(
    tx: &mut Tx<'_>,
    goods: &mut KnownVariants<'f>,
    file: &'f FileOrder,
    policy: &Policy,
    waiting: bool,
) -> Taken {
    let variants = goods.variants(tx, file, policy)?;
    let (id, contents) = (tx.next_order()?, Contents { variants: &variants, first_line: tx.next_line()? });
    let mut levels = tx.levels(variants.iter().copied())?;
    let steps = match steps::first(id, file, contents, &mut levels, policy) {
        Ok(steps) => steps,
        Err(refusal) => return Ok(Some(refusal)),
    };
    let new = NewOrder {
        external_id: &file.external_id,
        particulars: &particulars(file),
        keys: &line_keys(&file.lines),
        status: file.status.key(),
        digest: &digest(file),
    };
    write(tx, id, &steps, &new)?;
    if waiting {
        let ctx = tx.ctx().clone();
        settlements::match_waiting(tx, &ctx, policy.store, &file.external_id, id)?;
    }
    Ok(None)
}

fn update<'f>(
    tx: &mut Tx<'_>,
    goods: &mut KnownVariants<'f>,
    file: &'f FileOrder,
    change: &Change,
    policy: &Policy,
) -> Taken {
    let (order, keys) = (tx.order(change.id)?, tx.line_keys(change.id)?);
    let variants = if change.lines { goods.variants(tx, file, policy)? } else { Vec::new() };
    let contents = Contents { variants: &variants, first_line: tx.next_line()? };
    let mut levels = tx.levels(order.lines.iter().map(|l| l.variant).chain(variants.iter().copied()))?;
    let steps = match steps::next(&order, &keys, file, change, contents, &mut levels, policy) {
        Ok(steps) => steps,
        Err(refusal) => return Ok(Some(refusal)),
    };
    let new = NewOrder {
        external_id: &file.external_id,
        particulars: &change.about,
        keys: &line_keys(&file.lines),
        status: &change.status,
        digest: &change.digest,
    };
    write(tx, change.id, &steps, &new)?;
    tx.set_particulars(change.id, &new)?;
    Ok(None)
}

fn write(tx: &mut Tx<'_>, id: OrderId, steps: &[Step], new: &NewOrder<'_>) -> Result<(), ActionError> {
    for step in steps {
        match step {
            Step::Insert(plan) => {
                tx.insert_order(plan, new)?;
            }
            Step::Lines(plan) => {
                tx.replace_lines(id, &plan.after.lines, new.keys)?;
                tx.apply(plan)?;
            }
            Step::Verb(plan) => {
                tx.apply(plan)?;
            }
        }
    }
    Ok(())
}
