//! Rows to orders: lines of one order may stand anywhere in the file, its order-level values are taken once.
//!
//! Invariant: an order with any fault is left out whole, and each fault is listed (up to a limit, which is said).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use runut_core::marketplace::{FileLine, FileOrder, FileOrders, FileProblem};
use runut_core::{MONEY_MAX, Money, excerpt};

use super::columns::Field;
use super::problems::{Fault, MAX_PROBLEMS, Place, Sheet, counted_once, problem, too_many};
use super::row::{Decided, Doubt, How, ReadRow, RowReader};
use super::settle::{self, Repeats};
use crate::IntakeError;
use crate::damage::Evidence;
use crate::row::Row;

/// Small amounts that are remembered until the file ends: two for each row of the largest file.
const MAX_DOUBTS: usize = 2_000_000;

/// What is known of an order beside itself.
#[derive(Clone, Copy, Default)]
struct Mark {
    out: bool,
    /// A small amount that the file must speak for.
    doubted: bool,
    /// Its first row's sheet.
    sheet: usize,
    /// How many products it says it has.
    stated: Option<i64>,
}

/// Collects rows.
pub(super) struct Assembler<'l> {
    how: How,
    sheets: Vec<Sheet<'l>>,
    rows: u32,
    orders: Vec<FileOrder>,
    marks: Vec<Mark>,
    by_id: HashMap<String, usize>,
    /// The order of the row above, and that row.
    above: Option<(usize, u32)>,
    /// Before which lines of an order rows of others stand.
    breaks: BTreeMap<usize, Vec<usize>>,
    /// Lines whose quantity a person has decided.
    settled: BTreeSet<(usize, usize)>,
    /// Rows without an id, taken for the order above.
    joined: BTreeSet<(usize, u32)>,
    evidence: Evidence,
    doubts: Vec<(usize, Doubt)>,
    /// Vouchers that may be a thousandth of what is written.
    thousands: Vec<(usize, (Field, i64))>,
    goods: Money,
    totals: Money,
    problems: Vec<FileProblem>,
    unlisted: u64,
}

impl<'l> Assembler<'l> {
    pub(super) fn new(how: How) -> Self {
        Self {
            how,
            sheets: Vec::new(),
            rows: 0,
            orders: Vec::new(),
            marks: Vec::new(),
            by_id: HashMap::new(),
            above: None,
            breaks: BTreeMap::new(),
            settled: BTreeSet::new(),
            joined: BTreeSet::new(),
            evidence: Evidence::default(),
            doubts: Vec::new(),
            thousands: Vec::new(),
            goods: Money::ZERO,
            totals: Money::ZERO,
            problems: Vec::new(),
            unlisted: 0,
        }
    }

    /// Rows taken so far.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// The rows that follow stand in this sheet.
    pub(super) fn begin(&mut self, sheet: Sheet<'l>) {
        self.sheets.push(sheet);
        self.above = None;
    }

    /// A header stands between the rows above and those that follow.
    pub(super) fn part(&mut self) {
        self.above = None;
    }

    /// Takes one row of the sheet begun last, with what a person has decided about its cells.
    ///
    /// # Errors
    /// [`IntakeError::SumTooLarge`] where the amounts of the file come to more than a book can reckon with.
    pub(super) fn take(&mut self, row: &Row<'_>, decided: &Decided) -> Result<(), IntakeError> {
        self.rows += 1;
        let Some(sheet) = self.sheets.last() else { return Ok(()) };
        let above = self.above.filter(|(_, last)| last + 1 == row.number).map(|(index, _)| index);
        let id_above = above.map(|index| self.orders[index].external_id.as_str());
        let reader = RowReader::new(sheet, row, decided, self.how, &mut self.evidence);
        let read = reader.read(id_above);
        self.count(&read, row.number)?;
        self.place(read, row.number);
        Ok(())
    }

    /// Adds up what the file comes to.
    fn count(&mut self, read: &ReadRow, row: u32) -> Result<(), IntakeError> {
        self.goods += read.line.price.times(read.line.quantity).unwrap_or_default();
        if let Some(order) = read.order.as_ref().filter(|order| !self.by_id.contains_key(&order.external_id)) {
            self.totals += order.total;
        }
        let beyond = [self.goods, self.totals].iter().any(|sum| sum.0 > MONEY_MAX);
        if beyond { Err(IntakeError::SumTooLarge(row)) } else { Ok(()) }
    }

    fn place(&mut self, read: ReadRow, row: u32) {
        let ReadRow { id, order, line, problems, doubts, thousands, out, stated, joined, left_out, settled } = read;
        for found in problems {
            self.list(found);
        }
        if id.is_empty() {
            self.above = None;
            return;
        }
        let known = self.by_id.get(&id).copied();
        let index = match (known, order) {
            (Some(index), Some(order)) => {
                if !out && !self.marks[index].out {
                    self.compare(index, &order);
                }
                merge_return_status(&mut self.orders[index], &order);
                index
            }
            (Some(index), None) => index,
            (None, Some(order)) => {
                self.orders.push(order);
                let sheet = self.sheets.len() - 1;
                self.marks.push(Mark { sheet, ..Mark::default() });
                self.by_id.insert(id, self.orders.len() - 1);
                self.thousands.extend(thousands.into_iter().map(|voucher| (self.orders.len() - 1, voucher)));
                self.orders.len() - 1
            }
            (None, None) => return,
        };
        if joined {
            self.joined.insert((index, row));
        }
        let lines = &mut self.orders[index].lines;
        let apart = self.above.is_none_or(|(above, _)| above != index);
        if known.is_some() && apart && !lines.is_empty() {
            self.breaks.entry(index).or_default().push(lines.len());
        }
        if settled {
            self.settled.insert((index, lines.len()));
        }
        if !left_out {
            if lines.is_empty() {
                lines.reserve_exact(1); // most orders have one line; a vector's usual first growth would make room for four
            }
            lines.push(FileLine { sheet: self.sheets.len() - 1, ..line });
        }
        self.above = Some((index, row));
        let mark = &mut self.marks[index];
        mark.out |= out;
        mark.doubted |= doubts.iter().any(|doubt| doubt.askable);
        mark.stated = mark.stated.or(stated);
        let (room, sheet) = (MAX_DOUBTS.saturating_sub(self.doubts.len()), self.sheets.len() - 1);
        self.doubts.extend(doubts.into_iter().take(room).map(|doubt| (index, Doubt { sheet, ..doubt })));
    }

    fn list(&mut self, found: FileProblem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(found);
        } else {
            self.unlisted += 1;
        }
    }

    fn compare(&mut self, index: usize, other: &FileOrder) {
        if let Some((field, found)) = difference(&self.orders[index], other) {
            let found = excerpt(&found, 100);
            let sheet = self.sheets.len() - 1;
            self.hold(index, sheet, Fault::ConflictingRows, (other.row, field), found, String::new());
        }
    }

    /// Lists a fault of an order that its rows have together, and leaves it out.
    fn hold(
        &mut self,
        index: usize,
        sheet: usize,
        fault: Fault,
        cell: (u32, Field),
        found: String,
        suggestion: String,
    ) {
        let external_id = self.orders[index].external_id.clone();
        let place = Place { row: cell.0, field: Some(cell.1), external_id: &external_id, found, suggestion };
        let found = problem(fault, &self.sheets[sheet], place);
        self.list(found);
        self.marks[index].out = true;
    }

    /// Decides the doubts and hands out what could be read whole.
    pub(super) fn finish(mut self) -> FileOrders {
        self.leave_out_repeats();
        self.find_missing_rows();
        self.read_small_vouchers();
        self.decide_doubts();
        self.problems.sort_by_key(|p| p.row);
        if self.unlisted > 0 {
            self.problems.push(too_many(self.unlisted));
        }
        let order_count = u32::try_from(self.orders.len()).unwrap_or(u32::MAX);
        let mut marks = self.marks.iter();
        self.orders.retain(|order| marks.next().is_none_or(|m| !m.out) && !order.lines.is_empty());
        let sku =
            |sheet: &Sheet<'_>| sheet.layout.index(Field::Sku).map_or_else(String::new, |_| sheet.column(Field::Sku));
        let sku_columns = self.sheets.iter().map(sku).collect();
        FileOrders { rows: self.rows, order_count, orders: self.orders, problems: self.problems, sku_columns }
    }

    /// Rows that were pasted twice count once; where nothing tells whether they were, the order waits.
    fn leave_out_repeats(&mut self) {
        let mut once = Vec::new();
        for index in 0..self.orders.len() {
            if self.marks[index].out || self.orders[index].lines.len() < 2 {
                continue;
            }
            let breaks = self.breaks.get(&index).map_or(&[][..], Vec::as_slice);
            let settled = |line| self.settled.contains(&(index, line));
            match settle::repeats(&self.orders[index], breaks, self.marks[index].stated, &settled) {
                Repeats::Lines => {}
                Repeats::Again(lines) if lines.iter().any(|line| self.is_joined(index, *line)) => {
                    for line in lines {
                        let row = self.orders[index].lines[line].row;
                        self.ask_id(index, row);
                    }
                }
                Repeats::Again(lines) => {
                    let mut at = 0..;
                    once.extend(lines.iter().map(|line| self.orders[index].lines[*line].row));
                    self.orders[index]
                        .lines
                        .retain(|_| at.next().is_none_or(|line| lines.binary_search(&line).is_err()));
                }
                Repeats::Doubtful(lines) => {
                    let sheet = self.marks[index].sheet;
                    for line in lines {
                        let line = &self.orders[index].lines[line];
                        let (row, found) = (line.row, line.quantity.to_string());
                        self.hold(index, sheet, Fault::RepeatedRow, (row, Field::Quantity), found, "0".to_owned());
                    }
                }
            }
        }
        if let Some(told) = counted_once(&once) {
            self.list(told);
        }
    }

    /// An order of which a part is known to be missing, or only guessed to belong to it, waits.
    fn find_missing_rows(&mut self) {
        for index in 0..self.orders.len() {
            let mark = self.marks[index];
            if let Some((rows, units)) = settle::missing(&self.orders[index], mark.stated).filter(|_| !mark.out) {
                let found = mark.stated.unwrap_or_default().to_string();
                let cell = (self.orders[index].row, Field::ItemCount);
                self.hold(index, mark.sheet, Fault::MissingRows { rows, units }, cell, found, String::new());
            }
        }
        let mut sound = (usize::MAX, true);
        for (index, row) in std::mem::take(&mut self.joined) {
            if sound.0 != index {
                let mark = self.marks[index];
                sound = (index, mark.out || mark.stated.is_some() || settle::adds_up(&self.orders[index]));
            }
            if !sound.1 {
                self.ask_id(index, row);
            }
        }
    }

    fn is_joined(&self, index: usize, line: usize) -> bool {
        self.joined.contains(&(index, self.orders[index].lines[line].row))
    }

    /// Asks whose a row without an id is; the order above may lack it, so it waits.
    fn ask_id(&mut self, index: usize, row: u32) {
        let (sheet, id) = (self.marks[index].sheet, self.orders[index].external_id.clone());
        self.hold(index, sheet, Fault::MissingId, (row, Field::Id), String::new(), id);
    }

    /// Vouchers below a thousand that Shopee has written with a fraction.
    fn read_small_vouchers(&mut self) {
        for (index, (field, value)) in std::mem::take(&mut self.thousands) {
            let order = &mut self.orders[index];
            if settle::is_written_thousandfold(order, value) {
                let of_shop = matches!(field, Field::VoucherShop | Field::BundleShop);
                let borne = if of_shop { &mut order.borne_by_shop } else { &mut order.borne_by_marketplace };
                *borne -= Money(value - value / 1_000);
            }
        }
    }

    /// Small amounts that the file as a whole, or the order's other amounts, show to be cut.
    fn decide_doubts(&mut self) {
        let all = self.evidence.doubts_small(self.how.typed);
        let unread: Vec<bool> = self.marks.iter().map(|mark| mark.out).collect();
        let doubts = std::mem::take(&mut self.doubts);
        let mut small: HashMap<usize, Vec<(Field, i64)>> = HashMap::new();
        for (index, Doubt { field, value, .. }) in &doubts {
            let of_order = small.entry(*index).or_default();
            if of_order.iter().all(|(known, _)| known != field) {
                of_order.push((*field, *value));
            }
        }
        let vouchers = |index: usize| settle::cut_vouchers(&self.orders[index], &small[&index]);
        let vouchers: HashMap<usize, Vec<Field>> =
            small.keys().filter(|index| !unread[**index]).map(|index| (*index, vouchers(*index))).collect();
        for (index, doubt) in doubts {
            let Doubt { row, field, value, askable, sheet } = doubt;
            let voucher = || vouchers.get(&index).is_some_and(|cut| cut.contains(&field));
            let thousandth =
                || !unread[index] && (voucher() || settle::is_thousandth(&self.orders[index], field, row, value));
            if (all && askable) || thousandth() {
                let guess = Money(value).times(1000).map_or_else(String::new, |m| m.to_string());
                self.hold(index, sheet, Fault::DamagedMoney, (row, field), value.to_string(), guess);
            }
        }
        self.marks.iter_mut().for_each(|mark| mark.out |= all && mark.doubted);
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
