//! Nothing leaves the computer, and nothing about people gets into the program's log: what a journey left is looked at.

use std::collections::BTreeSet;

use crate::harness::Desk;

/// Every address that a watched window and the processes of its view have called is of a kind that can't leave the machine:
/// AF_UNIX (the display, the desktop's bus, the sound server, the user data base) or AF_NETLINK (the kernel's own word of its
/// devices, which the view's library listens to). One exception: a test drives the window over a connection to its driver.
///
/// # Panics
/// Where one isn't, or nothing was watched.
pub fn no_network(desk: &Desk) {
    let (trace, driver) = desk.calls();
    let calls: Vec<&str> = trace.lines().filter_map(|line| line.split_once(' ')).map(|(_, call)| call.trim()).collect();
    assert!(calls.iter().any(|call| is_local(call)), "the display's socket wasn't seen, so nothing was: {trace}");
    let (address, port) = driver.split_once(':').expect("the driver says where it listens");
    let driver = format!("sin_port=htons({port}), sin_addr=inet_addr(\"{address}\")");
    let others: BTreeSet<&str> = calls.into_iter().filter(|call| goes_far(call) && !call.contains(&driver)).collect();
    assert!(others.is_empty(), "the window went to the network:\n{}", Vec::from_iter(others).join("\n"));
}

fn is_local(call: &str) -> bool {
    call.starts_with("connect(") && call.contains("/tmp/.X11-unix/")
}

/// Whether a call names an address of a kind that could leave the machine.
fn goes_far(call: &str) -> bool {
    let local = ["sa_family=AF_UNIX", "sa_family=AF_NETLINK"].iter().any(|family| call.contains(family));
    call.contains("sa_family=") && !local
}

/// The program's own log has lines, and none of these words.
///
/// # Panics
/// Where it has one, or no line.
pub fn no_personal_data(desk: &Desk, words: &[&str]) {
    let journal = desk.journal();
    assert!(journal.contains("started"), "the log has nothing of this day: {journal:?}");
    for word in words {
        assert!(word.len() > 3 && !journal.contains(word), "{word} stands in the program's log:\n{journal}");
    }
}
