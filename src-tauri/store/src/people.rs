//! What the book holds of a person, found and erased. Erased orders keep number, days, amounts, goods, channel, city and province:
//! the books stay (ten years, UU KUP article 28 (11)).
//!
//! Invariant: what is erased is in none of the book's own files afterwards, once [`Book::scrub`] has been through them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use runut_core::activity::Hash;
use runut_core::backup::Kind;
use runut_core::rows::Subject;
use runut_core::{ActivityId, CustomerId, OrderId, PaymentId, Sentence, fold, phone};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::anchor::hex;
use crate::companions::{Mark, folder, names, stem};
use crate::engine::changed::ERASED;
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

/// Words by which a person is known in what was typed elsewhere.
#[derive(Debug, Default)]
struct Words {
    /// Phones and tracking numbers: nobody else's.
    own: BTreeSet<String>,
    /// Whole names of two words and more: in a task or a saved filter they mean them, elsewhere perhaps somebody of the same name.
    names: BTreeSet<String>,
}

impl Words {
    fn own(&mut self, text: &str) {
        if text.chars().filter(char::is_ascii_alphanumeric).count() >= 8 {
            self.own.insert(text.to_lowercase());
        }
    }

    fn name(&mut self, name: &str) {
        let name = fold(name);
        if name.chars().count() >= 8 && name.trim().contains(' ') {
            self.names.insert(format!(" {} ", name.trim()));
        }
    }

    fn are_in(&self, text: &str, names: bool) -> bool {
        let lower = text.to_lowercase();
        let named = || {
            let words: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
            let spaced = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
            self.names.iter().any(|name| spaced.contains(name.as_str()))
        };
        self.own.iter().any(|word| lower.contains(word.as_str())) || names && named()
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
            // What another customer has ordered for them is that customer's.
            if own
                || customer.is_none() && !phones.is_empty() && phone(&typed).is_ok_and(|phone| phones.contains(&phone))
            {
                held.orders.insert(OrderId(row.get("id")?));
            }
        }
        held.payments = self.payments_for_only(&held.orders)?;
        Ok(held)
    }

    /// Payments that are for none but these orders.
    fn payments_for_only(&self, orders: &BTreeSet<OrderId>) -> Result<BTreeSet<PaymentId>, StoreError> {
        let mut found = BTreeSet::new();
        for order in orders {
            let mut payments = self.conn.prepare_cached(
                "SELECT t.payment_id FROM payment_part t WHERE t.order_id = ?1 ORDER BY t.payment_id",
            )?;
            let of =
                payments.query_map([order.0], |row| row.get::<_, i64>("payment_id"))?.collect::<Result<Vec<_>, _>>()?;
            for payment in of {
                let mut parts = self.conn.prepare_cached("SELECT order_id FROM payment_part WHERE payment_id = ?1")?;
                let parts =
                    parts.query_map([payment], |row| row.get::<_, i64>("order_id"))?.collect::<Result<Vec<_>, _>>()?;
                if parts.iter().all(|order| orders.contains(&OrderId(*order))) {
                    found.insert(PaymentId(payment));
                }
            }
        }
        Ok(found)
    }

    /// What a row of a person's says that nobody else's does.
    fn words_of_people(&self, held: &Held) -> Result<Words, StoreError> {
        let mut words = Words::default();
        for id in &held.customers {
            let form = self.customer_form(*id)?;
            words.name(&form.name);
            form.phones.iter().for_each(|typed| add_phone(&mut words, typed));
        }
        let mut of = self.conn.prepare_cached("SELECT recipient, phone, tracking FROM orders WHERE id = ?1")?;
        for id in &held.orders {
            let mut rows = of.query([id.0])?;
            let Some(row) = rows.next()? else { continue };
            words.name(&row.get::<_, String>("recipient")?);
            words.own(&row.get::<_, String>("tracking")?);
            add_phone(&mut words, &row.get::<_, String>("phone")?);
        }
        Ok(words)
    }
}

fn add_phone(words: &mut Words, typed: &str) {
    let Ok(one) = phone(typed) else { return };
    words.own(typed);
    if let Some(rest) = one.strip_prefix("62") {
        words.own(rest); // in whatever form it begins
    }
}

/// The keys of rows of which a text says who.
fn telling<K>(
    tx: &Tx<'_>,
    words: &Words,
    (sql, names): (&str, bool),
    key: impl Fn(&Row<'_>) -> rusqlite::Result<K>,
) -> Result<Vec<K>, StoreError> {
    let mut statement = tx.conn.prepare(sql)?; // each row once: an erasure is rare
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if words.are_in(&row.get::<_, String>("said")?, names) {
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
        self.erases = true;
        let words = self.words_of_people(held)?;
        let tasks = telling(self, &words, ("SELECT id, text AS said FROM task", true), |row| row.get::<_, i64>("id"))?;
        let filters = "SELECT id, name || ' ' || query AS said FROM saved_filter";
        let filters = telling(self, &words, (filters, true), |row| row.get::<_, i64>("id"))?;
        let remarks = "SELECT id, remark AS said FROM business_report";
        let remarks = telling(self, &words, (remarks, true), |row| row.get::<_, i64>("id"))?;
        let records = self.records_of(held, &words)?;
        let told = [("task", &*tasks), ("filter", &filters), ("report", &remarks), ("record", &records)];
        self.erase_log(held, &words, told)?;
        self.erase_records(&records)?;
        for order in &held.orders {
            self.bought_by(*order, |conn| {
                conn.prepare_cached(
                    "UPDATE orders SET buyer = '', recipient = '', phone = '', address = '', village = '', district = '',
                       postcode = '', sender = '', sender_phone = '', note = '', seller_note = '', tracking = '',
                       cancel_reason = '', return_status = '', file_digest = '', held = CASE WHEN held IS NULL THEN NULL ELSE '' END,
                       erased = 1, salt = randomblob(16) WHERE id = ?1",
                )?
                .execute([order.0])
            })?;
            self.conn
                .prepare_cached("UPDATE scan SET code = '', salt = randomblob(16) WHERE order_id = ?1")?
                .execute([order.0])?;
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
                    "UPDATE customer SET name = ?2, note = '', sort = ?3, erased = 1, salt = randomblob(16) WHERE id = ?1",
                )?
                .execute(params![customer.0, name, fold(&name)])?;
            self.index_customer(*customer)?;
        }
        for task in tasks {
            let mut update =
                self.conn.prepare_cached("UPDATE task SET text = 'Dihapus', salt = randomblob(16) WHERE id = ?1")?;
            update.execute([task])?;
        }
        for report in remarks {
            let erase = "UPDATE business_report SET remark = 'Dihapus', salt = randomblob(16) WHERE id = ?1";
            self.conn.prepare_cached(erase)?.execute([report])?;
        }
        for filter in filters {
            self.conn.prepare_cached("DELETE FROM saved_filter WHERE id = ?1")?.execute([filter])?;
        }
        for scan in telling(self, &words, ("SELECT id, code AS said FROM scan", false), |row| row.get::<_, i64>("id"))?
        {
            self.conn
                .prepare_cached("UPDATE scan SET code = '', salt = randomblob(16) WHERE id = ?1")?
                .execute([scan])?;
        }
        [Topic::Orders, Topic::Customers, Topic::Payments, Topic::Tasks, Topic::Log, Topic::Shop]
            .into_iter()
            .for_each(|topic| self.touch(topic));
        Ok(())
    }

    /// The records about them: of them, of their orders, or with words that mean them.
    fn records_of(&self, held: &Held, words: &Words) -> Result<Vec<i64>, StoreError> {
        let mut found = BTreeSet::new();
        let mut of = |sql: &str, key: i64| -> Result<(), StoreError> {
            let mut statement = self.conn.prepare_cached(sql)?;
            found.extend(statement.query_map([key], |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()?);
            Ok(())
        };
        held.customers.iter().try_for_each(|id| of("SELECT id FROM record WHERE customer_id = ?1", id.0))?;
        held.orders.iter().try_for_each(|id| of("SELECT id FROM record WHERE order_id = ?1", id.0))?;
        let typed = "SELECT record_id AS id, text AS said FROM record_value WHERE text IS NOT NULL";
        found.extend(telling(self, words, (typed, true), |row| row.get::<_, i64>("id"))?);
        Ok(found.into_iter().collect())
    }

    /// Blanks what was typed freely into records; figures and choices stay.
    fn erase_records(&mut self, records: &[i64]) -> Result<(), StoreError> {
        for record in records {
            let blanked = self
                .conn
                .prepare_cached(
                    "UPDATE record_value SET text = '' WHERE record_id = ?1 AND text IS NOT NULL AND field IN (
                       SELECT f.key FROM record r JOIN template_field f ON f.template_id = r.template_id AND f.version = r.version
                       WHERE r.id = ?1 AND (f.kind = 'text' OR f.kind = 'link'))",
                )?
                .execute([record])?;
            if blanked > 0 {
                self.conn
                    .prepare_cached("UPDATE record SET key = '', salt = randomblob(16) WHERE id = ?1")?
                    .execute([record])?;
            }
        }
        self.touch(Topic::Records);
        Ok(())
    }

    /// What the log keeps apart of them, and what requests have kept.
    fn erase_log(&mut self, held: &Held, words: &Words, told: [(&str, &[i64]); 4]) -> Result<(), StoreError> {
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
        for (noun, keys) in told {
            let mut statement = self.conn.prepare_cached("SELECT id FROM activity WHERE noun = ?1 AND noun_id = ?2")?;
            for key in keys {
                let found = statement.query_map(params![noun, key], |row| Ok(ActivityId(row.get("id")?)))?;
                entries.extend(found.collect::<Result<Vec<_>, _>>()?);
            }
        }
        let sealed = "SELECT activity_id, texts AS said FROM sealed";
        entries.extend(telling(self, words, (sealed, false), |row| Ok(ActivityId(row.get("activity_id")?)))?);
        let mut requests: BTreeSet<String> = BTreeSet::new();
        for entry in &entries {
            self.conn
                .prepare_cached("UPDATE sealed SET salt = ?2, texts = '' WHERE activity_id = ?1")?
                .execute(params![entry.0, Vec::new()])?;
            let mut request = self.conn.prepare_cached("SELECT request FROM activity WHERE id = ?1")?;
            requests.insert(request.query_row([entry.0], |row| row.get("request"))?);
        }
        let kept = "SELECT id, answer || ' ' || changes AS said FROM request";
        requests.extend(telling(self, words, (kept, false), |row| row.get("id"))?);
        for request in &requests {
            self.conn
                .prepare_cached("UPDATE request SET answer = '', changes = ?2, salt = randomblob(16) WHERE id = ?1")?
                .execute(params![request, ERASED])?;
        }
        self.requests.extend(requests);
        Ok(())
    }
}

/// What is written down beside the book of one erased row: its key, and the first entry of the log that tells of it, by which it is
/// known again in a backup, where another row may have come to bear the key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Erased {
    noun: String,
    key: i64,
    entry: i64,
    hash: String,
}

fn path_of(book: &Path) -> PathBuf {
    beside(book, ".hapus")
}

/// That the files are still to be gone through: it lies there from before an erasure until they were.
fn unswept(book: &Path) -> PathBuf {
    beside(book, ".sapu")
}

/// What was written down of earlier erasures. A line that can't be read stops whatever needs it: passed over, it would bring
/// somebody back.
fn written(book: &Path) -> Result<BTreeSet<Erased>, StoreError> {
    let path = path_of(book);
    let bytes = match std::fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        read => read?,
    };
    let lines = (1..).zip(bytes.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty());
    let erased = |(line, text): (usize, &[u8])| {
        let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        serde_json::from_slice(text).map_err(|_| StoreError::ErasedList { name: name(), line })
    };
    lines.map(erased).collect()
}

fn unfinished() -> Sentence {
    Sentence::new(
        "Penghapusan data terakhir belum tuntas: sebagian teksnya bisa masih ada di berkas buku. Setelah yang berikut dibetulkan, buka lagi bukunya.",
        "The last erasure isn't finished: some of its texts may still be in the book's file. Put the following right, then open the book again.",
    )
}

/// The rows that the log says were erased.
fn told(reader: &Reader<'_>) -> Result<BTreeSet<Erased>, StoreError> {
    let mut statement = reader.conn.prepare(
        "SELECT e.noun, e.noun_id, f.id, f.hash FROM activity e JOIN activity f ON f.id =
           (SELECT MIN(g.id) FROM activity g WHERE g.noun = e.noun AND g.noun_id = e.noun_id)
         WHERE e.verb = 'erase' AND (e.noun = 'order' OR e.noun = 'customer')",
    )?;
    let rows = statement.query_map([], |row| {
        let hash: Hash = row.get("hash")?;
        Ok(Erased { noun: row.get("noun")?, key: row.get("noun_id")?, entry: row.get("id")?, hash: hex(&hash) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Book {
    /// Notes that the files are to be gone through: before an erasure, so that one that is cut off is finished by whoever opens the
    /// book next. Answers whether that wasn't noted before, by an earlier one.
    ///
    /// # Errors
    /// [`StoreError`] where nothing can be written beside the book.
    pub fn will_scrub(&self) -> Result<bool, StoreError> {
        let noted = unswept(self.path());
        let new = !noted.exists();
        files::put(&noted, b"")?;
        Ok(new)
    }

    /// Nothing was erased after all, and nothing was left to be gone through before.
    pub fn needs_no_scrub(&self) {
        let _ = files::remove(&unswept(self.path())); // else they are gone through once more than needed
    }

    /// Goes through the book's files so that what was erased is in none of them any more, and writes down beside it what was, for a
    /// backup that is restored.
    ///
    /// # Errors
    /// [`StoreError`] where another program has the book or its folder can't be written.
    pub fn scrub(&self) -> Result<(), StoreError> {
        let mut known = written(self.path())?;
        known.extend(self.read(told)?);
        let lines: Vec<String> = known.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        files::put(&path_of(self.path()), format!("{}\n", lines.join("\n")).as_bytes())?;
        let writer = self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        engine::scrub(&writer)?;
        Ok(files::remove(&unswept(self.path()))?)
    }

    /// Goes through the files where an erasure that was cut off has left that to be done.
    pub(crate) fn finish_scrub(&self) -> Result<(), StoreError> {
        if unswept(self.path()).exists() { self.scrub() } else { Ok(()) }
    }

    /// What a person should know of earlier erasures: what is written down of them can't be read, so that the files can't be gone
    /// through and no backup can be restored. None where it can.
    #[must_use]
    pub fn erasures_warning(&self) -> Option<Sentence> {
        let why = written(self.path()).err()?.sentence();
        Some(if unswept(self.path()).exists() { unfinished().and(&why) } else { why })
    }

    /// What has been erased in the book at `place` and still stands in this one: a backup of it. A row is the one that was erased
    /// where its first entry is.
    ///
    /// # Errors
    /// [`StoreError`] where the book, or what is written down beside `place`, can't be read.
    pub fn unerased(&self, place: &Path) -> Result<Held, StoreError> {
        let known = written(place)?;
        self.read(|reader| {
            let mut held = Held::default();
            for erased in known {
                let mut same = reader
                    .conn
                    .prepare_cached("SELECT hash FROM activity WHERE id = ?1 AND noun = ?2 AND noun_id = ?3")?;
                let hash: Option<Hash> =
                    same.query_row(params![erased.entry, erased.noun, erased.key], |row| row.get("hash")).optional()?;
                if hash.is_none_or(|hash| hex(&hash) != erased.hash) {
                    continue;
                }
                let there = |sql: &str| reader.conn.prepare_cached(sql)?.exists([erased.key]);
                if erased.noun == "order" && there("SELECT id FROM orders WHERE id = ?1 AND erased = 0")? {
                    held.orders.insert(OrderId(erased.key));
                }
                if erased.noun == "customer" && there("SELECT id FROM customer WHERE id = ?1 AND erased = 0")? {
                    held.customers.insert(CustomerId(erased.key));
                }
            }
            held.payments = reader.payments_for_only(&held.orders)?;
            Ok(held)
        })
    }

    /// The files among the backups of this book, here and in the second place, that may hold whoever was erased just now: all.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn backups_of(&self, second: Option<&Path>) -> Result<Vec<PathBuf>, StoreError> {
        let own = self.read(|reader| Mark::of(reader.conn))?.map(|mark| mark.book);
        let of = |place: &Path, beside_it: bool| {
            let all = names(place, &stem(self.path())).into_iter();
            let mine = all.filter(|(path, name)| match Mark::beside(path) {
                Some(mark) => Some(&mark.book) == own.as_ref(),
                // What a restoration has replaced, or a migration kept; elsewhere it may be another shop's.
                None => beside_it && name.kind != Kind::Copy,
            });
            mine.map(|(path, _)| path).collect::<Vec<_>>()
        };
        let mut found = of(&folder(self.path()), true);
        found.extend(second.into_iter().flat_map(|second| of(second, false)));
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
