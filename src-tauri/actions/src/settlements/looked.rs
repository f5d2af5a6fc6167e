//! A file's rows beside what the book has of them already.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::rows::StoreRow;
use runut_core::settlement::{Part, RowKind, SettlementFile, SettlementRow};
use runut_core::{Money, OrderId};
use runut_store::{KeptRow, Reader};

use crate::ActionError;

/// A row beside what the book has of it.
pub(super) struct Looked<'f> {
    pub(super) row: &'f SettlementRow,
    pub(super) parts: Vec<(&'f str, Option<Part>, Money)>,
    pub(super) order: Option<OrderId>,
    pub(super) known: Option<KeptRow>,
}

impl Looked<'_> {
    pub(super) fn is_new(&self) -> bool {
        self.known.is_none()
    }

    /// Whether another file had it otherwise.
    pub(super) fn is_changed(&self) -> bool {
        self.known.as_ref().is_some_and(|known| {
            (known.net, known.day, known.kind) != (self.row.net, self.row.day, self.row.kind)
                || sums(known.parts.iter().map(|(word, _, amount)| (word.as_str(), *amount)))
                    != sums(self.parts.iter().map(|(word, _, amount)| (*word, *amount)))
        })
    }
}

/// What each word of a row comes to.
pub(super) fn sums<'w>(amounts: impl Iterator<Item = (&'w str, Money)>) -> BTreeMap<&'w str, Money> {
    let mut sums = BTreeMap::new();
    for (word, amount) in amounts {
        *sums.entry(word).or_default() += amount;
    }
    sums
}

/// What of a file's rows moves money; a bill of advertising is for comparison.
pub(super) fn counted(file: &SettlementFile) -> impl Iterator<Item = &SettlementRow> {
    let booked = file.kind.is_booked();
    file.rows.iter().chain(&file.further).filter(move |row| booked && row.kind != RowKind::AdsSpent)
}

/// A file's rows, each once, beside what the book has of them.
pub(super) fn looked<'f>(
    book: &Reader<'_>,
    file: &'f SettlementFile,
    store: &StoreRow,
) -> Result<Vec<Looked<'f>>, ActionError> {
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for row in counted(file).filter(|row| seen.insert(row.key.as_str())) {
        let amount = |(word, amount): &(usize, Money)| {
            let word = &file.words[*word];
            (word.header.as_str(), word.part, *amount)
        };
        let known = book.settle_row(store.id, &row.key)?;
        let order = if row.order.is_empty() { None } else { book.order_numbered(store.id, &row.order)? };
        rows.push(Looked { row, parts: row.parts.iter().map(amount).collect(), order, known });
    }
    Ok(rows)
}
