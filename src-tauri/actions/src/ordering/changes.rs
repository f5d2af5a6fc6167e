//! What an amendment changes, told old and new.

use runut_core::order::{Changes, Order, Terms};
use runut_core::takeover::Particulars;
use runut_core::{AccountId, CustomerId, Instant, Zone};
use runut_store::Reader;

use crate::ActionError;
use crate::customers::said;
use crate::fields::yes;

use super::form::address_of;
use super::reading::ReadForm;

/// What differs from the order as the book has it, in the order in which it is told; nothing for a new one.
/// A customer who was chosen is told by number: two may be called the same.
pub(super) fn of(
    book: &Reader<'_>,
    zone: Zone,
    typed: &ReadForm,
    chosen: Option<CustomerId>,
) -> Result<Changes, ActionError> {
    let Some((old, was)) = &typed.before else { return Ok(Changes::default()) };
    let (new, is) = (&typed.order, &typed.about);
    let time = |at: Option<Instant>| at.map_or_else(String::new, |at| zone.local(at).format("%d/%m %H.%M").to_string());
    let terms = |order: &Order| if order.terms == Terms::Cod { "COD" } else { "transfer" }.to_owned();
    let told = vec![
        ("saluran", old.channel.name().to_owned(), new.channel.name().to_owned()),
        ("barang", goods(book, old)?, goods(book, new)?),
        ("ongkir", was.shipping_estimate.to_string(), is.shipping_estimate.to_string()),
        ("subsidi ongkir", was.shipping_subsidy.to_string(), is.shipping_subsidy.to_string()),
        ("pembayaran", terms(old), terms(new)),
        ("rekening", account(book, was.account)?, account(book, is.account)?),
        ("kode unik", old.unique_code.to_string(), new.unique_code.to_string()),
        ("total", old.total.to_string(), new.total.to_string()),
        ("pembeli", was.buyer.clone(), is.buyer.clone()),
        ("pelanggan", number(was.customer), number(chosen.or(was.customer))),
        ("penerima", said(&address_of(was)), said(&address_of(is))),
        ("pengirim", sender(was), sender(is)),
        ("kurir", old.courier.clone(), new.courier.clone()),
        ("batas kirim", time(was.ship_by), time(is.ship_by)),
        ("batas bayar", time(old.pay_by), time(new.pay_by)),
        ("pesan pembeli", was.note.clone(), is.note.clone()),
        ("catatan", was.seller_note.clone(), is.seller_note.clone()),
        ("mudah pecah", yes(was.fragile).to_owned(), yes(is.fragile).to_owned()),
    ];
    let shown = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let changed = told.into_iter().filter(|(_, old, new)| old != new);
    Ok(Changes(changed.map(|(name, old, new)| (name, shown(old), shown(new))).collect()))
}

fn account(book: &Reader<'_>, id: Option<AccountId>) -> Result<String, ActionError> {
    Ok(id.map(|id| book.account_name(id)).transpose()?.unwrap_or_default())
}

fn number(customer: Option<CustomerId>) -> String {
    customer.map_or_else(String::new, |id| format!("no. {id}"))
}

fn sender(about: &Particulars) -> String {
    [about.sender.as_str(), about.sender_phone.as_str()].join(" ").trim().to_owned()
}

fn goods(book: &Reader<'_>, order: &Order) -> Result<String, ActionError> {
    let mut told = Vec::new();
    for line in &order.lines {
        let mut text = format!("{} × {} @{}", line.quantity, book.variant(line.variant)?.what(), line.price);
        if line.discount.0 != 0 {
            text.push_str(&format!(" −{}", line.discount));
        }
        told.push(text);
    }
    Ok(told.join(", "))
}
