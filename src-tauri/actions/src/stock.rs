//! Stock is set right; what was sold beyond the shelf gets its goods.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, VariantAct};
use runut_core::order::reason;
use runut_core::rows::{AdjustForm, AdjustKind, Adjusted};
use runut_core::stock::{Goods, adjust as plan_adjustment, difference};
use runut_core::{Money, OrderId, Refusal, Sentence, VariantId};
use runut_store::{Book, Context, StoreError, Tx};

use crate::{ActionError, Done, by_hand};

/// What was sold beyond the shelf and has its goods now.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    units: i64,
    orders: BTreeSet<OrderId>,
}

impl Filled {
    pub(crate) fn add(&mut self, more: Self) {
        self.units += more.units;
        self.orders.extend(more.orders);
    }

    /// Says so behind what was done.
    pub(crate) fn told(&self, message: &mut Sentence) {
        if self.units == 0 {
            return;
        }
        let (units, orders) = (self.units, self.orders.len());
        let (id, en) = (
            format!(" {units} di antaranya sudah terjual di {orders} pesanan, jadi langsung keluar dari rak."),
            format!(" {units} of them were sold already in {orders} orders, and left the shelf at once."),
        );
        message.id.push_str(&id);
        message.en.push_str(&en);
    }
}

/// Covers what was sold of a variant beyond its shelf, what left first before the rest, as far as the shelf has it now.
///
/// # Errors
/// [`ActionError`] where the book can't be read or written.
pub(crate) fn fill(tx: &mut Tx<'_>, ctx: &Context, goods: &Goods<'_>) -> Result<Filled, ActionError> {
    let mut filled = Filled::default();
    if goods.short == 0 {
        return Ok(filled);
    }
    for open in tx.shortfalls(goods.variant)? {
        let mut levels = tx.levels([goods.variant])?;
        let order = tx.order(open.order)?;
        let Some(plan) = order.fill(open.line, goods.what, &mut levels, &by_hand(ctx))? else { continue };
        tx.apply(&plan)?;
        filled.units += plan.moves.iter().map(|step| step.quantity).sum::<i64>();
        filled.orders.insert(open.order);
    }
    Ok(filled)
}

/// Sets a variant's stock right without a count; the reason stands in the log and on its stock card.
///
/// # Errors
/// `reason_missing`; those of [`runut_core::stock::adjust`]; `being_counted` where units found or lost were counted in an
/// open count already, which would find the same difference again; `missing` for an unknown variant.
pub fn adjust(book: &Book, ctx: &Context, form: &AdjustForm) -> Done<Adjusted> {
    let why = reason(&form.reason)?;
    book.write(ctx, &format!("adjust {form:?}"), |tx| {
        let what = tx.variant(form.variant)?.what();
        let goods = goods(tx, form.variant, &what)?;
        let (kind, quantity) = match form.kind {
            AdjustKind::Set => difference(&goods, form.quantity)?,
            kind => (kind, form.quantity),
        };
        if matches!(kind, AdjustKind::Found | AdjustKind::Lost) {
            refuse_counted(tx, form.variant, &what)?;
        }
        // Where only what was sold beyond the shelf explains the number, nothing else is set right.
        if !(form.kind == AdjustKind::Set && quantity == 0) {
            let change = plan_adjustment(&goods, kind, quantity, form.unit_cost, ctx.today)?;
            let activity = tx.record(
                &Activity::new(VariantAct::Adjust, form.variant.0)
                    .with("what", &what)
                    .with("kind", kind.key())
                    .with("quantity", quantity)
                    .with("value", change.value.0)
                    .with("reason", &why),
            )?;
            tx.change_stock(activity, ctx.today, &change)?;
        }
        if matches!(kind, AdjustKind::Found | AdjustKind::Repaired) {
            tx.mark_stocked(form.variant, ctx.now)?;
        }
        let filled = if form.kind == AdjustKind::Set { fill(tx, ctx, &goods)? } else { Filled::default() };
        let left = tx.level(form.variant)?;
        let mut message = match form.kind {
            AdjustKind::Set => set(form.quantity, kind, quantity, &what),
            _ => adjusted(kind, quantity, &what),
        };
        filled.told(&mut message);
        add_without_cost(&mut message, usize::from(comes_for_nothing(&goods, kind, quantity, form.unit_cost)));
        add_shortage(&mut message, &what, left.available());
        Ok::<_, ActionError>(Adjusted { message })
    })
}

fn refuse_counted(tx: &Tx<'_>, variant: VariantId, what: &str) -> Result<(), ActionError> {
    let Some((count, true)) = tx.open_count_of(variant)? else { return Ok(()) };
    let (name, number) = (&count.name, count.id);
    Err(Refusal::new(
        "being_counted",
        format!(
            "{what} sudah dihitung di opname {number} ({name}). Ubah hitungannya di sana, atau tutup opname itu dulu."
        ),
        format!("{what} is counted in count {number} ({name}). Change the count there, or close it first."),
    )
    .with("count", number)
    .into())
}

/// A variant as it lies there now, for a plan.
pub(crate) fn goods<'a>(tx: &Tx<'_>, variant: VariantId, what: &'a str) -> Result<Goods<'a>, StoreError> {
    let short = tx.shortfalls(variant)?.iter().map(|open| open.units).sum();
    Ok(Goods { variant, what, level: tx.level(variant)?, last_cost: tx.last_cost(variant)?, short })
}

/// Whether units found come in at nothing because nobody has said what one costs.
pub(crate) fn comes_for_nothing(goods: &Goods<'_>, kind: AdjustKind, units: i64, typed: Option<Money>) -> bool {
    kind == AdjustKind::Found && units > 0 && typed.is_none() && goods.has_no_cost()
}

/// Says how many kinds came in without a cost.
pub(crate) fn add_without_cost(message: &mut Sentence, kinds: usize) {
    if kinds > 0 {
        let (id, en) = (
            format!(
                " {kinds} macam masuk tanpa harga beli, jadi untungnya nanti tampak terlalu besar. Urungkan, lalu isi harga belinya."
            ),
            format!(
                " {kinds} kinds came in without a cost, so their profit will look too large. Undo it and enter the cost."
            ),
        );
        message.id.push_str(&id);
        message.en.push_str(&en);
    }
}

/// What a shelf that was counted has now, and which way it went.
fn set(units: i64, kind: AdjustKind, by: i64, what: &str) -> Sentence {
    let (id, en) = if kind == AdjustKind::Lost { ("berkurang", "fewer") } else { ("bertambah", "more") };
    Sentence::new(
        format!("{what}: di rak jadi {units}, {id} {by}."),
        format!("{what}: {units} on the shelf, {by} {en}."),
    )
}

fn adjusted(kind: AdjustKind, units: i64, what: &str) -> Sentence {
    let (id, en) = match kind {
        AdjustKind::Found | AdjustKind::Set => ("ditemukan, kembali di rak", "found, on the shelf again"),
        AdjustKind::Lost => ("hilang, keluar dari stok", "lost, out of stock"),
        AdjustKind::Damaged => ("rusak, dipisahkan dari yang bisa dijual", "damaged, apart from what can be sold"),
        AdjustKind::Repaired => ("diperbaiki, kembali di rak", "repaired, on the shelf again"),
        AdjustKind::Discarded => ("dibuang", "thrown away"),
    };
    Sentence::new(format!("{units} × {what} {id}."), format!("{units} × {what} {en}."))
}

/// Says how many units open orders lack now.
pub(crate) fn add_shortage(message: &mut Sentence, what: &str, available: i64) {
    if available < 0 {
        let missing = -available;
        message.id.push_str(&format!(" Stok kurang {missing} untuk pesanan yang terbuka ({what})."));
        message.en.push_str(&format!(" Open orders lack {missing} ({what})."));
    }
}
