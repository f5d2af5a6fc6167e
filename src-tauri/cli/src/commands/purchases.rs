//! Suppliers and what is bought from them.

use std::process::ExitCode;

use runut_actions::{
    Document, PurchaseStep, account_named, add_cost, by_sku, enter_bill, pay_advance, pay_bills, purchase_order,
    receive, save_purchase, save_supplier, send_back, step_purchase,
};
use runut_core::rows::{
    AdvanceForm, BillForm, BillPart, BillPayment, BillRow, BilledLine, LateCost, PayableRow, Payables, PurchaseCard,
    PurchaseForm, PurchaseLineForm, PurchasePage, PurchaseQuery, PurchaseRow, ReceiptLine, ReceiptQuery, ReceiptRow,
    SendBackForm, SendBackLine, SupplierRow,
};
use runut_core::{AccountId, BillId, Money, PurchaseId, ReceiptId, Sentence, SupplierId};
use runut_store::reports::{purchases, statements};
use runut_store::{Reader, StoreError};
use serde::Serialize;

use super::Desk;
use super::pages::gather;
use super::receiving::{costed, extra, extras, receipt_of, received};
use crate::args::{PaidHow, Purchase, PurchaseBill, PurchaseReceive, Supplier, SupplierAbout, Switch, Wanted, money};
use crate::output::{Fault, table};
use crate::target::{self, put};

pub fn supplier(desk: &Desk<'_>, supplier: &Supplier) -> Result<ExitCode, Fault> {
    let row = match supplier {
        Supplier::List => return suppliers(desk),
        Supplier::Add { name, about } => filled(new_supplier(name), about),
        Supplier::Set { name, new_name, about, archived } => {
            let known = known(desk, name)?;
            let name = new_name.clone().unwrap_or_else(|| known.name.clone());
            let archived = archived.map_or(known.archived, |switch| switch == Switch::On);
            filled(SupplierRow { name, archived, ..known }, about)
        }
    };
    let saved = save_supplier(&desk.book, &desk.context()?, &row)?.value;
    desk.out.value(&saved, |saved| format!("{} disimpan.", saved.name));
    Ok(ExitCode::SUCCESS)
}

fn known(desk: &Desk<'_>, name: &str) -> Result<SupplierRow, Fault> {
    let found = desk.book.read(|book| Ok::<_, Fault>(book.supplier_named(name)?))?;
    let shown = runut_core::excerpt(name, 60);
    found.ok_or_else(|| Fault::from(StoreError::Missing(format!("Pemasok {shown}"))))
}

fn new_supplier(name: &str) -> SupplierRow {
    let empty = String::new;
    SupplierRow {
        id: SupplierId(0),
        name: name.to_owned(),
        phone: empty(),
        address: empty(),
        note: empty(),
        due_days: 0,
        archived: false,
        owed: Money::ZERO,
        advance: Money::ZERO,
    }
}

fn filled(row: SupplierRow, about: &SupplierAbout) -> SupplierRow {
    let typed = |typed: &Option<String>, was: &String| typed.clone().unwrap_or_else(|| was.clone());
    SupplierRow {
        phone: typed(&about.phone, &row.phone),
        address: typed(&about.address, &row.address),
        note: typed(&about.note, &row.note),
        due_days: about.due_days.unwrap_or(row.due_days),
        ..row
    }
}

fn suppliers(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let all = desk.book.read(|book| Ok::<_, Fault>(book.suppliers()?))?;
    desk.out.value(&all, |all| {
        let row = |s: &SupplierRow| {
            let mark = if s.archived { "arsip" } else { "" };
            vec![
                s.name.clone(),
                s.phone.clone(),
                s.due_days.to_string(),
                s.owed.to_string(),
                s.advance.to_string(),
                mark.into(),
            ]
        };
        table(&["Pemasok", "HP", "Tempo", "Utang Rp", "Uang muka Rp", ""], &all.iter().map(row).collect::<Vec<_>>())
    });
    Ok(ExitCode::SUCCESS)
}

pub fn purchase(desk: &Desk<'_>, purchase: &Purchase) -> Result<ExitCode, Fault> {
    match purchase {
        Purchase::List { stage, search, limit, after } => {
            let query =
                |after, limit| PurchaseQuery { stage: *stage, supplier: None, search: search.clone(), after, limit };
            list(desk, query, *limit, after.as_deref())
        }
        Purchase::Show { id } => show(desk, *id),
        Purchase::New { supplier, what, draft } => save(desk, None, supplier.clone(), what, !draft),
        Purchase::Change { id, supplier, what } => {
            let known = desk.book.read(|book| {
                let purchase = book.purchase(PurchaseId(*id))?;
                Ok::<_, Fault>(book.supplier(purchase.supplier)?.name)
            })?;
            save(desk, Some(PurchaseId(*id)), supplier.clone().unwrap_or(known), what, false)
        }
        Purchase::Order { id } => step(desk, *id, PurchaseStep::Order),
        Purchase::Close { id } => step(desk, *id, PurchaseStep::Close),
        Purchase::Cancel { id } => step(desk, *id, PurchaseStep::Cancel),
        Purchase::Receive(receive) => came(desk, receive),
        Purchase::Cost { receipt, cost, split } => {
            let cost = desk.book.read(|book| extra(book, cost))?;
            let late = LateCost { receipt: ReceiptId(*receipt), cost, split: *split };
            told(desk, &add_cost(&desk.book, &desk.context()?, &late)?.value)
        }
        Purchase::Bill(typed) => bill(desk, typed),
        Purchase::Pay { bills, how, credit } => pay(desk, bills, how, *credit),
        Purchase::Advance { id, amount, how, back } => {
            let form = AdvanceForm {
                purchase: PurchaseId(*id),
                amount: *amount,
                account: account(desk, &how.account)?,
                day: how.day,
                reference: how.reference.clone(),
                back: *back,
            };
            told(desk, &pay_advance(&desk.book, &desk.context()?, &form)?.value)
        }
        Purchase::Return { receipt, lines, reason } => go_back(desk, ReceiptId(*receipt), lines, reason),
        Purchase::Receipts { unbilled, supplier, limit } => receipts(desk, *unbilled, supplier.as_deref(), *limit),
        Purchase::Payables => payables(desk),
        Purchase::Pdf { id, out, force } => {
            target::check(desk.book.path(), out, *force)?;
            let deliver = &mut |document: &Document| put(out, document);
            let printed = purchase_order(&desk.book, &desk.context()?, PurchaseId(*id), deliver)?.value;
            desk.out.value(&printed, |printed| format!("{} {}", printed.message.id, printed.path));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn told(desk: &Desk<'_>, said: &Sentence) -> Result<ExitCode, Fault> {
    desk.out.value(said, |said| said.id.clone());
    Ok(ExitCode::SUCCESS)
}

fn answered<T: Serialize>(desk: &Desk<'_>, value: &T, said: &Sentence) -> Result<ExitCode, Fault> {
    desk.out.value(value, |_| said.id.clone());
    Ok(ExitCode::SUCCESS)
}

fn account(desk: &Desk<'_>, word: &str) -> Result<AccountId, Fault> {
    desk.book.read(|book| Ok::<_, Fault>(account_named(book, word)?))
}

fn step(desk: &Desk<'_>, id: i64, step: PurchaseStep) -> Result<ExitCode, Fault> {
    told(desk, &step_purchase(&desk.book, &desk.context()?, PurchaseId(id), step)?.value)
}

/// `SKU=UNITS@PRICE` of one.
fn wanted(book: &Reader<'_>, text: &str) -> Result<PurchaseLineForm, Fault> {
    let usage = || Fault::Usage(format!("{text}: tulis SKU=JUMLAH@HARGA (satuan)"));
    let (sku, rest) = text.rsplit_once('=').ok_or_else(usage)?;
    let (units, price) = rest.split_once('@').ok_or_else(usage)?;
    let quantity = units.trim().parse().map_err(|_| usage())?;
    let price = money(price.trim()).map_err(Fault::Usage)?;
    Ok(PurchaseLineForm { variant: by_sku(book, sku.trim())?.id, quantity, price })
}

fn save(
    desk: &Desk<'_>,
    id: Option<PurchaseId>,
    supplier: String,
    what: &Wanted,
    order: bool,
) -> Result<ExitCode, Fault> {
    let lines =
        desk.book.read(|book| what.lines.iter().map(|line| wanted(book, line)).collect::<Result<Vec<_>, _>>())?;
    let form = PurchaseForm { id, supplier, expected: what.expected, note: what.note.clone(), lines, order };
    let saved = save_purchase(&desk.book, &desk.context()?, &form)?.value;
    answered(desk, &saved, &saved.message)
}

/// All that is still to come of a purchase order, at its prices.
fn rest_of(book: &Reader<'_>, id: PurchaseId) -> Result<Vec<ReceiptLine>, Fault> {
    let lines = book.purchase(id)?.lines.into_iter().filter(|line| line.received < line.quantity);
    let rest = lines.map(|line| {
        let quantity = line.quantity - line.received;
        ReceiptLine { variant_id: line.variant, quantity, cost: Money(line.price.0.saturating_mul(quantity)) }
    });
    Ok(rest.collect())
}

fn came(desk: &Desk<'_>, typed: &PurchaseReceive) -> Result<ExitCode, Fault> {
    let order = typed.order.map(PurchaseId);
    let receipt = desk.book.read(|book| {
        let mut lines =
            typed.lines.iter().map(|line| costed(book, line).map(received)).collect::<Result<Vec<_>, _>>()?;
        if let (Some(order), true) = (order, lines.is_empty()) {
            lines = rest_of(book, order)?;
        }
        receipt_of(book, (lines, order), &typed.supplier, &typed.how)
    })?;
    told(desk, &receive(&desk.book, &desk.context()?, &receipt)?.value)
}

fn bill(desk: &Desk<'_>, typed: &PurchaseBill) -> Result<ExitCode, Fault> {
    let receipts: Vec<ReceiptId> = typed.receipts.iter().copied().map(ReceiptId).collect();
    let form = desk.book.read(|book| {
        let mut rows = Vec::new();
        for id in &receipts {
            rows.extend(book.receipt(*id)?.lines);
        }
        let line = |text: &String| {
            let usage = || Fault::Usage(format!("{text}: tulis SKU=JUMLAH_RUPIAH"));
            let (sku, amount) = text.rsplit_once('=').ok_or_else(usage)?;
            let variant = by_sku(book, sku.trim())?.id;
            let line = rows.iter().find(|row| row.variant == variant).map_or(0, |row| row.id);
            // Below zero is for the shop's rules to refuse.
            let amount = match amount.trim().strip_prefix('-') {
                Some(amount) => -money(amount).map_err(Fault::Usage)?,
                None => money(amount.trim()).map_err(Fault::Usage)?,
            };
            Ok::<_, Fault>(BilledLine { line, amount })
        };
        Ok::<_, Fault>(BillForm {
            receipts: receipts.clone(),
            supplier: typed.supplier.clone(),
            number: typed.number.clone(),
            day: typed.day,
            due: typed.due,
            lines: typed.line.iter().map(line).collect::<Result<_, _>>()?,
            costs: extras(book, &typed.cost)?,
            split: typed.split,
            note: typed.note.clone(),
        })
    })?;
    let saved = enter_bill(&desk.book, &desk.context()?, &form)?.value;
    answered(desk, &saved, &saved.message)
}

fn pay(desk: &Desk<'_>, bills: &[String], how: &PaidHow, credit: bool) -> Result<ExitCode, Fault> {
    let part = |text: &String| {
        let usage = || Fault::Usage(format!("{text}: tulis NOMOR atau NOMOR=JUMLAH"));
        let (bill, amount) = text.split_once('=').map_or((text.as_str(), None), |(bill, sum)| (bill, Some(sum)));
        let amount = amount.map(money).transpose().map_err(Fault::Usage)?;
        Ok::<_, Fault>(BillPart { bill: BillId(bill.trim().parse().map_err(|_| usage())?), amount })
    };
    let form = BillPayment {
        parts: bills.iter().map(part).collect::<Result<_, _>>()?,
        account: if credit { None } else { Some(account(desk, &how.account)?) },
        day: how.day,
        reference: how.reference.clone(),
    };
    told(desk, &pay_bills(&desk.book, &desk.context()?, &form)?.value)
}

fn go_back(desk: &Desk<'_>, receipt: ReceiptId, lines: &[String], reason: &str) -> Result<ExitCode, Fault> {
    let form = desk.book.read(|book| {
        let rows = book.receipt(receipt)?.lines;
        let line = |text: &String| {
            let usage = || Fault::Usage(format!("{text}: tulis SKU=JUMLAH atau SKU=JUMLAH:POTONGAN"));
            let (sku, rest) = text.rsplit_once('=').ok_or_else(usage)?;
            let (units, credit) = rest.split_once(':').map_or((rest, None), |(units, credit)| (units, Some(credit)));
            let variant = by_sku(book, sku.trim())?.id;
            Ok::<_, Fault>(SendBackLine {
                line: rows.iter().find(|row| row.variant == variant).map_or(0, |row| row.id),
                quantity: units.trim().parse().map_err(|_| usage())?,
                credit: credit.map(money).transpose().map_err(Fault::Usage)?,
            })
        };
        let lines = lines.iter().map(line).collect::<Result<_, _>>()?;
        Ok::<_, Fault>(SendBackForm { receipt, reason: reason.to_owned(), lines })
    })?;
    told(desk, &send_back(&desk.book, &desk.context()?, &form)?.value)
}

fn list(
    desk: &Desk<'_>,
    query: impl Fn(Option<String>, u32) -> PurchaseQuery,
    limit: u32,
    after: Option<&str>,
) -> Result<ExitCode, Fault> {
    let page: PurchasePage = desk
        .book
        .read(|book| gather(limit, after, |after, limit| Ok(purchases::purchases_page(book, &query(after, limit))?)))?;
    desk.out.value(&page, |page| {
        let row = |row: &PurchaseRow| {
            let more = if row.kinds > 1 { format!(" +{}", row.kinds - 1) } else { String::new() };
            vec![
                row.id.to_string(),
                row.day.to_string(),
                row.supplier.clone(),
                format!("{}{more}", row.goods),
                format!("{}/{}", row.received, row.units),
                row.total.to_string(),
                row.stage.word().0.to_owned(),
            ]
        };
        let rows: Vec<Vec<String>> = page.rows.iter().map(row).collect();
        let list = table(&["Nomor", "Tanggal", "Pemasok", "Barang", "Datang", "Rp", "Tahap"], &rows);
        format!("{list}\nDalam perjalanan Rp {}", page.on_the_way)
    });
    Ok(ExitCode::SUCCESS)
}

fn show(desk: &Desk<'_>, id: i64) -> Result<ExitCode, Fault> {
    let card: PurchaseCard = desk.book.read(|book| Ok::<_, Fault>(purchases::purchase_card(book, PurchaseId(id))?))?;
    desk.out.value(&card, |card| {
        let lines: Vec<Vec<String>> = card
            .lines
            .iter()
            .map(|line| {
                vec![
                    line.sku.clone(),
                    line.what.clone(),
                    line.quantity.to_string(),
                    line.received.to_string(),
                    line.price.to_string(),
                ]
            })
            .collect();
        let order = &card.order;
        let head = format!(
            "Pesanan pembelian {} ke {}: {}, Rp {}",
            order.id,
            order.supplier,
            order.stage.word().0,
            order.total
        );
        let lines = table(&["SKU", "Barang", "Pesan", "Datang", "@ Rp"], &lines);
        let receipts = receipts_table(&card.receipts);
        let bills = bills_table(&card.bills);
        format!("{head}\n{lines}\n\n{receipts}\n\n{bills}\nUang muka Rp {}", card.advance)
    });
    Ok(ExitCode::SUCCESS)
}

fn receipts_table(receipts: &[ReceiptRow]) -> String {
    let row = |row: &ReceiptRow| {
        vec![
            row.id.to_string(),
            row.day.to_string(),
            if row.back { "kembali".to_owned() } else { "masuk".to_owned() },
            row.supplier.clone(),
            row.units.to_string(),
            row.value.to_string(),
            row.extra.to_string(),
            row.bill.map_or_else(|| "belum".to_owned(), |bill| bill.to_string()),
        ]
    };
    let rows: Vec<Vec<String>> = receipts.iter().map(row).collect();
    table(&["Barang masuk", "Tanggal", "", "Pemasok", "Jumlah", "Rp", "Biaya Rp", "Tagihan"], &rows)
}

fn bills_table(bills: &[BillRow]) -> String {
    let row = |row: &BillRow| {
        vec![
            row.id.to_string(),
            if row.credit { "potongan".to_owned() } else { row.number.clone() },
            row.supplier.clone(),
            row.day.to_string(),
            row.due.to_string(),
            row.amount.to_string(),
            row.open.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = bills.iter().map(row).collect();
    table(&["Tagihan", "No pemasok", "Pemasok", "Tanggal", "Tempo", "Rp", "Terbuka Rp"], &rows)
}

fn receipts(desk: &Desk<'_>, unbilled: bool, supplier: Option<&str>, limit: u32) -> Result<ExitCode, Fault> {
    let supplier = supplier.map(|name| known(desk, name)).transpose()?.map(|supplier| supplier.id);
    let query = |after, limit| ReceiptQuery { billed: unbilled.then_some(false), supplier, after, limit };
    let page = desk
        .book
        .read(|book| gather(limit, None, |after, limit| Ok(purchases::receipts_page(book, &query(after, limit))?)))?;
    desk.out.value(&page, |page| receipts_table(&page.rows));
    Ok(ExitCode::SUCCESS)
}

pub fn payables(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let today = desk.context()?.today;
    let found: Payables = desk.book.read(|book| Ok::<_, Fault>(statements::payables(book, today)?))?;
    desk.out.value(&found, |found| {
        let row = |row: &PayableRow| {
            let name = if row.supplier.is_empty() { "(tanpa pemasok)" } else { &row.supplier };
            let mut cells = vec![name.to_owned()];
            cells.extend(row.due.iter().map(ToString::to_string));
            cells.extend([row.unbilled, row.credit, row.owed].map(|sum| sum.to_string()));
            cells
        };
        let head = ["Pemasok", "Belum tempo", "1-7", "8-30", "31-60", ">60", "Belum ditagih", "Potongan", "Utang Rp"];
        let rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
        format!("{}\n\n{}\nSemua Rp {}", table(&head, &rows), bills_table(&found.bills), found.total)
    });
    Ok(ExitCode::SUCCESS)
}
