//! What is printed: the rows of a pick list and of a packing slip.
//!
//! Built once (by the store's queries), drawn by the documents crate, so that a screen and its paper can't disagree.

use serde::{Deserialize, Serialize};

use crate::{Instant, Zone};

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
