//! What words of a record mean: templates, orders, products, customers.

use runut_core::rows::{FieldRow, FieldType, TemplateRow};
use runut_core::{CustomerId, ProductId, Refusal, Sentence, excerpt, phone};
use runut_store::{Reader, StoreError};

use crate::ActionError;

/// The template that a word means: its own or its name, in either language, or the beginning of one alone.
///
/// # Errors
/// `template_unknown` with those that there are.
pub fn template_named(book: &Reader<'_>, word: &str) -> Result<TemplateRow, ActionError> {
    let all = book.templates()?;
    if let Some(found) = all.iter().find(|template| template.is_called(word)) {
        return Ok(found.clone());
    }
    let folded = runut_core::fold(word);
    let mut begin = all.iter().filter(|template| {
        let names = [&template.key, &template.name.id, &template.name.en];
        !template.archived && names.iter().any(|name| runut_core::fold(name).starts_with(&folded))
    });
    if let (Some(one), None) = (begin.next(), begin.next()) {
        return Ok(one.clone());
    }
    let keys: Vec<&str> =
        all.iter().filter(|template| !template.archived).map(|template| template.key.as_str()).collect();
    let (word, keys) = (excerpt(word, 40), keys.join(", "));
    let (id, en) = (
        format!("Tidak ada pola catatan {word}. Yang ada: {keys}."),
        format!("There is no template {word}. There are: {keys}."),
    );
    Err(Refusal::new("template_unknown", id, en).with("field", "template").into())
}

/// The customer that a word means: a phone, or a whole name.
///
/// # Errors
/// `customer_unknown`.
pub fn customer_meant(book: &Reader<'_>, word: &str) -> Result<CustomerId, ActionError> {
    let found = customer(book, word, &excerpt(word, 40))?;
    let refused = |said: Sentence| Refusal::new("customer_unknown", said.id, said.en).with("field", "customer");
    Ok(found.map(CustomerId).map_err(refused)?)
}

/// The product that a word means: a SKU of it, or its name.
///
/// # Errors
/// `product_unknown`.
pub fn product_meant(book: &Reader<'_>, word: &str) -> Result<ProductId, ActionError> {
    let found = product(book, word)?;
    let refused = |said: Sentence| Refusal::new("product_unknown", said.id, said.en).with("field", "product");
    Ok(found.map(ProductId).map_err(refused)?)
}

fn product(book: &Reader<'_>, word: &str) -> Result<Result<i64, Sentence>, StoreError> {
    let by_code = book.variant_by_code(word)?.map(|found| book.product_of(found.id)).transpose()?;
    let found = by_code.map_or_else(|| book.product_by_name(word), |product| Ok(Some(product)))?;
    let shown = excerpt(word, 40);
    Ok(found.map(|product| product.0).ok_or_else(|| {
        Sentence::new(
            format!("Produk {shown} tidak ada. Tulis SKU atau nama produknya."),
            format!("There is no product {shown}. Enter its SKU or its name."),
        )
    }))
}

/// The key of what a word in a field means, or why there is none.
pub(super) fn find(book: &Reader<'_>, field: &FieldRow, word: &str) -> Result<Result<i64, Sentence>, StoreError> {
    let shown = excerpt(word, 40);
    Ok(match field.kind {
        FieldType::Order => {
            let found = book.find_order(word)?;
            found.map(|order| order.0).ok_or_else(|| {
                Sentence::new(
                    format!("Pesanan {shown} tidak ada di buku."),
                    format!("Order {shown} isn't in the book."),
                )
            })
        }
        FieldType::Product => product(book, word)?,
        _ => customer(book, word, &shown)?,
    })
}

fn customer(book: &Reader<'_>, word: &str, shown: &str) -> Result<Result<i64, Sentence>, StoreError> {
    if let Ok(number) = phone(word)
        && let Some((id, _)) = book.customer_by_phone(&number)?
    {
        return Ok(Ok(book.customer_now(id)?.0));
    }
    Ok(match book.customers_called(word)?.as_slice() {
        [one] => Ok(one.0),
        [] => Err(Sentence::new(
            format!("Pelanggan {shown} tidak ada. Tulis nomor HP-nya atau nama lengkapnya."),
            format!("There is no customer {shown}. Enter their phone or their whole name."),
        )),
        _ => Err(Sentence::new(
            format!("Ada beberapa pelanggan bernama {shown}. Tulis nomor HP-nya."),
            format!("There are several customers called {shown}. Enter the phone."),
        )),
    })
}
