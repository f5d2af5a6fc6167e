//! A refusal: the shop's rules say no. Refused is not broken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Sentence;

/// Why something was not done: a code for programs, the facts, and a sentence for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Refusal {
    /// What was refused, for programs: `stage`, `held`, `stock_short`, ….
    pub code: String,
    /// The facts behind it, by name.
    pub facts: BTreeMap<String, String>,
    /// What, why and the way on.
    pub message: Sentence,
}

impl Refusal {
    /// A refusal without facts.
    pub fn new(code: &str, id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code: code.to_owned(), facts: BTreeMap::new(), message: Sentence::new(id, en) }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.message.en, self.code)
    }
}

impl std::error::Error for Refusal {}
