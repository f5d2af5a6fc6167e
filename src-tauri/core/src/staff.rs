//! How many hands a shop needs: from its orders a day, the time they take and who is there.
//!
//! A band of orders a day counts once the median of 28 days was in it, or above, at the end of three of the last four weeks: a promotion's
//! week asks for nobody. Load is what orders take of seven hours a day of each who works; it presses above 85% in three weeks on end. When
//! the next band will come is said only where eight weeks rise beyond chance (Mann–Kendall, one in twenty), by Theil and Sen's slope.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::findings::{mann_kendall, theil_sen};
use crate::rows::{StaffAdvice, StaffBand, StaffSaying, StaffWeek};
use crate::{Day, Sentence, tenths};

/// Days of which the median is taken.
pub const DAYS: i64 = 28;
/// Weeks that are looked at.
pub const WEEKS: i64 = 8;
/// Of how many weeks how many must say so.
const RECENT: usize = 4;
const AGREE: usize = 3;
/// What a person can work a day, in minutes.
const DAY_MINUTES: i64 = 7 * 60;
/// Load, in percent, above which it presses.
const FULL: i64 = 85;
/// How likely by chance a rise may be.
const CHANCE: f64 = 0.05;

/// What is known of a shop's work.
#[derive(Clone, Debug)]
pub struct Work {
    /// Yesterday: the last day.
    pub to: Day,
    /// Orders placed by day, oldest first, of up to eight weeks: from the shop's first order on.
    pub orders: Vec<i64>,
    /// Days of work by week, oldest first, of eight.
    pub person_days: Vec<i64>,
    /// Persons who did something in the last 28 days.
    pub people: i64,
    /// Seconds of work in the program in these days.
    pub seconds: i64,
    /// Parcels that left in them.
    pub parcels: i64,
}

impl StaffBand {
    /// The band of a median of orders a day, in tenths.
    #[must_use]
    pub const fn of(median: i64) -> Self {
        match median {
            ..100 => Self::UpTo10,
            100..300 => Self::UpTo30,
            300..=500 => Self::UpTo50,
            _ => Self::Beyond,
        }
    }

    /// Orders a day from which on the next one begins.
    const fn ends(self) -> Option<i64> {
        match self {
            Self::UpTo10 => Some(10),
            Self::UpTo30 => Some(30),
            Self::UpTo50 => Some(50),
            Self::Beyond => None,
        }
    }

    /// Persons whom it asks for.
    const fn people(self) -> i64 {
        match self {
            Self::UpTo10 => 1,
            Self::UpTo30 => 2,
            Self::UpTo50 => 4,
            Self::Beyond => 6,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::UpTo10 => "1–10",
            Self::UpTo30 => "10–30",
            Self::UpTo50 => "30–50",
            Self::Beyond => "> 50",
        }
    }
}

/// The middle of numbers, in tenths; none of none.
fn median(numbers: &[i64]) -> Option<i64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let (low, high) = (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
    Some((low + high) * 5)
}

/// The last `days` before the last `after`.
fn before(orders: &[i64], days: i64, after: usize) -> Option<&[i64]> {
    let days = usize::try_from(days).ok()?;
    let end = orders.len().checked_sub(after)?;
    orders.get(end.checked_sub(days)?..end)
}

/// What is advised.
#[must_use]
pub fn advise(work: &Work) -> StaffAdvice {
    let minutes = (work.parcels > 0 && work.seconds > 0)
        .then(|| Decimal::from(work.seconds) / Decimal::from(60 * work.parcels))
        .filter(|minutes| *minutes > Decimal::ZERO);
    let weeks = weeks(work, minutes);
    let now = before(&work.orders, DAYS, 0).and_then(median);
    let band = settled(&work.orders);
    let months_to_next = now.zip(band).and_then(|(now, band)| months(&weeks, now, band));
    let mut advice = Vec::new();
    match (now, band) {
        (Some(now), Some(band)) => {
            advice.extend(pressing(&weeks, minutes));
            advice.push(hands(now, band, work.people));
            advice.extend(months_to_next.zip(band.ends()).map(|(months, ends)| coming(months, ends, &weeks)));
        }
        _ => advice.push(too_early(work.orders.len())),
    }
    StaffAdvice {
        from: work.to.plus(1 - DAYS),
        to: work.to,
        orders: now,
        band,
        people: work.people,
        minutes: minutes.and_then(|minutes| (minutes * Decimal::TEN).round().to_i64()),
        weeks,
        months_to_next,
        advice,
    }
}

fn weeks(work: &Work, minutes: Option<Decimal>) -> Vec<StaffWeek> {
    let of = |(at, person_days): (usize, &i64)| {
        let ago = work.person_days.len() - 1 - at;
        let days = before(&work.orders, 7, ago * 7)?;
        let to = work.to.plus(-7 * i64::try_from(ago).ok()?);
        let orders: i64 = days.iter().sum();
        let load = minutes.filter(|_| *person_days > 0).and_then(|minutes| {
            let takes = Decimal::from(orders) * minutes * Decimal::ONE_HUNDRED;
            (takes / Decimal::from(DAY_MINUTES * person_days)).round().to_i64()
        });
        Some(StaffWeek { from: to.plus(-6), to, orders, median: median(days)?, person_days: *person_days, load })
    };
    work.person_days.iter().enumerate().filter_map(of).collect()
}

/// The band that counts: the highest that three of the last four weeks came to.
fn settled(orders: &[i64]) -> Option<StaffBand> {
    let ends = (0..RECENT).filter_map(|week| before(orders, DAYS, week * 7).and_then(median));
    let mut bands: Vec<StaffBand> = ends.map(StaffBand::of).collect();
    bands.sort_unstable_by(|a, b| b.cmp(a));
    // Of a young shop the weeks that it has.
    bands.get(AGREE.min(bands.len()).checked_sub(1)?).copied()
}

/// Months until orders come to the next band, in tenths: only where they rise beyond chance.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // orders a day and months are small
fn months(weeks: &[StaffWeek], now: i64, band: StaffBand) -> Option<i64> {
    let values: Vec<f64> = weeks.iter().map(|week| week.median as f64 / 10.0).collect();
    let slope = theil_sen(&values);
    if weeks.len() < usize::try_from(WEEKS).unwrap_or(usize::MAX) || slope <= 0.0 || mann_kendall(&values) >= CHANCE {
        return None;
    }
    let missing = band.ends()? as f64 - now as f64 / 10.0;
    (missing > 0.0).then(|| (missing / slope * 7.0 / 30.4 * 10.0).round() as i64).filter(|months| *months < 240)
}

/// Too much work for who is there, in three weeks on end.
fn pressing(weeks: &[StaffWeek], minutes: Option<Decimal>) -> Option<StaffSaying> {
    let last = weeks.get(weeks.len().checked_sub(AGREE)?..)?;
    let loads = last.iter().map(|week| week.load.filter(|load| *load > FULL)).collect::<Option<Vec<_>>>()?;
    let (load, week) = (*loads.last()?, last.last()?);
    let each = tenths((minutes? * Decimal::TEN).round().to_i64()?);
    Some(StaffSaying {
        what: Sentence::new("Tambah tangan, atau ringankan kerjanya", "Take on more hands, or lighten the work"),
        why: Sentence::new(
            format!(
                "Tiga minggu berturut-turut di atas {FULL}%: minggu lalu {load}%. {} pesanan × {} menit, dibagi {} hari kerja × 7 jam.",
                week.orders, each.id, week.person_days
            ),
            format!(
                "Above {FULL}% three weeks on end, {load}% in the last: {} orders × {} minutes, by {} days of work × 7 hours.",
                week.orders, each.en, week.person_days
            ),
        ),
    })
}

/// Whom the band asks for, against who is there.
fn hands(now: i64, band: StaffBand, people: i64) -> StaffSaying {
    let day = tenths(now);
    let why = Sentence::new(
        format!(
            "{} pesanan sehari (median 28 hari), tiga dari empat minggu di {}; {people} orang bekerja.",
            day.id,
            band.name()
        ),
        format!(
            "{} orders a day (median of 28 days), three of four weeks at {}; {people} at work.",
            day.en,
            band.name()
        ),
    );
    let what = match band {
        StaffBand::UpTo10 => Sentence::new("Satu orang cukup", "One person is enough"),
        _ if people >= band.people() => {
            Sentence::new("Jumlah orang cocok dengan pesanannya", "There are as many hands as orders ask for")
        }
        StaffBand::UpTo30 => Sentence::new(
            "Cari satu orang CS: chat dan kemas mulai berebut waktu",
            "Look for a first CS: chat and packing begin to compete",
        ),
        StaffBand::UpTo50 => Sentence::new(
            "Bagi kerjanya: dua CS, satu marketing, satu pengiriman",
            "Share the work: two for CS, one for marketing, one for shipping",
        ),
        StaffBand::Beyond => Sentence::new(
            "Beri tiap bagian penanggung jawab: CS, marketing, keuangan, gudang",
            "Give each division somebody in charge: CS, marketing, finance, warehouse",
        ),
    };
    StaffSaying { what, why }
}

/// When the next band comes.
fn coming(months: i64, ends: i64, weeks: &[StaffWeek]) -> StaffSaying {
    let (first, last) = (weeks.first(), weeks.last());
    let of = |week: Option<&StaffWeek>| tenths(week.map_or(0, |week| week.median));
    let (was, is, months) = (of(first), of(last), tenths(months));
    StaffSaying {
        what: Sentence::new(
            format!("Siapkan orang: sekitar {} bulan lagi {ends} pesanan sehari", months.id),
            format!("Prepare for more hands: {ends} orders a day in about {} months", months.en),
        ),
        why: Sentence::new(
            format!("Delapan minggu naik terus, dari {} ke {} pesanan sehari.", was.id, is.id),
            format!("Eight weeks of rise, from {} to {} orders a day.", was.en, is.en),
        ),
    }
}

fn too_early(days: usize) -> StaffSaying {
    StaffSaying {
        what: Sentence::new("Belum cukup data untuk saran", "There isn't enough to advise yet"),
        why: Sentence::new(
            format!("Saran dihitung dari {DAYS} hari pesanan; buku ini baru punya {days}."),
            format!("Advice is reckoned from {DAYS} days of orders; this book has {days}."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(orders: Vec<i64>) -> Work {
        Work { to: Day(20_261_128), orders, person_days: vec![6; 8], people: 1, seconds: 0, parcels: 0 }
    }

    /// Weeks of so many orders each day.
    fn by_week(weeks: &[i64]) -> Vec<i64> {
        weeks.iter().flat_map(|day| [*day; 7]).collect()
    }

    fn whats(advice: &StaffAdvice) -> Vec<&str> {
        advice.advice.iter().map(|saying| saying.what.id.as_str()).collect()
    }

    #[test]
    fn a_band_counts_after_three_of_four_weeks() {
        // The median of 28 days comes to 12 once more than half of them do.
        let rising = [8, 8, 8, 8, 12, 12, 12];
        let band = |weeks: &[i64]| advise(&work(by_week(weeks))).band;
        assert_eq!(band(&rising), Some(StaffBand::UpTo10), "the median has been at ten for two weeks");
        assert_eq!(band(&[8, 8, 8, 8, 12, 12, 12, 12]), Some(StaffBand::UpTo30));
        assert_eq!(
            band(&[8, 8, 8, 8, 8, 8, 8, 90]),
            Some(StaffBand::UpTo10),
            "one week of a promotion asks for nobody"
        );
        assert_eq!(band(&[60; 8]), Some(StaffBand::Beyond));
        assert_eq!(
            [StaffBand::of(99), StaffBand::of(100), StaffBand::of(300), StaffBand::of(500), StaffBand::of(501)],
            [StaffBand::UpTo10, StaffBand::UpTo30, StaffBand::UpTo50, StaffBand::UpTo50, StaffBand::Beyond]
        );
    }

    #[test]
    fn before_28_days_nothing_is_advised() {
        let early = advise(&work(vec![40; 27]));
        assert_eq!((early.orders, early.band, early.months_to_next), (None, None, None));
        assert_eq!(whats(&early), ["Belum cukup data untuk saran"]);
        assert!(early.advice[0].why.id.contains("baru punya 27"));
        assert_eq!(advise(&work(vec![40; 28])).band, Some(StaffBand::UpTo50), "a young shop has the weeks it has");
        let none = advise(&work(Vec::new()));
        assert_eq!((none.orders, none.weeks.len()), (None, 0));
    }

    #[test]
    fn more_hands_are_advised_where_work_presses_three_weeks() {
        // 20 orders a day of 20 minutes: 2,800 minutes a week of 6 × 420 = 2,520.
        let pressed = Work { seconds: 20 * 60 * 560, parcels: 560, ..work(vec![20; 56]) };
        let advice = advise(&pressed);
        assert_eq!((advice.minutes, advice.weeks[7].load), (Some(200), Some(111)));
        assert_eq!(
            whats(&advice),
            ["Tambah tangan, atau ringankan kerjanya", "Cari satu orang CS: chat dan kemas mulai berebut waktu"]
        );
        assert!(advice.advice[0].why.id.contains("140 pesanan × 20,0 menit, dibagi 6 hari kerja"), "{advice:?}");
        let two = advise(&Work { person_days: vec![6, 6, 6, 6, 6, 12, 12, 12], people: 2, ..pressed.clone() });
        assert_eq!(whats(&two), ["Jumlah orang cocok dengan pesanannya"]);
        let once = advise(&Work { person_days: vec![12, 12, 12, 12, 12, 12, 6, 6], ..pressed });
        assert_eq!(once.advice.len(), 1, "two weeks don't press yet");
        let nobody = advise(&Work { person_days: vec![0; 8], ..work(vec![20; 56]) });
        assert!(nobody.weeks.iter().all(|week| week.load.is_none()), "nobody's load is undefined, not nil");
    }

    #[test]
    fn the_next_band_is_foretold_only_from_a_rise_beyond_chance() {
        let rising = advise(&work(by_week(&[12, 13, 14, 15, 16, 17, 18, 19])));
        // 28-day median 17.5 after 8 weeks of 1 more each: 12.5 weeks to 30.
        assert_eq!(rising.months_to_next, Some(29));
        assert!(whats(&rising)[1].contains("2,9 bulan lagi 30 pesanan sehari"), "{rising:?}");
        for weeks in [
            [12, 13, 14, 12, 13, 14, 12, 13],
            [19, 18, 17, 16, 15, 14, 13, 12],
            [15; 8],
            [60, 61, 62, 63, 64, 65, 66, 67],
        ] {
            assert_eq!(advise(&work(by_week(&weeks))).months_to_next, None, "{weeks:?}");
        }
    }
}
