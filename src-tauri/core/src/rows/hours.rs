//! When the shop is open.

use serde::{Deserialize, Serialize};

use crate::Day;

row! {
    /// The hours of a weekday.
    WeekdayHours {
        /// From Monday, 1 to 7.
        weekday: i64,
        /// Minutes from midnight; none where it is closed.
        opens: Option<i64>,
        /// Minutes from midnight, up to 1440; none where it is closed.
        closes: Option<i64>,
    }

    /// A day that is closed beside the week.
    ClosedDay {
        /// The day.
        day: Day,
        /// Why; may be empty.
        note: String,
    }

    /// When the shop is open.
    ShopHours {
        /// The seven weekdays from Monday. All of them closed: nobody has said it, and every minute counts.
        week: Vec<WeekdayHours>,
        /// Closed days, the earliest first.
        closed: Vec<ClosedDay>,
    }
}
