//! A new shop's first hour: the five steps on Hari ini, goods from a spreadsheet, their stock, a product typed with both, a
//! shelf set right, and the last step taken back.

use serde_json::json;

use crate::harness::Desk;
use crate::shopee;

const LIST: &str = "Nama Barang\tWarna\tSKU\tHarga Jual\tHarga Beli\tStok\tRak\n\
    Nampan Rotan\tCoklat\tNMP-C\t85.000\t52.000\t12\tA-01\n\
    \tHitam\tNMP-H\t85.000\t\t\tA-02\n\
    Sendok Kayu\t\tSND\t12.5\t4.000\t30\tB-01\n";

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_book_to_goods_with_stock() {
    let desk = Desk::new("first-hour");
    desk.set("RUNUT_NOW", shopee::NOW);
    desk.terminal(&["--now", shopee::NOW, "init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    let window = desk.open().await;
    window.wait_text("0 dari 5 selesai").await;
    window.screenshot("langkah-pertama").await;

    // Enter leads to what is to be done next.
    window.press("Enter").await;
    // There, the field to fill in has the focus; once it is filled the next step is one key away.
    window.wait_for("[aria-label='Nomor rekening Bank']:focus, td:nth-child(2) input:focus").await;
    window.type_text("8610123456").await;
    window.press("Enter").await;
    window.wait_text("Rekening selesai").await;
    window.press("Alt+l").await;
    window.wait_text("Berikutnya: Produk").await;
    window.script("location.hash = '#/stock?do=list';", vec![]).await;
    window.wait_for("textarea:focus").await;
    window.paste(LIST).await;
    window.wait_text("mungkin 12.500").await;
    window.screenshot("produk-dari-spreadsheet").await;
    window.press("Control+Enter").await;
    window.wait_for(".toast").await;
    window.wait_for("table[role=grid]").await;

    // What has no stock yet is the next thing to do.
    window.script("location.hash = '#/stock?do=opening';", vec![]).await;
    window.wait_for("[data-cell$=' units']:focus").await;
    window.type_text("4").await;
    window.press("Enter").await;
    window.wait_for("[data-cell$=' cost']:focus").await;
    window.type_text("50000").await;
    window.wait_text("1 macam, 4 barang, Rp 200.000").await;
    window.screenshot("stok-awal").await;
    window.press("Control+Enter").await;
    window.wait_text("Stok awal 1 macam dicatat").await;

    // A product typed with its stock; Enter at the end adds a row that is no row.
    window.wait_for("table[role=grid]").await;
    window.press("p").await;
    window.wait_for("[data-first]:focus").await;
    window.type_text("Baskom").await;
    window.press("Enter").await;
    for (column, text) in [("price", "50000"), ("stock", "10"), ("cost", "20000")] {
        window.script(&format!("document.querySelector('[data-cell$=\" {column}\"]').focus();"), vec![]).await;
        window.type_text(text).await;
    }
    window.press("Enter").await;
    window.screenshot("produk-baru").await;
    window.press("Control+Enter").await;
    window.wait_text("Baskom disimpan").await;
    window.wait_text("3 varian").await;

    // So many are on the shelf now; and Ctrl Z, wherever the focus is.
    window.wait_for("tr[data-row]").await;
    window.press("s").await;
    window.wait_text("Di rak jadi").await;
    let typed = "const fields = document.querySelectorAll('.panel form input.input'); fields[0].focus();";
    window.script(typed, vec![]).await;
    window.type_text("8").await;
    window.wait_text("kurang 4").await;
    window.click_text("Hitung ulang").await;
    window.screenshot("sesuaikan").await;
    window.press("Control+Enter").await;
    window.wait_text("di rak jadi 8, berkurang 4").await;
    window.press("Control+z").await;
    window.wait_text("Diurungkan").await;
    let query = json!({ "query": { "mark": "all", "category": "", "search": "nmp-c", "after": null, "limit": 9 } });
    assert_eq!(window.invoke("stock_page", query).await.unwrap()["rows"][0]["on_hand"], 12);
    assert_eq!(window.invoke("check_book", json!({})).await, Ok(json!([])));
    window.script("location.hash = '#/today';", vec![]).await;
    window.wait_text("3 dari 5 selesai").await;
}
