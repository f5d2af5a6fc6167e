//! What the shop wants, and targets.

use runut_actions::{remove_target, save_goals, save_person, set_target, undo_by_key};
use runut_core::PersonId;
use runut_core::kpi::{Kpi, Want};
use runut_core::rows::{Division, GoalsForm, KpiBy, LogQuery, Person, TargetForm};
use runut_core::undo::Way;
use runut_store::reports;

use crate::shop::Shop;

fn target(kpi: &str, per: KpiBy, amount: &str) -> TargetForm {
    TargetForm { kpi: kpi.into(), per, amount: amount.into() }
}

fn form(add: &[Want], remove: &[Want], targets: &[TargetForm]) -> GoalsForm {
    GoalsForm { add: add.to_vec(), remove: remove.to_vec(), targets: targets.to_vec() }
}

fn said(shop: &Shop, limit: u32) -> Vec<String> {
    let (order, from, to, person, after) = (None, None, None, None, None);
    let query = LogQuery { order, from, to, person, noun: String::new(), scans: false, after, limit };
    shop.read(|r| reports::log_page(r, &query)).rows.into_iter().map(|row| row.text.id).collect()
}

fn typed(shop: &Shop, kpi: &str) -> Option<String> {
    shop.read(|r| r.target(Kpi::of(kpi).unwrap())).map(|target| target.row().typed)
}

#[test]
fn goals_are_chosen_with_their_targets_and_taken_back_in_one_step() {
    let mut shop = Shop::new();
    let (ctx, late) = (shop.ctx(), target("late", KpiBy::Week, "4%"));
    let chosen = form(&[Want::Faster, Want::MoreOrders], &[], &[target("orders", KpiBy::Month, "570"), late]);
    let wants = save_goals(&shop.book, &ctx, &chosen).unwrap().value;
    assert_eq!(wants, [Want::MoreOrders, Want::Faster], "in the order in which they are asked");
    assert_eq!(
        said(&shop, 4),
        [
            "Target dipasang: Telat kirim 4,0% seminggu",
            "Target dipasang: Pesanan 570 sebulan",
            "Tujuan ditambahkan: Kirim lebih cepat",
            "Tujuan ditambahkan: Lebih banyak pesanan",
        ]
    );
    let again = shop.ctx();
    save_goals(&shop.book, &again, &chosen).unwrap();
    assert_eq!(said(&shop, 1), ["Target dipasang: Telat kirim 4,0% seminggu"], "what is the same is no activity");
    let back = shop.ctx();
    undo_by_key(&shop.book, &back, Way::Back, None).unwrap();
    assert_eq!((shop.read(|r| r.goals()), typed(&shop, "orders")), (vec![], None));
    shop.sound();
}

#[test]
fn a_target_is_set_changed_and_removed() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    set_target(&shop.book, &ctx, &target("returns", KpiBy::Month, "2,5%")).unwrap();
    let ctx = shop.ctx();
    let row = set_target(&shop.book, &ctx, &target("returns", KpiBy::Week, "2")).unwrap().value;
    assert_eq!((row.shown.id.as_str(), row.typed.as_str(), row.per), ("< 2,0%", "2%", KpiBy::Week));
    assert_eq!(said(&shop, 1), ["Target diubah: Retur 2,5% sebulan → 2,0% seminggu"]);
    let removed = shop.ctx();
    remove_target(&shop.book, &removed, "returns").unwrap();
    assert_eq!(said(&shop, 1), ["Target dihapus: Retur 2,0% seminggu"]);
    assert_eq!(shop.refused(|b, c| remove_target(b, c, "returns")), "target_missing");
    let back = shop.ctx();
    undo_by_key(&shop.book, &back, Way::Back, None).unwrap();
    assert_eq!(typed(&shop, "returns").as_deref(), Some("2%"), "it is as it was");
    shop.sound();
}

#[test]
fn goals_that_cannot_be_are_refused_and_change_nothing() {
    let mut shop = Shop::new();
    for (expected, wrong) in [
        ("kpi", target("bahagia", KpiBy::Week, "5")),
        ("target_neither", target("units_per_order", KpiBy::Week, "2")),
        ("target_sign", target("profit", KpiBy::Week, "-1jt")),
        ("target_zero", target("orders", KpiBy::Week, "0")),
        ("target_percent", target("late", KpiBy::Week, "101%")),
        ("target_amount", target("orders", KpiBy::Week, "<script>")),
    ] {
        assert_eq!(shop.refused(|b, c| set_target(b, c, &wrong)), expected, "{wrong:?}");
        let with = form(&[Want::Faster], &[], &[target("late", KpiBy::Week, "4"), wrong]);
        assert_eq!(shop.refused(|b, c| save_goals(b, c, &with)), expected);
    }
    assert_eq!((shop.read(|r| r.goals()), typed(&shop, "late")), (vec![], None));
    let ctx = shop.ctx();
    let dita =
        Person { id: PersonId(0), name: "Dita".into(), owner: false, divisions: vec![Division::Cs], archived: false };
    save_person(&shop.book, &ctx, &dita).unwrap();
    let ctx = shop.book.context(Some("Dita"), shop.now, "dita").unwrap();
    let refused = set_target(&shop.book, &ctx, &target("late", KpiBy::Week, "4%")).unwrap_err();
    assert!(refused.sentence().id.contains("Hanya pemilik"), "{refused:?}");
    let refused = save_goals(&shop.book, &ctx, &form(&[Want::Faster], &[], &[])).unwrap_err();
    assert!(refused.sentence().id.contains("Hanya pemilik"), "{refused:?}");
    shop.sound();
}
