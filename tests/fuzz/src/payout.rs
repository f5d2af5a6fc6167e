//! What marketplaces and couriers paid: what is read is told alike twice, is taken into the book as its preview says, and changes
//! nothing the second time.

use std::ops::ControlFlow;

use runut_actions::{ActionError, remittances, settlements};
use runut_core::posting::Account;
use runut_core::rows::CodColumns;
use runut_core::settlement::{SettlementFile, SettlementRow};
use runut_core::{MONEY_MAX, Money};

use crate::shop::{Shop, sound, unbroken};
use crate::{clean, said, workbook};

/// Amounts that a row may have, so that its sum stays one too.
const CELLS_MAX: i64 = 100;

/// A workbook's parts where it begins with `<`, anything else the file itself.
pub(crate) fn read(bytes: &[u8]) {
    if bytes.starts_with(b"<") { paid(&workbook::packed(bytes)) } else { paid(bytes) }
}

fn paid(bytes: &[u8]) {
    Shop::with(|shop| settled(shop, bytes));
    Shop::with(|shop| remitted(shop, bytes));
}

fn settled(shop: &mut Shop, bytes: &[u8]) {
    let read = settlements::read(&shop.book, "uji.csv", bytes);
    let again = settlements::read(&shop.book, "uji.csv", bytes);
    let (Some(staged), Some(again)) = (unbroken(read), unbroken(again)) else { return };
    assert_eq!(staged, again, "the same bytes");
    bounded(&staged.file);
    let Some(before) = unbroken(settlements::preview(&shop.book, &staged)) else { return };
    assert!(
        before.matched + before.unknown == before.orders && before.new + before.changed <= rows(&staged.file).count()
    );
    before.problems.iter().for_each(|problem| said(&problem.message));
    if before.new + before.changed == 0 {
        return;
    }
    let ctx = shop.ctx();
    let Some(after) = unbroken(settlements::apply(&shop.book, &ctx, &staged, &mut |_| ControlFlow::Continue(())))
        .map(|done| done.value)
    else {
        return;
    };
    assert_eq!(settlements::SettlementReport { applied: true, ..before }, after, "the preview says what applying does");
    let again = sound(settlements::preview(&shop.book, &staged));
    assert_eq!((again.new, again.changed), (0, 0), "the same file again");
    shop.sound();
}

fn rows(file: &SettlementFile) -> impl Iterator<Item = &SettlementRow> {
    file.rows.iter().chain(&file.further)
}

fn bounded(file: &SettlementFile) {
    for problem in &file.problems {
        said(&problem.message);
    }
    clean(&[&file.shop], 500);
    for row in rows(file) {
        clean(&[&row.order, &row.word], 500);
        assert!(row.row >= 1 && !row.key.is_empty() && row.day.date().is_some(), "{row:?}");
        let amounts = row.parts.iter().map(|(word, amount)| (file.words.get(*word), *amount));
        for (word, amount) in amounts {
            assert!(word.is_some() && amount != Money::ZERO && amount.0.abs() <= MONEY_MAX, "{row:?}");
        }
        assert!(row.net.0.abs() <= CELLS_MAX * MONEY_MAX, "{row:?}");
    }
}

fn remitted(shop: &mut Shop, bytes: &[u8]) {
    let read = || remittances::read(&shop.book, "uji.csv", bytes, &CodColumns::mengantar(), Account::Bank.id());
    let (Some(staged), Some(again)) = (unbroken(read()), unbroken(read())) else { return };
    assert_eq!(staged, again, "the same bytes");
    let Some(before) = unbroken(remittances::preview(&shop.book, &staged)) else { return };
    assert!(before.matched + before.known + before.unknown == before.rows, "{before:?}");
    before.problems.iter().for_each(|problem| said(&problem.message));
    let ctx = shop.ctx();
    let done: Result<_, ActionError> = remittances::apply(&shop.book, &ctx, &staged);
    let Some(after) = unbroken(done).map(|done| done.value) else { return };
    assert_eq!(remittances::RemittanceReport { applied: true, ..before }, after, "the preview says what applying does");
    assert_eq!(sound(remittances::preview(&shop.book, &staged)).matched, 0, "the same file again");
    shop.sound();
}
