//! Equipment: what is bought and used for years.

use runut_core::activity::{Activity, EquipmentAct};
use runut_core::posting::Account;
use runut_core::rows::{EquipmentRow, JournalForm, JournalKind, JournalLine};
use runut_core::{AccountId, Limit, Money, Refusal, TOTAL_MAX};
use runut_store::{Book, Context, StoreError, Tx};

use crate::fields::{required, yes};
use crate::journal::{refuse_taken, same, write_entry};
use crate::{ActionError, Done};

/// Adds equipment (key zero), or changes it. What it cost is posted by [`buy_equipment`]; here is kept how long it is used.
///
/// # Errors
/// `name`; `name_taken`; `missing`; `amount` for a cost that isn't above zero or below what remains; `months`; `day`.
pub fn save_equipment(book: &Book, ctx: &Context, row: &EquipmentRow) -> Done<EquipmentRow> {
    let typed = checked_equipment(ctx, row)?;
    book.write(ctx, &format!("equipment {typed:?}"), |tx| put_equipment(tx, &typed))
}

/// Adds equipment and posts what it cost, from the account that paid for it; none where its cost stands in the book already.
///
/// # Errors
/// As [`save_equipment`] and [`crate::post_entry`].
pub fn buy_equipment(book: &Book, ctx: &Context, row: &EquipmentRow, paid: Option<AccountId>) -> Done<EquipmentRow> {
    let typed = checked_equipment(ctx, row)?;
    book.write(ctx, &format!("buy {typed:?} {paid:?}"), |tx| {
        let new = put_equipment(tx, &typed)?;
        if let Some(paid) = paid {
            let line = JournalLine { debit: Account::Equipment.id(), credit: paid, amount: new.cost };
            let form = JournalForm::new(JournalKind::Equipment, new.bought, vec![line], new.name.as_str());
            write_entry(tx, &JournalForm { equipment: Some(new.id), ..form })?;
        }
        Ok::<_, ActionError>(new)
    })
}

fn checked_equipment(ctx: &Context, row: &EquipmentRow) -> Result<EquipmentRow, Refusal> {
    let (id, en) = ("Tulis namanya dulu, misalnya Printer label.", "Enter a name first, for example Label printer.");
    let typed = EquipmentRow { name: required(Limit::Title, &row.name, "name", "name", id, en)?, ..row.clone() };
    let refused = |code: &str, field: &str, id: &str, en: &str| Err(Refusal::new(code, id, en).with("field", field));
    if !(1..=TOTAL_MAX).contains(&typed.cost.0) {
        return refused("amount", "cost", "Harganya harus di atas nol.", "What it cost must be above zero.");
    }
    if typed.residual.0 < 0 || typed.residual > typed.cost {
        let (id, en) = ("Nilai sisa antara nol dan harganya.", "What remains is between zero and what it cost.");
        return refused("amount", "residual", id, en);
    }
    if !(1..=600).contains(&typed.months) {
        let (id, en) = ("Masa pakai antara 1 dan 600 bulan.", "It is used for 1 to 600 months.");
        return refused("months", "months", id, en);
    }
    if typed.bought.date().is_none() || typed.bought > ctx.today {
        let (id, en) = ("Tanggal beli tidak ada di kalender atau belum tiba.", "There is no such day, or it is ahead.");
        return refused("day", "bought", id, en);
    }
    Ok(typed)
}

fn put_equipment(tx: &mut Tx<'_>, typed: &EquipmentRow) -> Result<EquipmentRow, ActionError> {
    let all = tx.equipment()?;
    refuse_taken(all.iter().any(|e| e.id != typed.id && same(&e.name, &typed.name)), &typed.name)?;
    let (act, old, new) = if typed.id.0 == 0 {
        let new = EquipmentRow { id: tx.next_equipment()?, written_off: Money::ZERO, ..typed.clone() };
        (EquipmentAct::Add, None, new)
    } else {
        let old = all.iter().find(|e| e.id == typed.id);
        let old = old.ok_or_else(|| StoreError::Missing(format!("Peralatan {}", typed.id)))?;
        (EquipmentAct::Change, Some(old), EquipmentRow { written_off: old.written_off, ..typed.clone() })
    };
    let was = |of: fn(&EquipmentRow) -> String| old.map(of).unwrap_or_default();
    let change = Activity::new(act, new.id.0)
        .with("name", old.map_or(&new.name, |old| &old.name))
        .changed("name", old.map_or(&new.name, |old| &old.name), &new.name)
        .changed("cost", was(|e| e.cost.0.to_string()), new.cost.0)
        .changed("residual", was(|e| e.residual.0.to_string()), new.residual.0)
        .changed("months", was(|e| e.months.to_string()), new.months)
        .changed("archived", old.map_or("tidak", |old| yes(old.archived)), yes(new.archived));
    if old.is_none_or(|old| *old != new) {
        tx.put_equipment(&new)?;
        tx.record(&change)?;
    }
    Ok(new)
}
