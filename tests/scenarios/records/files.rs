//! Records from files: by whatever headings, never twice, nothing rounded or left out in silence.

use runut_actions::{ActionError, CellKind, RecordsCell, apply_records, preview_records, read_records};
use runut_core::Day;
use runut_core::rows::{
    ColumnMap, ImportState, RecordImport, RecordRow, RecordsImported, Source, TimelineKind, TimelineQuery, TypedValue,
};
use runut_store::reports;

use super::{TODAY, all, seen, template, wanted};
use crate::shop::Shop;

fn import(shop: &Shop, word: &str, map: &[(&str, &str)]) -> RecordImport {
    let column = |(column, field): &(&str, &str)| ColumnMap { column: (*column).into(), field: (*field).into() };
    let map = map.iter().map(column).collect();
    RecordImport { template: template(shop, word).id, map, values: Vec::new(), day: None, store: None, sure: false }
}

/// What a file comes to; that it is what applying it does.
fn take(shop: &mut Shop, asked: &RecordImport, text: &str) -> RecordsImported {
    let file = read_records(&shop.book, asked, "iklan.csv", text.as_bytes()).unwrap();
    let foretold = preview_records(&shop.book, TODAY, asked, &file).unwrap();
    let ctx = shop.ctx();
    match apply_records(&shop.book, &ctx, asked, &file) {
        Ok(done) => assert_eq!(done.value, foretold),
        Err(error) => assert!(error.to_string().contains("records_nothing") && foretold.new + foretold.corrected == 0),
    }
    shop.sound();
    foretold
}

/// As Shopee writes its report of advertising.
const SHOPEE: &str = "\u{feff}Semua Laporan Iklan CPC - Shopee Indonesia\r\nUsername,dapuribu\r\nPeriode Waktu,20/11/2026 - 20/11/2026\r\n\r\n\
    Urutan,Nama Iklan,Status,Dilihat,Jumlah Klik,Persentase Klik,Konversi,Omzet Penjualan,Biaya,Efektifitas Iklan\r\n\
    1,Gelas Blirik [2],Berjalan,18420,312,1.69%,9,842000,185000.40,4.55\r\n\
    2,Besek Bambu,Berjalan,900,12,1.33%,-,0,9000,0\r\n";

#[test]
fn a_report_of_advertising_is_taken_in_by_its_own_headings_and_never_twice() {
    let mut shop = Shop::new();
    let asked = import(&shop, "iklan", &[]);
    let first = take(&mut shop, &asked, SHOPEE);
    assert_eq!((first.new, first.left_out), (2, 0), "{first:?}");
    let rows = all(&shop);
    assert!(rows.iter().all(|row| row.day == Day(20_261_120) && row.file == "iklan.csv" && row.store.is_some()));
    let said = |row: &RecordRow| row.values.iter().map(|value| value.said.id.clone()).collect::<Vec<_>>().join(", ");
    assert_eq!(said(&rows[1]), "Shopee, Gelas Blirik [2], 185.000, 842.000, 18.420, 312, 9");
    let again = take(&mut shop, &asked, SHOPEE);
    assert_eq!((again.new, again.same, again.corrected), (0, 2, 0));
    let later = take(&mut shop, &asked, &SHOPEE.replace(",12,1.33%", ",14,1.33%"));
    assert_eq!((later.new, later.same, later.corrected), (0, 1, 1));
    let entry = shop.read(|reader| reports::timeline(reader, &TimelineQuery { limit: 1, ..wanted() })).rows.remove(0);
    assert_eq!(entry.source, Source::File);
}

#[test]
fn rows_that_cannot_be_taken_are_named_and_the_rest_goes_in() {
    let mut shop = Shop::new();
    let text = "Tgl;Lapak;Kampanye;Habis;Dilihat;Klik\n\
        20/11/2026;Shopee;A;185.000;100;50\n\
        20/11/2026;Shopee;A;190.000;100;50\n\
        32/11/2026;Shopee;B;1000;1;1\n\
        21/11/2026;Burung;C;1000;1;1\n\
        21/11/2026;Meta;D;9,5;1;1\n\
        2026-11-21;Meta;E;1.000;5;9\n\
        21 Nov 2026;Meta;F;2.000;9;5\n";
    let asked = import(&shop, "iklan", &[]);
    let file = read_records(&shop.book, &asked, "x.csv", text.as_bytes()).unwrap();
    let error = preview_records(&shop.book, TODAY, &asked, &file).unwrap_err();
    assert!(error.to_string().contains("record_columns"), "{error}");
    let asked = import(&shop, "iklan", &[("Habis", "cost"), ("Lapak", "platform")]);
    let done = take(&mut shop, &asked, text);
    let states: Vec<ImportState> = done.rows.iter().map(|row| row.state).collect();
    use ImportState::{New, Problem};
    assert_eq!(states, [New, Problem, Problem, Problem, Problem, Problem, New], "{done:?}");
    for (row, named) in [(1, "baris 2"), (2, "Tgl"), (3, "Tempat"), (4, "Biaya"), (5, "Klik")] {
        assert!(done.rows[row].message.id.contains(named), "{:?}", done.rows[row].message);
    }
    // What was said of the columns is known from now on. (In a file of nobody's words, too: the first of its longest rows names them.)
    let asked = import(&shop, "iklan", &[]);
    let again = take(&mut shop, &asked, text);
    assert_eq!((again.new, again.same), (0, 2));
}

#[test]
fn what_a_file_does_not_say_is_said_for_all_its_rows() {
    let mut shop = Shop::new();
    let text = "Laporan bulanan\n\nKapan;Habis;Lihat\n2026-11-20;9.000;12\n2026-11-21;8.000;10\n";
    let asked = import(&shop, "iklan", &[("Kapan", "day"), ("Habis", "cost"), ("Lihat", "views")]);
    let file = read_records(&shop.book, &asked, "meta.csv", text.as_bytes()).unwrap();
    let error = preview_records(&shop.book, TODAY, &asked, &file).unwrap_err();
    let ActionError::Refused(refusal) = error else { panic!("{error}") };
    assert_eq!((refusal.code.as_str(), refusal.facts["missing"].as_str()), ("record_columns", "platform"));
    assert_eq!(refusal.facts["columns"], "Kapan\tday\nHabis\tcost\nLihat\tviews");
    let meta = vec![TypedValue { field: "platform".into(), text: "meta".into() }];
    let done = take(&mut shop, &RecordImport { values: meta, ..asked.clone() }, text);
    assert_eq!(done.new, 2);
    let wrong = vec![TypedValue { field: "platform".into(), text: "burung".into() }];
    let done = take(&mut shop, &RecordImport { values: wrong, ..asked }, text);
    assert_eq!((done.new, done.left_out), (0, 2), "{done:?}");
}

/// Formulas and marks are words; what can't be read is named with its row, and nothing said is passed over in silence.
#[test]
fn a_hostile_file_does_no_more_than_it_says() {
    let mut shop = Shop::new();
    let text = "Tanggal,Tempat,Kampanye,Biaya,Toko\n\
        2026-11-20,Meta,\"=HYPERLINK(\"\"http://x\"\",\"\"klik\"\")\",9000,\n\
        2026-11-20,Meta,<script>alert(1)</script>,9000,\n\
        2026-11-20,Meta,A,=1+1,\n2026-11-20,Meta,B,999999999999999999999,\n2026-11-20,Meta,C,-9000,\n\
        2026-11-31,Meta,D,9000,\n2026-12-25,Meta,E,9000,\n2026-11-20,Meta,F,9000,Hantu\n2006-11-20,Meta,G,9000,\n";
    let asked = import(&shop, "iklan", &[]);
    let done = take(&mut shop, &asked, text);
    assert_eq!((done.new, done.left_out), (2, 7), "{done:?}");
    let left = done.rows.iter().filter(|row| row.state == ImportState::Problem);
    for (row, said) in left.zip([
        "Baris 4, Biaya: Biaya tertulis =1+1",
        "Baris 5, Biaya: Biaya tertulis 999",
        "Baris 6, Biaya: Biaya \u{2212}9.000: paling sedikit 0.",
        "Baris 7, kolom Tanggal: tanggal tidak terbaca.",
        "Baris 8: Tanggal 25/12/2026 belum tiba.",
        "Baris 9: Toko marketplace Hantu tidak ada di buku.",
        "Baris 10, kolom Tanggal: tanggal tidak terbaca.",
    ]) {
        assert!(row.message.id.starts_with(said), "{:?}", row.message);
    }
    let said = seen(&shop, &TimelineQuery { kind: TimelineKind::Recorded, ..wanted() }).join(" ");
    assert!(said.contains("=HYPERLINK(\"http://x\",\"klik\")") && said.contains("<script>alert(1)</script>"), "{said}");
    let refused = |asked: &RecordImport| {
        let file = read_records(&shop.book, asked, "iklan.csv", text.as_bytes()).unwrap();
        preview_records(&shop.book, TODAY, asked, &file).unwrap_err().to_string()
    };
    assert!(refused(&import(&shop, "iklan", &[("Hantu", "cost")])).contains("no column Hantu"));
    let odd = vec![TypedValue { field: "warna".into(), text: "merah".into() }];
    assert!(refused(&RecordImport { values: odd, ..asked }).contains("no field warna"));
}

#[test]
fn what_may_happen_twice_is_doubled_by_no_file() {
    let mut shop = Shop::new();
    let asked = import(&shop, "interaksi", &[]);
    let text =
        "Tanggal,Lewat,Tanya apa,Dibalas dalam\n2026-11-20,WA,Stok,3\n2026-11-20,WA,Stok,3\n2026-11-20,Chat,Harga,9\n";
    assert_eq!(take(&mut shop, &asked, text).new, 3);
    assert_eq!(take(&mut shop, &asked, text).same, 3);
    let more = format!("{text}2026-11-20,WA,Stok,3\n");
    let done = take(&mut shop, &asked, &more);
    assert_eq!((done.new, done.same), (1, 3));
    let period = "Periode,01/11/2026 - 20/11/2026\nLewat,Tanya apa,Dibalas dalam\nWA,Stok,7\n";
    let ads = "Periode,01/11/2026 - 20/11/2026\nKampanye,Biaya,Tempat\nA,1000,Meta\n";
    assert_eq!(take(&mut shop, &asked, period).new, 1, "what isn't daily may be of a period");
    let asked = import(&shop, "iklan", &[]);
    let file = read_records(&shop.book, &asked, "x.csv", ads.as_bytes()).unwrap();
    let error = preview_records(&shop.book, TODAY, &asked, &file).unwrap_err();
    assert!(error.to_string().contains("record_period"), "{error}");
}

/// A workbook of these rows: text, or a number where it begins with `#`.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (r, row) in (0..).zip(rows) {
        for (c, text) in (0..).zip(*row) {
            match text.strip_prefix('#').and_then(|number| number.parse::<f64>().ok()) {
                Some(number) => sheet.write_number(r, c, number).map(|_| ()),
                None => sheet.write_string(r, c, *text).map(|_| ()),
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What is said of the rows of a file that are left out.
fn left_out(shop: &Shop, asked: &RecordImport, name: &str, bytes: &[u8]) -> Vec<String> {
    let file = read_records(&shop.book, asked, name, bytes).unwrap();
    let seen = preview_records(&shop.book, TODAY, asked, &file).unwrap();
    let left = seen.rows.into_iter().filter(|row| row.state == ImportState::Problem);
    left.map(|row| row.message.id).collect()
}

#[test]
fn what_a_cell_holds_is_never_rounded_or_left_out_in_silence() {
    let shop = Shop::new();
    let asked = import(&shop, "iklan", &[]);
    let rows: [&[&str]; 7] = [
        &["Tanggal", "Tempat", "Kampanye", "Biaya", "Klik"],
        &["2026-11-20", "Meta", "A", "#1234.56"],
        &["2026-11-20", "Meta", "B", "#34.567"],
        &["2026-11-20", "Meta", "C", "#9000", "#2.5"],
        &["2026-11-20", "Meta", "D", "#N/A"],
        &["2026-11-20", "Meta", "#DIV/0!", "#9000"],
        &["2026-11-20", "Meta", "E", "#185000.0000000001"],
    ];
    assert_eq!(
        left_out(&shop, &asked, "iklan.xlsx", &workbook(&rows)),
        [
            "Baris 2, kolom Biaya: Biaya tertulis 1234,56: rupiah di sini tanpa sen. Contoh: 1.234.",
            "Baris 3, kolom Biaya: Biaya tertulis 34,567: rupiah di sini tanpa sen. Contoh: 34.",
            "Baris 4, kolom Klik: Klik tertulis 2,5: harus bulat, tanpa angka di belakang koma. Contoh: 2.",
            "Baris 5, kolom Biaya: sel D5 berisi galat #N/A. Betulkan rumusnya, atau kosongkan selnya.",
            "Baris 6, kolom Kampanye: sel C6 berisi galat #DIV/0! Betulkan rumusnya, atau kosongkan selnya.",
        ]
    );
    let text = "Tanggal,Tempat,Biaya\n2026-11-20,Meta,1234.56\n2026-11-21,Meta,185.000,50\n2026-11-19,Meta,185000.00\n";
    assert_eq!(
        left_out(&shop, &asked, "iklan.csv", text.as_bytes()),
        [
            "Baris 2, Biaya: Biaya tertulis 1234.56: rupiah di sini tanpa sen. Contoh: 1.234.",
            "Baris 3: isinya lebih banyak dari judul kolom (sel D3). Angka dengan koma di CSV perlu tanda kutip.",
        ]
    );
}

/// A formula that nobody has reckoned has no result: without its cell the row would be another record.
#[test]
fn a_formula_without_a_result_is_named() {
    let shop = Shop::new();
    let asked = import(&shop, "iklan", &[]);
    let bytes = workbook(&[&["Tanggal", "Tempat", "Kampanye", "Biaya"], &["2026-11-20", "Meta", "A", "#9000"]]);
    let mut file = read_records(&shop.book, &asked, "iklan.xlsx", &bytes).unwrap();
    file.rows[0].cells[2] = RecordsCell { text: String::new(), kind: CellKind::Hollow };
    let seen = preview_records(&shop.book, TODAY, &asked, &file).unwrap();
    assert_eq!(
        seen.rows[0].message.id,
        "Baris 2, kolom Kampanye: sel C2 berisi rumus tanpa hasil. Buka dan simpan berkasnya di Excel, lalu ulangi."
    );
}

#[test]
fn a_field_is_of_one_column_and_the_other_is_named() {
    let mut shop = Shop::new();
    let refused = |shop: &Shop, map: &[(&str, &str)], text: &str| {
        let asked = import(shop, "iklan", map);
        let file = read_records(&shop.book, &asked, "iklan.csv", text.as_bytes()).unwrap();
        let ActionError::Refused(refusal) = preview_records(&shop.book, TODAY, &asked, &file).unwrap_err() else {
            panic!("not refused")
        };
        assert_eq!(refusal.code, "record_columns");
        refusal.message.id
    };
    let twice = "Tanggal,Tempat,Biaya,biaya\n2026-11-20,Meta,1000,2000\n";
    assert_eq!(
        refused(&shop, &[], twice),
        "Berkas ini punya dua kolom bernama Biaya: C dan D. Ganti nama salah satunya di berkas."
    );
    let other = "Tanggal,Tempat,Biaya,Spend\n2026-11-20,Meta,1000,2000\n";
    let said = "Kolom Biaya (C) dan Spend (D) sama-sama terbaca sebagai Biaya. Pilih satu, lewati yang lain.";
    assert_eq!(refused(&shop, &[], other), said);
    assert_eq!(refused(&shop, &[("Biaya", "cost"), ("Spend", "cost")], other), said);
    assert_eq!(
        refused(&shop, &[("Spend", "cost"), ("Spend", "sales")], other),
        "Kolom Spend disebut dua kali: Biaya dan Penjualan. Sebut satu saja."
    );
    // What is said of one of them goes, and two that say the same are one.
    let asked = import(&shop, "iklan", &[("Biaya", "")]);
    let done = take(&mut shop, &asked, other);
    assert_eq!((done.new, all(&shop)[0].values[1].number), (1, Some(2000)));
    let asked = import(&shop, "iklan", &[("Biaya", "cost"), ("Spend", "")]);
    assert_eq!(take(&mut shop, &asked, other).corrected, 1);
    let asked = import(&shop, "iklan", &[]);
    let same = "Day,Platform,Reporting starts,Cost\n2026-11-19,Meta,2026-11-19,1000\n";
    assert_eq!(take(&mut shop, &asked, same).new, 1);
    let asked = RecordImport {
        values: [("campaign", "A"), ("campaign", "B")]
            .map(|(f, t)| TypedValue { field: f.into(), text: t.into() })
            .into(),
        ..asked
    };
    let file = read_records(&shop.book, &asked, "iklan.csv", same.as_bytes()).unwrap();
    let error = preview_records(&shop.book, TODAY, &asked, &file).unwrap_err();
    assert!(error.to_string().contains("given twice for all rows"), "{error}");
}

/// Where one day of a file can only be read with its month first, nobody knows of those that can be read both ways.
#[test]
fn days_of_a_file_whose_months_stand_first_are_not_guessed() {
    let mut shop = Shop::new();
    let asked = import(&shop, "iklan", &[]);
    let text = "Tanggal,Tempat,Biaya\n12/11/2026,Meta,1000\n11/13/2026,Meta,2000\n2026-11-14,Meta,3000\n11/11/2026,Meta,4000\n";
    assert_eq!(
        left_out(&shop, &asked, "iklan.csv", text.as_bytes()),
        [
            "Baris 2, kolom Tanggal: tanggal 12/11/2026 bisa 2026-11-12 atau 2026-12-11, karena baris 3 menulis bulan dulu (11/13/2026). \
             Tulis salah satunya begitu.",
            "Baris 3, kolom Tanggal: tanggal 11/13/2026 menulis bulan dulu. Tulis 2026-11-13.",
        ]
    );
    let plain = "Tanggal,Tempat,Biaya\n12/11/2026,Meta,1000\n13/11/2026,Meta,2000\n";
    assert_eq!(take(&mut shop, &asked, plain).new, 2);
}
