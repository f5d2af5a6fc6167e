//! What the log already knows of a row: what it told last is what the row holds.
//!
//! Only what an entry tells in so many words is compared. What was taken back is left out, as if it had not been told.

use std::collections::BTreeMap;

use runut_core::activity::{ERASED, Facts};
use runut_core::rows::{BuyerTextKey, Finding, VariantForm};
use runut_core::{Channel, Money, match_key, undo};
use rusqlite::Row;

use super::{FINDINGS_MAX, finding, lossy};
use crate::log::opened;
use crate::undo::TakenBack;
use crate::{Reader, StoreError};

/// What was told last of a noun, by its fact: as `set:FIELD` the change itself, else as `verb.fact`; `verb@` is when, `verb#`
/// by whom.
type Told = BTreeMap<String, String>;

/// A noun and its number.
type Key = (String, i64);

/// The same of everything.
#[derive(Default)]
struct Log(BTreeMap<Key, Told>);

impl Log {
    fn of(book: &Reader<'_>) -> Result<Self, StoreError> {
        let mut undone = undone(book)?;
        let mut log = Self::default();
        let mut statement = book.conn.prepare(
            "SELECT a.id, a.at, a.person_id, a.noun, a.noun_id, a.verb, a.facts, s.texts, a.batch
             FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id
             WHERE a.verb <> 'scan' AND a.verb <> 'undo' ORDER BY a.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, noun_id): (i64, i64) = (row.get("id")?, row.get("noun_id")?);
            let (noun, verb) = (lossy(row, "noun"), lossy(row, "verb"));
            let step = row.get::<_, Option<i64>>("batch")?.unwrap_or(id);
            let (key, kind) = ((noun.clone(), noun_id), noun);
            if undone.hears(step, &key.0, key.1, None) {
                continue;
            }
            let facts = facts(row);
            let fact = |name: &str| facts.get(name).cloned().unwrap_or_default();
            if let Some(variant) = facts.get("variant").and_then(|id| id.parse().ok()).filter(|_| key.0 == "product") {
                log.0.entry(("variant".to_owned(), variant)).or_default().insert("is".to_owned(), fact("is"));
            }
            let told = log.0.entry(key).or_default();
            match (kind.as_str(), verb.as_str()) {
                ("product", "add" | "change") if !facts.contains_key("variant") => {
                    told.insert("is category".to_owned(), fact("category"));
                    told.insert("is description".to_owned(), fact("description"));
                }
                ("order", "claim") => {
                    let units = |text: Option<&String>| text.and_then(|units| units.parse::<i64>().ok()).unwrap_or(0);
                    let claimed = units(told.get("is claimed")).saturating_add(units(facts.get("units")));
                    told.insert("is claimed".to_owned(), claimed.to_string());
                }
                _ => {}
            }
            let again = |rest: &str| rest.starts_with('.') && rest != ".changed"; // what an import has set stays told
            told.retain(|name, _| !name.strip_prefix(&verb).is_some_and(again));
            told.insert(format!("{verb}@"), lossy(row, "at"));
            told.insert(format!("{verb}#"), lossy(row, "person_id"));
            for (name, value) in facts {
                let name = if name.starts_with("set:") { name } else { format!("{verb}.{name}") };
                told.insert(name, value);
            }
        }
        Ok(log)
    }

    fn told(&self, noun: &str, id: i64) -> Option<&Told> {
        self.0.get(&(noun.to_owned(), id))
    }
}

/// The facts of an entry as they were written; none where they can't be read.
fn facts(row: &Row<'_>) -> Facts {
    opened(&lossy(row, "facts"), Some(&lossy(row, "texts"))).unwrap_or_default()
}

/// The entries that were taken back and stay so.
fn undone(book: &Reader<'_>) -> Result<TakenBack, StoreError> {
    let mut statement = book.conn.prepare(
        "SELECT noun, noun_id, facts, COALESCE(batch, id) AS step FROM activity WHERE verb = 'undo' ORDER BY id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut undone = TakenBack::default();
    while let Some(row) = rows.next()? {
        let facts: Facts = serde_json::from_str(&lossy(row, "facts")).unwrap_or_default(); // which step it takes back is in clear
        let takes = facts.get(undo::STEP).map(String::as_str);
        undone.hears(row.get("step")?, &lossy(row, "noun"), row.get("noun_id")?, takes);
    }
    Ok(undone)
}

/// A row beside what was told of it.
struct Beside<'a> {
    place: String,
    told: Option<&'a Told>,
    findings: &'a mut Vec<Finding>,
}

impl Beside<'_> {
    fn fact(&self, name: &str) -> Option<&str> {
        self.told?.get(name).map(String::as_str)
    }

    /// The field as it was changed last, or else as it was to begin with; nothing is said where neither is known.
    fn set(&mut self, field: &str, found: &str, begun: Option<&str>) {
        let said = if found.is_empty() { "–" } else { found };
        let differs = match (self.fact(&format!("set:{field}")), begun) {
            (Some(change), _) => change != ERASED && !change.ends_with(&format!(" → {said}")),
            (None, Some(begun)) => begun != found && begun != ERASED,
            (None, None) => false,
        };
        self.say(differs, field);
    }

    /// The field as an entry tells it.
    fn is(&mut self, field: &str, found: &str, told: Option<&str>) {
        let differs = told.is_some_and(|told| told != found && told != ERASED);
        self.say(differs, field);
    }

    fn say(&mut self, differs: bool, field: &str) {
        if differs {
            let place = format!("{} {field}", self.place).trim_end().to_owned();
            let (id, en) = ("tidak sama dengan yang terakhir dicatat", "isn't what was recorded last");
            self.findings.push(finding("told", &place, format!("{place}: {id}"), format!("{place}: {en}")));
        }
    }
}

/// A noun: its word, its rows (with `id`), and how a row is held against the log.
type Kind = (&'static str, &'static str, fn(&mut Beside<'_>, &Row<'_>));

const KINDS: [Kind; 14] = [
    ("shop", "SELECT * FROM shop", shop),
    ("person", "SELECT * FROM person ORDER BY id", person),
    (
        "account",
"SELECT id, name, number, holder, archived FROM account WHERE cash = 1 ORDER BY id",
        account,
    ),
    ("store", "SELECT * FROM store ORDER BY id", store),
    ("courier", "SELECT * FROM courier ORDER BY id", courier),
    ("filter", "SELECT * FROM saved_filter ORDER BY id", filter),
    ("task", "SELECT * FROM task ORDER BY id", task),
    ("customer", "SELECT * FROM customer ORDER BY id", customer),
    ("product", "SELECT * FROM product ORDER BY id", product),
    ("variant", "SELECT * FROM variant ORDER BY id", variant),
    ("payment", "SELECT * FROM payment ORDER BY id", payment),
    ("count", "SELECT * FROM stock_count ORDER BY id", count),
    (
        "order",
        "SELECT o.*, (SELECT CAST(COALESCE(SUM(l.claimed), 0) AS BIGINT) FROM order_line l WHERE l.order_id = o.id) AS claimed
         FROM orders o ORDER BY o.id",
        order,
    ),
    (
        "scan",
        "SELECT s.id, s.code, s.outcome, s.order_id, a.order_id AS of_order, a.facts, p.texts, a.verb
              FROM scan s JOIN activity a ON a.id = s.activity_id LEFT JOIN sealed p ON p.activity_id = a.id ORDER BY s.id",
        scan,
    ),
];

/// Every row that the log knows something of.
pub(super) fn told(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let log = Log::of(book)?;
    for (word, sql, compare) in KINDS {
        let before = findings.len();
        let mut statement = book.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            let mut beside = Beside { place: format!("{word} {id}"), told: log.told(word, id), findings };
            compare(&mut beside, row);
            if findings.len() - before >= FINDINGS_MAX {
                break;
            }
        }
    }
    texts(book, &log, findings)
}

/// Texts for buyers, as far as they were changed and never put back.
fn texts(book: &Reader<'_>, log: &Log, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for (number, key) in (1..).zip(BuyerTextKey::ALL) {
        let body = book.buyer_text(key)?.unwrap_or_default();
        let mut beside = Beside { place: format!("text {}", key.key()), told: log.told("text", number), findings };
        let put_back = beside.fact("reset@").is_some();
        let told = beside.fact("change.new").filter(|_| !put_back).map(str::to_owned);
        beside.is("body", &body, told.as_deref().or((!put_back).then_some("")));
    }
    Ok(())
}

fn yes(row: &Row<'_>, column: &str) -> &'static str {
    if lossy(row, column) == "1" { "ya" } else { "tidak" }
}

/// A day as the log says it.
fn day(row: &Row<'_>, column: &str) -> String {
    let day: Option<i32> = row.get(column).unwrap_or_default();
    day.map(|day| runut_core::Day(day).to_string()).unwrap_or_default()
}

fn shop(beside: &mut Beside<'_>, row: &Row<'_>) {
    let opened = beside.fact("open.name").map(str::to_owned);
    beside.set("name", &lossy(row, "name"), opened.as_deref());
    let zone = beside.fact("open.zone").map(str::to_owned);
    beside.set("zone", &lossy(row, "zone"), zone.as_deref());
    let begun = |beside: &Beside<'_>, field: &str| {
        let all = beside.fact("open.payment_hours"); // what isn't told beside it was empty
        all.map(|_| beside.fact(&format!("open.{field}")).unwrap_or_default().to_owned())
    };
    for field in ["address", "phone", "payment_hours", "ship_hours", "return_days"] {
        let begun = begun(beside, field);
        beside.set(field, &lossy(row, field), begun.as_deref());
    }
    for field in ["language", "slip_size", "label_size"] {
        beside.set(field, &lossy(row, field), None);
    }
    for field in ["auto_approve", "unique_codes"] {
        beside.set(field, yes(row, field), None);
    }
    let goal: i64 = row.get("weekly_goal").unwrap_or_default();
    let begun = begun(beside, "weekly_goal");
    beside.set("weekly_goal", &Money(goal).to_string(), begun.as_deref());
    // The first import says it in its own words; later it is set.
    let begins = day(row, "start_day");
    let imported = beside.fact("change.changed").and_then(|said| said.rsplit_once(' ')).map(|(_, day)| day.to_owned());
    if beside.fact("set:start_day").is_some() {
        beside.set("start_day", &begins, None);
    } else {
        beside.is("start_day", &begins, imported.as_deref());
    }
}

fn person(beside: &mut Beside<'_>, row: &Row<'_>) {
    let (id, name) = (lossy(row, "id"), lossy(row, "name"));
    let added = beside.fact("add.name").map(str::to_owned);
    let first = beside.fact("add#") == Some(id.as_str()); // who opens the shop adds themselves, as its owner
    beside.set("name", &name, added.as_deref());
    beside.set("owner", yes(row, "owner"), added.as_ref().map(|_| if first { "ya" } else { "tidak" }));
    beside.set("divisions", &lossy(row, "divisions").replace(' ', ", "), None);
    beside.set("archived", yes(row, "archived"), Some("tidak"));
    beside.is("name_fold", &lossy(row, "name_fold"), Some(&match_key(&name)));
}

fn account(beside: &mut Beside<'_>, row: &Row<'_>) {
    let added = beside.fact("add.name").map(str::to_owned);
    beside.set("name", &lossy(row, "name"), added.as_deref());
    beside.set("number", &lossy(row, "number"), Some(""));
    beside.set("holder", &lossy(row, "holder"), Some(""));
    beside.set("archived", yes(row, "archived"), Some("tidak"));
}

fn store(beside: &mut Beside<'_>, row: &Row<'_>) {
    let (name, channel) = (lossy(row, "name"), lossy(row, "channel"));
    // Those of a new book are called as their marketplaces.
    let added = beside.fact("add.name").map(str::to_owned);
    let begun = added.unwrap_or_else(|| Channel::from_key(&channel).map_or("", Channel::name).to_owned());
    beside.set("name", &name, Some(&begun));
    let at = beside.fact("add.channel").map(str::to_owned);
    beside.is("channel", &channel, at.as_deref());
    beside.set("archived", yes(row, "archived"), Some("tidak"));
    beside.is("name_fold", &lossy(row, "name_fold"), Some(&match_key(&name)));
}

fn courier(beside: &mut Beside<'_>, row: &Row<'_>) {
    let name = lossy(row, "name");
    let added = beside.fact("add.name").map(str::to_owned);
    let begun = added.as_ref().map(|_| "tidak"); // what is there from the start isn't told
    beside.set("name", &name, added.as_deref());
    beside.set("own_delivery", yes(row, "own_delivery"), begun);
    let pickup: Option<i64> = row.get("pickup").unwrap_or_default();
    let pickup = pickup.map(runut_core::hours::clock).unwrap_or_default();
    beside.set("pickup", &pickup, added.as_ref().map(|_| ""));
    beside.set("archived", yes(row, "archived"), Some("tidak"));
    beside.is("name_fold", &lossy(row, "name_fold"), Some(&match_key(&name)));
}

fn filter(beside: &mut Beside<'_>, row: &Row<'_>) {
    let added = beside.fact("add.name").map(str::to_owned);
    beside.set("name", &lossy(row, "name"), added.as_deref());
    let list = beside.fact("change.list").or(beside.fact("add.list")).map(str::to_owned);
    beside.is("list", &lossy(row, "list"), list.as_deref());
}

fn task(beside: &mut Beside<'_>, row: &Row<'_>) {
    let added = beside.fact("add.name").map(str::to_owned);
    beside.set("text", &lossy(row, "text"), added.as_deref());
    beside.set("due", &day(row, "due"), Some(""));
    let never = beside.told.is_some() && beside.fact("done@").is_none();
    beside.say(never && !lossy(row, "done_at").is_empty(), "done_at");
}

fn customer(beside: &mut Beside<'_>, row: &Row<'_>) {
    let added = beside.fact("add.name").map(str::to_owned);
    beside.set("name", &lossy(row, "name"), added.as_deref());
    beside.set("note", &lossy(row, "note"), added.as_ref().map(|_| ""));
}

fn product(beside: &mut Beside<'_>, row: &Row<'_>) {
    let name = lossy(row, "name");
    let named = beside.fact("change.name").or(beside.fact("add.name")).map(str::to_owned);
    beside.is("name", &name, named.as_deref());
    beside.is("name_fold", &lossy(row, "name_fold"), Some(&match_key(&name)));
    for field in ["category", "description"] {
        let told = beside.fact(&format!("is {field}")).map(str::to_owned);
        beside.is(field, &lossy(row, field), told.as_deref());
    }
}

fn variant(beside: &mut Beside<'_>, row: &Row<'_>) {
    let number = |column: &str| row.get::<_, i64>(column).unwrap_or_default();
    let found = VariantForm {
        id: None,
        name: lossy(row, "name"),
        sku: lossy(row, "sku"),
        barcode: lossy(row, "barcode"),
        price: Money(number("price")),
        weight_g: number("weight_g"),
        shelf: lossy(row, "shelf"),
        low_mark: number("low_mark"),
        sell_ahead: number("sell_ahead") == 1,
        opening: None,
    };
    let told = beside.fact("is").map(str::to_owned);
    beside.is("", &found.told(), told.as_deref());
    beside.is("name_fold", &lossy(row, "name_fold"), Some(&match_key(&lossy(row, "name"))));
    beside.is("sku_fold", &lossy(row, "sku_fold"), Some(&match_key(&lossy(row, "sku"))));
    let never = beside.fact("archive@").is_none();
    beside.say(never && lossy(row, "archived") == "1", "archived");
}

fn payment(beside: &mut Beside<'_>, row: &Row<'_>) {
    let verb = if beside.fact("refund@").is_some() { "refund" } else { "record" };
    for field in ["amount", "account", "method", "reference", "payer", "note", "at", "day"] {
        let told = beside.fact(&format!("{verb}.{field}")).map(str::to_owned);
        let empty = matches!(field, "reference" | "payer" | "note") && beside.fact(&format!("{verb}@")).is_some();
        beside.is(field, &lossy(row, field), told.as_deref().or(empty.then_some("")));
    }
    let voided = beside.fact("void.reason").map(str::to_owned);
    beside.is("voided", &lossy(row, "voided"), voided.as_deref());
}

fn count(beside: &mut Beside<'_>, row: &Row<'_>) {
    let name = beside.fact("start.name").map(str::to_owned);
    beside.is("name", &lossy(row, "name"), name.as_deref());
    let (at, by) = (beside.fact("start@").map(str::to_owned), beside.fact("start#").map(str::to_owned));
    beside.is("started_at", &lossy(row, "started_at"), at.as_deref());
    beside.is("person_id", &lossy(row, "person_id"), by.as_deref());
    let ended = beside.fact("close@").or(beside.fact("cancel@")).unwrap_or("").to_owned();
    beside.is("closed_at", &lossy(row, "closed_at"), at.as_ref().map(|_| ended.as_str()));
}

fn order(beside: &mut Beside<'_>, row: &Row<'_>) {
    let channel = beside.fact("new.channel").map(str::to_owned);
    let own = channel.is_some();
    beside.is("channel", &lossy(row, "channel"), channel.as_deref());
    let theirs = lossy(row, "terms") == "marketplace";
    beside.say(own && theirs, "terms");
    let cod = if lossy(row, "terms") == "cod" { "1" } else { "0" };
    beside.is("cod", &lossy(row, "cod"), own.then_some(cod));
    let claimed = beside.fact("is claimed").unwrap_or("0").to_owned();
    beside.is("claimed", &lossy(row, "claimed"), beside.told.map(|_| claimed.as_str()));
    let terms = beside.fact("amend.terms").or(beside.fact("place.terms")).map(str::to_owned);
    beside.is("terms", &lossy(row, "terms"), terms.as_deref());
    if lossy(row, "stage") == "cancelled" && beside.fact("expire@").is_none() {
        let reason = beside.fact("cancel.reason").filter(|_| beside.fact("cancel.file").is_none()).map(str::to_owned);
        beside.is("cancel_reason", &lossy(row, "cancel_reason"), reason.as_deref());
    }
    // What a person has sent, and no file has touched since.
    let untouched = own && beside.fact("recall@").is_none() && beside.fact("ship.file").is_none();
    for field in ["courier", "tracking"] {
        let told = beside.fact(&format!("ship.{field}")).filter(|_| untouched).map(str::to_owned);
        beside.is(field, &lossy(row, field), told.as_deref());
    }
    let sent = beside.fact("ship@").filter(|_| untouched && beside.fact("ship.tracking").is_some()).map(str::to_owned);
    let sent = sent.filter(|_| !lossy(row, "shipped_at").is_empty());
    beside.is("shipped_at", &lossy(row, "shipped_at"), sent.as_deref());
}

fn scan(beside: &mut Beside<'_>, row: &Row<'_>) {
    let facts = facts(row);
    let fact = |name: &str| facts.get(name).cloned().unwrap_or_default();
    beside.is("activity_id", &lossy(row, "verb"), Some("scan"));
    beside.is("code", &lossy(row, "code"), Some(&fact("code")));
    beside.is("outcome", &lossy(row, "outcome"), Some(&fact("outcome")));
    beside.is("order_id", &lossy(row, "order_id"), Some(&lossy(row, "of_order")));
}
