//! Suppliers, purchase orders, receipts, bills and what is owed for them.

use serde::{Deserialize, Serialize};

use crate::{AccountId, BillId, Day, Money, PurchaseId, ReceiptId, Sentence, SupplierId, VariantId};

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

    /// A purchase order as typed.
    PurchaseForm {
        /// Existing one; none to begin one.
        id: Option<PurchaseId>,
        /// The supplier's name: one of that name, or a new one.
        supplier: String,
        /// When the goods should come; none where nobody said.
        expected: Option<Day>,
        /// A note for the supplier; may be empty.
        note: String,
        /// What is wanted.
        lines: Vec<PurchaseLineForm>,
        /// Whether it goes to the supplier now; else it stays a draft.
        order: bool,
    }

    /// A variant of a purchase order as typed.
    PurchaseLineForm {
        /// Which.
        variant: VariantId,
        /// Units, above zero.
        quantity: i64,
        /// What one costs.
        price: Money,
    }

    /// Which purchase orders are asked for.
    PurchaseQuery {
        /// Only those at this stage; none for all.
        stage: Option<PurchaseStage>,
        /// Only those of this supplier.
        supplier: Option<SupplierId>,
        /// Words over number, supplier and goods; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// A purchase order in a list.
    PurchaseRow {
        /// Its number.
        id: PurchaseId,
        /// Of whom.
        supplier_id: SupplierId,
        /// Their name.
        supplier: String,
        /// Where it stands.
        stage: PurchaseStage,
        /// The day it was begun or ordered.
        day: Day,
        /// When the goods should come.
        expected: Option<Day>,
        /// Its first goods.
        goods: String,
        /// Kinds of goods.
        kinds: i64,
        /// Units ordered.
        units: i64,
        /// Of these, units received.
        received: i64,
        /// What it comes to as ordered.
        total: Money,
        /// What is still to be paid of its bills.
        open: Money,
    }

    /// A page of purchase orders.
    PurchasePage {
        /// The rows, newest first.
        rows: Vec<PurchaseRow>,
        /// To ask for the next page.
        next: Option<String>,
        /// How many stand where, over the whole book.
        stages: Vec<PurchaseCount>,
        /// What is on its way at the prices ordered.
        on_the_way: Money,
    }

    /// Purchase orders at a stage.
    PurchaseCount {
        /// Where they stand.
        stage: PurchaseStage,
        /// How many.
        count: i64,
    }

    /// A line of a purchase order.
    PurchaseLineRow {
        /// Key.
        id: i64,
        /// Which variant.
        variant: VariantId,
        /// Product and variant.
        what: String,
        /// SKU.
        sku: String,
        /// Units ordered.
        quantity: i64,
        /// Units received of it.
        received: i64,
        /// What one costs as ordered.
        price: Money,
    }

    /// A purchase order with all that came of it.
    PurchaseCard {
        /// The order.
        order: PurchaseRow,
        /// Its note.
        note: String,
        /// Its lines.
        lines: Vec<PurchaseLineRow>,
        /// Receipts, first to last.
        receipts: Vec<ReceiptRow>,
        /// Bills, first to last.
        bills: Vec<BillRow>,
        /// Paid in advance and not yet set against a bill.
        advance: Money,
        /// What may be done with it now.
        may: Vec<PurchaseDo>,
    }

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
    }

    /// A page of receipts.
    ReceiptPage {
        /// The rows, newest first.
        rows: Vec<ReceiptRow>,
        /// To ask for the next page.
        next: Option<String>,
    }

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

    /// What coming cost that is known only after a receipt.
    LateCost {
        /// Of which receipt.
        receipt: ReceiptId,
        /// What, how much, against which account.
        cost: ExtraCost,
        /// How it is shared over the goods.
        split: CostSplit,
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

    /// Money paid before goods or bill.
    AdvanceForm {
        /// The purchase order that it is for.
        purchase: PurchaseId,
        /// How much.
        amount: Money,
        /// The cash account that it leaves.
        account: AccountId,
        /// When; none for today.
        day: Option<Day>,
        /// The bank's reference; may be empty.
        reference: String,
        /// Whether the supplier gives it back.
        back: bool,
    }

    /// A purchase order that was saved.
    PurchaseSaved {
        /// Its number.
        id: PurchaseId,
        /// What was done.
        message: Sentence,
    }

    /// A bill that was entered.
    BillSaved {
        /// Its key.
        id: BillId,
        /// What was done.
        message: Sentence,
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

    /// What is owed to suppliers on a day.
    Payables {
        /// Which day.
        day: Day,
        /// By supplier, the most owed first.
        rows: Vec<PayableRow>,
        /// Bills that aren't paid, the longest due first.
        bills: Vec<BillRow>,
        /// Receipts whose bill hasn't come, and what they came to.
        receipts: Vec<ReceiptRow>,
        /// What is owed in all: the account Utang pemasok, as far as purchases post to it.
        total: Money,
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
    /// Where a purchase order stands.
    PurchaseStage {
        /// Being put together.
        Draft,
        /// The supplier has it.
        Ordered,
        /// Some of it has come.
        PartlyReceived,
        /// All has come that will.
        Received,
        /// All of that is billed.
        Billed,
        /// And paid.
        Paid,
        /// Not wanted any more.
        Cancelled,
    }

    /// What a person may do with a purchase order.
    PurchaseDo {
        /// Change it.
        Change,
        /// Send it to the supplier.
        Order,
        /// Receive goods of it.
        Receive,
        /// Enter its bill.
        Bill,
        /// Pay in advance.
        Advance,
        /// Say that the rest won't come.
        Close,
        /// Cancel it.
        Cancel,
        /// Pay its bills.
        Pay,
    }

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

impl PurchaseStage {
    /// All of them, in their order.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Ordered, Self::PartlyReceived, Self::Received, Self::Billed, Self::Paid, Self::Cancelled];

    /// The word it is known by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::PartlyReceived => "partly_received",
            Self::Received => "received",
            Self::Billed => "billed",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
        }
    }

    /// It in Indonesian and English.
    #[must_use]
    pub fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("Draf", "Draft"),
            Self::Ordered => ("Dipesan", "Ordered"),
            Self::PartlyReceived => ("Diterima sebagian", "Partly received"),
            Self::Received => ("Diterima", "Received"),
            Self::Billed => ("Ditagih", "Billed"),
            Self::Paid => ("Lunas", "Paid"),
            Self::Cancelled => ("Dibatalkan", "Cancelled"),
        }
    }
}
