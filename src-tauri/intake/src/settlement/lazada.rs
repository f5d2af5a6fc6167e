//! Lazada's "income overview": a row a fee, as its documented headers have it (no real rows were seen).

use runut_core::Money;
use runut_core::settlement::{RowKind, SettlementFile, SettlementKind, SettlementRow};

use super::gather::{self, gathered};
use super::grid::{Heads, Occurrences, Values, list};
use super::words::{LAZADA, SaidWords};
use crate::IntakeError;
use crate::table::Book;

pub(super) const MARKS: &[&str] = &["nomor laporan", "nama biaya", "jumlah (termasuk pajak)"];

pub(super) fn read(book: &mut Book<'_, '_>, heads: &Heads, said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let mut file = gathered(SettlementKind::LazadaIncome);
    let mut seen = Occurrences::default();
    for head in heads.with(MARKS) {
        let (statement, fee) = (head.need(&["nomor laporan"])?, head.need(&["nama biaya"])?);
        let (amount, order) = (head.need(&["jumlah (termasuk pajak)"])?, head.need(&["nomor pesanan"])?);
        let at = head.need(&["tanggal transaksi"])?;
        let (item, released) = (head.at(&["id pesanan"]), head.at(&["tanggal dilepas"]));
        head.below(book, &mut |row| {
            let mut values = Values::of(row, &head);
            let (number, word, net) = (values.text(Some(statement)), values.text(Some(fee)), values.money(amount));
            let (order, item, done) = (values.digits(order), values.text(item), values.day(at));
            let paid = released.filter(|at| !values.text(Some(*at)).is_empty()).map(|at| values.day(at));
            let wrong = values.wrong();
            let Some(done) = done.filter(|_| wrong.is_none()) else {
                list(&mut file.problems, wrong);
                return Ok(());
            };
            let key = seen.key(format!("lazada:{number}:{item}:{word}:{}", done.0));
            let word_at = gather::word(&mut file, &word, &LAZADA, said);
            let parts = if net == Money::ZERO { Vec::new() } else { vec![(word_at, net)] };
            let (kind, day) = (if order.is_empty() { RowKind::Adjustment } else { RowKind::Order }, paid.flatten());
            let day = day.unwrap_or(done);
            file.rows.push(SettlementRow { row: row.number, key, order, kind, day, word, net, parts, balance: None });
            Ok(())
        })?;
    }
    Ok(file)
}
