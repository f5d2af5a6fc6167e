//! Products taken from a spreadsheet.

use serde::{Deserialize, Serialize};

use crate::{Money, Sentence};

row! {
    /// A row of a product list, as its file says it. What the file has no column for, or leaves empty, is none or empty.
    CatalogueLine {
        /// Its row in the file.
        row: u32,
        /// Product name.
        product: String,
        /// Variant name.
        variant: String,
        /// SKU.
        sku: String,
        /// Barcode.
        barcode: String,
        /// Price of one unit.
        price: Option<Money>,
        /// What one unit costs.
        cost: Option<Money>,
        /// Units on the shelf.
        stock: Option<i64>,
        /// Place on the shelf.
        shelf: String,
        /// Weight of one unit in grams.
        weight_g: Option<i64>,
        /// Low-stock mark.
        low_mark: Option<i64>,
        /// Category of the product.
        category: String,
        /// What buyers are told of the product.
        description: String,
    }

    /// What a product list does to the book, or did.
    CatalogueReport {
        /// Name of the file; empty for pasted rows.
        name: String,
        /// Rows read.
        rows: i64,
        /// Products that the book doesn't have.
        new_products: i64,
        /// Variants that it doesn't have.
        new_variants: i64,
        /// Variants of which something changes.
        changed: i64,
        /// Variants that stay as they are.
        same: i64,
        /// Rows that can't be taken.
        refused: i64,
        /// Units of opening stock.
        units: i64,
        /// What that stock cost.
        value: Money,
        /// Columns that were recognised, as the file calls them.
        columns: Vec<String>,
        /// Columns that weren't.
        ignored: Vec<String>,
        /// Each row, as in the file.
        list: Vec<CatalogueRow>,
        /// Whether it is in the book.
        applied: bool,
    }

    /// What happens to a row of a product list.
    CatalogueRow {
        /// What the row says.
        line: CatalogueLine,
        /// What happens to it.
        fate: CatalogueFate,
        /// Why it can't be taken, or what of it isn't.
        message: Option<Sentence>,
    }
}

words! {
    /// What happens to a row of a product list.
    CatalogueFate {
        /// A new variant.
        New,
        /// A known variant changes.
        Changed,
        /// Nothing changes.
        Same,
        /// It can't be taken.
        Refused,
    }
}
