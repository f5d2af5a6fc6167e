//! What an order adds to the figures of its days.

use std::collections::BTreeMap;

use chrono::Timelike;

use super::{Order, Terms};
use crate::figures::{Buyer, Count, Dim, Figures, Purchases, Span, Way, bucket_of};
use crate::{CourierId, Day, Instant, Money, PersonId, Stage, Zone, fold};

/// When an order's steps were done, by whom it was packed, who takes it and who bought. What a file told of has no such instants: it says neither
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
    /// Who bought, where it is known.
    pub buyer: Option<Buyer>,
    /// Whether the marketplace has it paid on delivery.
    pub cod: bool,
}

/// What is added to figures, by day and dim, to what became of a day's orders and how long that took, and to what buyers bought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// By day and dim.
    pub figures: BTreeMap<(Day, Dim), Figures>,
    /// By the day on which orders were placed.
    pub ways: BTreeMap<Day, Way>,
    /// By the day on which it ended, the part of the way, and how long it took, in buckets of minutes ([`bucket_of`]).
    pub spans: BTreeMap<(Day, Span, i64), i64>,
    /// By buyer and day.
    pub buyers: BTreeMap<Buyer, BTreeMap<Day, Purchases>>,
}

impl Marks {
    /// Counts, of one day, under each of these dims.
    pub fn count(&mut self, day: Day, dims: &[Dim], figures: &Figures) {
        for dim in dims {
            self.figures.entry((day, *dim)).or_default().add_all(figures, 1);
        }
    }

    /// Counts a part of the way that took so many minutes.
    fn took(&mut self, day: Day, span: Span, minutes: i64) {
        *self.spans.entry((day, span, bucket_of(minutes))).or_default() += 1;
    }

    /// Adds others so many times: −1 takes them away.
    pub fn add(&mut self, others: &Self, times: i64) {
        for (key, figures) in &others.figures {
            self.figures.entry(*key).or_default().add_all(figures, times);
        }
        for (day, way) in &others.ways {
            self.ways.entry(*day).or_default().add(way, times);
        }
        for (key, n) in &others.spans {
            *self.spans.entry(*key).or_default() += n * times;
        }
        for (buyer, days) in &others.buyers {
            let kept = self.buyers.entry(buyer.clone()).or_default();
            days.iter().for_each(|(day, of)| kept.entry(*day).or_default().add(*of, times));
        }
    }
}

/// What an order adds to the figures of its days: nothing while it is a draft. `profit` is what it earned, as far as that is known, `owed`
/// what is still owed of it.
#[must_use]
pub fn marks(order: &Order, (profit, owed): (Option<Money>, Money), stamps: &Stamps, zone: Zone) -> Marks {
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
    marks.count(placed, &dims, &placing(order, stamps));
    if let Some(buyer) = stamps.buyer.as_ref().filter(|_| order.stage != Stage::Cancelled) {
        let bought = Purchases { orders: 1, spent: order.total.0 };
        marks.buyers.insert(buyer.clone(), BTreeMap::from([(placed, bought)]));
    }
    let hour = zone.local(stamps.placed_at).hour();
    marks.ways.insert(placed, Way::of(hour, order.stage, came_to(order, stamps)));
    if let Some(left) = order.shipped_at.filter(|_| has_left(order.stage)) {
        let others = [stamps.courier.and_then(Dim::courier), stamps.packed_by.and_then(Dim::person)];
        let dims: Vec<Dim> = dims.into_iter().chain(others.into_iter().flatten()).collect();
        marks.count(zone.day(left), &dims, &leaving(order, profit, stamps, (left, zone)));
    }
    if let Some((at, count)) = owing(order, owed) {
        let mut counts = Figures::default();
        counts.add(count, owed.0);
        marks.count(zone.day(at), &[Dim::ALL], &counts);
    }
    if order.stage != Stage::Cancelled {
        spans(order, stamps, zone, &mut marks);
    }
    marks
}

/// From when on money of an order is waited for that isn't the buyer's to pay, and what counts it; none where none is. Where nobody says
/// when a parcel arrived, it was when it left.
fn owing(order: &Order, owed: Money) -> Option<(Instant, Count)> {
    let left = order.shipped_at.filter(|_| owed > Money::ZERO)?;
    let arrived = order.delivered_at.or(order.completed_at).unwrap_or(left);
    match (order.stage, order.store) {
        (_, None) if order.terms != Terms::Cod => None,
        (Stage::Shipped, _) => Some((left, Count::OwedOnWay)),
        (_, Some(_)) => Some((arrived, Count::OwedByStores)),
        (_, None) => Some((arrived, Count::OwedByCouriers)),
    }
}

fn has_left(stage: Stage) -> bool {
    matches!(stage, Stage::Shipped | Stage::Delivered | Stage::Completed | Stage::Returned)
}

/// How far an order had come that was cancelled.
fn came_to(order: &Order, stamps: &Stamps) -> Stage {
    match () {
        () if stamps.packed_at.is_some() => Stage::Packed,
        () if stamps.approved_at.is_some() => Stage::Approved,
        () if stamps.paid_at.is_some() || order.paid > Money::ZERO => Stage::AwaitingApproval,
        () => Stage::AwaitingPayment,
    }
}

/// What it counts on the day on which it was placed.
fn placing(order: &Order, stamps: &Stamps) -> Figures {
    let mut counts = Figures::default();
    counts.add(Count::Placed, 1);
    if order.stage == Stage::Cancelled {
        counts.add(Count::Cancelled, 1);
        counts.add(Count::SellerCancelled, i64::from(is_the_shops(&order.cancel_reason)));
    } else {
        counts.add(Count::UnitOrders, 1);
        counts.add(Count::Units, order.units());
        counts.add(Count::Known, i64::from(stamps.buyer.is_some()));
    }
    counts
}

/// Whether a reason for a cancellation says that it was the shop, by its own doing or because it didn't send: as the marketplaces' files
/// and sellers word it. What a buyer took back isn't, whatever they say of the shop.
fn is_the_shops(reason: &str) -> bool {
    const BUYERS: [&str; 4] = ["oleh pembeli", "oleh pelanggan", "by buyer", "by customer"];
    const SHOPS: [&str; 15] = [
        "penjual",
        "seller",
        "stok",
        "stock",
        "barang habis",
        "barang kosong",
        "produk habis",
        "produk kosong",
        "sold out",
        "tidak dikirim",
        "belum dikirim",
        "tidak mengirim",
        "gagal mengirim",
        "terlambat mengirim",
        "not shipped",
    ];
    let reason = fold(reason);
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    says(&SHOPS) && !says(&BUYERS)
}

/// What it counts on the day on which it left.
fn leaving(order: &Order, profit: Option<Money>, stamps: &Stamps, (left, zone): (Instant, Zone)) -> Figures {
    let mut counts = Figures::default();
    counts.add(Count::Shipped, 1);
    counts.add(Count::ShippedUnits, order.units());
    counts.add(Count::Net, order.lines.iter().map(|line| line.net().0).sum());
    counts.add(Count::BackUnits, order.lines.iter().map(|l| l.claimed.max(l.back).min(l.quantity)).sum());
    counts.add(Count::Uncosted, i64::from(order.is_uncosted()));
    let failed = i64::from(order.failed);
    if order.terms == Terms::Cod || stamps.cod {
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
            marks.took(zone.day(to), span, minutes);
        }
    }
    if let (Some(left), Some(settled)) = (order.shipped_at, order.settled.as_ref().filter(|s| s.released)) {
        let days = zone.day(left).days_to(settled.day);
        marks.took(settled.day, Span::TillPaidOut, days * 1440);
    }
}
