//! The log's chain, held against itself and against the anchors outside the book.

use runut_core::activity::{CHAIN_START, Hash};
use runut_core::rows::{ChainReport, Finding};
use rusqlite::Row;

use super::{FINDINGS_MAX, finding, lossy};
use crate::log::{Stored, closed};
use crate::{Reader, StoreError, anchor};

/// An entry as it is stored, and its hash. What can't be read is left out, and the hash doesn't fit it.
fn stored(row: &Row<'_>) -> (Stored, Vec<u8>) {
    let entry = Stored {
        id: row.get("id").unwrap_or_default(),
        at: row.get("at").unwrap_or_default(),
        day: row.get("day").unwrap_or_default(),
        person: row.get("person_id").unwrap_or_default(),
        noun: lossy(row, "noun"),
        noun_id: row.get("noun_id").unwrap_or_default(),
        verb: lossy(row, "verb"),
        order: row.get("order_id").unwrap_or_default(),
        facts: lossy(row, "facts"),
        request: lossy(row, "request"),
        batch: row.get("batch").unwrap_or_default(),
    };
    (entry, row.get("hash").unwrap_or_default())
}

pub(super) fn chain(book: &Reader<'_>, anchors: &[anchor::Anchor]) -> Result<ChainReport, StoreError> {
    let mut statement = book.conn.prepare(
        "SELECT a.id, a.at, a.day, a.person_id, a.noun, a.noun_id, a.verb, a.order_id, a.facts, a.request, a.batch, a.hash,
           w.seals
         FROM activity a LEFT JOIN witness w ON w.activity_id = a.id ORDER BY a.id",
    )?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    let mut before: Hash = CHAIN_START;
    let mut entries = 0;
    let mut anchored = anchors.iter().peekable();
    while let Some(row) = rows.next()? {
        let (entry, hash) = stored(row);
        entries += 1;
        let computed = entry.hash(&before);
        if (entry.id != entries || hash != computed) && findings.len() < FINDINGS_MAX {
            findings.push(finding(
                "chain",
                format!("log {}", entry.id),
                format!("Catatan {} diubah, dihapus atau dipindah setelah ditulis", entry.id),
                format!("Entry {} was changed, deleted or moved after it was written", entry.id),
            ));
        }
        let seals = row.get("seals").unwrap_or_default();
        before = closed(Hash::try_from(hash.as_slice()).unwrap_or(computed), seals);
        while let Some(known) = anchored.next_if(|a| a.entries <= entries) {
            if known.entries == entries && known.hash != anchor::hex(&before) {
                findings.push(disagrees(known));
            }
        }
    }
    findings.extend(anchored.map(disagrees));
    Ok(ChainReport {
        entries,
        last_hash: anchor::hex(&before),
        anchor: anchors.last().map(|a| format!("{} {}", a.entries, a.hash)),
        findings,
    })
}

fn disagrees(known: &anchor::Anchor) -> Finding {
    finding(
        "anchor",
        format!("log {}", known.entries),
        format!(
            "Log tidak cocok dengan jangkar di luar buku ({} catatan): ada yang dipotong atau ditulis ulang",
            known.entries
        ),
        format!("The log disagrees with an anchor outside the book ({} entries): cut off or rewritten", known.entries),
    )
}
