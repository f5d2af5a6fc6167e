//! What comes back: claims, returns, the queue "kembali", the courier's price.

use serde::{Deserialize, Serialize};

use crate::rows::{OrderRow, PaymentMethod};
use crate::{AccountId, Instant, LineId, Money, OrderId};

row! {
    /// An order whose goods are on their way back.
    ReturnRow {
        /// The order.
        order: OrderRow,
        /// Why: the reason of the failure or the claim.
        why: String,
        /// Whether its marketplace says that it is at the shop, to be graded.
        arrived: bool,
        /// Since when.
        since: Instant,
        /// Units expected.
        expected: i64,
        /// Units that came back so far.
        back: i64,
    }

    /// The queue "kembali", oldest first.
    ReturnQueue {
        /// The first 200.
        rows: Vec<ReturnRow>,
        /// All of them.
        orders: i64,
    }

    /// A buyer's claim as typed: money only.
    ClaimForm {
        /// The order.
        order: OrderId,
        /// What is claimed of which lines.
        lines: Vec<ClaimLine>,
        /// Shipping claimed back.
        shipping: Money,
        /// Why.
        reason: String,
    }

    /// What is claimed of one line.
    ClaimLine {
        /// The line.
        line: LineId,
        /// Units that will come back; zero where the buyer keeps the goods.
        units: i64,
        /// How much of the price. A marketplace's order: the units' share, whatever stands here.
        amount: Money,
    }

    /// Goods that came back, graded.
    ReturnForm {
        /// The order.
        order: OrderId,
        /// How the units of which lines came back; none where all that is back is graded and only the money is left.
        lines: Vec<ReturnLine>,
        /// The money that its buyer gets back now; none where that is for later.
        #[serde(default)]
        money: Option<ReturnMoney>,
    }

    /// Money given back for goods that came back: claimed and refunded at once.
    ReturnMoney {
        /// How much.
        amount: Money,
        /// The account it leaves.
        account: AccountId,
        /// By what means.
        method: PaymentMethod,
        /// The bank's reference; may be empty.
        reference: String,
    }

    /// What a return gives its buyer: what the form asks.
    ReturnDue {
        /// What is claimed of the order for it.
        claim: Money,
        /// What the shop then owes the buyer; zero where the buyer hasn't paid, or a marketplace pays back itself.
        refund: Money,
        /// The account that the buyer was asked to pay into; none where there is none, or it is archived.
        account: Option<AccountId>,
    }

    /// What one unit of a line cost.
    LineCost {
        /// The line.
        line: LineId,
        /// Cost of one unit.
        unit_cost: Money,
    }

    /// How the units of one line came back.
    ReturnLine {
        /// The line.
        line: LineId,
        /// Units that can be sold again.
        sellable: i64,
        /// Units that can't.
        damaged: i64,
        /// Units that never arrived.
        lost: i64,
    }
}
