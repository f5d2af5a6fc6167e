use super::*;
use crate::kpi::KPIS;

fn point(from: i32, to: i32, value: Option<Decimal>) -> KpiPoint {
    KpiPoint { from: Day(from), to: Day(to), num: 0, den: None, value, running: false, unripe: false }
}

fn target(kpi: &str, per: KpiBy, amount: &str) -> Result<Target, Refusal> {
    Target::typed(Kpi::of(kpi).unwrap(), &TargetForm { kpi: kpi.into(), per, amount: amount.into() })
}

fn set(kpi: &str, per: KpiBy, amount: &str) -> Target {
    target(kpi, per, amount).unwrap()
}

#[test]
fn targets_are_read_as_they_are_typed_and_typed_as_they_are_read() {
    for (kpi, typed, millionths) in [
        ("orders", "1.200", 1_200_000_000),
        ("net_sales", "57jt", 57_000_000_000_000),
        ("late", "4%", 40_000),
        ("late", "< 4,5 %", 45_000),
        ("late", "0", 0),
        ("roas", "3.3", 3_300_000),
        ("complaints", "2", 2_000_000),
        ("paid_to_shipped", "18 jam", 1_080_000_000),
        ("paid_to_shipped", "90", 90_000_000),
        ("paid_to_shipped", "3 days", 4_320_000_000),
        ("runway", "30", 30_000_000),
        ("payout_days", "6,5 hari", 6_500_000),
    ] {
        let read = set(kpi, KpiBy::Week, typed);
        assert_eq!(read.millionths, millionths, "{kpi} {typed}");
        assert_eq!(set(kpi, KpiBy::Week, &read.row().typed).millionths, millionths, "{kpi} {}", read.row().typed);
    }
    let shown = |kpi, typed| set(kpi, KpiBy::Week, typed).row().shown.id;
    assert_eq!(shown("late", "4"), "< 4,0%");
    assert_eq!(shown("overdue", "0"), "0");
    assert_eq!(shown("orders", "570"), "570");
}

#[test]
fn a_target_that_cannot_be_one_is_refused() {
    for (code, kpi, typed) in [
        ("target_neither", "wrong_scans", "5"),
        ("target_sign", "profit", "-5.000"),
        ("target_sign", "late", "-4%"),
        ("target_zero", "orders", "0"),
        ("target_zero", "fast", "0%"),
        ("target_percent", "late", "400"),
        ("target_most", "net_sales", "200000000000"),
        ("target_amount", "orders", ""),
        ("target_amount", "orders", "banyak"),
        ("target_amount", "orders", "9.5"),
        ("target_amount", "late", "4 jam"),
        ("target_amount", "roas", "1.2.3"),
        ("target_amount", "reply", "10 pon"),
        ("target_amount", "roas", "99999999999999999999999999999"),
        ("target_amount", "roas", "NaN"),
    ] {
        let refused = target(kpi, KpiBy::Week, typed).unwrap_err();
        assert_eq!(refused.code, code, "{kpi} {typed}");
        assert!(refused.message.id.ends_with('.') && !refused.message.en.is_empty(), "{refused:?}");
    }
    assert!(Target::stored(Kpi::of("orders").unwrap(), KpiBy::Day, 0).is_none());
}

#[test]
fn a_sum_is_scaled_to_the_days_and_a_rate_is_not() {
    let of = |per, from, to| set("orders", per, "3000").over(Day(from), Day(to));
    assert_eq!(of(KpiBy::Day, 20_261_101, 20_261_119), 57_000_000_000);
    assert_eq!(of(KpiBy::Week, 20_261_116, 20_261_118), 1_285_714_286);
    assert_eq!(of(KpiBy::Month, 20_261_101, 20_261_119), 1_900_000_000);
    assert_eq!(of(KpiBy::Month, 20_261_101, 20_261_130), 3_000_000_000);
    assert_eq!(of(KpiBy::Month, 20_261_130, 20_261_201), 196_774_194, "a thirtieth and a thirty-first");
    assert_eq!(set("late", KpiBy::Month, "4%").over(Day(20_261_101), Day(20_261_103)), 40_000);
    assert_eq!(set("dead_stock", KpiBy::Month, "3jt").over(Day(20_261_101), Day(20_261_103)), 3_000_000_000_000);
}

#[test]
fn a_target_is_missed_on_the_side_that_is_not_good() {
    let judged = |kpi, typed, value: Option<&str>, unripe| {
        let value = value.map(|value| value.parse().unwrap());
        set(kpi, KpiBy::Week, typed).judged(&KpiPoint { unripe, ..point(20_261_116, 20_261_122, value) }).missed
    };
    assert!(judged("orders", "100", Some("99"), false) && !judged("orders", "100", Some("100"), false));
    assert!(judged("late", "4%", Some("0.041"), false) && !judged("late", "4%", Some("0.04"), false));
    assert!(!judged("late", "4%", None, false), "what is undefined misses nothing");
    assert!(judged("returns", "2%", Some("0.03"), true), "returns only become more");
    assert!(!judged("repeat_60", "30%", Some("0.1"), true), "who hasn't come back yet still may");
}

#[test]
fn the_median_of_the_last_whole_periods_is_proposed() {
    let weeks = |values: &[&str]| -> Vec<KpiPoint> {
        values.iter().map(|v| point(20_261_102, 20_261_108, v.parse().ok())).collect()
    };
    let of =
        |key: &str, points: &[KpiPoint]| proposed(Kpi::of(key).unwrap(), KpiBy::Week, points).map(|p| p.millionths);
    let mut points = weeks(&["1000", "90", "10", "20", "30", "40", "50", "60", "70", "80"]);
    assert_eq!(of("orders", &points), Some(45_000_000), "the last eight, the median of an even number between two");
    points.push(KpiPoint { running: true, ..point(20_261_109, 20_261_110, Some(Decimal::ONE)) });
    assert_eq!(of("orders", &points), Some(45_000_000), "a running week isn't one");
    assert_eq!(of("orders", &weeks(&["5", "-", "6", "7"])), None, "three weeks don't tell");
    assert_eq!(of("orders", &weeks(&["0", "0", "0", "0", "9"])), None, "nil is no target");
    assert_eq!(of("returns", &weeks(&["0.0123", "0.0161", "0.0142", "0.0199"])), Some(15_000));
    assert_eq!(of("late", &[]), Some(40_000), "a limit that holds for everybody needs no past");
    assert_eq!(of("wrong_scans", &points), None);
    let said = proposed(Kpi::of("orders").unwrap(), KpiBy::Week, &points).unwrap();
    assert_eq!((said.typed.as_str(), said.why.id.as_str()), ("45", "median 8 minggu terakhir"));
}

#[test]
fn only_what_is_counted_day_by_day_adds_up() {
    let sums: Vec<&str> = KPIS.iter().filter(|kpi| adds_up(kpi)).map(|kpi| kpi.key).collect();
    assert_eq!(sums, ["orders", "shipped", "net_sales", "gross_profit", "profit", "ad_cost"]);
}
