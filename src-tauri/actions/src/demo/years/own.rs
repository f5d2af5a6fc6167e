//! The shop's own orders of the demo years: typed, paid, sent, each verb with its activity.

use std::collections::BTreeMap;
use std::ops::Range;

use runut_core::posting::Account;
use runut_core::rows::{
    Address, FormLine, OrderForm, PaymentForm, PaymentMethod, PaymentPart, TrackingItem, VariantRow,
};
use runut_core::{Channel, DAY_MS, Instant, Money, OrderId, Verb};

use super::{Shop, all_done};
use crate::demo::file::PLACES;
use crate::demo::shelf;
use crate::{ActionError, UsedNumber, order_form, record_payment, save_order, ship};

const FIRST: [&str; 12] =
    ["Wulan", "Siti", "Made", "Rina", "Anggi", "Yoga", "Clara", "Fitri", "Lestari", "Bagus", "Dewi", "Teguh"];
const LAST: [&str; 10] =
    ["Sari", "Handayani", "Sudarma", "Permata", "Wijaya", "Saputra", "Rahayu", "Hidayat", "Kusuma", "Ningsih"];

/// Orders of a customer on the average, but for the two below.
const EACH: u32 = 8;
/// The customer that has up to twenty orders, however large the book, and the one that has a fifth of all.
const REGULAR: u32 = 1;
const RESELLER: u32 = 0;

/// Who gives the order `at` of `all`.
fn customer(at: u32, all: u32) -> u32 {
    let twentieth = |at: u32| u64::from(at) * 20 / u64::from(all.max(1));
    match (at % 5, at > 0 && twentieth(at) != twentieth(at - 1)) {
        (0, _) => RESELLER,
        (_, true) => REGULAR,
        _ => 2 + at.wrapping_mul(2_654_435_761) % (all / EACH).max(1),
    }
}

/// Name and phone of a customer.
fn known(customer: u32) -> (String, String) {
    let of = |list: &[&str], at: u32| list.get(at as usize % list.len()).copied().unwrap_or_default().to_owned();
    let name = match customer {
        RESELLER => "Toko Berkah Jaya".to_owned(),
        REGULAR => "Ratih Langganan".to_owned(),
        _ => format!("{} {} {customer}", of(&FIRST, customer), of(&LAST, customer / 12)),
    };
    (name, format!("0812{:08}", 10_000_000 + customer))
}

/// An order that was placed.
struct Placed {
    id: OrderId,
    cod: bool,
}

impl Shop<'_> {
    /// Own orders of the past, brought to their end; those of the last days are on their way.
    pub(super) fn own_orders(&mut self, orders: Range<u32>, all: u32, at: Instant) -> Result<(), ActionError> {
        let shelf = shelf(self.book)?;
        let forms: Vec<OrderForm> =
            orders.clone().map(|n| self.form(customer(n, all), n % 6 == 5, &shelf)).collect::<Result<_, _>>()?;
        let mut units = BTreeMap::new();
        for line in forms.iter().flat_map(|form| &form.lines) {
            *units.entry(line.variant).or_default() += line.quantity;
        }
        self.receive_units(&units, at)?;
        let mut placed = Vec::new();
        for form in &forms {
            placed.push(self.place(form, at)?);
        }
        for order in placed.iter().filter(|order| !order.cod) {
            self.pay(order.id, PaymentMethod::Transfer, at)?;
        }
        let ids: Vec<OrderId> = placed.iter().map(|order| order.id).collect();
        self.act(Verb::Approve, &ids, "", at)?;
        self.act(Verb::Pack, &ids, "", at)?;
        self.send(&ids, at)?;
        let later = Instant(at.0 + 3 * DAY_MS);
        if later > self.now {
            return Ok(());
        }
        self.act(Verb::Deliver, &ids, "", later)?;
        for order in placed.iter().filter(|order| order.cod) {
            self.pay(order.id, PaymentMethod::Cod, later)?;
        }
        self.act(Verb::Complete, &ids, "", later)
    }

    /// Own orders that are open: half are drafts, half wait for their money, some of these have paid a part.
    pub(super) fn own_open(&mut self, orders: u32) -> Result<(), ActionError> {
        let shelf: Vec<VariantRow> = shelf(self.book)?.into_iter().filter(|row| row.available > 0).collect();
        for n in 0..orders {
            let form = self.form(2 + n, false, &shelf)?;
            if n % 2 == 0 {
                save_order(self.book, &self.ctx(self.now)?, &form, false, "")?;
                continue;
            }
            let placed = self.place(&form, self.now)?;
            if n % 8 == 1 {
                self.pay_amount(placed.id, Money(10_000), PaymentMethod::Transfer, self.now)?;
            }
        }
        Ok(())
    }

    fn form(&mut self, customer: u32, cod: bool, shelf: &[VariantRow]) -> Result<OrderForm, ActionError> {
        let mut form = self.book.read(|reader| order_form(reader, None, None))?.form;
        let (name, phone) = known(customer);
        let (city, province) = PLACES[customer as usize % PLACES.len()];
        let line = |row: &VariantRow, quantity| FormLine {
            id: None,
            variant: row.id,
            quantity,
            price: row.price,
            discount: Money::ZERO,
        };
        let first = self.rng.usize(0..shelf.len().max(1));
        form.lines = shelf.iter().cycle().skip(first).take(1 + customer as usize % 2).map(|row| line(row, 1)).collect();
        form.channel = if customer.is_multiple_of(3) { Channel::Instagram } else { Channel::Whatsapp };
        form.to = Address {
            recipient: name,
            phone,
            address: format!("Jl. Kenari {}", 1 + customer % 90),
            city: city.to_owned(),
            province: province.to_owned(),
            ..form.to
        };
        form.shipping_fee = Money(12_000);
        form.courier = "JNE".to_owned();
        form.cod = cod;
        Ok(form)
    }

    fn place(&mut self, form: &OrderForm, at: Instant) -> Result<Placed, ActionError> {
        let saved = save_order(self.book, &self.ctx(at)?, form, true, "")?.value;
        Ok(Placed { id: saved.order, cod: form.cod })
    }

    /// All that is missing.
    fn pay(&mut self, order: OrderId, method: PaymentMethod, at: Instant) -> Result<(), ActionError> {
        let amount = self.book.read(|reader| Ok::<_, ActionError>(reader.order(order)?.missing()))?;
        self.pay_amount(order, amount, method, at)
    }

    fn pay_amount(
        &mut self,
        order: OrderId,
        amount: Money,
        method: PaymentMethod,
        at: Instant,
    ) -> Result<(), ActionError> {
        let form = PaymentForm {
            fee: Money::ZERO,
            account: Account::Bank.id(),
            method,
            amount,
            at: None,
            payer: String::new(),
            reference: String::new(),
            note: String::new(),
            parts: vec![PaymentPart { order, amount }],
        };
        record_payment(self.book, &self.ctx(at)?, &form)?;
        Ok(())
    }

    fn send(&mut self, orders: &[OrderId], at: Instant) -> Result<(), ActionError> {
        let items: Vec<TrackingItem> = orders
            .iter()
            .map(|order| TrackingItem {
                order: order.code(),
                tracking: format!("CM{:011}", 50_000_000_000 + order.0),
                courier: Some("JNE".to_owned()),
            })
            .collect();
        if items.is_empty() { Ok(()) } else { all_done(ship(self.book, &self.ctx(at)?, &items, UsedNumber::Refuse)?) }
    }
}
