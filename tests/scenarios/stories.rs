//! Stories of orders: what stock, money and log come to.

use runut_actions::act;
use runut_core::marketplace::FileStatus;
use runut_core::{Day, Verb};

use crate::script::{go_on, tell};
use crate::shop::{Shop, order};
use crate::typed_orders::GOODS;

#[test]
fn from_the_file_to_the_buyer() {
    tell(
        "
        file A to_ship 2xHijau@16000 1xBiru@16000-1000   => approved
        stock Hijau                      => on_hand 0 allocated 2 available -2 value 0
        pack A                           => stock_short
        receive Hijau 5 @9000
        receive Biru 1 @8000
        balance inventory                => 53000
        balance supplier_payable         => -53000
        pack A                           => packed
        stock Hijau                      => on_hand 5 allocated 2 available 3 value 45000
        balance sales                    => 0
        ship A SPX SPXID000000000001     => shipped
        stock Hijau                      => on_hand 3 allocated 0 available 3 value 27000
        balance sales                    => -48000
        balance discounts                => 1000
        balance marketplace_receivable:shopee => 47000
        balance cost_of_goods            => 26000
        balance inventory                => 27000
        file A completed 2xHijau@16000 1xBiru@16000-1000 => completed
        balance sales                    => -48000
        log A                            => take_over approve pack ship complete
        ",
    );
}

#[test]
fn back_from_the_counter_and_out_of_the_parcel() {
    tell(
        "
        file A to_ship 2xHijau@16000     => approved
        receive Hijau 3 @10001
        pack A                           => packed
        ship A SPX SPXID000000000001     => shipped
        recall A salah tempel            => packed
        balance sales                    => 0
        balance cost_of_goods            => 0
        stock Hijau                      => on_hand 3 allocated 2 available 1 value 30003
        unpack A salah isi               => approved
        cancel A pembeli batal           => cancelled
        stock Hijau                      => on_hand 3 allocated 0 available 3 value 30003
        reopen A                         => awaiting_approval
        stock Hijau                      => on_hand 3 allocated 2 available 1 value 30003
        ",
    );
}

#[test]
fn cancelled_there_before_and_after_it_left() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        file A cancelled 1xHijau@16000   => cancelled
        stock Hijau                      => on_hand 2 allocated 1 available 1 value 18000
        pack B                           => packed
        ship B SPX SPXID000000000002     => shipped
        file B cancelled 1xHijau@16000   => shipped failed
        balance sales                    => 0
        balance cost_of_goods            => 9000     # waits until the goods are graded
        deliver B                        => failed
        complete B                       => failed
        ",
    );
}

#[test]
fn an_unpaid_order_is_paid_or_cancelled_by_a_later_file() {
    tell(
        "
        file A unpaid 1xHijau@16000      => awaiting_payment
        approve A                        => stage
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        file A to_ship 1xHijau@16000     => approved
        log A                            => take_over update pay approve
        file B unpaid 1xHijau@16000      => awaiting_payment
        file B cancelled 1xHijau@16000   => cancelled
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        ",
    );
}

#[test]
fn a_cancellation_request_holds_and_a_held_order_is_not_moved() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        receive Hijau 1 @9000
        file A cancel_requested 1xHijau@16000 => approved held
        pack A                           => held
        file A shipped 1xHijau@16000     => stays
        stage A                          => approved held
        release A                        => approved
        file A shipped 1xHijau@16000     => shipped
        ",
    );
}

#[test]
fn an_older_file_changes_nothing() {
    tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file A completed 1xHijau@16000   => completed
        file A shipped 1xHijau@16000     => completed
        file A to_ship 3xHijau@16000     => completed
        log A                            => take_over approve update pack ship complete
        ",
    );
}

#[test]
fn first_seen_as_done_is_taken_over_with_its_own_dates() {
    let mut shop = Shop::new();
    let start = Some(Day(20_261_122));
    let mut old = order("LAMA", FileStatus::Completed, &["2xHijau@16000"]);
    old.arranged_at = Some(runut_core::Instant(crate::shop::MORNING.0 - 40 * 24 * crate::shop::HOUR));
    shop.take_in_from(vec![old], start).unwrap();
    go_on(
        &mut shop,
        "
        stage LAMA                       => completed history
        balance sales                    => 0
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        file BARU completed 1xHijau@16000 => completed
        balance sales                    => -16000
        file C cancelled 5xHijau@16000   => cancelled
        file D shipped 1xHijau@16000     => shipped
        file E unpaid 1xHijau@16000      => awaiting_payment
        ",
    );
}

#[test]
fn a_returned_quantity_is_a_claim_of_money_only() {
    tell(
        "
        file A to_ship 3xHijau@10000     => approved
        receive Hijau 3 @6000
        pack A                           => packed
        ship A SPX SPXID000000000001     => shipped
        file A completed 3xHijau@10000~1 => completed
        balance sales_returns            => 10000
        balance marketplace_receivable:shopee => 20000
        stock Hijau                      => on_hand 0 allocated 0 available 0 value 0
        file A completed 3xHijau@10000~3 => completed
        balance sales_returns            => 30000
        ",
    );
}

#[test]
fn lines_change_before_packing_and_are_listed_afterwards() {
    tell(
        "
        file A to_ship 2xHijau@16000     => approved
        file A to_ship 1xHijau@16000 2xBiru@16000 => approved
        stock Hijau                      => on_hand 0 allocated 1 available -1 value 0
        stock Biru                       => on_hand 0 allocated 2 available -2 value 0
        receive Hijau 1 @9000
        receive Biru 2 @9000
        pack A                           => packed
        file A to_ship 1xHijau@16000 9xBiru@16000 => packed
        file A to_ship 1xHijau@16000 9xBiru@16000 => stays      # said again by every file that says so
        stock Biru                       => on_hand 2 allocated 2 available 0 value 18000
        file A cancelled 1xHijau@16000 9xBiru@16000 => cancelled
        stock Biru                       => on_hand 2 allocated 0 available 2 value 18000
        ",
    );
}

#[test]
fn equal_lines_of_an_order_are_kept_apart() {
    tell(
        "
        file A to_ship 1xHijau@16000 1xHijau@16000 2xHijau@15000 => approved
        stock Hijau                      => on_hand 0 allocated 4 available -4 value 0
        receive Hijau 4 @9000
        file A shipped 2xHijau@15000 1xHijau@16000 1xHijau@16000 => shipped
        balance sales                    => -62000
        ",
    );
}

/// A voucher or a price that changes after the parcel has left is money: posted by the difference, and nothing freezes.
#[test]
fn money_that_changes_later_is_posted_by_the_difference() {
    tell(
        "
        file A to_ship 2xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        file A to_ship 2xHijau@16000-500 => packed
        ship A SPX SPXID000000000001     => shipped
        balance discounts                => 500
        file A completed 2xHijau@16000-700 => completed
        balance discounts                => 700
        balance marketplace_receivable:shopee => 31300
        file A completed 2xHijau@16000-700~1 => completed
        balance sales_returns            => 15650
        file A completed 2xHijau@15000-700~1 => completed
        balance sales                    => -30000
        balance sales_returns            => 14650
        ",
    );
}

#[test]
fn what_is_claimed_is_not_recalled_and_a_failure_takes_it_back() {
    tell(
        "
        file A to_ship 2xHijau@10000     => approved
        receive Hijau 2 @6000
        pack A                           => packed
        ship A SPX SPXID000000000001     => shipped
        file A shipped 2xHijau@10000~1   => shipped
        balance sales_returns            => 10000
        recall A salah                   => claimed
        file A cancelled 2xHijau@10000~1 => shipped failed
        balance sales_returns            => 0
        balance sales                    => 0
        balance marketplace_receivable:shopee => 0
        ",
    );
}

#[test]
fn what_nobody_has_paid_waits_for_payment_however_it_is_turned() {
    tell(
        "
        file A unpaid 1xHijau@16000      => awaiting_payment
        cancel A salah pencet            => cancelled
        reopen A                         => awaiting_payment
        approve A                        => stage
        file A to_ship 1xHijau@16000     => approved
        file B cancelled 1xHijau@16000   => cancelled
        reopen B                         => cancelled_there
        cancel A habis                   => cancelled
        reopen A                         => awaiting_approval
        ",
    );
}

/// Sellers write one SKU on all variations, and leave SKUs out: the right variant is packed all the same.
#[test]
fn one_sku_on_two_variations_is_two_variants() {
    let shop = tell(
        "
        file A to_ship 1xMerah^KAOS@16000 => approved
        file B to_ship 1xBiru^KAOS@16000  => approved
        file C to_ship 1xKaos/Merah^KAOS@16000 => approved   # another listing: the SKU says the product, not which
        file D to_ship 1xPutih@16000      => approved
        file E to_ship 1xPutih^PTH@16000  => approved        # the SKU comes later
        stock Merah                       => on_hand 0 allocated 1 available -1 value 0
        stock Biru                        => on_hand 0 allocated 1 available -1 value 0
        stock Putih                       => on_hand 0 allocated 2 available -2 value 0
        ",
    );
    let sku = |name: &str| shop.read(|r| r.variant(shop.variant(name))).sku;
    assert_eq!((sku("Merah").as_str(), sku("Biru").as_str(), sku("Putih").as_str()), ("V0001", "V0002", "PTH"));
}

#[test]
fn a_bare_number_is_the_order_of_that_number() {
    let shop = tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        ship A SPX 2                     => shipped
        ",
    );
    assert_eq!(shop.read(|r| r.find_order("2")), Some(shop.order("B")));
    assert_eq!(shop.read(|r| r.order_by_scan("2")), Some(shop.order("A")), "a scan reads a tracking number first");
}

#[test]
fn archived_goods_that_are_sold_there_come_back() {
    let mut shop = tell(
        "
        file A to_ship 1xHijau@16000     => approved
        cancel A habis                   => cancelled
        ",
    );
    let (ctx, hijau) = (shop.ctx(), shop.variant("Hijau"));
    runut_actions::archive(&shop.book, &ctx, &[hijau], runut_actions::Archive::Away).unwrap();
    go_on(&mut shop, "file B to_ship 1xHijau@16000 => approved");
    assert!(!shop.read(|r| runut_store::reports::variant_row(r, hijau)).archived);
}

/// One order whose content the book can't follow keeps no other order of the file out.
#[test]
fn a_claim_beyond_what_was_sent_is_listed_and_stops_nothing() {
    let mut shop = tell(
        "
        file A to_ship 2xHijau@16000     => approved
        receive Hijau 2 @9000
        pack A                           => packed
        ship A SPX SPXID000000000001     => shipped
        ",
    );
    let odd = order("A", FileStatus::Completed, &["9xHijau@16000~5"]);
    let new = order("B", FileStatus::ToShip, &["1xBiru@16000"]);
    let report = shop.take_in(vec![odd, new]).unwrap();
    assert_eq!((report.new, report.changed), (1, 1));
    assert!(report.list.iter().any(|row| row.what.id.contains("isinya berubah")), "{:?}", report.list);
    go_on(
        &mut shop,
        "
        stage A                          => completed
        balance sales_returns            => 0
        stage B                          => approved
        ",
    );
}

/// Placed in one write, drafts take from one shelf in their order: what an earlier one was promised isn't there for the next, not
/// even where both were read before.
#[test]
fn drafts_placed_at_once_share_a_shelf() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        receive Biru 3 @9000
        draft A 6xHijau@16000 1xBiru@16000 to=Siti address=Mawar   => draft
        draft B 5xHijau@16000 to=Made address=Melati               => draft
        draft C 4xHijau@16000 2xBiru@16000 to=Rini address=Kenanga => draft
        draft D 1xHijau@16000 to=Wayan address=Kamboja             => draft
        draft E 1xBiru@16000 to=Ketut address=Anggrek              => draft
        ",
    );
    let orders = ["A", "B", "C", "D", "E"].map(|name| shop.order(name));
    let ctx = shop.ctx();
    let done = act(&shop.book, &ctx, Verb::Place, &orders, "").unwrap().value;
    let refused: Vec<_> = done.refused.iter().map(|each| (each.order, each.refusal.code.as_str())).collect();
    assert_eq!(refused, [(orders[1], "stock_short"), (orders[3], "stock_short"), (orders[4], "stock_short")]);
    go_on(
        &mut shop,
        "
        stock Hijau                      => on_hand 10 allocated 10 available 0 value 90000
        stock Biru                       => on_hand 3 allocated 3 available 0 value 27000
        ",
    );
    shop.sound();
}
