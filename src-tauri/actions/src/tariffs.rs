//! What marketplaces are expected to take: rules entered, and tariffs taken from what files show.

use runut_core::activity::{Activity, FeeAct};
use runut_core::fees::{FeeRule, checked, rate};
use runut_core::rows::{FeesChanged, TariffAnswer, TariffChange, TaskRow};
use runut_core::{Limit, Refusal, TaskId, match_key};
use runut_store::{Book, Context, FeeAnswer, StoreError, Tx, reports};

use crate::fields::text;
use crate::tasks::add_task;
use crate::{ActionError, Done};

/// Enters a rule (key zero), or changes one. A new one ends what held until its first day, if that had no end. Orders that
/// aren't paid out yet are reckoned anew.
///
/// # Errors
/// `fee_part`, `fee_rate`, `fee_days`, `fee_gap`, `fee_overlap`, `no_marketplace`, `too_long`; `missing` for an unknown rule or store; [`ActionError`]
/// where the book can't be written.
pub fn save_fee(book: &Book, ctx: &Context, rule: &FeeRule) -> Done<FeesChanged> {
    let rule = FeeRule { category: text(Limit::Name, &rule.category, "category")?, ..rule.clone() };
    book.write(ctx, &format!("fee {rule:?}"), |tx| {
        if !rule.channel.is_marketplace() {
            return Err(crate::settlements::no_marketplace(rule.channel).into());
        }
        if let Some(store) = rule.store
            && !tx.stores()?.iter().any(|known| known.id == store && known.channel == rule.channel)
        {
            return Err(StoreError::Missing(format!("Toko {store}")).into());
        }
        let rules = tx.fee_rules()?;
        if rule.id != 0 && !rules.iter().any(|known| known.id == rule.id) {
            return Err(StoreError::Missing(format!("Tarif {}", rule.id)).into());
        }
        let ends =
            |known: &FeeRule| rule.id == 0 && known.is_same_fee(&rule) && known.to.is_none() && known.from < rule.from;
        let mut then: Vec<FeeRule> = rules.iter().filter(|known| known.id != rule.id).cloned().collect();
        then.iter_mut().filter(|known| ends(known)).for_each(|known| known.to = Some(rule.from.plus(-1)));
        then.push(rule.clone());
        checked(&then)?;
        changed(tx, &rules, &then, &rule)
    })
}

/// Takes a rule away.
///
/// # Errors
/// `missing`; `fee_gap` where days between two others would be left without one; [`ActionError`] where the book can't be written.
pub fn remove_fee(book: &Book, ctx: &Context, id: i64) -> Done<FeesChanged> {
    book.write(ctx, &format!("remove fee {id}"), |tx| {
        let rules = tx.fee_rules()?;
        let gone = rules.iter().find(|rule| rule.id == id).cloned();
        let gone = gone.ok_or_else(|| StoreError::Missing(format!("Tarif {id}")))?;
        let then: Vec<FeeRule> = rules.iter().filter(|rule| rule.id != id).cloned().collect();
        checked(&then)?;
        changed(tx, &rules, &then, &gone)
    })
}

/// Writes what of the rules is another, and reckons anew.
fn changed(tx: &mut Tx<'_>, rules: &[FeeRule], then: &[FeeRule], of: &FeeRule) -> Result<FeesChanged, ActionError> {
    for gone in rules.iter().filter(|rule| !then.iter().any(|kept| kept.id == rule.id)) {
        tx.record(&told(FeeAct::Remove, gone.id, gone))?;
        tx.remove_fee_rule(gone.id)?;
    }
    for rule in then.iter().filter(|rule| !rules.contains(rule)) {
        let id = tx.put_fee_rule(rule)?;
        let act = if rule.id == 0 { FeeAct::Add } else { FeeAct::Change };
        tx.record(&told(act, id, rule))?;
    }
    let orders = i64::try_from(tx.reckon_fees(of.channel)?).unwrap_or(i64::MAX);
    Ok(FeesChanged { rules: tx.fee_rules()?, orders })
}

fn told(act: FeeAct, id: i64, rule: &FeeRule) -> Activity {
    Activity::new(act, id)
        .with("channel", rule.channel.key())
        .with("part", rule.part.key())
        .with("category", &rule.category)
        .with("ppm", rule.ppm)
        .with("fixed", rule.fixed.0)
        .with("from", rule.from.0)
        .with("to", rule.to.map(|day| day.0.to_string()).unwrap_or_default())
}

/// Answers a tariff that files show to be another: taken as the rule from its day on, claimed back (a task), or left as a
/// difference.
///
/// # Errors
/// `tariff_gone` where the files don't show it any more; [`ActionError`] where the book can't be written.
pub fn answer_tariff(book: &Book, ctx: &Context, change: &TariffChange, answer: TariffAnswer) -> Done<FeesChanged> {
    book.write(ctx, &format!("tariff {change:?} {answer:?}"), |tx| {
        let open = reports::tariffs::tariffs(tx)?;
        let same = |seen: &&TariffChange| {
            (seen.channel, seen.part, seen.since) == (change.channel, change.part, change.since)
                && match_key(&seen.category) == match_key(&change.category)
                && (seen.paid_ppm, seen.paid_fixed) == (change.paid_ppm, change.paid_fixed)
        };
        let seen = open.iter().find(same).ok_or_else(gone)?;
        if answer == TariffAnswer::Take {
            let rules = tx.fee_rules()?;
            let (mut then, new) = runut_core::tariffs::taken(&rules, seen);
            then.push(new.clone());
            checked(&then)?;
            return changed(tx, &rules, &then, &new);
        }
        let kept = FeeAnswer {
            channel: seen.channel,
            part: seen.part,
            category: seen.category.clone(),
            ppm: seen.paid_ppm,
            fixed: seen.paid_fixed,
            claimed: answer == TariffAnswer::Claim,
        };
        let id = tx.add_fee_answer(&kept)?;
        tx.record(
            &Activity::new(FeeAct::Answer, id)
                .with("channel", seen.channel.key())
                .with("part", seen.part.key())
                .with("category", &seen.category)
                .with("ppm", seen.paid_ppm)
                .with("fixed", seen.paid_fixed.0)
                .with("from", seen.since.0)
                .with("answer", if kept.claimed { "claim" } else { "leave" }),
        )?;
        if kept.claimed {
            claim(tx, seen)?;
        }
        Ok(FeesChanged { rules: tx.fee_rules()?, orders: 0 })
    })
}

/// The task to ask the marketplace for what it took too much.
fn claim(tx: &mut Tx<'_>, seen: &TariffChange) -> Result<(), ActionError> {
    let (name, part) = (seen.channel.name(), seen.part.word().id.to_lowercase());
    let (taken, known) = (rate(seen.paid_ppm, seen.paid_fixed).id, rate(seen.book_ppm, seen.book_fixed).id);
    let text = format!(
        "Tagih {name}: {part} dipotong {taken}, seharusnya {known}, {} pesanan sejak {}, kelebihan Rp {}",
        seen.orders,
        seen.since.typed(),
        seen.excess
    );
    add_task(tx, TaskRow { id: TaskId(0), text, person: None, person_name: String::new(), due: None, done: false })?;
    Ok(())
}

fn gone() -> Refusal {
    Refusal::new(
        "tariff_gone",
        "Tarif itu sudah tidak terlihat lagi di pencairan. Buka Pencairan lagi.",
        "The payouts don't show that tariff any more. Open Payouts again.",
    )
}
