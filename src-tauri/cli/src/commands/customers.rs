//! Customers.

use std::process::ExitCode;

use runut_actions::document::{self, CustomerDocument};
use runut_actions::{merge_customers, save_customer, unmerge_customer};
use runut_core::rows::{CustomerDetail, CustomerForm, CustomerPage, CustomerQuery, CustomersMerged};
use runut_core::{CustomerId, Refusal, excerpt, phone};
use runut_store::{Reader, reports};

use super::pages::gather;
use super::{Desk, paste};
use crate::args::Customer;
use crate::output::{Fault, table};

/// Lists, shows or saves.
pub fn run(desk: &Desk<'_>, customer: &Customer) -> Result<ExitCode, Fault> {
    match customer {
        Customer::List { search, limit, after } => list(desk, search, *limit, after.as_deref()),
        Customer::Show { who } => {
            let id = desk.book.read(|book| named(book, who))?;
            show(desk, id)
        }
        Customer::Merge { stays, goes } => {
            let (stays, goes) = desk.book.read(|book| Ok::<_, Fault>((named(book, stays)?, named(book, goes)?)))?;
            merged(desk, &merge_customers(&desk.book, &desk.context()?, stays, goes)?.value)
        }
        Customer::Unmerge { who } => {
            let id = desk.book.read(|book| named(book, who))?;
            merged(desk, &unmerge_customer(&desk.book, &desk.context()?, id)?.value)
        }
        Customer::Save { file } => {
            let typed: CustomerDocument = document::read(&paste::text(file)?)?;
            let known = match typed.id {
                Some(id) => desk.book.read(|book| Ok::<_, Fault>(book.customer_form(id)?))?,
                None => CustomerForm {
                    id: None,
                    name: String::new(),
                    phones: Vec::new(),
                    addresses: Vec::new(),
                    note: String::new(),
                },
            };
            let id = save_customer(&desk.book, &desk.context()?, &typed.over(known))?.value;
            show(desk, id)
        }
    }
}

fn merged(desk: &Desk<'_>, merged: &CustomersMerged) -> Result<ExitCode, Fault> {
    desk.out.value(merged, |merged| merged.message.id.clone());
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk<'_>, search: &str, limit: u32, after: Option<&str>) -> Result<ExitCode, Fault> {
    let page: CustomerPage = desk.book.read(|book| {
        gather(limit, after, |after, limit| {
            Ok(reports::customers_page(book, &CustomerQuery { search: search.to_owned(), after, limit })?)
        })
    })?;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|row| {
                let (orders, spent) = (row.orders.to_string(), row.spent.to_string());
                vec![row.id.to_string(), row.name.clone(), row.phone.clone(), row.city.clone(), orders, spent]
            })
            .collect();
        table(&["No", "Nama", "HP", "Kota", "Pesanan", "Rp"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

/// The customer that a word names: a phone, else a number.
fn named(book: &Reader<'_>, who: &str) -> Result<CustomerId, Fault> {
    if let Ok(phone) = phone(who)
        && let Some((id, _)) = book.customer_by_phone(&phone)?
    {
        return Ok(id);
    }
    let shown = excerpt(who, 40);
    who.trim().parse().map(CustomerId).map_err(|_| {
        let (id, en) =
            (format!("Pelanggan {shown} tidak ada di buku."), format!("Customer {shown} is not in the book."));
        Refusal::new("missing", id, en).into()
    })
}

fn show(desk: &Desk<'_>, id: CustomerId) -> Result<ExitCode, Fault> {
    let detail: CustomerDetail =
        desk.book.read(|book| Ok::<_, Fault>(reports::customer_detail(book, id, desk.now)?))?;
    desk.out.value(&detail, |d| {
        let mut out = format!("{} {}  {}\n", d.row.id, d.row.name, d.phones.join(", "));
        for a in &d.addresses {
            let parts = [&a.recipient, &a.address, &a.village, &a.district, &a.city, &a.province, &a.postcode];
            let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
            out.push_str(&format!("{}\n", parts.join(", ")));
        }
        if !d.row.note.is_empty() {
            out.push_str(&format!("Catatan: {}\n", d.row.note));
        }
        for other in &d.merged {
            out.push_str(&format!("Sudah digabung ke sini: {} {}\n", other.id, other.name));
        }
        for double in &d.doubles {
            out.push_str(&format!("Mungkin orang yang sama: {} {}  {}\n", double.id, double.name, double.phone));
        }
        let rows: Vec<Vec<String>> = d
            .orders
            .iter()
            .map(|o| vec![o.number.to_string(), o.stage.word().id, o.units.to_string(), o.total.to_string()])
            .collect();
        out.push_str(&table(&["Pesanan", "Tahap", "Barang", "Rp"], &rows));
        out
    });
    Ok(ExitCode::SUCCESS)
}
