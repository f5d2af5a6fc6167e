//! Nothing is cut: what is too long is refused with its length and its limit, at whatever field it is typed or read.
#![cfg(test)]

mod desk;

use std::path::Path;
use std::{fs, io};

use runut_core::Limit;
use serde_json::{Value, json};

use desk::Desk;

fn refusal(desk: &Desk, words: &[&str], typed: Option<&Value>) -> Value {
    let (status, value) = match typed {
        Some(typed) => desk.fed(words, typed.to_string().as_bytes()),
        None => desk.json(words),
    };
    assert_eq!(status, 1, "{words:?}: {value}");
    value["refused"].clone()
}

/// One that is too long by a character is refused with both figures; the longest that fits is taken.
fn holds(desk: &Desk, limit: Limit, field: &str, run: &dyn Fn(&Desk, &str) -> Value) {
    let said = run(desk, &"9".repeat(limit.max() + 1));
    assert_eq!(said["code"], json!("too_long"), "{field}: {said}");
    assert_eq!(said["facts"]["field"], json!(field), "{said}");
    let (length, most) = (said["facts"]["length"].as_str().unwrap(), said["facts"]["limit"].as_str().unwrap());
    assert_eq!((length, most), (&*(limit.max() + 1).to_string(), &*limit.max().to_string()), "{said}");
    assert!(said["message"]["id"].as_str().unwrap().contains(length), "{said}");
}

#[test]
fn typed_texts_are_refused_with_their_length() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--sku", "GLH", "--price", "1.000"]);
    desk.done(&["stock", "receive", "GLH=9@1"]);
    for (limit, field, name) in [
        (Limit::Sku, "variants.0.sku", "--sku"),
        (Limit::Barcode, "variants.0.barcode", "--barcode"),
        (Limit::Shelf, "variants.0.shelf", "--shelf"),
        (Limit::VariantName, "variants.0.name", "--variant"),
        (Limit::Category, "category", "--category"),
    ] {
        holds(&desk, limit, field, &|desk, text| refusal(desk, &["product", "add", "Baru", name, text], None));
    }
    holds(&desk, Limit::ProductName, "name", &|desk, text| refusal(desk, &["product", "add", text], None));
    for (limit, field) in [
        (Limit::Name, "recipient"),
        (Limit::Address, "address"),
        (Limit::Place, "village"),
        (Limit::Place, "city"),
        (Limit::Postcode, "postcode"),
    ] {
        holds(&desk, limit, field, &|desk, text| {
            let order = json!({ "lines": [{ "sku": "GLH", "quantity": 1 }], "to": { field: text } });
            refusal(desk, &["order", "new", "-"], Some(&order))
        });
    }
    for (limit, field) in [(Limit::Note, "note"), (Limit::Note, "seller_note"), (Limit::Courier, "courier")] {
        holds(&desk, limit, field, &|desk, text| {
            let order =
                json!({ "lines": [{ "sku": "GLH", "quantity": 1 }], "to": { "recipient": "Siti" }, field: text });
            refusal(desk, &["order", "new", "-"], Some(&order))
        });
    }
    holds(&desk, Limit::Note, "note", &|desk, text| {
        refusal(desk, &["customer", "save", "-"], Some(&json!({ "name": "Siti", "note": text })))
    });
    holds(&desk, Limit::Address, "addresses.0.address", &|desk, text| {
        refusal(desk, &["customer", "save", "-"], Some(&json!({ "name": "Siti", "addresses": [{ "address": text }] })))
    });
    holds(&desk, Limit::Reason, "reason", &|desk, text| {
        refusal(desk, &["stock", "adjust", "GLH", "lost", "1", "--reason", text], None)
    });
    holds(&desk, Limit::Name, "supplier", &|desk, text| {
        refusal(desk, &["stock", "receive", "GLH=1@1", "--supplier", text], None)
    });
    holds(&desk, Limit::Address, "address", &|desk, text| refusal(desk, &["settings", "--address", text], None));
    holds(&desk, Limit::Task, "text", &|desk, text| refusal(desk, &["task", "add", text], None));
    assert_eq!(desk.done(&["orders"])["rows"], json!([]), "nothing of it was kept");
}

#[test]
fn the_longest_texts_that_fit_are_kept_whole() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--sku", "GLH", "--price", "1.000"]);
    desk.done(&["stock", "receive", "GLH=9@1"]);
    let note = format!("{} JANGAN KIRIM YANG MERAH", "x".repeat(Limit::Note.max() - 24));
    let address = format!("{} pagar hijau", "Jl. Melati 4 ".repeat(76));
    let order = json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": address, "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 1 }], "note": note, "courier": "JNE", "cod": true
    });
    let (status, saved) = desk.fed(&["order", "new", "-", "--place"], order.to_string().as_bytes());
    assert_eq!(status, 0, "{saved}");
    let shown = desk.done(&["order", "show", "1"]).to_string();
    assert!(shown.contains("JANGAN KIRIM YANG MERAH") && shown.contains("pagar hijau"), "{shown}");
}

/// What isn't named stays as it is, joined emoji, long names and all; the printed code is still known.
#[test]
fn setting_the_shelf_leaves_the_rest() {
    let desk = Desk::new();
    let name = format!("{}👩\u{200d}🍳 ❤\u{fe0f}", "Baskom Serbaguna ".repeat(14));
    let sku = "KODE-X1".repeat(20);
    let head = "No. Pesanan;Status Pesanan;Waktu Pesanan Dibuat;Nama Produk;Nomor Referensi SKU;Nama Variasi;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let row = |id: &str, variation: &str, sku: &str| {
        format!("\n{id};Perlu Dikirim;2026-11-20 16:57;{name};{sku};{variation};50.000;50.000;1;50.000")
    };
    let first = desk.file("1.csv", format!("{head}{}", row("A1", &"M".repeat(200), &sku)).as_bytes());
    desk.done(&["import", "orders", &first, "--apply"]);
    let before = desk.done(&["product", "list"])["rows"][0].clone();
    desk.done(&["product", "set", &sku, "--shelf", "A-1"]);
    let after = desk.done(&["product", "list"])["rows"][0].clone();
    for field in ["product", "variant", "sku"] {
        assert_eq!(before[field], after[field]);
    }
    let second = desk.file("2.csv", format!("{head}{}", row("A2", "L", "")).as_bytes());
    desk.done(&["import", "orders", &second, "--apply"]);
    let page = desk.done(&["product", "list"]);
    let names: Vec<&Value> = page["rows"].as_array().unwrap().iter().map(|row| &row["product"]).collect();
    assert!(names.len() == 2 && names[0] == names[1], "{names:?}");
}

#[test]
fn a_cell_that_is_too_long_holds_its_order_and_can_be_typed() {
    let desk = Desk::new();
    let long = "Baskom ".repeat(60);
    let file = desk.orders(&[("A1", &long, "M", "50.000", "1"), ("A2", "Baskom", "M", "50.000", "1")]);
    let preview = desk.done(&["import", "orders", &file]);
    let problem = &preview["problems"][0];
    assert_eq!((&problem["code"], &problem["external_id"]), (&json!("too_long"), &json!("A1")), "{preview}");
    let said = problem["message"].as_str().unwrap();
    assert!(said.contains("419") && said.contains("255") && said.contains('…'), "{said}");
    assert_eq!(preview["new"], json!(1), "{preview}");
    let typed = ["import", "orders", &file, "--set", "2:Nama Produk=Baskom besar"];
    assert_eq!(desk.done(&typed)["new"], json!(2));
}

/// Whoever shortens a text for showing does it by `excerpt`, which says so; nothing else may take the first characters.
#[test]
fn nothing_else_in_the_tree_cuts_texts() {
    fn sources(folder: &Path, found: &mut Vec<(String, String)>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("tests") && !path.ends_with("target") {
                sources(&path, found)?;
            } else if path.extension().is_some_and(|end| end == "rs" || end == "svelte" || end == "ts") {
                found.push((path.display().to_string().replace('\\', "/"), fs::read_to_string(&path)?));
            }
        }
        Ok(())
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    sources(&root.join("src-tauri"), &mut files).unwrap();
    sources(&root.join("ui/src"), &mut files).unwrap();
    assert!(files.len() > 300);
    // Head of a file's bytes to tell its kind; a search box's words; three letters of a demo's SKU.
    let may =
        ["core/src/limits.rs", "intake/src/sniff.rs", "intake/src/regions/search.rs", "demo/catalogue.rs", "limits.ts"];
    for (path, text) in files.iter().filter(|(path, _)| !may.iter().any(|end| path.ends_with(end))) {
        let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for statement in dense.split(';') {
            let cut = statement.find(".chars()").is_some_and(|at| {
                let rest = &statement[at..];
                rest.find(".take(").is_some_and(|take| !rest[..take].contains('{'))
            });
            assert!(!cut && !statement.contains("maxlength"), "{path} cuts a text: {statement}");
        }
    }
}
