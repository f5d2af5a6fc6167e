//! When the shop is open.

use runut_core::activity::{Activity, HoursAct};
use runut_core::hours::{Span, WEEKDAYS, clock};
use runut_core::rows::{ClosedDay, WeekdayHours};
use runut_core::{Day, Limit, Refusal};
use runut_store::{Book, Context, StoreError};

use crate::fields::text;
use crate::{ActionError, Done};

/// Sets the hours of a weekday; without any it is closed.
///
/// # Errors
/// `hours` for times that are none; `missing` for a weekday that there isn't; `owner_only`.
pub fn save_hours(book: &Book, ctx: &Context, hours: &WeekdayHours) -> Done<WeekdayHours> {
    let named = hours.weekday.checked_sub(1).and_then(|at| usize::try_from(at).ok()).and_then(|at| WEEKDAYS.get(at));
    let (name, _) = named.ok_or_else(|| StoreError::Missing(format!("Hari {}", hours.weekday)))?;
    let new = Span::typed(hours.opens, hours.closes)?;
    book.write(ctx, &format!("hours {hours:?}"), |tx| {
        let old = tx.open_hours()?.week.get(&hours.weekday).copied();
        let change =
            Activity::new(HoursAct::Change, hours.weekday).with("name", name).changed("hours", said(old), said(new));
        if change.has_changes() {
            tx.put_hours(hours.weekday, new)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(hours.clone())
    })
}

/// Closes a day beside the week, or says why anew.
///
/// # Errors
/// `day` for a day that isn't one; `too_long` for a note; `owner_only`.
pub fn close_day(book: &Book, ctx: &Context, closed: &ClosedDay) -> Done<ClosedDay> {
    if closed.day.date().is_none() {
        let (id, en) = ("Tanggal itu tidak ada di kalender.", "There is no such day.");
        return Err(Refusal::new("day", id, en).with("field", "day").into());
    }
    let closed = ClosedDay { note: text(Limit::Title, &closed.note, "note")?, ..*closed };
    book.write(ctx, &format!("close {closed:?}"), |tx| {
        if !tx.closed_days()?.contains(&closed) {
            tx.put_closed_day(&closed)?;
            tx.record(&told(HoursAct::Close, &closed))?;
        }
        Ok::<_, ActionError>(closed)
    })
}

/// Opens a closed day after all.
///
/// # Errors
/// `missing` where it isn't closed; `owner_only`.
pub fn open_day(book: &Book, ctx: &Context, day: Day) -> Done<()> {
    book.write(ctx, &format!("open {day}"), |tx| {
        let all = tx.closed_days()?;
        let closed = all.iter().find(|closed| closed.day == day);
        let closed = closed.ok_or_else(|| StoreError::Missing(format!("Hari tutup {day}")))?;
        tx.delete_closed_day(day)?;
        tx.record(&told(HoursAct::Open, closed))?;
        Ok::<_, ActionError>(())
    })
}

fn told(act: HoursAct, closed: &ClosedDay) -> Activity {
    Activity::new(act, i64::from(closed.day.0)).with("day", closed.day).with("note", &closed.note)
}

fn said(span: Option<Span>) -> String {
    span.map_or_else(|| "tutup".to_owned(), |span| format!("{}–{}", clock(span.opens), clock(span.closes)))
}
