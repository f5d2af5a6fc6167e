//! Orders and customers as JSON that a person can write: goods by SKU, money as whole numbers, times on the shop's clock.
//! What isn't named stays as it is; what isn't known is refused.

use chrono::NaiveDateTime;
use runut_core::rows::{Address, CustomerForm, FormLine, OrderForm};
use runut_core::{Channel, Instant, Money, OrderId, Refusal, Zone, excerpt};
use runut_store::{Reader, reports};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{ActionError, by_sku};

/// How a time is written.
const TIME: &str = "%Y-%m-%d %H:%M";

/// An order.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OrderDocument {
    /// The order's number, where one is amended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// What its log had reached when this was taken out; a later change by somebody else is then not overwritten.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<i64>,
    channel: Option<Channel>,
    /// Who orders and pays; without it, it is the recipient.
    customer: Option<Party>,
    to: Option<Place>,
    /// Dropship.
    sender: Option<Party>,
    lines: Option<Vec<DocumentLine>>,
    shipping: Option<Money>,
    subsidy: Option<Money>,
    cod: Option<bool>,
    account: Option<String>,
    unique_code: Option<bool>,
    courier: Option<String>,
    ship_by: Option<String>,
    pay_by: Option<String>,
    note: Option<String>,
    seller_note: Option<String>,
    fragile: Option<bool>,
}

/// A line of goods; at the list price unless another is named.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct DocumentLine {
    sku: String,
    quantity: i64,
    price: Option<Money>,
    #[serde(default)]
    discount: Money,
}

/// Name and phone.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Party {
    name: String,
    phone: String,
}

/// Where a parcel goes.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Place {
    recipient: String,
    phone: String,
    address: String,
    village: String,
    district: String,
    city: String,
    province: String,
    postcode: String,
}

/// A customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerDocument {
    /// Their number, where one is changed.
    pub id: Option<runut_core::CustomerId>,
    name: Option<String>,
    phones: Option<Vec<String>>,
    addresses: Option<Vec<Place>>,
    note: Option<String>,
}

impl From<Place> for Address {
    fn from(place: Place) -> Self {
        let Place { recipient, phone, address, village, district, city, province, postcode } = place;
        Self { recipient, phone, address, village, district, city, province, postcode }
    }
}

impl From<Address> for Place {
    fn from(place: Address) -> Self {
        let Address { recipient, phone, address, village, district, city, province, postcode } = place;
        Self { recipient, phone, address, village, district, city, province, postcode }
    }
}

/// Reads a document.
///
/// # Errors
/// `document`: no JSON, an unknown key, or a value of another kind.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        use serde_json::error::Category;
        let said = excerpt(&error.to_string(), 300);
        let (why_id, why_en) = match error.classify() {
            Category::Eof => ("isinya terpotong", "it ends too early"),
            Category::Syntax => ("tanda bacanya salah", "its punctuation is wrong"),
            Category::Data | Category::Io => (said.as_str(), said.as_str()),
        };
        let (line, column) = (error.line(), error.column());
        Refusal::new(
            "document",
            format!("Berkas JSON ini tidak bisa dibaca di baris {line}, huruf ke-{column}: {why_id}. Bandingkan dengan keluaran order form."),
            format!("This JSON can't be read at line {line}, column {column}: {why_en}. Compare it with what order form shows."),
        )
        .with("line", error.line())
        .with("column", error.column())
    })
}

impl OrderDocument {
    /// An order's form as a document.
    ///
    /// # Errors
    /// [`ActionError`] where the book can't be read.
    pub fn of(book: &Reader<'_>, zone: Zone, form: OrderForm) -> Result<Self, ActionError> {
        let time = |at: Option<Instant>| at.map(|at| zone.local(at).format(TIME).to_string());
        let mut lines = Vec::new();
        for line in &form.lines {
            let sku = book.variant(line.variant)?.sku;
            lines.push(DocumentLine { sku, quantity: line.quantity, price: Some(line.price), discount: line.discount });
        }
        Ok(Self {
            revision: form.order.map(|_| form.revision),
            order: form.order,
            channel: Some(form.channel),
            customer: Some(Party { name: form.customer_name, phone: form.customer_phone }),
            to: Some(form.to.into()),
            sender: Some(Party { name: form.sender, phone: form.sender_phone }),
            lines: Some(lines),
            shipping: Some(form.shipping_fee),
            subsidy: Some(form.shipping_subsidy),
            cod: Some(form.cod),
            account: form.account.map(|account| book.account_word(account)).transpose()?,
            unique_code: Some(form.unique_code),
            courier: Some(form.courier),
            ship_by: time(form.ship_by),
            pay_by: time(form.pay_by),
            note: Some(form.note),
            seller_note: Some(form.seller_note),
            fragile: Some(form.fragile),
        })
    }

    /// The form with what the document says.
    ///
    /// # Errors
    /// `sku_unknown`; `document` for a time that can't be read; [`ActionError`] where the book can't be read.
    pub fn over(self, book: &Reader<'_>, zone: Zone, form: OrderForm) -> Result<OrderForm, ActionError> {
        let mut form = form;
        form.revision = self.revision.unwrap_or(form.revision);
        form.channel = self.channel.unwrap_or(form.channel);
        if let Some(party) = self.customer
            && (&party.name, &party.phone) != (&form.customer_name, &form.customer_phone)
        {
            (form.customer, form.customer_name, form.customer_phone) = (None, party.name, party.phone);
        }
        form.to = self.to.map_or(form.to, Address::from);
        if let Some(party) = self.sender {
            (form.sender, form.sender_phone) = (party.name, party.phone);
        }
        if let Some(lines) = self.lines {
            form.lines = goods(book, lines, form.lines)?;
        }
        form.shipping_fee = self.shipping.unwrap_or(form.shipping_fee);
        form.shipping_subsidy = self.subsidy.unwrap_or(form.shipping_subsidy);
        form.cod = self.cod.unwrap_or(form.cod);
        form.account = match &self.account {
            Some(word) => Some(crate::account_named(book, word)?),
            None => form.account,
        };
        form.unique_code = self.unique_code.unwrap_or(form.unique_code);
        form.courier = self.courier.unwrap_or(form.courier);
        form.ship_by = time(zone, "ship_by", self.ship_by.as_deref(), form.ship_by)?;
        form.pay_by = time(zone, "pay_by", self.pay_by.as_deref(), form.pay_by)?;
        form.note = self.note.unwrap_or(form.note);
        form.seller_note = self.seller_note.unwrap_or(form.seller_note);
        form.fragile = self.fragile.unwrap_or(form.fragile);
        Ok(form)
    }
}

/// The lines by SKU; one whose goods the order has already stays that line, at its price unless another is named.
fn goods(book: &Reader<'_>, lines: Vec<DocumentLine>, mut known: Vec<FormLine>) -> Result<Vec<FormLine>, ActionError> {
    let mut found = Vec::new();
    for line in lines {
        let variant = by_sku(book, &line.sku)?.id;
        let old = known.iter().position(|old| old.variant == variant).map(|at| known.remove(at));
        let price = match (line.price, &old) {
            (Some(price), _) => price,
            (None, Some(old)) => old.price,
            (None, None) => reports::variant_row(book, variant)?.price,
        };
        let id = old.and_then(|old| old.id);
        found.push(FormLine { id, variant, quantity: line.quantity, price, discount: line.discount });
    }
    Ok(found)
}

/// A time on the shop's clock. As it was where it reads the same: a deadline's seconds aren't written.
fn time(zone: Zone, field: &str, text: Option<&str>, was: Option<Instant>) -> Result<Option<Instant>, Refusal> {
    let Some(text) = text else { return Ok(was) };
    if was.is_some_and(|at| zone.local(at).format(TIME).to_string() == text) {
        return Ok(was);
    }
    let local = NaiveDateTime::parse_from_str(text, TIME).map_err(|_| {
        let shown = excerpt(text, 40);
        Refusal::new(
            "document",
            format!("Waktu \"{shown}\" tidak bisa dibaca. Tulis 2026-11-22 17:00."),
            format!("The time \"{shown}\" can't be read. Write 2026-11-22 17:00."),
        )
        .with("field", field)
    })?;
    Ok(Some(zone.instant(local)))
}

impl CustomerDocument {
    /// The customer with what the document says.
    #[must_use]
    pub fn over(self, known: CustomerForm) -> CustomerForm {
        let addresses = self.addresses.map(|places| places.into_iter().map(Address::from).collect());
        CustomerForm {
            id: known.id,
            name: self.name.unwrap_or(known.name),
            phones: self.phones.unwrap_or(known.phones),
            addresses: addresses.unwrap_or(known.addresses),
            note: self.note.unwrap_or(known.note),
        }
    }
}
