//! Shopee's vocabulary: status words, payment on delivery, and the courier within a shipping option.

use runut_core::marketplace::FileStatus;

const STATUS: [(&str, FileStatus); 21] = [
    ("belum bayar", FileStatus::Unpaid),
    ("unpaid", FileStatus::Unpaid),
    ("perlu dikirim", FileStatus::ToShip),
    ("to ship", FileStatus::ToShip),
    ("ready to ship", FileStatus::ToShip),
    ("pembatalan diajukan", FileStatus::CancelRequested),
    ("cancellation requested", FileStatus::CancelRequested),
    ("in cancel", FileStatus::CancelRequested),
    ("sedang dikirim", FileStatus::Shipped),
    ("telah dikirim", FileStatus::Shipped),
    ("shipping", FileStatus::Shipped),
    ("shipped", FileStatus::Shipped),
    ("to receive", FileStatus::Shipped),
    ("pesanan diterima", FileStatus::Delivered),
    ("delivered", FileStatus::Delivered),
    ("order received", FileStatus::Delivered),
    ("selesai", FileStatus::Completed),
    ("completed", FileStatus::Completed),
    ("batal", FileStatus::Cancelled),
    ("cancelled", FileStatus::Cancelled),
    ("canceled", FileStatus::Cancelled),
];

/// These go on with the last day on which the buyer may still return it.
const RECEIVED: [&str; 2] = ["pesanan diterima, namun pembeli masih dapat", "order received, but buyer"];

/// What a status word says; `None` if it is new.
pub(super) fn status(word: &str) -> Option<FileStatus> {
    let word = word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if RECEIVED.iter().any(|start| word.starts_with(start)) {
        return Some(FileStatus::Delivered);
    }
    STATUS.iter().find(|(w, _)| *w == word).map(|(_, status)| *status)
}

/// Whether the courier collects the money.
pub(super) fn is_cod(payment: &str) -> bool {
    let payment = payment.to_lowercase();
    payment.contains("bayar di tempat")
        || payment.contains("cash on delivery")
        || payment.split(|c: char| !c.is_alphanumeric()).any(|word| word == "cod")
}

/// Couriers that shipping options name without a dash before them.
const COURIERS: [&str; 17] = [
    "spx",
    "j&t",
    "jne",
    "sicepat",
    "anteraja",
    "ninja",
    "id express",
    "idexpress",
    "pos indonesia",
    "pos reguler",
    "gosend",
    "grab",
    "lion parcel",
    "wahana",
    "sap express",
    "paxel",
    "tiki",
];

/// The courier that a shipping option names: "Hemat Kargo-SPX Hemat" has "SPX Hemat", "Agen SPX Express" is one itself,
/// "Reguler (Cashless)" names none.
pub(super) fn courier(option: &str) -> &str {
    if let Some((_, after)) = option.split_once('-')
        && !after.trim().is_empty()
    {
        return after.trim();
    }
    let lower = option.to_lowercase();
    if COURIERS.iter().any(|name| lower.contains(name)) { option.trim() } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_status_word_has_its_meaning() {
        for (word, want) in [
            ("Belum Bayar", FileStatus::Unpaid),
            ("Perlu Dikirim", FileStatus::ToShip),
            ("Sedang  Dikirim", FileStatus::Shipped),
            ("Telah Dikirim", FileStatus::Shipped),
            ("Pesanan Diterima", FileStatus::Delivered),
            ("SELESAI", FileStatus::Completed),
            ("Pembatalan diajukan", FileStatus::CancelRequested),
            ("Batal", FileStatus::Cancelled),
            (
                "Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian hingga 2026-11-30.",
                FileStatus::Delivered,
            ),
            ("Completed", FileStatus::Completed),
        ] {
            assert_eq!(status(word), Some(want), "{word}");
        }
        for word in ["", "Selesai?", "Selesaikan", "Pesanan", "Batalkan"] {
            assert_eq!(status(word), None, "{word}");
        }
    }

    #[test]
    fn cod_is_a_word_and_not_a_syllable() {
        assert!(is_cod("COD (Bayar di Tempat)"));
        assert!(is_cod("bayar di tempat"));
        assert!(is_cod("SPX COD"));
        assert!(!is_cod("Kode QR"));
        assert!(!is_cod("Codex Pay"));
    }

    #[test]
    fn the_courier_is_named_by_the_option_or_not_at_all() {
        for (option, want) in [
            ("Hemat Kargo-SPX Hemat", "SPX Hemat"),
            ("Reguler (Cashless)-J&T Express", "J&T Express"),
            ("Agen SPX Express", "Agen SPX Express"),
            ("J&T Economy", "J&T Economy"),
            ("Hemat Kargo", ""),
            ("Reguler (Cashless)-", ""),
            ("", ""),
        ] {
            assert_eq!(courier(option), want, "{option}");
        }
    }
}
