//! What is printed, for which orders, and what the book keeps of it.

use runut_actions::{ActionError, Document, UsedNumber, handover, labels, ship, slips};
use runut_core::rows::{LogQuery, Printed, TrackingItem};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Money, OrderId};
use runut_store::reports;

use crate::script::tell;
use crate::shop::Shop;

const STORY: &str = "
    file A to_ship 2xHijau@16000
    receive Hijau 40 @9000
    own Ani 2xHijau@20000 ship=15000 cod address=Jl.Uji
    own Budi 1xHijau@20000 address=Jl.Uji
    own Citra 1xHijau@20000 sender=Griya_Anyam address=Jl.Uji
    own Dewi 1xHijau@20000 cod
";

fn print_labels(shop: &mut Shop, names: &[&str]) -> Result<Printed, ActionError> {
    let orders: Vec<OrderId> = names.iter().map(|name| number(shop, name)).collect();
    let ctx = shop.ctx();
    let mut deliver = |document: &Document| {
        assert!(document.bytes.starts_with(b"%PDF"));
        Ok(document.name.clone())
    };
    Ok(labels(&shop.book, &ctx, &orders, LabelSize::Roll80, &mut deliver)?.value)
}

fn number(shop: &Shop, name: &str) -> OrderId {
    shop.order(name)
}

fn logged(shop: &Shop) -> Vec<String> {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: "document".into(),
        scans: false,
        after: None,
        limit: 50,
    };
    let page = shop.read(|r| reports::log_page(r, &query));
    page.rows.into_iter().map(|row| row.text.id).collect()
}

#[test]
fn labels_are_for_whom_they_can_be_for() {
    let mut shop = tell(STORY);
    let printed = print_labels(&mut shop, &["Ani", "A", "Dewi", "Citra", "Ani"]).unwrap();
    assert_eq!(printed.documents, 2);
    let codes: Vec<&str> = printed.refused.iter().map(|r| r.refusal.code.as_str()).collect();
    assert_eq!(codes, ["masked", "address_missing"]);
    assert_eq!(printed.refused[0].order, number(&shop, "A"));
    assert!(printed.message.id.starts_with("2 label. 2 tidak ikut."), "{}", printed.message.id);
    assert_eq!(logged(&shop).len(), 1);

    let again = print_labels(&mut shop, &["Ani", "Budi"]).unwrap();
    assert!(again.message.id.contains("1 di antaranya cetak ulang"), "{}", again.message.id);
    let ids = ["Ani", "Budi", "Citra"].map(|name| number(&shop, name));
    let rows = shop.read(|r| reports::labels(r, &ids, runut_core::PersonId(1), runut_core::Instant(0)));
    assert!(rows.iter().all(|row| row.reprint));
    assert_eq!(rows[0].cod, Some(Money(55_000)));
    assert_eq!((rows[1].cod, rows[1].sender.as_str()), (None, "Toko Uji"));
    assert_eq!((rows[2].sender.as_str(), rows[2].sender_address.as_str()), ("Griya_Anyam", ""));
}

#[test]
fn where_no_label_may_be_printed_nothing_changes() {
    let mut shop = tell(STORY);
    let mut code = |names: &[&str]| match print_labels(&mut shop, names) {
        Err(ActionError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(&["A"]), "masked");
    assert_eq!(code(&["A", "Dewi"]), "nothing_to_print");
    assert_eq!(code(&[]), "no_orders");
    assert!(logged(&shop).is_empty());
}

#[test]
fn a_dropshipped_parcel_has_no_word_of_the_shop() {
    let mut shop = tell(STORY);
    let ctx = shop.ctx();
    let citra = [number(&shop, "Citra")];
    let slip = shop.read(|r| reports::packing_slips(r, &citra, ctx.person, ctx.now));
    assert!(slip[0].dropship);
    slips(&shop.book, &ctx, &citra, SlipSize::A6, &mut |_| Ok("slip.pdf".into())).unwrap();
}

#[test]
fn a_courier_takes_what_is_packed_and_theirs() {
    let mut shop = tell(STORY);
    crate::script::go_on(&mut shop, "approve A\npack A");
    let ctx = shop.ctx();
    let orders = ["A", "Ani"].map(|name| number(&shop, name));
    let courier = shop.read(|r| r.order(orders[0])).courier;
    let printed = handover(&shop.book, &ctx, &courier, &orders, &mut |_| Ok("list.pdf".into())).unwrap().value;
    assert!(printed.message.id.contains("1 paket"), "{}", printed.message.id);
    assert_eq!(printed.refused[0].refusal.code, "stage");
    let ctx = shop.ctx();
    match handover(&shop.book, &ctx, "Kurir Lain", &orders[..1], &mut |_| Ok(String::new())) {
        Err(ActionError::Refused(refusal)) => assert_eq!(refusal.code, "other_courier"),
        other => panic!("{other:?}"),
    }
    assert!(logged(&shop)[0].starts_with("Cetak serah terima"), "{:?}", logged(&shop));
}

/// What a file calls the shop's courier is that courier's, on the list of couriers and on the list that they sign.
#[test]
fn a_courier_of_two_names_signs_once() {
    let mut shop = tell(
        "file A to_ship 1xHijau@16000 => approved
         file B to_ship 1xHijau@16000 => approved
         receive Hijau 5 @9000
         pack A
         pack B",
    );
    let orders = ["A", "B"].map(|name| shop.order(name));
    for (order, courier) in orders.into_iter().zip(["J&T", "Reguler (Cashless)-J&T Express"]) {
        let (tracking, courier) = (format!("JT{}", order.0), Some(courier.to_owned()));
        let (ctx, item) = (shop.ctx(), TrackingItem { order: order.code(), tracking, courier });
        assert_eq!(ship(&shop.book, &ctx, &[item], UsedNumber::Refuse).unwrap().value.refused, []);
    }
    let taken = shop.read(|r| reports::handover_couriers(r, shop.now));
    let taken: Vec<(&str, &[OrderId])> = taken.iter().map(|by| (by.courier.as_str(), &by.orders[..])).collect();
    assert_eq!(taken, [("J&T", &orders[..])]);
    for asked in ["J&T", "J&T Express"] {
        let ctx = shop.ctx();
        let printed = handover(&shop.book, &ctx, asked, &orders, &mut |_| Ok(String::new())).unwrap().value;
        assert_eq!(printed.refused, [], "{asked}");
    }
}
