//! What the verbs of an order plan: goods and money are conserved, and a refusal plans nothing.
#![cfg(test)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use runut_core::order::{Approval, ClaimOf, Event, Graded, Handover, Line, Order, Packing, Plan, Terms, Unit, entries};
use runut_core::posting::{Account, Entry};
use runut_core::rows::{Bin, Cover};
use runut_core::stock::{Levels, Move};
use runut_core::{Channel, Day, Instant, LineId, Money, OrderId, Stage, StoreId, VariantId, Verb};

const DAY: Day = Day(20_261_122);
const STORE: StoreId = StoreId(1);

fn event() -> Event {
    Event { at: Instant(1_000), day: DAY, file: None }
}

fn line(id: i64, variant: i64, quantity: i64, price: i64, discount: i64) -> Line {
    Line::new(LineId(id), VariantId(variant), quantity, Money(price), Money(discount))
}

fn order(channel: Channel, terms: Terms, lines: Vec<Line>) -> Order {
    Order {
        stage: Stage::AwaitingApproval,
        store: channel.is_marketplace().then_some(STORE),
        courier: "JNE".to_owned(),
        tracking: "CM00000000001".to_owned(),
        ..Order::draft(OrderId(4127), channel, terms, lines)
    }
}

fn stocked(units: &[(i64, i64, i64)]) -> Levels {
    let mut levels = Levels::default();
    for (variant, quantity, cost) in units {
        let step = Move {
            variant: VariantId(*variant),
            from: Bin::Supplier,
            to: Bin::Shelf,
            quantity: *quantity,
            value: Some(Money(*cost)),
            line: None,
        };
        levels.apply(&step).unwrap();
        levels.0.get_mut(&VariantId(*variant)).unwrap().stocked_at = Some(Instant(0));
    }
    levels
}

/// What shipping posts.
fn sale(packed: &Order) -> Vec<Entry> {
    entries(packed, &Order { stage: Stage::Shipped, ..packed.clone() }, DAY)
}

fn balances(entries: &[Entry]) -> BTreeMap<i64, i64> {
    let mut sums = BTreeMap::new();
    for entry in entries {
        *sums.entry(entry.debit.0).or_insert(0) += entry.amount.0;
        *sums.entry(entry.credit.0).or_insert(0) -= entry.amount.0;
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

/// The worked example of an own channel: goods 200,000, discount 20,000, shipping 15,000, code 123, paid 195,123.
#[test]
fn an_own_sale_posts_as_the_worked_example_says() {
    let mut own = order(Channel::Whatsapp, Terms::Prepaid, vec![line(1, 1, 10, 20_000, 20_000)]);
    (own.shipping, own.unique_code, own.total, own.paid) = (Money(15_000), Money(123), Money(195_123), Money(195_123));
    let mut entries = vec![Entry::new(Account::Bank, Account::CustomerDeposits, Money(195_123), DAY).unwrap()];
    entries.extend(sale(&own));
    let expected = [
        (Account::Bank, 195_123),
        (Account::Discounts, 20_000),
        (Account::UniqueCodes, -123),
        (Account::Sales, -200_000),
        (Account::ShippingPassThrough, -15_000),
    ];
    assert_eq!(balances(&entries), expected.map(|(k, v)| (k.id().0, v)).into());
}

#[test]
fn a_marketplace_owes_its_sale_cod_included_and_shipping_is_not_ours() {
    let sold = order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, 3, 10_000, 2_500)]);
    let expected =
        [(Account::Discounts, 2_500), (Account::MarketplaceReceivable(STORE), 27_500), (Account::Sales, -30_000)];
    assert_eq!(balances(&sale(&sold)), expected.map(|(k, v)| (k.id().0, v)).into());
    assert_eq!(sale(&Order { history: true, ..sold }), []);
}

#[test]
fn approving_needs_money_or_terms() {
    let mut own = order(Channel::Whatsapp, Terms::Prepaid, vec![line(1, 1, 1, 50_000, 0)]);
    own.total = Money(50_000);
    own.paid = Money(49_999);
    let refusal = own.approve(&Approval::Covered, &event()).unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.facts["missing"].as_str()), ("not_covered", "1"));
    own.paid = Money(50_000);
    assert_eq!(own.approve(&Approval::Covered, &event()).unwrap().after.stage, Stage::Approved);
    own.paid = Money::ZERO;
    assert!(Order { terms: Terms::Cod, ..own }.approve(&Approval::Covered, &event()).is_ok());
}

#[test]
fn a_held_order_goes_nowhere_until_released() {
    let waiting = order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, 1, 1_000, 0)]);
    let held = waiting.hold("alamat aneh", &event()).unwrap().after;
    assert_eq!(held.approve(&Approval::Covered, &event()).unwrap_err().code, "held");
    assert_eq!(held.hold("lagi", &event()).unwrap_err().code, "held");
    let mut levels = stocked(&[(1, 5, 500)]);
    let approved = Order { stage: Stage::Approved, ..held.clone() };
    assert_eq!(approved.pack(Packing::ByHand, &mut levels, &event()).unwrap_err().code, "held");
    let packed = Order { stage: Stage::Packed, ..held.clone() };
    let to = Handover { courier: String::new(), tracking: String::new(), own_delivery: false };
    assert_eq!(packed.ship(&to, &mut levels, &event()).unwrap_err().code, "held");
    assert!(held.release(&Approval::Covered, &event()).unwrap().after.approve(&Approval::Covered, &event()).is_ok());
    assert_eq!(waiting.release(&Approval::Covered, &event()).unwrap_err().code, "not_held");
}

#[test]
fn a_reason_must_say_something() {
    let waiting = order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, 1, 1_000, 0)]);
    let mut levels = Levels::default();
    assert_eq!(waiting.cancel("  ", &mut levels, &event()).unwrap_err().code, "reason_missing");
    assert_eq!(waiting.hold("", &event()).unwrap_err().code, "reason_missing");
}

#[test]
fn a_checked_parcel_needs_every_unit() {
    let mut approved =
        order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, 2, 1_000, 0), line(2, 1, 1, 1_000, 0)]);
    approved.stage = Stage::Approved;
    approved.lines[0].checked = 2;
    let mut levels = stocked(&[(1, 3, 300)]);
    assert_eq!(approved.pack(Packing::Checked, &mut levels.clone(), &event()).unwrap_err().code, "unchecked");
    approved.lines[1].checked = 1;
    assert!(approved.pack(Packing::Checked, &mut levels, &event()).is_ok());
    assert_eq!((levels.of(VariantId(1)).shelf, levels.of(VariantId(1)).packed), (0, 3));
    let mut too_few = stocked(&[(1, 2, 300)]);
    let refusal = approved.pack(Packing::Checked, &mut too_few, &event()).unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.facts["missing"].as_str()), ("stock_short", "1"));
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec((1i64..4, 1i64..6, 0i64..500_000, 0i64..100), 1..6).prop_map(|lines| {
        let numbered = lines.into_iter().zip(1..);
        numbered.map(|((v, q, p, d), id)| line(id, v, q, p, (p * q) * d / 100)).collect()
    })
}

fn apply(plan: &Plan, entries: &mut Vec<Entry>) -> Order {
    entries.extend(&plan.entries);
    plan.after.clone()
}

proptest! {
    /// To the customer and back again: stock, its value and every account are as before.
    #[test]
    fn pack_ship_recall_unpack_leaves_nothing_behind(lines in lines(), spare in 0i64..5, cost in 0i64..900_000) {
        let mut start = order(Channel::Shopee, Terms::Marketplace, lines);
        start.stage = Stage::Approved;
        let mut levels = stocked(&[(1, 40 + spare, cost), (2, 40, cost / 3), (3, 40, 7)]);
        let before = levels.clone();
        let mut entries = Vec::new();
        let packed = apply(&start.pack(Packing::ByHand, &mut levels, &event()).unwrap(), &mut entries);
        let to = Handover { courier: "SPX".into(), tracking: "SPXID000000000001".into(), own_delivery: false };
        let shipped = apply(&packed.ship(&to, &mut levels, &event()).unwrap(), &mut entries);
        let cost_posted: i64 = entries.iter().filter(|e| e.debit == Account::CostOfGoods).map(|e| e.amount.0).sum();
        let cost_kept: i64 = shipped.lines.iter().filter_map(|l| l.cost).map(|c| c.0).sum();
        prop_assert_eq!(cost_posted, cost_kept);
        let left: i64 = levels.0.values().map(|l| l.value.0).sum();
        prop_assert_eq!(left + cost_kept, before.0.values().map(|l| l.value.0).sum::<i64>());
        let back = apply(&shipped.recall("salah kirim", &mut levels, &event()).unwrap(), &mut entries);
        let open = apply(&back.unpack("salah isi", &mut levels, &event()).unwrap(), &mut entries);
        prop_assert_eq!(levels, before);
        prop_assert_eq!(balances(&entries), BTreeMap::new());
        prop_assert_eq!(open.lines, start.lines);
    }

    /// A plan's allocation is exactly the difference of what the order allocates before and after.
    #[test]
    fn allocation_follows_the_stage(lines in lines(), cancel in any::<bool>()) {
        let mut start = order(Channel::Shopee, Terms::Marketplace, lines);
        start.stage = Stage::Approved;
        let mut levels = stocked(&[(1, 40, 1), (2, 40, 1), (3, 40, 1)]);
        let plan = if cancel {
            start.cancel("batal", &mut levels, &event()).unwrap()
        } else {
            start.unapprove(&event()).unwrap()
        };
        let freed: i64 = plan.allocation.values().sum();
        prop_assert_eq!(freed, if cancel { -start.units() } else { 0 });
    }

    /// Claims in any portions are worth, together, what the line was sold for.
    #[test]
    fn claims_sum_to_the_net_price(quantity in 1i64..9, price in 0i64..400_000, cut in 0i64..100) {
        let mut sold = order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, quantity, price, price * quantity * cut / 100)]);
        sold.stage = Stage::Completed;
        let mut entries = Vec::new();
        for back in 1..=quantity {
            sold = apply(&sold.claim_by_file(&[(LineId(1), back)], &event()).unwrap(), &mut entries);
        }
        let net = sold.lines[0].net().0;
        prop_assert_eq!(balances(&entries).get(&Account::SalesReturns.id().0).copied().unwrap_or(0), net);
        prop_assert_eq!(sold.claim_by_file(&[(LineId(1), quantity + 1)], &event()).unwrap_err().code, "claim_lines");
    }

    /// What the screen offers is what the verb does: an offer without a refusal is never refused when it is done.
    #[test]
    fn offers_keep_their_word(lines in lines(), stage in prop::sample::select(Stage::ALL.to_vec()), held in any::<bool>(), shelf in 1i64..30) {
        let mut order = order(Channel::Shopee, Terms::Marketplace, lines);
        order.stage = stage;
        order.held = held.then(|| "cek".to_owned());
        let levels = stocked(&[(1, shelf, 1), (2, shelf, 1), (3, shelf, 1)]);
        let offered = order.offers(&levels, &[Verb::Approve, Verb::Pack, Verb::Hold, Verb::Release, Verb::Cancel, Verb::Deliver]);
        for offer in offered.iter().filter(|o| o.refusal.is_none()) {
            let mut levels = levels.clone();
            let done = match offer.verb {
                Verb::Approve => order.approve(&Approval::Covered, &event()),
                Verb::Pack => order.pack(Packing::ByHand, &mut levels, &event()),
                Verb::Hold => order.hold("cek", &event()),
                Verb::Release => order.release(&Approval::Covered, &event()),
                Verb::Deliver => order.deliver(&event()),
                _ if order.stage == Stage::Packed => continue,
                _ => order.cancel("batal", &mut levels, &event()),
            };
            prop_assert!(done.is_ok(), "{:?}: {:?}", offer.verb, done.err());
        }
    }
}

proptest! {
    /// What is suggested for a claim is never refused, however a line is claimed in turn.
    #[test]
    fn a_suggested_share_can_always_be_claimed(quantity in 1i64..9, price in 0i64..400_000, cut in 0i64..100, ask in 1i64..4) {
        let discount = price * quantity * cut / 100;
        let mut sold = order(Channel::Whatsapp, Terms::Prepaid, vec![line(1, 1, quantity, price, discount)]);
        (sold.stage, sold.total) = (Stage::Shipped, sold.own_total());
        while sold.lines[0].claimed < quantity {
            let units = ask.min(quantity - sold.lines[0].claimed);
            let of = [ClaimOf { line: LineId(1), units, amount: sold.share_to_claim(LineId(1), units) }];
            sold = sold.claim(&of, Money::ZERO, "rusak", &event()).unwrap().after;
        }
        prop_assert!(sold.lines[0].claim <= sold.lines[0].net());
        prop_assert_eq!(sold.share_to_claim(LineId(1), i64::MAX), sold.lines[0].net() - sold.lines[0].claim);
    }
}

/// What stands for an order's money, as lists say it.
#[test]
fn an_order_is_covered_by_what_there_is() {
    let of = |channel, terms, stage, paid| {
        let lines = vec![line(1, 1, 1, 10_000, 0)];
        Order { stage, paid: Money(paid), total: Money(10_000), ..order(channel, terms, lines) }.cover()
    };
    let (own, waits) = (Channel::Whatsapp, Stage::AwaitingPayment);
    assert_eq!(of(own, Terms::Prepaid, waits, 0), Cover::Unpaid);
    assert_eq!(of(own, Terms::Prepaid, waits, 9_999), Cover::Partly);
    assert_eq!(of(own, Terms::Prepaid, waits, 10_000), Cover::Paid);
    assert_eq!(of(own, Terms::Cod, Stage::Approved, 0), Cover::Cod);
    assert_eq!(of(own, Terms::Cod, Stage::Delivered, 10_000), Cover::Paid, "the courier has handed it over");
    assert_eq!(of(Channel::Shopee, Terms::Marketplace, Stage::Approved, 0), Cover::Marketplace);
    assert_eq!(of(Channel::Shopee, Terms::Marketplace, waits, 0), Cover::Unpaid, "its buyer hasn't paid it yet");
}

/// A claim and the goods' return come in either order: the same order, the same money, the same goods.
#[test]
fn claiming_after_the_goods_are_back_ends_like_claiming_before() {
    let of = [ClaimOf { line: LineId(1), units: 2, amount: Money(90_000) }];
    let graded = [Graded { line: LineId(1), sellable: 1, damaged: 1, lost: 0 }];
    for channel in [Channel::Shopee, Channel::Whatsapp] {
        let mut sold = order(channel, Terms::Marketplace, vec![line(1, 1, 2, 50_000, 10_000)]);
        (sold.stage, sold.lines[0].moved, sold.lines[0].cost) = (Stage::Delivered, 2, Some(Money(41_000)));
        let mut posted = [Vec::new(), Vec::new()];
        let ends = [[true, false], [false, true]].map(|turns| {
            let mut levels = stocked(&[(1, 5, 100_000)]);
            turns.into_iter().fold(sold.clone(), |order, claims| {
                let plan = match claims {
                    true => order.claim(&of, Money::ZERO, "rusak", &event()),
                    false => order.take_back(&graded, &BTreeMap::new(), &mut levels, &event()),
                };
                let plan = plan.unwrap();
                posted[usize::from(turns[0])].extend(plan.entries);
                plan.after
            })
        });
        assert_eq!(ends[0], ends[1], "{channel:?}");
        assert_eq!((ends[0].stage, ends[0].lines[0].claimed), (Stage::Returned, 2));
        assert_eq!(balances(&posted[0]), balances(&posted[1]));
        let by_file = Order { stage: Stage::Returned, ..sold }.claim_by_file(&[(LineId(1), 2)], &event());
        assert_eq!(by_file.unwrap().after.lines[0].claim, Money(90_000));
    }
}

/// What a buyer of a marketplace gets back is the units' share: another amount is refused, not replaced unsaid.
#[test]
fn a_marketplaces_claim_is_the_share_of_its_units() {
    let mut sold = order(Channel::Shopee, Terms::Marketplace, vec![line(1, 1, 2, 50_000, 0)]);
    sold.stage = Stage::Delivered;
    let claim = |units, amount| {
        let of = [ClaimOf { line: LineId(1), units, amount: Money(amount) }];
        sold.claim(&of, Money::ZERO, "pecah", &event()).map(|plan| plan.after.lines[0].claim)
    };
    for (units, amount) in [(1, 100_000), (1, 60_000), (2, 60_000), (0, 20_000)] {
        let refusal = claim(units, amount).unwrap_err();
        assert_eq!(refusal.code, "claim_share", "{units} {amount}");
    }
    assert_eq!(claim(1, 0).unwrap(), Money(50_000));
    assert_eq!(claim(2, 100_000).unwrap(), Money(100_000));
}

fn parcel(lines: &[(i64, i64)]) -> Order {
    let lines = (1..).zip(lines).map(|(id, (variant, quantity))| line(id, *variant, *quantity, 1_000, 0)).collect();
    Order { stage: Stage::Approved, ..order(Channel::Shopee, Terms::Marketplace, lines) }
}

proptest! {
    /// In whatever order units come to the table: as many go in as were ordered, each line gets its own, the parcel is
    /// complete with the last of them and not before, and what is too much or foreign changes nothing.
    #[test]
    fn a_parcel_takes_what_was_ordered(
        lines in prop::collection::vec((1i64..4, 1i64..4), 1..5),
        units in prop::collection::vec(1i64..6, 0..40),
    ) {
        let mut open = parcel(&lines);
        for variant in units {
            let ordered: i64 = lines.iter().filter(|(v, _)| *v == variant).map(|(_, units)| units).sum();
            let inside: i64 = open.lines.iter().filter(|l| l.variant.0 == variant).map(|l| l.checked).sum();
            let lacked = open.unchecked_units();
            match open.scan(VariantId(variant)) {
                Unit::Fits(line) => {
                    prop_assert!(inside < ordered);
                    open = open.with_unit(line).unwrap();
                    prop_assert_eq!(open.unchecked_units(), lacked - 1);
                }
                Unit::TooMany => prop_assert!(ordered > 0 && inside == ordered),
                Unit::Foreign => prop_assert_eq!(ordered, 0),
            }
            prop_assert!(open.lines.iter().all(|l| (0..=l.quantity).contains(&l.checked)));
            let mut levels = stocked(&(1..4).map(|v| (v, 100, 100)).collect::<Vec<_>>());
            let closes = open.pack(Packing::Checked, &mut levels, &event()).is_ok();
            prop_assert_eq!(closes, open.unchecked_units() == 0);
            prop_assert_eq!(open.is_half_packed(), !closes && open.unchecked_units() < open.units());
        }
    }
}

#[test]
fn a_full_line_and_a_closed_parcel_take_nothing() {
    let open = parcel(&[(1, 1), (2, 1)]);
    let begun = open.with_unit(LineId(1)).unwrap();
    assert_eq!(begun.with_unit(LineId(1)).unwrap_err().code, "line_full");
    assert_eq!(begun.with_unit(LineId(9)).unwrap_err().code, "line_full");
    assert_eq!(begun.scan(VariantId(1)), Unit::TooMany);
    assert_eq!(Order { stage: Stage::Packed, ..open }.scan(VariantId(2)), Unit::TooMany);
}
