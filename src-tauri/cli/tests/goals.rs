//! What the shop wants, targets, own figures and hands from the terminal: as text, as JSON with keys that stay.
#![cfg(test)]

mod desk;

use serde_json::{Value, json};

use desk::Desk;

/// A shop with two orders of the day before.
fn shop() -> Desk {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "3"), ("A2", "Gelas", "Biru", "9.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk
}

fn text(desk: &Desk, words: &[&str]) -> String {
    String::from_utf8(desk.run(words).stdout).unwrap()
}

#[test]
fn goals_are_chosen_listed_and_dropped() {
    let desk = shop();
    let all = desk.done(&["goal", "list"]);
    assert_eq!(
        (all.as_array().map(Vec::len), &all[4]["want"], &all[4]["chosen"]),
        (Some(10), &"faster".into(), &false.into())
    );
    let added = desk.done(&["goal", "add", "faster", "--propose"]);
    assert!(added.to_string().contains("late"), "{added}");
    let chosen = &desk.done(&["goal", "list"])[4];
    assert_eq!((&chosen["chosen"], &chosen["figures"][0]["set"]["typed"]), (&true.into(), &"4%".into()), "{chosen}");
    assert!(text(&desk, &["goal"]).contains("Kirim lebih cepat"));
    assert!(text(&desk, &["today"]).contains("Telat kirim"));
    desk.done(&["goal", "remove", "faster"]);
    assert_eq!(desk.done(&["goal", "list"])[4]["chosen"], false);
    assert_ne!(desk.json(&["goal", "add", "world_peace"]).0, 0);
}

#[test]
fn targets_are_set_scaled_refused_and_dropped() {
    let desk = shop();
    let set = desk.done(&["kpi", "set-target", "orders", "70", "--per", "week"]);
    assert_eq!((&set["millionths"], &set["per"]), (&70_000_000.into(), &"week".into()));
    let shown = desk.done(&["kpi", "show", "orders", "--by", "day"]);
    let last = shown["targets"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["millionths"], &last["missed"]), (&10_000_000.into(), &true.into()), "a seventh of the week's");
    for (code, wrong) in [
        ("kpi", ["kpi", "set-target", "happiness", "5", "--per", "week"]),
        ("target_sign", ["kpi", "set-target", "orders", "-5", "--per", "week"]),
        ("target_zero", ["kpi", "set-target", "orders", "0", "--per", "week"]),
        ("target_percent", ["kpi", "set-target", "late", "140%", "--per", "week"]),
        ("target_amount", ["kpi", "set-target", "late", "sedikit", "--per", "week"]),
        ("target_neither", ["kpi", "set-target", "units_per_order", "3", "--per", "week"]),
    ] {
        assert_eq!(desk.refused(&wrong), code, "{wrong:?}");
    }
    desk.done(&["kpi", "drop-target", "orders"]);
    assert_eq!(desk.refused(&["kpi", "drop-target", "orders"]), "target_missing");
}

#[test]
fn a_figure_of_its_own_is_made_shown_and_removed() {
    let desk = shop();
    desk.done(&["record", "iklan", "tempat=Shopee", "kampanye=Gelas", "biaya=50rb", "--day", "2026-11-19"]);
    let made = desk.done(&["kpi", "add", "Iklan per pesanan = iklan.biaya / orders", "--less"]);
    let keys = json!({ "key": "iklan_per_pesanan", "unit": "money", "better": "less", "own": true });
    for (key, value) in keys.as_object().unwrap() {
        assert_eq!(&made[key], value, "{made}");
    }
    let show = ["kpi", "show", "iklan_per_pesanan", "--from", "2026-11-16", "--to", "2026-11-22", "--by", "week"];
    let shown = desk.done(&show);
    assert_eq!(
        shown["points"][0],
        json!({ "from": 20_261_116, "to": 20_261_122, "num": 50_000, "den": 2, "value": 25000.0, "running": true, "unripe": false })
    );
    assert!(text(&desk, &["kpi", "list"]).contains("Iklan per pesanan"));
    let own = desk.done(&["kpi", "list"]);
    assert_eq!(own.as_array().unwrap().last().unwrap()["own"], true);
    for (code, wrong) in [
        ("kpi_itself", "Sama = orders / orders"),
        ("kpi_part", "Baru = late / orders"),
        ("kpi_taken", "Pesanan = iklan / orders"),
        ("kpi_typed", "tanpa rumus"),
    ] {
        assert_eq!(desk.refused(&["kpi", "add", wrong]), code, "{wrong}");
    }
    desk.done(&["kpi", "remove", "Iklan per pesanan"]);
    assert_eq!(desk.refused(&show), "kpi");
    assert_eq!(desk.refused(&["kpi", "remove", "orders"]), "kpi_not_own");
    desk.done(&["undo"]);
    desk.done(&show);
    assert_eq!(desk.done(&["check"]), Value::Array(Vec::new()));
}

#[test]
fn advice_says_what_it_rests_on_and_nothing_of_a_young_shop() {
    let desk = shop();
    let advice = desk.done(&["advice"]);
    assert!(advice["weeks"].is_array() && advice["advice"].is_array(), "{advice}");
    assert!(text(&desk, &["advice"]).contains("Minggu dari"));
}
