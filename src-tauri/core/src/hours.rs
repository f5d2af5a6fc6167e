//! When the shop is open: what tasks and answers are measured by. Nobody is late at night, on a Sunday that is free, or on a
//! day that was closed. Deadlines of the law and of marketplaces don't stop and aren't reckoned here.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Day, Instant, Refusal, Zone};

/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 1_440;

/// A time of day as it is said: `17.00`. `minutes`: from midnight.
#[must_use]
pub fn clock(minutes: i64) -> String {
    format!("{:02}.{:02}", minutes / 60, minutes % 60)
}

/// Weekdays as they are said, from Monday.
pub const WEEKDAYS: [(&str, &str); 7] = [
    ("Senin", "Monday"),
    ("Selasa", "Tuesday"),
    ("Rabu", "Wednesday"),
    ("Kamis", "Thursday"),
    ("Jumat", "Friday"),
    ("Sabtu", "Saturday"),
    ("Minggu", "Sunday"),
];

/// From when to when a day is open, in minutes from midnight: the first is one of it, the last isn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it opens, 0 to 1439.
    pub opens: i64,
    /// When it closes, up to 1440.
    pub closes: i64,
}

impl Span {
    /// Hours as typed; none where both are missing: the day is closed.
    ///
    /// # Errors
    /// `hours` where only one of them is there, it is no time of day, or the shop would close before it opens.
    pub fn typed(opens: Option<i64>, closes: Option<i64>) -> Result<Option<Self>, Refusal> {
        match (opens, closes) {
            (None, None) => Ok(None),
            (Some(opens), Some(closes)) if 0 <= opens && opens < closes && closes <= DAY_MINUTES => {
                Ok(Some(Self { opens, closes }))
            }
            _ => Err(Refusal::new(
                "hours",
                "Jam buka ditulis dari jam lebih awal ke jam lebih akhir, misalnya 08.00 sampai 17.00; kosongkan keduanya kalau tutup.",
                "Open hours go from an earlier time to a later one, such as 08:00 to 17:00; leave both empty when closed.",
            )
            .with("field", "hours")),
        }
    }
}

/// The shop's week and the days that are closed beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenHours {
    /// By weekday from Monday, 1 to 7; a weekday that is missing is closed.
    pub week: BTreeMap<i64, Span>,
    /// Closed days.
    pub closed: BTreeSet<Day>,
}

impl OpenHours {
    /// Whether anybody has said when the shop is open; until then it always is.
    #[must_use]
    pub fn is_said(&self) -> bool {
        !self.week.is_empty()
    }

    /// When it is open on a day; none where it isn't.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<Span> {
        if self.closed.contains(&day) {
            return None;
        }
        match self.is_said() {
            true => self.week.get(&(day.weekday() + 1)).copied(),
            false => Some(Span { opens: 0, closes: DAY_MINUTES }),
        }
    }

    /// Whole minutes that the shop is open between two instants; zero where the second is the earlier one.
    #[must_use]
    pub fn open_minutes(&self, zone: Zone, from: Instant, to: Instant) -> i64 {
        if to <= from {
            return 0;
        }
        let (first, last) = (zone.day(from), zone.day(to));
        let mut minutes = 0;
        for ahead in 0..=first.days_to(last) {
            let day = first.plus(ahead);
            let Some(span) = self.on(day) else { continue };
            let begins = zone.begins(day).0;
            let at = |minute: i64| begins + minute * MINUTE_MS;
            let open = to.0.min(at(span.closes)) - from.0.max(at(span.opens));
            minutes += open.max(0) / MINUTE_MS;
        }
        minutes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ZONE: Zone = Zone::Wib;

    fn at(day: i32, hour: i64, minute: i64) -> Instant {
        Instant(ZONE.begins(Day(day)).0 + (hour * 60 + minute) * MINUTE_MS)
    }

    fn weekdays(opens: i64, closes: i64) -> OpenHours {
        OpenHours { week: (1..=6).map(|day| (day, Span { opens, closes })).collect(), closed: BTreeSet::new() }
    }

    /// The worked example: shipped on Monday at 16:30, told on Tuesday at 08:40, open from 8 to 17: 30 + 40 minutes.
    #[test]
    fn the_night_doesnt_count() {
        let hours = weekdays(480, 1_020);
        assert_eq!(hours.open_minutes(ZONE, at(20_251_117, 16, 30), at(20_251_118, 8, 40)), 70);
        let closed = OpenHours { closed: [Day(20_251_118)].into(), ..hours.clone() };
        assert_eq!(closed.open_minutes(ZONE, at(20_251_117, 16, 30), at(20_251_119, 8, 40)), 70);
        assert_eq!(hours.open_minutes(ZONE, at(20_251_122, 16, 0), at(20_251_124, 9, 0)), 120, "a Sunday is free");
        assert_eq!(hours.open_minutes(ZONE, at(20_251_118, 8, 40), at(20_251_117, 16, 30)), 0);
    }

    #[test]
    fn until_it_is_said_the_shop_is_always_open() {
        let always = OpenHours::default();
        assert_eq!(always.open_minutes(ZONE, at(20_251_122, 23, 0), at(20_251_124, 1, 0)), 26 * 60);
    }

    #[test]
    fn hours_are_typed_as_a_pair() {
        assert_eq!(Span::typed(None, None).unwrap(), None);
        assert_eq!(Span::typed(Some(0), Some(1_440)).unwrap(), Some(Span { opens: 0, closes: 1_440 }));
        for (opens, closes) in
            [(None, Some(5)), (Some(5), None), (Some(9), Some(9)), (Some(-1), Some(5)), (Some(1), Some(1_441))]
        {
            assert_eq!(Span::typed(opens, closes).unwrap_err().code, "hours", "{opens:?} {closes:?}");
        }
    }

    proptest! {
        /// The sum is what one gets by looking at each minute.
        #[test]
        fn open_minutes_are_the_minutes_that_are_open(
            spans in prop::collection::btree_map(1i64..8, (0i64..1_440, 1i64..400), 0..7),
            closed in prop::collection::btree_set(0i64..9, 0..3),
            from in 0i64..8 * 1_440, long in 0i64..4 * 1_440,
        ) {
            let first = Day(20_251_117);
            let hours = OpenHours {
                week: spans.into_iter().map(|(day, (opens, long))| {
                    (day, Span { opens, closes: (opens + long).min(DAY_MINUTES) })
                }).collect(),
                closed: closed.into_iter().map(|n| first.plus(n)).collect(),
            };
            let begins = ZONE.begins(first).0;
            let at = |minute: i64| Instant(begins + minute * MINUTE_MS);
            let open = |minute: &i64| {
                hours.on(ZONE.day(at(*minute))).is_some_and(|s| (s.opens..s.closes).contains(&(minute % DAY_MINUTES)))
            };
            let counted = (from..from + long).filter(open).count();
            prop_assert_eq!(hours.open_minutes(ZONE, at(from), at(from + long)), i64::try_from(counted).unwrap());
        }
    }
}
