//! Each row as its witness says: what was changed beside the program, at the noun.

use runut_core::rows::Finding;

use super::{FINDINGS_MAX, finding};
use crate::engine::witness::{Unlike, compare};
use crate::write::RETRY_MS;
use crate::{Reader, StoreError};

/// Rows that stand otherwise than they were written, or that no write has told of.
pub(super) fn witness(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let newest: Option<i64> = book.conn.query_row("SELECT MAX(at) AS at FROM activity", [], |row| row.get("at"))?;
    let passed = newest.unwrap_or_default().saturating_sub(RETRY_MS);
    let mut found = 0;
    compare(book.conn, passed, &mut |unlike| {
        found += 1;
        if found <= FINDINGS_MAX {
            findings.push(said(&unlike));
        }
    })
}

fn said(unlike: &Unlike) -> Finding {
    let (place, id, en) = match unlike {
        Unlike::Changed(of) => {
            let name = of.family().map_or("?", |family| family.name);
            let place = if of.rows > 1 {
                format!("{name} {}-{}", of.key, of.key + i64::from(of.rows) - 1)
            } else {
                format!("{name} {}", of.key)
            };
            (
                place,
                "bukan lagi seperti yang ditulis program: diubah atau dihapus dari luar",
                "isn't as the program wrote it: changed or deleted from outside",
            )
        }
        Unlike::Unknown(name, key) => (
            format!("{name} {key}"),
            "tidak pernah ditulis program: ditambah dari luar",
            "was never written by the program: added from outside",
        ),
        Unlike::Unread(entry) => {
            (format!("log {entry}"), "saksi isinya tidak terbaca", "the witness of its rows can't be read")
        }
    };
    finding("witness", &place, format!("{place}: {id}"), format!("{place}: {en}"))
}
