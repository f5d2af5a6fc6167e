//! Shopee's bill of advertising: top-ups (without tax) and what was spent a day. What is booked is the top-up, as the balance
//! report shows it with its tax; the bill is for comparison.

use runut_core::Money;
use runut_core::settlement::{RowKind, SettlementFile, SettlementKind, SettlementRow};

use super::gather::gathered;
use super::grid::{Heads, Occurrences, Values, beside, list};
use crate::IntakeError;
use crate::table::Book;

pub(super) const MARKS: &[&str] = &["urutan", "waktu", "deskripsi", "jumlah"];

pub(super) fn read(book: &mut Book<'_, '_>, heads: &Heads) -> Result<SettlementFile, IntakeError> {
    let mut file = gathered(SettlementKind::ShopeeAds);
    file.shop = beside(book, &[], "username")?.unwrap_or_default();
    let mut seen = Occurrences::default();
    for head in heads.with(MARKS) {
        let (at, what, amount) = (head.need(&["waktu"])?, head.need(&["deskripsi"])?, head.need(&["jumlah"])?);
        head.below(book, &mut |row| {
            let mut values = Values::of(row, &head);
            let (day, word, net) = (values.day(at), values.text(Some(what)), values.money(amount));
            let wrong = values.wrong();
            let Some(day) = day.filter(|_| wrong.is_none()) else {
                list(&mut file.problems, wrong);
                return Ok(());
            };
            let key = seen.key(format!("ads:{}:{word}:{}", day.0, net.0));
            let kind = if net > Money::ZERO { RowKind::Ads } else { RowKind::AdsSpent };
            let (order, parts) = (String::new(), Vec::new());
            file.rows.push(SettlementRow { row: row.number, key, order, kind, day, word, net, parts, balance: None });
            Ok(())
        })?;
    }
    Ok(file)
}
