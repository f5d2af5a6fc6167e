//! Figures by which the shop is led: what stories and the real month come to, added up by hand or by another program's way.

use std::collections::{BTreeMap, BTreeSet};

use runut_actions::{dim_named, save_shop};
use runut_core::figures::Dim;
use runut_core::kpi::Kpi;
use runut_core::marketplace::{FileOrder, FileStatus};
use runut_core::rows::{KpiCut, Shop as Settings};
use runut_core::statements::Period;
use runut_core::{DAY_MS, Day, Money, Zone};
use runut_store::reports::kpis::{dims, funnel, hours, kpi_orders, kpi_parts, kpi_point};

use crate::month::{CSV, real, take_in};
use crate::script::{go_on, tell};
use crate::shop::{Shop, order};

/// All days of the stories.
const ALWAYS: Period = Period { from: Day(20_261_101), to: Day(20_261_231) };

/// A figure of the whole story: `2/7`, a sum alone, a dash where it isn't known.
pub fn figure(shop: &Shop, key: &str, dim: &str) -> String {
    let today = Zone::Wib.day(shop.now);
    let kpi = Kpi::of(key).unwrap();
    let point = shop.book.read(|r| {
        let dim = dim_named(r, dim)?;
        Ok::<_, runut_actions::ActionError>(kpi_point(r, kpi, ALWAYS, dim, today)?)
    });
    match point.unwrap() {
        Some(point) => point.den.map_or_else(|| point.num.to_string(), |den| format!("{}/{den}", point.num)),
        None => "\u{2013}".to_owned(),
    }
}

#[test]
fn an_order_counts_where_it_belongs_and_no_longer_where_it_doesnt() {
    tell(
        "
        file A to_ship 2xHijau@16000 1xBiru@16000-1000   => approved
        file B to_ship 1xHijau@16000     => approved
        kpi orders                       => 2
        kpi orders store=Shopee          => 2
        kpi orders channel=whatsapp      => 0
        kpi units_per_order              => 4/2
        kpi shipped                      => 0
        kpi late                         => 0/0
        receive Hijau 5 @9000
        receive Biru 1 @8000
        pack A                           => packed
        ship A SPX SPXID000000000001     => shipped
        kpi shipped                      => 1
        kpi shipped courier=SPX          => 1
        kpi shipped courier=JNE          => 0
        kpi aov                          => 47000/1
        kpi profit_per_order             => 19750/1
        kpi losing                       => 0/1
        kpi net_sales                    => 47000
        kpi net_sales store=Shopee       => 47000
        kpi net_sales courier=SPX        => –
        kpi gross_margin                 => 21000/47000
        cancel B pembeli batal           => cancelled
        kpi cancelled                    => 1/2
        kpi seller_cancelled             => 0/2
        kpi units_per_order              => 3/1
        recall A salah tempel            => packed
        kpi shipped                      => 0
        kpi aov                          => 0/0
        kpi net_sales                    => 0
        undo                             => undone
        kpi shipped                      => 1
        kpi cancelled                    => 1/2
        kpi net_sales                    => 47000
        ",
    );
}

/// A file's orders that left, with stock that nobody said the cost of, and one that was cancelled for that reason.
fn left(cod: bool, cancelled: &str) -> Shop {
    let mut shop = Shop::new();
    let gone = |id: &str, status| FileOrder { cod, ..order(id, status, &["1xHijau@16000"]) };
    let lost = FileOrder { cancel_reason: cancelled.into(), ..order("A9", FileStatus::Cancelled, &["1xBiru@16000"]) };
    shop.take_in(vec![gone("A1", FileStatus::Failed), gone("A2", FileStatus::Shipped), lost]).unwrap();
    shop
}

#[test]
fn what_goods_cost_that_nobody_knows_makes_no_margin_of_all() {
    let shop = left(false, "");
    assert_eq!((figure(&shop, "net_sales", ""), figure(&shop, "shipped", "")), ("16000".into(), "2".into()));
    assert_eq!(figure(&shop, "gross_margin", ""), "16000/0", "undefined: of both parcels the cost isn't known");
    assert_eq!(figure(&shop, "gross_profit", ""), "16000/0");
    assert_eq!(figure(&shop, "stock_out", ""), "0/0", "nor how many there are of goods that nobody ever counted in");
    shop.sound();
}

/// What goods of a shop that come and go ended each day with: of the second nothing is known for nine days.
fn comings_and_goings(shop: &mut Shop, rng: &mut fastrand::Rng) -> Vec<[Option<i64>; 2]> {
    shop.take_in(vec![order("A1", FileStatus::Cancelled, &["1xHijau@16000", "1xBiru@16000"])]).unwrap();
    let (mut ends, mut held) = (Vec::new(), [None; 2]);
    for day in 0..40 {
        for ((name, since), held) in [("Hijau", 0), ("Biru", 9)].into_iter().zip(&mut held) {
            if day < since || rng.bool() {
                continue;
            }
            let on_hand = held.unwrap_or(0);
            let lost = if rng.bool() { on_hand } else { 1 };
            let (units, step) = if on_hand == 0 || rng.usize(..3) == 0 {
                (2, format!("receive {name} 2 @9000"))
            } else {
                (-lost, format!("adjust {name} lost {lost} hilang"))
            };
            go_on(shop, &step);
            *held = Some(on_hand + units);
        }
        ends.push(held);
        shop.now.0 += DAY_MS;
    }
    ends
}

#[test]
fn days_without_stock_are_those_of_a_walk_through_all_days() {
    for seed in 0..3 {
        let (mut shop, mut rng) = (Shop::new(), fastrand::Rng::with_seed(seed));
        let first = Zone::Wib.day(shop.now);
        let ends = comings_and_goings(&mut shop, &mut rng);
        let today = Zone::Wib.day(shop.now);
        for _ in 0..20 {
            let to = rng.usize(..ends.len());
            let from = rng.usize(..=to);
            let of = |which: fn(i64) -> bool| {
                let days = ends[from..=to].iter().flatten().flatten();
                i64::try_from(days.filter(|held| which(**held)).count()).unwrap()
            };
            let [begins, ends_on] = [from, to].map(|at| first.plus(i64::try_from(at).unwrap()));
            let period = Period { from: begins, to: ends_on };
            let point = shop.read(|r| kpi_point(r, Kpi::of("stock_out").unwrap(), period, Dim::ALL, today)).unwrap();
            let expected = (of(|held| held == 0), Some(of(|_| true)));
            assert_eq!((point.num, point.den), expected, "seed {seed}, days {from} to {to}");
        }
    }
}

#[test]
fn a_cancellation_is_the_shops_by_its_doing_and_not_by_any_word() {
    for (reason, shops) in [
        ("Dibatalkan oleh Penjual. Alasan: Stok habis", true),
        ("Dibatalkan secara otomatis oleh sistem. Alasan: Penjual tidak mengirim pesanan tepat waktu", true),
        ("barang habis", true),
        ("Dibatalkan oleh Pembeli. Alasan: Penjual tidak responsif terhadap pertanyaan saya", false),
        ("pembeli kehabisan uang", false),
        ("", false),
    ] {
        let shop = left(false, reason);
        assert_eq!(figure(&shop, "seller_cancelled", ""), format!("{}/3", i64::from(shops)), "{reason}");
    }
}

#[test]
fn parcels_that_a_marketplace_has_paid_on_delivery_are_told_apart() {
    let of = |shop: &Shop| (figure(shop, "failed", ""), figure(shop, "failed_cod", ""));
    assert_eq!(of(&left(true, "")), ("0/0".into(), "1/2".into()));
    assert_eq!(of(&left(false, "")), ("1/2".into(), "0/0".into()));
}

#[test]
fn what_should_have_been_paid_is_what_waits_too_long() {
    let mut shop = left(false, "");
    let owed = shop.read(|r| r.order(shop.order("A2"))).profit_and_owed().1;
    assert_eq!((owed, figure(&shop, "overdue", "")), (Money(16_000), "0".into()), "it left today");
    shop.now.0 += 30 * DAY_MS;
    assert_eq!(figure(&shop, "overdue", ""), "0");
    shop.now.0 += DAY_MS;
    assert_eq!(figure(&shop, "overdue", ""), "16000", "31 days on its way");
}

#[test]
fn of_days_that_the_book_knows_nothing_of_no_figure_is_nil() {
    let shop = left(false, "");
    let today = Zone::Wib.day(shop.now);
    let of = |from: Day, to: Day| {
        let kpi = Kpi::of("orders").unwrap();
        let point = shop.read(|r| kpi_point(r, kpi, Period { from, to }, Dim::ALL, today)).unwrap();
        (point.num, point.value.is_some())
    };
    assert_eq!(of(Day(20_200_101), Day(20_200_131)), (0, false), "before the book");
    assert_eq!(of(today.plus(1), today.plus(9)), (0, false), "not yet");
    assert_eq!(of(Day(20_200_101), today), (3, true));
}

#[test]
fn scans_that_were_refused_and_who_worked_are_counted() {
    let mut shop = tell(
        "
        file A to_ship 1xHijau@16000     => approved
        file B to_ship 1xBiru@16000      => approved
        receive Hijau 5 @9000
        receive Biru 5 @9000
        kpi wrong_scans                  => 0/0
        scan - slip:A                    => in 0
        ",
    );
    shop.hire("Rini");
    shop.acting = Some("Rini".to_owned());
    let figures = |shop: &Shop| ["wrong_scans", "orders_per_person"].map(|key| figure(shop, key, ""));
    assert_eq!(figures(&shop), ["0/0", "0/1"], "one person has worked");
    go_on(&mut shop, "scan A V0002 => wrong_item\n");
    assert_eq!(figures(&shop), ["1/0", "0/2"], "a wrong scan is told, and by whom");
    assert_eq!(figure(&shop, "wrong_scans", "person=Rini"), "1/0");
    go_on(&mut shop, "pack A => packed\nship A SPX SPXID000000000001 => shipped\n");
    assert_eq!(figure(&shop, "shipped", "person=Rini"), "1");
    assert_eq!(figures(&shop), ["1/1", "1/2"]);
    let minutes = figure(&shop, "minutes_per_order", "");
    assert!(minutes.ends_with("/1") && minutes != "0/1", "{minutes}");
}

#[test]
fn a_zone_moves_orders_to_its_own_days() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved\n");
    let by_day = |shop: &Shop| {
        let all = shop.read(|r| hours(r, ALWAYS));
        all.iter().map(|row| row.orders.iter().position(|n| *n > 0)).collect::<Vec<_>>()
    };
    let before = by_day(&shop);
    let ctx = shop.ctx();
    let moved = Settings { zone: Zone::Wit, ..shop.read(|r| Ok(r.shop()?.unwrap())) };
    save_shop(&shop.book, &ctx, &moved).unwrap();
    shop.sound();
    let at = |hours: &[Option<usize>]| hours.iter().flatten().copied().next().unwrap();
    assert_eq!(at(&by_day(&shop)), (at(&before) + 2) % 24, "Jayapura's clock is two hours ahead");
}

/// The rows of the month's file, by order: status, reason, units ordered and back.
struct Told {
    cancelled: bool,
    shops: bool,
    left: bool,
    units: i64,
    back: i64,
}

fn told(csv: &[u8]) -> BTreeMap<String, Told> {
    let mut reader = csv::Reader::from_reader(csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv));
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let [id, status, reason, sent, units, back] = [
        "No. Pesanan",
        "Status Pesanan",
        "Alasan Pembatalan",
        "Waktu Pengiriman Diatur",
        "Jumlah",
        "Returned quantity",
    ]
    .map(column);
    let mut orders: BTreeMap<String, Told> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap) {
        let order = orders.entry(row[id].to_owned()).or_insert(Told {
            cancelled: false,
            shops: false,
            left: false,
            units: 0,
            back: 0,
        });
        // What was lost or not delivered had left: the marketplace calls that cancelled too.
        let had_left = ["pengiriman gagal", "hilang"].iter().any(|word| row[reason].to_lowercase().contains(word));
        order.cancelled = &row[status] == "Batal" && !had_left;
        // By the shop, or for what it did not send; what a buyer took back is not.
        order.shops = order.cancelled && row[reason].contains("Penjual") && !row[reason].contains("oleh Pembeli");
        order.left = !row[sent].is_empty();
        order.units += row[units].parse::<i64>().unwrap();
        order.back += row[back].parse::<i64>().unwrap_or(0);
    }
    orders
}

#[test]
#[ignore = "needs the real files beside the project"]
fn the_real_months_figures_are_those_of_its_file() {
    let csv = real(CSV);
    let mut shop = Shop::new();
    take_in(&mut shop, CSV, &csv);
    shop.sound();
    let (told, today) = (told(&csv), Day(20_261_122));
    let month = Period { from: Day(20_240_901), to: Day(20_240_930) };
    let point = |key: &str| {
        let kpi = Kpi::of(key).unwrap();
        let point = shop.read(|r| kpi_point(r, kpi, month, runut_core::figures::Dim::ALL, today)).unwrap();
        (point.num, point.den)
    };
    let count = |of: &dyn Fn(&Told) -> bool| i64::try_from(told.values().filter(|t| of(t)).count()).unwrap();
    assert_eq!(point("orders"), (count(&|_| true), None));
    assert_eq!(point("cancelled"), (count(&|t| t.cancelled), Some(count(&|_| true))));
    assert_eq!(point("seller_cancelled").0, count(&|t| t.shops));
    let kept = told.values().filter(|t| !t.cancelled);
    assert_eq!(point("units_per_order"), (kept.map(|t| t.units).sum(), Some(count(&|t| !t.cancelled))));
    // Each figure's orders are found behind it, each cut adds up to the whole.
    let late = Kpi::of("late").unwrap();
    let behind = shop.read(|r| kpi_orders(r, late, month, runut_core::figures::Dim::ALL, 500)).unwrap();
    assert_eq!(i64::try_from(behind.iter().collect::<BTreeSet<_>>().len()).unwrap(), point("late").0);
    let orders = Kpi::of("orders").unwrap();
    let parts = shop.read(|r| kpi_parts(r, orders, month, month.before(), KpiCut::Store, today));
    assert_eq!(parts.iter().map(|part| part.said.point.num).sum::<i64>(), point("orders").0);
    assert!(shop.read(|r| dims(r, KpiCut::Courier)).len() > 10);
    let way = shop.read(|r| funnel(r, month));
    assert_eq!(way[0].reached, point("orders").0);
    let dropped: i64 = way.iter().map(|row| row.dropped).sum();
    assert_eq!(dropped, point("cancelled").0);
    assert_eq!(shop.read(|r| hours(r, month)).iter().flat_map(|row| &row.orders).sum::<i64>(), point("orders").0);
    assert!(count(&|t| t.left) > 900 && told.values().map(|t| t.back).sum::<i64>() > 0, "the file is another one");
}
