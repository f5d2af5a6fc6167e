//! The one door: a write from the button to the book.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::PoisonError;

use runut_core::activity::{Activity, Hash};
use runut_core::order::Order;
use runut_core::posting::Entry;
use runut_core::rows::Person;
use runut_core::{
    ActivityId, CustomerId, DAY_MS, Day, Instant, OrderId, PersonId, Refusal, Stage, StoreId, Zone, fingerprint,
    permission,
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine::changed::{ERASED, Noted};
use crate::engine::changes::Watch;
use crate::engine::witness::Seen;
use crate::figure_days::FigureDays;
use crate::ledger::Posted;
use crate::variant_days::VariantDays;
use crate::{Book, Context, Reader, StoreError, Topic, engine, log};

/// Orders that are kept as they were read.
const LOADED: usize = 1_000;

/// How long a request may be repeated: 30 days.
pub(crate) const RETRY_MS: i64 = 30 * DAY_MS;

/// What a write answers, and what it touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The answer.
    pub value: T,
    /// What it touched.
    pub topics: Vec<Topic>,
}

impl<T> Written<T> {
    /// The same write with another answer.
    pub fn map<U>(self, answer: impl FnOnce(T) -> U) -> Written<U> {
        Written { value: answer(self.value), topics: self.topics }
    }
}

/// A write in progress. It reads as a [`Reader`] does, from inside the transaction.
#[derive(Debug)]
pub struct Tx<'a> {
    reader: Reader<'a>,
    ctx: &'a Context,
    watch: &'a Watch,
    /// Orders that were read to plan something, and how often lines had been touched then.
    loaded: RefCell<BTreeMap<OrderId, (u64, Order)>>,
    /// Who acts, as the book knew them when the write began; nobody before the shop is opened.
    actor: Option<Person>,
    pub(crate) topics: BTreeSet<Topic>,
    /// The chain's last entry, read once inside the transaction.
    head: Option<(i64, Hash)>,
    /// The first activity of this write: what belongs together carries its number.
    batch: Option<i64>,
    /// Rows changed on the connection before this write.
    changes: u64,
    /// By how much the orders of a stage have changed, and what was posted: sums that each have few rows for the whole book,
    /// written once, at the end.
    stages: BTreeMap<&'static str, i64>,
    posted: Posted,
    /// Until when the books are closed, once it was asked.
    closed: OnceCell<Option<Day>>,
    /// What is added to the days of variants, written with them.
    pub(crate) goods: VariantDays,
    /// What is added to the shop's figures, written with them.
    pub(crate) figures: FigureDays,
    /// The words of new orders, for search. They are written at the end, one after the other: the text index writes what it
    /// gathers to disk at each statement that may have to be undone alone, and an order has several.
    words: Vec<(OrderId, String)>,
    /// Orders whose words for search have changed: indexed at the end, each once.
    unindexed: BTreeSet<OrderId>,
    /// Requests whose rows are written: this one's, and those whose answers it erases.
    pub(crate) requests: BTreeSet<String>,
    /// Whether a person is erased.
    pub(crate) erases: bool,
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Reader<'_> {
    /// Whether this request was answered already, and its answer is kept.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn is_answered(&self, request: &str) -> Result<bool, StoreError> {
        Ok(self.conn.prepare_cached("SELECT id FROM request WHERE id = ?1")?.exists([request])?)
    }
}

impl Book {
    /// Changes the book: everything that `f` does, or nothing. A request that was answered before is answered the same
    /// again, without effect. `intent` tells what is asked, so that an id isn't taken for the same request twice when it
    /// isn't.
    ///
    /// # Errors
    /// What `f` refuses, or [`StoreError`]; the book is then as it was. [`StoreError::RequestReused`] where the id was used
    /// for another intent; [`StoreError::Replaced`] where another file has taken the book's place.
    pub fn write<T, E>(
        &self,
        ctx: &Context,
        intent: &str,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E>
    where
        T: Serialize + DeserializeOwned,
        E: From<StoreError>,
    {
        let mut conn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.stays(&conn, ctx)?;
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let intent = fingerprint(intent.as_bytes());
        let answered: Option<(String, String)> = transaction
            .prepare_cached("SELECT intent, answer FROM request WHERE id = ?1")
            .and_then(|mut s| {
                s.query_row([&ctx.request], |row| Ok((row.get("intent")?, row.get("answer")?))).optional()
            })
            .map_err(StoreError::from)?;
        if let Some((known, answer)) = answered {
            if known != intent {
                return Err(StoreError::RequestReused.into());
            }
            if answer.is_empty() {
                return Err(StoreError::RequestReused.into()); // it was erased with whom it told of
            }
            let value = serde_json::from_str(&answer).map_err(StoreError::from)?;
            return Ok(Written { value, topics: Topic::ALL.to_vec() });
        }
        self.watch.forget();
        let mut tx = Tx::begin(&transaction, ctx, &self.watch)?;
        let value = f(&mut tx)?;
        // Readers still see the book as it was before this write.
        let changed: (Noted, Seen) = self.read(|before| self.watch.changes(before.conn, &transaction))?;
        let topics = tx.finish(&value, &intent, changed)?;
        self.still_there()?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Written { value, topics })
    }

    /// Keeps the words of all orders and customers for search: in a book that was put together again from its rows.
    pub(crate) fn index_anew(&self) -> Result<(), StoreError> {
        let mut conn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let ids = |sql: &str| {
            let mut statement = transaction.prepare(sql)?;
            statement.query_map([], |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()
        };
        let (orders, customers) =
            (ids("SELECT id FROM orders ORDER BY id")?, ids("SELECT id FROM customer ORDER BY id")?);
        let nobody = Context {
            person: PersonId(0),
            now: Instant(0),
            today: Day(0),
            zone: Zone::default(),
            request: String::new(),
        };
        let mut tx = Tx::begin(&transaction, &nobody, &self.watch)?;
        for id in orders {
            tx.index_order(OrderId(id))?;
        }
        for id in customers {
            tx.index_customer(CustomerId(id))?;
        }
        drop(tx);
        Ok(transaction.commit()?)
    }
}

impl<'a> Tx<'a> {
    fn begin(conn: &'a Connection, ctx: &'a Context, watch: &'a Watch) -> Result<Self, StoreError> {
        let reader = Reader { conn };
        let actor = reader.person_by_id(ctx.person)?;
        if let Some(gone) = actor.as_ref().filter(|person| person.archived) {
            return Err(StoreError::Archived(gone.name.clone()));
        }
        Ok(Self {
            reader,
            ctx,
            watch,
            loaded: RefCell::default(),
            actor,
            topics: BTreeSet::new(),
            head: None,
            batch: None,
            changes: engine::changes(conn),
            stages: BTreeMap::new(),
            posted: Posted::default(),
            closed: OnceCell::new(),
            goods: VariantDays::default(),
            figures: FigureDays::default(),
            words: Vec::new(),
            unindexed: BTreeSet::new(),
            requests: BTreeSet::from([ctx.request.clone()]),
            erases: false,
        })
    }

    /// Who acts, when.
    #[must_use]
    pub fn ctx(&self) -> &Context {
        self.ctx
    }

    /// An order with its lines. Where a plan of it is written next, it isn't read again.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn order(&self, id: OrderId) -> Result<Order, StoreError> {
        let order = self.reader.order(id)?;
        let mut loaded = self.loaded.borrow_mut();
        if loaded.len() >= LOADED {
            loaded.clear();
        }
        loaded.insert(id, (self.watch.lines(), order.clone()));
        Ok(order)
    }

    /// An order as it stands, for what changes it: as it was read, where nothing has touched it since.
    pub(crate) fn standing(&self, id: OrderId) -> Result<Order, StoreError> {
        match self.loaded.borrow_mut().remove(&id) {
            Some((lines, order)) if self.watch.stands(id.0, lines) => Ok(order),
            _ => self.reader.order(id),
        }
    }

    /// Notes what is touched.
    pub(crate) fn touch(&mut self, topic: Topic) {
        self.topics.insert(topic);
    }

    /// Whether the acting person may do what an activity tells: why not, by the table of permissions.
    #[must_use]
    pub fn refused(&self, activity: &Activity) -> Option<Refusal> {
        self.actor.as_ref().and_then(|actor| permission::refused(activity, actor))
    }

    /// Records an activity and answers its key: every move and posting points at it.
    ///
    /// # Errors
    /// [`StoreError::NotPermitted`] where the acting person may not do this; [`StoreError`] where the book can't be written.
    pub fn record(&mut self, activity: &Activity) -> Result<ActivityId, StoreError> {
        if let Some(refusal) = self.refused(activity) {
            return Err(StoreError::NotPermitted(refusal));
        }
        let (last, before) = match self.head {
            Some(head) => head,
            None => log::head(self.conn)?,
        };
        let id = last + 1;
        let hash = log::append(self.conn, self.ctx, id, self.batch, &before, activity)?;
        self.head = Some((id, hash));
        self.batch.get_or_insert(id);
        self.topics.insert(Topic::Log);
        self.topics.insert(activity.act.noun().topic());
        Ok(ActivityId(id))
    }

    /// Counts orders that have come to a stage, or have left it. Before the write is at its end no statement sees it.
    pub(crate) fn count_stage(&mut self, stage: Stage, by: i64) {
        *self.stages.entry(stage.key()).or_default() += by;
    }

    /// The day on which what happened on `day` is posted: that day, or the first open one where its month is closed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn open_day(&self, day: Day) -> Result<Day, StoreError> {
        let closed = match self.closed.get() {
            Some(closed) => *closed,
            None => {
                let closed = self.reader.closed_to()?;
                *self.closed.get_or_init(|| closed)
            }
        };
        Ok(closed.filter(|closed| day <= *closed).map_or(day, |closed| closed.plus(1)))
    }

    /// Forgets until when the books are closed: it has changed.
    pub(crate) fn forget_closed(&mut self) {
        self.closed = OnceCell::new();
    }

    /// Adds to the days of variants what an order has sold more, or less, than before.
    pub(crate) fn sell(&mut self, before: Option<&Order>, after: Option<&Order>, day: Day) -> Result<(), StoreError> {
        let day = self.open_day(day)?;
        self.goods.sold(before, after, day);
        Ok(())
    }

    /// Adds a posting to the kept sums. Before the write is at its end no statement sees it.
    pub(crate) fn carry(&mut self, entry: &Entry, store: Option<StoreId>) {
        self.posted.add(entry, store);
    }

    /// Has a new order found by these words, at the end of the write.
    pub(crate) fn add_words(&mut self, order: OrderId, words: String) {
        self.words.push((order, words));
    }

    /// Notes that an order's words for search have changed.
    pub(crate) fn index_later(&mut self, order: OrderId) {
        self.unindexed.insert(order);
    }

    fn write_sums(&self) -> Result<(), StoreError> {
        for (stage, by) in self.stages.iter().filter(|(_, by)| **by != 0) {
            let mut update =
                self.conn.prepare_cached("UPDATE stage_count SET orders = orders + ?2 WHERE stage = ?1")?;
            if update.execute(params![stage, by])? == 0 {
                let mut insert = self.conn.prepare_cached("INSERT INTO stage_count (stage, orders) VALUES (?1, ?2)")?;
                insert.execute(params![stage, by])?;
            }
        }
        self.posted.write(self.conn)
    }

    fn finish<T: Serialize>(
        mut self,
        value: &T,
        intent: &str,
        (mut noted, seen): (Noted, Seen),
    ) -> Result<Vec<Topic>, StoreError> {
        let Some(first) = self.batch else {
            if engine::changes(self.conn) != self.changes {
                return Err(StoreError::Broken("a write without an activity".to_owned()));
            }
            return Ok(Vec::new());
        };
        self.write_sums()?;
        self.goods.write(self.conn)?;
        self.write_figures(self.head.map_or(0, |(last, _)| last - first + 1))?;
        for (order, words) in std::mem::take(&mut self.words) {
            engine::add_words(self.conn, engine::ORDER_SEARCH, order.0, &words)?;
        }
        for order in &self.unindexed {
            self.index_order(*order)?;
        }
        // What an erasure has taken away isn't kept to be put back.
        let added = std::mem::take(&mut noted.added);
        let kept = if self.erases { ERASED.to_owned() } else { noted.into_text(&added)? };
        let answer = serde_json::to_string(value)?;
        self.conn
            .prepare_cached("INSERT INTO request (id, at, intent, answer, changes) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.ctx.request, self.ctx.now.0, intent, answer, kept])?;
        if let Some((last, _)) = self.head {
            log::seal(self.conn, last, &engine::witness::seals(self.conn, (&added, seen), &self.requests)?)?;
        }
        self.conn.prepare_cached("DELETE FROM request WHERE at < ?1")?.execute([self
            .ctx
            .now
            .0
            .saturating_sub(RETRY_MS)])?;
        Ok(self.topics.into_iter().collect())
    }
}
