//! Which columns of a product list are read, and the names that sellers give them.

use crate::table::fold_header;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Product,
    Variant,
    Sku,
    Barcode,
    Price,
    Cost,
    Stock,
    Shelf,
    /// Whether a bare number is in kilograms.
    Weight {
        kilos: bool,
    },
    Low,
    Category,
    Description,
}

/// The names of each, best first: where a list has two of them, the first is meant.
const NAMES: [(Field, &[&str]); 12] = [
    (
        Field::Product,
        &[
            "nama produk",
            "nama barang",
            "nama item",
            "product name",
            "produk",
            "barang",
            "product",
            "nama",
            "name",
            "judul",
            "title",
            "item",
        ],
    ),
    (
        Field::Variant,
        &[
            "varian",
            "variasi",
            "nama varian",
            "nama variasi",
            "variation name",
            "variation",
            "variant",
            "opsi",
            "warna",
            "ukuran",
            "rasa",
            "motif",
            "color",
            "size",
        ],
    ),
    (
        Field::Sku,
        &[
            "sku",
            "nomor referensi sku",
            "sku penjual",
            "seller sku",
            "sku variasi",
            "sku varian",
            "kode sku",
            "kode barang",
            "kode produk",
            "kode",
        ],
    ),
    (Field::Barcode, &["barcode", "kode batang", "kode barcode", "ean", "upc", "gtin"]),
    (
        Field::Price,
        &[
            "harga jual",
            "harga",
            "price",
            "selling price",
            "harga normal",
            "harga satuan",
            "harga produk",
            "harga jual satuan",
        ],
    ),
    (
        Field::Cost,
        &[
            "harga modal",
            "modal",
            "harga beli",
            "modal satuan",
            "hpp",
            "harga pokok",
            "cost",
            "cost price",
            "buying price",
            "harga kulakan",
            "harga beli satuan",
        ],
    ),
    (
        Field::Stock,
        &[
            "stok",
            "stock",
            "stok awal",
            "jumlah stok",
            "sisa stok",
            "jumlah",
            "qty",
            "quantity",
            "sisa",
            "kuantitas",
            "on hand",
        ],
    ),
    (Field::Shelf, &["rak", "lokasi rak", "lokasi", "shelf", "location", "bin", "tempat"]),
    (Field::Weight { kilos: false }, &["berat", "berat produk", "weight", "bobot"]),
    (
        Field::Low,
        &[
            "batas menipis",
            "batas stok",
            "stok minimum",
            "stok minimal",
            "min stok",
            "minimum",
            "low stock",
            "reorder point",
        ],
    ),
    (Field::Category, &["kategori", "category", "kelompok", "jenis"]),
    (Field::Description, &["deskripsi", "deskripsi produk", "description", "keterangan"]),
];

/// A header without what people add to it: `Harga Jual (Rp)*`.
fn plain(name: &str) -> String {
    let folded = fold_header(name);
    let bare = folded.split('(').next().unwrap_or_default().replace(['*', ':', '.', ','], " ");
    let words: Vec<&str> =
        bare.split_whitespace().filter(|word| !matches!(*word, "rp" | "idr" | "gram" | "gr" | "g" | "kg")).collect();
    words.join(" ")
}

/// Where each field stands.
pub(super) struct Layout {
    /// Column and what it holds; a variant may have several (colour, size).
    pub(super) fields: Vec<(usize, Field)>,
    /// All headers, by column.
    pub(super) names: Vec<String>,
    /// Names of the columns that are read, and of those that aren't.
    pub(super) read: Vec<String>,
    pub(super) ignored: Vec<String>,
}

impl Layout {
    /// Reads a row as a header.
    pub(super) fn of(names: &[String]) -> Self {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let mut fields: Vec<(usize, Field)> = Vec::new();
        for (field, known) in NAMES {
            let places = known.iter().filter_map(|name| plain.iter().position(|p| p == name));
            let wanted = if field == Field::Variant { usize::MAX } else { 1 };
            let free: Vec<usize> =
                places.filter(|at| fields.iter().all(|(taken, _)| taken != at)).take(wanted).collect();
            for at in free {
                let kilos = fold_header(&names[at]).contains("kg");
                let field = if let Field::Weight { .. } = field { Field::Weight { kilos } } else { field };
                fields.push((at, field));
            }
        }
        fields.sort_by_key(|(at, _)| *at);
        let (read, ignored) = names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty())
            .partition::<Vec<_>, _>(|(at, _)| fields.iter().any(|(taken, _)| taken == at));
        let named = |list: Vec<(usize, &String)>| list.into_iter().map(|(_, name)| name.clone()).collect();
        Self { read: named(read), ignored: named(ignored), names: names.to_vec(), fields }
    }

    /// Whether rows below it can say which goods they mean.
    pub(super) fn names_goods(&self) -> bool {
        let has = |wanted: Field| self.fields.iter().any(|(_, field)| *field == wanted);
        self.fields.len() >= 2 && (has(Field::Product) || has(Field::Sku))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_what_sellers_call_them() {
        let layout = |names: &[&str]| Layout::of(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
        let found = layout(&[
            "No",
            "Nama Barang*",
            "Warna",
            "Ukuran",
            "KODE",
            "Harga Jual (Rp)",
            "Modal",
            "Stok Awal",
            "Berat (kg)",
            "Foto",
        ]);
        let fields: Vec<Field> = found.fields.iter().map(|(_, field)| *field).collect();
        assert_eq!(
            fields,
            [
                Field::Product,
                Field::Variant,
                Field::Variant,
                Field::Sku,
                Field::Price,
                Field::Cost,
                Field::Stock,
                Field::Weight { kilos: true }
            ]
        );
        assert_eq!(found.ignored, ["No", "Foto"]);
        assert!(!layout(&["Nama"]).names_goods());
        assert!(layout(&["SKU", "Stok"]).names_goods());
        // The marketplace's own key is no SKU where there is one.
        let shopee = layout(&[
            "Kode Produk",
            "Nama Produk",
            "Kode Variasi",
            "Nama Variasi",
            "SKU Induk",
            "SKU",
            "Harga",
            "Stok",
        ]);
        assert_eq!(shopee.ignored, ["Kode Produk", "Kode Variasi", "SKU Induk"]);
    }

    #[test]
    fn no_name_means_two_fields() {
        let mut seen = std::collections::HashSet::new();
        for name in NAMES.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(*name), "{name}");
            assert_eq!(plain(name), *name);
        }
    }
}
