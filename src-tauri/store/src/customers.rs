//! Customers: who orders and pays, known by their phones.

use runut_core::activity::Facts;
use runut_core::rows::{Address, CustomerForm};
use runut_core::{CustomerId, OrderId, fold, search_phone};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::{Reader, StoreError, Topic, Tx, engine, log};

/// An address whose columns begin at `first`, in the order in which a form has them.
fn address_of(row: &Row<'_>, first: usize) -> rusqlite::Result<Address> {
    Ok(Address {
        recipient: row.get(first)?,
        phone: row.get(first + 1)?,
        address: row.get(first + 2)?,
        village: row.get(first + 3)?,
        district: row.get(first + 4)?,
        city: row.get(first + 5)?,
        province: row.get(first + 6)?,
        postcode: row.get(first + 7)?,
    })
}

/// Whether an address whose columns begin at `first` is this one.
fn is_address(row: &Row<'_>, first: usize, address: &Address) -> rusqlite::Result<bool> {
    let Address { recipient, phone, address, village, district, city, province, postcode } = address;
    let texts = [recipient, phone, address, village, district, city, province, postcode];
    for (at, text) in (first..).zip(texts) {
        if row.get_ref(at)? != ValueRef::Text(text.as_bytes()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What tells two addresses apart: everything but case, marks and punctuation.
fn address_key(address: &Address) -> String {
    let parts = [&address.recipient, &address.phone, &address.address, &address.village, &address.district];
    let more = [&address.city, &address.province, &address.postcode];
    parts.into_iter().chain(more).map(|part| fold(part)).collect::<Vec<_>>().join("|")
}

impl Reader<'_> {
    /// A customer as it can be typed: phones in their order, addresses the latest used first.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn customer_form(&self, id: CustomerId) -> Result<CustomerForm, StoreError> {
        let mut phones =
            self.conn.prepare_cached("SELECT typed FROM customer_phone WHERE customer_id = ?1 ORDER BY position")?;
        let phones = phones.query_map([id.0], |row| row.get("typed"))?.collect::<Result<_, _>>()?;
        let mut addresses = self.conn.prepare_cached(
            "SELECT recipient, phone, address, village, district, city, province, postcode FROM customer_address
             WHERE customer_id = ?1 ORDER BY position DESC",
        )?;
        let addresses = addresses.query_map([id.0], |row| address_of(row, 0))?.collect::<Result<_, _>>()?;
        self.conn
            .prepare_cached("SELECT name, note FROM customer WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get("name")?, row.get("note")?)))
            .optional()?
            .map(|(name, note)| CustomerForm { id: Some(id), name, phones, addresses, note })
            .ok_or_else(|| StoreError::Missing(format!("Pelanggan {id}")))
    }

    /// What a customer is called.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn customer_name(&self, id: CustomerId) -> Result<String, StoreError> {
        self.conn
            .prepare_cached("SELECT name FROM customer WHERE id = ?1")?
            .query_row([id.0], |row| row.get("name"))
            .optional()?
            .ok_or_else(|| StoreError::Missing(format!("Pelanggan {id}")))
    }

    /// The customer that a phone belongs to, in its one form, and their name.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn customer_by_phone(&self, phone: &str) -> Result<Option<(CustomerId, String)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT c.id, c.name FROM customer_phone f JOIN customer c ON c.id = f.customer_id WHERE f.phone = ?1",
            )?
            .query_row([phone], |row| Ok((CustomerId(row.get("id")?), row.get("name")?)))
            .optional()?)
    }

    /// Into whom a customer was merged, and what they are called; none for one that stands alone.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn merged_into(&self, id: CustomerId) -> Result<Option<(CustomerId, String)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT c.id, c.name FROM customer g JOIN customer c ON c.id = g.merged_into WHERE g.id = ?1",
            )?
            .query_row([id.0], |row| Ok((CustomerId(row.get("id")?), row.get("name")?)))
            .optional()?)
    }

    /// The customer that `id` is by now: themselves, or whom they were merged into.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn customer_now(&self, id: CustomerId) -> Result<CustomerId, StoreError> {
        let mut now = id;
        while let Some((into, _)) = self.merged_into(now)?.filter(|(into, _)| *into != id) {
            now = into;
        }
        Ok(now)
    }

    /// The same with what they are called.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn customer_now_named(&self, id: CustomerId) -> Result<(CustomerId, String), StoreError> {
        let found: Option<(String, Option<i64>)> = self
            .conn
            .prepare_cached("SELECT name, merged_into FROM customer WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match found {
            Some((name, None)) => Ok((id, name)),
            Some(_) => {
                let now = self.customer_now(id)?;
                Ok((now, self.customer_name(now)?))
            }
            None => Err(StoreError::Missing(format!("Pelanggan {id}"))),
        }
    }

    /// What the log keeps of the last merge of a customer into another.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn merge_facts(&self, id: CustomerId) -> Result<Facts, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.facts, s.texts FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id
             WHERE a.noun = 'customer' AND a.noun_id = ?1 AND a.verb = 'merged' ORDER BY a.id DESC LIMIT 1",
        )?;
        let mut rows = statement.query([id.0])?;
        Ok(rows.next()?.map(log::facts).transpose()?.unwrap_or_default())
    }

    /// The next free key of a customer.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_customer(&self) -> Result<CustomerId, StoreError> {
        Ok(CustomerId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM customer")?))
    }
}

/// What moved from a customer to the one that they were merged into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Phones in their one form.
    pub phones: Vec<String>,
    /// Keys of addresses.
    pub addresses: Vec<i64>,
    /// Orders.
    pub orders: Vec<i64>,
}

impl Moved {
    /// How much it is.
    #[must_use]
    pub fn len(&self) -> usize {
        self.phones.len() + self.addresses.len() + self.orders.len()
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Tx<'_> {
    /// Moves the orders, phones and addresses of `goes` to `stays`, whose note becomes `note`; an address that both have
    /// stays where it is. Answers what moved.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn merge_customers(&mut self, stays: CustomerId, goes: CustomerId, note: &str) -> Result<Moved, StoreError> {
        let known: Vec<String> = self.customer_form(stays)?.addresses.iter().map(address_key).collect();
        let mut moved = Moved::default();
        {
            let mut phones = self
                .conn
                .prepare_cached("SELECT phone FROM customer_phone WHERE customer_id = ?1 ORDER BY position")?;
            moved.phones = phones.query_map([goes.0], |row| row.get("phone"))?.collect::<Result<_, _>>()?;
            let mut orders = self.conn.prepare_cached("SELECT id FROM orders WHERE customer_id = ?1 ORDER BY id")?;
            moved.orders = orders.query_map([goes.0], |row| row.get("id"))?.collect::<Result<_, _>>()?;
            let mut addresses = self.conn.prepare_cached(
                "SELECT id, recipient, phone, address, village, district, city, province, postcode FROM customer_address
                 WHERE customer_id = ?1 ORDER BY position",
            )?;
            let rows = addresses
                .query_map([goes.0], |row| Ok((row.get("id")?, address_of(row, 1)?)))?
                .collect::<Result<Vec<(i64, Address)>, _>>()?;
            let fresh = rows.into_iter().filter(|(_, address)| !known.contains(&address_key(address)));
            moved.addresses = fresh.map(|(id, _)| id).collect();
        }
        self.give(goes, stays, &moved)?;
        self.conn.prepare_cached("UPDATE customer SET merged_into = ?2 WHERE id = ?1")?.execute([goes.0, stays.0])?;
        self.put_note(stays, note)?;
        self.customers_moved(stays, goes)?;
        engine::index_words(self.conn, engine::CUSTOMER_SEARCH, goes.0, "")?;
        Ok(moved)
    }

    /// Gives back what `moved`, as far as `stays` still has it, and makes `goes` a customer of their own. Answers how much
    /// that was.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn unmerge_customer(
        &mut self,
        stays: CustomerId,
        goes: CustomerId,
        moved: &Moved,
        note: &str,
    ) -> Result<usize, StoreError> {
        let back = self.give(stays, goes, moved)?;
        self.conn.prepare_cached("UPDATE customer SET merged_into = NULL WHERE id = ?1")?.execute([goes.0])?;
        self.put_note(stays, note)?;
        self.customers_moved(stays, goes)?;
        self.index_customer(goes)?;
        Ok(back)
    }

    /// Hands what is named over from one customer to another, behind what that one has; answers how much was there.
    fn give(&mut self, from: CustomerId, to: CustomerId, what: &Moved) -> Result<usize, StoreError> {
        let mut given = 0;
        let mut phone = self.conn.prepare_cached(
            "UPDATE customer_phone SET customer_id = ?3, position = 1 +
               (SELECT COALESCE(MAX(p.position), 0) FROM customer_phone p WHERE p.customer_id = ?3)
             WHERE phone = ?1 AND customer_id = ?2",
        )?;
        for each in &what.phones {
            given += phone.execute(params![each, from.0, to.0])?;
        }
        let mut address = self
            .conn
            .prepare_cached("UPDATE customer_address SET customer_id = ?3 WHERE id = ?1 AND customer_id = ?2")?;
        for each in &what.addresses {
            given += address.execute([*each, from.0, to.0])?;
        }
        for each in &what.orders {
            given += self.bought_by(OrderId(*each), |conn| {
                conn.prepare_cached("UPDATE orders SET customer_id = ?3 WHERE id = ?1 AND customer_id = ?2")?
                    .execute([*each, from.0, to.0])
            })?;
        }
        Ok(given)
    }

    fn put_note(&mut self, id: CustomerId, note: &str) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE customer SET note = ?2 WHERE id = ?1")?.execute(params![id.0, note])?;
        Ok(())
    }

    fn customers_moved(&mut self, stays: CustomerId, goes: CustomerId) -> Result<(), StoreError> {
        self.index_customer(stays)?;
        self.index_orders_of(stays)?;
        self.index_orders_of(goes)?;
        self.touch(Topic::Customers);
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes a customer as typed: adds it, or changes it whole. `phones` are the form's in their one form, unique among
    /// all customers.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or a phone is another customer's.
    pub fn put_customer(&mut self, id: CustomerId, form: &CustomerForm, phones: &[String]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO customer (id, name, note, sort) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, note = excluded.note, sort = excluded.sort",
            )?
            .execute(params![id.0, form.name, form.note, fold(&form.name)])?;
        self.conn.prepare_cached("DELETE FROM customer_phone WHERE customer_id = ?1")?.execute([id.0])?;
        for ((position, phone), typed) in (1i64..).zip(phones).zip(&form.phones) {
            self.insert_phone(id, position, phone, typed)?;
        }
        self.conn.prepare_cached("DELETE FROM customer_address WHERE customer_id = ?1")?.execute([id.0])?;
        for (position, address) in (1i64..).zip(form.addresses.iter().rev()) {
            self.insert_address(id, position, address)?;
        }
        self.index_customer(id)
    }

    /// Gives a customer a further phone.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the phone is another customer's.
    pub fn add_phone(&mut self, id: CustomerId, phone: &str, typed: &str) -> Result<(), StoreError> {
        let position = self
            .conn
            .prepare_cached("SELECT COALESCE(MAX(position), 0) + 1 AS next FROM customer_phone WHERE customer_id = ?1")?
            .query_row([id.0], |row| row.get("next"))?;
        self.insert_phone(id, position, phone, typed)?;
        self.index_customer(id)
    }

    /// Makes an address the customer's latest; answers which was it before (an empty one where there was none), or none
    /// where this is it already and nothing was written.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn use_address(&mut self, id: CustomerId, address: &Address) -> Result<Option<Address>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, position, recipient, phone, address, village, district, city, province, postcode
             FROM customer_address WHERE customer_id = ?1 ORDER BY position DESC",
        )?;
        let mut rows = statement.query([id.0])?;
        let mut known: Vec<(i64, i64, Address)> = Vec::new();
        while let Some(row) = rows.next()? {
            if known.is_empty() && is_address(row, 2, address)? {
                return Ok(None); // the latest is used again: the most common of all
            }
            known.push((row.get(0)?, row.get(1)?, address_of(row, 2)?));
        }
        let latest = known.first().map_or(0, |(_, position, _)| *position);
        let key = address_key(address);
        let before = known.first().map(|(.., before)| before.clone()).unwrap_or_default();
        match known.iter().position(|(_, _, known)| address_key(known) == key) {
            Some(0) => Ok(None),
            Some(at) => {
                self.conn
                    .prepare_cached("UPDATE customer_address SET position = ?2 WHERE id = ?1")?
                    .execute(params![known[at].0, latest + 1])?;
                self.touch(Topic::Customers);
                Ok(Some(before))
            }
            None => {
                self.insert_address(id, latest + 1, address)?;
                self.index_customer(id)?;
                Ok(Some(before))
            }
        }
    }

    /// Keeps the words of a customer's orders for search anew, after their phones have changed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn index_orders_of(&mut self, id: CustomerId) -> Result<(), StoreError> {
        let mut orders = self.conn.prepare_cached("SELECT id FROM orders WHERE customer_id = ?1 ORDER BY id")?;
        let orders = orders.query_map([id.0], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<Vec<_>, _>>()?;
        for order in orders {
            self.index_later(order);
        }
        Ok(())
    }

    fn insert_phone(&mut self, id: CustomerId, position: i64, phone: &str, typed: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO customer_phone (phone, customer_id, typed, position) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![phone, id.0, typed, position])?;
        Ok(())
    }

    fn insert_address(&mut self, id: CustomerId, position: i64, address: &Address) -> Result<(), StoreError> {
        let key = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM customer_address")?;
        self.conn
            .prepare_cached(
                "INSERT INTO customer_address (id, customer_id, position, recipient, phone, address, village, district,
                   city, province, postcode) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                key,
                id.0,
                position,
                address.recipient,
                address.phone,
                address.address,
                address.village,
                address.district,
                address.city,
                address.province,
                address.postcode
            ])?;
        Ok(())
    }

    /// Keeps a customer's words for search.
    pub(crate) fn index_customer(&mut self, id: CustomerId) -> Result<(), StoreError> {
        let form = self.customer_form(id)?;
        let mut words = vec![fold(&form.name)];
        words.extend(form.phones.iter().map(|phone| fold(&search_phone(phone))));
        for a in &form.addresses {
            words.extend([&a.recipient, &a.address, &a.village, &a.district, &a.city].map(|text| fold(text)));
            words.push(fold(&search_phone(&a.phone)));
        }
        engine::index_words(self.conn, engine::CUSTOMER_SEARCH, id.0, &words.join(" "))?;
        self.touch(Topic::Customers);
        Ok(())
    }
}
