//! The terminal program opens no socket, whatever it does: every call to the network is traced (strace).
#![cfg(test)]
#![cfg(target_os = "linux")]

mod desk;

use std::fs;
use std::process::Command;

use desk::Desk;

/// A shop's whole day, a walk through every verb, a backup and the audit.
#[test]
fn no_socket_is_opened() {
    let desk = Desk::new();
    let day = desk.path("hari");
    for words in [&["demo-day", "--out", &day][..], &["walk", "--steps", "60", "--seed", "4"], &["backup"], &["check"]]
    {
        let program = desk.command(words);
        let calls = desk.path("calls");
        let ended = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", &calls])
            .arg(program.get_program())
            .args(program.get_args())
            .output()
            .expect("strace is there: make need-test installs it");
        assert!(ended.status.success(), "{words:?}: {}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(fs::read_to_string(calls).unwrap(), "", "{words:?}");
    }
}

/// The tracer sees what it should see: without this the test above would hold for a tracer that sees nothing.
#[test]
fn a_socket_would_be_seen() {
    let desk = Desk::new();
    let calls = desk.path("calls");
    let perl = "use Socket; socket(my $s, AF_UNIX, SOCK_STREAM, 0)";
    let ended = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=%network", "-o", &calls, "perl", "-e", perl])
        .status()
        .expect("strace is there: make need-test installs it");
    assert!(ended.success());
    assert!(fs::read_to_string(calls).unwrap().contains("socket(AF_UNIX"));
}
