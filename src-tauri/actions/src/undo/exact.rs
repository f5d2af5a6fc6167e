//! Whether what a step changed can be put back just as it was.

use std::collections::BTreeMap;

use runut_core::order::Order;
use runut_core::stock::Levels;
use runut_core::{OrderId, Refusal, Stage, VariantId, undo};
use runut_store::Tx;
use runut_store::undo::{Back, Blocked, Part, Was};

use super::{Taking, there};
use crate::ActionError;

type Stands = Result<Option<Refusal>, ActionError>;

impl Taking<'_> {
    /// Why an order can't be put back as it was; none where it can.
    pub(super) fn order_stands(&self, tx: &Tx<'_>, id: OrderId, part: &Part) -> Stands {
        let free = part.moves.is_empty() && part.added_to().next().is_none() && undo::is_free(part.columns());
        if let Some(later) = self.since.orders.get(&id).filter(|_| !free) {
            return Ok(Some(self.since(later)));
        }
        if let Some(blocked) = tx.blocked(part)? {
            return Ok(Some(self.refused(blocked)));
        }
        let (mut levels, refusal) = self.goods_stand(tx, part)?;
        if refusal.is_some() {
            return Ok(refusal);
        }
        self.order_may(tx, id, part, &mut levels)
    }

    /// Why all of a step can't be put back as it was; none where it can.
    pub(super) fn whole_stands(&self, tx: &Tx<'_>, part: &Part) -> Stands {
        const ONE: [&str; 6] = ["payment", "count", "product", "customer", "journal", "day"];
        let added: Vec<&str> = part.added_to().collect();
        for variant in part.variants() {
            if let Some(later) = self.since.nouns.get(&("variant".to_owned(), variant.0)) {
                return Ok(Some(self.since(later)));
            }
        }
        for entry in &self.step.entries {
            let key = (entry.noun.clone(), entry.noun_id);
            let one = ONE.contains(&entry.noun.as_str()) && (entry.noun == "count" || !added.is_empty());
            if let Some(later) = self.since.nouns.get(&key).filter(|_| one) {
                return Ok(Some(self.since(later)));
            }
        }
        for id in part.orders() {
            if let Some(later) = self.since.orders.get(&id) {
                return Ok(Some(self.since(later)));
            }
        }
        if let Some(blocked) = tx.blocked(part)? {
            return Ok(Some(self.refused(blocked)));
        }
        let (mut levels, refusal) = self.goods_stand(tx, part)?;
        if refusal.is_some() {
            return Ok(refusal);
        }
        for id in part.orders() {
            if let Some(refusal) = self.order_may(tx, id, part, &mut levels)? {
                return Ok(Some(refusal));
            }
        }
        Ok(None)
    }

    fn refused(&self, blocked: Blocked) -> Refusal {
        match blocked {
            Blocked::Changed(_) => self.taken.changed(),
            Blocked::Used { by, .. } => self.taken.used(&by),
        }
    }

    /// The levels after its moves are reversed, and why they can't be.
    fn goods_stand(&self, tx: &Tx<'_>, part: &Part) -> Result<(Levels, Option<Refusal>), ActionError> {
        let revalued = part.revalues.iter().map(|revalued| revalued.back.variant);
        let mut levels = tx.levels(part.moves.iter().map(|moved| moved.back.variant).chain(revalued))?;
        for Back { back, .. } in &part.moves {
            if let Err(short) = levels.apply(back) {
                let goods = tx.variant(back.variant)?.what();
                return Ok((levels, Some(self.taken.moved_on(&goods, short.there.max(0)))));
            }
        }
        for Back { back, .. } in &part.revalues {
            let level = levels.0.entry(back.variant).or_default();
            level.value += back.by.stock;
        }
        for (variant, level) in &levels.0 {
            if level.value.0 < 0 || (level.on_hand() == 0 && level.value.0 != 0) {
                let goods = tx.variant(*variant)?.what();
                return Ok((levels, Some(self.taken.worth_gone(&goods))));
            }
        }
        Ok((levels, None))
    }

    /// Why an order can't stand where it stood: others have its units, its total or its time.
    fn order_may(&self, tx: &Tx<'_>, id: OrderId, part: &Part, levels: &mut Levels) -> Stands {
        let Some(was) = tx.order_was(part, id)? else { return Ok(None) };
        let order = there(tx, id)?;
        if !was.own {
            return Ok(None);
        }
        let waits = was.stage == Stage::AwaitingPayment;
        if waits
            && was.unique_code.0 > 0
            && order.as_ref().is_none_or(|order| order.stage != was.stage || order.total != was.total)
            && let Some(account) = was.account
            && tx.total_waits(account, was.total, id)?
        {
            return Ok(Some(undo::total_taken(id, was.total)));
        }
        let passed = was.pay_by.is_some_and(|by| by < self.ctx.now);
        let ended = order.as_ref().is_none_or(|order| order.stage == Stage::Cancelled && order.net_paid().0 == 0);
        if waits && ended && passed {
            return Ok(Some(undo::deadline_passed(id)));
        }
        for (variant, more) in promised(order.as_ref(), &was) {
            let before = tx.level(variant)?;
            let after = levels.0.entry(variant).or_insert(before);
            after.allocated += more;
            let there = after.available() + more;
            if !after.sell_ahead && after.available() < 0 && after.available() < before.available() {
                return Ok(Some(undo::promised(id, &tx.variant(variant)?.what(), there.max(0))));
            }
        }
        Ok(None)
    }
}

/// By how many units more is promised to an order as it was, where it is more.
fn promised(order: Option<&Order>, was: &Was) -> BTreeMap<VariantId, i64> {
    let mut more: BTreeMap<VariantId, i64> = BTreeMap::new();
    if was.stage.allocates() {
        for (variant, units) in &was.lines {
            *more.entry(*variant).or_default() += units;
        }
    }
    for (variant, units) in order.map(Order::allocated).unwrap_or_default() {
        *more.entry(variant).or_default() -= units;
    }
    more.retain(|_, units| *units > 0);
    more
}
