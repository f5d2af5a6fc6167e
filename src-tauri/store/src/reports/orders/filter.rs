//! Which orders a list holds: its conditions, and by which index it is walked.
//!
//! Invariant: a list is walked by one index in the order in which it is shown; what else is asked of its rows is a
//! condition that names no column alone, so that no other index draws the engine away from it.

use runut_core::rows::{OrderMark, OrderQuery, StoreChoice, StoreRow};
use runut_core::{Channel, Instant, Stage, StoreId, courier_named, fold};
use rusqlite::types::Value;

use super::Missing;
use crate::orders::{OPEN, TO_SHIP};
use crate::reports::Clock;
use crate::reports::search::Wanted;
use crate::{Reader, StoreError};

/// A condition under construction: portable SQL and its parameters.
#[derive(Clone, Default)]
pub(in crate::reports) struct Filter {
    pub sql: Vec<String>,
    pub values: Vec<Value>,
}

impl Filter {
    pub fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub fn clause(&self) -> String {
        if self.sql.is_empty() { "1 = 1".to_owned() } else { self.sql.join(" AND ") }
    }

    pub fn mark(&mut self, mark: OrderMark, clock: Clock, missing: &Missing) {
        let condition = match mark {
            OrderMark::Late => format!("{TO_SHIP} AND o.ship_by < {}", self.bind(clock.now.0)),
            OrderMark::DueToday => {
                format!(
                    "{TO_SHIP} AND o.ship_by >= {} AND o.ship_by < {}",
                    self.bind(clock.now.0),
                    self.bind(clock.tomorrow.0)
                )
            }
            OrderMark::Noted => format!("{OPEN} AND o.note <> ''"),
            OrderMark::Cod => format!("{OPEN} AND o.cod = 1"),
            OrderMark::Held => format!("{OPEN} AND o.held IS NOT NULL"),
            OrderMark::Back => "o.coming_back = 1".to_owned(),
            OrderMark::Overdue => {
                format!(
                    "o.stage = 'awaiting_payment' AND o.paid > o.refunded AND o.pay_by < {}",
                    self.bind(clock.now.0)
                )
            }
            OrderMark::Dropship => format!("{OPEN} AND o.sender <> ''"),
            OrderMark::Unprinted => "o.stage IN ('approved', 'packed') AND o.printed = 0".to_owned(),
            OrderMark::Unlabelled => {
                "o.stage IN ('approved', 'packed') AND o.labelled = 0 AND o.external_id = '' AND o.masked = 0"
                    .to_owned()
            }
            OrderMark::Short => {
                let ids: Vec<String> = missing.keys().map(ToString::to_string).collect();
                format!("o.id IN ({})", if ids.is_empty() { "NULL".to_owned() } else { ids.join(", ") })
            }
        };
        self.sql.push(condition);
    }

    pub fn search(&mut self, wanted: &Wanted) {
        let condition = wanted.condition(|value| self.bind(value));
        self.sql.extend(condition);
    }

    /// A column that is one of a few words. With `index` it may be what the list is walked by.
    pub fn word(&mut self, column: &str, words: &[String], index: bool) {
        let column = if index { format!("o.{column}") } else { format!("(o.{column} || '')") };
        let one_of: Vec<String> = words.iter().map(|w| format!("{column} = {}", self.bind(w.clone()))).collect();
        self.sql.push(if one_of.is_empty() { "1 = 0".to_owned() } else { format!("({})", one_of.join(" OR ")) });
    }
}

/// What narrows a list beside its stage and mark: channel, store, courier, day, as the book knows them.
pub(in crate::reports) struct Narrowing {
    channel: Option<Channel>,
    store: Option<StoreId>,
    /// What orders call the courier; none if it doesn't matter.
    pub couriers: Option<Vec<String>>,
    /// First instant of the day and of the next one.
    placed: Option<(Instant, Instant)>,
}

impl Narrowing {
    pub fn of(book: &Reader<'_>, query: &OrderQuery) -> Result<Self, StoreError> {
        let asked = query.courier.trim();
        let couriers = (!asked.is_empty()).then(|| courier_words(book, asked)).transpose()?;
        let zone = book.shop()?.map(|shop| shop.zone);
        let placed = query.day.zip(zone).map(|(day, zone)| (zone.begins(day), zone.begins(day.plus(1))));
        Ok(Self { channel: query.channel, store: query.store, couriers, placed })
    }

    /// Whether it narrows at all.
    pub fn is_any(&self) -> bool {
        self.channel.is_some() || self.store.is_some() || self.couriers.is_some() || self.placed.is_some()
    }

    /// Adds its conditions; `walk` is the column whose index the list is walked by.
    pub fn add(&self, filter: &mut Filter, walk: Walk) {
        if let Some(channel) = self.channel {
            filter.word("channel", &[channel.key().to_owned()], walk == Walk::Channel);
        }
        if let Some(store) = self.store {
            let (column, store) =
                (if walk == Walk::Store { "o.store_id" } else { "(o.store_id + 0)" }, filter.bind(store.0));
            filter.sql.push(format!("{column} = {store}"));
        }
        if let Some(words) = self.couriers.as_deref().filter(|_| walk != Walk::Courier) {
            filter.word("courier", words, false);
        }
        if let Some((from, to)) = self.placed {
            let (from, to) = (filter.bind(from.0), filter.bind(to.0));
            filter.sql.push(format!("o.placed_at >= {from} AND o.placed_at < {to}"));
        }
    }
}

/// What a list is walked by: the column that leads an index which goes on with the list's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    Stage,
    Channel,
    Store,
    Courier,
}

impl Walk {
    /// Most orders of a book are completed: there the channel, store or courier says more than the stage. `short`: the list is,
    /// whatever narrows it.
    pub fn of(query: &OrderQuery, narrowing: &Narrowing, short: bool) -> Self {
        let few = short || query.stage.is_some_and(|stage| stage != Stage::Completed);
        match (few, &narrowing.couriers, narrowing.store, narrowing.channel) {
            (false, Some(_), ..) => Self::Courier,
            (false, None, Some(_), _) => Self::Store,
            (false, None, None, Some(_)) => Self::Channel,
            _ => Self::Stage,
        }
    }
}

/// What the book's orders call the courier that a person names: the shop's courier by each word that means it, else the
/// word itself, however it is written.
fn courier_words(book: &Reader<'_>, asked: &str) -> Result<Vec<String>, StoreError> {
    let couriers = book.couriers()?;
    let ours = couriers.iter().find(|courier| fold(&courier.name) == fold(asked)).map(|courier| courier.id);
    let mut words = words_of_couriers(book)?;
    words.retain(|word| match ours {
        Some(id) => courier_named(&couriers, word).is_some_and(|courier| courier.id == id),
        None => fold(word) == fold(asked),
    });
    Ok(words)
}

/// The couriers that a list can be narrowed to: by the shop's name where it has one.
pub(super) fn courier_choices(book: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    let couriers = book.couriers()?;
    let name = |word: String| courier_named(&couriers, &word).map_or(word, |courier| courier.name.clone());
    let mut names: Vec<String> = words_of_couriers(book)?.into_iter().map(name).collect();
    names.sort_by_key(|name| fold(name));
    names.dedup();
    Ok(names)
}

/// Every courier that orders name. One step of the index for each: its orders aren't walked through.
fn words_of_couriers(book: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "WITH RECURSIVE word (courier) AS (
           SELECT MIN(courier) FROM orders WHERE courier > ''
           UNION ALL
           SELECT (SELECT MIN(o.courier) FROM orders o WHERE o.courier > word.courier) FROM word
           WHERE word.courier IS NOT NULL)
         SELECT courier FROM word WHERE courier IS NOT NULL",
    )?;
    Ok(statement.query_map([], |row| row.get("courier"))?.collect::<Result<_, _>>()?)
}

/// The stores that a list can be narrowed to: where there is one, its channel says as much.
pub(super) fn store_choices(book: &Reader<'_>) -> Result<Vec<StoreChoice>, StoreError> {
    let choice = |store: StoreRow| StoreChoice { id: store.id, name: store.name };
    Ok(book.several_stores()?.into_iter().map(choice).collect())
}

/// The channels that the book has orders of.
pub(super) fn channel_choices(book: &Reader<'_>) -> Result<Vec<Channel>, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM orders WHERE channel = ?1) AS found")?;
    let mut found = Vec::new();
    for channel in Channel::ALL {
        if statement.query_row([channel.key()], |row| row.get("found"))? {
            found.push(channel);
        }
    }
    Ok(found)
}
