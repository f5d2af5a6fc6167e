//! Suppliers' bills and the money for them.

use serde::{Deserialize, Serialize};

use super::{CostSplit, ExtraCost};
use crate::{AccountId, BillId, Day, Money, PurchaseId, ReceiptId, Sentence, SupplierId};

row! {
    /// A bill as typed: for one receipt or several of one supplier.
    BillForm {
        /// The receipts that it is for.
        receipts: Vec<ReceiptId>,
        /// Whose it is, by name; empty where the receipts say so.
        supplier: String,
        /// The supplier's number; may be empty.
        number: String,
        /// Its date; none for today.
        day: Option<Day>,
        /// When it is due; none for what is agreed with the supplier.
        due: Option<Day>,
        /// Lines that are billed otherwise than received.
        lines: Vec<BilledLine>,
        /// What the bill asks beside the goods, and wasn't known before.
        costs: Vec<ExtraCost>,
        /// How that is shared over the goods.
        split: CostSplit,
        /// Note; may be empty.
        note: String,
    }

    /// What is billed for a line of a receipt.
    BilledLine {
        /// The line's key.
        line: i64,
        /// How much for all of its units, zero or more.
        amount: Money,
    }

    /// A bill, or a credit for goods sent back.
    BillRow {
        /// Its key.
        id: BillId,
        /// Whether it is a credit.
        credit: bool,
        /// Whose.
        supplier_id: SupplierId,
        /// Their name.
        supplier: String,
        /// The purchase order that it is of.
        purchase: Option<PurchaseId>,
        /// The supplier's number.
        number: String,
        /// Its date.
        day: Day,
        /// When it is due.
        due: Day,
        /// What it comes to.
        amount: Money,
        /// What of it is still to be paid, or of a credit still to be used.
        open: Money,
    }

    /// Money for bills.
    BillPayment {
        /// Which bills, and how much of each.
        parts: Vec<BillPart>,
        /// The cash account that it leaves; none where an open credit of the supplier is used.
        account: Option<AccountId>,
        /// When; none for today.
        day: Option<Day>,
        /// The bank's reference; may be empty.
        reference: String,
    }

    /// A part of a payment.
    BillPart {
        /// Which bill.
        bill: BillId,
        /// How much; none for all that is open.
        amount: Option<Money>,
    }

    /// A bill that was entered.
    BillSaved {
        /// Its key.
        id: BillId,
        /// What was done.
        message: Sentence,
    }
}
