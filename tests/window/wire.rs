//! A day over the wire: every command with the argument names that the page uses, in the order of the work.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

/// One write: a request id of its own.
pub async fn act(window: &Window, command: &str, mut arguments: Value) -> Value {
    arguments["request"] = json!(uuid::Uuid::now_v7().to_string());
    let wrote = window.invoke(command, arguments).await.unwrap_or_else(|e| panic!("{command}: {e:#}"));
    assert!(wrote["topics"].is_array(), "{command} names no topics: {wrote}");
    wrote["value"].clone()
}

pub async fn ask(window: &Window, command: &str, arguments: Value) -> Value {
    window.invoke(command, arguments).await.unwrap_or_else(|e| panic!("{command}: {e:#}"))
}

/// From an empty book to a shipped parcel; the book then agrees with itself.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_over_the_wire() {
    let desk = Desk::new("wire");
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261118_20261119.xlsx");
    shopee::write(&file);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;

    let shop = json!({ "name": "Dapur Wulan", "owner": "Wulan", "address": "", "phone": "", "zone": "wib" });
    let state = act(&window, "create_book", json!({ "shop": shop, "demo": false })).await;
    assert_eq!(state["ready"], true);
    assert_eq!(state["today"], 20_261_120);

    import(&window).await;
    stock(&window).await;
    let orders = waves(&window).await;
    let packed = pack(&window, &orders).await;
    ship(&window, &packed).await;

    extras(&window, &packed).await;

    let log = json!({ "query": { "order": packed, "from": null, "to": null, "person": null, "noun": "", "scans": true, "after": null, "limit": 50 } });
    assert!(ask(&window, "log_page", log).await["rows"].as_array().unwrap().len() >= 4);
    assert_eq!(ask(&window, "log_verify", json!({})).await["findings"], json!([]));
    assert_eq!(ask(&window, "check_book", json!({})).await, json!([]));
    ask(&window, "rail_counts", json!({})).await;
}

/// The preview names the damaged cell; decided, all twelve come in; the same file again changes nothing.
async fn import(window: &Window) {
    let path = ask(window, "pick_order_file", json!({})).await;
    let first = json!({ "path": path, "overrides": [], "taken": [], "startDay": null });
    let seen = ask(window, "import_preview", first).await;
    assert_eq!((&seen["orders"], &seen["new"]), (&json!(12), &json!(11)), "{seen:#}");
    let problem = &seen["problems"][0];
    assert_eq!(problem["external_id"], shopee::DAMAGED);
    assert_eq!(problem["suggestion"], "23.500");

    let decided = json!([{ "row": problem["row"], "column": problem["column"], "value": problem["suggestion"] }]);
    let again = json!({ "path": path, "overrides": decided, "taken": [], "startDay": 20_261_101 });
    let seen = ask(window, "import_preview", again.clone()).await;
    assert_eq!((&seen["new"], &seen["problems"]), (&json!(12), &json!([])), "{seen:#}");
    let done = act(window, "import_apply", again.clone()).await;
    assert_eq!((&done["applied"], &done["new"]), (&json!(true), &json!(12)), "{done:#}");
    let same = act(window, "import_apply", again).await;
    assert_eq!((&same["new"], &same["changed"], &same["unchanged"]), (&json!(0), &json!(0), &json!(12)), "{same:#}");
    assert_eq!(ask(window, "import_cancel", json!({})).await, Value::Null);
}

/// Forty units of everything come in.
async fn stock(window: &Window) {
    let query = json!({ "query": { "mark": "all", "category": "", "search": "", "after": null, "limit": 100 } });
    let page = ask(window, "stock_page", query.clone()).await;
    let variants = page["rows"].as_array().unwrap();
    assert_eq!(variants.len(), 6);
    let lines: Vec<Value> =
        variants.iter().map(|v| json!({ "variant_id": v["id"], "quantity": 40, "cost": 400_000 })).collect();
    let receipt = json!({ "supplier": "Toko Grosir", "note": "", "lines": lines, "day": null, "purchase": null,
        "reference": "", "costs": [], "split": "value" });
    act(window, "stock_receive", json!({ "receipt": receipt })).await;
    let page = ask(window, "stock_page", query).await;
    assert_eq!(page["missing_units"], 0, "{page:#}");

    let first = &page["rows"][0];
    let card = ask(window, "stock_card", json!({ "variant": first["id"], "after": null })).await;
    assert_eq!(card["moves"][0]["quantity"], 40);
    let mut form = ask(window, "product_form", json!({ "product": first["product_id"] })).await;
    form["variants"][0]["shelf"] = json!("A-01");
    act(window, "product_save", json!({ "form": form })).await;
    let spare = json!({ "id": null, "name": "", "sku": "SPR", "barcode": "", "price": 1000, "weight_g": 0, "shelf": "",
            "low_mark": 0, "sell_ahead": false });
    let form = json!({ "id": null, "name": "Spons", "category": "Dapur", "description": "", "variants": [spare] });
    let product = act(window, "product_save", json!({ "form": form })).await;
    let form = ask(window, "product_form", json!({ "product": product })).await;
    let variants = json!([form["variants"][0]["id"]]);
    let archived = act(window, "product_archive", json!({ "variants": variants, "archived": true })).await;
    assert_eq!(archived["done"], 1);

    let list = json!({ "path": null, "text": "Nama;Harga\nTatakan;1.000\n" });
    assert_eq!(ask(window, "catalogue_preview", list.clone()).await["new_variants"], 1);
    assert_eq!(act(window, "catalogue_apply", list).await["applied"], true);
    let query =
        json!({ "query": { "mark": "unstocked", "category": "", "search": "tatakan", "after": null, "limit": 9 } });
    let new = ask(window, "stock_page", query).await["rows"][0]["id"].clone();
    let lines = json!([{ "variant": new, "opening": { "units": 5, "cost": 500 } }]);
    act(window, "stock_open", json!({ "lines": lines })).await;
}

/// What is asked rarely: it is done, or refused with a reason; never unknown or misunderstood.
async fn extras(window: &Window, order: &Value) {
    let listed = json!({ "kind": "orders", "format": "xlsx", "from": null, "to": null });
    assert!(act(window, "export_list", listed).await["path"].as_str().unwrap().ends_with(".xlsx"));
    let due = json!({ "form": { "order": order, "lines": [], "money": null } });
    for (command, arguments) in [
        ("return_due", due),
        ("type_costs", json!({ "order": order, "costs": [] })),
        ("customers_merge", json!({ "stays": 1, "goes": 2 })),
        ("customer_unmerge", json!({ "customer": 2 })),
        ("undo", json!({})),
        ("copy_text", json!({ "text": "Resi SPX" })),
    ] {
        let mut arguments = arguments;
        arguments["request"] = json!(uuid::Uuid::now_v7().to_string());
        if let Err(said) = window.invoke(command, arguments).await {
            assert!(said["kind"] == "refused" || said["kind"] == "broken", "{command}: {said:#}");
            assert!(said["kind"] == "refused" || command == "copy_text", "{command}: {said:#}");
        }
    }
}

/// Approval taken back and given again; a wave, its pick list and its slips.
async fn waves(window: &Window) -> Vec<Value> {
    let query = json!({ "stage": "approved", "mark": null, "channel": null, "customer": null, "courier": "", "day": null, "search": "", "after": null, "limit": 50 });
    let page = ask(window, "orders_page", json!({ "query": query })).await;
    let orders: Vec<Value> = page["rows"].as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(orders.len(), 12, "{page:#}");
    for verb in ["unapprove", "approve"] {
        let some = json!({ "verb": verb, "orders": [orders[0], orders[1]], "reason": "uji" });
        let outcome = act(window, "order_verb", some).await;
        assert_eq!(outcome["refused"], json!([]), "{outcome:#}");
    }
    let wave = act(window, "wave_create", json!({ "orders": [] })).await;
    assert_eq!(wave["orders"].as_array().unwrap().len(), 12, "{wave:#}");
    for (command, arguments) in
        [("print_pick_list", json!({ "orders": orders })), ("print_slips", json!({ "orders": orders, "size": "a5" }))]
    {
        let printed = act(window, command, arguments).await;
        let bytes = std::fs::read(printed["path"].as_str().unwrap()).unwrap();
        assert!(bytes.starts_with(b"%PDF"), "{printed}");
    }
    orders
}

/// The first parcel, unit by unit: a unit by hand, taken out again, then all of it by scan.
async fn pack(window: &Window, orders: &[Value]) -> Value {
    let order = &orders[0];
    ask(window, "pack_queue", json!({})).await;
    let view = ask(window, "pack_view", json!({ "order": order })).await;
    let line = &view["lines"][0];
    act(window, "pack_tick", json!({ "order": order, "line": line["line"] })).await;
    act(window, "pack_undo", json!({ "order": order })).await;
    let wrong = act(window, "pack_scan", json!({ "order": order, "code": "WJN-30" })).await;
    assert_eq!(wrong["stop"]["kind"], "wrong_item", "{wrong:#}");
    let mut answer = Value::Null;
    for line in view["lines"].as_array().unwrap() {
        for _ in 0..line["quantity"].as_i64().unwrap() {
            answer = act(window, "pack_scan", json!({ "order": order, "code": line["sku"] })).await;
            assert_eq!(answer["stop"], Value::Null, "{answer:#}");
        }
    }
    assert_eq!(answer["finished"], *order, "{answer:#}");
    order.clone()
}

/// A tracking number, pasted, previewed, written; a second use of it is refused; the order is found by it.
async fn ship(window: &Window, order: &Value) {
    let paste = format!("RN-{order}\tSPXID060000000001");
    let preview = ask(window, "tracking_preview", json!({ "text": paste })).await;
    let item = &preview["rows"][0]["item"];
    assert_eq!(preview["rows"][0]["refusal"], Value::Null, "{preview:#}");
    let outcome = act(window, "ship_orders", json!({ "items": [item], "join": false })).await;
    assert_eq!(outcome["done"], json!([order]), "{outcome:#}");
    assert_eq!(ask(window, "find_order", json!({ "code": "SPXID060000000001" })).await, *order);
    let detail = ask(window, "order_detail", json!({ "order": order })).await;
    assert_eq!(detail["row"]["stage"], "shipped");
}
