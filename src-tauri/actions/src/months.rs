//! Months of the books: closed, and opened again with a reason.

use runut_core::activity::{Activity, MonthAct};
use runut_core::rows::MonthRow;
use runut_core::{Day, Limit, Month, Refusal, Sentence};
use runut_store::{Book, Context, Reader, reports};

use crate::fields::required;
use crate::{ActionError, Done};

/// The months with postings and what is open in each, the newest first.
///
/// # Errors
/// [`runut_store::StoreError`] where the book can't be read.
pub fn months(book: &Reader<'_>, today: Day) -> Result<Vec<MonthRow>, ActionError> {
    let Some((first, last)) = book.posted_days()? else { return Ok(Vec::new()) };
    let closed = book.closed_to()?;
    let language = book.shop()?.map(|shop| shop.language).unwrap_or_default();
    let (mut month, first) = (Month::of(last.max(today)), Month::of(first));
    let due = reports::proposals(book, today)?;
    let mut all = Vec::new();
    while month >= first {
        let is_closed = closed.is_some_and(|closed| month.last() <= closed);
        let mut open = Vec::new();
        if !is_closed && month.last() < today {
            let waiting = due.iter().filter(|proposal| Month::of(proposal.form.day) == month).count();
            if waiting > 0 {
                open.push(Sentence::new(
                    format!("{waiting} biaya rutin, penyusutan atau saldo awal belum dicatat"),
                    format!("{waiting} recurring entries, depreciations or opening balances aren't recorded"),
                ));
            }
            let uncosted = reports::uncosted_lines(book, month)?;
            if uncosted > 0 {
                open.push(Sentence::new(
                    format!("{uncosted} barang terjual tanpa harga pokok"),
                    format!("{uncosted} goods were sold without a known cost"),
                ));
            }
        }
        let open = open.iter().map(|said| said.said(language).to_owned()).collect();
        all.push(MonthRow { month, closed: is_closed, open });
        month = month.plus(-1);
    }
    Ok(all)
}

/// Closes a month and all before it: nothing more is posted in them. What comes to light later is posted on the first open day.
///
/// # Errors
/// `month_running` while it isn't over; `month_closed` where it is closed already; `month_empty` where the book has nothing up to
/// it; `owner_only`.
pub fn close_month(book: &Book, ctx: &Context, month: Month) -> Done<Month> {
    valid(month)?;
    if month.last() >= ctx.today {
        let (id, en) = (
            format!("{month} belum selesai. Bulan bisa ditutup mulai {}.", month.plus(1).first().typed()),
            format!("{month} isn't over. It can be closed from {} on.", month.plus(1).first().typed()),
        );
        return Err(Refusal::new("month_running", id, en).with("field", "month").into());
    }
    book.write(ctx, &format!("close {month}"), |tx| {
        let closed = tx.closed_to()?;
        if closed.is_some_and(|closed| month.last() <= closed) {
            let (id, en) = (format!("{month} sudah ditutup."), format!("{month} is closed already."));
            return Err(Refusal::new("month_closed", id, en).with("field", "month").into());
        }
        let Some((first, _)) = tx.posted_days()?.filter(|(first, _)| *first <= month.last()) else {
            let (id, en) =
                (format!("Sampai {month} belum ada yang dibukukan."), format!("Nothing is posted up to {month}."));
            return Err(Refusal::new("month_empty", id, en).with("field", "month").into());
        };
        let mut next = closed.map_or(Month::of(first), |closed| Month::of(closed).plus(1));
        while next <= month {
            let sums = tx.month_digest(next)?;
            tx.record(&Activity::new(MonthAct::Close, i64::from(next.0)).with("month", next).with("sums", sums))?;
            next = next.plus(1);
        }
        tx.set_closed_to(Some(month.last()))?;
        Ok::<_, ActionError>(month)
    })
}

/// Opens a month again, and all behind it, for a reason.
///
/// # Errors
/// `reason`; `month_open` where it isn't closed; `owner_only`.
pub fn reopen_month(book: &Book, ctx: &Context, month: Month, reason: &str) -> Done<Month> {
    valid(month)?;
    let (id, en) = ("Tulis alasannya dulu.", "Say why first.");
    let reason = required(Limit::Reason, reason, "reason", "reason", id, en)?;
    book.write(ctx, &format!("reopen {month} {reason}"), |tx| {
        let closed = tx.closed_to()?.filter(|closed| month.last() <= *closed);
        if closed.is_none() {
            let (id, en) = (format!("{month} tidak ditutup."), format!("{month} isn't closed."));
            return Err(Refusal::new("month_open", id, en).with("field", "month").into());
        }
        let told = Activity::new(MonthAct::Reopen, i64::from(month.0)).with("month", month).with("reason", &reason);
        tx.record(&told)?;
        let first = tx.posted_days()?.map(|(first, _)| Month::of(first));
        let before = month.plus(-1);
        tx.set_closed_to(first.filter(|first| *first <= before).map(|_| before.last()))?;
        Ok::<_, ActionError>(month)
    })
}

fn valid(month: Month) -> Result<(), Refusal> {
    match month.first().date() {
        Some(_) => Ok(()),
        None => Err(Refusal::new("month", "Bulan itu tidak ada.", "There is no such month.").with("field", "month")),
    }
}
