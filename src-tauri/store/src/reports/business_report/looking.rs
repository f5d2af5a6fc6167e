//! The figures that a report looks at, with what they were in equal periods before.

use runut_core::business_report::{Looked, OF_COURIERS, OF_PRODUCTS, OF_STORES, PRODUCTS, Story, TRIED, Tried};
use runut_core::figures::{Count, Dim};
use runut_core::findings::{Kind, Part, Period, Series, days_label, unit_variance};
use runut_core::kpi::{Kpi, Made};
use runut_core::rows::KpiCut;
use runut_core::statements::Period as Days;
use runut_core::{Day, Sentence};

use super::goods;
use crate::reports::kpis::{counted, dims, first_day, kpi_point};
use crate::{Reader, StoreError};

/// What a report looks at.
pub(in crate::reports) struct Looking<'a, 'b> {
    pub book: &'a Reader<'b>,
    pub period: Period,
    pub today: Day,
    /// Its days as far as they are over.
    pub shown: Days,
    /// The days it is held against.
    pub against: Days,
    /// The period they are of.
    like: Period,
    pub running: bool,
    /// The first day with figures, and the first with entries in the books.
    pub first: Day,
    posted: Day,
    /// Net sales, parcels and units of the period.
    sales: i64,
    parcels: i64,
    units: i64,
}

/// Days as the statements have them.
pub(super) fn days_of(period: Period) -> Days {
    Days { from: period.from, to: period.to() }
}

impl<'a, 'b> Looking<'a, 'b> {
    pub fn new(book: &'a Reader<'b>, period: Period, today: Day) -> Result<Self, StoreError> {
        let running = period.to() >= today;
        // Yesterday is the last full day.
        let last = if running { today.plus(-1).max(period.from) } else { period.to() };
        let first = first_day(book)?.unwrap_or(today);
        let posted = book.posted_days()?.map_or(today, |(first, _)| first);
        let like = period.baseline(first).first().copied().unwrap_or_else(|| period.before());
        let to = like.from.plus(period.from.days_to(last)).min(like.to());
        let against = Days { from: like.from, to: if running { to } else { like.to() } };
        let shown = Days { from: period.from, to: last };
        let count = |count| counted(book, count, shown, Dim::ALL);
        let (parcels, units, sales) = (count(Count::Shipped)?, count(Count::ShippedUnits)?, count(Count::Net)?);
        Ok(Self { book, period, today, shown, against, like, running, first, posted, sales, parcels, units })
    }

    /// Its days, as far as they are over.
    pub fn label(&self) -> Sentence {
        if self.running { days_label(self.shown.from, self.shown.to) } else { self.period.label() }
    }

    /// The days it is held against.
    pub fn against_label(&self) -> Sentence {
        if self.running { days_label(self.against.from, self.against.to) } else { self.like.label() }
    }

    /// All figures that are tested.
    pub fn all(&self) -> Result<Vec<Looked>, StoreError> {
        let mut looked = Vec::new();
        for tried in TRIED {
            looked.extend(self.look(tried, 0, String::new())?);
        }
        for (_, name, dim) in dims(self.book, KpiCut::Store)? {
            looked.extend(self.look(OF_STORES, dim.0, name)?);
        }
        let persons = dims(self.book, KpiCut::Person)?;
        let persons = if persons.len() > 1 { persons } else { Vec::new() };
        for (_, name, dim) in dims(self.book, KpiCut::Courier)?.into_iter().chain(persons) {
            looked.extend(self.look(OF_COURIERS, dim.0, name)?);
        }
        for (product, name) in goods::sold_most(self.book, self.period)? {
            looked.extend(self.look(OF_PRODUCTS, PRODUCTS + product, name)?);
        }
        looked.retain(|of| {
            let parts = std::iter::once(&of.series.now).chain(&of.series.before);
            parts.into_iter().any(|part| part.num != 0)
        });
        Ok(looked)
    }

    /// One of them again, by its figure and its part of the shop.
    pub fn one(&self, key: &str, dim: i64) -> Result<Option<Looked>, StoreError> {
        let of = |tried: Tried| (tried.key == key).then_some(tried);
        let tried = match dim {
            0 => TRIED.into_iter().find_map(of),
            PRODUCTS.. => of(OF_PRODUCTS),
            _ if Dim(dim).as_courier().is_some() || Dim(dim).as_person().is_some() => of(OF_COURIERS),
            _ => of(OF_STORES),
        };
        let Some(tried) = tried else { return Ok(None) };
        let name = self.name_of(dim)?;
        self.look(tried, dim, name)
    }

    /// What a part of the shop is called; empty for the whole shop, and for what is gone.
    pub fn name_of(&self, dim: i64) -> Result<String, StoreError> {
        if dim >= PRODUCTS {
            return goods::name(self.book, dim - PRODUCTS);
        }
        for cut in [KpiCut::Store, KpiCut::Courier, KpiCut::Person] {
            if let Some((_, name, _)) = dims(self.book, cut)?.into_iter().find(|(_, _, known)| known.0 == dim) {
                return Ok(name);
            }
        }
        Ok(String::new())
    }

    fn look(&self, tried: Tried, dim: i64, part: String) -> Result<Option<Looked>, StoreError> {
        let Some(kpi) = Kpi::of(tried.key) else { return Ok(None) };
        let period = ripe(self.period, kpi);
        self.look_at(tried, kpi, (dim, part), (period, period))
    }

    /// A figure of one period, held against the periods before another: a finding is followed up against those that it was found by.
    pub fn look_again(&self, key: &str, dim: i64, then: Period) -> Result<Option<Looked>, StoreError> {
        let Some(now) = self.one(key, dim)? else { return Ok(None) };
        let before = ripe(then, now.kpi);
        let tried = Tried { key: now.kpi.key, kind: now.series.kind, story: now.story };
        self.look_at(tried, now.kpi, (dim, now.part), (now.period, before))
    }

    fn look_at(
        &self,
        tried: Tried,
        kpi: &'static Kpi,
        (dim, part): (i64, String),
        (period, then): (Period, Period),
    ) -> Result<Option<Looked>, StoreError> {
        let first = if matches!(kpi.made, Made::Books(..) | Made::Stock(..)) { self.posted } else { self.first };
        let Some(now) = self.part(kpi, dim, days_of(period))? else { return Ok(None) };
        let mut before = Vec::new();
        let mut days = Vec::new();
        for earlier in then.baseline(first) {
            before.extend(self.part(kpi, dim, days_of(earlier))?);
            if matches!(tried.kind, Kind::Mean | Kind::Share) {
                let parts = earlier.days().map(|day| self.part(kpi, dim, Days { from: day, to: day }));
                days.push(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect::<Vec<Part>>());
            }
        }
        let unit_variance = unit_variance(days.iter().map(Vec::as_slice));
        let series =
            Series { kind: tried.kind, now, before, unit_variance, sales: self.sales, worth: self.worth(tried) };
        Ok(Some(Looked { kpi, dim, part, story: tried.story, series, period }))
    }

    /// What a case is worth, in rupiah.
    fn worth(&self, tried: Tried) -> i64 {
        let by = match (tried.kind, tried.story) {
            (Kind::Sum | Kind::Mean | Kind::Share, _) => return 1,
            // Units, and days on which goods were out, are worth a unit each.
            (_, Story::Returns | Story::StockOut) => self.units,
            (Kind::Count { .. }, _) if tried.key == OF_PRODUCTS.key => self.units,
            _ => self.parcels,
        };
        (self.sales / by.max(1)).max(1)
    }

    /// A figure of some days as a quotient; none where it isn't known by that part.
    pub fn part(&self, kpi: &Kpi, dim: i64, days: Days) -> Result<Option<Part>, StoreError> {
        if dim >= PRODUCTS {
            return Ok(Some(Part::whole(goods::sums(self.book, dim - PRODUCTS, days)?.units)));
        }
        let point = kpi_point(self.book, kpi, days, Dim(dim), self.today)?;
        Ok(point.map(|point| Part { num: point.num, den: point.den.unwrap_or(1) }))
    }
}

/// The last period of that length of which everything of a figure was known when this one was over.
fn ripe(period: Period, kpi: &Kpi) -> Period {
    Period::last_before(period.span, period.to().plus(1 - kpi.ripe_days))
}
