//! What is refused leaves the book as it was, says what to do in both languages, and is known by its code.

use runut_actions::{ActionError, Archive, act, archive, open_shop, receive, save, ship};
use runut_actions::{UsedNumber, create_wave, pick_list, slips};
use runut_core::rows::{NewShop, ProductForm, Receipt, ReceiptLine, TrackingItem, VariantForm};
use runut_core::sheets::SlipSize;
use runut_core::{Money, OrderId, ProductId, VariantId, Verb, Zone};

use crate::script::tell;
use crate::shop::Shop;

fn form(name: &str, sku: &str) -> VariantForm {
    VariantForm {
        id: None,
        name: name.into(),
        sku: sku.into(),
        barcode: String::new(),
        price: Money(1_000),
        weight_g: 0,
        shelf: String::new(),
        low_mark: 0,
        sell_ahead: false,
        opening: None,
    }
}

fn product(name: &str, variants: Vec<VariantForm>) -> ProductForm {
    ProductForm { id: None, name: name.into(), category: String::new(), description: String::new(), variants }
}

/// Every refusal: its code, and what is asked.
fn refused(shop: &mut Shop) -> Vec<(&'static str, Result<(), ActionError>)> {
    let ctx = shop.ctx();
    let book = &shop.book;
    let receipt = |lines| Receipt { supplier: String::new(), note: String::new(), lines, ..Receipt::default() };
    let came = |quantity, cost| ReceiptLine { variant_id: VariantId(1), quantity, cost: Money(cost) };
    let item = |order: &str| TrackingItem { order: order.into(), tracking: "X1".into(), courier: None };
    let again =
        NewShop { name: "B".into(), owner: "B".into(), address: String::new(), phone: String::new(), zone: Zone::Wit };
    let none = |name: &str| NewShop { name: name.into(), owner: " ".into(), ..again.clone() };
    let mut nowhere = |_: &runut_actions::Document| Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
    vec![
        ("shop_exists", open_shop(book, &again, ctx.now, "x1").map(drop)),
        ("shop_name_missing", open_shop(book, &none("  "), ctx.now, "x2").map(drop)),
        ("owner_missing", open_shop(book, &none("A"), ctx.now, "x3").map(drop)),
        ("no_orders", act(book, &ctx, Verb::Approve, &[], "").map(drop)),
        ("missing", act(book, &ctx, Verb::Approve, &[OrderId(999)], "").map(drop)),
        ("verb", act(book, &ctx, Verb::Pay, &[OrderId(1)], "").map(drop)),
        ("no_orders", ship(book, &ctx, &[], UsedNumber::Refuse).map(drop)),
        ("receipt_empty", receive(book, &ctx, &receipt(vec![])).map(drop)),
        ("quantity", receive(book, &ctx, &receipt(vec![came(0, 1)])).map(drop)),
        ("quantity", receive(book, &ctx, &receipt(vec![came(-5, 1)])).map(drop)),
        ("quantity", receive(book, &ctx, &receipt(vec![came(i64::MAX, 1)])).map(drop)),
        ("cost", receive(book, &ctx, &receipt(vec![came(1, -1)])).map(drop)),
        ("cost", receive(book, &ctx, &receipt(vec![came(1, i64::MAX)])).map(drop)),
        (
            "missing",
            receive(
                book,
                &ctx,
                &receipt(vec![came(1, 1), ReceiptLine { variant_id: VariantId(77), quantity: 1, cost: Money(1) }]),
            )
            .map(drop),
        ),
        ("product_name_missing", save(book, &ctx, &product(" ", vec![form("A", "")])).map(drop)),
        ("no_variants", save(book, &ctx, &product("Piring", vec![])).map(drop)),
        ("product_exists", save(book, &ctx, &product("  gelas ", vec![form("A", "")])).map(drop)),
        ("sku_taken", save(book, &ctx, &product("Piring", vec![form("A", "v0001")])).map(drop)),
        ("sku_taken", save(book, &ctx, &product("Piring", vec![form("A", "P1"), form("B", "P1")])).map(drop)),
        ("order_code", save(book, &ctx, &product("Piring", vec![form("A", "rn-12")])).map(drop)),
        ("variant_exists", save(book, &ctx, &product("Piring", vec![form("A", ""), form("a", "")])).map(drop)),
        (
            "price",
            save(book, &ctx, &product("Piring", vec![VariantForm { price: Money(-1), ..form("A", "") }])).map(drop),
        ),
        ("weight", save(book, &ctx, &product("Piring", vec![VariantForm { weight_g: -1, ..form("A", "") }])).map(drop)),
        (
            "missing",
            save(book, &ctx, &ProductForm { id: Some(ProductId(9)), ..product("X", vec![form("A", "")]) }).map(drop),
        ),
        ("allocated", archive(book, &ctx, &[VariantId(1)], Archive::Away).map(drop)),
        ("missing", archive(book, &ctx, &[VariantId(9)], Archive::Away).map(drop)),
        ("wave_empty", create_wave(book, &ctx, &[OrderId(2)]).map(drop)),
        ("no_orders", pick_list(book, &ctx, &[], &mut nowhere).map(drop)),
        ("missing", slips(book, &ctx, &[OrderId(999)], SlipSize::A6, &mut nowhere).map(drop)),
        ("order_unknown", first(ship(book, &ctx, &[item("RN-999")], UsedNumber::Refuse))),
        ("stage", first(ship(book, &ctx, &[item("RN-1")], UsedNumber::Refuse))),
        (
            "order_twice",
            first(ship(
                book,
                &ctx,
                &[item("RN-1"), TrackingItem { tracking: "X2".into(), ..item("1") }],
                UsedNumber::Refuse,
            )),
        ),
        ("reason_missing", first(act(book, &ctx, Verb::Cancel, &[OrderId(1)], " "))),
    ]
}

/// A bulk action that refused its one order.
fn first(done: runut_actions::Done<runut_core::rows::Outcome>) -> Result<(), ActionError> {
    match done?.value.refused.pop() {
        Some(refused) => Err(refused.refusal.into()),
        None => Ok(()),
    }
}

#[test]
fn a_refusal_leaves_the_book_as_it_was_and_says_what_to_do() {
    let mut shop = tell(
        "
        file A to_ship 2xHijau@16000 => approved
        file B unpaid 1xHijau@16000  => awaiting_payment
        ",
    );
    let before = shop.book.dump().unwrap();
    for (code, result) in refused(&mut shop) {
        match result {
            Err(ActionError::Refused(refusal)) => {
                assert_eq!(refusal.code, code);
                assert!(refusal.message.id.len() > 10 && refusal.message.en.len() > 10, "{refusal:?}");
                assert_ne!(refusal.message.id, refusal.message.en);
            }
            other => panic!("{code}: {other:?}"),
        }
        assert_eq!(shop.book.dump().unwrap(), before, "{code}");
    }
}

#[test]
fn a_document_that_cannot_be_written_is_not_logged() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let before = shop.book.dump().unwrap();
    let ctx = shop.ctx();
    let mut full = |_: &runut_actions::Document| Err(std::io::Error::from(std::io::ErrorKind::StorageFull));
    let error = slips(&shop.book, &ctx, &[OrderId(1)], SlipSize::A5, &mut full).unwrap_err();
    assert!(matches!(error, ActionError::Output(_)));
    assert!(error.sentence().id.contains("disk"), "{}", error.sentence().id);
    assert_eq!(shop.book.dump().unwrap(), before);
}

#[test]
fn one_bad_order_of_many_is_listed_and_the_rest_is_done() {
    let mut shop = tell(
        "
        file A to_ship 1xHijau@16000 => approved
        file B to_ship 1xHijau@16000 => approved
        receive Hijau 1 @9000
        ",
    );
    let ctx = shop.ctx();
    let both = [shop.order("A"), shop.order("B")];
    let outcome = act(&shop.book, &ctx, Verb::Pack, &both, "").unwrap().value;
    assert_eq!((outcome.done.as_slice(), outcome.refused.len()), (&both[..1], 1));
    assert_eq!(outcome.refused[0].refusal.code, "stock_short");
    assert_eq!(outcome.undo, Some(Verb::Unpack));
    shop.sound();
}
