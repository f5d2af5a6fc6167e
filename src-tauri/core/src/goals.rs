//! What figures should come to.
//!
//! Invariant: a target is of one figure and never says which way is good: the figure does. A sum's target is meant for a day, a week or a
//! month, and is scaled to any other days; a rate's holds for any.

mod typed;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub use typed::typed_target;

use crate::kpi::{Better, Books, Kpi, Made, Offered, Unit, figure};
use crate::rows::{KpiBy, KpiPoint, KpiTarget, TargetForm, TargetProposed, TargetRow};
use crate::{Day, Month, Refusal, Sentence};

/// Millionths of one.
const MILLION: i64 = 1_000_000;

/// What a target is at most, in its unit: it stays exact in any door.
const MOST: i64 = 100_000_000_000;

/// Of how many last periods a target is proposed, and from how many on.
pub const PERIODS: usize = 8;
const ENOUGH: usize = 4;

/// What a figure should come to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The figure.
    pub kpi: &'static Kpi,
    /// For which period a sum is meant, or by which a rate is looked at.
    pub per: KpiBy,
    /// In millionths of its unit.
    pub millionths: i64,
}

impl Target {
    /// A target as it is stored: none where the amount can't be one.
    #[must_use]
    pub fn stored(kpi: &'static Kpi, per: KpiBy, millionths: i64) -> Option<Self> {
        Self { kpi, per, millionths }.checked().ok()
    }

    /// A target of a figure as it was typed.
    ///
    /// # Errors
    /// `target_neither` of a figure that has no good side; `target_amount` where the amount can't be read;
    /// `target_sign`, `target_zero`, `target_percent`, `target_most` where it can't be one.
    pub fn typed(kpi: &'static Kpi, form: &TargetForm) -> Result<Self, Refusal> {
        Self { kpi, per: form.per, millionths: typed::read(kpi, &form.amount)? }.checked()
    }

    fn checked(self) -> Result<Self, Refusal> {
        let Self { kpi, millionths, .. } = self;
        let name = kpi.title();
        let refuse = |code: &str, id: String, en: String| {
            Err(Refusal::new(code, id, en).with("field", "amount").with("kpi", kpi.key))
        };
        match kpi.better {
            Better::Neither => refuse(
                "target_neither",
                format!("{} hanya memberi tahu keadaan: tidak ada arah yang baik, jadi tidak punya target.", name.id),
                format!("{} only tells how things are: no side of it is good, so it has no target.", name.en),
            ),
            _ if millionths < 0 => refuse(
                "target_sign",
                format!("Target {} tidak bisa di bawah nol. Isi angka yang mau dicapai.", name.id),
                format!("{} can't have a target below nil. Enter what it should come to.", name.en),
            ),
            Better::More if millionths == 0 => refuse(
                "target_zero",
                format!(
                    "{} makin besar makin baik: target nol sudah selalu tercapai. Isi angkanya, atau hapus targetnya.",
                    name.id
                ),
                format!(
                    "{}: the more the better, and nil is always reached. Enter a figure, or remove the target.",
                    name.en
                ),
            ),
            _ if kpi.unit == Unit::Percent && millionths > MILLION => refuse(
                "target_percent",
                format!("{} adalah bagian dari semuanya, paling banyak 100%.", name.id),
                format!("{} is a share of all, 100% at most.", name.en),
            ),
            _ if millionths > MOST * MILLION => refuse(
                "target_most",
                format!("Target {} terlalu besar. Periksa nolnya.", name.id),
                format!("The target of {} is too large. Look at its noughts.", name.en),
            ),
            _ => Ok(self),
        }
    }

    /// What it comes to in its own period, in its unit.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        Decimal::new(self.millionths, 6)
    }

    /// What it comes to in some days, both included: a sum's share of each period that they touch, a rate's as it is.
    #[must_use]
    pub fn over(&self, from: Day, to: Day) -> i64 {
        let days = from.days_to(to) + 1;
        if !adds_up(self.kpi) {
            return self.millionths;
        }
        match self.per {
            KpiBy::Day => share(self.millionths, days, 1),
            KpiBy::Week => share(self.millionths, days, 7),
            KpiBy::Month => of_months(self.millionths, from, to),
        }
    }

    /// How a figure stands against it. What isn't all known yet is missed only where it is too much already: it can but grow.
    #[must_use]
    pub fn judged(&self, point: &KpiPoint) -> KpiTarget {
        let millionths = self.over(point.from, point.to);
        let should = Decimal::new(millionths, 6);
        let missed = point.value.is_some_and(|is| match self.kpi.better {
            Better::More => is < should && !point.unripe,
            Better::Less => is > should,
            Better::Neither => false,
        });
        KpiTarget { millionths, shown: self.shown(millionths), missed }
    }

    /// An amount of it with its unit, and the side that is good: `< 4%`, `570`.
    fn shown(&self, millionths: i64) -> Sentence {
        let of = figure(self.kpi, Some(Decimal::new(millionths, 6)));
        match self.kpi.better {
            Better::Less if millionths > 0 => Sentence::new(format!("< {}", of.id), format!("< {}", of.en)),
            _ => of,
        }
    }

    /// It as it is set.
    #[must_use]
    pub fn row(&self) -> TargetRow {
        TargetRow {
            kpi: self.kpi.key.to_owned(),
            name: self.kpi.title(),
            per: self.per,
            millionths: self.millionths,
            shown: self.shown(self.millionths),
            typed: typed_target(self.kpi, self.millionths),
        }
    }
}

/// Whether a figure of a week is that of its days added up.
#[must_use]
pub const fn adds_up(kpi: &Kpi) -> bool {
    match kpi.made {
        Made::Sum(_) | Made::LoggedSum(_) => true,
        Made::Own(own) => own.per.is_none(),
        Made::Books(of, None) => matches!(of, Books::NetSales | Books::Gross | Books::Profit),
        _ => false,
    }
}

/// `of` times `part` by `whole`, to the nearest.
fn share(of: i64, part: i64, whole: i64) -> i64 {
    let (of, whole) = (i128::from(of) * i128::from(part), i128::from(whole.max(1)));
    i64::try_from((of + whole / 2) / whole).unwrap_or(i64::MAX)
}

/// A month's amount for some days: of each month its days' share.
fn of_months(millionths: i64, from: Day, to: Day) -> i64 {
    let (mut sum, mut month) = (0_i64, Month::of(from));
    while month.first() <= to {
        let (first, last) = (month.first(), month.last());
        let days = first.max(from).days_to(last.min(to)) + 1;
        sum = sum.saturating_add(share(millionths, days, first.days_to(last) + 1));
        if month.plus(1) == month {
            break; // the calendar's end
        }
        month = month.plus(1);
    }
    sum
}

/// What is proposed for a period, of the figure's last whole ones: their median, or the limit that holds for everybody. None where too few
/// of them tell.
#[must_use]
pub fn proposed(kpi: &'static Kpi, per: KpiBy, points: &[KpiPoint]) -> Option<TargetProposed> {
    let (millionths, why) = match kpi.offered {
        Offered::Nothing => return None,
        Offered::Fixed(millionths) => (millionths, limit_why(kpi)),
        Offered::Own => {
            let whole = points.iter().rev().filter(|point| !point.running && !point.unripe);
            let values: Vec<Decimal> = whole.filter_map(|point| point.value).take(PERIODS).collect();
            (median(kpi, &values)?, own_why(per, values.len()))
        }
    };
    let target = Target { kpi, per, millionths }.checked().ok()?;
    let TargetRow { shown, typed, .. } = target.row();
    Some(TargetProposed { millionths, per, shown, typed, why })
}

fn limit_why(kpi: &Kpi) -> Sentence {
    match kpi.key {
        "late" | "fast" | "seller_cancelled" | "defective" => {
            Sentence::new("batas dari marketplace", "the marketplaces' limit")
        }
        _ => Sentence::new("batas yang sehat", "a sound limit"),
    }
}

fn own_why(per: KpiBy, periods: usize) -> Sentence {
    let (id, en) = match per {
        KpiBy::Day => ("hari", "days"),
        KpiBy::Week => ("minggu", "weeks"),
        KpiBy::Month => ("bulan", "months"),
    };
    Sentence::new(format!("median {periods} {id} terakhir"), format!("median of the last {periods} {en}"))
}

/// The median, rounded as the figure is shown, in millionths.
fn median(kpi: &Kpi, values: &[Decimal]) -> Option<i64> {
    if values.len() < ENOUGH {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    let places = match kpi.unit {
        Unit::Count | Unit::Money | Unit::Minutes => 0,
        Unit::Ratio | Unit::Per100 | Unit::Days => 1,
        Unit::Percent => 3,
    };
    let middle = ((low + high) / Decimal::TWO).round_dp(places);
    (middle * Decimal::from(MILLION)).to_i64()
}

#[cfg(test)]
mod tests;
