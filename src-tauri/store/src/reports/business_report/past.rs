//! What became of what stood out before, and of what was proposed then.

use runut_core::business_report::{Looked, told_later};
use runut_core::findings::{Period, State, follow};
use runut_core::kpi::{Better, Kpi};
use runut_core::rows::{ProposalAnswer, ReportFollowed};
use runut_core::{Money, Sentence};

use super::Standing;
use super::looking::Looking;
use crate::StoreError;
use crate::business_reports::KeptFinding;

/// Reports in a row after which a proposal that nobody took is asked about.
const UNTOUCHED: usize = 2;

/// What became of what stood out in the last report before, and of which days that was.
pub(super) fn followed(
    looking: &Looking<'_, '_>,
    before: &[(Period, Vec<KeptFinding>)],
) -> Result<(Vec<ReportFollowed>, Option<Sentence>), StoreError> {
    let Some((then, _)) = before.first().filter(|_| !looking.running) else { return Ok((Vec::new(), None)) };
    let mut rows = Vec::new();
    for (of, kept, state) in later(looking, before)? {
        let said = told_later(&of, kept.now, state);
        rows.push(ReportFollowed { kpi: kept.kpi, dim: kept.dim, state, said });
    }
    Ok((rows, Some(then.label())))
}

/// The findings of the last report before, each with what became of it.
pub(super) fn states(
    looking: &Looking<'_, '_>,
    before: &[(Period, Vec<KeptFinding>)],
) -> Result<Vec<KeptFinding>, StoreError> {
    let states = later(looking, before)?.into_iter();
    Ok(states.map(|(_, kept, state)| KeptFinding { state: Some(state), ..kept }).collect())
}

/// What was worse than usual is tested again, against what was usual then.
fn later(
    looking: &Looking<'_, '_>,
    before: &[(Period, Vec<KeptFinding>)],
) -> Result<Vec<(Looked, KeptFinding, State)>, StoreError> {
    let mut found = Vec::new();
    let Some((then, kept)) = before.first() else { return Ok(found) };
    for kept in kept.iter().filter(|kept| was_bad(kept)) {
        let Some(of) = looking.look_again(&kept.kpi, kept.dim, *then)? else { continue };
        if let Some(state) = follow(&of.series, kept.rupiah.0) {
            found.push((of, kept.clone(), state));
        }
    }
    Ok(found)
}

fn was_bad(kept: &KeptFinding) -> bool {
    let up = kept.rupiah > Money::ZERO;
    Kpi::of(&kept.kpi).is_some_and(|kpi| match kpi.better {
        Better::More => !up,
        Better::Less => up,
        Better::Neither => false,
    })
}

fn is_same(of: &Standing, kept: &KeptFinding) -> bool {
    let up = of.found.tested.rupiah > 0;
    (kept.kpi.as_str(), kept.dim, kept.rupiah > Money::ZERO) == (of.of.kpi.key, of.of.dim, up)
}

/// What was said of a proposal, now or in reports before.
pub(super) fn proposed(of: &Standing, before: &[(Period, Vec<KeptFinding>)]) -> Option<ProposalAnswer> {
    let own = of.kept.iter().filter_map(|kept| kept.answer);
    let earlier = before.iter().flat_map(|(_, kept)| kept).filter(|kept| is_same(of, kept));
    own.chain(earlier.filter_map(|kept| kept.answer)).next()
}

/// Whether it was proposed in the last reports, and nobody took it.
pub(super) fn untouched(of: &Standing, before: &[(Period, Vec<KeptFinding>)]) -> bool {
    let nobody_took =
        |(_, kept): &(Period, Vec<KeptFinding>)| kept.iter().any(|kept| is_same(of, kept) && kept.task.is_none());
    before.len() >= UNTOUCHED && before.iter().take(UNTOUCHED).all(nobody_took)
}
