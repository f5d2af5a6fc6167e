//! Products and stock from the terminal.
#![cfg(test)]

mod desk;

use serde_json::json;

use desk::Desk;

/// A shop with two kinds of goods and ten green glasses.
fn stocked() -> Desk {
    let desk = Desk::new();
    let glass = ["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--category", "Gelas", "--low", "3"];
    desk.done(&glass);
    desk.done(&["product", "add", "Piring", "--sku", "PRG", "--category", "Dapur", "--sell-ahead", "on"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    desk
}

#[test]
fn categories_and_low_marks_choose_what_is_listed() {
    let desk = stocked();
    let skus = |words: &[&str]| -> Vec<String> {
        let page = desk.done(&[&["product", "list"], words].concat());
        page["rows"].as_array().unwrap().iter().map(|r| r["sku"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(skus(&["--category", "Dapur"]), ["PRG"]);
    assert!(skus(&["--mark", "low"]).is_empty());
    desk.done(&["product", "set", "GLH", "--low", "10", "--category", " dapur "]);
    assert_eq!(skus(&["--mark", "low"]), ["GLH"]);
    assert_eq!(skus(&["--category", "Dapur"]), ["GLH", "PRG"], "one category, however it is typed");
    let page = desk.done(&["product", "list", "--search", "gelas"]);
    assert_eq!((&page["categories"], &page["low"]), (&json!(["Dapur"]), &json!(1)));
    assert_eq!((&page["rows"][0]["low"], &page["rows"][0]["low_mark"]), (&json!(true), &json!(10)));
    desk.done(&["product", "set", "PRG", "--sell-ahead", "off"]);
    assert_eq!(desk.done(&["stock", "PRG"])["variant"]["sell_ahead"], json!(false));
    assert_eq!(desk.refused(&["product", "set", "PRG", "--low=-1"]), "low_mark");
}
