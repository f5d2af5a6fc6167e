//! The activity log: who did what, when. Append-only, a chain of hashes.
//!
//! Invariant: the hash of an entry covers the bytes as stored and the hash before it, so that editing, deleting or
//! reordering shows. A cut-off end or a full recomputation shows only against anchors kept outside the book.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Money, OrderId, Refusal, Sentence};

mod account;
mod acts;
mod changes;
mod closing;
mod count;
mod courier;
mod customer;
mod document;
mod fee;
mod filter;
mod goal;
mod hours;
mod import;
mod journal;
mod order;
mod payment;
mod person;
pub mod personal;
mod product;
mod purchase;
mod record;
mod report;
mod settlement;
mod shop;
mod store;
mod supplier;
mod task;
mod text;
pub(crate) mod undone;
mod variant;
mod verbs;
mod wave;

pub use account::AccountAct;
pub use acts::{Act, Changed, Topic};
use changes::{changes, named};
pub use closing::{DayAct, MonthAct};
pub use count::CountAct;
pub use courier::CourierAct;
pub use customer::CustomerAct;
pub use document::DocumentAct;
pub use fee::FeeAct;
pub use filter::FilterAct;
pub use goal::{GoalAct, KpiAct, TargetAct};
pub use hours::HoursAct;
pub use import::ImportAct;
pub use journal::{EquipmentAct, JournalAct, RecurringAct};
pub use order::{OrderAct, verb_done};
pub use payment::PaymentAct;
pub use person::PersonAct;
pub use product::ProductAct;
pub use purchase::{BillAct, PurchaseAct, ReceiptAct};
pub use record::{RecordAct, TemplateAct};
pub use report::ReportAct;
pub use settlement::SettlementAct;
pub use shop::ShopAct;
pub use store::StoreAct;
pub use supplier::SupplierAct;
pub use task::TaskAct;
pub use text::TextAct;
pub use variant::VariantAct;
pub use wave::WaveAct;

/// What an activity was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// The shop and its settings.
    Shop,
    /// A person.
    Person,
    /// A product and its variants.
    Product,
    /// A variant's stock.
    Variant,
    /// An order.
    Order,
    /// A wave.
    Wave,
    /// A file taken in.
    Import,
    /// A document.
    Document,
    /// A customer.
    Customer,
    /// A payment or a refund.
    Payment,
    /// A stock count.
    Count,
    /// A money account.
    Account,
    /// A courier.
    Courier,
    /// A text for buyers.
    Text,
    /// A task.
    Task,
    /// A saved filter.
    Filter,
    /// A store: an account of the shop at a marketplace.
    Store,
    /// The shop's open hours.
    Hours,
    /// A journal entry.
    Journal,
    /// A journal entry that comes again.
    Recurring,
    /// Something that is used for years.
    Equipment,
    /// A month of the books.
    Month,
    /// A business day of the books.
    Day,
    /// Whom the shop buys from.
    Supplier,
    /// A purchase order.
    Purchase,
    /// Goods that came from a supplier, or went back.
    Receipt,
    /// A supplier's bill, or credit.
    Bill,
    /// What a marketplace or courier says it paid.
    Settlement,
    /// A rule of a fee that a marketplace is expected to take.
    Fee,
    /// What the shop wants.
    Goal,
    /// What a figure should come to.
    Target,
    /// A figure of the shop's own.
    Kpi,
    /// A report of a day, week or month.
    Report,
    /// A template of what is recorded.
    Template,
    /// A record.
    Record,
}

impl Noun {
    /// All of them.
    pub const ALL: [Self; 35] = [
        Self::Shop,
        Self::Person,
        Self::Product,
        Self::Variant,
        Self::Order,
        Self::Wave,
        Self::Import,
        Self::Document,
        Self::Customer,
        Self::Payment,
        Self::Count,
        Self::Account,
        Self::Courier,
        Self::Text,
        Self::Task,
        Self::Filter,
        Self::Store,
        Self::Hours,
        Self::Journal,
        Self::Recurring,
        Self::Equipment,
        Self::Month,
        Self::Day,
        Self::Supplier,
        Self::Purchase,
        Self::Receipt,
        Self::Bill,
        Self::Settlement,
        Self::Fee,
        Self::Goal,
        Self::Target,
        Self::Kpi,
        Self::Report,
        Self::Template,
        Self::Record,
    ];

    /// The noun of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.key() == key)
    }

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Person => "person",
            Self::Product => "product",
            Self::Variant => "variant",
            Self::Order => "order",
            Self::Wave => "wave",
            Self::Import => "import",
            Self::Document => "document",
            Self::Customer => "customer",
            Self::Payment => "payment",
            Self::Count => "count",
            Self::Account => "account",
            Self::Courier => "courier",
            Self::Text => "text",
            Self::Task => "task",
            Self::Filter => "filter",
            Self::Store => "store",
            Self::Hours => "hours",
            Self::Journal => "journal",
            Self::Recurring => "recurring",
            Self::Equipment => "equipment",
            Self::Month => "month",
            Self::Day => "day",
            Self::Supplier => "supplier",
            Self::Purchase => "purchase",
            Self::Receipt => "receipt",
            Self::Bill => "bill",
            Self::Settlement => "settlement",
            Self::Fee => "fee",
            Self::Goal => "goal",
            Self::Target => "target",
            Self::Kpi => "kpi",
            Self::Report => "report",
            Self::Template => "template",
            Self::Record => "record",
        }
    }
}

/// What a fact reads as whose text was erased: said in words in sentences.
pub const ERASED: &str = "\u{e000}";

/// Facts of an activity by name; stored as JSON in this order.
pub type Facts = BTreeMap<String, String>;

/// An activity to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// What was done.
    pub act: Act,
    /// Key of what it was done to.
    pub noun_id: i64,
    /// The order concerned, if one is.
    pub order: Option<OrderId>,
    /// Old and new, reason, source.
    pub facts: Facts,
}

impl Activity {
    /// An activity without facts.
    #[must_use]
    pub fn new(act: impl Into<Act>, noun_id: i64) -> Self {
        Self { act: act.into(), noun_id, order: None, facts: Facts::new() }
    }

    /// Adds a fact, unless it is empty.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        let value = value.to_string();
        if !value.is_empty() {
            self.facts.insert(name.to_owned(), value);
        }
        self
    }
}

/// A link of the chain.
pub type Hash = [u8; 32];

/// The hash before the first entry.
pub const CHAIN_START: Hash = [0; 32];

/// The hash of an entry: SHA-256 over the hash before it and each stored field, length first, so that no two different
/// entries have the same bytes.
#[must_use]
pub fn chain(before: &Hash, fields: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(before);
    for field in fields {
        hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

/// The code of a link, as a day's sheet shows it: the first 8 of its bytes, `7C1E 90AA 23D8 F40B`.
#[must_use]
pub fn code_of(link: &Hash) -> String {
    let pairs: Vec<String> = link[..8].chunks(2).map(|two| format!("{:02X}{:02X}", two[0], two[1])).collect();
    pairs.join(" ")
}

/// A code as it is typed off a sheet, with blanks or without, in any case.
///
/// # Errors
/// `log_code` for anything but 16 hexadecimal digits.
pub fn typed_code(text: &str) -> Result<String, Refusal> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        let (id, en) = (
            "Kode di lembar tutup hari terdiri dari 16 angka dan huruf A sampai F, misalnya 7C1E 90AA 23D8 F40B.",
            "The code on a day's sheet has 16 digits and letters from A to F, for example 7C1E 90AA 23D8 F40B.",
        );
        return Err(Refusal::new("log_code", id, en).with("field", "code"));
    }
    let digits = digits.to_ascii_uppercase();
    Ok([&digits[..4], &digits[4..8], &digits[8..12], &digits[12..]].join(" "))
}

/// An entry in a sentence for people, by the words that it is stored by. What this program doesn't know is said as it stands.
#[must_use]
pub fn sentence(noun: &str, verb: &str, facts: &Facts) -> Sentence {
    let known = Act::from_keys(noun, verb).map(|act| act.sentence(facts));
    known.unwrap_or_else(|| Sentence::new(format!("{noun} {verb}"), format!("{noun} {verb}")))
}

/// A fact; empty where there is none.
fn fact<'a>(facts: &'a Facts, name: &str) -> &'a str {
    facts.get(name).map_or("", String::as_str)
}

/// A fact that is an amount; zero where there is none.
fn rupiah(facts: &Facts, name: &str) -> Money {
    fact(facts, name).parse().map(Money).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_between_fields_changes_the_hash() {
        assert_ne!(chain(&CHAIN_START, &[b"ab", b"c"]), chain(&CHAIN_START, &[b"a", b"bc"]));
        assert_ne!(chain(&CHAIN_START, &[b"a"]), chain(&chain(&CHAIN_START, &[]), &[b"a"]));
    }

    #[test]
    fn a_code_is_read_as_it_is_shown() {
        let mut link = CHAIN_START;
        link[..3].copy_from_slice(&[0x7c, 0x1e, 0x90]);
        let code = code_of(&link);
        assert_eq!(code, "7C1E 9000 0000 0000");
        for typed in [&*code, "7c1e900000000000", " 7C1E-9000-0000-0000 ", "7c1e 9000\t00000000"] {
            assert_eq!(typed_code(typed).unwrap(), code, "{typed}");
        }
        for wrong in ["", "7C1E", "7C1E 9000 0000 000G", "7C1E 9000 0000 0000 0", "７C1E 9000 0000 0000"] {
            assert_eq!(typed_code(wrong).unwrap_err().code, "log_code", "{wrong}");
        }
    }

    #[test]
    fn empty_facts_are_not_kept() {
        let activity = Activity::new(OrderAct::Step(crate::Verb::Hold), 1).with("reason", "").with("x", 1);
        assert_eq!(activity.facts.len(), 1);
    }
}
