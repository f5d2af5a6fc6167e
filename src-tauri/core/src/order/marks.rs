//! What an order adds to the figures of its days.

use std::collections::BTreeMap;

use chrono::Timelike;

use super::{Order, Terms};
use crate::figures::{Count, Dim, Figures, Span, Tally, bucket_of};
use crate::{CourierId, Day, Instant, Money, PersonId, Stage, Zone, fold};

/// When an order's steps were done, by whom it was packed and who takes it. What a file told of has no such instants: it says neither
/// when a parcel was packed nor by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// When it was placed.
    pub placed_at: Instant,
    /// Until when it has to leave.
    pub ship_by: Option<Instant>,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// When it was let through to the warehouse.
    pub approved_at: Option<Instant>,
    /// When its parcel was closed.
    pub packed_at: Option<Instant>,
    /// By whom.
    pub packed_by: Option<PersonId>,
    /// The courier that its shipping option names.
    pub courier: Option<CourierId>,
}

/// What is added to figures, by day and dim, and to scales, by day, scale and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// By day and dim.
    pub figures: BTreeMap<(Day, Dim), Figures>,
    /// By day, scale and place in it.
    pub tallies: BTreeMap<(Day, Tally, i64), i64>,
}

impl Marks {
    /// Counts, of one day, under each of these dims.
    pub fn count(&mut self, day: Day, dims: &[Dim], figures: &Figures) {
        for dim in dims {
            self.figures.entry((day, *dim)).or_default().add_all(figures, 1);
        }
    }

    /// Counts one in a scale.
    pub fn tally(&mut self, day: Day, tally: Tally, part: i64) {
        *self.tallies.entry((day, tally, part)).or_default() += 1;
    }

    /// Adds others so many times: −1 takes them away.
    pub fn add(&mut self, others: &Self, times: i64) {
        for (key, figures) in &others.figures {
            self.figures.entry(*key).or_default().add_all(figures, times);
        }
        for (key, n) in &others.tallies {
            *self.tallies.entry(*key).or_default() += n * times;
        }
    }
}

/// What an order adds to the figures of its days: nothing while it is a draft. `profit` is what it earned, as far as that is known.
#[must_use]
pub fn marks(order: &Order, profit: Option<Money>, stamps: &Stamps, zone: Zone) -> Marks {
    let mut marks = Marks::default();
    if order.stage == Stage::Draft {
        return marks;
    }
    let of = match order.store {
        Some(store) => Dim::store(store),
        None => Some(Dim::channel(order.channel)),
    };
    let dims: Vec<Dim> = [Some(Dim::ALL), of].into_iter().flatten().collect();
    let placed = zone.day(stamps.placed_at);
    marks.count(placed, &dims, &placing(order));
    marks.tally(placed, Tally::Hour, i64::from(zone.local(stamps.placed_at).hour()));
    match order.stage {
        Stage::Cancelled => marks.tally(placed, Tally::Dropped, place_of(came_to(order, stamps))),
        stage => marks.tally(placed, Tally::Standing, place_of(stage)),
    }
    if let Some(left) = order.shipped_at.filter(|_| has_left(order.stage)) {
        let others = [stamps.courier.and_then(Dim::courier), stamps.packed_by.and_then(Dim::person)];
        let dims: Vec<Dim> = dims.into_iter().chain(others.into_iter().flatten()).collect();
        marks.count(zone.day(left), &dims, &leaving(order, profit, stamps, (left, zone)));
    }
    if order.stage != Stage::Cancelled {
        spans(order, stamps, zone, &mut marks);
    }
    marks
}

fn has_left(stage: Stage) -> bool {
    matches!(stage, Stage::Shipped | Stage::Delivered | Stage::Completed | Stage::Returned)
}

/// A stage's place in its scale.
fn place_of(stage: Stage) -> i64 {
    Stage::ALL.iter().position(|s| *s == stage).and_then(|at| i64::try_from(at).ok()).unwrap_or_default()
}

/// How far a cancelled order had come.
fn came_to(order: &Order, stamps: &Stamps) -> Stage {
    match () {
        () if stamps.packed_at.is_some() => Stage::Packed,
        () if stamps.approved_at.is_some() => Stage::Approved,
        () if stamps.paid_at.is_some() || order.paid > Money::ZERO => Stage::AwaitingApproval,
        () => Stage::AwaitingPayment,
    }
}

/// What it counts on the day on which it was placed.
fn placing(order: &Order) -> Figures {
    let mut counts = Figures::default();
    counts.add(Count::Placed, 1);
    if order.stage == Stage::Cancelled {
        counts.add(Count::Cancelled, 1);
        counts.add(Count::SellerCancelled, i64::from(is_the_shops(&order.cancel_reason)));
    } else {
        counts.add(Count::UnitOrders, 1);
        counts.add(Count::Units, order.units());
    }
    counts
}

/// Whether a reason for a cancellation says that it was the shop: as the marketplaces' files and sellers word it.
fn is_the_shops(reason: &str) -> bool {
    let reason = fold(reason);
    ["penjual", "seller", "stok", "stock", "tidak dikirim", "tidak mengirim", "gagal mengirim", "not shipped", "habis"]
        .into_iter()
        .any(|word| reason.contains(word))
}

/// What it counts on the day on which it left.
fn leaving(order: &Order, profit: Option<Money>, stamps: &Stamps, (left, zone): (Instant, Zone)) -> Figures {
    let mut counts = Figures::default();
    counts.add(Count::Shipped, 1);
    counts.add(Count::ShippedUnits, order.units());
    counts.add(Count::Net, order.lines.iter().map(|line| line.net().0).sum());
    counts.add(Count::BackUnits, order.lines.iter().map(|l| l.claimed.max(l.back).min(l.quantity)).sum());
    let failed = i64::from(order.failed);
    if order.terms == Terms::Cod {
        counts.add(Count::Cod, 1);
        counts.add(Count::CodFailed, failed);
    } else {
        counts.add(Count::Failed, failed);
    }
    if let Some(due) = stamps.ship_by {
        counts.add(Count::Due, 1);
        counts.add(Count::Late, i64::from(left > due));
    }
    if let Some(paid) = stamps.paid_at {
        counts.add(Count::PaidShipped, 1);
        counts.add(Count::Fast, i64::from(zone.day(left) <= zone.day(paid).plus(1)));
    }
    if let Some(profit) = profit {
        counts.add(Count::ProfitOrders, 1);
        counts.add(Count::Profit, profit.0);
        counts.add(Count::Losing, i64::from(profit < Money::ZERO));
    }
    counts
}

/// How long the parts of its way took, each on the day on which it ended.
fn spans(order: &Order, stamps: &Stamps, zone: Zone, marks: &mut Marks) {
    let Stamps { placed_at, paid_at, approved_at, packed_at, .. } = *stamps;
    let ways = [
        (Span::PaidToShipped, paid_at, order.shipped_at),
        (Span::TillPaid, Some(placed_at), paid_at),
        (Span::TillApproved, paid_at.or(Some(placed_at)), approved_at),
        (Span::TillPacked, approved_at, packed_at),
        (Span::TillShipped, packed_at, order.shipped_at),
        (Span::TillDelivered, order.shipped_at, order.delivered_at),
        (Span::TillCompleted, order.delivered_at, order.completed_at),
    ];
    for (span, from, to) in ways {
        if let (Some(from), Some(to)) = (from, to) {
            let minutes = to.0.saturating_sub(from.0) / 60_000;
            marks.tally(zone.day(to), Tally::Took(span), bucket_of(minutes));
        }
    }
    if let (Some(left), Some(settled)) = (order.shipped_at, order.settled.as_ref().filter(|s| s.released)) {
        let days = zone.day(left).days_to(settled.day);
        marks.tally(settled.day, Tally::Took(Span::TillPaidOut), bucket_of(days * 1440));
    }
}
