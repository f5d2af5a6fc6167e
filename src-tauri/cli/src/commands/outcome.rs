//! What a command on orders came to, and what it has to say beside.

use std::process::ExitCode;

use runut_core::Sentence;
use runut_core::rows::{Outcome, RefusedOrder};

use super::Desk;
use crate::output::Fault;
use crate::said::{self, Said};

pub(super) fn said(desk: &Desk<'_>, outcome: &Outcome) -> Result<ExitCode, Fault> {
    beside(desk, &outcome.refused, own(&outcome.warnings));
    desk.out.value(outcome, |outcome| outcome.message.id.clone());
    Ok(ExitCode::from(u8::from(!outcome.refused.is_empty())))
}

/// Warnings that each say something of their own.
pub(super) fn own(warnings: &[Sentence]) -> impl Iterator<Item = Said> {
    warnings.iter().map(|warning| Said::own(warning.id.clone()))
}

/// What refused first, then what wants a look.
pub(super) fn beside(desk: &Desk<'_>, refused: &[RefusedOrder], look: impl Iterator<Item = Said>) {
    said::lines(refused.iter().map(Said::refused).chain(look)).iter().for_each(|line| desk.out.say(line));
}
