//! What the book holds of a person, found and erased. Erased orders keep number, days, amounts, goods, channel, city and province:
//! the books stay (ten years, UU KUP article 28 (11)).
//!
//! Invariant: what is erased is in none of the book's own files afterwards, once [`Book::scrub`] has been through them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use runut_core::rows::Subject;
use runut_core::{ActivityId, CustomerId, OrderId, PaymentId, fold, phone};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::companions::{Mark, folder, names, stem};
use crate::files::{self, beside};
use crate::{Book, Reader, StoreError, Topic, Tx, engine};

/// The rows that are a person's, by their keys: nothing personal itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// As customers; those who were merged into them too.
    pub customers: BTreeSet<CustomerId>,
    /// Their orders.
    pub orders: BTreeSet<OrderId>,
    /// Payments for nothing else.
    pub payments: BTreeSet<PaymentId>,
}

impl Held {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty() && self.orders.is_empty()
    }
}

/// Words by which a person is known: told by these, what was typed elsewhere is theirs too.
#[derive(Debug, Default)]
struct Words {
    /// Long enough to be nobody else's.
    all: BTreeSet<String>,
}

impl Words {
    fn add(&mut self, text: &str, least: usize) {
        if text.chars().filter(|c| c.is_alphanumeric()).count() >= least {
            self.all.insert(text.to_owned());
        }
    }

    fn are_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.all.iter().any(|word| text.contains(word.as_str()) || folded.contains(&fold(word)))
    }
}

impl Reader<'_> {
    /// The rows that are a person's.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn held_of(&self, subject: &Subject) -> Result<Held, StoreError> {
        let mut held = Held::default();
        let mut phones: BTreeSet<String> = phone(&subject.phone).ok().into_iter().collect();
        let asked = phones.iter().map(|phone| self.customer_by_phone(phone)).collect::<Result<Vec<_>, _>>()?;
        let mut open: Vec<CustomerId> = asked.into_iter().flatten().map(|(id, _)| id).chain(subject.customer).collect();
        while let Some(id) = open.pop() {
            if !held.customers.insert(id) {
                continue;
            }
            let mut merged = self.conn.prepare_cached("SELECT id FROM customer WHERE merged_into = ?1")?;
            open.extend(
                merged.query_map([id.0], |row| Ok(CustomerId(row.get("id")?)))?.collect::<Result<Vec<_>, _>>()?,
            );
            let mut own = self.conn.prepare_cached("SELECT phone FROM customer_phone WHERE customer_id = ?1")?;
            phones.extend(own.query_map([id.0], |row| row.get("phone"))?.collect::<Result<Vec<String>, _>>()?);
        }
        held.orders.extend(subject.order);
        let mut orders = self.conn.prepare("SELECT id, customer_id, phone FROM orders ORDER BY id")?;
        let mut rows = orders.query([])?;
        while let Some(row) = rows.next()? {
            let customer: Option<i64> = row.get("customer_id")?;
            let own = customer.is_some_and(|id| held.customers.contains(&CustomerId(id)));
            let typed: String = row.get("phone")?;
            if own || !phones.is_empty() && phone(&typed).is_ok_and(|phone| phones.contains(&phone)) {
                held.orders.insert(OrderId(row.get("id")?));
            }
        }
        for order in &held.orders {
            let mut payments = self.conn.prepare_cached(
                "SELECT t.payment_id FROM payment_part t WHERE t.order_id = ?1 ORDER BY t.payment_id",
            )?;
            let of =
                payments.query_map([order.0], |row| row.get::<_, i64>("payment_id"))?.collect::<Result<Vec<_>, _>>()?;
            for payment in of {
                let mut parts = self.conn.prepare_cached("SELECT order_id FROM payment_part WHERE payment_id = ?1")?;
                let parts =
                    parts.query_map([payment], |row| row.get::<_, i64>("order_id"))?.collect::<Result<Vec<_>, _>>()?;
                if parts.iter().all(|order| held.orders.contains(&OrderId(*order))) {
                    held.payments.insert(PaymentId(payment));
                }
            }
        }
        Ok(held)
    }

    /// What a row of a person's says that nobody else's does.
    fn words_of_people(&self, held: &Held) -> Result<Words, StoreError> {
        let mut words = Words::default();
        for id in &held.customers {
            let form = self.customer_form(*id)?;
            words.add(&form.name, 8);
            form.phones.iter().for_each(|typed| add_phone(&mut words, typed));
            for address in &form.addresses {
                words.add(&address.recipient, 8);
                words.add(&address.address, 12);
                add_phone(&mut words, &address.phone);
            }
        }
        let mut of = self.conn.prepare_cached(
            "SELECT buyer, recipient, sender, address, phone, sender_phone, tracking FROM orders WHERE id = ?1",
        )?;
        for id in &held.orders {
            let mut rows = of.query([id.0])?;
            let Some(row) = rows.next()? else { continue };
            let text = |column: &str| row.get::<_, String>(column);
            for name in ["buyer", "recipient", "sender"] {
                words.add(&text(name)?, 8);
            }
            words.add(&text("address")?, 12);
            words.add(&text("tracking")?, 8);
            add_phone(&mut words, &text("phone")?);
            add_phone(&mut words, &text("sender_phone")?);
        }
        Ok(words)
    }
}

fn add_phone(words: &mut Words, typed: &str) {
    words.add(typed, 8);
    let Ok(one) = phone(typed) else { return };
    if let Some(rest) = one.strip_prefix("62") {
        words.add(rest, 8); // in whatever form it begins
    }
}

/// The keys of rows of which a text says who.
fn telling<K>(
    tx: &Tx<'_>,
    words: &Words,
    sql: &str,
    key: impl Fn(&Row<'_>) -> rusqlite::Result<K>,
) -> Result<Vec<K>, StoreError> {
    let mut statement = tx.conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if words.are_in(&row.get::<_, String>("said")?) {
            found.push(key(row)?);
        }
    }
    Ok(found)
}

impl Tx<'_> {
    /// Erases what is a person's: of their rows, and wherever else their words were typed. The activities that tell of it come
    /// after it, so that they aren't erased with the rest.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn erase(&mut self, held: &Held) -> Result<(), StoreError> {
        let words = self.words_of_people(held)?;
        self.erase_log(held, &words)?;
        for order in &held.orders {
            self.conn
                .prepare_cached(
                    "UPDATE orders SET buyer = '', recipient = '', phone = '', address = '', village = '', district = '',
                       postcode = '', sender = '', sender_phone = '', note = '', seller_note = '', tracking = '',
                       cancel_reason = '', return_status = '', held = CASE WHEN held IS NULL THEN NULL ELSE '' END,
                       erased = 1, salt = randomblob(16) WHERE id = ?1",
                )?
                .execute([order.0])?;
            self.conn.prepare_cached("UPDATE scan SET code = '' WHERE order_id = ?1")?.execute([order.0])?;
            self.index_later(*order);
        }
        for payment in &held.payments {
            self.conn
                .prepare_cached(
                    "UPDATE payment SET payer = '', reference = '', note = '',
                       voided = CASE WHEN voided IS NULL THEN NULL ELSE '' END, salt = randomblob(16) WHERE id = ?1",
                )?
                .execute([payment.0])?;
        }
        for customer in &held.customers {
            self.conn.prepare_cached("DELETE FROM customer_phone WHERE customer_id = ?1")?.execute([customer.0])?;
            self.conn.prepare_cached("DELETE FROM customer_address WHERE customer_id = ?1")?.execute([customer.0])?;
            let name = format!("Dihapus #{customer}");
            self.conn
                .prepare_cached(
                    "UPDATE customer SET name = ?2, note = '', sort = ?3, salt = randomblob(16) WHERE id = ?1",
                )?
                .execute(params![customer.0, name, fold(&name)])?;
            self.index_customer(*customer)?;
        }
        for task in telling(self, &words, "SELECT id, text AS said FROM task", |row| row.get::<_, i64>("id"))? {
            let mut update =
                self.conn.prepare_cached("UPDATE task SET text = 'Dihapus', salt = randomblob(16) WHERE id = ?1")?;
            update.execute([task])?;
        }
        let filters = "SELECT id, name || ' ' || query AS said FROM saved_filter";
        for filter in telling(self, &words, filters, |row| row.get::<_, i64>("id"))? {
            self.conn.prepare_cached("DELETE FROM saved_filter WHERE id = ?1")?.execute([filter])?;
        }
        for scan in telling(self, &words, "SELECT id, code AS said FROM scan", |row| row.get::<_, i64>("id"))? {
            self.conn.prepare_cached("UPDATE scan SET code = '' WHERE id = ?1")?.execute([scan])?;
        }
        [Topic::Orders, Topic::Customers, Topic::Payments, Topic::Tasks, Topic::Log, Topic::Shop]
            .into_iter()
            .for_each(|topic| self.touch(topic));
        Ok(())
    }

    /// What the log keeps apart of them, and what requests have kept.
    fn erase_log(&mut self, held: &Held, words: &Words) -> Result<(), StoreError> {
        let mut entries: BTreeSet<ActivityId> = BTreeSet::new();
        let mut of = |sql: &str, key: i64| -> Result<(), StoreError> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let found = statement.query_map([key], |row| Ok(ActivityId(row.get("id")?)))?;
            entries.extend(found.collect::<Result<Vec<_>, _>>()?);
            Ok(())
        };
        for order in &held.orders {
            of("SELECT id FROM activity WHERE order_id = ?1", order.0)?;
        }
        for customer in &held.customers {
            of("SELECT id FROM activity WHERE noun = 'customer' AND noun_id = ?1", customer.0)?;
        }
        for payment in &held.payments {
            of("SELECT id FROM activity WHERE noun = 'payment' AND noun_id = ?1", payment.0)?;
        }
        let sealed = "SELECT activity_id, texts AS said FROM sealed";
        entries.extend(telling(self, words, sealed, |row| Ok(ActivityId(row.get("activity_id")?)))?);
        let mut requests: BTreeSet<String> = BTreeSet::new();
        for entry in &entries {
            self.conn
                .prepare_cached("UPDATE sealed SET salt = ?2, texts = '' WHERE activity_id = ?1")?
                .execute(params![entry.0, Vec::new()])?;
            let mut request = self.conn.prepare_cached("SELECT request FROM activity WHERE id = ?1")?;
            requests.insert(request.query_row([entry.0], |row| row.get("request"))?);
        }
        let kept = "SELECT id, answer || ' ' || changes AS said FROM request";
        requests.extend(telling(self, words, kept, |row| row.get("id"))?);
        for request in &requests {
            self.conn
                .prepare_cached("UPDATE request SET answer = '', changes = '' WHERE id = ?1")?
                .execute([request])?;
        }
        self.requests.extend(requests);
        Ok(())
    }
}

/// What is written down beside the book of an erasure: keys only.
#[derive(Serialize, Deserialize)]
struct Written {
    /// The book's own mark.
    book: String,
    #[serde(flatten)]
    held: Held,
}

fn path_of(book: &Path) -> PathBuf {
    beside(book, ".hapus")
}

impl Book {
    /// Goes through the book's files so that what was erased is in none of them any more, and writes down beside it what was, for a
    /// backup that is restored.
    ///
    /// # Errors
    /// [`StoreError`] where another program has the book or its folder can't be written.
    pub fn scrub(&self, held: &Held) -> Result<(), StoreError> {
        if let Some(mark) = self.read(|reader| Mark::of(reader.conn))? {
            let path = path_of(self.path());
            let known = std::fs::read_to_string(&path).unwrap_or_default();
            let line = serde_json::to_string(&Written { book: mark.book, held: held.clone() })?;
            files::put(&path, format!("{known}{line}\n").as_bytes())?;
        }
        let writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        engine::scrub(&writer)
    }

    /// What has been erased in the book at `place` and still stands in this one: a backup of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unerased(&self, place: &Path) -> Result<Held, StoreError> {
        let text = std::fs::read_to_string(path_of(place)).unwrap_or_default();
        self.read(|reader| {
            let mark = Mark::of(reader.conn)?.map(|mark| mark.book);
            let mut held = Held::default();
            for line in text.lines().filter_map(|line| serde_json::from_str::<Written>(line).ok()) {
                if Some(&line.book) == mark.as_ref() {
                    held.customers.extend(line.held.customers);
                    held.orders.extend(line.held.orders);
                    held.payments.extend(line.held.payments);
                }
            }
            let there = |sql: &str, key: i64| reader.conn.prepare_cached(sql)?.exists([key]);
            let keep = |sql: &str, keys: Vec<i64>| -> Result<Vec<i64>, StoreError> {
                let all = keys.into_iter().map(|key| Ok((key, there(sql, key)?)));
                let all = all.collect::<Result<Vec<_>, rusqlite::Error>>()?;
                Ok(all.into_iter().filter(|(_, there)| *there).map(|(key, _)| key).collect())
            };
            let orders = held.orders.iter().map(|id| id.0).collect();
            let orders = keep("SELECT id FROM orders WHERE id = ?1 AND erased = 0", orders)?;
            let customers = held.customers.iter().map(|id| id.0).collect();
            let customers = keep("SELECT id FROM customer WHERE id = ?1 AND name NOT LIKE 'Dihapus #%'", customers)?;
            let payments = held.payments.iter().map(|id| id.0).collect();
            let payments = keep("SELECT id FROM payment WHERE id = ?1", payments)?;
            Ok(Held {
                customers: customers.into_iter().map(CustomerId).collect(),
                orders: orders.into_iter().map(OrderId).collect(),
                payments: payments.into_iter().map(PaymentId).collect(),
            })
        })
    }

    /// The files among the backups of this book, here and in the second place, that may hold whoever was erased just now: all.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn backups_of(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        let own = self.read(|reader| Mark::of(reader.conn))?;
        let here = folder(self.path());
        let places = [Some(here.as_path()), second].into_iter().flatten();
        let all = places.flat_map(|place| names(place, &stem(self.path())));
        let mine = |path: &Path| match (&own, Mark::beside(path)) {
            (Some(own), Some(mark)) => own.book == mark.book,
            _ => true, // a replaced book, or one from before a migration
        };
        let mut found: Vec<PathBuf> = all.map(|(path, _)| path).filter(|path| mine(path)).collect();
        found.sort();
        Ok(found)
    }
}

/// Takes backups away, each with what lies beside it.
///
/// # Errors
/// [`StoreError`] where one can't be taken away.
pub fn remove_backups(paths: &[PathBuf]) -> Result<(), StoreError> {
    for path in paths {
        for ending in ["", "-wal", ".jangkar"] {
            files::remove(&beside(path, ending))?;
        }
    }
    Ok(())
}
