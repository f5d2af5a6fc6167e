//! What a person types to find something.

use std::collections::BTreeSet;

use runut_core::{fold, phone_digits};
use rusqlite::params;
use rusqlite::types::Value;

use crate::{Reader, StoreError, engine};

/// Typed words: those that the text index finds, those too short for it, and a phone's digits where it may be one.
pub(super) struct Words {
    /// Of three letters or more, folded.
    long: Vec<String>,
    /// Shorter ones, folded.
    pub brief: Vec<String>,
    /// National digits, where the whole text looks like a phone.
    phone: Option<String>,
}

pub(super) fn words_of(text: &str) -> Words {
    let words = fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (long, brief) = words.into_iter().partition(|w| w.chars().count() >= 3);
    Words { long, brief, phone: phone_digits(text).filter(|digits| digits.len() >= 3) }
}

impl Words {
    /// The text index's question: the phone, else all long words; none where neither is there. A number that isn't a phone
    /// after all (a tracking number, an order id) is found by the same digits. Folded words are letters and digits, so that
    /// nothing in them is the index's own language.
    pub fn expression(&self) -> Option<String> {
        let quoted = |word: &String| format!("\"{word}\"");
        match &self.phone {
            Some(digits) => Some(quoted(digits)),
            None if self.long.is_empty() => None,
            None => Some(self.long.iter().map(quoted).collect::<Vec<_>>().join(" AND ")),
        }
    }
}

/// What a person looks for among orders.
pub(super) enum Wanted {
    /// Nothing in particular.
    All,
    /// What nothing can be.
    Nothing,
    /// The text index's question.
    Words(String),
    /// The first characters of a number or a SKU: too few for the text index.
    Begins(String),
}

/// Digits that a number can have after the typed ones.
const DIGITS: u32 = 10;

impl Wanted {
    pub fn of(text: &str) -> Self {
        let words = words_of(text);
        match (words.expression(), words.brief.into_iter().find(|word| word != "rn")) {
            (Some(expression), _) => Self::Words(expression),
            (None, Some(word)) => Self::Begins(word),
            (None, None) if text.trim().is_empty() => Self::All,
            (None, None) => Self::Nothing,
        }
    }

    /// The condition for an order `o`, for a question that has few of them.
    pub fn condition(&self, mut bind: impl FnMut(Value) -> String) -> Option<String> {
        match self {
            Self::All => None,
            Self::Nothing => Some("1 = 0".to_owned()),
            Self::Words(expression) => {
                Some(engine::search_probe(engine::ORDER_SEARCH, "o.id", &bind(Value::Text(expression.clone()))))
            }
            Self::Begins(word) => {
                let numbers = numbers(word).map(|(from, to)| format!("o.id BETWEEN {from} AND {to} OR "));
                let (from, to) = (bind(Value::Text(word.clone())), bind(Value::Text(beyond(word))));
                Some(format!(
                    "({}EXISTS (SELECT 1 FROM order_line l JOIN variant v ON v.id = l.variant_id
                       WHERE l.order_id = o.id AND v.sku_fold >= {from} AND v.sku_fold < {to}))",
                    numbers.collect::<String>()
                ))
            }
        }
    }

    /// Orders of lower numbers than `before`, the newest first, at most `limit`: as many steps for a word that is in every
    /// order as for one that is in few.
    pub fn newest(&self, book: &Reader<'_>, before: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
        match self {
            Self::All | Self::Nothing => Ok(Vec::new()),
            Self::Words(expression) => {
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                engine::last_found(book.conn, engine::ORDER_SEARCH, expression, before, limit)
            }
            Self::Begins(word) => newest_of(book, word, before, limit),
        }
    }
}

/// Numbers that begin with these digits, the highest first: 12 means 12, 120 to 129, 1,200 to 1,299, ….
fn numbers(word: &str) -> impl Iterator<Item = (i64, i64)> {
    let number: i64 = word.parse().ok().filter(|_| !word.starts_with('0')).unwrap_or(0);
    let tens = (0..=DIGITS).rev().map(|n| 10_i64.pow(n));
    tens.filter(move |_| number > 0).map(move |ten| (number * ten, (number + 1) * ten - 1))
}

/// What comes after all SKUs that begin with a word.
fn beyond(word: &str) -> String {
    format!("{word}{}", char::MAX)
}

/// The newest orders whose number, or one of whose SKUs, begins with `word`: of each number range and each variant the
/// newest, as long as they are newer than those found so far.
fn newest_of(book: &Reader<'_>, word: &str, before: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut found = BTreeSet::new();
    let keep = |found: &mut BTreeSet<i64>, ids: Vec<i64>| {
        found.extend(ids);
        while found.len() > limit {
            found.pop_first();
        }
        if found.len() == limit { found.first().copied().unwrap_or(0) } else { 0 }
    };
    let mut since = 0;
    let mut by_number = book.conn.prepare_cached(
        "SELECT id FROM orders WHERE id BETWEEN ?1 AND ?2 AND id < ?3 AND id > ?4 ORDER BY id DESC LIMIT ?5",
    )?;
    for (from, to) in numbers(word) {
        let ids = by_number.query_map(params![from, to, before, since, most], |row| row.get("id"))?;
        since = keep(&mut found, ids.collect::<Result<_, _>>()?);
    }
    let mut variants = book.conn.prepare_cached("SELECT id FROM variant WHERE sku_fold >= ?1 AND sku_fold < ?2")?;
    let variants =
        variants.query_map([word, &beyond(word)], |row| row.get::<_, i64>("id"))?.collect::<Result<Vec<_>, _>>()?;
    let mut by_variant = book.conn.prepare_cached(
        "SELECT DISTINCT order_id FROM order_line WHERE variant_id = ?1 AND order_id < ?2 AND order_id > ?3
         ORDER BY order_id DESC LIMIT ?4",
    )?;
    for variant in variants {
        let ids = by_variant.query_map(params![variant, before, since, most], |row| row.get("order_id"))?;
        since = keep(&mut found, ids.collect::<Result<_, _>>()?);
    }
    Ok(found.into_iter().rev().collect())
}
