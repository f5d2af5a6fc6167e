//! "Hari ini" on a day whose figures are known.

use runut_actions::{save, save_courier, save_shop, save_task, set_target};
use runut_core::rows::{CourierRow, KpiBy, Shop as ShopRow, TargetForm, TaskRow, Today};
use runut_core::{Day, Instant, Money, Stage, TaskId};
use runut_store::reports;

use crate::script::go_on;
use crate::shop::{HOUR, MORNING, Shop, order, status};

/// Takes in an order of the test's one product that must leave `hours` after Sunday 09:00.
fn take(shop: &mut Shop, id: &str, word: &str, line: &str, hours: i64) {
    let mut taken = order(id, status(word), &[line]);
    taken.ship_by = Some(Instant(MORNING.0 + hours * HOUR));
    shop.take_in(vec![taken]).unwrap();
}

fn set(shop: &mut Shop, change: impl FnOnce(ShopRow) -> ShopRow) {
    let (ctx, old) = (shop.ctx(), shop.read(|r| r.shop()).unwrap());
    save_shop(&shop.book, &ctx, &change(old)).unwrap();
}

fn today(shop: &Shop, at: Instant) -> Today {
    shop.read(|r| reports::today::all(r, at))
}

/// Sunday: A (2 units for 30,000, cost 18,000) leaves, B and C are late by Monday, F is due then, E later, D unpaid.
fn sunday() -> Shop {
    let mut shop = Shop::new();
    take(&mut shop, "A", "to_ship", "2xHijau@16000-2000", 10);
    take(&mut shop, "B", "to_ship", "1xHijau@16000", 10);
    take(&mut shop, "C", "to_ship", "3xHijau@16000", 9);
    take(&mut shop, "D", "unpaid", "1xHijau@16000", 100);
    take(&mut shop, "E", "to_ship", "1xHijau@16000", 40);
    take(&mut shop, "F", "to_ship", "1xHijau@16000", 30);
    go_on(
        &mut shop,
        "receive Hijau 10 @9000
         pack A => packed
         ship A SPX SPXID000000000001 => shipped
         pack C => packed
         hold B cek stok => approved held",
    );
    shop
}

const MONDAY: Instant = Instant(MORNING.0 + 24 * HOUR);

#[test]
fn parcels_are_counted_by_when_they_must_leave() {
    let mut shop = sunday();
    let (ctx, spx) = (shop.ctx(), shop.read(|r| r.couriers()).into_iter().find(|c| c.name == "SPX").unwrap());
    save_courier(&shop.book, &ctx, &CourierRow { pickup: Some(900), ..spx }).unwrap();
    let day = today(&shop, MONDAY);
    assert_eq!((day.parcels.open, day.parcels.late, day.parcels.due_today, day.parcels.due_later), (4, 2, 1, 1));
    let late: Vec<i64> = day.parcels.late_rows.iter().map(|row| row.number).collect();
    assert_eq!(late, [shop.order("C").0, shop.order("B").0], "the longest first");
    assert_eq!((day.held.held, day.held.held_rows[0].held.as_str()), (1, "cek stok"));
    let fetched: Vec<_> =
        day.pickups.pickups.iter().map(|p| (p.pickup, p.courier.as_str(), p.packed, p.parcels)).collect();
    assert_eq!(fetched, [(Some(900), "SPX", 1, 3)], "late and due today, packed or not");
    let queue: Vec<(Stage, i64)> =
        day.queue.queue.iter().filter(|q| q.orders > 0).map(|q| (q.stage, q.orders)).collect();
    assert_eq!(queue, [(Stage::AwaitingPayment, 1), (Stage::Approved, 3), (Stage::Packed, 1), (Stage::Shipped, 1)]);
    let shipped = day.queue.queue.iter().find(|q| q.stage == Stage::Shipped).unwrap();
    assert!(shipped.oldest.unwrap() >= MORNING, "a shipped order waits since it left");
    assert!(day.queue.queue.iter().find(|q| q.stage == Stage::Draft).unwrap().oldest.is_none());
    // Two hours before midnight what is due after it isn't due today.
    assert_eq!(today(&shop, Instant(MORNING.0)).parcels.due_later, 2);
}

#[test]
fn sales_are_the_postings_of_the_week_and_of_yesterday() {
    let mut shop = sunday();
    let ctx = shop.ctx();
    let goal = TargetForm { kpi: "net_sales".into(), per: KpiBy::Day, amount: "1jt".into() };
    set_target(&shop.book, &ctx, &goal).unwrap();
    let day = today(&shop, MONDAY);
    assert_eq!((day.day, day.sales.yesterday.day), (Day(20_261_123), Day(20_261_122)));
    assert_eq!((day.sales.yesterday.sales, day.sales.yesterday.orders), (Money(30_000), 1));
    assert_eq!((day.sales.yesterday_profit, day.sales.yesterday_uncosted), (Some(Money(12_000)), 0));
    assert_eq!(
        (day.sales.week[0].day, day.sales.week[6].day, day.sales.week.len()),
        (Day(20_261_123), Day(20_261_129), 7)
    );
    assert_eq!(
        (day.sales.week_sales, day.sales.goal.as_ref().map(|goal| goal.goal), day.sales.days_left),
        (Money::ZERO, Some(Money(7_000_000)), 7)
    );
    shop.now = MONDAY;
    go_on(&mut shop, "ship C SPX SPXID000000000002 => shipped");
    let day = today(&shop, Instant(MONDAY.0 + 24 * HOUR));
    assert_eq!(
        (day.sales.week[0].sales, day.sales.week[0].orders, day.sales.week_sales),
        (Money(48_000), 1, Money(48_000))
    );
    assert_eq!(
        (day.sales.yesterday.sales, day.sales.yesterday_profit, day.sales.days_left),
        (Money(48_000), Some(Money(21_000)), 6)
    );
    // What comes back from the courier's counter takes its sale back on that day.
    shop.now = Instant(MONDAY.0 + 24 * HOUR);
    go_on(&mut shop, "recall C salah paket => packed");
    let day = today(&shop, Instant(MONDAY.0 + 25 * HOUR));
    assert_eq!((day.sales.week_sales, day.queue.coming_back), (Money::ZERO, 0));
    assert_eq!((day.sales.week[0].orders, day.sales.week[1].sales), (0, Money(-48_000)));
}

/// Goods of unknown cost aren't free: no figure, and how many orders that concerns, until their cost is typed in.
#[test]
fn a_profit_that_is_not_known_is_no_figure() {
    let mut shop = sunday();
    go_on(&mut shop, "file U shipped 2xBiru@16000 1xPutih@16000 => shipped");
    let day = today(&shop, MONDAY);
    assert_eq!(
        (day.sales.yesterday.sales, day.sales.yesterday_profit, day.sales.yesterday_uncosted),
        (Money(78_000), None, 1)
    );
    go_on(&mut shop, "cost U Biru 9000 => shipped");
    assert_eq!(today(&shop, MONDAY).sales.yesterday_profit, None, "one line is unknown still");
    go_on(&mut shop, "cost U Putih 8000 => shipped");
    let day = today(&shop, MONDAY);
    assert_eq!((day.sales.yesterday_profit, day.sales.yesterday_uncosted), (Some(Money(34_000)), 0));
}

#[test]
fn what_runs_out_is_told_with_the_days_that_it_lasts() {
    let mut shop = sunday();
    assert_eq!(today(&shop, MONDAY).low.low_variants, 0, "without a mark nothing is low until it is short");
    let variant = shop.variant("Hijau");
    let row = shop.read(|r| reports::variant_row(r, variant));
    let mut form = shop.read(|r| r.product_form(row.product_id));
    form.variants[0].low_mark = 5;
    let ctx = shop.ctx();
    save(&shop.book, &ctx, &form).unwrap();
    let day = today(&shop, MONDAY);
    let low: Vec<_> = day.low.low.iter().map(|l| (l.variant.available, l.days)).collect();
    assert_eq!(
        (low, day.low.low_variants),
        (vec![(1, Some(1))], 1),
        "one is left, two went in the two days it is kept"
    );
    take(&mut shop, "S", "to_ship", "9xHijau@16000", 50);
    take(&mut shop, "K", "to_ship", "1xBiru@16000", 50);
    let day = today(&shop, MONDAY);
    let low: Vec<_> = day.low.low.iter().map(|l| (l.variant.variant.as_str(), l.variant.available, l.days)).collect();
    assert_eq!(low, [("Hijau", -8, Some(0)), ("Biru", -1, None)], "the shortest first");
}

#[test]
fn money_to_look_at_and_tasks() {
    let mut shop = sunday();
    set(&mut shop, |old| ShopRow { auto_approve: false, ..old });
    take(&mut shop, "G", "to_ship", "1xHijau@16000", 30);
    let ctx = shop.ctx();
    let task = |text: &str, due| TaskRow {
        id: TaskId(0),
        text: text.into(),
        person: Some(ctx.person),
        person_name: String::new(),
        due,
        done: false,
    };
    for (text, due) in [("nanti", None), ("besok", Some(Day(20_261_124))), ("hari ini", Some(Day(20_261_123)))] {
        let ctx = shop.ctx();
        save_task(&shop.book, &ctx, &task(text, due)).unwrap();
    }
    let day = today(&shop, MONDAY);
    let money: Vec<_> = day.money.money.iter().map(|m| (m.order, m.paid, m.beyond, m.stage)).collect();
    assert_eq!(money, [(shop.order("G"), Money(26_000), Money::ZERO, Stage::AwaitingApproval)]);
    assert_eq!((day.money.money_orders, day.money.money_total), (1, Money(26_000)));
    let tasks: Vec<&str> = day.tasks.tasks.iter().map(|t| t.text.as_str()).collect();
    assert_eq!((tasks, day.tasks.tasks_due), (vec!["hari ini", "besok", "nanti"], 1));
    assert_eq!(day.tasks.tasks[0].person_name, "Ratna");
}

#[test]
fn own_orders_covered_in_part_and_beyond_are_money_to_look_at() {
    let mut shop = Shop::new();
    go_on(
        &mut shop,
        "goods Hijau
         receive Hijau 10 @9000
         own A 1xHijau@20000 code=0 => awaiting_payment
         own B 1xHijau@20000 code=0 => awaiting_payment
         own C 1xHijau@20000 code=0 => awaiting_payment
         own D 1xHijau@20000 code=0 => awaiting_payment
         pay A=20000 => awaiting_approval
         pay B=5000 => awaiting_payment
         pay C=23000 => awaiting_approval",
    );
    let day = today(&shop, MONDAY);
    let money: Vec<_> = day.money.money.iter().map(|m| (m.order, m.paid.0, m.beyond.0, m.account.as_str())).collect();
    let of = |name: &str| shop.order(name);
    assert_eq!(
        money,
        [(of("A"), 20_000, 0, "Bank"), (of("C"), 23_000, 3_000, "Bank"), (of("B"), 5_000, -15_000, "Bank")],
        "what can be approved, what came beyond, what lacks"
    );
    assert_eq!((day.money.money_orders, day.money.money_total), (3, Money(48_000)));
}
