//! The shop: first start and settings.

use runut_core::activity::{Activity, PersonAct, ShopAct};
use runut_core::rows::{BookState, Division, NewShop, Person, Shop};
use runut_core::settings::{self, SETTINGS};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Instant, Language, Limit, Money, PersonId, Refusal, Zone, default_couriers};
use runut_store::{Book, Context, Reader};

use crate::fields::{required, text};
use crate::{ActionError, Done};

/// Who acts at a door that remembers `person`: they, archived or not, or the owner where the book has nobody of that key.
///
/// # Errors
/// `no_shop` before first start; [`ActionError`] where the book can't be read.
pub fn acting(reader: &Reader<'_>, person: Option<PersonId>) -> Result<Person, ActionError> {
    match person.map(|id| reader.person_by_id(id)).transpose()?.flatten() {
        Some(person) => Ok(person),
        None => Ok(reader.person(None)?),
    }
}

/// The book as a door finds it. `person` is who acts there, as it remembers.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn book_state(
    book: &Book,
    person: Option<PersonId>,
    version: &str,
    now: Instant,
) -> Result<BookState, ActionError> {
    book.read(|reader| {
        let shop = reader.shop()?;
        let acting = if shop.is_some() { Some(acting(reader, person)?) } else { None };
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

/// First start: the shop and its owner.
///
/// # Errors
/// `shop_name_missing`, `owner_missing`; `too_long`; `shop_exists` where the book has a shop already.
pub fn open_shop(book: &Book, new: &NewShop, now: Instant, request: &str) -> Done<Shop> {
    let shop = Shop {
        name: required(
            Limit::Name,
            &new.name,
            "name",
            "shop_name_missing",
            "Tulis nama toko dulu.",
            "Enter the shop's name first.",
        )?,
        address: text(Limit::Address, &new.address, "address")?,
        phone: text(Limit::Phone, &new.phone, "phone")?,
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
        payout_days: 7,
        cod_days: 14,
        packing_cost: Money::ZERO,
        tax_base: runut_core::rows::TaxBase::GrossLessReturns,
        tax_free: true,
    };
    let owner = required(
        Limit::Name,
        &new.owner,
        "owner",
        "owner_missing",
        "Tulis nama pemilik dulu.",
        "Enter the owner's name first.",
    )?;
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
        let opened = Activity::new(ShopAct::Open, 1).with("name", &shop.name).with("zone", shop.zone.key());
        let opened = opened.with("address", &shop.address).with("phone", &shop.phone);
        // What it begins with, so that the audit knows it.
        let opened = opened.with("payment_hours", shop.payment_hours).with("ship_hours", shop.ship_hours);
        tx.record(&opened.with("return_days", shop.return_days))?;
        tx.record(&Activity::new(PersonAct::Add, owner.id.0).with("name", &owner.name))?;
        tx.put_shop(&shop)?;
        for courier in default_couriers() {
            tx.put_courier(&courier)?;
        }
        Ok(shop)
    })
}

/// Changes the shop's settings, by their list. Only what is different is logged, old and new; what is the same isn't written.
///
/// # Errors
/// `shop_name_missing`; `too_long`; `phone` where a new one can't be called; `out_of_range` for hours, days and the goal;
/// `start_day_fixed` where the start day moves although orders have left or posted by it.
pub fn save_shop(book: &Book, ctx: &Context, new: &Shop) -> Done<Shop> {
    book.write(ctx, &format!("shop {new:?}"), |tx| {
        let old = tx.shop()?.ok_or(runut_store::StoreError::NoShop)?;
        let typed = settings::checked(new, &old)?;
        if let Some(fixed) = old.start_day
            && typed.start_day != old.start_day
            && tx.has_sold()?
        {
            return Err(Refusal::new(
                "start_day_fixed",
                format!("Hari mulai tetap {fixed}: sudah ada pesanan yang dikirim dan dibukukan menurut hari itu."),
                format!("The start day stays {fixed}: orders have left and been posted by it."),
            )
            .with("field", "start_day")
            .into());
        }
        let change = shop_change(&old, &typed);
        if change.has_changes() {
            tx.record(&change)?;
            tx.put_shop(&typed)?;
        }
        Ok::<_, ActionError>(typed)
    })
}

fn shop_change(old: &Shop, new: &Shop) -> Activity {
    let change = Activity::new(ShopAct::Change, 1);
    SETTINGS
        .iter()
        .fold(change, |change, setting| change.changed(setting.key, setting.stands(old), setting.stands(new)))
}
