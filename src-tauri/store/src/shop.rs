//! The shop, its people and accounts.

use runut_core::chart::{AccountKind, CHART};
use runut_core::journal::{debits, kept_elsewhere};
use runut_core::order::Order;
use runut_core::posting::Entry;
use runut_core::rows::{AccountRow, Division, Person, Shop, TaxBase};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{
    AccountId, ActivityId, Day, Instant, Language, MONEY_MAX, Money, OrderId, PersonId, StoreId, Zone, excerpt,
    match_key,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::bounds::within;
use crate::columns::Columns;
use crate::ledger::BALANCES;
use crate::{Book, Context, Reader, StoreError, Topic, Tx};

fn shop_of(row: &Row<'_>) -> Result<Shop, StoreError> {
    let mut row = Columns::of(row);
    Ok(Shop {
        name: row.next()?,
        address: row.next()?,
        phone: row.next()?,
        zone: {
            let zone: String = row.next()?;
            Zone::from_key(&zone).ok_or_else(|| StoreError::unknown("zone", &zone))?
        },
        language: if row.next::<String>()? == "en" { Language::En } else { Language::Id },
        start_day: row.next::<Option<i32>>()?.map(Day),
        auto_approve: row.next()?,
        slip_size: match row.next::<String>()?.as_str() {
            "a4" => SlipSize::A4,
            "a6" => SlipSize::A6,
            _ => SlipSize::A5,
        },
        label_size: match row.next::<String>()?.as_str() {
            "mm100x150" => LabelSize::Mm100x150,
            "roll80" => LabelSize::Roll80,
            "roll58" => LabelSize::Roll58,
            _ => LabelSize::A6,
        },
        unique_codes: row.next()?,
        payment_hours: row.next()?,
        ship_hours: row.next()?,
        return_days: row.next()?,
        payout_days: row.next()?,
        cod_days: row.next()?,
        packing_cost: row.money()?,
        tax_base: match row.next::<String>()?.as_str() {
            "gross" => TaxBase::Gross,
            "net" => TaxBase::Net,
            _ => TaxBase::GrossLessReturns,
        },
        tax_free: row.next()?,
    })
}

pub(crate) fn person_of(row: &Row<'_>) -> rusqlite::Result<Person> {
    let divisions: String = row.get("divisions")?;
    Ok(Person {
        id: PersonId(row.get("id")?),
        name: row.get("name")?,
        owner: row.get("owner")?,
        divisions: divisions.split(' ').filter_map(Division::from_key).collect(),
        archived: row.get("archived")?,
    })
}

impl Reader<'_> {
    /// The shop's settings; none before first start.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn shop(&self) -> Result<Option<Shop>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name, address, phone, zone, language, start_day, auto_approve, slip_size, label_size, unique_codes,
               payment_hours, ship_hours, return_days, payout_days, cod_days, packing_cost, tax_base, tax_free FROM shop WHERE id = 1",
        )?;
        let mut rows = statement.query([])?;
        rows.next()?.map(shop_of).transpose()
    }

    /// Everyone of the shop, the owner first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn persons(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, name, owner, divisions, archived FROM person ORDER BY archived, owner DESC, id",
        )?;
        Ok(statement.query_map([], person_of)?.collect::<Result<_, _>>()?)
    }

    /// Who acts: a person by name, the owner if none is named.
    ///
    /// # Errors
    /// [`StoreError::NoShop`] where there is no owner yet; [`StoreError::Missing`] for an unknown name;
    /// [`StoreError::Archived`] for one who is no longer with the shop.
    pub fn person(&self, name: Option<&str>) -> Result<Person, StoreError> {
        match name {
            Some(name) => self
                .conn
                .prepare_cached("SELECT id, name, owner, divisions, archived FROM person WHERE name_fold = ?1")?
                .query_row([match_key(name)], person_of)
                .optional()?
                .ok_or_else(|| StoreError::Missing(excerpt(name, 60)))
                .and_then(|person| if person.archived { Err(StoreError::Archived(person.name)) } else { Ok(person) }),
            None => self.persons()?.into_iter().next().ok_or(StoreError::NoShop),
        }
    }

    /// All accounts, by number.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn chart(&self) -> Result<Vec<AccountRow>, StoreError> {
        let mut statement =
            self.conn.prepare(&format!("SELECT id, name, kind, line, archived, COALESCE(k.balance, 0) AS balance FROM account a {BALANCES} ORDER BY id"))?;
        let mut rows = statement.query([])?;
        let mut chart = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get("kind")?;
            let id = AccountId(row.get("id")?);
            let kind = AccountKind::from_key(&kind).ok_or_else(|| StoreError::unknown("kind", &kind))?;
            chart.push(AccountRow {
                id,
                name: row.get("name")?,
                kind,
                line: row.get("line")?,
                archived: row.get("archived")?,
                balance: Money(row.get("balance")?),
                debits: debits(id, kind),
                by_hand: kept_elsewhere(id).is_none(),
            });
        }
        Ok(chart)
    }
}

pub(crate) fn divisions(person: &Person) -> String {
    person.divisions.iter().map(|d| d.key()).collect::<Vec<_>>().join(" ")
}

impl Tx<'_> {
    /// Adds a person.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_person(&mut self, person: &Person) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO person (id, name, name_fold, owner, divisions, archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                person.id.0,
                person.name,
                match_key(&person.name),
                person.owner,
                divisions(person),
                person.archived
            ])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Writes the shop's settings, creating them and the default accounts at first start.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_shop(&mut self, shop: &Shop) -> Result<(), StoreError> {
        if let Some(was) = self.shop()?.filter(|was| was.zone != shop.zone) {
            self.count_anew(was.zone, shop.zone)?;
        }
        let size = match shop.slip_size {
            SlipSize::A4 => "a4",
            SlipSize::A5 => "a5",
            SlipSize::A6 => "a6",
        };
        let label = match shop.label_size {
            LabelSize::A6 => "a6",
            LabelSize::Mm100x150 => "mm100x150",
            LabelSize::Roll80 => "roll80",
            LabelSize::Roll58 => "roll58",
        };
        let base = match shop.tax_base {
            TaxBase::GrossLessReturns => "gross_less_returns",
            TaxBase::Gross => "gross",
            TaxBase::Net => "net",
        };
        let language = if shop.language == Language::En { "en" } else { "id" };
        self.conn
            .prepare_cached(
                "INSERT INTO shop (id, name, address, phone, zone, language, start_day, auto_approve, slip_size,
                   label_size, unique_codes, payment_hours, ship_hours, return_days, payout_days, cod_days,
                   packing_cost, tax_base, tax_free)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                   phone = excluded.phone, zone = excluded.zone, language = excluded.language,
                   start_day = excluded.start_day, auto_approve = excluded.auto_approve,
                   slip_size = excluded.slip_size, label_size = excluded.label_size,
                   unique_codes = excluded.unique_codes, payment_hours = excluded.payment_hours,
                   ship_hours = excluded.ship_hours, return_days = excluded.return_days, payout_days = excluded.payout_days,
                   cod_days = excluded.cod_days, packing_cost = excluded.packing_cost,
                   tax_base = excluded.tax_base,
                   tax_free = excluded.tax_free",
            )?
            .execute(params![
                shop.name,
                shop.address,
                shop.phone,
                shop.zone.key(),
                language,
                shop.start_day.map(|d| d.0),
                shop.auto_approve,
                size,
                label,
                shop.unique_codes,
                shop.payment_hours,
                shop.ship_hours,
                shop.return_days,
                shop.payout_days,
                shop.cod_days,
                shop.packing_cost.0,
                base,
                shop.tax_free
            ])?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO account (id, key, name, kind, line, cash) VALUES (?1, NULLIF(?2, ''), ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO NOTHING",
        )?;
        for account in CHART {
            insert.execute(params![
                account.id.0,
                account.key,
                account.name,
                account.kind.key(),
                account.line,
                account.cash
            ])?;
        }
        drop(insert);
        self.open_stores()?;
        self.open_fee_rules()?;
        self.open_templates()?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Writes postings of an activity, and the kept sums with them. Those of an order are its store's; what happened in a closed
    /// month is posted on the first open day.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn post(&mut self, activity: ActivityId, order: Option<&Order>, entries: &[Entry]) -> Result<(), StoreError> {
        let (id, store) = (order.map(|order| order.id), order.and_then(|order| order.store));
        self.post_for(activity, id, store, entries)
    }

    /// Likewise, of no order: of a store, or of none.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn post_at(
        &mut self,
        activity: ActivityId,
        store: Option<StoreId>,
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        self.post_for(activity, None, store, entries)
    }

    fn post_for(
        &mut self,
        activity: ActivityId,
        order: Option<OrderId>,
        store: Option<StoreId>,
        entries: &[Entry],
    ) -> Result<(), StoreError> {
        let (id, at) = (order.map(|order| order.0), store.map(|store| store.0));
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO posting (activity_id, debit, credit, amount, day, order_id, store_id, event_day)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for entry in entries {
            within(entry.amount.0, entry.amount.0, MONEY_MAX, "posting")?;
            let Entry { debit, credit, amount, day } = *entry;
            let booked = self.open_day(day)?;
            let event = (booked != day).then_some(day.0);
            insert.execute(params![activity.0, debit.0, credit.0, amount.0, booked.0, id, at, event])?;
            self.carry(&Entry { day: booked, ..*entry }, store);
        }
        Ok(())
    }

    /// Takes back a posting: `entry` is what reverses it.
    pub(crate) fn post_back(&mut self, activity: ActivityId, posting: i64, entry: &Entry) -> Result<(), StoreError> {
        let booked = self.open_day(entry.day)?;
        let event = (booked != entry.day).then_some(entry.day.0);
        self.conn
            .prepare_cached(
                "INSERT INTO posting (activity_id, debit, credit, amount, day, order_id, store_id, reverses, event_day)
                 SELECT ?1, credit, debit, amount, ?2, order_id, store_id, id, ?4 FROM posting WHERE id = ?3",
            )?
            .execute(params![activity.0, booked.0, posting, event])?;
        let store: Option<i64> = self
            .conn
            .prepare_cached("SELECT store_id FROM posting WHERE id = ?1")?
            .query_row([posting], |row| row.get("store_id"))?;
        self.carry(&Entry { day: booked, ..*entry }, store.map(StoreId));
        Ok(())
    }
}

impl Book {
    /// The context of a request by `person` (by name; the owner if none is named) at `now`.
    ///
    /// # Errors
    /// [`StoreError::NoShop`] before first start; [`StoreError::Missing`] for a person the shop doesn't have.
    pub fn context(&self, person: Option<&str>, now: Instant, request: &str) -> Result<Context, StoreError> {
        self.read(|book| {
            let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
            let person = book.person(person)?.id;
            Ok(Context { person, now, today: zone.day(now), zone, request: request.to_owned() })
        })
    }
}
