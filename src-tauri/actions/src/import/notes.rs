//! What a person has to know of an order of a file: said by both doors.

use runut_core::marketplace::FileOrder;
use runut_core::order::Order;
use runut_core::takeover::{LineKey, line_keys};
use runut_core::{Sentence, Stage};
use runut_store::Reader;

use crate::ActionError;

/// What a person has to know of an order.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// What, and what to do.
    pub text: Sentence,
    /// Lines of the book that the file doesn't have.
    pub missing: Vec<String>,
    /// Whether a person's word takes the file's lines.
    pub waits: bool,
}

impl From<Sentence> for Note {
    fn from(text: Sentence) -> Self {
        Self { text, missing: Vec::new(), waits: false }
    }
}

/// Other units, although the parcel is closed.
pub(super) fn lines_fixed(order: &Order) -> Sentence {
    let word = order.stage.word();
    Sentence::new(
        format!("Pesanan {}: isinya berubah di berkas, padahal sudah {}. Periksa paketnya.", order.id, word.id),
        format!("Order {}: its lines changed in the file although it is {}. Check the parcel.", order.id, word.en),
    )
}

/// The first few of the lines, and how many more.
fn some(missing: &[String]) -> (String, String) {
    const TOLD: usize = 5;
    let told = missing.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
    match missing.len().saturating_sub(TOLD) {
        0 => (told.clone(), told),
        more => (format!("{told}; dan {more} lagi"), format!("{told}; and {more} more")),
    }
}

/// Fewer lines: a person's word is waited for.
pub(super) fn waits_for_word(order: &Order, missing: &[String]) -> Sentence {
    let (id, en) = some(missing);
    let (all, gone) = (order.lines.len(), missing.len());
    let (parcel_id, parcel_en) = match order.stage {
        Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Approved => ("", ""),
        _ => (" Periksa paketnya.", " Check the parcel."),
    };
    Sentence::new(
        format!(
            "Pesanan {}: {gone} dari {all} barisnya tidak ada di berkas ({id}). Pesanan ini menunggu dan isinya tetap. \
             Ekspor ulang berkasnya, atau pakai isi berkas kalau memang begitu.{parcel_id}",
            order.id
        ),
        format!(
            "Order {}: {gone} of its {all} lines are not in the file ({en}). It waits and keeps them. Export the file \
             again, or take the file's lines if they are right.{parcel_en}",
            order.id
        ),
    )
}

/// Fewer lines, taken by a person's word.
pub(super) fn goes(order: &Order, missing: &[String]) -> Sentence {
    let (id, en) = some(missing);
    Sentence::new(
        format!("Pesanan {}: isinya menurut berkas; yang keluar dari pesanan: {id}.", order.id),
        format!("Order {}: its lines as in the file; what leaves the order: {en}.", order.id),
    )
}

/// Fewer lines of what has ended: nothing goes.
pub(super) fn kept(order: &Order, missing: &[String]) -> Sentence {
    let (id, en) = some(missing);
    Sentence::new(
        format!("Pesanan {}: di berkas tidak ada {id}; isinya di buku tetap.", order.id),
        format!("Order {}: the file lacks {en}; the book keeps its lines.", order.id),
    )
}

/// The lines of an order that a file with fewer of them doesn't have, as people call them.
pub(super) fn missing(
    book: &Reader<'_>,
    order: &Order,
    keys: &[LineKey],
    file: &FileOrder,
) -> Result<Vec<String>, ActionError> {
    if file.lines.len() >= order.lines.len() {
        return Ok(Vec::new());
    }
    let theirs = line_keys(&file.lines);
    let gone = order.lines.iter().enumerate().filter(|(at, _)| keys.get(*at).is_none_or(|key| !theirs.contains(key)));
    gone.map(|(_, line)| Ok(format!("{} × {}", line.quantity, book.variant(line.variant)?.what()))).collect()
}
