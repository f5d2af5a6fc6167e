//! What the shop wants, what its figures should come to, and its own figures: rows that can be read.

use super::Checks;

pub(super) const GOALS: Checks = Checks { list: Some(|book| book.goals().map(|_| Vec::new())), ..Checks::of("goal") };

pub(super) const TARGETS: Checks =
    Checks { list: Some(|book| book.targets().map(|_| Vec::new())), ..Checks::of("target") };

pub(super) const KPIS: Checks = Checks { list: Some(|book| book.own_kpis().map(|_| Vec::new())), ..Checks::of("kpi") };
