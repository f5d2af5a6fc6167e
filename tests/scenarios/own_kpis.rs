//! Figures of the shop's own: made of records and figures, held against targets, and taken back.

use runut_actions::{kpi_named, remove_own_kpi, save_own_kpi, save_record, set_target, template_named, undo_by_key};
use runut_core::activity::{Activity, PersonAct};
use runut_core::figures::Dim;
use runut_core::kpi::{Better, Unit};
use runut_core::marketplace::FileStatus;
use runut_core::rows::{KpiBy, OwnKpiForm, Person, RecordForm, TargetForm, TypedValue};
use runut_core::statements::Period;
use runut_core::undo::Way;
use runut_core::{Day, Instant, Zone};
use runut_store::reports::kpis::{kpi_point, kpi_whole};

use crate::shop::{HOUR, Shop, order};

const MONDAY: Day = Day(20_261_116);

fn form(name: &str, of: &str, per: &str) -> OwnKpiForm {
    OwnKpiForm { name: name.into(), of: of.into(), per: per.into(), unit: None, better: Better::Less }
}

fn make(shop: &mut Shop, form: &OwnKpiForm) -> String {
    let ctx = shop.ctx();
    save_own_kpi(&shop.book, &ctx, form).unwrap().value.key
}

/// Records advertising of a day.
fn spend(shop: &mut Shop, day: Day, cost: &str, clicks: &str) {
    let template = shop.book.read(|book| template_named(book, "iklan")).unwrap().id;
    let typed = [("platform", "Shopee"), ("campaign", "Gelas"), ("cost", cost), ("clicks", clicks)];
    let typed = typed.iter().filter(|(_, text)| !text.is_empty());
    let values = typed.map(|(field, text)| TypedValue { field: (*field).into(), text: (*text).into() }).collect();
    let form = RecordForm { template, day, store: None, values, replaces: None, book: None, sure: true };
    let ctx = shop.ctx();
    save_record(&shop.book, &ctx, &form).unwrap();
}

/// A shop with four orders on Monday, and two days of advertising, one of which nobody counted the clicks of.
fn shop() -> Shop {
    let mut shop = Shop::new();
    shop.now = Instant(Zone::Wib.begins(Day(20_261_123)).0 + 9 * HOUR);
    let at = Instant(Zone::Wib.begins(MONDAY).0 + 9 * HOUR);
    let orders = (0..4).map(|n| {
        let order = order(&format!("A{n}"), FileStatus::Completed, &["1xHijau@16000"]);
        runut_core::marketplace::FileOrder { placed_at: at, paid_at: Some(at), ..order }
    });
    shop.take_in(orders.collect()).unwrap();
    spend(&mut shop, MONDAY, "60.000", "30");
    spend(&mut shop, MONDAY.plus(1), "40.000", "");
    shop
}

/// The sums of a figure and what it comes to, of the week.
fn week(shop: &Shop, key: &str) -> (i64, Option<i64>, Option<String>) {
    let period = Period { from: MONDAY, to: MONDAY.plus(6) };
    let today = Zone::Wib.day(shop.now);
    let kpi = shop.book.read(|book| kpi_named(book, key)).unwrap();
    let point = shop.read(|book| kpi_point(book, kpi, period, Dim::ALL, today)).unwrap();
    (point.num, point.den, point.value.map(|value| value.to_string()))
}

#[test]
fn a_figure_is_made_of_records_and_figures() {
    let mut shop = shop();
    let key = make(&mut shop, &form("Iklan per pesanan", "Iklan.Biaya", "orders"));
    assert_eq!(key, "iklan_per_pesanan");
    assert_eq!(week(&shop, &key), (100_000, Some(4), Some("25000".into())));
    assert_eq!(week(&shop, "Iklan per pesanan"), week(&shop, &key), "by its name too");
    // Of a record that says both: the day without clicks tells nothing of what a click costs.
    let click = make(&mut shop, &form("Biaya klik", "iklan.cost", "iklan.clicks"));
    assert_eq!(week(&shop, &click), (60_000, Some(30), Some("2000".into())));
    let days = make(&mut shop, &form("Hari beriklan", "iklan", ""));
    assert_eq!(week(&shop, &days), (2, None, Some("2".into())));
    let share = make(
        &mut shop,
        &OwnKpiForm { unit: Some(Unit::Percent), ..form("Klik jadi pesanan", "orders", "iklan.clicks") },
    );
    let kpi = shop.book.read(|book| kpi_named(book, &share)).unwrap();
    assert_eq!((kpi.unit, kpi.says.0), (Unit::Percent, "Pesanan ÷ Iklan: Klik"));
    // Nothing recorded isn't nil.
    let none = make(&mut shop, &form("Tamu per pesanan", "kunjungan", "orders"));
    assert_eq!(week(&shop, &none), (0, Some(0), None));
    let (now, before) =
        (Period { from: MONDAY, to: MONDAY.plus(6) }, Period { from: MONDAY.plus(-7), to: MONDAY.plus(-1) });
    let table = shop.read(|book| kpi_whole(book, now, before, Zone::Wib.day(shop.now)));
    let row = table.rows.iter().find(|row| row.key == key).unwrap();
    assert_eq!((row.now.shown.id.as_str(), row.before.shown.id.as_str()), ("25.000", "–"));
    shop.sound();
}

#[test]
fn it_has_a_target_and_goes_with_it_in_one_step() {
    let mut shop = shop();
    let key = make(&mut shop, &form("Iklan per pesanan", "iklan.cost", "orders"));
    let ctx = shop.ctx();
    let target = TargetForm { kpi: key.clone(), per: KpiBy::Week, amount: "20rb".into() };
    set_target(&shop.book, &ctx, &target).unwrap();
    make(&mut shop, &form("Iklan per pesanan", "iklan.cost", "shipped"));
    assert_eq!(shop.read(|book| book.own_kpis()).len(), 1, "the same name is the same figure");
    let ctx = shop.ctx();
    remove_own_kpi(&shop.book, &ctx, "Iklan per pesanan").unwrap();
    assert_eq!(
        shop.read(|book| Ok::<_, runut_store::StoreError>((book.own_kpis()?.len(), book.targets()?.len()))),
        (0, 0)
    );
    let ctx = shop.ctx();
    undo_by_key(&shop.book, &ctx, Way::Back, None).unwrap();
    let kept = shop.read(|book| Ok::<_, runut_store::StoreError>((book.own_kpis()?, book.targets()?.len())));
    assert_eq!((kept.0[0].form.per.as_str(), kept.1), ("shipped", 1));
    shop.sound();
}

/// Another owner.
fn second_owner(shop: &mut Shop) {
    shop.hire("Siti");
    let ctx = shop.ctx();
    let siti = shop.read(|book| book.person(Some("Siti")));
    let person = Person { owner: true, ..siti };
    let made = shop.book.write(&ctx, "owner", |tx| {
        tx.record(&Activity::new(PersonAct::Change, person.id.0).with("name", &person.name))?;
        tx.update_person(&person)
    });
    made.unwrap();
}

#[test]
fn what_a_target_is_of_stays_what_it_is() {
    let mut shop = shop();
    let key = make(&mut shop, &form("Iklan per pesanan", "iklan.cost", "orders"));
    let target = TargetForm { kpi: key.clone(), per: KpiBy::Week, amount: "20rb".into() };
    let ctx = shop.ctx();
    set_target(&shop.book, &ctx, &target).unwrap();
    let share = OwnKpiForm { unit: Some(Unit::Percent), ..form("Iklan per pesanan", "orders", "shipped") };
    assert_eq!(shop.refused(|book, ctx| save_own_kpi(book, ctx, &share)), "kpi_target");
    let more = OwnKpiForm { better: Better::More, ..form("Iklan per pesanan", "iklan.cost", "orders") };
    assert_eq!(shop.refused(|book, ctx| save_own_kpi(book, ctx, &more)), "kpi_target");
    let other = form("Iklan per pesanan!", "orders", "shipped");
    assert_eq!(shop.refused(|book, ctx| save_own_kpi(book, ctx, &other)), "kpi_taken", "signs make no other name");
    shop.sound();
}

#[test]
fn what_another_owner_built_on_is_not_undone() {
    let mut shop = shop();
    second_owner(&mut shop);
    let key = make(&mut shop, &form("Iklan per pesanan", "iklan.cost", "orders"));
    shop.acting = Some("Siti".into());
    let target = TargetForm { kpi: key.clone(), per: KpiBy::Week, amount: "20rb".into() };
    let ctx = shop.ctx();
    set_target(&shop.book, &ctx, &target).unwrap();
    shop.acting = None;
    assert_eq!(shop.refused(|book, ctx| undo_by_key(book, ctx, Way::Back, None)), "undo_used");
    assert_eq!(shop.read(|book| book.targets()).len(), 1);
    shop.sound();
}

#[test]
fn a_change_that_is_taken_back_under_a_target_leaves_a_book_that_can_be_read() {
    let mut shop = shop();
    second_owner(&mut shop);
    let share = OwnKpiForm { unit: Some(Unit::Percent), ..form("Bagian", "orders", "shipped") };
    let key = make(&mut shop, &share);
    let money = form("Bagian", "iklan.cost", "orders");
    make(&mut shop, &money);
    shop.acting = Some("Siti".into());
    let ctx = shop.ctx();
    let target = TargetForm { kpi: key.clone(), per: KpiBy::Week, amount: "20rb".into() };
    set_target(&shop.book, &ctx, &target).unwrap();
    shop.acting = None;
    let ctx = shop.ctx();
    undo_by_key(&shop.book, &ctx, Way::Back, None).unwrap();
    assert_eq!(shop.read(|book| book.own_kpis())[0].form.of, "orders");
    assert_eq!(shop.read(|book| book.targets()).len(), 0, "20.000 is no share");
    let ctx = shop.ctx();
    set_target(&shop.book, &ctx, &TargetForm { amount: "20%".into(), ..target }).unwrap();
    assert_eq!(shop.read(|book| book.targets()).len(), 1);
    shop.sound();
}

#[test]
fn what_cannot_be_is_refused() {
    let mut shop = shop();
    second_owner(&mut shop);
    let share = |of: &str, per: &str| OwnKpiForm { unit: Some(Unit::Percent), ..form("Bagian", of, per) };
    for (wrong, code) in [
        (form("", "orders", "shipped"), "kpi_name"),
        (form("%%%", "orders", "shipped"), "kpi_name"),
        (form(&"a".repeat(41), "orders", "shipped"), "kpi_name"),
        (form("Pesanan", "orders", "shipped"), "kpi_taken"),
        (form("Late", "orders", "shipped"), "kpi_taken"),
        (form("Baru", "late", "orders"), "kpi_part"),
        (form("Baru", "orders", "iklan.platform"), "kpi_part"),
        (form("Baru", "", "orders"), "kpi_part"),
        (form("Baru", "x'; DROP TABLE record", "orders"), "kpi_part"),
        (form("Baru", "orders", "Pesanan"), "kpi_itself"),
        (share("iklan.cost", "orders"), "kpi_unit"),
        (share("orders", ""), "kpi_unit"),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_own_kpi(book, ctx, &wrong)), code, "{wrong:?}");
    }
    assert_eq!(shop.refused(|book, ctx| remove_own_kpi(book, ctx, "orders")), "kpi_not_own");
    assert_eq!(shop.refused(|book, ctx| remove_own_kpi(book, ctx, "tidak ada")), "kpi");
    shop.sound();
}
