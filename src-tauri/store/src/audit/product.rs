//! Products and their variants.

use runut_core::ProductId;

use super::Checks;
use super::told::{Field, VARIANT};

pub(super) const CHECKS: Checks = Checks {
    rows: Some(("SELECT id FROM product ORDER BY id", |book, id| {
        let form = book.product_form(ProductId(id))?;
        let variants = form.variants.iter().filter_map(|variant| Some((variant.id?.0, VARIANT, variant.told())));
        let mut told: Vec<Field> = variants.collect();
        told.extend([(id, "name", form.name), (id, "category", form.category), (id, "description", form.description)]);
        Ok(told)
    })),
    folded: &[
        "SELECT id, name AS text, name_fold AS folded FROM product",
        "SELECT id, name AS text, name_fold AS folded FROM variant",
        "SELECT id, sku AS text, sku_fold AS folded FROM variant",
    ],
    ..Checks::of("product")
};
