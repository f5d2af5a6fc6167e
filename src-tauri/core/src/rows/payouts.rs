//! What marketplaces paid out beside what they should have: the room Pencairan.

use serde::{Deserialize, Serialize};

use crate::differences::Differences;
use crate::fees::FeeRule;
use crate::settlement::Part;
use crate::{AccountId, Channel, Day, Money, OrderId, Sentence, StoreId};

words! {
    /// What is said of a tariff that files show to be another.
    TariffAnswer {
        /// It holds from that day: the rule is changed and what isn't paid yet is reckoned anew.
        Take,
        /// The marketplace took too much: a task to ask for it, and what is expected stays.
        Claim,
        /// Let it stand as a difference; not asked again.
        Leave,
    }
}

row! {
    /// The room: what came last, what of it differs, and what is still to come.
    Payouts {
        /// The files that were taken in last, newest first.
        files: Vec<PayoutFile>,
        /// Orders that were paid another sum than expected, by the day of the payout, newest first.
        orders: Vec<PayoutOrder>,
        /// How many of those there are; `orders` has the first of them.
        differing: i64,
        /// What all of those should have brought.
        should: Money,
        /// What they brought.
        paid: Money,
        /// Why, in sum.
        differences: Differences,
        /// What isn't paid yet, by store and courier.
        unpaid: Vec<UnpaidOut>,
        /// How many of those are later than they may be.
        late: i64,
        /// Payouts of orders that the book doesn't know.
        waiting: Vec<WaitingPayout>,
        /// Words of files whose meaning nobody has said.
        words: Vec<UnsaidWord>,
        /// Tariffs that files show to be others.
        tariffs: Vec<TariffChange>,
        /// What the wallets hold.
        wallets: Vec<WalletRow>,
    }

    /// What of payouts waits for a person.
    PayoutsWaiting {
        /// Orders that should have been paid by now.
        late: i64,
        /// Words of files whose meaning nobody has said.
        words: i64,
    }

    /// A file, and what its orders came to.
    PayoutFile {
        /// Its key.
        id: i64,
        /// Its name.
        name: String,
        /// Its store's name.
        store: String,
        /// The day on which it was taken in.
        day: Day,
        /// Orders of the book that it tells of and that are closed.
        orders: i64,
        /// Those of them that came as expected.
        exact: i64,
        /// Those that didn't.
        differing: i64,
        /// What they should have brought.
        should: Money,
        /// What they brought.
        paid: Money,
        /// Whether what the file comes to is what the book has of it.
        agrees: bool,
    }

    /// An order whose payout differs.
    PayoutOrder {
        /// Which.
        id: OrderId,
        /// Its number at the marketplace.
        external_id: String,
        /// Its buyer.
        buyer: String,
        /// Its store's name.
        store: String,
        /// When it was paid out last.
        day: Day,
        /// What should have come.
        should: Money,
        /// What came.
        paid: Money,
        /// Why it is another sum.
        differences: Differences,
        /// Which of the room's changed tariffs it is a case of, from nil.
        tariff: Option<i64>,
    }

    /// What an order was paid out, line by line.
    PayoutDetail {
        /// It, as in the list.
        order: PayoutOrder,
        /// What was sold, for the head.
        goods: String,
        /// What it earned; none where that isn't known.
        profit: Option<Money>,
        /// What it was expected to earn.
        expected_profit: Option<Money>,
        /// Goods, then each fee: what should have been, what was.
        lines: Vec<PayoutLine>,
        /// What was posted of it, by account: debits above zero.
        booked: Vec<BookedLine>,
        /// Whether nothing is owed of it any more.
        closed: bool,
    }

    /// One line of it.
    PayoutLine {
        /// The part; none for a word that nobody said the meaning of.
        part: Option<Part>,
        /// What it is.
        label: Sentence,
        /// More of it: the rate that was taken, the rate of the book.
        detail: Sentence,
        /// What should have been: below zero where it is taken.
        should: Money,
        /// What was.
        paid: Money,
    }

    /// What a change of the rules of fees came to.
    FeesChanged {
        /// The rules as they stand now.
        rules: Vec<FeeRule>,
        /// Orders that aren't paid out yet and are expected to bring another sum.
        orders: i64,
    }

    /// What an account got.
    BookedLine {
        /// Which.
        account: AccountId,
        /// Its name.
        name: Sentence,
        /// Debits less credits.
        amount: Money,
    }

    /// A tariff that files show to be another since a day.
    TariffChange {
        /// The marketplace.
        channel: Channel,
        /// What is taken.
        part: Part,
        /// Of which category; empty for all.
        category: String,
        /// The first payment that shows it.
        since: Day,
        /// The rate of the book, in parts of a million; 0 where it has none.
        book_ppm: i64,
        /// The sum an order that the book has.
        book_fixed: Money,
        /// The rate that was taken.
        paid_ppm: i64,
        /// The sum an order that was taken.
        paid_fixed: Money,
        /// Orders that show it.
        orders: i64,
        /// Orders looked at.
        of: i64,
        /// What was taken beyond the book's rate in those.
        excess: Money,
        /// Orders that aren't paid yet and would be reckoned anew.
        unpaid: i64,
        /// By how much less those would bring.
        effect: Money,
    }

    /// What isn't paid yet, by how long ago it left.
    UnpaidOut {
        /// Whose: the store, or the courier of COD.
        name: String,
        /// The store; none for a courier.
        store: Option<StoreId>,
        /// How many orders.
        orders: i64,
        /// 0–7, 8–14, 15–30 and more than 30 days.
        ages: [Money; 4],
        /// All of it.
        amount: Money,
        /// How many should have been paid by now.
        late: i64,
    }

    /// A payout whose order the book doesn't know.
    WaitingPayout {
        /// Its number.
        external_id: String,
        /// Its store.
        store: StoreId,
        /// Its store's name.
        store_name: String,
        /// When it came last.
        day: Day,
        /// What came.
        net: Money,
    }

    /// A word of a marketplace's files whose meaning nobody has said.
    UnsaidWord {
        /// The marketplace.
        channel: Channel,
        /// As the file has it.
        word: String,
        /// What it comes to.
        amount: Money,
    }

    /// What a marketplace keeps for a store.
    WalletRow {
        /// The store.
        store: StoreId,
        /// Its name.
        name: String,
        /// The account of its wallet.
        account: AccountId,
        /// What it holds.
        balance: Money,
    }
}
