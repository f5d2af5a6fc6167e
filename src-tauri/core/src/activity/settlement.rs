//! What is done with what marketplaces and couriers say they paid.

use super::{Facts, fact, rupiah, verbs::acts};
use crate::Sentence;
use crate::settlement::{Part, SettlementKind};

acts! {
    /// What is done with a settlement.
    SettlementAct {
        /// A file was taken in.
        Import = "import",
        /// What a word of such files means was said.
        Word = "word",
        /// A withdrawal turned out to be one with a transfer of the journal.
        Join = "join",
        /// The transfer was taken back: the withdrawal stands by itself.
        Part = "part",
    }
}

impl SettlementAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        match self {
            Self::Import if fact(facts, "kind") == SettlementKind::ByHand.key() => {
                let (store, rows, net) = (fact(facts, "store"), fact(facts, "rows"), rupiah(facts, "net"));
                Sentence::new(
                    format!("Pencairan {store} dicatat: {rows} baris, Rp {net}"),
                    format!("Payout of {store} entered: {rows} rows, Rp {net}"),
                )
            }
            Self::Import => {
                let (file, rows, net) = (fact(facts, "file"), fact(facts, "rows"), rupiah(facts, "net"));
                let kind = SettlementKind::from_key(fact(facts, "kind")).map(SettlementKind::word).unwrap_or_default();
                Sentence::new(
                    format!("Pencairan dari {file} ({}): {rows} baris, Rp {net}", kind.id),
                    format!("Settlement from {file} ({}): {rows} rows, Rp {net}", kind.en),
                )
            }
            Self::Join | Self::Part => {
                let (amount, entry) = (rupiah(facts, "amount"), fact(facts, "journal"));
                if self == Self::Join {
                    return Sentence::new(
                        format!("Penarikan Rp {amount} di laporan saldo adalah bukti {entry}, jadi dibukukan sekali"),
                        format!(
                            "The balance report's withdrawal of Rp {amount} is entry {entry}, so it is posted once"
                        ),
                    );
                }
                Sentence::new(
                    format!("Penarikan Rp {amount} di laporan saldo dibukukan lagi tanpa bukti {entry}"),
                    format!("The balance report's withdrawal of Rp {amount} is posted again without entry {entry}"),
                )
            }
            Self::Word => {
                let (word, part) = (fact(facts, "word"), fact(facts, "part"));
                let part = Part::from_key(part).map(Part::word).unwrap_or_default();
                Sentence::new(
                    format!("Kata pencairan \"{word}\": {}", part.id.to_lowercase()),
                    format!("Settlement word \"{word}\": {}", part.en.to_lowercase()),
                )
            }
        }
    }
}
