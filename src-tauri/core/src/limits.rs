//! How long a text may be: the one place, for what is typed at either door, pasted, or read from a file.
//!
//! Invariant: no text is ever cut. One that is too long is refused with its length and its limit; what is shortened for
//! showing says so by an ellipsis ([`excerpt`]).

use crate::{Refusal, Sentence};

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident $key:literal $max:literal $id:literal $en:literal),+ $(,)?) => {
        /// A kind of text, each with its limit in characters as people count them (Unicode scalar values).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Limit { $($(#[$doc])* $name),+ }

        impl Limit {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Characters at most.
            #[must_use]
            pub const fn max(self) -> usize {
                match self { $(Self::$name => $max),+ }
            }

            /// Its name for programs.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// What it is called.
            #[must_use]
            pub fn word(self) -> Sentence {
                let (id, en) = match self { $(Self::$name => ($id, $en)),+ };
                Sentence::new(id, en)
            }
        }
    };
}

limits! {
    /// A product's title: what Shopee, Tokopedia, TikTok Shop and Lazada allow at most.
    ProductName "product_name" 255 "Nama produk" "The product's name",
    /// A variation: two names of a marketplace in one.
    VariantName "variant_name" 200 "Nama varian" "The variant's name",
    /// What a product is described by.
    Description "description" 10_000 "Deskripsi" "The description",
    /// A SKU, ours or a marketplace's.
    Sku "sku" 200 "SKU" "The SKU",
    /// A printed barcode.
    Barcode "barcode" 100 "Barcode" "The barcode",
    /// A place on the shelf.
    Shelf "shelf" 40 "Rak" "The shelf",
    /// A category.
    Category "category" 100 "Kategori" "The category",
    /// A person's or a firm's name: customer, recipient, sender, payer, supplier, account holder, who works here.
    Name "name" 100 "Nama" "The name",
    /// A phone as typed, with what stands between its digits.
    Phone "phone" 60 "Nomor HP" "The phone number",
    /// Street, number, landmark.
    Address "address" 1_000 "Alamat" "The address",
    /// A village, district, city or province.
    Place "place" 100 "Nama daerah" "The place's name",
    /// A postcode.
    Postcode "postcode" 10 "Kode pos" "The postcode",
    /// A note: the buyer's, ours, on a customer, a payment or a receipt.
    Note "note" 2_000 "Catatan" "The note",
    /// What an owner says of a report.
    Remark "remark" 2_000 "Tanggapan" "The remarks",
    /// Why something was done.
    Reason "reason" 500 "Alasan" "The reason",
    /// How a bank or a courier names a payment.
    Reference "reference" 100 "Referensi" "The reference",
    /// A task.
    Task "task" 500 "Tugas" "The task",
    /// A name that a list's filter, a count or an account goes by.
    Title "title" 60 "Nama" "The name",
    /// The number of a bank account.
    AccountNumber "account_number" 60 "Nomor rekening" "The account number",
    /// A courier and its service.
    Courier "courier" 60 "Kurir" "The courier",
    /// An order's number at its marketplace, and a tracking number.
    Tracking "tracking" 64 "Nomor resi" "The tracking number",
    /// A code from a scanner, whatever it is of.
    Code "code" 200 "Kode" "The code",
    /// A text for buyers.
    Template "template" 2_000 "Teks" "The text",
    /// Any other cell of a file: a status, a shipping option, a user name.
    Cell "cell" 500 "Isi kolom" "The cell",
}

impl Limit {
    /// A text on one line as it is kept ([`line`]).
    ///
    /// # Errors
    /// `too_long`, with the facts `length`, `limit` and `field` (its key).
    pub fn line(self, text: &str) -> Result<String, Refusal> {
        self.fits(line(text))
    }

    /// A text that may have several lines ([`note`]).
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn note(self, text: &str) -> Result<String, Refusal> {
        self.fits(note(text))
    }

    /// The text itself if it isn't too long.
    ///
    /// # Errors
    /// As [`Self::line`].
    pub fn fits(self, text: String) -> Result<String, Refusal> {
        match self.beyond(&text) {
            None => Ok(text),
            Some(length) => Err(self.too_long(length)),
        }
    }

    /// The length of a text that is too long, in characters.
    #[must_use]
    pub fn beyond(self, text: &str) -> Option<usize> {
        // Bytes are never fewer than characters: nearly every text needs no counting.
        if text.len() <= self.max() {
            return None;
        }
        Some(text.chars().count()).filter(|length| *length > self.max())
    }

    /// The refusal of a text of `length` characters.
    #[must_use]
    pub fn too_long(self, length: usize) -> Refusal {
        let (max, word) = (self.max(), self.word());
        Refusal::new(
            "too_long",
            format!("{} {length} huruf, paling banyak {max}. Pendekkan dulu; tidak ada yang dipotong.", word.id),
            format!("{} has {length} characters, {max} at most. Shorten it; nothing was cut.", word.en),
        )
        .with("field", self.key())
        .with("length", length)
        .with("limit", max)
    }
}

/// A text on one line: white space is one blank each, and nothing stays in it that is there without being seen. A name that
/// turns the direction of writing would read differently on the label than in the book.
#[must_use]
pub fn line(text: &str) -> String {
    clean(text, false)
}

/// A text that keeps its lines, otherwise as [`line`].
#[must_use]
pub fn note(text: &str) -> String {
    clean(text, true)
}

fn clean(text: &str, lines: bool) -> String {
    let text = text.trim();
    let plain = |bytes: &[u8]| bytes.iter().all(|b| matches!(b, b' '..=b'~')) && !bytes.windows(2).any(|w| w == b"  ");
    if plain(text.as_bytes()) {
        return text.to_owned(); // as nearly all are
    }
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for c in text.chars() {
        match c {
            '\n' if lines && out.is_empty() => {}
            '\n' if lines => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                blank = true;
            }
            '\r' if lines => {}
            c if c.is_whitespace() => {
                if !blank {
                    out.push(' ');
                }
                blank = true;
            }
            c if c.is_control() || is_unseen(c) => {}
            c => {
                out.push(c);
                blank = false;
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.shrink_to_fit();
    out
}

/// Characters that reorder, join or hide text; the joiner within emoji (U+200D) and what makes one of a sign (U+FE0F) stay.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What is shown of a text in a sentence: one line of `max` characters at most; one that was longer ends in an ellipsis.
#[must_use]
pub fn excerpt(text: &str, max: usize) -> String {
    let text = line(text);
    match text.char_indices().nth(max) {
        None => text,
        Some(_) => {
            let kept: String = text.chars().take(max.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_too_long_is_refused_with_its_length_and_its_limit() {
        assert_eq!(Limit::ProductName.line(&"é".repeat(255)).unwrap().chars().count(), 255);
        let refusal = Limit::ProductName.line(&"é".repeat(256)).unwrap_err();
        assert_eq!(refusal.code, "too_long");
        assert_eq!((refusal.facts["length"].as_str(), refusal.facts["limit"].as_str()), ("256", "255"));
        assert!(refusal.message.id.contains("256") && refusal.message.id.contains("255"), "{}", refusal.message.id);
        // What isn't kept doesn't count.
        assert!(Limit::Postcode.line("  50 \u{200b}  132\n ").is_ok());
    }

    #[test]
    fn each_kind_has_a_key_of_its_own() {
        let mut keys: Vec<&str> = Limit::ALL.iter().map(|limit| limit.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Limit::ALL.len());
    }

    #[test]
    fn names_are_one_line_and_notes_keep_theirs() {
        let text = "  warna\thijau,\r\n  4\u{0} lusin \n\n";
        assert_eq!(line(text), "warna hijau, 4 lusin");
        assert_eq!(note(text), "warna hijau,\n4 lusin");
    }

    #[test]
    fn hidden_and_reordering_characters_go_and_emoji_stay() {
        assert_eq!(line("\u{202e}gnp.exe\u{200b} \u{1b}[31m"), "gnp.exe [31m");
        assert_eq!(line("👩\u{200d}🍳 da\u{ad}pur ❤\u{fe0f}"), "👩\u{200d}🍳 dapur ❤\u{fe0f}");
    }

    #[test]
    fn what_is_shortened_for_showing_says_so() {
        assert_eq!(excerpt("Baskom  Serbaguna", 40), "Baskom Serbaguna");
        assert_eq!(excerpt("Baskom Serbaguna", 8), "Baskom…");
        assert_eq!(excerpt("Baskom", 6), "Baskom");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC{0,40}|[ \t\r\n\u{200b}\u{a0}a]{0,20}") {
            let (one, many) = (line(&text), note(&text));
            prop_assert_eq!(line(&one), &*one);
            prop_assert_eq!(note(&many), &*many);
            prop_assert!(!one.contains('\n'));
        }
    }

    /// Writes the limits for the window's fields, beside the types (`make types`).
    #[cfg(feature = "types")]
    #[test]
    fn export_bindings_limits() {
        let mut text =
            String::from("// Written by core's tests (make types). Characters that each kind of text has at most.\n");
        text.push_str("export const LIMITS = {\n");
        for limit in Limit::ALL {
            text.push_str(&format!("  {}: {},\n", limit.key(), limit.max()));
        }
        text.push_str("} as const;\n");
        let folder = std::env::var("TS_RS_EXPORT_DIR").unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join("limits.ts"), text).unwrap();
    }
}
