//! What a marketplace is expected to take, what it took, and what orders earned.

use std::ops::ControlFlow;

use runut_actions::settlements::{self};
use runut_actions::{UsedNumber, act, answer_tariff, remove_fee, save_fee, save_shop, ship, undo, write_off};
use runut_core::fees::{Base, Condition, FeeRule};
use runut_core::marketplace::FileOrder;

use runut_core::rows::{
    LossCause, Payouts, ProfitBy, ProfitReport, ProfitRow, ProfitState, TariffAnswer, TrackingItem,
};
use runut_core::settlement::{Part, SettleState};
use runut_core::undo::Way;
use runut_core::{AccountId, Channel, DAY_MS, Day, Money, StoreId, Verb};
use runut_store::reports::{payouts, payouts_waiting, profit, unpaid_orders};

use crate::shop::{Shop, order, status};

fn rule(part: Part, ppm: i64, fixed: i64, from: i32) -> FeeRule {
    FeeRule {
        id: 0,
        channel: Channel::Shopee,
        store: None,
        part,
        category: String::new(),
        condition: Condition::All,
        from: Day(from),
        to: None,
        base: if ppm > 0 { Base::Net } else { Base::Order },
        ppm,
        fixed: Money(fixed),
        cap: None,
        free_first: 0,
        kept_on_return: false,
    }
}

/// A shop with 8% and 4% of what is sold, and the 1,250 an order that every book begins with; 200 units at 30,000.
fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.take_in(vec![order("first", status("unpaid"), &["1xHijau@50000"])]).unwrap();
    shop.receive(shop.variant("Hijau"), 200, 30_000);
    for (part, ppm) in [(Part::Commission, 80_000), (Part::Program, 40_000)] {
        let ctx = shop.ctx();
        save_fee(&shop.book, &ctx, &rule(part, ppm, 0, 20_250_101)).unwrap();
    }
    shop
}

/// Order P of the design's examples: 2 at 50,000 less 15,000.
fn p(id: &str) -> FileOrder {
    order(id, status("shipped"), &["2xHijau@50000-15000"])
}

/// Rows of Shopee's income report: number, refund, commission, program, processing, other parts by their header.
fn income(rows: &[(&str, i64, i64, i64, i64, i64)]) -> String {
    let mut text =
        "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Jumlah Pengembalian Dana ke Pembeli,Biaya Administrasi,\
        Biaya Layanan,Biaya Proses Pesanan,Ongkos Kirim Pengembalian Barang,Total Penghasilan,No. Pengajuan\n"
            .to_owned();
    for (id, refund, commission, program, processing, back) in rows {
        let net = 85_000 + refund + commission + program + processing + back;
        text.push_str(&format!("{id},2026-11-22,85000,{refund},{commission},{program},{processing},{back},{net},-\n"));
    }
    text
}

fn pay_out(shop: &mut Shop, rows: &[(&str, i64, i64, i64, i64, i64)]) {
    let staged = settlements::read(&shop.book, "penghasilan.csv", income(rows).as_bytes()).unwrap();
    let ctx = shop.ctx();
    settlements::apply(&shop.book, &ctx, &staged, &mut |_| ControlFlow::Continue(())).unwrap();
}

fn earned(shop: &Shop, id: &str) -> (ProfitState, Option<i64>) {
    let (state, profit) = shop.read(|book| book.order(shop.order(id))).profit();
    (state, profit.map(|profit| profit.0))
}

fn room(shop: &Shop) -> Payouts {
    shop.read(|book| payouts::payouts(book, shop.now, Day(20_261_101)))
}

fn profits(shop: &Shop, by: ProfitBy) -> ProfitReport {
    shop.read(|book| profit::profit_report(book, by, (Day(20_261_101), Day(20_261_130)))).unwrap()
}

#[test]
fn an_order_earns_what_is_expected_until_it_is_paid_out() {
    let mut shop = shop();
    shop.take_in(vec![p("A"), p("B"), p("C")]).unwrap();
    let fees = |shop: &Shop| {
        let order = shop.read(|book| book.order(shop.order("A")));
        order.expected.unwrap().0.iter().map(|fee| (fee.part, fee.amount.0, fee.kept)).collect::<Vec<_>>()
    };
    let wanted = [(Part::Commission, 6_800, false), (Part::Program, 3_400, false), (Part::Processing, 1_250, true)];
    assert_eq!(fees(&shop), wanted);
    assert_eq!(earned(&shop, "A"), (ProfitState::Expected, Some(13_550)));

    // Paid as expected; 9% taken; PPh and a sum that no column explains are tried in core.
    pay_out(&mut shop, &[("A", 0, -6_800, -3_400, -1_250, 0), ("B", 0, -7_650, -3_400, -1_250, 0)]);
    assert_eq!(earned(&shop, "A"), (ProfitState::Real, Some(13_550)));
    assert_eq!(earned(&shop, "B"), (ProfitState::Real, Some(12_700)));
    let seen = room(&shop);
    let listed: Vec<_> =
        seen.orders.iter().map(|o| (o.external_id.as_str(), o.should.0, o.paid.0, o.differences.fees.0)).collect();
    assert_eq!(listed, [("B", 73_550, 72_700, -850)]);
    let file = &seen.files[0];
    assert_eq!(
        (file.orders, file.exact, file.differing, file.should.0, file.paid.0, file.agrees),
        (2, 1, 1, 147_100, 146_250, true)
    );
    let unpaid: Vec<_> = seen.unpaid.iter().map(|u| (u.name.as_str(), u.orders, u.ages[0].0, u.late)).collect();
    assert_eq!(unpaid, [("Shopee", 1, 85_000, 0)]);

    // Line by line.
    let detail = shop.read(|book| payouts::payout(book, shop.order("B"))).unwrap();
    let lines: Vec<_> =
        detail.lines.iter().map(|l| (l.part.unwrap(), l.should.0, l.paid.0, l.detail.id.as_str())).collect();
    assert_eq!(
        lines,
        [
            (Part::Principal, 85_000, 85_000, ""),
            (Part::Commission, -6_800, -7_650, "9%, buku 8%"),
            (Part::Program, -3_400, -3_400, "4%"),
            (Part::Processing, -1_250, -1_250, ""),
        ]
    );
    assert_eq!((detail.profit, detail.expected_profit), (Some(Money(12_700)), Some(Money(13_550))));
    let booked: Vec<_> = detail.booked.iter().map(|line| (line.account.0, line.amount.0)).collect();
    assert_eq!(booked, [(1151, 72_700), (6101, 7_650), (6102, 3_400), (6103, 1_250), (1201, -85_000)]);
    shop.sound();
}

#[test]
fn a_return_after_the_payout_is_named_by_its_causes() {
    let mut shop = shop();
    shop.take_in(vec![p("A")]).unwrap();
    pay_out(&mut shop, &[("A", 0, -6_800, -3_400, -1_250, 0)]);
    shop.take_in(vec![order("A", status("shipped"), &["2xHijau@50000-15000~2"])]).unwrap();
    assert_eq!(shop.read(|book| book.order(shop.order("A"))).settle_state(), SettleState::Open);
    let text = "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Jumlah Pengembalian Dana ke Pembeli,Biaya Administrasi,Biaya Layanan,\
        Ongkos Kirim Pengembalian Barang,Total Penghasilan,No. Pengajuan\nA,2026-11-22,0,-85000,6800,3400,-9000,-83800,R1\n";
    let staged = settlements::read(&shop.book, "retur.csv", text.as_bytes()).unwrap();
    let ctx = shop.ctx();
    settlements::apply(&shop.book, &ctx, &staged, &mut |_| ControlFlow::Continue(())).unwrap();
    let seen = room(&shop);
    // Kept on return: 1,250. Its shipping back is the difference.
    let [row] = &seen.orders[..] else { panic!("{:?}", seen.orders) };
    assert_eq!(
        (row.should.0, row.paid.0, row.differences.shipping.0, row.differences.sum().0),
        (-1_250, -10_250, -9_000, -9_000)
    );
    let report = profits(&shop, ProfitBy::Order);
    let [row] = &report.rows[..] else { panic!("{report:?}") };
    assert_eq!((row.profit.0, row.cause), (-70_250, Some(LossCause::Returns)), "the goods aren't back yet");
    shop.sound();
}

#[test]
fn a_tariff_that_files_show_is_taken_once_and_reckons_what_is_unpaid_anew() {
    let mut shop = shop();
    let ids = ["A", "B", "C", "D", "E", "F"];
    shop.take_in(ids.iter().map(|id| p(id)).collect()).unwrap();
    let nine: Vec<_> = ids[..5].iter().map(|id| (*id, 0, -7_650, -3_400, -1_250, 0)).collect();
    pay_out(&mut shop, &nine[..4]);
    assert!(room(&shop).tariffs.is_empty(), "four are too few");
    pay_out(&mut shop, &nine);
    let seen = room(&shop).tariffs;
    let [change] = &seen[..] else { panic!("{seen:?}") };
    let is = (change.part, change.book_ppm, change.paid_ppm, change.orders, change.of, change.excess.0);
    assert_eq!(is, (Part::Commission, 80_000, 90_000, 5, 5, 4_250));
    assert_eq!((change.unpaid, change.effect.0), (1, -850));

    let ctx = shop.ctx();
    let done = answer_tariff(&shop.book, &ctx, change, TariffAnswer::Take).unwrap().value;
    assert_eq!(done.orders, 1);
    let of: Vec<_> = done.rules.iter().filter(|r| r.part == Part::Commission).map(|r| (r.ppm, r.from, r.to)).collect();
    assert_eq!(of, [(90_000, change.since, None), (80_000, Day(20_250_101), Some(change.since.plus(-1)))]);
    assert_eq!(earned(&shop, "F"), (ProfitState::Expected, Some(12_700)));
    assert_eq!(earned(&shop, "A"), (ProfitState::Real, Some(12_700)), "what was paid stays");
    assert!(room(&shop).tariffs.is_empty());
    assert_eq!(shop.refused(|book, ctx| answer_tariff(book, ctx, change, TariffAnswer::Take)), "tariff_gone");
    shop.sound();

    // Taken back, it is asked again; claimed, it is a task and no rule.
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!(earned(&shop, "F"), (ProfitState::Expected, Some(13_550)));
    let again = room(&shop).tariffs;
    assert_eq!(again, seen);
    let ctx = shop.ctx();
    answer_tariff(&shop.book, &ctx, change, TariffAnswer::Claim).unwrap();
    assert!(room(&shop).tariffs.is_empty());
    let tasks = shop.read(|book| book.open_tasks(None));
    assert!(tasks.iter().any(|task| task.text.contains("9%") && task.text.contains("4.250")), "{tasks:?}");
    shop.sound();
}

#[test]
fn rules_that_overlap_or_leave_days_out_are_refused() {
    let mut shop = shop();
    let mut code = |rule: FeeRule| shop.refused(|book, ctx| save_fee(book, ctx, &rule));
    let commission = |from, to: Option<i32>| FeeRule { to: to.map(Day), ..rule(Part::Commission, 70_000, 0, from) };
    assert_eq!(code(commission(20_250_101, None)), "fee_overlap");
    assert_eq!(code(commission(20_240_101, Some(20_241_230))), "fee_gap");
    assert_eq!(code(commission(20_240_101, Some(20_231_231))), "fee_days");
    assert_eq!(code(FeeRule { ppm: 1_000_001, ..commission(20_260_101, None) }), "fee_rate");
    assert_eq!(code(rule(Part::Shipping, 10_000, 0, 20_260_101)), "fee_part");
    assert_eq!(code(FeeRule { channel: Channel::Whatsapp, ..commission(20_260_101, None) }), "no_marketplace");
    assert_eq!(shop.refused(|book, ctx| remove_fee(book, ctx, 99)), "missing");
    // A new one ends what held; the one between two others can't go.
    for (ppm, from) in [(90_000, 20_260_101), (95_000, 20_260_701)] {
        let ctx = shop.ctx();
        save_fee(&shop.book, &ctx, &rule(Part::Commission, ppm, 0, from)).unwrap();
    }
    let rules = shop.read(|book| book.fee_rules());
    let middle = rules.iter().find(|rule| rule.ppm == 90_000).unwrap();
    assert_eq!(middle.to, Some(Day(20_260_630)));
    assert_eq!(shop.refused(|book, ctx| remove_fee(book, ctx, middle.id)), "fee_gap");
    shop.sound();
}

#[test]
fn what_will_not_come_is_given_up_and_what_comes_all_the_same_lowers_the_loss() {
    let mut shop = shop();
    shop.take_in(vec![p("A"), order("U", status("unpaid"), &["1xHijau@50000"])]).unwrap();
    let id = shop.order("A");
    assert_eq!(shop.refused(|book, ctx| write_off(book, ctx, id, " ")), "reason_missing");
    let unpaid = shop.order("U");
    assert_eq!(shop.refused(|book, ctx| write_off(book, ctx, unpaid, "hilang")), "nothing_due");
    shop.hire("Dita");
    shop.acting = Some("Dita".into());
    assert_eq!(shop.refused(|book, ctx| write_off(book, ctx, id, "hilang")), "owner_only");
    shop.acting = None;
    let ctx = shop.ctx();
    write_off(&shop.book, &ctx, id, "Shopee menolak banding").unwrap();
    let balance = |shop: &Shop, account: i64| shop.read(|book| book.balance(AccountId(account)));
    assert_eq!([balance(&shop, 6195), balance(&shop, 1201)], [85_000, 0]);
    assert_eq!(earned(&shop, "A"), (ProfitState::Real, Some(-60_000)));
    assert_eq!(shop.refused(|book, ctx| write_off(book, ctx, id, "lagi")), "nothing_due");
    shop.sound();
    pay_out(&mut shop, &[("A", 0, -6_800, -3_400, -1_250, 0)]);
    assert_eq!([balance(&shop, 6195), balance(&shop, 1201)], [0, 0]);
    assert_eq!(earned(&shop, "A"), (ProfitState::Real, Some(13_550)));
    shop.sound();
}

#[test]
fn orders_stores_and_products_that_lose_are_listed_with_the_cause() {
    let mut shop = shop();
    shop.take_in(vec![
        p("good"),
        order("cheap", status("shipped"), &["1xHijau@25000"]),
        order("discount", status("shipped"), &["1xHijau@50000-25000"]),
        order("fees", status("shipped"), &["1xHijau@33000"]),
        order("dear", status("shipped"), &["1xBiru@50000"]),
    ])
    .unwrap();
    let report = profits(&shop, ProfitBy::Order);
    let said =
        |row: &ProfitRow| (row.label.id.split(", ").nth(1).unwrap_or_default().to_owned(), row.profit.0, row.cause);
    let rows: Vec<_> = report.rows.iter().map(said).collect();
    let wanted = [
        ("cheap", -9_250, LossCause::Price),
        ("discount", -9_250, LossCause::Discount),
        ("fees", -2_210, LossCause::Fees),
    ];
    assert_eq!(rows, wanted.map(|(id, profit, cause)| (id.to_owned(), profit, Some(cause))));
    assert_eq!((report.losing, report.lost.0, report.expected, report.unknown), (3, -20_710, 4, 1));
    assert_eq!((report.orders, report.profit.0, report.total.profit.0), (4, 13_550 - 20_710, -20_710));
    for by in [ProfitBy::Store, ProfitBy::Product, ProfitBy::Customer] {
        let report = profits(&shop, by);
        assert_eq!(report.rows.iter().map(|row| row.profit).sum::<Money>(), report.profit, "{by:?}");
        assert_eq!(report.total.profit, report.profit, "{by:?}");
    }
    let ctx = shop.ctx();
    let old = shop.read(|book| book.shop()).unwrap();
    save_shop(&shop.book, &ctx, &runut_core::rows::Shop { packing_cost: Money(1_000), ..old }).unwrap();
    let report = profits(&shop, ProfitBy::Order);
    assert_eq!((report.losing, report.lost.0, report.total.packing.0), (3, -23_710, 3_000));
    shop.sound();
}

#[test]
fn what_is_called_back_is_reckoned_anew_when_it_leaves_again() {
    let mut shop = shop();
    shop.take_in(vec![order("A", status("to_ship"), &["2xHijau@50000-15000"])]).unwrap();
    let id = shop.order("A");
    let step = |shop: &mut Shop, verb: Verb| {
        let ctx = shop.ctx();
        let done = act(&shop.book, &ctx, verb, &[id], "salah alamat").unwrap().value;
        assert_eq!(done.refused, [], "{verb:?}");
    };
    step(&mut shop, Verb::Pack);
    let send = |shop: &mut Shop| {
        let (ctx, tracking) = (shop.ctx(), "CM00000000009".to_owned());
        let item = TrackingItem { order: id.code(), tracking, courier: Some("JNE".to_owned()) };
        assert_eq!(ship(&shop.book, &ctx, &[item], UsedNumber::Refuse).unwrap().value.refused, []);
    };
    send(&mut shop);
    assert_eq!(earned(&shop, "A"), (ProfitState::Expected, Some(13_550)));
    step(&mut shop, Verb::Recall);
    assert_eq!(earned(&shop, "A"), (ProfitState::None, None));
    let ctx = shop.ctx();
    save_fee(&shop.book, &ctx, &rule(Part::Commission, 90_000, 0, 20_260_101)).unwrap();
    send(&mut shop);
    assert_eq!(earned(&shop, "A"), (ProfitState::Expected, Some(12_700)));
    shop.sound();
}

/// A later file has another price and voucher: what is expected is reckoned anew in the same write while it isn't paid out, undo takes
/// it back, and afterwards it stays.
#[test]
fn a_changed_price_is_reckoned_anew_while_it_is_not_paid_out() {
    let mut shop = shop();
    shop.take_in(vec![p("A"), p("B")]).unwrap();
    let fees = |shop: &Shop, id: &str| {
        let order = shop.read(|book| book.order(shop.order(id)));
        order.expected.unwrap().0.iter().map(|fee| fee.amount.0).collect::<Vec<_>>()
    };
    assert_eq!((fees(&shop, "A"), earned(&shop, "A").1), (vec![6_800, 3_400, 1_250], Some(13_550)));
    shop.take_in(vec![order("A", status("shipped"), &["2xHijau@50000-25000"])]).unwrap();
    assert_eq!((fees(&shop, "A"), earned(&shop, "A").1), (vec![6_000, 3_000, 1_250], Some(4_750)));
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!((fees(&shop, "A"), earned(&shop, "A").1), (vec![6_800, 3_400, 1_250], Some(13_550)));
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Again).unwrap();
    assert_eq!(fees(&shop, "A"), [6_000, 3_000, 1_250]);

    // What is paid out is compared with what was expected then; a claim has its share of that and is no other price.
    pay_out(&mut shop, &[("B", 0, -6_800, -3_400, -1_250, 0)]);
    shop.take_in(vec![order("B", status("shipped"), &["2xHijau@50000-25000"])]).unwrap();
    assert_eq!(fees(&shop, "B"), [6_800, 3_400, 1_250]);
    shop.take_in(vec![order("A", status("shipped"), &["2xHijau@50000-25000~1"])]).unwrap();
    assert_eq!(fees(&shop, "A"), [6_000, 3_000, 1_250]);
    shop.sound();
}

#[test]
fn what_is_not_paid_in_time_is_said_to_be_late() {
    let mut shop = shop();
    shop.take_in(vec![order("A", status("delivered"), &["1xHijau@50000"])]).unwrap();
    assert_eq!(room(&shop).late, 0);
    shop.now.0 += 9 * DAY_MS;
    let seen = room(&shop);
    assert_eq!((seen.late, seen.unpaid[0].late, seen.unpaid[0].ages.map(|age| age.0)), (1, 1, [0, 50_000, 0, 0]));
    // The list order by order says the same; what is still on its way is late after a month.
    shop.take_in(vec![order("B", status("shipped"), &["1xHijau@50000"])]).unwrap();
    let late = |shop: &Shop| {
        let listed = shop.read(|book| unpaid_orders(book, shop.now, Some(StoreId(1)), "", 500));
        let late: Vec<String> = listed.into_iter().filter(|order| order.late).map(|order| order.external_id).collect();
        assert_eq!(room(shop).late, i64::try_from(late.len()).unwrap());
        let waits = shop.read(|book| payouts_waiting(book, shop.now));
        let taken = !room(shop).files.is_empty();
        assert_eq!((waits.late, waits.words), (if taken { room(shop).late } else { 0 }, 0), "the count on the tab");
        late
    };
    assert_eq!(late(&shop), ["A"]);
    shop.now.0 += 32 * DAY_MS;
    assert_eq!(room(&shop).unpaid[0].ages.map(|age| age.0), [0, 0, 0, 100_000]);
    assert_eq!(late(&shop), ["A", "B"]);
    pay_out(&mut shop, &[("A", 0, -4_000, 0, -1_250, 0)]);
    assert_eq!(late(&shop), ["B"]);
    assert_eq!(shop.read(|book| payouts_waiting(book, shop.now)).late, 1);
}
