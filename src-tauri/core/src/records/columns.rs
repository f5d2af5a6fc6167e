//! Which column of a file is which field: by its heading, as the platforms write them, or as a person has said.

use crate::match_key;
use crate::rows::{ColumnMap, FieldRow, Logged, TemplateRow};

/// Headings of the day, of the store, and of what feeds a figure, as exports have them. Sources: real exports of Shopee, TikTok and
/// Meta of 2026, in Indonesian and English.
const DAY: &[&str] =
    &["tanggal", "tgl", "hari", "day", "date", "awal pelaporan", "reporting starts", "tanggal laporan"];
const STORE: &[&str] = &["toko", "store", "shop", "nama toko"];
const CAMPAIGN: &[&str] = &[
    "nama iklan",
    "nama iklan/produk",
    "nama produk",
    "kampanye",
    "nama kampanye",
    "campaign",
    "campaign name",
    "ad name",
];
const KNOWN: [(Logged, &[&str]); 7] = [
    (Logged::AdCost, &["biaya", "jumlah yang dibelanjakan (idr)", "cost", "amount spent (idr)", "expense", "spend"]),
    (
        Logged::AdSales,
        &[
            "omzet penjualan",
            "penjualan",
            "pendapatan kotor",
            "penghasilan bruto (toko saat ini)",
            "nilai konversi pembelian khusus untuk item bersama",
            "gmv",
            "sales",
            "gross revenue",
            "purchases conversion value",
        ],
    ),
    (
        Logged::AdViews,
        &["dilihat", "tayangan", "impresi", "impresi iklan produk", "impressions", "impression", "views"],
    ),
    (Logged::AdClicks, &["jumlah klik", "klik", "klik tautan", "jumlah klik iklan produk", "clicks", "link clicks"]),
    (
        Logged::AdOrders,
        &["konversi", "pesanan", "pesanan sku", "pembelian dengan item bersama", "conversions", "orders", "purchases"],
    ),
    (Logged::Visitors, &["total pengunjung", "pengunjung", "visitors", "users", "pengguna"]),
    (Logged::WebOrders, &["total pesanan", "pesanan", "orders", "purchases"]),
];
/// Headings that only one platform writes, so that its name needn't be typed.
const PLATFORMS: [(&str, &[&str]); 3] = [
    ("shopee", &["nama iklan", "efektifitas iklan"]),
    ("tiktok", &["nama kampanye", "pendapatan kotor", "mata uang"]),
    ("meta", &["nama kampanye", "jumlah yang dibelanjakan (idr)"]),
];

/// How a file's heading is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// What each column is: a field's word, `day`, `store`; empty where it is none.
    pub columns: Vec<ColumnMap>,
    /// Columns, by their place from 0, that are known as a field too, of which another column is for no better reason than that it
    /// stands before them.
    pub also: Vec<(usize, String)>,
    /// The platform that writes such a file, as a choice's word; empty where that can't be told.
    pub platform: &'static str,
}

impl Header {
    /// How many columns are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|column| !column.field.is_empty()).count()
    }
}

/// What the columns of a heading are for a template. What was said (`map`, then `remembered`) goes before what is known; a field is of
/// one column, the first.
#[must_use]
pub fn mapped(template: &TemplateRow, names: &[String], map: &[ColumnMap], remembered: &[ColumnMap]) -> Header {
    let folded: Vec<String> = names.iter().map(|name| match_key(name)).collect();
    let told = |name: &str| {
        let said = map.iter().chain(remembered).find(|one| match_key(&one.column) == name);
        said.map(|one| one.field.clone())
    };
    let said: Vec<String> = folded.iter().filter_map(|name| told(name)).filter(|field| !field.is_empty()).collect();
    let (mut columns, mut also): (Vec<ColumnMap>, _) = (Vec::new(), Vec::new());
    for (at, (name, folded)) in names.iter().zip(&folded).enumerate() {
        let field = told(folded).unwrap_or_else(|| {
            let found = known(template, folded).filter(|field| !said.contains(field)).unwrap_or_default();
            let is_taken = !found.is_empty() && columns.iter().any(|before| before.field == found);
            if is_taken {
                also.push((at, found));
                return String::new();
            }
            found
        });
        columns.push(ColumnMap { column: name.clone(), field });
    }
    let by = PLATFORMS.iter().find(|(_, marks)| marks.iter().all(|mark| folded.iter().any(|name| name == mark)));
    Header { columns, also, platform: by.map_or("", |(platform, _)| platform) }
}

fn known(template: &TemplateRow, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    let own =
        |field: &&FieldRow| [&field.key, &field.name.id, &field.name.en].into_iter().any(|n| match_key(n) == name);
    if let Some(field) = template.fields.iter().find(own) {
        return Some(field.key.clone());
    }
    if DAY.contains(&name) {
        return Some("day".to_owned());
    }
    if STORE.contains(&name) {
        return Some("store".to_owned());
    }
    let fed = KNOWN.iter().filter(|(_, names)| names.contains(&name)).find_map(|(logged, _)| template.feeding(*logged));
    let campaign = || template.field("campaign").filter(|_| CAMPAIGN.contains(&name));
    fed.or_else(campaign).map(|field| field.key.clone())
}
