//! The accounts that money comes into.

use runut_core::activity::{AccountAct, Activity};
use runut_core::posting::Account;
use runut_core::rows::MoneyAccount;
use runut_core::{Limit, Money, Refusal, excerpt, match_key};
use runut_store::{Book, Context, Reader, StoreError, account_number};

use crate::typed::{required, text, yes};
use crate::{ActionError, Done};

/// Adds an account (empty key) or changes one: name, number, holder, whether it is offered.
///
/// # Errors
/// `account_number_word`, `account_name_missing`, `account_name_taken`; `account_in_use` where it is archived with money in it or open orders
/// asking for payment into it; `last_account`; `accounts_full`; `missing` for a key that isn't a money account's.
pub fn save_account(book: &Book, ctx: &Context, account: &MoneyAccount) -> Done<MoneyAccount> {
    let (id, en) = ("Tulis nama rekening dulu, misalnya BCA.", "Enter the account's name first, for example BCA.");
    let typed = MoneyAccount {
        name: required(Limit::Title, &account.name, "name", "account_name_missing", id, en)?,
        number: text(Limit::AccountNumber, &account.number, "number")?,
        holder: text(Limit::Name, &account.holder, "holder")?,
        ..account.clone()
    };
    book.write(ctx, &format!("account {typed:?}"), |tx| {
        let all = tx.money_accounts()?;
        if all.iter().any(|a| a.key != typed.key && match_key(&a.name) == match_key(&typed.name)) {
            return Err(Refusal::new(
                "account_name_taken",
                format!("Sudah ada rekening bernama {}. Beri nama lain.", typed.name),
                format!("There is an account called {} already. Choose another name.", typed.name),
            )
            .with("field", "name")
            .into());
        }
        let old = all.iter().find(|a| a.key == typed.key);
        if old.is_none_or(|old| old.number != typed.number) {
            refuse_name_behind(&typed.number)?;
        }
        if typed.key.is_empty() {
            let new = MoneyAccount { key: next_key(&all)?, archived: false, balance: Money::ZERO, ..typed };
            tx.put_money_account(&new)?;
            tx.record(
                &Activity::new(AccountAct::Add, number(&new.key))
                    .with("name", &new.name)
                    .changed("number", "", &new.number)
                    .changed("holder", "", &new.holder),
            )?;
            return Ok(new);
        }
        let old = old.ok_or_else(|| StoreError::Missing(format!("Rekening {}", excerpt(&typed.key, 40))))?;
        if typed.archived && !old.archived {
            may_archive(tx, &all, old)?;
        }
        let change = Activity::new(AccountAct::Change, number(&old.key))
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("number", &old.number, &typed.number)
            .changed("holder", &old.holder, &typed.holder)
            .changed("archived", yes(old.archived), yes(typed.archived));
        let saved = MoneyAccount { balance: old.balance, ..typed };
        if change.has_changes() {
            tx.put_money_account(&saved)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(saved)
    })
}

/// Refuses a number that buyers are told with a word of three letters or more typed right behind its digits: that is its
/// holder's name. What stands apart (`0812 3456 7890 (GoPay)`) or before them (`ID1020…`) belongs to it.
fn refuse_name_behind(number: &str) -> Result<(), Refusal> {
    let behind = number.split(|c: char| !c.is_alphanumeric()).filter_map(|part| {
        let word = part.trim_start_matches(|c: char| c.is_ascii_digit());
        (part.len() - word.len() >= 5).then_some(word)
    });
    let name = |word: &&str| word.chars().take_while(|c| c.is_alphabetic()).count() >= 3;
    let Some(word) = behind.into_iter().find(name) else { return Ok(()) };
    Err(Refusal::new(
        "account_number_word",
        format!("Nomor rekening {number} berisi kata {word}. Nama pemiliknya di kolom Atas nama."),
        format!("The account number {number} has the word {word} in it. Its holder's name goes into its own field."),
    )
    .with("field", "number"))
}

/// The account's number in the log; cash is 0.
fn number(key: &str) -> i64 {
    if Account::from_key(key) == Some(Account::Cash) { 0 } else { i64::from(account_number(key)) }
}

fn next_key(all: &[MoneyAccount]) -> Result<String, Refusal> {
    let last = all.iter().map(|a| account_number(&a.key)).max().unwrap_or(1);
    let next = last.checked_add(1).ok_or_else(|| {
        Refusal::new(
            "accounts_full",
            "Rekening sudah terlalu banyak. Pakai lagi yang diarsipkan.",
            "There are too many accounts. Use an archived one again.",
        )
    })?;
    Ok(Account::MoneyAccount(next).key())
}

fn may_archive(book: &Reader<'_>, all: &[MoneyAccount], old: &MoneyAccount) -> Result<(), ActionError> {
    let name = &old.name;
    if old.balance != Money::ZERO {
        return Err(Refusal::new(
            "account_in_use",
            format!("{name} belum bisa diarsipkan: saldonya Rp {}. Pindahkan dulu uangnya.", old.balance),
            format!("{name} can't be archived yet: Rp {} is in it. Move the money first.", old.balance),
        )
        .with("balance", old.balance.0)
        .into());
    }
    let orders = book.open_orders_of_account(&old.key)?;
    if orders > 0 {
        return Err(Refusal::new(
            "account_in_use",
            format!("{name} belum bisa diarsipkan: {orders} pesanan terbuka diminta bayar ke sana."),
            format!("{name} can't be archived yet: {orders} open orders are to be paid into it."),
        )
        .with("orders", orders)
        .into());
    }
    if !all.iter().any(|a| a.key != old.key && !a.archived) {
        return Err(Refusal::new(
            "last_account",
            format!("{name} satu-satunya rekening. Tambahkan yang lain dulu."),
            format!("{name} is the only account. Add another one first."),
        )
        .into());
    }
    Ok(())
}
