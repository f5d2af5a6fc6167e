//! What was owed at the end of any day, by supplier and age: what is owed now, less what was posted since. So it comes to Utang usaha of
//! that day's balance sheet, with what was taken back since, and costs today what its open bills do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use runut_core::chart::AccountKind;
use runut_core::posting::Account;
use runut_core::purchase::age;
use runut_core::rows::{BillRow, LedgerQuery, PayableOther, PayableRow, Payables, ReceiptRow};
use runut_core::statements::{Balances, Period, ShopChart, by_age};
use runut_core::{AccountId, BillId, Day, Money, ReceiptId, Sentence, SupplierId};
use rusqlite::{OptionalExtension, params};

use super::super::purchases::open_bills;
use super::ledger::Asked;
use super::sums;
use crate::log::facts;
use crate::{Reader, StoreError};

/// Days up to which an age goes; what is older is the last one.
const AGES: [i64; 4] = [0, 7, 30, 60];

/// What is owed at the end of a day, by age: bills of that day or before by the days since they were due, what had come without one,
/// what suppliers owed for what went back; couriers, and what was posted by hand.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payables(book: &Reader<'_>, day: Day) -> Result<Payables, StoreError> {
    let chart = sums::chart(book)?;
    let mut owing = Owing::now(book)?;
    if let Some((_, last)) = book.posted_days()?.filter(|(_, last)| *last > day) {
        owing.go_back(&chart, Period { from: day.plus(1), to: last })?;
    }
    let rows = owing.rows(day);
    let total = rows.iter().map(|row| row.owed).sum();
    let others = others(book, &chart, (day, total))?;
    Ok(Payables {
        day,
        rows,
        bills: owing.bills_of(day),
        receipts: owing.receipts_of(day)?,
        total,
        all: total + others.iter().map(|other| other.owed).sum(),
        others,
    })
}

/// What something is owed for.
enum Of {
    Bill(BillId),
    /// Goods that have no bill.
    Receipt(ReceiptId),
    /// What was taken back since, of a supplier.
    Gone(Option<SupplierId>),
}

/// What is owed, on its way back from now to a day.
struct Owing<'a> {
    book: &'a Reader<'a>,
    suppliers: BTreeMap<SupplierId, String>,
    /// With what is open of them.
    bills: BTreeMap<BillId, BillRow>,
    unbilled: BTreeMap<ReceiptId, (Option<SupplierId>, Money)>,
    gone: BTreeMap<Option<SupplierId>, Money>,
    ahead: BTreeMap<SupplierId, Money>,
}

impl<'a> Owing<'a> {
    fn now(book: &'a Reader<'a>) -> Result<Self, StoreError> {
        let suppliers = book.suppliers()?;
        let ahead = suppliers.iter().map(|supplier| (supplier.id, supplier.advance)).collect();
        // A late cost may be the supplier's too before a bill.
        let unbilled = |row: ReceiptRow| (row.id, (row.supplier_id, row.value + row.extra_owed));
        Ok(Self {
            book,
            suppliers: suppliers.into_iter().map(|supplier| (supplier.id, supplier.name)).collect(),
            bills: open_bills(book)?.into_iter().map(|bill| (bill.id, bill)).collect(),
            unbilled: unbilled_receipts(book)?.into_iter().map(unbilled).collect(),
            gone: BTreeMap::new(),
            ahead,
        })
    }

    /// Takes away what was posted in these days, and puts back what was set against bills.
    fn go_back(&mut self, chart: &ShopChart, since: Period) -> Result<(), StoreError> {
        for (posting, amount) in self.posted(chart, Account::SupplierPayable, since)? {
            match self.of(posting)? {
                None => {}
                Some(Of::Bill(id)) => self.open(id, |bill| if bill.credit { amount } else { -amount })?,
                Some(Of::Receipt(id)) => {
                    if let Some((_, owed)) = self.unbilled.get_mut(&id) {
                        *owed -= amount;
                    }
                }
                Some(Of::Gone(supplier)) => *self.gone.entry(supplier).or_default() -= amount,
            }
        }
        let mut used = self.book.conn.prepare_cached(
            "SELECT bill_id, credit_id, amount FROM bill_payment WHERE kind = 'credit' AND day >= ?1",
        )?;
        let mut used = used.query([since.from.0])?;
        while let Some(row) = used.next()? {
            let amount = Money(row.get("amount")?);
            self.open(BillId(row.get("bill_id")?), |_| amount)?;
            self.open(BillId(row.get("credit_id")?), |_| amount)?;
        }
        for (posting, amount) in self.posted(chart, Account::PurchaseAdvances, since)? {
            if let Some(supplier) = self.paid_ahead(posting)? {
                *self.ahead.entry(supplier).or_default() += amount;
            }
        }
        Ok(())
    }

    /// What is open of a bill, or of a credit, changes.
    fn open(&mut self, id: BillId, by: impl Fn(&BillRow) -> Money) -> Result<(), StoreError> {
        let mut bill = self.bills.remove(&id).map_or_else(|| self.book.bill(id), Ok)?;
        bill.open += by(&bill);
        self.bills.insert(id, bill);
        Ok(())
    }

    /// Each entry of an account in these days, and by how much it raised what is owed.
    fn posted(&self, chart: &ShopChart, account: Account, days: Period) -> Result<Vec<(i64, Money)>, StoreError> {
        let query = LedgerQuery {
            accounts: vec![account.id()],
            store: None,
            from: days.from,
            to: days.to,
            newest: false,
            after: None,
            limit: 1,
        };
        let accounts = query.accounts.iter().copied().collect();
        Asked { book: self.book, chart, query: &query, accounts, period: days }.each()
    }

    /// The entry of the log that something was posted by at first, however often it was taken back and done again: its number, noun,
    /// the noun's key, and the supplier that it names.
    fn posted_by(&self, posting: i64) -> Result<(i64, String, i64, Option<SupplierId>), StoreError> {
        let mut first = self.book.conn.prepare_cached(
            "WITH RECURSIVE back AS (
               SELECT id, reverses, activity_id FROM posting WHERE id = ?1
               UNION ALL SELECT p.id, p.reverses, p.activity_id FROM back b JOIN posting p ON p.id = b.reverses)
             SELECT a.id, a.noun, a.noun_id, a.facts, s.texts FROM back b JOIN activity a ON a.id = b.activity_id
             LEFT JOIN sealed s ON s.activity_id = a.id WHERE b.reverses IS NULL",
        )?;
        let mut rows = first.query([posting])?;
        let row = rows.next()?.ok_or_else(|| StoreError::Missing(format!("Pembukuan {posting}")))?;
        let facts = facts(row)?;
        let named = facts.get("supplier").filter(|name| !name.is_empty());
        let supplier = named.and_then(|name| self.suppliers.iter().find(|(_, known)| *known == name));
        Ok((row.get("id")?, row.get("noun")?, row.get("noun_id")?, supplier.map(|(id, _)| *id)))
    }

    /// What an entry of Utang pemasok is owed for; none where it was posted by hand. Keys may be in use again for another: one that came
    /// after the entry isn't meant.
    fn of(&self, posting: i64) -> Result<Option<Of>, StoreError> {
        let (activity, noun, key, supplier) = self.posted_by(posting)?;
        let gone = Of::Gone(supplier);
        Ok(Some(match noun.as_str() {
            "bill" => {
                let mut there =
                    self.book.conn.prepare_cached("SELECT id FROM bill WHERE id = ?1 AND activity_id < ?2")?;
                if there.exists([key, activity])? { Of::Bill(BillId(key)) } else { gone }
            }
            "variant" => {
                let mut line = self.book.conn.prepare_cached(
                    "SELECT r.id, r.bill_id FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
                     WHERE l.variant_id = ?1 AND l.activity_id = ?2
                     UNION ALL SELECT r.id, r.bill_id FROM stock_revalue v
                     JOIN receipt_line l ON l.id = v.receipt_line_id AND l.activity_id < v.activity_id
                     JOIN receipt r ON r.id = l.receipt_id
                     WHERE v.variant_id = ?1 AND v.activity_id = ?2",
                )?;
                let of = line.query_row(params![key, activity], |row| {
                    let bill: Option<i64> = row.get("bill_id")?;
                    Ok(bill.map_or(Of::Receipt(ReceiptId(row.get("id")?)), |bill| Of::Bill(BillId(bill))))
                });
                of.optional()?.unwrap_or(gone)
            }
            _ => return Ok(None),
        }))
    }

    /// Whom an entry of Uang muka pembelian was paid to; none where it was posted by hand.
    fn paid_ahead(&self, posting: i64) -> Result<Option<SupplierId>, StoreError> {
        let (_, noun, key, supplier) = self.posted_by(posting)?;
        let sql = match noun.as_str() {
            "purchase" => "SELECT supplier_id FROM purchase WHERE id = ?1",
            "bill" => "SELECT supplier_id FROM bill WHERE id = ?1",
            _ => return Ok(None),
        };
        let mut of = self.book.conn.prepare_cached(sql)?;
        let of: Option<i64> = of.query_row([key], |row| row.get("supplier_id")).optional()?;
        Ok(supplier.or(of.map(SupplierId)))
    }

    /// By supplier, the most owed first.
    fn rows(&self, day: Day) -> Vec<PayableRow> {
        let mut rows: BTreeMap<Option<SupplierId>, PayableRow> = BTreeMap::new();
        let mut add = |supplier: Option<SupplierId>, owed: Money, due: Option<usize>| {
            let row = rows.entry(supplier).or_insert_with(|| self.empty(supplier));
            row.owed += owed;
            match due.and_then(|at| row.due.get_mut(at)) {
                _ if owed < Money::ZERO => row.credit -= owed,
                Some(due) => *due += owed,
                None => row.unbilled += owed,
            }
        };
        for bill in self.bills.values() {
            let known = (bill.day <= day).then(|| age(bill.due, day));
            let owed = if bill.credit { -bill.open } else { bill.open };
            add(Some(bill.supplier_id), owed, known);
        }
        self.unbilled.values().for_each(|(supplier, owed)| add(*supplier, *owed, None));
        self.gone.iter().for_each(|(supplier, owed)| add(*supplier, *owed, None));
        self.ahead.keys().for_each(|supplier| add(Some(*supplier), Money::ZERO, None));
        let is_told =
            |row: &PayableRow| [row.owed, row.credit, row.unbilled, row.advance].iter().any(|sum| *sum != Money::ZERO);
        let mut rows: Vec<PayableRow> = rows.into_values().filter(is_told).collect();
        rows.sort_by_key(|row| (Reverse(row.owed), row.supplier.clone()));
        rows
    }

    fn empty(&self, supplier: Option<SupplierId>) -> PayableRow {
        let name = supplier.and_then(|id| self.suppliers.get(&id));
        PayableRow {
            supplier_id: supplier,
            supplier: name.cloned().unwrap_or_default(),
            due: vec![Money::ZERO; AGES.len() + 1],
            unbilled: Money::ZERO,
            credit: Money::ZERO,
            owed: Money::ZERO,
            advance: supplier.and_then(|id| self.ahead.get(&id).copied()).unwrap_or_default(),
        }
    }

    /// Bills and credits that were open, the longest due first.
    fn bills_of(&self, day: Day) -> Vec<BillRow> {
        let open = self.bills.values().filter(|bill| bill.day <= day && bill.open != Money::ZERO);
        let mut bills: Vec<BillRow> = open.cloned().collect();
        bills.sort_by_key(|bill| (bill.due, bill.id));
        bills
    }

    /// Receipts whose bill hadn't come, as they were received.
    fn receipts_of(&self, day: Day) -> Result<Vec<ReceiptRow>, StoreError> {
        let mut receipts = unbilled_receipts(self.book)?;
        for bill in self.bills.values().filter(|bill| bill.day > day && !bill.credit) {
            receipts.extend(self.book.receipts_where("r.bill_id = ?1", bill.id.0)?.into_iter().map(|receipt| {
                let value = receipt.lines.iter().map(|line| line.value).sum();
                ReceiptRow { bill: None, value, ..receipt }
            }));
        }
        receipts.retain(|receipt| receipt.day <= day);
        receipts.sort_by_key(|receipt| receipt.id);
        Ok(receipts)
    }
}

fn unbilled_receipts(book: &Reader<'_>) -> Result<Vec<ReceiptRow>, StoreError> {
    book.receipts_where("r.bill_id IS NULL AND r.kind = 'in' AND r.id > ?1", 0)
}

/// What is owed beside what purchases come to: other accounts of Utang usaha, and what was posted to Utang pemasok by hand.
fn others(book: &Reader<'_>, chart: &ShopChart, (day, bought): (Day, Money)) -> Result<Vec<PayableOther>, StoreError> {
    let balances: Balances = book.balances_at(day)?;
    let mut others = Vec::new();
    for account in chart.of_line(&[AccountKind::Liability], "payables") {
        let by_hand = account == Account::SupplierPayable;
        let balance = -balances.get(&account).copied().unwrap_or_default();
        let owed = if by_hand { balance - bought } else { balance };
        if owed == Money::ZERO {
            continue;
        }
        let label = if by_hand {
            Sentence::new("Saldo awal dan jurnal", "Opening and journal entries")
        } else {
            chart.name(account)
        };
        let mut added = Vec::new();
        let mut before = -1;
        for age in AGES {
            let days = Period { from: day.plus(-age), to: day.plus(-before - 1) };
            added.push(if by_hand { by_entries(book, account, days)? } else { credited(book, account, days)? });
            before = age;
        }
        others.push(PayableOther { account, label, due: by_age(owed, added), owed });
    }
    Ok(others)
}

/// What was added to an account in some days.
fn credited(book: &Reader<'_>, account: AccountId, days: Period) -> Result<Money, StoreError> {
    Ok(sums::of(book, days)?.iter().filter(|sum| sum.account == account).map(|sum| sum.credit).sum())
}

/// What entries by hand added to it.
fn by_entries(book: &Reader<'_>, account: AccountId, days: Period) -> Result<Money, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) AS added FROM journal j JOIN journal_line l ON l.journal_id = j.id
         WHERE j.booked BETWEEN ?1 AND ?2 AND l.credit = ?3",
    )?;
    let days = params![days.from.0, days.to.0, account.0];
    Ok(Money(statement.query_row(days, |row| row.get("added"))?))
}
