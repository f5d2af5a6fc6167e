//! What the shop wants, and what its figures should come to.

use runut_core::Refusal;
use runut_core::activity::{Activity, GoalAct, TargetAct};
use runut_core::goals::Target;
use runut_core::kpi::{Kpi, Want, figure};
use runut_core::rows::{GoalsForm, TargetForm, TargetRow};
use runut_store::{Book, Context, Reader, StoreError, Tx, per_key};

use crate::kpis::kpi_named;
use crate::{ActionError, Done};

/// Chooses what the shop wants: adds and takes away wants, and sets targets with them, in one step. Answers all that it wants now.
///
/// # Errors
/// `owner_only`; as [`Target::typed`] for a target that can't be one.
pub fn save_goals(book: &Book, ctx: &Context, form: &GoalsForm) -> Done<Vec<Want>> {
    book.write(ctx, &format!("goals {form:?}"), |tx| {
        let typed = form.targets.iter().map(|form| typed(tx, form));
        let targets = typed.collect::<Result<Vec<_>, ActionError>>()?;
        let old = tx.goals()?;
        for (want, id) in old.iter().filter(|(want, _)| form.remove.contains(want)) {
            tx.record(&chosen(GoalAct::Remove, *want, *id))?;
            tx.delete_goal(*id)?;
        }
        for want in Want::all().filter(|want| form.add.contains(want) && !form.remove.contains(want)) {
            if old.iter().all(|(known, _)| *known != want) {
                let id = tx.add_goal(want)?;
                tx.record(&chosen(GoalAct::Add, want, id))?;
            }
        }
        for target in &targets {
            put(tx, target)?;
        }
        Ok::<_, ActionError>(tx.goals()?.into_iter().map(|(want, _)| want).collect())
    })
}

/// Sets what a figure should come to, in the place of what it should have before.
///
/// # Errors
/// `owner_only`; as [`Target::typed`].
pub fn set_target(book: &Book, ctx: &Context, form: &TargetForm) -> Done<TargetRow> {
    book.write(ctx, &format!("target {form:?}"), |tx| {
        let target = typed(tx, form)?;
        put(tx, &target)?;
        Ok::<_, ActionError>(target.row())
    })
}

fn typed(book: &Reader<'_>, form: &TargetForm) -> Result<Target, ActionError> {
    Ok(Target::typed(kpi_named(book, &form.kpi)?, form)?)
}

fn chosen(act: GoalAct, want: Want, id: i64) -> Activity {
    let name = want.name();
    Activity::new(act, id).with("want", want.key()).with("name", name.id).with("name_en", name.en)
}

fn put(tx: &mut Tx<'_>, target: &Target) -> Result<(), StoreError> {
    let old = tx.target(target.kpi)?;
    if old.is_some_and(|old| (old.per, old.millionths) == (target.per, target.millionths)) {
        return Ok(());
    }
    let id = tx.put_target(target)?;
    let act = if old.is_some() { TargetAct::Change } else { TargetAct::Set };
    tx.record(&told(act, id, old.as_ref(), Some(target)))?;
    Ok(())
}

/// The entry of a target: what it was and what it is, in words and exactly.
fn told(act: TargetAct, id: i64, was: Option<&Target>, is: Option<&Target>) -> Activity {
    let kpi = is.or(was).map(|target| target.kpi);
    let name = kpi.map(Kpi::title).unwrap_or_default();
    let activity = Activity::new(act, id).with("kpi", kpi.map_or("", |kpi| kpi.key));
    let named = activity.with("name", name.id).with("name_en", name.en);
    [("was", was), ("is", is)].into_iter().fold(named, |activity, (fact, target)| {
        let Some(target) = target else { return activity };
        let shown = figure(target.kpi, Some(target.amount()));
        let said = activity.with(fact, shown.id).with(&format!("{fact}_en"), shown.en);
        said.with(&format!("{fact}_per"), per_key(target.per)).with(&format!("{fact}_millionths"), target.millionths)
    })
}

/// Takes away what a figure should come to.
///
/// # Errors
/// `owner_only`; `kpi`; `target_missing` where nothing is set.
pub fn remove_target(book: &Book, ctx: &Context, key: &str) -> Done<()> {
    book.write(ctx, &format!("remove target {key}"), |tx| {
        let kpi = kpi_named(tx, key)?;
        if drop_target(tx, kpi)? {
            return Ok(());
        }
        let name = kpi.title();
        let (id, en) = (format!("{} belum punya target.", name.id), format!("{} has no target.", name.en));
        Err(ActionError::from(Refusal::new("target_missing", id, en).with("kpi", kpi.key)))
    })
}

/// Takes a figure's target away; whether it had one.
pub(crate) fn drop_target(tx: &mut Tx<'_>, kpi: &Kpi) -> Result<bool, StoreError> {
    let Some((target, id)) = tx.targets()?.get(kpi.key).copied() else { return Ok(false) };
    tx.record(&told(TargetAct::Remove, id, Some(&target), None))?;
    tx.delete_target(id)?;
    Ok(true)
}
