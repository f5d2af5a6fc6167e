//! Sales of the week and of yesterday.

use serde::{Deserialize, Serialize};

use crate::{Day, Money};

row! {
    /// Sales of the week and of yesterday, less discounts and returns.
    TodaySales {
        /// Sales by day from Monday of this week.
        week: Vec<DaySales>,
        /// Yesterday's sales.
        yesterday: DaySales,
        /// Yesterday's gross profit: sales less discounts less cost of goods. None while the cost of some of it is unknown.
        yesterday_profit: Option<Money>,
        /// Orders sold yesterday of which some cost is unknown.
        yesterday_uncosted: i64,
        /// What of yesterday's sales that is, in percent; none where either is unknown or nil.
        yesterday_margin: Option<i64>,
        /// This week's sales so far.
        week_sales: Money,
        /// How that stands against the week's goal; none without one.
        goal: Option<WeekGoal>,
        /// Days of the week that are left, today included.
        days_left: i64,
    }

    /// How sales stand against the week's goal.
    WeekGoal {
        /// The goal.
        goal: Money,
        /// A seventh of it.
        per_day: Money,
        /// How far yesterday was above that, in percent; negative where it was below.
        yesterday: i64,
        /// What of the goal is reached, in percent.
        reached: i64,
        /// What each day that is left has to bring, today included; zero once the goal is reached.
        needed: Money,
    }

    /// Sales of a day.
    DaySales {
        /// The day.
        day: Day,
        /// Sales less discounts and returns.
        sales: Money,
        /// Orders shipped.
        orders: i64,
    }
}

impl WeekGoal {
    /// How a week's sales so far and yesterday's stand against its goal; none without one.
    #[must_use]
    pub fn of(goal: Money, week: Money, yesterday: Money, days_left: i64) -> Option<Self> {
        if goal <= Money::ZERO {
            return None;
        }
        let per_day = Money(goal.0.saturating_add(3) / 7);
        let missing = (goal - week).max(Money::ZERO);
        Some(Self {
            goal,
            per_day,
            yesterday: percent(yesterday, per_day) - 100,
            reached: percent(week, goal),
            needed: Money(missing.0.saturating_add(days_left.max(1) - 1) / days_left.max(1)),
        })
    }
}

/// What of a whole a part is, in percent, to the nearest.
#[must_use]
pub fn percent(part: Money, whole: Money) -> i64 {
    if whole == Money::ZERO {
        return 0;
    }
    let (part, whole) = (i128::from(part.0) * 100, i128::from(whole.0));
    let half = whole.abs() / 2 * part.signum();
    i64::try_from((part + half) / whole).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_stands_against_its_goal_in_whole_percent() {
        let of = |goal, week, yesterday, left| WeekGoal::of(Money(goal), Money(week), Money(yesterday), left);
        assert_eq!(of(0, 5, 5, 3), None, "no goal, no comparison");
        let goal = of(21_000_000, 10_500_000, 2_400_000, 3).unwrap();
        assert_eq!((goal.per_day.0, goal.yesterday, goal.reached, goal.needed.0), (3_000_000, -20, 50, 3_500_000));
        assert_eq!(of(7, 6, 0, 3).unwrap().needed, Money(1), "what is left is never rounded away");
        assert_eq!(of(7, 9, 0, 3).unwrap().needed, Money::ZERO);
        assert_eq!(of(i64::MAX, i64::MAX, i64::MAX, 1).unwrap().reached, 100, "no sum is too large");
    }

    #[test]
    fn percent_is_to_the_nearest_on_both_sides_of_nil() {
        let of = |part, whole| percent(Money(part), Money(whole));
        assert_eq!([of(1, 200), of(1, 201), of(-1, 200), of(-1, 201), of(1, 0)], [1, 0, -1, 0, 0]);
    }
}
