//! Records: read by template, order, product and customer; appended, never changed.

mod templates;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use runut_core::records::{Filled, Value, said, summary};
use runut_core::rows::{FieldRow, FieldType, RecordPage, RecordQuery, RecordRow, TemplateRow, ValueRow};
use runut_core::{
    ActivityId, CustomerId, Day, Instant, JournalId, OrderId, ProductId, RecordId, Sentence, StoreId, TemplateId,
    VariantId, fold,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// What is read of a record; its values are read beside.
const RECORD: &str =
    "SELECT r.id, r.template_id, r.version, r.day, r.store_id, r.order_id, r.product_id, r.customer_id, r.replaces,
   r.withdrawn, r.journal_id, r.file, t.name, t.name_en, COALESCE(s.name, '') AS store_name, n.id AS replaced,
   p.name AS person, a.at AS at
 FROM record r JOIN template t ON t.id = r.template_id JOIN activity a ON a.id = r.activity_id
 JOIN person p ON p.id = a.person_id LEFT JOIN store s ON s.id = r.store_id LEFT JOIN record n ON n.replaces = r.id";

/// A record that stands: nothing replaces it, and it isn't one that withdraws another.
pub(crate) const STANDS: &str = "r.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces = r.id)";

/// A record to be written.
#[derive(Clone, Debug)]
pub struct NewRecord<'a> {
    /// Its number.
    pub id: RecordId,
    /// The log's entry.
    pub activity: ActivityId,
    /// Its template, of the version that it is made by.
    pub template: &'a TemplateRow,
    /// Of which day.
    pub day: Day,
    /// Of which store.
    pub store: Option<StoreId>,
    /// What it holds.
    pub values: &'a [Filled],
    /// What it corrects.
    pub replaces: Option<RecordId>,
    /// It says that what it corrects never was.
    pub withdrawn: bool,
    /// The journal entry of its cost.
    pub journal: Option<JournalId>,
    /// The file that it was read from; empty where it was typed.
    pub file: &'a str,
}

/// The fields of versions that were read.
type Fields = BTreeMap<(TemplateId, i64), Vec<FieldRow>>;

impl Reader<'_> {
    /// A record.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn record_row(&self, id: RecordId) -> Result<RecordRow, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{RECORD} WHERE r.id = ?1"))?;
        let mut rows = statement.query([id.0])?;
        match rows.next()? {
            Some(row) => self.record_of(row, &mut Fields::new()),
            None => Err(StoreError::Missing(format!("Catatan {id}"))),
        }
    }

    /// A record as it was read by [`RECORD`].
    fn record_of(&self, row: &Row<'_>, fields: &mut Fields) -> Result<RecordRow, StoreError> {
        let id = RecordId(row.get("id")?);
        let optional = |name: &str| row.get::<_, Option<i64>>(name);
        let (template, version) = (TemplateId(row.get("template_id")?), row.get("version")?);
        let known: &[FieldRow] = match fields.entry((template, version)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.template_fields(template, version)?),
        };
        let (order, product, customer) = (optional("order_id")?, optional("product_id")?, optional("customer_id")?);
        let named = |field: &FieldRow| match field.kind {
            FieldType::Order => order,
            FieldType::Product => product,
            FieldType::Customer => customer,
            _ => None,
        };
        let mut held = self.record_values(id)?;
        held.extend(known.iter().filter_map(|field| {
            named(field).map(|key| Filled { field: field.key.clone(), value: Value::Number(key) })
        }));
        let values = known.iter().filter_map(|field| {
            let filled = held.iter().find(|filled| filled.field == field.key)?;
            Some(self.value_row(field, &filled.value))
        });
        Ok(RecordRow {
            id,
            template,
            name: Sentence { id: row.get("name")?, en: row.get("name_en")? },
            version,
            day: Day(row.get("day")?),
            store: optional("store_id")?.map(StoreId),
            store_name: row.get("store_name")?,
            values: values.collect::<Result<_, _>>()?,
            order: order.map(OrderId),
            product: product.map(ProductId),
            customer: customer.map(CustomerId),
            replaces: optional("replaces")?.map(RecordId),
            replaced: optional("replaced")?.map(RecordId),
            withdrawn: row.get("withdrawn")?,
            journal: optional("journal_id")?.map(JournalId),
            file: row.get("file")?,
            person: row.get("person")?,
            at: Instant(row.get("at")?),
        })
    }

    fn value_row(&self, field: &FieldRow, held: &Value) -> Result<ValueRow, StoreError> {
        let (number, text) = match held {
            Value::Number(number) => (Some(*number), String::new()),
            Value::Text(text) => (None, text.clone()),
        };
        let name = number.map(|key| self.name_of(field, key)).transpose()?.flatten();
        let said = name.map_or_else(|| said(field, held), |name| Sentence::new(name.as_str(), name.as_str()));
        Ok(ValueRow { field: field.key.clone(), name: field.name.clone(), number, text, said })
    }

    fn record_values(&self, id: RecordId) -> Result<Vec<Filled>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT field, number, text FROM record_value WHERE record_id = ?1 ORDER BY id")?;
        let values = statement.query_map([id.0], |row| {
            let (number, text): (Option<i64>, Option<String>) = (row.get("number")?, row.get("text")?);
            let value = number.map_or_else(|| Value::Text(text.unwrap_or_default()), Value::Number);
            Ok(Filled { field: row.get("field")?, value })
        })?;
        Ok(values.collect::<Result<_, _>>()?)
    }

    /// What an order, a product or a customer that a field refers to is called; none of other fields.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn name_of(&self, field: &FieldRow, key: i64) -> Result<Option<String>, StoreError> {
        Ok(match field.kind {
            FieldType::Order => Some(key.to_string()),
            FieldType::Product => Some(self.product_form(ProductId(key))?.name),
            FieldType::Customer => Some(self.customer_name(CustomerId(key))?),
            _ => None,
        })
    }

    /// What values say in one line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn record_summary(&self, template: &TemplateRow, values: &[Filled]) -> Result<Sentence, StoreError> {
        let mut names = BTreeMap::new();
        for field in template.fields.iter().filter(|field| field.kind.refers()) {
            if let Some(key) = runut_core::records::number(values, &field.key)
                && let Some(name) = self.name_of(field, key)?
            {
                names.insert(field.key.clone(), name);
            }
        }
        Ok(summary(&template.fields, values, |field, _| names.get(&field.key).cloned()))
    }

    /// The standing record of a template by its key; none where there is none.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn record_by_key(&self, template: TemplateId, key: &str) -> Result<Option<RecordId>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.id FROM record r WHERE r.template_id = ?1 AND r.key = ?2 AND r.key <> '' AND {STANDS} ORDER BY r.id LIMIT 1",
        ))?;
        Ok(statement.query_row(params![template.0, key], |row| Ok(RecordId(row.get("id")?))).optional()?)
    }

    /// A page of records, the newest day first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn records(&self, query: &RecordQuery) -> Result<RecordPage, StoreError> {
        const MOST: u32 = 500;
        let limit = i64::from(query.limit.clamp(1, MOST));
        // Behind this one: its day and number.
        let after = query.after.as_deref().and_then(|after| after.split_once(' '));
        let (day, id) = match after.map(|(day, id)| (day.parse(), id.parse())) {
            Some((Ok(day), Ok(id))) => (day, id),
            _ => (i64::MAX, i64::MAX),
        };
        let which = if query.template.is_some() { "r.template_id = ?5" } else { "CAST(?5 AS BIGINT) IS NULL" };
        let standing = if query.all { "1 = 1" } else { STANDS };
        let mut statement = self.conn.prepare_cached(&format!(
            "{RECORD} WHERE (r.day < ?1 OR r.day = ?1 AND r.id < ?2) AND r.day BETWEEN ?3 AND ?4 AND {which} AND {standing}
             ORDER BY r.day DESC, r.id DESC LIMIT ?6"
        ))?;
        let (from, to) = (query.from.map_or(0, |day| day.0), query.to.map_or(i32::MAX, |day| day.0));
        let mut rows = statement.query(params![day, id, from, to, query.template.map(|t| t.0), limit + 1])?;
        let (mut found, mut fields) = (Vec::new(), Fields::new());
        while let Some(row) = rows.next()? {
            found.push(self.record_of(row, &mut fields)?);
        }
        let shown = usize::try_from(limit).unwrap_or(1).min(found.len());
        let next = (found.len() > shown).then(|| format!("{} {}", found[shown - 1].day.0, found[shown - 1].id));
        found.truncate(shown);
        Ok(RecordPage { rows: found, next })
    }

    /// What the last standing records of a template hold, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn last_records(&self, template: TemplateId, limit: usize) -> Result<Vec<Vec<Filled>>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT r.id FROM record r WHERE r.template_id = ?1 AND {STANDS} ORDER BY r.day DESC, r.id DESC LIMIT ?2"
        ))?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let ids = statement.query_map(params![template.0, limit], |row| Ok(RecordId(row.get("id")?)))?;
        ids.map(|id| self.record_values(id?)).collect()
    }

    /// The standing records of a template on a day, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn records_on(&self, template: TemplateId, day: Day) -> Result<Vec<RecordRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("{RECORD} WHERE r.template_id = ?1 AND r.day = ?2 AND {STANDS} ORDER BY r.id"))?;
        let mut rows = statement.query(params![template.0, day.0])?;
        let (mut found, mut fields) = (Vec::new(), Fields::new());
        while let Some(row) = rows.next()? {
            found.push(self.record_of(row, &mut fields)?);
        }
        Ok(found)
    }

    /// Customers of exactly that name, however it is written; those who were merged or erased aren't among them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn customers_called(&self, name: &str) -> Result<Vec<CustomerId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM customer WHERE sort = ?1 AND merged_into IS NULL AND erased = 0 ORDER BY id LIMIT 2",
        )?;
        Ok(statement.query_map([fold(name)], |row| Ok(CustomerId(row.get("id")?)))?.collect::<Result<_, _>>()?)
    }

    /// The product of a variant.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn product_of(&self, variant: VariantId) -> Result<ProductId, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT product_id FROM variant WHERE id = ?1")?;
        Ok(statement.query_row([variant.0], |row| Ok(ProductId(row.get("product_id")?)))?)
    }

    /// The next free number of a record.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_record(&self) -> Result<RecordId, StoreError> {
        Ok(RecordId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM record")?))
    }
}

impl Tx<'_> {
    /// Appends a record. What it refers to stands in it, what else it holds in its values.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written, or what it replaces was replaced already.
    pub fn put_record(&mut self, new: &NewRecord<'_>) -> Result<(), StoreError> {
        let key = if new.withdrawn { String::new() } else { new.template.key_of(new.day, new.store, new.values) };
        let named = |kind: FieldType| {
            let field = new.template.fields.iter().find(|field| field.kind == kind)?;
            runut_core::records::number(new.values, &field.key)
        };
        self.conn
            .prepare_cached(
                "INSERT INTO record (id, activity_id, template_id, version, day, store_id, order_id, product_id, customer_id, key,
                   replaces, withdrawn, journal_id, file)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                new.id.0,
                new.activity.0,
                new.template.id.0,
                new.template.version,
                new.day.0,
                new.store.map(|store| store.0),
                named(FieldType::Order),
                named(FieldType::Product),
                named(FieldType::Customer),
                key,
                new.replaces.map(|id| id.0),
                new.withdrawn,
                new.journal.map(|id| id.0),
                new.file
            ])?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO record_value (id, record_id, field, number, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut next = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM record_value")?;
        for filled in new.values {
            if new.template.field(&filled.field).is_some_and(|field| field.kind.refers()) {
                continue;
            }
            let (number, text) = match &filled.value {
                Value::Number(number) => (Some(*number), None),
                Value::Text(text) => (None, Some(text)),
            };
            insert.execute(params![next, new.id.0, filled.field, number, text])?;
            next += 1;
        }
        drop(insert);
        self.touch(Topic::Records);
        Ok(())
    }
}
