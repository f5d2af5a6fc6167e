//! Orders typed by hand, from a document, and the texts for their buyers.

use std::process::ExitCode;

use runut_actions::document::{self, OrderDocument};
use runut_actions::{order_form, save_order, text_for};
use runut_core::Refusal;
use runut_core::rows::{OrderForm, OrderSaved};
use serde_json::json;

use super::{Desk, find, paste};
use crate::args::{Amend, NewOrder, TextOf};
use crate::output::Fault;

/// Types a new order.
pub fn new(desk: &Desk<'_>, new: &NewOrder) -> Result<ExitCode, Fault> {
    let typed: OrderDocument = document::read(&paste::text(&new.file)?)?;
    if let Some(order) = typed.order {
        let (id, en) = (
            format!("Berkas ini mengubah pesanan {order}. Pakai order amend, atau hapus order dari berkas."),
            format!("This file amends order {order}. Use order amend, or take order out of the file."),
        );
        return Err(Refusal::new("document", id, en).with("field", "order").into());
    }
    let context = desk.context()?;
    let form = desk.book.read(|book| {
        let copy = new.copy.as_deref().map(|word| find(book, word)).transpose()?;
        Ok::<_, Fault>(typed.over(book, context.zone, order_form(book, None, copy)?.form)?)
    })?;
    save(desk, &form, new.place, "")
}

/// Amends the order that the document names.
pub fn amend(desk: &Desk<'_>, amend: &Amend) -> Result<ExitCode, Fault> {
    let typed: OrderDocument = document::read(&paste::text(&amend.file)?)?;
    let Some(order) = typed.order else {
        return Err(Refusal::new(
            "document",
            "Tulis nomor pesanan yang diubah, misalnya \"order\": 12.",
            "Name the order that is amended, e.g. \"order\": 12.",
        )
        .with("field", "order")
        .into());
    };
    let context = desk.context()?;
    let form = desk.book.read(|book| {
        let known = order_form(book, Some(order), None)?.form;
        typed.over(book, context.zone, known)
    })?;
    save(desk, &form, false, &amend.reason)
}

fn save(desk: &Desk<'_>, form: &OrderForm, place: bool, reason: &str) -> Result<ExitCode, Fault> {
    let saved: OrderSaved = save_order(&desk.book, &desk.context()?, form, place, reason)?.value;
    desk.out.value(&saved, |saved| format!("{}\n\n{}", saved.message.id, saved.text));
    Ok(ExitCode::SUCCESS)
}

/// An order, a copy of one or an empty one as a document to write into.
pub fn form(desk: &Desk<'_>, id: Option<&str>, copy: Option<&str>) -> Result<ExitCode, Fault> {
    let zone = desk.context()?.zone;
    let written = desk.book.read(|book| {
        let named = |word: Option<&str>| word.map(|word| find(book, word)).transpose();
        Ok::<_, Fault>(OrderDocument::of(book, zone, order_form(book, named(id)?, named(copy)?)?.form)?)
    })?;
    desk.out.value(&written, |written| serde_json::to_string_pretty(written).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}

/// A text for the buyer, ready to paste.
pub fn text(desk: &Desk<'_>, of: &TextOf) -> Result<ExitCode, Fault> {
    let text = desk.book.read(|book| Ok::<_, Fault>(text_for(book, find(book, &of.id)?, of.key)?))?;
    desk.out.value(&json!({ "text": text }), |_| text.clone());
    Ok(ExitCode::SUCCESS)
}
