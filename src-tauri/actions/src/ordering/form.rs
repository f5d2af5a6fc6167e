//! Forms to type into: empty, of an order to amend, of a copy.

use runut_core::order::{Order, Terms};
use runut_core::rows::{Address, FormLine, OrderForm, OrderFormView, Shop};
use runut_core::takeover::Particulars;
use runut_core::{AccountId, Channel, CustomerId, Money, OrderId, Refusal, Stage};
use runut_store::{Reader, StoreError, reports};

use crate::ActionError;

/// A form: of the order to amend, else of a copy at today's prices, else an empty one with the shop's defaults.
///
/// # Errors
/// `marketplace_contents` for a marketplace's order to amend; `missing` for an unknown order.
pub fn order_form(
    book: &Reader<'_>,
    order: Option<OrderId>,
    copy: Option<OrderId>,
) -> Result<OrderFormView, ActionError> {
    let (form, stage) = match (order, copy) {
        (Some(id), _) => {
            let known = book.order(id)?;
            known.refuse_marketplace_contents()?;
            (form_of(book, &known)?, Some(known.stage))
        }
        (None, Some(id)) => (copy_of(book, id)?, None),
        (None, None) => (empty(book)?, None),
    };
    let variants = form.lines.iter().map(|l| reports::variant_row(book, l.variant)).collect::<Result<_, _>>()?;
    let customer = form.customer.map(|id| reports::customer_row(book, id)).transpose()?;
    Ok(OrderFormView { form, stage, variants, customer })
}

/// Where an order goes.
pub(super) fn address_of(about: &Particulars) -> Address {
    Address {
        recipient: about.recipient.clone(),
        phone: about.phone.clone(),
        address: about.address.clone(),
        village: about.village.clone(),
        district: about.district.clone(),
        city: about.city.clone(),
        province: about.province.clone(),
        postcode: about.postcode.clone(),
    }
}

/// An order of ours as a form.
fn form_of(book: &Reader<'_>, order: &Order) -> Result<OrderForm, ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let revision = book.order_revision(order.id)?;
    Ok(OrderForm { revision, ..as_it_stands(book, &shop, order, book.particulars(order.id)?)? })
}

/// The revision of a form that was made of the order within the same state of the book: nobody was faster.
pub(super) const AS_IT_STANDS: i64 = i64::MAX;

/// The form of an order that is loaded, to be read within the same state of the book.
pub(super) fn as_it_stands(
    book: &Reader<'_>,
    shop: &Shop,
    order: &Order,
    about: Particulars,
) -> Result<OrderForm, ActionError> {
    let (customer_name, customer_phone) = payer(book, &about)?;
    let lines = order.lines.iter().map(|line| FormLine {
        id: Some(line.id),
        variant: line.variant,
        quantity: line.quantity,
        price: line.price,
        discount: line.discount,
    });
    Ok(OrderForm {
        order: Some(order.id),
        revision: AS_IT_STANDS,
        channel: order.channel,
        customer: about.customer,
        customer_name,
        customer_phone,
        to: address_of(&about),
        lines: lines.collect(),
        shipping_fee: about.shipping_estimate,
        shipping_subsidy: about.shipping_subsidy,
        cod: order.terms == Terms::Cod,
        unique_code: if order.stage == Stage::Draft { shop.unique_codes } else { order.unique_code > Money::ZERO },
        account: match about.account {
            None => default_account(book)?,
            account => account,
        },
        courier: order.courier.clone(),
        ship_by: about.ship_by,
        pay_by: order.pay_by,
        sender: about.sender,
        sender_phone: about.sender_phone,
        note: about.note,
        seller_note: about.seller_note,
        fragile: about.fragile,
    })
}

/// Who orders, where it isn't the recipient: name and phone.
fn payer(book: &Reader<'_>, about: &Particulars) -> Result<(String, String), ActionError> {
    if about.buyer.is_empty() || about.buyer == about.recipient {
        return Ok((String::new(), String::new()));
    }
    let phone = first_phone(book, about.customer)?;
    Ok((about.buyer.clone(), phone))
}

fn first_phone(book: &Reader<'_>, customer: Option<CustomerId>) -> Result<String, ActionError> {
    let Some(id) = customer else { return Ok(String::new()) };
    Ok(book.customer_form(id)?.phones.into_iter().next().unwrap_or_default())
}

/// A copy: goods, customer and address of an earlier order, at today's prices. What a marketplace has hidden isn't copied,
/// nor what is no longer sold.
fn copy_of(book: &Reader<'_>, id: OrderId) -> Result<OrderForm, ActionError> {
    let fresh = empty(book)?;
    let order = book.order(id)?;
    let mut lines = Vec::new();
    for line in &order.lines {
        let variant = reports::variant_row(book, line.variant)?;
        if !variant.archived {
            let (variant, price) = (variant.id, variant.price);
            lines.push(FormLine { id: None, variant, quantity: line.quantity, price, discount: Money::ZERO });
        }
    }
    if lines.is_empty() {
        return Err(Refusal::new(
            "nothing_to_copy",
            format!("Barang pesanan {id} tidak dijual lagi. Ketik pesanan baru."),
            format!("The goods of order {id} are no longer sold. Type a new order."),
        )
        .into());
    }
    let about = book.particulars(id)?;
    if order.channel.is_marketplace() {
        let to = if about.masked { fresh.to.clone() } else { address_of(&about) };
        return Ok(OrderForm { lines, to, fragile: about.fragile, ..fresh });
    }
    Ok(OrderForm {
        order: None,
        revision: 0,
        lines,
        ship_by: None,
        pay_by: None,
        note: String::new(),
        seller_note: String::new(),
        unique_code: fresh.unique_code,
        account: fresh.account,
        ..form_of(book, &order)?
    })
}

/// An empty form: the shop's rules, and the channel, account and courier used last.
fn empty(book: &Reader<'_>) -> Result<OrderForm, ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let mut newest = None;
    for channel in Channel::ALL.into_iter().filter(|channel| !channel.is_marketplace()) {
        newest = newest.max(book.newest_order(channel)?);
    }
    let last = newest.map(|(_, id)| book.order(id)).transpose()?;
    Ok(OrderForm {
        order: None,
        revision: 0,
        channel: last.as_ref().map_or(Channel::Whatsapp, |order| order.channel),
        customer: None,
        customer_name: String::new(),
        customer_phone: String::new(),
        to: address_of(&Particulars::default()),
        sender: String::new(),
        sender_phone: String::new(),
        lines: Vec::new(),
        shipping_fee: Money::ZERO,
        shipping_subsidy: Money::ZERO,
        cod: false,
        account: last_account(book, last.as_ref())?,
        unique_code: shop.unique_codes,
        courier: last.map(|order| order.courier).unwrap_or_default(),
        ship_by: None,
        pay_by: None,
        note: String::new(),
        seller_note: String::new(),
        fragile: false,
    })
}

/// The account of the last order while it is still offered, else the shop's first.
fn last_account(book: &Reader<'_>, last: Option<&Order>) -> Result<Option<AccountId>, ActionError> {
    let Some(last) = last else { return default_account(book) };
    let account = book.particulars(last.id)?.account;
    let offered = book.money_accounts()?.into_iter().any(|known| Some(known.id) == account && !known.archived);
    if offered { Ok(account) } else { default_account(book) }
}

fn default_account(book: &Reader<'_>) -> Result<Option<AccountId>, ActionError> {
    let accounts = book.money_accounts()?;
    Ok(accounts.into_iter().find(|account| !account.archived).map(|account| account.id))
}
