//! One row of the file to one order with one line, and what is wrong with it.
//!
//! Every cell of the row is read even after a first fault, so that a person sees all of them at once.

mod amounts;

use std::collections::HashMap;

use runut_core::marketplace::{FileLine, FileOrder, FileProblem, FileStatus};
use runut_core::takeover::is_masked;
use runut_core::{Instant, Limit, Money, Zone, limits};

use super::columns::Field;
use super::problems::{Fault, Place, Sheet, problem};
use super::words;
use crate::cells::{self, Content, IdCell};
use crate::damage::Evidence;
use crate::row::Calendar;
use crate::row::{Cell, Row};
use amounts::sane;

const MAX_QUANTITY: i64 = 100_000;

/// Cells that a person has decided.
pub(super) type Decided = HashMap<(u32, Field), Cell<'static>>;

/// How a file writes what it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// Whether cells have types of their own.
    pub(super) typed: bool,
    /// From which day it counts days.
    pub(super) calendar: Calendar,
}

/// A small plain amount that the whole file must speak for.
#[derive(Clone, Copy)]
pub(super) struct Doubt {
    pub(super) row: u32,
    pub(super) field: Field,
    pub(super) value: i64,
    /// Whether the file's other cells may tell: where cells have types, only of numbers.
    pub(super) askable: bool,
    /// The sheet it stands in.
    pub(super) sheet: usize,
}

/// One row, read.
pub(super) struct ReadRow {
    /// The order's id as far as it could be read; empty if the row has none.
    pub(super) id: String,
    /// What it says of its order; nothing where it only says which goods.
    pub(super) order: Option<FileOrder>,
    pub(super) line: FileLine,
    pub(super) problems: Vec<FileProblem>,
    pub(super) doubts: Vec<Doubt>,
    /// Vouchers that may be a thousandth of what is written.
    pub(super) thousands: Vec<(Field, i64)>,
    /// Whether a fault leaves the order out.
    pub(super) out: bool,
    /// How many products the order has by its own word.
    pub(super) stated: Option<i64>,
    /// Whether it has no id, and was read as a row of the order above.
    pub(super) joined: bool,
    /// Whether a person says that it doesn't count.
    pub(super) left_out: bool,
    /// Whether a person has decided its quantity.
    pub(super) settled: bool,
}

/// Reads the cells of one row by field.
pub(super) struct RowReader<'r> {
    sheet: &'r Sheet<'r>,
    row: &'r Row<'r>,
    decided: &'r Decided,
    how: How,
    evidence: &'r mut Evidence,
    id: String,
    problems: Vec<FileProblem>,
    doubts: Vec<Doubt>,
    thousands: Vec<(Field, i64)>,
    out: bool,
}

impl<'r> RowReader<'r> {
    /// `evidence` is told the forms of the row's money cells, as the file has them.
    pub(super) fn new(
        sheet: &'r Sheet<'r>,
        row: &'r Row<'r>,
        decided: &'r Decided,
        how: How,
        evidence: &'r mut Evidence,
    ) -> Self {
        let (id, problems, doubts, thousands) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { sheet, row, decided, how, evidence, id, problems, doubts, thousands, out: false }
    }

    /// Reads the whole row. One without an id belongs to the order `above`, if one stands right there: spreadsheets merge
    /// the cells that an order's rows have in common.
    pub(super) fn read(mut self, above: Option<&str>) -> ReadRow {
        let joined = self.read_id(above);
        self.check_width();
        let same = joined || above == Some(&self.id);
        let silent = same && self.sheet.layout.of_order().all(|i| self.row.cells.get(i).is_none_or(Cell::is_blank));
        let order = if silent { None } else { Some(self.order()) };
        let line = self.line();
        let stated = cells::count(self.cell(Field::ItemCount)).flatten();
        let settled = self.decided(Field::Quantity).is_some();
        let left_out = self.is_left_out();
        let (id, problems, doubts, out) = (self.id, self.problems, self.doubts, self.out);
        let thousands = self.thousands;
        ReadRow { id, order, line, problems, doubts, thousands, out, stated, joined, left_out, settled }
    }

    /// A person who writes nothing or 0 where the file has a sound quantity says that the row doesn't count.
    fn is_left_out(&self) -> bool {
        let none = |cell: &Cell<'_>| cells::count(cell).is_some_and(|n| n.unwrap_or(0) == 0);
        let sound = |cell: &Cell<'_>| cells::count(cell).flatten().is_some_and(|n| (1..=MAX_QUANTITY).contains(&n));
        self.decided(Field::Quantity).is_some_and(none) && sound(self.original(Field::Quantity))
    }

    fn original(&self, field: Field) -> &'r Cell<'r> {
        static EMPTY: Cell<'static> = Cell::Empty;
        self.sheet.layout.index(field).and_then(|i| self.row.cells.get(i)).unwrap_or(&EMPTY)
    }

    fn decided(&self, field: Field) -> Option<&'r Cell<'static>> {
        if self.decided.is_empty() { None } else { self.decided.get(&(self.row.number, field)) }
    }

    fn cell(&self, field: Field) -> &'r Cell<'r> {
        self.decided(field).unwrap_or_else(|| self.original(field))
    }

    fn fault(&mut self, fault: Fault, field: Option<Field>, found: String, suggestion: String) {
        let place = Place { row: self.row.number, field, external_id: &self.id, found, suggestion };
        self.problems.push(problem(fault, self.sheet, place));
        self.out |= fault.holds();
    }

    fn cell_fault(&mut self, fault: Fault, field: Field, suggestion: Option<Money>) {
        let found = cells::shown(self.cell(field));
        self.fault(fault, Some(field), found, suggestion.map_or_else(String::new, |s| s.to_string()));
    }

    /// Answers whether the row has no id and was taken for the order above.
    fn read_id(&mut self, above: Option<&str>) -> bool {
        let fault = match cells::id(self.cell(Field::Id)) {
            IdCell::Id(id) => {
                self.id = id;
                return false;
            }
            IdCell::Blank => match above {
                Some(above) => {
                    above.clone_into(&mut self.id);
                    return true;
                }
                None => Fault::MissingId,
            },
            IdCell::Float(found) => {
                self.id = found;
                Fault::FloatId
            }
            IdCell::Bad(found) => {
                self.id = found;
                Fault::BadId
            }
        };
        self.cell_fault(fault, Field::Id, None);
        false
    }

    /// An unquoted delimiter inside a text pushes the cells behind it to the right.
    fn check_width(&mut self) {
        let beyond = self.row.cells.get(self.sheet.layout.width()..).unwrap_or_default();
        if !self.how.typed && beyond.iter().any(|c| !c.is_blank()) {
            self.fault(Fault::ShiftedColumns, None, String::new(), String::new());
        }
    }

    fn text(&mut self, field: Field, limit: Limit) -> String {
        let content = cells::words(self.cell(field));
        self.sound(field, limit, content)
    }

    fn note(&mut self, field: Field) -> String {
        let content = cells::notes(self.cell(field));
        self.sound(field, Limit::Note, content)
    }

    /// A phone that lost digits is none, and the order doesn't wait for it.
    fn phone(&mut self) -> String {
        match cells::phone(self.cell(Field::Phone)) {
            Content::Nothing => String::new(),
            Content::Sound(phone) => self.fitting(Field::Phone, Limit::Phone, phone),
            Content::Damaged(_) => {
                self.cell_fault(Fault::DamagedPhone, Field::Phone, None);
                String::new()
            }
        }
    }

    /// What stands there, unless a spreadsheet has changed it: then a person is asked, and believed.
    fn sound(&mut self, field: Field, limit: Limit, content: Content) -> String {
        match (content, self.decided(field)) {
            (Content::Nothing, _) => String::new(),
            (Content::Sound(text), _) => self.fitting(field, limit, text),
            (Content::Damaged(_), Some(word)) => self.fitting(field, limit, limits::line(&cells::bare(word))),
            (Content::Damaged(guess), None) => {
                let found = cells::shown(self.cell(field));
                self.fault(Fault::DamagedText, Some(field), found, guess);
                String::new()
            }
        }
    }

    /// A text that isn't too long; nothing is cut.
    fn fitting(&mut self, field: Field, limit: Limit, text: String) -> String {
        let Some(length) = limit.beyond(&text) else { return text };
        self.cell_fault(Fault::TooLong { length, limit: limit.max() }, field, None);
        String::new()
    }

    fn tracking(&mut self) -> String {
        match cells::id(self.cell(Field::Tracking)) {
            IdCell::Blank => String::new(),
            IdCell::Id(tracking) => tracking,
            IdCell::Float(_) => {
                self.cell_fault(Fault::FloatId, Field::Tracking, None);
                String::new()
            }
            IdCell::Bad(_) => {
                self.cell_fault(Fault::BadId, Field::Tracking, None);
                String::new()
            }
        }
    }

    fn status_word(&self) -> String {
        limits::line(&cells::bare(self.cell(Field::Status)))
    }

    fn status(&mut self) -> FileStatus {
        let word = self.status_word();
        words::status(&word).unwrap_or_else(|| {
            let (found, meant) = (cells::shown(self.cell(Field::Status)), words::nearest_status(&word));
            self.fault(Fault::UnknownStatus, Some(Field::Status), found, meant.unwrap_or_default());
            FileStatus::Unpaid
        })
    }

    fn time(&mut self, field: Field) -> Option<Instant> {
        match cells::time(self.cell(field), self.how.calendar) {
            Ok(at) => at.map(|at| Zone::Wib.instant(at)),
            Err(bad) => {
                let found = cells::shown(self.cell(field));
                let guess = bad.0.map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string());
                self.fault(Fault::BadDate, Some(field), found, guess);
                None
            }
        }
    }

    fn placed_at(&mut self) -> Instant {
        let faults = self.problems.len();
        let at = self.time(Field::PlacedAt);
        if at.is_none() && self.problems.len() == faults {
            self.cell_fault(Fault::MissingDate, Field::PlacedAt, None);
        }
        at.unwrap_or_default()
    }

    fn order(&mut self) -> FileOrder {
        let status_word = self.status_word();
        let status_word = self.fitting(Field::Status, Limit::Cell, status_word);
        let shipping_option = self.text(Field::Shipping, Limit::Cell);
        let payment_method = self.text(Field::Payment, Limit::Cell);
        let recipient = self.text(Field::Recipient, Limit::Name);
        let phone = self.phone();
        let address = self.text(Field::Address, Limit::Address);
        let (cancel_reason, tracking) = (self.text(Field::CancelReason, Limit::Reason), self.tracking());
        let way_back = words::way_back(&self.text(Field::WayBack, Limit::Cell));
        let [shipping_paid, shipping_subsidy, shipping_estimate] = self.shipping();
        FileOrder {
            external_id: self.id.clone(),
            row: self.row.number,
            status: words::status_with(self.status(), &cancel_reason, &tracking, way_back),
            status_word,
            cancel_reason,
            return_status: self.text(Field::ReturnStatus, Limit::Cell),
            way_back,
            tracking,
            courier: words::courier(&shipping_option).to_owned(),
            shipping_option,
            ship_by: self.time(Field::ShipBy),
            arranged_at: self.time(Field::ArrangedAt),
            placed_at: self.placed_at(),
            paid_at: self.time(Field::PaidAt),
            completed_at: self.time(Field::CompletedAt),
            cod: words::is_cod(&payment_method),
            payment_method,
            username: self.text(Field::Username, Limit::Name),
            masked: [&recipient, &phone, &address].iter().any(|text| is_masked(text)),
            recipient,
            phone,
            address,
            city: self.text(Field::City, Limit::Place),
            province: self.text(Field::Province, Limit::Place),
            buyer_note: self.note(Field::BuyerNote),
            seller_note: self.note(Field::SellerNote),
            total: self.needed_money(Field::Total).unwrap_or_default(),
            shipping_paid,
            shipping_subsidy,
            shipping_estimate,
            shipping_return: self.money(Field::ShippingReturn),
            borne_by_shop: self.money(Field::VoucherShop) + self.money(Field::BundleShop) + self.money(Field::Cashback),
            borne_by_marketplace: self.money(Field::VoucherShopee)
                + self.money(Field::BundleShopee)
                + self.money(Field::Coins)
                + self.money(Field::CardDiscount),
            lines: Vec::new(),
        }
    }

    fn line(&mut self) -> FileLine {
        let product = self.product();
        let variation = cells::name(self.cell(Field::Variation));
        let sku = cells::code(self.cell(Field::Sku));
        let parent_sku = cells::code(self.cell(Field::ParentSku)).or_empty();
        let parent_sku = self.fitting(Field::ParentSku, Limit::Sku, parent_sku);
        let (quantity, returned) = self.quantities();
        let price = self.needed_money(Field::Price).unwrap_or_default();
        let subtotal = self.subtotal(quantity);
        let discount = self.money(Field::DiscountShopee);
        let quantity = quantity.unwrap_or(1);
        let gross = sane(price.times(quantity));
        if gross.is_none() {
            self.cell_fault(Fault::TooMuch, Field::Price, None);
        }
        self.weigh_discounts(price, subtotal, quantity);
        let off = gross.unwrap_or_default() - subtotal;
        let weight_g = cells::grams(self.cell(Field::Weight)).unwrap_or_else(|| {
            self.cell_fault(Fault::BadWeight, Field::Weight, None);
            0
        });
        FileLine {
            row: self.row.number,
            sheet: 0,
            product,
            variation: self.sound(Field::Variation, Limit::VariantName, variation),
            sku: self.sound(Field::Sku, Limit::Sku, sku),
            parent_sku,
            price,
            subtotal,
            discount_marketplace: discount.min(off).max(Money::ZERO),
            quantity,
            returned,
            weight_g,
        }
    }

    fn product(&mut self) -> String {
        let content = cells::name(self.cell(Field::Product));
        if content == Content::Nothing {
            self.cell_fault(Fault::MissingProduct, Field::Product, None);
        }
        self.sound(Field::Product, Limit::ProductName, content)
    }

    fn bad_count(&mut self, field: Field) {
        let (found, guess) = (cells::shown(self.cell(field)), cells::count_guess(self.cell(field)));
        self.fault(Fault::BadQuantity, Some(field), found, guess);
    }

    /// Units ordered (`None` after a fault) and sent back.
    fn quantities(&mut self) -> (Option<i64>, i64) {
        let cell = if self.is_left_out() { self.original(Field::Quantity) } else { self.cell(Field::Quantity) };
        let quantity = cells::count(cell).flatten().filter(|n| (1..=MAX_QUANTITY).contains(n));
        if quantity.is_none() {
            self.bad_count(Field::Quantity);
        }
        let most = quantity.unwrap_or(MAX_QUANTITY);
        let returned = cells::count(self.cell(Field::Returned)).map(Option::unwrap_or_default);
        let returned = returned.filter(|n| (0..=most).contains(n));
        if returned.is_none() {
            self.bad_count(Field::Returned);
        }
        (quantity, returned.unwrap_or(0))
    }
}
