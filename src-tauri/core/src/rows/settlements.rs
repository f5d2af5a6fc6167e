//! Files of what marketplaces and couriers paid, as they are looked at before they are taken in, and what is entered by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::settlement::{Part, SettlementKind};
use crate::{AccountId, Channel, Day, Money, OrderId, Sentence, StoreId};

words! {
    /// What a file of a path is.
    FileIs {
        /// What a marketplace says it paid.
        Settlement,
        /// What a courier collected and pays out, with columns that are known.
        Cod,
        /// Something else: a marketplace's orders, or nothing that is known.
        Other,
    }
}

row! {
    /// What doesn't add up or can't be read.
    PayoutProblem {
        /// The row; 0 for the file as a whole.
        row: u32,
        /// For programs.
        code: String,
        /// What, where and what to do.
        message: Sentence,
    }

    /// What a settlement file comes to.
    SettlementReport {
        /// Its name.
        file: String,
        /// Which it is.
        kind: SettlementKind,
        /// Whose: its words are asked for there.
        channel: Channel,
        /// Its store.
        store: StoreId,
        /// That store's name.
        store_name: String,
        /// The account that its withdrawals went to.
        account: AccountId,
        /// Whether it is in the book.
        applied: bool,
        /// Rows that were read.
        rows: usize,
        /// Orders that they name.
        orders: usize,
        /// What they come to.
        net: Money,
        /// Orders that the book knows.
        matched: usize,
        /// Orders that it doesn't: they wait, and count all the same.
        unknown: usize,
        /// Rows that no file had.
        new: usize,
        /// Rows that another file had otherwise.
        changed: usize,
        /// What they come to by part, or by word where nobody has said what it is.
        parts: BTreeMap<String, Money>,
        /// By what the rows tell of.
        by_type: BTreeMap<String, Money>,
        /// Words of its columns whose meaning nobody has said.
        unsaid: Vec<String>,
        /// The balance before the oldest row and after the newest, of a balance report.
        balances: Option<(Money, Money)>,
        /// What was withdrawn, its other sheets included: below zero.
        withdrawn: Money,
        /// What came in, and what went out (below zero).
        moved: (Money, Money),
        /// What doesn't add up or can't be read.
        problems: Vec<PayoutProblem>,
    }

    /// What a courier's payout comes to.
    RemittanceReport {
        /// Its file's name.
        file: String,
        /// The account that it came into.
        account: AccountId,
        /// Whether it is in the book.
        applied: bool,
        /// Rows that were read.
        rows: usize,
        /// Orders whose money is recorded with it.
        matched: usize,
        /// Orders whose money was recorded before.
        known: usize,
        /// Rows whose parcels aren't the shop's own COD.
        unknown: usize,
        /// Collected, of those that are recorded.
        amount: Money,
        /// Withheld for collecting.
        fee: Money,
        /// Withheld for sending.
        freight: Money,
        /// What arrived.
        net: Money,
        /// What can't be read, doesn't match or differs.
        problems: Vec<PayoutProblem>,
    }

    /// The headers of a courier's file, as they stand there. Empty where it has none.
    #[derive(Default)]
    CodColumns {
        /// Tracking number.
        tracking: String,
        /// The shop's number of the order.
        order: String,
        /// What was collected.
        amount: String,
        /// The courier's fee for collecting.
        fee: String,
        /// Freight withheld.
        freight: String,
        /// What is paid out; where there is none, amount less fee and freight.
        total: String,
        /// The day.
        day: String,
    }

    /// A file of what was paid, looked at: what it comes to, or its columns where nobody has said what they are.
    PayoutSeen {
        /// A marketplace's.
        settlement: Option<SettlementReport>,
        /// A courier's.
        cod: Option<RemittanceReport>,
        /// The headers of a file that isn't known: a courier's, if a person says which column is what.
        columns: Vec<String>,
    }

    /// An order that isn't paid out yet.
    UnpaidOrder {
        /// Which.
        id: OrderId,
        /// Its number at the marketplace; empty for the shop's own.
        external_id: String,
        /// Its buyer.
        buyer: String,
        /// The day on which it left.
        day: Day,
        /// Days since.
        days: i64,
        /// What is owed of it.
        owed: Money,
        /// What should come of it, fees taken; none where that isn't known.
        should: Option<Money>,
        /// What is expected to be taken of it.
        fees: Vec<PartAmount>,
        /// Whether it should have been paid by now.
        late: bool,
    }

    /// Payouts of orders, entered by hand.
    HandSettlement {
        /// The day on which the money was released.
        day: Day,
        /// Order by order.
        orders: Vec<HandPayout>,
    }

    /// What came of one order.
    HandPayout {
        /// Which.
        order: OrderId,
        /// What came.
        net: Money,
        /// What was taken of it, by part: above zero where it cost the shop.
        taken: Vec<PartAmount>,
    }

    /// An amount of a part.
    PartAmount {
        /// For what.
        part: Part,
        /// How much.
        amount: Money,
    }

    /// Money taken from what a marketplace keeps to an account of the shop's.
    Withdrawal {
        /// Whose balance.
        store: StoreId,
        /// The account that it goes to.
        account: AccountId,
        /// How much.
        amount: Money,
        /// When.
        day: Day,
    }
}

impl CodColumns {
    /// Mengantar's.
    #[must_use]
    pub fn mengantar() -> Self {
        let name = str::to_owned;
        Self {
            tracking: name("Tracking ID"),
            order: name("Description"),
            amount: name("COD Value"),
            fee: name("COD Fee (inc tax)"),
            freight: name("Discounted Shipping Fee"),
            total: name("Total"),
            day: name("Date"),
        }
    }
}
