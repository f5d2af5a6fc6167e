//! The audit of orders against the rules themselves: what each has posted is its position beside its payments, and what is
//! kept with it for lists is what the rules say of it.

use std::collections::BTreeMap;

use runut_core::order::{Order, position};
use runut_core::posting::Account;
use runut_core::rows::Finding;
use runut_core::{AccountId, Money, OrderId};

use super::{FINDINGS_MAX, behind, finding};
use crate::{Reader, StoreError};

/// Debits less credits, by account.
type Balances = BTreeMap<AccountId, Money>;

fn add(balances: &mut Balances, debit: AccountId, credit: AccountId, amount: Money) {
    *balances.entry(debit).or_default() += amount;
    *balances.entry(credit).or_default() -= amount;
}

/// What an order's postings come to.
fn posted(book: &Reader<'_>, order: OrderId) -> Result<Balances, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT debit, credit, amount FROM posting WHERE order_id = ?1")?;
    let mut rows = statement.query([order.0])?;
    let mut balances = Balances::new();
    while let Some(row) = rows.next()? {
        let (debit, credit) = (AccountId(row.get("debit")?), AccountId(row.get("credit")?));
        add(&mut balances, debit, credit, Money(row.get("amount")?));
    }
    balances.retain(|_, amount| *amount != Money::ZERO);
    Ok(balances)
}

/// What they should come to: its position, and the payments and refunds that stand.
fn expected(book: &Reader<'_>, order: &Order) -> Result<Balances, StoreError> {
    let mut balances = Balances::new();
    for (debit, credit, amount) in position(order) {
        add(&mut balances, debit.id(), credit.id(), amount);
    }
    for (account, amount) in book.kept_of(order.id)? {
        add(&mut balances, account, Account::CustomerDeposits.id(), amount);
    }
    balances.retain(|_, amount| *amount != Money::ZERO);
    Ok(balances)
}

/// Every order's postings, and the marks that are kept with it.
pub(super) fn positions(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare("SELECT id, owed, coming_back FROM orders ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = OrderId(row.get("id")?);
        let kept = (Money(row.get("owed")?), row.get::<_, i64>("coming_back")? != 0);
        let looked = of_order(book, id, kept, &mut found);
        behind(looked, &format!("order {id}"), &mut found)?;
        if found.len() >= FINDINGS_MAX {
            break;
        }
    }
    findings.append(&mut found);
    Ok(())
}

fn of_order(book: &Reader<'_>, id: OrderId, kept: (Money, bool), found: &mut Vec<Finding>) -> Result<(), StoreError> {
    let order = book.order(id)?;
    let place = format!("order {id}");
    let (posted, expected) = (posted(book, id)?, expected(book, &order)?);
    if posted != expected {
        found.push(finding(
            "position",
            &place,
            format!("Pembukuan pesanan {id} tidak sama dengan keadaannya: {}", differ(&posted, &expected)),
            format!("What order {id} has posted isn't where it stands: {}", differ(&posted, &expected)),
        ));
    }
    if kept != (order.owed_to_buyer(), order.is_coming_back()) {
        found.push(finding(
            "kept",
            place,
            format!("Yang dicatat harus dikembalikan atau sedang kembali dari pesanan {id} salah"),
            format!("What order {id} is said to owe its buyer, or to have coming back, is wrong"),
        ));
    }
    Ok(())
}

/// The accounts that differ: found and expected.
fn differ(posted: &Balances, expected: &Balances) -> String {
    let of = |side: &Balances, account: &AccountId| side.get(account).copied().unwrap_or_default().0;
    let accounts: Vec<&AccountId> = posted.keys().chain(expected.keys().filter(|a| !posted.contains_key(a))).collect();
    let unlike = accounts.into_iter().filter(|account| of(posted, account) != of(expected, account));
    let told: Vec<String> =
        unlike.map(|account| format!("{account} ({}, {})", of(posted, account), of(expected, account))).collect();
    told.join(", ")
}
