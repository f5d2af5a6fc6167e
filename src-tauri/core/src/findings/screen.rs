//! Which of many figures are told.

use super::testing::{Series, Tested, test};
use super::trend::{Trend, trend};

/// How many findings a report has at most.
pub const FINDINGS_MOST: usize = 5;

/// How likely a family may tell of anything where nothing has changed.
const LEVEL: f64 = 0.05;

/// How likely it may tell of any trend.
const TREND_LEVEL: f64 = 0.01;

/// Figures whose chances are held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Those of the whole shop.
    Shop,
    /// Those of a store, a courier, a person or a product.
    Segment,
}

/// A figure that may stand out.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The figures it is looked at with.
    pub family: Family,
    /// What it tells of: of the shop's figures with one story and direction only the one with the most rupiah is told, and what is found of
    /// the shop isn't told again of its parts, which are its causes.
    pub story: u16,
    /// The figure and what it was.
    pub series: Series,
}

/// A figure that stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Which of the candidates.
    pub at: usize,
    /// How it differs from what is usual.
    pub tested: Tested,
    /// Where it stands out only by having gone one way.
    pub trend: Option<Trend>,
}

/// What stands out, the most rupiah first, at most five.
#[must_use]
pub fn screen(candidates: &[Candidate]) -> Vec<Found> {
    let tested: Vec<Option<Tested>> = candidates.iter().map(|candidate| test(&candidate.series)).collect();
    let mut found = Vec::new();
    for family in [Family::Shop, Family::Segment] {
        let of = |at: &usize| candidates[*at].family == family;
        let of: Vec<(usize, Tested)> =
            (0..candidates.len()).filter(of).filter_map(|at| Some((at, tested[at]?))).collect();
        let stands = holm(of.iter().map(|(_, tested)| tested.chance).collect(), LEVEL);
        let stands = of.into_iter().zip(stands).filter(|((_, tested), stands)| *stands && tested.matters);
        found.extend(stands.map(|((at, tested), _)| Found { at, tested, trend: None }));
    }
    let more = going(candidates, &tested).filter(|going| found.iter().all(|found| found.at != going.at));
    found.extend(more.collect::<Vec<_>>());
    found.sort_by_key(|found| std::cmp::Reverse(found.tested.rupiah.unsigned_abs()));
    told_once(candidates, &found).into_iter().take(FINDINGS_MOST).collect()
}

/// Which of the shop's figures have been going one way; as many are looked at, all of them together are held to a chance.
fn going(candidates: &[Candidate], tested: &[Option<Tested>]) -> impl Iterator<Item = Found> {
    let of_shop = |at: &usize| candidates[*at].family == Family::Shop;
    let going: Vec<Found> = (0..candidates.len())
        .filter(of_shop)
        .filter_map(|at| Some(Found { at, tested: tested[at]?, trend: Some(trend(&candidates[at].series)?) }))
        .collect();
    let chance = |found: &Found| found.trend.map_or(1.0, |trend| trend.chance);
    let stands = holm(going.iter().map(chance).collect(), TREND_LEVEL);
    let matters = |found: &Found| found.trend.is_some_and(|trend| trend.matters);
    going.into_iter().zip(stands).filter(move |(found, stands)| *stands && matters(found)).map(|(found, _)| found)
}

/// Leaves out what another finding tells already.
fn told_once(candidates: &[Candidate], found: &[Found]) -> Vec<Found> {
    let story = |found: &Found| (candidates[found.at].story, found.tested.rupiah > 0);
    let of_shop = |found: &Found| candidates[found.at].family == Family::Shop;
    let told = |at: usize| {
        let same = |other: &Found| of_shop(other) && story(other) == story(&found[at]);
        if of_shop(&found[at]) { found[..at].iter().any(same) } else { found.iter().any(same) }
    };
    (0..found.len()).filter(|at| !told(*at)).map(|at| found[at]).collect()
}

/// Which chances are small enough for none of all to be by chance more often than so (Holm 1979): the smallest against a share of it for
/// each, the next for one fewer, until one isn't.
fn holm(chances: Vec<f64>, level: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let mut stands = vec![false; chances.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if chances[at] > level / (chances.len() - rank) as f64 {
            break;
        }
        stands[at] = true;
    }
    stands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Kind, Part};

    fn count(family: Family, story: u16, now: i64, usual: i64, worth: i64) -> Candidate {
        let near = [0, 1, -1, 2, -2, 0, 1, -1, 0, 2, -2, 0].map(|off| Part::whole(usual + off));
        let kind = if family == Family::Shop { Kind::SHOP } else { Kind::STORE };
        let series = Series { kind, now: Part::whole(now), before: near.to_vec(), unit_variance: 0.0, sales: 0, worth };
        Candidate { family, story, series }
    }

    #[test]
    fn holm_goes_on_until_one_isnt_small_enough() {
        let stands = holm(vec![0.04, 0.001, 0.02, 0.6], 0.05);
        assert_eq!(stands, [false, true, false, false], "0.02 is above 0.05 / 3");
        assert_eq!(holm(vec![0.01, 0.02, 0.04], 0.05), [true; 3], "0.01 ≤ 0.05/3, 0.02 ≤ 0.05/2, 0.04 ≤ 0.05");
        assert_eq!(holm(vec![0.02, 0.01, 0.06], 0.05), [true, true, false]);
        assert!(holm(vec![], 0.05).is_empty());
    }

    #[test]
    fn what_stands_out_is_told_by_rupiah() {
        let shop = [
            count(Family::Shop, 1, 50, 100, 1_000),
            count(Family::Shop, 2, 101, 100, 90_000),
            count(Family::Shop, 3, 200, 100, 5_000),
        ];
        let found = screen(&shop);
        assert_eq!(found.iter().map(|found| found.at).collect::<Vec<_>>(), [2, 0]);
        assert_eq!((found[0].tested.rupiah, found[1].tested.rupiah), (500_000, -50_000));
    }

    #[test]
    fn a_story_is_told_once() {
        let all = [
            count(Family::Shop, 1, 50, 100, 1_000),
            count(Family::Shop, 1, 60, 120, 2_000),
            count(Family::Segment, 1, 10, 50, 2_000),
            count(Family::Segment, 1, 150, 50, 100),
            count(Family::Segment, 7, 10, 50, 10),
        ];
        let found: Vec<usize> = screen(&all).iter().map(|found| found.at).collect();
        assert_eq!(found, [1, 3, 4], "a store that fell is a cause of the shop's fall, one that rose is told");
    }

    #[test]
    fn a_figure_that_goes_one_way_is_told_once() {
        let falling = |last: i64| {
            let mut falling = count(Family::Shop, 1, last, 100, 1_000);
            falling.series.before = (1..=12).map(|week| Part::whole(last + 3 * week)).collect();
            falling
        };
        let found = screen(&[falling(100)]);
        assert!(matches!(&found[..], [Found { at: 0, trend: Some(trend), .. }] if trend.slope < -2.9), "{found:?}");
        let mut fallen = falling(100);
        fallen.series.now = Part::whole(5);
        assert!(matches!(&screen(&[fallen])[..], [Found { trend: None, .. }]), "it stands out by itself");
        let part = Candidate { family: Family::Segment, ..falling(100) };
        assert!(screen(&[part]).is_empty(), "of parts no trends are told");
    }

    #[test]
    fn five_are_told_at_most() {
        let many: Vec<Candidate> = (0..8).map(|story| count(Family::Shop, story, 300, 100, 1_000)).collect();
        assert_eq!(screen(&many).len(), FINDINGS_MOST);
        assert!(screen(&[]).is_empty());
    }
}
