//! Of whom or what a figure is.

use crate::{Channel, CourierId, PersonId, StoreId};

/// Whole shop, a store, an own channel, a courier or a person, as one number: 0; stores from 1, channels without a store from 900,
/// couriers from 1000, persons from 2000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dim(pub i64);

const CHANNELS: i64 = 900;
const COURIERS: i64 = 1_000;
const PERSONS: i64 = 2_000;

/// The number after the last.
const END: i64 = 10_000;

impl Dim {
    /// The whole shop.
    pub const ALL: Self = Self(0);

    /// A store; none where its number is beyond what is kept.
    #[must_use]
    pub fn store(store: StoreId) -> Option<Self> {
        (1..CHANNELS).contains(&store.0).then_some(Self(store.0))
    }

    /// A channel without a store.
    #[must_use]
    pub fn channel(channel: Channel) -> Self {
        let at = Channel::ALL.iter().position(|c| *c == channel).unwrap_or_default();
        Self(CHANNELS + i64::try_from(at).unwrap_or_default())
    }

    /// A courier; none where its number is beyond what is kept.
    #[must_use]
    pub fn courier(courier: CourierId) -> Option<Self> {
        (1..PERSONS - COURIERS).contains(&courier.0).then_some(Self(COURIERS + courier.0))
    }

    /// A person; none where the number is beyond what is kept.
    #[must_use]
    pub fn person(person: PersonId) -> Option<Self> {
        (1..END - PERSONS).contains(&person.0).then_some(Self(PERSONS + person.0))
    }

    /// It as questions name it: `store=1`, `channel=whatsapp`, `courier=2`, `person=3`; empty for the shop.
    #[must_use]
    pub fn word(self) -> String {
        if let Some(channel) = self.as_channel() {
            return format!("channel={}", channel.key());
        }
        let numbered = [
            ("store", self.as_store().map(|id| id.0)),
            ("courier", self.as_courier().map(|id| id.0)),
            ("person", self.as_person().map(|id| id.0)),
        ];
        let found = numbered.into_iter().find_map(|(kind, id)| id.map(|id| format!("{kind}={id}")));
        found.unwrap_or_default()
    }

    /// The store that it is.
    #[must_use]
    pub fn as_store(self) -> Option<StoreId> {
        (1..CHANNELS).contains(&self.0).then_some(StoreId(self.0))
    }

    /// The own channel that it is.
    #[must_use]
    pub fn as_channel(self) -> Option<Channel> {
        (CHANNELS..COURIERS)
            .contains(&self.0)
            .then(|| usize::try_from(self.0 - CHANNELS).ok().and_then(|at| Channel::ALL.get(at).copied()))
            .flatten()
    }

    /// The courier that it is.
    #[must_use]
    pub fn as_courier(self) -> Option<CourierId> {
        (COURIERS + 1..PERSONS).contains(&self.0).then_some(CourierId(self.0 - COURIERS))
    }

    /// The person that it is.
    #[must_use]
    pub fn as_person(self) -> Option<PersonId> {
        (PERSONS + 1..END).contains(&self.0).then_some(PersonId(self.0 - PERSONS))
    }
}
