//! What the SKUs of a file mean: one variant each, or nothing. Sellers who write one SKU on several variations of a product
//! mean the product by it; whichever of them comes first must not become its goods.
//!
//! Known from the whole file at once and from what earlier files said, so that it doesn't matter which came first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use runut_core::marketplace::FileLine;
use runut_core::{OrderId, match_key};
use runut_store::Reader;

use super::ImportFile;
use crate::ActionError;

/// The code of a problem that the book has with a SKU, and of a decision on it.
pub(super) const CODE: &str = "sku_contradicts";

/// The SKUs of a file.
#[derive(Default)]
pub(super) struct Skus {
    /// Those that several variations of one product bear, as they are matched.
    shared: BTreeSet<String>,
    /// What the file has in the SKU cells that a person has decided, by sheet and row.
    written: HashMap<(usize, u32), String>,
}

impl Skus {
    /// Looks through the file and what earlier ones said of its SKUs.
    pub(super) fn of(book: &Reader<'_>, staged: &ImportFile) -> Result<Self, ActionError> {
        let mut skus = Self::default();
        for cell in staged.decided.iter().filter(|cell| cell.code == CODE) {
            let sheet = staged.file.sku_columns.iter().position(|name| match_key(name) == match_key(&cell.column));
            skus.written.extend(sheet.map(|sheet| ((sheet, cell.row), cell.found.clone())));
        }
        let mut names: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        for line in staged.file.orders.iter().flat_map(|order| &order.lines) {
            if let Some(sku) = as_sku(&line.sku) {
                let name = (match_key(&line.product), match_key(&line.variation));
                names.entry(match_key(sku)).or_default().insert(name);
            }
        }
        for (sku, mut names) in names {
            names.extend(book.names_of_sku(staged.channel, &sku)?);
            let mut products: Vec<String> = names.into_iter().map(|(product, _)| product).collect();
            let before = products.len();
            products.dedup(); // they are sorted
            if products.len() < before {
                skus.shared.insert(sku);
            }
        }
        Ok(skus)
    }

    /// The SKU by which a line names its variant, if it does.
    pub(super) fn of_line<'l>(&self, line: &'l FileLine) -> Option<&'l str> {
        as_sku(&line.sku).filter(|sku| !self.shared.contains(&match_key(sku)))
    }

    /// The SKU that a line shares with other variations of its product.
    pub(super) fn shared_by<'l>(&self, line: &'l FileLine) -> Option<&'l str> {
        as_sku(&line.sku).filter(|sku| self.shared.contains(&match_key(sku)))
    }

    /// Whether a person has decided the line's SKU cell.
    pub(super) fn is_decided(&self, line: &FileLine) -> bool {
        self.written.contains_key(&(line.sheet, line.row))
    }

    /// What the file itself has in the line's SKU cell.
    pub(super) fn written<'l>(&'l self, line: &'l FileLine) -> &'l str {
        let written = self.written.get(&(line.sheet, line.row)).map_or(line.sku.as_str(), String::as_str);
        as_sku(written).unwrap_or_default()
    }
}

/// A text that can be a SKU: not an order's code.
fn as_sku(sku: &str) -> Option<&str> {
    (!match_key(sku).is_empty() && OrderId::from_code(sku).is_none()).then_some(sku)
}
