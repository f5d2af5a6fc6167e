//! The guide inside the program.

use serde_json::json;

use crate::harness::Desk;
use crate::shopee;

/// F1 opens the chapter of where one is, with its pictures, from the program's own files; Esc goes back.
#[tokio::test(flavor = "multi_thread")]
async fn the_guide_opens_where_one_is() {
    let desk = Desk::new("guide");
    desk.set("RUNUT_NOW", shopee::NOW);
    desk.terminal(&["--now", shopee::NOW, "init", "--name", "Dapur Wulan", "--owner", "Wulan"]);
    let window = desk.open().await;
    window.press("Alt+3").await;
    window.wait_text("Pindai slip").await;

    window.press("F1").await;
    window.wait_text("Pemindai USB atau Bluetooth biasa sudah cukup").await;
    let shown = "const all = [...document.querySelectorAll('article img')];
        all.forEach((picture) => picture.loading = 'eager');
        return all.length > 0 && all.every((picture) => picture.complete && picture.naturalWidth > 0);";
    window.wait_true("the chapter's pictures", shown, vec![]).await;
    window.screenshot("panduan").await;

    window.press("Escape").await;
    window.wait_text("Pindai slip").await;
    let at = window.script("return location.hash;", vec![]).await;
    assert_eq!(at, json!("#/pack"));
}
