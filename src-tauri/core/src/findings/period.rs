//! Days, weeks and months that are held against each other.

use serde::{Deserialize, Serialize};

use super::testing::BASELINE;
use crate::{Day, Month, ReportId, Sentence};

/// Periods that are looked through at most for those like one: two years of weeks.
const BACK: usize = 104;

/// Keys of a span's reports: eight digits for the first day.
const KEYS: i64 = 100_000_000;

/// How many days of a year's Lebaran lie before its first day: what is bought for it, and after it, while couriers rest.
const BEFORE_LEBARAN: i64 = 21;
const AFTER_LEBARAN: i64 = 7;

/// 1 Syawal of each year: as the government set it, from 2027 on as its calendar expects it (a day more or less is nothing here).
const LEBARAN: [Day; 7] = [
    Day(20_240_410),
    Day(20_250_331),
    Day(20_260_321),
    Day(20_270_310),
    Day(20_280_227),
    Day(20_290_215),
    Day(20_300_205),
];

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Span {
    /// A day.
    Day,
    /// A week, from Monday on.
    Week,
    /// A month of the calendar.
    Month,
}

impl Span {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// What a report of one is called.
    #[must_use]
    pub fn report(self) -> Sentence {
        match self {
            Self::Day => Sentence::new("Laporan hari", "Daily report"),
            Self::Week => Sentence::new("Laporan minggu", "Weekly report"),
            Self::Month => Sentence::new("Laporan bulan", "Monthly report"),
        }
    }
}

/// What a period is like: those of one kind are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Like {
    /// None of the others.
    Ordinary,
    /// It has a day on which marketplaces sell cheaper: 1.1, 2.2, ... 12.12.
    Twin,
    /// Most of it lies between the 25th and the 1st, when wages are paid.
    Payday,
    /// Most of it lies around Lebaran.
    Lebaran,
}

/// A day, week or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// How long it is.
    pub span: Span,
    /// Its first day.
    pub from: Day,
}

impl Period {
    /// The one that a day lies in.
    #[must_use]
    pub fn of(span: Span, day: Day) -> Self {
        let from = match span {
            Span::Day => day,
            Span::Week => day.plus(-day.weekday()),
            Span::Month => Month::of(day).first(),
        };
        Self { span, from }
    }

    /// Its last day.
    #[must_use]
    pub fn to(self) -> Day {
        match self.span {
            Span::Day => self.from,
            Span::Week => self.from.plus(6),
            Span::Month => Month::of(self.from).last(),
        }
    }

    /// The last one that was over before a day.
    #[must_use]
    pub fn last_before(span: Span, day: Day) -> Self {
        Self::of(span, day).before()
    }

    /// Its key in a book.
    #[must_use]
    pub fn key(self) -> ReportId {
        let span = 1 + Span::ALL.iter().take_while(|span| **span != self.span).count();
        ReportId(i64::try_from(span).unwrap_or(0) * KEYS + i64::from(self.from.0))
    }

    /// The one of that key.
    #[must_use]
    pub fn from_key(key: i64) -> Option<Self> {
        let span = *Span::ALL.get(usize::try_from(key / KEYS).ok()?.checked_sub(1)?)?;
        let from = Day(i32::try_from(key % KEYS).ok()?);
        from.date().map(|_| Self::of(span, from)).filter(|period| period.from == from)
    }

    /// Its days as people say them: `10–16 November 2025`.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self.span {
            Span::Month => Month::of(self.from).label(),
            Span::Day | Span::Week => days_label(self.from, self.to()),
        }
    }

    /// What it is like, where that is special: `minggu 11.11`.
    #[must_use]
    pub fn special(self) -> Option<Sentence> {
        let (id, en) = match self.span {
            Span::Day => ("hari", "day"),
            Span::Week => ("minggu", "week"),
            Span::Month => ("bulan", "month"),
        };
        match self.like() {
            Like::Ordinary => None,
            Like::Twin => {
                let number = self.days().find(|day| is_twin(*day)).map_or(0, |day| day.0 % 100);
                Some(Sentence::new(format!("{id} {number}.{number}"), format!("{number}.{number} {en}")))
            }
            Like::Payday => Some(Sentence::new(format!("{id} gajian"), format!("payday {en}"))),
            Like::Lebaran => Some(Sentence::new(format!("{id} Lebaran"), format!("Lebaran {en}"))),
        }
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.span, self.from.plus(-1))
    }

    /// The one after it.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.span, self.to().plus(1))
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        (0..=self.from.days_to(self.to())).map(move |days| self.from.plus(days))
    }

    /// What it is like. A month has its payday and its cheap day anyway.
    #[must_use]
    pub fn like(self) -> Like {
        let days: Vec<Day> = self.days().collect();
        let most = |of: fn(Day) -> bool| days.iter().filter(|day| of(**day)).count() * 2 > days.len();
        if most(around_lebaran) {
            Like::Lebaran
        } else if self.span == Span::Month {
            Like::Ordinary
        } else if days.iter().any(|day| is_twin(*day)) {
            Like::Twin
        } else if most(is_payday) {
            Like::Payday
        } else {
            Like::Ordinary
        }
    }

    /// Those before it that it is held against, the newest first: the last twelve that are like it, from a book's first whole one on. A day is
    /// held against days of its weekday, but for days on which marketplaces sell cheaper, which may be any.
    #[must_use]
    pub fn baseline(self, first: Day) -> Vec<Self> {
        let like = self.like();
        let step = |period: Self| match (self.span, like) {
            (Span::Day, Like::Twin) => {
                let month = Month::of(period.from).plus(-1);
                Self::of(Span::Day, month.day(month.number()))
            }
            (Span::Day, _) => Self::of(Span::Day, period.from.plus(-7)),
            _ => period.before(),
        };
        std::iter::successors(Some(step(self)), |period| Some(step(*period)))
            .take(BACK)
            .take_while(|period| period.from >= first)
            .filter(|period| period.like() == like)
            .take(BASELINE)
            .collect()
    }
}

/// Days as people say them: `10–16 November 2025`, `28 Oktober–3 November 2025`.
#[must_use]
pub fn days_label(from: Day, to: Day) -> Sentence {
    let number = |day: Day| day.0 % 100;
    let (first, last) = (Month::of(from).label(), Month::of(to).label());
    let month = |label: &str| label.rsplit_once(' ').map_or_else(String::new, |(month, _)| month.to_owned());
    let said = |first: &str, last: &str| match () {
        () if from == to => format!("{} {last}", number(to)),
        () if Month::of(from) == Month::of(to) => format!("{}\u{2013}{} {last}", number(from), number(to)),
        () if Month::of(from).year() == Month::of(to).year() => {
            format!("{} {}\u{2013}{} {last}", number(from), month(first), number(to))
        }
        () => format!("{} {first}\u{2013}{} {last}", number(from), number(to)),
    };
    Sentence::new(said(&first.id, &last.id), said(&first.en, &last.en))
}

fn is_twin(day: Day) -> bool {
    day.0 % 100 == day.0 / 100 % 100
}

fn is_payday(day: Day) -> bool {
    day.0 % 100 >= 25 || day.0 % 100 == 1
}

fn around_lebaran(day: Day) -> bool {
    LEBARAN.iter().any(|feast| (-AFTER_LEBARAN..=BEFORE_LEBARAN).contains(&day.days_to(*feast)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(day: i32) -> Period {
        Period::of(Span::Week, Day(day))
    }

    #[test]
    fn periods_follow_each_other() {
        let found = week(20_251_112);
        assert_eq!((found.from, found.to()), (Day(20_251_110), Day(20_251_116)));
        assert_eq!((found.before().from, found.after().from), (Day(20_251_103), Day(20_251_117)));
        let month = Period::of(Span::Month, Day(20_240_215));
        assert_eq!((month.to(), month.days().count(), month.before().from), (Day(20_240_229), 29, Day(20_240_101)));
        assert_eq!(Period::of(Span::Day, Day(20_240_301)).before().to(), Day(20_240_229));
    }

    #[test]
    fn a_period_has_a_key_and_a_name() {
        for (span, key) in [(Span::Day, 120_251_111), (Span::Week, 220_251_110), (Span::Month, 320_251_101)] {
            let period = Period::of(span, Day(20_251_111));
            assert_eq!((period.key(), Period::from_key(key)), (ReportId(key), Some(period)));
        }
        let wrong = [0, 20_251_110, 220_251_111, 420_251_101, 320_251_301, -1, i64::MAX];
        assert!(wrong.iter().all(|key| Period::from_key(*key).is_none()));
        let said = |day| (week(day).label().id, week(day).special().map(|said| said.id));
        assert_eq!(said(20_251_111), ("10\u{2013}16 November 2025".into(), Some("minggu 11.11".into())));
        assert_eq!(said(20_251_029), ("27 Oktober\u{2013}2 November 2025".into(), Some("minggu gajian".into())));
        assert_eq!(said(20_251_231).0, "29 Desember 2025\u{2013}4 Januari 2026");
        assert_eq!(Period::of(Span::Day, Day(20_251_120)).label().en, "20 November 2025");
        assert_eq!(Period::last_before(Span::Week, Day(20_251_117)), week(20_251_110));
    }

    #[test]
    fn a_week_is_like_what_is_sold_in_it() {
        assert_eq!(week(20_251_111).like(), Like::Twin);
        assert_eq!(week(20_251_126).like(), Like::Payday);
        assert_eq!(week(20_251_119).like(), Like::Ordinary);
        assert_eq!(week(20_260_318).like(), Like::Lebaran, "the cheap day of 3.3 lies in it or not");
        assert_eq!(Period::of(Span::Month, Day(20_251_101)).like(), Like::Ordinary);
        assert_eq!(Period::of(Span::Month, Day(20_260_301)).like(), Like::Lebaran);
        assert_eq!(Period::of(Span::Day, Day(20_251_212)).like(), Like::Twin);
    }

    #[test]
    fn a_period_is_held_against_the_last_twelve_like_it() {
        let old = Day(20_220_101);
        let twin = week(20_251_112).baseline(old);
        assert_eq!(twin.len(), 12);
        assert_eq!(twin[0], week(20_251_010), "a week with 11.11 is held against the one with 10.10");
        assert!(twin.iter().all(|before| before.like() == Like::Twin));
        let ordinary = week(20_251_119).baseline(old);
        assert_eq!((ordinary.len(), ordinary[0]), (12, week(20_251_103)), "the week between has 11.11");
        let friday = Period::of(Span::Day, Day(20_251_121)).baseline(old);
        assert!(friday.len() == 12 && friday.iter().all(|day| day.from.weekday() == 4 && day.like() == Like::Ordinary));
        let cheap = Period::of(Span::Day, Day(20_251_212)).baseline(old);
        assert_eq!((cheap.len(), cheap[0].from, cheap[11].from), (12, Day(20_251_111), Day(20_241_111)));
        assert!(!cheap.iter().any(|day| day.from == Day(20_250_404)), "it fell into Lebaran");
        let months = Period::of(Span::Month, Day(20_251_101)).baseline(old);
        assert_eq!((months.len(), months[0].from), (12, Day(20_251_001)));
        assert!(!months.iter().any(|month| month.from == Day(20_250_301)), "Lebaran of 2025 fell at the end of March");
    }

    #[test]
    fn nothing_before_the_book_counts() {
        let found = week(20_251_119).baseline(Day(20_251_001));
        assert!(found.iter().all(|period| period.from >= Day(20_251_001)) && found.len() < 8);
        let lebaran = week(20_260_318);
        assert!(lebaran.baseline(Day(20_250_101)).len() < 8, "Lebaran comes once a year");
        assert!(lebaran.baseline(Day(20_240_101)).iter().all(|week| week.like() == Like::Lebaran));
    }
}
