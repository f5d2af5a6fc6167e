//! What is done to purchase orders, to what came of them, and to their bills.

use super::{Facts, fact, rupiah, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a purchase order.
    PurchaseAct {
        /// It is begun.
        New = "new",
        /// What is wanted changes.
        Change = "change",
        /// It goes to the supplier.
        Order = "order",
        /// Money is paid for it in advance.
        Advance = "advance",
        /// What hasn't come won't.
        Close = "close",
        /// It isn't wanted any more.
        Cancel = "cancel",
    }
}

acts! {
    /// What is done to goods that came from a supplier.
    ReceiptAct {
        /// They came.
        New = "new",
        /// Some of them went back.
        SendBack = "send_back",
        /// What their coming cost became known later.
        Cost = "cost",
    }
}

acts! {
    /// What is done to a supplier's bill.
    BillAct {
        /// It came.
        New = "new",
        /// The supplier gives credit for what went back.
        Credit = "credit",
        /// It is paid, or part of it.
        Pay = "pay",
        /// What was paid in advance, or given as credit, is set against it.
        Settle = "settle",
    }
}

impl PurchaseAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (number, supplier) = (fact(facts, "purchase"), fact(facts, "supplier"));
        let of = |id: &str, en: &str| {
            Sentence::new(
                format!("Pesanan pembelian {number} ke {supplier} {id}"),
                format!("Purchase order {number} to {supplier} {en}"),
            )
        };
        match self {
            Self::New => of("dibuat", "begun"),
            Self::Change => of("diubah", "changed"),
            Self::Order => of("dipesan", "ordered"),
            Self::Advance => {
                let (amount, account) = (rupiah(facts, "amount"), fact(facts, "account_name"));
                of(
                    &format!("diberi uang muka Rp {amount} dari {account}"),
                    &format!("paid Rp {amount} in advance from {account}"),
                )
            }
            Self::Close => of("ditutup: sisanya tidak datang", "closed: the rest won't come"),
            Self::Cancel => of("dibatalkan", "cancelled"),
        }
    }
}

impl ReceiptAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (number, units) = (fact(facts, "receipt"), fact(facts, "units"));
        let (id, en) = match fact(facts, "supplier") {
            "" => (String::new(), String::new()),
            supplier => (format!(" dari {supplier}"), format!(" from {supplier}")),
        };
        match self {
            Self::New => match (fact(facts, "what"), fact(facts, "kinds")) {
                ("", kinds) => Sentence::new(
                    format!("Terima {units} barang dari {kinds} macam{id}"),
                    format!("Received {units} units of {kinds} kinds{en}"),
                ),
                (what, _) => {
                    Sentence::new(format!("Terima {units} × {what}{id}"), format!("Received {units} × {what}{en}"))
                }
            },
            Self::SendBack => Sentence::new(
                format!("Dikembalikan ke pemasok {number}: {units} barang, {}", fact(facts, "reason")),
                format!("Sent back to the supplier {number}: {units} units, {}", fact(facts, "reason")),
            ),
            Self::Cost => Sentence::new(
                format!("Biaya barang masuk {number}: {} Rp {}", fact(facts, "name"), rupiah(facts, "amount")),
                format!("Cost of receipt {number}: {} Rp {}", fact(facts, "name"), rupiah(facts, "amount")),
            ),
        }
    }
}

impl BillAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (amount, supplier) = (rupiah(facts, "amount"), fact(facts, "supplier"));
        match self {
            Self::New => Sentence::new(
                format!("Tagihan Rp {amount} dari {supplier}"),
                format!("A bill of Rp {amount} from {supplier}"),
            ),
            Self::Credit => Sentence::new(
                format!("Potongan Rp {amount} dari {supplier} untuk barang yang dikembalikan"),
                format!("A credit of Rp {amount} from {supplier} for goods sent back"),
            ),
            Self::Pay => {
                let account = fact(facts, "account_name");
                Sentence::new(
                    format!("Tagihan {supplier} dibayar Rp {amount} dari {account}"),
                    format!("Rp {amount} of {supplier}'s bill paid from {account}"),
                )
            }
            Self::Settle => Sentence::new(
                format!("Uang muka atau potongan {supplier} Rp {amount} dipakai untuk tagihannya"),
                format!("Rp {amount} of {supplier}'s advance or credit set against their bill"),
            ),
        }
    }
}
