//! What a shop wants, whether it comes to it, and a week's report whose action is done and followed up in the next.

use runut_core::Day;
use serde_json::Value;

use crate::harness::{Desk, Window};
use crate::shopee;

/// The Monday on which the first report is ready, and the next.
const MONDAY: &str = "2026-11-23T09:00:00+07:00";
const NEXT: &str = "2026-11-30T09:00:00+07:00";

fn at(desk: &Desk, now: &str, words: &[&str]) -> Value {
    let said = desk.terminal(&[&["--now", now, "--json"], words].concat());
    serde_json::from_str(&said).unwrap_or(Value::Null)
}

/// Takes in the orders of some days, with how many of each day's four left late.
fn take_in(desk: &Desk, now: &str, (first, last): (i32, i32), late: impl Fn(Day) -> usize) {
    let path = desk.home().join(format!("{first}.csv"));
    let days = std::iter::successors(Some(Day(first)), |day| Some(day.plus(1)));
    let days: Vec<_> = days.take_while(|day| *day <= Day(last)).map(|day| (day, late(day))).collect();
    shopee::write_days(&path, &days);
    desk.terminal(&["--now", now, "import", "orders", path.to_str().unwrap(), "--apply", "--start-day", "2026-08-01"]);
}

async fn pictured(window: &Window, name: &str) {
    window.settled().await;
    window.screenshot(name).await;
    window.theme("dark").await;
    window.screenshot(&format!("{name}-gelap")).await;
    window.theme("light").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is(&format!("{name}-1024")).await;
    window.size(1366, 768).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_is_met_and_a_weeks_action_followed_up() {
    let desk = Desk::new("goals");
    desk.set("RUNUT_NOW", MONDAY);
    at(&desk, MONDAY, &["init", "--name", "Kembang Setaman", "--owner", "Sari"]);
    // One a week leaves late, and twelve in the last.
    take_in(&desk, MONDAY, (20_260_810, 20_261_122), |day| match day.weekday() {
        0..=2 if day >= Day(20_261_116) => 4,
        2 => 1,
        _ => 0,
    });
    let window = desk.open().await;
    window.wait_text("Laporan siap").await;
    goal(&window, &desk).await;
    action(&window, &desk).await;
    window.close().await;
    follow_up(&desk).await;
    assert_eq!(at(&desk, NEXT, &["check"]), Value::Array(Vec::new()));
}

/// Chooses to ship faster, with a target of its own.
async fn goal(window: &Window, desk: &Desk) {
    window.press("Alt+0").await;
    window.wait_text("Jalan pesanan").await;
    window.press("g").await;
    window.wait_text("Kirim lebih cepat").await;
    window.click_text("Kirim lebih cepat").await;
    let field = window.wait_for("input[aria-label*='Telat kirim']").await;
    field.click().await.unwrap();
    window.press("Control+a").await;
    window.type_text("1%").await;
    window.settled().await;
    window.screenshot("angka-tujuan").await;
    window.press("Enter").await;
    window.wait_gone("Apa yang mau dicapai toko").await;
    pictured(window, "angka").await;
    let kept = at(desk, MONDAY, &["goal", "list"]);
    assert!(kept.to_string().contains("faster"), "{kept}");
    window.press("Alt+1").await;
    window.wait_text("Tujuan").await;
    window.wait_text("< 1,0%").await;
    window.settled().await;
    window.screenshot("hari-ini-tujuan").await;
}

/// Makes a task of what the week's report proposes, and closes the report.
async fn action(window: &Window, desk: &Desk) {
    window.click_text("Laporan minggu").await;
    window.wait_text("Telat kirim").await;
    window.wait_text("Yang dikerjakan").await;
    pictured(window, "laporan-minggu").await;
    window.press("l").await;
    window.wait_text("Kembali ke laporan").await;
    window.wait_for("tr[data-row]").await;
    window.settled().await;
    window.screenshot("laporan-pesanan").await;
    window.press("Escape").await;
    window.wait_text("Yang dikerjakan").await;
    window.press("Space").await;
    window.wait_text("1 tindakan dipilih").await;
    window.press("Enter").await;
    window.wait_text("1 tugas ditambahkan").await;
    window.press("Control+Enter").await;
    window.wait_text("ditutup").await;
    let tasks = at(desk, MONDAY, &["task", "list"]);
    assert_eq!(tasks.as_array().map(Vec::len).or(tasks["rows"].as_array().map(Vec::len)), Some(1), "{tasks}");
}

/// A week later everything left in time: the goal is met, and the report says what became of the action.
async fn follow_up(desk: &Desk) {
    desk.set("RUNUT_NOW", NEXT);
    take_in(desk, NEXT, (20_261_123, 20_261_129), |_| 0);
    let window = desk.open().await;
    window.wait_text("Laporan siap").await;
    window.click_text("Laporan minggu").await;
    window.wait_text("Dari laporan lalu").await;
    window.wait_text("Selesai").await;
    window.settled().await;
    window.screenshot("laporan-lanjut").await;
    window.press("Alt+0").await;
    window.wait_text("Jalan pesanan").await;
    let met = at(desk, NEXT, &["kpi", "show", "late", "--from", "2026-11-23", "--to", "2026-11-29", "--by", "week"]);
    assert_eq!(met["points"][0]["num"], 0, "{met}");
    window.close().await;
}
