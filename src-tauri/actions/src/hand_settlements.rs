//! What marketplaces paid, entered by hand: where no file tells of it, or before it comes.
//!
//! Invariant: it goes the way of a file's rows, so that undoing, matching and the audit know nothing of its kind. Where a file tells of
//! the same money later, the file's row stands and the difference is posted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use runut_core::order::Order;
use runut_core::posting::{Account, may_be_dated};
use runut_core::rows::{HandPayout, HandSettlement, JournalForm, JournalKind, JournalLine, StoreRow, Withdrawal};
use runut_core::settlement::{Part, RowKind, SettlementFile, SettlementKind, SettlementRow, SettlementWord};
use runut_core::{Day, MONEY_MAX, Money, Refusal, Sentence, StoreId, fingerprint};
use runut_store::{Book, Context, Reader, Tx};

use crate::journal::write_entry;
use crate::settlements::{SettlementImport, take_in};
use crate::{ActionError, Done, unknown_account};

/// Enters what came of orders of marketplaces: net, day, and what was taken by part. What nobody explains of the rest stays unexplained.
///
/// # Errors
/// `orders_missing`; `order_twice`; `no_marketplace_order`; `order_number`; `settled_already`; `amount_range`; `day`, `day_ahead`, `before_start`; [`ActionError`] where the book
/// can't be written.
pub fn settle_by_hand(book: &Book, ctx: &Context, form: &HandSettlement) -> Done<Sentence> {
    book.write(ctx, &format!("settle by hand {form:?}"), |tx| {
        may_be_dated(form.day, ctx.today, tx.shop()?.and_then(|shop| shop.start_day))?;
        let mut stores: BTreeMap<i64, (StoreRow, Vec<SettlementRow>)> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for payout in &form.orders {
            if !seen.insert(payout.order) {
                return Err(twice(payout).into());
            }
            let (store, row) = row_of(tx, form.day, payout)?;
            stores.entry(store.id.0).or_insert_with(|| (store, Vec::new())).1.push(row);
        }
        if stores.is_empty() {
            return Err(nothing().into());
        }
        let (mut count, mut net) = (0, Money::ZERO);
        for (store, rows) in stores.into_values() {
            count += rows.len();
            net += take_rows(tx, ctx, &store, rows)?;
        }
        Ok::<_, ActionError>(Sentence::new(
            format!("{count} pesanan dicatat cair: Rp {net}."),
            format!("{count} orders are entered as paid out: Rp {net}."),
        ))
    })
}

/// Enters that money went from a store's balance to an account: a transfer of the journal. The balance report that tells of it, before
/// or later, is then known to tell of the same.
///
/// # Errors
/// As [`crate::post_entry`]; `missing` for an unknown store.
pub fn withdraw(book: &Book, ctx: &Context, form: &Withdrawal) -> Done<Sentence> {
    book.write(ctx, &format!("withdraw {form:?}"), |tx| {
        let store = store_of(tx, form.store)?;
        let name = tx.open_account(form.account)?.ok_or_else(|| unknown_account(&form.account.to_string()))?;
        let line = JournalLine { debit: form.account, credit: store.wallet, amount: form.amount };
        let entry = JournalForm::new(JournalKind::Transfer, form.day, vec![line], format!("Saldo {}", store.name));
        write_entry(tx, &JournalForm { store: Some(store.id), ..entry })?;
        let (amount, store) = (form.amount, &store.name);
        Ok::<_, ActionError>(Sentence::new(
            format!("Rp {amount} ditarik dari saldo {store} ke {name}."),
            format!("Rp {amount} withdrawn from the balance of {store} to {name}."),
        ))
    })
}

/// Each part is a column, what has no part yet doesn't come by hand.
fn words() -> Vec<SettlementWord> {
    Part::ALL.into_iter().map(|part| SettlementWord { header: part.key().to_owned(), part: Some(part) }).collect()
}

fn take_rows(tx: &mut Tx<'_>, ctx: &Context, store: &StoreRow, rows: Vec<SettlementRow>) -> Result<Money, ActionError> {
    let kind = SettlementKind::ByHand;
    let digest = fingerprint(format!("{rows:?}").as_bytes());
    let file = SettlementFile {
        kind,
        shop: String::new(),
        words: words(),
        rows,
        further: Vec::new(),
        stated: None,
        problems: Vec::new(),
    };
    let net = file.net();
    let staged =
        SettlementImport { name: kind.word().id, digest, store: Some(store.id), account: Account::Bank.id(), file };
    take_in(tx, ctx, &staged, store, &mut |_| ControlFlow::Continue(()))?;
    Ok(net)
}

/// An order's payout as a row.
fn row_of(book: &Reader<'_>, day: Day, payout: &HandPayout) -> Result<(StoreRow, SettlementRow), ActionError> {
    let order = book.order(payout.order)?;
    let Some(store) = order.store else { return Err(no_marketplace(&order).into()) };
    let number = book.number_of(payout.order)?;
    if number.is_empty() {
        return Err(no_number(&order).into());
    }
    if order.settled.as_deref().is_some_and(|settled| settled.released) {
        return Err(settled_already(&order).into());
    }
    in_range(payout.net)?;
    let goods: Money = order.lines.iter().map(runut_core::order::Line::net).sum();
    let mut sums = BTreeMap::from([(Part::Principal.at(), goods)]);
    for taken in &payout.taken {
        in_range(taken.amount)?;
        *sums.entry(taken.part.at()).or_default() -= taken.amount;
    }
    let store = store_of(book, store)?;
    let row = SettlementRow {
        row: 1,
        key: key(book, &store, &format!("hand:{number}"))?,
        order: number,
        kind: RowKind::Order,
        day,
        word: String::new(),
        net: payout.net,
        parts: sums.into_iter().filter(|(_, amount)| *amount != Money::ZERO).collect(),
        balance: None,
    };
    Ok((store, row))
}

/// A key that no row of the store has.
fn key(book: &Reader<'_>, store: &StoreRow, begin: &str) -> Result<String, ActionError> {
    let mut number = 1;
    loop {
        let key = format!("{begin}:{number}");
        if book.settle_row(store.id, &key)?.is_none() {
            return Ok(key);
        }
        number += 1;
    }
}

fn store_of(book: &Reader<'_>, id: StoreId) -> Result<StoreRow, ActionError> {
    let found = book.stores()?.into_iter().find(|store| store.id == id);
    Ok(found.ok_or_else(|| {
        Refusal::new("missing", "Toko itu tidak ada lagi.", "There is no such store any more.").with("field", "store")
    })?)
}

fn in_range(amount: Money) -> Result<(), Refusal> {
    if (-MONEY_MAX..=MONEY_MAX).contains(&amount.0) {
        return Ok(());
    }
    Err(Refusal::new(
        "amount_range",
        format!("Rp {amount} di luar yang bisa dicatat. Periksa jumlahnya."),
        format!("Rp {amount} can't be entered. Check the amount."),
    )
    .with("field", "amount"))
}

fn nothing() -> Refusal {
    Refusal::new("orders_missing", "Pilih pesanannya dulu.", "Choose the orders first.")
}

fn twice(payout: &HandPayout) -> Refusal {
    let id = payout.order;
    Refusal::new(
        "order_twice",
        format!("Pesanan {id} disebut dua kali. Tulis sekali saja."),
        format!("Order {id} is named twice. Name it once."),
    )
}

fn no_marketplace(order: &Order) -> Refusal {
    let id = order.id;
    Refusal::new(
        "no_marketplace_order",
        format!("Pesanan {id} bukan dari marketplace: catat uangnya di Uang masuk."),
        format!("Order {id} is no marketplace's: record its money in Money in."),
    )
}

fn no_number(order: &Order) -> Refusal {
    let id = order.id;
    Refusal::new(
        "order_number",
        format!("Pesanan {id} belum punya nomor dari marketplace. Tulis nomornya di pesanannya dulu."),
        format!("Order {id} has no number of the marketplace yet. Enter it in the order first."),
    )
}

fn settled_already(order: &Order) -> Refusal {
    let (id, net) = (order.id, order.settled.as_deref().map(|settled| settled.net).unwrap_or_default());
    Refusal::new(
        "settled_already",
        format!("Pesanan {id} sudah cair Rp {net}. Kalau salah, batalkan pencatatannya dulu di Log."),
        format!("Order {id} was paid out already, Rp {net}. If that is wrong, undo it in the log first."),
    )
}
