//! Cancelled parcels that had left: the file's words say that delivery failed, and where its own tracking number is missing
//! or damaged, the book's is known. A tracking number of either means that a courier had the parcel.

use std::borrow::Cow;

use runut_core::StoreId;
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_intake::says_delivery_failed;
use runut_store::Reader;

use super::ImportFile;
use crate::ActionError;

/// The file with such orders as failed deliveries: the same for the preview and for applying.
pub(super) fn failed<'s>(
    book: &Reader<'_>,
    staged: &'s ImportFile,
    store: StoreId,
) -> Result<Cow<'s, ImportFile>, ActionError> {
    let said = |order: &FileOrder| {
        order.status == FileStatus::Cancelled && order.tracking.is_empty() && says_delivery_failed(&order.cancel_reason)
    };
    let mut failed = Vec::new();
    for (at, order) in staged.file.orders.iter().enumerate().filter(|(_, order)| said(order)) {
        if let Some(known) = book.known(store, &order.external_id)?
            && !book.order(known.id)?.tracking.is_empty()
        {
            failed.push(at);
        }
    }
    if failed.is_empty() {
        return Ok(Cow::Borrowed(staged));
    }
    let mut told = staged.clone();
    for at in failed {
        told.file.orders[at].status = FileStatus::Failed;
    }
    Ok(Cow::Owned(told))
}
