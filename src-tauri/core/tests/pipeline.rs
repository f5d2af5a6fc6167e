//! The pipeline: the whole table as one snapshot, and what must hold for it.
#![cfg(test)]

use runut_core::{Next, Stage, Verb, next};

fn cell(next: Next) -> String {
    match next {
        Next::No => "·".to_owned(),
        Next::Stay => "=".to_owned(),
        Next::To(stage) => stage.key().to_owned(),
        Next::Either(a, b) => format!("{} | {}", a.key(), b.key()),
    }
}

#[test]
fn the_whole_table() {
    let mut lines = Vec::new();
    for verb in Verb::ALL {
        for stage in Stage::ALL {
            let next = next(stage, verb);
            if next != Next::No {
                lines.push(format!("{:<10} {:<18} -> {}", verb.key(), stage.key(), cell(next)));
            }
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn keys_are_unique_and_read_back() {
    for stage in Stage::ALL {
        assert_eq!(Stage::from_key(stage.key()), Some(stage));
    }
    for verb in Verb::ALL {
        assert_eq!(Verb::from_key(verb.key()), Some(verb));
    }
}

/// Whatever a verb does, its reverse leads back: "Urungkan" is nothing else.
#[test]
fn the_reverse_verb_leads_back() {
    for verb in [
        Verb::Approve,
        Verb::Unapprove,
        Verb::Pack,
        Verb::Unpack,
        Verb::Ship,
        Verb::Recall,
        Verb::Deliver,
        Verb::Undeliver,
        Verb::Expire,
    ] {
        let reverse = verb.reverse().unwrap();
        let mut asserted = 0;
        for (from, to) in Stage::ALL.into_iter().flat_map(|from| Stage::ALL.map(|to| (from, to))) {
            if from != to && next(from, verb).allows(from, to) {
                assert!(next(to, reverse).allows(to, from), "{verb:?} from {from:?} to {to:?}, then {reverse:?}");
                asserted += 1;
            }
        }
        assert!(asserted > 0, "{verb:?} leads nowhere");
    }
    assert!(next(Stage::Completed, Verb::Reopen).allows(Stage::Completed, Stage::Shipped));
    assert!(next(Stage::Completed, Verb::Reopen).allows(Stage::Completed, Stage::Delivered));
}

/// A parcel that has left is never cancelled, held, amended or packed again, and money is never refused a way in or out.
#[test]
fn what_has_left_stays_left() {
    for stage in Stage::ALL.into_iter().filter(|s| s.has_left()) {
        for verb in [Verb::Cancel, Verb::Hold, Verb::Amend, Verb::Pack, Verb::Approve, Verb::Expire] {
            assert_eq!(next(stage, verb), Next::No, "{verb:?} {stage:?}");
        }
        assert_eq!(next(stage, Verb::Pay), Next::Stay);
        assert_eq!(next(stage, Verb::Refund), Next::Stay);
    }
}
