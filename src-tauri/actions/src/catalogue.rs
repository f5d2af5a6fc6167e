//! Products from a spreadsheet: read, previewed, applied. A row that can't be taken is listed while the rest goes in.
//!
//! Invariant: preview and apply ask the same function ([`plan`]) what becomes of a row.

use std::collections::{BTreeMap, HashMap};

use runut_core::activity::{Activity, ImportAct, VariantAct};
use runut_core::rows::{
    CatalogueFate, CatalogueLine, CatalogueReport, CatalogueRow, Opening, ProductForm, VariantForm,
};
use runut_core::{Money, Refusal, Sentence, VariantId, match_key};
pub use runut_intake::CatalogueFile;
use runut_intake::read_catalogue;
use runut_store::{Book, Context, Reader, Tx, Written, given_sku};

use crate::opening::begin;
use crate::products::{add_product, change_product, check, refuse_taken, save_variant};
use crate::{ActionError, Done};

/// Reads a product list: a spreadsheet's bytes, or pasted rows.
///
/// # Errors
/// The file's own refusals: empty, no spreadsheet, no column that names the goods, too many rows.
pub fn read(name: &str, bytes: &[u8]) -> Result<CatalogueFile, ActionError> {
    Ok(CatalogueFile { name: runut_core::limits::excerpt(name, 120), ..read_catalogue(bytes)? })
}

/// What the list would do to the book. Nothing is written.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn preview(book: &Book, file: &CatalogueFile) -> Result<CatalogueReport, ActionError> {
    book.read(|reader| report(reader, file, &plans(reader, file)?))
}

/// Takes the list into the book in one write: everything that can be.
///
/// # Errors
/// `catalogue_nothing` where no row changes anything; [`ActionError`] where the book can't be written.
pub fn apply(book: &Book, ctx: &Context, file: &CatalogueFile) -> Done<CatalogueReport> {
    // The answer that is kept for a repeated request has the figures; the list is long and only shown.
    let mut list = Vec::new();
    let done = book.write(ctx, &format!("catalogue {file:?}"), |tx| {
        let plans = plans(tx, file)?;
        if !plans.iter().any(|plan| matches!(plan.fate, CatalogueFate::New | CatalogueFate::Changed)) {
            let (id, en) = ("Tidak ada baris yang mengubah buku.", "No row changes anything in the book.");
            return Err(Refusal::new("catalogue_nothing", id, en).into());
        }
        let mut report = report(tx, file, &plans)?;
        let activity = Activity::new(ImportAct::Products, 0).with("file", &file.name);
        tx.record(&activity.with("new", report.new_variants).with("changed", report.changed))?;
        for (line, plan) in file.lines.iter().zip(&plans) {
            take(tx, ctx, line, plan)?;
        }
        list = std::mem::take(&mut report.list);
        Ok::<_, ActionError>(CatalogueReport { applied: true, ..report })
    })?;
    Ok(Written { value: CatalogueReport { list, ..done.value }, topics: done.topics })
}

/// What becomes of a row.
#[derive(Clone, Debug)]
struct Plan {
    fate: CatalogueFate,
    /// The variant as it will be; its key where the book has it.
    form: Option<VariantForm>,
    message: Option<Sentence>,
}

impl Plan {
    fn refused(refusal: Refusal) -> Self {
        Self { fate: CatalogueFate::Refused, form: None, message: Some(refusal.message) }
    }
}

fn plans(book: &Reader<'_>, file: &CatalogueFile) -> Result<Vec<Plan>, ActionError> {
    let mut seen = Seen::default();
    let problems: HashMap<u32, &Sentence> = file.problems.iter().map(|(row, why)| (*row, why)).collect();
    file.lines
        .iter()
        .map(|line| {
            if let Some(why) = problems.get(&line.row) {
                return Ok(Plan::refused(Refusal::new("cell", why.id.clone(), why.en.clone())));
            }
            match plan(book, line, &mut seen) {
                Err(ActionError::Refused(refusal)) => Ok(Plan::refused(refusal)),
                other => other,
            }
        })
        .collect()
}

/// The codes and names of the rows above, with their rows.
#[derive(Default)]
struct Seen {
    codes: HashMap<String, u32>,
    names: HashMap<(String, String), u32>,
}

impl Seen {
    fn refuse_twice(&mut self, line: &CatalogueLine) -> Result<(), Refusal> {
        let twice = |row: u32, what: &str| {
            let (id, en) = (
                format!("{what} sudah ada di baris {row}. Hapus salah satu."),
                format!("{what} stands in row {row} already. Remove one of them."),
            );
            Refusal::new("catalogue_twice", id, en).with("row", row)
        };
        for code in [&line.sku, &line.barcode] {
            if let Some(row) = (!code.is_empty()).then(|| self.codes.insert(match_key(code), line.row)).flatten()
                && row != line.row
            {
                return Err(twice(row, code));
            }
        }
        let name = (match_key(&line.product), match_key(&line.variant));
        match (!name.0.is_empty()).then(|| self.names.insert(name, line.row)).flatten() {
            Some(row) => Err(twice(row, &what(&line.product, &line.variant))),
            None => Ok(()),
        }
    }
}

/// Refuses an amount below a thousand that the row's other amount, or the book's price, shows to be a thousandth: a spreadsheet
/// took the dot of 19.000 for a decimal point.
fn refuse_cut(line: &CatalogueLine, known: Option<Money>) -> Result<(), Refusal> {
    let cut = |amount: Option<Money>, beside: Option<Money>, whole_is: &dyn Fn(i64, i64) -> bool| {
        let amount = amount.filter(|amount| (1..1_000).contains(&amount.0))?;
        let whole = amount.times(1_000)?;
        let beside = beside.filter(|beside| beside.0 >= 1_000 && whole_is(whole.0, beside.0))?;
        Some((amount, whole, beside))
    };
    // A price is a few times what the goods cost, and what they cost a part of the price.
    let found = cut(line.price, line.cost, &|whole, cost| whole * 2 >= cost && whole <= cost * 20)
        .map(|found| ("Harga", "The price", found, ("harga belinya", "its cost")))
        .or_else(|| {
            let found = cut(line.price, known, &|whole, price| whole == price)?;
            Some(("Harga", "The price", found, ("harganya di buku", "its price in the book")))
        })
        .or_else(|| {
            let price = line.price.or(known);
            let found = cut(line.cost, price, &|whole, price| whole * 20 >= price && whole <= price * 2)?;
            Some(("Harga beli", "The cost", found, ("harganya", "its price")))
        });
    let Some((name, named, (amount, whole, beside), (other_id, other_en))) = found else { return Ok(()) };
    Err(Refusal::new(
        "cut_amount",
        format!("{name} tertulis {amount}, padahal {other_id} {beside}; mungkin {whole}. Betulkan di spreadsheet-nya, lalu baca lagi."),
        format!("{named} says {amount}, but {other_en} is {beside}; perhaps {whole}. Mend it in the spreadsheet and read it again."),
    )
    .with("row", line.row))
}

fn what(product: &str, variant: &str) -> String {
    if variant.is_empty() { product.to_owned() } else { format!("{product}, {variant}") }
}

fn plan(book: &Reader<'_>, line: &CatalogueLine, seen: &mut Seen) -> Result<Plan, ActionError> {
    seen.refuse_twice(line)?;
    let known = known(book, line)?;
    let Some(id) = known else {
        refuse_cut(line, None)?;
        return new(book, line);
    };
    let found = book.variant(id)?;
    let row = runut_store::reports::variant_row(book, id)?;
    let before = book.product_form(row.product_id)?;
    let Some(old) = before.variants.iter().find(|v| v.id == Some(id)) else {
        return Err(runut_store::StoreError::Missing(format!("Varian {id}")).into());
    };
    refuse_cut(line, Some(old.price))?;
    let text = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
    let form = check((
        0,
        &VariantForm {
            id: Some(id),
            name: old.name.clone(),
            sku: text(&line.sku, &old.sku),
            barcode: text(&line.barcode, &old.barcode),
            price: line.price.unwrap_or(old.price),
            weight_g: line.weight_g.unwrap_or(old.weight_g),
            shelf: text(&line.shelf, &old.shelf),
            low_mark: line.low_mark.unwrap_or(old.low_mark),
            sell_ahead: old.sell_ahead,
            opening: None,
        },
    ))?;
    refuse_taken(book, &found.product, &form)?;
    let changes = changes(old, &form, described(book, &before, line)?.is_some(), row.archived);
    let (opening, stock) = opening(book, Some(id), line)?;
    let fate = if changes.is_empty() && opening.is_none() { CatalogueFate::Same } else { CatalogueFate::Changed };
    let told = changes
        .into_iter()
        .chain(stock)
        .reduce(|all, next| Sentence::new(format!("{} {}", all.id, next.id), format!("{} {}", all.en, next.en)));
    Ok(Plan { fate, form: Some(VariantForm { opening, ..form }), message: told })
}

/// What changes of a variant, in sentences: what is overwritten is seen before it is.
fn changes(old: &VariantForm, new: &VariantForm, described: bool, archived: bool) -> Vec<Sentence> {
    let mut said = Vec::new();
    let mut tell = |id: &str, en: &str, was: String, is: String| {
        if was != is {
            let was = if was.is_empty() { "–".to_owned() } else { was };
            said.push(Sentence::new(format!("{id} {was} → {is}."), format!("{en} {was} → {is}.")));
        }
    };
    tell("Harga", "Price", old.price.to_string(), new.price.to_string());
    tell("SKU", "SKU", old.sku.clone(), new.sku.clone());
    tell("Barcode", "Barcode", old.barcode.clone(), new.barcode.clone());
    tell("Rak", "Shelf", old.shelf.clone(), new.shelf.clone());
    tell("Berat (g)", "Weight (g)", old.weight_g.to_string(), new.weight_g.to_string());
    tell("Batas menipis", "Low mark", old.low_mark.to_string(), new.low_mark.to_string());
    if described {
        said.push(Sentence::new("Kategori atau deskripsi berubah.", "Category or description changes."));
    }
    if archived {
        said.push(Sentence::new("Dijual lagi dari arsip.", "Sold again, out of the archive."));
    }
    said
}

/// The category as the book writes it, however it is typed.
fn category(book: &Reader<'_>, line: &CatalogueLine) -> Result<String, ActionError> {
    Ok(book.category_like(&line.category, None)?.unwrap_or_else(|| line.category.clone()))
}

/// The product with what the row says of it, if that changes it.
fn described(
    book: &Reader<'_>,
    before: &ProductForm,
    line: &CatalogueLine,
) -> Result<Option<ProductForm>, ActionError> {
    let text = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
    let after = ProductForm {
        category: text(category(book, line)?, &before.category),
        description: text(line.description.clone(), &before.description),
        ..before.clone()
    };
    Ok((after != *before).then_some(after))
}

/// Which variant of the book the row means: by its SKU, else by its names.
fn known(book: &Reader<'_>, line: &CatalogueLine) -> Result<Option<VariantId>, ActionError> {
    let by_sku = if line.sku.is_empty() { None } else { book.variant_by_sku(&line.sku)?.map(|m| m.id) };
    let named = if line.product.is_empty() { None } else { book.variant_by_name(&line.product, &line.variant)? };
    match (by_sku, named) {
        (Some(sku), Some(name)) if sku != name => {
            let (mine, other) = (book.variant(sku)?.what(), book.variant(name)?.what());
            let (id, en) = (
                format!("SKU {} di buku milik {mine}, bukan {other}.", line.sku),
                format!("SKU {} is of {mine} in the book, not of {other}.", line.sku),
            );
            Err(Refusal::new("sku_taken", id, en).with("sku", &line.sku).into())
        }
        (None, Some(name)) if !line.sku.is_empty() && book.variant(name)?.sku != given_sku(name) => {
            let sku = book.variant(name)?.sku;
            let (id, en) = (
                format!("Barang ini di buku memakai SKU {sku}, bukan {}. Samakan dulu, atau ubah di Stok.", line.sku),
                format!(
                    "In the book these goods have SKU {sku}, not {}. Make them the same, or change it in Stock.",
                    line.sku
                ),
            );
            Err(Refusal::new("sku_differs", id, en).with("sku", sku).into())
        }
        // A SKU that was mistyped mustn't overwrite other goods.
        (Some(sku), None) if !line.product.is_empty() => {
            let mine = book.variant(sku)?.what();
            let named = what(&line.product, &line.variant);
            let (id, en) = (
                format!("SKU {} di buku milik {mine}, bukan {named}. Samakan namanya, atau kosongkan.", line.sku),
                format!(
                    "SKU {} is of {mine} in the book, not of {named}. Make the names one, or leave it out.",
                    line.sku
                ),
            );
            Err(Refusal::new("sku_taken", id, en).with("sku", &line.sku).into())
        }
        (sku, name) => Ok(sku.or(name)),
    }
}

fn new(book: &Reader<'_>, line: &CatalogueLine) -> Result<Plan, ActionError> {
    if match_key(&line.product).is_empty() {
        let (id, en) =
            ("Nama produk kosong, dan SKU-nya tidak ada di buku.", "No product name, and its SKU isn't in the book.");
        return Err(Refusal::new("product_name_missing", id, en).into());
    }
    let form = check((
        0,
        &VariantForm {
            id: None,
            name: line.variant.clone(),
            sku: line.sku.clone(),
            barcode: line.barcode.clone(),
            price: line.price.unwrap_or_default(),
            weight_g: line.weight_g.unwrap_or(0),
            shelf: line.shelf.clone(),
            low_mark: line.low_mark.unwrap_or(0),
            sell_ahead: false,
            opening: None,
        },
    ))?;
    refuse_taken(book, &line.product, &form)?;
    let (opening, message) = opening(book, None, line)?;
    let message = message.or_else(|| {
        line.price.is_none().then(|| Sentence::new("Harga jualnya belum ada.", "Its price is still missing."))
    });
    let form = Some(VariantForm { opening, ..form });
    Ok(Plan { fate: CatalogueFate::New, form, message })
}

/// The opening stock that the row gives, or why it gives none.
fn opening(
    book: &Reader<'_>,
    variant: Option<VariantId>,
    line: &CatalogueLine,
) -> Result<(Option<Opening>, Option<Sentence>), ActionError> {
    let Some(units) = line.stock.filter(|units| *units != 0) else { return Ok((None, None)) };
    let level = variant.map(|id| book.level(id)).transpose()?.unwrap_or_default();
    if level.stocked_at.is_some() {
        let there = level.on_hand();
        let said = (there != units).then(|| {
            Sentence::new(
                format!("Stok tetap {there} seperti di buku, bukan {units}: pakai Opname atau Sesuaikan."),
                format!("Stock stays {there} as in the book, not {units}: count or adjust it."),
            )
        });
        return Ok((None, said));
    }
    let Some(cost) = line.cost.and_then(|each| each.times(units)) else {
        let said = Sentence::new(
            format!("Stok {units} belum ikut: isi harga belinya (0 kalau memang gratis)."),
            format!("Stock {units} isn't taken: enter what one cost (0 if it was free)."),
        );
        return Ok((None, Some(said)));
    };
    let opening = Opening { units, cost };
    let goods = runut_core::stock::Goods {
        variant: variant.unwrap_or(VariantId(0)),
        what: &what(&line.product, &line.variant),
        level,
        last_cost: None,
        short: 0,
    };
    runut_core::stock::open(&goods, &opening, runut_core::Day(0))?; // refuses what can't be
    Ok((Some(opening), None))
}

fn take(tx: &mut Tx<'_>, ctx: &Context, line: &CatalogueLine, plan: &Plan) -> Result<(), ActionError> {
    let Some(form) = plan.form.as_ref().filter(|_| plan.fate != CatalogueFate::Same) else { return Ok(()) };
    let product = match form.id {
        Some(id) => Some(runut_store::reports::variant_row(tx, id)?.product_id),
        None => tx.product_by_name(&line.product)?,
    };
    let before = product.map(|id| tx.product_form(id)).transpose()?;
    let (id, name) = match (product, before) {
        (Some(id), Some(before)) => {
            if let Some(after) = described(tx, &before, line)? {
                change_product(tx, id, &after)?;
            }
            (id, before.name)
        }
        _ => {
            let category = category(tx, line)?;
            let (name, description) = (line.product.clone(), line.description.clone());
            let form = ProductForm { id: None, name, category, description, variants: vec![form.clone()] };
            (add_product(tx, &form)?, form.name)
        }
    };
    let variant = save_variant(tx, id, &name, form, product.is_some())?;
    if form.id.is_some() && runut_store::reports::variant_row(tx, variant)?.archived {
        let what = tx.variant(variant)?.what();
        tx.record(&Activity::new(VariantAct::Unarchive, variant.0).with("what", what))?;
        tx.set_archived(variant, 0)?;
    }
    match &form.opening {
        Some(opening) => begin(tx, ctx, variant, opening),
        None => Ok(()),
    }
}

fn report(book: &Reader<'_>, file: &CatalogueFile, plans: &[Plan]) -> Result<CatalogueReport, ActionError> {
    let of = |fate| i64::try_from(plans.iter().filter(|plan| plan.fate == fate).count()).unwrap_or(i64::MAX);
    let opened = || plans.iter().filter_map(|plan| plan.form.as_ref()?.opening.as_ref());
    let rows = file.lines.iter().zip(plans);
    let fresh = rows.clone().filter(|(_, plan)| plan.fate == CatalogueFate::New).map(|(line, _)| &line.product);
    let mut new_products = 0;
    for name in fresh.map(|name| (match_key(name), name)).collect::<BTreeMap<_, _>>().into_values() {
        new_products += i64::from(book.product_by_name(name)?.is_none());
    }
    Ok(CatalogueReport {
        name: file.name.clone(),
        rows: i64::try_from(file.lines.len()).unwrap_or(i64::MAX),
        new_products,
        new_variants: of(CatalogueFate::New),
        changed: of(CatalogueFate::Changed),
        same: of(CatalogueFate::Same),
        refused: of(CatalogueFate::Refused),
        units: opened().map(|opening| opening.units).sum(),
        value: opened().map(|opening| opening.cost).fold(Money::ZERO, |sum, cost| Money(sum.0.saturating_add(cost.0))),
        columns: file.columns.clone(),
        ignored: file.ignored.clone(),
        list: rows
            .map(|(line, plan)| CatalogueRow { line: line.clone(), fate: plan.fate, message: plan.message.clone() })
            .collect(),
        applied: false,
    })
}
