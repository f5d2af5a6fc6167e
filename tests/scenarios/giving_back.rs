//! What the buyer of one of our own orders gets back: goods graded before or after they were claimed, the money in the same
//! step, the courier's bill, and costs that were typed in.

use runut_core::Money;
use runut_core::export::{Cell, Days};
use runut_core::rows::{ExportFormat, ExportKind};
use runut_store::reports;

use crate::script::{go_on, tell};
use crate::shop::{MORNING, Shop};

/// A (2 units, shipping 10,000, code 388: Rp 41,388) is paid and has left.
fn sent() -> Shop {
    tell(
        "
        goods Hijau Biru
        receive Hijau 10 @9000
        order A 2xHijau@16000-1000 ship=10000 to=Siti     => awaiting_payment
        total A                          => 41388 code 388
        pay A=41388                      => awaiting_approval
        approve A                        => approved
        pack A                           => packed
        ship A JNE CM00000000001         => shipped
        ",
    )
}

/// Every balance, and the order with its lines.
fn book(shop: &Shop) -> (Vec<String>, String) {
    let accounts = shop.read(|r| r.chart()).into_iter();
    let balances = accounts.map(|a| format!("{} {}", a.id, a.balance.0)).collect();
    (balances, format!("{:?}", shop.read(|r| r.order(shop.order("A")))))
}

#[test]
fn graded_first_or_claimed_first_ends_in_the_same_book() {
    let (mut first, mut then, mut at_once) = (sent(), sent(), sent());
    let closed = "
        money A                          => paid 41388 missing 0 owed 0
        balance bank                     => 0
        balance sales_returns            => 31000
        balance shipping_expense         => 10000
        balance unique_codes             => 0
        balance cost_of_goods            => 0
        balance customer_deposits        => 0
        balance customer_receivable      => 0
        ";
    go_on(
        &mut first,
        "
        claim A Hijau=2:31000 ship=10388 kembali => shipped
        return A Hijau=2/0/0             => returned
        refund A=41388                   => returned
        ",
    );
    go_on(
        &mut then,
        "
        return A Hijau=2/0/0             => returned
        refund A=1                       => owed
        due A                            => claim 41388 refund 41388
        claim A Hijau=2:31000 ship=10388 kembali => returned
        due A                            => claim 0 refund 41388
        refund A=41388                   => returned
        due A                            => claim 0 refund 0
        claim A Hijau=0:1 lagi           => claim_lines
        ",
    );
    go_on(
        &mut at_once,
        "return A Hijau=2/0/0 money  => returned\n log A => new place pay approve pack ship return claim refund",
    );
    for shop in [&mut first, &mut then, &mut at_once] {
        go_on(shop, closed);
    }
    assert_eq!(book(&first), book(&then));
    assert_eq!(book(&first), book(&at_once));
}

#[test]
fn less_money_keeps_back_shipping_first_and_more_than_was_paid_is_refused() {
    let mut shop = sent();
    let before = shop.book.dump().unwrap();
    go_on(&mut shop, "return A Hijau=1/1/0 money=41389   => owed\n return A Hijau=2/0/0 money=-1 => owed");
    assert_eq!(shop.book.dump().unwrap(), before, "neither goods nor money");
    go_on(
        &mut shop,
        "
        return A Hijau=1/1/0 money=30000 => returned
        money A                          => paid 41388 missing 0 owed 0
        balance sales_returns            => 30000
        balance shipping_expense         => 0
        balance unique_codes             => -388
        balance damaged_goods            => 9000
        due A                            => claim 0 refund 0
        ",
    );
}

#[test]
fn a_part_that_comes_back_is_worth_its_share() {
    let mut shop = sent();
    go_on(
        &mut shop,
        "
        return A Hijau=1/0/0 money       => shipped
        balance sales_returns            => 15500
        balance bank                     => 25888
        return A Hijau=0/0/1             => returned
        due A                            => claim 25888 refund 25888
        return A money                   => returned
        balance bank                     => 0
        return A money                   => owed
        return A                         => stage
        ",
    );
}

/// Who hasn't paid owes less; who paid a part gets what is beyond; of a failed delivery nothing need be claimed.
#[test]
fn what_is_not_paid_is_not_given_back() {
    tell(
        "
        goods Hijau
        receive Hijau 10 @9000
        own A 2xHijau@16000 ship=10000   => awaiting_payment
        approve A pelanggan tetap        => approved
        pack A                           => packed
        ship A JNE CM00000000001         => shipped
        return A Hijau=2/0/0 money=1     => owed
        return A Hijau=2/0/0 money       => returned
        balance customer_receivable      => 0
        money A                          => paid 0 missing 0 owed 0
        own B 2xHijau@16000 cod          => awaiting_approval
        approve B                        => approved
        pack B                           => packed
        ship B JNE CM00000000002         => shipped
        return B Hijau=1/0/0 money       => shipped
        balance cod_receivable           => 16000
        own C 1xHijau@16000              => awaiting_payment
        pay C=16000                      => awaiting_approval
        approve C                        => approved
        pack C                           => packed
        ship C JNE CM00000000003         => shipped
        fail C tidak ketemu              => shipped failed
        due C                            => claim 0 refund 16000
        return C Hijau=1/0/0 money       => returned failed
        balance bank                     => 0
        ",
    );
}

/// A marketplace gives its buyers their money itself; a shop's own claim may follow the goods.
#[test]
fn a_marketplaces_order_is_claimed_after_it_came_back() {
    tell(
        "
        file M to_ship 2xHijau@16000-1000      => approved
        receive Hijau 2 @9000
        pack M                                 => packed
        ship M SPX SPXID000000000001           => shipped
        return M Hijau=2/0/0                   => returned
        due M                                  => claim 0 refund 0
        claim M Hijau=2:0 retak                => returned
        balance sales_returns                  => 31000
        balance marketplace_receivable:shopee  => 0
        return M money=1                       => marketplace_money
        ",
    );
}

#[test]
fn a_courier_bill_is_corrected_after_a_recall_and_reversed_by_a_cancellation() {
    let mut shop = sent();
    go_on(
        &mut shop,
        "
        bill A 9000                      => shipped
        balance shipping_expense         => -1000
        recall A salah kirim             => packed
        balance shipping_expense         => 9000
        balance courier_payable          => -9000
        bill A 7000                      => packed
        balance courier_payable          => -7000
        unpack A salah isi               => approved
        bill A 6000                      => approved
        cancel A pembeli batal           => cancelled
        balance courier_payable          => 0
        balance shipping_expense         => 0
        bill A 5000                      => stage
        reopen A                         => awaiting_approval
        balance courier_payable          => -6000
        bill A 0                         => awaiting_approval
        balance courier_payable          => 0
        approve A                        => approved
        own B 1xHijau@16000              => awaiting_payment
        bill B 5000                      => stage
        ",
    );
}

/// The cost column of the lines' file.
fn costs(shop: &Shop) -> Vec<Cell> {
    let mut found = Vec::new();
    shop.book
        .read(|r| {
            let mut row = |cells: &[Cell]| {
                found.push(cells[14].clone());
                Ok::<_, runut_store::StoreError>(())
            };
            reports::export(r, runut_core::Zone::Wib, ExportKind::Lines, ExportFormat::Csv, Days::default(), &mut row)
        })
        .unwrap();
    found
}

/// A file's order of 5, of which the shelf has 2: their cost is known, that of the others is typed in; all of it comes back.
#[test]
fn a_typed_cost_is_one_with_the_known_and_comes_back_with_its_goods() {
    let mut shop = tell(
        "
        file A shipped 5xHijau@16000     => shipped
        cost A Hijau 5400                => shipped
        balance cost_of_goods            => 27000
        return A Hijau=2/0/0             => shipped
        balance cost_of_goods            => 16200
        return A Hijau=1/1/1             => returned
        balance cost_of_goods            => 0
        balance damaged_goods            => 10800
        balance inventory                => 16200
        stock Hijau                      => on_hand 3 allocated 0 available 3 value 16200
        ",
    );
    assert_eq!(costs(&shop), [Cell::Money(Money(27_000))]);
    go_on(
        &mut shop,
        "
        receive Hijau 1 @5400
        file B shipped 6xHijau@16000     => shipped shortfall 2
        balance cost_of_goods            => 21600
        ",
    );
    assert_eq!(costs(&shop), [Cell::Money(Money(27_000)), Cell::Empty], "unknown is no figure");
    go_on(
        &mut shop,
        "
        cost B Hijau 6000                => cost_short
        receive Hijau 2 @6000
        balance cost_of_goods            => 33600
        return B Hijau=5/0/0             => shipped
        stock Hijau                      => on_hand 5 allocated 0 available 5 value 28000
        balance cost_of_goods            => 5600
        return B Hijau=0/0/1             => returned
        balance cost_of_goods            => 0
        ",
    );
    assert_eq!(costs(&shop), [Cell::Money(Money(27_000)), Cell::Money(Money(33_600))]);
    let detail = shop.read(|r| reports::order_detail(r, shop.order("B"), MORNING));
    assert_eq!(detail.lines[0].cost, Some(Money(33_600)), "the list and the order say the same");
}

/// What came back before its cost was known needs none: only what is still out is costed.
#[test]
fn several_costs_are_one_write_and_concern_what_is_out() {
    let mut shop = tell(
        "
        goods Hijau Biru
        file A shipped 3xHijau@16000 1xBiru@16000 => shipped
        return A Hijau=1/0/0             => shipped
        ",
    );
    let before = shop.book.dump().unwrap();
    go_on(&mut shop, "cost A Hijau 9000 Hijau 9000   => cost_known\n cost A => cost_empty");
    assert_eq!(shop.book.dump().unwrap(), before, "all of them or none");
    go_on(
        &mut shop,
        "
        cost A Hijau 9000 Biru 7000      => shipped
        balance cost_of_goods            => 25000
        log A                            => take_over return cost
        return A Hijau=1/0/0             => shipped
        balance cost_of_goods            => 16000
        return A Hijau=0/1/0 Biru=1/0/0  => returned
        balance cost_of_goods            => 0
        balance damaged_goods            => 9000
        ",
    );
}
