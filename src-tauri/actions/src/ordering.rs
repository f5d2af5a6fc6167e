//! Orders typed by hand: the form, what it comes to, saving, placing and amending.

mod buyer;
mod changes;
mod code;
mod form;
mod preview;
mod reading;

use runut_core::order::{Changes, Order, Plan, Terms};
use runut_core::rows::{BuyerTextKey, LogQuery, OrderForm, OrderSaved, Shop};
use runut_core::takeover::{LineKey, Particulars};
use runut_core::{Instant, Money, Refusal, Sentence, Stage, Verb};
use runut_store::{Book, Context, NewOrder, Reader, StoreError, Tx, reports};

use crate::by_hand;
use crate::texts::{lacks_number, text_of};
use crate::{ActionError, Done};
use buyer::Buyer;
use reading::ReadForm;

pub use form::order_form;
pub use preview::preview_order;

/// Saves what was typed: a new order as a draft, or placed with `place`; a draft changed, or placed; a placed order amended,
/// with a reason. The customer is found by phone or created with it.
///
/// # Errors
/// What is wrong with the form, with its `field`; `stale` where the order has changed since the form was opened; what core
/// refuses: `stage`, `reason_missing`, `unchanged`, `held`, `total`.
pub fn save_order(book: &Book, ctx: &Context, form: &OrderForm, place: bool, reason: &str) -> Done<OrderSaved> {
    book.write(ctx, &format!("order {form:?} {place} {reason}"), |tx| {
        let done = save(tx, ctx, form, place, reason)?;
        saved(tx, &done)
    })
}

/// Places a draft as it stands.
pub(crate) fn place_draft(
    tx: &mut Tx<'_>,
    ctx: &Context,
    shop: &Shop,
    order: &Order,
) -> Result<Result<(), Refusal>, ActionError> {
    if let Err(refusal) = order.step(Verb::Place) {
        return Ok(Err(refusal));
    }
    match place_as_it_stands(tx, ctx, shop, order) {
        Ok(()) => Ok(Ok(())),
        Err(ActionError::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

/// As if its form had been opened and placed unchanged.
fn place_as_it_stands(tx: &mut Tx<'_>, ctx: &Context, shop: &Shop, order: &Order) -> Result<(), ActionError> {
    let about = tx.particulars(order.id)?;
    let form = form::as_it_stands(tx, shop, order, about.clone())?;
    let typed = ReadForm::over(tx, ctx.now, &form, Some((order.clone(), about)))?;
    let asked = Asked { form: &form, placing: true, reason: "", told: Changes::default() };
    let (typed, buyer) = sound(tx, &form, typed, true)?;
    write(tx, ctx, shop, typed, (&asked, &buyer))?;
    Ok(())
}

/// Refuses to open a cancelled order of ours again that couldn't be placed as it stands.
pub(crate) fn refuse_unplaceable(
    book: &Reader<'_>,
    order: &Order,
    now: Instant,
) -> Result<Option<Refusal>, ActionError> {
    if order.stage != Stage::Cancelled || order.channel.is_marketplace() {
        return Ok(None);
    }
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let about = book.particulars(order.id)?;
    let form = form::as_it_stands(book, &shop, order, about.clone())?;
    let typed = ReadForm::over(book, now, &form, Some((order.clone(), about)))?;
    Ok(typed.refused(false).cloned())
}

/// The code with which an order's total tells its money apart, now that it waits for it again.
pub(crate) fn fitting_code(book: &Reader<'_>, order: &Order) -> Result<Money, ActionError> {
    let account = book.particulars(order.id)?.account;
    let mut fitted = order.clone();
    code::fit_to(book, order.unique_code > Money::ZERO, account, &mut fitted)?;
    Ok(fitted.unique_code)
}

/// Tells that the buyer has to hear another total.
pub(crate) fn told_anew(order: &Order) -> Sentence {
    let (id, total) = (order.id, order.total);
    Sentence::new(
        format!("Total pesanan {id} sekarang Rp {total}. Kabari pembelinya: salin teks totalnya."),
        format!("Order {id} comes to Rp {total} now. Tell the buyer: copy the text with its total."),
    )
}

/// A cancelled order as it may wait for money again: its unique code was free in the meantime, so that it gets another
/// where that total waits already.
pub(crate) fn coded_anew(book: &Reader<'_>, order: &Order) -> Result<Order, ActionError> {
    let mut order = order.clone();
    if order.stage != Stage::Cancelled || order.channel.is_marketplace() || order.is_covered() {
        return Ok(order);
    }
    order.recode();
    if order.unique_code > Money::ZERO {
        let account = book.particulars(order.id)?.account;
        code::fit_to(book, true, account, &mut order)?;
    }
    Ok(order)
}

/// An order as it may wait for its money again: until the deadline that it has, or a new one of the shop's where that has
/// passed or it never had one. Without any its units would stay promised for ever.
pub(crate) fn timed_anew(book: &Reader<'_>, ctx: &Context, order: &Order, waits: bool) -> Result<Order, ActionError> {
    let prepaid = order.stage != Stage::Completed && order.terms == Terms::Prepaid && !order.channel.is_marketplace();
    if !prepaid || !waits || order.pay_by.is_some_and(|by| by >= ctx.now) {
        return Ok(order.clone());
    }
    let pay_by = book.shop()?.and_then(|shop| shop.zone.deadline(ctx.now, shop.payment_hours));
    Ok(Order { pay_by, ..order.clone() })
}

/// What is asked of a form.
struct Asked<'a> {
    form: &'a OrderForm,
    placing: bool,
    reason: &'a str,
    /// What the person has changed.
    told: Changes,
}

/// What was done: the order as it stands now.
struct Saved {
    order: Order,
    placed: bool,
    amended: bool,
}

fn save(tx: &mut Tx<'_>, ctx: &Context, form: &OrderForm, place: bool, reason: &str) -> Result<Saved, ActionError> {
    let shop = tx.shop()?.ok_or(StoreError::NoShop)?;
    let typed = ReadForm::read(tx, ctx.now, form)?;
    let draft = typed.was().is_none_or(|order| order.stage == Stage::Draft);
    let placing = place && draft;
    let (mut typed, buyer) = sound(tx, form, typed, placing || !draft)?;
    if !draft {
        code::fit(tx, form, &shop, &mut typed)?;
    }
    // What placing itself sets isn't what the person has changed.
    let told = changes::of(tx, ctx.zone, &typed, form.customer.and(buyer.known))?;
    write(tx, ctx, &shop, typed, (&Asked { form, placing, reason, told }, &buyer))
}

/// Refuses what can't be written as it is typed, else tells who the buyer is. A draft that isn't placed yet may lack
/// something.
fn sound(
    book: &Reader<'_>,
    form: &OrderForm,
    mut typed: ReadForm,
    whole: bool,
) -> Result<(ReadForm, Buyer), ActionError> {
    let buyer = buyer::find(book, form)?;
    if let Some(refusal) = typed.was().map(|was| ready(book, was, form)).transpose()?.flatten() {
        return Err(refusal.into());
    }
    if let Some(refusal) = typed.refused(!whole).cloned().or(buyer.problem.clone()) {
        return Err(refusal.into());
    }
    typed.about.buyer.clone_from(&buyer.name);
    Ok((typed, buyer))
}

/// Everything is planned before anything is written: what is refused leaves nothing behind even within a larger write.
fn write(
    tx: &mut Tx<'_>,
    ctx: &Context,
    shop: &Shop,
    mut typed: ReadForm,
    (asked, buyer): (&Asked<'_>, &Buyer),
) -> Result<Saved, ActionError> {
    if asked.placing {
        give_deadlines(&mut typed, shop, ctx.now);
        code::fit(tx, asked.form, shop, &mut typed)?;
    }
    match typed.before.take() {
        None => add(tx, ctx, &typed, (asked, buyer)),
        Some((old, was)) => change(tx, ctx, (&old, &was), typed, (asked, buyer)),
    }
}

/// Why a form can't change this order any more; none if it can.
fn ready(book: &Reader<'_>, was: &Order, form: &OrderForm) -> Result<Option<Refusal>, ActionError> {
    if let Err(refusal) = was.refuse_marketplace_contents() {
        return Ok(Some(refusal));
    }
    if form.revision != form::AS_IT_STANDS && form.revision < book.order_revision(was.id)? {
        return Ok(Some(stale(book, was)?));
    }
    Ok(was.step(Verb::Amend).err())
}

/// Someone was faster: who, and what they did.
fn stale(book: &Reader<'_>, was: &Order) -> Result<Refusal, ActionError> {
    let order = was.id;
    let query = LogQuery {
        order: Some(order),
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 1,
    };
    let last = reports::log_page(book, &query)?.rows.into_iter().next();
    let (who, what) = last.map(|row| (row.person, row.text)).unwrap_or_default();
    let (id, en) = if was.step(Verb::Amend).is_ok() {
        ("Buka pesanannya lagi, lalu ubah.", "Open the order again, then amend it.")
    } else {
        ("Isinya tidak bisa diubah lagi dari sini.", "Its contents can't be amended any more from here.")
    };
    Ok(Refusal::new(
        "stale",
        format!("Pesanan {order} berubah sejak formulir ini dibuka ({what}, oleh {who}). {id}", what = what.id),
        format!("Order {order} has changed since this form was opened ({what}, by {who}). {en}", what = what.en),
    )
    .with("order", order)
    .with("stage", was.stage.key()))
}

/// The shop's own deadlines where none was typed, and the time of placing.
fn give_deadlines(typed: &mut ReadForm, shop: &Shop, now: Instant) {
    if typed.order.terms == Terms::Prepaid {
        typed.order.pay_by = typed.order.pay_by.or_else(|| shop.zone.deadline(now, shop.payment_hours));
    }
    typed.about.ship_by = typed.about.ship_by.or_else(|| shop.zone.deadline(now, shop.ship_hours));
    typed.about.placed_at = now;
}

/// What nothing but the position tells apart: lines of our own orders.
fn keys(order: &Order) -> Vec<LineKey> {
    let key = |occurrence| LineKey { product: String::new(), variation: String::new(), occurrence };
    (0_i64..).zip(&order.lines).map(|(at, _)| key(at)).collect()
}

fn beside<'a>(about: &'a Particulars, keys: &'a [LineKey]) -> NewOrder<'a> {
    NewOrder { external_id: "", particulars: about, keys, status: "", digest: "" }
}

fn add(
    tx: &mut Tx<'_>,
    ctx: &Context,
    typed: &ReadForm,
    (asked, buyer): (&Asked<'_>, &Buyer),
) -> Result<Saved, ActionError> {
    let event = by_hand(ctx);
    let begun = typed.order.begin(&event);
    let placed = asked.placing.then(|| typed.order.place(&typed.about.recipient, &typed.levels, &event)).transpose()?;
    let customer = buyer::keep(tx, buyer, asked.form)?;
    let about = Particulars { customer, ..typed.about.clone() };
    tx.insert_order(&begun, &beside(&about, &keys(&typed.order)))?;
    if let Some(plan) = &placed {
        tx.apply(plan)?;
    }
    let order = placed.unwrap_or(begun).after;
    Ok(Saved { order, placed: asked.placing, amended: false })
}

fn change(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (old, was): (&Order, &Particulars),
    typed: ReadForm,
    (asked, buyer): (&Asked<'_>, &Buyer),
) -> Result<Saved, ActionError> {
    let event = by_hand(ctx);
    let ReadForm { mut order, mut about, levels, .. } = typed;
    let draft = old.stage == Stage::Draft;
    let amended: Option<Plan> = if draft && asked.told.0.is_empty() {
        None
    } else {
        let plan = old.amend(order.clone(), &asked.told, asked.reason, &levels, &event)?;
        order.clone_from(&plan.after);
        Some(plan)
    };
    let placed = asked.placing.then(|| order.place(&about.recipient, &levels, &event)).transpose()?;
    if amended.is_none() && placed.is_none() {
        return Ok(Saved { order: old.clone(), placed: false, amended: false }); // a draft as it was
    }
    about.customer = buyer::keep(tx, buyer, asked.form)?;
    let (was, about) = (beside(was, &[]), beside(&about, &[]));
    let beside = Some((&was, &about));
    if let Some(plan) = &amended {
        tx.replace_lines(old.id, &plan.after.lines, &keys(&plan.after))?;
        tx.apply_with(plan, if placed.is_none() { beside } else { None })?;
    }
    if let Some(plan) = &placed {
        tx.apply_with(plan, beside)?;
    }
    let order = placed.or(amended).map_or_else(|| old.clone(), |plan| plan.after);
    Ok(Saved { order, placed: asked.placing, amended: !draft })
}

/// What was done, and what to tell the buyer.
fn saved(tx: &Tx<'_>, done: &Saved) -> Result<OrderSaved, ActionError> {
    let Saved { order, placed, amended } = done;
    let (id, stage) = (order.id, order.stage.word());
    let message = match (placed, amended) {
        (true, _) => Sentence::new(
            format!("Pesanan {id} dipesan, Rp {}. {}.", order.total, stage.id),
            format!("Order {id} placed, Rp {}. {}.", order.total, stage.en),
        ),
        (_, true) => Sentence::new(
            format!("Pesanan {id} diubah, sekarang Rp {}. {}.", order.total, stage.id),
            format!("Order {id} amended, now Rp {}. {}.", order.total, stage.en),
        ),
        _ => Sentence::new(format!("Pesanan {id} disimpan sebagai draf."), format!("Order {id} saved as a draft.")),
    };
    if order.stage == Stage::Draft {
        return Ok(OrderSaved { order: id, stage: order.stage, message, text: String::new() });
    }
    let text = text_of(tx, order, BuyerTextKey::Order)?;
    let lack = if order.stage == Stage::AwaitingPayment { lacks_number(tx, order)? } else { None };
    let message = match lack {
        Some(lack) => message.and(&lack),
        None => message,
    };
    Ok(OrderSaved { order: id, stage: order.stage, message, text })
}
