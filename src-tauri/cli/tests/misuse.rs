//! The terminal program where it is held wrong, cut off or pointed at the wrong file: nothing is lost, nothing panics,
//! and the status and the sentence say what happened.
#![cfg(test)]

mod desk;

use std::fs;
#[cfg(unix)]
use std::io::Read;
use std::path::Path;
use std::process::Command;
#[cfg(unix)]
use std::process::Stdio;

use serde_json::{Value, json};

use desk::{Desk, opened};

/// A shop with two approved orders of one glass each, on the shelf.
fn stocked() -> Desk {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2"), ("A2", "Gelas", "Hijau", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=9@9000"]);
    desk
}

#[test]
fn a_document_never_takes_the_place_of_the_book() {
    let desk = stocked();
    let book = desk.path("uji.runut");
    let before = opened(Path::new(&book));
    let mut targets: Vec<String> =
        ["", "-wal", "-shm", ".lock", ".jangkar"].iter().map(|end| format!("{book}{end}")).collect();
    targets.push(format!("{}/../{}/uji.runut", desk.path(""), desk.folder.path().file_name().unwrap().display()));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&book, desk.path("tautan.pdf")).unwrap();
        targets.push(desk.path("tautan.pdf"));
        std::os::unix::fs::symlink(desk.folder.path(), desk.path("map")).unwrap();
        targets.push(desk.path("map/uji.runut"));
        targets.push(desk.path("map/uji.runut-wal"));
    }
    for target in &targets {
        for kind in ["pick-list", "slips"] {
            assert_eq!(desk.refused(&["print", kind, "1", "--out", target]), "output_is_book", "{target}");
        }
    }
    assert_eq!(opened(Path::new(&book)), before);
    assert_eq!(desk.done(&["check"]), json!([]));
    for name in [
        "UJI.RUNUT",
        "uji.Runut-WAL",
        "uji.runut.pulih",
        "toko-lain.runut",
        "lain.runut.jangkar",
        "uji.runut-wal.lama2",
        "UJI.RUNUT-JOURNAL",
        "Uji.Runut.Lock",
        "uji.runut-journal.",
        "uji.runut .",
        "uji.runut::$DATA",
        "lain.runut:slip.pdf",
    ] {
        assert_eq!(
            desk.refused(&["print", "slips", "1", "--force", "--out", &desk.path(name)]),
            "output_is_book",
            "{name}"
        );
    }
    desk.done(&["backup"]);
    for name in ["cadangan/slip.pdf", "Cadangan/slip.pdf", "Catatan/slip.pdf"] {
        let _ = fs::create_dir(desk.path("Cadangan"));
        let _ = fs::create_dir(desk.path("Catatan"));
        assert_eq!(
            desk.refused(&["export", "stock", "--force", "--out", &desk.path(name)]),
            "output_is_book",
            "{name}"
        );
    }
    fs::copy(&book, desk.path("foto.jpg")).unwrap();
    assert_eq!(desk.refused(&["export", "stock", "--force", "--out", &desk.path("foto.jpg")]), "output_is_book");
    fs::create_dir(desk.path("folder")).unwrap();
    assert_eq!(desk.refused(&["print", "slips", "1", "--out", &desk.path("folder")]), "output_not_a_file");
    assert_eq!(desk.refused(&["print", "slips", "1", "--out", "-"]), "output_dash");
    #[cfg(unix)]
    assert_eq!(desk.refused(&["print", "slips", "1", "--out", "/dev/null"]), "output_not_a_file");
    // A second name of the book would be a second book with the same rows.
    fs::hard_link(&book, desk.path("kembar.pdf")).unwrap();
    // Windows doesn't tell how many names a file has: there it is known by how it begins.
    let code = if cfg!(unix) { "book_two_names" } else { "output_is_book" };
    assert_eq!(desk.refused(&["print", "slips", "1", "--out", &desk.path("kembar.pdf")]), code);
}

#[cfg(windows)]
#[test]
fn what_windows_calls_otherwise_is_refused_as_a_name() {
    let desk = stocked();
    for name in ["slip:x.pdf", "CON", "nul.pdf", "com1", "slip.pdf.", "slip?.pdf", &format!("{}.pdf", "a".repeat(300))]
    {
        let path = desk.path(name);
        assert_eq!(desk.refused(&["print", "slips", "1", "--out", &path]), "name_unusable", "{name}");
        assert_eq!(desk.refused(&["export", "orders", "--force", "--out", &path]), "name_unusable", "{name}");
    }
    for name in ["buku:x.runut", "CON", "nul.runut", &format!("{}.runut", "a".repeat(230))] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runut-cli"));
        let output = command.args(["--json", "--book", &desk.path(name), "init", "--name", "Toko"]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("name_unusable"), "{name}: {said}");
    }
    assert_eq!(desk.refused(&["import", "orders", "CON", "--apply"]), "not_a_file");
    assert_eq!(desk.refused(&["salvage", "--to", &desk.path("aux")]), "name_unusable");
    let names: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with("slip")), "{names:?}");
}

/// Windows doesn't let a file be replaced while a viewer has it: the sentence says so, and names nothing else.
#[cfg(windows)]
#[test]
fn a_document_that_is_open_elsewhere_is_to_be_closed_there() {
    use std::os::windows::fs::OpenOptionsExt;
    let desk = stocked();
    let path = desk.path("slip.pdf");
    desk.done(&["print", "slips", "1", "--out", &path]);
    let viewer = fs::OpenOptions::new().read(true).share_mode(1).open(&path).unwrap();
    let (status, said) = desk.said(&["print", "slips", "1", "--out", &path]);
    assert!(status == 1 && said.contains("program lain") && said.contains("Tutup dulu"), "{said}");
    assert!(!said.contains(".tmp") && !said.contains(r"\\?\"), "{said}");
    drop(viewer);
    desk.done(&["print", "slips", "1", "--out", &path]);
}

#[cfg(windows)]
#[test]
fn a_book_that_another_program_holds_is_in_use() {
    use std::os::windows::fs::OpenOptionsExt;
    let desk = stocked();
    for shared in [0, 1] {
        let holder = fs::OpenOptions::new().read(true).share_mode(shared).open(desk.path("uji.runut")).unwrap();
        assert_eq!(desk.refused(&["orders"]), "book_in_use", "{shared}");
        drop(holder);
        assert_eq!(desk.done(&["check"]), json!([]));
    }
}

/// However a path is spelled, people are shown the one that they know.
#[cfg(windows)]
#[test]
fn no_mark_of_long_paths_is_shown() {
    let desk = stocked();
    let long = |name: &str| format!(r"\\?\{}", desk.path(name));
    let said = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runut-cli"));
        let output = command.args(["--book", &long("uji.runut")]).args(words).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let (slip, out) = (long("slip.pdf"), long("keluar"));
    fs::create_dir(desk.path("keluar")).unwrap();
    for words in [
        &["backup", "--to", &out][..],
        &["backups"],
        &["print", "slips", "1", "--out", &slip],
        &["salvage", "--to", &out],
        &["check"],
    ] {
        let said = said(words);
        assert!(!said.contains(r"\\?\"), "{words:?}: {said}");
    }
}

/// What a person has made isn't lost to a slip of `--out`; what we made is made anew.
#[test]
fn a_file_that_is_no_document_of_ours_stays() {
    let desk = stocked();
    let there = |name: &str| fs::read(desk.path(name)).unwrap();
    desk.file("skripsi.pdf", b"%PDF-1.7 /Producer (LibreOffice)");
    desk.file("kontak.csv", b"nama,nomor\n");
    for (words, name) in [(&["print", "slips", "1"][..], "skripsi.pdf"), (&["export", "orders"], "kontak.csv")] {
        let before = there(name);
        let (path, mut words) = (desk.path(name), words.to_vec());
        words.extend(["--out", &path]);
        assert_eq!(desk.refused(&words), "output_taken");
        assert_eq!(there(name), before);
        words.push("--force");
        desk.done(&words);
        assert_ne!(there(name), before);
        words.pop();
        desk.done(&words);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.path("skripsi.pdf"), desk.path("tautan.pdf")).unwrap();
        std::os::unix::fs::symlink("belum-ada.pdf", desk.path("tautan-kosong.pdf")).unwrap();
        for name in ["tautan.pdf", "tautan-kosong.pdf"] {
            let path = desk.path(name);
            assert_eq!(desk.refused(&["print", "slips", "1", "--force", "--out", &path]), "output_is_link", "{name}");
        }
    }
    desk.file("kosong.pdf", b"");
    desk.done(&["print", "slips", "1", "--out", &desk.path("kosong.pdf")]);
}

/// Each kind of document that we write may be written anew in its place.
#[test]
fn every_document_of_ours_is_made_anew_in_its_place() {
    let desk = stocked();
    desk.done(&["order", "pack", "1", "2"]);
    desk.done(&["stock", "count", "start"]);
    for (words, name) in [
        (&["print", "pick-list", "1"][..], "ambil.pdf"),
        (&["print", "slips", "1"], "slip.pdf"),
        (&["print", "handover", "1", "--courier", "SPX Standard"], "serah.pdf"),
        (&["print", "count-sheet", "1"], "hitung.pdf"),
        (&["export", "orders"], "pesanan.xlsx"),
        (&["export", "stock"], "stok.csv"),
        (&["export", "log", "--format", "csv_semicolon"], "log.csv"),
    ] {
        let path = desk.path(name);
        let words = [words, &["--out", &path]].concat();
        desk.done(&words);
        desk.done(&words);
    }
    let foreign = workbook_of_others(&desk);
    assert_eq!(desk.refused(&["export", "orders", "--out", &foreign]), "output_taken");
}

/// A workbook that another program has written.
fn workbook_of_others(desk: &Desk) -> String {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "No").unwrap();
    desk.file("pembukuan.xlsx", &book.save_to_buffer().unwrap())
}

/// No verb that reads a path waits for a pipe or a device, and none reads what the system makes up.
#[cfg(unix)]
#[test]
fn no_verb_waits_for_what_never_ends() {
    let desk = stocked();
    let pipe = desk.path("pipa");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let system = ["/proc/kmsg", "/proc/self/mem"].into_iter().filter(|path| Path::new(path).exists());
    for path in
        [pipe.as_str(), "/dev/zero", "/dev/tty"].into_iter().chain(system).filter(|path| Path::new(path).exists())
    {
        for words in [
            &["import", "orders", path][..],
            &["product", "import", path],
            &["product", "set", "V0001", "--photo", path],
            &["order", "new", path],
            &["order", "amend", path],
            &["order", "ship", "--paste", path],
            &["customer", "save", path],
        ] {
            assert_eq!(desk.refused(words), "not_a_file", "{words:?}");
        }
        let (status, said) = desk.said(&["restore", path, "--yes"]);
        assert!(status == 1 && said.contains("bukan buku Runut"), "{path}: {status} {said}");
        for words in [&["export", "orders", "--out", path][..], &["print", "slips", "1", "--out", path]] {
            assert_eq!(desk.refused(words), "output_not_a_file", "{words:?}");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_runut-cli"))
            .args(["--json", "--book", path, "orders"])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{path}");
    }
    let zeros = fs::File::open("/dev/zero").unwrap();
    let output = desk.command(&["--json", "order", "ship", "--paste", "-"]).stdin(zeros).output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["refused"]["code"], "input_too_large");
}

/// A damaged backup is said to be that, and what to do is said once.
#[test]
fn a_restoration_blames_what_is_wrong() {
    let desk = stocked();
    let text = desk.file("catatan.txt", b"bukan buku sama sekali, hanya catatan yang agak panjang");
    let mut book = opened(Path::new(&desk.path("uji.runut")));
    book.truncate(8_192);
    let cut = desk.file("potong.runut", &book);
    for path in [text, cut] {
        let (_, said) = desk.said(&["restore", &path, "--yes"]);
        let told =
            ["Pilih", "Pakai", "Periksa", "pulihkan"].iter().map(|word| said.matches(word).count()).sum::<usize>();
        assert_eq!(told, 1, "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_document_has_the_permissions_of_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let desk = stocked();
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    desk.file("lain.txt", b"");
    desk.done(&["print", "slips", "1", "1", "--out", &desk.path("slip.pdf")]);
    assert_eq!(mode("slip.pdf"), mode("lain.txt") & 0o644);
}

#[test]
fn scans_stay_with_their_parcel_and_a_parcel_left_open_is_said() {
    let desk = stocked();
    assert_eq!(desk.refused(&["order", "pack", "1", "--scan", "RN-2", "V0001"]), "other_parcel");
    assert_eq!(desk.refused(&["order", "pack", "1", "--scan", "V0001", "A2"]), "other_parcel");
    assert_eq!(desk.refused(&["order", "pack", "1", "--scan", "2"]), "other_parcel");
    let (status, said) = desk.said(&["order", "pack", "1", "--scan", "V0001"]);
    assert!(status == 1 && said.contains("Paket 1 masih kurang 1."), "{status} {said}");
    let (status, said) = desk.said(&["order", "pack", "1", "--scan", "BUKAN"]);
    assert!(status == 1 && said.contains("Bukan slip, SKU atau barcode"), "the advice too: {status} {said}");
    assert_eq!((desk.stage("1"), desk.stage("2")), ("approved".to_owned(), "approved".to_owned()));
    let (status, said) = desk.said(&["order", "pack", "1", "--scan", "V0001"]);
    assert!(status == 0 && !said.contains("kurang"), "{status} {said}");
    assert_eq!((desk.stage("1"), desk.stage("2")), ("packed".to_owned(), "approved".to_owned()));
}

#[test]
fn an_anchor_that_cannot_be_kept_is_a_word_beside_the_answer() {
    let desk = stocked();
    fs::remove_file(desk.path("uji.runut.jangkar")).unwrap();
    fs::create_dir(desk.path("uji.runut.jangkar")).unwrap();
    let output = desk.run(&["--json", "order", "hold", "1", "--reason", "tunggu"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &value["done"]), (Some(0), &json!([1])));
    assert!(said.contains("jangkar"), "{said}");
}

/// A book that a full disk has emptied or a person has moved away isn't begun anew in passing: its log could no longer be
/// held against what was anchored.
#[test]
fn a_book_that_is_gone_is_not_begun_anew_by_itself() {
    for emptied in [true, false] {
        let desk = stocked();
        match emptied {
            true => fs::write(desk.path("uji.runut"), b"").unwrap(),
            false => fs::remove_file(desk.path("uji.runut")).unwrap(),
        }
        let anchors = fs::read(desk.path("uji.runut.jangkar")).unwrap();
        for words in [&["today"][..], &["check"], &["init", "--name", "Lain"], &["demo"]] {
            assert_eq!(desk.refused(words), "book_gone", "{words:?}");
        }
        assert!(desk.said(&["orders"]).1.contains("init --anew"));
        assert_eq!(fs::read(desk.path("uji.runut.jangkar")).unwrap(), anchors);
        desk.done(&["init", "--name", "Lain", "--anew"]);
        assert_eq!(fs::read(desk.path("uji.runut.jangkar.lama1")).unwrap(), anchors, "put aside, not lost");
    }
}

#[test]
fn only_init_and_demo_make_a_book() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    for words in [&["orders"][..], &["check"], &["counts"], &["log"], &["wave"], &["settings"], &["stock"]] {
        assert_eq!(desk.refused(words), "book_missing", "{words:?}");
    }
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0, "nothing was left behind");
    desk.file("uji.runut", b"");
    assert_eq!(desk.refused(&["orders"]), "book_missing", "an empty file isn't a book either");
    assert_eq!(desk.said(&["orders"]).0, 1);
    // A first start that is refused leaves a book without a shop.
    assert_eq!(desk.refused(&["init", "--name", " "]), "shop_name_missing");
    for words in [&["check"][..], &["orders"], &["log", "--verify"]] {
        assert_eq!(desk.refused(words), "no_shop", "{words:?}");
    }
    desk.done(&["init", "--name", "Toko"]);
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn a_file_that_is_no_book_is_refused_and_left_as_it_is() {
    let desk = Desk::new();
    let mut foreign = opened(Path::new(&desk.path("uji.runut")));
    // The header's application id: another program's database.
    foreign[68..72].fill(0);
    for bytes in [&[7; 9_000][..], &foreign] {
        let path = desk.file("uji.runut", bytes);
        assert_eq!(desk.refused(&["orders"]), "foreign_book");
        assert!(desk.said(&["init", "--name", "Toko"]).1.contains("bukan buku Runut"));
        assert!(opened(Path::new(&path)) == bytes, "left as it was");
    }
    fs::remove_file(desk.path("uji.runut")).unwrap();
    fs::create_dir(desk.path("uji.runut")).unwrap();
    assert_eq!(desk.refused(&["orders"]), "foreign_book", "a folder isn't a book");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet_and_a_full_disk_is_said() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.done(&["demo", "--orders", "120"]);
    for words in [&["orders", "--limit", "500"][..], &["--json", "orders", "--limit", "500"], &["--help"]] {
        let mut child = desk.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{words:?}");
    }
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    for words in [&["orders"][..], &["--json", "orders"], &["--json", "order", "show", "99999"], &["--help"]] {
        let output = desk.command(words).stdout(full()).stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(3) && said.contains("Jawaban tidak bisa ditulis"), "{words:?} {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
    let output = desk.command(&["orders"]).stdout(full()).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "not even stderr can be written");
}

#[test]
fn wrong_usage_is_one_json_value_too() {
    let desk = Desk::new();
    for words in [
        &["ordrs"][..],
        &["--now", "kemarin", "orders"],
        &["--now", "1999-12-31 23:59", "orders"],
        &["--now", "9223372036854775807", "orders"],
        &["--now=-9223372036854775808", "orders"],
        &["--now", "9999-12-31T23:59:59Z", "orders"],
        &["--now", "+200000-01-01 00:00", "demo"],
        &["--now", "2101-01-01 00:00", "orders"],
        &["--request", "", "counts"],
        &["orders", "--limit", "0"],
        &["stock", "--limit", "0"],
        &["log", "--limit", "0"],
        &["demo", "--orders", "0"],
        &["demo", "--orders", "1000001"],
        &["stock", "receive", "V0001"],
        &["order", "ship", "1", "2", "--tracking", "X"],
        &["order", "ship", "1", "--paste", "resi.txt"],
        &["orders", "--stage", "gone"],
    ] {
        let output = desk.command(words).args(["--json"]).output().unwrap();
        let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{words:?}: {e}"));
        let usage = value["usage"].as_str().unwrap_or_default();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?} {said}");
        assert!(!usage.is_empty() && said.contains(usage), "{words:?}: {value} {said}");
    }
    assert!(desk.run(&["ordrs", "--", "--json"]).stdout.is_empty(), "--json as somebody's word isn't asked for");
    for now in ["2000-01-02 00:00", "2100-12-30 23:59"] {
        let other = Desk { folder: tempfile::tempdir().unwrap() };
        other.done(&["--now", now, "demo", "--orders", "1", "--seed", "18446744073709551615"]);
    }
}

#[test]
fn files_of_the_command_line_are_refused_with_a_way_on() {
    let desk = stocked();
    let folder = desk.path("");
    for (words, code) in [
        (&["import", "orders", &desk.path("tidak-ada.csv")][..], "file_missing"),
        (&["import", "orders", &folder], "not_a_file"),
        (&["order", "ship", "--paste", &desk.path("tidak-ada.txt")], "file_missing"),
        (&["order", "ship", "--paste", &folder], "not_a_file"),
        (&["print", "slips", "1", "--out", &desk.path("tidak-ada/slip.pdf")], "output_unwritable"),
        (&["demo-day", "--out", &format!("{}/di-dalam", desk.path("uji.runut"))], "output_unwritable"),
    ] {
        assert_eq!(desk.refused(words), code, "{words:?}");
        let (_, said) = desk.said(words);
        assert!(said.contains("Periksa") || said.contains("pilih berkas itu"), "{words:?}: {said}");
    }
}

#[test]
fn a_paste_says_which_lines_it_could_not_read() {
    let desk = stocked();
    desk.done(&["order", "pack", "1", "2"]);
    let bad = desk.file("resi.txt", b"1\tSPXID000000000001\nRN-2\n");
    let (status, outcome) = desk.json(&["order", "ship", "--paste", &bad]);
    assert_eq!((status, &outcome["done"]), (1, &json!([1])));
    assert_eq!((&outcome["problems"][0]["row"], &outcome["refused"]), (&json!(2), &json!([])));
    let (status, outcome) = desk.fed(&["order", "ship", "--paste", "-"], b"RN-2\n");
    assert_eq!((status, &outcome["done"], &outcome["problems"][0]["row"]), (1, &json!([]), &json!(1)));
    assert_eq!(desk.fed(&["order", "ship", "--paste", "-"], b"RN-2;\xe9\xe8\n").1["refused"]["code"], "paste_encoding");
    let wide = |units: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(units.encode_utf16()).flat_map(bytes).collect()
    };
    let mut cut = wide("RN-2\tSPXID000000000002\r\n", u16::to_le_bytes);
    cut.pop();
    assert_eq!(desk.fed(&["order", "ship", "--paste", "-"], &cut).1["refused"]["code"], "paste_encoding");
    let notepad = desk.file("notepad.txt", &wide("RN-2\tSPXID000000000002\r\n", u16::to_le_bytes));
    assert_eq!(desk.done(&["order", "ship", "--paste", &notepad])["done"], json!([2]));
    desk.done(&["order", "recall", "2", "--reason", "salah"]);
    let other = wide("RN-2\tSPXID000000000003\r\n", u16::to_be_bytes);
    assert_eq!(desk.fed(&["order", "ship", "--paste", "-"], &other).0, 0);
    assert_eq!(desk.done(&["order", "show", "2"])["row"]["tracking"], json!("SPXID000000000003"));
}

#[test]
fn a_limit_beyond_a_page_is_kept() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.done(&["demo", "--orders", "700"]);
    let count = |value: &Value| value["rows"].as_array().unwrap().len();
    let most = desk.done(&["orders", "--limit", "600"]);
    assert_eq!(count(&most), 600);
    let next = most["next"].as_str().unwrap();
    let rest = desk.done(&["orders", "--limit", "600", "--after", next]);
    assert_eq!((count(&rest), &rest["next"]), (100, &json!(null)));
    let all = desk.done(&["orders", "--limit", "10000"]);
    assert_eq!(all["rows"].as_array().unwrap()[..600], most["rows"].as_array().unwrap()[..]);
    assert_eq!((count(&all), count(&desk.done(&["orders", "--limit", "1"]))), (700, 1));
    assert_eq!(count(&desk.done(&["log", "--limit", "650"])), 650);
    for list in [&["orders"][..], &["log"], &["stock"], &["product", "list"]] {
        assert_eq!(desk.refused(&[list, &["--after", "bukan tanda"]].concat()), "cursor", "{list:?}");
    }
    let sku = desk.done(&["stock"])["rows"][0]["sku"].as_str().unwrap().to_owned();
    assert_eq!(desk.done(&["stock", &sku, "--limit", "2"])["moves"].as_array().unwrap().len(), 2);
}

#[test]
fn an_order_named_twice_is_taken_once() {
    let desk = stocked();
    let wave = desk.done(&["wave", "1", "RN-1", "A1"]);
    assert_eq!((&wave["orders"], &wave["units"]), (&json!([1]), &json!(2)));
    assert_eq!(desk.done(&["print", "slips", "1", "A1", "--out", &desk.path("slip.pdf")])["documents"], json!(1));
    assert_eq!(desk.done(&["order", "pack", "1", "RN-1"])["done"], json!([1]));
    let shipped = desk.done(&["order", "ship", "1", "A1", "--tracking", "SPXID000000000001"]);
    assert_eq!((&shipped["done"], &shipped["refused"]), (&json!([1]), &json!([])));
}

#[test]
fn nobody_of_the_shop_reads_nothing() {
    let desk = Desk::new();
    for words in [&["orders"][..], &["counts"], &["stock"], &["check"], &["settings"]] {
        assert_eq!(desk.refused(&[&["--as", "SIAPA"], words].concat()), "missing", "{words:?}");
    }
    desk.done(&["--as", "ratna", "counts"]);
}

/// A limit on the size of files stands for a full disk.
#[cfg(unix)]
#[test]
fn a_demo_that_fails_leaves_nothing_behind() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 300; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_runut-cli"), "--json"])
        .args(["--book", &desk.path("uji.runut"), "demo", "--orders", "200"])
        .output()
        .unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.code() == Some(3) && value["broken"]["id"].is_string(), "{value}");
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);
    desk.done(&["demo", "--orders", "20"]);
    assert_eq!(desk.done(&["check"]), json!([]));
    assert_eq!(desk.refused(&["demo"]), "shop_exists");
}

#[test]
fn no_label_is_printed_over_a_masked_address() {
    let desk = stocked();
    let label = desk.path("label.pdf");
    assert_eq!(desk.refused(&["print", "labels", "1", "--out", &label]), "masked");
    assert_eq!(desk.refused(&["print", "labels", "1", "--out", "-"]), "output_dash");
    assert!(!Path::new(&label).exists());
}

#[test]
fn a_count_sheet_needs_a_count_and_a_handover_a_packed_parcel() {
    let desk = stocked();
    assert_eq!(desk.refused(&["print", "count-sheet", "9", "--out", &desk.path("hitung.pdf")]), "missing");
    let words = ["print", "handover", "1", "--courier", "J&T", "--out", &desk.path("serah.pdf")];
    assert_eq!(desk.refused(&words), "stage");
    assert!(!Path::new(&desk.path("serah.pdf")).exists());
}

/// A clock set back is said, and locks nobody out: what is done is done, and the book stays sound.
#[test]
fn a_clock_set_back_is_said() {
    let desk = stocked();
    let said = |now: &str| String::from_utf8(desk.run(&["--now", now, "orders"]).stderr).unwrap();
    assert_eq!(said("2026-11-22 09:30"), "");
    assert!(said("2020-01-01 09:00").contains("jam komputer mundur"));
    desk.done(&["--now", "2020-01-01 09:00", "order", "hold", "1", "--reason", "uji"]);
    assert_eq!(desk.done(&["check"]), json!([]));
}
