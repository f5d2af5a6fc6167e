//! Where what stands out comes from: stores, couriers, persons, goods, days of the week.

use runut_core::business_report::{Looked, PRODUCTS, Story, cases_cause, money_cause, stock_cause};
use runut_core::figures::{Count, Dim};
use runut_core::findings::{Part, Period, Share, Span, causes as shares_of, run_of};
use runut_core::kpi::Kpi;
use runut_core::rows::KpiCut;
use runut_core::statements::Period as Days;
use runut_core::{SHORT_DAYS, Sentence};

use super::looking::{Looking, days_of};
use super::{Because, goods};
use crate::StoreError;
use crate::reports::kpis::{counted, dims};

/// Causes at most.
const MOST: usize = 3;

/// What makes up most of a difference; `up` where the figure is above the usual.
pub(super) fn causes(looking: &Looking<'_, '_>, of: &Looked, up: bool) -> Result<Vec<Because>, StoreError> {
    if of.is_product() {
        let left = goods::left(looking.book, of.dim - PRODUCTS)?;
        return Ok(vec![Because { name: None, row: stock_cause(left), weight: 0 }]);
    }
    if of.dim != 0 {
        return Ok(Vec::new());
    }
    match of.story {
        Story::Sales => {
            let stores = by_store(looking, of)?;
            if stores.len() > 1 { Ok(stores) } else { by_product(looking, of) }
        }
        Story::OrderValue | Story::Margin => margins(looking, of, up),
        Story::Fees => amounts(looking, of, KpiCut::Store, up),
        Story::Late => several(looking, of, &[KpiCut::Courier, KpiCut::Person], up),
        Story::Failed => several(looking, of, &[KpiCut::Courier], up),
        Story::Losses | Story::Cancelled | Story::Returns => several(looking, of, &[KpiCut::Store], up),
        Story::StockOut => Ok(Vec::new()),
    }
}

/// The largest of each cut and of the days first, then the others of them.
fn several(looking: &Looking<'_, '_>, of: &Looked, cuts: &[KpiCut], up: bool) -> Result<Vec<Because>, StoreError> {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for cut in cuts {
        let mut of_cut = cases(looking, of, *cut, up)?.into_iter();
        found.extend(of_cut.next());
        others.extend(of_cut);
    }
    found.extend(by_weekday(looking, of, up)?);
    found.extend(others);
    found.truncate(MOST);
    Ok(found)
}

/// Days of the week that follow each other and hold most of what is beyond the usual; none of a single day's report, or where it is all
/// of the week.
fn by_weekday(looking: &Looking<'_, '_>, of: &Looked, up: bool) -> Result<Option<Because>, StoreError> {
    if of.period.span == Span::Day {
        return Ok(None);
    }
    let mut now = [Part::default(); 7];
    let mut usual = [Part::default(); 7];
    let earlier = of.period.baseline(looking.first);
    add_by_weekday(looking, of.kpi, of.period, &mut now)?;
    for period in earlier {
        add_by_weekday(looking, of.kpi, period, &mut usual)?;
    }
    let off: Vec<i64> = now.into_iter().zip(usual).map(|(now, usual)| beyond(now, usual)).collect();
    let Some(run) = run_of(&off, up) else { return Ok(None) };
    let (first, last) = (SHORT_DAYS[*run.start()], SHORT_DAYS[*run.end()]);
    let name = |of: fn((&'static str, &'static str)) -> &'static str| match run.start() == run.end() {
        true => of(first).to_owned(),
        false => format!("{}–{}", of(first), of(last)),
    };
    let (num, den) = now[run.clone()].iter().fold((0, 0), |sum, part| (sum.0 + part.num, sum.1 + part.den));
    let row = cases_cause(Sentence::new(name(|day| day.0), name(|day| day.1)), num, den);
    Ok(Some(Because { name: None, row, weight: off[run].iter().sum() }))
}

fn add_by_weekday(
    looking: &Looking<'_, '_>,
    kpi: &Kpi,
    period: Period,
    parts: &mut [Part; 7],
) -> Result<(), StoreError> {
    for day in period.days() {
        let Some(of) = looking.part(kpi, 0, Days { from: day, to: day })? else { continue };
        let part = &mut parts[usize::try_from(day.weekday()).unwrap_or(0)];
        part.num = part.num.saturating_add(of.num);
        part.den = part.den.saturating_add(of.den);
    }
    Ok(())
}

/// The periods that a figure is held against.
fn before(looking: &Looking<'_, '_>, of: &Looked) -> Vec<Days> {
    of.period.baseline(looking.first).into_iter().map(days_of).collect()
}

/// Δsales by store: orders at their usual amount, and what each comes to.
fn by_store(looking: &Looking<'_, '_>, of: &Looked) -> Result<Vec<Because>, StoreError> {
    let earlier = before(looking, of);
    let mut shares = Vec::new();
    let names = dims(looking.book, KpiCut::Store)?;
    for (at, (_, _, dim)) in names.iter().enumerate() {
        let sums = |days: Days| -> Result<(i64, i64), StoreError> {
            let of = |count| counted(looking.book, count, days, *dim);
            Ok((of(Count::Shipped)?, of(Count::Net)?))
        };
        let (orders, amount) = sums(days_of(of.period))?;
        let mut share = Share { key: at, orders, amount, orders_before: 0, amount_before: 0 };
        for days in &earlier {
            let (orders, amount) = sums(*days)?;
            share.orders_before += orders;
            share.amount_before = share.amount_before.saturating_add(amount);
        }
        if share.orders > 0 || share.orders_before > 0 {
            shares.push(share);
        }
    }
    // A shop with one store has no part of it that is the cause.
    if shares.len() < 2 {
        return Ok(Vec::new());
    }
    let found = shares_of(&shares, count_of(&earlier));
    let said = |name: &String, orders, rupiah| Because {
        name: Some(name.clone()),
        row: money_cause(name, orders, false, rupiah),
        weight: rupiah,
    };
    Ok(found.iter().map(|cause| said(&names[cause.key].1, cause.orders, cause.rupiah)).collect())
}

fn count_of(periods: &[Days]) -> i64 {
    i64::try_from(periods.len()).unwrap_or(1)
}

/// Δsales by product: units at their usual price, and what each comes to.
fn by_product(looking: &Looking<'_, '_>, of: &Looked) -> Result<Vec<Because>, StoreError> {
    let earlier = before(looking, of);
    let names = goods::sold_most(looking.book, of.period)?;
    let mut shares = Vec::new();
    for (at, (product, _)) in names.iter().enumerate() {
        let now = goods::sums(looking.book, *product, days_of(of.period))?;
        let mut share = Share { key: at, orders: now.units, amount: now.net, orders_before: 0, amount_before: 0 };
        for days in &earlier {
            let then = goods::sums(looking.book, *product, *days)?;
            share.orders_before += then.units;
            share.amount_before = share.amount_before.saturating_add(then.net);
        }
        shares.push(share);
    }
    let found = shares_of(&shares, count_of(&earlier));
    let said = |name: &String, units, rupiah| Because {
        name: Some(name.clone()),
        row: money_cause(name, units, true, rupiah),
        weight: rupiah,
    };
    Ok(found.iter().map(|cause| said(&names[cause.key].1, cause.orders, cause.rupiah)).collect())
}

/// What goods left less, or more, of their sales than they usually do.
fn margins(looking: &Looking<'_, '_>, of: &Looked, up: bool) -> Result<Vec<Because>, StoreError> {
    let earlier = before(looking, of);
    let mut found = Vec::new();
    for (product, name) in goods::sold_most(looking.book, of.period)? {
        let now = goods::sums(looking.book, product, days_of(of.period))?;
        let mut usual = Part::default();
        for days in &earlier {
            let then = goods::sums(looking.book, product, *days)?;
            usual.num = usual.num.saturating_add(then.margin);
            usual.den = usual.den.saturating_add(then.net);
        }
        let off = beyond(Part { num: now.margin, den: now.net }, usual);
        found.push(Because { name: Some(name.clone()), row: money_cause(&name, 0, true, off), weight: off });
    }
    Ok(largest(found, up))
}

/// By how much amounts of parts of the shop are beyond their usual share.
fn amounts(looking: &Looking<'_, '_>, of: &Looked, cut: KpiCut, up: bool) -> Result<Vec<Because>, StoreError> {
    let mut found = Vec::new();
    for (name, now, usual) in quotients(looking, of, cut)? {
        let off = beyond(now, usual);
        found.push(Because { name: Some(name.clone()), row: money_cause(&name, 0, false, off), weight: off });
    }
    Ok(largest(found, up))
}

/// By how many cases parts of the shop are beyond their usual share.
fn cases(looking: &Looking<'_, '_>, of: &Looked, cut: KpiCut, up: bool) -> Result<Vec<Because>, StoreError> {
    let mut found = Vec::new();
    for (name, now, usual) in quotients(looking, of, cut)? {
        let (row, weight) = (cases_cause(Sentence::new(&name, &name), now.num, now.den), beyond(now, usual));
        found.push(Because { name: Some(name), row, weight });
    }
    Ok(largest(found, up))
}

/// A figure of each part of the shop, and what it was together.
fn quotients(looking: &Looking<'_, '_>, of: &Looked, cut: KpiCut) -> Result<Vec<(String, Part, Part)>, StoreError> {
    let (earlier, kpi): (_, &Kpi) = (before(looking, of), of.kpi);
    let mut all = Vec::new();
    for (_, name, Dim(dim)) in dims(looking.book, cut)? {
        let Some(now) = looking.part(kpi, dim, days_of(of.period))?.filter(|now| now.den > 0) else { continue };
        let mut usual = Part::default();
        for days in &earlier {
            let then = looking.part(kpi, dim, *days)?.unwrap_or_default();
            usual.num = usual.num.saturating_add(then.num);
            usual.den = usual.den.saturating_add(then.den);
        }
        all.push((name, now, usual));
    }
    Ok(all)
}

/// By how much a quotient's numerator is beyond what is usual; of what is new all of it.
fn beyond(now: Part, usual: Part) -> i64 {
    let expected = match usual.den {
        ..=0 => 0,
        den => i128::from(now.den) * i128::from(usual.num) / i128::from(den),
    };
    i64::try_from(i128::from(now.num) - expected).unwrap_or(i64::MAX)
}

/// Those that go the way of the whole, the largest first.
fn largest(mut found: Vec<Because>, up: bool) -> Vec<Because> {
    found.retain(|cause| cause.weight != 0 && (cause.weight > 0) == up);
    found.sort_by_key(|cause| std::cmp::Reverse(cause.weight.unsigned_abs()));
    found.truncate(MOST);
    found
}
