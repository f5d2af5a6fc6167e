//! Stores: two shops on one marketplace are told apart, in orders, money and files; one shop there is never asked about.

use runut_actions::{ActionError, import, save_store, undo};
use runut_core::posting::Account;
use runut_core::rows::{LogQuery, OrderQuery, StoreRow};
use runut_core::undo::Way;
use runut_core::{AccountId, Channel, Money, OrderId, StoreId};
use runut_store::reports;

use crate::settings::last_said;
use crate::shop::{Shop, order, staged, status};

fn new(channel: Channel, name: &str) -> StoreRow {
    let (id, wallet) = (StoreId(0), AccountId(0));
    StoreRow { id, channel, name: name.into(), wallet, archived: false, receivable: Money::ZERO }
}

fn save(shop: &mut Shop, store: &StoreRow) -> Result<StoreRow, ActionError> {
    let ctx = shop.ctx();
    save_store(&shop.book, &ctx, store).map(|saved| saved.value)
}

fn code<T>(result: Result<T, ActionError>) -> String {
    match result {
        Ok(_) => "done".into(),
        Err(ActionError::Refused(refusal)) => refusal.code,
        Err(other) => panic!("{other}"),
    }
}

fn stores(shop: &Shop) -> Vec<StoreRow> {
    shop.read(|r| r.stores())
}

fn owed(shop: &Shop, store: StoreId) -> i64 {
    shop.read(|r| r.balance(Account::MarketplaceReceivable(store)))
}

fn account(shop: &Shop, id: AccountId) -> (String, bool) {
    let chart = shop.read(|r| r.chart());
    chart.into_iter().find(|account| account.id == id).map(|account| (account.name, account.archived)).unwrap()
}

/// What sells for 16,000, taken in as it was shipped.
fn shipped(id: &str, price: i64) -> Vec<runut_core::marketplace::FileOrder> {
    vec![order(id, status("shipped"), &[&format!("1xHijau@{price}")])]
}

fn id_of(shop: &Shop, store: StoreId, external: &str) -> OrderId {
    shop.read(|r| r.known(store, external)).unwrap().id
}

/// One shop at each marketplace has nothing to set, and is asked nothing.
#[test]
fn a_new_book_has_one_store_a_marketplace_and_asks_nothing() {
    let mut shop = Shop::new();
    let all = stores(&shop);
    let names: Vec<&str> = all.iter().map(|store| store.name.as_str()).collect();
    assert_eq!(names, ["Shopee", "Tokopedia", "TikTok Shop", "Lazada"]);
    assert_eq!(all[1].wallet, all[2].wallet, "both pay into one");
    assert_eq!(account(&shop, all[1].wallet), ("Saldo Tokopedia & TikTok Shop".into(), false));
    let report = shop.take_in(shipped("A", 16_000)).unwrap();
    assert_eq!((report.store, report.new, report.elsewhere), (all[0].id, 1, None));
    assert_eq!(owed(&shop, all[0].id), 16_000);
    let page = shop.read(|r| reports::orders_page(r, &OrderQuery::of(None, 9), shop.now));
    assert!(page.stores.is_empty(), "there is nothing to choose from");
    shop.sound();
}

#[test]
fn two_shops_on_one_marketplace_have_their_own_orders_and_money() {
    let mut shop = Shop::new();
    let first = stores(&shop)[0].id;
    let second = save(&mut shop, &new(Channel::Shopee, "Shopee Grosir")).unwrap();
    assert_eq!(last_said(&shop), "Toko marketplace baru: Shopee Grosir");
    assert_eq!(account(&shop, second.wallet).0, "Saldo Shopee Grosir");
    assert_eq!(code(shop.take_in(shipped("A", 16_000))), "which_store", "nobody can know");
    shop.take_in_of(first, shipped("A", 16_000)).unwrap();
    let report = shop.take_in_of(second.id, shipped("A", 9_000)).unwrap();
    let told = report.elsewhere.unwrap().id;
    assert!(told.starts_with("1 nomor pesanan di berkas ini sudah ada di toko Shopee."), "{told}");
    assert_eq!(report.new, 1, "the number is another order's there");
    assert_ne!(id_of(&shop, first, "A"), id_of(&shop, second.id, "A"));
    assert_eq!((owed(&shop, first), owed(&shop, second.id)), (16_000, 9_000));
    assert_eq!(stores(&shop).iter().map(|store| store.receivable.0).sum::<i64>(), 25_000);
    // A file whose orders stand in one store is that store's.
    shop.take_in_of(second.id, shipped("B", 5_000)).unwrap();
    let report = shop.take_in(vec![order("B", status("completed"), &["1xHijau@5000"])]).unwrap();
    assert_eq!((report.store, report.changed), (second.id, 1));
    assert!(last_of_import(&shop).contains("→ Shopee Grosir"), "{}", last_of_import(&shop));
    assert_eq!(code(shop.take_in(shipped("A", 16_000))), "which_store", "it stands in both");
    // Lists and orders tell them apart.
    let query = OrderQuery { store: Some(second.id), ..OrderQuery::of(None, 9) };
    let page = shop.read(|r| reports::orders_page(r, &query, shop.now));
    assert_eq!(page.rows.iter().map(|row| row.external_id.as_str()).collect::<Vec<_>>(), ["B", "A"]);
    assert_eq!(page.stores.len(), 2);
    let detail = shop.read(|r| reports::order_detail(r, id_of(&shop, second.id, "A"), shop.now));
    assert_eq!(detail.store, "Shopee Grosir");
    shop.sound();
    let wrong = import::ImportFile { store: Some(StoreId(2)), ..staged(shipped("C", 1)) };
    assert_eq!(code(import::preview(&shop.book, &wrong, None, shop.now)), "store_channel");
}

fn last_of_import(shop: &Shop) -> String {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: "import".into(),
        scans: false,
        after: None,
        limit: 1,
    };
    shop.read(|r| reports::log_page(r, &query)).rows[0].text.id.clone()
}

#[test]
fn an_import_into_the_wrong_store_is_taken_back_with_its_money() {
    let mut shop = Shop::new();
    let first = stores(&shop)[0].id;
    let second = save(&mut shop, &new(Channel::Shopee, "Shopee Grosir")).unwrap().id;
    shop.take_in_of(first, shipped("X", 1_000)).unwrap();
    shop.take_in_of(second, shipped("A", 16_000)).unwrap();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!((owed(&shop, first), owed(&shop, second)), (1_000, 0));
    shop.sound();
    shop.take_in_of(first, shipped("A", 16_000)).unwrap();
    assert_eq!((owed(&shop, first), owed(&shop, second)), (17_000, 0));
    shop.sound();
}

#[test]
fn a_store_that_nothing_was_taken_into_goes_again() {
    let mut shop = Shop::new();
    save(&mut shop, &new(Channel::Lazada, "Lazada Dua")).unwrap();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(stores(&shop).len(), 4);
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Again).unwrap();
    assert_eq!(stores(&shop).len(), 5);
    shop.sound();
}

#[test]
fn a_wallet_may_be_of_several_and_is_called_after_them() {
    let mut shop = Shop::new();
    let all = stores(&shop);
    let (tokopedia, tiktok, lazada) = (all[1].clone(), all[2].clone(), all[3].clone());
    let own = save(&mut shop, &StoreRow { wallet: AccountId(0), ..tiktok.clone() }).unwrap();
    assert_eq!(last_said(&shop), "Toko marketplace diubah: TikTok Shop (satu saldo dengan Tokopedia → –)");
    assert_ne!(own.wallet, tokopedia.wallet);
    assert_eq!(account(&shop, tokopedia.wallet).0, "Saldo Tokopedia");
    assert_eq!(account(&shop, own.wallet).0, "Saldo TikTok Shop");
    let again = save(&mut shop, &StoreRow { wallet: AccountId(0), ..own.clone() }).unwrap();
    assert_eq!(again.wallet, own.wallet, "its own is its own already");
    let left = lazada.wallet;
    save(&mut shop, &StoreRow { wallet: own.wallet, ..lazada.clone() }).unwrap();
    assert_eq!(account(&shop, own.wallet).0, "Saldo TikTok Shop & Lazada");
    assert_eq!(account(&shop, left), ("Saldo Lazada".into(), true), "nobody's now");
    shop.sound();
    assert_eq!(code(save(&mut shop, &StoreRow { wallet: AccountId(1101), ..lazada })), "store_wallet");
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(account(&shop, left), ("Saldo Lazada".into(), false));
    shop.sound();
}

#[test]
fn a_renamed_store_is_the_same_store() {
    let mut shop = Shop::new();
    shop.take_in(shipped("A", 16_000)).unwrap();
    let shopee = stores(&shop)[0].clone();
    let renamed = save(&mut shop, &StoreRow { name: "Griya Shopee".into(), ..shopee.clone() }).unwrap();
    assert_eq!(last_said(&shop), "Toko marketplace diubah: Shopee (nama Shopee → Griya Shopee)");
    let receivable = Account::MarketplaceReceivable(renamed.id).id();
    assert_eq!(account(&shop, receivable).0, "Piutang Griya Shopee");
    assert_eq!(account(&shop, renamed.wallet).0, "Saldo Griya Shopee");
    let report = shop.take_in(vec![order("A", status("completed"), &["1xHijau@16000"])]).unwrap();
    assert_eq!((report.changed, owed(&shop, renamed.id)), (1, 16_000));
    shop.sound();
    for (expected, wrong) in [
        ("store_name_missing", StoreRow { name: " ".into(), ..renamed.clone() }),
        ("store_name_taken", StoreRow { name: "lazada".into(), ..renamed.clone() }),
        ("store_channel", StoreRow { channel: Channel::Lazada, ..renamed.clone() }),
        ("store_channel", new(Channel::Whatsapp, "WA")),
        ("missing", StoreRow { id: StoreId(77), ..new(Channel::Shopee, "X") }),
    ] {
        assert_eq!(code(save(&mut shop, &wrong)), expected, "{wrong:?}");
    }
    shop.hire("Dita");
    let ctx = shop.book.context(Some("Dita"), shop.now, "dita").unwrap();
    assert_eq!(code(save_store(&shop.book, &ctx, &StoreRow { name: "X".into(), ..renamed })), "owner_only");
    shop.sound();
}

#[test]
fn an_archived_store_takes_no_new_orders_and_keeps_the_old() {
    let mut shop = Shop::new();
    shop.take_in(shipped("A", 16_000)).unwrap();
    let shopee = stores(&shop)[0].clone();
    save(&mut shop, &StoreRow { archived: true, ..shopee.clone() }).unwrap();
    let both = || {
        let mut orders = shipped("B", 9_000);
        orders.push(order("A", status("completed"), &["1xHijau@16000"]));
        orders
    };
    let report = shop.take_in(both()).unwrap();
    assert_eq!((report.new, report.changed, report.held), (0, 1, 1));
    assert!(report.warnings[0].stays && report.warnings[0].message.id.starts_with("Toko Shopee diarsipkan"));
    assert_eq!(owed(&shop, shopee.id), 16_000);
    // Another one at the marketplace takes them, without being asked for.
    let second = save(&mut shop, &new(Channel::Shopee, "Shopee Grosir")).unwrap().id;
    let report = shop.take_in(shipped("B", 9_000)).unwrap();
    assert_eq!((report.store, report.new), (second, 1));
    save(&mut shop, &shopee).unwrap();
    assert_eq!(code(shop.take_in(shipped("C", 1_000))), "which_store");
    shop.sound();
}

/// An order's row names its store only where its marketplace alone doesn't say which it is.
#[test]
fn a_row_names_its_store_where_there_are_several() {
    let mut shop = Shop::new();
    shop.take_in(shipped("A", 16_000)).unwrap();
    let named =
        |shop: &Shop| shop.read(|r| reports::order_row(r, id_of(shop, stores(shop)[0].id, "A"), shop.now)).store;
    assert_eq!(named(&shop), None);
    save(&mut shop, &new(Channel::Lazada, "Lazada Grosir")).unwrap();
    assert_eq!(named(&shop), None, "that is another marketplace");
    save(&mut shop, &new(Channel::Shopee, "Shopee Grosir")).unwrap();
    assert_eq!(named(&shop), Some("Shopee".into()));
}

/// The chart has room for so many: beyond it is said what to do, and nothing is written.
#[test]
fn more_stores_than_the_chart_has_room_for_are_refused() {
    let mut shop = Shop::new();
    let add = |shop: &mut Shop, wallet: AccountId| {
        let many = stores(shop).len();
        save(shop, &StoreRow { wallet, ..new(Channel::Shopee, &format!("Toko {many}")) })
    };
    while stores(&shop).len() < 50 {
        add(&mut shop, AccountId(0)).unwrap();
    }
    let before = shop.book.dump().unwrap();
    assert_eq!(code(add(&mut shop, AccountId(0))), "wallets_full");
    assert_eq!(shop.book.dump().unwrap(), before);
    // One that shares a balance still has room.
    let shared = stores(&shop)[0].wallet;
    while stores(&shop).len() < 96 {
        add(&mut shop, shared).unwrap();
    }
    let last = stores(&shop).iter().map(|store| store.id).max();
    assert_eq!(last, Some(StoreId(99)), "10, 20 and 30 are the chart's");
    let before = shop.book.dump().unwrap();
    assert_eq!(code(add(&mut shop, shared)), "stores_full");
    assert_eq!(shop.book.dump().unwrap(), before);
    shop.sound();
}
