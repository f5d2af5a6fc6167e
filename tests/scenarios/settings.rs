//! What is set: each change said old and new, each refusal leaving the book as it was.

use runut_actions::{ActionError, acting, book_state, save_account, save_courier, save_person, save_shop, save_text};
use runut_core::activity::{AccountAct, Activity};
use runut_core::posting::Entry;
use runut_core::rows::{BuyerTextKey, CourierRow, Division, LogQuery, MoneyAccount, Person, Settings, Shop as ShopRow};
use runut_core::undo::Way;
use runut_core::{AccountId, CourierId, Day, Language, Money, PersonId, Zone};
use runut_store::{StoreError, audit, reports};

use crate::script::{go_on, tell};
use crate::shop::Shop;

fn settings(shop: &Shop) -> Settings {
    shop.read(reports::settings)
}

/// The newest entry of the log, in Indonesian.
pub fn last_said(shop: &Shop) -> String {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: false,
        after: None,
        limit: 1,
    };
    shop.read(|r| reports::log_page(r, &query)).rows[0].text.id.clone()
}

fn person(name: &str) -> Person {
    Person { id: PersonId(0), name: name.into(), owner: false, divisions: vec![Division::Cs], archived: false }
}

fn account(name: &str) -> MoneyAccount {
    MoneyAccount {
        id: AccountId(0),
        in_hand: false,
        name: name.into(),
        number: "8210 441 902".into(),
        holder: "Ratna".into(),
        archived: false,
        balance: Money::ZERO,
    }
}

fn courier(name: &str) -> CourierRow {
    CourierRow { id: CourierId(0), name: name.into(), own_delivery: false, pickup: Some(900), archived: false }
}

fn code<T>(done: Result<T, ActionError>) -> String {
    match done {
        Err(ActionError::Refused(refusal)) => {
            assert!(refusal.message.id.len() > 12 && refusal.message.en.len() > 12, "{refusal}");
            refusal.code
        }
        Err(other) => panic!("{other}"),
        Ok(_) => "done".into(),
    }
}

#[test]
fn a_new_shop_has_accounts_couriers_and_its_owner() {
    let all = settings(&Shop::new());
    let keys: Vec<i64> = all.accounts.iter().map(|a| a.id.0).collect();
    assert_eq!(keys, [1102, 1101]);
    assert!(all.couriers.iter().any(|c| c.name == "J&T" && !c.own_delivery));
    assert!(all.couriers.iter().any(|c| c.name == "Ambil sendiri" && c.own_delivery));
    assert_eq!(all.persons.len(), 1);
}

#[test]
fn of_the_shop_only_what_changed_is_logged() {
    let mut shop = Shop::new();
    let old = settings(&shop).shop;
    let ctx = shop.ctx();
    save_shop(&shop.book, &ctx, &old).unwrap();
    assert_eq!(last_said(&shop), "Orang baru: Ratna", "what is the same is no activity");
    let new = ShopRow {
        name: "  Dapur\u{7} Ibu Ratna ".into(),
        phone: "0812 3456 7890".into(),
        zone: Zone::Wit,
        language: Language::En,
        payment_hours: 0,
        packing_cost: Money(900),
        ..old
    };
    let ctx = shop.ctx();
    let saved = save_shop(&shop.book, &ctx, &new).unwrap().value;
    assert_eq!(saved.name, "Dapur Ibu Ratna");
    assert_eq!(settings(&shop).shop, saved);
    assert_eq!(
        last_said(&shop),
        "Pengaturan diubah: nama Toko Uji → Dapur Ibu Ratna; telepon – → 0812 3456 7890; zona waktu wib → wit; \
         bahasa id → en; batas bayar (jam) 24 → 0; biaya kemas 0 → 900"
    );
    shop.sound();
}

#[test]
fn what_a_shop_cannot_be_is_refused() {
    let mut shop = Shop::new();
    let old = settings(&shop).shop;
    for (expected, wrong) in [
        ("shop_name_missing", ShopRow { name: " \n".into(), ..old.clone() }),
        ("phone", ShopRow { phone: "telepon saja".into(), ..old.clone() }),
        ("out_of_range", ShopRow { payment_hours: -1, ..old.clone() }),
        ("out_of_range", ShopRow { ship_hours: i64::MAX, ..old.clone() }),
        ("out_of_range", ShopRow { return_days: 366, ..old.clone() }),
        ("out_of_range", ShopRow { packing_cost: Money(-5), ..old.clone() }),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_shop(book, ctx, &wrong)), expected);
    }
}

#[test]
fn the_start_day_stays_once_orders_have_left_by_it() {
    let mut shop = tell("file A to_ship 1xHijau@16000 => approved");
    let set = settings(&shop).shop;
    let moved = |day| ShopRow { start_day: Some(Day(day)), ..set.clone() };
    let ctx = shop.ctx();
    save_shop(&shop.book, &ctx, &moved(20_261_120)).unwrap();
    go_on(&mut shop, "receive Hijau 5 @9000\npack A => packed\nship A SPX SPXID000000000001 => shipped");
    assert_eq!(shop.refused(|book, ctx| save_shop(book, ctx, &moved(20_261_101))), "start_day_fixed");
    assert_eq!(
        shop.refused(|book, ctx| save_shop(book, ctx, &ShopRow { start_day: None, ..set.clone() })),
        "start_day_fixed"
    );
    let ctx = shop.ctx();
    save_shop(&shop.book, &ctx, &ShopRow { name: "Lain".into(), ..moved(20_261_120) }).unwrap();
}

#[test]
fn accounts_are_added_renamed_and_archived_when_empty() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let bca = save_account(&shop.book, &ctx, &account("BCA")).unwrap().value;
    let ctx = shop.ctx();
    let dana = save_account(&shop.book, &ctx, &account("DANA")).unwrap().value;
    assert_eq!((bca.id.0, dana.id.0), (1103, 1104));
    let ctx = shop.ctx();
    let bank = settings(&shop).accounts[0].clone();
    save_account(&shop.book, &ctx, &MoneyAccount { name: "Mandiri".into(), ..bank.clone() }).unwrap();
    assert_eq!(last_said(&shop), "Rekening diubah: Bank (nama Bank → Mandiri)");
    // Money comes into BCA.
    let ctx = shop.ctx();
    shop.book
        .write(&ctx, "capital", |tx| {
            let activity = tx.record(&Activity::new(AccountAct::Change, 1103).with("name", "modal"))?;
            let entry = Entry::new(AccountId(1103), AccountId(3101), Money(50_000), ctx.today);
            tx.post(activity, None, entry.as_slice())
        })
        .unwrap();
    let all = settings(&shop).accounts;
    assert_eq!(all.iter().find(|a| a.id.0 == 1103).unwrap().balance, Money(50_000));
    let archived = |a: &MoneyAccount| MoneyAccount { archived: true, ..a.clone() };
    for (expected, wrong) in [
        ("account_name_missing", account("  ")),
        ("account_number_word", MoneyAccount { number: "8610123456Ratna Sari".into(), ..account("Jago") }),
        ("account_name_taken", account("bca")),
        ("account_name_taken", MoneyAccount { name: "dana".into(), ..bca.clone() }),
        ("account_in_use", archived(&bca)),
        ("missing", MoneyAccount { id: AccountId(4101), ..account("Penjualan") }),
        ("missing", MoneyAccount { id: AccountId(1109), ..account("X") }),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_account(book, ctx, &wrong)), expected, "{wrong:?}");
    }
    // Words that belong to a number, and one that stands there from before, refuse nothing.
    for number in ["0812 3456 7890 (GoPay)", "ID1020021234567", "8610 1234 56"] {
        let ctx = shop.ctx();
        save_account(&shop.book, &ctx, &MoneyAccount { number: number.into(), ..dana.clone() }).unwrap();
    }
    for gone in [&dana, &bank] {
        let ctx = shop.ctx();
        save_account(&shop.book, &ctx, &archived(gone)).unwrap();
    }
    let shown: Vec<(i64, bool)> = settings(&shop).accounts.into_iter().map(|a| (a.id.0, a.archived)).collect();
    assert_eq!(shown.last().unwrap(), &(1104, true), "{shown:?}");
    // The money came from nowhere, which the audit says; the balances are the sums of the postings.
    let found: Vec<String> = audit::check(&shop.book).unwrap().into_iter().map(|f| f.code).collect();
    assert_eq!(found, ["posting_kind"]);
}

#[test]
fn the_last_account_stays() {
    let mut shop = Shop::new();
    let all = settings(&shop).accounts;
    let ctx = shop.ctx();
    save_account(&shop.book, &ctx, &MoneyAccount { archived: true, ..all[0].clone() }).unwrap();
    let last = MoneyAccount { archived: true, ..all[1].clone() };
    assert_eq!(shop.refused(|book, ctx| save_account(book, ctx, &last)), "last_account");
}

#[test]
fn couriers_are_added_changed_and_refused() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let added = save_courier(&shop.book, &ctx, &courier("Wahana")).unwrap().value;
    assert_eq!(last_said(&shop), "Kurir baru: Wahana (jam jemput – → 15.00)");
    let ctx = shop.ctx();
    save_courier(&shop.book, &ctx, &CourierRow { pickup: None, archived: true, ..added.clone() }).unwrap();
    assert_eq!(last_said(&shop), "Kurir diubah: Wahana (diarsipkan tidak → ya; jam jemput 15.00 → –)");
    for (expected, wrong) in [
        ("courier_name_missing", courier("")),
        ("courier_name_taken", courier("jne")),
        ("courier_name_taken", courier("WAHANA")),
        ("pickup", CourierRow { pickup: Some(1_440), ..courier("X") }),
        ("missing", CourierRow { id: CourierId(99), ..courier("X") }),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_courier(book, ctx, &wrong)), expected, "{wrong:?}");
    }
}

#[test]
fn people_come_and_go_and_an_owner_stays() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let dita = save_person(&shop.book, &ctx, &person("Dita")).unwrap().value;
    let ratna = settings(&shop).persons[0].clone();
    for (expected, wrong) in [
        ("person_name_missing", person(" ")),
        ("person_name_taken", person("DITA")),
        ("last_owner", Person { owner: false, ..ratna.clone() }),
        ("last_owner", Person { archived: true, ..ratna.clone() }),
        ("missing", Person { id: PersonId(9), ..person("X") }),
    ] {
        assert_eq!(shop.refused(|book, ctx| save_person(book, ctx, &wrong)), expected, "{wrong:?}");
    }
    // Dita is no owner: she can't make herself one, nor unmake one, nor archive the name she works under.
    for (expected, wrong) in [
        ("owner_only", Person { owner: true, ..dita.clone() }),
        ("owner_only", Person { owner: true, ..person("Rini") }),
        ("owner_only", Person { archived: true, ..ratna.clone() }),
        ("archive_self", Person { archived: true, ..dita.clone() }),
    ] {
        let as_dita = |book: &runut_store::Book, ctx: &runut_store::Context| {
            save_person(book, &runut_store::Context { person: dita.id, ..ctx.clone() }, &wrong)
        };
        assert_eq!(shop.refused(as_dita), expected, "{wrong:?}");
    }
    let ctx = shop.ctx();
    save_person(&shop.book, &ctx, &Person { owner: true, ..dita.clone() }).unwrap();
    assert_eq!(last_said(&shop), "Orang diubah: Dita (pemilik tidak → ya)");
    let ctx = shop.ctx();
    save_person(&shop.book, &ctx, &Person { archived: true, owner: true, ..dita.clone() }).unwrap();
    assert_eq!(shop.refused(|book, ctx| save_person(book, ctx, &Person { owner: false, ..ratna })), "last_owner");
}

/// Where buyers are told to pay an owner says; a helper may call an account something else, and nothing of it goes round the
/// table by taking a step back.
#[test]
fn an_owner_says_where_buyers_pay() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let dita = save_person(&shop.book, &ctx, &person("Dita")).unwrap().value;
    let ctx = shop.ctx();
    let bca = save_account(&shop.book, &ctx, &account("BCA Toko")).unwrap().value;
    let as_dita = |ctx: &runut_store::Context| runut_store::Context { person: dita.id, ..ctx.clone() };
    for wrong in [
        account("BRI"),
        MoneyAccount { number: "999".into(), ..bca.clone() },
        MoneyAccount { holder: "Dita".into(), ..bca.clone() },
    ] {
        assert_eq!(shop.refused(|book, ctx| save_account(book, &as_dita(ctx), &wrong)), "owner_only", "{wrong:?}");
    }
    let ctx = as_dita(&shop.ctx());
    save_account(&shop.book, &ctx, &MoneyAccount { name: "BCA lama".into(), ..bca.clone() }).unwrap();
    // An owner's own change stays an owner's to take back: Ratna changes the number, and is no owner any more.
    let ctx = as_dita(&shop.ctx());
    let owner = shop.ctx();
    save_person(&shop.book, &owner, &Person { owner: true, ..dita.clone() }).unwrap();
    save_account(&shop.book, &ctx, &MoneyAccount { number: "77 00 11".into(), ..bca }).unwrap();
    let owner = shop.ctx();
    save_person(&shop.book, &owner, &Person { owner: false, ..dita.clone() }).unwrap();
    let undo =
        |book: &runut_store::Book, ctx: &runut_store::Context| runut_actions::undo(book, &as_dita(ctx), Way::Back);
    assert_eq!(shop.refused(undo), "owner_only");
}

#[test]
fn who_is_archived_does_not_act() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let dita = save_person(&shop.book, &ctx, &person("Dita")).unwrap().value;
    assert_eq!(shop.read(|r| Ok(acting(r, Some(dita.id)).unwrap())).name, "Dita");
    assert_eq!(
        shop.read(|r| Ok(acting(r, Some(PersonId(77))).unwrap())).name,
        "Ratna",
        "nobody of that key: the owner"
    );
    let ctx = shop.ctx();
    save_person(&shop.book, &ctx, &Person { archived: true, ..dita.clone() }).unwrap();
    // Not either where it was known who acts before they were archived: the write asks the book.
    let late = runut_store::Context { person: dita.id, ..shop.ctx() };
    assert_eq!(shop.refused(|book, _| save_courier(book, &late, &courier("Ojol"))), "person_archived");
    let refused = shop.book.context(Some("Dita"), shop.now, "x").unwrap_err();
    assert!(matches!(refused, StoreError::Archived(_)));
    assert_eq!(code::<()>(Err(refused.into())), "person_archived");
    let state = book_state(&shop.book, Some(dita.id), "1", shop.now).unwrap();
    assert!(state.acting.unwrap().archived, "the window still says who it was, so that another is chosen");
}

#[test]
fn a_text_for_buyers_is_the_sellers_or_the_programs_own() {
    let mut shop = Shop::new();
    let own = settings(&shop).texts;
    assert_eq!((own.len(), own[2].key, own[2].changed), (5, BuyerTextKey::Shipped, false));
    assert!(own[2].fields.contains(&"resi".to_owned()));
    for text in &own {
        for written in text.body.split('{').skip(1) {
            let (field, _) = written.split_once('}').unwrap();
            assert!(text.fields.contains(&field.to_owned()), "the program's own text names {field}");
        }
    }
    let ctx = shop.ctx();
    let saved =
        save_text(&shop.book, &ctx, BuyerTextKey::Shipped, "\r\nResi\u{7} {resi}  \r\n{kurir}\r\n").unwrap().value;
    assert_eq!((saved.body.as_str(), saved.changed), ("Resi {resi}\n{kurir}", true));
    assert!(last_said(&shop).starts_with("Teks untuk pembeli diubah: "));
    for (expected, wrong) in
        [("text_field", "{rekening}".to_owned()), ("text_brace", "{resi".to_owned()), ("too_long", "x".repeat(2_001))]
    {
        let set =
            |book: &runut_store::Book, ctx: &runut_store::Context| save_text(book, ctx, BuyerTextKey::Shipped, &wrong);
        assert_eq!(shop.refused(set), expected);
    }
    for back in [String::new(), own[2].body.clone()] {
        let ctx = shop.ctx();
        save_text(&shop.book, &ctx, BuyerTextKey::Shipped, "Resi {resi}").unwrap();
        let ctx = shop.ctx();
        let saved = save_text(&shop.book, &ctx, BuyerTextKey::Shipped, &back).unwrap().value;
        assert_eq!(saved, own[2], "the program's own again");
    }
    shop.sound();
}
