//! What can be wrong with a cell or a row, said so that a person knows what, where and what to do.

use runut_core::Sentence;
use runut_core::marketplace::FileProblem;

use super::columns::{Field, Layout};

/// A sheet that is read.
pub(super) struct Sheet<'l> {
    pub(super) layout: &'l Layout,
    /// Its name where it isn't the first that is read; it stands before its columns then, as in `Nov!Harga Awal`.
    pub(super) name: String,
}

impl Sheet<'_> {
    /// What a column is called in a problem and in a decision.
    pub(super) fn column(&self, field: Field) -> String {
        let column = self.layout.name(field);
        if self.name.is_empty() { column.to_owned() } else { format!("{}!{column}", self.name) }
    }
}

/// So many are listed; beyond, the file is at fault and not its cells.
pub(super) const MAX_PROBLEMS: usize = 10_000;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    DamagedMoney,
    UnreadableMoney,
    MissingMoney,
    TooMuch,
    DamagedText,
    InconsistentMoney,
    FloatId,
    BadId,
    MissingId,
    MissingProduct,
    BadDate,
    MissingDate,
    BadQuantity,
    BadWeight,
    DamagedPhone,
    UnknownStatus,
    ConflictingRows,
    RepeatedRow,
    /// Rows and units that stand there.
    MissingRows {
        rows: usize,
        units: i64,
    },
    ShiftedColumns,
    /// Characters that it has, and that it may have.
    TooLong {
        length: usize,
        limit: usize,
    },
}

impl Fault {
    fn code(self) -> &'static str {
        match self {
            Self::DamagedMoney => "damaged_money",
            Self::UnreadableMoney => "unreadable_money",
            Self::MissingMoney => "missing_money",
            Self::TooMuch => "too_much_money",
            Self::DamagedText => "damaged_text",
            Self::InconsistentMoney => "inconsistent_money",
            Self::FloatId => "float_id",
            Self::BadId => "bad_id",
            Self::MissingId => "missing_id",
            Self::MissingProduct => "missing_product",
            Self::BadDate => "bad_date",
            Self::MissingDate => "missing_date",
            Self::BadQuantity => "bad_quantity",
            Self::BadWeight => "bad_weight",
            Self::DamagedPhone => "damaged_phone",
            Self::UnknownStatus => "unknown_status",
            Self::ConflictingRows => "conflicting_rows",
            Self::RepeatedRow => "repeated_row",
            Self::MissingRows { .. } => "missing_rows",
            Self::ShiftedColumns => "shifted_columns",
            Self::TooLong { .. } => "too_long",
        }
    }

    /// Whether the order waits for it.
    pub(super) fn holds(self) -> bool {
        !matches!(self, Self::BadWeight | Self::DamagedPhone)
    }

    /// What it is and what to do about it; `{found}` and `{suggestion}` stand for the cell's.
    fn words(self, suggested: bool) -> (&'static str, &'static str) {
        match self {
            Self::DamagedMoney if suggested => (
                "tertulis {found}. Nilai ini rusak oleh spreadsheet, mungkin {suggestion}. Pilih nilai yang benar atau ekspor ulang dari Shopee.",
                "it says {found}. A spreadsheet has damaged this amount, perhaps from {suggestion}. Choose the right amount or export again from Shopee.",
            ),
            Self::DamagedMoney => (
                "tertulis {found}. Nilai ini rusak oleh spreadsheet. Tulis nilai yang benar atau ekspor ulang dari Shopee.",
                "it says {found}. A spreadsheet has damaged this amount. Type the right amount or export again from Shopee.",
            ),
            Self::UnreadableMoney => (
                "tertulis {found}, seharusnya nilai rupiah seperti 91.000. Tulis nilai yang benar atau ekspor ulang dari Shopee.",
                "it says {found} where rupiah such as 91.000 are expected. Type the right amount or export again from Shopee.",
            ),
            Self::MissingMoney => (
                "kosong, seharusnya nilai rupiah. Tulis nilainya atau ekspor ulang dari Shopee.",
                "it is empty where an amount is needed. Type it or export again from Shopee.",
            ),
            Self::TooMuch => (
                "tertulis {found}, jauh lebih besar daripada harga atau total toko mana pun (harga paling banyak Rp 10 miliar, total Rp 1 triliun). Tulis nilai yang benar atau ekspor ulang dari Shopee.",
                "it says {found}, far more than any shop's price or total (a price is Rp 10 thousand million at most, a total Rp 1 million million). Type the right amount or export again from Shopee.",
            ),
            Self::DamagedText if suggested => (
                "tertulis {found}. Isi sel ini diubah spreadsheet, mungkin asalnya {suggestion}. Pilih atau tulis yang benar, atau ekspor ulang dari Shopee.",
                "it says {found}. A spreadsheet has changed this cell, perhaps from {suggestion}. Choose or type what is right, or export again from Shopee.",
            ),
            Self::DamagedText => (
                "tertulis {found}. Isi sel ini diubah spreadsheet. Tulis yang benar (atau - bila memang kosong), atau ekspor ulang dari Shopee.",
                "it says {found}. A spreadsheet has changed this cell. Type what is right (or - if there is nothing), or export again from Shopee.",
            ),
            Self::InconsistentMoney => (
                "tertulis {found}, padahal harga setelah diskon kali jumlah adalah {suggestion}. Periksa harga dan jumlah baris ini, lalu pilih nilai yang benar.",
                "it says {found}, but price after discount times quantity is {suggestion}. Check this row's price and quantity, then choose the right amount.",
            ),
            Self::FloatId => (
                "tertulis {found}. Spreadsheet mengubah nomor ini menjadi angka sehingga digitnya hilang. Ekspor ulang dari Shopee, atau tulis nomor yang lengkap.",
                "it says {found}. A spreadsheet turned this number into a figure and lost digits. Export again from Shopee, or type the whole number.",
            ),
            Self::BadId => (
                "tertulis {found}, itu bukan nomor. Tulis nomor yang benar atau ekspor ulang dari Shopee.",
                "it says {found}, which is no such number. Type the right one or export again from Shopee.",
            ),
            Self::MissingId if suggested => (
                "kosong. Baris ini mungkin milik pesanan {suggestion} di atasnya, yang menunggu sampai itu pasti. Pilih atau tulis nomornya, atau ekspor ulang dari Shopee.",
                "it is empty. This row may belong to order {suggestion} above it, which waits until that is certain. Choose or type the number, or export again from Shopee.",
            ),
            Self::MissingId => (
                "kosong, jadi baris ini tidak termasuk pesanan mana pun. Tulis nomornya atau ekspor ulang dari Shopee.",
                "it is empty, so this row belongs to no order. Type the number or export again from Shopee.",
            ),
            Self::MissingProduct => (
                "kosong, jadi barangnya tidak diketahui. Tulis nama produknya atau ekspor ulang dari Shopee.",
                "it is empty, so the goods aren't known. Type the product's name or export again from Shopee.",
            ),
            Self::BadDate if suggested => (
                "tertulis {found}, seharusnya waktu seperti 2026-11-20 16:57, mungkin {suggestion}. Pilih waktu yang benar atau ekspor ulang dari Shopee.",
                "it says {found} where a time such as 2026-11-20 16:57 is expected, perhaps {suggestion}. Choose the right time or export again from Shopee.",
            ),
            Self::BadDate => (
                "tertulis {found}, seharusnya waktu seperti 2026-11-20 16:57. Tulis waktu yang benar atau ekspor ulang dari Shopee.",
                "it says {found} where a time such as 2026-11-20 16:57 is expected. Type the right time or export again from Shopee.",
            ),
            Self::MissingDate => (
                "kosong, seharusnya waktu seperti 2026-11-20 16:57. Tulis waktunya atau ekspor ulang dari Shopee.",
                "it is empty where a time such as 2026-11-20 16:57 is needed. Type it or export again from Shopee.",
            ),
            Self::BadQuantity if suggested => (
                "tertulis {found}, seharusnya bilangan bulat, mungkin {suggestion}. Pilih atau tulis jumlah yang benar.",
                "it says {found} where a whole number is expected, perhaps {suggestion}. Choose or type the right quantity.",
            ),
            Self::BadQuantity => (
                "tertulis {found}, seharusnya jumlah barang berupa bilangan bulat yang masuk akal. Tulis jumlah yang benar.",
                "it says {found} where a sensible whole number of units is expected. Type the right quantity.",
            ),
            Self::BadWeight => (
                "tertulis {found}, seharusnya berat seperti 1000 gr. Pesanan tetap dibaca, tanpa berat.",
                "it says {found} where a weight such as 1000 gr is expected. The order is read, without a weight.",
            ),
            Self::DamagedPhone => (
                "tertulis {found}. Spreadsheet membuat digit nomor HP ini hilang, jadi nomornya tidak dipakai; pesanan tetap dibaca. Tulis nomor yang benar kalau perlu.",
                "it says {found}. A spreadsheet has lost digits of this phone number, so it isn't used; the order is read. Type the right one if it is needed.",
            ),
            Self::UnknownStatus if suggested => (
                "status {found} belum dikenal. Maksudnya {suggestion}? Pilih itu, atau status lain yang dikenal, misalnya Perlu Dikirim, Selesai atau Batal.",
                "the status {found} isn't known. Is {suggestion} meant? Choose that, or another known one, such as Perlu Dikirim, Selesai or Batal.",
            ),
            Self::UnknownStatus => (
                "status {found} belum dikenal. Pilih status yang dikenal, misalnya Perlu Dikirim, Selesai atau Batal.",
                "the status {found} isn't known. Choose a known one, such as Perlu Dikirim, Selesai or Batal.",
            ),
            Self::ConflictingRows => (
                "tertulis {found}, berbeda dari baris lain pesanan yang sama. Ekspor ulang dari Shopee, atau samakan nilainya.",
                "it says {found}, unlike another row of the same order. Export again from Shopee, or make them equal.",
            ),
            Self::RepeatedRow => (
                "baris ini sama dengan baris lain pesanan yang sama, jadi mungkin tertempel dua kali. Pilih 0 kalau memang dobel, atau tulis {found} kalau memang barang tersendiri.",
                "this row is like another of the same order, so it may have been pasted twice. Choose 0 if it was, or type {found} if these are goods of their own.",
            ),
            Self::MissingRows { .. } => (
                "menurut kolom ini pesanan berisi {found} produk, padahal di berkas ada {rows} baris dengan {units} barang. Ekspor ulang dari Shopee, atau tulis {units} kalau memang hanya itu.",
                "by this column the order has {found} products, but the file has {rows} rows with {units} units. Export again from Shopee, or type {units} if that is all.",
            ),
            Self::ShiftedColumns => (
                "baris ini punya lebih banyak kolom daripada judulnya, jadi isinya bergeser. Ekspor ulang dari Shopee sebagai .xlsx.",
                "this row has more columns than the header, so its cells are shifted. Export again from Shopee as .xlsx.",
            ),
            Self::TooLong { .. } => (
                "isinya {length} huruf, paling banyak {limit}; tidak ada yang dipotong. Tulis yang lebih pendek. Awalnya: {found}",
                "it has {length} characters, {limit} at most; nothing is cut. Type something shorter. It begins: {found}",
            ),
        }
    }
}

/// Where a fault is and what stands there.
pub(super) struct Place<'p> {
    pub(super) row: u32,
    /// `None`: the whole row.
    pub(super) field: Option<Field>,
    pub(super) external_id: &'p str,
    pub(super) found: String,
    pub(super) suggestion: String,
}

/// Puts a fault into words.
pub(super) fn problem(fault: Fault, sheet: &Sheet<'_>, place: Place<'_>) -> FileProblem {
    let Place { row, field, external_id, found, suggestion } = place;
    let column = field.map_or_else(String::new, |f| sheet.column(f));
    let header = field.map_or("", |f| sheet.layout.name(f));
    let (id, en) = fault.words(!suggestion.is_empty());
    let (length, limit) = match fault {
        Fault::TooLong { length, limit } => (length.to_string(), limit.to_string()),
        Fault::MissingRows { rows, units } => (rows.to_string(), units.to_string()),
        _ => Default::default(),
    };
    let fill = |words: &str| {
        let words = words.replace("{length}", &length).replace("{limit}", &limit);
        let words = words.replace("{rows}", &length).replace("{units}", &limit);
        let words = words.replace("{suggestion}", &suggestion);
        if found.is_empty() { unwritten(&words) } else { words.replace("{found}", &found) }
    };
    let (mut id_place, mut en_place) = (format!("Baris {row}"), format!("Row {row}"));
    if !sheet.name.is_empty() {
        (id_place, en_place) =
            (format!("Lembar {}, baris {row}", sheet.name), format!("Sheet {}, row {row}", sheet.name));
    }
    if !header.is_empty() {
        (id_place, en_place) = (format!("{id_place}, kolom {header}"), format!("{en_place}, column {header}"));
    }
    let message = Sentence::new(format!("{id_place}: {}", fill(id)), format!("{en_place}: {}", fill(en)));
    let external_id = if fault.holds() { external_id } else { "" };
    FileProblem { row, column, code: fault.code().into(), message, external_id: external_id.into(), found, suggestion }
}

/// A sentence that quotes a cell, where nothing stands in it.
fn unwritten(words: &str) -> String {
    let said = [
        ("tertulis {found}", "kosong"),
        ("status {found} belum dikenal", "statusnya kosong"),
        ("it says {found}", "it is empty"),
        ("the status {found} isn't known", "the status is empty"),
    ];
    said.iter().fold(words.to_owned(), |words, (quoted, empty)| words.replace(quoted, empty)).replace("{found}", "")
}

/// Something that is told of the file, and leaves no order out.
fn told(row: u32, code: &str, message: Sentence) -> FileProblem {
    let (column, found, suggestion) = (String::new(), String::new(), String::new());
    FileProblem { row, column, code: code.into(), message, external_id: String::new(), found, suggestion }
}

/// Tells which rows stand in the file a second time.
pub(super) fn counted_once(rows: &[u32]) -> Option<FileProblem> {
    const SHOWN: usize = 10;
    let first = *rows.iter().min()?;
    let shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    let (shown, left) = (shown.join(", "), rows.len().saturating_sub(SHOWN));
    let (id, en) = if left > 0 {
        (format!("{shown} dan {left} lagi"), format!("{shown} and {left} more"))
    } else {
        (shown.clone(), shown)
    };
    let message = Sentence::new(
        format!(
            "Baris {id} sama persis dengan baris lain pesanan yang sama (tertempel dua kali), jadi dihitung sekali."
        ),
        format!("Rows {en} are exactly like another row of the same order (pasted twice), so they count once."),
    );
    Some(told(first, "repeated_rows", message))
}

/// Tells which sheets were left alone, and why: by name, with the columns that they lack where they list orders.
pub(super) fn sheets_not_read(sheets: &[(String, Vec<String>)]) -> Option<FileProblem> {
    const SHOWN: usize = 10;
    if sheets.is_empty() {
        return None;
    }
    let of = |(name, lacking): &(String, Vec<String>)| match lacking[..] {
        [] => (format!("{name} (bukan daftar pesanan)"), format!("{name} (no list of orders)")),
        _ => {
            let columns = lacking.join(", ");
            (format!("{name} (kolom yang tidak ada: {columns})"), format!("{name} (missing columns: {columns})"))
        }
    };
    let (mut id, mut en): (Vec<String>, Vec<String>) = sheets.iter().take(SHOWN).map(of).unzip();
    if let Some(left) = sheets.len().checked_sub(SHOWN).filter(|left| *left > 0) {
        id.push(format!("{left} lembar lain"));
        en.push(format!("{left} more"));
    }
    let message = Sentence::new(
        format!("Lembar yang tidak dibaca: {}.", id.join("; ")),
        format!("Sheets that were not read: {}.", en.join("; ")),
    );
    Some(told(0, "sheet_not_read", message))
}

/// The last word where more is wrong than can be listed.
pub(super) fn too_many(left: u64) -> FileProblem {
    let message = Sentence::new(
        format!("Masih ada {left} masalah lain yang tidak ditampilkan. File ini sebaiknya diekspor ulang dari Shopee."),
        format!(
            "There are {left} more problems that aren't listed. It is better to export this file again from Shopee."
        ),
    );
    told(0, "too_many_problems", message)
}
