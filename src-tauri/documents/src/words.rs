//! Every word on paper, in one place: Indonesian for now.
//!
//! Invariant: no other module of this crate prints a word of its own.

use runut_core::{Day, Instant, Money, Zone};

pub(crate) const PICK_LIST: &str = "Daftar ambil";
pub(crate) const PACKING_SLIP: &str = "Slip pengemasan";
pub(crate) const CONTINUED: &str = "lanjutan";
pub(crate) const REPRINT: &str = "Cetak ulang";
pub(crate) const COD: &str = "COD";
pub(crate) const NONE: &str = "–";

pub(crate) const SHELF: &str = "Rak";
pub(crate) const GOODS: &str = "Barang";
pub(crate) const TAKE: &str = "Ambil";
pub(crate) const FOR_ORDERS: &str = "Pesanan × jumlah";
pub(crate) const TAKEN: &str = "Terambil";
pub(crate) const TALLY: &str = "Turus";
pub(crate) const QUANTITY: &str = "Jumlah";
pub(crate) const NO_SHELF: &str = "Tanpa rak";
pub(crate) const NOTHING_TO_TAKE: &str = "Tidak ada yang perlu diambil.";

pub(crate) const BUYERS_NOTE: &str = "Pesan pembeli";
pub(crate) const RECIPIENT: &str = "Untuk";
pub(crate) const COURIER: &str = "Kurir";
pub(crate) const SHIP_BY: &str = "Keluar paling lambat";
pub(crate) const SIGNATURES: [&str; 3] = ["Diambil", "Dikemas", "Jam"];

pub(crate) const LABEL: &str = "Label";
pub(crate) const TO: &str = "Kepada";
pub(crate) const FROM: &str = "Dari";
pub(crate) const COLLECT: &str = "Tagih ke penerima, COD";
pub(crate) const FRAGILE: &str = "Pecah belah";
pub(crate) const WITH_CARE: &str = "Jangan dibanting, jangan ditindih";
pub(crate) const TRACKING_HERE: &str = "Tempel resi di sini";
pub(crate) const CONTENTS: &str = "Isi";

pub(crate) const HANDOVER: &str = "Serah terima";
pub(crate) const TRACKING: &str = "Resi";
pub(crate) const ORDER: &str = "Pesanan";
pub(crate) const RECIPIENT_AND_PLACE: &str = "Penerima";
pub(crate) const WEIGHT: &str = "Berat";
pub(crate) const NO_PARCELS: &str = "Tidak ada paket.";
pub(crate) const HANDED_OVER: [&str; 3] = ["Diserahkan oleh", "Diterima kurir", "Jam"];

pub(crate) const PURCHASE: &str = "Pesanan pembelian";
pub(crate) const PRICE: &str = "Harga";
pub(crate) const AMOUNT: &str = "Jumlah Rp";
pub(crate) const EXPECTED: &str = "Diharapkan datang";
pub(crate) const ORDERED_BY: [&str; 3] = ["Dipesan oleh", "Disetujui", "Pemasok"];
pub(crate) const PERSON_DATA: &str = "Data pribadi";
pub(crate) const COUNT_SHEET: &str = "Lembar hitung";
pub(crate) const BARCODE: &str = "Barcode";
pub(crate) const COUNTED: &str = "Jumlah fisik";
pub(crate) const NOTHING_TO_COUNT: &str = "Tidak ada yang perlu dihitung.";
pub(crate) const COUNTED_BY: [&str; 3] = ["Dihitung oleh", "Mulai jam", "Selesai jam"];

pub(crate) const EMOJI: &str = "[emoji]";
pub(crate) const SCRIPT_ARABIC: &str = "[huruf Arab]";
pub(crate) const SCRIPT_CHINESE: &str = "[huruf Mandarin]";
pub(crate) const SCRIPT_HEBREW: &str = "[huruf Ibrani]";
pub(crate) const SCRIPT_JAPANESE: &str = "[huruf Jepang]";
pub(crate) const SCRIPT_JAVANESE: &str = "[aksara Jawa]";
pub(crate) const SCRIPT_KOREAN: &str = "[huruf Korea]";
pub(crate) const SCRIPT_THAI: &str = "[huruf Thai]";
pub(crate) const SCRIPT_OTHER: &str = "[huruf lain]";
/// The marks of letters that no face has.
pub(crate) const SCRIPTS: [&str; 8] = [
    SCRIPT_ARABIC,
    SCRIPT_CHINESE,
    SCRIPT_HEBREW,
    SCRIPT_JAPANESE,
    SCRIPT_JAVANESE,
    SCRIPT_KOREAN,
    SCRIPT_THAI,
    SCRIPT_OTHER,
];

const DAYS: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// The words for emoji that tell a packer something.
const EMOJI_WORDS: [(&str, &str); 45] = [
    ("🔴🟥", "[merah]"),
    ("🟠🟧", "[oranye]"),
    ("🟡🟨", "[kuning]"),
    ("🟢🟩", "[hijau]"),
    ("🔵🟦", "[biru]"),
    ("🟣🟪", "[ungu]"),
    ("🟤🟫", "[cokelat]"),
    ("⚫🖤⬛", "[hitam]"),
    ("⚪🤍⬜", "[putih]"),
    ("🧡", "[hati oranye]"),
    ("💛", "[hati kuning]"),
    ("💚", "[hati hijau]"),
    ("💙", "[hati biru]"),
    ("💜", "[hati ungu]"),
    ("🤎", "[hati cokelat]"),
    ("✅", "✓"),
    ("❌❎🚫⛔", "[jangan]"),
    ("❗❕‼", "!"),
    ("❓❔", "?"),
    ("➡👉", "→"),
    ("⬅👈", "←"),
    ("⬆👆", "↑"),
    ("⬇👇", "↓"),
    ("⭐🌟", "★"),
    ("🎁", "[kado]"),
    ("🎀", "[pita]"),
    ("🎂🍰🧁", "[kue]"),
    ("🎈", "[balon]"),
    ("💌✉📩📧", "[surat]"),
    ("📦", "[paket]"),
    ("📞📱☎", "[telepon]"),
    ("🏠🏡", "[rumah]"),
    ("🏢🏫", "[gedung]"),
    ("📍", "[lokasi]"),
    ("⏰🕐⌚", "[jam]"),
    ("🚚🛵", "[kirim]"),
    ("💰💵💳", "[uang]"),
    ("🌶", "[cabai]"),
    ("🌹🌷🌸🌺🌻🌼💐", "[bunga]"),
    ("🍓", "[stroberi]"),
    ("🐱🐈", "[kucing]"),
    ("🐶🐕", "[anjing]"),
    ("🐰🐇", "[kelinci]"),
    ("🐻🧸", "[beruang]"),
    ("🦋", "[kupu-kupu]"),
];

/// The word for an emoji, if it has one.
pub(crate) fn emoji(c: char) -> Option<&'static str> {
    EMOJI_WORDS.iter().find(|(all, _)| all.contains(c)).map(|(_, word)| *word)
}

/// The local clock and day of an instant; what no calendar has counts as its end.
fn local(at: Instant, zone: Zone) -> (String, Day) {
    const LAST: i64 = 253_402_214_400_000; // 9999-12-31, so that no zone leads out of the calendar
    let at = Instant(at.0.clamp(0, LAST));
    (zone.local(at).format("%H.%M").to_string(), zone.day(at))
}

/// `17.00`.
pub(crate) fn clock(at: Instant, zone: Zone) -> String {
    local(at, zone).0
}

/// `Kam 20 Nov`.
pub(crate) fn short_day(at: Instant, zone: Zone) -> String {
    local(at, zone).1.short_id()
}

/// `Kam 20 Nov 2025, 10.02`.
pub(crate) fn short_moment(at: Instant, zone: Zone) -> String {
    let (clock, day) = local(at, zone);
    format!("{} {}, {clock}", day.short_id(), day.0 / 10_000)
}

/// `Kamis, 20 November 2025, 10.02`.
pub(crate) fn long_moment(at: Instant, zone: Zone) -> String {
    let (clock, day) = local(at, zone);
    let short = day.short_id();
    let weekday = DAYS.iter().find(|name| short.get(..3) == name.get(..3)).unwrap_or(&"");
    let month = usize::try_from(day.0 / 100 % 100 - 1).ok().and_then(|m| MONTHS.get(m)).unwrap_or(&"");
    format!("{weekday}, {} {month} {}, {clock}", day.0 % 100, day.0 / 10_000)
}

/// `Kam 20 Nov 2025`.
pub(crate) fn day(at: Instant, zone: Zone) -> String {
    let day = local(at, zone).1;
    format!("{} {}", day.short_id(), day.0 / 10_000)
}

/// `Kam 20 Nov 2025`, of a business day.
pub(crate) fn business_day(day: Day) -> String {
    format!("{} {}", day.short_id(), day.0 / 10_000)
}

/// `Pesanan pembelian 12`.
pub(crate) fn purchase(number: i64, draft: bool) -> String {
    if draft { format!("{PURCHASE} {number} (draf)") } else { format!("{PURCHASE} {number}") }
}

/// `Rp 264.000`.
pub(crate) fn rupiah(amount: Money) -> String {
    format!("Rp {}", number(i128::from(amount.0)))
}

/// `0857 4011 2263` for a number of digits only, whether it begins with 08 or 628; any other as it was typed.
pub(crate) fn phone(text: &str) -> String {
    let national = text.strip_prefix('+').unwrap_or(text).strip_prefix("628").map(|rest| format!("08{rest}"));
    let text = national.as_deref().unwrap_or(text);
    if !(9..=14).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 3);
    for (i, digit) in text.chars().enumerate() {
        if i > 0 && i % 4 == 0 && text.len() - i > 1 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// `Kebondalem, Kec. Kendal`; a district that says so already isn't told twice.
pub(crate) fn village_and_district(village: &str, district: &str) -> String {
    let told = ["kec ", "kec.", "kecamatan "].iter().any(|p| district.to_lowercase().starts_with(p));
    let district = if district.is_empty() || told { district.to_owned() } else { format!("Kec. {district}") };
    [village, &district].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `Serah terima J&T`.
pub(crate) fn handover(courier: &str) -> String {
    format!("{HANDOVER} {courier}").trim_end().to_owned()
}

/// `12 paket`.
pub(crate) fn parcels(count: usize) -> String {
    format!("{} paket", number(count as i128))
}

/// `COD Rp 264.000`.
pub(crate) fn cod_sum(amount: i128) -> String {
    format!("{COD} Rp {}", number(amount))
}

/// `Opname 7: Rak A`.
pub(crate) fn count(key: i64, name: &str) -> String {
    format!("Opname {key}: {name}").trim_end_matches([':', ' ']).to_owned()
}

/// `3 kg, 12 barang`.
pub(crate) fn weight_and_goods(grams: i64, units: i64) -> String {
    let parts = [weight(grams), if units > 0 { goods(i128::from(units)) } else { String::new() }];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `12.000`.
pub(crate) fn number(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

/// `277 barang`.
pub(crate) fn goods(units: i128) -> String {
    format!("{} barang", number(units))
}

/// `3 macam`.
pub(crate) fn kinds(count: usize) -> String {
    format!("{} macam", number(count as i128))
}

/// `26 pesanan, 15 macam`.
pub(crate) fn orders_and_kinds(orders: usize, count: usize) -> String {
    format!("{} pesanan, {}", number(orders as i128), kinds(count))
}

/// `5 macam, 134 barang`.
pub(crate) fn kinds_and_goods(count: usize, units: i128) -> String {
    format!("{}, {}", kinds(count), goods(units))
}

/// `Rak A`.
pub(crate) fn shelf(name: &str) -> String {
    if name.is_empty() { NO_SHELF.to_owned() } else { format!("{SHELF} {name}") }
}

/// `Rak A (lanjutan)`.
pub(crate) fn continued(what: &str) -> String {
    format!("{what} ({CONTINUED})")
}

/// `kurang 3`.
pub(crate) fn missing(units: i64) -> String {
    format!("kurang {}", number(i128::from(units)))
}

/// `Halaman 1 dari 3`.
pub(crate) fn page(number: usize, of: usize) -> String {
    format!("Halaman {number} dari {of}")
}

/// `Kamis, 20 November 2025, 10.02. Urut rak.`
pub(crate) fn sorted_by_shelf(moment: &str) -> String {
    format!("{moment}. Urut rak.")
}

/// `4117, 4120 ditahan, tidak ikut diambil.`
pub(crate) fn held(numbers: &[i64]) -> String {
    let all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("{} ditahan, tidak ikut diambil.", all.join(", "))
}

/// `Dicetak oleh Rini, Dapur Ibu Ratna.`
pub(crate) fn printed_by(person: &str, shop: &str) -> String {
    match (person.is_empty(), shop.is_empty()) {
        (false, false) => format!("Dicetak oleh {person}, {shop}."),
        (false, true) => format!("Dicetak oleh {person}."),
        (true, false) => format!("{shop}."),
        (true, true) => String::new(),
    }
}

/// `Dapur Ibu Ratna. Dicetak Kam 20 Nov 2025, 10.02`; without the shop on a dropship parcel.
pub(crate) fn printed_at(shop: &str, moment: &str) -> String {
    if shop.is_empty() { format!("Dicetak {moment}") } else { format!("{shop}. Dicetak {moment}") }
}

/// `4 kg`, `4,2 kg`, `850 g`; nothing if unknown.
pub(crate) fn weight(grams: i64) -> String {
    match grams {
        ..=0 => String::new(),
        1..=999 => format!("{grams} g"),
        _ => {
            let rest = format!("{:03}", grams % 1000);
            let rest = rest.trim_end_matches('0');
            let comma = if rest.is_empty() { "" } else { "," };
            format!("{}{comma}{rest} kg", number(i128::from(grams / 1000)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_indonesians_write_them() {
        let at = Instant(1_763_607_720_000); // 2025-11-20 03:02 UTC
        assert_eq!(short_moment(at, Zone::Wib), "Kam 20 Nov 2025, 10.02");
        assert_eq!(long_moment(at, Zone::Wita), "Kamis, 20 November 2025, 11.02");
        for wild in [i64::MIN, -1, i64::MAX] {
            assert!(!long_moment(Instant(wild), Zone::Wit).is_empty());
        }
    }

    #[test]
    fn numbers_and_weights() {
        assert_eq!(number(1_234_567), "1.234.567");
        assert_eq!(number(-1_000), "−1.000");
        assert_eq!(rupiah(Money(264_000)), "Rp 264.000");
        assert_eq!(weight_and_goods(3_000, 12), "3 kg, 12 barang");
        assert_eq!(weight_and_goods(0, 1), "1 barang");
        assert_eq!(weight(0), "");
        assert_eq!(weight(850), "850 g");
        assert_eq!(weight(4_000), "4 kg");
        assert_eq!(weight(4_250), "4,25 kg");
        assert_eq!(weight(12_005), "12,005 kg");
    }

    #[test]
    fn phones_and_places_read_as_they_are_said() {
        assert_eq!(phone("085740112263"), "0857 4011 2263");
        assert_eq!(phone("0812345678901"), "0812 3456 78901");
        assert_eq!(phone("+6285740112263"), "0857 4011 2263");
        assert_eq!(phone("0812-2570-4418"), "0812-2570-4418");
        assert_eq!(phone("(024) 831 55"), "(024) 831 55");
        assert_eq!(village_and_district("Kebondalem", "Kendal"), "Kebondalem, Kec. Kendal");
        assert_eq!(village_and_district("", "Kec. Kendal"), "Kec. Kendal");
        assert_eq!(village_and_district("", ""), "");
    }
}
