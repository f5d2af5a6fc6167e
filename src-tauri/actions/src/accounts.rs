//! The accounts that money comes into.

use runut_core::activity::{AccountAct, Activity};
use runut_core::rows::MoneyAccount;
use runut_core::{AccountId, Limit, Money, Refusal, excerpt, match_key};
use runut_store::{Book, Context, Reader, StoreError};

use crate::fields::{required, text, yes};
use crate::{ActionError, Done};

/// The account that a word means: a rule's word (`bank`), its number in the chart, or the name of one that money comes into.
///
/// # Errors
/// `account_unknown` for a word that means none; [`StoreError`] where the book can't be read.
pub fn account_named(book: &Reader<'_>, word: &str) -> Result<AccountId, ActionError> {
    Ok(book.account_named(word.trim())?.ok_or_else(|| unknown_account(word))?)
}

/// That money can't come into what was named, or leave it.
#[must_use]
pub fn unknown_account(word: &str) -> Refusal {
    Refusal::new(
        "account_unknown",
        "Pilih rekening atau kas yang masih dipakai.",
        "Choose an account that is still in use.",
    )
    .with("field", "account")
    .with("account", excerpt(word, 40))
}

/// Adds an account (key zero) or changes one: name, number, holder, whether it is offered.
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
        if all.iter().any(|a| a.id != typed.id && match_key(&a.name) == match_key(&typed.name)) {
            return Err(Refusal::new(
                "account_name_taken",
                format!("Sudah ada rekening bernama {}. Beri nama lain.", typed.name),
                format!("There is an account called {} already. Choose another name.", typed.name),
            )
            .with("field", "name")
            .into());
        }
        let old = all.iter().find(|a| a.id == typed.id);
        if old.is_none_or(|old| old.number != typed.number) {
            refuse_name_behind(&typed.number)?;
        }
        if typed.id == AccountId(0) {
            let id = tx.next_money_account()?.ok_or_else(too_many)?;
            let new = MoneyAccount { id, in_hand: false, archived: false, balance: Money::ZERO, ..typed };
            tx.put_money_account(&new)?;
            tx.record(
                &Activity::new(AccountAct::Add, new.id.0)
                    .with("name", &new.name)
                    .changed("number", "", &new.number)
                    .changed("holder", "", &new.holder),
            )?;
            return Ok(new);
        }
        let old = old.ok_or_else(|| StoreError::Missing(format!("Rekening {}", typed.id)))?;
        if typed.archived && !old.archived {
            may_archive(tx, &all, old)?;
        }
        let change = Activity::new(AccountAct::Change, old.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("number", &old.number, &typed.number)
            .changed("holder", &old.holder, &typed.holder)
            .changed("archived", yes(old.archived), yes(typed.archived));
        let saved = MoneyAccount { balance: old.balance, in_hand: old.in_hand, ..typed };
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

fn too_many() -> Refusal {
    Refusal::new(
        "accounts_full",
        "Rekening sudah terlalu banyak. Pakai lagi yang diarsipkan.",
        "There are too many accounts. Use an archived one again.",
    )
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
    let orders = book.open_orders_of_account(old.id)?;
    if orders > 0 {
        return Err(Refusal::new(
            "account_in_use",
            format!("{name} belum bisa diarsipkan: {orders} pesanan terbuka diminta bayar ke sana."),
            format!("{name} can't be archived yet: {orders} open orders are to be paid into it."),
        )
        .with("orders", orders)
        .into());
    }
    if !all.iter().any(|a| a.id != old.id && !a.archived) {
        return Err(Refusal::new(
            "last_account",
            format!("{name} satu-satunya rekening. Tambahkan yang lain dulu."),
            format!("{name} is the only account. Add another one first."),
        )
        .into());
    }
    Ok(())
}
