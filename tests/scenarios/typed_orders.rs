//! Orders typed by hand: stories of the form, its customers, its codes and its amendments.

use std::sync::Barrier;
use std::thread;

use runut_actions::{
    order_form, preview_order, save_account, save_customer, save_order, save_shop, save_text, text_for,
};
use runut_core::marketplace::FileOrder;
use runut_core::posting::Account;
use runut_core::rows::{
    Address, BuyerTextKey, CustomerForm, CustomerQuery, LogQuery, MoneyAccount, OrderForm, OrderPreview,
};
use runut_core::{AccountId, Channel, Instant, Money, Refusal};
use runut_store::{Book, reports};

use crate::script::{code, go_on, tell};
use crate::script_typed::{empty, find, opened, save, typed};
use crate::shop::{Shop, order, status};

/// Two kinds of glasses, ten green ones on the shelf.
pub const GOODS: &str = "
    goods Hijau Biru
    receive Hijau 10 @9000
    ";

fn preview(shop: &Shop, form: &OrderForm) -> OrderPreview {
    shop.book.read(|r| preview_order(r, form, shop.now)).unwrap()
}

fn fields(problems: &[Refusal]) -> Vec<&str> {
    problems.iter().map(|p| p.facts.get("field").map_or("", String::as_str)).collect()
}

#[test]
fn from_the_form_to_the_buyer() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 2xHijau@16000-1000 ship=15000 less=5000 to=Siti phone=0812-3456-7890 address=Mawar => awaiting_payment
        total A                          => 41388 code 388
        stock Hijau                      => on_hand 10 allocated 2 available 8 value 90000
        log A                            => new place
        pay A=41388                      => awaiting_approval
        approve A                        => approved
        pack A                           => packed
        ship A JNE CM00000000001         => shipped
        balance sales                    => -32000
        balance discounts                => 1000
        balance shipping_pass_through    => -10000
        balance unique_codes             => -388
        balance customer_receivable      => 0
        find CM00000000001               => A
        ",
    );
    let detail = shop.read(|r| reports::order_detail(r, shop.order("A"), shop.now));
    let customer = detail.customer.unwrap();
    assert_eq!((customer.name.as_str(), customer.phone.as_str(), customer.orders), ("Siti", "0812-3456-7890", 1));
    assert_eq!((customer.spent, detail.weight_g), (Money(41_388), 200));
}

/// A search finds an order by what it is now, and no longer by what it was.
#[test]
fn what_was_changed_is_found() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        receive Biru 5 @9000
        order A 1xHijau@16000 to=Siti address=Mawar       => awaiting_payment
        find V0001                       => A
        amend A 1xBiru@16000 why=ganti   => awaiting_payment
        find V0001                       =>
        find V0002                       => A
        amend A to=Wulandari address=Kenanga why=pindah   => awaiting_payment
        find Siti                        =>
        find Mawar                       =>
        find Wulandari Kenanga           => A
        draft B 1xHijau@16000 to=Made address=Melati      => draft
        place B                          => awaiting_payment
        find Melati V0001                => B
        ",
    );
    let filed = |city: &str| FileOrder { city: city.into(), ..order("F", status("to_ship"), &["1xHijau@16000"]) };
    shop.take_in(vec![filed("KOTA SEMARANG")]).unwrap();
    assert_eq!(find(&shop, "semarang").len(), 1);
    shop.take_in(vec![filed("KOTA SALATIGA")]).unwrap();
    assert_eq!((find(&shop, "semarang").len(), find(&shop, "salatiga").len()), (0, 1));
}

#[test]
fn the_buyers_text_tells_total_account_and_deadline() {
    let mut shop = tell(GOODS);
    let form = typed(&shop, empty(&shop), &["2xHijau@16000", "ship=15000", "to=Siti", "phone=0812 3456 7890"]);
    let ctx = shop.ctx();
    let saved = save_order(&shop.book, &ctx, &form, true, "").unwrap().value;
    assert!(
        !saved.text.contains("Bank") && !saved.text.contains("Pembayaran:"),
        "nobody can pay there: {}",
        saved.text
    );
    for (said, way) in [(&saved.message.id, "Pengaturan, Rekening"), (&saved.message.en, "Settings, Accounts")] {
        assert!(said.contains(way), "{said}");
    }
    let ctx = shop.ctx();
    let bank = shop.read(reports::settings).accounts.into_iter().find(|each| each.id == Account::Bank).unwrap();
    save_account(&shop.book, &ctx, &MoneyAccount { number: "883012".into(), holder: "Ratna".into(), ..bank }).unwrap();
    let form = OrderForm { to: Address { phone: "0812 3456 7891".into(), ..form.to.clone() }, ..form };
    let ctx = shop.ctx();
    let saved = save_order(&shop.book, &ctx, &form, true, "").unwrap().value;
    assert!(!saved.message.id.contains("Pengaturan"), "{}", saved.message.id);
    for part in [
        "Halo Siti",
        "Toko Uji",
        "2 × Gelas, Hijau: Rp 32.000",
        "Ongkir: Rp 15.000",
        "Ongkir: Rp 15.000",
        "Bank 883012 a.n. Ratna",
        "WIB",
    ] {
        assert!(saved.text.contains(part), "{part} in {}", saved.text);
    }
    assert!(!saved.text.contains('{'), "{}", saved.text);
    let ctx = shop.ctx();
    let draft = save_order(&shop.book, &ctx, &form, false, "").unwrap().value;
    assert_eq!(draft.text, "", "a draft has nothing to tell");
}

#[test]
fn a_phone_is_one_customer_in_every_form() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000 to=Siti phone=0812-3456-7890      => awaiting_payment
        order B 1xHijau@16000 to=Siti phone=+62_812             => phone
        order C 1xHijau@16000 to=Bu_Siti phone=6281234567890    => awaiting_payment
        order D 1xHijau@16000 to=Ani phone=(024)3512345         => awaiting_payment
        order E 1xHijau@16000 to=Ani phone=rumah                => phone
        order F 1xHijau@16000 to=Tanpa                          => awaiting_payment
        find 0812 3456 7890                                     => A C
        find +62 812-3456                                       => A C
        find 62-812                                             => A C
        find 812345                                             => A C
        find (024) 351                                          => D
        find RN-3                                               => D
        find ani                                                => D
        find V0001                                              => A C D F
        ",
    );
    let page =
        shop.read(|r| reports::customers_page(r, &CustomerQuery { search: String::new(), after: None, limit: 1 }));
    assert_eq!((page.customers, page.rows[0].name.as_str(), page.next.is_some()), (2, "Ani", true));
    let query = |search: &str, after| CustomerQuery { search: search.into(), after, limit: 50 };
    let named = |query: &CustomerQuery| {
        let page = shop.read(|r| reports::customers_page(r, query));
        page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(named(&query("", page.next)), ["Siti"]);
    assert_eq!(named(&query("+62 812 3456", None)), ["Siti"]);
    assert_eq!(named(&query("si", None)), ["Siti"]);
    assert_eq!(named(&query("\"*'); DROP", None)), Vec::<String>::new());
}

#[test]
fn a_phone_of_somebody_else_is_refused_by_name() {
    let mut shop = tell(GOODS);
    go_on(&mut shop, "order A 1xHijau@16000 to=Siti phone=081234567890 => awaiting_payment");
    let form = |id, name: &str, phone: &str| CustomerForm {
        id,
        name: name.into(),
        phones: vec![phone.into()],
        addresses: Vec::new(),
        note: String::new(),
    };
    let ctx = shop.ctx();
    let ani = save_customer(&shop.book, &ctx, &form(None, "Ani", "0857 1111 2222")).unwrap().value;
    let before = shop.book.dump().unwrap();
    let ctx = shop.ctx();
    let error = save_customer(&shop.book, &ctx, &form(Some(ani), "Ani", "+62 812 3456 7890")).unwrap_err();
    assert!(error.sentence().id.contains("Siti"), "{error}");
    assert_eq!(code(&error), "phone_taken");
    for (name, phone, wrong) in [
        ("", "0812", "customer_name_missing"),
        ("A", "08", "phone"),
        ("P******i", "", "masked"),
        ("A", "***11", "phone"),
    ] {
        let ctx = shop.ctx();
        let error = save_customer(&shop.book, &ctx, &form(None, name, phone)).unwrap_err();
        assert_eq!(code(&error), wrong, "{name} {phone}");
    }
    assert_eq!(shop.book.dump().unwrap(), before, "refused leaves the book as it was");
    // Chosen in the form, with a phone that is someone else's.
    let mut order = typed(&shop, empty(&shop), &["1xHijau@16000", "byphone=081234567890"]);
    order.customer = Some(ani);
    assert_eq!(fields(&preview(&shop, &order).problems), ["customer_phone"]);
    assert_eq!(save(&mut shop, "B", &order, true, ""), "phone_taken");
    shop.sound();
}

#[test]
fn unique_codes_are_unlike_and_free_again() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000            => awaiting_payment
        total A                          => 16388 code 388
        order B 1xHijau@16000 plain      => awaiting_payment
        total B                          => 16000 code 0
        order C 1xHijau@16000 account=cash => awaiting_payment
        total C                          => 16000 code 0
        order D 1xHijau@16000 cod account=bank => awaiting_approval
        total D                          => 16000 code 0
        ",
    );
    // The sixth order's code would be 325: a plain total that waits there takes it away.
    go_on(
        &mut shop,
        "
        order E 1xHijau@16325 plain account=bank => awaiting_payment
        order F 1xHijau@16000 account=bank       => awaiting_payment
        total F                                  => 16326 code 326
        cancel F pembeli batal                   => cancelled
        ",
    );
    // F's code is free while F is cancelled; someone takes its total, and F gets another when it comes back.
    go_on(
        &mut shop,
        "
        order G 1xHijau@16326 plain account=bank => awaiting_payment
        reopen F                                 => awaiting_payment
        total F                                  => 16327 code 327
        ",
    );
}

#[test]
fn the_last_unit_is_sold_once() {
    let shop = tell(
        "
        goods Hijau
        receive Hijau 1 @9000
        ",
    );
    let start = Barrier::new(2);
    let placed: Vec<Result<(), String>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|n| {
                let (start, shop) = (&start, &shop);
                scope.spawn(move || {
                    let book = Book::open(shop.book.path()).unwrap();
                    let ctx = book.context(None, shop.now, &format!("worker{n}")).unwrap();
                    let form = typed(shop, empty(shop), &["1xHijau@16000"]);
                    start.wait();
                    save_order(&book, &ctx, &form, true, "").map(drop).map_err(|error| code(&error))
                })
            })
            .collect();
        workers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    assert_eq!(placed.iter().filter(|p| p.is_ok()).count(), 1);
    assert!(placed.contains(&Err("stock_short".to_owned())), "{placed:?}");
    shop.sound();
}

#[test]
fn the_same_request_has_its_effect_once() {
    let mut shop = tell(GOODS);
    let form = typed(&shop, empty(&shop), &["1xHijau@16000", "phone=081234567890"]);
    let ctx = shop.ctx();
    let first = save_order(&shop.book, &ctx, &form, true, "").unwrap().value;
    let before = shop.book.dump().unwrap();
    assert_eq!(save_order(&shop.book, &ctx, &form, true, "").unwrap().value, first);
    assert_eq!(shop.book.dump().unwrap(), before);
}

#[test]
fn amending_tells_old_and_new_and_never_over_another() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 2xHijau@16000 ship=10000 plain => awaiting_payment
        amend A 3xHijau@16000                  => reason_missing
        amend A 2xHijau@16000 why=apa          => unchanged
        amend A 3xHijau@16000 ship=12000 why=tambah_satu => awaiting_payment
        total A                                => 60000 code 0
        stock Hijau                            => on_hand 10 allocated 3 available 7 value 90000
        amend A 11xHijau@16000 why=banyak      => stock_short
        pay A=60000                            => awaiting_approval
        approve A                              => approved
        amend A 3xHijau@16000 ship=14000 why=ongkir_naik => awaiting_payment
        money A                                => paid 60000 missing 2000 owed 0
        pay A=2000                             => awaiting_approval
        approve A                              => approved
        ",
    );
    let log = LogQuery {
        order: Some(shop.order("A")),
        from: None,
        to: None,
        person: None,
        noun: "order".into(),
        scans: false,
        after: None,
        limit: 50,
    };
    let page = shop.read(|r| reports::log_page(r, &log));
    let amended = page.rows.iter().rfind(|row| row.verb == "amend").unwrap();
    for part in ["2 × Gelas, Hijau @16.000", "3 × Gelas, Hijau @16.000", "ongkir: 12.000", "tambah_satu"] {
        assert!(amended.text.id.contains(part), "{part} in {}", amended.text.id);
    }
    // Opened, then packed by somebody else: the form is older than the order.
    let mut old = opened(&shop, "A");
    old.note = "warna hijau".into();
    go_on(&mut shop, "pack A => packed");
    assert_eq!(save(&mut shop, "A", &old, false, "catatan"), "stale");
    let mut now = opened(&shop, "A");
    now.note = "warna hijau".into();
    assert_eq!(save(&mut shop, "A", &now, false, "catatan"), "stage");
    shop.sound();
}

#[test]
fn drafts_reserve_nothing_until_they_are_placed() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        draft A 4xHijau@16000            => draft
        draft B 20xHijau@16000           => draft
        stock Hijau                      => on_hand 10 allocated 0 available 10 value 90000
        amend A 5xHijau@16000            => draft
        place A                          => awaiting_payment
        place B                          => stock_short
        amend B 5xHijau@16000            => draft
        place B                          => awaiting_payment
        log A                            => new amend place
        stock Hijau                      => on_hand 10 allocated 10 available 0 value 90000
        ",
    );
    let (a, about) = shop.read(|r| Ok((r.order(shop.order("A"))?, r.particulars(shop.order("A"))?)));
    assert!(a.unique_code > Money::ZERO, "the shop's rules hold");
    let ends = |hours| runut_core::Zone::Wib.deadline(about.placed_at, hours);
    assert_eq!((a.pay_by, about.ship_by), (ends(24), ends(48)), "with the day on which the hours end");
}

#[test]
fn dropship_keeps_three_parties_apart() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000 to=Wati phone=085711112222 address=Melati sender=Toko_Ani senderphone=081234567890 => awaiting_payment
        find toko ani                    => A
        find 0812 3456                   => A
        find wati                        => A
        ",
    );
    let detail = shop.read(|r| reports::order_detail(r, shop.order("A"), shop.now));
    assert_eq!((detail.sender.as_str(), detail.to.recipient.as_str()), ("Toko_Ani", "Wati"));
    assert!(detail.row.dropship);
    let customer = detail.customer.unwrap();
    assert_eq!(customer.name, "Toko_Ani", "who orders is the dropshipper");
    let detail = shop.read(|r| reports::customer_detail(r, customer.id, shop.now));
    assert!(detail.addresses.is_empty(), "Wati's address isn't the dropshipper's");
    assert_eq!(detail.orders.len(), 1);
}

#[test]
fn what_is_sold_ahead_may_be_ordered_before_it_has_come() {
    tell(
        "
        goods +Hijau
        order A 5xHijau@16000            => awaiting_payment
        stock Hijau                      => on_hand 0 allocated 5 available -5 value 0
        pay A=80388                      => awaiting_approval
        approve A                        => approved
        pack A                           => stock_short
        receive Hijau 5 @9000
        pack A                           => packed
        ",
    );
}

#[test]
fn a_copy_has_todays_prices_and_nothing_hidden() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 2xHijau@12000 ship=9000 to=Siti phone=081234567890 address=Mawar plain => awaiting_payment
        copy B A plain                   => awaiting_payment
        total B                          => 41000 code 0
        file M to_ship 1xHijau@15000     => approved
        ",
    );
    let b = shop.read(|r| reports::order_detail(r, shop.order("B"), shop.now));
    assert_eq!((b.to.recipient.as_str(), b.customer.unwrap().orders), ("Siti", 2));
    let copy = shop.book.read(|r| order_form(r, None, Some(shop.order("M")))).unwrap().form;
    assert_eq!((copy.to.recipient.as_str(), copy.channel.is_marketplace(), copy.lines.len()), ("", false, 1));
    let error = shop.book.read(|r| order_form(r, Some(shop.order("M")), None)).unwrap_err();
    assert_eq!(code(&error), "marketplace_contents");
}

#[test]
fn what_makes_no_sense_is_said_field_by_field() {
    let mut shop = tell(GOODS);
    let before = shop.book.dump().unwrap();
    let good = typed(&shop, empty(&shop), &["1xHijau@16000", "ship=10000", "phone=081234567890"]);
    assert!(preview(&shop, &good).problems.is_empty());
    type Spoil = fn(&mut OrderForm);
    let past: Spoil = |form| form.ship_by = Some(Instant(1));
    let cases: [(&str, Spoil); 14] = [
        ("lines.0.quantity", |form| form.lines[0].quantity = 0),
        ("lines.0.quantity", |form| form.lines[0].quantity = -3),
        ("lines.0.quantity", |form| form.lines[0].quantity = 11),
        ("lines.0.quantity", |form| form.lines[0].quantity = i64::MAX),
        ("lines.0.price", |form| form.lines[0].price = Money(-1)),
        ("lines.0.price", |form| form.lines[0].price = Money(i64::MAX)),
        ("lines.0.discount", |form| form.lines[0].discount = Money(16_001)),
        ("shipping_fee", |form| form.shipping_fee = Money(i64::MIN)),
        ("shipping_subsidy", |form| form.shipping_subsidy = Money(10_001)),
        ("account", |form| form.account = Some(AccountId(1109))),
        ("recipient", |form| form.to.recipient = " ".into()),
        ("channel", |form| form.channel = Channel::Shopee),
        ("ship_by", past),
        ("pay_by", |form| form.pay_by = Some(Instant(1))),
    ];
    for (field, spoil) in cases {
        let mut form = good.clone();
        spoil(&mut form);
        let found = preview(&shop, &form);
        assert!(fields(&found.problems).contains(&field), "{field}: {:?}", found.problems);
        let ctx = shop.ctx();
        let error = save_order(&shop.book, &ctx, &form, true, "").unwrap_err();
        let runut_actions::ActionError::Refused(refusal) = error else { panic!("{error}") };
        assert_eq!(refusal.facts["field"], field, "{refusal}");
    }
    assert_eq!(shop.book.dump().unwrap(), before, "refused leaves the book as it was");
}

#[test]
fn the_reckoning_says_what_to_look_at() {
    let mut shop = tell(GOODS);
    go_on(&mut shop, "order A 2xHijau@16000 to=Siti phone=081234567890 => awaiting_payment");
    let form = typed(
        &shop,
        empty(&shop),
        &["2xHijau@15000", "9xHijau@16000", "phone=0812 3456 7890", "ship=9000", "less=4000"],
    );
    let found = preview(&shop, &form);
    assert_eq!((found.lines[0].available, found.lines[0].missing, found.lines[1].missing), (8, 0, 3));
    assert_eq!((found.goods, found.shipping, found.weight_g), (Money(174_000), Money(5_000), 1_100));
    assert_eq!(found.customer.unwrap().name, "Siti");
    let said = |hints: &[runut_core::Sentence], part: &str| hints.iter().any(|hint| hint.id.contains(part));
    assert!(said(&found.hints, "di daftar 16.000, di sini 15.000"), "{:?}", found.hints);
    assert!(said(&found.hints, "Alamat belum diisi"));
    let twice = typed(&shop, empty(&shop), &["2xHijau@16000", "phone=0812 3456 7890"]);
    assert!(said(&preview(&shop, &twice).hints, "Pesanan 1 hari ini"));
    // Its own units count for the order that is being amended.
    let amended = typed(&shop, opened(&shop, "A"), &["10xHijau@16000"]);
    assert_eq!(preview(&shop, &amended).lines[0].missing, 0);
}

#[test]
fn a_customer_keeps_phones_addresses_and_history() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000 to=Siti phone=081234567890 address=Mawar_1 => awaiting_payment
        order B 1xHijau@16000 to=Siti phone=081234567890 address=Melati_2 => awaiting_payment
        order C 1xHijau@16000 to=Siti phone=081234567890 address=mawar_1 => awaiting_payment
        cancel B salah                   => cancelled
        ",
    );
    let id = shop.read(|r| r.customer_by_phone("6281234567890")).unwrap().0;
    let detail = shop.read(|r| reports::customer_detail(r, id, shop.now));
    let streets: Vec<&str> = detail.addresses.iter().map(|a| a.address.as_str()).collect();
    assert_eq!(streets, ["Mawar_1", "Melati_2"], "the latest used first");
    let numbers: Vec<i64> = detail.orders.iter().map(|o| o.number).collect();
    assert_eq!((numbers, detail.row.orders), (vec![3, 2, 1], 2));
    let mut form = shop.read(|r| r.customer_form(id));
    form.phones = vec!["0899 1234 567".into()];
    let ctx = shop.ctx();
    save_customer(&shop.book, &ctx, &form).unwrap();
    assert_eq!(find(&shop, "0899 123"), "A B C", "orders are found by the customer's new phone");
    shop.sound();
}

#[test]
fn without_deadlines_and_codes_where_the_shop_wants_none() {
    let mut shop = tell(GOODS);
    let known = shop.read(|r| r.shop()).unwrap();
    let ctx = shop.ctx();
    let rules = runut_core::rows::Shop { unique_codes: false, payment_hours: 0, ship_hours: 0, ..known };
    save_shop(&shop.book, &ctx, &rules).unwrap();
    go_on(&mut shop, "order A 1xHijau@16000 => awaiting_payment");
    let (order, about) = shop.read(|r| Ok((r.order(shop.order("A"))?, r.particulars(shop.order("A"))?)));
    assert_eq!((order.unique_code, order.pay_by, about.ship_by), (Money::ZERO, None, None));
}

/// The texts for buyers, from the program's templates and the seller's.
#[test]
fn every_text_for_buyers_is_ready_to_paste() {
    let mut shop = tell(
        "
        goods +Hijau Biru
        receive Biru 5 @9000
        order A 1xHijau@16000 1xBiru@16000 ship=9000 to=Siti phone=081234567890 plain => awaiting_payment
        order C 1xBiru@16000 to=Ani phone=085711112222 cod => awaiting_approval
        pay A=20000                      => awaiting_payment
        ",
    );
    let text = |shop: &Shop, name: &str, key| shop.book.read(|r| text_for(r, shop.order(name), key)).unwrap();
    let has =
        |text: &str, parts: &[&str]| parts.iter().for_each(|part| assert!(text.contains(part), "{part} in {text}"));
    has(&text(&shop, "A", BuyerTextKey::Paid), &["pembayaran Rp 20.000 untuk pesanan 1", "Masih kurang Rp 21.000"]);
    let out = text(&shop, "A", BuyerTextKey::OutOfStock);
    has(&out, &["1 × Gelas, Hijau"]);
    assert!(!out.contains("Biru"), "only what is missing: {out}");
    let cod = text(&shop, "C", BuyerTextKey::Order);
    has(&cod, &["COD", "Total: Rp 16.000"]);
    assert!(!cod.contains("Kode unik") && !cod.contains("sebelum"), "nothing to transfer, no deadline: {cod}");
    go_on(
        &mut shop,
        "
        approve C                        => approved
        pack C                           => packed
        ship C JNE CM00000000001         => shipped
        ",
    );
    has(&text(&shop, "C", BuyerTextKey::Shipped), &["Halo Ani", "Kurir: JNE", "Resi: CM00000000001"]);
    has(&text(&shop, "C", BuyerTextKey::Return), &["pesanan 2", "Toko Uji"]);
    let ctx = shop.ctx();
    save_text(&shop.book, &ctx, BuyerTextKey::Shipped, "{Nama}: {resi}").unwrap();
    assert_eq!(text(&shop, "C", BuyerTextKey::Shipped), "Ani: CM00000000001");
    let ctx = shop.ctx();
    let error = save_text(&shop.book, &ctx, BuyerTextKey::Shipped, "{batas}").unwrap_err();
    assert_eq!(code(&error), "text_field");
}

/// A parcel of somebody's own choice: who pays is named apart from who gets it, and stays so when it is amended.
#[test]
fn who_pays_is_another_than_who_gets_it() {
    let mut shop = tell(GOODS);
    go_on(
        &mut shop,
        "
        order A 1xHijau@16000 to=Wati phone=085711112222 address=Melati by=Siti byphone=081234567890 => awaiting_payment
        amend A 2xHijau@16000 why=tambah => awaiting_payment
        ",
    );
    let detail = shop.read(|r| reports::order_detail(r, shop.order("A"), shop.now));
    assert_eq!((detail.customer.unwrap().name.as_str(), detail.to.recipient.as_str()), ("Siti", "Wati"));
    assert!(shop.read(|r| r.customer_by_phone("6285711112222")).is_none(), "who only gets it is no customer");
}
