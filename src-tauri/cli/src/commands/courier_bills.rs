//! Couriers' bills for many parcels.

use std::path::Path;
use std::process::ExitCode;

use runut_actions::{bill_couriers, read_courier_bills};
use runut_core::rows::{CourierBill, CourierBills};

use super::Desk;
use super::outcome::said;
use crate::input;
use crate::output::Fault;

/// The largest list that is read: a million bytes.
const LIST_MAX: u64 = 1_000_000;

pub fn enter(desk: &Desk<'_>, bills: &CourierBills) -> Result<ExitCode, Fault> {
    said(desk, &bill_couriers(&desk.book, &desk.context()?, bills)?.value)
}

/// A line each: tracking or order number, then the amount. A line that can't be read or names no order stops it all; an order that can't
/// have a bill is told, and the others get theirs.
pub fn listed(desk: &Desk<'_>, file: &Path) -> Result<ExitCode, Fault> {
    let bytes = input::bytes(file, LIST_MAX)?;
    let text = String::from_utf8_lossy(&bytes);
    let preview = desk.book.read(|book| read_courier_bills(book, &text))?;
    let mut bills = Vec::with_capacity(preview.rows.len());
    for row in preview.rows {
        match (row.order, row.refusal) {
            (None, Some(refusal)) if refusal.code == "bill_line" => return Err(Fault::Usage(refusal.message.id)),
            (None, Some(refusal)) => return Err(refusal.into()),
            (None, None) => {}
            (Some(order), _) => bills.push(CourierBill { order, amount: row.amount }),
        }
    }
    enter(desk, &CourierBills::Each { bills })
}
