//! Orders and customers as JSON: what can't be read is refused with its place; what previews without a problem is saved.

use runut_actions::document::{self, CustomerDocument, OrderDocument};
use runut_actions::{order_form, preview_order, save_customer, save_order};
use runut_core::Zone;
use runut_core::rows::{CustomerForm, OrderForm};

use crate::said;
use crate::shop::{Shop, sound, unbroken};

pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match document::read::<OrderDocument>(&text) {
        Ok(typed) => order(typed),
        Err(refusal) => said(&refusal.message),
    }
    match document::read::<CustomerDocument>(&text) {
        Ok(typed) => customer(typed),
        Err(refusal) => said(&refusal.message),
    }
}

fn order(typed: OrderDocument) {
    Shop::with(|shop| {
        let form = shop.book.read(|book| {
            let known = order_form(book, typed.order, None)?.form;
            typed.over(book, Zone::Wib, known)
        });
        let Some(form) = unbroken(form) else { return };
        let Some(preview) = unbroken(shop.book.read(|book| preview_order(book, &form, shop.now))) else { return };
        preview.problems.iter().for_each(|problem| said(&problem.message));
        preview.hints.iter().for_each(said);
        saved(shop, &form, preview.problems.is_empty());
    });
}

/// Saved as a draft or an amendment, then placed.
fn saved(shop: &mut Shop, form: &OrderForm, flawless: bool) {
    let ctx = shop.ctx();
    let saved = save_order(&shop.book, &ctx, form, false, "diketik ulang");
    assert!(!flawless || form.order.is_some() || saved.is_ok(), "previewed without a problem: {saved:?}");
    if let Some(saved) = unbroken(saved) {
        said(&saved.value.message);
        let known = sound(shop.book.read(|book| order_form(book, Some(saved.value.order), None)));
        let ctx = shop.ctx();
        unbroken(save_order(&shop.book, &ctx, &known.form, true, ""));
    }
    shop.sound();
}

fn customer(typed: CustomerDocument) {
    Shop::with(|shop| {
        let known = typed.id.map(|id| shop.book.read(|book| book.customer_form(id)).map_err(Into::into));
        let known = match known {
            Some(known) => unbroken(known),
            None => Some(CustomerForm {
                id: None,
                name: String::new(),
                phones: Vec::new(),
                addresses: Vec::new(),
                note: String::new(),
            }),
        };
        let Some(known) = known else { return };
        let ctx = shop.ctx();
        unbroken(save_customer(&shop.book, &ctx, &typed.over(known)));
        shop.sound();
    });
}
