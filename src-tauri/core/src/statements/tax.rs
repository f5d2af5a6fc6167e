//! The final tax on turnover (PPh final, PP 55/2022): computed and shown, with the entry that would post it. What is owed is for the
//! shop and its adviser to say.

use crate::rows::{OfferedEntry, TaxBase, TaxRule};
use crate::{AccountId, Day, Money, Refusal};

/// PPh final.
pub const FINAL_TAX: AccountId = AccountId(8101);
/// Utang pajak.
pub const TAX_PAYABLE: AccountId = AccountId(2130);
/// PPh 22 dipungut.
pub const WITHHELD: AccountId = AccountId(1401);

/// Parts of a million.
const MILLION: i128 = 1_000_000;

/// The rules of a book that has none of its own: half a percent; since 2022 the first 500 million of a calendar year are free
/// for persons (PP 55/2022 art. 60), since July 2018 it has been half a percent (PP 23/2018).
pub const RULES: [TaxRule; 2] = [
    TaxRule {
        from: Day(20_220_101),
        rate_ppm: 5_000,
        free_per_year: Money(500_000_000),
        base: TaxBase::GrossLessReturns,
    },
    TaxRule { from: Day(20_180_701), rate_ppm: 5_000, free_per_year: Money::ZERO, base: TaxBase::GrossLessReturns },
];

/// Turnover of a month, of which the parts are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Sales before discounts.
    pub sales: Money,
    /// Discounts.
    pub discounts: Money,
    /// What came back.
    pub returns: Money,
}

impl Turnover {
    /// What counts, as a rule says.
    #[must_use]
    pub fn by(self, base: TaxBase) -> Money {
        match base {
            TaxBase::Gross => self.sales,
            TaxBase::GrossLessReturns => self.sales - self.returns,
            TaxBase::Net => self.sales - self.returns - self.discounts,
        }
    }
}

/// The rule of a month, the newest that holds on its first day; none before the first.
#[must_use]
pub fn rule_of(rules: &[TaxRule], month: Day) -> Option<&TaxRule> {
    rules.iter().filter(|rule| rule.from <= month).max_by_key(|rule| rule.from)
}

/// A month's turnover, the year's up to it, and its tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taxed {
    /// The month's first day.
    pub month: Day,
    /// Turnover as its rule counts it.
    pub turnover: Money,
    /// Of the calendar year up to its end.
    pub cumulative: Money,
    /// The month's tax.
    pub tax: Money,
}

/// The tax of months in a row: of what the year has turned over beyond what is free, rounded down for the year, less what its
/// months before have had. Months before the first of `months` in its year count as nothing, so begin with a January.
#[must_use]
pub fn taxed(rules: &[TaxRule], months: &[(Day, Turnover)]) -> Vec<Taxed> {
    let (mut year, mut cumulative, mut before, mut last) = (0, Money::ZERO, Money::ZERO, None);
    let mut all = Vec::with_capacity(months.len());
    for (month, turnover) in months {
        if month.year() != year {
            (year, cumulative, before, last) = (month.year(), Money::ZERO, Money::ZERO, None);
        }
        let Some(rule) = rule_of(rules, *month) else {
            all.push(Taxed { month: *month, turnover: Money::ZERO, cumulative, tax: Money::ZERO });
            continue;
        };
        // A new rule within a year taxes what comes from then on: what the months before had is theirs.
        let due = |of: Money| {
            let over = i128::from(of.0.saturating_sub(rule.free_per_year.0).max(0));
            Money(i64::try_from(over * i128::from(rule.rate_ppm) / MILLION).unwrap_or(i64::MAX))
        };
        if last.is_some_and(|last| last != rule) {
            before = due(cumulative);
        }
        last = Some(rule);
        let turnover = turnover.by(rule.base);
        cumulative += turnover;
        let tax = due(cumulative) - before;
        before += tax;
        all.push(Taxed { month: *month, turnover, cumulative, tax });
    }
    all
}

/// The last day on which a month's tax is paid: the fifteenth of the next month.
#[must_use]
pub fn due(month: Day) -> Day {
    Day(super::Period::month(month).to.plus(1).0 + 14)
}

/// The entry that would post what of a month's tax isn't in the books: Beban to Utang, or back.
#[must_use]
pub fn offered(month: Day, tax: Money, posted: Money, today: Day) -> Option<OfferedEntry> {
    let (missing, day) = (tax - posted, super::Period::month(month).to);
    let (debit, credit) = if missing.0 > 0 { (FINAL_TAX, TAX_PAYABLE) } else { (TAX_PAYABLE, FINAL_TAX) };
    (missing != Money::ZERO && day < today).then_some(OfferedEntry {
        debit,
        credit,
        amount: Money(missing.0.abs()),
        day,
    })
}

/// How much of each month's tax what was posted covers, the oldest first: an entry of a closed month is booked in a later one. What
/// is posted beyond all of them is the last month's.
#[must_use]
pub fn covered(taxes: &[Money], posted: Money) -> Vec<Money> {
    let mut left = posted;
    let mut covered: Vec<Money> = Vec::with_capacity(taxes.len());
    for tax in taxes {
        // What a month gives back is there for the others.
        let by = if tax.0 < 0 { *tax } else { Money(tax.0.min(left.0.max(0))) };
        covered.push(by);
        left -= by;
    }
    if let Some(last) = covered.last_mut() {
        *last += left;
    }
    covered
}

/// What a rule may be.
///
/// # Errors
/// `tax_from` where it doesn't begin with a month, `tax_rate` for a rate below nothing or above all, `tax_free` for less than
/// nothing free.
pub fn checked(rule: &TaxRule) -> Result<(), Refusal> {
    if rule.from.date().is_none() || rule.from.0 % 100 != 1 {
        return Err(Refusal::new(
            "tax_from",
            "Aturan pajak berlaku sejak tanggal 1 suatu bulan, misalnya 01/01/2027.",
            "A tax rule holds from the first of a month, such as 01/01/2027.",
        ));
    }
    if !(0..=1_000_000).contains(&rule.rate_ppm) {
        return Err(Refusal::new(
            "tax_rate",
            "Tarif pajak antara 0% dan 100%. Setengah persen ditulis 0,5.",
            "A tax rate is between 0% and 100%. Half a percent is 0.5.",
        ));
    }
    if !(0..=crate::MONEY_MAX).contains(&rule.free_per_year.0) {
        return Err(Refusal::new(
            "tax_free",
            "Omzet bebas pajak setahun tidak bisa kurang dari nol. Isi 0 kalau tidak ada.",
            "Turnover without tax can't be below zero. Enter 0 if there is none.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(year: i32, each: i64) -> Vec<(Day, Turnover)> {
        let turnover = Turnover { sales: Money(each), ..Turnover::default() };
        (1..=12).map(|month| (Day(year * 10_000 + month * 100 + 1), turnover)).collect()
    }

    /// sudutpandang.id: a hundred million a month.
    #[test]
    fn the_first_five_hundred_million_of_a_year_are_free() {
        let year = taxed(&RULES, &[months(2026, 100_000_000), months(2027, 40_000_000)].concat());
        let tax: Vec<i64> = year.iter().map(|month| month.tax.0).collect();
        assert_eq!(tax[..5], [0; 5]);
        assert_eq!(tax[5..12], [500_000; 7]);
        assert_eq!(tax[..12].iter().sum::<i64>(), 3_500_000);
        assert_eq!(tax[12..], [0; 12], "a new year begins at nothing");
        assert_eq!((year[11].cumulative, year[12].cumulative), (Money(1_200_000_000), Money(40_000_000)));
    }

    #[test]
    fn a_year_is_rounded_down_once_and_what_came_back_is_given_back() {
        let rule = [TaxRule { free_per_year: Money::ZERO, ..RULES[0].clone() }];
        let year = taxed(&rule, &months(2026, 199));
        assert_eq!(year.iter().map(|month| month.tax.0).sum::<i64>(), 199 * 12 / 200);
        let back = Turnover { sales: Money(0), discounts: Money(0), returns: Money(1_000) };
        let months = [(Day(20_260_101), Turnover { sales: Money(2_000), ..back }), (Day(20_260_201), back)];
        let tax: Vec<i64> = taxed(&rule, &months).iter().map(|month| month.tax.0).collect();
        assert_eq!(tax, [5, -5]);
    }

    #[test]
    fn what_counts_is_a_rule() {
        let month = Turnover { sales: Money(1_000), discounts: Money(100), returns: Money(50) };
        assert_eq!(month.by(TaxBase::GrossLessReturns), Money(950));
        assert_eq!((month.by(TaxBase::Gross), month.by(TaxBase::Net)), (Money(1_000), Money(850)));
    }

    #[test]
    fn a_new_rate_within_a_year_taxes_what_comes_after_it() {
        let mut rules = RULES.to_vec();
        rules.push(TaxRule { from: Day(20_260_701), rate_ppm: 10_000, ..RULES[0].clone() });
        let tax: Vec<i64> = taxed(&rules, &months(2026, 200_000_000)).iter().map(|m| m.tax.0).collect();
        assert_eq!(tax[..6], [0, 0, 500_000, 1_000_000, 1_000_000, 1_000_000]);
        assert_eq!(tax[6..], [2_000_000; 6]);
        assert!(rule_of(&rules, Day(20_180_601)).is_none());
    }

    #[test]
    fn an_entry_is_offered_for_what_isnt_posted_once_the_month_is_over() {
        let of = |tax, posted, today| offered(Day(20_260_601), Money(tax), Money(posted), Day(today));
        assert!(of(500_000, 0, 20_260_630).is_none() && of(5, 5, 20_260_701).is_none());
        let entry = of(500_000, 200_000, 20_260_701).unwrap();
        assert_eq!((entry.debit.0, entry.credit.0, entry.amount.0, entry.day.0), (8101, 2130, 300_000, 20_260_630));
        let entry = of(100, 200, 20_260_701).unwrap();
        assert_eq!((entry.debit.0, entry.credit.0, entry.amount.0), (2130, 8101, 100));
        assert_eq!((due(Day(20_261_201)).0, due(Day(20_260_601)).0), (20_270_115, 20_260_715));
    }

    #[test]
    fn what_is_posted_covers_the_oldest_months_first() {
        let of = |taxes: &[i64], posted| {
            let taxes: Vec<Money> = taxes.iter().map(|tax| Money(*tax)).collect();
            covered(&taxes, Money(posted)).iter().map(|by| by.0).collect::<Vec<_>>()
        };
        assert_eq!(of(&[0, 500, 500], 0), [0, 0, 0]);
        assert_eq!(of(&[0, 500, 500], 700), [0, 500, 200]);
        assert_eq!(of(&[500, 500], 1_200), [500, 700], "too much is the last month's");
        assert_eq!(of(&[500, -100, 300], 700), [500, -100, 300]);
        assert_eq!((of(&[500], -50), of(&[], 5)), (vec![-50], vec![]));
    }

    #[test]
    fn a_rule_that_cant_be_is_refused() {
        let code = |rule: TaxRule| checked(&rule).unwrap_err().code;
        let rule = || RULES[0].clone();
        assert_eq!(code(TaxRule { from: Day(20_260_115), ..rule() }), "tax_from");
        assert_eq!(code(TaxRule { rate_ppm: 1_000_001, ..rule() }), "tax_rate");
        assert_eq!(code(TaxRule { free_per_year: Money(-1), ..rule() }), "tax_free");
        assert!(checked(&rule()).is_ok());
    }
}
