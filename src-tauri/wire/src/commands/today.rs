//! Hari ini: one question a section.

use runut_core::rows::{
    TodayDue, TodayFirst, TodayGoals, TodayHeld, TodayLow, TodayMoney, TodayParcels, TodayPickups, TodayQueue,
    TodayRecords, TodayReports, TodaySales, TodayTasks,
};
use runut_store::reports::{self, today};

commands! {
    /// Parcels that have not left.
    ask today_parcels(desk) -> TodayParcels {
        desk.ask(today::parcels)
    }

    /// What the couriers fetch next.
    ask today_pickups(desk) -> TodayPickups {
        desk.ask(today::pickups)
    }

    /// How much waits at each stage.
    ask today_queue(desk) -> TodayQueue {
        desk.ask(today::queue)
    }

    /// Money to look at.
    ask today_money(desk) -> TodayMoney {
        desk.ask(|book, _| today::money(book))
    }

    /// What is due of the books.
    ask today_due(desk) -> TodayDue {
        desk.ask(today::due)
    }

    /// Reports that should be looked at today.
    ask today_reports(desk) -> TodayReports {
        desk.ask(today::reports)
    }

    /// What is held.
    ask today_held(desk) -> TodayHeld {
        desk.ask(|book, _| today::held(book))
    }

    /// Sales of the week and of yesterday.
    ask today_sales(desk) -> TodaySales {
        desk.ask(today::sales)
    }

    /// What the shop wants, and how it stands.
    ask today_goals(desk) -> TodayGoals {
        desk.ask(reports::goals::today_goals)
    }

    /// What runs out.
    ask today_low(desk) -> TodayLow {
        desk.ask(today::low)
    }

    /// Open tasks.
    ask today_tasks(desk) -> TodayTasks {
        desk.ask(today::tasks)
    }

    /// What is still to be recorded.
    ask today_records(desk) -> TodayRecords {
        desk.ask(today::records)
    }

    /// The first steps of a new shop.
    ask today_first(desk) -> TodayFirst {
        desk.ask(|book, _| today::first(book))
    }
}
