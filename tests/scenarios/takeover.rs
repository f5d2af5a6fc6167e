//! What a later file says of an order that the book has: failed deliveries, fewer lines, masked texts, one order that can't
//! be taken.

use std::ops::ControlFlow;

use runut_actions::{ActionError, import};
use runut_core::marketplace::{FileOrder, FileStatus, WayBack};
use runut_core::rows::{ImportKind, ReturnForm, ReturnLine};
use runut_core::{Day, StoreId};
use runut_store::reports;

use crate::script::{go_on, tell};
use crate::shop::{Shop, order, staged, status};

fn file(id: &str, word: &str, lines: &[&str]) -> FileOrder {
    order(id, status(word), lines)
}

/// Wherever the book has it, a parcel whose delivery failed has left: its goods wait to be graded, and none is sold again.
#[test]
fn a_failed_delivery_has_left_wherever_the_book_has_it() {
    for (steps, log) in [
        ("file A unpaid 2xHijau@16000 => awaiting_payment", "take_over update pay approve pack ship fail"),
        ("file A to_ship 2xHijau@16000 => approved", "take_over approve update pack ship fail"),
        (
            "file A to_ship 2xHijau@16000 => approved
             pack A => packed",
            "take_over approve pack update ship fail",
        ),
        (
            "file A to_ship 2xHijau@16000 => approved
             pack A => packed
             ship A SPX SPXID000000000001 => shipped",
            "take_over approve pack ship update fail",
        ),
        ("file A delivered 2xHijau@16000 => delivered", "take_over update undeliver fail"),
    ] {
        let mut shop = tell("file Z to_ship 1xHijau@16000\nreceive Hijau 5 @9000\ncancel Z uji => cancelled");
        go_on(&mut shop, steps);
        go_on(
            &mut shop,
            "
            file A failed 2xHijau@16000 => shipped failed
            file A failed 2xHijau@16000 => shipped failed
            stock Hijau                 => on_hand 3 allocated 0 available 3 value 27000
            balance sales               => 0
            balance cost_of_goods       => 18000
            ",
        );
        go_on(&mut shop, &format!("log A => {log}"));
        let queue = shop.read(|r| reports::returns_queue(r, shop.now));
        let row = &queue.rows[0];
        assert_eq!((queue.orders, row.expected, row.arrived, row.why.as_str()), (1, 2, false, "Pengiriman gagal"));
    }
}

/// Seen first as failed, whatever day it left: it waits to be graded, and its sale was never ours.
#[test]
fn what_is_first_seen_as_failed_waits_to_be_graded() {
    let mut shop = Shop::new();
    shop.take_in_from(vec![file("A", "failed", &["2xHijau@16000"])], Some(Day(20_261_122))).unwrap();
    let mut old = file("B", "failed", &["1xHijau@16000"]);
    old.arranged_at = Some(runut_core::Instant(shop.now.0 - 90 * 24 * 3_600_000));
    shop.take_in(vec![old]).unwrap();
    go_on(
        &mut shop,
        "stage A => shipped failed\nstage B => shipped failed history\nlog A => take_over fail\nbalance sales => 0",
    );
    assert_eq!(shop.read(|r| reports::returns_queue(r, shop.now)).orders, 2);
    let ctx = shop.ctx();
    let (id, line) = shop.read(|r| r.order(shop.order("B")).map(|o| (o.id, o.lines[0].id)));
    let lines = vec![ReturnLine { line, sellable: 1, damaged: 0, lost: 0 }];
    runut_actions::take_back(&shop.book, &ctx, &ReturnForm { order: id, lines, money: None }).unwrap();
    go_on(&mut shop, "stage B => returned failed history");
}

/// The file of failed deliveries says how far a parcel is on its way back, and never that it is further away again.
#[test]
fn the_queue_says_which_failed_parcels_are_at_the_shop() {
    let mut shop = Shop::new();
    let seen = |way_back| FileOrder { way_back, ..file("A", "failed", &["2xHijau@16000"]) };
    let arrived = |shop: &Shop| shop.read(|r| reports::returns_queue(r, shop.now)).rows[0].arrived;
    for (way_back, there) in
        [(None, false), (Some(WayBack::Coming), false), (Some(WayBack::Arrived), true), (Some(WayBack::Coming), true)]
    {
        shop.take_in(vec![seen(way_back)]).unwrap();
        assert_eq!(arrived(&shop), there, "{way_back:?}");
        shop.sound();
    }
    shop.take_in(vec![seen(None)]).unwrap();
    assert!(arrived(&shop), "a file without that column says nothing of it");
}

/// Book and file contradict each other where a person has cancelled or the buyer has accepted it.
#[test]
fn a_failed_delivery_of_what_is_cancelled_or_accepted_here_is_asked_about() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        cancel A pembeli batal           => cancelled
        file A failed 1xHijau@16000      => stays
        file B completed 1xHijau@16000   => completed
        file B failed 1xHijau@16000      => stays
        file C to_ship 1xHijau@16000     => approved
        hold C cek alamat                => approved held
        file C failed 1xHijau@16000      => stays
        file D cancelled 1xHijau@16000   => cancelled
        ",
    );
}

/// A file that brings fewer lines than the book has waits for a person's word, and says what would go.
#[test]
fn fewer_lines_wait_for_a_persons_word() {
    let mut shop = tell("file A to_ship 2xHijau@16000 1xBiru@16000 1xPutih@16000 => approved");
    let less = || vec![file("A", "to_ship", &["2xHijau@16000"])];
    let before = shop.book.dump().unwrap();
    for _ in 0..2 {
        let report = shop.take_in(less()).unwrap();
        assert_eq!((report.held, report.changed), (1, 0));
        let warning = &report.warnings[0];
        assert_eq!((warning.external_id.as_str(), warning.waits), ("A", true));
        assert_eq!(warning.missing, ["1 × Gelas, Biru", "1 × Gelas, Putih"]);
        assert!(warning.message.id.contains("1 × Gelas, Biru; 1 × Gelas, Putih"), "{}", warning.message.id);
        assert_eq!(report.list[0].what, warning.message);
        assert_eq!(shop.book.dump().unwrap(), before);
    }
    let report = shop.take_in_taking(less(), &["A"]).unwrap();
    assert_eq!((report.held, report.changed, report.warnings[0].waits), (0, 1, false));
    assert!(report.warnings[0].message.id.contains("Gelas, Putih"));
    go_on(&mut shop, "stock Biru => on_hand 0 allocated 0 available 0 value 0");
    assert_eq!(shop.read(|r| r.order(shop.order("A"))).lines.len(), 1);
    // A word that nobody asked for is refused.
    for (orders, taken) in [(less(), "A"), (less(), "B")] {
        let error = shop.take_in_taking(orders, &[taken]).unwrap_err();
        assert_eq!(crate::script::code(&error), "take_not_asked");
    }
    shop.sound();
}

/// After packing the parcel is as it is: with a person's word the stage goes on and the lines stay, said each time they
/// differ anew. What the marketplace ends is ended at once, whatever lines its file brings.
#[test]
fn fewer_lines_of_a_closed_parcel_never_go() {
    let mut shop = tell(
        "file A to_ship 1xHijau@16000 1xBiru@16000 => approved
         receive Hijau 3 @9000
         receive Biru 3 @9000
         pack A => packed
         file A shipped 1xHijau@16000 => stays
         stage A => packed",
    );
    let less = || vec![file("A", "shipped", &["1xHijau@16000"])];
    let report = shop.take_in(less()).unwrap();
    assert!(report.warnings[0].message.id.ends_with("Periksa paketnya."));
    let report = shop.take_in_taking(less(), &["A"]).unwrap();
    assert_eq!((report.changed, report.warnings.len()), (1, 1));
    go_on(&mut shop, "stage A => shipped\nstock Biru => on_hand 2 allocated 0 available 2 value 18000");
    let again = shop.take_in(less()).unwrap();
    assert_eq!((again.unchanged, again.warnings.len()), (1, 0), "the same content is known");
    go_on(
        &mut shop,
        "file B to_ship 1xHijau@16000 1xBiru@16000 => approved
         pack B => packed
         file B cancelled 1xHijau@16000 => cancelled
         stock Biru => on_hand 2 allocated 0 available 2 value 18000",
    );
    assert_eq!(shop.read(|r| r.order(shop.order("B"))).lines.len(), 2);
}

/// Kinds of export mask differently: whichever comes first or last, the book keeps what can be read best, field by field.
#[test]
fn a_masked_text_never_overwrites_a_clearer_one() {
    let clear = || FileOrder {
        recipient: "Adi Nugroho".into(),
        phone: "6281200001111".into(),
        address: "Jl. Merpati 5, RT.1/RW.2, KAB. BLORA".into(),
        masked: false,
        ..file("A", "to_ship", &["1xHijau@16000"])
    };
    let half = |status| FileOrder {
        recipient: "A***o".into(),
        phone: "6281200001111".into(),
        address: "******RT.1/RW.2, KAB. BLORA".into(),
        ..order("A", status, &["1xHijau@16000"])
    };
    let bare = || FileOrder {
        recipient: String::new(),
        phone: "******11".into(),
        address: "Jl******".into(),
        city: String::new(),
        ..file("A", "cancelled", &["1xHijau@16000"])
    };
    let ends = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map(|turn| {
        let mut shop = Shop::new();
        for at in turn {
            let order = [clear(), half(FileStatus::ToShip), bare()].into_iter().nth(at).unwrap();
            shop.take_in(vec![order]).unwrap();
            shop.sound();
        }
        shop.read(|r| r.particulars(shop.order("A")))
    });
    for about in &ends {
        assert_eq!(about, &ends[0]);
        assert_eq!((about.recipient.as_str(), about.phone.as_str()), ("Adi Nugroho", "6281200001111"));
        assert_eq!((about.address.as_str(), about.masked), ("Jl. Merpati 5, RT.1/RW.2, KAB. BLORA", false));
        assert_eq!(about.city, "KOTA SEMARANG");
    }
    // A buyer's new address is taken, masked or not, where it can be read as well.
    let mut shop = Shop::new();
    shop.take_in(vec![half(FileStatus::ToShip)]).unwrap();
    let moved = || FileOrder { address: "******RT.9/RW.9, KAB. DEMAK".into(), ..half(FileStatus::ToShip) };
    shop.take_in(vec![moved()]).unwrap();
    assert_eq!(shop.read(|r| r.particulars(shop.order("A"))).address, moved().address);
}

/// Graded before the file claims it: the claim comes after, and every later file still goes in.
#[test]
fn a_returned_order_blocks_no_import() {
    let mut shop = tell(
        "file A to_ship 2xHijau@16000 => approved
         receive Hijau 5 @9000
         file A shipped 2xHijau@16000 => shipped",
    );
    let ctx = shop.ctx();
    let (id, line) = shop.read(|r| r.order(shop.order("A")).map(|o| (o.id, o.lines[0].id)));
    let lines = vec![ReturnLine { line, sellable: 2, damaged: 0, lost: 0 }];
    runut_actions::take_back(&shop.book, &ctx, &ReturnForm { order: id, lines, money: None }).unwrap();
    let report = shop
        .take_in(vec![file("A", "completed", &["2xHijau@16000~2"]), file("B", "to_ship", &["1xHijau@16000"])])
        .unwrap();
    assert_eq!((report.new, report.changed, report.held), (1, 1, 0));
    go_on(
        &mut shop,
        "stage A => returned
         balance sales_returns => 32000
         balance marketplace_receivable:shopee => 0
         stage B => approved",
    );
    let again = shop.take_in(vec![file("A", "completed", &["2xHijau@16000~2"])]).unwrap();
    assert_eq!((again.unchanged, again.warnings.len()), (1, 0));
}

/// An order whose plan is refused is listed with the refusal, before and after, and the rest goes in.
#[test]
fn one_order_that_cannot_be_taken_stays_out_alone() {
    let mut shop = tell("file A shipped 1xHijau@16000 => shipped");
    let late = FileOrder { way_back: None, ..file("A", "completed", &["1xHijau@16000"]) };
    // A courier's word that it came back, by hand, and the marketplace's that it was accepted.
    go_on(&mut shop, "fail A alamat tidak ditemukan => shipped failed");
    let report = shop.take_in(vec![late, file("B", "to_ship", &["1xBiru@16000"])]).unwrap();
    assert_eq!((report.new, report.held), (1, 1));
    assert_eq!(report.list[0].kind, ImportKind::Held);
    assert_eq!(report.warnings[0].external_id, "A");
    assert!(report.warnings[0].message.id.contains("di buku Gagal kirim, di berkas Selesai"));
    go_on(&mut shop, "stage B => approved");
    let known = shop.read(|r| r.known(StoreId(1), "A")).unwrap();
    assert_eq!(known.status, "shipped");
}

/// A file's weight is that of all units of a row: neither the order's nor the goods' hangs on how many were ordered first.
#[test]
fn a_rows_weight_is_that_of_its_units() {
    let mut shop = tell("file A to_ship 3xHijau@16000 2xBiru@16000 => approved");
    let order = shop.order("A");
    assert_eq!(shop.read(|r| r.particulars(order)).weight_g, 700);
    shop.take_in(vec![file("B", "to_ship", &["1xHijau@16000"])]).unwrap();
    let glass = shop.read(|r| r.product_form(runut_core::ProductId(1)));
    assert_eq!(glass.variants.iter().map(|variant| variant.weight_g).collect::<Vec<_>>(), [140, 140]);
}

/// A book that says the opposite of the file names the way on, and it leads there.
#[test]
fn a_contradiction_names_its_way_on() {
    for ended in
        ["deliver A => delivered\ncomplete A => completed", "recall A salah => packed\ncancel A batal => cancelled"]
    {
        let mut shop = tell("file A shipped 1xHijau@16000 => shipped");
        go_on(&mut shop, ended);
        let mut gone = file("A", "cancelled", &["1xHijau@16000"]);
        gone.status = FileStatus::Failed;
        let report = shop.take_in(vec![gone.clone()]).unwrap();
        assert_eq!((report.changed, report.held), (0, 1), "{ended}");
        let why = &report.warnings[0].message;
        assert!(why.id.contains("buka lagi pesanannya, lalu impor lagi"), "{}", why.id);
        let (ctx, order) = (shop.ctx(), shop.order("A"));
        runut_actions::act(&shop.book, &ctx, runut_core::Verb::Reopen, &[order], "").unwrap();
        assert_eq!(shop.take_in(vec![gone]).unwrap().changed, 1);
        assert!(shop.read(|r| r.order(order)).failed, "{ended}");
        shop.sound();
    }
}

/// The file's own number is missing or damaged, but the book knows it: a courier had the parcel.
#[test]
fn a_failed_delivery_is_known_by_the_books_tracking_number() {
    let mut shop = tell("file Z to_ship 1xHijau@16000\nreceive Hijau 5 @9000\ncancel Z uji => cancelled");
    let mut known = file("A", "to_ship", &["2xHijau@16000"]);
    known.tracking = "SPXID000000000009".into();
    shop.take_in(vec![known]).unwrap();
    go_on(&mut shop, "pack A => packed");
    let mut gone = file("A", "cancelled", &["2xHijau@16000"]);
    gone.cancel_reason = "Dibatalkan secara otomatis. Alasan: Pengiriman gagal".into();
    gone.tracking = String::new();
    for _ in 0..2 {
        shop.take_in(vec![gone.clone()]).unwrap();
        go_on(&mut shop, "stock Hijau => on_hand 3 allocated 0 available 3 value 27000");
        shop.sound();
    }
    assert!(shop.read(|r| r.order(shop.order("A"))).failed);
}

/// What leads the shop's sales beyond what is kept is refused by the preview as by applying.
#[test]
fn a_file_beyond_any_shops_sales_is_refused_before_it_is_applied() {
    let mut shop = Shop::new();
    let many = |from: i32| {
        let line = "1xGuci@999000000000";
        staged((from..from + 600).map(|n| order(&format!("M{n}"), FileStatus::ToShip, &[line])).collect())
    };
    let said = |shop: &mut Shop, file: &import::ImportFile| {
        let ctx = shop.ctx();
        let preview = import::preview(&shop.book, file, None, ctx.now).map(|report| report.new);
        let applied = import::apply(&shop.book, &ctx, file, None, &mut |_| ControlFlow::Continue(()));
        let code = |error: ActionError| match error {
            ActionError::Refused(refusal) => refusal.code.to_string(),
            other => other.to_string(),
        };
        (preview.map_err(code), applied.map(|done| done.value.new).map_err(code))
    };
    assert_eq!(said(&mut shop, &many(0)), (Ok(600), Ok(600)));
    let both =
        staged((0..1_100).map(|n| order(&format!("V{n}"), FileStatus::Shipped, &["1xGuci@999000000000"])).collect());
    let dump = shop.book.dump().unwrap();
    assert_eq!(said(&mut shop, &both), (Err("too_large".into()), Err("too_large".into())));
    assert_eq!(shop.book.dump().unwrap(), dump);
}
