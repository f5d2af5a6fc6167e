//! Customers seen as a whole and stock seen ahead: what a shop's own orders, receipts and purchases come to.

use runut_actions::{order_proposed, receive, save_purchase, undo};
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::rows::{
    Against, DeadRow, DemandClass, ForecastMethod, ForecastRow, PurchaseForm, PurchaseLineForm, Receipt, ReceiptLine,
    Reorder, ReorderCap, ReorderForm, ReorderTerms, SalesBy, SalesQuery, Segment,
};
use runut_core::undo::Way;
use runut_core::{DAY_MS, Day, Instant, Money, PurchaseId, VariantId};
use runut_store::reports::{buyers, forecast, reorder, statements};

use crate::shop::{Shop, order};

/// An order so many days before, by a buyer.
fn ago(id: &str, days: i64, status: FileStatus, (username, line): (&str, &str)) -> FileOrder {
    let whole = order(id, status, &[line]);
    let earlier = |at: Instant| Instant(at.0 - days * DAY_MS);
    FileOrder {
        username: username.into(),
        placed_at: earlier(whole.placed_at),
        paid_at: whole.paid_at.map(earlier),
        ship_by: whole.ship_by.map(earlier),
        arranged_at: whole.arranged_at.map(earlier),
        completed_at: whole.completed_at.map(earlier),
        ..whole
    }
}

/// Twelve weeks in which three were ordered each, a fortnight's of something else, and what isn't demand.
fn sold() -> Shop {
    let mut shop = Shop::new();
    let week = |week: i64| ago(&format!("W{week}"), week * 7, FileStatus::Completed, ("ratih", "3xHijau@16000"));
    let mut orders: Vec<FileOrder> = (0..12).map(week).collect();
    orders.push(ago("C", 3, FileStatus::Cancelled, ("joko", "50xHijau@16000")));
    orders.push(ago("B", 10, FileStatus::Completed, ("joko", "2xBiru@16000")));
    shop.take_in(orders).unwrap();
    shop
}

fn today(shop: &mut Shop) -> Day {
    shop.ctx().today
}

fn row(shop: &mut Shop, name: &str) -> ForecastRow {
    let (day, variant) = (today(shop), shop.variant(name));
    let found = shop.read(|r| forecast::forecasts(r, day));
    let card = shop.read(|r| forecast::forecast_card(r, day, variant));
    let row = found.rows.into_iter().find(|row| row.variant == variant).unwrap();
    assert_eq!(card.row, row, "one and all say the same");
    assert_eq!(i64::try_from(card.history.len()).unwrap(), row.weeks);
    row
}

fn proposed(shop: &mut Shop, terms: &ReorderTerms) -> Reorder {
    let day = today(shop);
    shop.read(|r| Ok(reorder::reorder(r, day, terms)?.unwrap()))
}

fn drafts(shop: &mut Shop, terms: &ReorderTerms, only: &[VariantId]) -> Result<Vec<i64>, String> {
    let ctx = shop.ctx();
    let form = ReorderForm { terms: terms.clone(), only: only.to_vec() };
    match order_proposed(&shop.book, &ctx, &form) {
        Ok(saved) => Ok(saved.value.purchases.iter().map(|id| id.0).collect()),
        Err(error) => Err(crate::script::code(&error)),
    }
}

#[test]
fn what_is_ordered_week_by_week_is_foretold_and_cancelled_orders_are_not_demand() {
    let mut shop = sold();
    let hijau = row(&mut shop, "Hijau");
    assert_eq!((hijau.weeks, hijau.masked, hijau.few), (11, 0, false));
    assert_eq!((hijau.class, hijau.method, hijau.week), (Some(DemandClass::Smooth), ForecastMethod::Mean4, Some(30)));
    assert_eq!((hijau.error, hijau.naive), (Some(0), Some(0)));
    let biru = row(&mut shop, "Biru");
    assert_eq!((biru.weeks, biru.few, biru.week, biru.error), (1, true, Some(0), None), "a week, and none in it");
}

#[test]
fn a_proposal_becomes_drafts_that_count_as_coming_and_are_taken_back_whole() {
    let mut shop = sold();
    let (hijau, terms) = (shop.variant("Hijau"), ReorderTerms::default());
    assert_eq!(drafts(&mut shop, &terms, &[]), Err("reorder_nobody".into()), "nobody has ever sold us any");
    shop.receive(hijau, 5, 9_000);
    let found = proposed(&mut shop, &terms);
    let of = found.rows.iter().find(|row| row.variant == hijau).unwrap();
    // Six in two weeks, counted as Poisson's: 10 last in 95 of 100 cases; a week's three beyond.
    assert_eq!((of.available, of.point, of.safety, of.quantity, of.lasts), (5, 10, 4, 8, Some(11)));
    assert_eq!((of.supplier.as_str(), of.price, of.value), ("Makmur", Some(Money(9_000)), Some(Money(72_000))));
    assert_eq!((of.lead_days, of.receipts, of.week, of.cap), (7, 0, 30, None));
    let packs = ReorderTerms { pack: 6, cash: Some(Money(100_000)), ..terms.clone() };
    let found = proposed(&mut shop, &packs);
    assert_eq!(found.rows.iter().map(|row| (row.quantity, row.cap)).collect::<Vec<_>>(), [(6, Some(ReorderCap::Cash))]);
    let broke = ReorderTerms { cash: Some(Money::ZERO), ..terms.clone() };
    assert_eq!(drafts(&mut shop, &broke, &[]), Err("reorder_nothing".into()));
    assert_eq!(drafts(&mut shop, &terms, &[hijau]), Ok(vec![1]));
    let purchase = shop.read(|r| r.purchase(PurchaseId(1)));
    assert_eq!((purchase.stage().key(), purchase.lines.len()), ("draft", 1));
    assert_eq!((purchase.lines[0].quantity, purchase.lines[0].price), (8, Money(9_000)));
    assert_eq!(drafts(&mut shop, &terms, &[]), Err("reorder_nothing".into()), "the draft counts as coming");
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert!(shop.read(|r| Ok(r.purchase(PurchaseId(1)).is_err())));
    assert_eq!(drafts(&mut shop, &terms, &[]).map(|drafts| drafts.len()), Ok(1));
    shop.sound();
}

#[test]
fn lead_times_are_those_of_the_suppliers_receipts() {
    let mut shop = sold();
    let hijau = shop.variant("Hijau");
    for (supplier_days, units) in [(3, 1), (9, 1), (4, 1)] {
        let ctx = shop.ctx();
        let lines = vec![PurchaseLineForm { variant: hijau, quantity: units, price: Money(8_000) }];
        let (supplier, note) = ("Makmur".into(), String::new());
        let form = PurchaseForm { id: None, supplier, expected: None, note, lines, order: true };
        let id = save_purchase(&shop.book, &ctx, &form).unwrap().value.id;
        shop.now.0 += supplier_days * DAY_MS;
        let ctx = shop.ctx();
        let lines = vec![ReceiptLine { variant_id: hijau, quantity: units, cost: Money(8_000) }];
        receive(&shop.book, &ctx, &Receipt { lines, purchase: Some(id), ..Receipt::default() }).unwrap();
    }
    let found = proposed(&mut shop, &ReorderTerms { lead_days: 30, ..ReorderTerms::default() });
    let of = found.rows.iter().find(|row| row.variant == hijau).unwrap();
    assert_eq!((of.lead_days, of.receipts, of.price), (4, 3, Some(Money(8_000))));
}

#[test]
fn a_day_without_stock_says_nothing_of_demand() {
    let mut shop = Shop::new();
    shop.take_in(vec![order("A", FileStatus::ToShip, &["10xHijau@16000"])]).unwrap();
    let hijau = shop.variant("Hijau");
    shop.receive(hijau, 10, 9_000);
    shop.take_in(vec![order("A", FileStatus::Shipped, &["10xHijau@16000"])]).unwrap();
    shop.now.0 += 30 * DAY_MS;
    let out = row(&mut shop, "Hijau");
    assert_eq!(
        (out.weeks, out.masked, out.week),
        (4, 4, None),
        "sold out for four weeks: nothing is known, not nothing wanted"
    );
    shop.receive(hijau, 5, 9_000);
    shop.now.0 += 15 * DAY_MS;
    let there = row(&mut shop, "Hijau");
    assert_eq!((there.weeks, there.masked, there.week), (6, 4, Some(0)), "there, and nobody wanted any");
}

#[test]
fn what_was_there_for_ninety_days_and_was_not_sold_is_dead() {
    let mut shop = Shop::new();
    shop.take_in(vec![order("A", FileStatus::ToShip, &["2xHijau@16000", "1xBiru@16000"])]).unwrap();
    let (hijau, biru) = (shop.variant("Hijau"), shop.variant("Biru"));
    shop.receive(hijau, 5, 9_000);
    shop.take_in(vec![order("A", FileStatus::Shipped, &["2xHijau@16000", "1xBiru@16000"])]).unwrap();
    shop.now.0 += 80 * DAY_MS;
    shop.receive(biru, 7, 1_000);
    let (day, began) = (today(&mut shop), Day(20_261_122));
    assert_eq!(shop.read(|r| forecast::dead_stock(r, day)).rows, [], "not yet");
    let later = shop.read(|r| forecast::dead_stock(r, day.plus(20)));
    let [DeadRow { variant, on_hand, value, sold, days, .. }] = &later.rows[..] else { panic!("{later:?}") };
    assert_eq!((*variant, *on_hand, *value), (hijau, 3, Money(27_000)));
    assert_eq!((*sold, *days), (Some(began), 100));
    assert_eq!((later.value, later.of), (Money(27_000), Money(27_000 + 7_000)), "Biru came lately");
}

#[test]
fn buyers_are_known_by_number_or_by_a_name_that_is_not_masked() {
    let mut shop = Shop::new();
    let done = FileStatus::Completed;
    let orders = vec![
        ago("R1", 100, done, ("ratih", "1xHijau@16000")),
        ago("R2", 40, done, ("ratih", "1xHijau@16000")),
        ago("R3", 40, done, ("ratih", "1xBiru@30000")),
        ago("R4", 0, done, ("ratih", "1xHijau@16000")),
        ago("J1", 5, done, ("joko", "1xHijau@16000")),
        ago("J2", 4, FileStatus::Cancelled, ("joko", "9xHijau@16000")),
        ago("M", 2, done, ("r***h", "1xHijau@16000")),
    ];
    shop.take_in(orders).unwrap();
    let day = today(&mut shop);
    let all = shop.read(|r| buyers::segments(r, day));
    assert_eq!((all.customers.len(), all.repeat, all.orders, all.unnamed, all.fifths), (2, 1, 6, 1, false));
    let ratih = &all.customers[0];
    assert_eq!((ratih.id.as_str(), ratih.name.as_str(), ratih.orders), ("1:ratih", "ratih", 4));
    assert_eq!((ratih.frequency, ratih.recency_days, ratih.age_days), (2, 100, 101));
    assert_eq!(
        (ratih.monetary, ratih.later_mean),
        (Money(26_000 * 3 + 40_000), Some(Money((26_000 * 2 + 40_000) / 2)))
    );
    assert_eq!(([ratih.r, ratih.f, ratih.m], ratih.segment), ([5, 3, 2], Segment::Growing));
    let joko = &all.customers[1];
    assert_eq!((joko.frequency, joko.later_mean, joko.segment), (0, None, Segment::New));
    let earlier = shop.read(|r| buyers::segments(r, day.plus(-30)));
    assert_eq!((earlier.customers.len(), earlier.customers[0].frequency), (1, 1), "as it stood then");
    let months = shop.read(|r| buyers::cohorts(r, day));
    assert_eq!(months.rows.iter().map(|row| row.buyers).sum::<i64>(), 2);
    let region = SalesQuery {
        by: SalesBy::Region,
        from: day.plus(-200),
        to: day,
        against: Against::Nothing,
        against_days: None,
    };
    let regions = shop.read(|r| statements::sales_report(r, &region)).unwrap();
    assert!(regions.rows.iter().all(|row| row.buyers.is_some()) && regions.total.buyers.is_none());
}
