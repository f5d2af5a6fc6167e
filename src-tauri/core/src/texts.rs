//! Texts for buyers: a template's fields, the program's own templates, and filling one in.
//!
//! A field is a word in braces, `{nama}`. A line all of whose fields are empty is left out, so that one template serves
//! orders with and without a deadline, a unique code or a tracking number. What fills a field is never read as a template
//! again.

use crate::rows::BuyerTextKey;
use crate::{Limit, Refusal, Sentence, excerpt};

/// An account as buyers are told it: `BCA 8210441902 a.n. Ratna`. One without a number is nowhere to pay to: nothing is named.
#[must_use]
pub fn account_line(name: &str, number: &str, holder: &str) -> String {
    let bare = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned();
    match (bare(name), bare(number), bare(holder)) {
        (_, number, _) if number.is_empty() => String::new(),
        (name, number, holder) if holder.is_empty() => format!("{name} {number}"),
        (name, number, holder) => format!("{name} {number} a.n. {holder}"),
    }
}

/// The fields that a text may use, without braces.
///
/// `nama` the buyer, `nomor` the order, `toko` the shop, `barang` what is ordered (a line each), `total` what the buyer pays;
/// `ongkir` shipping, `kode` the unique code, `rekening` the account, `batas` the deadline; `dibayar` what is paid, `kurang`
/// what is missing; `kurir`, `resi` the parcel; `alamat` the shop's address.
#[must_use]
pub fn template_fields(key: BuyerTextKey) -> &'static [&'static str] {
    match key {
        BuyerTextKey::Order => {
            &["nama", "nomor", "toko", "barang", "ongkir", "kode", "total", "rekening", "batas", "kurir"]
        }
        BuyerTextKey::Paid => &["nama", "nomor", "toko", "barang", "total", "dibayar", "kurang", "rekening", "batas"],
        BuyerTextKey::Shipped => &["nama", "nomor", "toko", "barang", "total", "kurir", "resi"],
        BuyerTextKey::OutOfStock => &["nama", "nomor", "toko", "barang", "total"],
        BuyerTextKey::Return => &["nama", "nomor", "toko", "barang", "total", "alamat"],
    }
}

/// The program's own template, in the buyers' language.
#[must_use]
pub fn default_template(key: BuyerTextKey) -> &'static str {
    match key {
        BuyerTextKey::Order => {
            "Halo {nama}, terima kasih sudah pesan di {toko}.\n\
             \n\
             Pesanan {nomor}:\n\
             {barang}\n\
             Ongkir: {ongkir}\n\
             Kode unik: {kode}\n\
             Total: {total}\n\
             \n\
             Pembayaran: {rekening}\n\
             Mohon dibayar sebelum {batas}."
        }
        BuyerTextKey::Paid => {
            "Halo {nama}, pembayaran {dibayar} untuk pesanan {nomor} sudah kami terima. Terima kasih!\n\
             Masih kurang {kurang}.\n\
             Kami kabari lagi saat paketnya dikirim.\n\
             {toko}"
        }
        BuyerTextKey::Shipped => {
            "Halo {nama}, pesanan {nomor} sudah kami kirim.\n\
             {barang}\n\
             Kurir: {kurir}\n\
             Resi: {resi}\n\
             \n\
             Terima kasih sudah belanja di {toko}."
        }
        BuyerTextKey::OutOfStock => {
            "Halo {nama}, mohon maaf, barang di pesanan {nomor} ini sedang habis:\n\
             {barang}\n\
             \n\
             Mau kami ganti barang lain, ditunggu, atau uangnya dikembalikan?\n\
             {toko}"
        }
        BuyerTextKey::Return => {
            "Halo {nama}, mohon maaf atas kendala pesanan {nomor}.\n\
             Silakan kirim kembali barangnya ke:\n\
             {toko}\n\
             {alamat}\n\
             \n\
             Tulis nomor pesanan di paketnya, ya. Begitu barang kami terima dan periksa, langsung kami kabari."
        }
    }
}

/// What a text is for.
#[must_use]
pub fn template_title(key: BuyerTextKey) -> Sentence {
    match key {
        BuyerTextKey::Order => Sentence::new("Pesanan: total dan rekening", "Order: total and account"),
        BuyerTextKey::Paid => Sentence::new("Pembayaran diterima", "Payment received"),
        BuyerTextKey::Shipped => Sentence::new("Dikirim, dengan nomor resi", "Shipped, with the tracking number"),
        BuyerTextKey::OutOfStock => Sentence::new("Barang habis", "Out of stock"),
        BuyerTextKey::Return => Sentence::new("Retur", "Return"),
    }
}

/// A piece of a template.
enum Piece<'a> {
    Plain(&'a str),
    Field(&'a str),
}

/// The pieces of a line; the text from an unclosed brace on is its error.
fn pieces(line: &str) -> Result<Vec<Piece<'_>>, &str> {
    let (mut found, mut rest) = (Vec::new(), line);
    while let Some(open) = rest.find('{') {
        let (plain, field) = rest.split_at(open);
        let close = field.find('}').ok_or(field)?;
        found.push(Piece::Plain(plain));
        found.push(Piece::Field(field[1..close].trim()));
        rest = &field[close + 1..];
    }
    found.push(Piece::Plain(rest));
    Ok(found)
}

/// Whether a template can be kept.
///
/// # Errors
/// `text_missing`, `too_long`, `text_brace` (a brace that isn't closed), `text_field` (a field that this text doesn't have).
pub fn check_template(key: BuyerTextKey, body: &str) -> Result<(), Refusal> {
    if body.trim().is_empty() {
        return Err(Refusal::new("text_missing", "Tulis teksnya dulu.", "Write the text first.").with("field", "body"));
    }
    if let Some(length) = Limit::Template.beyond(body) {
        return Err(Limit::Template.too_long(length).with("field", "body"));
    }
    let fields = template_fields(key);
    for line in body.lines() {
        let found = pieces(line).map_err(|rest| {
            let shown = excerpt(rest, 20);
            Refusal::new(
                "text_brace",
                format!("Kurung kurawal \"{shown}\" belum ditutup. Tulis seperti {{nama}}."),
                format!("The brace \"{shown}\" isn't closed. Write it like {{nama}}."),
            )
            .with("field", "body")
        })?;
        for piece in found {
            let Piece::Field(name) = piece else { continue };
            if !fields.contains(&name.to_lowercase().as_str()) {
                let shown = excerpt(name, 40);
                let known = fields.iter().map(|f| format!("{{{f}}}")).collect::<Vec<_>>().join(" ");
                return Err(Refusal::new(
                    "text_field",
                    format!("Isian {{{shown}}} tidak ada di teks ini. Pakai: {known}."),
                    format!("There is no field {{{shown}}} in this text. Use: {known}."),
                )
                .with("field", "body")
                .with("name", shown));
            }
        }
    }
    Ok(())
}

/// Fills a template in: `value` gives each field's text, empty where there is none.
#[must_use]
pub fn fill_template(body: &str, value: impl Fn(&str) -> String) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in body.lines() {
        let Ok(found) = pieces(line) else {
            lines.push(line.to_owned());
            continue;
        };
        let (mut text, mut fields, mut filled) = (String::new(), 0, 0);
        for piece in found {
            match piece {
                Piece::Plain(plain) => text.push_str(plain),
                Piece::Field(name) => {
                    let given = value(&name.to_lowercase());
                    fields += 1;
                    filled += usize::from(!given.is_empty());
                    text.push_str(&given);
                }
            }
        }
        if fields == 0 || filled > 0 {
            lines.push(text);
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_programs_own_templates_pass_their_own_check() {
        for key in BuyerTextKey::ALL {
            assert_eq!(check_template(key, default_template(key)), Ok(()), "{key:?}");
        }
    }

    #[test]
    fn a_field_that_the_text_does_not_have_is_named() {
        let refused = |key, body: &str| check_template(key, body).unwrap_err();
        let unknown = refused(BuyerTextKey::Order, "Halo {nama}, resi {resi}");
        assert_eq!((unknown.code.as_str(), unknown.facts["name"].as_str()), ("text_field", "resi"));
        assert_eq!(refused(BuyerTextKey::Order, "Halo {nama").code, "text_brace");
        assert_eq!(refused(BuyerTextKey::Order, " \n").code, "text_missing");
        assert_eq!(refused(BuyerTextKey::Order, &"a".repeat(2_001)).code, "too_long");
        assert_eq!(check_template(BuyerTextKey::Shipped, "{ Nama }: {RESI}"), Ok(()));
    }

    #[test]
    fn a_line_without_anything_to_say_is_left_out() {
        let value = |name: &str| match name {
            "nama" => "Siti {total}".to_owned(),
            "total" => "Rp 5".to_owned(),
            _ => String::new(),
        };
        let text = fill_template("Halo {nama}!\nKode: {kode}\n\n{total}, {kode}\nSampai jumpa", value);
        assert_eq!(text, "Halo Siti {total}!\n\nRp 5, \nSampai jumpa");
    }

    proptest! {
        #[test]
        fn no_template_panics_and_what_is_kept_leaves_no_field(body in "[a-z{} \n]{0,60}") {
            let filled = fill_template(&body, |_| "x".to_owned());
            if check_template(BuyerTextKey::Order, &body).is_ok() {
                prop_assert_eq!(filled.find('{'), None);
            }
        }
    }
}
