//! What the shop wants, targets, and how many hands it needs.

use std::process::ExitCode;

use runut_actions::{remove_target, set_target};
use runut_core::rows::{KpiBy, StaffAdvice, StaffWeek, TargetForm};
use runut_core::tenths;
use runut_store::reports;

use super::{Desk, kpis};
use crate::args::Kpi;
use crate::output::{Fault, table};

pub fn kpi(desk: &Desk<'_>, kpi: &Kpi) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    match kpi {
        Kpi::List => kpis::list(desk),
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
