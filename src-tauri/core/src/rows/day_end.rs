//! The end of a business day: what is counted, what the day was.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Day, Instant, Money, Sentence};

row! {
    /// What is counted or seen in an account at the end of a day.
    DayCount {
        /// The account.
        account: AccountId,
        /// What is there.
        counted: Money,
        /// Why it differs from the book; empty where it doesn't.
        reason: String,
    }

    /// An account on a day.
    DayAccount {
        /// The account.
        account: AccountId,
        /// Its name.
        name: String,
        /// Whether it is money in hand or in a bank; else what a marketplace keeps, whose differences are for its files to explain.
        money: bool,
        /// At the day's beginning.
        opening: Money,
        /// What came in.
        received: Money,
        /// What went out.
        paid: Money,
        /// By the book, at its end.
        expected: Money,
        /// What was counted; none while it wasn't.
        counted: Option<Money>,
        /// Why it differed then.
        reason: String,
        /// By how much it differed then: zero once the difference is posted.
        difference: Money,
    }

    /// How many orders came to something on a day, and on the day before.
    DayOrders {
        /// What was done to them: `placed`, `approved`, `packed`, `shipped`, `returned`, `cancelled`.
        what: String,
        /// That day.
        orders: i64,
        /// The day before.
        before: i64,
    }

    /// What was posted on a day, and on the day before.
    DaySum {
        /// Which figure: `sales` (net), `cost`, `profit` (gross), `stock_difference`, `received` (goods).
        what: String,
        /// That day.
        amount: Money,
        /// The day before.
        before: Money,
    }

    /// Where money came from or went to on a day, not counting what went from one account of money to another.
    DayFlow {
        /// The other account.
        name: String,
        /// In less out.
        amount: Money,
    }

    /// The sheet of a business day.
    DaySheet {
        /// The day.
        day: Day,
        /// When it was closed; none while it isn't.
        closed_at: Option<Instant>,
        /// The day that was closed before it.
        closed_before: Option<Day>,
        /// Money and what marketplaces keep.
        accounts: Vec<DayAccount>,
        /// Orders.
        orders: Vec<DayOrders>,
        /// Sales, cost, stock.
        sums: Vec<DaySum>,
        /// Where money came from and went to.
        flows: Vec<DayFlow>,
        /// What is open at its end, a sentence each, in the shop's language.
        open: Vec<Sentence>,
        /// Entries of the log on that day.
        entries: i64,
        /// The number of the last entry of the log up to that day's end.
        last_entry: i64,
        /// Its code, by which the log up to there can be compared later.
        code: String,
    }
}
