//! Customers.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use runut_actions::document::{self, CustomerDocument};
use runut_actions::{
    erase_person, export_person, merge_customers, person_data, renew_backups, save_customer, unmerge_customer,
};
use runut_core::rows::{
    CustomerDetail, CustomerForm, CustomerPage, CustomerQuery, CustomersMerged, DataFormat, PersonData, Subject,
};
use runut_core::{CustomerId, OrderId, Refusal, excerpt, phone};
use runut_store::{Reader, reports};

use super::pages::gather;
use super::{Desk, paste};
use crate::args::Customer;
use crate::output::{Fault, table};
use crate::target::{self, put};

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
        Customer::ShowData { who } => {
            let data = person_data(&desk.book, &subject(desk, who)?, None)?;
            desk.out.value(&data, shown);
            Ok(ExitCode::SUCCESS)
        }
        Customer::ExportData { who, out, force } => {
            target::check(desk.book.path(), out, *force)?;
            let (subject, format) = (subject(desk, who)?, format_of(out)?);
            let ctx = desk.context()?;
            let written = export_person(&desk.book, &ctx, &subject, format, &mut |document| put(out, document))?;
            desk.out.value(&written.value, |written| format!("{} {}", written.message.id, written.path));
            Ok(ExitCode::SUCCESS)
        }
        Customer::Erase { who, name, renew_backups: renew, to } => {
            let second = to.as_deref();
            let erased = erase_person(&desk.book, &desk.context()?, &subject(desk, who)?, name, second)?.value;
            desk.out.value(&erased, |erased| erased.message.id.clone());
            if *renew {
                let person = Some(desk.context()?.person);
                let mut go_on = |_| ControlFlow::Continue(());
                let gone = renew_backups(&desk.book, person, second, desk.now, &mut go_on)?;
                desk.out.say(&format!("Cadangan baru dibuat; {gone} yang lama dihapus."));
            } else {
                erased.backups.iter().for_each(|backup| desk.out.say(backup));
            }
            Ok(ExitCode::SUCCESS)
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

/// Whom a word names: an order's code, a phone, else a customer's number.
fn subject(desk: &Desk<'_>, who: &str) -> Result<Subject, Fault> {
    let nobody = Subject { customer: None, order: None, phone: String::new() };
    if let Some(order) = OrderId::from_code(who) {
        return Ok(Subject { order: Some(order), ..nobody });
    }
    if let Ok(phone) = phone(who) {
        return Ok(Subject { phone, ..nobody });
    }
    let customer = desk.book.read(|book| named(book, who))?;
    Ok(Subject { customer: Some(customer), ..nobody })
}

fn format_of(out: &Path) -> Result<DataFormat, Refusal> {
    match out.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
        Some("pdf") => Ok(DataFormat::Pdf),
        Some("json") => Ok(DataFormat::Json),
        Some("csv") => Ok(DataFormat::Csv),
        _ => Err(Refusal::new(
            "format_ending",
            "Beri nama berkasnya berakhiran .pdf, .json atau .csv.",
            "Give the file a name that ends in .pdf, .json or .csv.",
        )),
    }
}

fn shown(data: &PersonData) -> String {
    let mut out = format!("{}\n", data.name);
    for section in data.sections.iter().filter(|section| !section.rows.is_empty()) {
        out.push_str(&format!("\n{} ({})\n", section.title.id, section.rows.len()));
        for row in &section.rows {
            let told = section.heads.iter().zip(row).filter(|(_, text)| !text.is_empty());
            let told: Vec<String> = told.map(|(head, text)| format!("{}: {text}", head.id)).collect();
            out.push_str(&format!("  {}\n", told.join("; ")));
        }
    }
    for kept in &data.kept {
        out.push_str(&format!("\nBelum bisa dihapus. {}\n", kept.id));
    }
    out
}
