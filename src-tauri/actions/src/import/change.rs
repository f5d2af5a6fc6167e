//! How a known order changes by a file.

use runut_core::order::Order;
use runut_core::takeover::{Difference, Particulars};
use runut_core::{OrderId, Stage, Verb};

use super::notes::Note;

/// How a known order changes.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub id: OrderId,
    pub from: Stage,
    pub to: Stage,
    /// Whether the file is older than the book: then it only adds what the book doesn't know.
    pub older: bool,
    /// The verbs that the file supplies, in order.
    pub verbs: Vec<Verb>,
    /// What else changes, and the order with it: units and stage are as before.
    pub fields: Vec<Difference>,
    pub after: Order,
    /// What is kept beside.
    pub about: Particulars,
    /// The file's word and digest, as they are kept.
    pub status: String,
    pub digest: String,
    /// Whether its units change.
    pub lines: bool,
    /// What the file says that can't be done any more, or what went with a person's word: listed with what can.
    pub note: Option<Note>,
    /// Whether units are claimed that weren't.
    pub claims: bool,
}
