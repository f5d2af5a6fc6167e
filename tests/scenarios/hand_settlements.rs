//! What a marketplace paid, entered by hand: as a file's rows, and once with them.

use runut_actions::payouts::{self, Said};
use runut_actions::{ActionError, settle_by_hand, undo, withdraw};
use runut_core::rows::{CodColumns, FileIs, HandPayout, HandSettlement, PartAmount, Withdrawal};
use runut_core::settlement::{Part, SettleState};
use runut_core::undo::Way;
use runut_core::{AccountId, DAY_MS, Day, Money, StoreId};

use crate::settlements::{balance, holds, income, opened, refused, shipped, state, take};
use crate::shop::Shop;

const SHOPEE: StoreId = StoreId(1);

fn payout(shop: &Shop, id: &str, net: i64, taken: &[(Part, i64)]) -> HandPayout {
    let taken = taken.iter().map(|(part, amount)| PartAmount { part: *part, amount: Money(*amount) }).collect();
    HandPayout { order: shop.order(id), net: Money(net), taken }
}

/// A day before today by so many.
fn ago(shop: &mut Shop, days: i64) -> Day {
    shop.ctx().today.plus(-days)
}

fn enter(shop: &mut Shop, day: Day, orders: Vec<HandPayout>) -> Result<String, ActionError> {
    let ctx = shop.ctx();
    Ok(settle_by_hand(&shop.book, &ctx, &HandSettlement { day, orders })?.value.id)
}

fn pull(shop: &mut Shop, amount: i64, day: Day) -> Result<String, ActionError> {
    let ctx = shop.ctx();
    let form = Withdrawal { store: SHOPEE, account: AccountId(1102), amount: Money(amount), day };
    Ok(withdraw(&shop.book, &ctx, &form)?.value.id)
}

#[test]
fn what_is_entered_by_hand_is_booked_as_a_files_rows_are() {
    let mut shop = opened();
    shop.take_in(vec![shipped("A", 85_000), shipped("B", 16_000)]).unwrap();
    let today = ago(&mut shop, 0);
    let both = vec![
        payout(&shop, "A", 78_200, &[(Part::Commission, 6_800)]),
        payout(&shop, "B", 14_500, &[(Part::Commission, 1_000)]), // 500 that nobody explains
    ];
    let said = enter(&mut shop, today, both.clone()).unwrap();
    assert_eq!(said, "2 pesanan dicatat cair: Rp 92.700.");
    holds(&shop, &[(1151, 92_700), (6101, 7_800), (7103, 500), (1201, 0)]);
    assert_eq!(state(&shop, "A"), SettleState::Closed);
    shop.sound();
    assert_eq!(refused(enter(&mut shop, today, both.clone())), "settled_already");

    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    holds(&shop, &[(1151, 0), (6101, 0), (7103, 0), (1201, 101_000)]);
    shop.sound();
    assert_eq!(refused(enter(&mut shop, today.plus(1), both.clone())), "day_ahead");
    assert_eq!(refused(enter(&mut shop, today, vec![])), "orders_missing");
    let twice = vec![both[0].clone(), both[0].clone()];
    assert_eq!(refused(enter(&mut shop, today, twice)), "order_twice");
    enter(&mut shop, today, both).unwrap();
    holds(&shop, &[(1151, 92_700)]);
    shop.sound();
}

#[test]
fn a_day_that_is_none_or_not_yet_is_refused() {
    let mut shop = opened();
    shop.take_in(vec![shipped("A", 85_000)]).unwrap();
    let mut code = |day: i32| {
        let by_hand = vec![payout(&shop, "A", 9_000, &[])];
        (refused(enter(&mut shop, Day(day), by_hand)), refused(pull(&mut shop, 9_000, Day(day))))
    };
    let both = |code: &str| (code.to_owned(), code.to_owned());
    assert_eq!([20_261_099, 20_361_130].map(&mut code), ["day", "day_ahead"].map(both));
    shop.sound();
}

#[test]
fn a_file_that_tells_of_it_later_takes_its_place() {
    let mut shop = opened();
    shop.take_in(vec![shipped("A", 85_000), shipped("B", 16_000), shipped("C", 10_000)]).unwrap();
    let by_hand = ["A", "B", "C"].map(|id| payout(&shop, id, if id == "C" { 9_000 } else { 15_000 }, &[])).to_vec();
    let today = ago(&mut shop, 0);
    enter(&mut shop, today, by_hand).unwrap();
    // Of B the income report, of C the balance report with the same sum, of A with another.
    take(&mut shop, "p.csv", &income(&[("B", "2026-11-24", 16_000, 0, -1_000, 0)])).unwrap();
    holds(&shop, &[(1151, 39_000), (6101, 1_000), (1201, 0)]);
    let rows = [
        ("2026-11-24 10:00:00", "Penghasilan dari Pesanan", "A", 78_200),
        ("2026-11-24 09:00:00", "Penghasilan dari Pesanan", "C", 9_000),
    ];
    take(&mut shop, "s.csv", &balance(0, &rows)).unwrap();
    holds(&shop, &[(1151, 102_200), (1201, 6_800)]);
    assert_eq!((state(&shop, "A"), state(&shop, "C")), (SettleState::Open, SettleState::Closed));
    shop.sound();
    for _ in 0..2 {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, Way::Back).unwrap();
        shop.sound();
    }
    holds(&shop, &[(1151, 39_000), (6101, 0), (1201, 0)]);
}

/// Entered, in the balance report and in the income report, in either order of these: once, as the income report says.
#[test]
fn what_three_tell_of_is_booked_once() {
    let of_income = income(&[("A", "2026-11-24", 85_000, 0, -6_800, 0)]);
    let of_balance = balance(0, &[("2026-11-24 10:00:00", "Penghasilan dari Pesanan", "A", 78_200)]);
    for (net, files) in [
        (78_200, [&of_balance, &of_income]),
        (78_200, [&of_income, &of_balance]),
        (70_000, [&of_balance, &of_income]),
        (70_000, [&of_income, &of_balance]),
    ] {
        let mut shop = opened();
        shop.take_in(vec![shipped("A", 85_000)]).unwrap();
        let day = ago(&mut shop, 1);
        let by_hand = vec![payout(&shop, "A", net, &[])];
        enter(&mut shop, day, by_hand).unwrap();
        for (name, file) in ["1.csv", "2.csv"].into_iter().zip(files) {
            take(&mut shop, name, file).unwrap();
            shop.sound();
        }
        holds(&shop, &[(1151, 78_200), (6101, 6_800), (1201, 0), (7103, 0)]);
        assert_eq!(state(&shop, "A"), SettleState::Closed);
        for _ in 0..3 {
            let ctx = shop.ctx();
            undo(&shop.book, &ctx, Way::Back).unwrap();
            shop.sound();
        }
        holds(&shop, &[(1151, 0), (1201, 85_000)]);
    }
}

#[test]
fn a_withdrawal_and_the_balance_reports_row_of_it_are_one() {
    let mut shop = opened();
    shop.now.0 += 20 * DAY_MS;
    let (today, long_ago) = (ago(&mut shop, 2), ago(&mut shop, 16));
    let at = |days: i64| format!("{} 10:00:00", today.plus(days));
    assert_eq!(refused(pull(&mut shop, 0, today)), "amount");
    assert_eq!(pull(&mut shop, 50_000, today).unwrap(), "Rp 50.000 ditarik dari saldo Shopee ke Bank.");
    pull(&mut shop, 20_000, long_ago).unwrap();
    holds(&shop, &[(1102, 70_000), (1151, -70_000)]);
    let times = [at(2), at(1), at(0)];
    let rows = [
        (times[0].as_str(), "Penarikan Dana", "-", -50_000),
        (times[1].as_str(), "Penarikan Dana", "-", -50_000),
        (times[2].as_str(), "Penarikan Dana", "-", -20_000),
    ];
    // One of the two of 50,000 is the one that was entered; the other is another. 20,000 two weeks later is another too.
    let text = balance(500_000, &rows);
    take(&mut shop, "s.csv", &text).unwrap();
    holds(&shop, &[(1102, 140_000), (1151, -140_000)]);
    shop.sound();
    assert_eq!(take(&mut shop, "s.csv", &text).unwrap().new, 0);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    holds(&shop, &[(1102, 70_000), (1151, -70_000)]);
    shop.sound();
}

#[test]
fn a_file_is_known_by_what_stands_in_it() {
    let shop = Shop::new();
    let report = income(&[("A", "2026-11-24", 85_000, 0, -6_800, 0)]);
    assert_eq!(payouts::file_is(report.as_bytes(), &[]), FileIs::Settlement);
    let cod = "Tanggal,Resi,Nilai,Biaya\n2026-11-24,CM1,42000,1000\n";
    assert_eq!(payouts::file_is(cod.as_bytes(), &[]), FileIs::Other);
    let seen = payouts::preview(&shop.book, "c.csv", cod.as_bytes(), &Said::default(), &[]).unwrap();
    assert_eq!((seen.columns, seen.cod), (["Tanggal", "Resi", "Nilai", "Biaya"].map(str::to_owned).to_vec(), None));
    let columns = CodColumns {
        tracking: "Resi".into(),
        amount: "Nilai".into(),
        fee: "Biaya".into(),
        day: "Tanggal".into(),
        ..CodColumns::default()
    };
    let known = [columns.clone()];
    assert_eq!(payouts::file_is(cod.as_bytes(), &known), FileIs::Cod);
    let seen = payouts::preview(&shop.book, "c.csv", cod.as_bytes(), &Said::default(), &known).unwrap();
    assert_eq!(seen.cod.map(|cod| (cod.rows, cod.unknown)), Some((1, 1)));
    let half = Said { columns: Some(CodColumns { day: String::new(), ..columns }), ..Said::default() };
    assert_eq!(refused(payouts::preview(&shop.book, "c.csv", cod.as_bytes(), &half, &[])), "columns_missing");
    assert_eq!(payouts::file_is(b"no table at all", &[]), FileIs::Other);
}
