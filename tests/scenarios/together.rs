//! Two at once: window and terminal on one book. No oversell, no lost update, no double.

use std::sync::Barrier;
use std::thread;

use runut_actions::{act, import};
use runut_core::Verb;
use runut_core::marketplace::FileStatus;
use runut_store::Book;

use crate::script::tell;
use crate::shop::{order, staged};

/// Eight processes' worth of writers do the same to two orders that share one unit: one parcel is packed, once.
#[test]
fn the_last_unit_goes_into_one_parcel() {
    let shop = tell(
        "
        file A to_ship 1xHijau@16000 => approved
        file B to_ship 1xHijau@16000 => approved
        receive Hijau 1 @9000
        ",
    );
    let orders = [shop.order("A"), shop.order("B")];
    let start = Barrier::new(8);
    let packed: usize = thread::scope(|scope| {
        let workers: Vec<_> = (0..8)
            .map(|n| {
                let (start, shop) = (&start, &shop);
                scope.spawn(move || {
                    let book = Book::open(shop.book.path()).unwrap();
                    let ctx = book.context(None, shop.now, &format!("worker{n}")).unwrap();
                    start.wait();
                    act(&book, &ctx, Verb::Pack, &orders[n % 2..=n % 2], "").unwrap().value.done.len()
                })
            })
            .collect();
        workers.into_iter().map(|w| w.join().unwrap()).sum()
    });
    assert_eq!(packed, 1);
    shop.sound();
}

/// The same file from four doors at once is taken in once.
#[test]
fn the_same_file_at_once_is_taken_in_once() {
    let shop = tell("file A to_ship 1xHijau@16000 => approved");
    let files: Vec<_> = (0..40).map(|n| order(&format!("F{n}"), FileStatus::ToShip, &["2xBiru@9000"])).collect();
    let staged = staged(files);
    let start = Barrier::new(4);
    let new: u32 = thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|n| {
                let (start, shop, staged) = (&start, &shop, &staged);
                scope.spawn(move || {
                    let book = Book::open(shop.book.path()).unwrap();
                    let ctx = book.context(None, shop.now, &format!("import{n}")).unwrap();
                    start.wait();
                    let mut go_on = |_| std::ops::ControlFlow::Continue(());
                    import::apply(&book, &ctx, staged, None, &mut go_on).unwrap().value.new
                })
            })
            .collect();
        workers.into_iter().map(|w| w.join().unwrap()).sum()
    });
    assert_eq!(new, 40);
    shop.sound();
}

/// A double click: the same request twice has its effect once, and the same answer.
#[test]
fn a_double_click_has_its_effect_once() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let ctx = shop.ctx();
    let order = [shop.order("A")];
    let first = act(&shop.book, &ctx, Verb::Hold, &order, "cek").unwrap().value;
    let before = shop.book.dump().unwrap();
    let second = act(&shop.book, &ctx, Verb::Hold, &order, "cek").unwrap().value;
    assert_eq!(first, second);
    assert_eq!(shop.book.dump().unwrap(), before);
}

/// An import that is stopped half way leaves the book as it was.
#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let before = shop.book.dump().unwrap();
    let files: Vec<_> = (0..200).map(|n| order(&format!("F{n}"), FileStatus::ToShip, &["1xBiru@9000"])).collect();
    let ctx = shop.ctx();
    let mut told = Vec::new();
    let mut stop = |n| {
        told.push(n);
        if n >= 100 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
    };
    let error = import::apply(&shop.book, &ctx, &staged(files), None, &mut stop).unwrap_err();
    assert!(error.to_string().contains("cancelled"), "{error}");
    assert_eq!(told, [50, 100]);
    assert_eq!(shop.book.dump().unwrap(), before);
}
