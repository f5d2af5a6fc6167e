//! What is still to be recorded.

use crate::hours::OpenHours;
use crate::rows::{Cadence, TemplateRow};
use crate::{Day, Month};

/// A template is in use for so many days after its last record: what a shop has never used, or no longer does, it isn't reminded of.
const USED: [(Cadence, i64); 3] = [(Cadence::Daily, 35), (Cadence::Weekly, 70), (Cadence::Monthly, 190)];
/// Times that were left out are counted so many days back.
const MISSED_DAYS: i64 = 14;

/// When a template is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueAt {
    /// The time that it is due for.
    pub from: Day,
    /// Its last day; the day that a record bears as a rule.
    pub to: Day,
    /// Earlier times of the last 14 days without a record, the latest first.
    pub missed: Vec<Day>,
}

/// Whether a template is kept at all.
#[must_use]
pub fn is_used(template: &TemplateRow, today: Day) -> bool {
    let days = USED.iter().find(|(cadence, _)| *cadence == template.cadence).map(|(_, days)| *days);
    !template.archived && template.last.zip(days).is_some_and(|(last, days)| last.days_to(today) <= days)
}

/// The times between two days for which a template is to be filled in, first to last: open days, weeks from Monday, months.
#[must_use]
pub fn times(cadence: Cadence, hours: &OpenHours, from: Day, to: Day) -> Vec<(Day, Day)> {
    let days = (0..=from.days_to(to)).map(|ahead| from.plus(ahead));
    match cadence {
        Cadence::Occasion => Vec::new(),
        Cadence::Daily => days.filter(|day| hours.on(*day).is_some()).map(|day| (day, day)).collect(),
        Cadence::Weekly => days.filter(|day| day.weekday() == 6).map(|day| (day.plus(-6), day)).collect(),
        Cadence::Monthly => {
            days.filter(|day| *day == Month::of(*day).last()).map(|day| (Month::of(day).first(), day)).collect()
        }
    }
}

/// When a template is due on a day, and which times were left out before; `recorded`: the days that its standing records are of. None
/// where nobody waits for it: it isn't in use, or its time isn't open.
#[must_use]
pub fn due(template: &TemplateRow, hours: &OpenHours, recorded: &[Day], today: Day) -> Option<DueAt> {
    if !is_used(template, today) {
        return None;
    }
    let known = today.plus(-template.lag);
    let (from, to) = match template.cadence {
        Cadence::Occasion => return None,
        Cadence::Daily => {
            let open = (0..7).map(|back| known.plus(-back)).find(|day| hours.on(*day).is_some())?;
            // A closed day has nothing to tell; what it left open of the day before is due on.
            if template.lag == 0 && open != known {
                return None;
            }
            (open, open)
        }
        Cadence::Weekly => (known.plus(-known.weekday()), known.plus(6 - known.weekday())),
        Cadence::Monthly => (Month::of(known).first(), Month::of(known).last()),
    };
    let is_there = |(from, to): &(Day, Day)| recorded.iter().any(|day| from <= day && day <= to);
    let first = template.last.map_or(from, |_| from.plus(-MISSED_DAYS));
    let since = recorded.iter().min().copied().unwrap_or(from).max(first);
    let before = times(template.cadence, hours, since, from.plus(-1));
    let missed = before.into_iter().rev().filter(|time| !is_there(time)).map(|(_, to)| to).collect();
    Some(DueAt { from, to: to.min(today), missed })
}
