//! Who orders and pays: a customer known by phone, or a new one.

use runut_core::activity::{Activity, CustomerAct};
use runut_core::limits::line;
use runut_core::rows::{Address, CustomerForm, OrderForm};
use runut_core::{CustomerId, Refusal, phone};
use runut_store::{Reader, Tx};

use crate::ActionError;
use crate::customers::{clean_address, create, said};

/// The buyer of a form.
pub(super) struct Buyer {
    /// What they are called on this order.
    pub name: String,
    /// The customer that they are; none for a new one, or where no phone tells who it is.
    pub known: Option<CustomerId>,
    /// A phone that is nobody's yet, in its one form and as typed.
    new_phone: Option<(String, String)>,
    /// Why they can't be who was chosen.
    pub problem: Option<Refusal>,
}

/// Finds the buyer: the customer chosen, else who the phone belongs to. Who orders is named apart, else it is the
/// dropshipper, else the recipient. A phone that can't be read is the form's own problem and tells nobody here.
pub(super) fn find(book: &Reader<'_>, form: &OrderForm) -> Result<Buyer, ActionError> {
    let dropship = !form.sender.trim().is_empty();
    let (other, others) =
        if dropship { (&form.sender, &form.sender_phone) } else { (&form.to.recipient, &form.to.phone) };
    let (name, typed) = match (form.customer_name.trim(), form.customer_phone.trim()) {
        ("", "") => (other.as_str(), others.as_str()),
        ("", phone) => (other.as_str(), phone),
        named => named,
    };
    let name = line(name);
    let number = phone(typed).ok();
    let owner = || Ok::<_, ActionError>(number.as_deref().map(|n| book.customer_by_phone(n)).transpose()?.flatten());
    let fresh = || number.clone().map(|number| (number, line(typed)));
    let Some(chosen) = form.customer else {
        return Ok(match owner()? {
            Some((id, known)) => {
                let name = if name.is_empty() { known } else { name };
                Buyer { name, known: Some(id), new_phone: None, problem: None }
            }
            None => Buyer { name, known: None, new_phone: fresh(), problem: None },
        });
    };
    let (chosen, known) = book.customer_now_named(chosen)?;
    let apart = dropship || !form.customer_name.trim().is_empty();
    let buyer = Buyer { name: if apart { name } else { known }, known: Some(chosen), new_phone: None, problem: None };
    // Only a phone that was typed as the customer's is theirs; a recipient's may be anybody's.
    if form.customer_phone.trim().is_empty() {
        return Ok(buyer);
    }
    Ok(match owner()? {
        Some((id, _)) if id == chosen => buyer,
        Some((id, other)) => Buyer { problem: Some(taken(id, &other)), ..buyer },
        None => Buyer { new_phone: fresh(), ..buyer },
    })
}

fn taken(id: CustomerId, other: &str) -> Refusal {
    Refusal::new(
        "phone_taken",
        format!("Nomor ini milik pelanggan {other}. Pilih pelanggan itu, atau pakai nomor lain."),
        format!("This number is customer {other}'s. Choose that customer, or another number."),
    )
    .with("field", "customer_phone")
    .with("customer", id)
}

/// Writes what is new about the buyer: themselves, a phone, an address. Answers who they are; none where no phone tells.
/// Addresses of a dropshipper's buyers aren't the dropshipper's.
pub(super) fn keep(tx: &mut Tx<'_>, buyer: &Buyer, form: &OrderForm) -> Result<Option<CustomerId>, ActionError> {
    let to = clean_address(&form.to);
    let theirs = form.sender.trim().is_empty() && !to.address.is_empty();
    let Some(id) = buyer.known else {
        let Some((number, typed)) = &buyer.new_phone else { return Ok(None) };
        if buyer.name.is_empty() {
            return Ok(None);
        }
        let customer = CustomerForm {
            id: None,
            name: buyer.name.clone(),
            phones: vec![typed.clone()],
            addresses: if theirs { vec![to] } else { Vec::new() },
            note: String::new(),
        };
        return Ok(Some(create(tx, &customer, std::slice::from_ref(number))?));
    };
    if let Some((number, typed)) = &buyer.new_phone {
        tx.record(&changed(tx, id)?.changed("phone", "", typed))?;
        tx.add_phone(id, number, typed)?;
        tx.index_orders_of(id)?;
    }
    if theirs {
        keep_address(tx, id, &to)?;
    }
    Ok(Some(id))
}

fn keep_address(tx: &mut Tx<'_>, id: CustomerId, to: &Address) -> Result<(), ActionError> {
    if let Some(latest) = tx.use_address(id, to)? {
        tx.record(&changed(tx, id)?.changed("address", said(&latest), said(to)))?;
    }
    Ok(())
}

fn changed(tx: &Tx<'_>, id: CustomerId) -> Result<Activity, ActionError> {
    Ok(Activity::new(CustomerAct::Change, id.0).with("name", tx.customer_name(id)?))
}
