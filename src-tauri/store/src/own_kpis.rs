//! The shop's own figures: rows, and the figures that they make.

use runut_core::goals::adds_up;
use runut_core::kpi::{Better, Kpi, KpiGroup, Made, Own, Part, Unit, own_unit};
use runut_core::rows::{FieldRow, FieldType, KpiSource, OwnKpiForm, TemplateKind, TemplateRow};
use runut_core::{Sentence, match_key};
use rusqlite::params;

use crate::{Reader, StoreError, Topic, Tx};

/// A figure of the shop's own as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnKpi {
    /// Its row's key.
    pub id: i64,
    /// The word it is named by.
    pub key: String,
    /// As it was made; its unit is named.
    pub form: OwnKpiForm,
}

/// A part of an own figure, with what it is called, measured in, and where it belongs.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub part: Part,
    /// The word it is typed by, its name and its unit.
    pub row: KpiSource,
    /// What it is called too: `iklan.biaya` beside `iklan.cost`.
    called: Vec<String>,
    group: KpiGroup,
}

impl Source {
    /// Whether a word names it.
    #[must_use]
    pub fn is_named(&self, word: &str) -> bool {
        let word = word.split('.').map(match_key).collect::<Vec<_>>().join(".");
        self.called.contains(&word)
    }
}

fn group_of(kind: TemplateKind) -> KpiGroup {
    match kind {
        TemplateKind::Sales => KpiGroup::Sales,
        TemplateKind::Customer => KpiGroup::Customers,
        TemplateKind::Marketing | TemplateKind::Website => KpiGroup::Marketing,
        TemplateKind::Operations => KpiGroup::Warehouse,
    }
}

/// The unit of a field that can be summed up; none of any other.
fn unit_of(field: &FieldRow) -> Option<Unit> {
    match field.kind {
        FieldType::Number | FieldType::YesNo => Some(Unit::Count),
        FieldType::Money => Some(Unit::Money),
        FieldType::Minutes => Some(Unit::Minutes),
        _ => None,
    }
}

/// Words as they are compared.
fn words(names: [&str; 3]) -> Vec<String> {
    names.into_iter().map(|name| match_key(&name.replace('.', " "))).collect()
}

fn of_template(template: &TemplateRow) -> Vec<Source> {
    let group = group_of(template.kind);
    let row = |key: String, name: Sentence, unit| KpiSource { key, name, unit };
    let called = words([&template.key, &template.name.id, &template.name.en]);
    let named = |field: &FieldRow| {
        let (of, is) = (&template.name, &field.name);
        Sentence::new(format!("{}: {}", of.id, is.id), format!("{}: {}", of.en, is.en))
    };
    let records = Source {
        part: Part::Records(template.id),
        row: row(template.key.clone(), template.name.clone(), Unit::Count),
        called: called.clone(),
        group,
    };
    let fields = template.fields.iter().filter_map(|field| {
        let key = format!("{}.{}", template.key, field.key);
        let part = Part::Field(template.id, field.key.clone());
        let own = words([&field.key, &field.name.id, &field.name.en]);
        let called = called.iter().flat_map(|of| own.iter().map(move |is| format!("{of}.{is}"))).collect();
        Some(Source { part, row: row(key, named(field), unit_of(field)?), called, group })
    });
    std::iter::once(records).chain(fields).collect()
}

/// The source of that word. A field that its template no longer has still stands in old records.
fn found(word: &str, sources: &[Source]) -> Option<Source> {
    if let Some(source) = sources.iter().find(|source| source.row.key == word) {
        return Some(source.clone());
    }
    let (template, field) = word.split_once('.')?;
    let of = sources.iter().find(|source| source.row.key == template)?;
    let Part::Records(id) = of.part else { return None };
    let name = Sentence::new(format!("{}: {field}", of.row.name.id), format!("{}: {field}", of.row.name.en));
    let row = KpiSource { key: word.to_owned(), name, unit: Unit::Count };
    Some(Source { part: Part::Field(id, field.to_owned()), row, called: Vec::new(), group: of.group })
}

/// What an own figure is, from what it is made of; none where its template isn't known.
#[must_use]
pub fn own_figure(key: &str, form: &OwnKpiForm, sources: &[Source]) -> Option<&'static Kpi> {
    let of = found(&form.of, sources)?;
    let per = if form.per.is_empty() { None } else { Some(found(&form.per, sources)?) };
    let says = |name: fn(&Sentence) -> &String| match &per {
        Some(per) => format!("{} ÷ {}", name(&of.row.name), name(&per.row.name)),
        None => name(&of.row.name).clone(),
    };
    let own = Own {
        key: key.to_owned(),
        name: form.name.clone(),
        says: (says(|name| &name.id), says(|name| &name.en)),
        group: of.group,
        unit: form.unit.unwrap_or_else(|| own_unit(of.row.unit, per.as_ref().map(|per| per.row.unit))),
        better: form.better,
        of: of.part.clone(),
        per: per.map(|per| per.part),
    };
    Some(own.figure())
}

impl Reader<'_> {
    /// All that an own figure can be made of: figures that add up, templates and their fields.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn kpi_sources(&self) -> Result<Vec<Source>, StoreError> {
        let of_kpi = |kpi: &'static Kpi| Source {
            part: Part::Kpi(kpi.key),
            row: KpiSource { key: kpi.key.to_owned(), name: kpi.title(), unit: kpi.unit },
            called: words([kpi.key, kpi.name.0, kpi.name.1]),
            group: kpi.group,
        };
        let mut all: Vec<Source> = Kpi::all().filter(|kpi| adds_up(kpi)).map(of_kpi).collect();
        all.extend(self.templates()?.iter().flat_map(of_template));
        Ok(all)
    }

    /// The shop's own figures, in the order in which they were made.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read, or one of them is none.
    pub fn own_kpis(&self) -> Result<Vec<OwnKpi>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, key, name, num, den, unit, better FROM own_kpi ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (unit, better): (String, String) = (row.get("unit")?, row.get("better")?);
            let form = OwnKpiForm {
                name: row.get("name")?,
                of: row.get("num")?,
                per: row.get("den")?,
                unit: Some(Unit::from_key(&unit).ok_or_else(|| StoreError::unknown("unit", unit))?),
                better: Better::from_key(&better).ok_or_else(|| StoreError::unknown("better", better))?,
            };
            all.push(OwnKpi { id: row.get("id")?, key: row.get("key")?, form });
        }
        Ok(all)
    }

    /// All figures: those that every shop has, then its own.
    ///
    /// # Errors
    /// As [`Self::own_kpis`]; where a part of one is no longer known.
    pub fn kpis(&self) -> Result<Vec<&'static Kpi>, StoreError> {
        let mut all: Vec<&'static Kpi> = Kpi::all().collect();
        let own = self.own_kpis()?;
        if own.is_empty() {
            return Ok(all);
        }
        let sources = self.kpi_sources()?;
        for OwnKpi { key, form, .. } in own {
            let figure = own_figure(&key, &form, &sources);
            all.push(figure.ok_or_else(|| StoreError::unknown("own_kpi", format!("{} {}", form.of, form.per)))?);
        }
        Ok(all)
    }
}

/// The template that a part is read from; none of a figure.
fn template_of(part: &Part) -> Option<i64> {
    match part {
        Part::Kpi(_) => None,
        Part::Records(template) | Part::Field(template, _) => Some(template.0),
    }
}

impl Tx<'_> {
    /// Writes an own figure, in the place of the one of that key, and answers its row's key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_own_kpi(&mut self, kpi: &Kpi, form: &OwnKpiForm) -> Result<i64, StoreError> {
        let own = if let Made::Own(own) = kpi.made { Some(own) } else { None };
        let id = match self.own_kpis()?.into_iter().find(|own| own.key == kpi.key) {
            Some(own) => own.id,
            None => self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM own_kpi")?,
        };
        self.conn
            .prepare_cached(
                "INSERT INTO own_kpi (id, key, name, num, den, unit, better, num_template_id, den_template_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, num = excluded.num, den = excluded.den, unit = excluded.unit,
                   better = excluded.better, num_template_id = excluded.num_template_id, den_template_id = excluded.den_template_id",
            )?
            .execute(params![
                id,
                kpi.key,
                form.name,
                form.of,
                form.per,
                kpi.unit.key(),
                kpi.better.key(),
                own.and_then(|own| template_of(&own.of)),
                own.and_then(|own| own.per.as_ref().and_then(template_of)),
            ])?;
        self.touch(Topic::Shop);
        Ok(id)
    }

    /// Takes an own figure away.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn delete_own_kpi(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM own_kpi WHERE id = ?1")?.execute([id])?;
        self.touch(Topic::Shop);
        Ok(())
    }
}
