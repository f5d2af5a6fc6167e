//! What stands out, in a seller's words.

use rust_decimal::Decimal;

use super::Looked;
use crate::findings::{Found, Kind, Part, Span, State};
use crate::kpi::{Better, Kpi, figure};
use crate::rows::ReportCause;
use crate::{Money, Sentence};

/// What a report says of a figure that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In a line.
    pub title: Sentence,
    /// More of it.
    pub detail: Sentence,
    /// Whether it is worse than usual.
    pub bad: bool,
}

fn said(id: impl Into<String>, en: impl Into<String>) -> Sentence {
    Sentence::new(id, en)
}

/// An amount or a count with points between thousands, in both languages.
fn whole(number: i64) -> Sentence {
    let text = Money(number).to_string();
    said(text.clone(), text.replace('.', ","))
}

/// A figure of a KPI's unit from a quotient of whole numbers.
fn shown(kpi: &Kpi, part: Part) -> Sentence {
    let value = kpi.value(part.num, Some(part.den).filter(|den| *den != 1));
    figure(kpi, value)
}

/// What is usual: of a count the mean, to the whole.
fn usual(of: &Looked, base: Part) -> Sentence {
    match of.series.kind {
        Kind::Count { .. } | Kind::Sum if base.den > 0 => whole(rounded(base)),
        _ => shown(of.kpi, base),
    }
}

fn rounded(part: Part) -> i64 {
    let (num, den) = (i128::from(part.num), i128::from(part.den.max(1)));
    i64::try_from((num * 2 + den).div_euclid(den * 2)).unwrap_or(i64::MAX)
}

/// What is said of a figure that stands out.
#[must_use]
pub fn told(of: &Looked, found: &Found) -> Said {
    let up = found.tested.rupiah > 0;
    let bad = if of.is_product() { !up } else { is_bad(of.kpi, up) };
    let (name, now, usual) = (named(of), shown(of.kpi, of.series.now), usual(of, found.tested.base));
    let (goes, goes_en) = if up { ("naik", "up") } else { ("turun", "down") };
    let when = later(of);
    if let Some(trend) = found.trend {
        let first = of.series.before.get(10).copied().unwrap_or_default();
        let first = if matches!(of.series.kind, Kind::Count { .. } | Kind::Sum) {
            whole(first.num)
        } else {
            shown(of.kpi, first)
        };
        let (going, going_en) = if trend.slope > 0.0 { ("naik terus", "rising") } else { ("turun terus", "falling") };
        let (unit, unit_en) = span_words(of.period.span);
        return Said {
            title: said(format!("{} {going} 12 {unit}", name.id), format!("{} {going_en} for 12 {unit_en}s", name.en)),
            detail: said(
                format!("Dari {} menjadi {}.{}", first.id, now.id, when.id),
                format!("From {} to {}.{}", first.en, now.en, when.en),
            ),
            bad: is_bad(of.kpi, trend.slope > 0.0),
        };
    }
    let title = match of.series.kind {
        Kind::Count { .. } => {
            let percent = percent_off(of.series.now, found.tested.base);
            let (by, by_en) =
                percent.map_or_else(|| (now.id.clone(), now.en.clone()), |by| (format!("{by}%"), format!("{by}%")));
            said(format!("{} {goes} {by}", name.id), format!("{} {goes_en} {by_en}", name.en))
        }
        Kind::Rate => {
            let (num, den) = (whole(of.series.now.num), whole(of.series.now.den));
            said(format!("{} {} dari {}", name.id, num.id, den.id), format!("{} {} of {}", name.en, num.en, den.en))
        }
        Kind::Mean => {
            let off = shown(of.kpi, difference(of.series.now, found.tested.base));
            said(
                format!("{} {goes} {}", name.id, unsigned(&off.id)),
                format!("{} {goes_en} {}", name.en, unsigned(&off.en)),
            )
        }
        Kind::Sum | Kind::Share => {
            let by = whole(found.tested.rupiah.saturating_abs());
            said(format!("{} {goes} {}", name.id, by.id), format!("{} {goes_en} {}", name.en, by.en))
        }
    };
    let (share, share_en) = if of.series.kind == Kind::Share { (" dari penjualan", " of sales") } else { ("", "") };
    let detail = said(
        format!("{}{share}, biasanya {}.{}", now.id, usual.id, when.id),
        format!("{}{share_en}, usually {}.{}", now.en, usual.en, when.en),
    );
    Said { title, detail, bad }
}

fn is_bad(kpi: &Kpi, up: bool) -> bool {
    match kpi.better {
        Better::More => !up,
        Better::Less => up,
        Better::Neither => false,
    }
}

fn unsigned(text: &str) -> &str {
    text.trim_start_matches('\u{2212}')
}

/// What one is more than another, of the same unit.
fn difference(a: Part, b: Part) -> Part {
    let (num, den) = (
        i128::from(a.num) * i128::from(b.den) - i128::from(b.num) * i128::from(a.den),
        i128::from(a.den) * i128::from(b.den),
    );
    let whole = num.checked_div(den).unwrap_or(0);
    Part::whole(i64::try_from(whole).unwrap_or(i64::MAX))
}

/// By how many percent one is off another; none of nothing.
fn percent_off(now: Part, base: Part) -> Option<i64> {
    let (now, base) = (
        Decimal::from(now.num) / Decimal::from(now.den.max(1)),
        Decimal::from(base.num) / Decimal::from(base.den.max(1)),
    );
    (base > Decimal::ZERO).then(|| ((now - base).abs() * Decimal::ONE_HUNDRED / base).round().try_into().unwrap_or(0))
}

/// What it is called, with the part of the shop before it.
fn named(of: &Looked) -> Sentence {
    let name = of.kpi.title();
    if of.part.is_empty() {
        return name;
    }
    if of.is_product() {
        return said(format!("{}, terjual", of.part), format!("{}, sold", of.part));
    }
    let lower = |text: &str| text.to_lowercase();
    said(format!("{}, {}", of.part, lower(&name.id)), format!("{}, {}", of.part, lower(&name.en)))
}

/// Of when it is, where that isn't the report's own period: what comes back of a week's parcels is known weeks later.
fn later(of: &Looked) -> Sentence {
    if of.kpi.ripe_days == 0 {
        return Sentence::default();
    }
    let label = of.period.label();
    said(format!(" Dari {}.", label.id), format!(" Of {}.", label.en))
}

const fn span_words(span: Span) -> (&'static str, &'static str) {
    match span {
        Span::Day => ("hari", "day"),
        Span::Week => ("minggu", "week"),
        Span::Month => ("bulan", "month"),
    }
}

/// What became of a figure that stood out before: what it was, and what it is.
#[must_use]
pub fn told_later(of: &Looked, was: Part, state: State) -> Sentence {
    let (name, was) = (
        named(of),
        if matches!(of.series.kind, Kind::Count { .. } | Kind::Sum) { whole(rounded(was)) } else { shown(of.kpi, was) },
    );
    let now = shown(of.kpi, of.series.now);
    let (still, still_en) = if state == State::Unchanged { ("masih", "still") } else { ("kini", "now") };
    said(
        format!("{} {}, {still} {}", name.id, was.id, now.id),
        format!("{} {}, {still_en} {}", name.en, was.en, now.en),
    )
}

fn signed(number: i64) -> Sentence {
    let of = whole(number);
    if number > 0 { said(format!("+{}", of.id), format!("+{}", of.en)) } else { of }
}

/// A cause of which rupiah are known: what it is, by how many orders or units, by how much.
#[must_use]
pub fn money_cause(name: &str, orders: i64, units: bool, rupiah: i64) -> ReportCause {
    let (word, word_en) = if units { ("terjual", "sold") } else { ("pesanan", "orders") };
    let by = signed(orders);
    let label = match orders {
        0 => said(name, name),
        _ => said(format!("{name}, {} {word}", by.id), format!("{name}, {} {word_en}", by.en)),
    };
    ReportCause { label, said: signed(rupiah), share: 0 }
}

/// A cause of which cases are known: what it is, how many.
#[must_use]
pub fn cases_cause(label: Sentence, cases: i64, of: i64) -> ReportCause {
    let (cases, of) = (whole(cases), whole(of));
    ReportCause {
        label,
        said: said(format!("{} dari {}", cases.id, of.id), format!("{} of {}", cases.en, of.en)),
        share: 0,
    }
}

/// What is left of goods.
#[must_use]
pub fn stock_cause(units: i64) -> ReportCause {
    let left = whole(units);
    let (label, text) = match units {
        ..=0 => (said("stok habis", "out of stock"), Sentence::default()),
        _ => (said("stok tinggal", "left in stock"), left),
    };
    ReportCause { label, said: text, share: 0 }
}
