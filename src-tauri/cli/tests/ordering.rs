//! Orders by hand, their customers and their texts, from the terminal.
#![cfg(test)]

mod desk;

use serde_json::{Value, json};

use desk::Desk;

/// A shop with ten green glasses at 16.000.
fn stocked() -> Desk {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    desk
}

fn order() -> Value {
    json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": "Jl. Mawar 1", "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 2 }],
        "shipping": 15000,
        "courier": "JNE"
    })
}

#[test]
fn an_order_is_typed_placed_amended_and_told() {
    let desk = stocked();
    let (status, saved) = desk.fed(&["order", "new", "-"], order().to_string().as_bytes());
    assert_eq!((status, &saved["stage"], &saved["text"]), (0, &json!("draft"), &json!("")), "{saved}");
    let id = saved["order"].to_string();
    desk.done(&["order", "place", &id]);
    assert_eq!(desk.stage(&id), "awaiting_payment");
    let text = desk.done(&["order", "text", &id])["text"].as_str().unwrap().to_owned();
    assert!(text.contains("Siti") && text.contains("Rp 47.388"), "{text}");
    assert_eq!(desk.done(&["orders", "--search", "+62 812 3456"])["rows"][0]["number"], json!(1));

    let mut form = desk.done(&["order", "form", &id]);
    assert_eq!((&form["lines"][0]["sku"], &form["shipping"]), (&json!("GLH"), &json!(15000)));
    form["lines"][0]["quantity"] = json!(3);
    let file = desk.file("ubah.json", form.to_string().as_bytes());
    assert_eq!(desk.refused(&["order", "amend", &file]), "reason_missing");
    let amended = desk.done(&["order", "amend", &file, "--reason", "tambah satu"]);
    assert_eq!(amended["stage"], json!("awaiting_payment"));
    assert_eq!(desk.done(&["order", "show", &id])["row"]["units"], json!(3));
    assert_eq!(
        desk.refused(&["order", "amend", &file, "--reason", "lagi"]),
        "stale",
        "the file is older than the order"
    );

    let copied = desk.file("salin.json", b"{}");
    let copied = desk.done(&["order", "new", &copied, "--copy", &id, "--place"]);
    assert_eq!(desk.done(&["order", "show", &copied["order"].to_string()])["customer"]["name"], json!("Siti"));
    assert!(desk.done(&["check"]).as_array().unwrap().is_empty());
}

#[test]
fn what_a_document_does_not_know_is_refused_with_a_sentence() {
    let desk = stocked();
    let refused = |change: fn(&mut Value)| {
        let mut document = order();
        change(&mut document);
        let (status, value) = desk.fed(&["order", "new", "-", "--place"], document.to_string().as_bytes());
        assert_eq!(status, 1, "{value}");
        let refused = &value["refused"];
        (refused["code"].as_str().unwrap().to_owned(), refused["message"]["id"].as_str().unwrap().to_owned())
    };
    let (code, said) = refused(|d| d["kurir"] = json!("JNE"));
    assert_eq!(code, "document");
    assert!(said.contains("kurir") && said.contains("courier"), "{said}");
    assert_eq!(refused(|d| d["shipping"] = json!(1.5)).0, "document");
    assert_eq!(refused(|d| d["lines"][0]["sku"] = json!("TIDAK")).0, "sku_unknown");
    assert_eq!(refused(|d| d["lines"][0]["quantity"] = json!(11)).0, "stock_short");
    assert_eq!(refused(|d| d["ship_by"] = json!("besok")).0, "document");
    assert_eq!(refused(|d| d["ship_by"] = json!("2026-11-21 17:00")).0, "deadline_past");
    assert_eq!(refused(|d| d["to"]["phone"] = json!("rumah")).0, "phone");
    assert_eq!(refused(|d| d["order"] = json!(1)).0, "document");
    let (status, _) = desk.fed(&["order", "new", "-"], b"\xff\xfe{");
    assert_eq!(status, 1);
    assert_eq!(desk.refused(&["order", "new", "tidak-ada.json"]), "file_missing");
}

#[test]
fn customers_are_listed_shown_and_saved() {
    let desk = stocked();
    let ani =
        json!({ "name": "Ani", "phones": ["0857 1111 2222"], "addresses": [{ "city": "Ubud", "address": "Jl. A" }] });
    let (_, saved) = desk.fed(&["customer", "save", "-"], ani.to_string().as_bytes());
    assert_eq!((&saved["row"]["name"], &saved["row"]["city"]), (&json!("Ani"), &json!("Ubud")), "{saved}");
    let twice = desk.file("dua.json", br#"{"name": "Budi", "phones": ["+62 857-1111-2222"]}"#);
    assert_eq!(desk.refused(&["customer", "save", &twice]), "phone_taken");
    let note = desk.file("catatan.json", br#"{"id": 1, "note": "suka hijau"}"#);
    let saved = desk.done(&["customer", "save", &note]);
    assert_eq!((&saved["row"]["note"], &saved["phones"]), (&json!("suka hijau"), &json!(["0857 1111 2222"])));
    assert_eq!(desk.done(&["customer", "list", "--search", "6285711"])["rows"][0]["name"], json!("Ani"));
    assert_eq!(desk.done(&["customer", "show", "085711112222"])["row"]["id"], json!(1));
    assert_eq!(desk.refused(&["customer", "show", "9"]), "missing");
    let (_, said) = desk.said(&["customer", "show", "siapa"]);
    assert!(said.contains("Pelanggan siapa tidak ada"), "{said}");
}

/// Two customers that are one person: what the one had is the other's, and can be given back.
#[test]
fn customers_are_merged_and_apart_again() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--sku", "GLH", "--price", "1.000"]);
    desk.done(&["stock", "receive", "GLH=9@1"]);
    for (name, phone, address) in
        [("Siti", "0812-3456-7890", "Jl. Mawar 1"), ("siti", "0813-1111-2222", "Jl. Melati 4")]
    {
        let order = json!({
            "to": { "recipient": name, "phone": phone, "address": address, "city": "Kota Semarang" },
            "lines": [{ "sku": "GLH", "quantity": 1 }], "courier": "JNE", "cod": true
        });
        let (status, saved) = desk.fed(&["order", "new", "-", "--place"], order.to_string().as_bytes());
        assert_eq!(status, 0, "{saved}");
    }
    let note = |id: i64, note: &str| {
        let typed = json!({ "id": id, "note": note }).to_string();
        assert_eq!(desk.fed(&["customer", "save", "-"], typed.as_bytes()).0, 0);
    };
    note(1, "suka hijau");
    note(2, "minta kartu");
    let shown = desk.done(&["customer", "show", "1"]);
    assert_eq!(shown["doubles"][0]["id"], json!(2), "{shown}");

    let merged = desk.done(&["customer", "merge", "1", "0813 1111 2222"]);
    assert_eq!((&merged["customer"], &merged["merged"]), (&json!(1), &json!(2)));
    let one = desk.done(&["customer", "show", "+62 813 1111 2222"]);
    assert_eq!((&one["row"]["id"], &one["row"]["orders"], &one["doubles"]), (&json!(1), &json!(2), &json!([])));
    assert_eq!((one["phones"].as_array().unwrap().len(), one["addresses"].as_array().unwrap().len()), (2, 2));
    assert_eq!(one["row"]["note"], json!("suka hijau | minta kartu"));
    assert_eq!(
        desk.done(&["customer", "show", "2"])["row"]["id"],
        json!(1),
        "whoever asks for the other gets this one"
    );
    assert_eq!(desk.done(&["customer", "list"])["rows"].as_array().unwrap().len(), 1);
    assert_eq!(desk.done(&["customer", "list", "--search", "melati"])["rows"][0]["id"], json!(1));
    let list = desk.path("pelanggan.csv");
    desk.done(&["export", "customers", "--out", &list]);
    assert_eq!(std::fs::read_to_string(&list).unwrap().lines().count(), 2);
    assert_eq!(desk.refused(&["customer", "merge", "1", "1"]), "merge_self");
    assert_eq!(desk.refused(&["customer", "merge", "1", "2"]), "merged");
    assert_eq!(desk.done(&["check"]), json!([]));

    desk.done(&["customer", "unmerge", "2"]);
    let two = desk.done(&["customer", "show", "0813-1111-2222"]);
    assert_eq!(
        (&two["row"]["id"], &two["row"]["orders"], &two["row"]["note"]),
        (&json!(2), &json!(1), &json!("minta kartu"))
    );
    let one = desk.done(&["customer", "show", "1"]);
    assert_eq!((&one["row"]["orders"], &one["row"]["note"]), (&json!(1), &json!("suka hijau")));
    assert_eq!(desk.refused(&["customer", "unmerge", "2"]), "not_merged");
    assert_eq!(desk.done(&["check"]), json!([]));
}
