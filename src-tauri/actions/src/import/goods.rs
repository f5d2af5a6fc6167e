//! The goods of a file's lines in the book: known, or created and remembered.

use std::collections::HashMap;

use runut_core::activity::{Activity, ProductAct, VariantAct};
use runut_core::marketplace::{FileLine, FileOrder};
use runut_core::rows::VariantForm;
use runut_core::takeover::Policy;
use runut_core::{Money, VariantId, match_key};
use runut_store::{Tx, reports};

use super::effect::variant_of;
use super::skus::Skus;
use crate::ActionError;

/// The variants of the lines seen so far, by product, variation and SKU. A file names the same goods over and over; what
/// is known here needs no second look at the book, until goods change.
pub(super) struct KnownVariants<'f> {
    skus: &'f Skus,
    known: HashMap<[&'f str; 3], VariantId>,
}

impl<'f> KnownVariants<'f> {
    /// None yet.
    pub(super) fn new(skus: &'f Skus) -> Self {
        Self { skus, known: HashMap::new() }
    }

    /// The variants of an order's lines.
    pub(super) fn variants(
        &mut self,
        tx: &mut Tx<'_>,
        file: &'f FileOrder,
        policy: &Policy,
    ) -> Result<Vec<VariantId>, ActionError> {
        file.lines.iter().map(|line| self.variant(tx, line, policy)).collect()
    }

    fn variant(&mut self, tx: &mut Tx<'_>, line: &'f FileLine, policy: &Policy) -> Result<VariantId, ActionError> {
        let key = [line.product.as_str(), &line.variation, &line.sku];
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let (found, changed) = variant(tx, line, policy, self.skus)?;
        if changed {
            self.known.clear(); // the same words may mean other goods from now on
        }
        self.known.insert(key, found);
        Ok(found)
    }
}

/// The variant of a line, and whether goods or what they are known by have changed for it.
fn variant(tx: &mut Tx<'_>, line: &FileLine, policy: &Policy, skus: &Skus) -> Result<(VariantId, bool), ActionError> {
    let channel = policy.channel;
    let freed = match skus.shared_by(line) {
        Some(sku) => give_back(tx, sku, policy)?,
        None => false,
    };
    let known = variant_of(tx, channel, line, skus)?;
    let (found, named) = match known {
        Some(found) => (found, false),
        None => create(tx, line, policy, skus)?,
    };
    let again = sold_again(tx, found, policy)?;
    let learnt = learn_sku(tx, found, line, policy, skus)?;
    let written = skus.written(line);
    let alias = tx.variant_by_alias(channel, &line.product, &line.variation)? == Some(found);
    let beside = tx.sku_beside(channel, &line.product, &line.variation)?;
    // What a person once took beside this name isn't forgotten for the variant's own.
    let own = !beside.is_empty() && match_key(&tx.variant(found)?.sku) == match_key(written);
    let beside = written.is_empty() || own || beside == match_key(written);
    if !alias || !beside || named || learnt {
        tx.remember_alias(channel, (&line.product, &line.variation, written), found, named || learnt)?;
    }
    Ok((found, freed || known.is_none() || !alias || again || learnt))
}

/// A SKU that a file once taught one variant, and that turns out to be on others of its product too, is no variant's: it goes
/// back for one of the program's own.
fn give_back(tx: &mut Tx<'_>, sku: &str, policy: &Policy) -> Result<bool, ActionError> {
    let Some(variant) = tx.taught_sku(policy.channel, sku)? else { return Ok(false) };
    let mut given = runut_store::given_sku(variant);
    let mut tries = 0;
    while tx.variant_by_code(&given)?.is_some() {
        tries += 1;
        given = format!("{}-{tries}", runut_store::given_sku(variant));
    }
    rename(tx, variant, &given, policy)
}

/// Gives a variant another SKU, because a file says so.
fn rename(tx: &mut Tx<'_>, variant: VariantId, sku: &str, policy: &Policy) -> Result<bool, ActionError> {
    let known = tx.variant(variant)?;
    let product = reports::variant_row(tx, variant)?.product_id;
    let form = tx.product_form(product)?.variants.into_iter().find(|v| v.id == Some(variant));
    let Some(form) = form else { return Ok(false) };
    let renamed = VariantForm { sku: sku.to_owned(), ..form.clone() };
    let mut activity = Activity::new(ProductAct::Change, product.0).with("name", &known.product);
    activity = activity.with("variant", variant).with("was", form.told()).with("is", renamed.told());
    tx.record(&activity.with("file", &policy.file))?;
    tx.update_variant(variant, &renamed)?;
    Ok(true)
}

/// What is archived here but sold there is sold: it comes back into the lists.
fn sold_again(tx: &mut Tx<'_>, variant: VariantId, policy: &Policy) -> Result<bool, ActionError> {
    let archived = reports::variant_row(tx, variant)?.archived;
    if archived {
        let what = tx.variant(variant)?.what();
        tx.record(&Activity::new(VariantAct::Unarchive, variant.0).with("what", what).with("file", &policy.file))?;
        tx.set_archived(variant, 0)?;
    }
    Ok(archived)
}

/// A SKU that a later file brings takes the place of the one that the program had given.
fn learn_sku(
    tx: &mut Tx<'_>,
    variant: VariantId,
    line: &FileLine,
    policy: &Policy,
    skus: &Skus,
) -> Result<bool, ActionError> {
    let Some(sku) = skus.of_line(line) else { return Ok(false) };
    let known = tx.variant(variant)?;
    if known.sku != runut_store::given_sku(variant) || tx.variant_by_code(sku)?.is_some() {
        return Ok(false);
    }
    rename(tx, variant, sku, policy)
}

/// The new variant, and whether it bears the line's SKU.
fn create(tx: &mut Tx<'_>, line: &FileLine, policy: &Policy, skus: &Skus) -> Result<(VariantId, bool), ActionError> {
    let record = |tx: &mut Tx<'_>, id: i64, act: ProductAct| {
        tx.record(
            &Activity::new(act, id)
                .with("name", &line.product)
                .with("variants", &line.variation)
                .with("file", &policy.file),
        )
    };
    let product = match tx.product_by_name(&line.product)? {
        Some(product) => {
            record(tx, product.0, ProductAct::Extend)?;
            product
        }
        None => {
            let product = tx.insert_product(&line.product, "", "")?;
            record(tx, product.0, ProductAct::Add)?;
            product
        }
    };
    let form = VariantForm {
        id: None,
        name: line.variation.clone(),
        sku: match skus.of_line(line) {
            Some(sku) if tx.variant_by_code(sku)?.is_none() => sku.to_owned(),
            _ => String::new(),
        },
        barcode: String::new(),
        price: line.price.max(Money::ZERO),
        weight_g: line.weight_g / line.quantity.max(1),
        shelf: String::new(),
        low_mark: 0,
        sell_ahead: false,
        opening: None,
    };
    let named = !form.sku.is_empty();
    Ok((tx.insert_variant(product, &form)?, named))
}
