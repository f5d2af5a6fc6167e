//! Who may do what: one table, asked of each entry of the log before it is written. What isn't in it anybody may, and the log
//! says who did.
//!
//! What takes back an entry, or does it again, asks what the entry itself asks.

use crate::activity::{
    AccountAct, Act, Activity, CustomerAct, Facts, JournalAct, OrderAct, ReportAct, ShopAct, TemplateAct,
};
use crate::rows::Person;
use crate::settings::{SETTINGS, Setting};
use crate::{Money, OrderId, Refusal, Verb, undo};

/// What only an owner may: which entries, and what is said to whoever else tries.
struct Rule {
    asks: fn(Act, &Facts) -> bool,
    refusal: fn(&Activity, &Person) -> Refusal,
}

const CODE: &str = "owner_only";

/// The table.
const OWNERS: [Rule; 15] = [
    // What isn't covered is let go.
    Rule {
        asks: |act, facts| {
            matches!(act, Act::Order(OrderAct::Step(Verb::Approve | Verb::Release))) && facts.contains_key(OVERRIDE)
        },
        refusal: |activity, _| {
            let missing = activity.facts.get(OVERRIDE).and_then(|sum| sum.parse().ok()).map(Money).unwrap_or_default();
            not_let_go(OrderId(activity.noun_id), missing)
        },
    },
    // Owners are made, unmade and archived.
    Rule {
        asks: |act, facts| {
            matches!(act, Act::Person(_))
                && (facts.contains_key("set:owner") || facts.contains_key(OWNS) && facts.contains_key("set:archived"))
        },
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh mengangkat atau memberhentikan pemilik.",
                "Only an owner may make or unmake an owner.",
            );
            Refusal::new(CODE, id, en).with("field", "owner")
        },
    },
    // Buyers are told where to pay.
    Rule {
        asks: |act, facts| {
            matches!(act, Act::Account(AccountAct::Add | AccountAct::Change))
                && (facts.contains_key("set:number") || facts.contains_key("set:holder"))
        },
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh mengisi atau mengganti nomor rekening dan atas namanya: ke situ pembeli membayar.",
                "Only an owner may enter or change an account's number and holder: buyers pay there.",
            );
            Refusal::new(CODE, id, en).with("field", "number")
        },
    },
    // Some settings.
    Rule {
        asks: |act, facts| act == Act::Shop(ShopAct::Change) && owners(facts).is_some(),
        refusal: |activity, _| {
            let (id, en) = owners(&activity.facts).map_or(("", ""), |setting| setting.label);
            let refusal = Refusal::new(
                CODE,
                format!("{id}: hanya pemilik yang boleh mengubahnya."),
                format!("{en}: only an owner may change it."),
            );
            refusal.with("field", owners(&activity.facts).map_or("", |setting| setting.key))
        },
    },
    // The books have accounts for each store.
    Rule {
        asks: |act, _| matches!(act, Act::Store(_)),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh menambah atau mengubah toko marketplace.",
                "Only an owner may add or change a marketplace store.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // When answers and tasks are due.
    Rule {
        asks: |act, _| matches!(act, Act::Hours(_)),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh mengubah jam buka dan hari tutup.",
                "Only an owner may change open hours and closed days.",
            );
            Refusal::new(CODE, id, en).with("field", "hours")
        },
    },
    // Where the shop is going.
    Rule {
        asks: |act, _| matches!(act, Act::Goal(_) | Act::Target(_) | Act::Kpi(_)),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh memilih tujuan toko, memasang target dan membuat angka sendiri.",
                "Only an owner may choose what the shop wants, set targets and make figures.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // A person is forgotten.
    Rule {
        asks: |act, _| {
            matches!(act, Act::Customer(CustomerAct::Erase | CustomerAct::HandOut) | Act::Order(OrderAct::Erase))
        },
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh memberikan atau menghapus data pribadi seseorang.",
                "Only an owner may hand out or erase a person's data.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // The books are opened, closed and corrected.
    Rule {
        asks: |act, _| matches!(act, Act::Month(_)),
        refusal: |_, _| {
            let (id, en) =
                ("Hanya pemilik yang boleh menutup atau membuka bulan.", "Only an owner may close or reopen a month.");
            Refusal::new(CODE, id, en)
        },
    },
    Rule {
        asks: |act, facts| {
            matches!(act, Act::Account(AccountAct::Add | AccountAct::Change)) && facts.contains_key("set:line")
        },
        refusal: |_, _| {
            let (id, en) =
                ("Hanya pemilik yang boleh menambah akun pembukuan.", "Only an owner may add an account to the chart.");
            Refusal::new(CODE, id, en)
        },
    },
    Rule {
        asks: |act, facts| {
            const OWN: [&str; 4] = ["opening", "general", "capital", "drawing"];
            act == Act::Journal(JournalAct::Reverse)
                || act == Act::Journal(JournalAct::Post)
                    && facts.get("kind").is_some_and(|kind| OWN.contains(&kind.as_str()))
        },
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh menulis saldo awal, modal, prive dan jurnal, atau membalik bukti.",
                "Only an owner may write opening balances, capital, drawings and journal entries, or reverse an entry.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // What the owner decides of a report.
    Rule {
        asks: |act, _| matches!(act, Act::Report(ReportAct::Remark | ReportAct::Answer | ReportAct::Close)),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh menanggapi dan menutup laporan. Tindakannya boleh dijadikan tugas siapa saja.",
                "Only an owner may write remarks on a report and close it. Anybody may make tasks of its actions.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // What is owed is given up.
    Rule {
        asks: |act, _| act == Act::Order(OrderAct::WriteOff),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh menutup pesanan yang uangnya tidak akan cair.",
                "Only an owner may give up money that is owed.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // What the shop records is decided by its owner; anybody records.
    Rule {
        asks: |act, _| matches!(act, Act::Template(TemplateAct::Add | TemplateAct::Change)),
        refusal: |_, _| {
            let (id, en) = (
                "Hanya pemilik yang boleh membuat atau mengubah pola catatan. Mencatat boleh siapa saja.",
                "Only an owner may make or change templates. Anybody may record.",
            );
            Refusal::new(CODE, id, en)
        },
    },
    // A backup takes the book's place.
    Rule {
        asks: |act, _| act == Act::Shop(ShopAct::Restore),
        refusal: |_, by| {
            let name = &by.name;
            Refusal::new(
                CODE,
                format!("{name} bukan pemilik. Hanya pemilik yang boleh memulihkan cadangan."),
                format!("{name} is no owner. Only an owner may restore a backup."),
            )
        },
    },
];

/// The setting that only an owner may change, of those that an entry tells of.
fn owners(facts: &Facts) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.owners && facts.contains_key(&format!("set:{}", setting.key)))
}

/// The fact of an order that is let go although this much of its money is missing.
pub const OVERRIDE: &str = "override";

/// The fact of a person who is an owner.
pub const OWNS: &str = "owns";

/// Only an owner lets go what isn't covered.
fn not_let_go(order: OrderId, missing: Money) -> Refusal {
    Refusal::new(
        CODE,
        format!(
            "Pesanan {order} masih kurang bayar Rp {missing}. Catat uangnya dulu, atau minta pemilik yang melakukannya: hanya pemilik yang boleh melepas yang belum lunas."
        ),
        format!(
            "Order {order} still lacks Rp {missing}. Record the money first, or ask an owner to do it: only an owner may let go what isn't paid."
        ),
    )
    .with("order", order)
    .with("missing", missing.0)
}

/// The rule that asks of this entry, if one does.
fn rule(act: Act, facts: &Facts) -> Option<&'static Rule> {
    let Act::Undo(noun) = act else { return OWNERS.iter().find(|rule| (rule.asks)(act, facts)) };
    let done = Act::from_keys(noun.key(), undo::done(undo::VERB, facts))?;
    // To take back that an order was let go needs no owner; to let it go again does.
    let again = facts.get(undo::AGAIN).is_some_and(|again| again == "1");
    rule(done, facts).filter(|_| again || !matches!(done, Act::Order(_)))
}

/// Whether anybody's right is asked for an entry: else it needn't be known who acts.
#[must_use]
pub fn is_asked(activity: &Activity) -> bool {
    rule(activity.act, &activity.facts).is_some()
}

/// Why `by` may not do what the entry tells; none where they may. Nobody has an owner's rights who has left.
///
/// Refuses with `owner_only`.
#[must_use]
pub fn refused(activity: &Activity, by: &Person) -> Option<Refusal> {
    let rule = rule(activity.act, &activity.facts).filter(|_| !by.owner || by.archived)?;
    Some((rule.refusal)(activity, by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;
    use crate::activity::{Noun, PersonAct};

    fn person(owner: bool, archived: bool) -> Person {
        Person { id: PersonId(2), name: "Dita".into(), owner, divisions: Vec::new(), archived }
    }

    #[test]
    fn only_what_the_table_names_asks_for_an_owner() {
        let asked: Vec<String> = Act::all()
            .filter(|act| is_asked(&Activity::new(*act, 1)))
            .map(|act| format!("{} {}", act.noun().key(), act.verb()))
            .collect();
        let people = ["shop restore", "order erase", "order write_off", "customer hand_out", "customer erase"];
        assert_eq!(
            asked,
            [&people[..], &["store add", "store change", "hours change", "hours close", "hours open"]]
                .concat()
                .into_iter()
                .chain(["journal reverse", "month close", "month reopen"])
                .chain(["goal add", "goal remove", "target set", "target change", "target remove"])
                .chain(["kpi add", "kpi change", "kpi remove"])
                .chain(["report remark", "report answer", "report close"])
                .chain(["template add", "template change"])
                .collect::<Vec<_>>(),
            "without facts"
        );
        let facts = [
            Activity::new(OrderAct::Step(Verb::Approve), 7).with(OVERRIDE, 9_000),
            Activity::new(OrderAct::Step(Verb::Release), 7).with(OVERRIDE, 9_000),
            Activity::new(PersonAct::Add, 2).changed("owner", "no", "yes"),
            Activity::new(PersonAct::Change, 2).with(OWNS, 1).changed("archived", "no", "yes"),
            Activity::new(AccountAct::Change, 1).changed("number", "1", "2"),
            Activity::new(AccountAct::Add, 1).changed("holder", "", "Budi"),
            Activity::new(ShopAct::Change, 1).changed("start_day", "", "2026-11-01"),
        ];
        for activity in facts {
            assert_eq!(
                refused(&activity, &person(false, false)).map(|r| r.code).as_deref(),
                Some(CODE),
                "{activity:?}"
            );
            assert_eq!(refused(&activity, &person(true, false)), None);
            assert!(refused(&activity, &person(true, true)).is_some(), "who has left owns nothing");
        }
        let free = [
            Activity::new(OrderAct::Step(Verb::Approve), 7),
            Activity::new(PersonAct::Change, 2).changed("archived", "no", "yes"),
            Activity::new(AccountAct::Change, 1).changed("name", "1", "2"),
            Activity::new(CustomerAct::Change, 1).changed("number", "1", "2"),
            Activity::new(ShopAct::Change, 1).changed("ship_hours", 1, 2),
        ];
        for activity in free {
            assert_eq!(refused(&activity, &person(false, false)), None, "{activity:?}");
        }
    }

    #[test]
    fn taking_back_asks_what_was_asked_before() {
        let undone = |noun: Noun, verb: &str, before: &Activity| Activity {
            facts: undo::facts(4, verb, &before.facts),
            ..Activity::new(Act::Undo(noun), 7)
        };
        let made = Activity::new(PersonAct::Change, 2).changed("owner", "no", "yes");
        let unmade = undone(Noun::Person, "change", &made);
        assert!(is_asked(&unmade) && is_asked(&undone(Noun::Person, undo::VERB, &unmade)));
        let let_go = Activity::new(OrderAct::Step(Verb::Approve), 7).with(OVERRIDE, 9_000);
        let back = undone(Noun::Order, "approve", &let_go);
        assert!(!is_asked(&back), "it waits again: anybody may");
        let again = undone(Noun::Order, undo::VERB, &back);
        let refusal = refused(&again, &person(false, false)).map(|refusal| refusal.message.en).unwrap_or_default();
        assert!(refusal.starts_with("Order 7 still lacks Rp 9.000."), "{refusal}");
    }
}
