//! Who acts.

use runut_core::{Day, Instant, PersonId, Zone};

/// Who acts, when, on which business day; and the request's own id, by which a repeated one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub person: PersonId,
    /// When.
    pub now: Instant,
    /// The shop's business day.
    pub today: Day,
    /// The shop's zone.
    pub zone: Zone,
    /// The request's id, unique.
    pub request: String,
}
