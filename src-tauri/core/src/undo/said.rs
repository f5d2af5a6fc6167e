//! A step in one sentence: its main thing, and what it carries beside.

use std::collections::BTreeSet;

use crate::activity::{self, Facts, verb_done};
use crate::{Instant, Money, OrderId, Sentence, Verb};

/// An entry of a step, for telling it.
#[derive(Clone, Copy, Debug)]
pub struct StepEntry<'a> {
    /// What it was done to.
    pub noun: &'a str,
    /// Key of that.
    pub noun_id: i64,
    /// What was done.
    pub verb: &'a str,
    /// The order concerned.
    pub order: Option<OrderId>,
    /// Old and new, reason, source.
    pub facts: &'a Facts,
}

/// How long a step may lie back, in milliseconds, before it is asked whether it is meant.
const RECENT: i64 = 10 * 60_000;

/// How many things a step may concern before it is asked.
const FEW: usize = 5;

/// Whether it is asked before a step is taken back by a key: its reach is large, or it was some time ago.
#[must_use]
pub fn asks(entries: &[StepEntry<'_>], at: Instant, now: Instant) -> bool {
    let things: BTreeSet<(&str, i64)> = entries.iter().map(|entry| (entry.noun, entry.noun_id)).collect();
    orders(entries).len() > 1
        || things.len() > FEW
        || entries.iter().any(|entry| entry.noun == "import")
        || now.0.saturating_sub(at.0) > RECENT
}

/// A step in a sentence: its main thing, and what it carries beside.
#[must_use]
pub fn said(entries: &[StepEntry<'_>]) -> Sentence {
    let Some(main) = main(entries) else { return Sentence::new("", "") };
    let told = activity::sentence(main.noun, main.verb, main.facts);
    let told = match (main.noun, main.order, orders(entries).len()) {
        ("order", Some(order), 0..=1) => {
            Sentence::new(format!("Pesanan {order}: {}", told.id), format!("Order {order}: {}", told.en))
        }
        ("order", _, many @ 2..) => {
            let (id, en) = Verb::from_key(main.verb).map_or(("Dicatat", "Typed in"), verb_done);
            Sentence::new(
                format!("{many} pesanan {}", id.to_lowercase()),
                format!("{many} orders {}", en.to_lowercase()),
            )
        }
        _ => told,
    };
    let more = beside(entries, main);
    let join = |more: Vec<&str>, and: &str| match &more[..] {
        [] => String::new(),
        [only] => format!(", {and} {only}"),
        [first @ .., last] => format!(", {}, {and} {last}", first.join(", ")),
    };
    let id = join(more.iter().map(|more| more.id.as_str()).collect(), "dan");
    let en = join(more.iter().map(|more| more.en.as_str()).collect(), "and");
    Sentence::new(told.id + &id, told.en + &en)
}

fn orders(entries: &[StepEntry<'_>]) -> BTreeSet<OrderId> {
    entries.iter().filter(|entry| entry.noun == "order").filter_map(|entry| entry.order).collect()
}

/// What tells all of a step by itself, the first found of these.
const WHOLE: [&str; 8] = ["import", "wave", "count", "document", "shop", "bill", "receipt", "purchase"];

/// What happens to an order's money when a payment is recorded, voided or given back: the payment tells it.
const MONEY: [&str; 3] = ["pay", "void", "refund"];

/// The entry that a step was done for.
fn main<'a>(entries: &[StepEntry<'a>]) -> Option<StepEntry<'a>> {
    let of = |noun: &str| entries.iter().find(|entry| entry.noun == noun);
    let whole = WHOLE.iter().find_map(|noun| of(noun));
    let deeds = || entries.iter().filter(|e| e.noun == "order" && e.verb != "scan" && !MONEY.contains(&e.verb));
    let deed = || {
        ["new", "take_over", "return"].iter().find_map(|verb| deeds().find(|e| e.verb == *verb)).or(deeds().next_back())
    };
    whole.or_else(deed).or_else(|| of("payment")).or_else(|| of("product")).or(entries.first()).copied()
}

/// What a step carries beside its main thing.
fn beside(entries: &[StepEntry<'_>], main: StepEntry<'_>) -> Vec<Sentence> {
    if WHOLE.contains(&main.noun) {
        return Vec::new(); // its own words have the figures
    }
    let mut more = Vec::new();
    let rp = |facts: &Facts| facts.get("amount").and_then(|sum| sum.parse().ok()).map_or(Money::ZERO, Money);
    let name = |facts: &Facts| facts.get("name").cloned().unwrap_or_default();
    let paid = entries.iter().filter(|entry| entry.noun == "payment" && main.noun != "payment");
    for entry in paid.clone() {
        let sum = rp(entry.facts);
        more.push(match entry.verb {
            "refund" => Sentence::new(format!("uang kembali Rp {sum}"), format!("Rp {sum} given back")),
            "void" => Sentence::new(format!("uang masuk Rp {sum} dibatalkan"), format!("a payment of Rp {sum} voided")),
            _ => Sentence::new(format!("uang masuk Rp {sum}"), format!("Rp {sum} received")),
        });
    }
    let claim = entries.iter().find(|entry| entry.noun == "order" && entry.verb == "claim" && main.verb == "return");
    if let Some(claim) = claim.filter(|_| paid.count() == 0) {
        let sum = rp(claim.facts);
        more.push(Sentence::new(format!("klaim pembeli Rp {sum}"), format!("a claim of Rp {sum}")));
    }
    let (mut known, mut same, mut openings, mut others) = (BTreeSet::new(), 0_u32, 0_u32, 0_u32);
    for entry in entries.iter().filter(|entry| !matches!(entry.noun, "order" | "payment")) {
        if (entry.noun, entry.noun_id) == (main.noun, main.noun_id) || !known.insert((entry.noun, entry.noun_id)) {
            continue;
        }
        match (entry.noun, entry.verb) {
            ("customer", "add") => {
                let name = name(entry.facts);
                more.push(Sentence::new(format!("pelanggan baru {name}"), format!("the new customer {name}")));
            }
            ("customer", "merged" | "unmerged") => {} // the other one tells it
            ("customer", _) if main.noun == "order" => {
                let name = name(entry.facts);
                more.push(Sentence::new(format!("data pelanggan {name}"), format!("{name}'s particulars")));
            }
            ("variant", "open") if main.verb != "open" => openings += 1,
            (noun, verb) if (noun, verb) == (main.noun, main.verb) => same += 1,
            _ => others += 1,
        }
    }
    for (count, id, en) in
        [(same, "lagi", "more"), (openings, "stok awal", "opening stocks"), (others, "catatan lain", "other entries")]
    {
        if count > 0 {
            more.push(Sentence::new(format!("{count} {id}"), format!("{count} {en}")));
        }
    }
    more
}
