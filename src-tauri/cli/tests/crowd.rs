//! Eight terminals at once, as processes: no oversell, no lost update, no double. And a disk that is really full or
//! read-only.
#![cfg(test)]
#![cfg_attr(not(unix), allow(unused_imports, reason = "only Unix limits a program so"))]

mod desk;

use std::fs;
use std::process::{Child, Command, Output, Stdio};

use runut_store::{Book, reports};
use serde_json::{Value, json};

use desk::Desk;

const TERMINALS: usize = 8;

fn audited(desk: &Desk) {
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// Runs the words of each terminal, all started before any is waited for; answers status and value of each.
fn at_once(desk: &Desk, words: &[Vec<String>]) -> Vec<(i32, Value)> {
    let start = |words: &Vec<String>| {
        let words: Vec<&str> = ["--json"].into_iter().chain(words.iter().map(String::as_str)).collect();
        desk.command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let children: Vec<Child> = words.iter().map(start).collect();
    let ended = |child: Child| {
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let text = String::from_utf8(stdout).unwrap();
        let said = String::from_utf8_lossy(&stderr);
        let value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text:?} {said}"));
        (status.code().unwrap(), value)
    };
    children.into_iter().map(ended).collect()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// A shop with so many orders of a file, each of two units, approved; and units on the shelf.
fn shop(orders: usize, units: usize) -> Desk {
    let desk = Desk::new();
    let ids: Vec<String> = (0..orders).map(|n| format!("2611A{n:05}")).collect();
    let rows: Vec<_> = ids.iter().map(|id| (&**id, "Gelas", "Hijau", "16.000", "2")).collect();
    let file = desk.orders(&rows);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", &format!("V0001={units}@{}", units * 9_000)]);
    desk
}

#[test]
fn the_last_units_go_into_one_parcel_of_eight() {
    let desk = shop(TERMINALS, 2);
    let pack: Vec<_> = (1..=TERMINALS).map(|n| words(&["order", "pack", &n.to_string()])).collect();
    let ended = at_once(&desk, &pack);
    let done = ended.iter().filter(|(status, _)| *status == 0).count();
    assert_eq!(done, 1, "{ended:?}");
    assert!(ended.iter().all(|(status, _)| *status <= 1), "{ended:?}");
    let packed = desk.done(&["orders", "--stage", "packed"])["rows"].as_array().unwrap().len();
    assert_eq!(packed, 1);
    audited(&desk);
}

/// Each writes an order by hand, of the one unit that is left.
#[test]
fn the_last_unit_is_sold_once() {
    let desk = shop(1, 1);
    desk.done(&["order", "cancel", "1", "--reason", "batal"]);
    let place = |n| {
        let to = json!({ "recipient": "Siti", "phone": format!("0812-3456-789{n}"), "address": "Jl. Mawar 1" });
        let order = json!({ "to": to, "lines": [{ "sku": "V0001", "quantity": 1 }], "shipping": 0, "courier": "JNE" });
        let file = desk.file(&format!("{n}.json"), order.to_string().as_bytes());
        words(&["order", "new", &file, "--place"])
    };
    let ended = at_once(&desk, &(0..TERMINALS).map(place).collect::<Vec<_>>());
    let done = ended.iter().filter(|(status, _)| *status == 0).count();
    assert_eq!(done, 1, "{ended:?}");
    let short = |(status, value): &&(i32, Value)| *status == 1 && value["refused"]["code"] == json!("stock_short");
    assert_eq!(ended.iter().filter(short).count(), TERMINALS - 1, "{ended:?}");
    assert_eq!(desk.done(&["stock"])["rows"][0]["available"], json!(0));
    audited(&desk);
}

#[test]
fn one_order_is_packed_and_shipped_once() {
    let desk = shop(1, 10);
    for step in [words(&["order", "pack", "1"]), words(&["order", "ship", "1", "--tracking", "JNE0000000001"])] {
        let ended = at_once(&desk, &vec![step.clone(); TERMINALS]);
        let done = ended.iter().filter(|(status, _)| *status == 0).count();
        assert_eq!(done, 1, "{step:?}: {ended:?}");
        assert!(ended.iter().all(|(status, _)| *status <= 1), "{ended:?}");
    }
    assert_eq!(desk.done(&["stock"])["rows"][0]["on_hand"], json!(8));
    audited(&desk);
}

#[test]
fn one_file_is_taken_in_once() {
    let desk = shop(1, 10);
    let ids: Vec<String> = (0..60).map(|n| format!("2611B{n:05}")).collect();
    let rows: Vec<_> = ids.iter().map(|id| (&**id, "Gelas", "Hijau", "16.000", "2")).collect();
    let file = desk.orders(&rows);
    let ended = at_once(&desk, &vec![words(&["import", "orders", &file, "--apply"]); TERMINALS]);
    assert!(ended.iter().all(|(status, _)| *status == 0), "{ended:?}");
    let orders = Book::open(desk.path("uji.runut").as_ref()).unwrap().read(reports::holding).unwrap().orders;
    assert_eq!(orders, 61);
    audited(&desk);
}

#[test]
fn no_update_of_eight_is_lost() {
    const EACH: usize = 5;
    let desk = shop(TERMINALS * EACH, TERMINALS * EACH * 2);
    for at in 0..EACH {
        let hold = (0..TERMINALS).map(|n| {
            let order = (n * EACH + at + 1).to_string();
            if n % 2 == 0 {
                words(&["order", "hold", &order, "--reason", "cek"])
            } else {
                words(&["order", "pack", &order])
            }
        });
        let receive = (0..TERMINALS).map(|n| words(&["stock", "receive", &format!("V0001={}@9000", n + 1)]));
        let ended = at_once(&desk, &hold.chain(receive).collect::<Vec<_>>());
        assert!(ended.iter().all(|(status, _)| *status == 0), "{ended:?}");
    }
    let received: usize = TERMINALS * EACH * 2 + EACH * (1..=TERMINALS).sum::<usize>();
    assert_eq!(desk.done(&["stock"])["rows"][0]["on_hand"], json!(received));
    audited(&desk);
}

/// The terminal through a shell that limits it first.
#[cfg(unix)]
fn through(desk: &Desk, limit: &str, words: &[&str]) -> (i32, String) {
    let inner = desk.command(words);
    let output = Command::new("sh")
        .args(["-c", &format!("{limit} exec \"$@\""), "sh"])
        .arg(inner.get_program())
        .args(inner.get_args())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn a_disk_without_room_is_said_and_costs_nothing() {
    let desk = shop(3, 10);
    let path = desk.path("uji.runut");
    let dump = || Book::open(path.as_ref()).unwrap().dump().unwrap();
    let before = dump();
    // In blocks of 512 bytes; what would be longer is refused, as on a full disk.
    for blocks in [1, 8, 40] {
        let limit = format!("trap '' XFSZ; ulimit -f {blocks};");
        for step in [&["order", "pack", "1", "2"][..], &["backup"]] {
            let (status, said) = through(&desk, &limit, step);
            assert!(status == 1 || status == 3, "{blocks} {step:?}: {status} {said}");
            assert!(said.to_lowercase().contains("disk"), "{blocks} {step:?}: {said}");
            assert!(dump() == before, "{blocks} {step:?}");
            assert_eq!(desk.done(&["backups"]), json!([]), "{blocks}");
        }
    }
    desk.done(&["backup"]);
    desk.done(&["order", "pack", "1", "2"]);
    audited(&desk);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_said_and_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = shop(3, 10);
    let _ = fs::remove_dir_all(desk.path("cadangan"));
    let mode = |bits| fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(bits)).unwrap();
    mode(0o555);
    for entry in fs::read_dir(desk.folder.path()).unwrap() {
        fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(0o444)).unwrap();
    }
    // Nobody: modes say nothing to root.
    let id = Command::new("id").arg("-u").output().unwrap().stdout;
    let nobody = if id == b"0\n" { "exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\";" } else { "" };
    for step in [&["order", "pack", "1"][..], &["stock", "receive", "V0001=1@9000"], &["backup"]] {
        let (status, said) = through(&desk, nobody, step);
        assert!(status == 1 || status == 3, "{step:?}: {status} {said}");
        assert!(said.contains("tidak bisa ditulis"), "{step:?}: {said}");
    }
    assert_eq!(through(&desk, nobody, &["order", "show", "1"]).0, 0, "it can still be read");
    mode(0o755);
}
