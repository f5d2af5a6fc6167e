//! What marketplaces are expected to take: rules that can be read, one of a fee on a day.

use runut_core::fees::checked;
use runut_core::rows::Finding;

use super::{Checks, finding};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks =
    Checks { parts: &[rules], list: Some(|book| book.fee_answers().map(|_| Vec::new())), ..Checks::of("fee") };

fn rules(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    if let Err(refusal) = checked(&book.fee_rules()?) {
        findings.push(finding("fee_rules", "fee", refusal.message.id, refusal.message.en));
    }
    Ok(())
}
