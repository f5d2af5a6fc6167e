//! When the shop is open, on the terminal.

use std::process::ExitCode;

use runut_actions::{close_day, open_day, save_hours};
use runut_core::hours::{WEEKDAYS, clock};
use runut_core::rows::{ClosedDay, ShopHours, WeekdayHours};

use super::Desk;
use crate::args::Hours;
use crate::output::{Fault, table};

pub fn run(desk: &Desk<'_>, hours: &Hours) -> Result<ExitCode, Fault> {
    match hours {
        Hours::List => {}
        Hours::Set { weekday, hours: (opens, closes) } => {
            let typed = WeekdayHours { weekday: *weekday, opens: *opens, closes: *closes };
            save_hours(&desk.book, &desk.context()?, &typed)?;
        }
        Hours::Close { day, note } => {
            close_day(&desk.book, &desk.context()?, &ClosedDay { day: *day, note: note.clone() })?;
        }
        Hours::Open { day } => {
            open_day(&desk.book, &desk.context()?, *day)?;
        }
    }
    desk.out.value(&desk.book.read(|book| Ok::<_, Fault>(book.shop_hours()?))?, shown);
    Ok(ExitCode::SUCCESS)
}

fn shown(hours: &ShopHours) -> String {
    let mut rows: Vec<Vec<String>> = (hours.week.iter().zip(WEEKDAYS))
        .map(|(day, (name, _))| {
            let said = day.opens.zip(day.closes).map(|(opens, closes)| format!("{}–{}", clock(opens), clock(closes)));
            vec![name.to_owned(), said.unwrap_or_else(|| "tutup".to_owned())]
        })
        .collect();
    rows.extend(hours.closed.iter().map(|closed| vec![closed.day.to_string(), format!("tutup {}", closed.note)]));
    table(&["Hari", "Jam buka"], &rows)
}
