//! Statements: drawn from kept sums, never from the entries, so that a book of a million orders answers as fast as one of a
//! thousand.

mod journal;
mod ledger;
mod moves;
mod owing;
mod payables;
mod sales;
mod sums;
mod tax;

use runut_core::rows::{
    Against, Note, ReceivablesReport, Statement, StatementBy, StatementColumn, StatementKind, StatementQuery,
};
use runut_core::statements::{
    self, AGES, AboutShop, Bridge, MONTHS_MAX, Period, ShopChart, Standing, Sum, Trial, day_label, profit_of,
};
use runut_core::{Day, Refusal, Sentence, StoreId};

use crate::{Reader, StoreError};

pub use journal::{journal, shop_chart};
pub use ledger::ledger;
pub use moves::ledger_moves;
pub use owing::receivable_orders;
pub use payables::payables;
pub use sales::sales_report;
pub(super) use sums::{flows, of as period_sums};
pub use tax::tax_report;

pub(super) use sums::of as sums_of;

/// A statement, or why it can't be.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for days that are none, for stores in what has none, for
/// more months than a statement has.
pub fn statement(book: &Reader<'_>, query: &StatementQuery) -> Result<Result<Statement, Refusal>, StoreError> {
    let plan = match Plan::of(query) {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let chart = sums::chart(book)?;
    Ok(Ok(drawn(book, &chart, query.kind, plan)?))
}

/// The notes to the statements of the year up to a day.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn notes(book: &Reader<'_>, to: Day) -> Result<Vec<Note>, StoreError> {
    let chart = sums::chart(book)?;
    let year = || Plan::single(Period::year_to(to));
    let balance = drawn(book, &chart, StatementKind::Balance, year())?;
    let income = drawn(book, &chart, StatementKind::Income, year())?;
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let about = AboutShop { name: shop.name, address: shop.address, start_day: shop.start_day };
    Ok(statements::notes(&about, &balance, &income))
}

/// What is owed to the shop at the end of a day, by how long.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn receivables(book: &Reader<'_>, day: Day) -> Result<ReceivablesReport, StoreError> {
    let chart = sums::chart(book)?;
    let mut debited = Vec::new();
    let mut before = -1;
    for age in AGES {
        debited.push(sums::of(book, Period { from: day.plus(-age), to: day.plus(-before - 1) })?);
        before = age;
    }
    Ok(statements::receivables(&chart, day, &book.balances_at(day)?, &debited))
}

/// The columns of a statement.
struct Plan {
    periods: Vec<(Period, Option<StoreId>)>,
    by_store: bool,
    compared: bool,
}

impl Plan {
    fn single(period: Period) -> Self {
        Self { periods: vec![(period, None)], by_store: false, compared: false }
    }

    fn of(query: &StatementQuery) -> Result<Self, Refusal> {
        let period = Period::new(query.from, query.to)?;
        let too_many = Refusal::new(
            "months_many",
            format!("Laporan memuat paling banyak {MONTHS_MAX} bulan. Persempit tanggalnya."),
            format!("A report has {MONTHS_MAX} months at most. Narrow its days."),
        );
        let many = period.months_across() > i32::try_from(MONTHS_MAX).unwrap_or(i32::MAX);
        if many && query.by == StatementBy::Month {
            return Err(too_many);
        }
        if query.by == StatementBy::Store && !matches!(query.kind, StatementKind::Income | StatementKind::Emkm) {
            return Err(Refusal::new(
                "by_store",
                "Per toko hanya ada laba rugi: neraca dan kas milik seluruh usaha.",
                "Only an income statement is by store: balances and money are of the whole shop.",
            ));
        }
        let plan = match query.by {
            StatementBy::Month => {
                let months = period.months().into_iter().chain([period]).map(|period| (period, None));
                Self { periods: months.collect(), by_store: false, compared: false }
            }
            StatementBy::Store => Self { by_store: true, ..Self::single(period) },
            StatementBy::Period => Self::beside(period, query)?,
        };
        Ok(plan)
    }

    fn beside(period: Period, query: &StatementQuery) -> Result<Self, Refusal> {
        let against = match query.against {
            // What the shop has is held against what it had when the period began.
            Against::Before if query.kind == StatementKind::Balance => {
                let day = period.from.plus(-1);
                Some(Period { from: day, to: day })
            }
            against => period.against(against, query.against_days)?,
        };
        let count = i32::try_from(query.months.clamp(0, 36)).unwrap_or(0);
        let periods = [Some(period), against].into_iter().flatten().chain(statements::months(period, count));
        let periods = periods.map(|period| (period, None)).collect();
        Ok(Self { periods, by_store: false, compared: against.is_some() })
    }
}

fn drawn(book: &Reader<'_>, chart: &ShopChart, kind: StatementKind, plan: Plan) -> Result<Statement, StoreError> {
    match kind {
        StatementKind::Income => of_income(book, chart, plan, statements::income),
        StatementKind::Emkm => of_income(book, chart, plan, statements::emkm),
        StatementKind::Balance => {
            let at = |(period, _): &(Period, _)| sums::standing(book, chart, period.to);
            let standings = plan.periods.iter().map(at).collect::<Result<Vec<_>, _>>()?;
            let column = |(period, _): &(Period, _)| StatementColumn {
                label: day_label(period.to),
                from: None,
                to: period.to,
                store: None,
            };
            // All months together stand as the last of them does.
            let count = if plan.periods.len() > 1 && !plan.compared && is_by_month(&plan) {
                plan.periods.len() - 1
            } else {
                plan.periods.len()
            };
            let columns = plan.periods.iter().take(count).map(column).collect();
            Ok(statements::position(chart, columns, &standings[..count], plan.compared))
        }
        StatementKind::Cashflow => {
            let of = |(period, _): &(Period, _)| {
                let opening = book.balances_at(period.from.plus(-1))?;
                let money = |id: &runut_core::AccountId| chart.get(*id).is_some_and(|account| account.cash);
                let opening = opening.iter().filter(|(id, _)| money(id)).map(|(_, balance)| *balance).sum();
                Ok::<_, StoreError>((sums::flows(book, *period)?, opening))
            };
            let flows = plan.periods.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            Ok(statements::cashflow(chart, columns(&plan.periods), &flows, plan.compared))
        }
        StatementKind::Profit => {
            let of = |(period, _): &(Period, _)| {
                Ok::<_, StoreError>(Bridge {
                    before: book.balances_at(period.from.plus(-1))?,
                    after: book.balances_at(period.to)?,
                    profit: profit_of(chart, &sums::of(book, *period)?),
                    flows: sums::flows(book, *period)?,
                })
            };
            let bridges = plan.periods.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            Ok(statements::where_profit_went(chart, columns(&plan.periods), &bridges, plan.compared))
        }
        StatementKind::Trial => of_trial(book, chart, plan.periods[0].0),
    }
}

fn is_by_month(plan: &Plan) -> bool {
    plan.periods.last().is_some_and(|(last, _)| last.from == plan.periods[0].0.from)
}

type Drawing = fn(&ShopChart, Vec<StatementColumn>, &[Vec<Sum>], bool) -> Statement;

fn of_income(book: &Reader<'_>, chart: &ShopChart, plan: Plan, draw: Drawing) -> Result<Statement, StoreError> {
    if !plan.by_store {
        let sums = plan.periods.iter().map(|(period, _)| sums::of(book, *period)).collect::<Result<Vec<_>, _>>()?;
        return Ok(draw(chart, columns(&plan.periods), &sums, plan.compared));
    }
    let period = plan.periods[0].0;
    let sums = sums::of(book, period)?;
    let with = |store: StoreId| sums.iter().any(|sum| sum.store == store);
    let stores = chart.stores().map(|(id, _)| id).filter(|id| with(*id)).chain([StoreId(0)]);
    let mut columns: Vec<StatementColumn> = stores
        .map(|store| StatementColumn {
            label: chart.store(store),
            from: Some(period.from),
            to: period.to,
            store: Some(store),
        })
        .collect();
    let all = Sentence::new("Semua", "All");
    columns.push(StatementColumn { label: all, from: Some(period.from), to: period.to, store: None });
    let sums = vec![sums; columns.len()];
    Ok(draw(chart, columns, &sums, false))
}

fn columns(periods: &[(Period, Option<StoreId>)]) -> Vec<StatementColumn> {
    let column = |(period, store): &(Period, Option<StoreId>)| StatementColumn {
        label: period.label(),
        from: Some(period.from),
        to: period.to,
        store: *store,
    };
    periods.iter().map(column).collect()
}

fn of_trial(book: &Reader<'_>, chart: &ShopChart, period: Period) -> Result<Statement, StoreError> {
    let before = period.from.plus(-1);
    let year = Period::year_to(period.from);
    let (year_before, at) = (book.balances_at(year.from.plus(-1))?, book.balances_at(before)?);
    let since = |(account, balance): (&runut_core::AccountId, &runut_core::Money)| Sum {
        account: *account,
        store: StoreId(0),
        debit: *balance - year_before.get(account).copied().unwrap_or_default(),
        credit: runut_core::Money::ZERO,
    };
    let of = Trial {
        before: Standing { earlier: sums::earned(chart, &year_before), ..sums::standing(book, chart, before)? },
        year: at.iter().map(since).collect(),
        sums: sums::of(book, period)?,
    };
    let (from, to) = (day_label(before), day_label(period.to));
    let within = period.label();
    let heads = [
        (&from, "debit", "debit"),
        (&from, "kredit", "credit"),
        (&within, "debit", "debit"),
        (&within, "kredit", "credit"),
        (&to, "debit", "debit"),
        (&to, "kredit", "credit"),
    ];
    let columns = heads.map(|(when, id, en)| StatementColumn {
        label: Sentence::new(format!("{} {id}", when.id), format!("{} {en}", when.en)),
        from: Some(period.from),
        to: period.to,
        store: None,
    });
    Ok(statements::trial(chart, columns.into(), &of))
}
