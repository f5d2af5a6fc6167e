//! Whether each move and each posting hangs on an entry that may move or post so, by the log's own vocabulary.

use runut_core::activity::{Act, OrderAct, VariantAct};
use runut_core::posting::Account;
use runut_core::rows::Finding;

use super::sums::compare;
use crate::{Reader, StoreError};

/// Looks for moves without an event of their kind.
pub(super) fn moves(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let allowed = may_move();
    let sql = format!(
        "SELECT 'move ' || m.id AS place, m.quantity AS found, 0 AS expected
         FROM stock_move m JOIN activity a ON a.id = m.activity_id WHERE NOT ({allowed})"
    );
    let words = ("mutasi tanpa kejadian yang sesuai", "a move without an event of its kind");
    compare(book, "move_kind", &sql, words, findings)
}

/// Looks for postings without an event of their kind.
pub(super) fn postings(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let allowed = may_post();
    let sql = format!(
        "SELECT 'posting ' || p.id AS place, p.amount AS found, 0 AS expected
         FROM posting p JOIN activity a ON a.id = p.activity_id WHERE NOT ({allowed})"
    );
    let words = ("pembukuan tanpa kejadian yang sesuai", "a posting without an event of its kind");
    compare(book, "posting_kind", &sql, words, findings)
}

/// Of which entries a move may be: of its variant, or of its order.
fn may_move() -> String {
    let of_variant = verbs(VariantAct::ALL.iter().filter(|act| act.moves()).map(|act| Act::Variant(*act)));
    let of_order = verbs(OrderAct::ALL.iter().filter(|act| act.moves()).map(|act| Act::Order(*act)));
    format!(
        "a.noun = 'variant' AND a.noun_id = m.variant_id AND a.verb IN ({of_variant})
         OR a.noun = 'order' AND a.order_id = m.order_id AND a.verb IN ({of_order})"
    )
}

/// Of which entries a posting may be: of a variant between Persediaan and the accounts that it may be taken from or put
/// against, or of its order, whose position says what exactly.
fn may_post() -> String {
    let of_order = verbs(OrderAct::ALL.iter().filter(|act| act.posts()).map(|act| Act::Order(*act)));
    let mut any: Vec<Account> = Vec::new();
    let mut allowed = vec![format!("a.noun = 'order' AND a.order_id = p.order_id AND a.verb IN ({of_order})")];
    for act in VariantAct::ALL.iter().filter(|act| !act.posts().is_empty()) {
        let (verb, pairs) = (act.key(), pairs(act.posts(), !act.only_in()));
        allowed.push(format!("a.noun = 'variant' AND a.verb = '{verb}' AND p.order_id IS NULL AND ({pairs})"));
        any.extend(act.posts());
    }
    let (undo, pairs) = (runut_core::undo::VERB, pairs(&any, true));
    allowed.push(format!("a.noun = 'variant' AND a.verb = '{undo}' AND p.order_id IS NULL AND ({pairs})"));
    allowed.join(" OR ")
}

/// What is in stock grows against these accounts, or `both` ways.
fn pairs(accounts: &[Account], both: bool) -> String {
    let stock = Account::Inventory.id();
    let keys = accounts.iter().map(|account| account.id().to_string()).collect::<Vec<_>>().join(", ");
    let grows = format!("p.debit = {stock} AND p.credit IN ({keys})");
    if both { format!("{grows} OR p.credit = {stock} AND p.debit IN ({keys})") } else { grows }
}

/// The words of these entries, and of their being taken back.
fn verbs(acts: impl Iterator<Item = Act>) -> String {
    quoted(acts.map(|act| act.verb().to_owned()).chain([runut_core::undo::VERB.to_owned()]))
}

fn quoted(words: impl Iterator<Item = String>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}
