//! Order path: place, pay, approve, pack and ship, one order after the other and a thousand at once, against the same rows
//! by bare statements.
//!
//! A round is played once in a book that is recorded (`replay.rs`); then ours plays the same rounds in a book of its own,
//! and the floor writes what was recorded into another. In the end both must hold the same.

use std::fs;
use std::path::{Path, PathBuf};

use runut_actions as actions;
use runut_core::rows::{
    Address, FormLine, NewShop, OrderForm, PaymentForm, PaymentMethod, PaymentPart, Receipt, ReceiptLine, StockMark,
    StockQuery, TrackingItem, VariantRow,
};
use runut_core::{Instant, Money, OrderId, Verb, Zone};
use runut_store::{Book, reports};

use super::Group;
use crate::Fault;
use crate::measure::{Figures, TURNS, time};
use crate::replay::{self, Change, Floor, Recorder};
use crate::table::{Limit, Row};

/// Order path.
pub const GROUP: Group = Group { name: "orders", title: "### Order path", run };

/// How much is done.
#[derive(Clone, Copy)]
struct Size {
    /// Orders of the book before.
    history: u32,
    /// Orders of a turn, one after the other.
    single: i64,
    /// Orders of a turn, at once.
    many: i64,
    turns: usize,
}

/// The steps of an order, as the table names them.
const STEPS: [&str; 5] = ["place", "pay", "approve", "pack", "ship"];

/// The most orders that one payment is for.
const PAID_AT_ONCE: usize = 500;

/// 25 November 2026, nine o'clock in Jakarta.
const NOW: i64 = 1_795_572_000_000;

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    measured(folder, Size { history: 5_000, single: 200, many: 1_000, turns: TURNS })
}

/// What a person asks for.
enum Deed {
    Save { form: Box<OrderForm>, place: bool },
    Pay(PaymentForm),
    All(Verb, Vec<OrderId>),
    Ship(Vec<TrackingItem>),
}

/// One request.
struct Request {
    /// Its place among [`STEPS`]; none for what only prepares.
    step: Option<usize>,
    number: i64,
    deed: Deed,
}

impl Request {
    /// Asks for it at a book; answers the order saved.
    fn ask(&self, book: &Book) -> Result<Option<OrderId>, Fault> {
        let ctx = book.context(None, Instant(NOW + self.number * 1_000), &format!("bench/{}", self.number))?;
        let refused = |one: &runut_core::rows::Outcome| one.refused.first().map(|r| r.refusal.message.en.clone());
        let (order, refused) = match &self.deed {
            Deed::Save { form, place } => {
                (Some(actions::save_order(book, &ctx, form, *place, "").map_err(told)?.value.order), None)
            }
            Deed::Pay(form) => {
                actions::record_payment(book, &ctx, form).map_err(told)?;
                (None, None)
            }
            Deed::All(verb, orders) => {
                (None, refused(&actions::act(book, &ctx, *verb, orders, "").map_err(told)?.value))
            }
            Deed::Ship(items) => {
                let done = actions::ship(book, &ctx, items, actions::UsedNumber::Refuse).map_err(told)?;
                (None, refused(&done.value))
            }
        };
        refused.map_or(Ok(order), |why| Err(why.into()))
    }
}

fn told(error: actions::ActionError) -> Fault {
    error.sentence().en.into()
}

/// A book that is played in, and what is recorded of it.
struct Stage {
    book: Book,
    recorder: Recorder,
    goods: Vec<VariantRow>,
    requests: Vec<Request>,
    orders: i64,
}

impl Stage {
    /// Asks, records what is left, and keeps the request for the turns.
    fn ask(&mut self, step: Option<usize>, deed: Deed) -> Result<Option<OrderId>, Fault> {
        let number = i64::try_from(self.requests.len())?;
        let request = Request { step, number, deed };
        let order = request.ask(&self.book)?;
        self.recorder.take()?;
        self.requests.push(request);
        Ok(order)
    }

    /// An order of one to three kinds of goods; every third by a new buyer.
    fn form(&mut self) -> Result<Box<OrderForm>, Fault> {
        let n = self.orders;
        self.orders += 1;
        let mut form = self.book.read(|reader| actions::order_form(reader, None, None)).map_err(told)?.form;
        let buyer = if n % 3 == 0 { 1_000_000 + n } else { n % 100 };
        form.to = Address {
            recipient: format!("Siti Wulandari {buyer}"),
            phone: format!("0812{:08}", 10_000_000 + buyer),
            address: format!("Jl. Kenanga Raya No. {}, RT 03 RW 05", buyer % 90 + 1),
            village: "Baciro".to_owned(),
            district: "Gondokusuman".to_owned(),
            city: "Kota Yogyakarta".to_owned(),
            province: "DI Yogyakarta".to_owned(),
            postcode: "55225".to_owned(),
        };
        let kinds = usize::try_from(n % 3 + 1)?;
        let first = usize::try_from(n)? * 7;
        form.lines = (0..kinds)
            .map(|at| &self.goods[(first + at) % self.goods.len()])
            .map(|v| FormLine { id: None, variant: v.id, quantity: n % 2 + 1, price: v.price, discount: Money::ZERO })
            .collect();
        form.shipping_fee = Money(18_000);
        form.courier = "JNE".to_owned();
        Ok(Box::new(form))
    }

    /// Orders that go their whole way, one after the other.
    fn single(&mut self, orders: i64) -> Result<(), Fault> {
        for _ in 0..orders {
            let form = self.form()?;
            let order = self.ask(Some(0), Deed::Save { form, place: true })?.ok_or("no order")?;
            self.onward(&[order])?;
        }
        Ok(())
    }

    /// Drafts that go their whole way together.
    fn many(&mut self, orders: i64) -> Result<(), Fault> {
        let mut all = Vec::new();
        for _ in 0..orders {
            let form = self.form()?;
            all.extend(self.ask(None, Deed::Save { form, place: false })?);
        }
        self.ask(Some(0), Deed::All(Verb::Place, all.clone()))?;
        self.onward(&all)
    }

    /// From placed to shipped.
    fn onward(&mut self, orders: &[OrderId]) -> Result<(), Fault> {
        for some in orders.chunks(PAID_AT_ONCE) {
            let part = |id: &OrderId| {
                let amount = self.book.read(|reader| reader.order(*id))?.total;
                Ok::<_, Fault>(PaymentPart { order: *id, amount })
            };
            let parts = some.iter().map(part).collect::<Result<Vec<_>, _>>()?;
            let payment = PaymentForm {
                fee: Money::ZERO,
                account: runut_core::posting::Account::Bank.id(),
                method: PaymentMethod::Transfer,
                amount: parts.iter().map(|part| part.amount).sum(),
                at: None,
                payer: "SITI WULANDARI".to_owned(),
                reference: format!("TRF{}", self.requests.len()),
                note: String::new(),
                parts,
            };
            self.ask(Some(1), Deed::Pay(payment))?;
        }
        self.ask(Some(2), Deed::All(Verb::Approve, orders.to_vec()))?;
        self.ask(Some(3), Deed::All(Verb::Pack, orders.to_vec()))?;
        let item = |id: &OrderId| TrackingItem {
            order: id.code(),
            tracking: format!("JP{:010}", id.0 * 7_919),
            courier: Some("JNE".to_owned()),
        };
        self.ask(Some(4), Deed::Ship(orders.iter().map(item).collect()))?;
        Ok(())
    }
}

/// A shop with a past and enough on its shelves, in a file that is closed again.
fn make(path: &Path, size: Size) -> Result<Vec<VariantRow>, Fault> {
    let book = Book::create(path)?;
    let shop = NewShop {
        name: "Toko Ukur".to_owned(),
        owner: "Ratna".to_owned(),
        address: "Jl. Malioboro 1, Yogyakarta".to_owned(),
        phone: "0812-0000-0000".to_owned(),
        zone: Zone::Wib,
    };
    let before = Instant(NOW - 3_600_000);
    let demo = actions::Size { orders: size.history, seed: 7 };
    actions::open_demo(&book, &shop, demo, before, "demo").map_err(told)?;
    let query =
        StockQuery { mark: StockMark::All, category: String::new(), search: String::new(), after: None, limit: 500 };
    let goods = book.read(|reader| reports::stock_page(reader, &query))?.rows;
    let line = |row: &VariantRow| ReceiptLine { variant_id: row.id, quantity: 100_000, cost: Money(900_000_000) };
    let receipt = Receipt {
        supplier: "Pengrajin".to_owned(),
        note: String::new(),
        lines: goods.iter().map(line).collect(),
        ..Receipt::default()
    };
    actions::receive(&book, &book.context(None, before, "stock")?, &receipt).map_err(told)?;
    Ok(goods)
}

/// The rounds: which requests each has, the one before the first measured one included.
struct Rounds {
    requests: Vec<Request>,
    statements: Vec<String>,
    writes: Vec<Vec<Change>>,
    single: Vec<std::ops::Range<usize>>,
    many: Vec<std::ops::Range<usize>>,
}

/// Plays all rounds once and records them.
fn record(base: &Path, folder: &Path, size: Size, goods: Vec<VariantRow>) -> Result<Rounds, Fault> {
    let (ours, copy) = (copied(base, folder, "recorded")?, copied(base, folder, "following")?);
    let recorder = Recorder::begin(&ours, &copy)?;
    let mut stage = Stage { book: Book::open(&ours)?, recorder, goods, requests: Vec::new(), orders: 0 };
    let (mut single, mut many) = (Vec::new(), Vec::new());
    for _ in 0..=size.turns {
        let begun = stage.requests.len();
        stage.single(size.single)?;
        single.push(begun..stage.requests.len());
    }
    for _ in 0..=size.turns {
        let begun = stage.requests.len();
        stage.many(size.many)?;
        many.push(begun..stage.requests.len());
    }
    let (statements, writes) = stage.recorder.end()?;
    Ok(Rounds { requests: stage.requests, statements, writes, single, many })
}

fn copied(base: &Path, folder: &Path, name: &str) -> Result<PathBuf, Fault> {
    let path = folder.join(format!("{name}.runut"));
    fs::copy(base, &path)?;
    Ok(path)
}

/// Milliseconds of each step in a round, both sides.
#[derive(Default)]
struct Taken {
    ours: [Figures; 5],
    floor: [Figures; 5],
}

impl Taken {
    fn rows(&self, what: &str, unit: &'static str, each: f64, limits: (Limit, Limit)) -> Vec<Row> {
        let scaled = |figures: &Figures| Figures(figures.0.iter().map(|ms| ms / each).collect());
        let sum = |steps: &[Figures; 5]| {
            let turns = steps[0].0.len();
            Figures((0..turns).map(|turn| steps.iter().map(|step| step.0[turn]).sum::<f64>() / each).collect())
        };
        let whole = Row {
            what: format!("{what}: {}", STEPS.join(", ")),
            unit,
            ours: sum(&self.ours),
            floor: sum(&self.floor),
            limit: limits.0,
        };
        let steps = STEPS.iter().zip(self.ours.iter().zip(&self.floor)).map(|(step, (ours, floor))| Row {
            what: format!("{what}: {step}"),
            unit,
            ours: scaled(ours),
            floor: scaled(floor),
            limit: limits.1,
        });
        std::iter::once(whole).chain(steps).collect()
    }
}

/// Both sides in turn, ours first, round by round; the first round isn't counted.
fn take_turns(
    rounds: &Rounds,
    which: &[std::ops::Range<usize>],
    book: &Book,
    floor: &mut Floor<'_>,
) -> Result<Taken, Fault> {
    let mut taken = Taken::default();
    for (turn, round) in which.iter().enumerate() {
        let (mut ours, mut theirs) = ([0.0; 5], [0.0; 5]);
        for request in &rounds.requests[round.clone()] {
            let (_, ms) = time(|| request.ask(book))?;
            ours[request.step.unwrap_or(0)] += if request.step.is_some() { ms } else { 0.0 };
        }
        for (request, write) in rounds.requests[round.clone()].iter().zip(&rounds.writes[round.clone()]) {
            let ((), ms) = time(|| floor.write(write))?;
            theirs[request.step.unwrap_or(0)] += if request.step.is_some() { ms } else { 0.0 };
        }
        if turn > 0 {
            for step in 0..STEPS.len() {
                taken.ours[step].0.push(ours[step]);
                taken.floor[step].0.push(theirs[step]);
            }
        }
    }
    Ok(taken)
}

fn measured(folder: &Path, size: Size) -> Result<Vec<Row>, Fault> {
    let folder = tempfile::tempdir_in(folder)?;
    let folder = folder.path();
    let base = folder.join("base.runut");
    let goods = make(&base, size)?;
    let rounds = record(&base, folder, size, goods)?;
    let (ours, bare) = (copied(&base, folder, "ours")?, copied(&base, folder, "floor")?);
    let (single, many) = {
        let (book, conn) = (Book::open(&ours)?, replay::open(&bare)?);
        let mut floor = Floor::prepare(&conn, &rounds.statements)?;
        let single = take_turns(&rounds, &rounds.single, &book, &mut floor)?;
        (single, take_turns(&rounds, &rounds.many, &book, &mut floor)?)
    };
    let differ = replay::differences(&ours, &bare)?;
    if !differ.is_empty() {
        return Err(format!("the floor isn't the same work: {} differ", differ.join(", ")).into());
    }
    let mut rows = single.rows("an order", "ms", size.single as f64, (Limit::Times(2.0), Limit::None));
    rows.extend(many.rows(&format!("{} orders at once", size.many), "ms", 1.0, (Limit::Times(3.0), Limit::Times(3.0))));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Size = Size { history: 40, single: 4, many: 6, turns: 1 };

    /// The floor leaves the rows that ours leaves: `measured` fails where it doesn't.
    #[test]
    fn the_floor_writes_the_same_rows() {
        let folder = tempfile::tempdir().unwrap();
        let rows = measured(folder.path(), SMALL).unwrap();
        assert_eq!(rows.len(), 12);
        assert!(rows.iter().all(|row| row.ours.0.len() == 1 && row.ratio().is_some_and(f64::is_finite)));
    }

    /// A floor that leaves something out isn't taken for one.
    #[test]
    fn a_row_left_out_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("base.runut");
        let goods = make(&base, SMALL).unwrap();
        let mut rounds = record(&base, folder.path(), SMALL, goods).unwrap();
        let bare = copied(&base, folder.path(), "floor").unwrap();
        let last = rounds.writes.last_mut().unwrap();
        let left_out = last.pop();
        {
            let conn = replay::open(&bare).unwrap();
            let mut floor = Floor::prepare(&conn, &rounds.statements).unwrap();
            rounds.writes.iter().for_each(|write| floor.write(write).unwrap());
        }
        let recorded = folder.path().join("recorded.runut");
        assert!(left_out.is_some());
        assert_eq!(replay::differences(&bare, &recorded).unwrap().len(), 1);
    }
}
