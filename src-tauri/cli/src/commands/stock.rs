//! Products and stock.

use std::process::ExitCode;

use runut_actions::{Archive, PICTURE_BYTES_MAX, adjust, archive, by_sku, open_stock, receive, save, set_photo};
use runut_core::rows::{
    AdjustForm, OpeningLine, ProductForm, ReceiptLine, StockCard, StockMark, StockPage, StockQuery, VariantForm,
    VariantRow,
};
use runut_core::{Money, VariantId};
use runut_store::{Context, Reader, read_begin, reports};
use serde_json::json;

use super::pages::gather;
use super::receiving::{at_each, costed, receipt_of, received};
use super::{Desk, catalogue, counts};
use crate::args::{Product, Stock, StockCommand, StockList, Switch};
use crate::output::{Fault, table};

pub fn product(desk: &Desk<'_>, product: &Product) -> Result<ExitCode, Fault> {
    match product {
        Product::Add {
            name,
            variant,
            sku,
            barcode,
            price,
            weight,
            shelf,
            category,
            low,
            sell_ahead,
            description,
            stock,
            cost,
        } => {
            let opening = stock.zip(*cost).map(|(units, each)| at_each(units, each));
            let form = VariantForm {
                id: None,
                name: variant.clone(),
                sku: sku.clone(),
                barcode: barcode.clone(),
                price: *price,
                weight_g: *weight,
                shelf: shelf.clone(),
                low_mark: *low,
                sell_ahead: *sell_ahead == Switch::On,
                opening: opening.transpose()?,
            };
            let known = desk.book.read(|book| Ok::<_, Fault>(book.product_by_name(name)?))?;
            let before = known.map(|id| desk.book.read(|book| Ok::<_, Fault>(book.product_form(id)?))).transpose()?;
            let kept = |typed: &Option<String>, was: fn(&ProductForm) -> &String| {
                typed.clone().or_else(|| before.as_ref().map(|form| was(form).clone())).unwrap_or_default()
            };
            let form = ProductForm {
                id: known,
                name: name.clone(),
                category: kept(category, |form| &form.category),
                description: kept(description, |form| &form.description),
                variants: vec![form],
            };
            let id = save(&desk.book, &desk.context()?, &form)?;
            saved(desk, id.value.0)
        }
        Product::Set { sku, photo, no_photo, .. } => {
            let variant = desk.book.read(|book| by_sku(book, sku))?.id;
            let form = desk.book.read(|book| change(book, sku, product))?;
            let bytes = photo.as_deref().map(|path| read_begin(path, PICTURE_BYTES_MAX)).transpose()?;
            let context = desk.context()?;
            if bytes.is_some() || *no_photo {
                // A write of its own, known by an id of its own, so that all of it can be repeated.
                let context = Context { request: format!("{}/foto", context.request), ..context.clone() };
                set_photo(&desk.book, &context, &[variant], bytes.as_deref())?;
            }
            let id = save(&desk.book, &context, &form)?;
            saved(desk, id.value.0)
        }
        Product::Import { file, apply } => catalogue::import(desk, file, *apply),
        Product::List(list) => stock_list(desk, list),
        Product::Archive { skus, back } => {
            let mut variants: Vec<VariantId> = desk
                .book
                .read(|book| skus.iter().map(|sku| Ok(by_sku(book, sku)?.id)).collect::<Result<_, Fault>>())?;
            variants.sort_unstable();
            variants.dedup();
            let to = if *back { Archive::Back } else { Archive::Away };
            let done = archive(&desk.book, &desk.context()?, &variants, to)?.value;
            desk.out.value(&json!({ "done": done }), |_| format!("{done} varian."));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn change(book: &Reader<'_>, sku: &str, product: &Product) -> Result<ProductForm, Fault> {
    let found = by_sku(book, sku)?;
    let mut form = book.product_form(reports::variant_row(book, found.id)?.product_id)?;
    form.variants.retain(|v| v.id == Some(found.id));
    let Product::Set {
        new_sku,
        variant,
        product,
        barcode,
        price,
        weight,
        shelf,
        category,
        low,
        sell_ahead,
        description,
        ..
    } = product
    else {
        return Ok(form);
    };
    let set = |slot: &mut String, value: &Option<String>| {
        if let Some(value) = value {
            slot.clone_from(value);
        }
    };
    set(&mut form.name, product);
    set(&mut form.category, category);
    set(&mut form.description, description);
    for line in &mut form.variants {
        set(&mut line.sku, new_sku);
        set(&mut line.name, variant);
        set(&mut line.barcode, barcode);
        set(&mut line.shelf, shelf);
        line.price = price.unwrap_or(line.price);
        line.weight_g = weight.unwrap_or(line.weight_g);
        line.low_mark = low.unwrap_or(line.low_mark);
        line.sell_ahead = sell_ahead.map_or(line.sell_ahead, |ahead| ahead == Switch::On);
    }
    Ok(form)
}

fn saved(desk: &Desk<'_>, id: i64) -> Result<ExitCode, Fault> {
    let form = desk.book.read(|book| Ok::<_, Fault>(book.product_form(runut_core::ProductId(id))?))?;
    desk.out.value(&form, |form| {
        let skus: Vec<String> = form.variants.iter().map(|v| format!("{} {}", v.sku, v.name)).collect();
        format!("{}: {}", form.name, skus.join("; "))
    });
    Ok(ExitCode::SUCCESS)
}

pub fn stock(desk: &Desk<'_>, stock: &Stock) -> Result<ExitCode, Fault> {
    match (&stock.command, &stock.sku) {
        (Some(StockCommand::Receive { lines, missing_at, supplier, how }), _) => {
            let mut wanted = desk.book.read(|book| {
                lines.iter().map(|line| costed(book, line).map(received)).collect::<Result<Vec<_>, _>>()
            })?;
            if let Some(price) = missing_at {
                wanted.extend(desk.book.read(|book| missing(book, *price))?);
            }
            let receipt = desk.book.read(|book| receipt_of(book, (wanted, None), supplier, how))?;
            let said = receive(&desk.book, &desk.context()?, &receipt)?.value;
            let units: i64 = receipt.lines.iter().map(|l| l.quantity).sum();
            desk.out.value(&json!({ "lines": receipt.lines.len(), "units": units }), |_| said.id.clone());
            Ok(ExitCode::SUCCESS)
        }
        (Some(StockCommand::Open { lines }), _) => {
            let lines: Vec<OpeningLine> =
                desk.book.read(|book| lines.iter().map(|line| costed(book, line)).collect::<Result<_, Fault>>())?;
            let said = open_stock(&desk.book, &desk.context()?, &lines)?.value;
            desk.out.value(&json!({ "lines": lines.len() }), |_| said.id.clone());
            Ok(ExitCode::SUCCESS)
        }
        (Some(StockCommand::Count(command)), _) => counts::count(desk, command),
        (Some(StockCommand::Adjust { sku, kind, units, reason, cost }), _) => {
            let variant = desk.book.read(|book| by_sku(book, sku))?.id;
            let form = AdjustForm { variant, kind: *kind, quantity: *units, reason: reason.clone(), unit_cost: *cost };
            let done = adjust(&desk.book, &desk.context()?, &form)?.value;
            desk.out.value(&done, |done| done.message.id.clone());
            Ok(ExitCode::SUCCESS)
        }
        (None, Some(sku)) => card(desk, sku, &stock.list),
        (None, None) => stock_list(desk, &stock.list),
    }
}

fn missing(book: &Reader<'_>, price: Money) -> Result<Vec<ReceiptLine>, Fault> {
    let query = |after, limit| StockQuery {
        mark: StockMark::Short,
        category: String::new(),
        search: String::new(),
        after,
        limit,
    };
    let all: StockPage = gather(u32::MAX, None, |after, limit| Ok(reports::stock_page(book, &query(after, limit))?))?;
    let line = |row: VariantRow| {
        let too_dear = || Fault::Usage(format!("--missing-at {price}: terlalu besar untuk {} barang", -row.available));
        let cost = price.times(-row.available).ok_or_else(too_dear)?;
        Ok(ReceiptLine { variant_id: row.id, quantity: -row.available, cost })
    };
    all.rows.into_iter().map(line).collect()
}

fn card(desk: &Desk<'_>, sku: &str, list: &StockList) -> Result<ExitCode, Fault> {
    let card: StockCard = desk.book.read(|book| {
        let variant = by_sku(book, sku)?.id;
        gather(list.limit, list.after.as_deref(), |after, limit| {
            Ok(reports::stock_card(book, variant, after.as_deref(), limit)?)
        })
    })?;
    let zone = desk.context()?.zone;
    desk.out.value(&card, |card| {
        let v = &card.variant;
        let rows: Vec<Vec<String>> = card
            .moves
            .iter()
            .map(|m| {
                vec![
                    zone.local(m.at).format("%Y-%m-%d %H.%M").to_string(),
                    m.person.clone(),
                    format!("{} → {}", m.from.key(), m.to.key()),
                    m.quantity.to_string(),
                    m.on_hand.to_string(),
                    m.why.id.clone(),
                ]
            })
            .collect();
        let head = format!(
            "{} {} [{}]  ada {}, dipesan {}, tersedia {}, nilai Rp {}\n",
            v.product, v.variant, v.sku, v.on_hand, v.allocated, v.available, v.value
        );
        let told = if card.description.is_empty() { String::new() } else { format!("{}\n", card.description) };
        head + &told + &table(&["Waktu", "Siapa", "Dari → ke", "Jumlah", "Ada", "Sebab"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

fn stock_list(desk: &Desk<'_>, list: &StockList) -> Result<ExitCode, Fault> {
    let query = |after, limit| StockQuery {
        mark: list.mark,
        category: list.category.clone(),
        search: list.search.clone(),
        after,
        limit,
    };
    let page: StockPage = desk.book.read(|book| {
        gather(list.limit, list.after.as_deref(), |after, limit| Ok(reports::stock_page(book, &query(after, limit))?))
    })?;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|r| {
                vec![
                    r.sku.clone(),
                    r.product.clone(),
                    r.variant.clone(),
                    r.shelf.clone(),
                    r.on_hand.to_string(),
                    r.allocated.to_string(),
                    r.available.to_string(),
                    r.value.to_string(),
                ]
            })
            .collect();
        table(&["SKU", "Produk", "Varian", "Rak", "Ada", "Dipesan", "Tersedia", "Nilai"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}
