//! Taking over what a marketplace has already sold: facts, not requests.
//!
//! The one status table is [`stage_of`]. A new order is taken over at that stage with its own dates; a known one gets the
//! missing verbs in order ([`catch_up`]). Never asserted: that a file's total equals its parts (fees without a column exist).

mod following;
mod particulars;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::marketplace::{FileLine, FileOrder, FileStatus};
use crate::order::{Event, Line, Order, Plan, Terms, leave, was_stocked};
use crate::rows::Bin;
use crate::stock::Levels;
use crate::{Channel, Day, Instant, LineId, Money, OrderId, Stage, StoreId, VariantId, Verb, Zone};

pub use following::{CatchUp, Difference, amend_by_file, by_file, cancel_reason, catch_up, update};
pub use particulars::{Particulars, buyer_of, is_masked, merged, particulars};

/// The stage that a marketplace's word means. Source: the shop's rules for taking over (docs/ARCHITECTURE.md).
#[must_use]
pub fn stage_of(status: FileStatus) -> Stage {
    match status {
        FileStatus::Unpaid => Stage::AwaitingPayment,
        FileStatus::ToShip | FileStatus::CancelRequested => Stage::AwaitingApproval,
        FileStatus::Shipped | FileStatus::Failed => Stage::Shipped,
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
        FileStatus::Cancelled | FileStatus::Failed => 5,
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
    /// The shop's store there.
    pub store: StoreId,
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

/// What the buyer has paid there: all of it once accepted, or once paid where it isn't COD.
#[must_use]
pub fn paid_there(file: &FileOrder) -> Money {
    let paid = match file.status {
        FileStatus::Completed => true,
        FileStatus::Cancelled | FileStatus::Failed | FileStatus::Unpaid => false,
        _ => !file.cod && file.paid_at.is_some(),
    };
    if paid { file.total } else { Money::ZERO }
}

/// On what terms an order is there. Not paid yet, or never: nobody guarantees the money.
fn terms_of(file: &FileOrder) -> Terms {
    let unpaid = match file.status {
        FileStatus::Unpaid => true,
        FileStatus::Cancelled => !file.cod && file.paid_at.is_none(),
        _ => false,
    };
    if unpaid { Terms::Prepaid } else { Terms::Marketplace }
}

/// When the parcel left: when shipment was arranged, or else the nearest that the file has.
#[must_use]
pub fn shipped_at(file: &FileOrder) -> Option<Instant> {
    use FileStatus::{Completed, Delivered, Failed, Shipped};
    matches!(file.status, Shipped | Delivered | Completed | Failed)
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

/// Takes a new order over at the stage of its word, with its own dates; what failed has left, and fails next. Goods that had left move out where the shop
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
    let before = Order {
        history,
        total: file.total,
        paid: paid_there(file),
        courier: if file.courier.is_empty() { file.shipping_option.clone() } else { file.courier.clone() },
        tracking: file.tracking.to_uppercase(),
        shipped_at: left,
        completed_at: file.completed_at.filter(|_| stage == Stage::Completed),
        cancel_reason: if stage == Stage::Cancelled { cancel_reason(file) } else { String::new() },
        cancelled_there: stage == Stage::Cancelled,
        settled: None,
        store: Some(policy.store),
        ..Order::draft(id, policy.channel, terms_of(file), lines_of(file, variants, first_line))
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
