//! Instants, zones and business days.
//!
//! An instant is UTC milliseconds; a business day is the shop's own calendar day as `yyyymmdd`. The clock is read at
//! the door and handed in: nothing here asks what time it is.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// An instant: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Instant(pub i64);

/// 0001-01-02 and 9999-12-30, UTC: a day inside the years that a business day can be written in, in any zone.
const FIRST_MS: i64 = -62_135_510_400_000;
const LAST_MS: i64 = 253_402_128_000_000;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// A business day of the shop, `yyyymmdd`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Day(pub i32);

/// One of Indonesia's three time zones. None of them has daylight saving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Zone {
    /// Western: UTC+7.
    #[default]
    Wib,
    /// Central: UTC+8.
    Wita,
    /// Eastern: UTC+9.
    Wit,
}

impl Zone {
    /// The word it is known and stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Wib => "wib",
            Self::Wita => "wita",
            Self::Wit => "wit",
        }
    }

    /// The zone of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Wib, Self::Wita, Self::Wit].into_iter().find(|z| z.key() == key)
    }

    /// Hours ahead of UTC.
    #[must_use]
    pub fn hours(self) -> i32 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    fn offset(self) -> FixedOffset {
        FixedOffset::east_opt(self.hours() * 3600).unwrap_or_else(|| chrono::Offset::fix(&Utc))
    }

    /// The local clock's reading at `at`, which is taken to lie within the years 1 to 9999.
    #[must_use]
    pub fn local(self, at: Instant) -> NaiveDateTime {
        DateTime::<Utc>::from_timestamp_millis(at.0.clamp(FIRST_MS, LAST_MS))
            .unwrap_or_default()
            .with_timezone(&self.offset())
            .naive_local()
    }

    /// The shop's business day at `at`.
    #[must_use]
    pub fn day(self, at: Instant) -> Day {
        Day::from_date(self.local(at).date())
    }

    /// The first instant of a business day.
    #[must_use]
    pub fn begins(self, day: Day) -> Instant {
        day.date().map_or(Instant(FIRST_MS), |date| self.instant(date.and_time(chrono::NaiveTime::MIN)))
    }

    /// When `hours` given at `from` have run out: at 23:59 of the business day on which they end, because nobody watches for
    /// the minute at which an order was typed. `None` without hours.
    #[must_use]
    pub fn deadline(self, from: Instant, hours: i64) -> Option<Instant> {
        let ends = Instant(from.0.saturating_add(hours.saturating_mul(HOUR_MS)));
        (hours > 0).then(|| Instant(self.begins(self.day(ends).plus(1)).0 - MINUTE_MS))
    }

    /// The instant at which this zone's clock reads `local`.
    #[must_use]
    pub fn instant(self, local: NaiveDateTime) -> Instant {
        self.offset()
            .from_local_datetime(&local)
            .single()
            .map_or(Instant(local.and_utc().timestamp_millis()), |t| Instant(t.timestamp_millis()))
    }
}

impl Day {
    /// The business day of a calendar date.
    #[must_use]
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.year() * 10_000 + i32::try_from(date.month() * 100 + date.day()).unwrap_or(0))
    }

    /// The calendar date; `None` if it isn't one.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        let (y, m, d) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        NaiveDate::from_ymd_opt(y, u32::try_from(m).ok()?, u32::try_from(d).ok()?)
    }

    /// Reads `2026-11-22`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().map(Self::from_date)
    }

    /// Its place in the week: Monday 0 to Sunday 6.
    #[must_use]
    pub fn weekday(self) -> i64 {
        self.date().map_or(0, |date| i64::from(date.weekday().num_days_from_monday()))
    }

    /// Days from this one to `later`: tomorrow is 1.
    #[must_use]
    pub fn days_to(self, later: Self) -> i64 {
        self.date().zip(later.date()).map_or(0, |(from, to)| (to - from).num_days())
    }

    /// The day `days` later (or earlier, if negative).
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let span = chrono::Duration::try_days(days);
        self.date().zip(span).and_then(|(date, span)| date.checked_add_signed(span)).map_or(self, Self::from_date)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// What the months are called in short, in Indonesian and English.
pub const SHORT_MONTHS: [(&str, &str); 12] = [
    ("Jan", "Jan"),
    ("Feb", "Feb"),
    ("Mar", "Mar"),
    ("Apr", "Apr"),
    ("Mei", "May"),
    ("Jun", "Jun"),
    ("Jul", "Jul"),
    ("Agu", "Aug"),
    ("Sep", "Sep"),
    ("Okt", "Oct"),
    ("Nov", "Nov"),
    ("Des", "Dec"),
];

/// The days of the week, Monday first, in Indonesian and English.
pub const SHORT_DAYS: [(&str, &str); 7] =
    [("Sen", "Mon"), ("Sel", "Tue"), ("Rab", "Wed"), ("Kam", "Thu"), ("Jum", "Fri"), ("Sab", "Sat"), ("Min", "Sun")];

impl Day {
    /// `20/11/2025`, as it is typed; one that isn't in the calendar as it stands.
    #[must_use]
    pub fn typed(self) -> String {
        self.date().map_or_else(|| self.to_string(), |date| date.format("%d/%m/%Y").to_string())
    }

    /// `Kam 20 Nov`, as on paper.
    #[must_use]
    pub fn short_id(self) -> String {
        self.date().map_or_else(String::new, |d| {
            let weekday = usize::try_from(d.weekday().num_days_from_monday()).unwrap_or(0);
            let month = usize::try_from(d.month0()).unwrap_or(0);
            format!("{} {} {}", SHORT_DAYS[weekday].0, d.day(), SHORT_MONTHS[month].0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_day_begins_at_local_midnight() {
        let late = Instant(1_763_571_600_000); // 2025-11-19 17:00 UTC
        assert_eq!(Zone::Wib.day(late), Day(20_251_120));
        assert_eq!(Zone::Wib.day(Instant(late.0 - 1)), Day(20_251_119));
        assert_eq!(Zone::Wit.day(Instant(late.0 - 1)), Day(20_251_120));
        assert_eq!(Zone::Wib.begins(Day(20_251_120)), late);
    }

    #[test]
    fn hours_end_with_the_day_on_which_they_run_out() {
        let at = |day: i32, hour: i64, minute: i64| {
            Instant(Zone::Wib.begins(Day(day)).0 + hour * HOUR_MS + minute * MINUTE_MS)
        };
        let ends = |from, hours| Zone::Wib.deadline(from, hours);
        assert_eq!(ends(at(20_251_118, 21, 13), 48), Some(at(20_251_120, 23, 59)));
        assert_eq!(ends(at(20_251_118, 0, 0), 24), Some(at(20_251_119, 23, 59)));
        assert_eq!(ends(at(20_251_118, 21, 13), 2), Some(at(20_251_118, 23, 59)));
        assert_eq!(ends(at(20_251_118, 21, 13), 3), Some(at(20_251_119, 23, 59)), "after midnight it is another day");
        // Ten in the evening in Jakarta is midnight in Jayapura: the shop's own day counts.
        assert_eq!(Zone::Wit.deadline(at(20_251_118, 22, 0), 24), Some(at(20_251_120, 21, 59)));
        assert_eq!((ends(at(20_251_118, 9, 0), 0), ends(at(20_251_118, 9, 0), -1)), (None, None));
        assert!(ends(Instant(i64::MAX), i64::MAX).is_some());
    }

    #[test]
    fn no_instant_is_beyond_the_calendar() {
        assert_eq!(Zone::Wit.day(Instant(i64::MAX)), Day(99_991_230));
        assert_eq!(Zone::Wib.day(Instant(i64::MIN)), Day(10_102));
        assert_eq!(Day(99_991_230).plus(3).plus(i64::MAX), Day(100_000_102));
    }

    #[test]
    fn local_and_instant_are_inverse() {
        for zone in [Zone::Wib, Zone::Wita, Zone::Wit] {
            let at = Instant(1_763_571_600_000);
            assert_eq!(zone.instant(zone.local(at)), at);
        }
    }

    #[test]
    fn days_count_over_months_and_print_short() {
        assert_eq!(Day(20_240_228).plus(2), Day(20_240_301));
        assert_eq!(Day(20_251_120).short_id(), "Kam 20 Nov");
        assert_eq!((Day(20_251_120).weekday(), Day(20_240_228).days_to(Day(20_240_301))), (3, 2));
        assert_eq!(Day::parse("2024-02-30"), None);
    }
}
