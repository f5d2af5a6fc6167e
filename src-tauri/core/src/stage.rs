//! The pipeline: the one table of stages and verbs.
//!
//! Invariant: every screen, button, import and report derives from [`next`]; no other place says which verb is
//! possible where. What a verb needs beyond the stage (money, stock, no hold) is checked by the order itself.

use serde::{Deserialize, Serialize};

use crate::Sentence;

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Stage {
    /// Being put together; nothing reserved.
    Draft,
    /// Placed; stock allocated until a deadline.
    AwaitingPayment,
    /// Covered by money, or on delivery or marketplace terms.
    AwaitingApproval,
    /// Finance let it through: the warehouse's order.
    Approved,
    /// Every unit checked into the parcel.
    Packed,
    /// With the courier.
    Shipped,
    /// With the buyer.
    Delivered,
    /// Accepted, or the return window is over.
    Completed,
    /// Cancelled, with a reason.
    Cancelled,
    /// Every unit came back.
    Returned,
}

impl Stage {
    /// All, in pipeline order.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::AwaitingPayment,
        Self::AwaitingApproval,
        Self::Approved,
        Self::Packed,
        Self::Shipped,
        Self::Delivered,
        Self::Completed,
        Self::Cancelled,
        Self::Returned,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingPayment => "awaiting_payment",
            Self::AwaitingApproval => "awaiting_approval",
            Self::Approved => "approved",
            Self::Packed => "packed",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Returned => "returned",
        }
    }

    /// The stage of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Its word for people.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Draft => ("Draf", "Draft"),
            Self::AwaitingPayment => ("Menunggu bayar", "Awaiting payment"),
            Self::AwaitingApproval => ("Menunggu persetujuan", "Awaiting approval"),
            Self::Approved => ("Siap dikemas", "Ready to pack"),
            Self::Packed => ("Dikemas", "Packed"),
            Self::Shipped => ("Dikirim", "Shipped"),
            Self::Delivered => ("Sampai", "Delivered"),
            Self::Completed => ("Selesai", "Completed"),
            Self::Cancelled => ("Batal", "Cancelled"),
            Self::Returned => ("Retur", "Returned"),
        };
        Sentence::new(id, en)
    }

    /// Whether its units are allocated: from awaiting payment to packed.
    #[must_use]
    pub fn allocates(self) -> bool {
        matches!(self, Self::AwaitingPayment | Self::AwaitingApproval | Self::Approved | Self::Packed)
    }

    /// Whether the parcel has left.
    #[must_use]
    pub fn has_left(self) -> bool {
        matches!(self, Self::Shipped | Self::Delivered | Self::Completed | Self::Returned)
    }
}

/// What can be done to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Verb {
    /// Make a draft an order: allocates.
    Place,
    /// Take a marketplace's order into the book at the stage that its file gives.
    TakeOver,
    /// Change what is ordered.
    Amend,
    /// Receive a payment.
    Pay,
    /// Void a payment.
    Void,
    /// Let it through to the warehouse.
    Approve,
    /// Take the approval back.
    Unapprove,
    /// Close the parcel.
    Pack,
    /// Open the parcel again.
    Unpack,
    /// Hand it to the courier.
    Ship,
    /// Get it back from the courier's counter.
    Recall,
    /// The buyer has it.
    Deliver,
    /// The buyer doesn't have it after all.
    Undeliver,
    /// Accepted, or the return window is over.
    Complete,
    /// Open a completed or cancelled order again.
    Reopen,
    /// Cancel it.
    Cancel,
    /// Cancel it because its payment deadline passed.
    Expire,
    /// Stop it where it is.
    Hold,
    /// Let a held order go on.
    Release,
    /// Delivery failed: it comes back.
    Fail,
    /// The buyer's claim: money only.
    Claim,
    /// Goods came back: stock and cost only.
    Return,
    /// Give money back.
    Refund,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::Place,
        Self::TakeOver,
        Self::Amend,
        Self::Pay,
        Self::Void,
        Self::Approve,
        Self::Unapprove,
        Self::Pack,
        Self::Unpack,
        Self::Ship,
        Self::Recall,
        Self::Deliver,
        Self::Undeliver,
        Self::Complete,
        Self::Reopen,
        Self::Cancel,
        Self::Expire,
        Self::Hold,
        Self::Release,
        Self::Fail,
        Self::Claim,
        Self::Return,
        Self::Refund,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::TakeOver => "take_over",
            Self::Amend => "amend",
            Self::Pay => "pay",
            Self::Void => "void",
            Self::Approve => "approve",
            Self::Unapprove => "unapprove",
            Self::Pack => "pack",
            Self::Unpack => "unpack",
            Self::Ship => "ship",
            Self::Recall => "recall",
            Self::Deliver => "deliver",
            Self::Undeliver => "undeliver",
            Self::Complete => "complete",
            Self::Reopen => "reopen",
            Self::Cancel => "cancel",
            Self::Expire => "expire",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Fail => "fail",
            Self::Claim => "claim",
            Self::Return => "return",
            Self::Refund => "refund",
        }
    }

    /// The verb of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.key() == key)
    }

    /// The verb that takes it back ("Urungkan"), if there is one.
    #[must_use]
    pub fn reverse(self) -> Option<Self> {
        match self {
            Self::Approve => Some(Self::Unapprove),
            Self::Unapprove => Some(Self::Approve),
            Self::Pack => Some(Self::Unpack),
            Self::Unpack => Some(Self::Pack),
            Self::Ship => Some(Self::Recall),
            Self::Recall => Some(Self::Ship),
            Self::Deliver => Some(Self::Undeliver),
            Self::Undeliver => Some(Self::Deliver),
            Self::Complete | Self::Cancel | Self::Expire => Some(Self::Reopen),
            Self::Hold => Some(Self::Release),
            Self::Pay => Some(Self::Void),
            _ => None,
        }
    }
}

/// Where a verb leads from one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Not possible from here.
    No,
    /// The stage stays.
    Stay,
    /// Always this stage.
    To(Stage),
    /// One of these, by the order's money or goods: the first, or the second where its condition holds.
    Either(Stage, Stage),
}

impl Next {
    /// Whether `to` is a stage that this allows, coming from `from`.
    #[must_use]
    pub fn allows(self, from: Stage, to: Stage) -> bool {
        match self {
            Self::No => false,
            Self::Stay => from == to,
            Self::To(stage) => stage == to,
            Self::Either(a, b) => a == to || b == to,
        }
    }
}

/// The table: where `verb` leads from `from`. Source: the shop's pipeline (docs/ARCHITECTURE.md).
///
/// [`Verb::TakeOver`] has no stage to come from and is possible nowhere here; a draft that a file takes over doesn't
/// exist.
#[must_use]
pub fn next(from: Stage, verb: Verb) -> Next {
    use Stage::{
        Approved, AwaitingApproval, AwaitingPayment, Cancelled, Completed, Delivered, Draft, Packed, Returned, Shipped,
    };
    match (verb, from) {
        (Verb::Place, Draft) => Next::Either(AwaitingPayment, AwaitingApproval),
        (Verb::Amend, Draft) => Next::Stay,
        (Verb::Amend, AwaitingPayment) => Next::Either(AwaitingPayment, AwaitingApproval),
        (Verb::Amend, AwaitingApproval) => Next::Either(AwaitingApproval, AwaitingPayment),
        (Verb::Amend, Approved) => Next::Either(Approved, AwaitingPayment),
        (Verb::Pay, AwaitingPayment) => Next::Either(AwaitingPayment, AwaitingApproval),
        (Verb::Void, AwaitingApproval) => Next::Either(AwaitingApproval, AwaitingPayment),
        (Verb::Pay | Verb::Void | Verb::Refund, _) => Next::Stay,
        (Verb::Approve, AwaitingPayment | AwaitingApproval) | (Verb::Unpack, Packed) => Next::To(Approved),
        (Verb::Unapprove, Approved) => Next::Either(AwaitingApproval, AwaitingPayment),
        (Verb::Pack, Approved) | (Verb::Recall, Shipped) => Next::To(Packed),
        (Verb::Ship, Packed) | (Verb::Undeliver, Delivered) => Next::To(Shipped),
        (Verb::Deliver, Shipped) => Next::To(Delivered),
        (Verb::Complete, Shipped | Delivered) => Next::To(Completed),
        (Verb::Reopen, Completed) => Next::Either(Delivered, Shipped),
        (Verb::Reopen, Cancelled) => Next::Either(AwaitingPayment, AwaitingApproval),
        (Verb::Cancel, Draft | AwaitingPayment | AwaitingApproval | Approved | Packed)
        | (Verb::Expire, AwaitingPayment) => Next::To(Cancelled),
        (Verb::Hold | Verb::Release, Draft | AwaitingPayment | AwaitingApproval | Approved | Packed)
        | (Verb::Fail, Shipped)
        | (Verb::Claim, Shipped | Delivered | Completed | Returned) => Next::Stay,
        (Verb::Return, Shipped) => Next::Either(Shipped, Returned),
        (Verb::Return, Delivered) => Next::Either(Delivered, Returned),
        (Verb::Return, Completed) => Next::Either(Completed, Returned),
        _ => Next::No,
    }
}
