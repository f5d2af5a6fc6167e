//! The verbs of an order, alone and on many.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::verb_done;
use runut_core::order::{Approval, Event, Handover, Order, Packing, Plan};
use runut_core::rows::{OrderRow, Outcome, RefusedOrder, TrackingItem, TrackingPreview, TrackingPreviewRow};
use runut_core::{Instant, Limit, OrderId, Refusal, Sentence, Verb, excerpt, limits, seen, undo};
use runut_intake::tracking::{TrackingRow, read_tracking_paste, shape_warning};
use runut_store::{Book, Context, Reader, StoreError, Tx, reports};
use serde::{Deserialize, Serialize};

use crate::ordering::{coded_anew, place_draft, refuse_unplaceable, timed_anew, told_anew};
use crate::{ActionError, Done, by_hand};

/// Does one verb to many orders in one transaction: each is planned before it is written; those that refuse are listed
/// and left as they are.
///
/// # Errors
/// `no_orders` where none is named; `verb` where this isn't a verb for a person here; `missing` for an unknown order.
pub fn act(book: &Book, ctx: &Context, verb: Verb, orders: &[OrderId], reason: &str) -> Done<Outcome> {
    if orders.is_empty() {
        return Err(Refusal::new("no_orders", "Pilih pesanannya dulu.", "Choose the orders first.").into());
    }
    let mut seen = BTreeSet::new();
    let orders: Vec<OrderId> = orders.iter().copied().filter(|id| seen.insert(*id)).collect();
    book.write(ctx, &format!("{verb:?} {orders:?} {reason}"), |tx| all(tx, ctx, verb, &orders, reason, false))
}

/// Does a verb to each of `orders` inside a write. What the clock made `due` is no step of whoever happens to be there.
pub(crate) fn all(
    tx: &mut Tx<'_>,
    ctx: &Context,
    verb: Verb,
    orders: &[OrderId],
    reason: &str,
    due: bool,
) -> Result<Outcome, ActionError> {
    let (mut done, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    let shop = if verb == Verb::Place { tx.shop()? } else { None };
    for id in orders {
        let order = tx.order(*id)?;
        let outcome = match verb {
            Verb::Place => place_draft(tx, ctx, shop.as_ref().ok_or(StoreError::NoShop)?, &order)?,
            _ => match plan(tx, ctx, verb, &order, reason)? {
                Ok(mut plan) => {
                    if verb == Verb::Reopen && plan.after.total != order.total {
                        warnings.push(told_anew(&plan.after));
                    }
                    if due {
                        plan.activity = plan.activity.with(undo::BY_CLOCK, 1);
                    }
                    tx.apply(&plan)?;
                    Ok(())
                }
                Err(refusal) => Err(refusal),
            },
        };
        match outcome {
            Ok(()) => done.push(*id),
            Err(refusal) => refused.push(RefusedOrder { order: *id, refusal }),
        }
    }
    Ok(outcome(verb, done, refused, warnings))
}

pub(crate) fn plan(
    tx: &Tx<'_>,
    ctx: &Context,
    verb: Verb,
    order: &Order,
    reason: &str,
) -> Result<Result<Plan, Refusal>, ActionError> {
    let event = by_hand(ctx);
    let levels = || tx.levels(order.lines.iter().map(|l| l.variant));
    Ok(match verb {
        Verb::Approve => order.approve(&approval(order, reason), &event).and_then(|plan| permitted(tx, plan)),
        Verb::Unapprove => timed_anew(tx, ctx, order, !order.is_covered())?.unapprove(&event),
        Verb::Pack => order.pack(Packing::ByHand, &mut levels()?, &event),
        Verb::Unpack => order.unpack(reason, &mut levels()?, &event),
        Verb::Ship => {
            let own_delivery = tx.is_own_delivery(&order.courier)?;
            let own = Handover { courier: String::new(), tracking: String::new(), own_delivery };
            order.ship(&own, &mut levels()?, &event)
        }
        Verb::Recall => order.recall(reason, &mut levels()?, &event),
        Verb::Deliver => order.deliver(&event),
        Verb::Undeliver => order.undeliver(&event),
        Verb::Complete => order.complete(&event),
        Verb::Reopen => match refuse_unplaceable(tx, order, ctx.now)? {
            Some(refusal) => Err(refusal),
            None => {
                let order = coded_anew(tx, order)?;
                let order = timed_anew(tx, ctx, &order, !order.is_covered())?;
                order.reopen(&tx.particulars(order.id)?.recipient, &levels()?, &event)
            }
        },
        Verb::Expire => order.expire(&event),
        Verb::Fail => order.fail(reason, &event),
        Verb::Cancel => order.cancel(reason, &mut levels()?, &event),
        Verb::Hold => order.hold(reason, &event),
        Verb::Release => order.release(&approval(order, reason), &event).and_then(|plan| permitted(tx, plan)),
        other => {
            let (id, en) = verb_done(other);
            return Err(Refusal::new(
                "verb",
                format!("{id} tidak bisa dilakukan langsung di sini."),
                format!("{en} can't be done directly here."),
            )
            .into());
        }
    })
}

/// By what a person approves or releases: with a reason, whoever may lets through what isn't covered.
fn approval(order: &Order, reason: &str) -> Approval {
    let covered = reason.trim().is_empty() || order.may_leave();
    if covered { Approval::Covered } else { Approval::Override(reason.to_owned()) }
}

/// A plan that the acting person may carry out.
fn permitted(tx: &Tx<'_>, plan: Plan) -> Result<Plan, Refusal> {
    tx.refused(&plan.activity).map_or(Ok(plan), Err)
}

pub(crate) fn outcome(verb: Verb, done: Vec<OrderId>, refused: Vec<RefusedOrder>, warnings: Vec<Sentence>) -> Outcome {
    let (id, en) = verb_done(verb);
    let (id, en) = (id.to_lowercase(), en.to_lowercase());
    let message = match (&done[..], refused.len()) {
        ([], _) => Sentence::new(format!("Tidak ada yang {id}."), format!("None was {en}.")),
        ([one], 0) => Sentence::new(format!("Pesanan {one} {id}."), format!("Order {one} {en}.")),
        (many, 0) => Sentence::new(format!("{} pesanan {id}.", many.len()), format!("{} orders {en}.", many.len())),
        (some, n) => Sentence::new(
            format!("{} pesanan {id}, {n} tidak.", some.len()),
            format!("{} orders {en}, {n} not.", some.len()),
        ),
    };
    let undo = verb.reverse().filter(|_| !done.is_empty());
    Outcome { done, refused, undo, message, warnings }
}

/// What to do with a tracking number that another order has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsedNumber {
    /// Refuse it.
    Refuse,
    /// The orders go in one parcel ("gabung paket").
    Join,
}

/// A line of a shipment, found and judged.
struct Looked {
    order: Option<Order>,
    refusal: Option<Refusal>,
    warning: Option<Sentence>,
}

/// Orders that several lines name with different numbers, by whatever names: which is right only a person knows.
fn contradicted(book: &Reader<'_>, items: &[TrackingItem]) -> Result<BTreeSet<OrderId>, ActionError> {
    let (mut numbers, mut twice) = (BTreeMap::new(), BTreeSet::new());
    for item in items {
        let Some(id) = book.find_order(&item.order)? else { continue };
        let number = clean(&item.tracking);
        if *numbers.entry(id).or_insert_with(|| number.clone()) != number {
            twice.insert(id);
        }
    }
    Ok(twice)
}

fn order_twice(id: OrderId) -> Refusal {
    Refusal::new(
        "order_twice",
        format!(
            "Pesanan {id} disebut lebih dari sekali dengan resi berbeda. Hapus yang salah; keduanya belum dipakai."
        ),
        format!(
            "Order {id} is named more than once, with different numbers. Remove the wrong one; neither is used yet."
        ),
    )
    .with("order", id)
}

fn look(
    book: &Reader<'_>,
    item: &TrackingItem,
    used: UsedNumber,
    contradicted: &BTreeSet<OrderId>,
) -> Result<Looked, ActionError> {
    let Some(id) = book.find_order(&item.order)? else {
        let shown = excerpt(&item.order, 40);
        let refusal = Refusal::new(
            "order_unknown",
            format!("Pesanan {shown} tidak ada di buku."),
            format!("Order {shown} is not in the book."),
        );
        return Ok(Looked { order: None, refusal: Some(refusal.with("order", shown)), warning: None });
    };
    let order = book.order(id)?;
    let tracking = clean(&item.tracking);
    let number = if tracking.is_empty() { &order.tracking } else { &tracking };
    let courier = courier_of(item, &order);
    let warning = if number.is_empty() { None } else { shape_warning(courier, number) };
    let others = if number.is_empty() { Vec::new() } else { book.orders_with_tracking(number, id)? };
    let courier_named = limits::line(item.courier.as_deref().unwrap_or_default());
    let too_long = [(Limit::Tracking, &tracking), (Limit::Courier, &courier_named)];
    let too_long = too_long.into_iter().find_map(|(limit, text)| Some(limit.too_long(limit.beyond(text)?)));
    let refusal = match (&others[..], used) {
        ([other, ..], UsedNumber::Refuse) => Some(tracking_used(number, *other)),
        _ => None,
    };
    let twice = contradicted.contains(&id).then(|| order_twice(id));
    Ok(Looked { order: Some(order), refusal: twice.or(too_long).or(refusal), warning })
}

/// The courier that takes it: the one named, else the order's own.
fn courier_of<'a>(item: &'a TrackingItem, order: &'a Order) -> &'a str {
    item.courier.as_deref().map(str::trim).filter(|c| !c.is_empty()).unwrap_or(&order.courier)
}

fn tracking_used(number: &str, other: OrderId) -> Refusal {
    Refusal::new(
        "tracking_used",
        format!("Resi {number} sudah dipakai pesanan {other}. Pilih gabung paket bila memang satu paket."),
        format!("Tracking number {number} is used by order {other}. Choose gabung paket if it is one parcel."),
    )
    .with("tracking", number)
    .with("other", other)
}

/// A tracking number without blanks and what nobody sees, in capitals as couriers print it.
fn clean(tracking: &str) -> String {
    let kept = seen(tracking);
    kept.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

/// Hands orders to their couriers, each with its tracking number. One of an unusual shape only warns; one that another
/// order has is refused unless they are joined. An order that is named with two numbers gets neither.
///
/// # Errors
/// `no_orders` where none is named.
pub fn ship(book: &Book, ctx: &Context, items: &[TrackingItem], used: UsedNumber) -> Done<Outcome> {
    if items.is_empty() {
        return Err(Refusal::new("no_orders", "Isi nomor resinya dulu.", "Enter the tracking numbers first.").into());
    }
    book.write(ctx, &format!("ship {items:?} {used:?}"), |tx| {
        let (mut done, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
        let twice = contradicted(tx, items)?;
        for item in items {
            let looked = look(tx, item, used, &twice)?;
            let Some(order) = looked.order else {
                refused.extend(looked.refusal.map(|refusal| RefusedOrder { order: OrderId(0), refusal }));
                continue;
            };
            let mut levels = tx.levels(order.lines.iter().map(|l| l.variant))?;
            let to = Handover {
                courier: limits::line(item.courier.as_deref().unwrap_or_default()),
                tracking: clean(&item.tracking),
                own_delivery: tx.is_own_delivery(courier_of(item, &order))?,
            };
            let planned = match looked.refusal {
                Some(refusal) => Err(refusal),
                None => order.ship(&to, &mut levels, &by_hand(ctx)),
            };
            match planned {
                Ok(plan) => {
                    tx.apply(&plan)?;
                    done.push(order.id);
                    warnings.extend(looked.warning);
                }
                Err(refusal) => refused.push(RefusedOrder { order: order.id, refusal }),
            }
        }
        Ok::<_, ActionError>(outcome(Verb::Ship, done, refused, warnings))
    })
}

/// Looks up a paste of order and tracking number, two columns, without writing.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn tracking_preview(book: &Book, text: &str, now: Instant) -> Result<TrackingPreview, ActionError> {
    let paste = read_tracking_paste(text);
    let item = |row: TrackingRow| TrackingItem { order: row.order, tracking: row.tracking, courier: row.courier };
    let (lines, items): (Vec<u32>, Vec<TrackingItem>) = paste.rows.into_iter().map(|r| (r.line, item(r))).unzip();
    book.read(|reader| {
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        let twice = contradicted(reader, &items)?;
        let mut pasted: BTreeMap<String, OrderId> = BTreeMap::new();
        for (line, item) in lines.into_iter().zip(items) {
            let looked = look(reader, &item, UsedNumber::Refuse, &twice)?;
            let refusal = match (&looked.order, looked.refusal) {
                (Some(order), None) => would_refuse(reader, order, &item)?,
                (_, refusal) => refusal,
            };
            let number = clean(&item.tracking);
            let earlier = pasted.get(&number).copied().filter(|_| refusal.is_none());
            let refusal = earlier.map(|other| tracking_used(&number, other)).or(refusal);
            if let Some(order) = &looked.order {
                pasted.entry(number).or_insert(order.id);
            }
            found.extend(looked.order.as_ref().map(|order| order.id));
            let known = looked.order.map(|order| order.id);
            rows.push((known, TrackingPreviewRow { line, item, order: None, refusal, warning: looked.warning }));
        }
        let shown = reports::order_rows(reader, &found, now)?;
        let shown: BTreeMap<OrderId, OrderRow> = shown.into_iter().map(|row| (row.id, row)).collect();
        let with_order = |(id, row): (Option<OrderId>, TrackingPreviewRow)| TrackingPreviewRow {
            order: id.and_then(|id| shown.get(&id).cloned()),
            ..row
        };
        let rows = rows.into_iter().map(with_order).collect();
        Ok(TrackingPreview { rows, problems: paste.problems })
    })
}

fn would_refuse(book: &Reader<'_>, order: &Order, item: &TrackingItem) -> Result<Option<Refusal>, ActionError> {
    let mut levels = book.levels(order.lines.iter().map(|l| l.variant))?;
    let own_delivery = book.is_own_delivery(courier_of(item, order))?;
    let courier = item.courier.clone().unwrap_or_default();
    let to = Handover { courier, tracking: clean(&item.tracking), own_delivery };
    let event = Event { at: Instant(0), day: runut_core::Day(0), file: None };
    Ok(order.ship(&to, &mut levels, &event).err())
}
