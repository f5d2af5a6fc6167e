//! Order files made up for the tests: every known header, invented people and goods.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// 2023 and later.
pub(crate) const CLASSIC: [&str; 49] = [
    "No. Pesanan",
    "Status Pesanan",
    "Alasan Pembatalan",
    "Status Pembatalan/ Pengembalian",
    "No. Resi",
    "Opsi Pengiriman",
    "Antar ke counter/ pick-up",
    "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)",
    "Waktu Pengiriman Diatur",
    "Waktu Pesanan Dibuat",
    "Waktu Pembayaran Dilakukan",
    "Metode Pembayaran",
    "SKU Induk",
    "Nama Produk",
    "Nomor Referensi SKU",
    "Nama Variasi",
    "Harga Awal",
    "Harga Setelah Diskon",
    "Jumlah",
    "Returned quantity",
    "Total Harga Produk",
    "Total Diskon",
    "Diskon Dari Penjual",
    "Diskon Dari Shopee",
    "Berat Produk",
    "Jumlah Produk di Pesan",
    "Total Berat",
    "Voucher Ditanggung Penjual",
    "Cashback Koin",
    "Voucher Ditanggung Shopee",
    "Paket Diskon",
    "Paket Diskon (Diskon dari Shopee)",
    "Paket Diskon (Diskon dari Penjual)",
    "Potongan Koin Shopee",
    "Diskon Kartu Kredit",
    "Ongkos Kirim Dibayar oleh Pembeli",
    "Estimasi Potongan Biaya Pengiriman",
    "Ongkos Kirim Pengembalian Barang",
    "Total Pembayaran",
    "Perkiraan Ongkos Kirim",
    "Catatan dari Pembeli",
    "Catatan",
    "Username (Pembeli)",
    "Nama Penerima",
    "No. Telepon",
    "Alamat Pengiriman",
    "Kota/Kabupaten",
    "Provinsi",
    "Waktu Pesanan Selesai",
];

const ENGLISH: [&str; 41] = [
    "Order ID",
    "Order Status",
    "Cancel reason",
    "Return / Refund Status",
    "Tracking Number*",
    "Shipping Option",
    "Shipment Method",
    "Estimated Ship Out Date",
    "Ship Time",
    "Order Creation Date",
    "Order Paid Time",
    "Parent SKU Reference No.",
    "Product Name",
    "SKU Reference No.",
    "Variation Name",
    "Original Price",
    "Deal Price",
    "Quantity",
    "Returned quantity",
    "Product Subtotal",
    "Seller Rebate",
    "Seller Discount",
    "Shopee Rebate",
    "SKU Total Weight",
    "No of product in order",
    "Order Total Weight",
    "Voucher Code",
    "Seller Voucher",
    "Seller Absorbed Coin Cashback",
    "Shopee Voucher",
    "Bundle Deal Indicator",
    "Shopee Bundle Discount",
    "Seller Bundle Discount",
    "Shopee Coins Offset",
    "Credit Card Discount Total",
    "Total Amount",
    "Buyer Paid Shipping Fee",
    "Shipping Rebate Estimate",
    "Reverse Shipping Fee",
    "Grand Total",
    "Estimated Shipping Fee",
];

/// The name under which the fixture's values are kept, for each English header that has one.
const ENGLISH_OF: [(&str, &str); 32] = [
    ("Order ID", "No. Pesanan"),
    ("Order Status", "Status Pesanan"),
    ("Cancel reason", "Alasan Pembatalan"),
    ("Return / Refund Status", "Status Pembatalan/ Pengembalian"),
    ("Tracking Number*", "No. Resi"),
    ("Shipping Option", "Opsi Pengiriman"),
    ("Estimated Ship Out Date", "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)"),
    ("Ship Time", "Waktu Pengiriman Diatur"),
    ("Order Creation Date", "Waktu Pesanan Dibuat"),
    ("Order Paid Time", "Waktu Pembayaran Dilakukan"),
    ("Parent SKU Reference No.", "SKU Induk"),
    ("Product Name", "Nama Produk"),
    ("SKU Reference No.", "Nomor Referensi SKU"),
    ("Variation Name", "Nama Variasi"),
    ("Original Price", "Harga Awal"),
    ("Deal Price", "Harga Setelah Diskon"),
    ("Quantity", "Jumlah"),
    ("Returned quantity", "Returned quantity"),
    ("Product Subtotal", "Total Harga Produk"),
    ("Shopee Rebate", "Diskon Dari Shopee"),
    ("SKU Total Weight", "Berat Produk"),
    ("Seller Voucher", "Voucher Ditanggung Penjual"),
    ("Seller Absorbed Coin Cashback", "Cashback Koin"),
    ("Shopee Voucher", "Voucher Ditanggung Shopee"),
    ("Shopee Bundle Discount", "Paket Diskon (Diskon dari Shopee)"),
    ("Seller Bundle Discount", "Paket Diskon (Diskon dari Penjual)"),
    ("Shopee Coins Offset", "Potongan Koin Shopee"),
    ("Credit Card Discount Total", "Diskon Kartu Kredit"),
    ("Buyer Paid Shipping Fee", "Ongkos Kirim Dibayar oleh Pembeli"),
    ("Shipping Rebate Estimate", "Estimasi Potongan Biaya Pengiriman"),
    ("Reverse Shipping Fee", "Ongkos Kirim Pengembalian Barang"),
    ("Grand Total", "Total Pembayaran"),
];

/// A version of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    Classic,
    /// 2025.
    DibayarPembeli,
    /// 2026.
    SubtotalPesanan,
    /// 2026, shipped ahead by Shopee.
    AdvanceFulfilment,
    /// Several warehouses.
    NamaGudang,
    /// August 2026.
    FiftyOne,
    FailedDelivery,
    English,
}

impl Version {
    pub(crate) const ALL: [Self; 8] = [
        Self::Classic,
        Self::DibayarPembeli,
        Self::SubtotalPesanan,
        Self::AdvanceFulfilment,
        Self::NamaGudang,
        Self::FiftyOne,
        Self::FailedDelivery,
        Self::English,
    ];

    /// Its columns in order.
    pub(crate) fn header(self) -> Vec<&'static str> {
        let mut names = CLASSIC.to_vec();
        let rename = |names: &mut Vec<&'static str>, from: &str, to: &'static str| {
            for name in names.iter_mut().filter(|n| **n == from) {
                *name = to;
            }
        };
        let insert = |names: &mut Vec<&'static str>, after: &str, new: &'static str| {
            let at = names.iter().position(|n| *n == after).unwrap();
            names.insert(at + 1, new);
        };
        match self {
            Self::Classic => {}
            Self::DibayarPembeli => rename(&mut names, "Total Harga Produk", "Dibayar Pembeli"),
            Self::SubtotalPesanan => rename(&mut names, "Total Harga Produk", "Subtotal Pesanan"),
            Self::NamaGudang => insert(&mut names, "Total Berat", "Nama Gudang"),
            Self::AdvanceFulfilment | Self::FiftyOne => {
                rename(&mut names, "Total Harga Produk", "Subtotal Pesanan");
                rename(&mut names, "Alasan Pembatalan", "Shipped by Advance Fulfilment");
                if self == Self::FiftyOne {
                    insert(&mut names, "Shipped by Advance Fulfilment", "Booking SN");
                    insert(&mut names, "Waktu Pembayaran Dilakukan", "Tipe Pesanan");
                }
            }
            Self::FailedDelivery => {
                rename(&mut names, "Total Harga Produk", "Dibayar Pembeli");
                insert(&mut names, "Status Pembatalan/ Pengembalian", "Status pengiriman gagal");
            }
            Self::English => names = ENGLISH.to_vec(),
        }
        names
    }
}

/// A cell of a made-up file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    /// `2026-11-20T16:57:00`, as a date cell.
    Date(String),
}

/// One made-up row, by the classic column names.
#[derive(Clone, Debug)]
pub(crate) struct Line(pub(crate) Vec<(String, Value)>);

impl Line {
    /// A complete, paid and finished order of one line: 2 x 45.500, before discount 50.000.
    pub(crate) fn new(id: &str) -> Self {
        let mut line = Self(Vec::new());
        for (column, value) in [
            ("No. Pesanan", id),
            ("Status Pesanan", "Selesai"),
            ("No. Resi", "SPXID012345678901"),
            ("Opsi Pengiriman", "Hemat Kargo-SPX Hemat"),
            ("Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)", "2026-11-22 23:59"),
            ("Waktu Pengiriman Diatur", "2026-11-21 09:15"),
            ("Waktu Pesanan Dibuat", "2026-11-20 16:57"),
            ("Waktu Pembayaran Dilakukan", "2026-11-20 17:01"),
            ("Metode Pembayaran", "COD (Bayar di Tempat)"),
            ("SKU Induk", "GLS"),
            ("Nama Produk", "Gelas Batik"),
            ("Nomor Referensi SKU", "GLS-BR"),
            ("Nama Variasi", "Biru"),
            ("Harga Awal", "50.000"),
            ("Harga Setelah Diskon", "45.500"),
            ("Jumlah", "2"),
            ("Returned quantity", "0"),
            ("Total Harga Produk", "91.000"),
            ("Total Diskon", "9.000"),
            ("Diskon Dari Penjual", "5.000"),
            ("Diskon Dari Shopee", "4.000"),
            ("Berat Produk", "500 gr"),
            ("Voucher Ditanggung Penjual", "3.000"),
            ("Cashback Koin", "50"),
            ("Voucher Ditanggung Shopee", "7.000"),
            ("Paket Diskon", "N"),
            ("Paket Diskon (Diskon dari Shopee)", "600"),
            ("Paket Diskon (Diskon dari Penjual)", "1.000"),
            ("Potongan Koin Shopee", "25"),
            ("Diskon Kartu Kredit", "5.000"),
            ("Ongkos Kirim Dibayar oleh Pembeli", "12.000"),
            ("Estimasi Potongan Biaya Pengiriman", "8.000"),
            ("Ongkos Kirim Pengembalian Barang", "0"),
            ("Total Pembayaran", "86.325"),
            ("Perkiraan Ongkos Kirim", "20.000"),
            ("Catatan dari Pembeli", "warna biru ya kak"),
            ("Catatan", "bungkus tebal"),
            ("Username (Pembeli)", "melati.uji"),
            ("Nama Penerima", "M****i"),
            ("No. Telepon", "******21"),
            ("Alamat Pengiriman", "Jl. Contoh 1, RT 2, RW 3"),
            ("Kota/Kabupaten", "KOTA SEMARANG"),
            ("Provinsi", "JAWA TENGAH"),
            ("Waktu Pesanan Selesai", "2026-11-25 08:00"),
        ] {
            line = line.set(column, value);
        }
        line
    }

    /// Writes text into a column.
    pub(crate) fn set(self, column: &str, text: &str) -> Self {
        self.put(column, Value::Text(text.to_owned()))
    }

    /// Writes a numeric cell.
    pub(crate) fn number(self, column: &str, number: f64) -> Self {
        self.put(column, Value::Number(number))
    }

    /// Writes any cell.
    pub(crate) fn put(mut self, column: &str, value: Value) -> Self {
        match self.0.iter_mut().find(|(c, _)| c == column) {
            Some((_, old)) => *old = value,
            None => self.0.push((column.to_owned(), value)),
        }
        self
    }

    /// Price, price after discount, quantity and the line's total at once.
    pub(crate) fn priced(self, price: &str, deal: &str, quantity: &str, total: &str) -> Self {
        self.set("Harga Awal", price)
            .set("Harga Setelah Diskon", deal)
            .set("Jumlah", quantity)
            .set("Total Harga Produk", total)
    }

    /// The cell under a header of any version. What stands in for the line's total may be the whole order's.
    fn get(&self, header: &str) -> Option<&Value> {
        let english = ENGLISH_OF.iter().find(|(e, _)| *e == header).map(|(_, name)| *name);
        let name = english.unwrap_or(match header {
            "Harga Sebelum Diskon" => "Harga Awal",
            "No Resi" => "No. Resi",
            "No# Telepon" => "No. Telepon",
            "Jumlah Dikembalikan" => "Returned quantity",
            "Estimated Shipping Fee" => "Perkiraan Ongkos Kirim",
            header => header,
        });
        self.0.iter().find(|(c, _)| c == name).map(|(_, value)| value)
    }
}

/// A made-up file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) header: Vec<String>,
    pub(crate) lines: Vec<Line>,
    pub(crate) sheet: String,
    /// Rows above the header.
    pub(crate) above: u32,
}

impl File {
    pub(crate) fn new(version: Version, lines: &[Line]) -> Self {
        let header = version.header().into_iter().map(str::to_owned).collect();
        Self { header, lines: lines.to_vec(), sheet: "orders".into(), above: 0 }
    }

    /// A classic file.
    pub(crate) fn classic(lines: &[Line]) -> Self {
        Self::new(Version::Classic, lines)
    }

    /// The rows as a spreadsheet would hold them.
    fn grid(&self) -> Vec<Vec<Option<Value>>> {
        let title = vec![Some(Value::Text("Laporan".into()))];
        let mut grid = vec![title; self.above as usize];
        grid.push(self.header.iter().map(|h| Some(Value::Text(h.clone()))).collect());
        for line in &self.lines {
            grid.push(self.header.iter().map(|h| line.get(h).cloned()).collect());
        }
        grid
    }

    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(&self.sheet).unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        for (r, row) in (0u32..).zip(self.grid()) {
            for (c, value) in (0u16..).zip(row) {
                match value {
                    Some(Value::Text(text)) => sheet.write_string(r, c, text).map(|_| ()),
                    Some(Value::Number(number)) => sheet.write_number(r, c, number).map(|_| ()),
                    Some(Value::Date(at)) => {
                        let at = ExcelDateTime::parse_from_str(&at).unwrap();
                        sheet.write_datetime_with_format(r, c, at, &date).map(|_| ())
                    }
                    None => Ok(()),
                }
                .unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    pub(crate) fn csv(&self, delimiter: u8) -> Vec<u8> {
        let mut writer = ::csv::WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
        for row in self.grid() {
            let cells = row.into_iter().map(|value| match value {
                Some(Value::Text(text) | Value::Date(text)) => text,
                Some(Value::Number(number)) => number.to_string(),
                None => String::new(),
            });
            writer.write_record(cells).unwrap();
        }
        writer.into_inner().unwrap()
    }
}

/// A real file, which lies under `RUNUT_SHARED` or beside the repository: a test that needs one is ignored where it isn't, and
/// the summary counts it as skipped.
pub(crate) fn shared(path: &str) -> Vec<u8> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let root = std::env::var("RUNUT_SHARED").unwrap_or_else(|_| beside.to_owned());
    std::fs::read(std::path::Path::new(&root).join(path)).unwrap()
}
