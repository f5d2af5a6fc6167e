//! What is done to an order: the pipeline's verbs, and what happens to it beside them.

use super::{Facts, fact, rupiah};
use crate::{Sentence, Stage, Verb};

/// What is done to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderAct {
    /// A verb of the pipeline.
    Step(Verb),
    /// It is typed in, as a draft.
    New,
    /// A file brought news of it.
    Update,
    /// A code was read at the packing table.
    Scan,
    /// What its goods cost was typed in.
    Cost,
    /// What the courier charges was typed in.
    CourierBill,
    /// What was sold beyond the shelf got its goods.
    Fill,
    /// Its marketplace paid out for it, or took back.
    Settle,
    /// What is still owed of it was given up.
    WriteOff,
    /// Whoever ordered is erased.
    Erase,
}

impl From<Verb> for OrderAct {
    fn from(verb: Verb) -> Self {
        Self::Step(verb)
    }
}

impl OrderAct {
    /// All of them.
    pub const ALL: &[Self] = &{
        let mut all = [Self::New; Verb::ALL.len() + 9];
        let mut at = 0;
        while at < Verb::ALL.len() {
            all[at] = Self::Step(Verb::ALL[at]);
            at += 1;
        }
        all[at + 1] = Self::Update;
        all[at + 2] = Self::Scan;
        all[at + 3] = Self::Cost;
        all[at + 4] = Self::CourierBill;
        all[at + 5] = Self::Fill;
        all[at + 6] = Self::Erase;
        all[at + 7] = Self::Settle;
        all[at + 8] = Self::WriteOff;
        all
    };

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Step(verb) => verb.key(),
            Self::New => "new",
            Self::Update => "update",
            Self::Scan => "scan",
            Self::Cost => "cost",
            Self::CourierBill => "courier_bill",
            Self::Fill => "fill",
            Self::Settle => "settle",
            Self::WriteOff => "write_off",
            Self::Erase => "erase",
        }
    }

    /// What that word means.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.key() == key)
    }

    /// Whether it may move goods.
    #[must_use]
    pub fn moves(self) -> bool {
        match self {
            Self::Step(verb) => match verb {
                Verb::TakeOver
                | Verb::Pack
                | Verb::Unpack
                | Verb::Ship
                | Verb::Recall
                | Verb::Cancel
                | Verb::Return => true,
                Verb::Place
                | Verb::Amend
                | Verb::Pay
                | Verb::Void
                | Verb::Approve
                | Verb::Unapprove
                | Verb::Deliver
                | Verb::Undeliver
                | Verb::Complete
                | Verb::Reopen
                | Verb::Expire
                | Verb::Hold
                | Verb::Release
                | Verb::Fail
                | Verb::Claim
                | Verb::Refund => false,
            },
            Self::Fill => true,
            Self::New
            | Self::Update
            | Self::Scan
            | Self::Cost
            | Self::CourierBill
            | Self::Settle
            | Self::WriteOff
            | Self::Erase => false,
        }
    }

    /// Whether it may post: what exactly is the order's position.
    #[must_use]
    pub fn posts(self) -> bool {
        match self {
            Self::Step(verb) => match verb {
                Verb::TakeOver
                | Verb::Ship
                | Verb::Recall
                | Verb::Fail
                | Verb::Claim
                | Verb::Pay
                | Verb::Void
                | Verb::Refund
                | Verb::Return
                | Verb::Amend
                | Verb::Cancel
                | Verb::Expire
                | Verb::Reopen => true,
                Verb::Place
                | Verb::Approve
                | Verb::Unapprove
                | Verb::Pack
                | Verb::Unpack
                | Verb::Deliver
                | Verb::Undeliver
                | Verb::Complete
                | Verb::Hold
                | Verb::Release => false,
            },
            Self::Update | Self::Cost | Self::CourierBill | Self::Fill | Self::Settle | Self::WriteOff => true,
            Self::New | Self::Scan | Self::Erase => false,
        }
    }

    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        match self {
            Self::Step(verb) => step(verb, facts),
            Self::New => Sentence::new("Dicatat", "Typed in"),
            Self::Update => Sentence::new(
                format!("Diperbarui dari {}: {}", fact(facts, "file"), fact(facts, "changed")),
                format!("Updated from {}: {}", fact(facts, "file"), fact(facts, "changed")),
            ),
            Self::Scan => scan(fact(facts, "outcome"), fact(facts, "what"), fact(facts, "code")),
            Self::Cost => money(
                facts,
                format!("Harga beli {} barang diisi Rp {}", fact(facts, "units"), rupiah(facts, "cost")),
                format!("Cost of {} units entered, Rp {}", fact(facts, "units"), rupiah(facts, "cost")),
            ),
            Self::CourierBill => money(
                facts,
                format!("Tagihan kurir Rp {}", rupiah(facts, "amount")),
                format!("The courier charges Rp {}", rupiah(facts, "amount")),
            ),
            Self::Settle => {
                let (net, file) = (rupiah(facts, "net"), fact(facts, "file"));
                Sentence::new(format!("Pencairan Rp {net} dari {file}"), format!("Paid out Rp {net}, says {file}"))
            }
            Self::WriteOff => money(
                facts,
                format!("Rp {} tidak akan cair, ditutup", rupiah(facts, "amount")),
                format!("Rp {} won't come: given up", rupiah(facts, "amount")),
            ),
            Self::Erase => Sentence::new("Data pembeli dihapus", "The buyer's data were erased"),
            Self::Fill => Sentence::new(
                format!("Terjual melebihi stok, sekarang terisi: {} × {}", fact(facts, "units"), fact(facts, "what")),
                format!("Sold beyond the stock, filled now: {} × {}", fact(facts, "units"), fact(facts, "what")),
            ),
        }
    }
}

fn step(verb: Verb, facts: &Facts) -> Sentence {
    let (fact, amount) = (|name: &str| fact(facts, name), rupiah(facts, "amount"));
    let over = facts.contains_key("override").then(|| rupiah(facts, "override"));
    match (verb, over) {
        (Verb::TakeOver, _) => {
            let stage = Stage::from_key(fact("stage")).map(Stage::word).unwrap_or_default();
            let (file, past) = (fact("file"), fact("history") == "1");
            Sentence::new(
                format!("Diambil dari {file}, {}{}", stage.id, if past { ", riwayat" } else { "" }),
                format!("Taken over from {file}, {}{}", stage.en, if past { ", history" } else { "" }),
            )
        }
        (Verb::Amend, _) if facts.contains_key("old") => {
            let why = if fact("reason").is_empty() { String::new() } else { format!(". {}", fact("reason")) };
            Sentence::new(
                format!("Diubah. Tadinya {}; sekarang {}{why}", fact("old"), fact("new")),
                format!("Amended. It was {}; it is {}{why}", fact("old"), fact("new")),
            )
        }
        (Verb::Ship, _) => Sentence::new(
            format!("Dikirim, {} {}", fact("courier"), fact("tracking")),
            format!("Shipped, {} {}", fact("courier"), fact("tracking")),
        ),
        (Verb::Approve, Some(missing)) => Sentence::new(
            format!("Disetujui pemilik walau kurang Rp {missing}: {}", fact("reason")),
            format!("Approved by the owner though Rp {missing} is missing: {}", fact("reason")),
        ),
        (Verb::Release, Some(missing)) => Sentence::new(
            format!("Dilanjutkan pemilik walau kurang Rp {missing}: {}", fact("reason")),
            format!("Released by the owner though Rp {missing} is missing: {}", fact("reason")),
        ),
        (Verb::Pay, _) if !facts.contains_key("amount") => money(facts, "Dibayar".into(), "Paid".into()),
        (Verb::Pay, _) => money(facts, format!("Dibayar Rp {amount}"), format!("Paid Rp {amount}")),
        (Verb::Void, _) => {
            money(facts, format!("Pembayaran Rp {amount} dibatalkan"), format!("The payment of Rp {amount} was voided"))
        }
        (Verb::Refund, _) => money(facts, format!("Rp {amount} dikembalikan"), format!("Rp {amount} given back")),
        (Verb::Claim, _) => money(
            facts,
            format!("Klaim pembeli Rp {amount}, {} barang kembali", fact("units")),
            format!("The buyer claims Rp {amount}, {} units come back", fact("units")),
        ),
        (Verb::Return, _) => {
            let [sellable, damaged, lost] = ["sellable", "damaged", "lost"].map(fact);
            money(
                facts,
                format!("Retur: {sellable} bisa dijual, {damaged} rusak, {lost} hilang"),
                format!("Back: {sellable} sellable, {damaged} damaged, {lost} lost"),
            )
        }
        (verb, _) => {
            let (id, en) = verb_done(verb);
            match fact("reason") {
                "" => Sentence::new(id, en),
                reason => Sentence::new(format!("{id}: {reason}"), format!("{en}: {reason}")),
            }
        }
    }
}

/// What happened to an order's money or to the goods that came back, with what came of it.
fn money(facts: &Facts, mut id: String, mut en: String) -> Sentence {
    for name in ["code", "new_code"] {
        let Some((was, is)) = fact(facts, name).split_once(' ') else { continue };
        id.push_str(&format!(", kode unik {was} jadi {is}"));
        en.push_str(&format!(", unique code {was} is now {is}"));
    }
    if facts.contains_key("held") {
        id.push_str(", pesanan ditahan");
        en.push_str(", the order is held");
    }
    let reason = fact(facts, "reason");
    if !reason.is_empty() {
        id.push_str(&format!(": {reason}"));
        en.push_str(&format!(": {reason}"));
    }
    Sentence::new(id, en)
}

fn scan(outcome: &str, what: &str, code: &str) -> Sentence {
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
