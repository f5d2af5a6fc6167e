//! Purchase orders.

use serde::{Deserialize, Serialize};

use super::{BillRow, ReceiptRow};
use crate::{AccountId, Day, Money, PurchaseId, Sentence, SupplierId, VariantId};

row! {
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
