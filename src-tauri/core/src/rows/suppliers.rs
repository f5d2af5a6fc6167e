//! Suppliers, and what is owed to them.

use serde::{Deserialize, Serialize};

use super::{BillRow, ReceiptRow};
use crate::{AccountId, Day, Money, Sentence, SupplierId};

row! {
    /// Whom the shop buys from.
    SupplierRow {
        /// Key; zero for a new one.
        id: SupplierId,
        /// Name.
        name: String,
        /// Phone as typed; may be empty.
        phone: String,
        /// Address; may be empty.
        address: String,
        /// Note; may be empty.
        note: String,
        /// Days after its date on which a bill of theirs is due.
        due_days: i64,
        /// No longer bought from.
        archived: bool,
        /// What they are owed, bills that haven't come included.
        owed: Money,
        /// What they were paid in advance and haven't billed.
        advance: Money,
    }

    /// What is owed at the end of a day.
    Payables {
        /// Which day.
        day: Day,
        /// By supplier, the most owed first.
        rows: Vec<PayableRow>,
        /// Bills of that day or before that weren't paid, the longest due first, with what was open of them then.
        bills: Vec<BillRow>,
        /// Receipts whose bill hadn't come.
        receipts: Vec<ReceiptRow>,
        /// What suppliers were owed: the account Utang pemasok, as far as purchases post to it.
        total: Money,
        /// What was owed beside: couriers, and what stands in Utang pemasok by hand. None where that was nothing.
        others: Vec<PayableOther>,
        /// All of it: Utang usaha of the balance sheet.
        all: Money,
    }

    /// What is owed beside suppliers: the newest of what was added to an account.
    PayableOther {
        /// The account.
        account: AccountId,
        /// What it is.
        label: Sentence,
        /// By days since it was added: that day, 1-7, 8-30, 31-60, more.
        due: Vec<Money>,
        /// All of it.
        owed: Money,
    }

    /// What is owed to a supplier.
    PayableRow {
        /// Whom; none for receipts of nobody.
        supplier_id: Option<SupplierId>,
        /// Their name; empty for receipts of nobody.
        supplier: String,
        /// Bills by days since they were due: not yet, 1-7, 8-30, 31-60, more.
        due: Vec<Money>,
        /// Received, and not billed yet.
        unbilled: Money,
        /// Open credits for what was sent back.
        credit: Money,
        /// All of it: due and unbilled less credit.
        owed: Money,
        /// Beside that, what they were paid in advance.
        advance: Money,
    }
}
