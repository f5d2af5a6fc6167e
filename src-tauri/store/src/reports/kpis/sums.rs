//! The sums that figures of one period are made of: each source is read once, and only where it is asked for.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use runut_core::chart::AccountKind;
use runut_core::figures::{Count, Dim, Figures, Span, Way, quantile};
use runut_core::kpi::{Books, Kpi, Logged, Made, Own, Part, Stocked};
use runut_core::posting::Account;
use runut_core::records::median;
use runut_core::statements::{Period, Sum};
use runut_core::{AccountId, Day, Money};

use super::walks;
use crate::day_keys::DAYS;
use crate::figure_days::{COUNTS, WAY, counts_of, figure_key, span_key, way_of_row};
use crate::reports::statements::{flows, period_sums};
use crate::{Reader, StoreError};

/// What a figure is made of: its numerator, and what that is divided by.
type Quotient = (i64, Option<i64>);

/// The sums of a period.
pub(super) struct Sums<'a, 'b> {
    book: &'a Reader<'b>,
    period: Period,
    dim: Dim,
    today: Day,
    figures: OnceCell<Figures>,
    ledger: OnceCell<Vec<Sum>>,
    kinds: OnceCell<BTreeMap<AccountId, AccountKind>>,
}

/// One parcel in so many may have goods without a known cost: beyond that there is no margin.
const UNCOSTED: i64 = 20;

/// What is counted of a dim from one day to another.
pub(super) fn figures(book: &Reader<'_>, period: Period, dim: Dim) -> Result<Figures, StoreError> {
    let mut statement =
        book.conn.prepare_cached(&format!("SELECT {COUNTS} FROM figure_day WHERE key BETWEEN ?1 AND ?2"))?;
    let mut rows = statement.query([figure_key(dim, period.from), figure_key(dim, period.to)])?;
    let mut sum = Figures::default();
    while let Some(row) = rows.next()? {
        sum.add_all(&counts_of(row)?, 1);
    }
    Ok(sum)
}

/// What became of the orders of each day.
pub(super) fn ways(book: &Reader<'_>, period: Period) -> Result<Vec<(Day, Way)>, StoreError> {
    let mut statement =
        book.conn.prepare_cached(&format!("SELECT {WAY}, key FROM way_day WHERE key BETWEEN ?1 AND ?2"))?;
    let rows = statement.query_map([period.from.0, period.to.0], |row| Ok((Day(row.get("key")?), way_of_row(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How long a part of the way took that ended in a period, by length.
fn lengths(book: &Reader<'_>, period: Period, span: Span) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT key % 1000 AS length, CAST(SUM(n) AS BIGINT) AS n FROM tally_day WHERE key BETWEEN ?1 AND ?2
         GROUP BY key % 1000 ORDER BY length",
    )?;
    let bounds = [span_key(period.from, span, 0), span_key(period.to, span, 999)];
    let rows = statement.query_map(bounds, |row| Ok((row.get("length")?, row.get("n")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What debits less credits of some accounts come to.
fn debited(sums: &[Sum], accounts: std::ops::RangeInclusive<i64>) -> i64 {
    sums.iter().filter(|sum| accounts.contains(&sum.account.0)).map(|sum| (sum.debit - sum.credit).0).sum()
}

/// The first day of which there are figures; none in a book without orders.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn first_day(book: &Reader<'_>) -> Result<Option<Day>, StoreError> {
    let mut statement =
        book.conn.prepare_cached("SELECT MIN(key) AS first FROM figure_day WHERE key BETWEEN 1 AND ?1")?;
    Ok(statement.query_row([DAYS - 1], |row| row.get::<_, Option<i32>>("first"))?.map(Day))
}

impl<'a, 'b> Sums<'a, 'b> {
    pub fn new(book: &'a Reader<'b>, period: Period, dim: Dim, today: Day) -> Self {
        let (figures, ledger, kinds) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { book, period, dim, today, figures, ledger, kinds }
    }

    pub fn period(&self) -> Period {
        self.period
    }

    pub fn today(&self) -> Day {
        self.today
    }

    /// A figure's sums; none where it isn't known by this dim. Of days that haven't come, or before the first of which the book tells, nothing
    /// is known: it isn't nil.
    pub fn of(&self, kpi: &Kpi) -> Result<Option<Quotient>, StoreError> {
        Ok(match self.made(kpi)? {
            Some((0, _)) if !self.is_told()? => Some((0, Some(0))),
            quotient => quotient,
        })
    }

    /// Whether the book tells of the period.
    fn is_told(&self) -> Result<bool, StoreError> {
        let counted = first_day(self.book)?;
        let posted = self.book.posted_days()?.map(|(first, _)| first);
        let first = counted.into_iter().chain(posted).min().unwrap_or(self.today);
        Ok(self.period.from <= self.today && self.period.to >= first)
    }

    fn made(&self, kpi: &Kpi) -> Result<Option<Quotient>, StoreError> {
        Ok(match kpi.made {
            Made::Sum(count) => Some((self.count(count)?, None)),
            Made::Per(Count::WrongScans, _) if !self.is_of_people() => None,
            Made::Per(num, den) => Some((self.count(num)?, Some(self.count(den)?))),
            Made::PerOthers(num, all, less) => Some((self.count(num)?, Some(self.count(all)? - self.count(less)?))),
            // Work is kept of persons alone, and an hour without any entry isn't one without work.
            Made::Minutes(..) if !self.is_of_people() => None,
            Made::Minutes(work, den) => match self.count(work)? {
                0 => Some((0, Some(0))),
                seconds => Some((seconds / 60, Some(self.count(den)?))),
            },
            Made::PerPersonDay(num) if self.dim == Dim::ALL => Some((self.count(num)?, Some(self.person_days()?))),
            Made::Span(span, percent) if self.dim == Dim::ALL => Some(self.span(span, percent)?),
            Made::Books(num, den) => self.books_quotient(num, den)?,
            Made::Stock(num, den) if self.dim == Dim::ALL => {
                let den = den.map(|den| self.stock(den)).transpose()?;
                Some((self.stock(num)?, den))
            }
            // Where nothing was logged, nothing is known: it isn't nil.
            Made::LoggedSum(logged) => {
                self.logged(logged, None)?.map(|(sum, records)| (sum, (records == 0).then_some(0)))
            }
            Made::Logged(num, den) => {
                let (over, under) = (self.logged(num, Some(den))?, self.logged(den, Some(num))?);
                over.zip(under).map(|((num, known), (den, _))| (num, Some(if known == 0 { 0 } else { den })))
            }
            Made::PerOrders(logged, count) => {
                let den = self.count(count)?;
                // Where nobody logs, nothing is known: no complaint recorded isn't no complaint.
                self.logged(logged, None)?.map(|(sum, records)| (sum, Some(if records == 0 { 0 } else { den })))
            }
            Made::LoggedMedian(logged) => self.logged_median(logged)?,
            Made::Repeat if self.dim == Dim::ALL => {
                // A buyer's first order is no repetition; all others are.
                let known = self.count(Count::Known)?;
                Some((known - self.count(Count::NewBuyers)?, Some(known)))
            }
            Made::Repeat60 if self.dim == Dim::ALL => {
                Some((self.count(Count::CameBack)?, Some(self.count(Count::NewBuyers)?)))
            }
            Made::Overdue if self.dim == Dim::ALL && self.period.to < self.today.plus(-1) => Some((0, Some(0))), // known of today alone
            Made::Overdue if self.dim == Dim::ALL => Some((walks::overdue(self.book, self.today)?, None)),
            Made::Own(own) => self.own(own)?,
            _ => None,
        })
    }

    /// An own figure: unknown, and not nil, where of a part of it nothing was recorded.
    fn own(&self, own: &Own) -> Result<Option<Quotient>, StoreError> {
        let Some((of, known)) = self.part(&own.of, own.per.as_ref())? else { return Ok(None) };
        let Some(per) = &own.per else { return Ok(Some((of, (!known).then_some(0)))) };
        let Some((per, per_known)) = self.part(per, Some(&own.of))? else { return Ok(None) };
        Ok(Some((of, Some(if known && per_known { per } else { 0 }))))
    }

    /// A part of an own figure, and whether anything is known of it; none by a dim of which it isn't known.
    fn part(&self, part: &Part, beside: Option<&Part>) -> Result<Option<(i64, bool)>, StoreError> {
        if let Part::Kpi(key) = part {
            let sums = Kpi::of(key).map(|kpi| self.of(kpi)).transpose()?.flatten();
            return Ok(sums.map(|(num, den)| (num, den != Some(0))));
        }
        let store = self.dim.as_store();
        if self.dim != Dim::ALL && store.is_none() {
            return Ok(None);
        }
        let (sum, records) = walks::recorded(self.book, part, beside, self.period, store)?;
        Ok(Some((sum, records > 0)))
    }

    fn count(&self, count: Count) -> Result<i64, StoreError> {
        if let Some(known) = self.figures.get() {
            return Ok(known.of(count));
        }
        let read = figures(self.book, self.period, self.dim)?;
        Ok(self.figures.get_or_init(|| read).of(count))
    }

    /// Days on which persons made entries, each by themselves.
    fn person_days(&self) -> Result<i64, StoreError> {
        let mut statement = self
            .book
            .conn
            .prepare_cached("SELECT COUNT(*) AS days FROM figure_day WHERE key BETWEEN ?1 AND ?2 AND acts > 0")?;
        let mut days = 0;
        for person in self.book.persons()? {
            let Some(dim) = Dim::person(person.id) else { continue };
            let bounds = [figure_key(dim, self.period.from), figure_key(dim, self.period.to)];
            days += statement.query_row(bounds, |row| row.get::<_, i64>("days"))?;
        }
        Ok(days)
    }

    fn span(&self, span: Span, percent: i64) -> Result<Quotient, StoreError> {
        let buckets = lengths(self.book, self.period, span)?;
        let minutes = quantile(&buckets, percent).unwrap_or_default();
        let figure = if span == Span::TillPaidOut { (minutes + 720) / 1440 } else { minutes };
        Ok((figure, Some(buckets.iter().map(|(_, n)| n).sum())))
    }

    /// Sums of the books by account: of one store where the dim is one.
    fn ledger(&self) -> Result<&[Sum], StoreError> {
        if let Some(known) = self.ledger.get() {
            return Ok(known);
        }
        let mut read = period_sums(self.book, self.period)?;
        if let Some(store) = self.dim.as_store() {
            read.retain(|sum| sum.store == store);
        }
        Ok(self.ledger.get_or_init(|| read))
    }

    /// Whether it is asked of the shop or of a person.
    fn is_of_people(&self) -> bool {
        self.dim == Dim::ALL || self.dim.as_person().is_some()
    }

    fn books_quotient(&self, num: Books, den: Option<Books>) -> Result<Option<Quotient>, StoreError> {
        let of_shop = |books: Books| matches!(books, Books::Cash | Books::DailyOut);
        let of_store = self.dim.as_store().is_some() && !of_shop(num) && !den.is_some_and(of_shop);
        if self.dim != Dim::ALL && !of_store {
            return Ok(None);
        }
        let (sum, den) = (self.books(num)?, den.map(|den| self.books(den)).transpose()?);
        let unknown = match num {
            // No marketplace takes nothing: what it took isn't known yet.
            Books::Fees => sum == 0,
            // Goods that cost nothing because nobody said it would make a margin of all.
            Books::Gross => self.count(Count::Uncosted)? * UNCOSTED > self.count(Count::Shipped)?,
            _ => false,
        };
        Ok(Some((sum, if unknown { Some(0) } else { den })))
    }

    fn books(&self, books: Books) -> Result<i64, StoreError> {
        let sales = 4101..=4103;
        Ok(match books {
            Books::NetSales => -debited(self.ledger()?, sales),
            Books::Gross => -debited(self.ledger()?, sales) - debited(self.ledger()?, 5101..=5199),
            Books::Profit => self.profit()?,
            Books::Fees => debited(self.ledger()?, 6101..=6105),
            Books::StoreSales => {
                let stores: Vec<Sum> = self.ledger()?.iter().filter(|sum| sum.store.0 != 0).copied().collect();
                -debited(&stores, sales)
            }
            Books::PayoutGap => debited(self.ledger()?, 7103..=7103).abs(),
            Books::PaidOut => {
                let wallets = self.ledger()?.iter().filter(|sum| sum.account.is_wallet());
                wallets.map(|sum| sum.debit.0).sum()
            }
            Books::Cash => {
                let balances = self.book.balances_at(self.period.to)?;
                balances.iter().filter(|(id, _)| id.is_money()).map(|(_, balance)| balance.0).sum()
            }
            Books::DailyOut => {
                let last = Period { from: self.period.to.plus(-27), to: self.period.to };
                flows(self.book, last)?.iter().map(|flow| flow.paid.0).sum::<i64>() / 28
            }
        })
    }

    /// All income less all expenses.
    fn profit(&self) -> Result<i64, StoreError> {
        if self.kinds.get().is_none() {
            let kinds = self.book.chart()?.into_iter().map(|account| (account.id, account.kind)).collect();
            let _ = self.kinds.set(kinds);
        }
        let kinds = self.kinds.get();
        let earns = |id: &AccountId| {
            let kind = kinds.and_then(|kinds| kinds.get(id));
            kind.is_some_and(|kind| matches!(kind, AccountKind::Income | AccountKind::Expense))
        };
        Ok(self.ledger()?.iter().filter(|sum| earns(&sum.account)).map(|sum| (sum.credit - sum.debit).0).sum())
    }

    fn stock(&self, of: Stocked) -> Result<i64, StoreError> {
        let (book, to) = (self.book, self.period.to);
        let value = |day: Day| -> Result<Money, StoreError> {
            Ok(book.balances_at(day)?.get(&Account::Inventory.id()).copied().unwrap_or_default())
        };
        let cost = |days: i64| -> Result<i64, StoreError> {
            Ok(debited(&period_sums(book, Period { from: to.plus(1 - days), to })?, 5101..=5101))
        };
        Ok(match of {
            Stocked::Value => value(to)?.0,
            Stocked::DailyCost => cost(28)? / 28,
            Stocked::YearCost => cost(365)?,
            Stocked::MeanValue => (value(to)? + value(to.plus(-365))?).0 / 2,
            Stocked::Differences => debited(self.ledger()?, 7101..=7101).abs(),
            Stocked::Counted => walks::counted_value(book, self.period)?,
            Stocked::Dead => walks::dead(book, to)?,
            Stocked::OutDays => walks::out_days(book, self.period)?,
            Stocked::VariantDays => walks::variant_days(book, self.period)?,
        })
    }

    /// What was logged in the period, and how often; none by a dim that isn't logged. `beside`: what it is held against.
    fn logged(&self, logged: Logged, beside: Option<Logged>) -> Result<Option<(i64, i64)>, StoreError> {
        let values = self.logged_values(logged, beside)?;
        let sum = |values: &Vec<i64>| values.iter().fold(0_i64, |sum, value| sum.saturating_add(*value));
        Ok(values.map(|values| (sum(&values), i64::try_from(values.len()).unwrap_or(i64::MAX))))
    }

    fn logged_values(&self, logged: Logged, beside: Option<Logged>) -> Result<Option<Vec<i64>>, StoreError> {
        let store = self.dim.as_store();
        if self.dim != Dim::ALL && store.is_none() {
            return Ok(None);
        }
        Ok(Some(walks::logged(self.book, logged, beside, self.period, store)?))
    }

    fn logged_median(&self, logged: Logged) -> Result<Option<Quotient>, StoreError> {
        let cases = |values: &[i64]| i64::try_from(values.len()).unwrap_or(i64::MAX);
        let values = self.logged_values(logged, None)?;
        Ok(values.map(|values| (median(&values).unwrap_or_default(), Some(cases(&values)))))
    }
}
