//! Shopee's "Saldo Penjual": every movement of the balance, the newest first. Header in row 18.
//!
//! The sign of "Jumlah" alone decides: "Jenis Transaksi" is wrong for the refund of a withdrawal that failed, and the
//! block of sums above counts that refund among what went out.

use runut_core::Money;
use runut_core::settlement::{RowKind, SettlementFile, SettlementKind, SettlementProblem, SettlementRow};
use runut_core::{Sentence, limits};

use super::gather::{self, gathered};
use super::grid::{Head, Heads, Values, beside, differs, list};
use super::words::{ADJUSTMENTS, SaidWords};
use super::written::amount_of;
use crate::IntakeError;
use crate::table::Book;

pub(super) const MARKS: &[&str] = &["tipe transaksi", "jumlah", "saldo akhir"];

pub(super) fn read(book: &mut Book<'_, '_>, heads: &Heads, said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let mut file = gathered(SettlementKind::ShopeeBalance);
    file.shop = beside(book, &[], "username (penjual)")?.unwrap_or_default();
    let stated = |text: Option<String>| text.and_then(|text| amount_of(&text));
    let received = stated(beside(book, &[], "total saldo masuk")?);
    let paid = stated(beside(book, &[], "total saldo keluar")?);
    for head in heads.with(MARKS) {
        rows(book, &head, &mut file, said)?;
    }
    chain(&mut file);
    // As the block counts: what came back of withdrawals with what went out, and from it.
    let back = |row: &&SettlementRow| row.kind == RowKind::Withdrawal && row.net > Money::ZERO;
    let returned: Money = file.rows.iter().filter(back).map(|row| row.net).sum();
    let ins: Money = file.rows.iter().map(|row| row.net).filter(|net| *net > Money::ZERO).sum();
    let outs = file.net() - ins;
    for (stated, rows, what) in [
        (received, ins - returned, ("Total Saldo Masuk", "Total money in")),
        (paid, outs - returned, ("Total Saldo Keluar", "Total money out")),
    ] {
        if let Some(stated) = stated.filter(|stated| *stated != rows) {
            file.problems.insert(0, differs(0, "file_sum", what, stated, rows));
        }
    }
    Ok(file)
}

fn rows(book: &mut Book<'_, '_>, head: &Head, file: &mut SettlementFile, said: &SaidWords) -> Result<(), IntakeError> {
    let (at, kind, amount, after) = (
        head.need(&["tanggal transaksi"])?,
        head.need(&["tipe transaksi"])?,
        head.need(&["jumlah"])?,
        head.need(&["saldo akhir"])?,
    );
    let (order, described) = (head.need(&["no. pesanan"])?, head.at(&["deskripsi"]));
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        let (time, day) = (values.text(Some(at)), values.day(at));
        let (word, description) = (values.text(Some(kind)), values.text(described));
        let (net, balance) = (values.money(amount), values.money(after));
        let mut id = values.id(order);
        if id.is_empty() {
            id = order_in(&description);
        }
        let wrong = values.wrong();
        let Some(day) = day.filter(|_| wrong.is_none()) else {
            list(&mut file.problems, wrong);
            return Ok(());
        };
        let kind = kind_of(&word, &description);
        let word = if kind == RowKind::Adjustment { bare_of_numbers(&description, &word) } else { word };
        // A movement changes the balance, so that the same row again is a copy: it has the same key.
        let key = format!("balance:{time}:{word}:{id}:{}:{}", net.0, balance.0);
        let parts = match kind {
            RowKind::Adjustment if net != Money::ZERO => vec![(gather::word(file, &word, &ADJUSTMENTS, said), net)],
            _ => Vec::new(),
        };
        let balance = Some(balance);
        file.rows.push(SettlementRow { row: row.number, key, order: id, kind, day, word, net, parts, balance });
        Ok(())
    })
}

fn kind_of(word: &str, description: &str) -> RowKind {
    let (word, description) = (word.to_lowercase(), description.to_lowercase());
    match () {
        () if word.starts_with("penghasilan dari pesanan") => RowKind::Payout,
        () if word.starts_with("penarikan dana") => RowKind::Withdrawal,
        () if word.starts_with("pembayaran dengan saldo") && description.contains("iklan") => RowKind::Ads,
        () => RowKind::Adjustment,
    }
}

/// An order's number within a text: six digits of its day, then letters and digits.
fn order_in(text: &str) -> String {
    let is_order = |word: &&str| {
        word.len() == 14
            && word.bytes().take(6).all(|b| b.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    };
    text.split(|c: char| !c.is_ascii_alphanumeric()).find(is_order).unwrap_or_default().to_owned()
}

/// What a description says without the numbers of orders and parcels: one word for all of its kind.
fn bare_of_numbers(description: &str, word: &str) -> String {
    let is_number = |part: &str| part.len() >= 8 && part.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let kept = description.split_whitespace().filter(|part| !is_number(part));
    let text = limits::line(&kept.collect::<Vec<_>>().join(" "));
    let text = runut_core::excerpt(text.trim_end_matches([':', ' ']), 120);
    if text.is_empty() { word.to_owned() } else { text }
}

/// By how much a balance doesn't follow from that of the row before it.
fn gap(newer: &SettlementRow, older: &SettlementRow) -> Option<Money> {
    let missing = newer.balance? - newer.net - older.balance?;
    (missing != Money::ZERO).then_some(missing)
}

/// Each balance is the one before it and the row's amount. The newest stands first; a file that was turned round is turned back.
fn chain(file: &mut SettlementFile) {
    let breaks = |rows: &mut dyn Iterator<Item = (&SettlementRow, &SettlementRow)>| {
        rows.filter(|(newer, older)| gap(newer, older).is_some()).count()
    };
    let pairs = || file.rows.iter().zip(file.rows.iter().skip(1));
    if breaks(&mut pairs()) > breaks(&mut pairs().map(|(first, second)| (second, first))) {
        file.rows.reverse();
    }
    let mut breaks = Vec::new();
    for pair in file.rows.windows(2) {
        let [newer, older] = pair else { continue };
        if let Some(missing) = gap(newer, older) {
            let row = newer.row;
            if newer.key == older.key {
                let first = older.row;
                breaks.push(SettlementProblem {
                    row,
                    code: "balance_chain",
                    message: Sentence::new(
                        format!("Baris {row} sama dengan baris {first} sampai saldo akhirnya, jadi salinan; dicatat sekali."),
                        format!("Row {row} is the same as row {first}, balance and all, so it is a copy; it is recorded once."),
                    ),
                });
                continue;
            }
            let (id, en) = if older.row > row { ("bawahnya", "below") } else { ("atasnya", "above") };
            breaks.push(SettlementProblem {
                row,
                code: "balance_chain",
                message: Sentence::new(
                    format!("Baris {row}: Saldo Akhir tidak bersambung dengan baris di {id}, selisih {missing}. Ada baris yang hilang atau diubah."),
                    format!("Row {row}: its balance doesn't follow from the row {en}, by {missing}. A row is missing or was changed."),
                ),
            });
        }
    }
    for problem in breaks {
        list(&mut file.problems, Some(problem));
    }
}
