//! Settlement files made up for the tests, and the real ones.

mod hostile;
mod real;

use rust_xlsxwriter::Workbook;

use super::*;
use runut_core::settlement::{Part, RowKind, SettlementRow};
use runut_core::{Day, Money};

/// A workbook of sheets of rows. What reads as a number is one, but for long codes.
pub(super) fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (r, row) in (0u32..).zip(*rows) {
            for (c, text) in (0u16..).zip(*row).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>().ok().filter(|_| text.len() < 12) {
                    Some(number) => sheet.write_number(r, c, number).map(|_| ()).unwrap(),
                    None => sheet.write_string(r, c, *text).map(|_| ()).unwrap(),
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

pub(super) fn read(bytes: &[u8]) -> SettlementFile {
    read_settlement(bytes, &SaidWords::new()).unwrap()
}

pub(super) fn codes(file: &SettlementFile) -> Vec<(u32, &'static str)> {
    file.problems.iter().map(|p| (p.row, p.code)).collect()
}

fn parts(file: &SettlementFile, row: &SettlementRow) -> Vec<(Part, i64)> {
    let sums = Part::ALL.iter().map(|part| (*part, file.part(row, *part).0));
    sums.filter(|(_, sum)| *sum != 0).collect()
}

const HEADS_2026: [&str; 16] = [
    "No.",
    "Lihat berdasarkan",
    "No. Pesanan",
    "No. Pengajuan",
    "Tanggal Dana Dilepaskan",
    "Harga Produk",
    "Jumlah Pengembalian Dana ke Pembeli",
    "Ongkir Dibayar Pembeli",
    "Ongkos Kirim yang Dibayarkan ke Jasa Kirim",
    "Penyesuaian Penjual - 1",
    "Biaya Administrasi",
    "Biaya Gratis Ongkir XTRA (Kategori F)",
    "Biaya Gratis Ongkir XTRA (Kategori F)",
    "PPh 22",
    "Username (Pembeli)",
    "Kompensasi",
];

#[test]
fn an_order_of_the_layout_without_total_is_the_sum_of_its_columns_and_its_products_add_nothing() {
    let order = [
        "1",
        "Order",
        "260802K3R1SN2B",
        "-",
        "2026-08-06",
        "96000",
        "0",
        "0",
        "-6500",
        "-500",
        "-7879",
        "-4775",
        "-10",
        "-478",
        "x",
        "9",
    ];
    let sku = [
        "2",
        "Sku",
        "260802K3R1SN2B",
        "-",
        "2026-08-06",
        "96000",
        "0",
        "0",
        "-6500",
        "-500",
        "-7879",
        "-4775",
        "-10",
        "-478",
        "",
        "-",
    ];
    let bytes = workbook(&[
        ("Summary", &[&["Username (Penjual)", "toko.uji"], &["3. Total yang Dilepas", "75858"]]),
        ("Penghasilan", &[&["Informasi"], &["", "Subtotal"], &HEADS_2026, &order, &sku]),
    ]);
    let file = read(&bytes);
    assert_eq!((file.kind, &*file.shop, codes(&file)), (SettlementKind::ShopeeIncome, "toko.uji", vec![]));
    let [row] = &file.rows[..] else { panic!("{:?}", file.rows) };
    assert_eq!((row.row, &*row.order, row.net, row.day), (4, "260802K3R1SN2B", Money(75_858), Day(20_260_806)));
    assert_eq!(
        parts(&file, row),
        [
            (Part::Principal, 95_500),
            (Part::Commission, -7879),
            (Part::Program, -4785),
            (Part::Shipping, -6500),
            (Part::Tax, -478),
        ]
    );
    let twins: Vec<_> = file.words.iter().map(|w| &*w.header).filter(|h| h.contains("XTRA")).collect();
    assert_eq!(twins, ["Biaya Gratis Ongkir XTRA (Kategori F)", "Biaya Gratis Ongkir XTRA (Kategori F) (2)"]);
}

const HEADS_OLD: [&str; 10] = [
    "No.",
    "No. Pesanan",
    "No. Pengajuan",
    "Tanggal Dana Dilepaskan",
    "Harga Asli Produk",
    "Biaya Administrasi (termasuk PPN 11%)",
    "Biaya Kejutan",
    "Biaya Proses Pesanan",
    "Total Penghasilan",
    "Kompensasi",
];

fn old(rows: &[[&str; 10]], said: &SaidWords) -> SettlementFile {
    let mut all: Vec<&[&str]> = vec![&["Laporan"], &[], &[], &[], &["x"], &HEADS_OLD];
    all.extend(rows.iter().map(|row| &row[..]));
    read_settlement(&workbook(&[("Income", &all)]), said).unwrap()
}

#[test]
fn the_older_layout_is_read_and_an_unknown_column_is_asked_once() {
    let rows = [["1", "A1", "", "2024-11-02", "50000", "-4000", "-500", "-1250", "44250", "7"]];
    let file = old(&rows, &SaidWords::new());
    assert_eq!((file.net(), codes(&file)), (Money(44_250), vec![(0, "unknown_word")]));
    assert!(file.problems[0].message.id.contains("Biaya Kejutan"), "{:?}", file.problems);
    assert_eq!(file.gap(&file.rows[0]), Money(-500));
    let said = SaidWords::from([("Biaya Kejutan".to_owned(), Part::Program)]);
    let file = old(&rows, &said);
    assert_eq!((codes(&file), file.gap(&file.rows[0])), (vec![], Money::ZERO));
    // Without it nothing lacks: it is information.
    let file = old(&[["1", "A1", "", "2024-11-02", "50000", "-4000", "0", "-1250", "44750", "7"]], &SaidWords::new());
    assert_eq!(codes(&file), []);
    let file = old(&[["1", "A1", "", "2024-11-02", "50000", "-4000", "0", "-1250", "44200", "7"]], &SaidWords::new());
    assert_eq!((codes(&file), file.gap(&file.rows[0])), (vec![(7, "row_sum")], Money(-550)));
}

#[test]
fn one_row_that_cannot_be_read_leaves_the_others() {
    let file = old(
        &[
            ["1", "A1", "", "2024-11-02", "50000", "-4.00x", "", "-1250", "44750", ""],
            ["2", "A2", "", "2024-11-02", "50000", "-4000", "", "-1250", "44750", ""],
            ["3", "A3", "", "besok", "50000", "-4000", "", "-1250", "44750", ""],
            ["4", "2.40901E+13", "", "2024-11-02", "50000", "-4000", "", "-1250", "44750", ""],
        ],
        &SaidWords::new(),
    );
    assert_eq!(file.rows.iter().map(|r| &*r.order).collect::<Vec<_>>(), ["A2"]);
    assert_eq!(codes(&file), [(7, "amount"), (9, "day"), (10, "order_number")]);
    assert!(file.problems[0].message.id.contains("Baris 7: Biaya Administrasi (termasuk PPN 11%)"));
}

/// An order is paid out once a day and request: the same row again is a copy. Another sum is another payout.
#[test]
fn the_same_row_again_counts_once_and_another_order_of_rows_has_the_same_keys() {
    let a = ["1", "A1", "", "2024-11-02", "50000", "-4000", "", "-1250", "44750", ""];
    let b = ["2", "A2", "", "2024-11-02", "50000", "-4000", "", "-1250", "44750", ""];
    let keys = |rows: &[[&str; 10]]| {
        let mut keys: Vec<String> = old(rows, &SaidWords::new()).rows.into_iter().map(|r| r.key).collect();
        keys.sort();
        keys
    };
    let other = ["3", "A1", "", "2024-11-02", "20000", "-1000", "", "-1250", "17750", ""];
    assert_eq!(keys(&[a, b, a]), keys(&[b, a, a]));
    assert_eq!(keys(&[a, b, other]).len(), 3);
    let file = old(&[a, b, a], &SaidWords::new());
    assert_eq!((file.net(), codes(&file)), (Money(89_500), vec![(9, "row_twice")]));
    assert!(file.problems[0].message.id.contains("baris 7"), "{:?}", file.problems);
}

/// Columns are known by their names, wherever they stand; one that nobody knows counts nothing where it holds no amounts, and is told.
#[test]
fn columns_may_stand_in_any_order_and_others_among_them() {
    let rows = [
        ["1", "A1", "", "2024-11-02", "50000", "-4000", "0", "-1250", "44750", "7"],
        ["2", "A2", "", "2024-11-02", "70000", "-5600", "0", "-1250", "63150", "9"],
    ];
    let wanted = old(&rows, &SaidWords::new());
    let mut all: Vec<Vec<&str>> = [HEADS_OLD].iter().chain(&rows).map(|row| row.to_vec()).collect();
    let taken = |all: &[Vec<&str>]| {
        let all: Vec<&[&str]> = all.iter().map(|row| &row[..]).collect();
        let file = read(&workbook(&[("Income", &all)]));
        let parts = file.rows.iter().map(|row| (row.key.clone(), row.net, parts(&file, row))).collect::<Vec<_>>();
        (parts, file.problems)
    };
    let sums = wanted.rows.iter().map(|row| (row.key.clone(), row.net, parts(&wanted, row))).collect::<Vec<_>>();
    for turn in 0..10 {
        all.iter_mut().for_each(|row| row.rotate_left(1));
        assert_eq!(taken(&all), (sums.clone(), vec![]), "turned by {turn}");
        let back: Vec<Vec<&str>> = all.iter().map(|row| row.iter().rev().copied().collect()).collect();
        assert_eq!(taken(&back), (sums.clone(), vec![]), "turned by {turn} and round");
    }
    for (row, text) in all.iter_mut().zip(["Catatan Toko", "abc", "7 abc"]) {
        row.insert(6, text);
    }
    let (found, problems) = taken(&all);
    assert_eq!(found, sums);
    assert_eq!(problems.iter().map(|problem| (problem.row, problem.code)).collect::<Vec<_>>(), [(2, "column_unknown")]);
    assert!(problems[0].message.id.contains("Catatan Toko"));
}

const BALANCE: [&str; 8] = [
    "Tanggal Transaksi",
    "Tipe Transaksi",
    "Deskripsi",
    "No. Pesanan",
    "Jenis Transaksi",
    "Jumlah",
    "Status",
    "Saldo Akhir",
];

#[test]
fn a_balance_goes_by_the_sign_of_its_amounts_and_a_gap_in_the_chain_is_said() {
    let rows: Vec<&[&str]> = vec![
        &["Total Saldo Masuk", "73550", "IDR", "1"],
        &["Total Saldo Keluar", "-211000", "IDR", "1"],
        &[],
        &BALANCE,
        &[
            "2026-08-03 10:00:00",
            "Penarikan Dana",
            "Pengembalian Dana untuk Penarikan Gagal",
            "-",
            "Transaksi Keluar",
            "50000",
            "Transaksi Selesai",
            "62550",
        ],
        &[
            "2026-08-03 09:00:00",
            "Penarikan Dana",
            "Penarikan Dana",
            "-",
            "Transaksi Keluar",
            "-50000",
            "Gagal",
            "12550",
        ],
        &[
            "2026-08-02 09:00:00",
            "Pembayaran dengan Saldo Penjual",
            "Isi Ulang Saldo Iklan/Koin Penjual",
            "-",
            "Transaksi Keluar",
            "-111000",
            "Transaksi Selesai",
            "62550",
        ],
        &[
            "2026-08-01 09:00:00",
            "Penghasilan dari Pesanan",
            "Penghasilan dari Pesanan #260802K3R1SN2B",
            "-",
            "Transaksi Masuk",
            "73550.00",
            "Transaksi Selesai",
            "173550",
        ],
    ];
    let file = read(&workbook(&[("Transaction Report", &rows)]));
    assert_eq!(file.balances(), Some((Money(100_000), Money(62_550))));
    assert_eq!(
        file.rows.iter().map(|r| r.kind).collect::<Vec<_>>(),
        [RowKind::Withdrawal, RowKind::Withdrawal, RowKind::Ads, RowKind::Payout]
    );
    assert_eq!(file.rows[3].order, "260802K3R1SN2B");
    // The block counts what came back as money that went out.
    assert_eq!(codes(&file), []);
    let edited: Vec<&[&str]> = [&rows[1..5], &rows[6..]].concat();
    assert_eq!(codes(&read(&workbook(&[("x", &edited)])))[0], (0, "file_sum"));
    let without: Vec<&[&str]> = [&rows[2..4], &rows[5..]].concat();
    assert_eq!(codes(&read(&workbook(&[("x", &without)]))), []);
    let gap: Vec<&[&str]> = [&rows[2..5], &rows[6..]].concat();
    assert_eq!(codes(&read(&workbook(&[("x", &gap)]))), [(3, "balance_chain")]);
    // Sorted the other way round it is the same.
    let turned: Vec<&[&str]> = rows[..4].iter().chain(rows[4..].iter().rev()).copied().collect();
    let turned = read(&workbook(&[("x", &turned)]));
    assert_eq!((turned.balances(), codes(&turned)), (file.balances(), vec![]));
    assert_eq!(
        turned.rows.iter().map(|row| &row.key).collect::<Vec<_>>(),
        file.rows.iter().map(|row| &row.key).collect::<Vec<_>>()
    );
}

#[test]
fn tiktoks_subtotals_are_never_added_and_its_other_rows_are_told_apart() {
    let heads = [
        "Order/adjustment ID  ",
        "Type ",
        "Order created time(UTC)",
        "Order settled time(UTC)",
        "Currency",
        "Total settlement amount",
        "Total revenue",
        "Subtotal after seller discounts",
        "Subtotal before discounts",
        "Seller discounts",
        "Refund subtotal after seller discounts",
        "Total fees",
        "TikTok Shop commission fee",
        "Shipping cost",
        "Shipping costs passed on to the logistics provider",
        "Shipping cost paid by the customer",
        "Affiliate Shop Ads commission\t",
        "Ajustment amount",
        "Related order ID  ",
        "",
        "Customer payment",
    ];
    let order = [
        "577400094049699210",
        "Order",
        "2024/09/13",
        "2024/09/24",
        "IDR",
        "110000",
        "130000",
        "130000",
        "150000",
        "-20000",
        "0",
        "-20000",
        "-8450",
        "-500",
        "-10500",
        "10000",
        "-11050",
        "0",
        "577400094049699210",
        "",
        "1",
    ];
    let lost = [
        "7409645644983835511",
        "Logistics reimbursement",
        "2024/08/31",
        "2024/09/01",
        "IDR",
        "174227",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "174227",
        "577840454887391121",
        "",
        "/",
    ];
    let ads = [
        "3508948364877648860",
        "GMV Payment for TikTok Ads",
        "2025/09/23",
        "2025/09/23",
        "IDR",
        "-92075",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "-92075",
        "/\t",
        "",
        "/",
    ];
    let sums = [["Total settlement amount", "192152"]];
    let out = ["Withdrawal", "7421899762562074803", "2024/09/30", "-121590", "Transferred", "2024/09/30", "****"];
    let wait = ["Withdrawal", "7421899762562074804", "2024/09/30", "-121590", "Processing", "", "****"];
    let earned = ["Earnings", "3468094795700920787", "2024/09/24", "121550", "Transferred", "2024/09/24", "/"];
    let records =
        ["Type", "Reference ID", "Request time (UTC)", "Amount", "Status", "Success time (UTC)", "Bank account"];
    let file = read(&workbook(&[
        ("Order details", &[&heads, &order, &lost, &ads, &[""]]),
        ("Reports", &[&sums[0]]),
        ("Withdrawal records", &[&records, &out, &wait, &earned]),
    ]));
    assert_eq!((file.net(), codes(&file)), (Money(192_152), vec![]));
    assert_eq!(
        file.rows.iter().map(|r| (r.kind, &*r.order)).collect::<Vec<_>>(),
        [(RowKind::Order, "577400094049699210"), (RowKind::Adjustment, "577840454887391121"), (RowKind::Ads, ""),]
    );
    assert_eq!(
        parts(&file, &file.rows[0]),
        [(Part::Principal, 130_000), (Part::Commission, -8450), (Part::Affiliate, -11_050), (Part::Shipping, -500)]
    );
    assert_eq!(parts(&file, &file.rows[1]), [(Part::Compensation, 174_227)]);
    assert_eq!(
        file.further.iter().map(|r| (&*r.key, r.net.0)).collect::<Vec<_>>(),
        [("withdrawal:7421899762562074803", -121_590)]
    );
}

#[test]
fn numbers_that_a_spreadsheet_has_eaten_are_told_from_one_that_ends_in_zeros() {
    let heads = [
        "Order/adjustment ID",
        "Type",
        "Order settled time",
        "Total settlement amount",
        "Total revenue",
        "Subtotal after seller discounts",
        "Ajustment amount",
    ];
    let rows = |ids: [&'static str; 3]| {
        let mut text = heads.join(",");
        for id in ids {
            text.push_str(&format!("\n{id},Order,2026/02/01,5,5,5,0"));
        }
        read(text.as_bytes())
    };
    assert_eq!(codes(&rows(["581161210537929000", "581161210537929123", "581161210537929456"])), []);
    let file = rows(["581161210537929000", "581161210537928000", "581161210537927000"]);
    assert_eq!((file.rows.len(), file.problems.len()), (0, 3));
}

#[test]
fn lazada_has_a_row_a_fee() {
    let heads =
        ["Nomor Laporan", "Tanggal Transaksi", "Nama Biaya", "Jumlah (Termasuk Pajak)", "Nomor Pesanan", "ID Pesanan"];
    let file = read(&workbook(&[(
        "income overview",
        &[
            &heads,
            &["ID1-2024", "11 Nov 2024", "Item Price Credit", "40000", "1234567", "1"],
            &["ID1-2024", "11 Nov 2024", "Item Price Credit", "40000", "1234567", "2"],
            &["ID1-2024", "11 Nov 2024", "Commission", "-4000", "1234567", "1"],
            &["ID1-2024", "11 Nov 2024", "Biaya Baru", "-100", "1234567", "1"],
        ],
    )]));
    assert_eq!((file.net(), codes(&file)), (Money(75_900), vec![(0, "unknown_word")]));
    assert_eq!(file.rows.iter().map(|r| file.part(r, Part::Principal).0).sum::<i64>(), 80_000);
}

#[test]
fn a_couriers_payout_is_rounded_to_the_rupiah_and_adds_up() {
    let text = "No,Date,Description,Tracking ID,COD Value,Discounted Shipping Fee,COD Fee (inc tax),Total\n\
        1,13 Mar 2025 20:00,Revenue from order ID 250310B9B04P,'5419783658603634,176106,8000.0001999999995,5864.3298,162241.6702\n";
    let payout = read_cod_payout(text.as_bytes(), &CodColumns::mengantar()).unwrap();
    let [row] = &payout.rows[..] else { panic!("{payout:?}") };
    assert_eq!((&*row.tracking, &*row.order), ("5419783658603634", "250310B9B04P"));
    assert_eq!((row.amount.0, row.freight.0, row.fee.0, row.net().0), (176_106, 8000, 5864, 162_242));
    let own = CodColumns {
        tracking: "Resi".into(),
        amount: "Nilai".into(),
        fee: "Biaya".into(),
        day: "Tgl".into(),
        ..CodColumns::default()
    };
    let payout =
        read_cod_payout(b"Tgl;Resi;Nilai;Biaya\n2026-01-02;JX1;42.000;1260\n2026-01-02;JX2;;0\n", &own).unwrap();
    assert_eq!(
        payout.rows.iter().map(|r| (r.net().0, r.day)).collect::<Vec<_>>(),
        [(40_740, Day(20_260_102)), (0, Day(20_260_102))]
    );
    assert_eq!(read_cod_payout(b"a,b\n1,2\n", &own), Err(IntakeError::NotASettlement));
}
