//! What is kept of an order beside what the book reckons with, and how two files' words for it become one.

use serde::{Deserialize, Serialize};

use crate::figures::Buyer;
use crate::marketplace::{FileOrder, WayBack};
use crate::{AccountId, CustomerId, Instant, Money, StoreId};

/// What a file or a person says of an order beside what the book reckons with: kept as it is, shown, never posted. The
/// buyer is a customer of ours or a marketplace's account name; `account` is the one that the buyer is asked to pay into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // the fields are those of `FileOrder` and of `OrderForm`
pub struct Particulars {
    pub placed_at: Instant,
    pub ship_by: Option<Instant>,
    pub paid_at: Option<Instant>,
    pub buyer: String,
    pub recipient: String,
    pub phone: String,
    pub address: String,
    pub city: String,
    pub province: String,
    pub masked: bool,
    pub note: String,
    pub seller_note: String,
    pub payment_method: String,
    pub return_status: String,
    pub way_back: Option<WayBack>,
    pub cod: bool,
    pub weight_g: i64,
    pub shipping_paid: Money,
    pub shipping_subsidy: Money,
    pub shipping_estimate: Money,
    pub shipping_return: Money,
    pub borne_by_shop: Money,
    pub borne_by_marketplace: Money,
    pub customer: Option<CustomerId>,
    pub village: String,
    pub district: String,
    pub postcode: String,
    pub sender: String,
    pub sender_phone: String,
    pub fragile: bool,
    pub account: Option<AccountId>,
}

/// What the file says of an order beside its lines.
#[must_use]
pub fn particulars(file: &FileOrder) -> Particulars {
    Particulars {
        placed_at: file.placed_at,
        ship_by: file.ship_by,
        paid_at: file.paid_at,
        buyer: file.username.clone(),
        recipient: file.recipient.clone(),
        phone: file.phone.clone(),
        address: file.address.clone(),
        city: file.city.clone(),
        province: file.province.clone(),
        masked: file.masked,
        note: file.buyer_note.clone(),
        seller_note: file.seller_note.clone(),
        payment_method: file.payment_method.clone(),
        return_status: file.return_status.clone(),
        way_back: file.way_back,
        cod: file.cod,
        weight_g: file.lines.iter().fold(0, |sum, line| line.weight_g.saturating_add(sum)),
        shipping_paid: file.shipping_paid,
        shipping_subsidy: file.shipping_subsidy,
        shipping_estimate: file.shipping_estimate,
        shipping_return: file.shipping_return,
        borne_by_shop: file.borne_by_shop,
        borne_by_marketplace: file.borne_by_marketplace,
        ..Particulars::default()
    }
}

/// Whether a marketplace hides part of a text.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    text.contains(['*', '＊'])
}

/// Who bought, as far as it is known: the customer, else who a store calls by a name that isn't masked.
#[must_use]
pub fn buyer_of(customer: Option<CustomerId>, store: Option<StoreId>, name: &str) -> Option<Buyer> {
    let named = || (!name.is_empty() && !is_masked(name)).then(|| Buyer::Named(store, name.to_owned()));
    customer.map(Buyer::Customer).or_else(named)
}

/// How much of a text can be read: nothing of an empty one, all of one that isn't masked.
fn legible(text: &str) -> usize {
    match text.chars().filter(|c| c.is_alphanumeric()).count() {
        some if some > 0 && !is_masked(text) => usize::MAX,
        shown => shown,
    }
}

/// What the book knows after a file: `theirs` over `known`, or under it where the file is `older` than the book. Kinds of
/// export mask differently and leave different cells empty: per field, a less masked text stays, and no empty cell erases
/// what is known. What only a person says of an order stays too.
#[must_use]
pub fn merged(known: &Particulars, theirs: &Particulars, older: bool) -> Particulars {
    let (new, old) = if older { (known, theirs) } else { (theirs, known) };
    let clearer = |of: fn(&Particulars) -> &String| {
        if legible(of(old)) > legible(of(new)) { of(old).clone() } else { of(new).clone() }
    };
    let filled = |of: fn(&Particulars) -> &String| if of(new).is_empty() { of(old).clone() } else { of(new).clone() };
    let [recipient, phone, address] = [clearer(|p| &p.recipient), clearer(|p| &p.phone), clearer(|p| &p.address)];
    let masked = [&recipient, &phone, &address].into_iter().any(|text| is_masked(text));
    Particulars {
        ship_by: new.ship_by.or(old.ship_by),
        paid_at: new.paid_at.or(old.paid_at),
        buyer: clearer(|p| &p.buyer),
        masked,
        recipient,
        phone,
        address,
        city: clearer(|p| &p.city),
        province: clearer(|p| &p.province),
        payment_method: filled(|p| &p.payment_method),
        cod: if new.payment_method.is_empty() { old.cod } else { new.cod },
        return_status: filled(|p| &p.return_status),
        way_back: new.way_back.max(old.way_back),
        customer: known.customer,
        village: known.village.clone(),
        district: known.district.clone(),
        postcode: known.postcode.clone(),
        sender: known.sender.clone(),
        sender_phone: known.sender_phone.clone(),
        fragile: known.fragile,
        account: known.account,
        ..new.clone()
    }
}
