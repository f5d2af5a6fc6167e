//! What is copied is on the clipboard: read by another program, as the chat would.

use serde_json::json;

use crate::harness::{Desk, Window};
use crate::shopee;
use crate::wire::{act, ask};

/// Orders that wait for their money, and what each comes to.
async fn owing(window: &Window, count: i64) -> Vec<(i64, i64)> {
    let spare = json!({ "id": null, "name": "", "sku": "SPR", "barcode": "", "price": 10_000, "weight_g": 0, "shelf": "",
            "low_mark": 0, "sell_ahead": true });
    let product = json!({ "id": null, "name": "Spons", "category": "", "description": "", "variants": [spare] });
    let product = act(window, "product_save", json!({ "form": product })).await;
    let variant = ask(window, "product_form", json!({ "product": product })).await["variants"][0]["id"].clone();
    let mut orders = Vec::new();
    for n in 1..=count {
        let mut form = ask(window, "order_form", json!({ "order": null, "copy": null })).await["form"].clone();
        form["to"]["recipient"] = json!(format!("Pembeli {n}"));
        form["to"]["phone"] = json!(format!("0812{n:08}"));
        form["to"]["address"] = json!("Jl. Melati 3");
        let line = json!({ "id": null, "variant": variant, "quantity": n, "price": 10_000, "discount": 0 });
        form["lines"] = json!([line]);
        let saved = act(window, "order_save", json!({ "form": form, "place": true, "reason": "" })).await;
        let order = saved["order"].as_i64().unwrap();
        let detail = ask(window, "order_detail", json!({ "order": order })).await;
        orders.push((order, detail["missing"].as_i64().unwrap()));
    }
    orders
}

/// Twenty payments as fast as the keys go, nothing looked at in between: all are in the book, the last one's text is on the
/// clipboard, and the next one could be typed at once.
#[tokio::test(flavor = "multi_thread")]
async fn twenty_payments_are_typed_one_after_the_other() {
    let desk = Desk::new("copying");
    desk.set("RUNUT_NOW", shopee::NOW);
    let at = |words: &[&str]| desk.terminal(&[&["--now", shopee::NOW], words].concat());
    at(&["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    at(&["account", "set", "bank", "--rename", "BCA", "--number", "8830123456", "--holder", "Ratna"]);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    let orders = owing(&window, 20).await;
    window.press("Alt+8").await;
    window.wait_for("[role=combobox]:focus").await;
    window.wait_text("Pembeli 20").await;
    for (_, total) in &orders {
        window.type_text(&total.to_string()).await;
        window.press("Enter").await;
        window.press("Enter").await;
    }
    window.wait_text("Tidak ada pesanan sendiri yang menunggu bayar").await;
    window.wait_text("Kabar untuk pembeli disalin.").await;
    window.screenshot_as_is("salin-pembayaran").await;
    window.wait_for("[role=combobox]:focus").await;
    let query =
        json!({ "order": null, "account": null, "from": null, "to": null, "search": "", "after": null, "limit": 50 });
    let page = ask(&window, "payments_page", json!({ "query": query })).await;
    let paid = page["rows"].as_array().unwrap().iter().map(|row| row["amount"].as_i64().unwrap());
    let mut paid: Vec<i64> = paid.collect();
    paid.sort_unstable();
    let mut totals: Vec<i64> = orders.iter().map(|(_, total)| *total).collect();
    totals.sort_unstable();
    assert_eq!(paid, totals);
    let told = desk.clipboard();
    assert!(told.contains("Pembeli 20"), "on the clipboard is {told:?}");

    // An address, and a reply that is asked for after an answer was waited for.
    let order = orders[2].0;
    window.script("location.hash = arguments[0];", vec![json!(format!("#/orders?open={order}&stage=all"))]).await;
    window.wait_text("Jl. Melati 3").await;
    window.wait_for("[aria-label='Salin alamat']").await.click().await.unwrap();
    window.wait_text("Alamat disalin.").await;
    assert!(desk.clipboard().starts_with("Pembeli 3, "), "{:?}", desk.clipboard());
    window.wait_for("[aria-label='Teks untuk pembeli']").await.click().await.unwrap();
    window.click_text("Rincian dan total").await;
    window.wait_text("Rincian dan total: disalin.").await;
    assert!(desk.clipboard().contains("Spons"), "{:?}", desk.clipboard());
    assert_eq!(ask(&window, "check_book", json!({})).await, json!([]));
}
