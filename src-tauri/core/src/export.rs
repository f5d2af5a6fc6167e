//! Lists as files for spreadsheets: which columns there are, and what stands in a cell.

use crate::rows::ExportKind;
use crate::{Day, Instant, Money, Refusal, Sentence};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words that a person or a file wrote.
    Text(String),
    /// A code that must stay as it is: id, phone, postcode, tracking number, SKU.
    Code(String),
    /// Words of the program.
    Said(Sentence),
    /// A number: units, grams, a number of the book's.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A business day.
    Day(Day),
    /// A moment.
    At(Instant),
    /// Yes or no.
    Yes(bool),
}

impl From<Money> for Cell {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}

impl From<Option<Instant>> for Cell {
    fn from(at: Option<Instant>) -> Self {
        at.map_or(Self::Empty, Self::At)
    }
}

impl From<Option<Money>> for Cell {
    fn from(amount: Option<Money>) -> Self {
        amount.map_or(Self::Empty, Into::into)
    }
}

/// A head in Indonesian and English.
pub type Head = (&'static str, &'static str);

const ORDERS: [Head; 38] = [
    ("Nomor", "Number"),
    ("ID pesanan", "Order ID"),
    ("Saluran", "Channel"),
    ("Tahap", "Stage"),
    ("Ditahan", "Held"),
    ("Sedang kembali", "Coming back"),
    ("Dipesan", "Placed"),
    ("Batas bayar", "Pay by"),
    ("Dibayar pada", "Paid at"),
    ("Batas kirim", "Ship by"),
    ("Dikirim", "Shipped"),
    ("Sampai", "Delivered"),
    ("Selesai", "Completed"),
    ("Pembeli", "Buyer"),
    ("Penerima", "Recipient"),
    ("HP", "Phone"),
    ("Alamat", "Address"),
    ("Desa", "Village"),
    ("Kecamatan", "District"),
    ("Kota", "City"),
    ("Provinsi", "Province"),
    ("Kode pos", "Postcode"),
    ("Pengirim", "Sender"),
    ("HP pengirim", "Sender's phone"),
    ("Kurir", "Courier"),
    ("Resi", "Tracking number"),
    ("COD", "COD"),
    ("Barang", "Units"),
    ("Total", "Total"),
    ("Dibayar", "Paid"),
    ("Dikembalikan", "Refunded"),
    ("Ongkir", "Shipping"),
    ("Kode unik", "Unique code"),
    ("Tagihan kurir", "Courier's bill"),
    ("Rekening", "Account"),
    ("Catatan pembeli", "Buyer's note"),
    ("Catatan penjual", "Seller's note"),
    ("Alasan batal", "Cancelled because"),
];

const LINES: [Head; 17] = [
    ("Pesanan", "Order"),
    ("ID pesanan", "Order ID"),
    ("Saluran", "Channel"),
    ("Tahap", "Stage"),
    ("Dipesan", "Placed"),
    ("Baris", "Line"),
    ("SKU", "SKU"),
    ("Produk", "Product"),
    ("Varian", "Variant"),
    ("Jumlah", "Units"),
    ("Harga", "Price"),
    ("Diskon", "Discount"),
    ("Subtotal", "Subtotal"),
    ("HPP", "Cost"),
    ("Unit diklaim", "Units claimed"),
    ("Nilai klaim", "Claim"),
    ("Unit kembali", "Units back"),
];

const PRODUCTS: [Head; 11] = [
    ("SKU", "SKU"),
    ("Produk", "Product"),
    ("Varian", "Variant"),
    ("Kategori", "Category"),
    ("Barcode", "Barcode"),
    ("Harga", "Price"),
    ("Berat (gram)", "Weight (grams)"),
    ("Rak", "Shelf"),
    ("Batas menipis", "Low mark"),
    ("Jual dulu", "Sell ahead"),
    ("Diarsipkan", "Archived"),
];

const STOCK: [Head; 11] = [
    ("SKU", "SKU"),
    ("Produk", "Product"),
    ("Varian", "Variant"),
    ("Kategori", "Category"),
    ("Rak", "Shelf"),
    ("Ada", "On hand"),
    ("Dikemas", "Packed"),
    ("Dipesan", "Allocated"),
    ("Tersedia", "Available"),
    ("Rusak", "Damaged"),
    ("Nilai", "Value"),
];

const CUSTOMERS: [Head; 12] = [
    ("ID", "ID"),
    ("Nama", "Name"),
    ("HP", "Phone"),
    ("HP lain", "Other phones"),
    ("Penerima", "Recipient"),
    ("Alamat", "Address"),
    ("Desa", "Village"),
    ("Kecamatan", "District"),
    ("Kota", "City"),
    ("Provinsi", "Province"),
    ("Kode pos", "Postcode"),
    ("Catatan", "Note"),
];

const PAYMENTS: [Head; 14] = [
    ("ID", "ID"),
    ("Tanggal", "Day"),
    ("Waktu", "Time"),
    ("Jenis", "Kind"),
    ("Rekening", "Account"),
    ("Cara", "Means"),
    ("Jumlah", "Amount"),
    ("Pesanan", "Order"),
    ("Bagian pesanan", "Part for the order"),
    ("Pembayar", "Payer"),
    ("Referensi", "Reference"),
    ("Catatan", "Note"),
    ("Dibatalkan karena", "Voided because"),
    ("Dicatat oleh", "Recorded by"),
];

const POSTINGS: [Head; 8] = [
    ("ID", "ID"),
    ("Tanggal", "Day"),
    ("Debit", "Debit"),
    ("Kredit", "Credit"),
    ("Jumlah", "Amount"),
    ("Pesanan", "Order"),
    ("Log", "Log"),
    ("Keterangan", "What"),
];

const LOG: [Head; 9] = [
    ("Nomor", "Number"),
    ("Waktu", "Time"),
    ("Tanggal", "Day"),
    ("Siapa", "Who"),
    ("Pada", "Noun"),
    ("Tindakan", "Verb"),
    ("Pesanan", "Order"),
    ("Keterangan", "What"),
    ("Hash", "Hash"),
];

impl ExportKind {
    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Head] {
        match self {
            Self::Orders => &ORDERS,
            Self::Lines => &LINES,
            Self::Products => &PRODUCTS,
            Self::Stock => &STOCK,
            Self::Customers => &CUSTOMERS,
            Self::Payments => &PAYMENTS,
            Self::Postings => &POSTINGS,
            Self::Log => &LOG,
        }
    }

    /// What it is called, also in the file's name.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Orders => ("pesanan", "orders"),
            Self::Lines => ("rincian pesanan", "order lines"),
            Self::Products => ("produk", "products"),
            Self::Stock => ("stok", "stock"),
            Self::Customers => ("pelanggan", "customers"),
            Self::Payments => ("pembayaran", "payments"),
            Self::Postings => ("jurnal", "postings"),
            Self::Log => ("log", "log"),
        };
        Sentence::new(id, en)
    }

    /// Whether its rows have a day: the others are as they are now.
    #[must_use]
    pub fn has_days(self) -> bool {
        !matches!(self, Self::Products | Self::Stock | Self::Customers)
    }
}

/// From which day to which, both inclusive; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Day>,
    /// The last.
    pub to: Option<Day>,
}

impl Days {
    /// The days of an export.
    ///
    /// # Errors
    /// `day` for one that isn't in the calendar, `days_order` where the last is before the first, `days_none` where the
    /// rows have no day.
    pub fn of(kind: ExportKind, from: Option<Day>, to: Option<Day>) -> Result<Self, Refusal> {
        if [from, to].into_iter().flatten().any(|day| day.date().is_none()) {
            return Err(Refusal::new("day", "Tanggal itu tidak ada di kalender.", "There is no such day."));
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Refusal::new(
                "days_order",
                "Tanggal akhir sebelum tanggal awal. Tukar keduanya.",
                "The last day is before the first. Swap them.",
            ));
        }
        if !kind.has_days() && (from.is_some() || to.is_some()) {
            let word = kind.word();
            return Err(Refusal::new(
                "days_none",
                format!("Ekspor {} adalah keadaan sekarang, tanpa tanggal. Kosongkan tanggalnya.", word.id),
                format!("An export of {} is as it is now, without days. Leave the days empty.", word.en),
            ));
        }
        Ok(Self { from, to })
    }
}
