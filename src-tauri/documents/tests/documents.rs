//! The finished documents, judged by independent programs: text, syntax, codes, margins, colours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ffi::OsStr;

use runut_core::sheets::{PackingSlip, SlipSize};
use runut_documents::{DocumentError, count_sheet, handover, packing_slips, pick_list};

#[path = "common/samples.rs"]
mod samples;
#[path = "common/tools.rs"]
mod tools;

use tools::{Bench, assert_order, pixels, run, text};

const SIZES: [SlipSize; 3] = [SlipSize::A4, SlipSize::A5, SlipSize::A6];

fn one(slip: &PackingSlip, size: SlipSize) -> Vec<u8> {
    packing_slips(std::slice::from_ref(slip), size).unwrap()
}

/// Every sample as a document.
fn all() -> Vec<(String, Vec<u8>)> {
    let lists = [samples::pick_list(), samples::long_pick_list(), samples::hostile_pick_list()];
    let slips = [samples::slip(), samples::long_slip(), samples::bare_slip(), samples::hostile_slip()];
    let lists = lists.iter().enumerate().map(|(i, list)| (format!("pick{i}"), pick_list(list).unwrap()));
    let slips = SIZES.iter().map(|size| (format!("slips{size:?}"), packing_slips(&slips, *size).unwrap()));
    let handovers = [samples::handover(40), samples::hostile_handover()];
    let handovers = handovers.iter().enumerate().map(|(i, list)| (format!("handover{i}"), handover(list).unwrap()));
    let counts = [samples::count_sheet(), samples::hostile_count_sheet()];
    let counts = counts.iter().enumerate().map(|(i, sheet)| (format!("count{i}"), count_sheet(sheet).unwrap()));
    lists.chain(slips).chain(handovers).chain(counts).collect()
}

#[test]
fn the_pick_list_reads_as_drawn() {
    let bench = Bench::new();
    let pages = text(&bench.pdf("pick", &pick_list(&samples::pick_list()).unwrap()));
    let [page] = &pages[..] else { panic!("{} pages", pages.len()) };
    assert_order(
        page,
        &["Daftar ambil", "Kamis, 20 November 2025, 10.02. Urut rak.", "277 barang", "26 pesanan, 15 macam"],
    );
    assert_order(page, &["Rak", "Barang", "Ambil", "Pesanan × jumlah", "Terambil", "Rak A", "5 macam, 134 barang"]);
    assert_order(
        page,
        &["A-01", "Besek Bambu, 18 cm", "74", "4101 ×50", "4141 ×24", "A-06", "Rak B", "6 macam, 124 barang"],
    );
    assert_order(
        page,
        &["B-01", "72", "4115 ×24", "4125 ×6", "4127* ×12", "4140* ×30", "B-07", "Rak C", "4 macam, 19 barang"],
    );
    assert_order(
        page,
        &["C-05", "* Pesan pembeli", "4112", "Tutup polos", "4140", "Bungkus satu-satu, untuk bingkisan"],
    );
    let foot = "4117 ditahan, tidak ikut diambil. Dicetak oleh Rini, Dapur Ibu Ratna.";
    assert_order(page, &["anak PAUD", foot, "Halaman 1 dari 1"]);
    for sku in ["BSK-18", "PRT-25-NAT", "TLN-30"] {
        assert!(page.contains(sku), "{sku} is missing");
    }
}

#[test]
fn a_long_pick_list_repeats_its_head_and_counts_its_pages() {
    let bench = Bench::new();
    let pages = text(&bench.pdf("pick", &pick_list(&samples::long_pick_list()).unwrap()));
    assert!(pages.len() > 3);
    for (i, page) in pages.iter().enumerate() {
        assert_order(page, &["Daftar ambil", "Pesanan × jumlah", &format!("Halaman {} dari {}", i + 1, pages.len())]);
    }
    let whole = pages.concat();
    assert_order(&whole, &["Rak D", "Rak D (lanjutan)", "Rak E", "Rak F", "Tanpa rak", "2 macam, 12.002 barang"]);
    assert_order(
        &whole,
        &["Tali Rami, 5 m", "Kartu Ucapan", "12.000", "* Pesan pembeli", "* Pesan pembeli (lanjutan)"],
    );
    assert!(whole.contains("kurang 4") && !whole.contains("kurang 0"));
    assert_order(&whole, &["4229", "tebal ya kak, ini untuk hadiah ibu saya yang ulang tahun."]);
    assert!(whole.contains("4117, 4120, 4133 ditahan"));
}

#[test]
fn nothing_to_take_is_said() {
    let mut list = samples::pick_list();
    list.shelves.clear();
    list.notes.clear();
    let bench = Bench::new();
    let pages = text(&bench.pdf("pick", &pick_list(&list).unwrap()));
    assert_order(&pages[0], &["0 barang", "0 macam", "Tidak ada yang perlu diambil."]);
}

#[test]
fn the_slip_reads_as_drawn() {
    let bench = Bench::new();
    for size in SIZES {
        let pages = text(&bench.pdf("slip", &one(&samples::slip(), size)));
        let [page] = &pages[..] else { panic!("{size:?}: {} pages", pages.len()) };
        for part in ["Slip pengemasan", "4127", "RN-4127", "Shopee 240901G6SD5JKG", "Maria Ulfa", "JNE REG", "4 kg"] {
            assert!(page.contains(part), "{size:?}: {part} is missing in\n{page}");
        }
        assert_order(page, &["Keluar paling lambat", "17.00", "Kam 20 Nov", "Pesan pembeli", "Yang hijau semua ya bu"]);
        assert_order(page, &["Turus", "Jumlah", "A-04", "Piring Rotan 25 cm, Natural", "PRT-25-NAT", "6"]);
        assert_order(page, &["B-01", "Hijau", "12", "B-03", "Mangkuk Blirik 14 cm, Hijau", "6", "3 macam", "24"]);
        assert_order(page, &["Diambil", "Dikemas", "Jam", "Dapur Ibu Ratna. Dicetak Kam 20 Nov 2025, 10.02"]);
        assert!(page.contains("Halaman 1 dari 1") && !page.contains("COD") && !page.contains("Cetak ulang"));
    }
}

#[test]
fn each_slip_counts_its_own_pages() {
    let bench = Bench::new();
    let slips = [samples::slip(), samples::long_slip(), samples::bare_slip()];
    let pages = text(&bench.pdf("slips", &packing_slips(&slips, SlipSize::A6).unwrap()));
    let of = pages.len() - 2;
    assert!(pages[0].contains("Halaman 1 dari 1") && pages[0].contains("4127"));
    for (i, page) in pages[1..=of].iter().enumerate() {
        assert!(page.contains(&format!("Halaman {} dari {of}", i + 1)), "{page}");
        assert!(page.contains("128441") && page.contains("COD") && page.contains("Cetak ulang"), "{page}");
        assert_eq!(page.contains("(lanjutan)"), i > 0, "{page}");
    }
    let long = pages[1..=of].concat();
    assert_order(&long, &["rapih ya", "yang [merah] dipisah dari yang [biru]", "20 × 30 ✓"]);
    assert!(long.contains("JP6214738890") && long.contains("12,35 kg"));
    assert_order(&long, &["B-01", "B-02", "B-39", "B-40", "40 macam", "30.340", "Diambil"]);
    assert_eq!(long.matches("Keluar paling lambat").count(), 1);
    let bare = &pages[of + 1];
    assert!(bare.contains("Halaman 1 dari 1") && bare.contains('–') && !bare.contains("Pesan pembeli"), "{bare}");
}

#[test]
fn a_dropship_slip_does_not_name_the_shop() {
    let bench = Bench::new();
    let mut slip = samples::slip();
    slip.dropship = true;
    let bytes = one(&slip, SlipSize::A5);
    let path = bench.pdf("slip", &bytes);
    let pages = text(&path);
    assert!(!pages[0].contains("Ratna") && pages[0].contains("Dicetak Kam 20 Nov 2025, 10.02"));
    assert!(!run("pdfinfo", "poppler-utils", &[&path]).contains("Ratna"));
}

#[test]
fn no_slip_is_an_error() {
    assert_eq!(packing_slips(&[], SlipSize::A5), Err(DocumentError::NothingToPrint));
}

#[test]
fn the_syntax_is_clean_and_the_fonts_are_inside() {
    let bench = Bench::new();
    for (name, bytes) in all() {
        let path = bench.pdf(&name, &bytes);
        let report = run("qpdf", "qpdf", &[OsStr::new("--check"), path.as_os_str()]);
        assert!(report.contains("No syntax or stream encoding errors found"), "{name}: {report}");
        assert!(!report.contains("WARNING"), "{name}: {report}");
        let fonts = run("pdffonts", "poppler-utils", &[&path]);
        for line in fonts.lines().skip(2) {
            // name, type, encoding, embedded, subset, unicode
            assert!(line.contains("CID TrueType") && line.contains("yes yes yes"), "{name}: {line}");
        }
        assert!(bytes.len() < 400_000, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn both_readers_decode_every_code_at_203_dpi() {
    let bench = Bench::new();
    for size in SIZES {
        for number in [1, 99, 4_127, 51_234, 128_441, 9_876_543_210, i64::MAX] {
            let mut slip = samples::slip();
            slip.number = number;
            let expected = format!("RN-{number}");
            let pdf = bench.pdf(&format!("slip{number}{size:?}"), &one(&slip, size));
            let image = bench.picture(&pdf, 203);
            assert_eq!(tools::zbar(&image), expected, "zbarimg, {size:?}");
            assert_eq!(tools::zxing(&image), expected, "ZXingReader, {size:?}");
        }
    }
}

#[test]
fn the_outer_three_millimetres_stay_white() {
    const DPI: u32 = 72;
    let bench = Bench::new();
    let band = (3.0 / 25.4 * f64::from(DPI)).floor() as usize;
    for (name, bytes) in all() {
        for image in bench.grey(&bench.pdf(&name, &bytes), DPI, &[]) {
            let (width, height, grey) = pixels(&image);
            let edge = |i: usize| {
                let (x, y) = (i % width, i / width);
                x < band || y < band || x >= width - band || y >= height - band
            };
            let marked = grey.iter().enumerate().filter(|(i, value)| edge(*i) && **value < 250).count();
            assert_eq!(marked, 0, "{}", image.display());
        }
    }
}

#[test]
fn there_is_nothing_between_black_and_white() {
    let bench = Bench::new();
    let pdf = bench.pdf("slip", &one(&samples::long_slip(), SlipSize::A6));
    for image in bench.grey(&pdf, 150, &["-aa", "no", "-aaVector", "no"]) {
        let (_, _, grey) = pixels(&image);
        assert!(grey.iter().all(|value| matches!(value, 0 | 255)), "grey in {}", image.display());
        assert!(grey.contains(&0));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (first, again) in all().into_iter().zip(all()) {
        assert!(first == again, "{} differs", first.0);
    }
    let mut other = samples::slip();
    other.number += 1;
    assert_ne!(one(&samples::slip(), SlipSize::A5), one(&other, SlipSize::A5));
    let info = run("pdfinfo", "poppler-utils", &[Bench::new().pdf("slip", &one(&other, SlipSize::A5))]);
    assert!(info.contains("Slip pengemasan"), "{info}");
}

#[test]
fn a_courier_signs_for_every_parcel() {
    let bench = Bench::new();
    let list = samples::handover(40);
    let pages = text(&bench.pdf("handover", &handover(&list).unwrap()));
    assert!(pages.len() > 1);
    let whole = pages.concat();
    assert_order(&whole, &["Serah terima J&T EZ", "Kamis, 20 November 2025, 10.02", "40 paket", "Resi", "Penerima"]);
    for row in &list.rows {
        assert!(
            whole.contains(&row.tracking) && whole.contains(&row.number.to_string()),
            "{} is missing",
            row.tracking
        );
    }
    // 14 of them on delivery: 14 x 150,000 and 1,000 x (0 + 3 + ... + 39); 40 x 500 g and 250 g x (0 + ... + 39)
    assert_order(&whole, &["JX4417720935", "150.000", "40 paket", "215 kg", "2.373.000", "Diserahkan oleh"]);
    let last = pages.last().unwrap();
    assert_order(last, &["Diserahkan oleh", "Diterima kurir", "Jam", "Dicetak oleh Rini, Dapur Ibu Ratna."]);
    let none = text(&bench.pdf("none", &handover(&samples::handover(0)).unwrap()));
    assert_order(&none[0], &["0 paket", "Tidak ada paket."]);
}

#[test]
fn a_count_is_blind() {
    let bench = Bench::new();
    let pages = text(&bench.pdf("count", &count_sheet(&samples::count_sheet()).unwrap()));
    assert_order(&pages[0], &["Lembar hitung", "Opname 7: Semua rak", "15 macam", "Jumlah fisik", "Rak A"]);
    assert_order(&pages[0], &["A-01", "Besek Bambu, 18 cm", "BSK-18", "Rak B", "8991234567890", "Rak C", "C-05"]);
    assert_order(pages.last().unwrap(), &["Dihitung oleh", "Mulai jam", "Selesai jam"]);
}
