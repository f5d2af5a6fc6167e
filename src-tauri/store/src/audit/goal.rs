//! What the shop wants and what its figures should come to: rows that can be read.

use super::Checks;

pub(super) const GOALS: Checks = Checks { list: Some(|book| book.goals().map(|_| Vec::new())), ..Checks::of("goal") };

pub(super) const TARGETS: Checks =
    Checks { list: Some(|book| book.targets().map(|_| Vec::new())), ..Checks::of("target") };
