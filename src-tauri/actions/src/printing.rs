//! Printing: a document is drawn from the book's rows, handed over, and logged once it is there.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, Noun};
use runut_core::rows::Printed;
use runut_core::sheets::SlipSize;
use runut_core::{OrderId, Refusal, Sentence, Stage};
use runut_store::{Book, Context, reports};

use crate::{ActionError, Done};

/// A document, ready to be written wherever the door puts documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// A file name for it.
    pub name: String,
    /// Its bytes: a PDF, or a list as CSV.
    pub bytes: Vec<u8>,
}

/// Where a document goes: writes it durably and answers the path.
pub type Deliver<'a> = &'a mut dyn FnMut(&Document) -> std::io::Result<String>;

/// Order numbers named in the log at most.
const NUMBERS_NAMED: usize = 20;

fn none_chosen() -> ActionError {
    Refusal::new("no_orders", "Tidak ada pesanan untuk dicetak.", "There are no orders to print.").into()
}

/// The orders that goods may be taken for, each once; and what to say of those that were left out: held or cancelled.
fn printable(book: &Book, orders: &[OrderId]) -> Result<(Vec<OrderId>, Sentence), ActionError> {
    if orders.is_empty() {
        return Err(none_chosen());
    }
    let mut seen = BTreeSet::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for id in orders.iter().copied().filter(|id| seen.insert(*id)) {
        let order = book.read(|reader| Ok::<_, ActionError>(reader.order(id)?))?;
        if order.held.is_some() || order.stage == Stage::Cancelled {
            left_out.push(id.to_string());
        } else {
            kept.push(id);
        }
    }
    let named = left_out.join(", ");
    if kept.is_empty() {
        return Err(Refusal::new(
            "nothing_to_print",
            format!("Tidak dicetak: pesanan {named} ditahan atau batal."),
            format!("Not printed: orders {named} are held or cancelled."),
        )
        .into());
    }
    let said = if left_out.is_empty() {
        Sentence::default()
    } else {
        Sentence::new(
            format!(" Tidak ikut, ditahan atau batal: {named}."),
            format!(" Left out, held or cancelled: {named}."),
        )
    };
    Ok((kept, said))
}

fn stamp(ctx: &Context) -> String {
    ctx.zone.local(ctx.now).format("%Y%m%d-%H%M%S").to_string()
}

fn numbers(orders: &[OrderId]) -> String {
    let shown: Vec<String> = orders.iter().take(NUMBERS_NAMED).map(ToString::to_string).collect();
    let more = if orders.len() > NUMBERS_NAMED { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Draws a pick list (A4) for orders, sorted by shelf.
///
/// # Errors
/// `no_orders`; `missing` for an unknown order; [`ActionError`] where it can't be drawn or delivered.
pub fn pick_list(book: &Book, ctx: &Context, orders: &[OrderId], deliver: Deliver<'_>) -> Done<Printed> {
    let (orders, left_out) = printable(book, orders)?;
    let list = book.read(|reader| reports::pick_list(reader, &orders, ctx.person, ctx.now))?;
    let document =
        Document { name: format!("daftar-ambil-{}.pdf", stamp(ctx)), bytes: runut_documents::pick_list(&list)? };
    let units: i64 = list.shelves.iter().flat_map(|s| &s.rows).map(|r| r.quantity).sum();
    let message = Sentence::new(
        format!("Daftar ambil: {units} barang untuk {} pesanan.{}", list.orders, left_out.id),
        format!("Pick list: {units} units for {} orders.{}", list.orders, left_out.en),
    );
    book.write(ctx, &format!("pick list {orders:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(
            &Activity::new(Noun::Document, 0, "print").with("what", "daftar ambil").with("orders", numbers(&orders)),
        )?;
        Ok(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// Draws a packing slip for each order.
///
/// # Errors
/// `no_orders`; `missing` for an unknown order; [`ActionError`] where it can't be drawn or delivered.
pub fn slips(book: &Book, ctx: &Context, orders: &[OrderId], size: SlipSize, deliver: Deliver<'_>) -> Done<Printed> {
    let (orders, left_out) = printable(book, orders)?;
    let slips = book.read(|reader| reports::packing_slips(reader, &orders, ctx.person, ctx.now))?;
    let word = match size {
        SlipSize::A4 => "a4",
        SlipSize::A5 => "a5",
        SlipSize::A6 => "a6",
    };
    let document = Document {
        name: format!("slip-{word}-{}.pdf", stamp(ctx)),
        bytes: runut_documents::packing_slips(&slips, size)?,
    };
    let count = slips.len();
    let message = Sentence::new(
        format!("{count} slip pengemasan.{}", left_out.id),
        format!("{count} packing slips.{}", left_out.en),
    );
    book.write(ctx, &format!("slips {orders:?} {size:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(&Activity::new(Noun::Document, 0, "print").with("what", "slip").with("orders", numbers(&orders)))?;
        tx.mark_printed(&orders)?;
        Ok(Printed { path, documents: i64::try_from(count).unwrap_or(i64::MAX), refused: Vec::new(), message })
    })
}
