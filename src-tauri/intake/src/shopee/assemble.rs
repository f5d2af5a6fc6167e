//! Rows to orders: lines of one order may stand anywhere in the file, its order-level values are taken once.
//!
//! Invariant: an order with any fault is left out whole, and each fault is listed (up to a limit, which is said).

use std::collections::HashMap;

use runut_core::marketplace::{FileOrder, FileOrders, FileProblem};
use runut_core::{Money, excerpt};

use super::columns::{Field, Layout};
use super::problems::{Fault, MAX_PROBLEMS, Place, problem, too_many};
use super::row::{Decided, Doubt, How, ReadRow, RowReader};
use crate::damage::Evidence;
use crate::table::Row;

/// What is known of an order beside itself.
#[derive(Clone, Copy, Default)]
struct Mark {
    out: bool,
    doubted: bool,
}

/// Collects rows.
pub(super) struct Assembler<'l> {
    layout: &'l Layout,
    how: How,
    rows: u32,
    orders: Vec<FileOrder>,
    marks: Vec<Mark>,
    by_id: HashMap<String, usize>,
    evidence: Evidence,
    doubts: Vec<(usize, Doubt)>,
    doubts_unlisted: u64,
    problems: Vec<FileProblem>,
    unlisted: u64,
}

impl<'l> Assembler<'l> {
    pub(super) fn new(layout: &'l Layout, how: How) -> Self {
        Self {
            layout,
            how,
            rows: 0,
            orders: Vec::new(),
            marks: Vec::new(),
            by_id: HashMap::new(),
            evidence: Evidence::default(),
            doubts: Vec::new(),
            doubts_unlisted: 0,
            problems: Vec::new(),
            unlisted: 0,
        }
    }

    /// Rows taken so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// Takes one row, with what a person has decided about its cells.
    pub(super) fn take(&mut self, row: &Row<'_>, decided: &Decided) {
        self.rows += 1;
        let reader = RowReader::new(self.layout, row, decided, self.how, &mut self.evidence);
        let ReadRow { id, mut order, line, problems, doubts, out } = reader.read();
        for found in problems {
            self.list(found);
        }
        if id.is_empty() {
            return;
        }
        let index = match self.by_id.get(&id) {
            Some(index) => {
                let index = *index;
                if !out && !self.marks[index].out {
                    self.compare(index, &order);
                }
                merge_return_status(&mut self.orders[index], &order);
                self.orders[index].lines.push(line);
                index
            }
            None => {
                // Most orders have one line; a vector's usual first growth would make room for four.
                order.lines = Vec::with_capacity(1);
                order.lines.push(line);
                self.orders.push(order);
                self.marks.push(Mark::default());
                self.by_id.insert(id, self.orders.len() - 1);
                self.orders.len() - 1
            }
        };
        self.marks[index].out |= out;
        self.marks[index].doubted |= !doubts.is_empty();
        for doubt in doubts {
            if self.doubts.len() < MAX_PROBLEMS {
                self.doubts.push((index, doubt));
            } else {
                self.doubts_unlisted += 1;
            }
        }
    }

    fn list(&mut self, found: FileProblem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(found);
        } else {
            self.unlisted += 1;
        }
    }

    fn compare(&mut self, index: usize, other: &FileOrder) {
        let first = &self.orders[index];
        if let Some((field, found)) = difference(first, other) {
            let found = excerpt(&found, 100);
            let id = first.external_id.clone();
            let place =
                Place { row: other.row, field: Some(field), external_id: &id, found, suggestion: String::new() };
            let conflict = problem(Fault::ConflictingRows, self.layout, place);
            self.list(conflict);
            self.marks[index].out = true;
        }
    }

    /// Decides the doubts and hands out what could be read whole.
    pub(super) fn finish(mut self) -> FileOrders {
        if self.evidence.doubts_small(self.how.typed) {
            for (index, doubt) in std::mem::take(&mut self.doubts) {
                let place = Place {
                    row: doubt.row,
                    field: Some(doubt.field),
                    external_id: &self.orders[index].external_id,
                    found: doubt.value.to_string(),
                    suggestion: Money(doubt.value).times(1000).map_or_else(String::new, |m| m.to_string()),
                };
                let damaged = problem(Fault::DamagedMoney, self.layout, place);
                self.list(damaged);
            }
            self.unlisted += self.doubts_unlisted;
            for mark in &mut self.marks {
                mark.out |= mark.doubted;
            }
        }
        self.problems.sort_by_key(|p| p.row);
        if self.unlisted > 0 {
            self.problems.push(too_many(self.unlisted));
        }
        let order_count = u32::try_from(self.orders.len()).unwrap_or(u32::MAX);
        let mut marks = self.marks.iter();
        self.orders.retain(|_| marks.next().is_none_or(|m| !m.out));
        FileOrders { rows: self.rows, order_count, orders: self.orders, problems: self.problems }
    }
}

/// A return is asked for by line, so its state may differ between lines: each is kept once, in alphabetical order.
fn merge_return_status(order: &mut FileOrder, other: &FileOrder) {
    if order.return_status == other.return_status || other.return_status.is_empty() {
        return;
    }
    let mut states: Vec<&str> = order.return_status.split("; ").chain([other.return_status.as_str()]).collect();
    states.retain(|s| !s.is_empty());
    states.sort_unstable();
    states.dedup();
    order.return_status = states.join("; ");
}

/// The first order-level column in which two rows of one order disagree, and what the second says.
fn difference(a: &FileOrder, b: &FileOrder) -> Option<(Field, String)> {
    macro_rules! same {
        ($($field:ident => $column:ident),* $(,)?) => {
            $(if a.$field != b.$field { return Some((Field::$column, Shown::shown(&b.$field))); })*
        };
    }
    same! {
        status_word => Status, cancel_reason => CancelReason, tracking => Tracking, shipping_option => Shipping,
        ship_by => ShipBy, arranged_at => ArrangedAt, placed_at => PlacedAt, paid_at => PaidAt,
        completed_at => CompletedAt, payment_method => Payment, username => Username, recipient => Recipient,
        phone => Phone, address => Address, city => City, province => Province, buyer_note => BuyerNote,
        seller_note => SellerNote, total => Total, shipping_paid => ShippingPaid,
        shipping_subsidy => ShippingSubsidy, shipping_estimate => ShippingEstimate,
        shipping_return => ShippingReturn, borne_by_shop => VoucherShop, borne_by_marketplace => VoucherShopee,
    }
    None
}

/// How a value is told to a person.
trait Shown {
    fn shown(&self) -> String;
}

impl Shown for String {
    fn shown(&self) -> String {
        self.clone()
    }
}

impl Shown for Money {
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Shown for runut_core::Instant {
    fn shown(&self) -> String {
        runut_core::Zone::Wib.local(*self).format("%Y-%m-%d %H:%M").to_string()
    }
}

impl<T: Shown> Shown for Option<T> {
    fn shown(&self) -> String {
        self.as_ref().map_or_else(String::new, Shown::shown)
    }
}
