//! What money doesn't cover leaves by the owner's override only, whatever stage it is in and whoever tries; and the unique
//! code of what is short.

use runut_actions::{UsedNumber, act, order_form, save_customer, save_order, ship, void_payment};
use runut_core::rows::{BuyerTextKey, CustomerForm, TrackingItem};
use runut_core::{PaymentId, Stage, Verb};
use runut_store::{audit, reports};

use crate::script::{code, go_on, tell};
use crate::script_typed::{opened, save};
use crate::shop::Shop;

const GOODS: &str = "
    goods Hijau Biru
    receive Hijau 10 @9000
    ";

/// An order of our own at a stage, paid and not.
fn standing(stage: &str, paid: bool) -> Shop {
    let mut shop = tell(GOODS);
    let story = match (stage, paid) {
        ("awaiting_payment", _) => "own A 1xHijau@16000 => awaiting_payment",
        ("awaiting_approval", _) => "own A 1xHijau@16000 => awaiting_payment\n pay A=16000 => awaiting_approval",
        ("approved", true) => "own A 1xHijau@16000\n pay A=16000\n approve A => approved",
        ("approved", false) => "own A 1xHijau@16000\n pay A=16000\n approve A\n void 1 palsu => approved held",
        ("packed", true) => "own A 1xHijau@16000\n pay A=16000\n approve A\n pack A => packed",
        ("packed", false) => "own A 1xHijau@16000\n pay A=16000\n approve A\n pack A\n void 1 palsu => packed held",
        ("recalled", _) => {
            "own A 1xHijau@16000\n pay A=16000\n approve A\n pack A\n ship A JNE CM00000000001\n void 1 palsu => shipped
             recall A salah => packed held"
        }
        (other, _) => panic!("{other}"),
    };
    go_on(&mut shop, story);
    shop
}

/// Every stage, paid or not, every verb that brings it nearer to the door, every person, with and without a reason.
#[test]
fn nothing_uncovered_leaves_but_by_an_owner_with_a_reason() {
    let verbs = [Verb::Release, Verb::Approve, Verb::Pack, Verb::Ship];
    for (stage, paid) in [
        ("awaiting_payment", false),
        ("awaiting_approval", true),
        ("approved", true),
        ("approved", false),
        ("packed", true),
        ("packed", false),
        ("recalled", false),
    ] {
        for person in ["Ratna", "Sari"] {
            for reason in ["", "pelanggan tetap"] {
                let mut shop = standing(stage, paid);
                go_on(&mut shop, &format!("as {person}"));
                let order = shop.order("A");
                // Round after round: whatever order the verbs are tried in.
                for verb in verbs.into_iter().cycle().take(12) {
                    let ctx = shop.ctx();
                    drop(act(&shop.book, &ctx, verb, &[order], reason).unwrap());
                    let tracking = "CM00000000009".to_owned();
                    let item = TrackingItem { order: order.code(), tracking, courier: Some("JNE".to_owned()) };
                    let ctx = shop.ctx();
                    drop(ship(&shop.book, &ctx, &[item], UsedNumber::Refuse).unwrap());
                }
                shop.sound();
                let left = shop.read(|r| r.order(order)).stage == Stage::Shipped;
                let owner = person == "Ratna" && !reason.is_empty();
                assert_eq!(left, paid || owner, "{stage}, paid {paid}, {person}, reason {reason:?}");
            }
        }
    }
}

/// What the owner let through stays let through, whoever packs it; what it lacks beyond that is held again.
#[test]
fn an_override_is_for_what_was_missing_then() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 2xHijau@16000              => awaiting_payment
        approve A pelanggan tetap        => approved
        as Sari
        hold A cek alamat                => approved held
        release A                        => approved
        pay A=10000                      => approved
        void 1 salah catat               => approved
        pack A                           => packed
        unpack A salah                   => approved
        pack A                           => packed
        ship A JNE CM00000000001         => shipped
        recall A salah                   => packed
        ship A JNE CM00000000001         => shipped
        own B 1xHijau@16000              => awaiting_payment
        pay B=16000                      => awaiting_approval
        approve B                        => approved
        void 2 palsu                     => approved held
        release B                        => not_covered
        release B percaya                => owner_only
        as Ratna
        release B                        => not_covered
        release B pelanggan tetap        => approved
        as Sari
        pack B                           => packed
        cancel B batal                   => cancelled
        reopen B                         => awaiting_payment
        approve B percaya                => owner_only
        ",
    );
}

/// A draft without goods or recipient, or whose goods are gone, isn't opened again into the queue.
#[test]
fn reopening_checks_what_placing_checks() {
    let mut shop = tell(GOODS);
    let empty = crate::script_typed::empty(&shop);
    assert_eq!(save(&mut shop, "A", &empty, false, ""), "draft");
    go_on(
        &mut shop,
        "
        place A                          => lines_missing
        cancel A salah                   => cancelled
        reopen A                         => lines_missing
        draft C 1xHijau@16000            => draft
        cancel C batal                   => cancelled
        adjust Hijau lost 10 hilang
        reopen C                         => stock_short
        receive Hijau 10 @9000
        reopen C                         => awaiting_payment
        ",
    );
    let nobody = {
        let mut form = crate::script_typed::typed(&shop, crate::script_typed::empty(&shop), &["1xHijau@16000", "cod"]);
        form.to.recipient = String::new();
        form
    };
    assert_eq!(save(&mut shop, "B", &nobody, false, ""), "draft");
    go_on(
        &mut shop,
        "
        cancel B salah                   => cancelled
        reopen B                         => recipient_missing
        ",
    );
}

/// What isn't sold any more isn't ordered anew by way of a draft or of an order that was cancelled.
#[test]
fn archived_goods_are_not_placed() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        draft A 1xHijau@16000            => draft
        order B 1xHijau@16000            => awaiting_payment
        cancel B batal                   => cancelled
        ",
    );
    let goods = [shop.variant("Hijau")];
    let ctx = shop.ctx();
    runut_actions::archive(&shop.book, &ctx, &goods, runut_actions::Archive::Away).unwrap();
    go_on(
        &mut shop,
        "
        place A                          => archived
        reopen B                         => archived
        ",
    );
    let ctx = shop.ctx();
    runut_actions::archive(&shop.book, &ctx, &goods, runut_actions::Archive::Back).unwrap();
    go_on(
        &mut shop,
        "
        place A                          => awaiting_payment
        reopen B                         => awaiting_payment
        ",
    );
}

/// What a short payment took of the code is back when the payment is voided; a total that was taken meanwhile gets another.
#[test]
fn a_void_gives_back_the_code() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000            => awaiting_payment
        total A                          => 16388 code 388
        pay A=16100                      => awaiting_approval
        total A                          => 16100 code 100
        void 1 salah                     => awaiting_payment
        total A                          => 16388 code 388
        pay A=16000                      => awaiting_approval
        total A                          => 16000 code 0
        pay A=100                        => awaiting_approval
        void 3 salah                     => awaiting_approval
        total A                          => 16000 code 0
        order B 1xHijau@16388 plain      => awaiting_payment
        ",
    );
    let ctx = shop.ctx();
    let voided = void_payment(&shop.book, &ctx, PaymentId(2), "palsu").unwrap().value;
    assert!(voided.warnings.iter().any(|w| w.id.contains("16.389")), "{voided:?}");
    go_on(
        &mut shop,
        "
        total A                          => 16389 code 389
        stage A                          => awaiting_payment
        pay A=16389                      => awaiting_approval
        approve A                        => approved
        order C 1xHijau@16389 plain      => awaiting_payment
        void 4 palsu                     => approved held
        total A                          => 16390 code 390
        ",
    );
    let text = shop.read(|r| Ok(runut_actions::text_for(r, shop.order("A"), BuyerTextKey::Order).unwrap()));
    assert!(text.contains("16.390"), "{text}");
}

/// A total stays its order's for as long as its money is to come: let through, partly paid and amended, cancelled and back.
#[test]
fn two_coded_totals_are_never_equal() {
    tell(
        "
        goods Hijau
        receive Hijau 50 @9000
        order A 1xHijau@16000            => awaiting_payment
        total A                          => 16388 code 388
        approve A pelanggan tetap        => approved
        order B 1xHijau@16001            => awaiting_payment
        total B                          => 16776 code 775
        pay A=16000                      => approved
        total A                          => 16000 code 0
        void 1 salah                     => approved
        total A                          => 16388 code 388
        unapprove A                      => awaiting_payment
        pay B=1000                       => awaiting_payment
        order C 2xHijau@16388 plain account=bank => awaiting_payment
        amend B 1xHijau@15613 why=murah  => awaiting_payment
        total B                          => 16389 code 776
        cancel B batal                   => cancelled
        order D 1xHijau@16389 plain      => awaiting_payment
        reopen B                         => awaiting_payment
        total B                          => 16390 code 777
        ",
    );
}

#[test]
fn equal_totals_are_found() {
    let mut shop = tell(GOODS);
    go_on(&mut shop, "order A 1xHijau@16000\n order B 1xHijau@16000\n total B => 16775 code 775");
    let path = shop.book.path().to_path_buf();
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.execute("UPDATE orders SET unique_code = 388, total = 16388 WHERE id = 2", []).unwrap();
    let found = audit::check(&shop.book).unwrap();
    assert!(found.iter().any(|f| f.code == "equal_totals"), "{found:?}");
    go_on_unsound(&mut shop, "A");
}

/// Whoever lifts a hold beside the program is found.
fn go_on_unsound(shop: &mut Shop, name: &str) {
    let (order, ctx) = (shop.order(name), shop.ctx());
    act(&shop.book, &ctx, Verb::Approve, &[order], "pelanggan tetap").unwrap();
    let conn = rusqlite::Connection::open(shop.book.path()).unwrap();
    conn.execute("UPDATE orders SET let_through = 0 WHERE id = ?1", [order.0]).unwrap();
    let found = audit::check(&shop.book).unwrap();
    assert!(found.iter().any(|f| f.code == "uncovered"), "{found:?}");
}

/// A draft saved as it was is no write; whatever address its customer used since.
#[test]
fn what_is_saved_unchanged_writes_nothing() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        draft A 1xHijau@16000 to=Siti phone=081234567890 address=Mawar => draft
        order B 1xHijau@16000 to=Siti phone=081234567890 address=Kenanga => awaiting_payment
        ",
    );
    for name in ["A", "A"] {
        let (form, before) = (opened(&shop, name), shop.book.dump().unwrap());
        assert_eq!(save(&mut shop, name, &form, false, ""), "draft");
        assert_eq!(shop.book.dump().unwrap(), before);
    }
    let (form, before) = (opened(&shop, "B"), shop.book.dump().unwrap());
    assert_eq!(save(&mut shop, "B", &form, false, "alasan"), "unchanged");
    assert_eq!(shop.book.dump().unwrap(), before);
    // Another customer of the same name is a change.
    let ctx = shop.ctx();
    let twin = CustomerForm {
        id: None,
        name: "Siti".into(),
        phones: vec!["0857 1111 2222".into()],
        addresses: Vec::new(),
        note: String::new(),
    };
    let twin = save_customer(&shop.book, &ctx, &twin).unwrap().value;
    let mut form = opened(&shop, "A");
    form.customer = Some(twin);
    assert_eq!(save(&mut shop, "A", &form, false, ""), "draft");
    assert_eq!(shop.read(|r| r.particulars(shop.order("A"))).customer, Some(twin));
    // An address that was used before is the latest again, and the log says so.
    go_on(&mut shop, "order C 1xHijau@16000 to=Siti phone=081234567890 address=Mawar => awaiting_payment");
    let ctx = shop.ctx();
    let copy = shop.book.read(|r| order_form(r, None, Some(shop.order("B")))).unwrap().form;
    let saved = save_order(&shop.book, &ctx, &copy, true, "").map(drop).map_err(|e| code(&e));
    assert_eq!(saved, Ok(()));
    let query = runut_core::rows::LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: "customer".into(),
        scans: false,
        after: None,
        limit: 50,
    };
    let told = shop.read(|r| reports::log_page(r, &query)).rows;
    let told: Vec<&str> = told.iter().rev().map(|row| row.verb.as_str()).collect();
    // Siti; Kenanga; the twin and her address; Mawar again; Kenanga again.
    assert_eq!(told, ["add", "change", "add", "change", "change", "change"]);
    shop.sound();
}
