//! Journal entries: expenses, transfers, capital, corrections; what comes again.

use runut_core::activity::{Activity, JournalAct, RecurringAct};
use runut_core::journal::entries;
use runut_core::posting::Entry;
use runut_core::rows::{
    AccountRow, Every, JournalForm, JournalKind, JournalLine, JournalRow, Journalled, RecurringRow,
};
use runut_core::{
    AccountId, ActivityId, Day, JournalId, Language, Limit, Money, Month, PhotoId, RecurringId, Refusal, Sentence,
    match_key,
};
use runut_store::{Book, Context, Reader, StoreError, Tx};

use crate::fields::{required, text, yes};
use crate::photos::Picture;
use crate::settlements::{join_withdrawal, part_withdrawal};
use crate::{ActionError, Done};

/// What an entry would be: on which day it is posted, and whether that is another than it happened. Writes nothing.
///
/// # Errors
/// As [`post_entry`].
pub fn preview_entry(book: &Reader<'_>, today: Day, form: &JournalForm) -> Result<Journalled, ActionError> {
    let form = JournalForm { note: text(Limit::Note, &form.note, "note")?, ..form.clone() };
    planned(book, today, &form)?;
    let booked = book.closed_to()?.filter(|closed| form.day <= *closed).map_or(form.day, |closed| closed.plus(1));
    Ok(told(&WrittenEntry { id: JournalId(0), activity: ActivityId(0), booked }, &form, language(book)?))
}

/// Writes a journal entry: its postings balance by construction. What happened in a closed month is posted on the first open day,
/// and said. A picture of the receipt is kept with it.
///
/// # Errors
/// What [`runut_core::journal::entries`] refuses; `missing` for an unknown store, recurring entry or equipment; `not_due` for one
/// that was written already; `not_a_picture` and others for a receipt that is no picture; `owner_only`.
pub fn post_entry(book: &Book, ctx: &Context, form: &JournalForm, receipt: Option<&[u8]>) -> Done<Journalled> {
    let form = JournalForm { note: text(Limit::Note, &form.note, "note")?, ..form.clone() };
    let picture = receipt.map(Picture::read).transpose()?;
    let digest = picture.as_ref().map(|picture| &picture.digest);
    book.write(ctx, &format!("journal {form:?} {digest:?}"), |tx| {
        let written = write_entry(tx, &form)?;
        fulfil(tx, &form)?;
        if let Some(every) = form.again {
            come_again(tx, &form, every)?;
        }
        if let Some(picture) = &picture {
            let photo = picture.kept(tx, written.activity)?;
            tx.set_receipt(written.id, Some(photo))?;
        }
        Ok::<_, ActionError>(told(&written, &form, language(tx)?))
    })
}

/// An entry that is written.
pub(crate) struct WrittenEntry {
    pub(crate) id: JournalId,
    activity: ActivityId,
    booked: Day,
}

/// Writes an entry: checked, told, posted.
pub(crate) fn write_entry(tx: &mut Tx<'_>, form: &JournalForm) -> Result<WrittenEntry, ActionError> {
    let planned = planned(tx, tx.ctx().today, form)?;
    let id = tx.next_journal()?;
    let activity = tx.record(&posted(tx, id, form)?)?;
    let booked = tx.put_journal(id, activity, form, &planned)?;
    join_withdrawal(tx, id, form)?;
    Ok(WrittenEntry { id, activity, booked })
}

/// What was written comes again from now on: it is due next when its time has passed once.
fn come_again(tx: &mut Tx<'_>, form: &JournalForm, every: Every) -> Result<(), ActionError> {
    let [JournalLine { debit, credit, amount }] = form.lines[..] else {
        let (id, en) = ("Yang rutin hanya satu baris.", "What comes again has one line only.");
        return Err(Refusal::new("again_lines", id, en).with("field", "again").into());
    };
    let name = match form.note.as_str() {
        "" => tx.chart()?.into_iter().find(|account| account.id == debit).map(|a| a.name).unwrap_or_default(),
        note => required(Limit::Title, note, "note", "name", "", "")?,
    };
    let (kind, store) = (form.kind, form.store);
    let id = RecurringId(0);
    let row = RecurringRow {
        id,
        name,
        kind,
        debit,
        credit,
        amount,
        store,
        every,
        next: every.next(form.day),
        archived: false,
    };
    put_recurring(tx, &row).map(drop)
}

/// Takes back a journal entry by another one of today, with a reason: what was written stays.
///
/// # Errors
/// `reason`; `reversed_already`; `is_reversal`; `missing`; `owner_only`.
pub fn reverse_entry(book: &Book, ctx: &Context, id: JournalId, reason: &str) -> Done<Journalled> {
    let (say, en) = ("Tulis alasannya dulu.", "Say why first.");
    let reason = required(Limit::Reason, reason, "reason", "reason", say, en)?;
    book.write(ctx, &format!("reverse {id} {reason}"), |tx| write_reversal(tx, id, &reason))
}

/// Writes the entry that takes back another.
pub(crate) fn write_reversal(tx: &mut Tx<'_>, id: JournalId, reason: &str) -> Result<Journalled, ActionError> {
    let old = tx.journal(id)?;
    may_reverse(&old)?;
    let back = |line: &JournalLine| JournalLine { debit: line.credit, credit: line.debit, amount: line.amount };
    let lines = old.lines.iter().map(back).collect();
    let form = JournalForm {
        store: old.store,
        equipment: old.equipment,
        ..JournalForm::new(JournalKind::Reversal, tx.ctx().today, lines, reason)
    };
    let new = tx.next_journal()?;
    let told_of = Activity::new(JournalAct::Reverse, new.0)
        .with("reverses", old.id)
        .with("kind", old.kind.key())
        .with("amount", old.amount.0)
        .with("reason", reason);
    let activity = tx.record(&told_of)?;
    let booked = tx.reverse_journal(new, activity, &old, &form)?;
    part_withdrawal(tx, old.id)?;
    let amount = old.amount;
    Ok(Journalled { id: new, booked, amount, moved: String::new() })
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
    let picture = file.map(Picture::read).transpose()?;
    let digest = picture.as_ref().map(|picture| &picture.digest);
    book.write(ctx, &format!("receipt {id} {digest:?}"), |tx| {
        let entry = tx.journal(id)?;
        let known = digest.map(|digest| tx.photo_by_digest(digest)).transpose()?.flatten();
        if entry.photo == known && (known.is_some() || picture.is_none()) {
            return Ok(known);
        }
        let act = if picture.is_some() { JournalAct::Photo } else { JournalAct::PhotoOff };
        let activity = tx.record(&Activity::new(act, id.0).with("note", &entry.note))?;
        let photo = picture.as_ref().map(|picture| picture.kept(tx, activity)).transpose()?;
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

fn told(written: &WrittenEntry, form: &JournalForm, language: Language) -> Journalled {
    let (day, booked) = (form.day, written.booked);
    let moved = (booked != day).then(|| {
        let month = Month::of(day);
        Sentence::new(
            format!("Bulan {month} sudah ditutup: dibukukan {}, tercatat milik {}.", booked.typed(), day.typed()),
            format!("The month {month} is closed: posted on {}, noted as of {}.", booked.typed(), day.typed()),
        )
    });
    let amount = form.lines.iter().map(|line| line.amount).sum();
    Journalled {
        id: written.id,
        booked,
        amount,
        moved: moved.map(|said| said.said(language).to_owned()).unwrap_or_default(),
    }
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

/// Adds something that comes again (key zero), or changes it.
///
/// # Errors
/// `name`; `name_taken`; `missing`; what [`runut_core::journal::entries`] refuses of its entry.
pub fn save_recurring(book: &Book, ctx: &Context, row: &RecurringRow) -> Done<RecurringRow> {
    let (id, en) = ("Tulis namanya dulu, misalnya Sewa toko.", "Enter a name first, for example Shop rent.");
    let typed = RecurringRow { name: required(Limit::Title, &row.name, "name", "name", id, en)?, ..row.clone() };
    book.write(ctx, &format!("recurring {typed:?}"), |tx| put_recurring(tx, &typed))
}

fn put_recurring(tx: &mut Tx<'_>, typed: &RecurringRow) -> Result<RecurringRow, ActionError> {
    let all = tx.recurring()?;
    refuse_taken(all.iter().any(|r| r.id != typed.id && same(&r.name, &typed.name)), &typed.name)?;
    let today = tx.ctx().today;
    if !typed.archived {
        let line = JournalLine { debit: typed.debit, credit: typed.credit, amount: typed.amount };
        let form = JournalForm::new(typed.kind, today, vec![line], typed.name.as_str());
        planned(tx, today, &JournalForm { store: typed.store, ..form })?;
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
    Ok(new)
}

/// Passes over what is due this time: it is due again later.
///
/// # Errors
/// `missing`; `not_due` where it isn't due on that day.
pub fn skip_recurring(book: &Book, ctx: &Context, id: RecurringId, due: Day) -> Done<RecurringRow> {
    book.write(ctx, &format!("skip {id} {due}"), |tx| {
        let known = tx.recurring()?.into_iter().find(|known| known.id == id);
        let known = known.ok_or_else(|| StoreError::Missing(format!("Biaya rutin {id}")))?;
        if known.next != due {
            return Err(not_due(&known.name, due).into());
        }
        let new = RecurringRow { next: known.every.next(known.next), ..known.clone() };
        let told =
            Activity::new(RecurringAct::Skip, new.id.0).with("name", &new.name).changed("next", known.next, new.next);
        tx.record(&told)?;
        tx.put_recurring(&new)?;
        Ok::<_, ActionError>(new)
    })
}

pub(crate) fn same(one: &str, other: &str) -> bool {
    match_key(one) == match_key(other)
}

pub(crate) fn refuse_taken(taken: bool, name: &str) -> Result<(), Refusal> {
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
            let part = match_key(word);
            let near = chart.iter().filter(|account| !part.is_empty() && match_key(&account.name).contains(&part));
            let near: Vec<String> = near.take(3).map(|account| format!("{} {}", account.id, account.name)).collect();
            let word = runut_core::excerpt(word, 40);
            let (id, en) = if near.is_empty() {
                let (id, en) = (
                    "Lihat nomor dan namanya dengan `account list --all`.",
                    "`account list --all` shows numbers and names.",
                );
                (id.to_owned(), en.to_owned())
            } else {
                let near = near.join(", ");
                (format!("Mungkin maksudnya {near}."), format!("You may mean {near}."))
            };
            let (id, en) = (format!("Tidak ada akun {word}. {id}"), format!("There is no account {word}. {en}"));
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
