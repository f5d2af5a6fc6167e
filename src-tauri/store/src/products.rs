//! Products and variants, and by what names channels know them.

use runut_core::rows::{ProductForm, VariantForm};
use runut_core::scan::{numbers, product_number};
use runut_core::{Channel, Money, ProductId, VariantId, fold, match_key, seen, walking_order};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// What a variant is, found by a code, a name or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The variant.
    pub id: VariantId,
    /// Product name.
    pub product: String,
    /// Variant name.
    pub variant: String,
    /// SKU.
    pub sku: String,
    /// Place on the shelf.
    pub shelf: String,
}

fn match_of(row: &Row<'_>) -> rusqlite::Result<Match> {
    Ok(Match {
        id: VariantId(row.get("id")?),
        product: row.get("product")?,
        variant: row.get("variant")?,
        sku: row.get("sku")?,
        shelf: row.get("shelf")?,
    })
}

/// The SKU that the program gives to goods without one: `V0012`.
#[must_use]
pub fn given_sku(variant: VariantId) -> String {
    format!("V{:04}", variant.0)
}

impl Match {
    /// Product and variant in one text.
    #[must_use]
    pub fn what(&self) -> String {
        if self.variant.is_empty() { self.product.clone() } else { format!("{}, {}", self.product, self.variant) }
    }
}

impl Reader<'_> {
    /// A variant by key.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none.
    pub fn variant(&self, id: VariantId) -> Result<Match, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT v.id, p.name AS product, v.name AS variant, v.sku, v.shelf
                 FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?1",
            )?
            .query_row([id.0], match_of)
            .optional()?
            .ok_or_else(|| StoreError::Missing(format!("Varian {id}")))
    }

    /// A variant by barcode or SKU, as scanned or typed: in any case, and a product number with or without zeros before it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn variant_by_code(&self, code: &str) -> Result<Option<Match>, StoreError> {
        let code = &*seen(code);
        let by_barcode = self
            .conn
            .prepare_cached(
                "SELECT v.id, p.name AS product, v.name AS variant, v.sku, v.shelf
                 FROM variant v JOIN product p ON p.id = v.product_id WHERE v.barcode = ?1 AND v.barcode <> ''",
            )?
            .query_row([code], match_of)
            .optional()?;
        if let Some(found) = by_barcode {
            return Ok(Some(found));
        }
        // Then as a scanner may have read it: by another case, by another number of zeros.
        for form in numbers(code) {
            if let Some(found) = self.variant_by_sku(&form)? {
                return Ok(Some(found));
            }
            let found = self
                .conn
                .prepare_cached(
                    "SELECT v.id, p.name AS product, v.name AS variant, v.sku, v.shelf
                     FROM variant v JOIN product p ON p.id = v.product_id
                     WHERE LOWER(v.barcode) = ?1 AND v.barcode <> '' ORDER BY v.id LIMIT 1",
                )?
                .query_row([form.to_ascii_lowercase()], match_of)
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// A variant by SKU.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn variant_by_sku(&self, sku: &str) -> Result<Option<Match>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT v.id, p.name AS product, v.name AS variant, v.sku, v.shelf
                 FROM variant v JOIN product p ON p.id = v.product_id WHERE v.sku_fold = ?1",
            )?
            .query_row([match_key(sku)], match_of)
            .optional()?)
    }

    /// What a channel means by a product's name and variation, where it was matched before.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn variant_by_alias(
        &self,
        channel: Channel,
        product: &str,
        variation: &str,
    ) -> Result<Option<VariantId>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT variant_id FROM variant_alias
                 WHERE channel = ?1 AND product_fold = ?2 AND variation_fold = ?3",
            )?
            .query_row(params![channel.key(), match_key(product), match_key(variation)], |row| {
                Ok(VariantId(row.get("variant_id")?))
            })
            .optional()?)
    }

    /// The SKU that stood last beside what a channel calls a variant, as SKUs are matched; empty where none did.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn sku_beside(&self, channel: Channel, product: &str, variation: &str) -> Result<String, StoreError> {
        let sku = self
            .conn
            .prepare_cached(
                "SELECT sku_fold FROM variant_alias
                 WHERE channel = ?1 AND product_fold = ?2 AND variation_fold = ?3",
            )?
            .query_row(params![channel.key(), match_key(product), match_key(variation)], |row| row.get("sku_fold"))
            .optional()?;
        Ok(sku.unwrap_or_default())
    }

    /// Products and variations beside which a channel's files had a SKU, all as they are matched.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn names_of_sku(&self, channel: Channel, sku: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT product_fold, variation_fold FROM variant_alias
             WHERE channel = ?1 AND sku_fold = ?2 AND sku_fold <> ''",
        )?;
        let names = statement.query_map(params![channel.key(), match_key(sku)], |row| {
            Ok((row.get("product_fold")?, row.get("variation_fold")?))
        })?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// The variant that got a SKU from a channel's file, if it still bears it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn taught_sku(&self, channel: Channel, sku: &str) -> Result<Option<VariantId>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT v.id FROM variant_alias a JOIN variant v ON v.id = a.variant_id AND v.sku_fold = a.sku_fold
                 WHERE a.channel = ?1 AND a.sku_fold = ?2 AND a.sku_fold <> '' AND a.taught = 1",
            )?
            .query_row(params![channel.key(), match_key(sku)], |row| Ok(VariantId(row.get("id")?)))
            .optional()?)
    }

    /// A variant by its product's and its own name.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn variant_by_name(&self, product: &str, variation: &str) -> Result<Option<VariantId>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id
                 WHERE p.name_fold = ?1 AND v.name_fold = ?2 ORDER BY v.id LIMIT 1",
            )?
            .query_row(params![match_key(product), match_key(variation)], |row| Ok(VariantId(row.get("id")?)))
            .optional()?)
    }

    /// A product by name.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn product_by_name(&self, name: &str) -> Result<Option<ProductId>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT id FROM product WHERE name_fold = ?1 ORDER BY id LIMIT 1")?
            .query_row([match_key(name)], |row| Ok(ProductId(row.get("id")?)))
            .optional()?)
    }

    /// The category as other products than `except` write it, where they differ in case and white space only.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn category_like(&self, category: &str, except: Option<ProductId>) -> Result<Option<String>, StoreError> {
        let wanted = match_key(category);
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT category FROM product WHERE category <> '' AND id <> ?1 ORDER BY category",
        )?;
        let mut rows = statement.query([except.map_or(0, |id| id.0)])?;
        while let Some(row) = rows.next()? {
            let known: String = row.get("category")?;
            if match_key(&known) == wanted {
                return Ok(Some(known));
            }
        }
        Ok(None)
    }

    /// Categories in use.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn categories(&self) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT category FROM product WHERE category <> '' ORDER BY category")?;
        let found = statement.query_map([], |row| row.get("category"))?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// A product as a form has it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none.
    pub fn product_form(&self, id: ProductId) -> Result<ProductForm, StoreError> {
        let (name, category, description) = self
            .conn
            .prepare_cached("SELECT name, category, description FROM product WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get("name")?, row.get("category")?, row.get("description")?)))
            .optional()?
            .ok_or_else(|| StoreError::Missing(format!("Produk {id}")))?;
        let mut statement = self.conn.prepare_cached(
            "SELECT id, name, sku, barcode, price, weight_g, shelf, low_mark, sell_ahead FROM variant
             WHERE product_id = ?1 ORDER BY archived, id",
        )?;
        let variants = statement
            .query_map([id.0], |row| {
                Ok(VariantForm {
                    id: Some(VariantId(row.get("id")?)),
                    name: row.get("name")?,
                    sku: row.get("sku")?,
                    barcode: row.get("barcode")?,
                    price: Money(row.get("price")?),
                    weight_g: row.get("weight_g")?,
                    shelf: row.get("shelf")?,
                    low_mark: row.get("low_mark")?,
                    sell_ahead: row.get("sell_ahead")?,
                    opening: None,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(ProductForm { id: Some(id), name, category, description, variants })
    }
}

impl Tx<'_> {
    /// Adds a product and answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_product(&mut self, name: &str, category: &str, description: &str) -> Result<ProductId, StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM product")?;
        self.conn
            .prepare_cached(
                "INSERT INTO product (id, name, name_fold, category, description) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, name, match_key(name), category, description])?;
        self.touch(Topic::Products);
        Ok(ProductId(id))
    }

    /// Changes a product's name, category and description.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn update_product(
        &mut self,
        id: ProductId,
        name: &str,
        category: &str,
        description: &str,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE product SET name = ?2, name_fold = ?3, category = ?4, description = ?5 WHERE id = ?1",
            )?
            .execute(params![id.0, name, match_key(name), category, description])?;
        let mut variants = self.conn.prepare_cached("SELECT id FROM variant WHERE product_id = ?1")?;
        let ids = variants.query_map([id.0], |row| row.get::<_, i64>("id"))?.collect::<Result<Vec<_>, _>>()?;
        drop(variants);
        for variant in ids {
            self.index_variant(VariantId(variant))?;
        }
        self.touch(Topic::Products);
        Ok(())
    }

    /// Adds a variant and answers its key. An empty SKU is given one (`V0012`).
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or SKU or barcode are taken.
    pub fn insert_variant(&mut self, product: ProductId, form: &VariantForm) -> Result<VariantId, StoreError> {
        let id = VariantId(self.next_key(
            "SELECT CASE WHEN known > told THEN known ELSE told END + 1 AS next
             FROM (SELECT (SELECT COALESCE(MAX(id), 0) FROM variant) AS known,
               (SELECT COALESCE(MAX(noun_id), 0) FROM activity WHERE noun = 'variant') AS told) n",
        )?);
        let mut sku = form.sku.clone();
        let mut tries = 0;
        while sku.is_empty() || (form.sku.is_empty() && self.variant_by_sku(&sku)?.is_some()) {
            sku = if tries == 0 { given_sku(id) } else { format!("{}-{tries}", given_sku(id)) };
            tries += 1;
        }
        self.conn
            .prepare_cached(
                "INSERT INTO variant (id, product_id, name, name_fold, sku, sku_fold, barcode, price, weight_g, shelf,
                   walk, low_mark, sell_ahead, search, archived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, '', 0)",
            )?
            .execute(params![
                id.0,
                product.0,
                form.name,
                match_key(&form.name),
                sku,
                match_key(&sku),
                form.barcode,
                form.price.0,
                form.weight_g,
                form.shelf,
                walking_order(&form.shelf),
                form.low_mark,
                form.sell_ahead
            ])?;
        self.conn
            .prepare_cached(
                "INSERT INTO stock_level (variant_id, shelf, packed, damaged, allocated, value)
                 VALUES (?1, 0, 0, 0, 0, 0)",
            )?
            .execute([id.0])?;
        self.part_from_sku(id, &sku)?;
        self.index_variant(id)?;
        Ok(id)
    }

    /// Forgets that names of other goods stood beside this SKU: it is another's now, and whoever bears both is asked anew.
    fn part_from_sku(&mut self, bearer: VariantId, sku: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE variant_alias SET sku_fold = '' WHERE sku_fold = ?1 AND sku_fold <> '' AND variant_id <> ?2",
            )?
            .execute(params![match_key(sku), bearer.0])?;
        Ok(())
    }

    /// Changes a variant.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or SKU or barcode are taken.
    pub fn update_variant(&mut self, id: VariantId, form: &VariantForm) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE variant SET name = ?2, name_fold = ?3, sku = ?4, sku_fold = ?5, barcode = ?6, price = ?7,
                   weight_g = ?8, shelf = ?9, walk = ?10, low_mark = ?11, sell_ahead = ?12 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                form.name,
                match_key(&form.name),
                form.sku,
                match_key(&form.sku),
                form.barcode,
                form.price.0,
                form.weight_g,
                form.shelf,
                walking_order(&form.shelf),
                form.low_mark,
                form.sell_ahead
            ])?;
        self.part_from_sku(id, &form.sku)?;
        self.index_variant(id)
    }

    fn index_variant(&mut self, id: VariantId) -> Result<(), StoreError> {
        let words = self
            .conn
            .prepare_cached(
                "SELECT p.name AS product, v.name AS variant, v.sku, v.barcode
                 FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?1",
            )?
            .query_row([id.0], |row| {
                let texts: [String; 4] =
                    [row.get("product")?, row.get("variant")?, row.get("sku")?, row.get("barcode")?];
                // A product number in its longest form is found by each of its shorter ones.
                let longest = texts.iter().skip(2).filter_map(|code| product_number(code));
                Ok(texts.iter().map(|t| fold(t)).chain(longest).collect::<Vec<_>>().join(" "))
            })?;
        self.conn.prepare_cached("UPDATE variant SET search = ?2 WHERE id = ?1")?.execute(params![id.0, words])?;
        self.touch(Topic::Products);
        Ok(())
    }

    /// Archives a variant, or sells it again.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_archived(&mut self, id: VariantId, archived: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE variant SET archived = ?2 WHERE id = ?1")?.execute(params![id.0, archived])?;
        self.touch(Topic::Products);
        Ok(())
    }

    /// Remembers what a channel means by a product's name and variation, and the SKU beside it: `taught` where the variant got
    /// it from there. No SKU erases none.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn remember_alias(
        &mut self,
        channel: Channel,
        (product, variation, sku): (&str, &str, &str),
        variant: VariantId,
        taught: bool,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO variant_alias (channel, product_fold, variation_fold, variant_id, sku_fold, taught)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (channel, product_fold, variation_fold)
                 DO UPDATE SET variant_id = excluded.variant_id,
                   sku_fold = CASE WHEN excluded.sku_fold = '' THEN variant_alias.sku_fold ELSE excluded.sku_fold END,
                   taught = CASE WHEN excluded.taught = 1 THEN 1 ELSE variant_alias.taught END",
            )?
            .execute(params![
                channel.key(),
                match_key(product),
                match_key(variation),
                variant.0,
                match_key(sku),
                taught
            ])?;
        Ok(())
    }
}
