//! What is done to a variant and its stock.

use super::{Facts, fact, rupiah, verbs::acts};
use crate::Sentence;
use crate::posting::Account;
use crate::rows::AdjustKind;

acts! {
    /// What is done to a variant and its stock.
    VariantAct {
        /// Goods came from a supplier.
        Receive = "receive",
        /// What it cost became known, or was billed otherwise, after it came.
        Revalue = "revalue",
        /// Units of it went back to the supplier.
        SendBack = "send_back",
        /// Its stock is known from now on.
        Open = "open",
        /// Its stock is set right.
        Adjust = "adjust",
        /// A stock count found a difference.
        Count = "count",
        /// It gets a picture.
        Photo = "photo",
        /// Its picture goes.
        PhotoOff = "photo_off",
        /// It isn't sold any more.
        Archive = "archive",
        /// It is sold again.
        Unarchive = "unarchive",
    }
}

impl VariantAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (fact, what) = (|name: &str| fact(facts, name), fact(facts, "what"));
        match self {
            Self::Receive => {
                let from = match fact("supplier") {
                    "" => String::new(),
                    supplier => format!(", {supplier}"),
                };
                Sentence::new(
                    format!("Terima {} × {what}{from}", fact("quantity")),
                    format!("Received {} × {what}{from}", fact("quantity")),
                )
            }
            Self::Revalue => {
                let by = rupiah(facts, "difference");
                Sentence::new(
                    format!("Harga beli {what} berubah Rp {by}: {}", fact("why")),
                    format!("What {what} cost changed by Rp {by}: {}", fact("why")),
                )
            }
            Self::SendBack => Sentence::new(
                format!("Kembali ke pemasok {} × {what}: {}", fact("quantity"), fact("reason")),
                format!("Back to the supplier {} × {what}: {}", fact("quantity"), fact("reason")),
            ),
            Self::Open => Sentence::new(
                format!("Stok awal {} × {what}", fact("quantity")),
                format!("Opening stock {} × {what}", fact("quantity")),
            ),
            Self::Adjust => {
                let (id, en) = adjusted(fact("kind"));
                let [quantity, reason] = ["quantity", "reason"].map(fact);
                Sentence::new(
                    format!("{id} {quantity} × {what}: {reason}"),
                    format!("{en} {quantity} × {what}: {reason}"),
                )
            }
            Self::Count => Sentence::new(
                format!("Opname {}: {what} {} ({})", fact("count"), fact("difference"), fact("reason")),
                format!("Count {}: {what} {} ({})", fact("count"), fact("difference"), fact("reason")),
            ),
            Self::Photo => Sentence::new(format!("Foto dipasang: {what}"), format!("Picture set: {what}")),
            Self::PhotoOff => Sentence::new(format!("Foto dilepas: {what}"), format!("Picture removed: {what}")),
            Self::Archive => Sentence::new(format!("Diarsipkan: {what}"), format!("Archived: {what}")),
            Self::Unarchive => Sentence::new(format!("Dijual lagi: {what}"), format!("Sold again: {what}")),
        }
    }
}

impl VariantAct {
    /// Whether it may move goods.
    #[must_use]
    pub fn moves(self) -> bool {
        !self.posts().is_empty() && self != Self::Revalue
    }

    /// The accounts between which and Persediaan it may post, either way, and whether it brings goods only in.
    #[must_use]
    pub fn posts(self) -> &'static [Account] {
        match self {
            Self::Receive | Self::Revalue => &[Account::SupplierPayable, Account::CourierPayable],
            Self::SendBack => &[Account::SupplierPayable],
            Self::Open => &[Account::OpeningBalance],
            Self::Adjust | Self::Count => &[Account::StockDifference, Account::DamagedGoods, Account::OpeningBalance],
            Self::Photo | Self::PhotoOff | Self::Archive | Self::Unarchive => &[],
        }
    }

    /// Whether it may post against any account of money too: what goods and their coming cost is paid at once.
    #[must_use]
    pub fn spends(self) -> bool {
        matches!(self, Self::Receive | Self::Revalue)
    }

    /// The account that it may post to beside Persediaan, between it and those of [`VariantAct::posts`], either way.
    #[must_use]
    pub fn beside(self) -> Option<Account> {
        match self {
            Self::Revalue => Some(Account::CostOfGoods),
            Self::SendBack => Some(Account::PurchaseDifference),
            _ => None,
        }
    }

    /// Whether it only brings goods in.
    #[must_use]
    pub fn only_in(self) -> bool {
        matches!(self, Self::Receive | Self::Open)
    }
}

fn adjusted(kind: &str) -> (&'static str, &'static str) {
    match AdjustKind::from_key(kind) {
        Some(AdjustKind::Found) => ("Ditemukan", "Found"),
        Some(AdjustKind::Lost) => ("Hilang", "Lost"),
        Some(AdjustKind::Damaged) => ("Rusak", "Damaged"),
        Some(AdjustKind::Repaired) => ("Diperbaiki", "Repaired"),
        Some(AdjustKind::Discarded) => ("Dibuang", "Thrown away"),
        Some(AdjustKind::Set) | None => ("Disesuaikan", "Adjusted"),
    }
}
