//! What became of a finding.

use serde::{Deserialize, Serialize};

use super::testing::{Series, test};

/// Chance below which a figure still stands out; one figure alone is looked at.
const LEVEL: f64 = 0.05;

/// What of a difference must be gone for it to be better, in thirds.
const BETTER: i128 = 1;

/// What became of a finding in a later period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum State {
    /// The figure differs no more from what it was before it was found.
    Solved,
    /// It still does, by a third less at least.
    Better,
    /// It still does.
    Unchanged,
}

/// Holds a figure that was found once against the periods that it was found by: `series.before` are those of then, `series.now` is of
/// the later period. `found` is the difference of then, in rupiah. None where there is nothing to compare.
#[must_use]
pub fn follow(series: &Series, found: i64) -> Option<State> {
    let tested = test(series)?;
    let same_way = (tested.rupiah > 0) == (found > 0) && tested.rupiah != 0;
    if !same_way || !tested.matters || tested.chance >= LEVEL {
        return Some(State::Solved);
    }
    let left = i128::from(tested.rupiah).abs() * 3;
    Some(if left <= i128::from(found).abs() * (3 - BETTER) { State::Better } else { State::Unchanged })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Kind, Part};

    fn late(cases: i64) -> Series {
        let before = [6, 9, 7, 8, 7, 6, 8, 9, 7, 8, 6, 7].map(|num| Part { num, den: 200 });
        let now = Part { num: cases, den: 200 };
        Series { kind: Kind::Rate, now, before: before.to_vec(), unit_variance: 0.0, sales: 0, worth: 100_000 }
    }

    #[test]
    fn a_finding_is_solved_better_or_unchanged_against_its_old_baseline() {
        let found = test(&late(30)).unwrap();
        assert!(found.matters && found.chance < 1e-6 && found.rupiah > 2_000_000);
        let now = |cases| follow(&late(cases), found.rupiah).unwrap();
        assert_eq!([8, 20, 29, 40].map(now), [State::Solved, State::Better, State::Unchanged, State::Unchanged]);
        assert_eq!(now(0), State::Solved, "better than ever isn't worse");
        let nothing = Series { now: Part { num: 0, den: 0 }, ..late(0) };
        assert_eq!(follow(&nothing, found.rupiah), None);
    }
}
