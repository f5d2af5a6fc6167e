//! The highest and lowest since a book began: news, not findings, for in a shop that never changes one comes by itself now and then.

/// Periods before from which on there are records.
const LEAST: usize = 26;

/// How a period stands among all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// Above all of them.
    Highest,
    /// Below all of them.
    Lowest,
}

/// Whether a figure is above or below all before it; none of fewer than 26.
#[must_use]
pub fn record(now: i64, before: &[i64]) -> Option<Record> {
    let all = |than: fn(&i64, &i64) -> bool| before.len() >= LEAST && before.iter().all(|old| than(&now, old));
    if all(i64::gt) {
        Some(Record::Highest)
    } else if all(i64::lt) {
        Some(Record::Lowest)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_needs_half_a_year_and_no_equal() {
        let before: Vec<i64> = (100..126).collect();
        assert_eq!((record(126, &before), record(99, &before)), (Some(Record::Highest), Some(Record::Lowest)));
        assert_eq!((record(125, &before), record(110, &before)), (None, None));
        assert_eq!((record(200, &before[1..]), record(0, &[])), (None, None));
    }
}
