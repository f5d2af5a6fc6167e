//! A marketplace's order file, as it states things: what intake reads and taking over compares with the book.
//!
//! Nothing here is interpreted beyond its type: no stage is changed, no product matched.

use serde::{Deserialize, Serialize};

use crate::{Instant, Money, Sentence};

/// Where the marketplace says an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum FileStatus {
    /// Not paid yet ("Belum Bayar").
    Unpaid,
    /// Paid or on delivery terms, to be sent ("Perlu Dikirim").
    ToShip,
    /// The buyer asked to cancel; the seller must answer ("Pembatalan diajukan").
    CancelRequested,
    /// Handed to the courier ("Sedang Dikirim", "Telah Dikirim").
    Shipped,
    /// Received by the buyer, who may still return it ("Pesanan Diterima").
    Delivered,
    /// Accepted ("Selesai").
    Completed,
    /// Cancelled before it left ("Batal").
    Cancelled,
    /// Cancelled after it left ("Batal", "Pengiriman gagal"): refused, not found or lost; it comes back.
    Failed,
}

impl FileStatus {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Unpaid,
        Self::ToShip,
        Self::CancelRequested,
        Self::Shipped,
        Self::Delivered,
        Self::Completed,
        Self::Cancelled,
        Self::Failed,
    ];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::ToShip => "to_ship",
            Self::CancelRequested => "cancel_requested",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    /// The status of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }
}

/// How far a parcel whose delivery failed is on its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum WayBack {
    /// With the courier ("Dikirim ke Penjual").
    Coming,
    /// At the shop, to be graded ("Selesai Dikirim ke Penjual").
    Arrived,
}

impl WayBack {
    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Arrived => "arrived",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Coming, Self::Arrived].into_iter().find(|w| w.key() == key)
    }
}

/// One order of a file, its repeated order-level columns taken once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOrder {
    /// The marketplace's order id, text.
    pub external_id: String,
    /// The file's row (1 is the first row of the sheet) of its first line; no part of what the order says.
    #[serde(skip)]
    pub row: u32,
    /// Where it stands.
    pub status: FileStatus,
    /// The status cell as written.
    pub status_word: String,
    /// Why it was cancelled; empty if it wasn't.
    pub cancel_reason: String,
    /// The return or cancellation request's state; empty if there is none.
    pub return_status: String,
    /// How far it is on its way back, where the file says so.
    pub way_back: Option<WayBack>,
    /// Tracking number, text; empty if none. It does not mean that the parcel has left.
    pub tracking: String,
    /// The shipping option as written ("Hemat Kargo-SPX Hemat").
    pub shipping_option: String,
    /// The courier within it ("SPX Hemat"); empty where the file names none.
    pub courier: String,
    /// When it must have left at the latest.
    pub ship_by: Option<Instant>,
    /// When shipment was arranged: the nearest that the file has to a time of shipping.
    pub arranged_at: Option<Instant>,
    /// When the buyer ordered.
    pub placed_at: Instant,
    /// When the buyer paid.
    pub paid_at: Option<Instant>,
    /// When the buyer accepted it.
    pub completed_at: Option<Instant>,
    /// The payment method as written.
    pub payment_method: String,
    /// Whether it is paid to the courier on delivery.
    pub cod: bool,
    /// The buyer's account name there.
    pub username: String,
    /// Recipient's name, often masked.
    pub recipient: String,
    /// Recipient's phone, often masked.
    pub phone: String,
    /// Address, often masked.
    pub address: String,
    /// Regency or city as written.
    pub city: String,
    /// Province as written.
    pub province: String,
    /// Whether name, phone or address is masked: never print an address label from it, never merge on it.
    pub masked: bool,
    /// The buyer's note to whoever packs.
    pub buyer_note: String,
    /// The seller's own note there.
    pub seller_note: String,
    /// What the buyer pays in all ("Total Pembayaran"). Not the sum of the other columns: fees without a column exist.
    pub total: Money,
    /// Shipping paid by the buyer.
    pub shipping_paid: Money,
    /// Shipping the marketplace expects to bear.
    pub shipping_subsidy: Money,
    /// What shipping is estimated to cost.
    pub shipping_estimate: Money,
    /// Return shipping.
    pub shipping_return: Money,
    /// Vouchers, bundle discounts and coin cashback that the shop bears.
    pub borne_by_shop: Money,
    /// Vouchers, bundle discounts, coins and card discounts that the marketplace bears.
    pub borne_by_marketplace: Money,
    /// Its lines in file order.
    pub lines: Vec<FileLine>,
}

/// One line of an order of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// The file's row; no part of what the line says.
    #[serde(skip)]
    pub row: u32,
    /// Which of the file's lists the row stands in, 0 being the first; no part of what the line says.
    #[serde(skip)]
    pub sheet: usize,
    /// Product name as written.
    pub product: String,
    /// Variation as written; empty if there is none.
    pub variation: String,
    /// The variant's SKU reference; empty in many shops.
    pub sku: String,
    /// The product's SKU; empty in many shops.
    pub parent_sku: String,
    /// Price of one unit before any discount.
    pub price: Money,
    /// What the line is worth after product discounts ("Total Harga Produk").
    pub subtotal: Money,
    /// The part of the product discount that the marketplace bears, for the whole line.
    pub discount_marketplace: Money,
    /// Units, at least 1.
    pub quantity: i64,
    /// Units sent back, 0 to `quantity`.
    pub returned: i64,
    /// Weight of all its units in grams, as Shopee writes it; 0 if the file doesn't say.
    pub weight_g: i64,
}

/// Something in a file that isn't right, where it stands, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct FileProblem {
    /// The file's row, 1 being the first; 0 where it concerns the whole file.
    pub row: u32,
    /// The column's header; empty where it concerns the whole row or file.
    pub column: String,
    /// What is wrong, for programs: `damaged_money`, `unreadable_money`, `damaged_text`, `float_id`, `bad_date`,
    /// `bad_quantity`, `unknown_status`, `missing_id`, `missing_product`, `conflicting_rows`, `sku_contradicts`, …. Without a
    /// column and an order it only tells of the file: `repeated_rows`, `sheet_not_read`.
    pub code: String,
    /// What, where and what to do.
    pub message: Sentence,
    /// The order that is left out until this is decided; empty if none is.
    pub external_id: String,
    /// The cell as it stands.
    pub found: String,
    /// What the cell most likely was, ready to be confirmed as an override; empty if there is no good guess.
    pub suggestion: String,
}

/// A cell that a person has decided: it is read instead of what the file has there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct CellOverride {
    /// The file's row.
    pub row: u32,
    /// The column's header.
    pub column: String,
    /// The text to read there.
    pub value: String,
}

/// A whole file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOrders {
    /// Order rows read, the header not counted.
    pub rows: u32,
    /// Distinct order ids seen, those with problems included.
    pub order_count: u32,
    /// The orders that could be read whole, in file order.
    pub orders: Vec<FileOrder>,
    /// What could not, by row.
    pub problems: Vec<FileProblem>,
    /// What the column of SKUs is called in problems and decisions, for each of the file's lists; empty where there is none.
    pub sku_columns: Vec<String>,
}
