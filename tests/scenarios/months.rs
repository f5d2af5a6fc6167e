//! A real month in four files that overlap: whatever the order of import, and however often, the book is the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;

use runut_actions::import::{self, ImportFile};
use runut_core::rows::{ImportKind, ImportReport, StockMark, StockQuery};
use runut_core::{Channel, Day, StoreId};
use runut_store::reports;

use crate::shop::Shop;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
const FILES: [&str; 4] = [
    "shopee_bulan_lengkap/Order.all.20260701_20260731.xlsx",
    "shopee_bulan_lengkap/Order.all.20260707_20260806.xlsx",
    "shopee_bulan_lengkap/Order.all.20260801_20260806.xlsx",
    "shopee_bulan_lengkap/Order.cancellation.20260707_20260807.xlsx",
];
const START: Day = Day(20_260_715);

/// The real files, read.
fn real() -> Vec<ImportFile> {
    let mut go_on = |_| ControlFlow::Continue(());
    let read = |name: &&str| {
        let bytes = std::fs::read(PathBuf::from(FOLDER).join(name)).unwrap();
        import::read(Channel::Shopee, name, &bytes, &[], &mut go_on).unwrap()
    };
    FILES.iter().map(read).collect()
}

fn take_in(shop: &mut Shop, staged: &ImportFile) -> ImportReport {
    let mut go_on = |_| ControlFlow::Continue(());
    let ctx = shop.ctx();
    let seen = import::preview(&shop.book, staged, Some(START), ctx.now).unwrap();
    let done = import::apply(&shop.book, &ctx, staged, Some(START), &mut go_on).unwrap().value;
    assert_eq!((&seen.list, &seen.warnings), (&done.list, &done.warnings), "the preview says what applying does");
    done
}

/// All that the book says, without keys, times of writing and the log; without SKUs, for of a product's variations the
/// first one gets the SKU that its seller writes on all of them.
fn told(shop: &Shop, files: &[ImportFile]) -> String {
    let ids: BTreeSet<&str> = files.iter().flat_map(|f| &f.file.orders).map(|o| o.external_id.as_str()).collect();
    let mut out = String::new();
    shop.read(|book| {
        for external in ids {
            let Some(known) = book.known(StoreId(1), external)? else {
                writeln!(out, "{external}: not in the book").unwrap();
                continue;
            };
            let mut order = book.order(known.id)?;
            order.id = runut_core::OrderId(0);
            let lines = std::mem::take(&mut order.lines);
            writeln!(out, "{external} {} {order:?}\n  {:?}", known.status, book.particulars(known.id)?).unwrap();
            let mut keyed: Vec<_> = book.line_keys(known.id)?.into_iter().zip(lines).collect();
            keyed.sort_by(|a, b| a.0.cmp(&b.0));
            for (key, mut line) in keyed {
                let what = book.variant(line.variant)?.what();
                (line.id, line.variant) = (runut_core::LineId(0), runut_core::VariantId(0));
                writeln!(out, "  {key:?} is {what}: {line:?}").unwrap();
            }
        }
        let query = StockQuery {
            mark: StockMark::All,
            category: String::new(),
            search: String::new(),
            after: None,
            limit: 5_000,
        };
        let mut goods: Vec<String> = reports::stock_page(book, &query)?
            .rows
            .iter()
            .map(|v| format!("{} / {} {} {} {}", v.product, v.variant, v.price, v.on_hand, v.available))
            .collect();
        goods.sort();
        out.push_str(&goods.join("\n"));
        for account in book.chart()? {
            let balance = account.balance.0;
            if balance != 0 {
                writeln!(out, "\n{} {balance}", account.name).unwrap();
            }
        }
        Ok(())
    });
    out
}

#[test]
#[ignore = "needs the real files beside the project"]
fn real_months_give_the_same_book_in_any_order_of_import() {
    let files = real();
    let turns: [[usize; 4]; 3] = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1]];
    let mut first: Option<String> = None;
    for turn in turns {
        let mut shop = Shop::new();
        for at in turn {
            take_in(&mut shop, &files[at]);
        }
        let book = told(&shop, &files);
        for at in turn {
            let again = take_in(&mut shop, &files[at]);
            let moved: Vec<_> = again.list.iter().filter(|row| row.kind != ImportKind::Unchanged).collect();
            assert!(moved.is_empty(), "{} again: {moved:#?}", files[at].name);
        }
        assert_eq!(told(&shop, &files), book, "twice changes nothing");
        shop.sound();
        let first = first.get_or_insert_with(|| book.clone());
        for (a, b) in first.lines().zip(book.lines()) {
            assert_eq!(a, b, "imported as {turn:?}");
        }
        assert_eq!(*first, book);
    }
}
