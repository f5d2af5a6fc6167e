//! Taking back the last step: how the log tells it, and why it can't be done.
//!
//! A step is what a person did with one write. Taking it back puts what it changed back as it was and reverses its moves
//! and postings; where something has come since that this would overwrite, the pipeline's reverse verb does it, or nothing.

use crate::activity::{self, Facts, verb_done};
use crate::{OrderId, Refusal, Sentence, Stage, Verb};

/// The verb of an entry that tells of something put back as it was.
pub const VERB: &str = "undo";

/// The fact that names the step which an entry takes back: the number of its first entry.
pub const STEP: &str = "undoes";

/// The fact that names the verb which was taken back.
pub const UNDID: &str = "undid";

/// The fact that tells whether an order is held afterwards (`1`, `0`), where that changed.
pub const HELD: &str = "is_held";

/// The fact that tells whether its delivery has failed, where that changed.
pub const FAILED: &str = "is_failed";

/// The fact of what the clock made due, and no person did.
pub const BY_CLOCK: &str = "due";

/// Columns of an order that depend on nothing else in it and that nothing else depends on: putting them back disturbs
/// nothing that was done since.
const FREE: [&str; 5] = ["held", "wave_id", "printed", "labelled", "seller_note"];

/// Whether what a step changed of an order may be put back although something was done with the order since.
pub fn is_free<'a>(mut columns: impl Iterator<Item = &'a str>) -> bool {
    columns.all(|column| FREE.contains(&column))
}

/// The verb that takes back another where the order can't just be put back as it was.
#[must_use]
pub fn instead(verb: &str) -> Option<Verb> {
    match Verb::from_key(verb)? {
        verb @ (Verb::Approve
        | Verb::Pack
        | Verb::Ship
        | Verb::Deliver
        | Verb::Complete
        | Verb::Cancel
        | Verb::Expire
        | Verb::Hold) => verb.reverse(),
        _ => None,
    }
}

/// The facts of an entry that takes back another: what is needed to tell it.
#[must_use]
pub fn facts(step: i64, verb: &str, before: &Facts) -> Facts {
    const OWN: [&str; 6] = ["from", "to", "held", STEP, UNDID, BY_CLOCK];
    let kept = before.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let mut facts: Facts = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
    facts.insert(STEP.to_owned(), step.to_string());
    facts.insert(UNDID.to_owned(), verb.to_owned());
    facts
}

/// An entry that takes back another, in a sentence.
#[must_use]
pub fn sentence(noun: &str, facts: &Facts) -> Sentence {
    let verb = facts.get(UNDID).map_or("", String::as_str);
    undone(&activity::sentence(noun, verb, facts))
}

/// That something was taken back.
#[must_use]
pub fn undone(what: &Sentence) -> Sentence {
    Sentence::new(format!("Diurungkan: {}", what.id), format!("Undone: {}", what.en))
}

/// A step in a sentence: what the log says of the noun that all of it was done for, and how many orders.
///
/// `entries` are noun, verb, order and facts.
#[must_use]
pub fn said(entries: &[(&str, &str, Option<OrderId>, &Facts)]) -> Sentence {
    const WHOLE: [&str; 8] = ["import", "wave", "payment", "count", "document", "product", "customer", "shop"];
    let whole = entries.iter().find(|(noun, ..)| WHOLE.contains(noun));
    if let Some((noun, verb, _, facts)) = whole {
        return activity::sentence(noun, verb, facts);
    }
    let Some((noun, verb, order, facts)) = entries.last() else { return Sentence::new("", "") };
    let orders: std::collections::BTreeSet<OrderId> = entries.iter().filter_map(|entry| entry.2).collect();
    let told = activity::sentence(noun, verb, facts);
    match (orders.len(), order) {
        (0, _) if entries.len() > 1 => {
            let more = entries.len() - 1;
            Sentence::new(format!("{}, dan {more} lagi", told.id), format!("{}, and {more} more", told.en))
        }
        (0, _) | (_, None) => told,
        (1, Some(order)) => {
            Sentence::new(format!("Pesanan {order}: {}", told.id), format!("Order {order}: {}", told.en))
        }
        (many, _) => {
            let done = Verb::from_key(verb).map(verb_done);
            let (id, en) = done.map_or_else(
                || ((*verb).to_owned(), (*verb).to_owned()),
                |(id, en)| (id.to_lowercase(), en.to_lowercase()),
            );
            Sentence::new(format!("{many} pesanan {id}"), format!("{many} orders {en}"))
        }
    }
}

/// There is no step to take back.
#[must_use]
pub fn nothing() -> Refusal {
    Refusal::new("undo_nothing", "Tidak ada langkah Anda yang bisa diurungkan.", "There is no step of yours to undo.")
}

/// What a step changed isn't kept any more.
#[must_use]
pub fn forgotten(what: &Sentence) -> Refusal {
    refusal(
        "undo_forgotten",
        what,
        "Sudah lebih dari 30 hari. Perbaiki langsung di tempatnya",
        "It is more than 30 days ago. Put it right where it stands",
    )
}

/// A book isn't unopened.
#[must_use]
pub fn opened(what: &Sentence) -> Refusal {
    refusal(
        "undo_opened",
        what,
        "Ini awal buku, tidak ada yang sebelumnya",
        "This is where the book begins; there is nothing before it",
    )
}

/// Something was done since that taking it back would overwrite.
#[must_use]
pub fn since(what: &Sentence, later: &Sentence, who: &str, when: &str) -> Refusal {
    refusal(
        "undo_since",
        what,
        &format!("Sesudahnya ada: {} ({who}, {when}). Urungkan itu dulu, atau ubah langsung di tempatnya", later.id),
        &format!("Since then: {} ({who}, {when}). Undo that first, or change it where it stands", later.en),
    )
}

/// What it left is no longer as it left it.
#[must_use]
pub fn changed(what: &Sentence) -> Refusal {
    refusal(
        "undo_changed",
        what,
        "Isinya sudah berubah sejak itu. Ubah langsung di tempatnya",
        "It has changed since. Change it where it stands",
    )
}

/// What it added is used elsewhere.
#[must_use]
pub fn used(what: &Sentence, by: &str) -> Refusal {
    let (id, en) = match by {
        "order_line" | "orders" => ("pesanan", "an order"),
        "stock_move" => ("mutasi stok", "stock that moved"),
        "stock_count_line" | "stock_count" => ("opname", "a count"),
        "activity" => ("log", "the log"),
        "variant_alias" => ("impor", "an import"),
        _ => ("catatan lain", "something else"),
    };
    refusal(
        "undo_used",
        what,
        &format!("Sudah dipakai oleh {id}. Arsipkan saja bila tidak dipakai lagi"),
        &format!("It is used by {en}. Archive it if it isn't wanted any more"),
    )
    .with("by", by)
}

/// The units have moved on.
#[must_use]
pub fn moved_on(what: &Sentence, goods: &str, there: i64) -> Refusal {
    refusal(
        "undo_moved_on",
        what,
        &format!("{goods} tinggal {there} di tempatnya; sisanya sudah keluar. Betulkan lewat Sesuaikan atau opname"),
        &format!(
            "Only {there} of {goods} are still there; the rest has moved on. Put it right by adjusting or counting"
        ),
    )
    .with("there", there)
}

/// What the units are worth has gone out with others.
#[must_use]
pub fn worth_gone(what: &Sentence, goods: &str) -> Refusal {
    refusal(
        "undo_moved_on",
        what,
        &format!("Nilai {goods} sudah ikut keluar dengan barang lain. Betulkan lewat Sesuaikan atau opname"),
        &format!("What {goods} cost has gone out with other units. Put it right by adjusting or counting"),
    )
}

/// Its units are promised to others by now.
#[must_use]
pub fn promised(order: OrderId, goods: &str, there: i64) -> Refusal {
    Refusal::new(
        "stock_short",
        format!("Pesanan {order}: {goods} tersedia tinggal {there}. Terima barangnya dulu, lalu urungkan lagi."),
        format!("Order {order}: only {there} of {goods} available. Receive goods first, then undo again."),
    )
    .with("order", order)
    .with("there", there)
}

/// Another order waits for the same total by now.
#[must_use]
pub fn total_taken(order: OrderId, total: crate::Money) -> Refusal {
    Refusal::new(
        "total_taken",
        format!("Pesanan {order}: total Rp {total} sekarang ditunggu pesanan lain. Buat lagi pesanannya."),
        format!("Order {order}: another order waits for Rp {total} by now. Place it anew."),
    )
    .with("order", order)
}

/// Its payment deadline has passed.
#[must_use]
pub fn deadline_passed(order: OrderId) -> Refusal {
    Refusal::new(
        "deadline_passed",
        format!("Pesanan {order}: batas bayarnya sudah lewat. Buka lagi pesanannya dengan batas baru."),
        format!("Order {order}: its payment deadline has passed. Reopen it with a new one."),
    )
    .with("order", order)
}

/// A new order was cancelled instead of being taken out.
#[must_use]
pub fn cancelled(order: OrderId) -> Sentence {
    Sentence::new(
        format!("Pesanan {order} dibatalkan, tidak dihapus: ia pernah punya pembayaran."),
        format!("Order {order} is cancelled, not removed: it has had a payment."),
    )
}

/// The facts of what taking back changes of where an order stands.
pub fn stands(facts: &mut Facts, from: (Stage, bool, bool), to: (Stage, bool, bool)) {
    let mark = |is: bool| if is { "1" } else { "0" }.to_owned();
    if from.0 != to.0 {
        facts.insert("from".to_owned(), from.0.key().to_owned());
        facts.insert("to".to_owned(), to.0.key().to_owned());
    }
    if from.1 != to.1 {
        facts.insert(HELD.to_owned(), mark(to.1));
    }
    if from.2 != to.2 {
        facts.insert(FAILED.to_owned(), mark(to.2));
    }
}

fn refusal(code: &str, what: &Sentence, id: &str, en: &str) -> Refusal {
    Refusal::new(
        code,
        format!("Tidak bisa diurungkan ({}). {id}.", what.id),
        format!("It can't be undone ({}). {en}.", what.en),
    )
}
