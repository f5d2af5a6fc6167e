//! Tasks and saved filters.

use runut_actions::{Done, delete_filter, save_filter, save_person, save_task};
use runut_core::rows::{FilterRow, LogQuery, Person, TaskRow};
use runut_core::{Day, FilterId, PersonId, TaskId};
use runut_store::{Book, Context, reports};

use crate::shop::Shop;

fn task(text: &str) -> TaskRow {
    TaskRow { id: TaskId(0), text: text.into(), person: None, person_name: String::new(), due: None, done: false }
}

fn filter(name: &str) -> FilterRow {
    FilterRow { id: FilterId(0), list: "orders".into(), name: name.into(), query: r#"{"mark":"late"}"#.into() }
}

fn act<T>(shop: &mut Shop, ask: impl FnOnce(&Book, &Context) -> Done<T>) -> T {
    let ctx = shop.ctx();
    ask(&shop.book, &ctx).unwrap().value
}

fn said(shop: &Shop) -> Vec<String> {
    let (order, from, to, person, after) = (None, None, None, None, None);
    let query = LogQuery { order, from, to, person, noun: String::new(), scans: false, after, limit: 3 };
    shop.read(|r| reports::log_page(r, &query)).rows.into_iter().map(|row| row.text.id).collect()
}

#[test]
fn a_task_is_added_changed_done_and_opened_again() {
    let mut shop = Shop::new();
    let ratna = PersonId(1);
    let added = act(&mut shop, |b, c| save_task(b, c, &TaskRow { person: Some(ratna), ..task(" Opname rak B ") }));
    assert_eq!((added.text.as_str(), added.person_name.as_str()), ("Opname rak B", "Ratna"));
    let changed = TaskRow { due: Some(Day(20_261_124)), person: None, ..added.clone() };
    let changed = act(&mut shop, |b, c| save_task(b, c, &changed));
    assert_eq!(said(&shop)[0], "Tugas diubah: Opname rak B (untuk Ratna → –; paling lambat – → 2026-11-24)");
    let done = act(&mut shop, |b, c| save_task(b, c, &TaskRow { done: true, ..changed.clone() }));
    assert_eq!(said(&shop)[0], "Tugas selesai: Opname rak B");
    assert_eq!(shop.read(|r| r.open_tasks(None)), []);
    assert_eq!(shop.read(|r| r.done_tasks()), std::slice::from_ref(&done));
    act(&mut shop, |b, c| save_task(b, c, &done));
    assert_eq!(said(&shop)[0], "Tugas selesai: Opname rak B", "what is the same is no activity");
    act(&mut shop, |b, c| save_task(b, c, &TaskRow { done: false, ..done }));
    assert_eq!(said(&shop)[0], "Tugas dibuka lagi: Opname rak B");
    assert_eq!(shop.read(|r| r.open_tasks(None)), [changed]);
    shop.sound();
}

#[test]
fn tasks_that_cannot_be_are_refused() {
    let mut shop = Shop::new();
    let dita = Person { id: PersonId(0), name: "Dita".into(), owner: false, divisions: vec![], archived: false };
    let dita = act(&mut shop, |b, c| save_person(b, c, &dita));
    let kept = act(&mut shop, |b, c| save_task(b, c, &TaskRow { person: Some(dita.id), ..task("Foto katalog") }));
    act(&mut shop, |b, c| save_person(b, c, &Person { archived: true, ..dita.clone() }));
    for (expected, wrong) in [
        ("task_text_missing", task(" \n ")),
        ("due", TaskRow { due: Some(Day(20_260_231)), ..task("x") }),
        ("missing", TaskRow { id: TaskId(9), ..task("x") }),
        ("missing", TaskRow { person: Some(PersonId(9)), ..task("x") }),
        ("person_archived", TaskRow { person: Some(dita.id), ..task("x") }),
    ] {
        assert_eq!(shop.refused(|b, c| save_task(b, c, &wrong)), expected, "{wrong:?}");
    }
    act(&mut shop, |b, c| save_task(b, c, &TaskRow { done: true, ..kept }));
}

#[test]
fn filters_are_saved_renamed_and_deleted() {
    let mut shop = Shop::new();
    let late = act(&mut shop, |b, c| save_filter(b, c, &filter("Terlambat")));
    act(&mut shop, |b, c| save_filter(b, c, &FilterRow { list: "stock".into(), ..filter("Terlambat") }));
    for (expected, wrong) in [
        ("filter_name_missing", filter("")),
        ("filter_name_taken", filter("terlambat")),
        ("filter_list", FilterRow { list: "person".into(), ..filter("x") }),
        ("filter_query", FilterRow { query: "late".into(), ..filter("x") }),
        ("filter_query", FilterRow { query: "[]".into(), ..filter("x") }),
        ("filter_query", FilterRow { query: format!("{{\"a\":\"{}\"}}", "x".repeat(5_000)), ..filter("x") }),
        ("missing", FilterRow { id: FilterId(9), ..filter("x") }),
    ] {
        assert_eq!(shop.refused(|b, c| save_filter(b, c, &wrong)), expected, "{wrong:?}");
    }
    let renamed = act(&mut shop, |b, c| save_filter(b, c, &FilterRow { name: "Lewat batas".into(), ..late.clone() }));
    assert_eq!(shop.read(|r| r.filters("orders")), [renamed]);
    act(&mut shop, |b, c| delete_filter(b, c, late.id));
    assert_eq!(said(&shop)[0], "Saringan dihapus: Lewat batas");
    assert_eq!(shop.refused(|b, c| delete_filter(b, c, late.id)), "missing");
    assert_eq!((shop.read(|r| r.filters("orders")).len(), shop.read(|r| r.filters("stock")).len()), (0, 1));
}
