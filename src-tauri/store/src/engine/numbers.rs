//! A set of row numbers, kept as ranges: the rows that a large write adds follow each other, and there may be hundreds of
//! thousands of them.

use std::collections::BTreeMap;

/// Row numbers, each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// The last number of each range by its first. No two ranges share a number or touch each other.
    ranges: BTreeMap<i64, i64>,
}

impl Numbers {
    /// Adds a number.
    pub fn insert(&mut self, number: i64) {
        self.insert_range(number, number);
    }

    /// Adds the numbers from `first` to `last`.
    pub fn insert_range(&mut self, mut first: i64, mut last: i64) {
        // In the order in which rows are added, each goes to the end of the last range.
        if let Some(mut end) = self.ranges.last_entry() {
            let known = *end.get();
            if *end.key() <= first && first <= known.saturating_add(1) {
                *end.get_mut() = known.max(last);
                return;
            }
        }
        let reached = self.ranges.range(..=last.saturating_add(1)).rev();
        let joined: Vec<(i64, i64)> =
            reached.map(|(a, b)| (*a, *b)).take_while(|(_, b)| b.saturating_add(1) >= first).collect();
        for (a, b) in joined {
            self.ranges.remove(&a);
            (first, last) = (first.min(a), last.max(b));
        }
        self.ranges.insert(first, last);
    }

    /// Whether the number is among them.
    pub fn contains(&self, number: i64) -> bool {
        self.ranges.range(..=number).next_back().is_some_and(|(_, last)| number <= *last)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.ranges().map(|(first, last)| last.abs_diff(first).saturating_add(1)).sum()
    }

    /// The ranges, in order: first and last number.
    pub fn ranges(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.ranges.iter().map(|(first, last)| (*first, *last))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_set(added in prop::collection::vec((-20_i64..40, 0_i64..4), 0..60)) {
            let (mut numbers, mut set) = (Numbers::default(), BTreeSet::new());
            for (first, more) in added {
                numbers.insert_range(first, first + more);
                set.extend(first..=first + more);
            }
            prop_assert_eq!(numbers.ranges().flat_map(|(first, last)| first..=last).collect::<Vec<_>>(), set.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(numbers.len(), set.len() as u64);
            prop_assert!((-25..50).all(|number| numbers.contains(number) == set.contains(&number)));
            let ranges: Vec<_> = numbers.ranges().collect();
            prop_assert!(ranges.windows(2).all(|two| two[0].1 + 1 < two[1].0), "{:?}", ranges);
        }
    }

    #[test]
    fn the_last_numbers_of_all_are_no_trouble() {
        let mut numbers = Numbers::default();
        numbers.insert(i64::MAX);
        numbers.insert(i64::MAX);
        numbers.insert(i64::MIN);
        assert_eq!(numbers.len(), 2);
        assert!(numbers.contains(i64::MAX) && numbers.contains(i64::MIN) && !numbers.contains(0));
    }
}
