//! What is done with a document.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done with a document.
    DocumentAct {
        /// It is written as PDF.
        Print = "print",
        /// A list is written for spreadsheets.
        Export = "export",
    }
}

impl DocumentAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let what = fact(facts, "what");
        match self {
            Self::Print => {
                let (en, orders) = (in_english(what), fact(facts, "orders"));
                Sentence::new(format!("Cetak {what}: {orders}"), format!("Printed {en}: {orders}"))
            }
            Self::Export => Sentence::new(
                format!("Ekspor {what}: {} baris", fact(facts, "rows")),
                format!("Exported {what}: {} rows", fact(facts, "rows")),
            ),
        }
    }
}

fn in_english(document: &str) -> &str {
    match document {
        "daftar ambil" => "pick list",
        "slip" => "packing slips",
        "label" => "labels",
        "serah terima" => "hand-over list",
        "lembar hitung" => "count sheet",
        other => other,
    }
}
