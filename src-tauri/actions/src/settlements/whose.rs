//! Of which store a file is.

use std::collections::BTreeMap;

use runut_core::rows::StoreRow;
use runut_core::settlement::SettlementKind;
use runut_core::{Channel, Refusal, StoreId};
use runut_store::Reader;

use super::SettlementImport;
use crate::ActionError;
use crate::stores::which_store;

/// The marketplaces whose file it is.
pub(super) fn channels(kind: SettlementKind) -> &'static [Channel] {
    match kind {
        SettlementKind::ShopeeIncome | SettlementKind::ShopeeBalance | SettlementKind::ShopeeAds => &[Channel::Shopee],
        SettlementKind::TiktokIncome => &[Channel::Tiktok, Channel::Tokopedia],
        SettlementKind::LazadaIncome => &[Channel::Lazada],
        SettlementKind::CodPayout | SettlementKind::ByHand => &[],
    }
}

/// Of which store a file is: the person's word; the only one there; the one called as the file's shop; or the one whose
/// orders it names. Where its orders stand in another than a person says, that is asked.
pub(super) fn whose(book: &Reader<'_>, staged: &SettlementImport) -> Result<StoreRow, ActionError> {
    let mut stores = book.stores()?;
    stores.retain(|store| channels(staged.file.kind).contains(&store.channel));
    let mut known: BTreeMap<StoreId, u32> = BTreeMap::new();
    if stores.len() > 1 {
        for row in staged.file.rows.iter().filter(|row| !row.order.is_empty()) {
            for channel in channels(staged.file.kind) {
                for store in book.stores_of_number(*channel, &row.order)? {
                    *known.entry(store).or_default() += 1;
                }
            }
        }
    }
    if let Some(given) = staged.store {
        let store = stores.iter().find(|store| store.id == given).cloned().ok_or_else(|| of_another(staged))?;
        let elsewhere = known.iter().find(|(id, _)| **id != given).filter(|_| !known.contains_key(&given));
        return match elsewhere.and_then(|(id, orders)| Some((stores.iter().find(|s| s.id == *id)?, orders))) {
            Some((other, orders)) => Err(stand_elsewhere(&store, other, *orders).into()),
            None => Ok(store),
        };
    }
    let most = known.iter().max_by_key(|(_, orders)| **orders).map(|(id, _)| *id);
    let in_use: Vec<&StoreRow> = stores.iter().filter(|store| !store.archived).collect();
    let called = || in_use.iter().find(|store| store.name.eq_ignore_ascii_case(&staged.file.shop)).map(|s| s.id);
    // Two marketplaces that pay into one wallet: nothing hangs on which of them it is.
    let one_wallet = || {
        in_use.iter().all(|store| store.wallet == in_use[0].wallet) && in_use.len() <= channels(staged.file.kind).len()
    };
    let only = || (in_use.len() == 1 || one_wallet()).then(|| in_use.first().map(|store| store.id)).flatten();
    match most.or_else(called).or_else(only) {
        Some(id) => Ok(stores.iter().find(|store| store.id == id).cloned().ok_or_else(|| which(&stores))?),
        None => Err(which(&stores).into()),
    }
}

fn which(stores: &[StoreRow]) -> Refusal {
    let in_use: Vec<String> = stores.iter().filter(|store| !store.archived).map(|store| store.id.to_string()).collect();
    if !in_use.is_empty() {
        return which_store(stores).with("stores", in_use.join(" "));
    }
    Refusal::new(
        "no_store",
        "Tidak ada toko di marketplace ini yang dipakai. Tambahkan atau aktifkan lagi di Pengaturan.",
        "No store at this marketplace is in use. Add one in the settings, or use one again.",
    )
}

fn of_another(staged: &SettlementImport) -> Refusal {
    let kind = staged.file.kind.word();
    Refusal::new(
        "store_channel",
        format!("Ini {}; pilih toko di marketplace itu.", kind.id),
        format!("This is {}; choose a store at that marketplace.", kind.en),
    )
    .with("field", "store")
}

fn stand_elsewhere(store: &StoreRow, other: &StoreRow, orders: u32) -> Refusal {
    let (name, other) = (&store.name, &other.name);
    Refusal::new(
        "other_store",
        format!("{orders} pesanan di berkas ini ada di toko {other}, tidak satu pun di {name}. Pilih toko {other}, atau impor pesanan {name} dulu."),
        format!("{orders} orders of this file are in the store {other} and none in {name}. Choose {other}, or import the orders of {name} first."),
    )
    .with("field", "store")
}
