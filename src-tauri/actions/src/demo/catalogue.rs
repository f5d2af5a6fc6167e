//! The demo shop's goods: invented.

use runut_core::Money;
use runut_core::rows::VariantForm;

/// Product, SKU stem, shelf row, weight in grams, variants with their prices.
type Goods = (&'static str, &'static str, &'static str, i64, &'static [(&'static str, i64)]);

const GOODS: [Goods; 12] = [
    ("Besek Bambu", "BSK", "A", 60, &[("18 cm", 6_500), ("20 cm", 7_500), ("25 cm", 9_000)]),
    ("Tampah Bambu", "TMP", "A", 250, &[("30 cm", 21_000), ("40 cm", 28_000)]),
    ("Piring Rotan 25 cm", "PRT", "A", 120, &[("Natural", 18_500), ("Cokelat", 18_500)]),
    ("Gelas Blirik 8 cm", "GLB", "B", 140, &[("Hijau", 16_000), ("Biru", 16_000), ("Putih", 16_000)]),
    ("Mangkuk Blirik 14 cm", "MKB", "B", 210, &[("Hijau", 21_000), ("Biru", 21_000)]),
    ("Piring Blirik 22 cm", "PIB", "B", 320, &[("Hijau", 24_000), ("Biru", 24_000), ("Merah", 24_000)]),
    ("Rantang Enamel 3 Susun", "RTG", "B", 1_150, &[("Hijau", 148_000), ("Krem", 148_000)]),
    ("Keranjang Roti Mendong", "KRM", "C", 300, &[("30 cm", 42_000), ("40 cm", 56_000)]),
    ("Keranjang Gagang", "KRB", "C", 480, &[("Kecil", 54_000), ("Besar", 76_000)]),
    ("Talenan Mahoni", "TLN", "C", 700, &[("25 cm", 48_000), ("30 cm", 62_000)]),
    ("Kotak Bento Jati", "KBJ", "C", 420, &[("1 sekat", 78_000), ("2 sekat", 89_000)]),
    ("Serbet Tenun", "SRB", "D", 80, &[("Garis biru", 19_000), ("Garis merah", 19_000), ("Polos", 17_000)]),
];

/// The products with their variants, each with a place on the shelf.
pub(super) fn products() -> Vec<(String, Vec<VariantForm>)> {
    let mut place = 0;
    let mut row = "";
    GOODS
        .iter()
        .map(|(name, stem, shelf, weight_g, variants)| {
            if *shelf != row {
                (row, place) = (shelf, 0);
            }
            let variants = variants.iter().map(|(variant, price)| {
                place += 1;
                VariantForm {
                    id: None,
                    name: (*variant).to_owned(),
                    sku: sku(stem, variant),
                    barcode: String::new(),
                    price: Money(*price),
                    weight_g: *weight_g,
                    shelf: format!("{shelf}-{place:02}"),
                    low_mark: 0,
                    sell_ahead: false,
                    opening: None,
                }
            });
            ((*name).to_owned(), variants.collect())
        })
        .collect()
}

/// `GLB-HIJ`, `BSK-18C`: the stem and the variant's first letters and digits.
fn sku(stem: &str, variant: &str) -> String {
    let letters: String = variant.chars().filter(|c| c.is_alphanumeric()).collect();
    let tail: String = match variant.rsplit_once(' ') {
        Some((_, last)) if variant.starts_with("Garis") => last.chars().take(3).collect(),
        _ => letters.chars().take(3).collect(),
    };
    format!("{stem}-{}", tail.to_uppercase())
}
