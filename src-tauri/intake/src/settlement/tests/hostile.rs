//! Files made to do harm, and files broken at random.

use proptest::prelude::*;

use super::*;

const HEADS: [&str; 6] = [
    "No. Pesanan",
    "Tanggal Dana Dilepaskan",
    "Harga Asli Produk",
    "Biaya Administrasi",
    "Total Penghasilan",
    "Kompensasi",
];

#[test]
fn markup_and_formulas_in_headers_and_cells_stay_text() {
    let heads = [
        "No. Pesanan",
        "Tanggal Dana Dilepaskan",
        "Harga Asli Produk",
        "Biaya Administrasi",
        "=cmd|' /C calc'!A0",
        "Total Penghasilan",
    ];
    let file = read(&workbook(&[("Income", &[&heads, &["A1", "2024-11-02", "5", "-1", "-1", "3"]])]));
    assert_eq!(codes(&file), [(0, "unknown_word")]);
    let file = read(&workbook(&[("Income", &[&HEADS, &["A1", "2024-11-02", "=1+1", "-1", "3", "x"]])]));
    assert_eq!((file.rows.len(), codes(&file)), (0, vec![(2, "amount")]));
}

#[test]
fn amounts_beyond_any_shop_are_refused_row_by_row() {
    let rows: Vec<&[&str]> = vec![&HEADS, &["A1", "2024-11-02", "99999999999999999999", "0", "5", ""]];
    assert_eq!(codes(&read(&workbook(&[("Income", &rows)]))), [(2, "amount")]);
    let huge = "1000000000000000";
    let row: &[&str] = &["A1", "2024-11-02", huge, "0", huge, ""];
    let mut rows: Vec<&[&str]> = vec![&HEADS];
    rows.extend(std::iter::repeat_n(row, 10_000));
    assert_eq!(read_settlement(&workbook(&[("Income", &rows)]), &SaidWords::new()), Err(IntakeError::SumTooLarge(0)));
    assert!(IntakeError::SumTooLarge(0).sentence().id.starts_with("Jumlah seluruh baris"), "no row 0 is named");
}

#[test]
fn other_files_are_no_settlement() {
    for text in ["No. Pesanan,Status Pesanan\n1,2\n", "Nama;Harga\nGelas;1000\n", "a\n"] {
        assert_eq!(read_settlement(text.as_bytes(), &SaidWords::new()), Err(IntakeError::NotASettlement), "{text}");
    }
    assert_eq!(read_settlement(b"", &SaidWords::new()), Err(IntakeError::Empty));
    let heads = "No. Pesanan,Tanggal Dana Dilepaskan,Biaya Administrasi\nA1,2024-11-02,1\n";
    let error = read_settlement(heads.as_bytes(), &SaidWords::new()).unwrap_err();
    assert_eq!(error.code(), "missing_columns");
    // Of any marketplace: none is named.
    let heads = "ID,Order/adjustment ID,Total settlement amount\n1,2,3\n";
    let said = read_settlement(heads.as_bytes(), &SaidWords::new()).unwrap_err().sentence();
    assert!(
        said.id.starts_with("Kolom yang tidak ada (baris judul 1): type.") && !said.id.contains("Shopee"),
        "{}",
        said.id
    );
}

proptest! {
    /// Whatever stands in the cells: no panic, and a row is read or listed.
    #[test]
    fn any_cells_are_read_or_listed(rows in proptest::collection::vec(proptest::array::uniform6("[-0-9.,A-Z/ ]{0,12}|\\PC{0,8}"), 1..8)) {
        let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record(HEADS).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        if let Ok(file) = read_settlement(&writer.into_inner().unwrap(), &SaidWords::new()) {
            for row in &file.rows {
                let known: Money = Part::ALL.iter().map(|part| file.part(row, *part)).sum();
                prop_assert_eq!(known + file.gap(row), row.net);
            }
        }
    }

    /// A file cut off or with flipped bytes is refused or read, and never more.
    #[test]
    fn a_damaged_workbook_does_no_harm(at in 0usize..4000, to in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = workbook(&[("Income", &[&HEADS, &["A1", "2024-11-02", "5", "-1", "4", ""]])]);
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] = to }
        let _ = read_settlement(&bytes, &SaidWords::new());
        let _ = read_cod_payout(&bytes, &CodColumns::mengantar());
    }
}
