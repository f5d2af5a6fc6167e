//! The screen "Hari ini".

use serde::{Deserialize, Serialize};

use crate::rows::{OrderRow, TaskRow, VariantRow};
use crate::{Day, Instant, Money, OrderId, Stage};

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
        /// This week's sales so far.
        week_sales: Money,
        /// The week's goal; zero for none.
        week_goal: Money,
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
    }
}
