//! What a search among orders finds, held against every order of a book looked at one by one.

use std::path::Path;

use runut_actions::{Years, open_years};
use runut_core::rows::{NewShop, OrderDetail, OrderMark, OrderQuery};
use runut_core::{Channel, Day, Instant, OrderId, Stage, Zone, courier_named};
use runut_store::{Book, StoreError, reports};

use crate::shop::MORNING;

const NOW: Instant = MORNING;

fn pages(book: &Book, stage: Option<Stage>, mark: Option<OrderMark>, search: &str) -> Vec<i64> {
    paged(book, &OrderQuery { mark, search: search.to_owned(), ..OrderQuery::of(stage, 7) })
}

/// The numbers of a list, page after page, as they stand.
fn paged(book: &Book, query: &OrderQuery) -> Vec<i64> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let query = OrderQuery { after, ..query.clone() };
        let page = book.read(|reader| reports::orders_page(reader, &query, NOW)).unwrap();
        found.extend(page.rows.iter().map(|row| row.number));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

/// A book of three hundred orders over four years.
fn years(folder: &Path) -> Book {
    let book = Book::open(&folder.join("buku.runut")).unwrap();
    let (name, owner) = ("Toko Uji".to_owned(), "Ratna".to_owned());
    let shop = NewShop { name, owner, address: String::new(), phone: String::new(), zone: Zone::Wib };
    open_years(&book, &shop, Years { orders: 300, open: 60, seed: 9 }, NOW, "years", &mut |_| ()).unwrap();
    book
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
    let book = years(folder.path());
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

/// Every narrowing of the list, alone and together, over several pages, against looking at every order.
#[test]
fn a_narrowed_list_holds_what_looking_at_every_order_finds() {
    let folder = tempfile::tempdir().unwrap();
    let book = years(folder.path());
    let all = all(&book);
    let couriers = book.read(|reader| reports::orders_page(reader, &OrderQuery::of(None, 1), NOW)).unwrap().couriers;
    assert!(couriers.len() > 1, "{couriers:?}");
    let day = |order: &OrderDetail| Zone::Wib.day(order.row.placed_at);
    let days: Vec<Option<Day>> =
        [None].into_iter().chain(all.iter().step_by(40).map(|order| Some(day(order)))).collect();
    let means = |order: &OrderDetail, name: &str| {
        let shop = runut_core::default_couriers();
        courier_named(&shop, &order.row.courier).map_or(order.row.courier.as_str(), |known| known.name.as_str()) == name
    };
    let stages = [None, Some(Stage::Approved), Some(Stage::Packed), Some(Stage::Completed), Some(Stage::Cancelled)];
    let marks = [None, Some(OrderMark::Unprinted), Some(OrderMark::Unlabelled)];
    let mut most = [0; 3];
    for (stage, mark) in stages.into_iter().flat_map(|stage| marks.map(|mark| (stage, mark))) {
        for channel in [None, Some(Channel::Shopee), Some(Channel::Whatsapp), Some(Channel::Lazada)] {
            for courier in [""].into_iter().chain(couriers.iter().map(String::as_str)) {
                for day_asked in &days {
                    let query = OrderQuery {
                        mark,
                        channel,
                        courier: courier.to_owned(),
                        day: *day_asked,
                        ..OrderQuery::of(stage, 7)
                    };
                    let open = |order: &OrderDetail| matches!(order.row.stage, Stage::Approved | Stage::Packed);
                    let holds = |order: &&OrderDetail| {
                        stage.is_none_or(|stage| order.row.stage == stage)
                            && channel.is_none_or(|channel| order.row.channel == channel)
                            && (courier.is_empty() || means(order, courier))
                            && day_asked.is_none_or(|asked| day(order) == asked)
                            && mark.is_none_or(|mark| {
                                let ours = order.row.external_id.is_empty() && !order.row.masked && !order.row.labelled;
                                open(order) && if mark == OrderMark::Unprinted { !order.row.printed } else { ours }
                            })
                    };
                    let mut expected: Vec<i64> = all.iter().filter(holds).map(|order| order.row.number).collect();
                    expected.sort_unstable();
                    let mut found = paged(&book, &query);
                    found.sort_unstable();
                    assert_eq!(found, expected, "{query:?}");
                    let n = usize::from(mark.is_some()) + usize::from(!courier.is_empty());
                    most[n] = most[n].max(expected.len());
                }
            }
        }
    }
    assert!(most.iter().all(|most| *most > 7), "every kind of list must have pages: {most:?}");
}

/// What a mark's button says is what its list holds, narrowed too.
#[test]
fn the_counts_of_marks_are_those_of_the_narrowed_list() {
    let folder = tempfile::tempdir().unwrap();
    let book = years(folder.path());
    for (stage, courier) in [(None, "JNE"), (Some(Stage::Approved), "jne"), (Some(Stage::Approved), "")] {
        let query =
            OrderQuery { courier: courier.to_owned(), channel: Some(Channel::Whatsapp), ..OrderQuery::of(stage, 7) };
        let page = book.read(|reader| reports::orders_page(reader, &query, NOW)).unwrap();
        for counted in page.marks {
            let listed = paged(&book, &OrderQuery { mark: Some(counted.mark), ..query.clone() });
            assert_eq!(counted.orders, i64::try_from(listed.len()).unwrap(), "{:?} {courier:?}", counted.mark);
        }
    }
}
