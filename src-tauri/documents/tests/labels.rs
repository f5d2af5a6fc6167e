//! The finished labels, judged by independent programs: text, paper, syntax, codes, colours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ffi::OsStr;
use std::path::Path;

use runut_core::sheets::{Label, LabelSize};
use runut_documents::{DocumentError, labels};

#[path = "common/samples.rs"]
mod samples;
#[path = "common/tools.rs"]
mod tools;

use tools::{Bench, assert_order, pixels, run, text};

const SIZES: [LabelSize; 4] = [LabelSize::A6, LabelSize::Mm100x150, LabelSize::Roll80, LabelSize::Roll58];

fn one(label: &Label, size: LabelSize) -> Vec<u8> {
    labels(std::slice::from_ref(label), size).unwrap()
}

/// Width and height of each page in mm.
fn papers(pdf: &Path) -> Vec<(f64, f64)> {
    let report = run("pdfinfo", "poppler-utils", &["-l".as_ref(), "99".as_ref(), pdf.as_os_str()]);
    let sizes = report.lines().filter(|line| line.contains("size:") && line.contains(" x "));
    let mm = |word: &str| word.parse::<f64>().unwrap() * 25.4 / 72.0;
    sizes
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let at = words.iter().position(|word| *word == "x").unwrap();
            (mm(words[at - 1]), mm(words[at + 1]))
        })
        .collect()
}

#[test]
fn the_label_reads_as_drawn() {
    let bench = Bench::new();
    for size in SIZES {
        let pages = text(&bench.pdf("label", &one(&samples::label(), size)));
        let [page] = &pages[..] else { panic!("{size:?}: {} pages", pages.len()) };
        let page = &page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_order(page, &["Kepada", "Siti Aminah", "0857 4011 2263", "Jl. Pemuda Gang Melati No. 9"]);
        assert_order(page, &["Kebondalem, Kec. Kendal", "Kendal", "51318", "Jawa Tengah", "Dari Dapur Ibu Ratna"]);
        assert_order(page, &["0812 2570 4418", "Jl. Diponegoro 18, Ungaran", "Pecah belah"]);
        for part in ["J&T EZ", "Tagih ke penerima, COD", "Rp 264.000", "Kam 20 Nov 2025", "3 kg, 12 barang", "4125"] {
            assert!(page.contains(part), "{size:?}: {part} is missing in\n{page}");
        }
        let sheet = matches!(size, LabelSize::A6 | LabelSize::Mm100x150);
        assert_eq!(page.contains("Tempel resi di sini"), sheet, "{size:?}");
        assert!(!page.contains("Cetak ulang"), "{size:?}");
    }
}

#[test]
fn a_dropshipped_parcel_names_the_dropshipper_only() {
    let bench = Bench::new();
    for size in SIZES {
        let path = bench.pdf("label", &one(&samples::dropship_label(), size));
        let page = &text(&path)[0];
        assert_order(page, &["Yohanes Kurniawan", "Sleman", "55281", "Dari Griya Anyam", "0813 9000 2717"]);
        let told = format!("{page}{}", run("pdfinfo", "poppler-utils", &[&path]));
        for word in ["Ratna", "Ungaran", "Rp", "COD", "Pecah", "Tempel"] {
            assert!(!told.contains(word), "{size:?}: {word} in\n{told}");
        }
    }
}

#[test]
fn a_reprint_says_so_and_own_delivery_waits_for_no_number() {
    let bench = Bench::new();
    for size in SIZES {
        let pages = text(&bench.pdf("labels", &labels(&samples::labels(), size).unwrap()));
        assert_eq!(pages.len(), samples::labels().len());
        assert!(pages[2].contains("Cetak ulang") && pages[2].contains("Rp 12.345.678"), "{}", pages[2]);
        let long = pages[2].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(long.contains("titip satpam kalau kosong"), "{size:?}: the address is cut: {long}");
        assert!(pages[4].contains("Antar sendiri") && !pages[4].contains("Tempel resi"), "{}", pages[4]);
    }
}

#[test]
fn each_label_is_a_page_of_its_paper() {
    let bench = Bench::new();
    let all = [samples::labels(), vec![samples::hostile_label()]].concat();
    for size in SIZES {
        let papers = papers(&bench.pdf("labels", &labels(&all, size).unwrap()));
        assert_eq!(papers.len(), all.len(), "{size:?}");
        for (width, height) in papers {
            let near = |a: f64, b: f64| (a - b).abs() < 0.1;
            let right = match size {
                LabelSize::A6 => near(width, 105.0) && near(height, 148.0),
                LabelSize::Mm100x150 => near(width, 100.0) && near(height, 150.0),
                LabelSize::Roll80 => near(width, 80.0) && height > 80.0,
                LabelSize::Roll58 => near(width, 58.0) && height > 80.0,
            };
            assert!(right, "{size:?}: {width} x {height} mm");
        }
    }
}

#[test]
fn both_readers_decode_every_code_at_203_dpi() {
    let bench = Bench::new();
    let all = samples::labels();
    for size in SIZES {
        let pdf = bench.pdf(&format!("{size:?}"), &labels(&all, size).unwrap());
        let papers = papers(&pdf);
        for (i, (label, (width, height))) in all.iter().zip(papers).enumerate() {
            let own = format!("RN-{}", label.number);
            let whole = bench.part(&pdf, i + 1, 203, None);
            assert_eq!(tools::zbar_as(&whole, "qrcode"), own, "zbarimg, {size:?} {i}");
            assert_eq!(tools::zxing_as(&whole, "QRCode"), own, "ZXingReader, {size:?} {i}");
            let sheet = matches!(size, LabelSize::A6 | LabelSize::Mm100x150);
            // the upper half of a sheet has our own bars, the lower part of each paper the courier's
            let upper = sheet.then_some((own.clone(), [0.0, 0.0, width, height / 2.0]));
            let number = if label.tracking.is_empty() && !sheet { own } else { label.tracking.clone() };
            let turned = size == LabelSize::Roll58 && label.tracking.len() > 20;
            let foot = height
                - if sheet {
                    36.0
                } else if turned {
                    80.0
                } else {
                    30.0
                };
            let lower = (!number.is_empty()).then_some((number, [0.0, foot, width, height - foot]));
            for (expected, area) in upper.into_iter().chain(lower) {
                let image = bench.part(&pdf, i + 1, 203, Some(area));
                assert_eq!(tools::zbar(&image), expected, "zbarimg, {size:?} {i}");
                assert_eq!(tools::zxing(&image), expected, "ZXingReader, {size:?} {i}");
            }
        }
    }
}

#[test]
fn a_number_too_long_for_a_roll_is_turned() {
    let bench = Bench::new();
    let mut label = samples::label();
    for number in ["ABCDEFGHJKLMNPQRSTUV", "1A2B3C4D5E6F7G8H9J0K1L2M3N4P"] {
        number.clone_into(&mut label.tracking);
        for size in [LabelSize::Roll80, LabelSize::Roll58] {
            let image = bench.part(&bench.pdf("turned", &one(&label, size)), 1, 203, None);
            assert_eq!(tools::zbar(&image), number, "zbarimg, {size:?}");
            assert_eq!(tools::zxing(&image), number, "ZXingReader, {size:?}");
        }
    }
}

#[test]
fn every_order_number_decodes_as_a_square() {
    let bench = Bench::new();
    for number in [1, 99, 51_234, 9_876_543_210, i64::MAX] {
        for size in SIZES {
            let label = Label { number, ..samples::dropship_label() };
            let image = bench.part(&bench.pdf("label", &one(&label, size)), 1, 203, None);
            assert_eq!(tools::zbar_as(&image, "qrcode"), format!("RN-{number}"), "zbarimg, {size:?}");
            assert_eq!(tools::zxing_as(&image, "QRCode"), format!("RN-{number}"), "ZXingReader, {size:?}");
        }
    }
}

#[test]
fn the_syntax_is_clean_and_there_is_nothing_between_black_and_white() {
    let bench = Bench::new();
    let all = [samples::labels(), vec![samples::hostile_label()]].concat();
    for size in SIZES {
        let pdf = bench.pdf(&format!("{size:?}"), &labels(&all, size).unwrap());
        let report = run("qpdf", "qpdf", &[OsStr::new("--check"), pdf.as_os_str()]);
        assert!(report.contains("No syntax or stream encoding errors found"), "{size:?}: {report}");
        for image in bench.grey(&pdf, 203, &["-aa", "no", "-aaVector", "no"]) {
            let (width, height, grey) = pixels(&image);
            assert!(grey.iter().all(|value| matches!(value, 0 | 255)), "grey in {}", image.display());
            let band = (3.0 / 25.4 * 203.0_f64).floor() as usize;
            let edge = |i: usize| {
                let (x, y) = (i % width, i / width);
                x < band || y < band || x >= width - band || y >= height - band
            };
            assert!(grey.iter().enumerate().all(|(i, v)| !edge(i) || *v == 255), "the edge of {}", image.display());
        }
    }
}

#[test]
fn no_label_is_an_error_and_the_same_labels_are_the_same_bytes() {
    assert_eq!(labels(&[], LabelSize::A6), Err(DocumentError::NothingToPrint));
    for size in SIZES {
        assert!(one(&samples::full_label(), size) == one(&samples::full_label(), size), "{size:?}");
    }
}
