//! The evaluation of the log itself.

use super::super::{Kept, Shop, built_in, review, review_lines, review_short, reviewable};
use super::{template, used};
use crate::hours::OpenHours;
use crate::rows::{LogState, ReviewRow, TemplateRow};
use crate::{Day, Month};

#[test]
fn the_log_itself_is_evaluated() {
    let templates =
        [used("kas-toko", 20_251_130), used("kunjungan", 20_251_130), template("mesin"), used("iklan", 20_251_001)];
    let kept = |template: &TemplateRow| -> Vec<Kept> {
        let days = |count: i32, later: i64| {
            let day = |n: i32| Day(20_251_100 + n);
            let one = move |n| Kept { day: day(n), written: day(n).plus(later), filled: vec!["sales".into()] };
            (1..=count).map(one).collect()
        };
        match template.key.as_str() {
            "kas-toko" => days(28, 0),
            "kunjungan" => days(20, 3),
            _ => Vec::new(),
        }
    };
    let shop = Shop { claims: 3, advertising: 900_000, ..Shop::default() };
    let november = review(Month(202_511), &templates, &OpenHours::default(), &shop, Day(20_251_205), |_| None, kept);
    let states: Vec<_> = november.rows.iter().map(|row| (row.expected, row.kept, row.late, row.state)).collect();
    assert_eq!(
        states,
        [
            (Some(30), 28, 0, LogState::Kept),
            (Some(30), 20, 20, LogState::Late),
            (None, 0, 0, LogState::Never),
            (Some(30), 0, 0, LogState::Silent),
        ]
    );
    assert_eq!(november.rows[0].unread.len(), 2, "buyers and note stay empty: {:?}", november.rows[0].unread);
    assert_eq!(november.add.len(), 2);
    let lines: Vec<String> = review_lines(&november).into_iter().map(|line| line.id).collect();
    assert_eq!(
        lines[..4],
        [
            "Kas kecil toko 28 dari 30 kali. Kurangi isian yang tidak dipakai. (Pembeli: diisi 0 dari 28 kali; Catatan: diisi 0 dari 28 kali)",
            "Kunjungan web 20 dari 30 kali, 20 telat. Sering dicatat terlambat: beri jarak sehari, atau ganti yang mencatat. \
             (Pengunjung: diisi 0 dari 20 kali; Kunjungan: diisi 0 dari 20 kali; Keranjang: diisi 0 dari 20 kali; Checkout: diisi 0 dari 20 kali; \
             Pesanan: diisi 0 dari 20 kali; Lama kunjungan, detik: diisi 0 dari 20 kali; Halaman teratas: diisi 0 dari 20 kali)",
            "Iklan 0 dari 30 kali. Tidak dicatat sebulan ini: arsipkan, atau tunjuk siapa yang mencatat.",
            "Belum pernah dipakai: Mesin atau listrik mati.",
        ]
    );
    assert_eq!(lines[4..].len(), 2, "and what to add: {lines:?}");
    assert_eq!(
        review_short(&november).unwrap().id,
        "Catatan: Kas kecil toko ada isian yang tidak dipakai, Kunjungan web sering telat, Iklan tidak dicatat, 2 hal belum dicatat."
    );
    let well = review(
        Month(202_511),
        &templates[..1],
        &OpenHours::default(),
        &Shop::default(),
        Day(20_251_130),
        |_| None,
        |template| {
            kept(template)
                .into_iter()
                .map(|one| Kept { filled: ["sales", "buyers", "note"].map(String::from).into(), ..one })
                .collect()
        },
    );
    assert_eq!(
        review_lines(&well)[0].id,
        "Kas kecil toko 28 dari 30 kali. Kurangi isian yang tidak dipakai. (Pembeli: tidak dipakai di angka mana pun)"
    );
    let new = review(
        Month(202_511),
        &built_in(),
        &OpenHours::default(),
        &Shop::default(),
        Day(20_251_130),
        |_| None,
        |_| Vec::new(),
    );
    assert_eq!(review_lines(&new), [], "a shop that records nothing is told nothing");
    assert_eq!(review_short(&new), None);
    let running = review(
        Month(202_511),
        &templates[..1],
        &OpenHours::default(),
        &Shop::default(),
        Day(20_251_110),
        |_| None,
        kept,
    );
    assert_eq!(running.rows[0].expected, Some(10), "a month that isn't over is held to its days so far");
    let begun = |_: &TemplateRow| Some(Day(20_251_121));
    let new =
        review(Month(202_511), &templates[..1], &OpenHours::default(), &Shop::default(), Day(20_251_130), begun, kept);
    assert_eq!(new.rows[0].expected, Some(10), "nothing is owed of days before it was begun");
}

/// What is said of one template of November, of which so many days from a first one on were recorded, each field filled in.
fn reviewed(template: &TemplateRow, days: std::ops::Range<i32>, since: Day, today: Day, shop: &Shop) -> Vec<ReviewRow> {
    let filled: Vec<String> = template.fields.iter().map(|field| field.key.clone()).collect();
    let one = |n: i32| Kept { day: Day(20_251_100 + n), written: Day(20_251_100 + n), filled: filled.clone() };
    let hours = OpenHours::default();
    let all = [template.clone()];
    review(Month(202_511), &all, &hours, shop, today, |_| Some(since), |_| days.clone().map(one).collect()).rows
}

#[test]
fn a_template_is_reviewed_from_the_month_on_in_which_it_was_begun() {
    let shop = Shop::default();
    let visits = used("kunjungan", 20_251_205);
    let later = reviewed(&visits, 0..0, Day(20_251_201), Day(20_251_210), &shop);
    assert_eq!(later, [], "it wasn't in use yet");
    assert_eq!(
        reviewed(&visits, 0..0, Day(20_251_020), Day(20_251_101), &shop),
        [],
        "nothing is known of the first day yet"
    );
    let silent = reviewed(&visits, 0..0, Day(20_251_020), Day(20_251_110), &shop);
    assert_eq!(silent[0].state, LogState::Silent);
    // A week that ends in the next month isn't due in this one.
    let weekly = reviewed(&used("harga-pesaing", 20_251_125), 25..26, Day(20_251_125), Day(20_251_129), &shop);
    assert_eq!((weekly[0].expected, weekly[0].state, weekly[0].advice.id.as_str()), (Some(0), LogState::Kept, ""));
    assert_eq!(reviewable(Month(202_512), Day(20_251_130)).unwrap_err().code, "review_ahead");
    assert!(reviewable(Month(202_511), Day(20_251_101)).is_ok());
}

#[test]
fn a_field_of_a_figure_of_ones_own_is_used() {
    let visits = used("kunjungan", 20_251_130);
    let unread = |own: &[&str]| {
        let shop = Shop { own: own.iter().map(|part| (*part).to_owned()).collect(), ..Shop::default() };
        let rows = reviewed(&visits, 1..29, Day(20_251_101), Day(20_251_205), &shop);
        rows[0].unread.iter().map(|said| said.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(unread(&["iklan.cost"]), ["Lama kunjungan, detik: tidak dipakai di angka mana pun"]);
    assert_eq!(unread(&["kunjungan.seconds", "kunjungan.visitors"]), [""; 0]);
}
