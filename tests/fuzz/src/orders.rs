//! Order files: what is read is within its bounds, what a person decides is taken, and the book takes the rest over.

use std::collections::HashSet;
use std::ops::ControlFlow;

use runut_actions::import::{self, ImportFile};
use runut_core::marketplace::{CellOverride, FileOrder, FileOrders, FileProblem};
use runut_core::{Channel, MONEY_MAX, Money, match_key};
use runut_intake::{IntakeError, read_shopee_orders};

use crate::shop::{Shop, sound, unbroken};
use crate::{clean, said, workbook};

/// The header of the file's usual version.
const HEADER: &str = include_str!("../words/header.csv");

/// A workbook: what begins with `<` are its parts, anything else the file itself.
pub(crate) fn xlsx(bytes: &[u8]) {
    if bytes.starts_with(b"<") { orders(&workbook::packed(bytes)) } else { orders(bytes) }
}

/// Delimited text. What begins with an empty line gets the usual header before it.
pub(crate) fn csv(bytes: &[u8]) {
    if bytes.starts_with(b"\n") { orders(&[HEADER.trim_end().as_bytes(), bytes].concat()) } else { orders(bytes) }
}

fn orders(bytes: &[u8]) {
    let read = read(bytes);
    assert_eq!(read, self::read(bytes), "the same bytes");
    match read {
        Err(error) => said(&error.sentence()),
        Ok(file) => {
            bounded(&file);
            decided(bytes, &file.problems);
            taken_over(file);
        }
    }
}

fn read(bytes: &[u8]) -> Result<FileOrders, IntakeError> {
    read_shopee_orders(bytes, &[], &mut |_| ControlFlow::Continue(()))
}

fn bounded(file: &FileOrders) {
    assert!(file.orders.len() <= file.order_count as usize && file.order_count <= file.rows);
    assert!(file.problems.len() <= 10_001);
    for problem in &file.problems {
        said(&problem.message);
        let of_file = ["too_many_problems", "sheet_not_read"];
        assert!(problem.row >= 1 || of_file.contains(&problem.code.as_str()), "{problem:?}");
        clean(&[&problem.found, &problem.suggestion, &problem.external_id], 120);
    }
    let out: HashSet<&str> = file.problems.iter().map(|p| p.external_id.as_str()).collect();
    let mut seen = HashSet::new();
    for order in &file.orders {
        assert!(!order.external_id.is_empty() && seen.insert(&order.external_id), "{order:?}");
        assert!(!out.contains(order.external_id.as_str()), "it has a problem: {order:?}");
        bounded_order(order);
    }
}

fn bounded_order(order: &FileOrder) {
    assert!(order.row >= 1 && !order.lines.is_empty(), "{order:?}");
    let names = [&order.external_id, &order.tracking, &order.recipient, &order.phone, &order.city, &order.status_word];
    clean(&names, 500);
    clean(&[&order.address, &order.return_status], 1_000);
    clean(&[&order.buyer_note, &order.seller_note], 2_000);
    let amounts = [
        order.total,
        order.shipping_paid,
        order.shipping_subsidy,
        order.shipping_estimate,
        order.shipping_return,
        order.borne_by_shop,
        order.borne_by_marketplace,
    ];
    // The last two are sums of up to four cells.
    assert!(amounts.iter().all(|amount| (0..=4 * MONEY_MAX).contains(&amount.0)), "{order:?}");
    for line in &order.lines {
        assert!(line.row >= 1 && !line.product.is_empty(), "{line:?}");
        assert!((1..=100_000).contains(&line.quantity) && (0..=line.quantity).contains(&line.returned), "{line:?}");
        assert!(line.price.times(line.quantity).is_some() && line.price >= Money::ZERO, "{line:?}");
        assert!((0..=MONEY_MAX).contains(&line.subtotal.0) && line.weight_g >= 0, "{line:?}");
        assert!(line.discount_marketplace >= Money::ZERO, "{line:?}");
        clean(&[&line.product, &line.variation, &line.sku, &line.parent_sku], 500);
    }
}

/// Whatever is suggested can be confirmed.
fn decided(bytes: &[u8], problems: &[FileProblem]) {
    let mut asked = HashSet::new();
    let decisions: Vec<CellOverride> = problems
        .iter()
        .filter(|p| !p.suggestion.is_empty() && asked.insert((p.row, match_key(&p.column))))
        .map(|p| CellOverride { row: p.row, column: p.column.clone(), value: p.suggestion.clone() })
        .collect();
    if decisions.is_empty() {
        return;
    }
    let staged = import::read(Channel::Shopee, "uji", bytes, &decisions, &mut |_| ControlFlow::Continue(()));
    let staged = sound(staged);
    bounded(&staged.file);
    assert_eq!(staged.decided.len(), decisions.len(), "{decisions:?}");
}

/// The book takes over what could be read, as its preview says, and the same file then changes nothing.
fn taken_over(file: FileOrders) {
    let staged = ImportFile {
        name: "uji".to_owned(),
        channel: Channel::Shopee,
        store: None,
        file,
        decided: Vec::new(),
        taken: Vec::new(),
    };
    Shop::with(|shop| {
        let Some(before) = unbroken(import::preview(&shop.book, &staged, None, shop.now)) else { return };
        if before.new == 0 && before.changed == 0 {
            return;
        }
        let ctx = shop.ctx();
        let after = sound(import::apply(&shop.book, &ctx, &staged, None, &mut |_| ControlFlow::Continue(()))).value;
        assert_eq!(before.list, after.list, "the preview says what applying does");
        let again = sound(import::preview(&shop.book, &staged, None, shop.now));
        assert_eq!((again.new, again.changed), (0, 0), "the same file again: {:?}", again.list);
        shop.sound();
    });
}
