//! Journal entries: expenses, transfers, capital, corrections; what comes again; equipment.

use runut_core::activity::{Activity, EquipmentAct, JournalAct, RecurringAct};
use runut_core::journal::{depreciations, entries};
use runut_core::posting::{Account, Entry};
use runut_core::rows::{
    AccountRow, EquipmentRow, JournalForm, JournalKind, JournalLine, JournalRow, Journalled, Proposal, RecurringRow,
};
use runut_core::{
    AccountId, Day, JournalId, Language, Limit, Money, Month, PhotoId, Refusal, Sentence, TOTAL_MAX, fingerprint,
    match_key,
};
use runut_intake::read_picture;
use runut_store::{Book, Context, Reader, StoreError, Tx};

use crate::fields::{required, text, yes};
use crate::{ActionError, Done};

/// What an entry would be: on which day it is posted, and whether that is another than it happened. Writes nothing.
///
/// # Errors
/// As [`post_entry`].
pub fn preview_entry(book: &Reader<'_>, today: Day, form: &JournalForm) -> Result<Journalled, ActionError> {
    let form = JournalForm { note: text(Limit::Note, &form.note, "note")?, ..form.clone() };
    let planned = planned(book, today, &form)?;
    let booked = book.closed_to()?.filter(|closed| form.day <= *closed).map_or(form.day, |closed| closed.plus(1));
    Ok(told(JournalId(0), &planned, form.day, booked, language(book)?))
}

/// Writes a journal entry: its postings balance by construction. What happened in a closed month is posted on the first open day,
/// and said. A picture of the receipt is kept with it.
///
/// # Errors
/// What [`runut_core::journal::entries`] refuses; `missing` for an unknown store, recurring entry or equipment; `not_due` for one
/// that was written already; `not_a_picture` and others for a receipt that is no picture; `owner_only`.
pub fn post_entry(book: &Book, ctx: &Context, form: &JournalForm, receipt: Option<&[u8]>) -> Done<Journalled> {
    let form = JournalForm { note: text(Limit::Note, &form.note, "note")?, ..form.clone() };
    let picture = receipt.map(read_picture).transpose()?;
    let digest = picture.as_ref().map(|picture| fingerprint(&picture.full));
    book.write(ctx, &format!("journal {form:?} {digest:?}"), |tx| {
        let planned = planned(tx, ctx.today, &form)?;
        let id = tx.next_journal()?;
        let activity = tx.record(&posted(tx, id, &form)?)?;
        let booked = tx.put_journal(id, activity, &form, &planned)?;
        fulfil(tx, &form)?;
        if let (Some(picture), Some(digest)) = (&picture, &digest) {
            let photo = match tx.photo_by_digest(digest)? {
                Some(photo) => photo,
                None => tx.insert_photo(activity, digest, &picture.full, &picture.thumbnail)?,
            };
            tx.set_receipt(id, Some(photo))?;
        }
        Ok::<_, ActionError>(told(id, &planned, form.day, booked, language(tx)?))
    })
}

/// Takes back a journal entry by another one of today, with a reason: what was written stays.
///
/// # Errors
/// `reason`; `reversed_already`; `is_reversal`; `missing`; `owner_only`.
pub fn reverse_entry(book: &Book, ctx: &Context, id: JournalId, reason: &str) -> Done<Journalled> {
    let (say, en) = ("Tulis alasannya dulu.", "Say why first.");
    let reason = required(Limit::Reason, reason, "reason", "reason", say, en)?;
    book.write(ctx, &format!("reverse {id} {reason}"), |tx| {
        let old = tx.journal(id)?;
        may_reverse(&old)?;
        let back = |line: &JournalLine| JournalLine { debit: line.credit, credit: line.debit, amount: line.amount };
        let form = JournalForm {
            kind: JournalKind::Reversal,
            day: ctx.today,
            lines: old.lines.iter().map(back).collect(),
            note: reason.clone(),
            store: old.store,
            recurring: None,
            equipment: old.equipment,
            due: None,
        };
        let new = tx.next_journal()?;
        let told_of = Activity::new(JournalAct::Reverse, new.0)
            .with("reverses", old.id)
            .with("kind", old.kind.key())
            .with("amount", old.amount.0)
            .with("reason", &reason);
        let activity = tx.record(&told_of)?;
        let booked = tx.reverse_journal(new, activity, &old, &form)?;
        let amount = old.amount;
        Ok::<_, ActionError>(Journalled { id: new, booked, amount, moved: String::new() })
    })
}

fn may_reverse(old: &JournalRow) -> Result<(), Refusal> {
    let (id, number) = (old.id, old.id.0);
    if let Some(by) = old.reversed {
        let (say, en) =
            (format!("Bukti {id} sudah dibalik oleh bukti {by}."), format!("Entry {id} was reversed by {by}."));
        return Err(Refusal::new("reversed_already", say, en).with("journal", number));
    }
    if old.kind == JournalKind::Reversal {
        let (say, en) = (
            format!("Bukti {id} sendiri pembalikan. Tulis lagi bukti yang benar."),
            format!("Entry {id} is itself a reversal. Write the right entry anew."),
        );
        return Err(Refusal::new("is_reversal", say, en).with("journal", number));
    }
    Ok(())
}

/// Gives an entry the picture of its receipt, or takes it away.
///
/// # Errors
/// `not_a_picture`, `file_too_large`, `picture_too_large`, `picture_damaged`; `missing`.
pub fn set_receipt(book: &Book, ctx: &Context, id: JournalId, file: Option<&[u8]>) -> Done<Option<PhotoId>> {
    let picture = file.map(read_picture).transpose()?;
    let digest = picture.as_ref().map(|picture| fingerprint(&picture.full));
    book.write(ctx, &format!("receipt {id} {digest:?}"), |tx| {
        let entry = tx.journal(id)?;
        let known = digest.as_ref().map(|digest| tx.photo_by_digest(digest)).transpose()?.flatten();
        if entry.photo == known && (known.is_some() || picture.is_none()) {
            return Ok(known);
        }
        let act = if picture.is_some() { JournalAct::Photo } else { JournalAct::PhotoOff };
        let activity = tx.record(&Activity::new(act, id.0).with("note", &entry.note))?;
        let photo = match (known, &picture, &digest) {
            (None, Some(picture), Some(digest)) => {
                Some(tx.insert_photo(activity, digest, &picture.full, &picture.thumbnail)?)
            }
            (known, ..) => known,
        };
        tx.set_receipt(id, photo)?;
        Ok::<_, ActionError>(photo)
    })
}

fn language(book: &Reader<'_>) -> Result<Language, StoreError> {
    Ok(book.shop()?.map(|shop| shop.language).unwrap_or_default())
}

/// The postings of an entry, and whether what it refers to is there.
fn planned(book: &Reader<'_>, today: Day, form: &JournalForm) -> Result<Vec<Entry>, ActionError> {
    let start = book.shop()?.and_then(|shop| shop.start_day);
    let planned = entries(form, &book.chart()?, today, start)?;
    if let Some(store) = form.store
        && book.stores()?.iter().all(|known| known.id != store)
    {
        return Err(StoreError::Missing(format!("Toko marketplace {store}")).into());
    }
    Ok(planned)
}

fn posted(book: &Reader<'_>, id: JournalId, form: &JournalForm) -> Result<Activity, ActionError> {
    let chart = book.chart()?;
    let name = |id: AccountId| chart.iter().find(|a| a.id == id).map_or_else(|| id.to_string(), |a| a.name.clone());
    let line = |line: &JournalLine| format!("{} ← {} Rp {}", name(line.debit), name(line.credit), line.amount);
    let total: Money = form.lines.iter().map(|line| line.amount).sum();
    Ok(Activity::new(JournalAct::Post, id.0)
        .with("kind", form.kind.key())
        .with("day", form.day)
        .with("amount", total.0)
        .with("lines", form.lines.iter().map(line).collect::<Vec<_>>().join("; "))
        .with("store", form.store.map(|store| store.to_string()).unwrap_or_default())
        .with("note", &form.note))
}

fn told(id: JournalId, entries: &[Entry], day: Day, booked: Day, language: Language) -> Journalled {
    let moved = (booked != day).then(|| {
        let month = Month::of(day);
        Sentence::new(
            format!("Bulan {month} sudah ditutup: dibukukan {}, tercatat milik {}.", booked.typed(), day.typed()),
            format!("The month {month} is closed: posted on {}, noted as of {}.", booked.typed(), day.typed()),
        )
    });
    let amount = entries.iter().map(|entry| entry.amount).sum();
    Journalled { id, booked, amount, moved: moved.map(|said| said.said(language).to_owned()).unwrap_or_default() }
}

/// Notes that what was proposed is written: it is due again later. What was written for that day already is refused.
fn fulfil(tx: &mut Tx<'_>, form: &JournalForm) -> Result<(), ActionError> {
    if let (Some(recurring), Some(due)) = (form.recurring, form.due) {
        let row = tx.recurring()?.into_iter().find(|row| row.id == recurring);
        let row = row.ok_or_else(|| StoreError::Missing(format!("Biaya rutin {recurring}")))?;
        if row.next != due {
            return Err(not_due(&row.name, due).into());
        }
        let next = row.every.next(due);
        tx.record(&Activity::new(RecurringAct::Done, row.id.0).with("name", &row.name).changed("next", due, next))?;
        tx.put_recurring(&RecurringRow { next, ..row })?;
    }
    if form.kind == JournalKind::Depreciation {
        let equipment = tx.equipment()?.into_iter().find(|row| Some(row.id) == form.equipment);
        let equipment = equipment.ok_or_else(|| StoreError::Missing("Peralatan".to_owned()))?;
        // The row of this entry is there already.
        let times = tx.depreciated(equipment.id)?.into_iter().filter(|day| Some(*day) == form.due).count();
        if form.due.is_none() || times > 1 {
            return Err(not_due(&equipment.name, form.due.unwrap_or_default()).into());
        }
    }
    Ok(())
}

fn not_due(name: &str, due: Day) -> Refusal {
    Refusal::new(
        "not_due",
        format!("{name} untuk {} sudah dicatat atau dilewati.", due.typed()),
        format!("{name} of {} was recorded or skipped already.", due.typed()),
    )
}

/// What is due up to `today` and only has to be confirmed: what comes again, and what equipment has lost in months that are over.
/// The earliest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn proposals(book: &Reader<'_>, today: Day) -> Result<Vec<Proposal>, ActionError> {
    let mut all = Vec::new();
    for row in book.recurring()?.into_iter().filter(|row| !row.archived && row.next <= today) {
        let form = JournalForm {
            kind: row.kind,
            day: row.next,
            lines: vec![JournalLine { debit: row.debit, credit: row.credit, amount: row.amount }],
            note: row.name.clone(),
            store: row.store,
            recurring: Some(row.id),
            equipment: None,
            due: Some(row.next),
        };
        all.push(Proposal { form, name: row.name, amount: row.amount });
    }
    let over = Month::of(today).plus(-1);
    for row in book.equipment()?.into_iter().filter(|row| !row.archived) {
        let done = book.depreciated(row.id)?;
        for (month, amount) in depreciations(&row, over).filter(|(month, _)| !done.contains(&month.last())) {
            let line = JournalLine {
                debit: Account::DepreciationExpense.id(),
                credit: Account::AccumulatedDepreciation.id(),
                amount,
            };
            let form = JournalForm {
                kind: JournalKind::Depreciation,
                day: month.last(),
                lines: vec![line],
                note: row.name.clone(),
                store: None,
                recurring: None,
                equipment: Some(row.id),
                due: Some(month.last()),
            };
            all.push(Proposal { form, name: row.name.clone(), amount });
        }
    }
    let start = book.shop()?.and_then(|shop| shop.start_day);
    all.retain(|proposal| start.is_none_or(|start| proposal.form.day >= start));
    all.sort_by(|a, b| a.form.day.cmp(&b.form.day).then_with(|| a.name.cmp(&b.name)));
    Ok(all)
}

/// Adds something that comes again (key zero), or changes it.
///
/// # Errors
/// `name`; `name_taken`; `missing`; what [`runut_core::journal::entries`] refuses of its entry.
pub fn save_recurring(book: &Book, ctx: &Context, row: &RecurringRow) -> Done<RecurringRow> {
    let (id, en) = ("Tulis namanya dulu, misalnya Sewa toko.", "Enter a name first, for example Shop rent.");
    let typed = RecurringRow { name: required(Limit::Title, &row.name, "name", "name", id, en)?, ..row.clone() };
    book.write(ctx, &format!("recurring {typed:?}"), |tx| {
        let all = tx.recurring()?;
        refuse_taken(all.iter().any(|r| r.id != typed.id && same(&r.name, &typed.name)), &typed.name)?;
        let form = JournalForm {
            kind: typed.kind,
            day: ctx.today,
            lines: vec![JournalLine { debit: typed.debit, credit: typed.credit, amount: typed.amount }],
            note: typed.name.clone(),
            store: typed.store,
            recurring: None,
            equipment: None,
            due: None,
        };
        if !typed.archived {
            planned(tx, ctx.today, &form)?;
        }
        if typed.next.date().is_none() {
            let (id, en) = ("Tanggal itu tidak ada di kalender.", "There is no such day.");
            return Err(Refusal::new("day", id, en).with("field", "next").into());
        }
        let (act, old, new) = if typed.id.0 == 0 {
            (RecurringAct::Add, None, RecurringRow { id: tx.next_recurring()?, ..typed.clone() })
        } else {
            let old = all.iter().find(|r| r.id == typed.id);
            let old = old.ok_or_else(|| StoreError::Missing(format!("Biaya rutin {}", typed.id)))?;
            (RecurringAct::Change, Some(old), typed.clone())
        };
        let was = |of: fn(&RecurringRow) -> String| old.map(of).unwrap_or_default();
        let change = Activity::new(act, new.id.0)
            .with("name", old.map_or(&new.name, |old| &old.name))
            .changed("name", old.map_or(&new.name, |old| &old.name), &new.name)
            .changed("debit", was(|r| r.debit.to_string()), new.debit)
            .changed("credit", was(|r| r.credit.to_string()), new.credit)
            .changed("amount", was(|r| r.amount.0.to_string()), new.amount.0)
            .changed("every", was(|r| r.every.key().to_owned()), new.every.key())
            .changed("next", was(|r| r.next.to_string()), new.next)
            .changed("archived", old.map_or("tidak", |old| yes(old.archived)), yes(new.archived));
        if old.is_none_or(|old| *old != new) {
            tx.put_recurring(&new)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(new)
    })
}

/// Passes over what is due this time: it is due again later.
///
/// # Errors
/// `missing`; `not_due` where it isn't due on that day.
pub fn skip_recurring(book: &Book, ctx: &Context, row: &RecurringRow) -> Done<RecurringRow> {
    book.write(ctx, &format!("skip {} {}", row.id, row.next), |tx| {
        let known = tx.recurring()?.into_iter().find(|known| known.id == row.id);
        let known = known.ok_or_else(|| StoreError::Missing(format!("Biaya rutin {}", row.id)))?;
        if known.next != row.next {
            return Err(not_due(&known.name, row.next).into());
        }
        let new = RecurringRow { next: known.every.next(known.next), ..known.clone() };
        let told =
            Activity::new(RecurringAct::Skip, new.id.0).with("name", &new.name).changed("next", known.next, new.next);
        tx.record(&told)?;
        tx.put_recurring(&new)?;
        Ok::<_, ActionError>(new)
    })
}

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
/// As [`save_equipment`] and [`post_entry`].
pub fn buy_equipment(book: &Book, ctx: &Context, row: &EquipmentRow, paid: Option<AccountId>) -> Done<EquipmentRow> {
    let typed = checked_equipment(ctx, row)?;
    book.write(ctx, &format!("buy {typed:?} {paid:?}"), |tx| {
        let new = put_equipment(tx, &typed)?;
        if let Some(paid) = paid {
            let form = JournalForm {
                kind: JournalKind::Equipment,
                day: new.bought,
                lines: vec![JournalLine { debit: Account::Equipment.id(), credit: paid, amount: new.cost }],
                note: new.name.clone(),
                store: None,
                recurring: None,
                equipment: Some(new.id),
                due: None,
            };
            let planned = planned(tx, ctx.today, &form)?;
            let id = tx.next_journal()?;
            let activity = tx.record(&posted(tx, id, &form)?)?;
            tx.put_journal(id, activity, &form, &planned)?;
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

fn same(one: &str, other: &str) -> bool {
    match_key(one) == match_key(other)
}

fn refuse_taken(taken: bool, name: &str) -> Result<(), Refusal> {
    if taken {
        let (id, en) =
            (format!("Sudah ada {name}. Beri nama lain."), format!("There is {name} already. Choose another name."));
        return Err(Refusal::new("name_taken", id, en).with("field", "name"));
    }
    Ok(())
}

/// The account of the whole chart that a word means: a rule's word, its number or its name.
///
/// # Errors
/// `account_unknown`; `account_ambiguous` where several are called so.
pub fn chart_account(book: &Reader<'_>, word: &str) -> Result<AccountRow, ActionError> {
    let chart = book.chart()?;
    let by_key = book.account_named(word.trim())?;
    let named: Vec<&AccountRow> = match by_key {
        Some(id) => chart.iter().filter(|account| account.id == id).collect(),
        None => chart.iter().filter(|account| same(&account.name, word)).collect(),
    };
    match named.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let word = runut_core::excerpt(word, 40);
            let (id, en) = (
                format!("Tidak ada akun {word}. Lihat nomor dan namanya dengan `account chart`."),
                format!("There is no account {word}. `account chart` shows numbers and names."),
            );
            Err(Refusal::new("account_unknown", id, en).with("field", "account").into())
        }
        several => {
            let numbers = several.iter().map(|account| account.id.to_string()).collect::<Vec<_>>().join(", ");
            let (id, en) = (
                format!("Ada beberapa akun bernama itu: {numbers}. Pakai nomornya."),
                format!("Several accounts are called so: {numbers}. Use the number."),
            );
            Err(Refusal::new("account_ambiguous", id, en).with("field", "account").into())
        }
    }
}
