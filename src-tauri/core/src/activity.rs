//! The activity log: who did what, when. Append-only, a chain of hashes.
//!
//! Invariant: the hash of an entry covers the bytes as stored and the hash before it, so that editing, deleting or
//! reordering shows. A cut-off end or a full recomputation shows only against anchors kept outside the book.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Money, OrderId, Sentence, Stage, Verb};

mod settings;

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
}

impl Noun {
    /// All of them.
    pub const ALL: [Self; 16] = [
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
        }
    }
}

/// Facts of an activity by name; stored as JSON in this order.
pub type Facts = BTreeMap<String, String>;

/// An activity to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// What it was done to.
    pub noun: Noun,
    /// Key of that.
    pub noun_id: i64,
    /// What was done.
    pub verb: &'static str,
    /// The order concerned, if one is.
    pub order: Option<OrderId>,
    /// Old and new, reason, source.
    pub facts: Facts,
}

impl Activity {
    /// An activity without facts.
    #[must_use]
    pub fn new(noun: Noun, noun_id: i64, verb: &'static str) -> Self {
        Self { noun, noun_id, verb, order: None, facts: Facts::new() }
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

/// An entry in a sentence for people.
#[must_use]
pub fn sentence(noun: &str, verb: &str, facts: &Facts) -> Sentence {
    let fact = |name: &str| facts.get(name).map_or("", String::as_str);
    let amount = |name: &str| fact(name).parse().map(Money).unwrap_or_default();
    let because = |id: &str, en: &str| match fact("reason") {
        "" => Sentence::new(id, en),
        reason => Sentence::new(format!("{id}: {reason}"), format!("{en}: {reason}")),
    };
    match (noun, verb) {
        (noun, crate::undo::VERB) => crate::undo::sentence(noun, facts),
        ("order", "scan") => scan_sentence(fact("outcome"), fact("what"), fact("code")),
        ("order", "take_over") => {
            let stage = Stage::from_key(fact("stage")).map(Stage::word).unwrap_or_default();
            let file = fact("file");
            let past = fact("history") == "1";
            Sentence::new(
                format!("Diambil dari {file}, {}{}", stage.id, if past { ", riwayat" } else { "" }),
                format!("Taken over from {file}, {}{}", stage.en, if past { ", history" } else { "" }),
            )
        }
        ("order", "update") => Sentence::new(
            format!("Diperbarui dari {}: {}", fact("file"), fact("changed")),
            format!("Updated from {}: {}", fact("file"), fact("changed")),
        ),
        ("order", "new") => Sentence::new("Dicatat", "Typed in"),
        ("order", "amend") if facts.contains_key("old") => {
            let why = if fact("reason").is_empty() { String::new() } else { format!(". {}", fact("reason")) };
            Sentence::new(
                format!("Diubah. Tadinya {}; sekarang {}{why}", fact("old"), fact("new")),
                format!("Amended. It was {}; it is {}{why}", fact("old"), fact("new")),
            )
        }
        ("order", "ship") => Sentence::new(
            format!("Dikirim, {} {}", fact("courier"), fact("tracking")),
            format!("Shipped, {} {}", fact("courier"), fact("tracking")),
        ),
        ("order", "pay" | "void" | "refund" | "claim" | "return" | "cost" | "courier_bill") => {
            money_sentence(verb, facts)
        }
        ("order", "approve") if facts.contains_key("override") => Sentence::new(
            format!("Disetujui pemilik walau kurang Rp {}: {}", amount("override"), fact("reason")),
            format!("Approved by the owner though Rp {} is missing: {}", amount("override"), fact("reason")),
        ),
        ("order", "release") if facts.contains_key("override") => Sentence::new(
            format!("Dilanjutkan pemilik walau kurang Rp {}: {}", amount("override"), fact("reason")),
            format!("Released by the owner though Rp {} is missing: {}", amount("override"), fact("reason")),
        ),
        ("payment", verb) => payment_sentence(verb, facts),
        ("order", verb) => match Verb::from_key(verb) {
            Some(verb) => {
                let (id, en) = verb_done(verb);
                because(id, en)
            }
            None => Sentence::new(verb, verb),
        },
        ("variant", "receive") => {
            let from = match fact("supplier") {
                "" => String::new(),
                supplier => format!(", {supplier}"),
            };
            Sentence::new(
                format!("Terima {} × {}{from}", fact("quantity"), fact("what")),
                format!("Received {} × {}{from}", fact("quantity"), fact("what")),
            )
        }
        ("variant", "open") => Sentence::new(
            format!("Stok awal {} × {}", fact("quantity"), fact("what")),
            format!("Opening stock {} × {}", fact("quantity"), fact("what")),
        ),
        ("variant", "adjust") => adjust_sentence(fact("kind"), fact("quantity"), fact("what"), fact("reason")),
        ("variant", "count") => Sentence::new(
            format!("Opname {}: {} {} ({})", fact("count"), fact("what"), fact("difference"), fact("reason")),
            format!("Count {}: {} {} ({})", fact("count"), fact("what"), fact("difference"), fact("reason")),
        ),
        ("count", verb) => count_sentence(verb, facts),
        ("product", "add") => {
            Sentence::new(format!("Produk baru: {}", fact("name")), format!("New product: {}", fact("name")))
        }
        ("product", "change") => {
            Sentence::new(format!("Produk diubah: {}", fact("name")), format!("Product changed: {}", fact("name")))
        }
        ("product", "extend") => Sentence::new(
            format!("Varian baru: {}, {}", fact("name"), fact("variants")),
            format!("New variant: {}, {}", fact("name"), fact("variants")),
        ),
        ("variant", "photo") => {
            Sentence::new(format!("Foto dipasang: {}", fact("what")), format!("Picture set: {}", fact("what")))
        }
        ("variant", "photo_off") => {
            Sentence::new(format!("Foto dilepas: {}", fact("what")), format!("Picture removed: {}", fact("what")))
        }
        ("variant", "archive") => {
            Sentence::new(format!("Diarsipkan: {}", fact("what")), format!("Archived: {}", fact("what")))
        }
        ("variant", "unarchive") => {
            Sentence::new(format!("Dijual lagi: {}", fact("what")), format!("Sold again: {}", fact("what")))
        }
        ("wave", "create") => Sentence::new(
            format!("Gelombang {}: {} pesanan", fact("number"), fact("orders")),
            format!("Wave {}: {} orders", fact("number"), fact("orders")),
        ),
        ("import", "apply") => Sentence::new(
            format!("Impor {}: {} baru, {} berubah", fact("file"), fact("new"), fact("changed")),
            format!("Imported {}: {} new, {} changed", fact("file"), fact("new"), fact("changed")),
        ),
        ("import", "products") => {
            let from = |word: &str| match fact("file") {
                "" => String::new(),
                file => format!(" {word} {file}"),
            };
            Sentence::new(
                format!("Daftar produk{}: {} varian baru, {} berubah", from("dari"), fact("new"), fact("changed")),
                format!("Product list{}: {} new variants, {} changed", from("from"), fact("new"), fact("changed")),
            )
        }
        ("document", "print") => {
            let en = match fact("what") {
                "daftar ambil" => "pick list",
                "slip" => "packing slips",
                "label" => "labels",
                "serah terima" => "hand-over list",
                "lembar hitung" => "count sheet",
                what => what,
            };
            Sentence::new(
                format!("Cetak {}: {}", fact("what"), fact("orders")),
                format!("Printed {en}: {}", fact("orders")),
            )
        }
        ("document", "export") => Sentence::new(
            format!("Ekspor {}: {} baris", fact("what"), fact("rows")),
            format!("Exported {}: {} rows", fact("what"), fact("rows")),
        ),
        ("shop", "open") => {
            Sentence::new(format!("Buku dibuka: {}", fact("name")), format!("Book opened: {}", fact("name")))
        }
        ("shop", "restore") => Sentence::new(
            format!("Buku dipulihkan dari {}; {} catatan sesudahnya tidak ikut", fact("from"), fact("gone")),
            format!("The book was restored from {}; {} later entries are not in it", fact("from"), fact("gone")),
        ),
        (noun, verb) => settings::sentence(noun, verb, facts)
            .unwrap_or_else(|| Sentence::new(format!("{noun} {verb}"), format!("{noun} {verb}"))),
    }
}

/// What happened to an order's money and to the goods that came back.
fn money_sentence(verb: &str, facts: &Facts) -> Sentence {
    let fact = |name: &str| facts.get(name).map_or("", String::as_str);
    let rp = |name: &str| fact(name).parse().map(Money).unwrap_or_default();
    let (mut id, mut en) = match verb {
        "pay" if !facts.contains_key("amount") => ("Dibayar".to_owned(), "Paid".to_owned()),
        "pay" => (format!("Dibayar Rp {}", rp("amount")), format!("Paid Rp {}", rp("amount"))),
        "void" => (
            format!("Pembayaran Rp {} dibatalkan", rp("amount")),
            format!("The payment of Rp {} was voided", rp("amount")),
        ),
        "refund" => (format!("Rp {} dikembalikan", rp("amount")), format!("Rp {} given back", rp("amount"))),
        "claim" => (
            format!("Klaim pembeli Rp {}, {} barang kembali", rp("amount"), fact("units")),
            format!("The buyer claims Rp {}, {} units come back", rp("amount"), fact("units")),
        ),
        "return" => (
            format!("Retur: {} bisa dijual, {} rusak, {} hilang", fact("sellable"), fact("damaged"), fact("lost")),
            format!("Back: {} sellable, {} damaged, {} lost", fact("sellable"), fact("damaged"), fact("lost")),
        ),
        "cost" => (
            format!("Harga beli {} barang diisi Rp {}", fact("units"), rp("cost")),
            format!("Cost of {} units entered, Rp {}", fact("units"), rp("cost")),
        ),
        _ => (format!("Tagihan kurir Rp {}", rp("amount")), format!("The courier charges Rp {}", rp("amount"))),
    };
    for name in ["code", "new_code"] {
        let Some((was, is)) = fact(name).split_once(' ') else { continue };
        id.push_str(&format!(", kode unik {was} jadi {is}"));
        en.push_str(&format!(", unique code {was} is now {is}"));
    }
    if facts.contains_key("held") {
        id.push_str(", pesanan ditahan");
        en.push_str(", the order is held");
    }
    if !fact("reason").is_empty() {
        id.push_str(&format!(": {}", fact("reason")));
        en.push_str(&format!(": {}", fact("reason")));
    }
    Sentence::new(id, en)
}

/// What happened to a payment.
fn payment_sentence(verb: &str, facts: &Facts) -> Sentence {
    let fact = |name: &str| facts.get(name).map_or("", String::as_str);
    let amount: Money = fact("amount").parse().map(Money).unwrap_or_default();
    let (account, orders) = (fact("account_name"), fact("orders"));
    match verb {
        "void" => Sentence::new(
            format!("Uang masuk Rp {amount} untuk pesanan {orders} dibatalkan: {}", fact("reason")),
            format!("The payment of Rp {amount} for order {orders} was voided: {}", fact("reason")),
        ),
        "refund" => Sentence::new(
            format!("Uang keluar Rp {amount} dari {account} untuk pesanan {orders}"),
            format!("Rp {amount} given back from {account} for order {orders}"),
        ),
        _ => Sentence::new(
            format!("Uang masuk Rp {amount} ke {account} untuk pesanan {orders}"),
            format!("Rp {amount} received into {account} for order {orders}"),
        ),
    }
}

fn count_sentence(verb: &str, facts: &Facts) -> Sentence {
    let fact = |name: &str| facts.get(name).map_or("", String::as_str);
    let name = fact("name");
    match verb {
        "start" => Sentence::new(
            format!("Opname dimulai: {name}, {} barang", fact("variants")),
            format!("Count started: {name}, {} variants", fact("variants")),
        ),
        "enter" => Sentence::new(
            format!("Hitungan dicatat: {name}, {} barang", fact("entries")),
            format!("Counted: {name}, {} variants", fact("entries")),
        ),
        "close" => Sentence::new(
            format!("Opname ditutup: {name}, {} dihitung, {} berbeda", fact("counted"), fact("differences")),
            format!("Count closed: {name}, {} counted, {} differ", fact("counted"), fact("differences")),
        ),
        "cancel" => Sentence::new(format!("Opname dibatalkan: {name}"), format!("Count cancelled: {name}")),
        _ => Sentence::new(verb, verb),
    }
}

fn adjust_sentence(kind: &str, quantity: &str, what: &str, reason: &str) -> Sentence {
    let (id, en) = match kind {
        "found" => ("Ditemukan", "Found"),
        "lost" => ("Hilang", "Lost"),
        "damaged" => ("Rusak", "Damaged"),
        "repaired" => ("Diperbaiki", "Repaired"),
        _ => ("Dibuang", "Thrown away"),
    };
    Sentence::new(format!("{id} {quantity} × {what}: {reason}"), format!("{en} {quantity} × {what}: {reason}"))
}

fn scan_sentence(outcome: &str, what: &str, code: &str) -> Sentence {
    let (id, en) = match outcome {
        "open" => ("Paket dibuka", "Parcel opened"),
        "in" => ("Masuk", "In"),
        "tick" => ("Dicentang tangan", "Ticked by hand"),
        "undo" => ("Dikeluarkan lagi", "Out again"),
        "wrong_item" => ("Salah barang", "Wrong item"),
        "extra_item" => ("Kelebihan", "Too many"),
        "missing_item" => ("Belum lengkap", "Not complete"),
        "held" => ("Ditahan", "Held"),
        "cancelled" => ("Batal", "Cancelled"),
        "wrong_stage" => ("Belum waktunya", "Not now"),
        "stock_short" => ("Stok kurang", "Stock short"),
        _ => ("Kode tidak dikenal", "Unknown code"),
    };
    let what = if what.is_empty() { code } else { what };
    Sentence::new(format!("{id}: {what}"), format!("{en}: {what}"))
}

/// What a verb did, in the past tense.
#[must_use]
pub fn verb_done(verb: Verb) -> (&'static str, &'static str) {
    match verb {
        Verb::Place => ("Dipesan", "Placed"),
        Verb::TakeOver => ("Diambil dari berkas", "Taken over"),
        Verb::Amend => ("Isi diubah", "Amended"),
        Verb::Pay => ("Dibayar", "Paid"),
        Verb::Void => ("Pembayaran dibatalkan", "Payment voided"),
        Verb::Approve => ("Disetujui", "Approved"),
        Verb::Unapprove => ("Persetujuan ditarik", "Approval withdrawn"),
        Verb::Pack => ("Dikemas", "Packed"),
        Verb::Unpack => ("Dibuka lagi", "Unpacked"),
        Verb::Ship => ("Dikirim", "Shipped"),
        Verb::Recall => ("Ditarik dari kurir", "Recalled"),
        Verb::Deliver => ("Sampai", "Delivered"),
        Verb::Undeliver => ("Belum sampai", "Not delivered"),
        Verb::Complete => ("Selesai", "Completed"),
        Verb::Reopen => ("Dibuka lagi", "Reopened"),
        Verb::Cancel => ("Dibatalkan", "Cancelled"),
        Verb::Expire => ("Batas bayar lewat", "Expired"),
        Verb::Hold => ("Ditahan", "Held"),
        Verb::Release => ("Dilanjutkan", "Resumed"),
        Verb::Fail => ("Gagal kirim, kembali", "Delivery failed"),
        Verb::Claim => ("Klaim pembeli", "Claimed"),
        Verb::Return => ("Retur diterima", "Returned"),
        Verb::Refund => ("Uang dikembalikan", "Refunded"),
    }
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
    fn empty_facts_are_not_kept() {
        let activity = Activity::new(Noun::Order, 1, "hold").with("reason", "").with("x", 1);
        assert_eq!(activity.facts.len(), 1);
    }
}
