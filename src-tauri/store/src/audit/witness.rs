//! Each row as its witness says: what was changed beside the program, at the noun.

use runut_core::rows::Finding;

use super::{FINDINGS_MAX, finding};
use crate::engine::witness::{Unlike, compare};
use crate::{Reader, StoreError};

/// Rows that stand otherwise than they were written, or that no write has told of.
pub(super) fn witness(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare("SELECT activity_id, seals FROM witness ORDER BY activity_id")?;
    let kept = statement.query_map([], |row| Ok((row.get("activity_id")?, row.get("seals")?)))?;
    let mut found = 0;
    compare(book.conn, kept.map(|row| Ok(row?)), &mut |unlike| {
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
