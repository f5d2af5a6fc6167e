//! The templates that every book begins with. Orders' own figures aren't among them: they follow from the orders.

use crate::rows::{Cadence, ChoiceRow, Division, FieldRow, FieldType, Logged, TemplateKind, TemplateRow};
use crate::{Sentence, TemplateId};

/// Days in minutes: nobody answers later and calls it an answer.
const WEEK_MINUTES: i64 = 10_080;

struct Template {
    key: &'static str,
    name: (&'static str, &'static str),
    kind: TemplateKind,
    cadence: Cadence,
    lag: i64,
    division: Division,
    by_store: bool,
    trouble: bool,
    fields: Vec<FieldRow>,
}

/// A field as it is begun with: its kind's own bounds and nothing else.
pub(super) fn field(key: &str, kind: FieldType, id: &str, en: &str) -> FieldRow {
    FieldRow {
        key: key.to_owned(),
        name: Sentence::new(id, en),
        kind,
        required: false,
        keyed: false,
        min: (kind.is_amount() || kind == FieldType::Percent).then_some(0),
        max: (kind == FieldType::Percent).then_some(10_000),
        at_most: String::new(),
        logged: None,
        choices: Vec::new(),
    }
}

impl FieldRow {
    fn needed(self) -> Self {
        Self { required: true, ..self }
    }

    fn keyed(self) -> Self {
        Self { keyed: true, ..self }
    }

    fn most(self, max: i64) -> Self {
        Self { max: Some(max), ..self }
    }

    fn within(self, min: i64, max: i64) -> Self {
        Self { min: Some(min), max: Some(max), ..self }
    }

    fn never_above(self, field: &str) -> Self {
        Self { at_most: field.to_owned(), ..self }
    }

    fn feeds(self, logged: Logged) -> Self {
        Self { logged: Some(logged), ..self }
    }

    fn of(self, choices: &[(&str, &str, &str)]) -> Self {
        let choice =
            |(key, id, en): &(&str, &str, &str)| ChoiceRow { key: (*key).to_owned(), name: Sentence::new(*id, *en) };
        Self { choices: choices.iter().map(choice).collect(), ..self }
    }
}

const CHANNELS: [(&str, &str, &str); 6] = [
    ("chat", "Chat marketplace", "Marketplace chat"),
    ("wa", "WhatsApp", "WhatsApp"),
    ("instagram", "Instagram", "Instagram"),
    ("tiktok", "TikTok", "TikTok"),
    ("shop", "Datang ke toko", "At the shop"),
    ("other", "Lainnya", "Other"),
];

const PLATFORMS: [(&str, &str, &str); 7] = [
    ("shopee", "Shopee", "Shopee"),
    ("tiktok", "TikTok", "TikTok"),
    ("tokopedia", "Tokopedia", "Tokopedia"),
    ("lazada", "Lazada", "Lazada"),
    ("meta", "Meta", "Meta"),
    ("google", "Google", "Google"),
    ("other", "Lainnya", "Other"),
];

fn sales() -> Vec<Template> {
    use FieldType::{Choice, Money, Number, Product, Text};
    let of = |key, id, en, cadence, fields| Template {
        key,
        name: (id, en),
        kind: TemplateKind::Sales,
        cadence,
        lag: 0,
        division: Division::Cs,
        by_store: false,
        trouble: false,
        fields,
    };
    vec![
        of(
            "kas-toko",
            "Kas kecil toko",
            "Sales at the counter",
            Cadence::Daily,
            vec![
                field("sales", Money, "Penjualan", "Sales").needed(),
                field("buyers", Number, "Pembeli", "Buyers"),
                field("note", Text, "Catatan", "Note"),
            ],
        ),
        of(
            "nego-hilang",
            "Negosiasi hilang",
            "Lost negotiation",
            Cadence::Occasion,
            vec![
                field("product", Product, "Produk", "Product").needed(),
                field("asked", Money, "Harga diminta", "Price asked"),
                field("reason", Choice, "Alasan", "Reason").needed().of(&[
                    ("price", "Harga", "Price"),
                    ("stock", "Stok", "Stock"),
                    ("shipping", "Ongkir", "Shipping"),
                    ("time", "Waktu kirim", "Delivery time"),
                    ("silent", "Tidak ada kabar", "No answer"),
                    ("other", "Lainnya", "Other"),
                ]),
                field("note", Text, "Catatan", "Note"),
            ],
        ),
    ]
}

fn customers() -> Vec<Template> {
    use FieldType::{Choice, Customer, Minutes, Number, Order, Product, Text};
    let of = |key, id, en, trouble, fields| Template {
        key,
        name: (id, en),
        kind: TemplateKind::Customer,
        cadence: Cadence::Occasion,
        lag: 0,
        division: Division::Cs,
        by_store: true,
        trouble,
        fields,
    };
    vec![
        of(
            "interaksi",
            "Interaksi",
            "Interaction",
            false,
            vec![
                field("channel", Choice, "Lewat", "Through").needed().of(&CHANNELS),
                field("question", Choice, "Tanya apa", "Question").needed().of(&[
                    ("stock", "Stok", "Stock"),
                    ("price", "Harga", "Price"),
                    ("wholesale", "Grosir", "Wholesale"),
                    ("shipping", "Ongkir dan kirim", "Shipping"),
                    ("where", "Paket di mana", "Where is my parcel"),
                    ("product", "Cara pakai", "How to use it"),
                    ("other", "Lainnya", "Other"),
                ]),
                field("reply", Minutes, "Dibalas dalam", "Answered within")
                    .most(WEEK_MINUTES)
                    .feeds(Logged::ReplyMinutes),
                field("outcome", Choice, "Hasil", "Outcome").of(&[
                    ("bought", "Jadi beli", "Bought"),
                    ("later", "Lanjut nanti", "To be continued"),
                    ("lost", "Tidak jadi", "Lost"),
                    ("answered", "Terjawab", "Answered"),
                ]),
                field("customer", Customer, "Pelanggan", "Customer"),
                field("note", Text, "Catatan", "Note"),
            ],
        ),
        of(
            "ulasan",
            "Ulasan",
            "Review",
            false,
            vec![
                field("stars", Number, "Bintang", "Stars").needed().within(1, 5).feeds(Logged::Reviews),
                field("product", Product, "Produk", "Product"),
                field("order", Order, "Pesanan", "Order"),
                field("text", Text, "Isi", "Text"),
            ],
        ),
        of(
            "komplain",
            "Komplain",
            "Complaint",
            true,
            vec![
                field("kind", Choice, "Tentang", "About").needed().feeds(Logged::Complaints).of(&[
                    ("damaged", "Barang rusak", "Damaged goods"),
                    ("wrong", "Salah barang", "Wrong goods"),
                    ("missing", "Barang kurang", "Goods missing"),
                    ("late", "Terlambat", "Late"),
                    ("quality", "Mutu", "Quality"),
                    ("service", "Pelayanan", "Service"),
                    ("other", "Lainnya", "Other"),
                ]),
                field("order", Order, "Pesanan", "Order"),
                field("cause", Choice, "Sebab", "Cause").of(&[
                    ("packing", "Kemasan", "Packing"),
                    ("picking", "Salah ambil", "Picking"),
                    ("courier", "Kurir", "Courier"),
                    ("supplier", "Pemasok", "Supplier"),
                    ("listing", "Keterangan produk", "Listing"),
                    ("buyer", "Pembeli", "Buyer"),
                    ("unknown", "Belum tahu", "Unknown"),
                ]),
                field("solved", Minutes, "Selesai dalam", "Solved within"),
                field("text", Text, "Isi", "Text"),
            ],
        ),
    ]
}

fn marketing() -> Vec<Template> {
    use FieldType::{Choice, Link, Money, Number, Product, Text};
    let of = |key, id, en, (cadence, lag), by_store, fields| Template {
        key,
        name: (id, en),
        kind: TemplateKind::Marketing,
        cadence,
        lag,
        division: Division::Marketing,
        by_store,
        trouble: false,
        fields,
    };
    vec![
        of(
            "iklan",
            "Iklan",
            "Advertising",
            (Cadence::Daily, 1),
            true,
            vec![
                field("platform", Choice, "Tempat", "Platform").needed().keyed().of(&PLATFORMS),
                field("campaign", Text, "Kampanye", "Campaign").keyed(),
                field("cost", Money, "Biaya", "Cost").needed().feeds(Logged::AdCost),
                field("sales", Money, "Penjualan", "Sales").feeds(Logged::AdSales),
                field("views", Number, "Tayang", "Impressions").feeds(Logged::AdViews),
                field("clicks", Number, "Klik", "Clicks").never_above("views").feeds(Logged::AdClicks),
                field("orders", Number, "Pesanan", "Orders").never_above("clicks").feeds(Logged::AdOrders),
            ],
        ),
        of(
            "konten",
            "Konten tayang",
            "Post",
            (Cadence::Occasion, 0),
            false,
            vec![
                field("platform", Choice, "Tempat", "Platform").needed().of(&[
                    ("instagram", "Instagram", "Instagram"),
                    ("tiktok", "TikTok", "TikTok"),
                    ("facebook", "Facebook", "Facebook"),
                    ("youtube", "YouTube", "YouTube"),
                    ("shopee", "Shopee", "Shopee"),
                    ("other", "Lainnya", "Other"),
                ]),
                field("link", Link, "Tautan", "Link"),
                field("views", Number, "Dilihat", "Views"),
                field("likes", Number, "Suka", "Likes").never_above("views"),
            ],
        ),
        of(
            "harga-pesaing",
            "Harga pesaing",
            "Competitor's price",
            (Cadence::Weekly, 0),
            false,
            vec![
                field("product", Product, "Produk", "Product").needed().keyed(),
                field("seller", Text, "Penjual", "Seller").needed().keyed(),
                field("price", Money, "Harga", "Price").needed(),
            ],
        ),
    ]
}

fn operations() -> Vec<Template> {
    use FieldType::{Choice, Minutes, Order, Text, Time};
    let of = |key, id, en, trouble, fields| Template {
        key,
        name: (id, en),
        kind: TemplateKind::Operations,
        cadence: Cadence::Occasion,
        lag: 0,
        division: Division::Warehouse,
        by_store: false,
        trouble,
        fields,
    };
    vec![
        of(
            "masalah",
            "Masalah",
            "Trouble",
            true,
            vec![
                field("what", Text, "Apa", "What").needed(),
                field("stage", Choice, "Di tahap", "At the stage").of(&[
                    ("orders", "Pesanan", "Orders"),
                    ("picking", "Ambil barang", "Picking"),
                    ("packing", "Kemas", "Packing"),
                    ("handover", "Serah ke kurir", "Hand-over"),
                    ("stock", "Stok", "Stock"),
                    ("other", "Lainnya", "Other"),
                ]),
                field("order", Order, "Pesanan", "Order"),
                field("cause", Text, "Sebab", "Cause"),
                field("minutes", Minutes, "Waktu hilang", "Time lost").most(WEEK_MINUTES).feeds(Logged::LostMinutes),
                field("solution", Text, "Penyelesaian", "Solution"),
                field("pic", Text, "PIC", "In charge"),
            ],
        ),
        of(
            "tugas",
            "Tugas dikerjakan",
            "Work done",
            false,
            vec![
                field("what", Text, "Apa", "What").needed(),
                field("start", Time, "Mulai", "Start").needed().never_above("end"),
                field("end", Time, "Selesai", "End").needed(),
            ],
        ),
        of(
            "mesin",
            "Mesin atau listrik mati",
            "Machine or power down",
            true,
            vec![
                field("what", Text, "Apa", "What").needed(),
                field("minutes", Minutes, "Mati selama", "Down for")
                    .needed()
                    .most(WEEK_MINUTES)
                    .feeds(Logged::DownMinutes),
                field("note", Text, "Catatan", "Note"),
            ],
        ),
    ]
}

fn website() -> Vec<Template> {
    use FieldType::{Number, Text};
    vec![Template {
        key: "kunjungan",
        name: ("Kunjungan web", "Website visits"),
        kind: TemplateKind::Website,
        cadence: Cadence::Daily,
        lag: 1,
        division: Division::Marketing,
        by_store: false,
        trouble: false,
        fields: vec![
            field("visitors", Number, "Pengunjung", "Visitors")
                .needed()
                .never_above("sessions")
                .feeds(Logged::Visitors),
            field("sessions", Number, "Kunjungan", "Sessions"),
            field("carts", Number, "Keranjang", "Carts").never_above("sessions"),
            field("checkouts", Number, "Checkout", "Checkouts").never_above("carts"),
            field("orders", Number, "Pesanan", "Orders").never_above("checkouts").feeds(Logged::WebOrders),
            field("seconds", Number, "Lama kunjungan, detik", "Seconds a visit"),
            field("page", Text, "Halaman teratas", "Top page"),
        ],
    }]
}

/// The templates of a new book, each of version 1.
#[must_use]
pub fn built_in() -> Vec<TemplateRow> {
    let all = [sales(), customers(), marketing(), operations(), website()].into_iter().flatten();
    let row = |(id, template): (i64, Template)| TemplateRow {
        id: TemplateId(id),
        key: template.key.to_owned(),
        name: Sentence::new(template.name.0, template.name.1),
        kind: template.kind,
        cadence: template.cadence,
        lag: template.lag,
        division: Some(template.division),
        person: None,
        person_name: String::new(),
        by_store: template.by_store,
        trouble: template.trouble,
        version: 1,
        fields: template.fields,
        archived: false,
        records: 0,
        last: None,
    };
    (1..).zip(all).map(row).collect()
}
