//! A walk through a shop at random: whatever can be done, in whatever order, sensible and not. Whoever takes it audits
//! the book on the way; it is the same for a seed.
//!
//! It lies in the program because the terminal offers it (`runut-cli walk`): whoever doubts a build can let it work for
//! an hour and look whether `check` finds anything.

mod buying;
mod goods;
mod money;
mod orders;
mod payouts;
mod turns;

use fastrand::Rng;
use runut_core::order::Order;
use runut_core::rows::{Division, NewShop, Outcome, Person};
use runut_core::undo::Way;
use runut_core::{Instant, OrderId, PersonId, Refusal, VariantId, Zone};
use runut_store::{Book, Context};

use crate::{ActionError, open_shop, save_person};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Orders back from the newest that steps are taken with: so that some come to their end.
const REACH: i64 = 30;

/// The one who isn't an owner.
const HELPER: &str = "Sari";

/// The request that opens a walk's shop: by it a book is known to be a walk's and nobody's own.
const OPENED: &str = "walk";

/// A walk on its way. A clone takes the same steps, in a book of the same content.
#[derive(Clone, Debug)]
pub struct Walk {
    rng: Rng,
    now: Instant,
    requests: u64,
    /// Counts begun.
    counts: i64,
    /// The step before was an undo.
    undone: bool,
    /// What marketplaces have said so far.
    payouts: payouts::Payouts,
}

/// What a step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was tried.
    pub what: String,
    /// The code by which it was refused, in which case nothing was written; none where something was done.
    pub refused: Option<String>,
}

/// What an action answered, as a step tells it.
fn told<T>(what: impl Into<String>, done: Result<T, ActionError>) -> Result<Step, ActionError> {
    let refused = match done {
        Ok(_) => None,
        Err(ActionError::Refused(refusal)) => Some(refusal.code),
        Err(broken) => return Err(broken),
    };
    Ok(Step { what: what.into(), refused })
}

/// The same of an action on several orders: refused where all of them did.
fn told_all(
    what: impl Into<String>,
    done: Result<runut_store::Written<Outcome>, ActionError>,
) -> Result<Step, ActionError> {
    let none = done.as_ref().ok().filter(|w| w.value.done.is_empty());
    let refused = none.and_then(|w| w.value.refused.first()).map(|r| r.refusal.code.clone());
    let step = told(what, done)?;
    Ok(Step { refused: step.refused.or(refused), ..step })
}

/// What taking back a step came to: refused where nothing of it could be.
fn told_undone(what: &str, done: Result<runut_store::Written<Outcome>, ActionError>) -> Result<Step, ActionError> {
    let refused = done.as_ref().ok().filter(|w| w.value.done.is_empty()).and_then(|w| w.value.refused.first());
    let refused = refused.map(|r| r.refusal.code.clone());
    let step = told(what, done)?;
    Ok(Step { refused: step.refused.or(refused), ..step })
}

/// A step for which nothing was found to be taken with.
fn nothing(what: &str) -> Result<Step, ActionError> {
    Ok(Step { what: what.to_owned(), refused: Some("nothing".to_owned()) })
}

impl Walk {
    /// Opens a shop in an empty book, with an owner and a helper, and stands before its first step.
    ///
    /// # Errors
    /// `shop_exists` where the book has a shop already; [`ActionError`] where it can't be written.
    pub fn begin(book: &Book, seed: u64, now: Instant) -> Result<Self, ActionError> {
        let new = NewShop {
            name: "Toko Coba".to_owned(),
            owner: "Ratna".to_owned(),
            address: String::new(),
            phone: String::new(),
            zone: Zone::Wib,
        };
        open_shop(book, &new, now, OPENED)?;
        let mut walk = Self {
            rng: Rng::with_seed(seed),
            now,
            requests: 0,
            counts: 0,
            undone: false,
            payouts: payouts::Payouts::default(),
        };
        walk.settle(book)?;
        Ok(walk)
    }

    /// Goes on where an earlier walk ended or was ended, with the steps of `seed`; begins in an empty book.
    ///
    /// # Errors
    /// `not_walked` where the book is no walk's: nobody's own book is walked in. [`ActionError`] where it can't be written.
    pub fn go_on(book: &Book, seed: u64, now: Instant) -> Result<Self, ActionError> {
        let Some((first, last)) = book.read(|reader| reader.log_ends())? else {
            return Self::begin(book, seed, now);
        };
        if first.request != OPENED {
            return Err(Refusal::new(
                "not_walked",
                "Buku ini bukan buku jalan-jalan: mungkin buku toko sungguhan. Sebut berkas baru.",
                "No walk made this book: it may be a real shop's. Name a new file.",
            )
            .into());
        }
        let requests = last.request.strip_prefix("walk/").and_then(|n| n.parse().ok()).unwrap_or(0);
        let open = book.read(|reader| reader.open_count_of(VariantId(1)))?;
        let counts = open.map_or(0, |(count, _)| count.id.0);
        let mut walk = Self {
            rng: Rng::with_seed(seed),
            now: last.at.max(now),
            requests,
            counts,
            undone: false,
            payouts: payouts::Payouts::default(),
        };
        walk.settle(book)?;
        Ok(walk)
    }

    /// Sees to it that there is a helper, and goods: what begins a walk may have been ended too.
    fn settle(&mut self, book: &Book) -> Result<(), ActionError> {
        let helped = book.read(|reader| reader.persons())?.iter().any(|person| person.name == HELPER);
        if !helped {
            let divisions = vec![Division::Warehouse];
            let helper = Person { id: PersonId(0), name: HELPER.to_owned(), owner: false, divisions, archived: false };
            save_person(book, &self.ctx(book)?, &helper)?;
        }
        if book.read(|reader| reader.variant_by_name(goods::PRODUCT, goods::VARIANTS[0]))?.is_none() {
            self.new_goods(book)?;
        }
        Ok(())
    }

    /// Takes one step.
    ///
    /// # Errors
    /// [`ActionError`] where the book can't be read or written: a refusal is a step too.
    pub fn step(&mut self, book: &Book) -> Result<Step, ActionError> {
        if book.read(|reader| reader.variant_by_name(goods::PRODUCT, goods::VARIANTS[0]))?.is_none() {
            return told("goods", self.new_goods(book));
        }
        if std::mem::take(&mut self.undone) && self.rng.u8(0..3) == 0 {
            return self.redo(book);
        }
        match self.rng.u32(0..100) {
            0..=4 => self.file(book),
            5..=11 => self.type_order(book),
            12..=14 => self.amend(book),
            15..=31 => self.verb(book),
            32..=34 => self.undo(book),
            35..=56 => self.onward(book),
            57..=58 => self.payout(book),
            59..=61 => self.turn(book),
            62..=65 => self.ship(book),
            66..=72 => self.scan(book),
            73..=77 => self.pay(book),
            78..=80 => self.void(book),
            81..=83 => self.refund(book),
            84..=85 => self.claim(book),
            86 => self.turn(book),
            87..=90 => self.take_back(book),
            91..=92 => self.learn(book),
            93..=96 => self.goods(book),
            97 if self.rng.bool() => self.wave(book),
            97 => self.count(book),
            98 if self.rng.bool() => self.count(book),
            _ if self.rng.bool() => self.wait(book),
            _ => self.undo(book),
        }
    }

    /// The context of the next request, some minutes later; now and then by the helper.
    fn ctx(&mut self, book: &Book) -> Result<Context, ActionError> {
        self.requests += 1;
        self.now.0 += self.rng.i64(1..20) * MINUTE;
        let helper = self.requests > 2 && self.rng.u8(0..5) == 0;
        let helper = helper && book.read(|reader| reader.persons())?.iter().any(|person| person.name == HELPER);
        Ok(book.context(helper.then_some(HELPER), self.now, &format!("walk/{}", self.requests))?)
    }

    /// One of the newest orders; one that isn't there where there is none.
    fn order(&mut self, book: &Book) -> Result<OrderId, ActionError> {
        let next = book.read(|reader| reader.next_order())?.0;
        Ok(OrderId(self.rng.i64((next - REACH).max(1)..=(next - 1).max(1))))
    }

    /// The same with what is in it; none before the first order.
    fn loaded(&mut self, book: &Book) -> Result<Option<Order>, ActionError> {
        let id = self.order(book)?;
        match book.read(|reader| reader.order(id)) {
            Ok(order) => Ok(Some(order)),
            Err(runut_store::StoreError::Missing(_)) => Ok(None),
            Err(broken) => Err(broken.into()),
        }
    }

    /// An order that is wanted, if one is found in some tries; else any.
    fn found(&mut self, book: &Book, wanted: impl Fn(&Order) -> bool) -> Result<Option<Order>, ActionError> {
        for _ in 0..6 {
            if let Some(order) = self.loaded(book)?.filter(|order| wanted(order)) {
                return Ok(Some(order));
            }
        }
        self.loaded(book)
    }

    /// One of the shop's variants.
    fn variant(&mut self, book: &Book) -> Result<VariantId, ActionError> {
        let name = goods::VARIANTS[self.rng.usize(0..goods::VARIANTS.len())];
        Ok(book.read(|reader| reader.variant_by_name(goods::PRODUCT, name))?.unwrap_or(VariantId(1)))
    }

    /// A reason, or none, which many verbs refuse.
    fn reason(&mut self) -> &'static str {
        ["pembeli minta", "salah catat", "pelanggan tetap", ""][self.rng.usize(0..4)]
    }

    /// The last step of whoever acts is taken back; a helper and goods that went with it come again later.
    fn undo(&mut self, book: &Book) -> Result<Step, ActionError> {
        self.undone = true;
        told_undone("undo", crate::undo(book, &self.ctx(book)?, Way::Back))
    }

    /// What whoever acts took back last is done again.
    fn redo(&mut self, book: &Book) -> Result<Step, ActionError> {
        told_undone("redo", crate::undo(book, &self.ctx(book)?, Way::Again))
    }

    /// Time passes, up to two days of it, and what falls due is done.
    fn wait(&mut self, book: &Book) -> Result<Step, ActionError> {
        self.now.0 += self.rng.i64(1..48) * HOUR;
        if self.rng.bool() {
            return told_all("accept", crate::accept_due(book, &self.ctx(book)?));
        }
        told_all("expire", crate::expire_due(book, &self.ctx(book)?))
    }
}
