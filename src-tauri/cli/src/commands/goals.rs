//! What the shop wants, targets, and how many hands it needs.

use std::process::ExitCode;

use runut_actions::{remove_own_kpi, remove_target, save_goals, save_own_kpi, set_target};
use runut_core::rows::{GoalFigure, GoalRow, GoalsForm, KpiBy, StaffAdvice, StaffWeek, TargetForm};
use runut_core::tenths;
use runut_store::reports;

use super::{Desk, kpis};
use crate::args::{Goal, GoalCommand, Kpi};
use crate::output::{Fault, table};

pub fn goal(desk: &Desk<'_>, goal: &Goal) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let today = ctx.today;
    match &goal.command {
        None | Some(GoalCommand::List) => {
            let goals = desk.book.read(|book| Ok::<_, Fault>(reports::goals::goals(book, today)?))?;
            desk.out.value(&goals, |goals| listed(goals));
            return Ok(ExitCode::SUCCESS);
        }
        Some(GoalCommand::Add { want, propose }) => {
            let row = desk.book.read(|book| Ok::<_, Fault>(reports::goals::goal(book, *want, today)?))?;
            let taken = |figure: &GoalFigure| {
                let proposed = figure.proposed.as_ref().filter(|_| *propose && figure.set.is_none())?;
                Some(TargetForm { kpi: figure.kpi.clone(), per: proposed.per, amount: proposed.typed.clone() })
            };
            let targets = row.figures.iter().filter_map(taken).collect();
            save_goals(&desk.book, &ctx, &GoalsForm { add: vec![*want], remove: Vec::new(), targets })?;
        }
        Some(GoalCommand::Remove { want }) => {
            save_goals(&desk.book, &ctx, &GoalsForm { add: Vec::new(), remove: vec![*want], targets: Vec::new() })?;
        }
    }
    let Some(GoalCommand::Add { want, .. } | GoalCommand::Remove { want }) = &goal.command else {
        return Ok(ExitCode::SUCCESS);
    };
    let row = desk.book.read(|book| Ok::<_, Fault>(reports::goals::goal(book, *want, today)?))?;
    desk.out.value(&row, |row| if row.chosen { one(row) } else { format!("{}: bukan tujuan lagi", row.name.id) });
    Ok(ExitCode::SUCCESS)
}

/// All wants, then the figures of those that are chosen.
fn listed(goals: &[GoalRow]) -> String {
    let row = |goal: &GoalRow| {
        let chosen = if goal.chosen { "ya" } else { "" };
        vec![goal.want.key().to_owned(), goal.name.id.clone(), chosen.to_owned()]
    };
    let all = table(&["Kunci", "Tujuan", "Dipilih"], &goals.iter().map(row).collect::<Vec<_>>());
    std::iter::once(all).chain(goals.iter().filter(|goal| goal.chosen).map(one)).collect::<Vec<_>>().join("\n\n")
}

/// A want with its figures.
fn one(goal: &GoalRow) -> String {
    let row = |figure: &GoalFigure| {
        let set = figure.set.as_ref().map(|set| format!("{} {}", set.shown.id, per_word(set.per)));
        let target = figure.target.as_ref().map(|target| target.shown.id.clone());
        let proposed = figure.proposed.as_ref().filter(|_| figure.set.is_none());
        let proposed = proposed.map(|proposed| format!("{} ({})", proposed.typed, proposed.why.id));
        let stands = match (&figure.target, figure.now.point.value) {
            (Some(target), Some(_)) if target.missed => "belum tercapai",
            (Some(_), Some(_)) => "tercapai",
            _ => "",
        };
        let now = figure.now.said();
        vec![
            figure.kpi.clone(),
            figure.name.id.clone(),
            format!("{} – {}", figure.from, figure.to),
            now.id.clone(),
            target.unwrap_or_default(),
            stands.to_owned(),
            set.or(proposed.map(|proposed| format!("usul {proposed}"))).unwrap_or_default(),
        ]
    };
    let head = ["Kunci", "Angka", "Hari", "Sekarang", "Seharusnya", "", "Target"];
    let rows: Vec<Vec<String>> = goal.figures.iter().map(row).collect();
    format!("{}\n{}", goal.name.id, table(&head, &rows))
}

pub fn kpi(desk: &Desk<'_>, kpi: &Kpi) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    match kpi {
        Kpi::List => kpis::list(desk)?,
        Kpi::Add { made, percent, per100, more, less } => {
            let form = kpis::own(&made.join(" "), (*percent, *per100), (*more, *less))?;
            let added = save_own_kpi(&desk.book, &ctx, &form)?.value;
            desk.out.value(&added, |kpi| format!("{} ({}): {}", kpi.name.id, kpi.key, kpi.says.id));
        }
        Kpi::Remove { key } => {
            remove_own_kpi(&desk.book, &ctx, key)?;
            desk.out.value(&key, |key| format!("{key}: dihapus"));
        }
        Kpi::Show(query) => kpis::show(desk, query)?,
        Kpi::SetTarget { key, amount, per } => {
            let form = TargetForm { kpi: key.clone(), per: *per, amount: amount.clone() };
            let set = set_target(&desk.book, &ctx, &form)?.value;
            desk.out.value(&set, |set| format!("{}: {} {}", set.name.id, set.shown.id, per_word(set.per)));
        }
        Kpi::DropTarget { key } => {
            remove_target(&desk.book, &ctx, key)?;
            desk.out.value(&key, |key| format!("{key}: tanpa target"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

const fn per_word(per: KpiBy) -> &'static str {
    match per {
        KpiBy::Day => "sehari",
        KpiBy::Week => "seminggu",
        KpiBy::Month => "sebulan",
    }
}

pub fn advice(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let today = desk.context()?.today;
    let advice = desk.book.read(|book| Ok::<_, Fault>(reports::staff::staff(book, today)?))?;
    desk.out.value(&advice, advised);
    Ok(ExitCode::SUCCESS)
}

fn advised(advice: &StaffAdvice) -> String {
    let sayings = advice.advice.iter().map(|saying| format!("{}.\n  {}", saying.what.id, saying.why.id));
    let week = |week: &StaffWeek| {
        let load = week.load.map_or_else(|| "–".to_owned(), |load| format!("{load}%"));
        let days = week.person_days.to_string();
        vec![week.from.to_string(), week.orders.to_string(), tenths(week.median).id, days, load]
    };
    let weeks: Vec<Vec<String>> = advice.weeks.iter().map(week).collect();
    let head = ["Minggu dari", "Pesanan", "Sehari (median)", "Hari kerja", "Beban"];
    let said: Vec<String> = sayings.collect();
    format!("{}\n\n{}", said.join("\n"), table(&head, &weeks))
}
