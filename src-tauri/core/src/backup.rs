//! Backups: what their files are called, and which of them are kept.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::{DAY_MS, Instant, Zone};

/// How many of the newest days, weeks and months that have a backup keep one.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;

/// What lies in the folder of backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A backup.
    Copy,
    /// A book that a restored backup has replaced.
    Replaced,
    /// A book of that version, before a newer program changed its form.
    Before(u32),
}

/// The name of a file in the folder of backups: `buku-20261125-0930.runut`, `buku-diganti-20261125-0930-2.runut`,
/// `buku-v1.runut`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The book's name, without its ending.
    pub book: String,
    /// What it is.
    pub kind: Kind,
    /// When it was made, as the shop's clock read, to the minute; none where the name doesn't say.
    pub made: Option<NaiveDateTime>,
    /// One for the first of that name.
    pub nth: u32,
}

const REPLACED: &str = "-diganti";
const ENDING: &str = ".runut";

impl FileName {
    /// Reads the name of a file that belongs to `book`; none if it isn't one.
    #[must_use]
    pub fn parse(book: &str, name: &str) -> Option<Self> {
        let rest = name.strip_prefix(book)?.strip_suffix(ENDING)?;
        let (replaced, rest) = rest.strip_prefix(REPLACED).map_or((false, rest), |rest| (true, rest));
        let mut parts = rest.strip_prefix('-')?.split('-');
        let first = parts.next()?;
        let (kind, made) = if let Some(version) = first.strip_prefix('v').filter(|_| !replaced) {
            (Kind::Before(version.parse().ok()?), None)
        } else {
            let kind = if replaced { Kind::Replaced } else { Kind::Copy };
            (kind, Some(stamp(first, parts.next()?)?))
        };
        let nth = parts.next().map_or(Some(1), |nth| nth.parse().ok().filter(|nth| *nth > 1))?;
        parts.next().is_none().then(|| Self { book: book.to_owned(), kind, made, nth })
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.book)?;
        match self.kind {
            Kind::Copy => {}
            Kind::Replaced => f.write_str(REPLACED)?,
            Kind::Before(version) => write!(f, "-v{version}")?,
        }
        if let Some(made) = self.made {
            write!(f, "-{}", made.format("%Y%m%d-%H%M"))?;
        }
        if self.nth > 1 {
            write!(f, "-{}", self.nth)?;
        }
        f.write_str(ENDING)
    }
}

fn stamp(day: &str, minute: &str) -> Option<NaiveDateTime> {
    let date = NaiveDate::parse_from_str(digits(day, 8)?, "%Y%m%d").ok()?;
    let (hour, minute) = digits(minute, 4)?.split_at(2);
    date.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn digits(text: &str, count: usize) -> Option<&str> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// Which of the backups made at these instants are kept: the newest of all; the newest of each of the 7 newest days that
/// have one, of the 4 newest weeks and of the 12 newest months; and whatever is less than a day old or lies in the future
/// (a clock that was wrong once must cost nothing). Days are the shop's. What counts is which days have one, not how long
/// ago they are: a shop that was closed for a month loses nothing by it.
#[must_use]
pub fn kept(made: &[Instant], zone: Zone, now: Instant) -> BTreeSet<Instant> {
    let newest_first: BTreeSet<Instant> = made.iter().copied().collect();
    let mut kept: BTreeSet<Instant> =
        newest_first.iter().copied().filter(|at| at.0 > now.0.saturating_sub(DAY_MS)).collect();
    kept.extend(newest_first.last());
    let past = || newest_first.iter().rev().copied().filter(|at| *at <= now);
    let date = |at: Instant| zone.local(at).date();
    keep_newest(past(), DAYS, |at| date(at).num_days_from_ce(), &mut kept);
    keep_newest(past(), WEEKS, |at| (date(at).iso_week().year(), date(at).iso_week().week()), &mut kept);
    keep_newest(past(), MONTHS, |at| (date(at).year(), date(at).month()), &mut kept);
    kept
}

/// Keeps the first of each of the first `count` periods.
fn keep_newest<P: PartialEq>(
    newest_first: impl Iterator<Item = Instant>,
    count: usize,
    period: impl Fn(Instant) -> P,
    kept: &mut BTreeSet<Instant>,
) {
    let (mut periods, mut last) = (0, None);
    for at in newest_first {
        let this = Some(period(at));
        if this != last {
            periods += 1;
            if periods > count {
                return;
            }
            kept.insert(at);
            last = this;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 2026-11-25 09:30 WIB.
    const NOW: Instant = Instant(1_795_573_800_000);

    fn instants() -> impl Strategy<Value = Vec<Instant>> {
        prop::collection::vec((NOW.0 - 800 * DAY_MS..NOW.0 + 3 * DAY_MS).prop_map(Instant), 0..120)
    }

    proptest! {
        #[test]
        fn what_is_kept_is_few_and_holds_the_newest(made in instants()) {
            let kept = kept(&made, Zone::Wib, NOW);
            prop_assert_eq!(made.iter().max(), kept.last());
            prop_assert!(kept.iter().all(|at| made.contains(at)));
            let old = kept.iter().filter(|at| at.0 <= NOW.0 - DAY_MS).count();
            prop_assert!(old <= DAYS + WEEKS + MONTHS, "{} are kept", old);
            let young: BTreeSet<_> = made.iter().filter(|at| at.0 > NOW.0 - DAY_MS).collect();
            prop_assert!(young.iter().all(|at| kept.contains(at)), "one of the last day is gone");
        }

        /// Thinning twice is thinning once, and thinning along the way loses nothing that thinning at the end would keep
        /// of the newest day, week and month.
        #[test]
        fn thinning_again_takes_nothing_more(made in instants()) {
            let once: Vec<Instant> = kept(&made, Zone::Wit, NOW).into_iter().collect();
            let twice = kept(&once, Zone::Wit, NOW);
            prop_assert_eq!(once, twice.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn each_of_the_newest_periods_has_its_newest(made in instants()) {
            let kept = kept(&made, Zone::Wib, NOW);
            let past: BTreeSet<Instant> = made.into_iter().filter(|at| *at <= NOW).collect();
            let mut days: Vec<(i32, Instant)> = Vec::new();
            for at in past.into_iter().rev() {
                let day = Zone::Wib.day(at).0;
                if days.last().is_none_or(|(last, _)| *last != day) {
                    days.push((day, at));
                }
            }
            for (day, at) in days.iter().take(DAYS) {
                prop_assert!(kept.contains(at), "{day} has none");
            }
            for at in months(&days).iter().take(MONTHS) {
                prop_assert!(kept.contains(at), "a month has none");
            }
        }
    }

    /// The newest of each month, newest first.
    fn months(days: &[(i32, Instant)]) -> Vec<Instant> {
        let mut found: Vec<(i32, Instant)> = Vec::new();
        for (day, at) in days {
            if found.last().is_none_or(|(month, _)| *month != day / 100) {
                found.push((day / 100, *at));
            }
        }
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// A backup each morning and thinning after each, for three years: there is always one of each of the last 7 days,
    /// one no older than each of the last 4 weeks, and one of each of the last 12 months.
    #[test]
    fn three_years_of_mornings() {
        let mut there: Vec<Instant> = Vec::new();
        for day in 0..1_100 {
            let now = Instant(NOW.0 + day * DAY_MS);
            there.push(now);
            there = kept(&there, Zone::Wib, now).into_iter().collect();
            for back in 0..day.min(7) {
                assert!(there.contains(&Instant(now.0 - back * DAY_MS)), "day {day}: none of {back} days ago");
            }
            for weeks in 1..=(day / 7).min(3) {
                let oldest = now.0 - (weeks * 7 + 7) * DAY_MS;
                let found = there.iter().any(|at| at.0 >= oldest && at.0 <= now.0 - (weeks * 7 - 7) * DAY_MS);
                assert!(found, "day {day}: none of {weeks} weeks ago");
            }
            let of: BTreeSet<i32> = there.iter().map(|at| Zone::Wib.day(*at).0 / 100).collect();
            assert!(of.len() >= usize::try_from(day / 31).unwrap().min(12), "day {day}: months {of:?}");
            assert!(there.len() <= 1 + DAYS + WEEKS + MONTHS, "day {day}: {}", there.len());
        }
    }

    #[test]
    fn a_wrong_clock_costs_nothing() {
        let ahead = Instant(NOW.0 + 900 * DAY_MS);
        let made = [ahead, NOW, Instant(NOW.0 - 5 * DAY_MS)];
        assert_eq!(kept(&made, Zone::Wib, NOW).len(), 3);
        assert_eq!(kept(&[], Zone::Wib, NOW).len(), 0);
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        let at = Some(Zone::Wib.local(NOW));
        for (kind, made, nth, text) in [
            (Kind::Copy, at, 1, "buku-20261125-0930.runut"),
            (Kind::Copy, at, 2, "buku-20261125-0930-2.runut"),
            (Kind::Replaced, at, 1, "buku-diganti-20261125-0930.runut"),
            (Kind::Before(1), None, 1, "buku-v1.runut"),
            (Kind::Before(12), None, 3, "buku-v12-3.runut"),
        ] {
            let name = FileName { book: "buku".into(), kind, made, nth };
            assert_eq!(name.to_string(), text);
            assert_eq!(FileName::parse("buku", text), Some(name));
        }
        for text in [
            "toko-20261125-0930.runut",
            "buku-20261125-0930.runut.jangkar",
            "buku-20261325-0930.runut",
            "buku-20261125-2530.runut",
            "buku-20261125-0930-1.runut",
            "buku-20261125-0930-2-2.runut",
            "buku-2026112-0930.runut",
            "buku-+0261125-0930.runut",
            "buku-20261125.runut",
            "buku-diganti-v1.runut",
            "buku-v.runut",
            "buku.runut",
        ] {
            assert_eq!(FileName::parse("buku", text), None, "{text}");
        }
        assert_eq!(FileName::parse("buku", "buku-lama-20261125-0930.runut"), None, "another book's");
    }
}
