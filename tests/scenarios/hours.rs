//! When the shop is open: set, told, refused, taken back.

use runut_actions::{close_day, open_day, save_hours, save_person, undo};
use runut_core::hours::Span;
use runut_core::rows::{ClosedDay, LogQuery, Person, WeekdayHours};
use runut_core::undo::Way;
use runut_core::{Day, PersonId};
use runut_store::{Context, reports};

use crate::shop::Shop;

fn hours(weekday: i64, span: Option<(i64, i64)>) -> WeekdayHours {
    WeekdayHours { weekday, opens: span.map(|span| span.0), closes: span.map(|span| span.1) }
}

fn christmas(note: &str) -> ClosedDay {
    ClosedDay { day: Day(20_261_225), note: note.into() }
}

fn said(shop: &Shop, limit: u32) -> Vec<String> {
    let (order, from, to, person, after) = (None, None, None, None, None);
    let query = LogQuery { order, from, to, person, noun: "hours".into(), scans: false, after, limit };
    shop.read(|r| reports::log_page(r, &query)).rows.into_iter().map(|row| row.text.id).collect()
}

#[test]
fn the_week_and_closed_days_are_kept_and_told() {
    let mut shop = Shop::new();
    let mut act = |done: &dyn Fn(&Shop, &Context) -> Result<(), runut_actions::ActionError>| {
        let ctx = shop.ctx();
        done(&shop, &ctx).unwrap();
    };
    act(&|shop, ctx| save_hours(&shop.book, ctx, &hours(1, Some((480, 1_020)))).map(drop));
    act(&|shop, ctx| save_hours(&shop.book, ctx, &hours(1, Some((480, 1_020)))).map(drop));
    act(&|shop, ctx| save_hours(&shop.book, ctx, &hours(6, Some((540, 1_440)))).map(drop));
    act(&|shop, ctx| save_hours(&shop.book, ctx, &hours(6, None)).map(drop));
    act(&|shop, ctx| close_day(&shop.book, ctx, &christmas("Natal")).map(drop));
    act(&|shop, ctx| open_day(&shop.book, ctx, Day(20_261_225)).map(drop));
    act(&|shop, ctx| close_day(&shop.book, ctx, &christmas(" ")).map(drop));
    assert_eq!(
        said(&shop, 9),
        [
            "Toko tutup 2026-12-25",
            "Toko buka lagi 2026-12-25 (Natal)",
            "Toko tutup 2026-12-25 (Natal)",
            "Jam buka diubah: Sabtu (jam 09.00–24.00 → tutup)",
            "Jam buka diubah: Sabtu (jam tutup → 09.00–24.00)",
            "Jam buka diubah: Senin (jam tutup → 08.00–17.00)",
        ],
        "what is the same is no activity"
    );
    let kept = shop.read(|r| r.open_hours());
    assert_eq!(kept.week, [(1, Span { opens: 480, closes: 1_020 })].into());
    assert_eq!((kept.on(Day(20_261_125)), kept.on(Day(20_261_225))), (None, None), "a Wednesday and a closed day");
    shop.sound();
}

#[test]
fn hours_that_cannot_be_are_refused() {
    let mut shop = Shop::new();
    let ctx = shop.ctx();
    let dita = Person { id: PersonId(0), name: "Dita".into(), owner: false, divisions: vec![], archived: false };
    let dita = save_person(&shop.book, &ctx, &dita).unwrap().value;
    let before = shop.book.dump().unwrap();
    let ctx = shop.ctx();
    let as_dita = Context { person: dita.id, ..shop.ctx() };
    let refused = |done: Result<(), runut_actions::ActionError>| match done {
        Err(runut_actions::ActionError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    };
    for (expected, done) in [
        ("hours", save_hours(&shop.book, &ctx, &hours(1, Some((600, 540)))).map(drop)),
        ("hours", save_hours(&shop.book, &ctx, &WeekdayHours { weekday: 1, opens: Some(1), closes: None }).map(drop)),
        ("missing", save_hours(&shop.book, &ctx, &hours(8, None)).map(drop)),
        ("missing", save_hours(&shop.book, &ctx, &hours(i64::MIN, None)).map(drop)),
        ("day", close_day(&shop.book, &ctx, &ClosedDay { day: Day(20_260_230), note: String::new() }).map(drop)),
        ("too_long", close_day(&shop.book, &ctx, &christmas(&"x".repeat(61))).map(drop)),
        ("missing", open_day(&shop.book, &ctx, Day(20_261_225)).map(drop)),
        ("owner_only", save_hours(&shop.book, &as_dita, &hours(1, Some((480, 1_020)))).map(drop)),
        ("owner_only", close_day(&shop.book, &as_dita, &christmas("")).map(drop)),
    ] {
        assert_eq!(refused(done), expected);
    }
    assert_eq!(shop.book.dump().unwrap(), before);
}

#[test]
fn each_step_is_taken_back_and_done_again() {
    let mut shop = Shop::new();
    let mut seen = vec![shop.read(|r| r.shop_hours())];
    let ctx = shop.ctx();
    save_hours(&shop.book, &ctx, &hours(1, Some((480, 1_020)))).unwrap();
    seen.push(shop.read(|r| r.shop_hours()));
    let ctx = shop.ctx();
    close_day(&shop.book, &ctx, &christmas("Natal")).unwrap();
    seen.push(shop.read(|r| r.shop_hours()));
    let ctx = shop.ctx();
    open_day(&shop.book, &ctx, Day(20_261_225)).unwrap();
    for (way, expected) in [
        (Way::Back, &seen[2]),
        (Way::Back, &seen[1]),
        (Way::Back, &seen[0]),
        (Way::Again, &seen[1]),
        (Way::Again, &seen[2]),
    ] {
        let ctx = shop.ctx();
        undo(&shop.book, &ctx, way).unwrap();
        assert_eq!(&shop.read(|r| r.shop_hours()), expected);
    }
    shop.sound();
}
