//! Takes back a person's last step: what it changed is put back as it was. Where something has come since that this would
//! overwrite, the pipeline's reverse verb does it, or it is said why not. What was taken back last is done again in the same
//! way, all of it or nothing.

mod exact;

use std::cell::RefCell;
use std::collections::BTreeMap;

use runut_core::activity::{Act, Activity, Noun, VariantAct};
use runut_core::order::{Order, Plan};
use runut_core::rows::{Outcome, RefusedOrder};
use runut_core::undo::{self, Taken, Way};
use runut_core::{ActivityId, Instant, OrderId, Refusal, Sentence, Verb};
use runut_store::undo::{Blocked, LastStep, Later, Part, Put, Since, Step, StepEntry};
use runut_store::{Book, Context, StoreError, Tx};
use serde::Serialize;

use crate::orders::plan;
use crate::persons::an_owner_stays;
use crate::{ActionError, Done, payments};

/// Why something is undone, where its reverse verb wants a reason.
const WHY: &str = "Diurungkan";

/// Takes back the acting person's newest step that hasn't been taken back: what they did with one write, a file of a thousand
/// orders too. Orders that can't be put back any more are listed, the rest is done. With [`Way::Again`] what they took back
/// last is done again, as long as they have done nothing else since.
///
/// # Errors
/// `undo_nothing`, `redo_nothing`; `undo_forgotten` after 30 days; `undo_opened` for the first entry of a book; `undo_since`,
/// `undo_changed`, `undo_used`, `undo_moved_on`, `stock_short`, `total_taken` where what has come since stands in its way.
pub fn undo(book: &Book, ctx: &Context, way: Way) -> Done<Outcome> {
    book.write(ctx, intent(way), |tx| take(tx, &last(tx, ctx, way)?))
}

/// As [`undo`], for a key that is easily hit: what has a large reach, or was some time ago, is asked first. `sure` is the
/// step that was asked.
///
/// # Errors
/// As [`undo`]; `undo_asks` with the question, whose fact `step` is what `sure` answers.
pub fn undo_by_key(book: &Book, ctx: &Context, way: Way, sure: Option<i64>) -> Done<Outcome> {
    book.write(ctx, intent(way), |tx| {
        let taking = last(tx, ctx, way)?;
        let step = &taking.step;
        let asks = undo::asks(&told(&step.entries), step.at, ctx.now);
        if sure.map_or(asks, |sure| sure != step.id.0) {
            return Err(taking.taken.asks(step.id.0, &taking.when(step.at)).into());
        }
        take(tx, &taking)
    })
}

/// What [`undo`] would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WouldUndo {
    /// `false`: nothing is written.
    pub applied: bool,
    /// The step: its first entry in the log.
    pub step: ActivityId,
    /// Orders that would be put back.
    pub would: Vec<OrderId>,
    /// Orders that can't be, and why.
    pub refused: Vec<RefusedOrder>,
    /// What would be done.
    pub message: Sentence,
    /// What else to know of it.
    pub warnings: Vec<Sentence>,
}

/// What [`undo`] would do now; writes nothing.
///
/// # Errors
/// As [`undo`].
pub fn undo_preview(book: &Book, ctx: &Context, way: Way) -> Result<WouldUndo, ActionError> {
    let told = RefCell::new(None);
    let done = book.write(ctx, intent(way), |tx| {
        let taking = last(tx, ctx, way)?;
        let Outcome { done, refused, warnings, .. } = take(tx, &taking)?;
        let would = way.would(&taking.taken.what);
        let message = match done.is_empty() && !refused.is_empty() {
            true => taking.told(Vec::new(), refused.clone(), Vec::new()).message,
            false => Sentence::new(format!("{}.", would.id), format!("{}.", would.en)),
        };
        let step = taking.step.id;
        told.replace(Some(WouldUndo { applied: false, step, would: done, refused, message, warnings }));
        Err::<(), _>(ActionError::from(way.nothing())) // nothing of it is kept
    });
    match (told.into_inner(), done) {
        (Some(would), _) => Ok(would),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(way.nothing().into()),
    }
}

fn intent(way: Way) -> &'static str {
    match way {
        Way::Back => "undo",
        Way::Again => "redo",
    }
}

/// A step that is being taken, one way or the other.
struct Taking<'a> {
    step: Step,
    taken: Taken,
    since: Since,
    ctx: &'a Context,
}

/// The step that comes next.
fn last<'a>(tx: &Tx<'_>, ctx: &'a Context, way: Way) -> Result<Taking<'a>, ActionError> {
    let taken = |step: &Step| {
        let what = if step.undid.is_empty() { &step.entries } else { &step.undid };
        Taken { way, what: undo::said(&told(what)) }
    };
    match tx.last_step(ctx.person, way)? {
        LastStep::Nothing => Err(way.nothing().into()),
        LastStep::Forgotten(step) => Err(taken(&step).forgotten().into()),
        LastStep::Erased(step) => Err(taken(&step).erased().into()),
        LastStep::Found(step) => Ok(Taking { taken: taken(&step), since: tx.since(&step)?, step: *step, ctx }),
    }
}

fn take(tx: &mut Tx<'_>, taking: &Taking<'_>) -> Result<Outcome, ActionError> {
    let persons = tx.persons()?;
    let done = taking.take(tx).map_err(|error| match error {
        // A SKU, a name, an order's own number: others have it by now.
        ActionError::Book(broken) if broken.is_taken() => taking.taken.changed().into(),
        other => other,
    })?;
    an_owner_stays(&persons, &tx.persons()?)?;
    Ok(done)
}

impl Taking<'_> {
    fn take(&self, tx: &mut Tx<'_>) -> Result<Outcome, ActionError> {
        let entries = &self.step.entries;
        let is = |noun: &str| entries.iter().any(|entry| entry.noun == noun);
        if entries.iter().any(|entry| entry.noun == "shop" && (entry.verb == "open" || entry.verb == "restore")) {
            return Err(self.taken.opened().into());
        }
        let stocks = |entry: &StepEntry| VariantAct::from_key(&entry.verb).is_some_and(VariantAct::moves);
        let opens = entries.iter().any(|entry| entry.noun == "variant" && stocks(entry));
        let back = self.taken.way == Way::Back;
        // A payout's rows and what they post belong together.
        let settles = is("settlement");
        if back && !opens && !settles && !is("payment") && (is("order") || is("wave") || is("import") || is("document"))
        {
            return self.apart(tx);
        }
        self.whole(tx)
    }

    /// Order by order; what isn't an order's goes with them as far as nothing else uses it.
    fn apart(&self, tx: &mut Tx<'_>) -> Result<Outcome, ActionError> {
        let (orders, mut rest) = tx.parts(&self.step, true)?;
        let (mut done, mut refused, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
        for (id, part) in &orders {
            match self.order_back(tx, *id, part)? {
                Ok(warning) => {
                    done.push(*id);
                    warnings.extend(warning);
                }
                Err(refusal) => refused.push(RefusedOrder { order: *id, refusal }),
            }
        }
        if done.is_empty() && !refused.is_empty() {
            return match (refused.len(), refused.pop()) {
                (1, Some(only)) => Err(only.refusal.into()),
                (_, last) => Ok(self.told(done, refused.into_iter().chain(last).collect(), Vec::new())),
            };
        }
        if !refused.is_empty() {
            rest.leave("shop"); // by that start day orders stay
        }
        let put = self.rest_back(tx, &rest)?;
        warnings.extend(stayed(&put, &self.step));
        Ok(self.told(done, refused, warnings))
    }

    /// Puts an order back as it was, or does the reverse verb, and answers what to say of it; or why not.
    fn order_back(
        &self,
        tx: &mut Tx<'_>,
        id: OrderId,
        part: &Part,
    ) -> Result<Result<Option<Sentence>, Refusal>, ActionError> {
        let entries: Vec<&StepEntry> =
            self.step.entries.iter().filter(|entry| entry.noun == "order" && entry.order == Some(id)).collect();
        let Some(refusal) = self.order_stands(tx, id, part)? else {
            let begun = entries.iter().find(|entry| entry.verb == "new" || entry.verb == "take_over");
            let told = begun.or_else(|| entries.iter().rfind(|entry| entry.verb != "scan")).or(entries.last());
            let Some(told) = told else { return Ok(Ok(None)) };
            let activity = self.record_order(tx, told, id, part)?;
            tx.put_back(part, false, &|_| activity)?;
            return Ok(Ok(None));
        };
        let done = match self.reverse(tx, id, &entries, &refusal)? {
            Some((plan, warning)) => {
                tx.apply(&plan)?;
                Ok(warning)
            }
            None => Err(refusal),
        };
        Ok(done)
    }

    /// The pipeline's reverse verb, where the order can't be put back as it was and that verb can still be done.
    fn reverse(
        &self,
        tx: &Tx<'_>,
        id: OrderId,
        entries: &[&StepEntry],
        refusal: &Refusal,
    ) -> Result<Option<(Plan, Option<Sentence>)>, ActionError> {
        let order = tx.order(id)?;
        let verbs: Vec<&&StepEntry> = entries.iter().filter(|entry| entry.verb != "scan").collect();
        let stayed = verbs.last().is_some_and(|last| last.facts.get("to").is_none_or(|to| to == order.stage.key()));
        let begun = verbs.iter().any(|entry| entry.verb == "new") && refusal.code == "undo_used";
        let (verb, warning) = match &verbs[..] {
            [only] if !begun => (undo::instead(&only.verb), None),
            _ if begun => (Some(Verb::Cancel), Some(undo::cancelled(id))),
            _ => (None, None),
        };
        let Some(verb) = verb.filter(|_| stayed) else { return Ok(None) };
        Ok(plan(tx, self.ctx, verb, &order, WHY)?.ok().map(|mut plan| {
            plan.activity = plan.activity.with(undo::STEP, self.step.id);
            (plan, warning)
        }))
    }

    /// What a step did beside its orders: each row as far as it is still as the step left it and nothing uses it.
    fn rest_back(&self, tx: &mut Tx<'_>, rest: &Part) -> Result<Put, ActionError> {
        let set = rest.changes("shop");
        let mut main = self.nouns(|noun| matches!(noun, "import" | "wave" | "document") || noun == "shop" && set);
        if main.is_empty() && !(rest.moves.is_empty() && rest.postings.is_empty()) {
            main = self.nouns(|noun| noun != "order");
        }
        let mut first = None;
        for entry in &main {
            let activity = self.record(tx, entry)?;
            first.get_or_insert(activity);
        }
        let first = first.unwrap_or(self.step.last);
        let put = tx.put_back(rest, true, &|_| first)?;
        let has = |rows: &[(String, i64)], table: &str, id: i64| rows.iter().any(|row| row.0 == table && row.1 == id);
        let undone = |entry: &StepEntry| match entry.noun.as_str() {
            "order" | "import" | "wave" | "document" | "shop" => false, // told before
            // What becomes of a variant is told of its product.
            "product" if entry.facts.contains_key("variant") => {
                entry.facts["variant"].parse().is_ok_and(|variant| has(&put.back, "variant", variant))
            }
            noun => has(&put.gone, noun, entry.noun_id) || has(&put.back, noun, entry.noun_id),
        };
        let undone: Vec<&StepEntry> = self.step.entries.iter().filter(|entry| undone(entry)).collect();
        for (at, entry) in undone.iter().enumerate() {
            let known = |other: &&StepEntry| (&other.noun, other.noun_id) == (&entry.noun, entry.noun_id);
            if !main.iter().chain(&undone[..at]).any(known) {
                self.record(tx, entry)?;
            }
        }
        Ok(put)
    }

    /// All of it or nothing.
    fn whole(&self, tx: &mut Tx<'_>) -> Result<Outcome, ActionError> {
        let (_, part) = tx.parts(&self.step, false)?;
        if let Some(refusal) = self.whole_stands(tx, &part)? {
            return self.otherwise(tx, &part, refusal);
        }
        self.put_back(tx, &part)?;
        Ok(self.told(part.orders().into_iter().collect(), Vec::new(), Vec::new()))
    }

    /// Puts a part back, with an entry for each noun of the step.
    fn put_back(&self, tx: &mut Tx<'_>, part: &Part) -> Result<(), ActionError> {
        let mut taken: BTreeMap<(&str, i64), ActivityId> = BTreeMap::new();
        for entry in self.nouns(|_| true) {
            let activity = match entry.order.filter(|_| entry.noun == "order") {
                Some(order) => self.record_order(tx, entry, order, part)?,
                None => self.record(tx, entry)?,
            };
            taken.insert((&entry.noun, entry.noun_id), activity);
        }
        let of = |by: ActivityId| {
            let entry = usize::try_from(by.0 - self.step.id.0).ok().and_then(|at| self.step.entries.get(at));
            entry.and_then(|entry| taken.get(&(entry.noun.as_str(), entry.noun_id)).copied()).unwrap_or(by)
        };
        tx.put_back(part, false, &of)?;
        Ok(())
    }

    /// Where all of it can't be put back: a payment is voided.
    fn otherwise(&self, tx: &mut Tx<'_>, part: &Part, refusal: Refusal) -> Result<Outcome, ActionError> {
        let recorded = self.step.entries.iter().any(|entry| entry.noun == "payment" && entry.verb == "record");
        let Some(payment) = part.payment().filter(|_| recorded) else { return Err(refusal.into()) };
        match payments::void(tx, self.ctx, payment, WHY, Some(self.step.id)) {
            Ok(outcome) => Ok(self.told(outcome.done, Vec::new(), outcome.warnings)),
            Err(ActionError::Refused(_)) => Err(refusal.into()),
            Err(broken) => Err(broken),
        }
    }

    /// The first entry of each noun of the step that is wanted.
    fn nouns(&self, wanted: impl Fn(&str) -> bool) -> Vec<&StepEntry> {
        let mut found: Vec<&StepEntry> = Vec::new();
        for entry in self.step.entries.iter().filter(|entry| wanted(&entry.noun)) {
            if !found.iter().any(|known| known.noun == entry.noun && known.noun_id == entry.noun_id) {
                found.push(entry);
            }
        }
        found
    }

    fn activity(&self, entry: &StepEntry) -> Option<Activity> {
        let noun = Noun::from_key(&entry.noun)?;
        let mut activity = Activity::new(Act::Undo(noun), entry.noun_id);
        activity.order = entry.order;
        activity.facts = undo::facts(self.step.id.0, &entry.verb, &entry.facts);
        Some(activity)
    }

    fn record(&self, tx: &mut Tx<'_>, entry: &StepEntry) -> Result<ActivityId, ActionError> {
        let activity = self.activity(entry).ok_or_else(|| ActionError::from(self.taken.changed()))?;
        Ok(tx.record(&activity)?)
    }

    fn record_order(
        &self,
        tx: &mut Tx<'_>,
        entry: &StepEntry,
        id: OrderId,
        part: &Part,
    ) -> Result<ActivityId, ActionError> {
        let mut activity = self.activity(entry).ok_or_else(|| ActionError::from(self.taken.changed()))?;
        if let (Some(was), Some(order)) = (tx.order_was(part, id)?, there(tx, id)?) {
            let from = (order.stage, order.held.is_some(), order.failed);
            undo::stands(&mut activity.facts, from, (was.stage, was.held, was.failed));
        }
        Ok(tx.record(&activity)?)
    }

    fn told(&self, done: Vec<OrderId>, refused: Vec<RefusedOrder>, warnings: Vec<Sentence>) -> Outcome {
        let said = self.taken.way.done(&self.taken.what);
        let message = match (done.is_empty(), refused.len()) {
            (_, 0) => Sentence::new(format!("{}.", said.id), format!("{}.", said.en)),
            (true, n) => Sentence::new(
                format!("Tidak ada yang diurungkan ({}): {n} pesanan tidak bisa.", self.taken.what.id),
                format!("Nothing was undone ({}): {n} orders can't be.", self.taken.what.en),
            ),
            (false, n) => Sentence::new(
                format!("{}. {} pesanan jadi, {n} tidak.", said.id, done.len()),
                format!("{}. {} orders done, {n} not.", said.en, done.len()),
            ),
        };
        Outcome { done, refused, undo: None, message, warnings }
    }

    fn since(&self, later: &Later) -> Refusal {
        let what = undo::said(&told(std::slice::from_ref(&later.entry)));
        self.taken.since(&what, &later.person, &self.when(later.at))
    }

    fn when(&self, at: Instant) -> String {
        let zone = self.ctx.zone;
        let format = if zone.day(at) == self.ctx.today { "%H.%M" } else { "%d/%m %H.%M" };
        zone.local(at).format(format).to_string()
    }
}

/// Entries, for a sentence.
fn told(entries: &[StepEntry]) -> Vec<undo::StepEntry<'_>> {
    let mut told = Vec::with_capacity(entries.len());
    for StepEntry { noun, noun_id, verb, order, facts } in entries {
        told.push(undo::StepEntry { noun, noun_id: *noun_id, verb, order: *order, facts });
    }
    told
}

/// An order; none where it was taken out.
fn there(tx: &Tx<'_>, id: OrderId) -> Result<Option<Order>, ActionError> {
    match tx.order(id) {
        Ok(order) => Ok(Some(order)),
        Err(StoreError::Missing(_)) => Ok(None),
        Err(broken) => Err(broken.into()),
    }
}

/// What of a step stayed as it is, in sentences.
fn stayed(put: &Put, step: &Step) -> Vec<Sentence> {
    let used = |table: &str| {
        put.blocked.iter().filter(|kept| matches!(kept, Blocked::Used { what, .. } if what == table)).count()
    };
    let mut told = Vec::new();
    let (goods, customers) = (used("product").max(used("variant")), used("customer"));
    if goods > 0 {
        told.push(Sentence::new(
            format!("{goods} produk tetap ada karena sudah dipakai."),
            format!("{goods} products stay because they are used."),
        ));
    }
    if customers > 0 {
        told.push(Sentence::new("Pelanggannya tetap ada karena sudah dipakai.", "The customer stays: it is used."));
    }
    if step.entries.iter().any(|entry| entry.noun == "document") {
        told.push(Sentence::new(
            "Hanya tandanya yang dihapus; kertasnya tetap ada.",
            "Only the mark is gone; the paper is still there.",
        ));
    }
    told
}
