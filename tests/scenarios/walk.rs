//! A random walk: whatever is done in whatever order, the audit finds nothing, and what is refused changes nothing.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use runut_actions::{UsedNumber, act, create_wave, pack_scan, pack_undo, ship};
use runut_core::marketplace::FileStatus;
use runut_core::rows::TrackingItem;
use runut_core::{OrderId, Verb};

use crate::shop::{Shop, order};

const VARIANTS: [&str; 3] = ["Hijau", "Biru", "Putih"];

#[derive(Clone, Debug)]
enum Step {
    File { id: u8, status: FileStatus, lines: Vec<(u8, u8)>, returned: bool },
    Receive { variant: u8, quantity: u8, price: u16 },
    Act { verb: Verb, order: u8 },
    Ship { order: u8, number: u8, join: bool },
    Scan { order: u8, code: u8 },
    Undo { order: u8 },
    Wave,
}

fn step() -> impl Strategy<Value = Step> {
    let status = prop::sample::select(FileStatus::ALL.to_vec());
    let verb = prop::sample::select(vec![
        Verb::Approve,
        Verb::Unapprove,
        Verb::Pack,
        Verb::Unpack,
        Verb::Ship,
        Verb::Recall,
        Verb::Deliver,
        Verb::Undeliver,
        Verb::Complete,
        Verb::Reopen,
        Verb::Cancel,
        Verb::Hold,
        Verb::Release,
    ]);
    let lines = prop::collection::vec((0u8..3, 1u8..4), 1..4);
    prop_oneof![
        4 => (0u8..12, status, lines, any::<bool>())
            .prop_map(|(id, status, lines, returned)| Step::File { id, status, lines, returned }),
        2 => (0u8..3, 1u8..9, 0u16..30_000).prop_map(|(variant, quantity, price)| Step::Receive { variant, quantity, price }),
        8 => (verb, 0u8..12).prop_map(|(verb, order)| Step::Act { verb, order }),
        2 => (0u8..12, 0u8..6, any::<bool>()).prop_map(|(order, number, join)| Step::Ship { order, number, join }),
        4 => (0u8..12, 0u8..6).prop_map(|(order, code)| Step::Scan { order, code }),
        1 => (0u8..12).prop_map(|order| Step::Undo { order }),
        1 => Just(Step::Wave),
    ]
}

fn take(shop: &mut Shop, step: &Step) {
    let number = |order: u8| OrderId(i64::from(order) + 1);
    match step {
        Step::File { id, status, lines, returned } => {
            let texts: Vec<String> = lines
                .iter()
                .map(|(v, q)| format!("{q}x{}@1{q}000~{}", VARIANTS[usize::from(*v)], u8::from(*returned)))
                .collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            shop.take_in(vec![order(&format!("F{id}"), *status, &texts)]).unwrap();
        }
        Step::Receive { variant, quantity, price } => {
            let found = shop.read(|r| r.variant_by_name("Gelas", VARIANTS[usize::from(*variant)]));
            if let Some(found) = found {
                shop.receive(found, i64::from(*quantity), i64::from(*price));
            }
        }
        Step::Act { verb, order } => {
            let ctx = shop.ctx();
            drop(act(&shop.book, &ctx, *verb, &[number(*order)], "uji"));
        }
        Step::Ship { order, number: tracking, join } => {
            let ctx = shop.ctx();
            let item = TrackingItem {
                order: number(*order).code(),
                tracking: format!("R{tracking}"),
                courier: Some("JNE".into()),
            };
            let used = if *join { UsedNumber::Join } else { UsedNumber::Refuse };
            drop(ship(&shop.book, &ctx, &[item], used));
        }
        Step::Scan { order, code } => {
            let ctx = shop.ctx();
            let known = shop.read(|r| r.find_order(&number(*order).code()));
            let code = if *code < 4 { format!("V000{code}") } else { number(*order).code() };
            drop(pack_scan(&shop.book, &ctx, known, &code));
        }
        Step::Undo { order } => {
            let ctx = shop.ctx();
            drop(pack_undo(&shop.book, &ctx, number(*order)));
        }
        Step::Wave => {
            let ctx = shop.ctx();
            drop(create_wave(&shop.book, &ctx, &[]));
        }
    }
}

#[test]
fn the_audit_finds_nothing_after_any_walk() {
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    runner
        .run(&prop::collection::vec(step(), 60..160), |steps| {
            let mut shop = Shop::new();
            for (at, step) in steps.iter().enumerate() {
                take(&mut shop, step);
                if at % 10 == 0 {
                    shop.sound();
                }
            }
            shop.sound();
            Ok(())
        })
        .unwrap();
}
