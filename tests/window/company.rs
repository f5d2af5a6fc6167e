//! The window is not alone with its book: a second start, and the terminal.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::Desk;
use crate::shopee;

/// One window a book: the second says so and ends well, the first goes on.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_on_the_same_book_says_so_and_ends() {
    let desk = Desk::new("second-start");
    let window = desk.open().await;

    let second = desk.start_again();
    assert!(second.status.success(), "{}", second.stderr);
    assert!(second.stderr.contains("sudah terbuka"), "{}", second.stderr);
    assert!(second.stderr.contains(&*desk.book().to_string_lossy()), "{}", second.stderr);

    // The first is still there, and when it is closed the next start gets the book.
    window.wait_for("#app > *").await;
    window.close().await;
    desk.open().await;
}

/// A book that can't be opened is said in words, not by an empty window; once it is mended, asking again opens it.
#[tokio::test(flavor = "multi_thread")]
async fn a_book_that_cannot_be_opened_is_said_and_tried_again() {
    let desk = Desk::new("unopened");
    std::fs::write(desk.book(), "Ini bukan buku.\n".repeat(400)).unwrap();
    let window = desk.open().await;

    let said = window.invoke("book_state", json!({})).await.expect_err("a text file was opened as a book");
    let words = said.to_string();
    assert!(words.contains("bukan buku Runut"), "{words}");
    assert_eq!(std::fs::read_to_string(desk.book()).unwrap(), "Ini bukan buku.\n".repeat(400), "the file was touched");

    std::fs::remove_file(desk.book()).unwrap();
    let state = window.invoke("book_state", json!({})).await.unwrap();
    assert_eq!(state["ready"], false);
    assert_eq!(state["path"], json!(desk.book()));
}

/// What the terminal writes is on the screen within two seconds, with nobody touching the window.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_terminal_writes_shows_in_the_open_window() {
    let desk = Desk::new("terminal");
    desk.set("RUNUT_NOW", shopee::NOW);
    desk.terminal(&["--now", shopee::NOW, "init", "--name", "Dapur Wulan", "--owner", "Wulan"]);
    let window = desk.open().await;
    window.press("Alt+2").await;
    window.wait_text("Belum ada pesanan").await;

    let file = desk.home().join("Order.toship.20261118_20261119.xlsx");
    shopee::write(&file);
    let file = file.to_string_lossy();
    desk.terminal(&["--now", shopee::NOW, "import", "orders", &file, "--apply"]);
    let written = Instant::now();
    window.wait_text("yohanestarigan").await;
    let waited = written.elapsed();
    assert!(waited < Duration::from_secs(2), "it took {waited:?}");
}

/// The open window makes the day's backup by itself.
#[tokio::test(flavor = "multi_thread")]
async fn each_day_leaves_a_backup() {
    let desk = Desk::new("daily-backup");
    desk.terminal(&["--now", "2026-11-19 08:00", "init", "--name", "Dapur Wulan", "--owner", "Wulan"]);
    for (opened, wanted) in [
        ("2026-11-19T09:00:00+07:00", &["buku-20261119-0900.runut"][..]),
        ("2026-11-20T09:00:00+07:00", &["buku-20261119-0900.runut", "buku-20261120-0900.runut"]),
    ] {
        desk.set("RUNUT_NOW", opened);
        let window = desk.open().await;
        let begun = Instant::now();
        while backups(&desk) != wanted {
            assert!(begun.elapsed() < Duration::from_secs(15), "{opened}: {:?}", backups(&desk));
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        window.close().await;
    }
    let listed = desk.terminal(&["backups"]);
    assert!(listed.contains("buku-20261120-0900.runut"), "{listed}");
}

/// The names of the backups beside the desk's book.
fn backups(desk: &Desk) -> Vec<String> {
    let files = std::fs::read_dir(desk.home().join("cadangan")).into_iter().flatten();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("buku-") && name.ends_with(".runut"))
        .collect();
    names.sort();
    names
}
