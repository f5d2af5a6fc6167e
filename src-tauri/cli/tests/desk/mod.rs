//! A shop in a folder of its own, and the terminal program to ask about it.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const HEADER: &str = "No. Pesanan;Status Pesanan;No. Resi;Opsi Pengiriman;Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan);Waktu Pengiriman Diatur;Waktu Pesanan Dibuat;Waktu Pembayaran Dilakukan;Metode Pembayaran;Nama Produk;Nomor Referensi SKU;Nama Variasi;Harga Awal;Harga Setelah Diskon;Jumlah;Returned quantity;Total Harga Produk;Total Pembayaran;Catatan dari Pembeli;Username (Pembeli);Nama Penerima;No. Telepon;Alamat Pengiriman;Kota/Kabupaten;Provinsi;Waktu Pesanan Selesai";

/// A folder with a shop's book, and the program to ask.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    /// A shop in a folder of its own.
    pub fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.done(&["init", "--name", "Toko Uji", "--owner", "Ratna"]);
        desk
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// The program with these words, not run yet.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runut-cli"));
        command.args(["--book", &self.path("uji.runut")]);
        if !words.iter().any(|word| word.starts_with("--now")) {
            command.args(["--now", "2026-11-22 09:30"]);
        }
        command.args(words).env_remove("RUNUT_BOOK").stdin(Stdio::null());
        command
    }

    /// Runs with `--json` and answers status and value.
    pub fn json(&self, words: &[&str]) -> (i32, Value) {
        let output = self.run(&[&["--json"], words].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{words:?}: {e}: {text:?}"));
        (output.status.code().unwrap(), value)
    }

    pub fn done(&self, words: &[&str]) -> Value {
        let (status, value) = self.json(words);
        assert_eq!(status, 0, "{words:?}: {value}");
        value
    }

    /// Runs and answers status and what was said on stderr.
    pub fn said(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words);
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// An order file of these orders, each `id product variation price quantity`.
    pub fn orders(&self, orders: &[(&str, &str, &str, &str, &str)]) -> String {
        let mut text = HEADER.to_owned();
        for (id, product, variation, price, quantity) in orders {
            let worth: i64 = price.replace('.', "").parse::<i64>().unwrap_or(0) * quantity.parse::<i64>().unwrap_or(0);
            text.push_str(&format!(
                "\n{id};Perlu Dikirim;;Reguler (Cashless)-SPX Standard;2026-11-22 17:00;;2026-11-21 20:00;2026-11-21 20:01;SPayLater;{product};;{variation};{price};{price};{quantity};0;{worth};{worth};Tolong rapi 😊;pembeli{id};B******i;******12;******;KOTA SEMARANG;JAWA TENGAH;"
            ));
        }
        self.file("Order.toship.csv", text.as_bytes())
    }

    pub fn stage(&self, id: &str) -> String {
        self.done(&["order", "show", id])["row"]["stage"].as_str().unwrap().to_owned()
    }

    /// Runs with these bytes on standard input, `--json`, and answers status and value.
    pub fn fed(&self, words: &[&str], bytes: &[u8]) -> (i32, Value) {
        let mut child = self.command(&[&["--json"], words].concat());
        let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap())
    }

    /// The program's refusal: its code.
    pub fn refused(&self, words: &[&str]) -> String {
        let (status, value) = self.json(words);
        assert_eq!(status, 1, "{words:?}: {value}");
        value["refused"]["code"].as_str().unwrap_or_else(|| panic!("{words:?}: {value}")).to_owned()
    }
}

pub fn opened(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
