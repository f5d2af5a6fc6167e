//! Advice on how many hands the shop needs.

use serde::{Deserialize, Serialize};

use crate::{Day, Sentence};

words! {
    /// How many orders a day come, as far as that asks for other hands.
    StaffBand {
        /// Fewer than 10: one does everything.
        UpTo10,
        /// 10 to 30.
        UpTo30,
        /// 30 to 50.
        UpTo50,
        /// Beyond 50.
        Beyond,
    }
}

row! {
    /// A week's work.
    StaffWeek {
        /// The first day.
        from: Day,
        /// The last.
        to: Day,
        /// Orders placed.
        orders: i64,
        /// The middle of its days' orders, in tenths.
        median: i64,
        /// Days of work in it: two persons on one day are two.
        person_days: i64,
        /// What its orders take of seven hours of each of these, in percent; none where nobody worked or the minutes aren't known.
        load: Option<i64>,
    }
    /// A piece of advice.
    StaffSaying {
        /// What to do.
        what: Sentence,
        /// Why.
        why: Sentence,
    }
    /// How many hands the shop needs.
    StaffAdvice {
        /// The first of the 28 days that count.
        from: Day,
        /// Yesterday.
        to: Day,
        /// The middle of their days' orders, in tenths; none where the shop has no 28 days yet.
        orders: Option<i64>,
        /// Where that is, once three of four weeks say so.
        band: Option<StaffBand>,
        /// Persons who did something in these days.
        people: i64,
        /// Minutes of work in the program that an order takes, in tenths.
        minutes: Option<i64>,
        /// The last eight weeks, oldest first.
        weeks: Vec<StaffWeek>,
        /// Months until the next band, in tenths, where orders have been rising beyond chance.
        months_to_next: Option<i64>,
        /// What to do, what presses most first.
        advice: Vec<StaffSaying>,
    }
}
