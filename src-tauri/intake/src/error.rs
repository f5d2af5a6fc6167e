//! Why a whole file can't be read: a value with a code and a sentence that says what to do.
//!
//! Problems of single cells are not errors: they are `FileProblem`s beside the orders that could be read.

use runut_core::Sentence;

/// What a file turned out to be instead of a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF document.
    Pdf,
    /// A picture.
    Image,
    /// A web page, also one that calls itself `.xls`.
    Html,
    /// A compressed archive.
    Archive,
    /// A text document or presentation (`.docx`, `.pptx`).
    Document,
    /// A spreadsheet in a form that isn't read here (`.ods`, `.xlsb`).
    OtherSpreadsheet,
    /// Anything else.
    Unknown,
}

/// A file of the right marketplace, but another report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongFile {
    /// Shopee's income report ("Penghasilan Saya").
    ShopeeIncome,
    /// Shopee's balance report ("Saldo Penjual").
    ShopeeBalance,
    /// Shopee's list of returns and refunds.
    ShopeeReturns,
    /// TikTok Shop's or Tokopedia's order export.
    TiktokOrders,
    /// Lazada's order export.
    LazadaOrders,
}

/// Why a file was refused as a whole. Nothing of it has been read then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No bytes, or only blanks.
    #[error("empty file")]
    Empty,
    /// Not a spreadsheet at all.
    #[error("not a spreadsheet: {0:?}")]
    NotASpreadsheet(FileKind),
    /// The format of Excel 97-2003.
    #[error("an .xls file")]
    OldExcel,
    /// Encrypted.
    #[error("password-protected")]
    PasswordProtected,
    /// It began as a spreadsheet, but is cut off or corrupt.
    #[error("damaged file: {0}")]
    Damaged(String),
    /// It would unpack to more than any order file holds.
    #[error("too large when unpacked: {0}")]
    TooLarge(String),
    /// A spreadsheet without anything that looks like the header of an order file.
    #[error("no header row of an order file")]
    NotAnOrderFile,
    /// A spreadsheet without a row that names the columns of a product list.
    #[error("no header row of a product list")]
    NotACatalogue,
    /// A spreadsheet in which no row names columns of what is asked for.
    #[error("no header row that is known")]
    NoHeader,
    /// A spreadsheet without the header of any report of what was paid.
    #[error("no header row of a settlement file")]
    NotASettlement,
    /// The header is there, but columns are missing that can't be done without.
    #[error("row {row} lacks the columns {columns:?}")]
    MissingColumns {
        /// The sheet's name; empty for CSV.
        sheet: String,
        /// The header's row.
        row: u32,
        /// All of the missing ones, by the name they usually have.
        columns: Vec<String>,
    },
    /// A header and nothing below it.
    #[error("no order rows")]
    NoRows,
    /// More rows than are read in one go.
    #[error("more than {0} rows")]
    TooManyRows(u32),
    /// The amounts of all rows up to this one, or of the whole file where it is 0, come to more than a book can reckon with.
    #[error("the sums of the file are beyond any shop's at row {0}")]
    SumTooLarge(u32),
    /// Another report.
    #[error("wrong file: {0:?}")]
    WrongKind(WrongFile),
    /// The progress callback asked to stop.
    #[error("cancelled")]
    Cancelled,
}

impl IntakeError {
    /// The error for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::NotASpreadsheet(_) => "not_a_spreadsheet",
            Self::OldExcel => "old_excel",
            Self::PasswordProtected => "password_protected",
            Self::Damaged(_) => "damaged_file",
            Self::TooLarge(_) => "too_large",
            Self::NotAnOrderFile => "not_an_order_file",
            Self::NotACatalogue => "not_a_catalogue",
            Self::NoHeader => "no_header",
            Self::NotASettlement => "not_a_settlement",
            Self::MissingColumns { .. } => "missing_columns",
            Self::NoRows => "no_rows",
            Self::TooManyRows(_) => "too_many_rows",
            Self::SumTooLarge(_) => "sum_too_large",
            Self::WrongKind(_) => "wrong_kind",
            Self::Cancelled => "cancelled",
        }
    }

    /// What, where and what to do, in both languages.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new(
                "File ini kosong. Pilih file lain, atau unduh atau simpan ulang file ini.",
                "This file is empty. Choose another, or download or save it again.",
            ),
            Self::NotASpreadsheet(kind) => not_a_spreadsheet(*kind),
            Self::OldExcel => Sentence::new(
                "File ini berformat Excel lama (.xls). Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu coba lagi.",
                "This file has the old Excel format (.xls). Open it in Excel or LibreOffice, save it as .xlsx and try again.",
            ),
            Self::PasswordProtected => Sentence::new(
                "File ini dikunci kata sandi. Buka di Excel atau LibreOffice, hapus kata sandinya, simpan sebagai .xlsx, lalu coba lagi.",
                "This file is password-protected. Open it in Excel or LibreOffice, remove the password, save it as .xlsx and try again.",
            ),
            Self::Damaged(_) => Sentence::new(
                "File ini rusak atau terpotong, mungkin unduhannya tidak selesai. Unduh atau simpan ulang, lalu coba lagi.",
                "This file is damaged or cut off; the download may not have finished. Download or save it again, then try once more.",
            ),
            Self::TooLarge(_) => Sentence::new(
                "Isi file ini jauh lebih besar daripada daftar toko mana pun. Unduh atau simpan ulang, atau bagi menjadi beberapa file.",
                "This file unpacks to far more than any shop's list. Download or save it again, or split it into several.",
            ),
            Self::NotAnOrderFile => Sentence::new(
                "Tidak ada baris judul dengan \"No. Pesanan\" di 20 baris pertama. Pilih file ekspor dari Shopee: Pesanan Saya, Export.",
                "None of the first 20 rows is a header with \"No. Pesanan\". Choose the export from Shopee: My Orders, Export.",
            ),
            Self::NoHeader => Sentence::new(
                "Tidak ada baris judul yang dikenal di 20 baris pertama. Beri judul kolom seperti nama isiannya, atau sebutkan kolom mana isian apa.",
                "None of the first 20 rows is a header that is known. Name the columns as the fields, or say which column is which field.",
            ),
            Self::NotACatalogue => Sentence::new(
                "Tidak ada baris judul yang menyebut produknya di 20 baris pertama. Tulis judul kolom di atasnya, misalnya: Nama produk, Varian, SKU, Harga, Harga beli, Stok, Rak.",
                "None of the first 20 rows is a header that names the goods. Write column headers above them, such as: Product, Variant, SKU, Price, Cost, Stock, Shelf.",
            ),
            Self::NotASettlement => Sentence::new(
                "Ini bukan laporan pencairan yang dikenal. Pilih laporan penghasilan atau saldo dari Shopee, TikTok Shop, Tokopedia, atau Lazada, tagihan iklan Shopee, atau pencairan COD kurir, seperti diunduh.",
                "This is no payout report that is known. Choose the income or balance report of Shopee, TikTok Shop, Tokopedia or Lazada, Shopee's bill of advertising, or a courier's COD payout, as downloaded.",
            ),
            Self::MissingColumns { sheet, row, columns } => missing_columns(sheet, *row, columns),
            Self::NoRows => Sentence::new(
                "File ini hanya berisi judul kolom, tanpa baris di bawahnya. Periksa isinya, atau rentang tanggal ekspornya.",
                "This file has column headers but no rows below. Check what it holds, or the export's range of dates.",
            ),
            Self::TooManyRows(limit) => Sentence::new(
                format!(
                    "File ini berisi lebih dari {limit} baris. Bagi menjadi beberapa file, atau ekspor rentang tanggal yang lebih pendek."
                ),
                format!(
                    "This file has more than {limit} rows. Split it into several, or export a shorter range of dates."
                ),
            ),
            Self::SumTooLarge(0) => Sentence::new(
                "Jumlah seluruh baris file ini sudah melebihi yang bisa dimiliki toko mana pun. Periksa angkanya, atau unduh ulang file ini.",
                "All rows of this file come to more than any shop can have. Check its figures, or download it again.",
            ),
            Self::SumTooLarge(row) => Sentence::new(
                format!(
                    "Sampai baris {row} jumlah harga atau totalnya sudah melebihi yang bisa dimiliki toko mana pun. Periksa harga dan total di atas baris itu, atau ekspor ulang dari Shopee."
                ),
                format!(
                    "Up to row {row} prices or totals come to more than any shop can have. Check the prices and totals above it, or export again from Shopee."
                ),
            ),
            Self::WrongKind(kind) => wrong_kind(*kind),
            Self::Cancelled => Sentence::new(
                "Dibatalkan. Tidak ada yang dibaca dari file ini.",
                "Cancelled. Nothing of this file was read.",
            ),
        }
    }
}

fn not_a_spreadsheet(kind: FileKind) -> Sentence {
    let (id, en) = match kind {
        FileKind::Pdf => ("dokumen PDF", "a PDF document"),
        FileKind::Image => ("gambar", "a picture"),
        FileKind::Html => ("halaman web", "a web page"),
        FileKind::Archive => ("arsip terkompresi; buka dulu isinya", "a compressed archive; unpack it first"),
        FileKind::Document => ("dokumen teks atau presentasi", "a text document or presentation"),
        FileKind::OtherSpreadsheet => {
            ("spreadsheet jenis lain; simpan dulu sebagai .xlsx", "another kind of spreadsheet; save it as .xlsx first")
        }
        FileKind::Unknown => ("bukan spreadsheet", "not a spreadsheet"),
    };
    Sentence::new(
        format!("File ini {id}. Yang bisa dibaca: spreadsheet berformat .xlsx atau .csv."),
        format!("This file is {en}. What can be read: spreadsheets as .xlsx or .csv."),
    )
}

fn missing_columns(sheet: &str, row: u32, columns: &[String]) -> Sentence {
    let names = columns.join(", ");
    let (where_id, where_en) = match sheet {
        "" => (format!("baris judul {row}"), format!("header row {row}")),
        sheet => (format!("lembar {sheet}, baris judul {row}"), format!("sheet {sheet}, header row {row}")),
    };
    Sentence::new(
        format!(
            "Kolom yang tidak ada ({where_id}): {names}. Unduh ulang file ini dan jangan menghapus atau mengganti nama kolom."
        ),
        format!(
            "Missing columns ({where_en}): {names}. Download this file again, and don't remove or rename any columns."
        ),
    )
}

fn wrong_kind(kind: WrongFile) -> Sentence {
    let (id, en) = match kind {
        WrongFile::ShopeeIncome => ("laporan penghasilan Shopee", "Shopee's income report"),
        WrongFile::ShopeeBalance => ("laporan saldo Shopee", "Shopee's balance report"),
        WrongFile::ShopeeReturns => ("daftar pengembalian Shopee", "Shopee's list of returns and refunds"),
        WrongFile::TiktokOrders => {
            ("ekspor pesanan TikTok Shop atau Tokopedia", "an order export of TikTok Shop or Tokopedia")
        }
        WrongFile::LazadaOrders => ("ekspor pesanan Lazada", "an order export of Lazada"),
    };
    Sentence::new(
        format!("Ini {id}, bukan ekspor pesanan Shopee. Pilih file dari Shopee: Pesanan Saya, Export."),
        format!("This is {en}, not Shopee's order export. Choose the file from Shopee: My Orders, Export."),
    )
}
