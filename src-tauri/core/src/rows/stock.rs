//! Products, variants and stock.

use serde::{Deserialize, Serialize};

use crate::{Instant, Money, OrderId, PhotoId, ProductId, Sentence, VariantId};

row! {
    /// How many variants were archived, or brought back.
    Archived {
        /// Variants.
        done: i64,
    }

    /// Which variants are asked for.
    StockQuery {
        /// Only these.
        mark: StockMark,
        /// Only this category; empty for all.
        category: String,
        /// Words over product, variant, SKU, barcode; empty for all.
        search: String,
        /// The `next` of the page before.
        after: Option<String>,
        /// Rows a page, 1 to 500.
        limit: u32,
    }

    /// One variant and its stock.
    VariantRow {
        /// Key.
        id: VariantId,
        /// Its product.
        product_id: ProductId,
        /// Product name.
        product: String,
        /// Variant name; empty for a product of one variant.
        variant: String,
        /// SKU.
        sku: String,
        /// Barcode on the goods; empty if none.
        barcode: String,
        /// Price of one unit.
        price: Money,
        /// Weight of one unit in grams.
        weight_g: i64,
        /// Place on the shelf.
        shelf: String,
        /// Ada: shelf + packed.
        on_hand: i64,
        /// Of these, in parcels not yet sent.
        packed: i64,
        /// Dipesan: units of open orders.
        allocated: i64,
        /// Tersedia: on hand - allocated.
        available: i64,
        /// Damaged units, apart.
        damaged: i64,
        /// Inventory value of what is on hand.
        value: Money,
        /// Archived: no longer sold.
        archived: bool,
        /// Whether it was ever received or counted.
        stocked: bool,
        /// Category of its product; empty if none.
        category: String,
        /// Available units at which it counts as running out; zero for no mark.
        low_mark: i64,
        /// Whether it is at or under its mark.
        low: bool,
        /// Sold before it has come.
        sell_ahead: bool,
        /// Units ordered from suppliers that haven't come.
        on_the_way: i64,
        /// Picture; none if it has none.
        photo: Option<PhotoId>,
    }

    /// A page of variants.
    StockPage {
        /// The rows, by product and variant name.
        rows: Vec<VariantRow>,
        /// To ask for the next page.
        next: Option<String>,
        /// All variants that are not archived.
        variants: i64,
        /// Variants with missing units.
        short: i64,
        /// Missing units.
        missing_units: i64,
        /// Inventory value of the whole shop.
        value: Money,
        /// Variants at or under their mark.
        low: i64,
        /// Variants of which nobody has ever said how many there are.
        unstocked: i64,
        /// Categories in use.
        categories: Vec<String>,
    }

    /// A product as typed.
    ProductForm {
        /// Existing product; none to create one.
        id: Option<ProductId>,
        /// Name.
        name: String,
        /// Category; empty if none.
        category: String,
        /// What buyers are told of it, ready to be copied into a chat or a marketplace; may be empty and have lines.
        description: String,
        /// Its variants, at least one; variants left out stay as they are.
        variants: Vec<VariantForm>,
    }

    /// A variant as typed.
    VariantForm {
        /// Existing variant; none to create one.
        id: Option<VariantId>,
        /// Name ("Hijau, L"); empty for a product of one variant.
        name: String,
        /// SKU; empty to be given one.
        sku: String,
        /// Barcode on the goods; empty if none.
        barcode: String,
        /// Price of one unit.
        price: Money,
        /// Weight of one unit in grams.
        weight_g: i64,
        /// Place on the shelf ("B-03").
        shelf: String,
        /// Available units at which it counts as running out; zero for no mark.
        low_mark: i64,
        /// Sold before it has come.
        sell_ahead: bool,
        /// What lies on the shelf already; only for a variant whose stock nobody has ever said.
        opening: Option<Opening>,
    }

    /// What lay on the shelf when the book began with a variant.
    Opening {
        /// Units, above zero.
        units: i64,
        /// What they cost together.
        cost: Money,
    }

    /// A variant's opening stock.
    OpeningLine {
        /// Which.
        variant: VariantId,
        /// How many, at what cost.
        opening: Opening,
    }

    /// One line of a variant's stock card.
    MoveRow {
        /// Place in the book.
        seq: i64,
        /// When.
        at: Instant,
        /// Who.
        person: String,
        /// From where.
        from: Bin,
        /// To where.
        to: Bin,
        /// Units.
        quantity: i64,
        /// What these units cost; none where unknown or not affected.
        value: Option<Money>,
        /// The order it was for.
        order: Option<OrderId>,
        /// Why.
        why: Sentence,
        /// On hand after it.
        on_hand: i64,
    }

    /// A variant's stock card, newest first.
    StockCard {
        /// The variant.
        variant: VariantRow,
        /// What buyers are told of its product.
        description: String,
        /// Its moves.
        moves: Vec<MoveRow>,
        /// To ask for the next page.
        next: Option<String>,
    }
}

words! {
    /// Which variants.
    StockMark {
        /// Everything sold.
        All,
        /// Units are missing.
        Short,
        /// Nobody has ever said how many there are.
        Unstocked,
        /// Nothing available.
        Empty,
        /// At or under its mark.
        Low,
        /// With damaged units.
        Damaged,
        /// No longer sold.
        Archived,
    }

    /// Where units can be.
    Bin {
        /// With a supplier.
        Supplier,
        /// On the shelf.
        Shelf,
        /// In a parcel not yet sent.
        Packed,
        /// With a customer.
        Customer,
        /// Damaged.
        Damaged,
        /// Lost, or a counting difference.
        Loss,
    }
}

impl Bin {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Supplier, Self::Shelf, Self::Packed, Self::Customer, Self::Damaged, Self::Loss];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Shelf => "shelf",
            Self::Packed => "packed",
            Self::Customer => "customer",
            Self::Damaged => "damaged",
            Self::Loss => "loss",
        }
    }

    /// The bin of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.key() == key)
    }
}

impl VariantForm {
    /// All of it, as the log tells it.
    #[must_use]
    pub fn told(&self) -> String {
        let ahead = if self.sell_ahead { " | sell-ahead" } else { "" };
        format!(
            "{} | {} | {} | Rp {} | {} g | {} | {}{ahead}",
            self.name, self.sku, self.barcode, self.price, self.weight_g, self.shelf, self.low_mark
        )
    }
}
