//! What people record: typed, corrected, withdrawn, taken from files, posted once, looked through as one line of time.

mod files;

use runut_actions::{
    preview_record, reverse_entry, save_customer, save_record, save_template, template_named, undo, withdraw_record,
};
use runut_core::marketplace::FileStatus;
use runut_core::rows::{
    Address, CustomerForm, Division, FieldRow, FieldType, LogState, RecordForm, RecordQuery, RecordRow, TemplateRow,
    TimelineKind, TimelineQuery, TypedValue,
};
use runut_core::undo::Way;
use runut_core::{AccountId, Day, Money, Month, RecordId, Sentence, TemplateId};
use runut_store::{Context, reports};

use crate::shop::{HOUR, Shop, order};

/// The morning of these tests: a Sunday.
const TODAY: Day = Day(20_261_122);
const BANK: AccountId = AccountId(1102);

fn template(shop: &Shop, word: &str) -> TemplateRow {
    shop.book.read(|reader| template_named(reader, word)).unwrap()
}

fn form(shop: &Shop, word: &str, day: i32, values: &[(&str, &str)]) -> RecordForm {
    let value = |(field, text): &(&str, &str)| TypedValue { field: (*field).into(), text: (*text).into() };
    RecordForm {
        template: template(shop, word).id,
        day: Day(day),
        store: None,
        values: values.iter().map(value).collect(),
        replaces: None,
        book: None,
        sure: false,
    }
}

fn ad(shop: &Shop, day: i32, cost: &str) -> RecordForm {
    form(
        shop,
        "iklan",
        day,
        &[("platform", "Shopee"), ("campaign", "Gelas Blirik"), ("cost", cost), ("sales", "842.000")],
    )
}

fn put(shop: &mut Shop, form: &RecordForm) -> RecordRow {
    let ctx = shop.ctx();
    save_record(&shop.book, &ctx, form).unwrap().value.record
}

fn refused(shop: &mut Shop, form: &RecordForm) -> String {
    shop.refused(|book, ctx| save_record(book, ctx, form))
}

fn all(shop: &Shop) -> Vec<RecordRow> {
    let query = RecordQuery { template: None, from: None, to: None, all: true, after: None, limit: 500 };
    shop.read(|reader| reader.records(&query)).rows
}

fn balance(shop: &Shop, account: i64) -> Money {
    let chart = shop.read(|reader| reader.chart());
    chart.into_iter().find(|row| row.id == AccountId(account)).map(|row| row.balance).unwrap()
}

fn wanted() -> TimelineQuery {
    TimelineQuery {
        kind: TimelineKind::All,
        noun: String::new(),
        person: None,
        division: None,
        from: None,
        to: None,
        order: None,
        customer: None,
        product: None,
        find: String::new(),
        scans: false,
        after: None,
        limit: 100,
    }
}

fn seen(shop: &Shop, query: &TimelineQuery) -> Vec<String> {
    shop.read(|reader| reports::timeline(reader, query)).rows.into_iter().map(|row| row.entry.text.id).collect()
}

#[test]
fn a_record_is_written_corrected_and_withdrawn() {
    let mut shop = Shop::new();
    let typed = ad(&shop, 20_261_121, "185rb");
    let first = put(&mut shop, &typed);
    assert_eq!(
        first.values.iter().map(|v| v.said.id.as_str()).collect::<Vec<_>>(),
        ["Shopee", "Gelas Blirik", "185.000", "842.000"]
    );
    assert_eq!(refused(&mut shop, &typed), "record_there", "the same again is a correction");
    let better = RecordForm { replaces: Some(first.id), ..ad(&shop, 20_261_121, "190rb") };
    let second = put(&mut shop, &better);
    assert_eq!(refused(&mut shop, &better), "record_replaced", "it was corrected already");
    assert_eq!(refused(&mut shop, &RecordForm { replaces: Some(second.id), ..better.clone() }), "record_same");
    assert_eq!(all(&shop).len(), 2, "what was corrected stays");
    let gone = shop.ctx();
    withdraw_record(&shop.book, &gone, second.id).unwrap();
    let query = RecordQuery { template: None, from: None, to: None, all: false, after: None, limit: 500 };
    assert_eq!(shop.read(|reader| reader.records(&query)).rows, []);
    put(&mut shop, &typed);
    let said = seen(&shop, &TimelineQuery { kind: TimelineKind::Recorded, ..wanted() });
    let ad = "Shopee, Gelas Blirik, biaya 190.000, penjualan 842.000, Shopee, 21/11/2026";
    assert_eq!(said[1], format!("Dicabut: Iklan: {ad}"));
    assert_eq!(said[2], format!("Dibetulkan: Iklan: {ad}"));
    assert_eq!(said.len(), 4);
    shop.sound();
}

#[test]
fn what_cannot_be_is_refused_and_what_is_far_from_usual_is_asked() {
    let mut shop = Shop::new();
    for (day, cost) in [(14, "160rb"), (15, "170rb"), (16, "185rb"), (17, "190rb"), (18, "210rb")] {
        let typed = ad(&shop, 20_261_100 + day, cost);
        put(&mut shop, &typed);
    }
    let odd = ad(&shop, 20_261_119, "1.851.000");
    assert_eq!(refused(&mut shop, &odd), "record_unusual");
    let asked = shop.read(|reader| Ok(preview_record(reader, TODAY, &odd).unwrap()));
    assert_eq!(asked.unusual[0].id, "Biaya 1.851.000: biasanya sekitar 185.000. Betul?");
    assert_eq!(asked.derived[0].usual, "4,6");
    put(&mut shop, &RecordForm { sure: true, ..odd });
    let clicks = [("platform", "Meta"), ("cost", "1"), ("views", "10"), ("clicks", "11")];
    for (code, wrong) in [
        ("record_fields", form(&shop, "iklan", 20_261_120, &clicks)),
        ("record_fields", form(&shop, "iklan", 20_261_120, &[])),
        ("record_fields", form(&shop, "komplain", 20_261_120, &[("kind", "rusak"), ("order", "99999")])),
        ("record_day", ad(&shop, 20_261_123, "1")),
        ("record_day", ad(&shop, 20_260_231, "1")),
        ("record_day", ad(&shop, 10_101, "1")),
        ("record_day", ad(&shop, 20_061_121, "1")),
        ("missing", RecordForm { template: TemplateId(99), ..ad(&shop, 20_261_120, "1") }),
        ("missing", RecordForm { replaces: Some(RecordId(99)), ..ad(&shop, 20_261_120, "1") }),
        ("missing", RecordForm { store: Some(runut_core::StoreId(99)), ..ad(&shop, 20_261_120, "1") }),
    ] {
        assert_eq!(refused(&mut shop, &wrong), code, "{wrong:?}");
    }
    shop.sound();
}

#[test]
fn an_advertising_cost_is_posted_once_however_often_it_is_corrected() {
    let mut shop = Shop::new();
    let booked = RecordForm { book: Some(BANK), ..ad(&shop, 20_261_121, "185rb") };
    let offered = shop.read(|reader| Ok(preview_record(reader, TODAY, &booked).unwrap())).booking.unwrap();
    assert!(offered.proposed && offered.account_name.contains("Shopee"), "{offered:?}");
    let first = put(&mut shop, &booked);
    assert_eq!((balance(&shop, 6130), first.journal.is_some()), (Money(185_000), true));
    // Other figures, the same cost: the entry stays.
    let mut other = RecordForm { replaces: Some(first.id), ..booked.clone() };
    other.values.push(TypedValue { field: "orders".into(), text: "0".into() });
    let second = put(&mut shop, &other);
    assert_eq!((balance(&shop, 6130), second.journal), (Money(185_000), first.journal));
    // Another cost: the entry is reversed and written anew.
    let dearer = RecordForm { replaces: Some(second.id), ..ad(&shop, 20_261_121, "200rb") };
    let third = put(&mut shop, &dearer);
    assert_eq!((balance(&shop, 6130), third.journal != second.journal), (Money(200_000), true));
    let offered = shop.read(|reader| {
        let again = RecordForm { replaces: Some(third.id), ..ad(&shop, 20_261_121, "200rb") };
        Ok(preview_record(reader, TODAY, &again).unwrap())
    });
    assert!(!offered.booking.unwrap().proposed, "it is posted already");
    shop.sound();
    let ctx = shop.ctx();
    withdraw_record(&shop.book, &ctx, third.id).unwrap();
    assert_eq!(balance(&shop, 6130), Money::ZERO);
    shop.sound();
}

#[test]
fn an_entry_that_was_reversed_by_itself_may_be_posted_again() {
    let mut shop = Shop::new();
    let booked = RecordForm { book: Some(BANK), ..ad(&shop, 20_261_121, "185rb") };
    let first = put(&mut shop, &booked);
    let ctx = shop.ctx();
    reverse_entry(&shop.book, &ctx, first.journal.unwrap(), "salah rekening").unwrap();
    let mut other =
        RecordForm { replaces: Some(first.id), book: Some(AccountId(1101)), ..ad(&shop, 20_261_121, "185rb") };
    other.values.push(TypedValue { field: "views".into(), text: "900".into() });
    let second = put(&mut shop, &other);
    assert_eq!((balance(&shop, 6130), second.journal != first.journal), (Money(185_000), true));
    shop.sound();
}

#[test]
fn a_record_and_its_entry_are_taken_back_and_done_again_as_one() {
    let mut shop = Shop::new();
    let booked = RecordForm { book: Some(BANK), ..ad(&shop, 20_261_121, "185rb") };
    put(&mut shop, &booked);
    let (before, spent) = (all(&shop).len(), balance(&shop, 6130));
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    assert_eq!((all(&shop).len(), balance(&shop, 6130)), (before - 1, Money::ZERO));
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Again).unwrap();
    assert_eq!((all(&shop).len(), balance(&shop, 6130)), (before, spent));
    shop.sound();
}

#[test]
fn a_template_of_ones_own_changes_and_old_records_stay_as_they_were() {
    let mut shop = Shop::new();
    let iklan = template(&shop, "iklan");
    let own = TemplateRow { id: TemplateId(0), key: String::new(), name: Sentence::new("Iklan radio", ""), ..iklan };
    let ctx = shop.ctx();
    let mut own = save_template(&shop.book, &ctx, &own).unwrap().value;
    assert_eq!((own.key.as_str(), own.version), ("iklan-radio", 1));
    let typed = form(&shop, "iklan radio", 20_261_120, &[("platform", "lain"), ("cost", "50rb"), ("views", "9")]);
    let old = put(&mut shop, &typed);
    own.fields.retain(|field| !matches!(field.key.as_str(), "views" | "clicks" | "orders"));
    let ctx = shop.ctx();
    let own = save_template(&shop.book, &ctx, &own).unwrap().value;
    assert_eq!((own.version, own.fields.len()), (2, 4));
    assert_eq!(all(&shop)[0], old, "it keeps its version");
    shop.hire("Dita");
    let dita = Context { person: runut_core::PersonId(2), ..shop.ctx() };
    let error = save_template(&shop.book, &dita, &TemplateRow { archived: true, ..own.clone() }).unwrap_err();
    assert!(error.to_string().contains("owner_only"), "{error}");
    assert_eq!(
        shop.refused(|b, c| save_template(b, c, &TemplateRow { id: TemplateId(0), ..own.clone() })),
        "name_taken"
    );
    let ctx = shop.ctx();
    save_template(&shop.book, &ctx, &TemplateRow { archived: true, ..own }).unwrap();
    let more = form(&shop, "iklan radio", 20_261_121, &[("platform", "lain"), ("cost", "50rb")]);
    assert_eq!(refused(&mut shop, &more), "template_archived");
    shop.sound();
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    shop.sound();
}

#[test]
fn what_is_due_is_what_is_in_use() {
    let mut shop = Shop::new();
    let due = |shop: &Shop, day: i32| shop.read(|reader| reports::records_due(reader, Day(day)));
    assert_eq!(due(&shop, 20_261_122).rows, []);
    let typed = ad(&shop, 20_261_119, "185rb");
    put(&mut shop, &typed);
    let first = due(&shop, 20_261_122);
    assert_eq!((first.open, first.rows[0].day, first.rows[0].missed), (1, Day(20_261_121), 1));
    assert_eq!(first.rows[0].who.id, "Marketing");
    let typed = ad(&shop, 20_261_121, "185rb");
    put(&mut shop, &typed);
    let then = due(&shop, 20_261_122);
    assert_eq!((then.open, then.rows[0].done.is_some()), (0, true));
    assert_eq!(due(&shop, 20_270_122).rows, [], "given up");
    let review = shop.read(|reader| reports::log_review(reader, Month(202_611), Day(20_261_122))).unwrap();
    let row = review.rows.iter().find(|row| row.name.id == "Iklan").unwrap();
    assert_eq!((row.expected, row.kept, row.state), (Some(3), 2, LogState::Kept));
    let before = shop.read(|reader| reports::log_review(reader, Month(202_610), Day(20_261_122))).unwrap();
    assert!(before.rows.iter().all(|row| row.name.id != "Iklan"), "it wasn't in use yet: {before:?}");
    let ahead = shop.read(|reader| reports::log_review(reader, Month(202_612), Day(20_261_122)));
    assert_eq!(ahead.unwrap_err().code, "review_ahead");
}

#[test]
fn the_timeline_is_narrowed_by_what_an_entry_is_about() {
    let mut shop = Shop::new();
    shop.hire("Dita");
    let phone = "0813 1111 2222".to_owned();
    let customer = CustomerForm {
        id: None,
        name: "Bu Ani Lestari".into(),
        note: String::new(),
        phones: vec![phone.clone()],
        addresses: vec![Address::default()],
    };
    let ctx = shop.ctx();
    let ani = save_customer(&shop.book, &ctx, &customer).unwrap().value;
    let chat = form(&shop, "interaksi", 20_261_122, &[("channel", "wa"), ("question", "grosir"), ("customer", &phone)]);
    let dita = Context { person: runut_core::PersonId(2), ..shop.ctx() };
    save_record(&shop.book, &dita, &chat).unwrap();
    let down = form(&shop, "masalah", 20_261_122, &[("what", "Printer label macet"), ("minutes", "14")]);
    put(&mut shop, &down);
    let of = |query: TimelineQuery| seen(&shop, &query);
    assert_eq!(of(TimelineQuery { kind: TimelineKind::Recorded, ..wanted() }).len(), 2);
    assert_eq!(
        of(TimelineQuery { kind: TimelineKind::Trouble, ..wanted() }),
        ["Masalah: Printer label macet, waktu hilang 14 menit, 22/11/2026"]
    );
    assert_eq!(
        of(TimelineQuery { customer: Some(ani), ..wanted() }).len(),
        2,
        "the customer and what was recorded of them"
    );
    assert_eq!(of(TimelineQuery { person: Some(runut_core::PersonId(2)), ..wanted() }).len(), 1);
    assert_eq!(of(TimelineQuery { find: "PRINTER macet".into(), ..wanted() }).len(), 1);
    assert_eq!(of(TimelineQuery { find: "printer lancar".into(), ..wanted() }).len(), 0);
    assert_eq!(of(TimelineQuery { find: "printer 22/11/2026".into(), ..wanted() }).len(), 1);
    assert_eq!(
        of(TimelineQuery { find: "printer 14/11/2026".into(), ..wanted() }).len(),
        0,
        "marks belong to the word"
    );
    assert_eq!(of(TimelineQuery { find: "wholesale".into(), ..wanted() }).len(), 1, "in either language");
    assert_eq!(of(TimelineQuery { to: Some(Day(20_261_121)), ..wanted() }).len(), 0);
    let others = of(TimelineQuery { division: Some(Division::Cs), ..wanted() }).len();
    assert_eq!(others + 1, of(wanted()).len(), "Dita works at the warehouse");
    // Page by page it is the same.
    let whole = of(wanted());
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = shop
            .read(|reader| reports::timeline(reader, &TimelineQuery { limit: 2, after: after.clone(), ..wanted() }));
        pages.extend(page.rows.into_iter().map(|row| row.entry.text.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, whole);
    let days = shop.read(|reader| reports::timeline_days(reader, TODAY, 3));
    assert_eq!((days[0].entries, days[0].trouble), (i64::try_from(whole.len()).unwrap(), 1));
    let counts = shop.read(|reader| reports::timeline_counts(reader, TODAY));
    assert_eq!(counts.iter().map(|count| count.entries).take(3).collect::<Vec<_>>(), [days[0].entries, 2, 1]);
}

#[test]
fn a_word_of_a_template_keeps_what_it_means() {
    let mut shop = Shop::new();
    let visits = template(&shop, "kunjungan");
    let field = |key: &str, name: &str, kind| {
        let mut field = visits.field("seconds").unwrap().clone();
        (field.key, field.name, field.kind) = (key.into(), Sentence::new(name, name), kind);
        field
    };
    let typed = form(&shop, "kunjungan", 20_261_120, &[("visitors", "10"), ("sessions", "12"), ("seconds", "40")]);
    put(&mut shop, &typed);
    let mut without = visits.clone();
    without.fields.retain(|field| field.key != "seconds");
    let ctx = shop.ctx();
    let without = save_template(&shop.book, &ctx, &without).unwrap().value;
    let with = |field: FieldRow| {
        let mut with = without.clone();
        with.fields.push(field);
        with
    };
    let money = with(field("", "seconds", FieldType::Money));
    assert_eq!(shop.refused(|b, c| save_template(b, c, &money)), "field_kind");
    let ctx = shop.ctx();
    save_template(&shop.book, &ctx, &with(field("", "seconds2", FieldType::Money))).unwrap();
    // Two versions later it is still known.
    let back = with(field("", "Lama kunjungan, detik", FieldType::Number));
    let ctx = shop.ctx();
    let back = save_template(&shop.book, &ctx, &back).unwrap().value;
    assert_eq!((back.version, back.field("seconds")), (4, visits.field("seconds")));
    shop.sound();
    // A field that feeds a figure feeds it again.
    let reviews = template(&shop, "ulasan");
    let (mut gone, mut again) = (reviews.clone(), reviews.clone());
    gone.fields.retain(|field| field.key != "stars");
    let ctx = shop.ctx();
    save_template(&shop.book, &ctx, &gone).unwrap();
    let stars = again.fields.remove(0);
    again.fields.push(FieldRow { min: Some(0), max: None, logged: None, required: false, ..stars });
    let ctx = shop.ctx();
    save_template(&shop.book, &ctx, &again).unwrap();
    let typed = form(&shop, "ulasan", 20_261_120, &[("stars", "99")]);
    assert_eq!(refused(&mut shop, &typed), "record_fields");
    let typed = form(&shop, "ulasan", 20_261_120, &[("stars", "1")]);
    put(&mut shop, &typed);
    assert_eq!(figure(&shop, "bad_reviews").0, 1);
    shop.sound();
}

#[test]
fn more_orders_than_visitors_are_asked_and_more_than_visits_refused() {
    let mut shop = Shop::new();
    let many = form(&shop, "kunjungan", 20_261_120, &[("visitors", "10"), ("orders", "400")]);
    assert_eq!(refused(&mut shop, &many), "record_unusual");
    put(&mut shop, &RecordForm { sure: true, ..many });
    let sessions = form(&shop, "kunjungan", 20_261_119, &[("visitors", "20"), ("sessions", "20"), ("orders", "40")]);
    assert_eq!(refused(&mut shop, &RecordForm { sure: true, ..sessions }), "record_fields");
}

/// A figure of November: its sums, and what is said of it.
fn figure(shop: &Shop, key: &str) -> (i64, Option<i64>, String) {
    let kpi = runut_core::kpi::Kpi::of(key).unwrap();
    let period = runut_core::statements::Period { from: Day(20_261_101), to: Day(20_261_130) };
    let all = runut_core::figures::Dim::ALL;
    let row = shop.read(|r| reports::kpis::kpi_rows(r, [kpi], period, period, all, TODAY)).remove(0);
    (row.now.point.num, row.now.point.den, row.now.shown.id)
}

const LOGGED: [&str; 8] =
    ["complaints", "wrong_item", "defective", "reply", "bad_reviews", "roas", "ad_cost", "conversion"];

/// The figures of the shop are made of records as they stand.
#[test]
fn a_record_feeds_the_figures_of_the_shop() {
    let mut shop = Shop::new();
    let said = |shop: &Shop, key: &str| figure(shop, key).2;
    let lines: Vec<_> =
        (1..=10).map(|n| order(&format!("2611{n:02}"), FileStatus::Shipped, &["1xHijau@16000"])).collect();
    shop.take_in(lines).unwrap();
    for key in LOGGED {
        assert_eq!(said(&shop, key), "\u{2013}", "nothing is known of {key}");
    }
    for (word, values) in [
        ("komplain", &[("kind", "salah barang")][..]),
        ("komplain", &[("kind", "rusak")]),
        ("komplain", &[("kind", "mutu")]),
        ("komplain", &[("kind", "terlambat")]),
        ("interaksi", &[("channel", "wa"), ("question", "stok"), ("reply", "2")]),
        ("interaksi", &[("channel", "wa"), ("question", "stok"), ("reply", "1 jam")]),
        ("interaksi", &[("channel", "wa"), ("question", "stok"), ("reply", "5 menit")]),
        ("interaksi", &[("channel", "wa"), ("question", "stok")]),
        ("ulasan", &[("stars", "1")]),
        ("ulasan", &[("stars", "2")]),
        ("ulasan", &[("stars", "3")]),
        (
            "kunjungan",
            &[("visitors", "200"), ("sessions", "250"), ("carts", "20"), ("checkouts", "9"), ("orders", "5")],
        ),
    ] {
        let typed = form(&shop, word, 20_261_121, values);
        put(&mut shop, &typed);
    }
    let sums = |shop: &Shop, key: &str| (figure(shop, key).0, figure(shop, key).1);
    assert_eq!((sums(&shop, "complaints"), said(&shop, "complaints")), ((4, Some(10)), "40,0".into()));
    assert_eq!((sums(&shop, "wrong_item"), said(&shop, "wrong_item")), ((1, Some(10)), "10,0".into()));
    assert_eq!((sums(&shop, "defective"), said(&shop, "defective")), ((2, Some(10)), "20%".into()));
    assert_eq!((sums(&shop, "reply"), said(&shop, "reply")), ((5, Some(3)), "5 menit".into()));
    assert_eq!((sums(&shop, "bad_reviews"), said(&shop, "bad_reviews")), ((2, Some(10)), "20%".into()));
    assert_eq!((sums(&shop, "conversion"), said(&shop, "conversion")), ((5, Some(200)), "2,5%".into()));
    assert_eq!(said(&shop, "ad_cost"), "\u{2013}", "of advertising still nothing");
    let typed = ad(&shop, 20_261_121, "185rb");
    let first = put(&mut shop, &typed);
    assert_eq!((sums(&shop, "ad_cost"), said(&shop, "ad_cost")), ((185_000, None), "185.000".into()));
    assert_eq!((sums(&shop, "roas"), said(&shop, "roas")), ((842_000, Some(185_000)), "4,6".into()));
    let dearer = RecordForm { replaces: Some(first.id), ..ad(&shop, 20_261_121, "200rb") };
    put(&mut shop, &dearer);
    assert_eq!(sums(&shop, "ad_cost").0, 200_000, "what was corrected counts no more");
    // A cost of which nobody knows what it sold is a cost, but makes no quotient.
    let blind = form(&shop, "iklan", 20_261_120, &[("platform", "meta"), ("cost", "100rb")]);
    put(&mut shop, &blind);
    assert_eq!((sums(&shop, "ad_cost").0, sums(&shop, "roas")), (300_000, (842_000, Some(200_000))));
    shop.sound();
}

#[test]
fn what_is_withdrawn_or_corrected_counts_once_in_the_figures() {
    let mut shop = Shop::new();
    shop.take_in(vec![order("261101", FileStatus::Shipped, &["1xHijau@16000"])]).unwrap();
    let wrong = form(&shop, "komplain", 20_261_121, &[("kind", "salah barang")]);
    let first = put(&mut shop, &wrong);
    let other = RecordForm { replaces: Some(first.id), ..form(&shop, "komplain", 20_261_121, &[("kind", "rusak")]) };
    let second = put(&mut shop, &other);
    let of =
        |shop: &Shop| ["complaints", "wrong_item", "defective"].map(|key| (figure(shop, key).0, figure(shop, key).1));
    assert_eq!(of(&shop), [(1, Some(1)), (0, Some(1)), (1, Some(1))], "it was corrected: one complaint, of damage");
    let ctx = shop.ctx();
    withdraw_record(&shop.book, &ctx, second.id).unwrap();
    assert_eq!(of(&shop), [(0, Some(0)); 3]);
    assert_eq!(figure(&shop, "complaints").2, "\u{2013}", "what was withdrawn never was");
    shop.sound();
}

/// Not even the largest amounts, often, make a sum that turns over.
#[test]
fn sums_of_what_was_logged_stay_within_bounds() {
    let mut shop = Shop::new();
    for n in 0..12 {
        let typed = RecordForm {
            sure: true,
            ..form(&shop, "iklan", 20_261_101 + n, &[("platform", "meta"), ("cost", "1.000.000.000.000.000")])
        };
        put(&mut shop, &typed);
    }
    assert_eq!(figure(&shop, "ad_cost").0, 12_000_000_000_000_000);
    assert_eq!(figure(&shop, "roas").2, "\u{2013}");
    shop.sound();
}

/// A clock that was set back loses nothing: not of the line of time, page by page, nor of the figures.
#[test]
fn a_clock_that_is_set_back_loses_no_record() {
    let mut shop = Shop::new();
    let early = ad(&shop, 20_261_110, "10rb");
    put(&mut shop, &early);
    shop.now.0 -= 5 * 24 * HOUR;
    let ahead = ad(&shop, 20_261_121, "1rb");
    assert_eq!(refused(&mut shop, &ahead), "record_day", "that day hasn't come by this clock");
    for cost in ["20rb", "30rb"] {
        let typed = form(&shop, "iklan", 20_261_111, &[("platform", "meta"), ("campaign", cost), ("cost", cost)]);
        put(&mut shop, &typed);
    }
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let query = TimelineQuery { kind: TimelineKind::Recorded, limit: 1, after, ..wanted() };
        let page = shop.read(|reader| reports::timeline(reader, &query));
        all.extend(page.rows.into_iter().map(|row| row.entry.seq));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all.len(), 3, "{all:?}");
    assert_eq!(figure(&shop, "ad_cost").0, 60_000);
    shop.sound();
}
