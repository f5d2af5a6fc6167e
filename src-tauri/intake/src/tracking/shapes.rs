//! The usual shapes of tracking numbers, by courier: for a warning, never for a refusal.
//!
//! Seen on real parcels (SPX, JNE Trucking, J&T, J&T Cargo, GoSend), or agreed on by several public sources (SiCepat,
//! further J&T). Couriers whose numbers the sources contradict each other about (AnterAja, Ninja, Lion Parcel, Pos,
//! ID Express, TIKI, Wahana, SAP) aren't listed and never warn.

use runut_core::{Sentence, excerpt};

/// `#` is a digit, `@` a letter, `+` at the end any more of the character before it; anything else is itself.
type Mask = &'static str;

/// A word within the courier's name, how the courier is called in a warning, its masks. The first word that fits counts,
/// so the narrower stand before the wider.
const SHAPES: [(&str, &str, &[Mask]); 10] = [
    ("j&t cargo", "J&T Cargo", &["############"]),
    ("j&t", "J&T", &["J@##########", "J@@############"]),
    ("spx instant", "SPX Instant", &["###################", "SPXID############"]),
    ("spx same", "SPX Sameday", &["###################", "SPXID############"]),
    ("spx", "SPX", &["SPXID############", "SPXID###########@"]),
    ("jne trucking", "JNE Trucking", &["JT###########"]),
    ("jtr", "JNE Trucking", &["JT###########"]),
    // Shopee's CM and eleven digits, JNE's own fifteen, and two to four letters by branch or partner.
    ("jne", "JNE", &["###############", "@@########+", "@@@########+", "@@@@########+"]),
    ("sicepat", "SiCepat", &["00##########"]),
    ("gosend", "GoSend", &["GK-##-#########"]),
];

/// Says so if a tracking number has not the shape that this courier's numbers have. `courier` is what the order's own
/// field says ("SPX Hemat"); unknown couriers never warn.
#[must_use]
pub fn shape_warning(courier: &str, tracking: &str) -> Option<Sentence> {
    let words = courier.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (_, name, masks) = SHAPES.iter().find(|(word, _, _)| words.contains(word))?;
    let tracking = tracking.trim();
    if tracking.is_empty() || masks.iter().any(|mask| fits(mask, tracking)) {
        return None;
    }
    let tracking = excerpt(tracking, 40);
    let usual = masks[0];
    Some(Sentence::new(
        format!(
            "Resi {tracking} tidak berbentuk seperti resi {name}, biasanya {usual} (# angka, @ huruf). Periksa lagi; boleh tetap dipakai."
        ),
        format!(
            "Number {tracking} isn't shaped like one of {name}, usually {usual} (# a digit, @ a letter). Check it; it may be used all the same."
        ),
    ))
}

fn fits(mask: Mask, text: &str) -> bool {
    let one = |m: u8, b: u8| match m {
        b'#' => b.is_ascii_digit(),
        b'@' => b.is_ascii_alphabetic(),
        m => m.eq_ignore_ascii_case(&b),
    };
    let (mask, more) = match mask.strip_suffix('+') {
        Some(mask) => (mask.as_bytes(), mask.bytes().last()),
        None => (mask.as_bytes(), None),
    };
    let text = text.as_bytes();
    let Some((head, tail)) = text.split_at_checked(mask.len()) else { return false };
    mask.iter().zip(head).all(|(m, b)| one(*m, *b)) && tail.iter().all(|b| more.is_some_and(|m| one(m, *b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_shapes_pass_and_others_warn() {
        for (courier, tracking) in [
            ("SPX Hemat", "SPXID012345678901"),
            ("SPX Standard", "spxid01234567890a"),
            ("Agen SPX Express", "SPXID012345678901"),
            ("SPX Instant (Versi Lama)", "1234567890123456789"),
            ("SPX Sameday", "1234567890123456789"),
            ("JNE Trucking (JTR)", "JT12345678901"),
            ("JNE Reguler", "CM12345678901"),
            ("JNE", "123456789012345"),
            ("J&T  Express", "JP1234567890"),
            ("J&T Economy", "JX1234567890"),
            ("J&T Cargo", "123456789012"),
            ("SiCepat REG", "001234567890"),
            ("GoSend Same Day", "GK-11-123456789"),
        ] {
            assert_eq!(shape_warning(courier, tracking), None, "{courier} {tracking}");
        }
        for (courier, tracking) in [
            ("SPX Hemat", "SPXID01234567890"),
            ("SPX Hemat", "JP1234567890"),
            ("J&T Cargo", "JP1234567890"),
            ("J&T Express", "SPXID012345678901"),
            ("JNE Reguler", "SPXID012345678901"),
            ("SiCepat", "101234567890"),
            ("GoSend Same Day", "GK-11-12345678"),
        ] {
            let said = shape_warning(courier, tracking).expect(courier);
            assert!(said.id.contains(tracking) && said.en.contains(tracking), "{said:?}");
        }
    }

    #[test]
    fn unknown_couriers_and_missing_numbers_never_warn() {
        for courier in ["", "Kurir Toko", "Ninja Xpress", "AnterAja", "Hemat Kargo"] {
            assert_eq!(shape_warning(courier, "?"), None, "{courier}");
        }
        assert_eq!(shape_warning("SPX Hemat", " "), None);
    }
}
