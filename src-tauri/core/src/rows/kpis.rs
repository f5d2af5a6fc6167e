//! Figures (KPIs): their points over time, beside goal and before, and cut by store, courier or person.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::kpi::{Better, KpiGroup, Unit};
use crate::{Day, Sentence};

words! {
    /// By what a period is parted.
    KpiBy {
        /// Days.
        Day,
        /// Weeks from Monday.
        Week,
        /// Months.
        Month,
    }
    /// By what a figure is cut.
    KpiCut {
        /// Stores and the shop's own channels.
        Store,
        /// Couriers.
        Courier,
        /// Persons: who packed.
        Person,
    }
}

row! {
    /// A figure of some days.
    KpiPoint {
        /// The first day.
        from: Day,
        /// The last.
        to: Day,
        /// What is counted: cases, rupiah; of a quantile the figure itself.
        num: i64,
        /// What it is divided by; none where the figure is a sum.
        den: Option<i64>,
        /// The figure: none where it is divided by nothing.
        #[serde(with = "rust_decimal::serde::float_option")]
        #[cfg_attr(feature = "types", ts(type = "number | null"))]
        value: Option<Decimal>,
        /// Whether its days aren't over.
        running: bool,
        /// Whether what happened in them isn't all known yet.
        unripe: bool,
    }
    /// A figure over time.
    KpiSeries {
        /// Which one.
        key: String,
        /// Its points, oldest first.
        points: Vec<KpiPoint>,
        /// What each should have come to; none where it has no target.
        targets: Vec<KpiTarget>,
    }
    /// A figure as people read it.
    KpiSaid {
        /// What it is made of.
        point: KpiPoint,
        /// It with its unit.
        shown: Sentence,
        /// Its cases, where a rate is of few.
        few: Option<Sentence>,
    }
    /// A figure's target.
    KpiTarget {
        /// What it should come to, in millionths of its unit: a sum for the whole period.
        millionths: i64,
        /// It with its unit, and which side of it is good.
        shown: Sentence,
        /// Whether it is missed.
        missed: bool,
    }
    /// A figure beside its target and before.
    KpiRow {
        /// Which one.
        key: String,
        /// Its name.
        name: Sentence,
        /// What it says.
        says: Sentence,
        /// Where it is shown.
        group: KpiGroup,
        /// What it is measured in.
        unit: Unit,
        /// Which way is better.
        better: Better,
        /// The period's.
        now: KpiSaid,
        /// That of the period before.
        before: KpiSaid,
        /// What it differs by.
        delta: Option<Sentence>,
        /// Whether it is worse by a fifth or more.
        much_worse: bool,
        /// Its target; none where none is set.
        target: Option<KpiTarget>,
    }
    /// All figures of a period.
    KpiTable {
        /// The first day.
        from: Day,
        /// The last: yesterday, in a period that isn't over.
        to: Day,
        /// The days it is held against.
        before_from: Day,
        /// To this.
        before_to: Day,
        /// The figures.
        rows: Vec<KpiRow>,
    }
    /// A figure of one store, courier or person.
    KpiPart {
        /// As the terminal names it: `store=1`, `channel=whatsapp`, `courier=2`, `person=3`.
        key: String,
        /// Its name.
        name: String,
        /// Its figure.
        said: KpiSaid,
        /// The period before.
        before: KpiSaid,
    }
    /// Where the orders of a period have come to.
    FunnelRow {
        /// The stage.
        stage: crate::Stage,
        /// Orders that came to it, or beyond.
        reached: i64,
        /// Those that stand there now.
        here: i64,
        /// Those that were cancelled there.
        dropped: i64,
    }
    /// When orders come: by weekday and hour.
    HoursRow {
        /// Monday 0 to Sunday 6.
        weekday: i64,
        /// Orders by hour, 0 to 23.
        orders: Vec<i64>,
    }
}

row! {
    /// Which figures are asked for.
    KpiQuery {
        /// The first day.
        from: Day,
        /// The last.
        to: Day,
        /// What they are held against.
        against: crate::rows::Against,
        /// The days of that, where they are named.
        days: Option<[Day; 2]>,
        /// Of whom or what: empty for the shop, else `store=1`, `channel=whatsapp`, `courier=2`, `person=3`, or a name in the
        /// place of the number.
        dim: String,
    }
    /// What a figure is.
    KpiInfo {
        /// Which one.
        key: String,
        /// Its name.
        name: Sentence,
        /// What it says.
        says: Sentence,
        /// Where it is shown.
        group: KpiGroup,
        /// What it is measured in.
        unit: Unit,
        /// Which way is better.
        better: Better,
        /// Whether the shop made it itself.
        own: bool,
    }
    /// A figure of the shop's own, as a person makes it.
    OwnKpiForm {
        /// What it is called.
        name: String,
        /// What is summed up: a figure that adds up (`orders`), a template (`komplain`) or a field of one (`iklan.biaya`).
        of: String,
        /// What that is divided by; empty for a sum.
        per: String,
        /// What it is measured in, where it isn't what follows from its parts: a share or cases in a hundred.
        unit: Option<Unit>,
        /// Which way is better.
        better: Better,
    }
    /// What an own figure can be made of.
    KpiSource {
        /// The word it is typed by.
        key: String,
        /// What it is called.
        name: Sentence,
        /// What it is measured in.
        unit: Unit,
    }
}

impl KpiSaid {
    /// It in words: its cases where a rate is of few.
    #[must_use]
    pub fn said(&self) -> &Sentence {
        self.few.as_ref().unwrap_or(&self.shown)
    }
}
