//! Templates of records: their versions, fields and what columns of files are for them.

use std::collections::BTreeMap;

use runut_core::records::built_in;
use runut_core::rows::{
    Cadence, ChoiceRow, ColumnMap, Division, FieldRow, FieldType, Logged, TemplateKind, TemplateRow,
};
use runut_core::{Day, PersonId, Sentence, TemplateId, match_key};
use rusqlite::{Row, params};

use crate::{Reader, StoreError, Topic, Tx};

fn template_of(row: &Row<'_>) -> Result<TemplateRow, StoreError> {
    let (kind, cadence, division): (String, String, String) =
        (row.get("kind")?, row.get("cadence")?, row.get("division")?);
    let division = match division.as_str() {
        "" => None,
        key => Some(Division::from_key(key).ok_or_else(|| StoreError::unknown("division", key.to_owned()))?),
    };
    Ok(TemplateRow {
        id: TemplateId(row.get("id")?),
        key: row.get("key")?,
        name: Sentence { id: row.get("name")?, en: row.get("name_en")? },
        kind: TemplateKind::from_key(&kind).ok_or_else(|| StoreError::unknown("kind", kind))?,
        cadence: Cadence::from_key(&cadence).ok_or_else(|| StoreError::unknown("cadence", cadence))?,
        lag: row.get("lag")?,
        division,
        person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
        person_name: row.get("person_name")?,
        by_store: row.get("by_store")?,
        trouble: row.get("trouble")?,
        version: row.get("version")?,
        fields: Vec::new(),
        archived: row.get("archived")?,
        records: row.get("records")?,
        last: row.get::<_, Option<i32>>("last")?.map(Day),
    })
}

fn field_of(row: &Row<'_>) -> Result<FieldRow, StoreError> {
    let (kind, logged): (String, String) = (row.get("kind")?, row.get("logged")?);
    let logged = match logged.as_str() {
        "" => None,
        key => Some(Logged::from_key(key).ok_or_else(|| StoreError::unknown("logged", key.to_owned()))?),
    };
    Ok(FieldRow {
        key: row.get("key")?,
        name: Sentence { id: row.get("name")?, en: row.get("name_en")? },
        kind: FieldType::from_key(&kind).ok_or_else(|| StoreError::unknown("kind", kind))?,
        required: row.get("required")?,
        keyed: row.get("keyed")?,
        min: row.get("min")?,
        max: row.get("max")?,
        at_most: row.get("at_most")?,
        logged,
        choices: Vec::new(),
    })
}

impl Reader<'_> {
    /// All templates with the fields of their present version, archived ones last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn templates(&self) -> Result<Vec<TemplateRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT t.id, t.key, t.name, t.name_en, t.kind, t.cadence, t.lag, t.division, t.person_id, t.by_store, t.trouble,
               t.version, t.archived, COALESCE(p.name, '') AS person_name,
               (SELECT COUNT(*) FROM record r WHERE r.template_id = t.id AND r.withdrawn = 0) AS records,
               (SELECT MAX(r.day) FROM record r WHERE r.template_id = t.id AND r.withdrawn = 0) AS last
             FROM template t LEFT JOIN person p ON p.id = t.person_id ORDER BY t.archived, t.id",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let template = template_of(row)?;
            let fields = self.template_fields(template.id, template.version)?;
            all.push(TemplateRow { fields, ..template });
        }
        Ok(all)
    }

    /// A template.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn template(&self, id: TemplateId) -> Result<TemplateRow, StoreError> {
        let found = self.templates()?.into_iter().find(|template| template.id == id);
        found.ok_or_else(|| StoreError::Missing(format!("Pola catatan {id}")))
    }

    /// The fields of a version of a template.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn template_fields(&self, template: TemplateId, version: i64) -> Result<Vec<FieldRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT key, name, name_en, kind, required, keyed, min, max, at_most, logged FROM template_field
             WHERE template_id = ?1 AND version = ?2 ORDER BY position",
        )?;
        let mut rows = statement.query([template.0, version])?;
        let mut fields = Vec::new();
        while let Some(row) = rows.next()? {
            fields.push(field_of(row)?);
        }
        let mut choices = self.conn.prepare_cached(
            "SELECT field, key, name, name_en FROM template_choice WHERE template_id = ?1 AND version = ?2
             ORDER BY field, position",
        )?;
        let mut rows = choices.query([template.0, version])?;
        let mut of: BTreeMap<String, Vec<ChoiceRow>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let name = Sentence { id: row.get("name")?, en: row.get("name_en")? };
            of.entry(row.get("field")?).or_default().push(ChoiceRow { key: row.get("key")?, name });
        }
        for field in &mut fields {
            field.choices = of.remove(&field.key).unwrap_or_default();
        }
        Ok(fields)
    }

    /// The fields of all versions of a template, those of the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn template_past(&self, template: &TemplateRow) -> Result<Vec<FieldRow>, StoreError> {
        let versions = (1..=template.version).rev().map(|version| self.template_fields(template.id, version));
        Ok(versions.collect::<Result<Vec<_>, _>>()?.concat())
    }

    /// What columns of files are for a template, as a person has said.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn template_columns(&self, template: TemplateId) -> Result<Vec<ColumnMap>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT heading, field FROM template_column WHERE template_id = ?1 ORDER BY id")?;
        let columns = statement
            .query_map([template.0], |row| Ok(ColumnMap { column: row.get("heading")?, field: row.get("field")? }))?;
        Ok(columns.collect::<Result<_, _>>()?)
    }

    /// The next free key of a template.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_template(&self) -> Result<TemplateId, StoreError> {
        Ok(TemplateId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM template")?))
    }
}

impl Tx<'_> {
    /// The templates of a new book.
    pub(crate) fn open_templates(&mut self) -> Result<(), StoreError> {
        if !self.templates()?.is_empty() {
            return Ok(());
        }
        built_in().iter().try_for_each(|template| self.put_template(template))
    }

    /// Writes a template. The fields of a version that is there already stay as they are.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or its name is taken.
    pub fn put_template(&mut self, template: &TemplateRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO template (id, key, name, name_en, name_fold, kind, cadence, lag, division, person_id, by_store, trouble,
                   version, archived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, name_fold = excluded.name_fold,
                   kind = excluded.kind, cadence = excluded.cadence, lag = excluded.lag, division = excluded.division,
                   person_id = excluded.person_id, by_store = excluded.by_store, trouble = excluded.trouble,
                   version = excluded.version, archived = excluded.archived",
            )?
            .execute(params![
                template.id.0,
                template.key,
                template.name.id,
                template.name.en,
                match_key(&template.name.id),
                template.kind.key(),
                template.cadence.key(),
                template.lag,
                template.division.map_or("", Division::key),
                template.person.map(|person| person.0),
                template.by_store,
                template.trouble,
                template.version,
                template.archived
            ])?;
        if self.template_fields(template.id, template.version)?.is_empty() {
            self.put_fields(template)?;
        }
        self.touch(Topic::Records);
        Ok(())
    }

    fn put_fields(&mut self, template: &TemplateRow) -> Result<(), StoreError> {
        let (of, version) = (template.id.0, template.version);
        for (position, field) in (1_i64..).zip(&template.fields) {
            let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM template_field")?;
            self.conn
                .prepare_cached(
                    "INSERT INTO template_field (id, template_id, version, position, key, name, name_en, kind, required, keyed,
                       min, max, at_most, logged)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                )?
                .execute(params![
                    id,
                    of,
                    version,
                    position,
                    field.key,
                    field.name.id,
                    field.name.en,
                    field.kind.key(),
                    field.required,
                    field.keyed,
                    field.min,
                    field.max,
                    field.at_most,
                    field.logged.map_or("", Logged::key)
                ])?;
            for (position, choice) in (1_i64..).zip(&field.choices) {
                let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM template_choice")?;
                self.conn
                    .prepare_cached(
                        "INSERT INTO template_choice (id, template_id, version, field, position, key, name, name_en)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    )?
                    .execute(params![
                        id,
                        of,
                        version,
                        field.key,
                        position,
                        choice.key,
                        choice.name.id,
                        choice.name.en
                    ])?;
            }
        }
        Ok(())
    }

    /// Keeps what a column of files is for a template.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_template_column(&mut self, template: TemplateId, column: &ColumnMap) -> Result<(), StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM template_column")?;
        self.conn
            .prepare_cached(
                "INSERT INTO template_column (id, template_id, heading, field) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (template_id, heading) DO UPDATE SET field = excluded.field",
            )?
            .execute(params![id, template.0, match_key(&column.column), column.field])?;
        self.touch(Topic::Records);
        Ok(())
    }
}
