//! When the shop is open.

use runut_core::Day;
use runut_core::rows::{ClosedDay, ShopHours, WeekdayHours};

commands! {
    /// The week and the closed days.
    ask shop_hours(desk) -> ShopHours {
        desk.ask(|book, _| book.shop_hours())
    }

    /// Sets the hours of a weekday.
    act hours_save(act, hours: WeekdayHours) -> WeekdayHours {
        act.write(|book, ctx| runut_actions::save_hours(book, ctx, &hours))
    }

    /// Closes a day.
    act day_close(act, closed: ClosedDay) -> ClosedDay {
        act.write(|book, ctx| runut_actions::close_day(book, ctx, &closed))
    }

    /// Opens a closed day after all.
    act day_open(act, day: Day) -> () {
        act.write(|book, ctx| runut_actions::open_day(book, ctx, day))
    }
}
