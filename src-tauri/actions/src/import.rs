//! Taking a marketplace's order file into the book: read, preview, apply.
//!
//! Reading and staging happen outside the write; applying is one transaction with an activity for each thing that
//! changes. What a preview says is decided by the same function that applying uses ([`fate::of`]).

mod apply;
mod fate;
mod report;

use std::ops::ControlFlow;

use runut_core::marketplace::{CellOverride, FileOrders};
use runut_core::rows::ImportReport;
use runut_core::takeover::Policy;
use runut_core::{Channel, Day, Instant, Refusal};
use runut_intake::read_shopee_orders;
use runut_store::{Book, Context, Reader, StoreError};

use crate::{ActionError, Done};

/// A file, read and waiting to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// Its name, for people and the log.
    pub name: String,
    /// Where its orders come from.
    pub channel: Channel,
    /// What it says.
    pub file: FileOrders,
}

/// Told how far it is: rows read or orders written; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u32) -> ControlFlow<()>;

/// Reads a marketplace's order file. `overrides` are cells that a person has decided.
///
/// # Errors
/// The file's own refusals (empty, wrong, truncated, password-protected, a missing column, …); `cancelled`.
pub fn read(
    channel: Channel,
    name: &str,
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: Progress<'_>,
) -> Result<Staged, ActionError> {
    let file = match channel {
        Channel::Shopee => read_shopee_orders(bytes, overrides, progress)?,
        other => {
            return Err(Refusal::new(
                "channel",
                format!("Berkas {} belum bisa dibaca.", other.name()),
                format!("Files of {} can't be read yet.", other.name()),
            )
            .into());
        }
    };
    let name: String = name.chars().filter(|c| !c.is_control()).take(120).collect();
    Ok(Staged { name, channel, file })
}

/// Under which rules the book takes this file over. The start day is the shop's; before it has one, the given one or
/// today's.
fn policy(book: &Reader<'_>, staged: &Staged, start_day: Option<Day>, now: Instant) -> Result<Policy, ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    Ok(Policy {
        channel: staged.channel,
        file: staged.name.clone(),
        start_day: shop.start_day.or(start_day).unwrap_or_else(|| shop.zone.day(now)),
        auto_approve: shop.auto_approve,
        zone: shop.zone,
        now,
    })
}

/// What the file would do to the book. Nothing is written.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn preview(
    book: &Book,
    staged: &Staged,
    start_day: Option<Day>,
    now: Instant,
) -> Result<ImportReport, ActionError> {
    book.read(|reader| {
        let policy = policy(reader, staged, start_day, now)?;
        let fates = fate::all(reader, staged, &policy)?;
        report::of(reader, staged, &fates, &policy)
    })
}

/// Takes the file over in one transaction: everything that can be, or nothing. Orders with problems, held ones and
/// contradictions stay out and are listed.
///
/// # Errors
/// `cancelled` where `progress` says so; [`ActionError`] where the book can't be written. The book is then as it was.
pub fn apply(
    book: &Book,
    ctx: &Context,
    staged: &Staged,
    start_day: Option<Day>,
    progress: Progress<'_>,
) -> Done<ImportReport> {
    book.write(ctx, |tx| {
        let policy = policy(tx, staged, start_day, ctx.now)?;
        let fates = fate::all(tx, staged, &policy)?;
        let report = report::of(tx, staged, &fates, &policy)?;
        apply::all(tx, staged, &fates, &policy, &report, progress)?;
        Ok(ImportReport { applied: true, asks_start_day: false, ..report })
    })
}
