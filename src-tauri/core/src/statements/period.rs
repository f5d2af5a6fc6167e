//! Periods: a month, a year, any days; what a period is held against, and its months.

use chrono::Datelike;

use crate::rows::Against;
use crate::{Day, Month, Refusal, SHORT_MONTHS, Sentence};

/// Months of a report at most: ten years, one column each.
pub const MONTHS_MAX: usize = 120;

/// Days from one to another, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Day,
    /// The last, not before the first.
    pub to: Day,
}

fn parts(day: Day) -> (i32, usize, i32) {
    (day.0 / 10_000, usize::try_from(day.0 / 100 % 100 - 1).unwrap_or(0).min(11), day.0 % 100)
}

/// A day as it stands above a column: `20 Nov 2026`.
#[must_use]
pub fn day_label(day: Day) -> Sentence {
    let (year, month, date) = parts(day);
    let (id, en) = SHORT_MONTHS[month];
    Sentence::new(format!("{date} {id} {year}"), format!("{date} {en} {year}"))
}

/// A month as it stands above a column: `November 2026`.
#[must_use]
pub fn month_label(month: Day) -> Sentence {
    Month::of(month).label()
}

/// The last day of a day's month.
fn last_of(day: Day) -> Day {
    Month::of(day).last()
}

/// The same day of another month, or its last one.
fn shifted(day: Day, months: i32) -> Day {
    Month::of(day).plus(months).day(day.0 % 100)
}

impl Period {
    /// Days from one to another.
    ///
    /// # Errors
    /// `day` for one that isn't in the calendar, `days_order` where the last is before the first.
    pub fn new(from: Day, to: Day) -> Result<Self, Refusal> {
        crate::export::Days::of(crate::rows::ExportKind::Postings, Some(from), Some(to))?;
        Ok(Self { from, to })
    }

    /// The whole month of a day.
    #[must_use]
    pub fn month(day: Day) -> Self {
        Self { from: Month::of(day).first(), to: last_of(day) }
    }

    /// The calendar year of a day up to it.
    #[must_use]
    pub fn year_to(day: Day) -> Self {
        Self { from: Day(day.0 / 10_000 * 10_000 + 101), to: day }
    }

    /// Whether it is of whole months.
    #[must_use]
    pub fn is_of_months(self) -> bool {
        self.from == Month::of(self.from).first() && self.to == last_of(self.to)
    }

    /// From the month of its first day to that of its last one: how many.
    #[must_use]
    pub fn months_across(self) -> i32 {
        Month::of(self.from).months_to(Month::of(self.to)) + 1
    }

    /// The period before it: as many months before whole ones and before days within one month the same days of the month
    /// before; a year, whole or running, has the same days of the year before; else as many days before.
    #[must_use]
    pub fn before(self) -> Self {
        let year =
            self.from.0 % 10_000 == 101 && self.from.0 / 10_000 == self.to.0 / 10_000 && self.months_across() > 1;
        let back = match self.is_of_months() {
            _ if year => 12,
            true => self.months_across(),
            false if self.months_across() == 1 => 1,
            false => {
                let days = self.from.days_to(self.to) + 1;
                return Self { from: self.from.plus(-days), to: self.from.plus(-1) };
            }
        };
        let to = shifted(self.to, -back);
        // A month's end stays one, whatever its number.
        let to = if self.to == last_of(self.to) && self.is_of_months() { last_of(to) } else { to };
        Self { from: shifted(self.from, -back), to }
    }

    /// The same days of the year before.
    #[must_use]
    pub fn year_before(self) -> Self {
        let to = shifted(self.to, -12);
        let to = if self.is_of_months() { last_of(to) } else { to };
        Self { from: shifted(self.from, -12), to }
    }

    /// What it is held against; none against nothing. Where days are to be named and none are, it is the period before.
    ///
    /// # Errors
    /// As [`Period::new`] for named days.
    pub fn against(self, against: Against, days: Option<[Day; 2]>) -> Result<Option<Self>, Refusal> {
        Ok(match (against, days) {
            (Against::Nothing, _) => None,
            (Against::YearBefore, _) => Some(self.year_before()),
            (Against::Days, Some([from, to])) => Some(Self::new(from, to)?),
            (Against::Before, _) | (Against::Days, None) => Some(self.before()),
        })
    }

    /// Its months, each as far as it lies in the period.
    #[must_use]
    pub fn months(self) -> Vec<Self> {
        let mut months = Vec::new();
        let mut from = self.from;
        while from <= self.to && months.len() < MONTHS_MAX {
            let month = Self { from, to: last_of(from).min(self.to) };
            months.push(month);
            from = Month::of(from).plus(1).first();
        }
        months
    }

    /// What stands above its column.
    #[must_use]
    pub fn label(self) -> Sentence {
        let ((year, month, from), (to_year, to_month, to)) = (parts(self.from), parts(self.to));
        let joined = |one: Sentence, other: Sentence| {
            Sentence::new(format!("{} – {}", one.id, other.id), format!("{} – {}", one.en, other.en))
        };
        if self.from == self.to {
            return day_label(self.from);
        }
        if self.is_of_months() && self.months_across() == 1 {
            return month_label(self.from);
        }
        if self.is_of_months() && year == to_year && self.months_across() == 12 {
            return Sentence::new(year.to_string(), year.to_string());
        }
        if year == to_year && month == to_month {
            let (id, en) = SHORT_MONTHS[month];
            return Sentence::new(format!("{from}–{to} {id} {year}"), format!("{from}–{to} {en} {year}"));
        }
        if self.is_of_months() {
            let short = |year: i32, month: usize| {
                let (id, en) = SHORT_MONTHS[month];
                Sentence::new(format!("{id} {year}"), format!("{en} {year}"))
            };
            return joined(short(year, month), short(to_year, to_month));
        }
        joined(day_label(self.from), day_label(self.to))
    }
}

/// The months before a period's first, the newest first: what its lines may be held against in a row.
#[must_use]
pub fn months(before: Period, count: i32) -> Vec<Period> {
    (1..=count).map(|back| Period::month(Month::of(before.from).plus(-back).first())).collect()
}

impl Day {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().map_or(self.0 / 10_000, |date| date.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(from: i32, to: i32) -> Period {
        Period::new(Day(from), Day(to)).unwrap()
    }

    #[test]
    fn what_a_period_is_held_against() {
        for (from, to, before_from, before_to) in [
            (20_261_101, 20_261_130, 20_261_001, 20_261_031),
            (20_261_001, 20_261_031, 20_260_901, 20_260_930),
            (20_260_301, 20_260_331, 20_260_201, 20_260_228),
            (20_261_101, 20_261_120, 20_261_001, 20_261_020),
            (20_260_301, 20_260_330, 20_260_201, 20_260_228),
            (20_260_115, 20_260_120, 20_251_215, 20_251_220),
            (20_260_101, 20_261_231, 20_250_101, 20_251_231),
            (20_260_101, 20_261_120, 20_250_101, 20_251_120),
            (20_260_401, 20_260_630, 20_260_101, 20_260_331),
            (20_261_025, 20_261_105, 20_261_013, 20_261_024),
        ] {
            assert_eq!(of(from, to).before(), of(before_from, before_to), "{from} to {to}");
        }
        assert_eq!(of(20_240_201, 20_240_229).year_before(), of(20_230_201, 20_230_228));
    }

    #[test]
    fn months_are_as_far_as_they_lie_within() {
        let months = of(20_251_115, 20_260_110).months();
        assert_eq!(months, [of(20_251_115, 20_251_130), of(20_251_201, 20_251_231), of(20_260_101, 20_260_110)]);
        assert_eq!(
            super::months(of(20_260_115, 20_260_120), 2),
            [of(20_251_201, 20_251_231), of(20_251_101, 20_251_130)]
        );
        assert_eq!(of(10_101, 99_991_231).months().len(), MONTHS_MAX);
    }

    #[test]
    fn a_period_is_called_as_short_as_it_can_be() {
        for (from, to, said) in [
            (20_261_101, 20_261_130, "November 2026"),
            (20_261_101, 20_261_120, "1–20 Nov 2026"),
            (20_261_120, 20_261_120, "20 Nov 2026"),
            (20_260_101, 20_261_231, "2026"),
            (20_260_501, 20_260_831, "Mei 2026 – Agu 2026"),
            (20_260_503, 20_260_831, "3 Mei 2026 – 31 Agu 2026"),
        ] {
            assert_eq!(of(from, to).label().id, said);
        }
        assert_eq!(of(20_260_501, 20_260_531).label().en, "May 2026");
    }

    #[test]
    fn days_the_wrong_way_round_are_refused() {
        assert_eq!(Period::new(Day(20_260_102), Day(20_260_101)).unwrap_err().code, "days_order");
        assert_eq!(Period::new(Day(20_260_102), Day(20_260_231)).unwrap_err().code, "day");
    }
}
