//! Sales by month, store, product, category, customer and region.
//!
//! By month, store and goods they are kept sums. By customer and region they are added up from the entries of the days that are asked
//! for, along the index of days: what that costs grows with the orders of these days, not with those of the book.

use std::collections::BTreeMap;

use runut_core::posting::Account;
use runut_core::rows::{SalesBy, SalesQuery, SalesReport, SalesRow, VariantSales};
use runut_core::statements::{self, Period, Sum, month_label};
use runut_core::{AccountId, Money, Refusal, Sentence};

use super::super::valuation::variant_sales;
use super::sums;
use crate::{Reader, StoreError};

/// Sales of a period, beside what they are held against.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for days that are none.
pub fn sales_report(book: &Reader<'_>, query: &SalesQuery) -> Result<Result<SalesReport, Refusal>, StoreError> {
    let SalesQuery { by, from, to, .. } = *query;
    let periods =
        Period::new(from, to).and_then(|period| Ok((period, period.against(query.against, query.against_days)?)));
    let (period, against) = match periods {
        Ok(periods) => periods,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut rows = of_period(book, by, period)?;
    let mut total = total(&rows);
    if let Some(against) = against {
        let then = of_period(book, by, against)?;
        total = statements::sales_then(total, then.iter().map(|row| row.net).sum());
        rows = statements::sales_beside(by, rows, then);
    }
    let against = against.map(|period| [period.from, period.to]);
    Ok(Ok(SalesReport { by, from, to, against, rows, total }))
}

/// Sales of one period: the most sold first, months in their order.
fn of_period(book: &Reader<'_>, by: SalesBy, period: Period) -> Result<Vec<SalesRow>, StoreError> {
    let mut rows = match by {
        SalesBy::Month => by_month(book, period)?,
        SalesBy::Store => by_store(book, period)?,
        SalesBy::Product => by_product(book, period, |row| row.product.clone())?,
        SalesBy::Category => by_product(book, period, |row| row.category.clone())?,
        SalesBy::Customer => by_order(book, period, CUSTOMERS)?,
        SalesBy::Region => by_order(book, period, REGIONS)?,
    };
    if by != SalesBy::Month {
        rows.sort_by(|a, b| b.net.cmp(&a.net).then(a.key.cmp(&b.key)));
    }
    Ok(rows)
}

fn total(rows: &[SalesRow]) -> SalesRow {
    let sum = |of: fn(&SalesRow) -> Money| rows.iter().map(of).sum::<Money>();
    SalesRow {
        buyers: None,
        key: "total".to_owned(),
        label: Sentence::new("Jumlah", "Total"),
        orders: rows.iter().map(|row| row.orders).sum(),
        units: rows.iter().filter_map(|row| row.units).reduce(|sum, units| sum + units),
        gross: sum(|row| row.gross),
        discounts: sum(|row| row.discounts),
        returns: sum(|row| row.returns),
        net: sum(|row| row.net),
        cost: sum(|row| row.cost),
        then: None,
        change: None,
    }
}

fn of_sums(key: String, label: Sentence, sums: &[&Sum]) -> SalesRow {
    let of = |account: Account| -> Money {
        let id = AccountId::from(account);
        sums.iter().filter(|sum| sum.account == id).map(|sum| sum.debit - sum.credit).sum()
    };
    let [gross, discounts, returns] = [-of(Account::Sales), of(Account::Discounts), of(Account::SalesReturns)];
    let (net, cost) = (gross - discounts - returns, of(Account::CostOfGoods));
    SalesRow {
        key,
        label,
        orders: None,
        units: None,
        buyers: None,
        gross,
        discounts,
        returns,
        net,
        cost,
        then: None,
        change: None,
    }
}

fn by_month(book: &Reader<'_>, period: Period) -> Result<Vec<SalesRow>, StoreError> {
    let month = |month: &Period| {
        let sums = sums::of(book, *month)?;
        let key = format!("{}", month.from.0 / 100);
        Ok(of_sums(key, month_label(month.from), &sums.iter().collect::<Vec<_>>()))
    };
    period.months().iter().map(month).collect()
}

fn by_store(book: &Reader<'_>, period: Period) -> Result<Vec<SalesRow>, StoreError> {
    let (chart, sums) = (sums::chart(book)?, sums::of(book, period)?);
    let mut stores: BTreeMap<_, Vec<&Sum>> = BTreeMap::new();
    for sum in &sums {
        stores.entry(sum.store).or_default().push(sum);
    }
    let row = |(store, sums): (runut_core::StoreId, Vec<&Sum>)| {
        let key = if store.0 == 0 { "own".to_owned() } else { format!("store{store}") };
        of_sums(key, chart.store(store), &sums)
    };
    let rows = stores.into_iter().map(row);
    Ok(rows.filter(|row| [row.gross, row.discounts, row.returns, row.cost] != [Money::ZERO; 4]).collect())
}

/// By what `named` calls a variant. What the books have beside that (returns, which are of orders, and what is booked on another
/// day than it happened) is a row of its own, so that the sum is the books'.
fn by_product(
    book: &Reader<'_>,
    period: Period,
    named: impl Fn(&VariantSales) -> String,
) -> Result<Vec<SalesRow>, StoreError> {
    let mut found: BTreeMap<String, SalesRow> = BTreeMap::new();
    for sold in variant_sales(book, period.from, period.to)? {
        let name = named(&sold);
        let label = match name.is_empty() {
            true => Sentence::new("Tanpa kategori", "No category"),
            false => Sentence::new(name.clone(), name.clone()),
        };
        let row = found.entry(name.clone()).or_insert_with(|| SalesRow {
            units: Some(0),
            ..of_sums(if name.is_empty() { "none".to_owned() } else { name }, label, &[])
        });
        row.units = row.units.map(|units| units + sold.sold);
        row.gross += sold.revenue;
        row.discounts += sold.discount;
        row.net = row.gross - row.discounts;
        row.cost += sold.cost;
    }
    let mut rows: Vec<SalesRow> = found.into_values().collect();
    let sums = sums::of(book, period)?;
    let label = Sentence::new("Tidak per barang (retur, beda tanggal)", "Not by goods (returns, other days)");
    let mut other = of_sums("other".to_owned(), label, &sums.iter().collect::<Vec<_>>());
    for row in &rows {
        other.gross -= row.gross;
        other.discounts -= row.discounts;
        other.net -= row.net;
        other.cost -= row.cost;
    }
    if [other.gross, other.discounts, other.returns, other.cost] != [Money::ZERO; 4] {
        rows.push(other);
    }
    Ok(rows)
}

const CUSTOMERS: &str = "WITH sold AS (
       SELECT order_id, CASE WHEN credit = 4101 THEN amount WHEN debit = 4101 THEN -amount ELSE 0 END AS gross,
         CASE WHEN debit = 4102 THEN amount WHEN credit = 4102 THEN -amount ELSE 0 END AS discounts,
         CASE WHEN debit = 4103 THEN amount WHEN credit = 4103 THEN -amount ELSE 0 END AS returns,
         CASE WHEN debit = 5101 THEN amount WHEN credit = 5101 THEN -amount ELSE 0 END AS cost
       FROM posting WHERE day BETWEEN ?1 AND ?2 AND (debit IN (4101, 4102, 4103, 5101) OR credit IN (4101, 4102, 4103, 5101)))
     SELECT COALESCE(c.id, 0) AS id, COALESCE(MAX(c.name), '') AS first, '' AS second, COUNT(DISTINCT s.order_id) AS orders,
       CAST(NULL AS BIGINT) AS buyers,
       CAST(SUM(s.gross) AS BIGINT) AS gross, CAST(SUM(s.discounts) AS BIGINT) AS discounts,
       CAST(SUM(s.returns) AS BIGINT) AS returns, CAST(SUM(s.cost) AS BIGINT) AS cost
     FROM sold s LEFT JOIN orders o ON o.id = s.order_id LEFT JOIN customer c ON c.id = o.customer_id
     GROUP BY COALESCE(c.id, 0)";

const REGIONS: &str = "WITH sold AS (
       SELECT order_id, CASE WHEN credit = 4101 THEN amount WHEN debit = 4101 THEN -amount ELSE 0 END AS gross,
         CASE WHEN debit = 4102 THEN amount WHEN credit = 4102 THEN -amount ELSE 0 END AS discounts,
         CASE WHEN debit = 4103 THEN amount WHEN credit = 4103 THEN -amount ELSE 0 END AS returns,
         CASE WHEN debit = 5101 THEN amount WHEN credit = 5101 THEN -amount ELSE 0 END AS cost
       FROM posting WHERE day BETWEEN ?1 AND ?2 AND (debit IN (4101, 4102, 4103, 5101) OR credit IN (4101, 4102, 4103, 5101)))
     SELECT 0 AS id, COALESCE(o.province, '') AS first, COALESCE(o.city, '') AS second, COUNT(DISTINCT s.order_id) AS orders,
       COUNT(DISTINCT CASE WHEN o.customer_id IS NOT NULL THEN CAST(o.customer_id AS TEXT) WHEN o.buyer = '' OR o.buyer LIKE '%*%' OR o.buyer LIKE '%＊%' THEN NULL
         ELSE COALESCE(o.store_id, 0) || ':' || o.buyer END) AS buyers,
       CAST(SUM(s.gross) AS BIGINT) AS gross, CAST(SUM(s.discounts) AS BIGINT) AS discounts,
       CAST(SUM(s.returns) AS BIGINT) AS returns, CAST(SUM(s.cost) AS BIGINT) AS cost
     FROM sold s LEFT JOIN orders o ON o.id = s.order_id GROUP BY COALESCE(o.province, ''), COALESCE(o.city, '')";

fn by_order(book: &Reader<'_>, period: Period, sql: &str) -> Result<Vec<SalesRow>, StoreError> {
    let mut statement = book.conn.prepare_cached(sql)?;
    let mut rows = statement.query([period.from.0, period.to.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, first, second): (i64, String, String) = (row.get("id")?, row.get("first")?, row.get("second")?);
        let (key, label) = match (id, first.is_empty() && second.is_empty()) {
            (0, true) => ("unknown".to_owned(), Sentence::new("Tidak diketahui", "Not known")),
            (0, false) => {
                let name = [first.as_str(), second.as_str()];
                let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                (format!("{first}/{second}"), Sentence::new(name.clone(), name))
            }
            (id, _) => (id.to_string(), Sentence::new(first.clone(), first)),
        };
        let money = |column: &str| row.get(column).map(Money);
        let (gross, discounts, returns) = (money("gross")?, money("discounts")?, money("returns")?);
        found.push(SalesRow {
            key,
            label,
            orders: Some(row.get("orders")?),
            units: None,
            buyers: row.get("buyers")?,
            gross,
            discounts,
            returns,
            net: gross - discounts - returns,
            cost: money("cost")?,
            then: None,
            change: None,
        });
    }
    Ok(found)
}
