//! Customers: who orders and pays.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, CustomerAct};
use runut_core::rows::{Address, CustomerForm};
use runut_core::{CustomerId, Limit, Refusal, limits, phone};
use runut_store::{Book, Context, Tx};

use crate::fields::{required, text};
use crate::{ActionError, Done};

/// Phones, and addresses, of one customer at most.
pub(crate) const MANY: usize = 50;

/// Adds a customer or changes one. A phone belongs to one customer, in whatever form it is typed.
///
/// # Errors
/// `customer_name_missing`; `too_long`; `masked` for a name that a marketplace has hidden; `phone` for one that can't be read;
/// `phone_taken`, naming whose it is; `too_many`; `missing` for an unknown customer.
pub fn save_customer(book: &Book, ctx: &Context, form: &CustomerForm) -> Done<CustomerId> {
    let (typed, phones) = checked(form)?;
    book.write(ctx, &format!("customer {form:?}"), |tx| {
        for (at, phone) in phones.iter().enumerate() {
            refuse_taken(tx, phone, typed.id, &format!("phones.{at}"))?;
        }
        let Some(id) = typed.id else { return create(tx, &typed, &phones) };
        refuse_merged(tx, id)?;
        let old = tx.customer_form(id)?;
        let addresses = |form: &CustomerForm| form.addresses.iter().map(said).collect::<Vec<_>>().join(" | ");
        let change = Activity::new(CustomerAct::Change, id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("phone", old.phones.join(", "), typed.phones.join(", "))
            .changed("address", addresses(&old), addresses(&typed))
            .changed("note", &old.note, &typed.note);
        if change.has_changes() {
            tx.record(&change)?;
            tx.put_customer(id, &typed, &phones)?;
            if old.phones != typed.phones {
                tx.index_orders_of(id)?;
            }
        }
        Ok(id)
    })
}

/// Writes a new customer, with its own activity.
pub(crate) fn create(tx: &mut Tx<'_>, form: &CustomerForm, phones: &[String]) -> Result<CustomerId, ActionError> {
    let id = tx.next_customer()?;
    let addresses = form.addresses.iter().map(said).collect::<Vec<_>>().join(" | ");
    tx.record(
        &Activity::new(CustomerAct::Add, id.0)
            .with("name", &form.name)
            .changed("phone", "", form.phones.join(", "))
            .changed("address", "", addresses)
            .changed("note", "", &form.note),
    )?;
    tx.put_customer(id, form, phones)?;
    Ok(id)
}

/// Refuses a phone, in its one form, that belongs to another customer than `own`.
pub(crate) fn refuse_taken(tx: &Tx<'_>, phone: &str, own: Option<CustomerId>, field: &str) -> Result<(), ActionError> {
    let Some((id, name)) = tx.customer_by_phone(phone)?.filter(|(id, _)| Some(*id) != own) else { return Ok(()) };
    Err(Refusal::new(
        "phone_taken",
        format!("Nomor ini sudah milik pelanggan {name}. Pakai pelanggan itu, atau nomor lain."),
        format!("This number is customer {name}'s already. Use that customer, or another number."),
    )
    .with("field", field)
    .with("customer", id)
    .into())
}

/// Refuses a customer that is another one by now.
pub(crate) fn refuse_merged(tx: &Tx<'_>, id: CustomerId) -> Result<(), ActionError> {
    let Some((into, name)) = tx.merged_into(id)? else { return Ok(()) };
    Err(Refusal::new(
        "merged",
        format!("Pelanggan ini sudah digabung ke {name}. Buka {name}, atau pisahkan dulu."),
        format!("This customer is merged into {name}. Open {name}, or undo the merge first."),
    )
    .with("customer", into)
    .into())
}

/// Whether a text is a name that a marketplace has hidden (`S******i`).
pub(crate) fn is_masked(text: &str) -> bool {
    text.contains("***")
}

pub(crate) fn masked(field: &str) -> Refusal {
    Refusal::new(
        "masked",
        "Nama itu disamarkan marketplace. Tulis nama aslinya.",
        "That name is masked by the marketplace. Enter the real one.",
    )
    .with("field", field)
}

/// An address without what can't be seen, each part on one line.
pub(crate) fn clean_address(address: &Address) -> Address {
    Address {
        recipient: limits::line(&address.recipient),
        phone: limits::line(&address.phone),
        address: limits::line(&address.address),
        village: limits::line(&address.village),
        district: limits::line(&address.district),
        city: limits::line(&address.city),
        province: limits::line(&address.province),
        postcode: limits::line(&address.postcode),
    }
}

/// The parts of an address that are too long, each at its field.
pub(crate) fn too_long(address: &Address) -> impl Iterator<Item = Refusal> {
    let parts = [
        ("recipient", Limit::Name, &address.recipient),
        ("phone", Limit::Phone, &address.phone),
        ("address", Limit::Address, &address.address),
        ("village", Limit::Place, &address.village),
        ("district", Limit::Place, &address.district),
        ("city", Limit::Place, &address.city),
        ("province", Limit::Place, &address.province),
        ("postcode", Limit::Postcode, &address.postcode),
    ];
    parts.into_iter().filter_map(|(field, limit, part)| text(limit, part, field).err())
}

/// An address on one line.
pub(crate) fn said(address: &Address) -> String {
    let a = address;
    let parts = [&a.recipient, &a.phone, &a.address, &a.village, &a.district, &a.city, &a.province, &a.postcode];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The form as it is kept, and its phones in their one form: each once.
fn checked(form: &CustomerForm) -> Result<(CustomerForm, Vec<String>), Refusal> {
    let (id, en) = ("Tulis nama pelanggan dulu.", "Enter the customer's name first.");
    let name = required(Limit::Name, &form.name, "name", "customer_name_missing", id, en)?;
    if is_masked(&name) {
        return Err(masked("name"));
    }
    if form.phones.len() > MANY || form.addresses.len() > MANY {
        let (id, en) = ("Paling banyak 50 nomor dan 50 alamat.", "At most 50 phones and 50 addresses.");
        return Err(Refusal::new("too_many", id, en).with("field", "phones"));
    }
    let (mut typed, mut phones, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (at, text) in form.phones.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let one = phone(text).map_err(|refusal| refusal.with("field", format!("phones.{at}")))?;
        if seen.insert(one.clone()) {
            typed.push(self::text(Limit::Phone, text, &format!("phones.{at}"))?);
            phones.push(one);
        }
    }
    let mut addresses = Vec::new();
    for (at, address) in form.addresses.iter().map(clean_address).enumerate() {
        if said(&address).is_empty() {
            continue;
        }
        if let Some(refusal) = too_long(&address).next() {
            let field = format!("addresses.{at}.{}", refusal.facts.get("field").map_or("", String::as_str));
            return Err(refusal.with("field", field));
        }
        if !address.phone.is_empty() {
            phone(&address.phone).map_err(|refusal| refusal.with("field", format!("addresses.{at}.phone")))?;
        }
        addresses.push(address);
    }
    Ok((
        CustomerForm { id: form.id, name, phones: typed, addresses, note: text(Limit::Note, &form.note, "note")? },
        phones,
    ))
}
