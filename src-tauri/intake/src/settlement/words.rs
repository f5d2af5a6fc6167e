//! The words that marketplaces head their amounts with, and what each is for. A word that ends in `*` is a beginning.

use std::collections::BTreeMap;

use runut_core::settlement::{Part, SettlementWord};

use crate::table::fold_header;

/// What the shop has said of columns that no one knew: by header (see [`runut_core::settlement::SettlementWord::header`]).
pub type SaidWords = BTreeMap<String, Part>;

use Part::{
    Adjustment, Ads, Affiliate, Commission, Compensation, Payment, Principal, Processing, Program, Refund,
    ReturnShipping, Shipping, Tax,
};

/// Shopee's, of both layouts. Names differ by shop and month.
pub(super) const SHOPEE: [(&str, Part); 37] = [
    ("harga asli produk", Principal),
    ("harga produk", Principal),
    ("total diskon produk", Principal),
    ("diskon produk dari shopee", Principal),
    ("voucher disponsor oleh penjual", Principal),
    ("voucher co-fund disponsor oleh penjual", Principal),
    ("penyesuaian penjual - 1", Principal),
    ("penyesuaian penjual - 2", Principal),
    ("cashback koin disponsori penjual", Principal),
    ("cashback koin co-fund disponsori penjual", Principal),
    ("jumlah pengembalian dana ke pembeli", Refund),
    ("ongkir dibayar pembeli", Shipping),
    ("diskon ongkir ditanggung jasa kirim", Shipping),
    ("potongan ongkos kirim dari jasa kirim", Shipping),
    ("gratis ongkir dari shopee", Shipping),
    ("ongkir yang diteruskan oleh shopee ke jasa kirim", Shipping),
    ("ongkos kirim yang dibayarkan ke jasa kirim", Shipping),
    ("pengembalian biaya kirim", Shipping),
    ("ongkos kirim pengembalian barang", ReturnShipping),
    ("return to seller fee", ReturnShipping),
    ("kembali ke biaya pengiriman pengirim", ReturnShipping),
    ("biaya komisi ams", Affiliate),
    ("ams service fee", Affiliate),
    ("biaya administrasi*", Commission),
    ("biaya proses pesanan", Processing),
    ("biaya transaksi", Payment),
    ("biaya pembayaran", Payment),
    ("biaya layanan*", Program),
    ("biaya gratis ongkir*", Program),
    ("biaya program*", Program),
    ("biaya kampanye", Program),
    ("premi", Program),
    ("biaya lainnya", Program),
    ("fbs fee", Program),
    ("pph 22", Tax),
    ("bea masuk, ppn & pph", Tax),
    ("biaya isi saldo otomatis*", Ads),
];

/// TikTok Shop's and Tokopedia's, in English and Indonesian. What sums others isn't here ([`TIKTOK_SUMS`]).
pub(super) const TIKTOK: [(&str, Part); 75] = [
    ("subtotal after seller discounts", Principal),
    ("subtotal setelah diskon penjual", Principal),
    ("refund subtotal after seller discounts", Refund),
    ("subtotal pengembalian dana setelah diskon penjual", Refund),
    ("tiktok shop commission fee", Commission),
    ("platform commission fee", Commission),
    ("biaya komisi platform", Commission),
    ("flat fee", Commission),
    ("sales fee", Commission),
    ("payment fee", Payment),
    ("biaya pembayaran", Payment),
    ("credit card installment*", Payment),
    ("order processing fee", Processing),
    ("biaya pemrosesan pesanan", Processing),
    ("affiliate*", Affiliate),
    ("tap shop ads commission", Affiliate),
    ("komisi afiliasi", Affiliate),
    ("komisi mitra afiliasi", Affiliate),
    ("komisi iklan toko*", Affiliate),
    ("deposit komisi afiliasi", Affiliate),
    ("pengembalian dana komisi afiliasi", Affiliate),
    ("return shipping costs*", ReturnShipping),
    ("ongkir pengembalian barang*", ReturnShipping),
    ("ongkir pesanan gagal kirim", ReturnShipping),
    ("shipping costs passed on*", Shipping),
    ("replacement shipping fee*", Shipping),
    ("exchange shipping fee*", Shipping),
    ("shipping cost borne by the platform", Shipping),
    ("shipping cost paid by the customer", Shipping),
    ("refunded shipping cost paid by the customer", Shipping),
    ("shipping cost subsidy", Shipping),
    ("distance shipping fee*", Shipping),
    ("ongkir yang ditalangi*", Shipping),
    ("ongkir penggantian*", Shipping),
    ("ongkir penukaran*", Shipping),
    ("ongkir yang ditanggung*", Shipping),
    ("pengembalian ongkir*", Shipping),
    ("subsidi ongkir", Shipping),
    ("biaya pengiriman sesuai jarak*", Shipping),
    ("biaya layanan logistik", Shipping),
    ("distance item fee*", Program),
    ("biaya produk sesuai jarak*", Program),
    ("dynamic commission", Program),
    ("komisi dinamis", Program),
    ("sfp service fee", Program),
    ("shipping fee program service fee", Program),
    ("mall service fee", Program),
    ("pre-order service fee", Program),
    ("live specials service fee", Program),
    ("voucher xtra service fee", Program),
    ("bonus cashback service fee", Program),
    ("eams program service fee", Program),
    ("brand crazy deals*", Program),
    ("brands crazy deals*", Program),
    ("dt handling fee", Program),
    ("dilayani tokopedia*", Program),
    ("paylater*", Program),
    ("campaign resource fee", Program),
    ("installation service fee", Program),
    ("platform special service fee", Program),
    ("biaya layanan*", Program),
    ("biaya akses keuntungan eksklusif*", Program),
    ("biaya dilayani tokopedia", Program),
    ("biaya penanganan dilayani tokopedia", Program),
    ("biaya program paylater", Program),
    ("biaya sumber daya campaign", Program),
    ("biaya asuransi", Program),
    ("program layanan terkelola*", Program),
    ("article 22 income tax withheld", Tax),
    ("pph pasal 22 dipungut", Tax),
    ("gmv max*", Ads),
    ("biaya iklan gmv max", Ads),
    ("voucher gmv max", Ads),
    ("pajak penjualan atas voucher gmv max", Ads),
    ("penggantian dana asuransi", Compensation),
];

/// Columns of TikTok Shop's and Tokopedia's that sum others, or stand beside them: never added.
pub(super) const TIKTOK_SUMS: [&str; 17] = [
    "total settlement amount",
    "total revenue",
    "subtotal before discounts",
    "seller discounts",
    "refund subtotal before seller discounts",
    "refund of seller discounts",
    "total fees",
    "shipping cost",
    "affiliate shop ads commission before pit",
    "personal income tax withheld from affiliate shop ads commission",
    "total pendapatan",
    "subtotal sebelum diskon",
    "diskon penjual",
    "subtotal pengembalian dana sebelum diskon penjual",
    "pengembalian dana diskon penjual",
    "total biaya",
    "ongkir",
];

/// More of those, which an Indonesian file shows beside the commission that they come to.
pub(super) const TIKTOK_BESIDE: [&str; 3] =
    ["biaya komisi sebelum diskon", "diskon (dari belanja iklan)", "diskon komisi lainnya"];

/// Names of Lazada's fees, in English and Indonesian.
pub(super) const LAZADA: [(&str, Part); 22] = [
    ("item price credit", Principal),
    ("harga produk", Principal),
    ("promotional charges vouchers", Principal),
    ("reversal item price", Refund),
    ("commission*", Commission),
    ("komisi*", Commission),
    ("reversal commission", Commission),
    ("payment fee*", Payment),
    ("biaya pembayaran*", Payment),
    ("order processing fee*", Processing),
    ("biaya proses*", Processing),
    ("shipping fee (paid by customer)", Shipping),
    ("shipping fee*", Shipping),
    ("lazada bonus*", Shipping),
    ("free shipping max fee*", Program),
    ("campaign fee*", Program),
    ("lazcoins*", Program),
    ("sponsored*", Ads),
    ("lost claim*", Compensation),
    ("damage claim*", Compensation),
    ("wht*", Tax),
    ("penalty*", Adjustment),
];

/// Words of single rows, of all marketplaces. Those of none of these are asked about.
pub(super) const ADJUSTMENTS: [(&str, Part); 24] = [
    ("pengembalian barang/dana setelah dana dilepaskan*", Refund),
    ("penyesuaian saldo dilakukan untuk pesanan*", Refund),
    ("kompensasi*", Compensation),
    ("penggantian dana*", Compensation),
    ("[penambahan wallet] penggantian dana*", Compensation),
    ("auto-approve compensation*", Compensation),
    ("auto-accept*", Compensation),
    ("strong seller evidence", Compensation),
    ("logistics reimbursement", Compensation),
    ("platform reimbursement", Compensation),
    ("pemotongan biaya komisi ams*", Affiliate),
    ("csp x ams*", Affiliate),
    ("penyesuaian ongkos kirim*", ReturnShipping),
    ("kekurangan ongkir*", ReturnShipping),
    ("nominal program cashback pick up*", Shipping),
    ("penyesuaian saldo penjual untuk biaya premi*", Program),
    ("pengembalian dari biaya kampanye*", Program),
    ("[penambahan wallet] campaign package*", Program),
    ("additional campaign package", Program),
    ("gmv payment for tiktok ads", Ads),
    ("pengembalian dana atas kelebihan ppn saldo iklan*", Ads),
    ("penyesuaian*", Adjustment),
    ("[penambahan wallet]*", Adjustment),
    ("[pengurangan wallet]*", Adjustment),
];

/// What a header is for: as the shop has said, else as the table says.
pub(super) fn classify(words: &mut [SettlementWord], table: &[(&str, Part)], said: &SaidWords) {
    for word in words {
        word.part = said.get(&word.header).copied().or_else(|| part_of(&word.header, table));
    }
}

/// What a word of the table is for; an exact one before a beginning.
pub(super) fn part_of(header: &str, table: &[(&str, Part)]) -> Option<Part> {
    let header = fold_header(header);
    let name = header.strip_suffix(')').and_then(|h| h.rsplit_once(" (")).filter(|(_, n)| n.parse::<u32>().is_ok());
    let name = name.map_or(header.as_str(), |(name, _)| name);
    let exact = table.iter().find(|(word, _)| *word == name);
    let begins = || table.iter().find(|(word, _)| word.strip_suffix('*').is_some_and(|start| name.starts_with(start)));
    exact.or_else(begins).map(|(_, part)| *part)
}
