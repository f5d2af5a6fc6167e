//! The screen "Hari ini".

use serde::{Deserialize, Serialize};

use crate::rows::{OrderRow, TaskRow, VariantRow};
use crate::{DAY_MS, Day, Instant, Money, OrderId, Stage};

row! {
    /// Everything that the owner looks at in the morning.
    Today {
        /// Now.
        now: Instant,
        /// The business day.
        day: Day,
        /// Parcels that have not left: all, late, due today, later.
        open: i64,
        /// Of these, late.
        late: i64,
        /// Of these, due today.
        due_today: i64,
        /// Of these, due later.
        due_later: i64,
        /// The late ones, longest first; 40 at most.
        late_rows: Vec<OrderRow>,
        /// What each courier picks up next, by time.
        pickups: Vec<PickupRow>,
        /// Orders a stage, with the oldest.
        queue: Vec<QueueRow>,
        /// Money to look at: covered orders to approve, part payments, overpayments.
        money: Vec<MoneyCheckRow>,
        /// Orders with money to look at.
        money_orders: i64,
        /// What it comes to.
        money_total: Money,
        /// Held orders, 3 at most.
        held_rows: Vec<OrderRow>,
        /// All held orders.
        held: i64,
        /// Orders on their way back.
        coming_back: i64,
        /// Sales by day from Monday of this week, and yesterday.
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
        /// Variants that run out: least first; 6 at most.
        low: Vec<LowRow>,
        /// All variants at or under their mark, or short.
        low_variants: i64,
        /// Open tasks: due first.
        tasks: Vec<TaskRow>,
        /// Tasks due today or before.
        tasks_due: i64,
        /// What a new shop has to do first; none once it is done.
        first: Option<FirstSteps>,
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

    /// What a new shop has to do first, and what of it is done.
    FirstSteps {
        /// Buyers can be told an account to pay into.
        account: bool,
        /// The couriers are those that the shop uses: one has a pick-up time, or one was put away.
        courier: bool,
        /// There are products.
        product: bool,
        /// The stock of one was said.
        stock: bool,
        /// There is an order.
        order: bool,
    }

    /// What a courier picks up.
    PickupRow {
        /// When, minutes from midnight; none if it varies or for tomorrow's.
        pickup: Option<i64>,
        /// Courier.
        courier: String,
        /// Parcels packed and waiting.
        packed: i64,
        /// Parcels due today, packed or not.
        parcels: i64,
    }

    /// A stage of the queue.
    QueueRow {
        /// The stage.
        stage: Stage,
        /// Its orders.
        orders: i64,
        /// Since when the oldest waits.
        oldest: Option<Instant>,
        /// How long that is.
        waited: Urgency,
    }

    /// Money that a person should look at.
    MoneyCheckRow {
        /// The order.
        order: OrderId,
        /// Its buyer.
        customer: String,
        /// What came.
        paid: Money,
        /// What came beyond its total; negative where it lacks.
        beyond: Money,
        /// When it came.
        at: Option<Instant>,
        /// Account it came into.
        account: String,
        /// Where the order stands.
        stage: Stage,
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

    /// A variant that runs out.
    LowRow {
        /// The variant.
        variant: VariantRow,
        /// Days that it lasts at the pace of the last 28; none if nothing was sold.
        days: Option<i64>,
        /// How soon that is.
        urgency: Urgency,
    }
}

words! {
    /// How much something presses.
    Urgency {
        /// Not yet.
        Fine,
        /// It is worth a look.
        Soon,
        /// It should have been done.
        Now,
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

impl QueueRow {
    /// Half a day is long for what should leave while parcels are late; a week is long for what is on its way.
    #[must_use]
    pub fn waited(stage: Stage, oldest: Option<Instant>, late: i64, now: Instant) -> Urgency {
        let away = oldest.map_or(0, |since| now.0.saturating_sub(since.0));
        match stage {
            Stage::Approved | Stage::Packed if late > 0 && away > DAY_MS / 2 => Urgency::Now,
            Stage::Shipped if away > 7 * DAY_MS => Urgency::Soon,
            _ => Urgency::Fine,
        }
    }
}

impl LowRow {
    /// Nothing left presses; two days are soon.
    #[must_use]
    pub fn urgency(available: i64, days: Option<i64>) -> Urgency {
        match (available <= 0, days) {
            (true, _) => Urgency::Now,
            (_, Some(..=2)) => Urgency::Soon,
            _ => Urgency::Fine,
        }
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

    #[test]
    fn what_waits_presses_by_its_stage() {
        let now = Instant(100 * DAY_MS);
        let of = |stage, days: i64, late| QueueRow::waited(stage, Some(Instant(now.0 - days * DAY_MS)), late, now);
        assert_eq!(of(Stage::Approved, 1, 1), Urgency::Now);
        assert_eq!(of(Stage::Approved, 1, 0), Urgency::Fine, "nothing is late");
        assert_eq!((of(Stage::Shipped, 8, 0), of(Stage::Shipped, 7, 0)), (Urgency::Soon, Urgency::Fine));
        assert_eq!(QueueRow::waited(Stage::Packed, None, 1, now), Urgency::Fine);
        assert_eq!(LowRow::urgency(0, None), Urgency::Now);
        assert_eq!((LowRow::urgency(3, Some(2)), LowRow::urgency(3, Some(3))), (Urgency::Soon, Urgency::Fine));
    }
}
