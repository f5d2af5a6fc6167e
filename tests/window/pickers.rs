//! Fields that offer what they find: Enter takes the first, a place fills all its parts, nothing new by accident, and no
//! list is cut off by the column that it lies in.

use serde_json::json;

use crate::harness::{Desk, Window};
use crate::shopee;

/// Every option of the open list lies in the window, and nothing covers it.
async fn whole_list(window: &Window, what: &str) {
    let look = "const list = [...document.querySelectorAll('[role=listbox]')].find((each) => !each.hidden);
        const options = [...list?.querySelectorAll('[role=option]') ?? []];
        return options.length > 0 && options.every((option) => {
          const { left, right, top, bottom } = option.getBoundingClientRect();
          const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && option.contains(there);
        });";
    window.wait_true(what, look, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_takes_the_first_and_nothing_else() {
    let desk = Desk::new("pickers");
    desk.set("RUNUT_NOW", shopee::NOW);
    let at = |words: &[&str]| desk.terminal(&[&["--now", shopee::NOW], words].concat());
    at(&["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    window.press("n").await;
    window.wait_for("[name=recipient]:focus").await;
    window.script("document.querySelector('[name=district]').focus();", vec![]).await;
    window.type_text("pedurungan").await;
    whole_list(&window, "places").await;
    window.script("document.querySelector('[name=village]').focus();", vec![]).await;
    window.type_text("tlogosari wetan").await;
    window.wait_text("Jawa Tengah 50196").await;
    whole_list(&window, "villages").await;
    window.screenshot("pilih-tempat").await;
    window.press("Enter").await;
    window.wait_for("[name=lines]:focus").await;
    let filled = "return ['village', 'district', 'city', 'province', 'postcode']
        .map((name) => document.querySelector(`[name=${name}]`).value).join('|');";
    let place = window.script(filled, vec![]).await;
    assert_eq!(place, json!("Tlogosari Wetan|Pedurungan|Kota Semarang|Jawa Tengah|50196"));
    window.script("document.querySelector('[name=courier]').focus();", vec![]).await;
    window.type_text("jn").await;
    window.wait_text("Kurir lain: jn").await;
    whole_list(&window, "couriers").await;
    window.screenshot("pilih-kurir").await;
    window.press("Enter").await;
    window.wait_for("[name=shipping_fee]:focus").await;
    let courier = window.script("return document.querySelector('[name=courier]').value;", vec![]).await;
    assert_eq!(courier, json!("JNE"));
}
