//! Goods over the wire: a count, an adjustment, and a picture that the page shows out of the book.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::wire::{act, ask};

/// One red pixel, as PNG.
const RED: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x38\x21\x27\x07\x00\x02\xb6\x01\x05\x34\xa6\x75\xaa\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

#[tokio::test(flavor = "multi_thread")]
async fn goods_are_counted_and_shown() {
    let desk = Desk::new("goods");
    let file = desk.home().join("merah.png");
    std::fs::write(&file, RED).unwrap();
    desk.set("RUNUT_PICK_PICTURE", file.to_string_lossy());
    let window = desk.open().await;
    let shop = json!({ "name": "Dapur Wulan", "owner": "Wulan", "address": "", "phone": "", "zone": "wib" });
    act(&window, "create_book", json!({ "shop": shop, "demo": false })).await;
    let spare = json!({ "id": null, "name": "", "sku": "SPR", "barcode": "", "price": 1000, "weight_g": 0, "shelf": "A-01",
            "low_mark": 2, "sell_ahead": false });
    let form = json!({ "id": null, "name": "Spons", "category": "Dapur", "description": "", "variants": [spare] });
    let product = act(&window, "product_save", json!({ "form": form })).await;
    let form = ask(&window, "product_form", json!({ "product": product })).await;
    let variant = form["variants"][0]["id"].clone();
    counted(&window, &variant).await;
    shown(&window, &variant).await;
    assert_eq!(ask(&window, "check_book", json!({})).await, json!([]));
    window.close().await;
}

/// Ten are found by the first count; of these one breaks.
async fn counted(window: &Window, variant: &Value) {
    let scope = json!({ "name": "", "shelf": "A", "category": "", "variants": [] });
    let count = act(window, "count_start", json!({ "scope": scope.clone() })).await;
    let entries = json!([{ "variant": variant, "counted": 10, "at": null }]);
    let blind = act(window, "count_enter", json!({ "count": count, "entries": entries })).await;
    assert_eq!((&blind["lines"][0]["counted"], &blind["lines"][0]["expected"]), (&json!(10), &Value::Null));
    let seen = ask(window, "count_detail", json!({ "count": count, "review": true })).await;
    assert_eq!(seen["lines"][0]["difference"], 10, "{seen:#}");
    let reasons = json!([{ "variant": variant, "reason": "", "unit_cost": 500 }]);
    act(window, "count_close", json!({ "count": count, "reasons": reasons })).await;
    let other = act(window, "count_start", json!({ "scope": scope })).await;
    act(window, "count_cancel", json!({ "count": other })).await;
    assert_eq!(ask(window, "counts_list", json!({})).await[1]["value"], 5_000);
    let broken = json!({ "variant": variant, "kind": "damaged", "quantity": 1, "reason": "jatuh", "unit_cost": null });
    act(window, "stock_adjust", json!({ "form": broken })).await;
    let card = ask(window, "stock_card", json!({ "variant": variant, "after": null })).await;
    assert_eq!((&card["variant"]["on_hand"], &card["variant"]["value"]), (&json!(9), &json!(4_500)));
}

/// The picture is chosen, kept, and loads under the page's own content security policy; nothing else does.
async fn shown(window: &Window, variant: &Value) {
    let path = ask(window, "pick_picture", json!({})).await;
    let photo = act(window, "photo_set", json!({ "variants": [variant], "path": path })).await;
    for (address, width) in [
        (format!("foto://localhost/{photo}"), 1),
        (format!("foto://localhost/{photo}/kecil"), 1),
        ("foto://localhost/999".to_owned(), 0),
        ("foto://localhost/../../etc/passwd".to_owned(), 0),
    ] {
        let load = "window.shownPicture = { width: null };
            const picture = new Image();
            picture.onload = () => { window.shownPicture.width = picture.naturalWidth; };
            picture.onerror = () => { window.shownPicture.width = 0; };
            picture.src = arguments[0];
            return true;";
        window.script(load, vec![json!(address)]).await;
        let seen = "return window.shownPicture.width === null ? false : [window.shownPicture.width];";
        assert_eq!(window.wait_true(&address, seen, vec![]).await, json!([width]), "{address}");
    }
    let none = act(window, "photo_set", json!({ "variants": [variant], "path": null })).await;
    assert_eq!(none, Value::Null);
}
