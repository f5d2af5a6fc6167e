//! What a search among orders finds, held against every order of a book looked at one by one.

use runut_actions::{Years, open_years};
use runut_core::rows::{NewShop, OrderDetail, OrderMark, OrderQuery};
use runut_core::{Instant, OrderId, Stage, Zone};
use runut_store::{Book, StoreError, reports};

use crate::shop::MORNING;

const NOW: Instant = MORNING;

fn pages(book: &Book, stage: Option<Stage>, mark: Option<OrderMark>, search: &str) -> Vec<i64> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let query =
            OrderQuery { stage, mark, channel: None, customer: None, search: search.to_owned(), after, limit: 7 };
        let page = book.read(|reader| reports::orders_page(reader, &query, NOW)).unwrap();
        found.extend(page.rows.iter().map(|row| row.number));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

/// Every order, newest number first.
fn all(book: &Book) -> Vec<OrderDetail> {
    let mut numbers = pages(book, None, None, "");
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    let opened = |number: i64| book.read(|reader| reports::order_detail(reader, OrderId(number), NOW));
    numbers.into_iter().map(opened).collect::<Result<_, StoreError>>().unwrap()
}

fn begins(order: &OrderDetail, word: &str) -> bool {
    let sku = |sku: &str| sku.to_lowercase().starts_with(word);
    order.row.number.to_string().starts_with(word) || order.lines.iter().any(|line| sku(&line.sku))
}

#[test]
fn a_search_finds_what_looking_at_every_order_finds() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("buku.runut")).unwrap();
    let (name, owner) = ("Toko Uji".to_owned(), "Ratna".to_owned());
    let shop = NewShop { name, owner, address: String::new(), phone: String::new(), zone: Zone::Wib };
    let mut told = |_| ();
    open_years(&book, &shop, Years { orders: 300, open: 60, seed: 9 }, NOW, "years", &mut told).unwrap();
    let all = all(&book);
    assert_eq!(all.len(), 300);
    type Holds = fn(&OrderDetail) -> bool;
    let searches: [(&str, Holds); 9] = [
        ("sleman", |order| order.to.city.to_lowercase().contains("sleman")),
        ("sleman bsk", |order| {
            order.to.city.to_lowercase().contains("sleman") && order.lines.iter().any(|l| l.sku.starts_with("BSK"))
        }),
        ("melatiputih", |_| false),
        ("1", |order| begins(order, "1")),
        ("29", |order| begins(order, "29")),
        ("RN-7", |order| begins(order, "7")),
        ("bs", |order| begins(order, "bs")),
        ("T", |order| begins(order, "t")),
        ("0", |_| false),
    ];
    let lists = [
        (None, None),
        (Some(Stage::Completed), None),
        (Some(Stage::Cancelled), None),
        (Some(Stage::Approved), None),
        (None, Some(OrderMark::Cod)),
    ];
    for (search, holds) in searches {
        let mut most = 0;
        for (stage, mark) in lists {
            let listed = |order: &&OrderDetail| {
                stage.is_none_or(|stage| order.row.stage == stage)
                    && mark.is_none_or(|_| {
                        order.row.cod && !order.row.stage.has_left() && order.row.stage != Stage::Cancelled
                    })
            };
            let expected: Vec<i64> =
                all.iter().filter(listed).filter(|order| holds(order)).map(|order| order.row.number).collect();
            most = most.max(expected.len());
            assert_eq!(pages(&book, stage, mark, search), expected, "{search:?} {stage:?} {mark:?}");
        }
        assert!(most > 0 || ["melatiputih", "0"].contains(&search), "{search:?} must find something");
    }
}
