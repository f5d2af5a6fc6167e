//! Taking back one's last step: stories.

use runut_actions::{
    ActionError, act, adjust, create_wave, save, save_person, take_back, undo, undo_by_key, undo_preview,
};
use runut_core::Verb;
use runut_core::marketplace::FileStatus;
use runut_core::posting::Account;
use runut_core::rows::{
    AdjustForm, AdjustKind, OrderQuery, PaymentMethod, Person, ProductForm, ReturnForm, ReturnLine, ReturnMoney,
    VariantForm,
};
use runut_core::undo::Way;
use runut_core::{Money, OrderId, Stage};
use runut_store::reports;

use crate::script::{code, go_on, tell};
use crate::shop::{Shop, order};
use crate::undo_walk::logical;

pub const SHOP: &str = "
    as Sari
    as Ratna
    goods Hijau
    receive Hijau 10 @9000
";

pub fn undone(shop: &mut Shop) -> Result<String, String> {
    let ctx = shop.ctx();
    let done = undo(&shop.book, &ctx, Way::Back).map(|done| done.value.message.id).map_err(|error| match error {
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

/// What the packing table only said, since, keeps nothing from being taken back.
#[test]
fn a_stopped_scan_is_not_in_the_way() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000 cod ship=1         => awaiting_approval
        own B 1xHijau@16000 cod ship=1         => awaiting_approval
        approve A B                            => approved
        scan - slip:A                          => in 0
        scan A V0001                           => in 1
        scan A slip:B                          => missing_item
        undo                                   => undone
        scan A V0001                           => in 1
        ",
    );
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
        own C 1xHijau@16000 cod ship=1         => awaiting_approval
        approve C                              => approved
        hold C cek alamat                      => approved held
        ",
    );
    let before = logical(&shop.book);
    let ctx = shop.ctx();
    // What the list says beforehand, whatever it is narrowed to, is what is taken: the held one stays.
    let narrowed = OrderQuery { search: "tidak ada".into(), ..OrderQuery::of(Some(Stage::Approved), 1) };
    assert_eq!(shop.read(|r| reports::orders_page(r, &narrowed, shop.now)).in_wave, 2);
    assert_eq!(create_wave(&shop.book, &ctx, &[]).unwrap().value.orders.len(), 2);
    assert_eq!(shop.read(|r| reports::orders_page(r, &narrowed, shop.now)).in_wave, 0);
    assert_eq!(undone(&mut shop).unwrap(), "Diurungkan: Gelombang 1: 2 pesanan.");
    assert_eq!(logical(&shop.book), before);
}

pub fn product(name: &str, id: Option<runut_core::ProductId>) -> ProductForm {
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

/// A new product goes, also where its stock has moved and that was taken back; while its stock is there it stays.
#[test]
fn a_new_product_goes_with_what_moved_and_was_taken_back() {
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
    assert_eq!(logical(&shop.book), before);
    go_on(&mut shop, "redo => again\nredo => again");
    assert_eq!(shop.read(|r| r.level(variant)).shelf, 3);
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
    let would = undo_preview(&shop.book, &ctx, Way::Back).unwrap();
    let done = undo(&shop.book, &ctx, Way::Back).unwrap().value;
    assert_eq!((would.would, &would.refused, &would.warnings), (done.done.clone(), &done.refused, &done.warnings));
    assert!(!would.applied && would.message.id.starts_with("Akan diurungkan: Impor"), "{}", would.message.id);
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
    assert_eq!(undo(&shop.book, &ctx, Way::Back).map(drop).map_err(|e| code(&e)), Err("undo_nothing".into()));
    shop.acting = None;
    go_on(&mut shop, "undo => undone\nstage A => awaiting_approval\nstage B => awaiting_approval");
}

/// A key asks before it takes back what has a large reach or was some time ago, and takes back what was asked.
#[test]
fn a_key_asks_first_where_much_would_go() {
    let mut shop = tell(SHOP);
    let by_key = |shop: &mut Shop, sure: Option<i64>| {
        let ctx = shop.ctx();
        match undo_by_key(&shop.book, &ctx, Way::Back, sure) {
            Ok(done) => Ok(done.value.message.id),
            Err(ActionError::Refused(refusal)) => Err((refusal.code.clone(), refusal)),
            Err(broken) => panic!("{broken}"),
        }
    };
    go_on(&mut shop, "own A 2xHijau@16000 => awaiting_payment");
    assert!(by_key(&mut shop, None).is_ok(), "one order, just now");
    go_on(&mut shop, "own B 2xHijau@16000 => awaiting_payment\nclock 20");
    let (code, old) = by_key(&mut shop, None).unwrap_err();
    assert_eq!(code, "undo_asks");
    assert!(old.message.id.starts_with("Langkah pukul ") && old.message.id.contains("Pesanan"), "{}", old.message.id);
    shop.take_in(vec![order("C", FileStatus::ToShip, &["1xHijau@16000"])]).unwrap();
    let sure = |refusal: &runut_core::Refusal| refusal.facts["step"].parse::<i64>().ok();
    let (code, file) = by_key(&mut shop, sure(&old)).unwrap_err();
    assert_eq!((code.as_str(), sure(&file) == sure(&old)), ("undo_asks", false), "another step than was asked");
    assert!(file.message.id.contains("Impor"), "{}", file.message.id);
    assert!(by_key(&mut shop, sure(&file)).unwrap().starts_with("Diurungkan: Impor"));
    shop.sound();
}

/// A step's sentence names its main thing and what it carries beside.
#[test]
fn a_step_is_told_whole() {
    let mut shop = tell(SHOP);
    go_on(
        &mut shop,
        "
        own A 2xHijau@16000                    => awaiting_payment
        pay A=32000                            => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        ",
    );
    let id = shop.order("A");
    let line = shop.read(|r| r.order(id)).lines[0].id;
    let form = ReturnForm {
        order: id,
        lines: vec![ReturnLine { line, sellable: 2, damaged: 0, lost: 0 }],
        money: Some(ReturnMoney {
            amount: Money(32_000),
            account: Account::Bank.id(),
            method: PaymentMethod::Transfer,
            reference: String::new(),
        }),
    };
    let ctx = shop.ctx();
    take_back(&shop.book, &ctx, &form).unwrap();
    let told = undone(&mut shop).unwrap();
    assert_eq!(
        told,
        format!("Diurungkan: Pesanan {id}: Retur: 2 bisa dijual, 0 rusak, 0 hilang, dan uang kembali Rp 32.000.")
    );
    for told in ["ship A", "pack A", "approve A", "pay A"] {
        let said = undone(&mut shop).unwrap();
        assert!(said.contains(&id.to_string()), "{told}: {said}");
    }
}

/// Taking back and doing again are no way round what only an owner may do, nor round who was made or unmade one since.
#[test]
fn what_only_an_owner_may_stays_an_owners() {
    let owner = |shop: &mut Shop, name: &str, owner: bool| {
        let ctx = shop.ctx();
        let person = shop.read(|r| r.person(Some(name)));
        save_person(&shop.book, &ctx, &Person { owner, ..person }).unwrap();
    };
    let tried = |shop: &mut Shop, way: Way| {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, way).map_or_else(|error| code(&error), |_| "done".to_owned())
    };
    let act_as = |shop: &mut Shop, name: &str| shop.acting = Some(name.to_owned());

    // The last owner isn't unmade by taking back that they were made one.
    let mut shop = tell(SHOP);
    owner(&mut shop, "Sari", true);
    act_as(&mut shop, "Sari");
    owner(&mut shop, "Ratna", false);
    act_as(&mut shop, "Ratna");
    assert_eq!(tried(&mut shop, Way::Back), "owner_only");
    act_as(&mut shop, "Sari");
    owner(&mut shop, "Ratna", true);
    shop.sound();

    // Who is no owner any more neither makes one again nor lets go again what isn't paid.
    let mut shop = tell(SHOP);
    shop.hire("Dita");
    owner(&mut shop, "Sari", true);
    act_as(&mut shop, "Sari");
    owner(&mut shop, "Dita", true);
    assert!(undone(&mut shop).is_ok());
    act_as(&mut shop, "Ratna");
    owner(&mut shop, "Sari", false);
    act_as(&mut shop, "Sari");
    assert_eq!(tried(&mut shop, Way::Again), "owner_only");

    let mut shop = tell(SHOP);
    owner(&mut shop, "Sari", true);
    act_as(&mut shop, "Sari");
    go_on(&mut shop, "own A 2xHijau@16000 => awaiting_payment");
    let (ctx, order) = (shop.ctx(), shop.order("A"));
    act(&shop.book, &ctx, Verb::Approve, &[order], "langganan").unwrap();
    assert!(undone(&mut shop).is_ok());
    act_as(&mut shop, "Ratna");
    owner(&mut shop, "Sari", false);
    act_as(&mut shop, "Sari");
    assert_eq!(tried(&mut shop, Way::Again), "owner_only");
    act_as(&mut shop, "Ratna");
    owner(&mut shop, "Sari", true);
    act_as(&mut shop, "Sari");
    assert_eq!(tried(&mut shop, Way::Again), "done", "an owner again");
    shop.sound();
}
