//! Taking over what a marketplace has already sold: facts, not requests.
//!
//! The one status table is [`stage_of`]. A new order is taken over at that stage with its own dates; a known one gets the
//! missing verbs in order. Never asserted: that a file's total equals its parts (fees without a column exist).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::marketplace::{FileLine, FileOrder, FileStatus};
use crate::order::{Approval, Event, Handover, Line, Order, Packing, Plan, Terms, claim_share, leave, was_stocked};
use crate::rows::Bin;
use crate::stock::Levels;
use crate::{
    Channel, CustomerId, Day, Instant, LineId, Money, OrderId, Refusal, Sentence, Stage, VariantId, Verb, Zone,
};

/// The stage that a marketplace's word means. Source: the shop's rules for taking over (docs/ARCHITECTURE.md).
#[must_use]
pub fn stage_of(status: FileStatus) -> Stage {
    match status {
        FileStatus::Unpaid => Stage::AwaitingPayment,
        FileStatus::ToShip | FileStatus::CancelRequested => Stage::AwaitingApproval,
        FileStatus::Shipped => Stage::Shipped,
        FileStatus::Delivered => Stage::Delivered,
        FileStatus::Completed => Stage::Completed,
        FileStatus::Cancelled => Stage::Cancelled,
    }
}

/// How far a status is; a file whose word is less far than the one last taken over is older than the book.
#[must_use]
pub fn rank(status: FileStatus) -> i64 {
    match status {
        FileStatus::Unpaid => 0,
        FileStatus::ToShip | FileStatus::CancelRequested => 1,
        FileStatus::Shipped => 2,
        FileStatus::Delivered => 3,
        FileStatus::Completed => 4,
        FileStatus::Cancelled => 5,
    }
}

/// A text in a short word: 128 bits of SHA-256, hexadecimal. The same for the same bytes.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// What a file order says, in a word: the same for the same content, wherever its rows stand in the file.
#[must_use]
pub fn digest(file: &FileOrder) -> String {
    fingerprint(&serde_json::to_vec(file).unwrap_or_default())
}

/// Under what rules a file is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The marketplace.
    pub channel: Channel,
    /// The file's name, for the log.
    pub file: String,
    /// The first day whose sales post.
    pub start_day: Day,
    /// Whether paid and COD orders are approved at once.
    pub auto_approve: bool,
    /// The shop's zone.
    pub zone: Zone,
    /// Now.
    pub now: Instant,
}

impl Policy {
    fn event(&self, at: Instant) -> Event {
        Event { at, day: self.zone.day(at), file: Some(self.file.clone()) }
    }
}

/// What a file or a person says of an order beside what the book reckons with: kept as it is, shown, never posted. The
/// buyer is a customer of ours or a marketplace's account name; `account` is the one that the buyer is asked to pay into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields are those of `FileOrder` and of `OrderForm`
pub struct Particulars {
    pub placed_at: Instant,
    pub ship_by: Option<Instant>,
    pub paid_at: Option<Instant>,
    pub buyer: String,
    pub recipient: String,
    pub phone: String,
    pub address: String,
    pub city: String,
    pub province: String,
    pub masked: bool,
    pub note: String,
    pub seller_note: String,
    pub payment_method: String,
    pub return_status: String,
    pub cod: bool,
    pub weight_g: i64,
    pub shipping_paid: Money,
    pub shipping_subsidy: Money,
    pub shipping_estimate: Money,
    pub shipping_return: Money,
    pub borne_by_shop: Money,
    pub borne_by_marketplace: Money,
    pub customer: Option<CustomerId>,
    pub village: String,
    pub district: String,
    pub postcode: String,
    pub sender: String,
    pub sender_phone: String,
    pub fragile: bool,
    pub account: String,
}

/// What the file says of an order beside its lines.
#[must_use]
pub fn particulars(file: &FileOrder) -> Particulars {
    Particulars {
        placed_at: file.placed_at,
        ship_by: file.ship_by,
        paid_at: file.paid_at,
        buyer: file.username.clone(),
        recipient: file.recipient.clone(),
        phone: file.phone.clone(),
        address: file.address.clone(),
        city: file.city.clone(),
        province: file.province.clone(),
        masked: file.masked,
        note: file.buyer_note.clone(),
        seller_note: file.seller_note.clone(),
        payment_method: file.payment_method.clone(),
        return_status: file.return_status.clone(),
        cod: file.cod,
        weight_g: file.lines.iter().map(|l| l.weight_g.saturating_mul(l.quantity)).sum(),
        shipping_paid: file.shipping_paid,
        shipping_subsidy: file.shipping_subsidy,
        shipping_estimate: file.shipping_estimate,
        shipping_return: file.shipping_return,
        borne_by_shop: file.borne_by_shop,
        borne_by_marketplace: file.borne_by_marketplace,
        ..Particulars::default()
    }
}

/// What the buyer has paid there: all of it once accepted, or once paid where it isn't COD.
#[must_use]
pub fn paid_there(file: &FileOrder) -> Money {
    let paid = match file.status {
        FileStatus::Completed => true,
        FileStatus::Cancelled | FileStatus::Unpaid => false,
        _ => !file.cod && file.paid_at.is_some(),
    };
    if paid { file.total } else { Money::ZERO }
}

/// When the parcel left: when shipment was arranged, or else the nearest that the file has.
#[must_use]
pub fn shipped_at(file: &FileOrder) -> Option<Instant> {
    matches!(file.status, FileStatus::Shipped | FileStatus::Delivered | FileStatus::Completed)
        .then(|| file.arranged_at.or(file.completed_at).or(file.paid_at).unwrap_or(file.placed_at))
}

/// What tells equal lines of an order apart: product, variation, and the occurrence by price and quantity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineKey {
    /// Product name as written.
    pub product: String,
    /// Variation as written.
    pub variation: String,
    /// 0 for the first of equal lines, sorted by price, then quantity.
    pub occurrence: i64,
}

/// The keys of a file order's lines, in their order.
#[must_use]
pub fn line_keys(lines: &[FileLine]) -> Vec<LineKey> {
    let mut sorted: Vec<(usize, &FileLine)> = lines.iter().enumerate().collect();
    sorted.sort_by_key(|(at, l)| (l.product.as_str(), l.variation.as_str(), l.price, l.quantity, *at));
    let mut keys = vec![LineKey { product: String::new(), variation: String::new(), occurrence: 0 }; lines.len()];
    let mut seen: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (at, line) in sorted {
        let occurrence = seen.entry((&line.product, &line.variation)).or_insert(-1);
        *occurrence += 1;
        keys[at] =
            LineKey { product: line.product.clone(), variation: line.variation.clone(), occurrence: *occurrence };
    }
    keys
}

/// The lines of an order as the file has them; keys from `first_line` on. What the shop bears of the whole order is
/// divided over the lines by their worth, to the rupiah.
#[must_use]
pub fn lines_of(file: &FileOrder, variants: &[VariantId], first_line: LineId) -> Vec<Line> {
    let worths: Vec<i64> = file.lines.iter().map(|l| l.subtotal.0).collect();
    let shares = file.borne_by_shop.split(&worths);
    let with_ids = file.lines.iter().zip(variants).zip(shares).zip(first_line.0..);
    with_ids
        .map(|(((line, variant), share), id)| {
            let gross = line.price.times(line.quantity).unwrap_or_default();
            let discount = gross - line.subtotal - line.discount_marketplace + share;
            Line::new(LineId(id), *variant, line.quantity, line.price, discount)
        })
        .collect()
}

/// Takes a new order over at the stage of its word, with its own dates. Goods that had left move out where the shop
/// had counted them before; the sale posts from the start day on.
#[must_use]
pub fn take_over(
    id: OrderId,
    file: &FileOrder,
    variants: &[VariantId],
    first_line: LineId,
    levels: &mut Levels,
    policy: &Policy,
) -> Plan {
    let stage = stage_of(file.status);
    let left = shipped_at(file);
    let history = left.is_some_and(|at| policy.zone.day(at) < policy.start_day);
    // Not paid there yet: nobody guarantees the money.
    let terms = if file.status == FileStatus::Unpaid { Terms::Prepaid } else { Terms::Marketplace };
    let before = Order {
        history,
        total: file.total,
        paid: paid_there(file),
        courier: if file.courier.is_empty() { file.shipping_option.clone() } else { file.courier.clone() },
        tracking: file.tracking.to_uppercase(),
        shipped_at: left,
        completed_at: file.completed_at.filter(|_| stage == Stage::Completed),
        cancel_reason: if stage == Stage::Cancelled { file.cancel_reason.clone() } else { String::new() },
        cancelled_there: stage == Stage::Cancelled,
        ..Order::draft(id, policy.channel, terms, lines_of(file, variants, first_line))
    };
    let mut after = Order { stage, ..before.clone() };
    let mut moves = Vec::new();
    let day = policy.zone.day(left.unwrap_or(policy.now));
    if let Some(at) = left {
        for line in &mut after.lines {
            line.checked = line.quantity;
            let there = levels.of(line.variant);
            if !was_stocked(&there, at) {
                continue;
            }
            line.moved = line.quantity.min(there.shelf);
            line.shortfall = line.quantity - line.moved;
            if let Some(step) = leave(line, Bin::Shelf, levels)
                && levels.apply(&step).is_ok()
            {
                moves.push(step);
            }
        }
    }
    let facts = [
        ("file", policy.file.clone()),
        ("stage", stage.key().to_owned()),
        ("word", file.status_word.clone()),
        ("history", if history { "1".to_owned() } else { String::new() }),
        ("reason", after.cancel_reason.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_owned(), v)).collect();
    Plan { moves, ..before.plan(Verb::TakeOver, after, facts, day) }
}

/// What a later file asks of an order that the book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatchUp {
    /// These verbs, in order; none if it is there already (or further).
    Verbs(Vec<Verb>),
    /// It stays: held by a person, or book and file contradict each other.
    Stays(Sentence),
}

/// The verbs that take an order where the file says it is.
#[must_use]
pub fn catch_up(order: &Order, status: FileStatus, known: Option<FileStatus>, policy: &Policy) -> CatchUp {
    let target = stage_of(status);
    if target == Stage::Cancelled {
        return cancelled_there(order);
    }
    if order.stage == Stage::Cancelled || (order.failed && target > Stage::Shipped) {
        return contradicts(order, target);
    }
    let mut verbs = Vec::new();
    let path = [
        (Stage::AwaitingPayment, Verb::Pay, Stage::AwaitingApproval),
        (Stage::AwaitingApproval, Verb::Approve, Stage::Approved),
        (Stage::Approved, Verb::Pack, Stage::Packed),
        (Stage::Packed, Verb::Ship, Stage::Shipped),
    ];
    let mut at = order.stage;
    for (from, verb, to) in path {
        if at == from && target >= to {
            verbs.push(verb);
            at = to;
        }
    }
    if at < target {
        verbs.extend(match target {
            Stage::Delivered => Some(Verb::Deliver),
            Stage::Completed => Some(Verb::Complete),
            _ => None,
        });
    }
    if verbs == [Verb::Pay] && policy.auto_approve && status == FileStatus::ToShip {
        verbs.push(Verb::Approve);
    }
    if let Some(reason) = order.held.as_ref().filter(|_| !verbs.is_empty()) {
        let word = target.word();
        return CatchUp::Stays(Sentence::new(
            format!(
                "Pesanan {} ditahan ({reason}), padahal di berkas sudah {}. Lanjutkan atau batalkan.",
                order.id, word.id
            ),
            format!("Order {} is held ({reason}) but {} in the file. Resume or cancel it.", order.id, word.en),
        ));
    }
    let asks = status == FileStatus::CancelRequested && known != Some(status);
    if asks && order.held.is_none() && at < Stage::Shipped {
        verbs.push(Verb::Hold);
    }
    CatchUp::Verbs(verbs)
}

fn cancelled_there(order: &Order) -> CatchUp {
    match order.stage {
        Stage::Cancelled | Stage::Returned => CatchUp::Verbs(Vec::new()),
        Stage::Shipped if order.failed => CatchUp::Verbs(Vec::new()),
        Stage::Shipped => CatchUp::Verbs(vec![Verb::Fail]),
        Stage::Delivered => CatchUp::Verbs(vec![Verb::Undeliver, Verb::Fail]),
        Stage::Completed => contradicts(order, Stage::Cancelled),
        _ => CatchUp::Verbs(vec![Verb::Cancel]),
    }
}

fn contradicts(order: &Order, target: Stage) -> CatchUp {
    let (here, there) = (order.stage.word(), target.word());
    CatchUp::Stays(Sentence::new(
        format!("Pesanan {}: di buku {}, di berkas {}. Periksa dengan pembeli.", order.id, here.id, there.id),
        format!("Order {}: {} in the book, {} in the file. Check with the buyer.", order.id, here.en, there.en),
    ))
}

/// The plan of one verb that a file supplies.
///
/// # Errors
/// The verb's own refusals.
pub fn by_file(
    order: &Order,
    verb: Verb,
    file: &FileOrder,
    levels: &mut Levels,
    policy: &Policy,
) -> Result<Plan, Refusal> {
    let left = policy.event(shipped_at(file).unwrap_or(policy.now));
    let now = policy.event(policy.now);
    match verb {
        Verb::Pay => order.pay_by_file(&policy.event(file.paid_at.unwrap_or(policy.now))),
        Verb::Approve => order.approve(&Approval::Covered, &now),
        Verb::Pack => order.pack(Packing::Fact, levels, &left),
        Verb::Ship => {
            let courier = if file.courier.is_empty() { &file.shipping_option } else { &file.courier };
            let to = Handover { courier: courier.clone(), tracking: file.tracking.clone(), own_delivery: false };
            let before = Order { history: left.day < policy.start_day, ..order.clone() };
            before.ship(&to, levels, &left)
        }
        Verb::Deliver => order.deliver(&now),
        Verb::Undeliver => order.undeliver(&now),
        Verb::Complete => order.complete(&policy.event(file.completed_at.unwrap_or(policy.now))),
        Verb::Cancel => order.cancel(&cancel_reason(file), levels, &now),
        Verb::Fail => order.fail(&cancel_reason(file), &now),
        Verb::Hold => order.hold("Pembeli mengajukan pembatalan", &now),
        _ => Err(order.wrong_stage(verb)),
    }
}

fn cancel_reason(file: &FileOrder) -> String {
    if file.cancel_reason.is_empty() { "Batal di marketplace".to_owned() } else { file.cancel_reason.clone() }
}

/// Changes the lines of an order as a later file has them: before it is packed the allocation follows; afterwards the
/// parcel is as it is.
///
/// # Errors
/// `stage` where it is packed or has left.
pub fn amend_by_file(order: &Order, lines: Vec<Line>, policy: &Policy) -> Result<Plan, Refusal> {
    order.step(Verb::Amend)?;
    let tell = |lines: &[Line]| -> String {
        lines.iter().map(|l| format!("{}×{} @{}", l.quantity, l.variant, l.price)).collect::<Vec<_>>().join(", ")
    };
    let facts = BTreeMap::from([
        ("file".to_owned(), policy.file.clone()),
        ("old".to_owned(), tell(&order.lines)),
        ("new".to_owned(), tell(&lines)),
    ]);
    Ok(order.plan(Verb::Amend, Order { lines, ..order.clone() }, facts, policy.zone.day(policy.now)))
}

/// One thing that a later file says differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What, in Indonesian.
    pub name: &'static str,
    /// As the book has it.
    pub was: String,
    /// As the file has it.
    pub is: String,
}

/// Takes over what else a later file says: prices, totals, tracking number, particulars. The stage and the units stay.
/// What has left is posted anew by the difference.
#[must_use]
pub fn update(order: &Order, after: Order, changed: &[Difference], policy: &Policy) -> Plan {
    let names: Vec<&str> = changed.iter().map(|d| d.name).collect();
    let tell = |side: fn(&Difference) -> &str| {
        changed.iter().map(|d| format!("{}: {}", d.name, side(d))).collect::<Vec<_>>().join(" | ")
    };
    let facts = BTreeMap::from([
        ("file".to_owned(), policy.file.clone()),
        ("changed".to_owned(), names.join(", ")),
        ("was".to_owned(), tell(|d| &d.was)),
        ("is".to_owned(), tell(|d| &d.is)),
    ]);
    let mut after = after;
    after.lines.iter_mut().for_each(|line| line.claim = claim_share(line));
    let mut plan = order.plan(Verb::TakeOver, after, facts, policy.zone.day(policy.now));
    plan.activity.verb = "update";
    plan
}
