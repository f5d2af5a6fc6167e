//! What is done to a payment.

use super::{Facts, fact, rupiah, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a payment.
    PaymentAct {
        /// Money came in.
        Record = "record",
        /// It didn't, after all.
        Void = "void",
        /// Money was given back.
        Refund = "refund",
    }
}

impl PaymentAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (amount, account, orders) = (rupiah(facts, "amount"), fact(facts, "account_name"), fact(facts, "orders"));
        match self {
            Self::Record => Sentence::new(
                format!("Uang masuk Rp {amount} ke {account} untuk pesanan {orders}"),
                format!("Rp {amount} received into {account} for order {orders}"),
            ),
            Self::Void => Sentence::new(
                format!("Uang masuk Rp {amount} untuk pesanan {orders} dibatalkan: {}", fact(facts, "reason")),
                format!("The payment of Rp {amount} for order {orders} was voided: {}", fact(facts, "reason")),
            ),
            Self::Refund => Sentence::new(
                format!("Uang keluar Rp {amount} dari {account} untuk pesanan {orders}"),
                format!("Rp {amount} given back from {account} for order {orders}"),
            ),
        }
    }
}
