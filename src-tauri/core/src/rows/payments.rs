//! Money received and given back.

use serde::{Deserialize, Serialize};

use crate::rows::OrderRow;
use crate::{AccountId, Day, Instant, Money, OrderId, PaymentId, Sentence};

row! {
    /// An account that money comes into.
    MoneyAccount {
        /// Key, and number in the chart of accounts; zero before it is written.
        id: AccountId,
        /// Name ("BCA").
        name: String,
        /// Account number as buyers need it; empty for cash.
        number: String,
        /// In whose name.
        holder: String,
        /// Notes and coins: nobody transfers to it, so it has no number and takes no unique code.
        in_hand: bool,
        /// No longer offered.
        archived: bool,
        /// What the book says is in it.
        balance: Money,
    }

    /// A payment as typed. Its parts sum to its amount and the fee.
    PaymentForm {
        /// The account.
        account: AccountId,
        /// By what means.
        method: PaymentMethod,
        /// How much came.
        amount: Money,
        /// What a gateway, QRIS or courier kept of what buyers paid; zero for nothing.
        fee: Money,
        /// When; none for now.
        at: Option<Instant>,
        /// Who paid, as the bank says; may be empty.
        payer: String,
        /// The bank's reference; may be empty.
        reference: String,
        /// Note; may be empty.
        note: String,
        /// For which orders, how much each.
        parts: Vec<PaymentPart>,
    }

    /// The part of a payment for one order.
    PaymentPart {
        /// The order.
        order: OrderId,
        /// How much.
        amount: Money,
    }

    /// Money given back, as typed.
    RefundForm {
        /// The order it is owed for.
        order: OrderId,
        /// The account it leaves.
        account: AccountId,
        /// By what means.
        method: PaymentMethod,
        /// How much.
        amount: Money,
        /// The bank's reference; may be empty.
        reference: String,
        /// Why; may be empty.
        note: String,
    }

    /// A payment or refund that was recorded.
    PaymentSaved {
        /// The payment.
        payment: PaymentId,
        /// The orders that it is for.
        orders: Vec<OrderId>,
        /// What was done, in a sentence.
        message: Sentence,
        /// The text for the buyer; empty where there is none.
        text: String,
    }

    /// Which payments are asked for.
    PaymentQuery {
        /// Only this order's.
        order: Option<OrderId>,
        /// Only this account's.
        account: Option<AccountId>,
        /// From this day.
        from: Option<Day>,
        /// To this day, inclusive.
        to: Option<Day>,
        /// An amount, an order number, a payer or a reference; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One payment or refund.
    PaymentRow {
        /// Key.
        id: PaymentId,
        /// Whether money went out.
        refund: bool,
        /// When the money moved.
        at: Instant,
        /// Business day of it.
        day: Day,
        /// The account.
        account: AccountId,
        /// Its name.
        account_name: String,
        /// By what means.
        method: PaymentMethod,
        /// How much.
        amount: Money,
        /// Who paid.
        payer: String,
        /// Reference.
        reference: String,
        /// Note.
        note: String,
        /// For which orders.
        parts: Vec<PaymentPartRow>,
        /// Why it was voided; none if it stands.
        voided: Option<String>,
        /// Who recorded it.
        person: String,
    }

    /// The part of a payment for one order, as a list shows it.
    PaymentPartRow {
        /// The order.
        order: OrderId,
        /// Its buyer.
        customer: String,
        /// How much.
        amount: Money,
    }

    /// A page of payments, newest first.
    PaymentPage {
        /// The rows.
        rows: Vec<PaymentRow>,
        /// To ask for the next page.
        next: Option<String>,
        /// What came in today, voided payments not counted.
        today: Money,
    }

    /// An order that a payment may be for.
    PaymentCandidate {
        /// The order.
        order: OrderRow,
        /// What it still lacks.
        missing: Money,
        /// Whether the amount asked for is exactly that.
        exact: bool,
    }

    /// An order whose buyer has more money with us than the order costs.
    OwedRow {
        /// The order.
        order: OrderRow,
        /// What is owed.
        owed: Money,
        /// When it was last paid.
        paid_at: Option<Instant>,
    }

    /// What is owed to buyers, oldest order first.
    OwedList {
        /// The first 200.
        rows: Vec<OwedRow>,
        /// All of it.
        total: Money,
    }
}

words! {
    /// By what means money moved.
    PaymentMethod {
        /// Bank transfer.
        Transfer,
        /// QRIS.
        Qris,
        /// E-wallet.
        Ewallet,
        /// Cash.
        Cash,
        /// The courier's COD remittance.
        Cod,
    }
}

impl PaymentMethod {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Transfer, Self::Qris, Self::Ewallet, Self::Cash, Self::Cod];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Qris => "qris",
            Self::Ewallet => "ewallet",
            Self::Cash => "cash",
            Self::Cod => "cod",
        }
    }

    /// The means of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.key() == key)
    }
}
