//! Turnover by month and store, and the final tax on it.

use std::collections::BTreeMap;

use runut_core::posting::Account;
use runut_core::rows::{ReportStore, TaxMonth, TaxReport, TaxRule};
use runut_core::statements::tax::{self, FINAL_TAX, Turnover, WITHHELD};
use runut_core::statements::{Period, Sum};
use runut_core::{Day, Money, Refusal, Sentence, StoreId};

use super::sums;
use crate::{Reader, StoreError};

/// Turnover and tax of the months of a period, as the rules say; entries are offered for months that are over before `today`.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for days that are none.
pub fn tax_report(
    book: &Reader<'_>,
    (from, to): (Day, Day),
    today: Day,
) -> Result<Result<TaxReport, Refusal>, StoreError> {
    let asked = match Period::new(from, to) {
        Ok(period) => period,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (chart, rules) = (sums::chart(book)?, book.tax_rules()?);
    // What a year has turned over counts from its first month on.
    let whole = Period { from: Period::year_to(asked.from).from, to: Period::month(asked.to).to };
    let months: Vec<Period> = whole.months().into_iter().map(|month| Period::month(month.from)).collect();
    let sums = months.iter().map(|month| sums::of(book, *month)).collect::<Result<Vec<_>, _>>()?;
    let turnovers: Vec<(Day, Turnover)> =
        months.iter().zip(&sums).map(|(month, sums)| (month.from, turnover(sums, None))).collect();
    let taxed = tax::taxed(&rules, &turnovers);
    let stores = stores(&sums);
    let booked: Money = sums.iter().map(|sums| of(sums, FINAL_TAX, None)).sum();
    let covered = tax::covered(&taxed.iter().map(|month| month.tax).collect::<Vec<_>>(), booked);
    let mut rows = Vec::new();
    for ((((month, sums), (_, turnover)), taxed), posted) in
        months.iter().zip(&sums).zip(&turnovers).zip(&taxed).zip(covered)
    {
        if month.to < asked.from {
            continue;
        }
        let base = tax::rule_of(&rules, month.from).map(|rule| rule.base);
        let by_store = |store: &StoreId| base.map_or(Money::ZERO, |base| self::turnover(sums, Some(*store)).by(base));
        rows.push(TaxMonth {
            month: i64::from(month.from.0 / 100),
            sales: turnover.sales,
            returns: turnover.returns,
            discounts: turnover.discounts,
            turnover: taxed.turnover,
            cumulative: taxed.cumulative,
            tax: taxed.tax,
            posted,
            withheld: of(sums, WITHHELD, None),
            stores: stores.iter().map(by_store).collect(),
            due: tax::due(month.from),
            offered: tax::offered(month.from, taxed.tax, posted, today),
        });
    }
    let named = |store: &StoreId| ReportStore { id: *store, name: chart.store(*store) };
    Ok(Ok(TaxReport {
        stores: stores.iter().map(named).collect(),
        turnover: rows.iter().map(|row| row.turnover).sum(),
        tax: rows.iter().map(|row| row.tax).sum(),
        months: rows,
        rules,
        notes: notes(),
    }))
}

fn stores(sums: &[Vec<Sum>]) -> Vec<StoreId> {
    let sold = sums.iter().flatten().filter(|sum| turnover(std::slice::from_ref(sum), None) != Turnover::default());
    let mut stores: Vec<StoreId> = sold.map(|sum| (sum.store, ())).collect::<BTreeMap<_, _>>().into_keys().collect();
    stores.sort_by_key(|store| (store.0 == 0, store.0));
    stores
}

/// Debits less credits of an account.
fn of(sums: &[Sum], account: impl Into<runut_core::AccountId>, store: Option<StoreId>) -> Money {
    let account = account.into();
    let own = sums.iter().filter(|sum| sum.account == account && store.is_none_or(|store| store == sum.store));
    own.map(|sum| sum.debit - sum.credit).sum()
}

fn turnover(sums: &[Sum], store: Option<StoreId>) -> Turnover {
    Turnover {
        sales: -of(sums, Account::Sales, store),
        discounts: of(sums, Account::Discounts, store),
        returns: of(sums, Account::SalesReturns, store),
    }
}

fn notes() -> Vec<Sentence> {
    [
        (
            "Hitungan dari penjualan di buku ini, bukan nasihat pajak: tanyakan ke konsultan atau kantor pajak.",
            "Reckoned from this book's sales, and no advice on tax: ask an adviser or the tax office.",
        ),
        (
            "Bebas Rp500 juta setahun berlaku untuk orang pribadi (PP 55/2022); badan usaha tidak mendapatkannya. Jangka waktu tarif ini terbatas.",
            "Rp 500 million a year are free for persons (PP 55/2022), not for companies. The years of this rate are limited.",
        ),
        (
            "Apa yang dihitung sebagai omzet diatur di Pengaturan.",
            "What counts as turnover is a setting.",
        ),
        (
            "PPh 22 hanya yang disebut dipungut oleh berkas marketplace.",
            "Withheld PPh 22 is only what marketplaces' files say.",
        ),
    ]
    .into_iter()
    .map(|(id, en)| Sentence::new(id, en))
    .collect()
}

impl Reader<'_> {
    /// The rules of the tax on turnover, the newest first: the law's, with what the shop says of itself.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn tax_rules(&self) -> Result<Vec<TaxRule>, StoreError> {
        let Some(shop) = self.shop()? else { return Ok(tax::RULES.to_vec()) };
        let own = |rule: TaxRule| TaxRule {
            base: shop.tax_base,
            free_per_year: if shop.tax_free { rule.free_per_year } else { Money::ZERO },
            ..rule
        };
        Ok(tax::RULES.into_iter().map(own).collect())
    }
}
