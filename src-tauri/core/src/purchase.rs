//! Buying: what a purchase order has come to, and what may be done with it.
//!
//! Where one stands isn't written down but follows from its units and bills, as [`stage_of`] says; only what a person decides (put
//! together, ordered, closed, cancelled) is kept. What may follow is one table, [`may`].

use serde::{Deserialize, Serialize};

use crate::rows::{CostSplit, PurchaseStage};
use crate::{Day, Money, PurchaseId, Refusal};

/// What a person has decided of a purchase order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseState {
    /// It is being put together.
    Draft,
    /// The supplier has it.
    Ordered,
    /// What hasn't come won't.
    Closed,
    /// It isn't wanted any more.
    Cancelled,
}

impl PurchaseState {
    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Draft, Self::Ordered, Self::Closed, Self::Cancelled].into_iter().find(|state| state.key() == key)
    }
}

/// What a purchase order has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Units that were received of it.
    pub received: i64,
    /// Units that are still to come: ordered less received, line by line.
    pub to_come: i64,
    /// Receipts whose bill isn't known yet.
    pub unbilled: i64,
    /// What is still to be paid of its bills.
    pub open: Money,
}

/// Where a purchase order stands.
#[must_use]
pub fn stage_of(state: PurchaseState, progress: &Progress) -> PurchaseStage {
    match state {
        PurchaseState::Draft => PurchaseStage::Draft,
        PurchaseState::Cancelled => PurchaseStage::Cancelled,
        PurchaseState::Ordered if progress.received == 0 => PurchaseStage::Ordered,
        PurchaseState::Ordered if progress.to_come > 0 => PurchaseStage::PartlyReceived,
        _ if progress.unbilled > 0 => PurchaseStage::Received,
        _ if progress.open > Money::ZERO => PurchaseStage::Billed,
        _ => PurchaseStage::Paid,
    }
}

/// What is done with a purchase order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurchaseVerb {
    /// Lines, prices and dates change.
    Change,
    /// It goes to the supplier.
    Order,
    /// Goods of it come.
    Receive,
    /// Its bill comes.
    Bill,
    /// Money is paid before goods or bill.
    Advance,
    /// What hasn't come won't.
    Close,
    /// It isn't wanted any more.
    Cancel,
}

impl PurchaseVerb {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Change, Self::Order, Self::Receive, Self::Bill, Self::Advance, Self::Close, Self::Cancel];
}

/// Whether a verb may be done where a purchase order stands: the one table.
#[must_use]
pub fn may(stage: PurchaseStage, verb: PurchaseVerb) -> bool {
    use PurchaseStage as At;
    use PurchaseVerb as Do;
    match verb {
        Do::Change => matches!(stage, At::Draft | At::Ordered),
        Do::Order => stage == At::Draft,
        Do::Receive => matches!(stage, At::Ordered | At::PartlyReceived),
        Do::Bill => matches!(stage, At::PartlyReceived | At::Received),
        Do::Advance => matches!(stage, At::Ordered | At::PartlyReceived),
        Do::Close => stage == At::PartlyReceived,
        Do::Cancel => matches!(stage, At::Draft | At::Ordered),
    }
}

/// Refuses what the table doesn't have.
///
/// # Errors
/// `purchase_stage`.
pub fn demand(id: PurchaseId, stage: PurchaseStage, verb: PurchaseVerb) -> Result<(), Refusal> {
    if may(stage, verb) {
        return Ok(());
    }
    let (at_id, at_en) = stage.word();
    let (do_id, do_en) = match verb {
        PurchaseVerb::Change => ("diubah", "changed"),
        PurchaseVerb::Order => ("dipesan", "ordered"),
        PurchaseVerb::Receive => ("diterima barangnya", "received"),
        PurchaseVerb::Bill => ("dicatat tagihannya", "billed"),
        PurchaseVerb::Advance => ("diberi uang muka", "paid in advance"),
        PurchaseVerb::Close => ("ditutup", "closed"),
        PurchaseVerb::Cancel => ("dibatalkan", "cancelled"),
    };
    let (id_text, en) = (
        format!("Pesanan pembelian {id} {}, jadi tidak bisa {do_id}.", at_id.to_lowercase()),
        format!("Purchase order {id} is {}, so it can't be {do_en}.", at_en.to_lowercase()),
    );
    Err(Refusal::new("purchase_stage", id_text, en).with("purchase", id).with("stage", stage.key()))
}

/// Goods that extra costs are shared over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What they cost.
    pub value: Money,
    /// How many.
    pub units: i64,
    /// Grams of one.
    pub grams: i64,
}

/// Shares an extra cost over goods, to the rupiah: by what they cost, how many they are, or what they weigh. Where that tells none
/// from another (nothing weighed, nothing cost), by units.
#[must_use]
pub fn spread(amount: Money, by: CostSplit, goods: &[Carried]) -> Vec<Money> {
    let weights = |by: CostSplit| -> Vec<i64> {
        let weight = |goods: &Carried| match by {
            CostSplit::Value => goods.value.0,
            CostSplit::Units => goods.units,
            CostSplit::Weight => goods.grams.saturating_mul(goods.units),
        };
        goods.iter().map(weight).collect()
    };
    let wanted = weights(by);
    if wanted.iter().all(|weight| *weight <= 0) {
        amount.split(&weights(CostSplit::Units))
    } else {
        amount.split(&wanted)
    }
}

/// How long after it was due something is.
#[must_use]
pub fn age(due: Day, today: Day) -> usize {
    match due.days_to(today) {
        ..=0 => 0,
        1..=7 => 1,
        8..=30 => 2,
        31..=60 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_stands_follows_from_units_and_bills() {
        let at = |state, received, to_come, unbilled, open| {
            stage_of(state, &Progress { received, to_come, unbilled, open: Money(open) })
        };
        use PurchaseStage as At;
        use PurchaseState::{Cancelled, Closed, Draft, Ordered};
        assert_eq!(at(Draft, 0, 9, 0, 0), At::Draft);
        assert_eq!(at(Ordered, 0, 9, 0, 0), At::Ordered);
        assert_eq!(at(Ordered, 4, 5, 1, 0), At::PartlyReceived);
        assert_eq!(at(Ordered, 4, 5, 0, 0), At::PartlyReceived, "billed and paid so far");
        assert_eq!(at(Ordered, 9, 0, 1, 0), At::Received);
        assert_eq!(at(Closed, 4, 5, 1, 0), At::Received);
        assert_eq!(at(Ordered, 9, 0, 0, 10), At::Billed);
        assert_eq!(at(Closed, 4, 5, 0, 0), At::Paid);
        assert_eq!(at(Cancelled, 0, 9, 0, 0), At::Cancelled);
    }

    #[test]
    fn the_whole_table() {
        let told: Vec<String> = PurchaseStage::ALL
            .iter()
            .map(|stage| {
                let verbs: Vec<String> = PurchaseVerb::ALL
                    .iter()
                    .filter(|verb| may(*stage, **verb))
                    .map(|verb| format!("{verb:?}"))
                    .collect();
                format!("{}: {}", stage.key(), verbs.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "draft: Change Order Cancel",
                "ordered: Change Receive Advance Cancel",
                "partly_received: Receive Bill Advance Close",
                "received: Bill",
                "billed: ",
                "paid: ",
                "cancelled: "
            ]
        );
        assert_eq!(
            demand(PurchaseId(3), PurchaseStage::Draft, PurchaseVerb::Receive).unwrap_err().code,
            "purchase_stage"
        );
    }

    #[test]
    fn extra_costs_are_shared_to_the_rupiah() {
        let goods = [
            Carried { value: Money(10_000), units: 1, grams: 0 },
            Carried { value: Money(5_000), units: 2, grams: 500 },
        ];
        let shared = |by| spread(Money(1_000), by, &goods).iter().map(|part| part.0).collect::<Vec<_>>();
        assert_eq!(shared(CostSplit::Value), [667, 333]);
        assert_eq!(shared(CostSplit::Units), [333, 667]);
        assert_eq!(shared(CostSplit::Weight), [0, 1_000]);
        let weightless = [Carried { grams: 0, ..goods[0] }, Carried { grams: 0, ..goods[1] }];
        assert_eq!(spread(Money(3), CostSplit::Weight, &weightless), [Money(1), Money(2)], "by units instead");
    }

    #[test]
    fn what_is_due_ages_by_the_day() {
        let today = Day(20_261_122);
        assert_eq!(
            [20_261_122, 20_261_123, 20_261_121, 20_261_022, 20_260_922, 20_250_101].map(|d| age(Day(d), today)),
            [0, 0, 1, 3, 4, 4]
        );
    }
}
