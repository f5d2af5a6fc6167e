//! Letters that paper can't show: said before a label is printed, and beside what else is printed.

use runut_core::order::Order;
use runut_core::takeover::Particulars;
use runut_core::{Refusal, Sentence, Stage, excerpt};
use runut_documents::unreadable;

/// Texts named in a sentence; the rest are counted.
const NAMED: usize = 3;

/// The mark that paper would have in place of letters; none where it can show all of them.
fn mark(text: &str) -> Option<&'static str> {
    unreadable(text).ok().flatten() // a damaged face is said when the document is drawn
}

/// Why a courier couldn't read the label of this order, if so: what of it has letters that no printed face has.
pub(crate) fn refuse_label(order: &Order, about: &Particulars) -> Option<Refusal> {
    let number = order.id;
    let parts = [
        ("recipient", "nama penerima", "the recipient's name", &about.recipient),
        ("address", "alamat", "the address", &about.address),
        ("village", "kelurahan", "the village", &about.village),
        ("district", "kecamatan", "the district", &about.district),
        ("city", "kota", "the city", &about.city),
        ("province", "provinsi", "the province", &about.province),
        ("sender", "nama pengirim", "the sender's name", &about.sender),
    ];
    let (field, id, en, text, mark) =
        parts.into_iter().find_map(|(field, id, en, text)| Some((field, id, en, text, mark(text)?)))?;
    let shown = excerpt(text, 40);
    let (first, before) = match order.stage {
        Stage::Packed => ("Batalkan kemasnya dulu, tulis", "Unpack it first, enter"),
        _ => ("Tulis", "Enter"),
    };
    Some(
        Refusal::new(
            "unreadable",
            format!(
                "Pesanan {number}: {id} \"{shown}\" akan tercetak {mark}, kurir tidak bisa membacanya. {first} dengan huruf Latin di pesanannya, lalu cetak labelnya."
            ),
            format!(
                "Order {number}: {en} \"{shown}\" would be printed as {mark}, which no courier can read. {before} it in Latin letters in the order, then print its label."
            ),
        )
        .with("order", number)
        .with("field", field)
        .with("text", text)
        .with("mark", mark),
    )
}

/// What to say of a document on which some of `texts` (each with what it is, in both languages) stands as a mark only;
/// nothing where all can be read.
pub(crate) fn mind<'a>(texts: impl Iterator<Item = (Sentence, &'a str)>) -> Sentence {
    let mut found: Vec<Sentence> = Vec::new();
    for (what, text) in texts {
        let Some(mark) = mark(text) else { continue };
        let said = Sentence::new(format!("{} {mark}", what.id), format!("{} {mark}", what.en));
        if !found.contains(&said) {
            found.push(said);
        }
    }
    if found.is_empty() {
        return Sentence::default();
    }
    let join = |pick: fn(&Sentence) -> &str, more: &str| {
        let named: Vec<&str> = found.iter().take(NAMED).map(pick).collect();
        match found.len().saturating_sub(NAMED) {
            0 => named.join(", "),
            left => format!("{} {more} {left}", named.join(", ")),
        }
    };
    Sentence::new(
        format!(" Perhatian, huruf yang tidak bisa dicetak: {}.", join(|s| &s.id, "dan lagi")),
        format!(" Mind, letters that can't be printed: {}.", join(|s| &s.en, "and more:")),
    )
}
