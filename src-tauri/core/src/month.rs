//! Months of the calendar, by which books are closed and compared.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Day, Sentence};

/// What months are called in Indonesian and English.
pub(crate) const NAMES: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// A month of the calendar, `yyyymm`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Month(pub i32);

impl Month {
    /// The month of a business day.
    #[must_use]
    pub const fn of(day: Day) -> Self {
        Self(day.0 / 100)
    }

    /// Reads `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Day::parse(&format!("{}-01", text.trim())).map(Self::of)
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Day {
        Day(self.0 * 100 + 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.plus(1).first().plus(-1)
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0 / 100
    }

    /// Its place in the year, from 1.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0 % 100
    }

    /// It as it stands above a column: `November 2026`.
    #[must_use]
    pub fn label(self) -> Sentence {
        let at = usize::try_from(self.number() - 1).unwrap_or(0).min(11);
        let (id, en) = NAMES[at];
        Sentence::new(format!("{id} {}", self.year()), format!("{en} {}", self.year()))
    }

    /// The month `months` later (or earlier, if negative); itself beyond the calendar.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let by = Months::new(months.unsigned_abs());
        let moved =
            |date: NaiveDate| if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) };
        self.first()
            .date()
            .and_then(moved)
            .map_or(self, |date| Self(date.year() * 100 + i32::try_from(date.month()).unwrap_or_default()))
    }

    /// Its day of that number, or its last one.
    #[must_use]
    pub fn day(self, number: i32) -> Day {
        Day(self.first().0 - 1 + number).min(self.last())
    }

    /// Months from this one to `later`: the next is 1.
    #[must_use]
    pub const fn months_to(self, later: Self) -> i32 {
        (later.year() - self.year()) * 12 + later.number() - self.number()
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_end_and_count_over_years() {
        let november = Month::of(Day(20_261_128));
        assert_eq!((november.first(), november.last()), (Day(20_261_101), Day(20_261_130)));
        assert_eq!(
            (november.plus(2), november.plus(-11), november.plus(0)),
            (Month(202_701), Month(202_512), november)
        );
        assert_eq!((november.day(5), Month(202_602).day(31)), (Day(20_261_105), Day(20_260_228)));
        assert_eq!((november.months_to(Month(202_702)), Month(202_402).last()), (3, Day(20_240_229)));
        assert_eq!((Month::parse("2026-11"), Month::parse("2026-13")), (Some(november), None));
        assert_eq!(november.to_string(), "2026-11");
    }
}
