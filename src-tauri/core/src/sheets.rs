//! What is printed: the rows of pick lists, packing slips, labels, hand-over lists and count sheets.
//!
//! Built once (by the store's queries), drawn by the documents crate, so that a screen and its paper can't disagree.

use serde::{Deserialize, Serialize};

use crate::{Day, Instant, Money, Zone};

/// Who printed, where and when: the foot of every sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// The shop's name.
    pub shop: String,
    /// Who printed it.
    pub person: String,
    /// When.
    pub at: Instant,
    /// The shop's zone.
    pub zone: Zone,
}

/// What to take from the shelves for a set of orders, by shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickList {
    /// Foot of the sheet.
    pub imprint: Imprint,
    /// Orders picked for.
    pub orders: usize,
    /// Shelves in walking order.
    pub shelves: Vec<PickShelf>,
    /// Buyers' notes of these orders: number and note.
    pub notes: Vec<(i64, String)>,
    /// Orders of the choice that are held and not picked for.
    pub held: Vec<i64>,
}

/// One shelf of a pick list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickShelf {
    /// The shelf row's letter or name ("A"); empty for goods without a place.
    pub name: String,
    /// Its places in order.
    pub rows: Vec<PickRow>,
}

/// One variant to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickRow {
    /// The place ("A-01"); empty if it has none.
    pub shelf: String,
    /// Product name.
    pub product: String,
    /// Variant name ("Hijau"); empty for a product of one variant.
    pub variant: String,
    /// SKU.
    pub sku: String,
    /// Units to take.
    pub quantity: i64,
    /// Units missing on the shelf; 0 if all are there.
    pub missing: i64,
    /// For which orders: number, units, whether the buyer left a note.
    pub orders: Vec<PickFor>,
}

/// One order that a picked variant is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickFor {
    /// Order number.
    pub number: i64,
    /// Units.
    pub quantity: i64,
    /// Whether the buyer left a note.
    pub noted: bool,
}

/// One parcel's packing slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackingSlip {
    /// Foot of the sheet.
    pub imprint: Imprint,
    /// Order number; its code is `RN-<number>`.
    pub number: i64,
    /// The channel's name ("Shopee").
    pub channel: String,
    /// The channel's order id; empty for our own.
    pub external_id: String,
    /// Recipient's name as known.
    pub recipient: String,
    /// District and city.
    pub place: String,
    /// Courier or shipping option.
    pub courier: String,
    /// Tracking number if already known; empty if not.
    pub tracking: String,
    /// Weight in grams; 0 if unknown.
    pub weight_g: i64,
    /// When it must have left.
    pub ship_by: Option<Instant>,
    /// Paid on delivery.
    pub cod: bool,
    /// Dropship: no shop name on this slip.
    pub dropship: bool,
    /// Printed before: marked as a reprint.
    pub reprint: bool,
    /// The buyer's note; empty if none.
    pub note: String,
    /// What goes into the parcel, in walking order.
    pub lines: Vec<SlipLine>,
}

/// One line of a packing slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipLine {
    /// The place; empty if it has none.
    pub shelf: String,
    /// Product name.
    pub product: String,
    /// Variant name; empty for a product of one variant.
    pub variant: String,
    /// SKU.
    pub sku: String,
    /// Units.
    pub quantity: i64,
}

/// One parcel's address label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Who printed it, where and when.
    pub imprint: Imprint,
    /// Order number; its code is `RN-<number>`.
    pub number: i64,
    /// Courier and service ("J&T EZ").
    pub courier: String,
    /// Tracking number; empty if there is none yet.
    pub tracking: String,
    /// The shop takes it there itself, or the buyer fetches it: there will be no tracking number.
    pub own_delivery: bool,
    /// Whose name the parcel bears: the dropshipper's where it is one, else the shop's.
    pub sender: String,
    /// The sender's phone; may be empty.
    pub sender_phone: String,
    /// Where the shop is; empty where the sender is a dropshipper.
    pub sender_address: String,
    /// Who gets it.
    pub recipient: String,
    /// Their phone.
    pub phone: String,
    /// Street, house and what else leads there.
    pub address: String,
    /// Village; may be empty.
    pub village: String,
    /// District; may be empty.
    pub district: String,
    /// City or regency.
    pub city: String,
    /// Province; may be empty.
    pub province: String,
    /// Postcode; may be empty.
    pub postcode: String,
    /// Weight in grams; 0 if unknown.
    pub weight_g: i64,
    /// Units in the parcel.
    pub units: i64,
    /// What is in it, in a few words; printed where there is room.
    pub contents: String,
    /// What the courier collects from the recipient; `None` where it is paid.
    pub cod: Option<Money>,
    /// Breaks easily.
    pub fragile: bool,
    /// Printed before: marked as a reprint.
    pub reprint: bool,
}

/// What a courier takes along, for them to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverList {
    /// Foot of the sheet; its time is the list's day.
    pub imprint: Imprint,
    /// The courier.
    pub courier: String,
    /// Parcels in the order of their tracking numbers.
    pub rows: Vec<HandoverRow>,
}

/// One parcel of a hand-over list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverRow {
    /// Order number.
    pub number: i64,
    /// Tracking number; empty if there is none.
    pub tracking: String,
    /// Who gets it, as far as known.
    pub recipient: String,
    /// City and province.
    pub place: String,
    /// What is collected on delivery; `None` where it is paid.
    pub cod: Option<Money>,
    /// Weight in grams; 0 if unknown.
    pub weight_g: i64,
}

/// What is to be counted, without what the book believes: a blind count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountSheet {
    /// Foot of the sheet.
    pub imprint: Imprint,
    /// The count's key.
    pub count: i64,
    /// Its name ("Rak A").
    pub name: String,
    /// When it was begun.
    pub started_at: Instant,
    /// Shelves in walking order.
    pub shelves: Vec<CountShelf>,
}

/// One shelf of a count sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountShelf {
    /// The shelf row's letter or name ("A"); empty for goods without a place.
    pub name: String,
    /// Its places in order.
    pub rows: Vec<CountRow>,
}

/// One variant to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRow {
    /// The place ("A-01"); empty if it has none.
    pub shelf: String,
    /// Product name.
    pub product: String,
    /// Variant name; empty for a product of one variant.
    pub variant: String,
    /// SKU.
    pub sku: String,
    /// Barcode; empty if it has none.
    pub barcode: String,
}

/// Paper of a packing slip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum SlipSize {
    /// 210 x 297 mm.
    A4,
    /// 148 x 210 mm.
    #[default]
    A5,
    /// 105 x 148 mm.
    A6,
}

/// Paper of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum LabelSize {
    /// 105 x 148 mm.
    #[default]
    A6,
    /// 100 x 150 mm, thermal.
    Mm100x150,
    /// 80 mm roll.
    Roll80,
    /// 58 mm roll.
    Roll58,
}

/// A purchase order on paper, for the supplier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseSheet {
    /// Foot of the sheet; the shop is its head.
    pub imprint: Imprint,
    /// Where the shop is; empty if it never said.
    pub address: String,
    /// Its phone; empty if it never said.
    pub phone: String,
    /// The order's number.
    pub number: i64,
    /// Whether it is still a draft.
    pub draft: bool,
    /// The day it was ordered.
    pub day: Day,
    /// When the goods should come.
    pub expected: Option<Day>,
    /// The supplier's name, address and phone, as far as they are known.
    pub supplier: [String; 3],
    /// A note for the supplier; may have lines.
    pub note: String,
    /// What is ordered.
    pub rows: Vec<PurchaseSheetRow>,
}

/// A line of a purchase order on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchaseSheetRow {
    /// Product and variant.
    pub what: String,
    /// Our SKU.
    pub sku: String,
    /// Units.
    pub quantity: i64,
    /// What one costs.
    pub price: Money,
}
