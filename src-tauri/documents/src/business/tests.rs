use proptest::prelude::*;
use runut_core::findings::{Span, State};
use runut_core::kpi::{Better, KpiGroup, Unit};
use runut_core::rows::{KpiPoint, KpiSaid, KpiTarget, ReportAction, ReportCause, ReportFollowed, WorkList};
use runut_core::{Day, Instant, Sentence, Zone};

use super::*;

fn said(text: &str) -> Sentence {
    Sentence::new(text, text)
}

fn row(name: &str, now: &str, missed: bool) -> KpiRow {
    let (from, to) = (Day(20_251_110), Day(20_251_116));
    let point = KpiPoint { from, to, num: 1, den: None, value: None, running: false, unripe: false };
    let shown = KpiSaid { point, shown: said(now), few: None };
    KpiRow {
        key: name.to_owned(),
        name: said(name),
        says: said(""),
        group: KpiGroup::Sales,
        unit: Unit::Count,
        better: Better::More,
        now: shown.clone(),
        before: shown,
        delta: Some(said("+24%")),
        much_worse: false,
        target: Some(KpiTarget { millionths: 0, shown: said("< 4%"), missed }),
    }
}

fn finding(place: i64, text: &str) -> ReportFinding {
    let action = ReportAction {
        text: said(text),
        list: WorkList::Orders,
        task: None,
        person: "Dita".to_owned(),
        due: Some(Day(20_251_206)),
        done: false,
        asked: false,
    };
    let cause = |name: &str| ReportCause { label: said(name), said: said("+2.846.000"), share: 100 };
    ReportFinding {
        place,
        kpi: "late".to_owned(),
        dim: 0,
        of: String::new(),
        title: said(text),
        detail: said("6,7%, biasanya 3,3%."),
        bad: true,
        rupiah: Money(1),
        billionths: 1,
        causes: vec![cause("TikTok, +31 pesanan"), cause(text), cause("WhatsApp")],
        action: (place != 5).then_some(action),
    }
}

fn report_of(text: &str, remark: &str) -> BusinessReport {
    let bar = |at: i64| ReportBar {
        label: said(&format!("Sen {at}")),
        from: Day(20_251_110),
        parcels: at,
        sales: Money(at * 700_000),
        usual: Some(Money(3_000_000)),
    };
    let figures = ["Pesanan", "Paket keluar", "Penjualan bersih", "Telat kirim", "Beban marketplace"];
    BusinessReport {
        span: Span::Week,
        from: Day(20_251_110),
        to: Day(20_251_116),
        title: said("Laporan minggu"),
        label: said("10–16 November 2025"),
        special: Some(said("minggu 11.11")),
        against: said("6–12 Oktober 2025"),
        running: false,
        baseline: 12,
        needed: 8,
        figures: figures.iter().map(|name| row(name, "26.022.000", *name == "Telat kirim")).collect(),
        bars: (0..7).map(bar).collect(),
        findings: (1..=5).map(|place| finding(place, text)).collect(),
        news: vec![said("Penjualan tertinggi sejak 1 Januari 2025.")],
        followed: vec![ReportFollowed { kpi: "late".to_owned(), dim: 0, state: State::Better, said: said(text) }],
        followed_label: Some(said("3–9 November 2025")),
        problems: vec![said("3 tugas sudah waktunya.")],
        log: vec![said("Rutin dicatat: Iklan 30 dari 30 kali.")],
        log_short: None,
        remark: remark.to_owned(),
        owner: "Ratna".to_owned(),
        closed_at: None,
    }
}

fn drawn(of: &BusinessReport, language: Language) -> Vec<Page> {
    let shop = ShopHead { address: "Jl. Ngesrep Timur V No. 12, Semarang 50269".into(), phone: "0812 2900".into() };
    let (at, zone) = (Instant(1_763_600_000_000), Zone::Wib);
    let imprint = Imprint { shop: "Dapur Ibu Ratna".into(), person: "Ratna".into(), at, zone };
    let code = "Kode log 18204: 8F2C 41D9 7A0B 66E3";
    let fonts = Fonts::get().unwrap();
    Drawn { fonts, of, shop: &shop, imprint: &imprint, code, language }.pages()
}

#[test]
fn a_week_stands_on_one_sheet_with_all_that_it_says() {
    let report = report_of("Telat kirim 18 dari 268 paket", "SPX Kamis datang lebih awal.");
    let pages = drawn(&report, Language::Id);
    assert_eq!(pages.len(), 1);
    let words = pages[0].words();
    for text in [
        "Laporan minggu",
        "Dapur Ibu Ratna",
        "Yang menonjol",
        "Kemungkinan sebab",
        "Yang dikerjakan",
        "Tanggapan Ratna",
        "Membaik: Telat kirim 18 dari 268 paket",
        "Rutin dicatat: Iklan 30 dari 30 kali.",
        "SPX Kamis datang lebih awal.",
        "Kode log 18204: 8F2C 41D9 7A0B 66E3",
        "14.700.000",
        "Dita, 06/12/2025",
        "Halaman 1 dari 1",
    ] {
        assert!(words.lines().any(|line| line == text), "{text} in {words}");
    }
    let english = drawn(&report, Language::En)[0].words();
    assert!(english.contains("What stands out") && english.contains("Remarks of Ratna"), "{english}");
}

#[test]
fn where_nothing_stands_out_it_is_said_why() {
    let quiet =
        |running, baseline| BusinessReport { findings: Vec::new(), running, baseline, ..report_of("Pesanan", "") };
    let words = |running, baseline| drawn(&quiet(running, baseline), Language::Id)[0].words();
    assert!(words(false, 12).contains("Tidak ada yang menonjol."));
    assert!(words(true, 12).contains("Belum diuji"));
    assert!(words(false, 5).contains("Belum cukup data: baru 5 periode serupa dari 8."));
}

#[test]
fn bars_have_a_gap_where_the_usual_stands() {
    let page = &drawn(&report_of("x", ""), Language::Id)[0];
    let line = |mark: &&crate::page::Mark| matches!(mark, crate::page::Mark::Rect { width, height, .. } if (*width - HAIRLINE).abs() < 1e-9 && (*height - ROW + 1.6).abs() < 1e-9);
    assert_eq!(page.marks.iter().filter(line).count(), 7);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_it_says_it_stays_on_the_sheet(text in "[a-zA-Z ]{0,90}", remark in "[a-z \n]{0,2000}") {
        let fonts = Fonts::get().unwrap();
        for page in drawn(&report_of(&text, &remark), Language::Id) {
            prop_assert_eq!(page.faults(fonts, 3.0), Vec::<String>::new());
            prop_assert_eq!(page.overlaps(fonts), Vec::<String>::new());
        }
    }
}
