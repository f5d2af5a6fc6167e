//! Taking back the last step: how the log tells it, and why it can't be done.
//!
//! A step is what a person did with one write. Taking it back puts what it changed back as it was and reverses its moves
//! and postings; where something has come since that this would overwrite, the pipeline's reverse verb does it, or nothing.
//! Taking back is a step like others: it is taken back in the same way, and what it had undone is so again.

use crate::activity::Facts;
use crate::{OrderId, Refusal, Sentence, Stage, Verb};

mod said;

pub use crate::activity::undone::{AGAIN, BY_CLOCK, FAILED, HELD, STEP, UNDID, VERB, Way, done, facts, sentence};
pub use said::{StepEntry, asks, said};

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

/// A step that is taken, one way or the other.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which way.
    pub way: Way,
    /// What it did.
    pub what: Sentence,
}

impl Taken {
    /// Its reach is large, or it was done some time ago: whether it is meant is asked first.
    #[must_use]
    pub fn asks(&self, step: i64, when: &str) -> Refusal {
        let (id, en) = match self.way {
            Way::Back => {
                (format!("Langkah pukul {when}: {}.", self.what.id), format!("The step of {when}: {}.", self.what.en))
            }
            Way::Again => {
                (format!("Diurungkan pukul {when}: {}.", self.what.id), format!("Undone at {when}: {}.", self.what.en))
            }
        };
        Refusal::new("undo_asks", id, en).with("step", step)
    }

    /// What a step changed isn't kept any more.
    #[must_use]
    pub fn forgotten(&self) -> Refusal {
        self.refusal(
            "undo_forgotten",
            "Sudah lebih dari 30 hari. Perbaiki langsung di tempatnya",
            "It is more than 30 days ago. Put it right where it stands",
        )
    }

    /// Who was erased doesn't come back.
    #[must_use]
    pub fn erased(&self) -> Refusal {
        self.refusal(
            "undo_erased",
            "Data pribadi seseorang sudah dihapus dengan langkah itu atau dari langkah itu, dan tidak bisa kembali",
            "Somebody's personal data were erased by that step or from it, and can't come back",
        )
    }

    /// A book isn't unopened.
    #[must_use]
    pub fn opened(&self) -> Refusal {
        self.refusal(
            "undo_opened",
            "Ini awal buku, tidak ada yang sebelumnya",
            "This is where the book begins; there is nothing before it",
        )
    }

    /// Something was done since that taking it back would overwrite.
    #[must_use]
    pub fn since(&self, later: &Sentence, who: &str, when: &str) -> Refusal {
        self.refusal(
            "undo_since",
            &format!(
                "Sesudahnya ada: {} ({who}, {when}). Urungkan itu dulu, atau ubah langsung di tempatnya",
                later.id
            ),
            &format!("Since then: {} ({who}, {when}). Undo that first, or change it where it stands", later.en),
        )
    }

    /// What it left is no longer as it left it.
    #[must_use]
    pub fn changed(&self) -> Refusal {
        self.refusal(
            "undo_changed",
            "Isinya sudah berubah sejak itu. Ubah langsung di tempatnya",
            "It has changed since. Change it where it stands",
        )
    }

    /// What it added is used elsewhere.
    #[must_use]
    pub fn used(&self, by: &str) -> Refusal {
        let (id, en) = match by {
            "order_line" | "orders" => ("pesanan", "an order"),
            "stock_move" => ("mutasi stok", "stock that moved"),
            "stock_count_line" | "stock_count" => ("opname", "a count"),
            "activity" => ("log", "the log"),
            "variant_alias" => ("impor", "an import"),
            _ => ("catatan lain", "something else"),
        };
        self.refusal(
            "undo_used",
            &format!("Sudah dipakai oleh {id}. Arsipkan saja bila tidak dipakai lagi"),
            &format!("It is used by {en}. Archive it if it isn't wanted any more"),
        )
        .with("by", by)
    }

    /// The units have moved on.
    #[must_use]
    pub fn moved_on(&self, goods: &str, there: i64) -> Refusal {
        self.refusal(
            "undo_moved_on",
            &format!(
                "{goods} tinggal {there} di tempatnya; sisanya sudah keluar. Betulkan lewat Sesuaikan atau opname"
            ),
            &format!(
                "Only {there} of {goods} are still there; the rest has moved on. Put it right by adjusting or counting"
            ),
        )
        .with("there", there)
    }

    /// What the units are worth has gone out with others.
    #[must_use]
    pub fn worth_gone(&self, goods: &str) -> Refusal {
        self.refusal(
            "undo_moved_on",
            &format!("Nilai {goods} sudah ikut keluar dengan barang lain. Betulkan lewat Sesuaikan atau opname"),
            &format!("What {goods} cost has gone out with other units. Put it right by adjusting or counting"),
        )
    }

    fn refusal(&self, code: &str, id: &str, en: &str) -> Refusal {
        let (no_id, no_en) = match self.way {
            Way::Back => ("diurungkan", "undone"),
            Way::Again => ("diulangi", "done again"),
        };
        Refusal::new(
            code,
            format!("Tidak bisa {no_id} ({}). {id}.", self.what.id),
            format!("It can't be {no_en} ({}). {en}.", self.what.en),
        )
    }
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
        format!("Pesanan {order}: batas bayarnya sudah lewat. Buka lagi, atau buat lagi, dengan batas baru."),
        format!("Order {order}: its payment deadline has passed. Reopen it, or place it anew, with a new one."),
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
