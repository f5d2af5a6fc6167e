//! Couriers' bills for many parcels.

use std::path::Path;
use std::process::ExitCode;

use runut_actions::{CourierBills, bill_couriers};

use super::outcome::said;
use super::{Desk, find};
use crate::args::money;
use crate::input;
use crate::output::Fault;

/// The largest list that is read: a million bytes.
const LIST_MAX: u64 = 1_000_000;

pub fn enter(desk: &Desk<'_>, bills: &CourierBills) -> Result<ExitCode, Fault> {
    said(desk, &bill_couriers(&desk.book, &desk.context()?, bills)?.value)
}

/// A line each: tracking or order number, then the amount.
pub fn listed(desk: &Desk<'_>, file: &Path) -> Result<ExitCode, Fault> {
    let bytes = input::bytes(file, LIST_MAX)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut each = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let usage = || Fault::Usage(format!("baris {}: tulis resi atau nomor pesanan, lalu jumlahnya", at + 1));
        let parts = line.trim().split_once(['\t', ';', ',']).or_else(|| line.trim().split_once(' '));
        let (word, amount) = parts.ok_or_else(usage)?;
        let amount = money(amount.trim()).map_err(|why| Fault::Usage(format!("baris {}: {why}", at + 1)))?;
        each.push((desk.book.read(|book| find(book, word.trim()))?, amount));
    }
    enter(desk, &CourierBills::Each(each))
}
