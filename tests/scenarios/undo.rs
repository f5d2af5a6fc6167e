//! Taking back one's last step: stories.

use runut_actions::{ActionError, act, adjust, create_wave, save, undo, undo_preview};
use runut_core::Verb;
use runut_core::marketplace::FileStatus;
use runut_core::rows::{AdjustForm, AdjustKind, ProductForm, VariantForm};
use runut_core::{Money, OrderId};

use crate::script::{code, go_on, tell};
use crate::shop::{Shop, order};
use crate::undo_walk::logical;

const SHOP: &str = "
    as Sari
    as Ratna
    goods Hijau
    receive Hijau 10 @9000
";

fn undone(shop: &mut Shop) -> Result<String, String> {
    let ctx = shop.ctx();
    let done = undo(&shop.book, &ctx).map(|done| done.value.message.id).map_err(|error| match error {
        ActionError::Refused(refusal) => refusal.message.id,
        broken => panic!("{broken}"),
    });
    shop.sound();
    done
}

/// Cancelled and taken back: the deadline is there again, so that the units don't stay promised for ever.
#[test]
fn a_cancellation_taken_back_keeps_the_deadline() {
    for back in ["undo", "reopen A"] {
        let mut shop = tell(SHOP);
        go_on(&mut shop, "own A 2xHijau@16000 => awaiting_payment");
        let pay_by = shop.read(|r| r.order(shop.order("A"))).pay_by;
        assert!(pay_by.is_some(), "the shop's own deadline");
        go_on(&mut shop, &format!("cancel A batal saja => cancelled\n{back}"));
        let order = shop.read(|r| r.order(shop.order("A")));
        assert_eq!((order.stage.key(), order.pay_by), ("awaiting_payment", pay_by), "{back}");
    }
}

/// Goods of which there were some already, and a shelf set right: no row changes but moves, postings and their sums. It is
/// this step that goes, never the one before it.
#[test]
fn what_only_moves_goods_is_taken_back_too() {
    let mut shop = tell(SHOP);
    let level = |shop: &Shop| shop.read(|r| r.level(shop.variant("Hijau")));
    let ten = level(&shop);
    go_on(&mut shop, "receive Hijau 7 @9500");
    assert!(undone(&mut shop).unwrap().contains("Terima 7"));
    assert_eq!(level(&shop), ten);
    let form = AdjustForm {
        variant: shop.variant("Hijau"),
        kind: AdjustKind::Set,
        quantity: 4,
        reason: "hitung ulang".into(),
        unit_cost: None,
    };
    let ctx = shop.ctx();
    adjust(&shop.book, &ctx, &form).unwrap();
    assert_eq!(level(&shop).shelf, 4);
    assert!(undone(&mut shop).unwrap().contains("Hilang 6"));
    assert_eq!(level(&shop), ten);
}

/// Reopened after its deadline it gets a new one; so does what is let through, taken back, or voided.
#[test]
fn what_waits_again_has_a_deadline_that_lies_ahead() {
    for story in [
        "cancel A batal => cancelled\nclock 9000\nreopen A => awaiting_payment",
        "cancel A batal => cancelled\nclock 9000\nundo => undone",
        "approve A pelanggan tetap => approved\nclock 9000\nunapprove A => awaiting_payment",
        "pay A=32000 => awaiting_approval\nclock 9000\nvoid 1 salah",
    ] {
        let mut shop = tell(SHOP);
        go_on(&mut shop, "own A 2xHijau@16000 => awaiting_payment");
        go_on(&mut shop, story);
        let order = shop.read(|r| r.order(shop.order("A")));
        assert_eq!(order.stage.key(), "awaiting_payment", "{story}");
        assert!(order.pay_by.is_some_and(|by| by > shop.now), "{story}: {:?}", order.pay_by);
    }
}

#[test]
fn goods_received_go_back_as_long_as_they_are_there() {
    let mut shop = tell("as Sari\nas Ratna\ngoods Hijau");
    let before = logical(&shop.book);
    go_on(
        &mut shop,
        "
        receive Hijau 10 @9000
        undo                                   => undone
        stock Hijau                            => on_hand 0 allocated 0 available 0 value 0
        balance supplier_payable               => 0
        ",
    );
    assert_eq!(logical(&shop.book), before);
    go_on(
        &mut shop,
        "
        receive Hijau 2 @9000
        as Sari
        own A 2xHijau@16000 cod ship=1         => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        as Ratna
        undo                                   => undo_moved_on
        ",
    );
    let why = undone(&mut shop).unwrap_err();
    assert!(why.contains("tinggal 0") && why.contains("Sesuaikan"), "{why}");
}

/// What others did since is named, with who did it.
#[test]
fn what_came_since_is_named() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000 cod ship=1         => awaiting_approval
        as Sari
        approve A                              => approved
        as Ratna
        undo                                   => undo_since
        ",
    );
    let why = undone(&mut shop).unwrap_err();
    assert!(why.contains("Disetujui") && why.contains("Sari"), "{why}");
}

/// Where it can't be put back just as it was, the reverse verb does it.
#[test]
fn the_reverse_verb_does_it_where_something_came_since() {
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
        approve A                              => approved
        hold A alamat                          => approved held
        as Sari
        unapprove A                            => awaiting_approval held
        as Ratna
        undo                                   => undone
        stage A                                => awaiting_approval
        ",
    );
}

#[test]
fn a_payment_is_voided_where_the_order_has_gone_on() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        undo                                   => undone
        stage A                                => awaiting_payment
        balance bank                           => 0
        pay A=32000                            => awaiting_approval
        as Sari
        approve A                              => approved
        as Ratna
        undo                                   => undone
        stage A                                => approved held
        balance bank                           => 0
        ",
    );
}

#[test]
fn steps_are_taken_back_one_after_the_other() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        approve A                              => approved
        wave                                   => 1 in, 0 out
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        deliver A                              => delivered
        claim A Hijau=1:16000 retak              => delivered
        undo                                   => undone
        stage A                                => delivered
        undo                                   => undone
        undo                                   => undone
        stage A                                => packed
        undo                                   => undone
        undo                                   => undone
        stage A                                => approved
        undo                                   => undone
        undo                                   => undone
        stage A                                => awaiting_payment
        undo                                   => undone
        stage A                                => cancelled    # money came and went: its number stays
        undo                                   => undone
        stock Hijau                            => on_hand 0 allocated 0 available 0 value 0
        ",
    );
}

#[test]
fn a_wave_lets_its_orders_go() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 1xHijau@16000 cod ship=1         => awaiting_approval
        own B 1xHijau@16000 cod ship=1         => awaiting_approval
        approve A                              => approved
        approve B                              => approved
        ",
    );
    let before = logical(&shop.book);
    let ctx = shop.ctx();
    create_wave(&shop.book, &ctx, &[]).unwrap();
    assert_eq!(undone(&mut shop).unwrap(), "Diurungkan: Gelombang 1: 2 pesanan.");
    assert_eq!(logical(&shop.book), before);
}

fn product(name: &str, id: Option<runut_core::ProductId>) -> ProductForm {
    let variant = VariantForm {
        id: None,
        name: "Merah".into(),
        sku: "MRH".into(),
        barcode: String::new(),
        price: Money(1_000),
        weight_g: 0,
        shelf: String::new(),
        low_mark: 0,
        sell_ahead: false,
        opening: None,
    };
    ProductForm { id, name: name.into(), category: String::new(), description: String::new(), variants: vec![variant] }
}

/// A new product goes; where its stock has moved since, though it came back, it is archived.
#[test]
fn a_new_product_goes_or_is_archived() {
    let mut shop = tell(SHOP);
    let before = logical(&shop.book);
    let ctx = shop.ctx();
    save(&shop.book, &ctx, &product("Ember", None)).unwrap();
    undone(&mut shop).unwrap();
    assert_eq!(logical(&shop.book), before);
    let ctx = shop.ctx();
    save(&shop.book, &ctx, &product("Ember", None)).unwrap();
    let variant = shop.variant("Ember/Merah");
    shop.receive(variant, 3, 500);
    undone(&mut shop).unwrap();
    undone(&mut shop).unwrap();
    assert!(shop.read(|r| runut_store::reports::variant_row(r, variant)).archived);
}

#[test]
fn a_return_goes_back_to_the_buyer() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000 cod ship=1         => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        fail A alamat salah                    => shipped failed
        return A Hijau=1/1/0                   => returned failed
        undo                                   => undone
        stage A                                => shipped failed
        damaged Hijau                          => 0
        stock Hijau                            => on_hand 8 allocated 0 available 8 value 72000
        undo                                   => undone
        stage A                                => shipped
        undo                                   => undone
        stage A                                => packed
        ",
    );
}

#[test]
fn a_closed_count_is_open_again() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        count start Hijau                      => 1
        count enter 1 Hijau=7
        count close 1 Hijau=pecah
        stock Hijau                            => on_hand 7 allocated 0 available 7 value 63000
        undo                                   => undone
        stock Hijau                            => on_hand 10 allocated 0 available 10 value 90000
        balance stock_difference               => 0
        count close 1 Hijau=pecah
        stock Hijau                            => on_hand 7 allocated 0 available 7 value 63000
        ",
    );
}

/// The wrong file, taken in: what it brought is gone, what it changed is as it was. What was worked on since stays and is
/// named; the right file comes in as if there had never been a wrong one.
#[test]
fn an_import_is_taken_out_again() {
    let mut shop = tell(SHOP);
    go_on(&mut shop, "file A to_ship 1xHijau@16000 => approved");
    let before = logical(&shop.book);
    let files = || {
        vec![
            order("A", FileStatus::Shipped, &["1xHijau@16000"]),
            order("B", FileStatus::ToShip, &["2xHijau@16000"]),
            order("C", FileStatus::Shipped, &["1xHijau@16000"]),
            order("D", FileStatus::Completed, &["1xBiru@16000"]),
        ]
    };
    shop.take_in(files()).unwrap();
    assert!(undone(&mut shop).unwrap().starts_with("Diurungkan: Impor"));
    assert_eq!(logical(&shop.book), before);

    shop.take_in(files()).unwrap();
    let after = logical(&shop.book);
    let worked = shop.order("B");
    shop.hire("Sari");
    shop.acting = Some("Sari".into());
    go_on(&mut shop, "hold B alamat => approved held");
    shop.acting = None;
    let ctx = shop.ctx();
    let told = undo_preview(&shop.book, &ctx).unwrap();
    let done = undo(&shop.book, &ctx).unwrap().value;
    assert_eq!(told, done, "what it says is what it does");
    shop.sound();
    let left: Vec<OrderId> = done.refused.iter().map(|refused| refused.order).collect();
    assert_eq!(left, [worked]);
    assert_eq!(done.refused[0].refusal.code, "undo_since");
    assert_eq!(done.done.len(), 3);

    shop.acting = Some("Sari".into());
    go_on(&mut shop, "undo => undone");
    shop.acting = None;
    shop.take_in(files()).unwrap();
    shop.sound();
    assert_eq!(logical(&shop.book).matches("orders|").count(), after.matches("orders|").count());
}

/// The first file sets the day by which history is told; it goes with the file.
#[test]
fn the_first_file_takes_its_start_day_with_it() {
    let mut shop = tell(SHOP);
    let before = logical(&shop.book);
    shop.take_in(vec![order("A", FileStatus::ToShip, &["1xBiru@16000"])]).unwrap();
    assert!(shop.read(|r| r.shop()).unwrap().start_day.is_some());
    go_on(&mut shop, "undo => undone");
    assert_eq!(logical(&shop.book), before);
}

/// Several at once are taken back at once; what the clock did, and another person, is left alone.
#[test]
fn my_step_is_mine_and_whole() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 1xHijau@16000 cod ship=1         => awaiting_approval
        own B 1xHijau@16000 cod ship=1         => awaiting_approval
        ",
    );
    let (a, b) = (shop.order("A"), shop.order("B"));
    let ctx = shop.ctx();
    act(&shop.book, &ctx, Verb::Approve, &[a, b], "").unwrap();
    shop.hire("Sari");
    shop.acting = Some("Sari".into());
    let ctx = shop.ctx();
    assert_eq!(undo(&shop.book, &ctx).map(drop).map_err(|e| code(&e)), Err("undo_nothing".into()));
    shop.acting = None;
    go_on(&mut shop, "undo => undone\nstage A => awaiting_approval\nstage B => awaiting_approval");
}
