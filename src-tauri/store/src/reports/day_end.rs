//! The sheet of a business day: money, orders, sales, what is open, the code of the log.

use runut_core::activity::code_of;
use runut_core::posting::Account;
use runut_core::rows::{DayAccount, DayFlow, DayOrders, DaySheet, DaySum};
use runut_core::{AccountId, Day, Money, Sentence, Zone};

use crate::orders::TO_SHIP;
use crate::{Reader, StoreError, log};

/// The sheet of a day as the book has it now.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub fn day_sheet(book: &Reader<'_>, day: Day) -> Result<DaySheet, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let closed = book.day_closed(day)?;
    let mut accounts = accounts(book, day)?;
    for (count, expected) in closed.iter().flat_map(|closed| &closed.counts) {
        if let Some(account) = accounts.iter_mut().find(|account| account.account == count.account) {
            account.counted = Some(count.counted);
            account.difference = count.counted - *expected;
            account.reason.clone_from(&count.reason);
        }
    }
    let before = day.plus(-1);
    let (these, those) = (orders(book, zone, day)?, orders(book, zone, before)?);
    let orders = these.into_iter().zip(those);
    let orders = orders.map(|((what, orders), (_, before))| DayOrders { what: what.to_owned(), orders, before });
    let (these, those) = (sums(book, day)?, sums(book, before)?);
    let sums = these.into_iter().zip(those);
    let sums = sums.map(|((what, amount), (_, before))| DaySum { what: what.to_owned(), amount, before });
    let (entries, last_entry, code) = chain(book, day)?;
    Ok(DaySheet {
        day,
        closed_at: closed.map(|closed| closed.at),
        closed_before: book.closed_before(day)?,
        accounts,
        orders: orders.collect(),
        sums: sums.collect(),
        flows: flows(book, day)?,
        open: open(book, zone, day)?,
        entries,
        last_entry,
        code,
    })
}

/// Money, and wallets that have something in them or were touched that day.
fn accounts(book: &Reader<'_>, day: Day) -> Result<Vec<DayAccount>, StoreError> {
    let (opening, moved) = (book.balances_at(day.plus(-1))?, book.sums_of_days(day, day)?);
    let figure = |id: AccountId| opening.get(&id).copied().unwrap_or_default();
    let chart = book.chart()?.into_iter().filter(|account| account.id.is_money() || account.id.is_wallet());
    let rows = chart.filter_map(|account| {
        let id = account.id;
        let (received, paid) = moved.get(&id).copied().unwrap_or_default();
        let (opening, touched) = (figure(id), received.0 != 0 || paid.0 != 0);
        let is_shown = touched || opening.0 != 0 || (id.is_money() && !account.archived);
        is_shown.then(|| DayAccount {
            account: id,
            name: account.name,
            money: id.is_money(),
            opening,
            received,
            paid,
            expected: opening + received - paid,
            counted: None,
            reason: String::new(),
            difference: Money::ZERO,
        })
    });
    Ok(rows.collect())
}

fn orders(book: &Reader<'_>, zone: Zone, day: Day) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let (from, to) = (zone.begins(day).0, zone.begins(day.plus(1)).0);
    let count = |sql: &str| -> Result<i64, StoreError> {
        Ok(book.conn.prepare_cached(sql)?.query_row([from, to], |row| row.get("orders"))?)
    };
    let mut done = book.conn.prepare_cached(
        "SELECT COUNT(DISTINCT order_id) AS orders FROM activity WHERE day = ?1 AND noun = 'order' AND verb IN (?2, ?3)",
    )?;
    let mut done = |verb: &str, other: &str| -> Result<i64, StoreError> {
        Ok(done.query_row(rusqlite::params![day.0, verb, other], |row| row.get("orders"))?)
    };
    Ok(vec![
        ("placed", count("SELECT COUNT(*) AS orders FROM orders WHERE placed_at >= ?1 AND placed_at < ?2")?),
        ("approved", done("approve", "approve")?),
        ("packed", done("pack", "pack")?),
        (
            "shipped",
            count(
                "SELECT COUNT(*) AS orders FROM orders
                 WHERE shipped_at >= ?1 AND shipped_at < ?2 AND history = 0 AND failed = 0",
            )?,
        ),
        ("returned", done("return", "return")?),
        ("cancelled", done("cancel", "expire")?),
    ])
}

fn sums(book: &Reader<'_>, day: Day) -> Result<Vec<(&'static str, Money)>, StoreError> {
    let moved = book.sums_of_days(day, day)?;
    let spent = |account: Account| moved.get(&account.id()).map_or(Money::ZERO, |(debit, credit)| *debit - *credit);
    let sales = -(spent(Account::Sales) + spent(Account::Discounts) + spent(Account::SalesReturns));
    let cost = spent(Account::CostOfGoods);
    let received: Money = book
        .conn
        .prepare_cached(
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS amount FROM posting
             WHERE day = ?1 AND debit = ?2 AND credit = ?3",
        )?
        .query_row([i64::from(day.0), Account::Inventory.id().0, Account::SupplierPayable.id().0], |row| {
            row.get("amount")
        })
        .map(Money)?;
    Ok(vec![
        ("sales", sales),
        ("cost", cost),
        ("profit", sales - cost),
        ("stock_difference", -(spent(Account::StockDifference) + spent(Account::DamagedGoods))),
        ("received", received),
    ])
}

fn flows(book: &Reader<'_>, day: Day) -> Result<Vec<DayFlow>, StoreError> {
    let (first, last) = (i64::from(day.0) * 100_000_000, i64::from(day.0) * 100_000_000 + 99_999_999);
    let mut statement = book.conn.prepare_cached(
        "SELECT a.name, CAST(SUM(c.received - c.paid) AS BIGINT) AS amount FROM cash_sum c
         JOIN account a ON a.id = c.key % 10000 WHERE c.key BETWEEN ?1 AND ?2 GROUP BY a.id, a.name ORDER BY a.id",
    )?;
    let flows = statement
        .query_map([first, last], |row| Ok(DayFlow { name: row.get("name")?, amount: Money(row.get("amount")?) }))?;
    let mut flows = flows.collect::<Result<Vec<_>, _>>()?;
    flows.retain(|flow| flow.amount != Money::ZERO);
    Ok(flows)
}

/// What is open when the day ends.
fn open(book: &Reader<'_>, zone: Zone, day: Day) -> Result<Vec<Sentence>, StoreError> {
    let ends = zone.begins(day.plus(1)).0;
    let count = |sql: &str, until: i64| -> Result<i64, StoreError> {
        Ok(book.conn.prepare_cached(sql)?.query_row([until], |row| row.get("found"))?)
    };
    let late = count(&format!("SELECT COUNT(*) AS found FROM orders o WHERE {TO_SHIP} AND o.ship_by < ?1"), ends)?;
    let next = zone.begins(day.plus(2)).0;
    let ending = count(
        "SELECT COUNT(*) AS found FROM orders WHERE stage = 'awaiting_payment' AND pay_by IS NOT NULL AND pay_by < ?1",
        next,
    )?;
    let approval =
        count("SELECT COUNT(*) AS found FROM orders WHERE stage = 'awaiting_approval' AND placed_at < ?1", ends)?;
    let back = count("SELECT COUNT(*) AS found FROM orders WHERE coming_back = 1 AND placed_at < ?1", ends)?;
    let tasks = book.tasks_due(day)?;
    let said = [
        (late, "paket lewat batas kirim", "parcels are late"),
        (ending, "pesanan habis waktu bayarnya besok", "orders run out of time to be paid tomorrow"),
        (approval, "pesanan menunggu persetujuan", "orders wait for approval"),
        (back, "retur belum diterima", "returns have not come in"),
        (tasks, "tugas jatuh tempo", "tasks are due"),
    ];
    let open = said.into_iter().filter(|(found, ..)| *found > 0);
    Ok(open.map(|(found, id, en)| Sentence::new(format!("{found} {id}"), format!("{found} {en}"))).collect())
}

/// Entries of the day, the last one up to its end, and that one's code.
fn chain(book: &Reader<'_>, day: Day) -> Result<(i64, i64, String), StoreError> {
    let entries = book
        .conn
        .prepare_cached("SELECT COUNT(*) AS entries FROM activity WHERE day = ?1")?
        .query_row([day.0], |row| row.get("entries"))?;
    let mut statement =
        book.conn.prepare_cached("SELECT id FROM activity WHERE day <= ?1 ORDER BY day DESC, id DESC LIMIT 1")?;
    let mut rows = statement.query([day.0])?;
    let Some(row) = rows.next()? else { return Ok((entries, 0, String::new())) };
    let last: i64 = row.get("id")?;
    let hash = log::hash_of(book.conn, last)?.unwrap_or_default();
    Ok((entries, last, code_of(&hash)))
}
