//! The figures by which a shop is led (KPIs): what each is made of, how it is shown, and which way is better.
//!
//! Invariant: a KPI is a quotient of two sums over the days of a period, or a sum, or a quantile of counted spans: so any period, and
//! any store or person, has it by adding up. Nothing divided by nothing is undefined, never nil.
//!
//! Source of the limits named "marketplace": Seller Education, TikTok Shop by Tokopedia, essay 2954951123355394.

mod all;
mod made;
mod own;
mod show;
mod want;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use all::KPIS;
pub use made::{Books, Logged, Made, Own, Part, Stocked};
pub use own::{own_key, own_typed, own_unit};
pub use show::{delta, few, figure};
pub use want::Want;

use crate::Sentence;

/// Below how many cases a rate is shown as "2 dari 7" too.
pub const FEW: i64 = 20;

/// What a KPI is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Unit {
    /// Whole numbers.
    Count,
    /// Whole rupiah.
    Money,
    /// A share; its value is the quotient (0.05 is 5%).
    Percent,
    /// A quotient with a decimal.
    Ratio,
    /// Cases in a hundred; its value is the quotient times a hundred.
    Per100,
    /// Minutes.
    Minutes,
    /// Days.
    Days,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Better {
    /// The more.
    More,
    /// The less.
    Less,
    /// Neither: it tells how things are.
    Neither,
}

impl Unit {
    /// All of them, each with the word it is stored by.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Count, "count"),
        (Self::Money, "money"),
        (Self::Percent, "percent"),
        (Self::Ratio, "ratio"),
        (Self::Per100, "per100"),
        (Self::Minutes, "minutes"),
        (Self::Days, "days"),
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(unit, _)| *unit == self).map_or("", |(_, word)| word)
    }

    /// The unit of that word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, word)| *word == key).map(|(unit, _)| unit)
    }
}

impl Better {
    /// All of them, each with the word it is stored by.
    pub const ALL: [(Self, &'static str); 3] = [(Self::More, "more"), (Self::Less, "less"), (Self::Neither, "neither")];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(better, _)| *better == self).map_or("", |(_, word)| word)
    }

    /// The side of that word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, word)| *word == key).map(|(better, _)| better)
    }
}

/// To what of the shop a KPI belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum KpiGroup {
    /// Orders and sales.
    Sales,
    /// Profit, fees, cash.
    Money,
    /// From the order to the courier, and stock.
    Warehouse,
    /// Buyers, complaints, reviews.
    Customers,
    /// Advertising and visitors.
    Marketing,
    /// Who does how much.
    People,
}

impl KpiGroup {
    /// All of them, as they are shown.
    pub const ALL: [Self; 6] =
        [Self::Sales, Self::Money, Self::Warehouse, Self::Customers, Self::Marketing, Self::People];

    /// Its name.
    #[must_use]
    pub fn name(self) -> Sentence {
        match self {
            Self::Sales => Sentence::new("Penjualan", "Sales"),
            Self::Money => Sentence::new("Uang", "Money"),
            Self::Warehouse => Sentence::new("Gudang", "Warehouse"),
            Self::Customers => Sentence::new("Pelanggan", "Customers"),
            Self::Marketing => Sentence::new("Marketing", "Marketing"),
            Self::People => Sentence::new("Orang", "People"),
        }
    }
}

/// What is offered as its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// The median of the shop's own last periods.
    Own,
    /// A limit that holds for everybody, in millionths of its unit.
    Fixed(i64),
    /// None.
    Nothing,
}

/// A figure by which the shop is led.
#[derive(Debug)]
pub struct Kpi {
    /// The word it is named by on the terminal and stored by.
    pub key: &'static str,
    /// Its name in Indonesian and English.
    pub name: (&'static str, &'static str),
    /// What it says, in a line.
    pub says: (&'static str, &'static str),
    /// Where it is shown.
    pub group: KpiGroup,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// What it is made of.
    pub made: Made,
    /// Days after which what happened in a period is known: a return comes weeks after its parcel.
    pub ripe_days: i64,
    /// The target that is offered.
    pub offered: Offered,
}

impl Kpi {
    /// Those that every shop has, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        KPIS.iter()
    }

    /// The KPI of that key that every shop has.
    #[must_use]
    pub fn of(key: &str) -> Option<&'static Self> {
        Self::all().find(|kpi| kpi.key == key)
    }

    /// Its name.
    #[must_use]
    pub fn title(&self) -> Sentence {
        Sentence::new(self.name.0, self.name.1)
    }

    /// Its value where its sums are these, to a millionth: none where it is undefined, which it is by what is nil or less: sales that
    /// came back on another day than they were made.
    #[must_use]
    pub fn value(&self, num: i64, den: Option<i64>) -> Option<Decimal> {
        let num = Decimal::from(num);
        let value = match den {
            None => num,
            Some(den) if den <= 0 => return None,
            // A quantile stands in its numerator, the cases that it is of below.
            Some(_) if matches!(self.made, Made::Span(..) | Made::LoggedMedian(_)) => num,
            Some(den) if self.unit == Unit::Per100 => num * Decimal::ONE_HUNDRED / Decimal::from(den),
            Some(den) => num / Decimal::from(den),
        };
        Some(value.round_dp(6).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_named_once_in_both_languages() {
        let mut keys: Vec<_> = KPIS.iter().map(|kpi| kpi.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KPIS.len());
        for kpi in &KPIS {
            assert!(
                !kpi.name.0.is_empty() && !kpi.name.1.is_empty() && !kpi.says.0.is_empty() && !kpi.says.1.is_empty()
            );
            assert_eq!(Kpi::of(kpi.key).map(|k| k.key), Some(kpi.key));
        }
    }

    #[test]
    fn nothing_divided_by_nothing_is_undefined() {
        let [late, orders, caught] = ["late", "orders", "wrong_scans"].map(|key| Kpi::of(key).unwrap());
        assert_eq!((late.value(0, Some(0)), late.value(2, Some(8))), (None, Some(Decimal::new(25, 2))));
        assert_eq!(
            (orders.value(0, None), caught.value(3, Some(200))),
            (Some(Decimal::ZERO), Some(Decimal::new(15, 1)))
        );
    }
}
