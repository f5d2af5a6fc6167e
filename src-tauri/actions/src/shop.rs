//! The shop: first start and settings.

use runut_core::activity::{Activity, Noun};
use runut_core::rows::{BookState, Division, NewShop, Person, Shop};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Instant, Language, Money, PersonId, Refusal, Zone};
use runut_store::{Book, Context};

use crate::{ActionError, Done};

/// The book as a door finds it. `person` is who acts there; the owner if none is named.
///
/// # Errors
/// [`ActionError`] where the book can't be read or the person isn't of the shop.
pub fn book_state(book: &Book, person: Option<&str>, version: &str, now: Instant) -> Result<BookState, ActionError> {
    book.read(|reader| {
        let shop = reader.shop()?;
        let acting = if shop.is_some() { Some(reader.person(person)?) } else { None };
        Ok(BookState {
            path: book.path().display().to_string(),
            ready: shop.is_some(),
            persons: reader.persons()?,
            acting,
            version: version.to_owned(),
            now,
            today: shop.as_ref().map_or(Zone::Wib, |s| s.zone).day(now),
            shop,
        })
    })
}

fn named(text: &str, field: &str, code: &str, id: &str, en: &str) -> Result<String, Refusal> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(80).collect();
    if text.is_empty() { Err(Refusal::new(code, id, en).with("field", field)) } else { Ok(text) }
}

fn line(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(200).collect()
}

/// First start: the shop and its owner.
///
/// # Errors
/// `shop_name_missing`, `owner_missing`; `shop_exists` where the book has a shop already.
pub fn open_shop(book: &Book, new: &NewShop, now: Instant, request: &str) -> Done<Shop> {
    let shop = Shop {
        name: named(&new.name, "name", "shop_name_missing", "Tulis nama toko dulu.", "Enter the shop's name first.")?,
        address: line(&new.address),
        phone: line(&new.phone),
        zone: new.zone,
        language: Language::Id,
        start_day: None,
        auto_approve: true,
        slip_size: SlipSize::A5,
        label_size: LabelSize::A6,
        unique_codes: true,
        payment_hours: 24,
        ship_hours: 48,
        return_days: 3,
        weekly_goal: Money::ZERO,
    };
    let owner =
        named(&new.owner, "owner", "owner_missing", "Tulis nama pemilik dulu.", "Enter the owner's name first.")?;
    let owner =
        Person { id: PersonId(1), name: owner, owner: true, divisions: Division::ALL.to_vec(), archived: false };
    let ctx = Context { person: owner.id, now, today: new.zone.day(now), zone: new.zone, request: request.to_owned() };
    book.write(&ctx, &format!("open {new:?}"), |tx| {
        if tx.shop()?.is_some() {
            return Err(
                Refusal::new("shop_exists", "Buku ini sudah punya toko.", "This book has a shop already.").into()
            );
        }
        tx.insert_person(&owner)?;
        tx.record(&Activity::new(Noun::Shop, 1, "open").with("name", &shop.name).with("zone", shop.zone.key()))?;
        tx.record(&Activity::new(Noun::Person, owner.id.0, "add").with("name", &owner.name))?;
        tx.put_shop(&shop)?;
        Ok(shop)
    })
}

/// Whether an import approves what is paid or COD on the marketplace.
///
/// # Errors
/// [`ActionError`] where the book can't be written.
pub fn set_auto_approve(book: &Book, ctx: &Context, setting: AutoApprove) -> Done<Shop> {
    book.write(ctx, &format!("auto approve {setting:?}"), |tx| {
        let shop = tx.shop()?.ok_or(runut_store::StoreError::NoShop)?;
        let shop = Shop { auto_approve: setting == AutoApprove::On, ..shop };
        let word = if shop.auto_approve { "setujui otomatis: ya" } else { "setujui otomatis: tidak" };
        tx.record(&Activity::new(Noun::Shop, 1, "change").with("changed", word))?;
        tx.put_shop(&shop)?;
        Ok(shop)
    })
}

/// The setting of [`set_auto_approve`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoApprove {
    /// Paid and COD orders go straight to the warehouse.
    On,
    /// A person approves them.
    Off,
}
