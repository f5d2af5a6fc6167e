//! Doing again what was taken back: stories.

use runut_actions::{save, undo};
use runut_core::marketplace::FileStatus;
use runut_core::undo::Way;

use crate::script::{go_on, tell};
use crate::shop::{Shop, order};
use crate::undo::{SHOP, product, undone};
use crate::undo_walk::logical;

/// Done again it is as it was; and taken back once more. What I have done since ends that, what others have done is named.
#[test]
fn what_was_taken_back_is_done_again() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        redo                                   => redo_nothing
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        approve A                              => approved
        undo                                   => undone
        undo                                   => undone
        stage A                                => awaiting_payment
        redo                                   => again
        stage A                                => awaiting_approval
        balance bank                           => 32000
        undo                                   => undone
        balance bank                           => 0
        redo                                   => again
        redo                                   => again
        stage A                                => approved
        redo                                   => redo_nothing
        undo                                   => undone
        hold A alamat                          => awaiting_approval held
        redo                                   => redo_nothing
        undo                                   => undone
        as Sari
        hold A alamat                          => awaiting_approval held
        redo                                   => redo_nothing
        as Ratna
        redo                                   => undo_since
        ",
    );
}

/// What another has taken back since, of what was there before, stands in the way.
#[test]
fn what_lay_beneath_and_was_taken_back_is_named() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        as Sari
        ship A JNE CM00000000001               => shipped
        as Ratna
        claim A Hijau=1:16000 retak            => shipped
        undo                                   => undone
        as Sari
        undo                                   => undone
        as Ratna
        redo                                   => undo_since
        as Sari
        redo                                   => again
        as Ratna
        redo                                   => again
        stage A                                => shipped
        ",
    );
}

/// What it would bring back has another's place by now: it is said, and nothing changes.
#[test]
fn what_others_have_taken_meanwhile_is_not_done_again() {
    let mut shop = tell(SHOP);
    let ctx = shop.ctx();
    save(&shop.book, &ctx, &product("Ember", None)).unwrap();
    undone(&mut shop).unwrap();
    shop.acting = Some("Sari".into());
    for name in ["Gayung", "Sikat"] {
        let ctx = shop.ctx();
        let mut form = product(name, None);
        form.variants[0].sku = if name == "Gayung" { "G".into() } else { "MRH".into() };
        save(&shop.book, &ctx, &form).unwrap();
    }
    shop.acting = None;
    let before = logical(&shop.book);
    go_on(&mut shop, "redo => undo_changed");
    go_on(&mut shop, "as Sari\nundo => undone\nundo => undone\nas Ratna\nredo => again");
    assert_ne!(logical(&shop.book), before);
    go_on(&mut shop, "undo => undone");
    shop.take_in(vec![order("X", FileStatus::ToShip, &["1xHijau@16000"])]).unwrap();
    go_on(&mut shop, "undo => undone");
    shop.acting = Some("Sari".into());
    shop.take_in(vec![order("X", FileStatus::ToShip, &["1xHijau@16000"])]).unwrap();
    shop.acting = None;
    go_on(&mut shop, "redo => undo_changed");
}

/// The reverse verb that took a step back is taken back too.
#[test]
fn what_the_reverse_verb_did_is_done_again() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000 cod ship=1         => awaiting_approval
        approve A                              => approved
        as Sari
        scan - slip:A                          => in 0
        scan A V0001                           => in 1
        as Ratna
        undo                                   => undone
        stage A                                => awaiting_approval
        redo                                   => again
        stage A                                => approved
        undo                                   => undone
        stage A                                => awaiting_approval
        ",
    );
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        as Sari
        approve A                              => approved
        as Ratna
        undo                                   => undone
        stage A                                => approved held
        redo                                   => again
        stage A                                => approved
        balance bank                           => 32000
        ",
    );
}

/// A whole file, taken out and in again.
#[test]
fn an_import_is_done_again() {
    let mut shop = tell(SHOP);
    shop.take_in(vec![
        order("A", FileStatus::Shipped, &["1xHijau@16000"]),
        order("B", FileStatus::ToShip, &["2xHijau@16000"]),
        order("D", FileStatus::Completed, &["1xBiru@16000"]),
    ])
    .unwrap();
    let (after, ctx) = (logical(&shop.book), shop.ctx());
    let words = |shop: &Shop| shop.book.read(|r| r.known(runut_core::StoreId(1), "B")).unwrap().is_some();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert!(!words(&shop));
    let ctx = shop.ctx();
    let done = undo(&shop.book, &ctx, Way::Again).unwrap().value;
    assert!(done.message.id.starts_with("Diulangi: Impor"), "{}", done.message.id);
    assert_eq!(done.done.len(), 3);
    shop.sound();
    assert_eq!(logical(&shop.book), after);
}
