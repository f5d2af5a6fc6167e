//! Stores: the shop's accounts at marketplaces.

use runut_core::activity::{Activity, StoreAct};
use runut_core::rows::StoreRow;
use runut_core::{AccountId, Limit, Money, Refusal, StoreId, match_key};
use runut_store::{Book, Context, Reader, StoreError};

use crate::fields::{required, yes};
use crate::{ActionError, Done};

/// Adds a store (key zero) or changes one: its name, the wallet that it is paid into, and whether it takes new orders. Its
/// orders and what is owed for them stay its own, whatever it is called.
///
/// # Errors
/// `store_name_missing`, `store_name_taken`; `store_channel` for a channel that is no marketplace, or another than it has;
/// `store_wallet` for an account that is no store's; `stores_full`; `wallets_full`; `missing` for an unknown key; `owner_only`.
pub fn save_store(book: &Book, ctx: &Context, store: &StoreRow) -> Done<StoreRow> {
    let (id, en) = ("Tulis nama tokonya dulu.", "Enter the store's name first.");
    let name = required(Limit::Title, &store.name, "name", "store_name_missing", id, en)?;
    let typed = StoreRow { name, ..store.clone() };
    if !typed.channel.is_marketplace() {
        return Err(no_marketplace(&typed).into());
    }
    book.write(ctx, &format!("store {typed:?}"), |tx| {
        let all = tx.stores()?;
        if all.iter().any(|s| s.id != typed.id && match_key(&s.name) == match_key(&typed.name)) {
            return Err(Refusal::new(
                "store_name_taken",
                format!("Toko {} sudah ada; mungkin diarsipkan. Beri nama lain.", typed.name),
                format!("There is a store {} already; it may be archived. Give it another name.", typed.name),
            )
            .with("field", "name")
            .into());
        }
        let old = all.iter().find(|s| s.id == typed.id);
        let wallet = wallet_of(tx, &all, &typed)?;
        let Some(old) = old else {
            if typed.id != StoreId(0) {
                return Err(StoreError::Missing(format!("Toko marketplace {}", typed.id)).into());
            }
            let id = tx.next_store()?.ok_or_else(full)?;
            let new = StoreRow { id, wallet, archived: false, receivable: Money::ZERO, ..typed };
            tx.put_store(&new)?;
            tx.record(
                &Activity::new(StoreAct::Add, new.id.0)
                    .with("name", &new.name)
                    .with("channel", new.channel.key())
                    .with("wallet", paid_with(&all, &new, new.wallet)),
            )?;
            return Ok(new);
        };
        if old.channel != typed.channel {
            return Err(elsewhere(old).into());
        }
        if wallet != old.wallet && tx.has_settlements(old.id)? {
            return Err(has_settlements(old).into());
        }
        let change = Activity::new(StoreAct::Change, old.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("wallet", paid_with(&all, old, old.wallet), paid_with(&all, &typed, wallet))
            .changed("archived", yes(old.archived), yes(typed.archived));
        let saved = StoreRow { wallet, receivable: old.receivable, ..typed };
        if change.has_changes() {
            tx.put_store(&saved)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(saved)
    })
}

/// The wallet that a store is to have: its own, another store's, or where none is named one of its own. It keeps what it has
/// where that is its own already.
fn wallet_of(book: &Reader<'_>, all: &[StoreRow], typed: &StoreRow) -> Result<AccountId, ActionError> {
    if typed.wallet != AccountId(0) {
        return match all.iter().any(|store| store.wallet == typed.wallet) {
            true => Ok(typed.wallet),
            false => Err(no_wallet(typed.wallet).into()),
        };
    }
    let own = all.iter().find(|store| store.id == typed.id).map(|store| store.wallet);
    let is_shared = |wallet: AccountId| all.iter().any(|store| store.id != typed.id && store.wallet == wallet);
    match own.filter(|wallet| !is_shared(*wallet)) {
        Some(wallet) => Ok(wallet),
        None => Ok(book.next_wallet()?.ok_or_else(no_more_wallets)?),
    }
}

/// Whose a wallet is beside this store: what a person knows it by. Empty for one of its own.
fn paid_with(all: &[StoreRow], store: &StoreRow, wallet: AccountId) -> String {
    let others = all.iter().filter(|other| other.id != store.id && other.wallet == wallet);
    others.map(|other| other.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn no_marketplace(store: &StoreRow) -> Refusal {
    let channel = store.channel.name();
    Refusal::new(
        "store_channel",
        format!("{channel} bukan marketplace. Pilih Shopee, Tokopedia, TikTok Shop atau Lazada."),
        format!("{channel} is no marketplace. Choose Shopee, Tokopedia, TikTok Shop or Lazada."),
    )
    .with("field", "channel")
}

fn elsewhere(old: &StoreRow) -> Refusal {
    let (name, channel) = (&old.name, old.channel.name());
    Refusal::new(
        "store_channel",
        format!("Toko {name} ada di {channel} dan tidak bisa pindah marketplace. Tambahkan toko baru."),
        format!("The store {name} is at {channel} and can't change its marketplace. Add a new store."),
    )
    .with("field", "channel")
}

fn has_settlements(old: &StoreRow) -> Refusal {
    let name = &old.name;
    Refusal::new(
        "wallet_used",
        format!("Saldo {name} sudah berisi pencairan, jadi tidak bisa diganti. Buat toko baru kalau saldonya memang lain."),
        format!("Payouts of {name} are in its balance already, so it can't be changed. Add a new store if its balance is another."),
    )
    .with("field", "wallet")
}

fn no_wallet(wallet: AccountId) -> Refusal {
    Refusal::new(
        "store_wallet",
        format!("Akun {wallet} bukan saldo toko mana pun. Pilih saldo salah satu toko."),
        format!("Account {wallet} is no store's balance. Choose that of one of the stores."),
    )
    .with("field", "wallet")
}

fn no_more_wallets() -> Refusal {
    Refusal::new(
        "wallets_full",
        "Saldo marketplace sudah terlalu banyak (49). Pilih toko lain yang saldonya dipakai bersama.",
        "There are too many marketplace balances (49). Choose another store to share its balance with.",
    )
    .with("field", "wallet")
}

fn full() -> Refusal {
    Refusal::new(
        "stores_full",
        "Toko marketplace sudah terlalu banyak (96). Pakai lagi yang diarsipkan.",
        "There are too many marketplace stores (96). Use an archived one again.",
    )
}

/// Asks of which store a file is.
pub(crate) fn which_store(stores: &[StoreRow]) -> Refusal {
    let names: Vec<&str> = stores.iter().filter(|store| !store.archived).map(|store| store.name.as_str()).collect();
    let names = names.join(", ");
    Refusal::new(
        "which_store",
        format!("Berkas ini dari toko yang mana: {names}? Pilih tokonya dulu."),
        format!("Of which store is this file: {names}? Choose the store first."),
    )
    .with("field", "store")
}
