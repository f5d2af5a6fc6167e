//! Settings of the book: the shop, accounts, stores at marketplaces, couriers, people, texts.

use runut_core::rows::{BuyerText, BuyerTextKey, CourierRow, MoneyAccount, Person, Settings, Shop, StoreRow};
use runut_store::reports;

commands! {
    /// All of them.
    ask settings(desk) -> Settings {
        desk.ask(|book, _| reports::settings(book))
    }

    /// Changes the shop.
    act shop_save(act, shop: Shop) -> Shop {
        act.write(|book, ctx| runut_actions::save_shop(book, ctx, &shop))
    }

    /// Changes an account, or adds one.
    act account_save(act, account: MoneyAccount) -> MoneyAccount {
        act.write(|book, ctx| runut_actions::save_account(book, ctx, &account))
    }

    /// Changes a store at a marketplace, or adds one.
    act store_save(act, store: StoreRow) -> StoreRow {
        act.write(|book, ctx| runut_actions::save_store(book, ctx, &store))
    }

    /// Changes a courier, or adds one.
    act courier_save(act, courier: CourierRow) -> CourierRow {
        act.write(|book, ctx| runut_actions::save_courier(book, ctx, &courier))
    }

    /// Changes a person, or adds one.
    act person_save(act, person: Person) -> Person {
        act.write(|book, ctx| runut_actions::save_person(book, ctx, &person))
    }

    /// Changes a text for buyers; an empty body takes the program's own again.
    act text_save(act, key: BuyerTextKey, body: String) -> BuyerText {
        act.write(|book, ctx| runut_actions::save_text(book, ctx, key, &body))
    }
}
