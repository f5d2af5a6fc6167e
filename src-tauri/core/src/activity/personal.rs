//! What of an entry is personal: names, phones, addresses, notes, payers, references, tracking numbers. It is kept apart from the
//! entry, so that it can be forgotten (UU 27/2022, articles 8 and 43 to 45) while the log's chain stands: the entry has
//! SHA-256(salt, name, text) in its place, and nobody can guess the text once the salt is gone.
//!
//! Of whatever is done to people's orders, customers, payments and tasks every fact is personal that isn't listed here, so that a
//! new one can't stand in the log in clear by being forgotten.

use sha2::{Digest, Sha256};

use super::{Act, Activity, ERASED, Facts, ImportAct, Noun, VariantAct};

/// Before the name of a fact in whose place its digest stands.
const SEALED: char = '*';

/// Random bytes by which a digest can't be guessed.
pub type Salt = [u8; 16];

/// Facts of a taken-back step, of any noun.
const STEPS: [&str; 6] = ["undoes", "undid", "again", "is_held", "is_failed", "due"];

/// The facts of an order that name nobody.
const ORDER: [&str; 33] = [
    "account", "amount", "billed", "by_hand", "changed", "channel", "claim", "claimed", "cost", "courier", "damaged",
    "deadline", "file", "from", "goods", "held", "lines", "lost", "method", "net", "outcome", "override", "payment",
    "refund", "sellable", "shipping", "stage", "terms", "to", "total", "units", "what", "word",
];
const CUSTOMER: [&str; 3] = ["into", "left", "orders"];
const PAYMENT: [&str; 8] = ["account", "account_name", "amount", "at", "day", "kind", "method", "orders"];
const TASK: [&str; 1] = ["set:due"];
const FILTER: [&str; 1] = ["list"];
const RECORD: [&str; 8] = ["day", "file", "journal", "name", "name_en", "replaces", "store", "template"];

/// Whether a fact of an entry is personal.
#[must_use]
pub fn is_personal(act: Act, fact: &str) -> bool {
    let open: &[&str] = match act.noun() {
        Noun::Order => &ORDER,
        Noun::Customer => &CUSTOMER,
        Noun::Payment => &PAYMENT,
        Noun::Task => &TASK,
        Noun::Filter => &FILTER,
        // What is recorded is typed freely, and may be of a customer.
        Noun::Record => &RECORD,
        // Cells of a file that a person has decided: phones and names among them.
        Noun::Import => return act == Act::Import(ImportAct::Apply) && fact == "decided",
        // Whom one buys from may be a person.
        Noun::Supplier => &[],
        Noun::Purchase | Noun::Receipt | Noun::Bill => {
            return matches!(fact, "supplier" | "note" | "reference" | "number" | "reason");
        }
        // What an owner writes of a week may be about people.
        Noun::Report => return fact == "set:remark",
        // Who brought goods and why a unit was written off is typed freely.
        Noun::Variant => return act != Act::Variant(VariantAct::Count) && matches!(fact, "supplier" | "note"),
        Noun::Shop
        | Noun::Store
        | Noun::Person
        | Noun::Product
        | Noun::Wave
        | Noun::Document
        | Noun::Count
        | Noun::Account
        | Noun::Courier
        | Noun::Text
        | Noun::Hours
        | Noun::Journal
        | Noun::Recurring
        | Noun::Equipment
        | Noun::Month
        | Noun::Day
        | Noun::Settlement
        | Noun::Fee
        | Noun::Goal
        | Noun::Target
        | Noun::Kpi
        | Noun::Template => return false,
    };
    !open.contains(&fact) && !STEPS.contains(&fact)
}

/// What stands in the place of a text.
#[must_use]
pub fn commitment(salt: &Salt, name: &str, text: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(u64::try_from(name.len()).unwrap_or(u64::MAX).to_be_bytes());
    hasher.update(name);
    hasher.update(text);
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether anything of an entry is personal.
#[must_use]
pub fn has_personal(activity: &Activity) -> bool {
    activity.facts.iter().any(|(name, text)| !text.is_empty() && is_personal(activity.act, name))
}

/// The facts as the entry has them, and what is kept apart.
#[must_use]
pub fn seal(activity: &Activity, salt: &Salt) -> (Facts, Facts) {
    let (apart, mut stored): (Facts, Facts) = activity
        .facts
        .clone()
        .into_iter()
        .partition(|(name, text)| !text.is_empty() && is_personal(activity.act, name));
    stored.extend(apart.iter().map(|(name, text)| (format!("{SEALED}{name}"), commitment(salt, name, text))));
    (stored, apart)
}

/// The facts as they were, by what was kept apart of them; what was erased reads [`ERASED`].
#[must_use]
pub fn open(stored: Facts, apart: &Facts) -> Facts {
    let opened = stored.into_iter().map(|(name, value)| match name.strip_prefix(SEALED) {
        Some(name) => (name.to_owned(), apart.get(name).cloned().unwrap_or_else(|| ERASED.to_owned())),
        None => (name, value),
    });
    opened.collect()
}

/// Whether what was kept apart is what the entry stands for: each text's digest, no text more and none less.
#[must_use]
pub fn is_whole(stored: &Facts, salt: &Salt, apart: &Facts) -> bool {
    let sealed: Vec<(&str, &String)> =
        stored.iter().filter_map(|(name, digest)| Some((name.strip_prefix(SEALED)?, digest))).collect();
    let known = |(name, digest): &(&str, &String)| {
        apart.get(*name).is_some_and(|text| commitment(salt, name, text) == **digest)
    };
    sealed.len() == apart.len() && sealed.iter().all(known)
}

/// Whether an entry has anything kept apart.
#[must_use]
pub fn is_sealed(stored: &Facts) -> bool {
    stored.keys().any(|name| name.starts_with(SEALED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verb;
    use crate::activity::{CustomerAct, OrderAct, PaymentAct};

    #[test]
    fn what_is_kept_apart_comes_back_and_can_go() {
        let ship = Activity::new(OrderAct::Step(Verb::Ship), 7)
            .with("from", "packed")
            .with("tracking", "JP123")
            .with("courier", "JNE");
        let salt = [7; 16];
        let (stored, apart) = seal(&ship, &salt);
        assert_eq!(apart, Facts::from([("tracking".into(), "JP123".into())]));
        let text = serde_json::to_string(&stored).unwrap();
        assert!(!text.contains("JP123") && text.contains("JNE"), "{text}");
        assert_eq!(open(stored.clone(), &apart), ship.facts);
        assert!(is_whole(&stored, &salt, &apart));
        let other = Facts::from([("tracking".into(), "JP124".into())]);
        assert!(!is_whole(&stored, &salt, &other) && !is_whole(&stored, &salt, &Facts::new()));
        assert!(!is_whole(&stored, &[8; 16], &apart));
        let erased = open(stored, &Facts::new());
        assert_eq!(erased["tracking"], ERASED);
        let said = ship.act.sentence(&erased);
        assert!(said.id.contains("(dihapus)") && said.en.contains("(erased)"), "{said:?}");
    }

    #[test]
    fn of_people_everything_is_personal_that_is_not_listed() {
        for (act, fact) in [
            (Act::from(OrderAct::New), "recipient"),
            (OrderAct::Update.into(), "anything new"),
            (CustomerAct::Add.into(), "name"),
            (CustomerAct::Change.into(), "set:phone"),
            (PaymentAct::Record.into(), "payer"),
            (Act::Undo(Noun::Customer), "name"),
        ] {
            assert!(is_personal(act, fact), "{act:?} {fact}");
        }
        for fact in ["from", "to", "file", "undoes", "undid", "amount"] {
            assert!(!is_personal(OrderAct::New.into(), fact), "{fact}");
        }
    }
}
