//! Receipts: goods that came from suppliers or went back, and what their coming cost.

use serde::{Deserialize, Serialize};

use crate::{AccountId, BillId, Day, Money, PurchaseId, ReceiptId, SupplierId, VariantId};

row! {
    /// Goods received.
    Receipt {
        /// From whom, by name: one of that name, or a new one; may be empty.
        supplier: String,
        /// A note; may be empty.
        note: String,
        /// What came.
        lines: Vec<ReceiptLine>,
        /// When they came; none for today.
        day: Option<Day>,
        /// The purchase order that they are of; none without one.
        purchase: Option<PurchaseId>,
        /// The supplier's document number; may be empty.
        reference: String,
        /// What their coming cost beside.
        costs: Vec<ExtraCost>,
        /// How that is shared over them.
        split: CostSplit,
    }

    /// One variant of a receipt.
    ReceiptLine {
        /// Which.
        variant_id: VariantId,
        /// Units, above zero.
        quantity: i64,
        /// What these units cost together.
        cost: Money,
    }

    /// What the coming of goods cost beside them: freight, packing.
    ExtraCost {
        /// What for.
        name: String,
        /// How much, above zero.
        amount: Money,
        /// Whom it is owed (Utang pemasok, Utang kurir), or which cash it was paid from.
        account: AccountId,
    }

    /// Goods received, or sent back.
    ReceiptRow {
        /// Its number.
        id: ReceiptId,
        /// Whether they went back to the supplier.
        back: bool,
        /// The supplier; none where nobody said.
        supplier_id: Option<SupplierId>,
        /// Their name; empty where nobody said.
        supplier: String,
        /// The purchase order that it is of.
        purchase: Option<PurchaseId>,
        /// Its bill, where that has come; a credit where goods went back.
        bill: Option<BillId>,
        /// The day the goods came or went.
        day: Day,
        /// The supplier's document number.
        reference: String,
        /// Note.
        note: String,
        /// Units of all lines.
        units: i64,
        /// What the goods cost, as received or as billed.
        value: Money,
        /// What their coming cost beside.
        extra: Money,
        /// Of that, what the supplier is owed.
        extra_owed: Money,
        /// Its goods.
        lines: Vec<ReceiptLineRow>,
    }

    /// A line of a receipt.
    ReceiptLineRow {
        /// Key.
        id: i64,
        /// Which variant.
        variant: VariantId,
        /// Product and variant.
        what: String,
        /// SKU.
        sku: String,
        /// Units.
        quantity: i64,
        /// What they cost as received.
        value: Money,
        /// Their share of what their coming cost beside.
        extra: Money,
        /// What was billed for them; none before the bill.
        billed: Option<Money>,
        /// Units of them that went back to the supplier.
        back: i64,
    }

    /// Which receipts are asked for.
    ReceiptQuery {
        /// Only those with a bill, or without; none for both.
        billed: Option<bool>,
        /// Only those of this supplier.
        supplier: Option<SupplierId>,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// A page of receipts.
    ReceiptPage {
        /// The rows, newest first.
        rows: Vec<ReceiptRow>,
        /// To ask for the next page.
        next: Option<String>,
    }

    /// What coming cost that is known only after a receipt.
    LateCost {
        /// Of which receipt.
        receipt: ReceiptId,
        /// What, how much, against which account.
        cost: ExtraCost,
        /// How it is shared over the goods.
        split: CostSplit,
    }

    /// Goods that go back to the supplier.
    SendBackForm {
        /// The receipt that they came with.
        receipt: ReceiptId,
        /// Why.
        reason: String,
        /// What goes back.
        lines: Vec<SendBackLine>,
    }

    /// A line of what goes back.
    SendBackLine {
        /// The receipt's line.
        line: i64,
        /// Units, above zero.
        quantity: i64,
        /// What the supplier gives for them; none for what they were received or billed at.
        credit: Option<Money>,
    }
}

impl Default for Receipt {
    /// Nothing from nobody, today.
    fn default() -> Self {
        Self {
            supplier: String::new(),
            note: String::new(),
            lines: Vec::new(),
            day: None,
            purchase: None,
            reference: String::new(),
            costs: Vec::new(),
            split: CostSplit::Value,
        }
    }
}

words! {
    /// How an extra cost is shared over goods.
    CostSplit {
        /// By what they cost.
        Value,
        /// By how many they are.
        Units,
        /// By what they weigh.
        Weight,
    }
}
