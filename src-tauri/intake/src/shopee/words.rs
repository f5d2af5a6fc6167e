//! Shopee's vocabulary: status words, payment on delivery, and the courier within a shipping option.

use runut_core::marketplace::{FileStatus, WayBack};

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
    let word = lower(word);
    if RECEIVED.iter().any(|start| word.starts_with(start)) {
        return Some(FileStatus::Delivered);
    }
    STATUS.iter().find(|(w, _)| *w == word).map(|(_, status)| *status)
}

/// The status that a misspelt word may mean, as it is written; none where it is like no other, or like two.
pub(super) fn nearest_status(word: &str) -> Option<String> {
    let word = lower(word);
    let most = (word.chars().count() / 3).min(2);
    let off = |known: &str| strsim::osa_distance(&word, known);
    let nearest = STATUS.iter().map(|(known, _)| off(known)).min().filter(|off| *off <= most)?;
    let mut like = STATUS.iter().filter(|(known, _)| off(known) == nearest);
    let (known, status) = like.next()?;
    like.all(|(_, other)| other == status).then(|| capitalised(known))
}

fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Why a parcel that had left is called cancelled: not that the seller was late or the buyer changed their mind.
const FAILED: [&str; 17] = [
    "pengiriman gagal",
    "pengantaran gagal",
    "gagal antar",
    "gagal diantar",
    "gagal terkirim",
    "paket hilang",
    "paket rusak di perjalanan",
    "dikembalikan ke penjual",
    "failed delivery",
    "delivery failed",
    "delivery failure",
    "failed to deliver",
    "unsuccessful delivery",
    "parcel lost",
    "lost parcel",
    "lost in transit",
    "returned to seller",
];

/// Its way back is over.
const ARRIVED: [&str; 8] = [
    "selesai",
    "sampai di penjual",
    "sudah diterima",
    "telah diterima",
    "diterima penjual",
    "completed",
    "delivered to seller",
    "returned to seller",
];

fn lower(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// How far a parcel whose delivery failed is on its way back; a word that is new means that it is on its way.
pub(super) fn way_back(word: &str) -> Option<WayBack> {
    let word = lower(word);
    if !word.chars().any(char::is_alphabetic) {
        return None;
    }
    Some(if ARRIVED.iter().any(|w| word.contains(w)) { WayBack::Arrived } else { WayBack::Coming })
}

/// Whether a cancellation's reason says that delivery failed.
#[must_use]
pub fn says_delivery_failed(reason: &str) -> bool {
    let reason = lower(reason);
    FAILED.iter().any(|w| reason.contains(w))
}

/// What the status is in the light of the rest of its row. A cancelled parcel with a tracking number whose delivery failed
/// had left, and so had whatever is on its way back; a tracking number alone does not mean that it had.
pub(super) fn status_with(status: FileStatus, reason: &str, tracking: &str, way_back: Option<WayBack>) -> FileStatus {
    let failed = !tracking.is_empty() && says_delivery_failed(reason);
    match status {
        FileStatus::Cancelled if failed || way_back.is_some() => FileStatus::Failed,
        FileStatus::Shipped | FileStatus::Delivered if way_back.is_some() => FileStatus::Failed,
        status => status,
    }
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

    /// Reasons as real months have them.
    #[test]
    fn what_failed_had_left_and_what_was_cancelled_had_not() {
        let of = |reason| status_with(FileStatus::Cancelled, reason, "SPXID001", None);
        for reason in [
            "Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Pengiriman gagal",
            "Pengiriman  GAGAL",
            "Dibatalkan secara otomatis oleh sistem. Alasan: Paket hilang di perjalanan. Kompensasi yang memenuhi syarat \
             telah dikreditkan ke Saldo Penjual-mu.",
            "Cancelled automatically by Shopee's system because: Failed Delivery",
        ] {
            assert_eq!(of(reason), FileStatus::Failed, "{reason}");
            assert_eq!(status_with(FileStatus::Cancelled, reason, "", None), FileStatus::Cancelled, "{reason}");
            assert_eq!(status_with(FileStatus::ToShip, reason, "SPXID001", None), FileStatus::ToShip, "{reason}");
        }
        for reason in [
            "",
            "Dibatalkan oleh Pembeli. Alasan: Ubah Pesanan yang Ada",
            "Dibatalkan secara otomatis oleh sistem. Alasan: Penjual gagal mengirimkan pesanan tepat waktu",
            "Dibatalkan secara otomatis oleh sistem. Alasan: Penjual tidak mengatur pengiriman tepat waktu",
            "Seller failed to ship on time",
        ] {
            assert_eq!(of(reason), FileStatus::Cancelled, "{reason}");
        }
    }

    #[test]
    fn a_parcel_on_its_way_back_has_failed_and_may_have_arrived() {
        for (word, want) in [
            ("Dikirim ke Penjual", Some(WayBack::Coming)),
            ("Sedang dikirim ke penjual", Some(WayBack::Coming)),
            ("Selesai Dikirim ke Penjual", Some(WayBack::Arrived)),
            ("Returning to Seller", Some(WayBack::Coming)),
            ("Returned to Seller", Some(WayBack::Arrived)),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(way_back(word), want, "{word}");
            let status = status_with(FileStatus::Cancelled, "", "SPXID001", way_back(word));
            assert_eq!(status == FileStatus::Failed, want.is_some(), "{word}");
        }
        assert_eq!(
            status_with(FileStatus::Completed, "", "SPXID001", Some(WayBack::Coming)),
            FileStatus::Completed,
            "what was accepted is a claim"
        );
    }
}
