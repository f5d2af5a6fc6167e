//! Records: what is typed, what must hold, what is usual, what is due.

mod reviews;
mod templates;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::hours::OpenHours;
use crate::rows::{ColumnMap, TypedValue};

fn template(key: &str) -> TemplateRow {
    built_in().into_iter().find(|template| template.key == key).unwrap()
}

fn typed(values: &[(&str, &str)]) -> Vec<TypedValue> {
    let value = |(field, text): &(&str, &str)| TypedValue { field: (*field).to_owned(), text: (*text).to_owned() };
    values.iter().map(value).collect()
}

fn nothing(_: &FieldRow, word: &str) -> Result<i64, Sentence> {
    word.parse().map_err(|_| Sentence::new("Tidak ada.", "There is none."))
}

fn held(key: &str, values: &[(&str, &str)]) -> Vec<Filled> {
    read(&template(key), &typed(values), nothing).unwrap()
}

/// The fields of which something is wrong.
fn wrong(key: &str, values: &[(&str, &str)]) -> Vec<String> {
    let problems = read(&template(key), &typed(values), nothing).unwrap_err();
    for problem in &problems {
        assert!(!problem.message.id.is_empty() && problem.message.id != problem.message.en, "{problem:?}");
    }
    problems.into_iter().map(|problem| problem.field).collect()
}

#[test]
fn every_built_in_template_may_be_kept_as_it_is() {
    let all = built_in();
    let kinds: BTreeSet<&str> = all.iter().map(|template| template.kind.key()).collect();
    assert_eq!(kinds.len(), TemplateKind::ALL.len());
    let mut keys = BTreeSet::new();
    for template in all {
        assert_eq!(checked(&template).unwrap(), template, "{}", template.key);
        assert!(keys.insert(template.key.clone()), "{} twice", template.key);
        assert!(template.is_called(&template.name.id.to_uppercase()) && template.is_called(&template.name.en));
        for field in &template.fields {
            assert!(field.key.chars().all(|c| c.is_ascii_lowercase()), "{} {}", template.key, field.key);
        }
    }
}

#[test]
fn amounts_are_read_in_indonesian_and_foreign_forms() {
    for (text, cost) in [
        ("185.000", 185_000),
        ("Rp 185.000", 185_000),
        ("185rb", 185_000),
        ("1,5jt", 1_500_000),
        ("1,250,000", 1_250_000),
        ("1,250,000.00", 1_250_000),
        ("185000", 185_000),
        ("0", 0),
    ] {
        let values = held("iklan", &[("platform", "Shopee"), ("cost", text)]);
        assert_eq!(number(&values, "cost"), Some(cost), "{text}");
    }
    for text in ["185.00", "abc", "-5", "1e6", "=1+1", "9.9999", "185,5"] {
        assert_eq!(wrong("iklan", &[("platform", "Shopee"), ("cost", text)]), ["cost"], "{text}");
    }
    for (text, minutes) in [
        ("14", 14),
        ("14 menit", 14),
        ("1 jam 20", 80),
        ("1j20m", 80),
        ("1,5 jam", 90),
        ("1:05", 65),
        ("2 hari", 2_880),
    ] {
        let values = held("interaksi", &[("channel", "wa"), ("question", "stok"), ("reply", text)]);
        assert_eq!(number(&values, "reply"), Some(minutes), "{text}");
    }
    for (text, at) in [("08.30", 510), ("8:30", 510), ("0830", 510), ("8", 480), ("23.59", 1_439)] {
        let values = held("tugas", &[("what", "Opname"), ("start", "0"), ("end", text)]);
        assert_eq!(number(&values, "end"), Some(at), "{text}");
    }
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    assert_eq!(wrong("iklan", &[]), ["platform", "cost"]);
    let ad = |clicks, orders| {
        [("platform", "shopee"), ("cost", "1000"), ("views", "100"), ("clicks", clicks), ("orders", orders)]
    };
    assert_eq!(held("iklan", &ad("100", "100")).len(), 5);
    assert_eq!(wrong("iklan", &ad("101", "9")), ["clicks"]);
    assert_eq!(wrong("iklan", &ad("10", "11")), ["orders"]);
    assert_eq!(wrong("tugas", &[("what", "x"), ("start", "9"), ("end", "8.59")]), ["start"]);
    assert_eq!(wrong("ulasan", &[("stars", "6")]), ["stars"]);
    assert_eq!(wrong("ulasan", &[("stars", "0")]), ["stars"]);
    assert_eq!(wrong("ulasan", &[("stars", "5"), ("order", "tak ada")]), ["order"]);
    assert_eq!(wrong("interaksi", &[("channel", "wa"), ("question", "stok"), ("reply", "10081")]), ["reply"]);
    assert_eq!(wrong("interaksi", &[("channel", "burung"), ("question", "stok")]), ["channel"]);
    assert_eq!(wrong("iklan", &[("platform", "shopee"), ("cost", "1"), ("warna", "x")]), ["warna"]);
    assert_eq!(wrong("konten", &[("platform", "tiktok"), ("link", "javascript:alert(1)")]), ["link"]);
    let visits = [("visitors", "5"), ("sessions", "9"), ("carts", "3"), ("checkouts", "4"), ("orders", "1")];
    assert_eq!(wrong("kunjungan", &visits), ["checkouts"]);
}

#[test]
fn what_is_a_part_is_held_against_the_nearest_figure_above_it_that_is_filled_in() {
    let visits = |values: &[(&str, &str)]| {
        let all = [&[("visitors", "10")][..], values].concat();
        read(&template("kunjungan"), &typed(&all), nothing).map_err(|problems| problems[0].message.id.clone())
    };
    let beyond = visits(&[("sessions", "20"), ("orders", "40")]).unwrap_err();
    assert_eq!(beyond, "Pesanan 40 lebih dari kunjungan 20. Periksa lagi keduanya.");
    assert!(visits(&[("sessions", "20"), ("carts", "9"), ("orders", "10")]).unwrap_err().contains("keranjang 9"));
    assert!(visits(&[("sessions", "20"), ("checkouts", "21")]).is_err());
    assert!(visits(&[("sessions", "20"), ("orders", "20")]).is_ok());
    let ad = [("platform", "meta"), ("cost", "1"), ("views", "10"), ("orders", "40")];
    assert_eq!(wrong("iklan", &ad), ["orders"], "nobody counted the clicks");
    // Two that are held against each other hold nothing up.
    let mut round = template("kunjungan");
    round.fields[1].at_most = "orders".into();
    assert!(read(&round, &typed(&[("visitors", "1"), ("carts", "5")]), nothing).is_ok());
}

#[test]
fn more_orders_than_visitors_are_asked() {
    let template = template("kunjungan");
    let asked = |values: &[(&str, &str)]| more_than_came(&template, &held("kunjungan", values)).map(|one| one.said.id);
    let said = asked(&[("visitors", "10"), ("orders", "400")]).unwrap();
    assert_eq!(said, "Pesanan 400 lebih dari pengunjung 10. Betul?");
    assert_eq!(asked(&[("visitors", "10"), ("orders", "10")]), None);
    assert_eq!(asked(&[("visitors", "10")]), None, "nothing is known of orders");
}

#[test]
fn a_field_that_is_given_twice_is_refused() {
    let twice = [("platform", "meta"), ("cost", "185000"), ("cost", "2")];
    let problems = read(&template("iklan"), &typed(&twice), nothing).unwrap_err();
    assert_eq!(problems[0].message.id, "Biaya ditulis dua kali: 185000 dan 2. Tulis satu saja.");
    assert_eq!(problems.len(), 1);
}

#[test]
fn what_cannot_be_read_is_told_by_what_would_fit() {
    let said = |key: &str, field: &str, text: &str| {
        let problems = read(&template(key), &typed(&[(field, text)]), nothing).unwrap_err();
        problems.into_iter().find(|problem| problem.field == field).unwrap().message
    };
    let cost = said("iklan", "cost", "185.000,50");
    assert_eq!(cost.id, "Biaya tertulis 185.000,50: rupiah di sini tanpa sen. Contoh: 185.000.");
    assert_eq!(cost.en, "Cost says 185.000,50: rupiah have no decimals here. For example: 185.000.");
    for text in ["185000,5", "Rp 185.000,75", "1,250,000.50", "185000.00", "1.250,123"] {
        assert!(said("iklan", "cost", text).id.contains("tanpa sen"), "{text}");
    }
    assert!(said("iklan", "cost", "185.00").id.contains("Maksudnya 185.000?"), "its dot has lost a zero");
    for text in ["4,5", "4.5"] {
        let stars = said("ulasan", "stars", text).id;
        assert_eq!(stars, format!("Bintang tertulis {text}: harus bulat, tanpa angka di belakang koma. Contoh: 4."));
    }
    assert_eq!(said("ulasan", "stars", "banyak").id, "Bintang tertulis banyak: tidak terbaca. Contoh: 5.");
    assert_eq!(said("iklan", "clicks", "banyak").id, "Klik tertulis banyak: tidak terbaca. Contoh: 18.420.");
}

#[test]
fn a_choice_is_known_by_its_beginning_while_that_is_of_one() {
    let platform = |text| held("iklan", &[("platform", text), ("cost", "1")])[0].value.clone();
    for (text, word) in
        [("Shopee", "shopee"), ("SH", "shopee"), ("met", "meta"), ("Lainnya", "other"), ("other", "other")]
    {
        assert_eq!(platform(text), Value::Text(word.to_owned()), "{text}");
    }
    assert_eq!(wrong("iklan", &[("platform", "t"), ("cost", "1")]), ["platform"], "TikTok or Tokopedia");
}

#[test]
fn a_figure_far_from_usual_is_asked_and_nil_is_not() {
    let template = template("iklan");
    let known = [160_000, 170_000, 185_000, 190_000, 210_000];
    let asked = |cost: &str, known: &[i64]| {
        let values = held("iklan", &[("platform", "shopee"), ("cost", cost)]);
        let last = |field: &str| if field == "cost" { known.to_vec() } else { Vec::new() };
        unusual(&template.fields, &values, last)
    };
    for usual in ["185.000", "1.850.000", "18.500", "0"] {
        assert_eq!(asked(usual, &known), [], "{usual}");
    }
    for far in ["1.850.001", "18.499"] {
        let unusual = asked(far, &known);
        assert!(unusual[0].said.id.contains("185.000"), "{unusual:?}");
        assert_eq!(Unusual::refused(&unusual).code, "record_unusual");
    }
    assert_eq!(asked("9.000.000", &known[..4]), [], "nothing is usual yet");
    assert_eq!(asked("9.000.000", &[0; 9]), [], "of nothing nothing is ten times");
}

#[test]
fn what_is_reckoned_follows_the_figures_that_fields_feed() {
    let template = template("iklan");
    let ad = |cost, sales, clicks, orders| {
        let values = [("platform", "shopee"), ("cost", cost), ("sales", sales), ("views", "18420"), ("clicks", clicks)];
        held("iklan", &[&values[..], &[("orders", orders)]].concat())
    };
    let rows = derived(&template, &ad("185.000", "842.000", "312", "9"), &vec![ad("100000", "350000", "200", "6"); 5]);
    let said: Vec<(&str, &str)> = rows.iter().map(|row| (row.said.as_str(), row.usual.as_str())).collect();
    assert_eq!(said, [("4,6", "3,5"), ("593", "500"), ("2,9%", "3,0%")]);
    let rows = derived(&template, &ad("185.000", "842.000", "312", "9"), &vec![ad("100000", "350000", "200", "6"); 4]);
    assert!(rows.iter().all(|row| row.usual.is_empty()), "of four nothing is usual yet: {rows:?}");
    let rows = derived(&template, &ad("0", "842.000", "0", "0"), &[]);
    assert!(rows.iter().all(|row| row.said.is_empty() && row.usual.is_empty()), "nothing by nil: {rows:?}");
}

#[test]
fn a_record_is_one_of_its_day_store_and_keyed_fields() {
    let (ad, chat) = (template("iklan"), template("interaksi"));
    let of = |campaign| held("iklan", &[("platform", "shopee"), ("campaign", campaign), ("cost", "1")]);
    let key = |day, store, campaign| ad.key_of(Day(day), store, &of(campaign));
    let one = key(20_251_119, None, "Gelas Blirik");
    assert_eq!(one, key(20_251_119, None, " gelas  BLIRIK "));
    for other in [
        key(20_251_120, None, "Gelas Blirik"),
        key(20_251_119, Some(StoreId(1)), "Gelas Blirik"),
        key(20_251_119, None, "Gelas"),
    ] {
        assert_ne!(one, other);
    }
    assert_eq!(chat.key_of(Day(20_251_119), None, &[]), "", "may happen twice");
}

#[test]
fn a_record_feeds_figures_by_the_links_of_its_fields() {
    use crate::kpi::Logged as Figure;
    let of = |key: &str, values: &[(&str, &str)], figure| {
        let (template, values) = (template(key), held(key, values));
        let field = template.feeding(fed_by(figure)).unwrap();
        counted(figure, &values.iter().find(|filled| filled.field == field.key).unwrap().value)
    };
    for (stars, bad) in [("1", 1), ("2", 1), ("3", 0), ("5", 0)] {
        assert_eq!(of("ulasan", &[("stars", stars)], Figure::BadReviews), bad, "{stars}");
    }
    for (kind, wrong, defect) in [("salah", 1, 0), ("rusak", 0, 1), ("mutu", 0, 1), ("terlambat", 0, 0)] {
        let complaint = |figure| of("komplain", &[("kind", kind)], figure);
        assert_eq!(complaint(Figure::Complaints), 1, "{kind}");
        assert_eq!((complaint(Figure::WrongItems), complaint(Figure::Defects)), (wrong, defect), "{kind}");
    }
    let chat = [("channel", "chat"), ("question", "harga"), ("reply", "3")];
    assert_eq!(of("interaksi", &chat, Figure::ReplyMinutes), 3);
    assert_eq!(of("iklan", &[("platform", "meta"), ("cost", "9rb")], Figure::AdCost), 9_000);
}

fn used(key: &str, last: i32) -> TemplateRow {
    TemplateRow { last: Some(Day(last)), records: 1, ..template(key) }
}

#[test]
fn only_what_is_in_use_is_due_and_of_the_day_that_is_known() {
    let (hours, today) = (OpenHours::default(), Day(20_251_120));
    assert_eq!(due(&template("iklan"), &hours, &[], today), None, "never used");
    assert_eq!(due(&used("iklan", 20_251_001), &hours, &[], today), None, "given up");
    let ads = due(&used("iklan", 20_251_116), &hours, &[Day(20_251_116)], today).unwrap();
    assert_eq!((ads.from, ads.to), (Day(20_251_119), Day(20_251_119)), "yesterday's figures");
    assert_eq!(ads.missed, [Day(20_251_118), Day(20_251_117)]);
    let cash = due(&used("kas-toko", 20_251_119), &hours, &[Day(20_251_119)], today).unwrap();
    assert_eq!((cash.to, cash.missed.len()), (today, 0));
    let prices = due(&used("harga-pesaing", 20_251_103), &hours, &[Day(20_251_103)], today).unwrap();
    assert_eq!((prices.from, prices.to), (Day(20_251_117), today), "the week so far");
    assert_eq!(prices.missed, [Day(20_251_116)]);
    let closed = OpenHours { closed: [today, Day(20_251_119)].into(), ..OpenHours::default() };
    assert_eq!(due(&used("kas-toko", 20_251_118), &closed, &[], today), None, "the shop is closed");
    assert_eq!(due(&used("iklan", 20_251_118), &closed, &[], today).unwrap().to, Day(20_251_118));
}

#[test]
fn real_headings_of_exports_are_known() {
    let names = |line: &str| line.split(';').map(str::to_owned).collect::<Vec<_>>();
    let of = |line: &str, map: &[ColumnMap], remembered: &[ColumnMap]| {
        let header = mapped(&template("iklan"), &names(line), map, remembered);
        let fields = header.columns.iter().filter(|c| !c.field.is_empty());
        (fields.map(|c| format!("{}={}", c.column, c.field)).collect::<Vec<_>>().join(" "), header.platform)
    };
    let shopee = "Urutan;Nama Iklan;Status;Jenis Iklan;Kode Produk;Tampilan Iklan;Mode Bidding;Penempatan Iklan;Tanggal Mulai;Tanggal Selesai;Dilihat;Jumlah Klik;Persentase Klik;Add to Cart;Add to Cart Rate;Konversi;Konversi Langsung;Tingkat konversi;Tingkat Konversi Langsung;Biaya per Konversi;Biaya per Konversi Langsung;Produk Terjual;Terjual Langsung;Omzet Penjualan;Penjualan Langsung (GMV Langsung);Biaya;Efektifitas Iklan";
    let (fields, platform) = of(shopee, &[], &[]);
    assert_eq!(
        (fields.as_str(), platform),
        (
            "Nama Iklan=campaign Dilihat=views Jumlah Klik=clicks Konversi=orders Omzet Penjualan=sales Biaya=cost",
            "shopee"
        )
    );
    let meta = "Minggu;Nama kampanye;Nama iklan;Jumlah yang dibelanjakan (IDR);Impresi;Klik tautan;Awal pelaporan";
    let (fields, platform) = of(meta, &[], &[]);
    assert!(
        fields.contains("Nama kampanye=campaign") && !fields.contains("Nama iklan="),
        "a field is of one column: {fields}"
    );
    assert!(fields.contains("Awal pelaporan=day") && platform == "meta", "{fields}");
    let said = |column: &str, field: &str| ColumnMap { column: column.to_owned(), field: field.to_owned() };
    let (fields, _) = of("Tgl;Spend total;Biaya", &[said("spend TOTAL", "cost")], &[said("Tgl", "")]);
    assert_eq!(fields, "Spend total=cost", "what was said goes before what is known");
}

proptest! {
    #[test]
    fn nothing_typed_breaks_the_reader(text in "\\PC{0,60}", field in 0_usize..7) {
        for template in built_in() {
            let Some(field) = template.fields.get(field) else { continue };
            let one = TypedValue { field: field.key.clone(), text: text.clone() };
            if let Ok(values) = read(&template, &[one], nothing) {
                let said = summary(&template.fields, &values, |_, _| None);
                prop_assert!(!said.id.is_empty());
            }
        }
    }

    #[test]
    fn what_is_said_of_a_number_is_read_again(value in 0_i64..10_000, kind in 0_usize..5) {
        let kind = [FieldType::Number, FieldType::Money, FieldType::Percent, FieldType::Minutes, FieldType::Time][kind];
        let value = if kind == FieldType::Time { value % 1_440 } else { value };
        let mut field = template("kas-toko").fields[1].clone();
        (field.kind, field.max) = (kind, None);
        let template = TemplateRow { fields: vec![field.clone()], ..template("kas-toko") };
        let text = said(&field, &Value::Number(value)).id;
        let values = read(&template, &[TypedValue { field: field.key.clone(), text: text.clone() }], nothing);
        prop_assert_eq!(number(&values.unwrap(), &field.key), Some(value), "{}", text);
    }

    #[test]
    fn the_median_lies_among_its_values(values in proptest::collection::vec(-1_000_i64..1_000, 1..40)) {
        let middle = median(&values).unwrap();
        let below = values.iter().filter(|value| **value < middle).count();
        let above = values.iter().filter(|value| **value > middle).count();
        prop_assert!(below * 2 <= values.len() && above * 2 <= values.len());
    }
}
