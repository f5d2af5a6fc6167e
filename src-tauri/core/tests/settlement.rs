//! The worked cases of what a marketplace pays out: balances to the rupiah after each step.
#![cfg(test)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use runut_core::order::{Event, Line, Order, Settled, Settling, Terms, entries, receivable_of};
use runut_core::posting::Entry;
use runut_core::settlement::{Part, SettleState};
use runut_core::{AccountId, Channel, Day, Instant, LineId, Money, OrderId, Stage, StoreId, VariantId};

const DAY: Day = Day(20_261_122);
const WALLET: AccountId = AccountId(1151);
const OWED: i64 = 1201;
const SALDO: i64 = 1151;

use Part::{
    Adjustment, Commission, Compensation, Principal, Processing, Program, Refund, ReturnShipping, Shipping, Tax,
};

/// A marketplace's order and what it has posted.
struct Case {
    order: Order,
    balances: BTreeMap<i64, i64>,
}

impl Case {
    /// Two at 50,000 less 10,000 and a voucher of the shop's of 5,000; they cost 60,000. Shipped.
    fn p() -> Self {
        let mut line = Line::new(LineId(1), VariantId(1), 2, Money(50_000), Money(15_000));
        (line.moved, line.checked, line.cost) = (2, 2, Some(Money(60_000)));
        Self::of(Channel::Shopee, line)
    }

    fn of(channel: Channel, line: Line) -> Self {
        let draft = Order::draft(OrderId(1), channel, Terms::Marketplace, vec![line]);
        let packed = Order { store: Some(StoreId(1)), stage: Stage::Packed, ..draft };
        let mut case = Self { order: packed, balances: BTreeMap::new() };
        // Goods post their cost where they are; the sale with the parcel.
        let nothing = Order { lines: Vec::new(), ..case.order.clone() };
        case.post(&entries(&nothing, &case.order, DAY));
        case.change(|order| order.stage = Stage::Shipped);
        case
    }

    fn post(&mut self, entries: &[Entry]) {
        for entry in entries {
            *self.balances.entry(entry.debit.0).or_default() += entry.amount.0;
            *self.balances.entry(entry.credit.0).or_default() -= entry.amount.0;
        }
        self.balances.retain(|_, balance| *balance != 0);
    }

    fn change(&mut self, change: impl FnOnce(&mut Order)) {
        let mut after = self.order.clone();
        change(&mut after);
        self.post(&entries(&self.order, &after, DAY));
        self.order = after;
    }

    /// A file's units that came back, and their goods sellable.
    fn returned(&mut self, units: i64, goods: bool) {
        self.change(|order| {
            let line = &mut order.lines[0];
            line.claimed = units;
            line.claim = Money(line.net().0 * units / line.quantity);
            if goods {
                (line.back, line.back_cost) = (units, Money(line.cost.unwrap().0 * units / line.quantity));
            }
        });
    }

    fn row(&mut self, net: i64, parts: &[(Part, i64)]) {
        self.rows(net, parts, Some(true));
    }

    fn rows(&mut self, net: i64, parts: &[(Part, i64)], released: Option<bool>) {
        let mut sums = Settled::into_wallet(WALLET, false);
        parts.iter().for_each(|(part, amount)| sums.add(*part, Money(*amount)));
        let change = Settling { day: DAY, net: Money(net), parts: sums.parts, released };
        let event = Event { at: Instant(0), day: DAY, file: Some("penghasilan.xlsx".to_owned()) };
        let plan = self.order.settle(&[change], Settled::into_wallet(WALLET, false), &event);
        self.post(&plan.entries);
        self.order = plan.after;
    }

    fn of_account(&self, account: i64) -> i64 {
        self.balances.get(&account).copied().unwrap_or_default()
    }

    /// These accounts beside those of the sale and its cost.
    fn holds(&self, wanted: &[(i64, i64)]) {
        for (account, balance) in wanted {
            assert_eq!(self.of_account(*account), *balance, "{account}: {:?}", self.balances);
        }
        assert_eq!(receivable_of(&self.order).0, self.of_account(OWED));
        assert_eq!(self.balances.values().sum::<i64>(), 0);
    }

    /// Income less what it cost.
    fn profit(&self) -> i64 {
        -self.balances.iter().filter(|(account, _)| **account >= 4000).map(|(_, balance)| *balance).sum::<i64>()
    }
}

const GOODS: (Part, i64) = (Principal, 85_000);

#[test]
fn case_1_paid_as_expected() {
    let mut case = Case::p();
    assert_eq!(case.of_account(OWED), 85_000);
    case.row(73_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.holds(&[(SALDO, 73_550), (6101, 6_800), (6102, 3_400), (6103, 1_250), (OWED, 0), (7103, 0)]);
    assert_eq!((case.order.settle_state(), case.profit()), (SettleState::Closed, 13_550));
}

#[test]
fn case_2_a_higher_fee() {
    let mut case = Case::p();
    case.row(72_700, &[GOODS, (Commission, -7_650), (Program, -3_400), (Processing, -1_250)]);
    case.holds(&[(SALDO, 72_700), (6101, 7_650), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_3_the_courier_took_more_than_buyer_and_subsidy_paid() {
    let mut case = Case::p();
    let shipping = 12_000 + 6_000 - 21_000;
    case.row(70_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250), (Shipping, shipping)]);
    case.holds(&[(SALDO, 70_550), (6121, 3_000), (OWED, 0), (7103, 0)]);
}

/// Who is paid for shipping has sent it with a courier of their own, whose bill is a cost like any other's.
#[test]
fn a_courier_of_ones_own_is_billed_where_the_payout_paid_for_shipping() {
    let event = Event { at: Instant(0), day: DAY, file: None };
    let mut case = Case::p();
    assert_eq!(case.order.bill_courier(Money(9_000), &event).unwrap_err().code, "marketplace_money");
    case.row(85_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250), (Shipping, 12_000)]);
    let billed = case.order.bill_courier(Money(9_000), &event).unwrap();
    case.post(&entries(&case.order, &billed.after, DAY));
    case.holds(&[(SALDO, 85_550), (6121, -12_000), (6120, 9_000), (2102, -9_000), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_4_all_came_back_after_the_payout() {
    let mut case = Case::p();
    case.row(73_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.returned(2, true);
    case.holds(&[(OWED, -85_000), (4103, 85_000)]);
    assert_eq!(case.order.settle_state(), SettleState::Open);
    case.rows(-83_800, &[(Refund, -85_000), (Commission, 6_800), (Program, 3_400), (ReturnShipping, -9_000)], None);
    case.holds(&[(SALDO, -10_250), (4103, 85_000), (6103, 1_250), (6122, 9_000), (5101, 0), (OWED, 0), (7103, 0)]);
    assert_eq!((case.profit(), case.order.settle_state()), (-10_250, SettleState::Closed));
}

#[test]
fn case_5_one_of_two_came_back_before_it_and_the_file_says_another_amount() {
    let mut case = Case::p();
    case.returned(1, true);
    case.holds(&[(4103, 42_500)]);
    case.row(35_710, &[GOODS, (Refund, -43_000), (Commission, -3_360), (Program, -1_680), (Processing, -1_250)]);
    case.holds(&[(4103, 43_000), (5101, 30_000), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_6_money_back_and_the_goods_kept() {
    let mut case = Case::p();
    case.row(55_950, &[GOODS, (Refund, -20_000), (Commission, -5_200), (Program, -2_600), (Processing, -1_250)]);
    case.holds(&[(SALDO, 55_950), (4103, 20_000), (5101, 60_000), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_8_an_order_from_before_the_book() {
    for (opening, account, state) in [(true, 1230, SettleState::Earlier), (false, 3102, SettleState::Before)] {
        let mut case = Case::p();
        (case.order.history, case.balances) = (true, BTreeMap::new());
        case.order.lines[0].cost = None;
        case.order.settled = Some(Box::new(Settled::into_wallet(WALLET, opening)));
        case.row(61_200, &[(Principal, 70_000), (Commission, -8_800)]);
        assert_eq!(case.balances, BTreeMap::from([(SALDO, 61_200), (account, -61_200)]));
        assert_eq!(case.order.settle_state(), state);
    }
}

#[test]
fn case_9_lazada_pays_goods_one_by_one_and_one_was_lost() {
    let mut line = Line::new(LineId(1), VariantId(1), 3, Money(40_000), Money::ZERO);
    (line.moved, line.checked, line.cost) = (3, 3, Some(Money(75_000)));
    let mut case = Case::of(Channel::Lazada, line);
    case.row(74_560, &[(Principal, 80_000), (Commission, -4_000), (Part::Payment, -1_440)]);
    case.holds(&[(OWED, 40_000)]);
    case.rows(35_000, &[(Compensation, 35_000)], None);
    case.returned(1, true);
    case.change(|order| order.lines[0].spoiled_cost = Money(25_000));
    case.holds(&[(SALDO, 109_560), (4103, 40_000), (7102, 25_000), (7104, -35_000), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_10_a_failed_delivery_costs_its_way_back() {
    let mut case = Case::p();
    case.change(|order| order.failed = true);
    case.row(-7_500, &[(ReturnShipping, -7_500)]);
    case.holds(&[(6122, 7_500), (SALDO, -7_500), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_13_withheld_tax_is_a_prepayment() {
    let mut case = Case::p();
    case.row(73_125, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250), (Tax, -425)]);
    case.holds(&[(1401, 425), (OWED, 0), (7103, 0)]);
}

#[test]
fn case_14_a_voucher_that_comes_later_posts_by_difference() {
    let mut case = Case::p();
    case.row(73_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.change(|order| order.lines[0].discount += Money(2_000));
    case.holds(&[(4102, 17_000), (7103, -2_000), (OWED, 0)]);
}

#[test]
fn case_15_what_no_part_explains_is_a_settlement_difference() {
    let mut case = Case::p();
    case.row(73_000, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.holds(&[(7103, 550), (OWED, 0)]);
}

#[test]
fn case_16_a_corrected_row_posts_the_difference() {
    let mut case = Case::p();
    case.row(73_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.rows(-500, &[(Commission, -500)], None);
    case.holds(&[(6101, 7_300), (SALDO, 73_050), (OWED, 0), (7103, 0)]);
}

#[test]
fn it_does_not_close_before_the_order_has_left() {
    let mut case = Case::p();
    case.change(|order| order.stage = Stage::Packed);
    case.row(73_550, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)]);
    case.holds(&[(OWED, -85_000), (7103, 0)]);
    case.change(|order| order.stage = Stage::Completed);
    case.holds(&[(OWED, 0), (7103, 0)]);
}

#[test]
fn a_balances_sum_alone_closes_nothing() {
    let mut case = Case::p();
    case.rows(73_550, &[], None);
    case.holds(&[(SALDO, 73_550), (OWED, 11_450), (7103, 0)]);
    case.rows(0, &[GOODS, (Commission, -6_800), (Program, -3_400), (Processing, -1_250)], Some(true));
    case.holds(&[(SALDO, 73_550), (6101, 6_800), (OWED, 0), (7103, 0)]);
    case.rows(-1_000, &[(Adjustment, -1_000)], None);
    case.holds(&[(SALDO, 72_550), (7103, 1_000), (OWED, 0)]);
}

#[derive(Clone, Debug)]
enum Doing {
    Row(i64, i64),
    Take(usize),
    Claim(i64),
    Fail,
    Discount(i64),
    Stage(bool),
}

fn doings() -> impl Strategy<Value = Vec<Doing>> {
    let doing = prop_oneof![
        (-90_000i64..90_000, -9_000i64..9_000).prop_map(|(net, fee)| Doing::Row(net, fee)),
        (0usize..6).prop_map(Doing::Take),
        (0i64..3).prop_map(Doing::Claim),
        Just(Doing::Fail),
        (0i64..50_000).prop_map(Doing::Discount),
        any::<bool>().prop_map(Doing::Stage),
    ];
    proptest::collection::vec(doing, 1..20)
}

proptest! {
    /// Whatever comes in whatever order: what is posted is the position, and a closed order owes nothing.
    #[test]
    fn rows_and_verbs_in_any_order_post_where_the_order_stands(doings in doings()) {
        let mut case = Case::p();
        let mut rows: Vec<(i64, i64)> = Vec::new();
        for doing in doings {
            match doing {
                Doing::Row(net, fee) => {
                    case.row(net, &[(Principal, net - fee), (Commission, fee)]);
                    rows.push((net, fee));
                }
                Doing::Take(at) if at < rows.len() => {
                    let (net, fee) = rows.swap_remove(at);
                    case.rows(-net, &[(Principal, fee - net), (Commission, -fee)], Some(!rows.is_empty()));
                }
                Doing::Take(_) => {}
                Doing::Claim(units) => case.returned(units, false),
                Doing::Fail => case.change(|order| order.failed = true),
                Doing::Discount(discount) => case.change(|order| order.lines[0].discount = Money(discount)),
                Doing::Stage(left) => {
                    case.change(|order| order.stage = if left { Stage::Completed } else { Stage::Packed });
                }
            }
            let net: i64 = rows.iter().map(|(net, _)| net).sum();
            prop_assert_eq!(case.of_account(SALDO), net);
            prop_assert_eq!(case.of_account(OWED), receivable_of(&case.order).0);
            if case.order.settle_state() == SettleState::Closed {
                prop_assert_eq!(case.of_account(OWED), 0);
            }
            prop_assert_eq!(case.balances.values().sum::<i64>(), 0);
        }
    }
}
