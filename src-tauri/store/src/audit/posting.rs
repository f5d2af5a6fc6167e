//! Postings: each hangs on an entry that may post so, on the day and at the store of what it is of.

use runut_core::AccountId;
use runut_core::activity::{Act, JournalAct, OrderAct, VariantAct};
use runut_core::chart::{MONEY_NUMBERS, WALLET_NUMBERS};
use runut_core::journal::kept_elsewhere;
use runut_core::posting::Account;
use runut_core::rows::Finding;

use super::Checks;
use super::sums::{Sum, compare};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks { sums: &SUMS, parts: &[kinds], ..Checks::of("posting") };

/// Sums that must agree.
const SUMS: [Sum; 3] = [
    Sum {
        code: "posting_day",
        sql: "SELECT 'posting ' || p.id || ' (hari)' AS place, p.day AS found, a.day AS expected
         FROM posting p JOIN activity a ON a.id = p.activity_id
         WHERE COALESCE(p.event_day, p.day) <> a.day AND (a.noun = 'variant' AND a.verb <> 'undo' AND a.verb <> 'receive'
           OR a.noun = 'order' AND a.verb NOT IN ('pay', 'refund', 'undo') AND a.facts NOT LIKE '%_file_:%'
             AND a.verb NOT IN ('take_over', 'update')
           OR a.verb IN ('pay', 'refund') AND a.noun <> 'bill' AND NOT EXISTS (
             SELECT 1 FROM payment_part t JOIN payment m ON m.id = t.payment_id
             WHERE t.order_id = p.order_id AND m.day = COALESCE(p.event_day, p.day)))
         UNION ALL SELECT 'posting ' || p.id || ' (bulan tutup)', p.day, p.event_day FROM posting p
         WHERE p.event_day IS NOT NULL AND (p.event_day >= p.day OR p.day % 100 <> 1)",
        id: "hari pembukuan bukan hari kejadiannya",
        en: "posted on another day than it happened",
    },
    Sum {
        code: "posting_store",
        sql: "SELECT 'posting ' || p.id || ' (toko)' AS place, COALESCE(p.store_id, 0) AS found, COALESCE(o.store_id, 0) AS expected
         FROM posting p LEFT JOIN orders o ON o.id = p.order_id JOIN activity a ON a.id = p.activity_id
         WHERE p.store_id IS DISTINCT FROM o.store_id AND (o.id IS NOT NULL OR p.order_id IS NULL AND a.noun <> 'journal' AND a.noun <> 'settlement'
           AND NOT (a.noun = 'order' AND (a.verb = 'settle' OR a.verb = 'undo')))
         UNION ALL SELECT 'posting ' || p.id || ' (piutang)', a.id, 1200 + COALESCE(p.store_id, 0)
         FROM posting p JOIN account a ON a.id = p.debit OR a.id = p.credit
         WHERE a.id BETWEEN 1201 AND 1299 AND a.id NOT IN (1210, 1220, 1230) AND a.id <> 1200 + COALESCE(p.store_id, 0)",
        id: "bukan dari toko pesanannya",
        en: "not of its order's store",
    },
    Sum {
        code: "posting_reverses",
        sql: "SELECT 'posting ' || p.id AS place, p.amount AS found, COALESCE(r.amount, 0) AS expected
         FROM posting p LEFT JOIN posting r ON r.id = p.reverses AND r.id < p.id AND r.debit = p.credit
           AND r.credit = p.debit AND r.amount = p.amount AND r.order_id IS NOT DISTINCT FROM p.order_id
         LEFT JOIN activity a ON a.id = p.activity_id
         WHERE p.reverses IS NOT NULL AND r.id IS NULL
           OR (a.verb = 'undo' AND p.reverses IS NULL
             OR a.verb <> 'undo' AND (a.noun <> 'journal' OR a.verb <> 'reverse') AND p.reverses IS NOT NULL)
         UNION ALL SELECT 'posting ' || p.reverses, COUNT(*) - COUNT(q.id), 1
         FROM posting p LEFT JOIN posting q ON q.reverses = p.id
         WHERE p.reverses IS NOT NULL GROUP BY p.reverses HAVING COUNT(*) - COUNT(q.id) > 1",
        id: "bukan kebalikan dari pembukuan yang dibatalkannya",
        en: "not the reverse of the posting that it takes back",
    },
];

/// Looks for postings without an event of their kind.
fn kinds(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let allowed = may_post();
    let sql = format!(
        "SELECT 'posting ' || p.id AS place, p.amount AS found, 0 AS expected
         FROM posting p JOIN activity a ON a.id = p.activity_id WHERE NOT ({allowed})"
    );
    let words = ("pembukuan tanpa kejadian yang sesuai", "a posting without an event of its kind");
    compare(book, "posting_kind", &sql, words, findings)
}

/// Of which entries a posting may be: of a variant between Persediaan and the accounts that it may be taken from or put
/// against, or of its order, whose position says what exactly.
fn may_post() -> String {
    let of_order = verbs(OrderAct::ALL.iter().filter(|act| act.posts()).map(|act| Act::Order(*act)));
    let mut any: Vec<String> = Vec::new();
    let mut allowed = vec![format!("a.noun = 'order' AND a.order_id = p.order_id AND a.verb IN ({of_order})")];
    for act in VariantAct::ALL.iter().filter(|act| !act.posts().is_empty()) {
        let (verb, lawful) = (act.key(), of_variant(*act));
        allowed.push(format!("a.noun = 'variant' AND a.verb = '{verb}' AND p.order_id IS NULL AND ({lawful})"));
        any.push(lawful);
    }
    // What takes one of these back goes the other way round.
    let (undo, any) = (runut_core::undo::VERB, any.join(" OR "));
    let back = any.replace("p.debit", "p.other").replace("p.credit", "p.debit").replace("p.other", "p.credit");
    allowed.push(format!("a.noun = 'variant' AND a.verb = '{undo}' AND p.order_id IS NULL AND ({any} OR {back})"));
    allowed.push(of_bills());
    allowed.push(by_hand());
    // What marketplaces pay without an order goes into their wallets, or out of them; what waited goes to its order.
    let (rest, cash) =
        (Account::SettlementDifference.id(), format!("BETWEEN {} AND {}", MONEY_NUMBERS.start(), MONEY_NUMBERS.end()));
    let (first, last, waiting) = (WALLET_NUMBERS.start(), WALLET_NUMBERS.end(), Account::UnmatchedSettlements.id());
    allowed.push(format!(
        "a.noun = 'settlement' AND a.verb IN ('import', 'word', 'join', 'part', '{undo}') AND p.order_id IS NULL
           AND (p.debit BETWEEN {first} AND {last} OR p.credit BETWEEN {first} AND {last}
             OR a.verb IN ('word', '{undo}') AND (p.debit = {rest} OR p.credit = {rest}))
           AND (a.verb <> 'word' OR p.debit NOT {cash} AND p.credit NOT {cash})
           AND (a.verb NOT IN ('join', 'part') OR p.debit {cash} OR p.credit {cash})"
    ));
    allowed.push(format!(
        "a.noun = 'order' AND a.verb IN ('settle', '{undo}') AND p.order_id IS NULL AND (p.debit = {waiting} OR p.credit = {waiting})"
    ));
    allowed.join(" OR ")
}

/// An entry by hand may touch whatever no other rows keep.
fn by_hand() -> String {
    let kept = |account: i64| kept_elsewhere(AccountId(account)).is_some();
    let kept = (1101..=8199).filter(|account| kept(*account)).map(|account| account.to_string());
    let kept = kept.collect::<Vec<_>>().join(", ");
    let verbs = verbs([JournalAct::Post, JournalAct::Reverse].into_iter().map(Act::Journal));
    format!(
        "a.noun = 'journal' AND a.verb IN ({verbs}) AND p.order_id IS NULL AND p.debit NOT IN ({kept})
           AND p.credit NOT IN ({kept})"
    )
}

/// What is in stock grows against the accounts of a verb, or shrinks too; what stands beside it likewise.
fn of_variant(act: VariantAct) -> String {
    let keys = act.posts().iter().map(|account| account.id().to_string()).collect::<Vec<_>>().join(", ");
    let against = |side: &str| match act.spends() {
        true => format!("(p.{side} IN ({keys}) OR p.{side} IN ({CASH}))"),
        false => format!("p.{side} IN ({keys})"),
    };
    let (debited, credited) = (against("debit"), against("credit"));
    let mut pairs = Vec::new();
    for account in [Some(Account::Inventory), act.beside()].into_iter().flatten() {
        let account = account.id();
        pairs.push(format!("p.debit = {account} AND {credited}"));
        if !act.only_in() {
            pairs.push(format!("p.credit = {account} AND {debited}"));
        }
    }
    pairs.join(" OR ")
}

/// Accounts of money.
const CASH: &str = "SELECT id FROM account WHERE cash = 1";

/// What is paid to suppliers, before their bills too, and comes back from them.
fn of_bills() -> String {
    let (owed, advance) = (Account::SupplierPayable.id().0, Account::PurchaseAdvances.id().0);
    let cash = |account: i64| {
        format!("(p.debit = {account} AND p.credit IN ({CASH}) OR p.credit = {account} AND p.debit IN ({CASH}))")
    };
    let (paid, ahead) = (cash(owed), cash(advance));
    let settled = format!("p.debit = {owed} AND p.credit = {advance}");
    format!(
        "p.order_id IS NULL AND (a.noun = 'bill' AND (a.verb = 'pay' OR a.verb = 'undo') AND {paid}
           OR a.noun = 'bill' AND (a.verb = 'settle' OR a.verb = 'undo') AND {settled}
           OR a.noun = 'bill' AND a.verb = 'undo' AND p.credit = {owed} AND p.debit = {advance}
           OR a.noun = 'purchase' AND (a.verb = 'advance' OR a.verb = 'undo') AND {ahead})"
    )
}

/// The words of these entries, and of their being taken back.
pub(super) fn verbs(acts: impl Iterator<Item = Act>) -> String {
    quoted(acts.map(|act| act.verb().to_owned()).chain([runut_core::undo::VERB.to_owned()]))
}

fn quoted(words: impl Iterator<Item = String>) -> String {
    words.map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
}
