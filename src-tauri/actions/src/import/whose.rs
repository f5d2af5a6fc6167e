//! Of which store a file's orders are: the person's word; the only store of the channel; or the one whose orders they are already.

use std::collections::BTreeMap;

use runut_core::rows::StoreRow;
use runut_core::{Refusal, Sentence, StoreId};
use runut_store::{Reader, StoreError};

use super::ImportFile;
use crate::ActionError;
use crate::stores::which_store;

/// The store of a file.
#[derive(Debug)]
pub(super) struct Whose {
    pub store: StoreRow,
    /// What a person has to know who takes the file for this store: its order numbers stand in another one.
    pub elsewhere: Option<Sentence>,
}

/// Of which store a file is.
///
/// # Errors
/// `missing`, `store_channel` for a store that a person can't mean; `no_store` where the shop has none there that is in use;
/// `which_store` where it may be one of several.
pub(super) fn of(book: &Reader<'_>, staged: &ImportFile) -> Result<Whose, ActionError> {
    let mut stores = book.stores()?;
    let given = staged.store.map(|given| stores.iter().find(|store| store.id == given).cloned().ok_or(given));
    let given = given.transpose().map_err(|given| StoreError::Missing(format!("Toko marketplace {given}")))?;
    if let Some(store) = given.as_ref().filter(|store| store.channel != staged.channel) {
        return Err(of_another(store, staged).into());
    }
    stores.retain(|store| store.channel == staged.channel);
    if stores.len() < 2 {
        let store = stores.into_iter().next();
        return Ok(Whose { store: store.ok_or_else(|| none(staged))?, elsewhere: None });
    }
    let known = known(book, staged)?;
    let store = match given {
        Some(store) => store,
        None => told(&stores, &known, staged)?,
    };
    let elsewhere = elsewhere(&stores, &known, &store);
    Ok(Whose { store, elsewhere })
}

/// The one of several that a file's order numbers tell, or the only one that is in use.
fn told(stores: &[StoreRow], known: &BTreeMap<StoreId, u32>, staged: &ImportFile) -> Result<StoreRow, Refusal> {
    let meant = |store: &&StoreRow| if known.is_empty() { !store.archived } else { known.contains_key(&store.id) };
    let mut meant = stores.iter().filter(meant);
    match (meant.next(), meant.next()) {
        (None, _) => Err(none(staged)),
        (Some(only), None) => Ok(only.clone()),
        _ => Err(which(stores, staged)),
    }
}

/// How many of a file's orders each store has already.
fn known(book: &Reader<'_>, staged: &ImportFile) -> Result<BTreeMap<StoreId, u32>, ActionError> {
    let mut known = BTreeMap::new();
    for order in &staged.file.orders {
        for store in book.stores_of_number(staged.channel, &order.external_id)? {
            *known.entry(store).or_default() += 1;
        }
    }
    Ok(known)
}

fn elsewhere(stores: &[StoreRow], known: &BTreeMap<StoreId, u32>, store: &StoreRow) -> Option<Sentence> {
    let others = known.iter().filter(|(id, _)| **id != store.id);
    let (other, orders) = others.max_by_key(|(_, orders)| **orders)?;
    let other = stores.iter().find(|known| known.id == *other).map_or("", |other| &other.name);
    let name = &store.name;
    Some(Sentence::new(
        format!(
            "{orders} nomor pesanan di berkas ini sudah ada di toko {other}. Kalau berkasnya dari {other}, pilih toko itu: \
             di {name} pesanannya tercatat dua kali."
        ),
        format!(
            "{orders} order numbers of this file are in the store {other} already. If the file is from {other}, choose that \
             store: in {name} its orders would be recorded twice."
        ),
    ))
}

/// Why an archived store takes no new order.
pub(super) fn archived(store: &StoreRow) -> Sentence {
    let name = &store.name;
    Sentence::new(
        format!(
            "Toko {name} diarsipkan, jadi pesanan baru tidak masuk. Aktifkan lagi di Pengaturan, atau pilih toko lain."
        ),
        format!(
            "The store {name} is archived, so it takes no new orders. Use it again in the settings, or choose another store."
        ),
    )
}

fn which(stores: &[StoreRow], staged: &ImportFile) -> Refusal {
    which_store(stores).with("channel", staged.channel.key())
}

fn none(staged: &ImportFile) -> Refusal {
    let name = staged.channel.name();
    Refusal::new(
        "no_store",
        format!("Tidak ada toko {name} yang dipakai. Tambahkan atau aktifkan lagi di Pengaturan."),
        format!("No store at {name} is in use. Add one in the settings, or use one again."),
    )
}

fn of_another(store: &StoreRow, staged: &ImportFile) -> Refusal {
    let (name, there, channel) = (&store.name, store.channel.name(), staged.channel.name());
    Refusal::new(
        "store_channel",
        format!("Toko {name} ada di {there}, sedangkan berkas ini dari {channel}. Pilih toko {channel}."),
        format!("The store {name} is at {there}, but this file is from {channel}. Choose a store at {channel}."),
    )
    .with("field", "store")
    .with("channel", staged.channel.key())
}
