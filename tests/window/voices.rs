//! Both doors say the same of the same steps: what a file has wrong, what refuses and what wants a look, in the same order.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

const HEADER: &str = "No. Pesanan;Status Pesanan;No. Resi;Opsi Pengiriman;Waktu Pesanan Dibuat;Waktu Pembayaran Dilakukan;Nama \
                      Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran;No. Telepon";

fn row(id: &str, status: &str, sku: &str, quantity: i64) -> String {
    let total = quantity * 50;
    format!(
        "{id};{status};;SPX Standard;2026-11-18 16:57;2026-11-18 17:00;Baskom {sku};{sku};50.000;50.000;{quantity};{total}.000;"
    )
}

fn file(desk: &Desk, name: &str, rows: &[String]) -> String {
    let path = desk.home().join(name);
    std::fs::write(&path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    path.display().to_string()
}

/// The window with its book, and a terminal with one of its own.
struct Doors<'d> {
    desk: &'d Desk,
    window: Window,
    book: String,
}

/// What was said: of an import its problems and warnings, of anything else what refused and what wants a look.
type Said = Vec<[String; 3]>;

impl Doors<'_> {
    /// What the window's command answers, refused or not.
    async fn window(&self, command: &str, mut arguments: Value) -> Value {
        arguments["request"] = json!(uuid::Uuid::now_v7().to_string());
        match self.window.invoke(command, arguments).await {
            Ok(answer) => answer.get("topics").map_or(answer.clone(), |_| answer["value"].clone()),
            Err(said) => json!({ "refused": said["refusal"] }),
        }
    }

    fn terminal(&self, words: &[&str]) -> Value {
        let all = [&["--now", shopee::NOW, "--book", &self.book, "--json"], words].concat();
        let ended = self.desk.terminal_ended(&all);
        serde_json::from_str(&ended.stdout).unwrap_or_else(|e| panic!("{words:?}: {e}: {}", ended.stderr))
    }

    async fn import(&self, path: &str, now: bool) -> (Said, Said) {
        let (command, mut words) = if now { ("import_apply", vec!["--apply"]) } else { ("import_preview", Vec::new()) };
        words.splice(0..0, ["import", "orders", path, "--start-day", "2026-11-01"]);
        let asked = json!({ "path": path, "overrides": [], "taken": [], "startDay": 20_261_101 });
        (of_import(&self.window(command, asked).await), of_import(&self.terminal(&words)))
    }
}

/// A sentence as the window has it, or as the terminal does.
fn sentence(value: &Value) -> String {
    value.get("id").unwrap_or(value).as_str().unwrap_or_default().to_owned()
}

fn of_import(report: &Value) -> Said {
    let list = |name: &str| report[name].as_array().cloned().unwrap_or_default();
    let problems = list("problems").into_iter().map(|each| {
        [each["code"].to_string(), format!("{} {}", each["row"], each["column"]), sentence(&each["message"])]
    });
    let warnings = list("warnings")
        .into_iter()
        .map(|each| [each["waits"].to_string(), each["external_id"].to_string(), sentence(&each["message"])]);
    problems.chain(warnings).collect()
}

fn of_outcome(outcome: &Value) -> Said {
    if let Some(code) = outcome["refused"]["code"].as_str() {
        return vec![[code.to_owned(), String::new(), sentence(&outcome["refused"]["message"])]];
    }
    let list = |name: &str| outcome[name].as_array().cloned().unwrap_or_default();
    let refused = list("refused").into_iter().map(|each| {
        let refusal = &each["refusal"];
        [refusal["code"].to_string(), each["order"].to_string(), sentence(&refusal["message"])]
    });
    let problems = list("problems")
        .into_iter()
        .map(|each| [each["code"].to_string(), each["row"].to_string(), sentence(&each["message"])]);
    let warnings = list("warnings").into_iter().map(|each| ["warning".to_owned(), String::new(), sentence(&each)]);
    problems.chain(refused).chain(warnings).collect()
}

fn same((window, terminal): (Said, Said), least: usize, step: &str) {
    assert_eq!(window, terminal, "{step}");
    assert!(window.len() >= least, "{step}: {window:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_doors_say_the_same_of_the_same_steps() {
    let desk = Desk::new("voices");
    desk.set("RUNUT_NOW", shopee::NOW);
    let window = desk.open().await;
    let book = desk.home().join("terminal.runut").display().to_string();
    let doors = Doors { desk: &desk, window, book };
    let shop = json!({ "name": "Dapur Wulan", "owner": "Wulan", "address": "", "phone": "", "zone": "wib" });
    doors.window("create_book", json!({ "shop": shop, "demo": false })).await;
    doors.terminal(&["init", "--name", "Dapur Wulan", "--owner", "Wulan"]);

    // The order of two lines says its total on each of them.
    let of_two = |row: String| row.replacen(";1;50.000;", ";1;100.000;", 1);
    let first = [
        row("PACKED", "Perlu Dikirim", "A", 3),
        of_two(row("LESS", "Perlu Dikirim", "A", 1)),
        of_two(row("LESS", "Perlu Dikirim", "B", 1)),
        row("HELD", "Perlu Dikirim", "A", 1),
        row("NEXT", "Perlu Dikirim", "B", 1),
    ];
    let path = file(&desk, "1.csv", &first);
    same(doors.import(&path, false).await, 0, "the first preview");
    same(doors.import(&path, true).await, 0, "the first import");

    // Goods come in; a quantity that no shop has is refused.
    let page = doors
        .window(
            "stock_page",
            json!({ "query": { "mark": "all", "category": "", "search": "", "after": null, "limit": 9 } }),
        )
        .await;
    let variant =
        |sku: &str| page["rows"].as_array().unwrap().iter().find(|row| row["sku"] == sku).unwrap()["id"].clone();
    for (quantity, least) in [(2_000_000_i64, 1), (9, 0)] {
        for sku in ["A", "B"] {
            let lines = json!([{ "variant_id": variant(sku), "quantity": quantity, "cost": 20_000 * quantity }]);
            let receipt = json!({ "receipt": { "supplier": "", "note": "", "lines": lines, "day": null, "purchase": null,
                "reference": "", "costs": [], "split": "value" } });
            let ours = doors.window("stock_receive", receipt).await;
            let theirs = doors.terminal(&["stock", "receive", &format!("{sku}={quantity}@20000")]);
            same((of_outcome(&ours), of_outcome(&theirs)), least, "goods received");
        }
    }

    // Packed, held, cancelled; then a file that says otherwise.
    for (verb, orders, reason, least) in
        [("pack", &[1][..], "", 0), ("hold", &[3], "cek alamat", 0), ("pack", &[1, 3], "", 2)]
    {
        let ours = doors.window("order_verb", json!({ "verb": verb, "orders": orders, "reason": reason })).await;
        let numbers: Vec<String> = orders.iter().map(ToString::to_string).collect();
        let mut words = vec!["order", verb];
        words.extend(numbers.iter().map(String::as_str));
        if !reason.is_empty() {
            words.extend(["--reason", reason]);
        }
        same((of_outcome(&ours), of_outcome(&doors.terminal(&words))), least, verb);
    }
    let second = [
        row("PACKED", "Perlu Dikirim", "A", 1),
        row("LESS", "Perlu Dikirim", "A", 1),
        row("HELD", "Sedang Dikirim", "A", 1),
        row("NEXT", "Perlu Dikirim", "B", 1),
        row("BAD", "Perlu Dikirm", "B", 2),
        row("PHONE", "Perlu Dikirim", "B", 2) + "6,28E+12",
        row("SKU", "Perlu Dikirim", "B", 2).replace("Baskom B", "Baskom A"),
    ];
    let path = file(&desk, "2.csv", &second);
    same(doors.import(&path, false).await, 6, "the preview after packing");
    same(doors.import(&path, true).await, 6, "the import after packing");

    // Tracking numbers as pasted: an odd one, one twice, one line without, an order that isn't packed, one that isn't there.
    let paste = "1\tANEH0001\tSPX Standard\n4\tSPXID000000000004\n2\n77\tSPXID000000000077\n3\t6,28E+12\n";
    let ours = ship(&doors, paste).await;
    let path = desk.home().join("resi.txt");
    std::fs::write(&path, paste).unwrap();
    let theirs = of_outcome(&doors.terminal(&["order", "ship", "--paste", &Path::display(&path).to_string()]));
    same((ours, theirs), 5, "the paste");
    let checked = doors.window("check_book", json!({})).await;
    assert_eq!((checked, doors.terminal(&["check"])), (json!([]), json!([])));
}

/// What the window says of a paste: the lines that can't be read, and what shipping the others came to.
async fn ship(doors: &Doors<'_>, paste: &str) -> Said {
    let preview = doors.window("tracking_preview", json!({ "text": paste })).await;
    let items: Vec<Value> = preview["rows"].as_array().unwrap().iter().map(|row| row["item"].clone()).collect();
    let mut outcome = doors.window("ship_orders", json!({ "items": items, "join": false })).await;
    outcome["problems"] = preview["problems"].clone();
    of_outcome(&outcome)
}
