//! Keys of the book: one type a noun, so that none is taken for another.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// An order; it is the order number too.
    OrderId,
    /// A line of an order.
    LineId,
    /// A product.
    ProductId,
    /// A variant: what is stocked, priced and scanned.
    VariantId,
    /// A person of the shop.
    PersonId,
    /// An entry of the activity log; also its place in the chain, from 1.
    ActivityId,
    /// Orders picked together.
    WaveId,
    /// A scan at the packing table.
    ScanId,
    /// A customer.
    CustomerId,
    /// A payment or a refund.
    PaymentId,
    /// A stock count.
    CountId,
    /// A picture.
    PhotoId,
    /// A courier of the shop.
    CourierId,
    /// A task.
    TaskId,
    /// A saved filter.
    FilterId,
    /// An account of the books: its number in the chart.
    AccountId,
    /// A store: one account of the shop at a marketplace.
    StoreId,
    /// A journal entry.
    JournalId,
    /// A journal entry that comes again.
    RecurringId,
    /// Something that is used for years.
    EquipmentId,
    /// Whom the shop buys from.
    SupplierId,
    /// A purchase order; it is its number too.
    PurchaseId,
    /// Goods that came from a supplier, or went back.
    ReceiptId,
    /// A supplier's bill, or credit.
    BillId,
    /// A report of a day, week or month: which, and its first day.
    ReportId,
    /// A template of what is recorded.
    TemplateId,
    /// A record by one.
    RecordId,
}

/// What our printed codes say before the order number.
pub const ORDER_CODE_PREFIX: &str = "RN-";

impl OrderId {
    /// The text of its printed code, `RN-4127`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{ORDER_CODE_PREFIX}{}", self.0)
    }

    /// The order named by `RN-4127`, in any case and with unseen characters; nothing for any other text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let code = crate::seen(code);
        let head = code.get(..ORDER_CODE_PREFIX.len())?;
        let digits = code.get(ORDER_CODE_PREFIX.len()..)?;
        (head.eq_ignore_ascii_case(ORDER_CODE_PREFIX) && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok().map(Self))
            .flatten()
    }
}
