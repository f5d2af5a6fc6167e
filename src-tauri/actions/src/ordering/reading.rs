//! What was typed, checked and made an order: nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::limits::line;
use runut_core::order::{Line, Order, Terms};
use runut_core::posting::Account;
use runut_core::rows::{FormLine, OrderForm, VariantRow};
use runut_core::stock::Levels;
use runut_core::takeover::Particulars;
use runut_core::{AccountId, Instant, Limit, LineId, Money, OrderId, Refusal, Stage, VariantId, phone};
use runut_store::{Reader, reports};

use crate::ActionError;
use crate::customers::{clean_address, is_masked, masked, too_long};
use crate::fields::text;

/// The most that a price, a tariff or an order may be: a million million rupiah.
const AMOUNT_MAX: i64 = 1_000_000_000_000;
/// Units of a line at most.
const UNITS_MAX: i64 = 100_000;
/// Lines of an order at most.
const LINES_MAX: usize = 200;

/// Something that is wrong with a form.
pub(super) struct Problem {
    /// What, with the field's name as its fact `field`.
    pub refusal: Refusal,
    /// Whether a draft may have it all the same.
    pub in_draft: bool,
}

/// A form, read.
pub(super) struct ReadForm {
    /// The order as the book has it, and what is kept beside it; none for a new one.
    pub before: Option<(Order, Particulars)>,
    /// The order as typed; its unique code is still the one that it had.
    pub order: Order,
    /// What is kept beside it; customer and buyer still those that it had.
    pub about: Particulars,
    /// The variants of its lines, in their order.
    pub variants: Vec<VariantRow>,
    /// Stock of these.
    pub levels: Levels,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// How many units an order could have of a variant, over all its lines.
pub(super) fn there(levels: &Levels, own: &BTreeMap<VariantId, i64>, variant: VariantId) -> i64 {
    levels.of(variant).available().max(0) + own.get(&variant).copied().unwrap_or(0)
}

impl ReadForm {
    /// Reads a form at `now`, of a new order or of one that the book has.
    pub fn read(book: &Reader<'_>, now: Instant, form: &OrderForm) -> Result<Self, ActionError> {
        let before = match form.order {
            Some(id) => Some((book.order(id)?, book.particulars(id)?)),
            None => None,
        };
        Self::over(book, now, form, before)
    }

    /// Reads a form over the order as the book has it.
    pub fn over(
        book: &Reader<'_>,
        now: Instant,
        form: &OrderForm,
        before: Option<(Order, Particulars)>,
    ) -> Result<Self, ActionError> {
        let (mut variants, mut levels) = (Vec::new(), Levels::default());
        for line in &form.lines {
            let (variant, level) = reports::variant_and_level(book, line.variant)?;
            variants.push(variant);
            levels.0.insert(line.variant, level);
        }
        let id = form.order.map_or_else(|| book.next_order(), Ok)?;
        let was = before.as_ref().map(|(order, _)| order);
        let kept = was.map_or(&[][..], |order| &order.lines);
        let grows = form.lines.iter().any(|typed| !kept.iter().any(|line| is_same(line, typed)));
        let first = if grows { book.next_line()? } else { LineId(0) };
        let mut typed = Self {
            order: order_of(form, id, was, first),
            about: about_of(form, now, before.as_ref(), &variants),
            before,
            variants,
            levels,
            problems: Vec::new(),
        };
        typed.check_lines(form);
        typed.check_amounts(form);
        typed.check_stock();
        typed.check_people(form);
        typed.check_lengths(form);
        typed.check_money(form, book)?;
        typed.check_deadlines(form, now);
        Ok(typed)
    }

    /// The first thing that speaks against saving it as a draft, or against placing (or amending) it.
    pub fn refused(&self, draft: bool) -> Option<&Refusal> {
        self.problems.iter().find(|problem| !(draft && problem.in_draft)).map(|problem| &problem.refusal)
    }

    /// The order that it was.
    pub fn was(&self) -> Option<&Order> {
        self.before.as_ref().map(|(order, _)| order)
    }

    fn wrong(&mut self, field: &str, code: &str, id: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Problem { refusal: Refusal::new(code, id, en).with("field", field), in_draft: false });
    }

    fn lacks(&mut self, field: &str, code: &str, id: &str, en: &str) {
        self.problems.push(Problem { refusal: Refusal::new(code, id, en).with("field", field), in_draft: true });
    }

    fn check_lines(&mut self, form: &OrderForm) {
        if form.lines.is_empty() {
            self.lacks("lines", "lines_missing", "Pilih barangnya dulu.", "Choose the goods first.");
        }
        if form.lines.len() > LINES_MAX {
            self.wrong("lines", "lines_many", "Paling banyak 200 baris barang.", "At most 200 lines of goods.");
        }
        let known: BTreeSet<LineId> = self.was().iter().flat_map(|order| &order.lines).map(|line| line.id).collect();
        let had: BTreeSet<VariantId> =
            self.was().iter().flat_map(|order| &order.lines).map(|line| line.variant).collect();
        let mut seen = BTreeSet::new();
        for (at, line) in form.lines.iter().enumerate() {
            if line.id.is_some_and(|id| !known.contains(&id) || !seen.insert(id)) {
                let (id, en) = ("Baris ini bukan dari pesanan itu.", "This line isn't that order's.");
                self.wrong(&format!("lines.{at}.variant"), "line_unknown", id, en);
            }
            self.check_archived(at, had.contains(&line.variant));
            self.check_line(at, line);
        }
    }

    /// What isn't sold any more is in no new order. One that has it keeps it, but a draft or a cancelled one isn't placed with
    /// it.
    fn check_archived(&mut self, at: usize, had: bool) {
        let open = self.was().is_some_and(|order| !matches!(order.stage, Stage::Draft | Stage::Cancelled));
        let Some(variant) = self.variants.get(at).filter(|variant| variant.archived && !(had && open)) else { return };
        let what = what(variant);
        let (id, en) =
            (format!("{what} sudah diarsipkan. Pilih yang lain."), format!("{what} is archived. Choose another."));
        let refusal = Refusal::new("archived", id, en).with("field", format!("lines.{at}.variant"));
        self.problems.push(Problem { refusal, in_draft: had });
    }

    fn check_line(&mut self, at: usize, line: &FormLine) {
        let field = |name: &str| format!("lines.{at}.{name}");
        if !(1..=UNITS_MAX).contains(&line.quantity) {
            let (id, en) = ("Jumlahnya harus 1 sampai 100.000.", "The quantity must be 1 to 100,000.");
            return self.wrong(&field("quantity"), "quantity", id, en);
        }
        if !(0..=AMOUNT_MAX).contains(&line.price.0) {
            let (id, en) =
                ("Harganya harus 0 sampai satu triliun rupiah.", "The price must be 0 to 1,000,000,000,000 rupiah.");
            return self.wrong(&field("price"), "price", id, en);
        }
        let gross = line.price.times(line.quantity).unwrap_or_default();
        if !(0..=gross.0).contains(&line.discount.0) {
            let (id, en) =
                (format!("Diskonnya harus 0 sampai {gross}."), format!("The discount must be 0 to {gross}."));
            self.wrong(&field("discount"), "discount", id, en);
        }
    }

    fn check_amounts(&mut self, form: &OrderForm) {
        if !(0..=AMOUNT_MAX).contains(&form.shipping_fee.0) {
            let (id, en) =
                ("Ongkirnya harus 0 sampai satu triliun rupiah.", "Shipping must be 0 to 1,000,000,000,000 rupiah.");
            return self.wrong("shipping_fee", "shipping_fee", id, en);
        }
        if !(0..=form.shipping_fee.0).contains(&form.shipping_subsidy.0) {
            let fee = form.shipping_fee;
            let (id, en) = (format!("Subsidinya harus 0 sampai {fee}."), format!("The subsidy must be 0 to {fee}."));
            return self.wrong("shipping_subsidy", "shipping_subsidy", id, en);
        }
        if self.order.total.0 > AMOUNT_MAX {
            let (id, en) =
                ("Total pesanan melebihi satu triliun rupiah.", "The total is above 1,000,000,000,000 rupiah.");
            self.wrong("lines", "total", id, en);
        }
    }

    /// Units beyond what is available, each said at the line that goes beyond it.
    fn check_stock(&mut self) {
        for (at, missing) in self.missing().into_iter().enumerate().filter(|(_, missing)| *missing > 0) {
            let Some(variant) = self.variants.get(at) else { continue };
            let own = self.was().map(Order::allocated).unwrap_or_default();
            let there = there(&self.levels, &own, variant.id);
            let wanted: i64 = self
                .order
                .lines
                .iter()
                .filter(|l| l.variant == variant.id)
                .map(|l| l.quantity)
                .fold(0, i64::saturating_add);
            let what = what(variant);
            let refusal = Refusal::new(
                "stock_short",
                format!("{what}: tersedia {there}, diminta {wanted}. Kurangi jumlahnya atau terima barangnya dulu."),
                format!("{what}: {there} available, {wanted} wanted. Lower the quantity or receive goods first."),
            );
            let refusal = refusal.with("variant", variant.id).with("wanted", wanted).with("there", there);
            self.problems.push(Problem {
                refusal: refusal.with("missing", missing).with("field", format!("lines.{at}.quantity")),
                in_draft: true,
            });
        }
    }

    /// Units missing for each line: the first lines of a variant get what there is.
    pub fn missing(&self) -> Vec<i64> {
        let own = self.was().map(Order::allocated).unwrap_or_default();
        let mut left: BTreeMap<VariantId, i64> = BTreeMap::new();
        let lines = self.order.lines.iter().map(|line| {
            if self.levels.of(line.variant).sell_ahead {
                return 0;
            }
            let left = left.entry(line.variant).or_insert_with(|| there(&self.levels, &own, line.variant));
            let got = line.quantity.clamp(0, (*left).max(0));
            *left -= got;
            line.quantity.max(0) - got
        });
        lines.collect()
    }

    fn check_people(&mut self, form: &OrderForm) {
        if form.channel.is_marketplace() {
            let name = form.channel.name();
            let (id, en) = (
                format!("Pesanan {name} masuk lewat impor berkas, bukan diketik."),
                format!("Orders of {name} come by its file and aren't typed."),
            );
            self.wrong("channel", "marketplace_contents", id, en);
        }
        if self.about.recipient.is_empty() {
            self.lacks("recipient", "recipient_missing", "Tulis nama penerima dulu.", "Enter the recipient first.");
        }
        for (field, name) in [("recipient", &form.to.recipient), ("customer_name", &form.customer_name)] {
            if is_masked(name) {
                self.problems.push(Problem { refusal: masked(field), in_draft: false });
            }
        }
        let phones =
            [("phone", &form.to.phone), ("customer_phone", &form.customer_phone), ("sender_phone", &form.sender_phone)];
        for (field, text) in phones.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            if let Err(refusal) = phone(text) {
                self.problems.push(Problem { refusal: refusal.with("field", field), in_draft: false });
            }
        }
    }

    /// What is too long isn't kept, not even in a draft: nothing is cut.
    fn check_lengths(&mut self, form: &OrderForm) {
        let others = [
            ("customer_name", Limit::Name, &form.customer_name),
            ("customer_phone", Limit::Phone, &form.customer_phone),
            ("sender", Limit::Name, &form.sender),
            ("sender_phone", Limit::Phone, &form.sender_phone),
            ("courier", Limit::Courier, &form.courier),
            ("note", Limit::Note, &form.note),
            ("seller_note", Limit::Note, &form.seller_note),
        ];
        let others = others.into_iter().filter_map(|(field, limit, typed)| text(limit, typed, field).err());
        let found: Vec<Refusal> = too_long(&form.to).chain(others).collect();
        self.problems.extend(found.into_iter().map(|refusal| Problem { refusal, in_draft: false }));
    }

    fn check_money(&mut self, form: &OrderForm, book: &Reader<'_>) -> Result<(), ActionError> {
        if form.cod {
            return Ok(());
        }
        let kept = self.before.as_ref().is_some_and(|(_, about)| about.account == form.account);
        let Some(account) = form.account else {
            let (id, en) = ("Pilih rekening pembayarannya dulu.", "Choose the account to pay into first.");
            self.lacks("account", "account_missing", id, en);
            return Ok(());
        };
        if !kept && book.open_account(account)?.is_none() {
            let (id, en) =
                ("Rekening ini tidak ada atau sudah diarsipkan.", "There is no such account, or it is archived.");
            self.wrong("account", "account_unknown", id, en);
        }
        Ok(())
    }

    fn check_deadlines(&mut self, form: &OrderForm, now: Instant) {
        let kept = |typed: Option<Instant>, was: Option<Instant>| typed.is_none() || typed == was;
        let (ship_by, pay_by) =
            self.before.as_ref().map_or((None, None), |(order, about)| (about.ship_by, order.pay_by));
        for (field, typed, was, id, en) in [
            ("ship_by", form.ship_by, ship_by, "Batas kirim", "The shipping deadline"),
            ("pay_by", form.pay_by, pay_by, "Batas bayar", "The payment deadline"),
        ] {
            if !kept(typed, was) && typed.is_some_and(|by| by <= now) {
                let (id, en) = (
                    format!("{id} itu sudah lewat. Pilih waktu nanti."),
                    format!("{en} has passed. Choose a later one."),
                );
                self.wrong(field, "deadline_past", id, en);
            }
        }
    }
}

/// Product and variant in one text.
pub(super) fn what(variant: &VariantRow) -> String {
    match variant.variant.as_str() {
        "" => variant.product.clone(),
        name => format!("{}, {name}", variant.product),
    }
}

/// Whether an order's total may carry a unique code: paid beforehand, not in cash.
pub(super) fn takes_code(terms: Terms, account: Option<AccountId>) -> bool {
    terms == Terms::Prepaid && account.is_some_and(|account| account != Account::Cash)
}

/// Whether a line that was typed is this one of the order.
fn is_same(line: &Line, typed: &FormLine) -> bool {
    Some(line.id) == typed.id && line.variant == typed.variant
}

fn order_of(form: &OrderForm, id: OrderId, was: Option<&Order>, first: LineId) -> Order {
    let terms = if form.cod { Terms::Cod } else { Terms::Prepaid };
    let old = was.cloned().unwrap_or_else(|| Order::draft(id, form.channel, terms, Vec::new()));
    let mut next = first;
    let lines = form.lines.iter().map(|typed| {
        let known = old.lines.iter().find(|line| is_same(line, typed));
        match known {
            Some(line) => {
                Line { quantity: typed.quantity, price: typed.price, discount: typed.discount, ..line.clone() }
            }
            None => {
                let id = next;
                next = LineId(next.0 + 1);
                Line::new(id, typed.variant, typed.quantity, typed.price, typed.discount)
            }
        }
    });
    let lines = lines.collect();
    // A deadline left open stays as it is once the order is placed; the shop's rule gives one when it is.
    let pay_by = form.pay_by.or(old.pay_by.filter(|_| old.stage != Stage::Draft));
    let order = Order {
        channel: form.channel,
        terms,
        courier: line(&form.courier),
        shipping: form.shipping_fee - form.shipping_subsidy,
        pay_by: pay_by.filter(|_| !form.cod),
        lines,
        ..old
    };
    Order { total: order.own_total(), ..order }
}

fn about_of(
    form: &OrderForm,
    now: Instant,
    before: Option<&(Order, Particulars)>,
    variants: &[VariantRow],
) -> Particulars {
    let (was, placed) = (before.map(|(_, about)| about), before.is_some_and(|(order, _)| order.stage != Stage::Draft));
    let to = clean_address(&form.to);
    let old = was.cloned().unwrap_or_else(|| Particulars { placed_at: now, ..Particulars::default() });
    let weights =
        variants.iter().zip(&form.lines).map(|(v, l)| v.weight_g.saturating_mul(l.quantity.clamp(0, UNITS_MAX)));
    Particulars {
        ship_by: form.ship_by.or(old.ship_by.filter(|_| placed)),
        recipient: to.recipient,
        phone: to.phone,
        address: to.address,
        village: to.village,
        district: to.district,
        city: to.city,
        province: to.province,
        postcode: to.postcode,
        masked: false,
        note: line(&form.note),
        seller_note: line(&form.seller_note),
        payment_method: if form.cod { "COD".to_owned() } else { String::new() },
        cod: form.cod,
        weight_g: weights.fold(0, i64::saturating_add),
        shipping_paid: form.shipping_fee - form.shipping_subsidy,
        shipping_subsidy: form.shipping_subsidy,
        shipping_estimate: form.shipping_fee,
        sender: line(&form.sender),
        sender_phone: line(&form.sender_phone),
        fragile: form.fragile,
        account: form.account.filter(|_| !form.cod),
        ..old
    }
}

/// The sum of what the lines cost before discounts.
pub(super) fn goods(order: &Order) -> Money {
    order.lines.iter().map(Line::gross).sum()
}
