//! The language's commands about orders typed by hand and their customers.
//!
//! ```text
//! order A 2xHijau@16000-1000 ship=15000 phone=0812… to=Siti   => awaiting_payment   # typed and placed
//! draft B 1xHijau@16000                                        => draft
//! place B                                                      => awaiting_payment
//! amend A 3xHijau@16000 ship=15000 why=tambah                  => awaiting_payment   # the whole content anew
//! copy C A                                                     => awaiting_payment
//! total A                                                      => 31388 code 388
//! find 0812 3456                                               => A
//! ```
//!
//! Words of an order: lines, `ship=`, `less=` (subsidy), `to=`, `phone=`, `by=` and `byphone=` (who orders), `sender=` and
//! `senderphone=` (dropship), `account=`, `address=`, `courier=`, `cod`, `plain` (no unique code).

use runut_actions::{order_form, save_order};
use runut_core::rows::{FormLine, OrderForm, OrderQuery};
use runut_core::{LineId, Money, OrderId};
use runut_store::reports;

use crate::script::{code, stage};
use crate::shop::Shop;

/// Runs a command, if it is one of these.
pub fn run(shop: &mut Shop, words: &[&str]) -> Option<String> {
    Some(match words {
        ["order", name, what @ ..] => {
            let form = typed(shop, empty(shop), what);
            save(shop, name, &form, true, "")
        }
        ["draft", name, what @ ..] => {
            let form = typed(shop, empty(shop), what);
            save(shop, name, &form, false, "")
        }
        ["amend", name, what @ ..] => {
            let form = typed(shop, opened(shop, name), what);
            let why = what.iter().find_map(|w| w.strip_prefix("why=")).unwrap_or_default();
            save(shop, name, &form, false, why)
        }
        ["copy", name, from, what @ ..] => {
            let from = shop.order(from);
            let form = shop.book.read(|r| order_form(r, None, Some(from))).unwrap().form;
            let form = typed(shop, form, what);
            save(shop, name, &form, true, "")
        }
        ["total", name] => {
            let order = shop.read(|r| r.order(shop.order(name)));
            format!("{} code {}", order.total.0, order.unique_code.0)
        }
        ["find", what @ ..] => find(shop, &what.join(" ")),
        _ => return None,
    })
}

/// An empty form.
pub fn empty(shop: &Shop) -> OrderForm {
    shop.book.read(|r| order_form(r, None, None)).unwrap().form
}

/// An order of the story as a form.
pub fn opened(shop: &Shop, name: &str) -> OrderForm {
    shop.book.read(|r| order_form(r, Some(shop.order(name)), None)).unwrap().form
}

/// Types words into a form.
pub fn typed(shop: &Shop, mut form: OrderForm, words: &[&str]) -> OrderForm {
    let known: Vec<FormLine> = std::mem::take(&mut form.lines);
    for word in words {
        match word.split_once('=') {
            Some(("ship", value)) => form.shipping_fee = Money(value.parse().unwrap()),
            Some(("less", value)) => form.shipping_subsidy = Money(value.parse().unwrap()),
            Some(("to", value)) => form.to.recipient = value.into(),
            Some(("phone", value)) => form.to.phone = value.into(),
            Some(("address", value)) => form.to.address = value.into(),
            Some(("by", value)) => form.customer_name = value.into(),
            Some(("byphone", value)) => form.customer_phone = value.into(),
            Some(("sender", value)) => form.sender = value.into(),
            Some(("senderphone", value)) => form.sender_phone = value.into(),
            Some(("account", value)) => form.account = shop.read(|r| r.account_named(value)),
            Some(("courier", value)) => form.courier = value.into(),
            Some(("why", _)) => {}
            _ if *word == "cod" => form.cod = true,
            _ if *word == "plain" => form.unique_code = false,
            _ => form.lines.push(line(shop, &known, word)),
        }
    }
    if form.lines.is_empty() {
        form.lines = known;
    }
    if form.to.recipient.is_empty() {
        form.to.recipient = "Siti".into();
    }
    form
}

/// `2xHijau@16000-1000`; a line of the order stays the same line.
fn line(shop: &Shop, known: &[FormLine], text: &str) -> FormLine {
    let (quantity, rest) = text.split_once('x').unwrap_or_else(|| panic!("no line {text}"));
    let (name, price) = rest.split_once('@').unwrap_or_else(|| panic!("no line {text}"));
    let (price, discount) = price.split_once('-').unwrap_or((price, "0"));
    let variant = shop.variant(name);
    FormLine {
        id: known.iter().find(|l| l.variant == variant).and_then(|l: &FormLine| -> Option<LineId> { l.id }),
        variant,
        quantity: quantity.parse().unwrap(),
        price: Money(price.parse().unwrap()),
        discount: Money(discount.parse().unwrap()),
    }
}

/// Saves a form under a name of the story.
pub fn save(shop: &mut Shop, name: &str, form: &OrderForm, place: bool, why: &str) -> String {
    let ctx = shop.ctx();
    match save_order(&shop.book, &ctx, form, place, why) {
        Ok(saved) => {
            shop.names.insert(name.to_owned(), saved.value.order);
            stage(shop, name)
        }
        Err(error) => code(&error),
    }
}

/// The orders of the story that a search finds, oldest first.
pub fn find(shop: &Shop, text: &str) -> String {
    let query = OrderQuery { search: text.into(), ..OrderQuery::of(None, 50) };
    let page = shop.read(|r| reports::orders_page(r, &query, shop.now));
    let name = |id: OrderId| shop.names.iter().find(|(_, known)| **known == id).map_or("?", |(name, _)| name.as_str());
    page.rows.iter().rev().map(|row| name(row.id)).collect::<Vec<_>>().join(" ")
}
