//! Products and their variants.

use runut_core::activity::{Activity, ProductAct, VariantAct};
use runut_core::rows::{ProductForm, VariantForm};
use runut_core::{GRAMS_MAX, Limit, OrderId, PRICE_MAX, ProductId, Refusal, VariantId, excerpt, match_key, seen};
use runut_store::{Book, Context, Match, Reader, Tx, reports};
use serde::{Deserialize, Serialize};

use crate::fields::text;
use crate::opening::begin;
use crate::{ActionError, Done};

/// Units of a low-stock mark at most.
const LOW_MARK_MAX: i64 = 1_000_000;

/// The goods of that SKU or barcode.
///
/// # Errors
/// `sku_unknown` where there are none; [`ActionError`] where the book can't be read.
pub fn by_sku(book: &Reader<'_>, sku: &str) -> Result<Match, ActionError> {
    let shown = excerpt(sku, 40);
    book.variant_by_code(sku)?.ok_or_else(|| {
        let (id, en) = (format!("SKU atau barcode {shown} tidak ada."), format!("There is no SKU or barcode {shown}."));
        Refusal::new("sku_unknown", id, en).with("sku", shown).into()
    })
}

/// The variant at `at` of the form as it is kept.
pub(crate) fn check((at, form): (usize, &VariantForm)) -> Result<VariantForm, Refusal> {
    let text = |limit, typed: &str, field: &str| text(limit, typed, &format!("variants.{at}.{field}"));
    let form = VariantForm {
        id: form.id,
        name: text(Limit::VariantName, &form.name, "name")?,
        sku: text(Limit::Sku, &seen(&form.sku), "sku")?,
        barcode: text(Limit::Barcode, &seen(&form.barcode), "barcode")?,
        price: form.price,
        weight_g: form.weight_g,
        shelf: text(Limit::Shelf, &form.shelf, "shelf")?,
        low_mark: form.low_mark,
        sell_ahead: form.sell_ahead,
        opening: form.opening.clone(),
    };
    if form.low_mark < 0 || form.low_mark > LOW_MARK_MAX {
        return Err(Refusal::new(
            "low_mark",
            "Batas stok menipis harus 0 sampai 1.000.000.",
            "The low-stock mark must be 0 to 1,000,000.",
        ));
    }
    if form.price.0 < 0 || form.price.0 > PRICE_MAX {
        return Err(Refusal::new(
            "price",
            "Harga satuan harus 0 sampai Rp 10 miliar.",
            "A price must be 0 to Rp 10 billion.",
        ));
    }
    if form.weight_g < 0 || form.weight_g > GRAMS_MAX {
        return Err(Refusal::new(
            "weight",
            "Berat harus 0 sampai 1.000.000 gram.",
            "Weight must be 0 to 1,000,000 grams.",
        ));
    }
    Ok(form)
}

/// Refuses a SKU, barcode or name that another variant has.
pub(crate) fn refuse_taken(tx: &Reader<'_>, product: &str, form: &VariantForm) -> Result<(), ActionError> {
    let other = |found: Option<VariantId>| found.filter(|id| Some(*id) != form.id);
    for code in [&form.sku, &form.barcode] {
        if OrderId::from_code(code).is_some() {
            let (id, en) = (
                format!("{code} berbentuk kode pesanan. Pilih kode lain."),
                format!("{code} has the shape of an order's code. Choose another."),
            );
            return Err(Refusal::new("order_code", id, en).with("sku", code).into());
        }
    }
    let by_sku = if form.sku.is_empty() { None } else { tx.variant_by_code(&form.sku)?.map(|m| m.id) };
    if let Some(id) = other(by_sku) {
        let what = tx.variant(id)?.what();
        let (id, en) = (
            format!("SKU {} sudah dipakai {what}. Pilih SKU lain.", form.sku),
            format!("SKU {} is taken by {what}. Choose another.", form.sku),
        );
        return Err(Refusal::new("sku_taken", id, en).with("sku", &form.sku).into());
    }
    let by_barcode = if form.barcode.is_empty() { None } else { tx.variant_by_code(&form.barcode)?.map(|m| m.id) };
    if let Some(id) = other(by_barcode) {
        let what = tx.variant(id)?.what();
        let (id, en) = (
            format!("Barcode {} sudah dipakai {what}.", form.barcode),
            format!("Barcode {} is taken by {what}.", form.barcode),
        );
        return Err(Refusal::new("barcode_taken", id, en).with("barcode", &form.barcode).into());
    }
    if other(tx.variant_by_name(product, &form.name)?).is_some() {
        let (id, en) = (
            format!("Varian {} sudah ada pada {product}.", form.name),
            format!("Variant {} exists in {product} already.", form.name),
        );
        return Err(Refusal::new("variant_exists", id, en).into());
    }
    Ok(())
}

/// Creates a product with its variants, or changes one: variants with a key are changed, those without are added.
///
/// # Errors
/// `too_long`, `product_name_missing`, `no_variants`, `product_exists`, `price`, `weight`, `low_mark`, `sku_taken`, `barcode_taken`, `order_code`,
/// `variant_exists`.
pub fn save(book: &Book, ctx: &Context, form: &ProductForm) -> Done<ProductId> {
    let name = text(Limit::ProductName, &form.name, "name")?;
    if match_key(&name).is_empty() {
        return Err(
            Refusal::new("product_name_missing", "Tulis nama produk dulu.", "Enter the product's name first.").into()
        );
    }
    if form.variants.is_empty() {
        return Err(Refusal::new(
            "no_variants",
            "Produk perlu paling sedikit satu varian.",
            "A product needs a variant.",
        )
        .into());
    }
    let variants = form.variants.iter().enumerate().map(check).collect::<Result<Vec<_>, _>>()?;
    let category = text(Limit::Category, &form.category, "category")?;
    let description = Limit::Description.note(&form.description)?;
    book.write(ctx, &format!("save {form:?}"), |tx| {
        // A category is one, however it is typed: as it was written first.
        let category = tx.category_like(&category, form.id)?.unwrap_or(category);
        let after = ProductForm { id: form.id, name, category, description, variants };
        let id = match form.id {
            Some(id) => {
                change_product(tx, id, &after)?;
                id
            }
            None => {
                refuse_duplicate(tx, &after.name)?;
                add_product(tx, &after)?
            }
        };
        for variant in &after.variants {
            refuse_taken(tx, &after.name, variant)?;
            let known = form.id.is_some();
            let saved = save_variant(tx, id, &after.name, variant, known)?;
            if let Some(opening) = &variant.opening {
                begin(tx, ctx, saved, opening)?;
            }
        }
        Ok(id)
    })
}

/// Adds a product, without its variants.
pub(crate) fn add_product(tx: &mut Tx<'_>, form: &ProductForm) -> Result<ProductId, ActionError> {
    let id = tx.insert_product(&form.name, &form.category, &form.description)?;
    let names: Vec<&str> = form.variants.iter().map(|v| v.name.as_str()).filter(|n| !n.is_empty()).collect();
    let activity = Activity::new(ProductAct::Add, id.0).with("name", &form.name);
    let activity = activity.with("variants", names.join(", ")).with("category", &form.category);
    tx.record(&activity.with("description", &form.description))?;
    Ok(id)
}

/// Changes a product's name, category and description, if they differ.
pub(crate) fn change_product(tx: &mut Tx<'_>, id: ProductId, form: &ProductForm) -> Result<(), ActionError> {
    let before = tx.product_form(id)?;
    let (name, category, description) = (&form.name, &form.category, &form.description);
    if (&before.name, &before.category, &before.description) != (name, category, description) {
        let activity = Activity::new(ProductAct::Change, id.0).with("name", name);
        let activity = activity.with("was", &before.name).with("category", category);
        let activity = activity.with("was_category", &before.category).with("description", description);
        tx.record(&activity.with("was_description", &before.description))?;
        tx.update_product(id, name, category, description)?;
    }
    Ok(())
}

fn refuse_duplicate(tx: &Tx<'_>, name: &str) -> Result<(), ActionError> {
    if tx.product_by_name(name)?.is_none() {
        return Ok(());
    }
    let (id, en) = (
        format!("Produk {name} sudah ada. Buka produk itu untuk menambah varian."),
        format!("Product {name} exists already. Open it to add a variant."),
    );
    Err(Refusal::new("product_exists", id, en).into())
}

/// Adds a variant, or changes one; an empty SKU leaves the one that it has.
pub(crate) fn save_variant(
    tx: &mut Tx<'_>,
    product: ProductId,
    name: &str,
    form: &VariantForm,
    known_product: bool,
) -> Result<VariantId, ActionError> {
    let Some(id) = form.id else {
        if known_product {
            tx.record(&Activity::new(ProductAct::Extend, product.0).with("name", name).with("variants", &form.name))?;
        }
        return Ok(tx.insert_variant(product, form)?);
    };
    let before = tx.product_form(product)?.variants.into_iter().find(|v| v.id == Some(id));
    let Some(before) = before else {
        return Err(runut_store::StoreError::Missing(format!("Varian {id}")).into());
    };
    let sku = if form.sku.is_empty() { before.sku.clone() } else { form.sku.clone() };
    let form = VariantForm { sku, opening: None, ..form.clone() };
    if before != form {
        let mut activity = Activity::new(ProductAct::Change, product.0).with("name", name);
        activity = activity.with("variant", id).with("was", before.told()).with("is", form.told());
        tx.record(&activity)?;
        tx.update_variant(id, &form)?;
    }
    Ok(id)
}

/// What archiving does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Archive {
    /// No longer sold: out of the lists, its history stays.
    Away,
    /// Sold again.
    Back,
}

/// Archives variants, or sells them again; answers how many changed.
///
/// # Errors
/// `allocated` where open orders still want one of them; `missing` for an unknown one.
pub fn archive(book: &Book, ctx: &Context, variants: &[VariantId], to: Archive) -> Done<i64> {
    book.write(ctx, &format!("archive {variants:?} {to:?}"), |tx| {
        let mut changed = 0;
        for id in variants {
            let found = tx.variant(*id)?;
            if reports::variant_row(tx, *id)?.archived == (to == Archive::Away) {
                continue;
            }
            let level = tx.level(*id)?;
            if to == Archive::Away && level.allocated > 0 {
                let (id, en) = (
                    format!("{} masih dipesan {} buah; selesaikan pesanannya dulu.", found.what(), level.allocated),
                    format!(
                        "{} units of {} are still ordered; finish those orders first.",
                        level.allocated,
                        found.what()
                    ),
                );
                return Err(Refusal::new("allocated", id, en).with("units", level.allocated).into());
            }
            let away = to == Archive::Away;
            let (act, value) = if away { (VariantAct::Archive, 1) } else { (VariantAct::Unarchive, 0) };
            tx.record(&Activity::new(act, id.0).with("what", found.what()))?;
            tx.set_archived(*id, value)?;
            changed += 1;
        }
        Ok::<_, ActionError>(changed)
    })
}
