//! KPIs in words: a figure with its unit, what it differs by.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Kpi, Unit};
use crate::{Money, Sentence};

fn decimal(value: Decimal, places: usize) -> Sentence {
    let text = format!("{:.places$}", value.round_dp(u32::try_from(places).unwrap_or_default()));
    let text = text.replace('-', "\u{2212}");
    Sentence::new(text.replace('.', ","), text)
}

fn whole(value: Decimal) -> Sentence {
    let text = Money(value.round().to_i64().unwrap_or_default()).to_string();
    Sentence::new(text.clone(), text.replace('.', ","))
}

fn joined(of: &Sentence, id: &str, en: &str) -> Sentence {
    Sentence::new(format!("{}{id}", of.id), format!("{}{en}", of.en))
}

/// Places after the point: one where the figure is small.
fn places(value: Decimal) -> usize {
    usize::from(value.abs() < Decimal::TEN)
}

/// A span of minutes: "9 menit", "19,4 jam", "3,5 hari".
fn minutes(value: Decimal) -> Sentence {
    let (hour, day) = (Decimal::from(60), Decimal::from(1440));
    match value.abs() {
        short if short < hour => joined(&decimal(value, 0), " menit", " min"),
        some if some < day * Decimal::from(3) => joined(&decimal(value / hour, 1), " jam", " h"),
        _ => joined(&decimal(value / day, 1), " hari", " days"),
    }
}

/// A KPI's value for people; a dash where it is undefined.
#[must_use]
pub fn figure(kpi: &Kpi, value: Option<Decimal>) -> Sentence {
    let Some(value) = value else { return Sentence::new("\u{2013}", "\u{2013}") };
    match kpi.unit {
        Unit::Count | Unit::Money => whole(value),
        Unit::Percent => {
            let percent = value * Decimal::ONE_HUNDRED;
            joined(&decimal(percent, places(percent)), "%", "%")
        }
        Unit::Ratio | Unit::Per100 => decimal(value, 1),
        Unit::Minutes => minutes(value),
        Unit::Days => joined(&decimal(value, places(value)), " hari", " days"),
    }
}

/// What it differs by from another value: points of a share, a quotient's difference, percent of anything else.
#[must_use]
pub fn delta(kpi: &Kpi, value: Option<Decimal>, before: Option<Decimal>) -> Option<Sentence> {
    let (value, before) = value.zip(before)?;
    let by = value - before;
    // What is rounded to nothing has no sign.
    let signed = |of: Sentence| match by > Decimal::ZERO && of.en.contains(|c| ('1'..='9').contains(&c)) {
        true => Sentence::new(format!("+{}", of.id), format!("+{}", of.en)),
        false => of,
    };
    Some(match kpi.unit {
        Unit::Percent => signed(joined(&decimal(by * Decimal::ONE_HUNDRED, 1), " poin", " points")),
        Unit::Ratio | Unit::Per100 => signed(decimal(by, 1)),
        _ if before == Decimal::ZERO => return None,
        _ => signed(joined(&decimal(Decimal::ONE_HUNDRED * by / before.abs(), 0), "%", "%")),
    })
}

/// Its cases, where a rate is of few: "2 dari 7".
#[must_use]
pub fn few(num: i64, den: i64) -> Sentence {
    let [num, den] = [num, den].map(|of| whole(Decimal::from(of)));
    Sentence::new(format!("{} dari {}", num.id, den.id), format!("{} of {}", num.en, den.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_in_their_unit_and_differences_too() {
        let say = |key: &str, num, den, was: i64| {
            let kpi = Kpi::of(key).unwrap();
            let (value, before) = (kpi.value(num, den), kpi.value(was, den));
            (figure(kpi, value).id, delta(kpi, value, before).map(|d| d.id))
        };
        let is = |shown: &str, delta: &str| (shown.to_owned(), (!delta.is_empty()).then(|| delta.to_owned()));
        assert_eq!(say("net_sales", 58_316_000, None, 54_702_500), is("58.316.000", "+7%"));
        assert_eq!(say("late", 30, Some(583), 20), is("5,1%", "+1,7 poin"));
        assert_eq!(say("late", 0, Some(0), 0), is("\u{2013}", ""));
        assert_eq!(say("repeat", 31, Some(100), 28), is("31%", "+3,0 poin"));
        assert_eq!(say("paid_to_shipped", 1164, Some(9), 1032), is("19,4 jam", "+13%"));
        assert_eq!(say("reply", 9, Some(9), 12), is("9 menit", "\u{2212}25%"));
        assert_eq!(say("orders", 5, None, 0), is("5", ""));
        assert_eq!(say("late", 50_001, Some(1_000_000), 50_000), is("5,0%", "0,0 poin"));
        assert_eq!((few(2, 7).id, few(-1_500, 1_500_000).en), ("2 dari 7".into(), "\u{2212}1,500 of 1,500,000".into()));
        assert_eq!(say("roas", 46, Some(10), 39), is("4,6", "+0,7"));
    }
}
