//! The evaluation of the log itself: which templates are kept, late or never; what no figure is made of; what to drop or add.

use std::collections::BTreeSet;

use super::due::times;
use crate::hours::OpenHours;
use crate::rows::{Cadence, FieldRow, LogReview, LogState, ReviewRow, TemplateRow};
use crate::{Day, Month, Refusal, Sentence};

/// Filled in less often than this, in percent, a template has gaps.
const KEPT_ENOUGH: i64 = 60;
/// Late more often than this, in percent, a template is late.
const LATE_ENOUGH: i64 = 40;
/// Of fewer times nothing is said of gaps and of being late.
const FEW: i64 = 3;
/// A field that is filled in less often than this, in percent, is rarely so.
const RARELY: i64 = 20;
/// Of fewer records nothing is said of their fields.
const ENOUGH: usize = 5;

/// A record as far as its being kept goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The day that it is of.
    pub day: Day,
    /// The day on which it was written.
    pub written: Day,
    /// The words of the fields that were filled in.
    pub filled: Vec<String>,
}

/// What of the shop tells that something should be recorded and isn't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shop {
    /// Orders that were claimed in the month.
    pub claims: i64,
    /// What was posted as advertising in it, in rupiah.
    pub advertising: i64,
    /// What the shop's own figures are made of: `kunjungan.seconds`.
    pub own: BTreeSet<String>,
}

/// Refuses a month that hasn't begun: nothing could be recorded of it, so nothing was left out.
///
/// # Errors
/// `review_ahead`.
pub fn reviewable(month: Month, today: Day) -> Result<(), Refusal> {
    if month.first() <= today {
        return Ok(());
    }
    let month = month.label();
    let (id, en) = (
        format!("{} belum mulai, jadi belum ada catatan untuk dinilai. Pilih bulan ini atau sebelumnya.", month.id),
        format!("{} hasn't begun, so there are no records to evaluate. Choose this month or an earlier one.", month.en),
    );
    Err(Refusal::new("review_ahead", id, en).with("field", "month"))
}

/// The evaluation of a month. `since` answers the day of a template's first record, before which nothing was owed: one that was begun
/// after the month isn't in use in it yet, and nothing is said of it. `kept` answers its standing records of the month; `today` bounds a
/// month that isn't over.
#[must_use]
pub fn review(
    month: Month,
    templates: &[TemplateRow],
    hours: &OpenHours,
    shop: &Shop,
    today: Day,
    since: impl Fn(&TemplateRow) -> Option<Day>,
    kept: impl Fn(&TemplateRow) -> Vec<Kept>,
) -> LogReview {
    let mut rows = Vec::new();
    let mut records = Vec::new();
    for template in templates.iter().filter(|template| !template.archived) {
        let all = kept(template);
        rows.extend(row(month, template, (hours, shop), (since(template), today), &all));
        records.push((template, all.len()));
    }
    LogReview { month, rows, add: to_add(&records, shop) }
}

fn row(
    month: Month,
    template: &TemplateRow,
    (hours, shop): (&OpenHours, &Shop),
    (since, today): (Option<Day>, Day),
    kept: &[Kept],
) -> Option<ReviewRow> {
    let last = month.last().min(today.plus(-template.lag));
    let mut due = times(template.cadence, hours, month.first(), last);
    due.retain(|(_, to)| since.is_none_or(|since| since <= *to));
    let of = |(from, to): &(Day, Day)| kept.iter().filter(|one| *from <= one.day && one.day <= *to).collect::<Vec<_>>();
    let filled: Vec<(Day, Vec<&Kept>)> =
        due.iter().map(|time| (time.1, of(time))).filter(|(_, all)| !all.is_empty()).collect();
    // The first one counts: what is mended later isn't late.
    let is_late = |(to, all): &&(Day, Vec<&Kept>)| {
        all.iter().map(|one| one.written).min().is_some_and(|written| written > to.plus(template.lag))
    };
    let occasion = template.cadence == Cadence::Occasion;
    let expected = (!occasion).then(|| count(due.len()));
    let (times_kept, late) = match occasion {
        true => (count(kept.len()), 0),
        false => (count(filled.len()), count(filled.iter().filter(is_late).count())),
    };
    // Not in use yet, or nothing was due so far: to be filled in in the days that come.
    let began_later = since.is_some_and(|since| since > month.last());
    if template.records > 0 && kept.is_empty() && (began_later || expected == Some(0)) {
        return None;
    }
    let state = match expected {
        _ if template.records == 0 => LogState::Never,
        // Recorded although it wasn't due yet.
        Some(0) => LogState::Kept,
        _ if times_kept == 0 => LogState::Silent,
        Some(expected) if expected >= FEW && times_kept * 100 < expected * KEPT_ENOUGH => LogState::Gaps,
        Some(_) if times_kept >= FEW && late * 100 > times_kept * LATE_ENOUGH => LogState::Late,
        _ => LogState::Kept,
    };
    let unread = unread(template, shop, kept);
    let advice = advice(template, state, !unread.is_empty());
    let (name, cadence) = (template.name.clone(), template.cadence);
    Some(ReviewRow { template: template.id, name, cadence, expected, kept: times_kept, late, state, unread, advice })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Fields that are rarely filled in, and amounts that feed no figure, the shop's own included; but for one that its template can't do
/// without.
fn unread(template: &TemplateRow, shop: &Shop, kept: &[Kept]) -> Vec<Sentence> {
    if kept.len() < ENOUGH {
        return Vec::new();
    }
    let say = |field: &FieldRow| {
        let filled = count(kept.iter().filter(|one| one.filled.contains(&field.key)).count());
        let (all, id, en) = (count(kept.len()), &field.name.id, &field.name.en);
        if filled * 100 < all * RARELY {
            return Some(Sentence::new(
                format!("{id}: diisi {filled} dari {all} kali"),
                format!("{en}: filled in {filled} of {all} times"),
            ));
        }
        let bounds_another = template.fields.iter().any(|other| other.at_most == field.key);
        let feeds = field.logged.is_some() || shop.own.contains(&format!("{}.{}", template.key, field.key));
        let idle = field.kind.is_amount() && !feeds && !field.required && !bounds_another;
        idle.then(|| {
            Sentence::new(format!("{id}: tidak dipakai di angka mana pun"), format!("{en}: used in no figure"))
        })
    };
    template.fields.iter().filter_map(say).collect()
}

fn advice(template: &TemplateRow, state: LogState, has_unread: bool) -> Sentence {
    let (id, en) = match state {
        LogState::Never => {
            ("Belum pernah dipakai: arsipkan kalau tidak perlu.", "Never used: archive it if it isn't needed.")
        }
        LogState::Silent if template.cadence == Cadence::Occasion => ("", ""),
        LogState::Silent => (
            "Tidak dicatat sebulan ini: arsipkan, atau tunjuk siapa yang mencatat.",
            "Not recorded this month: archive it, or name who records it.",
        ),
        LogState::Gaps if template.cadence == Cadence::Daily => (
            "Sering terlewat: cukup tiap minggu, atau tunjuk satu orang.",
            "Often left out: once a week may do, or name one person.",
        ),
        LogState::Gaps => ("Sering terlewat: tunjuk satu orang.", "Often left out: name one person."),
        LogState::Late => (
            "Sering dicatat terlambat: beri jarak sehari, atau ganti yang mencatat.",
            "Often recorded late: let it be due a day later, or let another record it.",
        ),
        LogState::Kept if has_unread => ("Kurangi isian yang tidak dipakai.", "Take out fields that nobody uses."),
        LogState::Kept => ("", ""),
    };
    Sentence::new(id, en)
}

/// What happened at the shop and isn't recorded. `records`: templates with how many records they have in the month.
#[must_use]
pub fn to_add(records: &[(&TemplateRow, usize)], shop: &Shop) -> Vec<Sentence> {
    use crate::rows::Logged;
    let recorded = |logged| records.iter().any(|(template, all)| *all > 0 && template.feeding(logged).is_some());
    let mut add = Vec::new();
    if shop.claims > 0 && !recorded(Logged::Complaints) {
        let claims = shop.claims;
        add.push(Sentence::new(
            format!("{claims} pesanan diklaim, tanpa satu pun Komplain dicatat: catat sebabnya supaya bisa dicegah."),
            format!("{claims} orders were claimed and no complaint was recorded: record the causes, so that they can be prevented."),
        ));
    }
    if shop.advertising > 0 && !recorded(Logged::AdCost) {
        let cost = crate::Money(shop.advertising);
        add.push(Sentence::new(
            format!(
                "Biaya iklan Rp {cost} tercatat di pembukuan, tetapi Iklan tidak dicatat: ROAS-nya tidak diketahui."
            ),
            format!(
                "Rp {cost} of advertising stands in the books, but Advertising isn't recorded: its ROAS isn't known."
            ),
        ));
    }
    add
}

/// The evaluation in lines, for the report of the month: which templates are kept, which are late or left out and what to do about it, what
/// no figure is made of, what was never used, what to add. Of a shop that has never recorded anything only what to add.
#[must_use]
pub fn review_lines(of: &LogReview) -> Vec<Sentence> {
    let (never, used): (Vec<&ReviewRow>, Vec<&ReviewRow>) =
        of.rows.iter().partition(|row| row.state == LogState::Never);
    let mut lines = Vec::new();
    if !used.is_empty() {
        let well = used.iter().filter(|row| row.advice.id.is_empty() && row.kept > 0);
        lines.extend(listed("Rutin dicatat", "Kept", well.map(|row| times_said(row)).collect()));
        lines.extend(used.iter().filter(|row| !row.advice.id.is_empty()).map(|row| row_line(row)));
        lines.extend(listed("Belum pernah dipakai", "Never used", never.iter().map(|row| row.name.clone()).collect()));
    }
    lines.extend(of.add.iter().cloned());
    lines
}

/// The evaluation in one line, for a chat: what something is to be done about, in a few words each; none where all is well.
#[must_use]
pub fn review_short(of: &LogReview) -> Option<Sentence> {
    let row = |row: &ReviewRow| {
        let (id, en) = match row.state {
            LogState::Silent => ("tidak dicatat", "not recorded"),
            LogState::Gaps => ("sering terlewat", "often left out"),
            LogState::Late => ("sering telat", "often late"),
            LogState::Kept => ("ada isian yang tidak dipakai", "has fields that nobody uses"),
            LogState::Never => return None,
        };
        let said = Sentence::new(format!("{} {id}", row.name.id), format!("{} {en}", row.name.en));
        Some(said).filter(|_| !row.advice.id.is_empty())
    };
    let mut parts: Vec<Sentence> = of.rows.iter().filter_map(row).collect();
    let missing = of.add.len();
    if missing > 0 {
        parts.push(Sentence::new(format!("{missing} hal belum dicatat"), format!("{missing} things aren't recorded")));
    }
    listed("Catatan", "Records", parts)
}

/// What is called so, in one line; none of nothing.
fn listed(id: &str, en: &str, names: Vec<Sentence>) -> Option<Sentence> {
    let joined =
        |of: fn(&Sentence) -> &String| names.iter().map(|name| of(name).as_str()).collect::<Vec<_>>().join(", ");
    (!names.is_empty()).then(|| {
        Sentence::new(format!("{id}: {}.", joined(|name| &name.id)), format!("{en}: {}.", joined(|name| &name.en)))
    })
}

/// How often a template was filled in: `Iklan 21 dari 30 kali, 4 telat`.
fn times_said(row: &ReviewRow) -> Sentence {
    let (of, late) = (row.expected, (row.late > 0).then_some(row.late));
    let of = |word: &str| of.map(|expected| format!(" {word} {expected}")).unwrap_or_default();
    let late = |word: &str| late.map(|late| format!(", {late} {word}")).unwrap_or_default();
    Sentence::new(
        format!("{} {}{} kali{}", row.name.id, row.kept, of("dari"), late("telat")),
        format!("{} {}{} times{}", row.name.en, row.kept, of("of"), late("late")),
    )
}

/// A template of which something is to be done.
fn row_line(row: &ReviewRow) -> Sentence {
    let times = times_said(row);
    let unread = |of: fn(&Sentence) -> &String| match row.unread.as_slice() {
        [] => String::new(),
        unread => format!(" ({})", unread.iter().map(|said| of(said).as_str()).collect::<Vec<_>>().join("; ")),
    };
    Sentence::new(
        format!("{}. {}{}", times.id, row.advice.id, unread(|said| &said.id)),
        format!("{}. {}{}", times.en, row.advice.en, unread(|said| &said.en)),
    )
}
