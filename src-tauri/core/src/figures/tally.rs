//! How long the parts of an order's way took, counted by length.

/// A part of an order's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// From the money to the courier.
    PaidToShipped,
    /// Until it was paid.
    TillPaid,
    /// From the money to the approval.
    TillApproved,
    /// From the approval to the closed parcel.
    TillPacked,
    /// From the closed parcel to the courier.
    TillShipped,
    /// On its way.
    TillDelivered,
    /// Until the buyer accepted it, or the time for that was over.
    TillCompleted,
    /// From the day it left to that of its payout.
    TillPaidOut,
}

impl Span {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::PaidToShipped,
        Self::TillPaid,
        Self::TillApproved,
        Self::TillPacked,
        Self::TillShipped,
        Self::TillDelivered,
        Self::TillCompleted,
        Self::TillPaidOut,
    ];

    /// The number it is kept by, below 100.
    #[must_use]
    pub const fn code(self) -> i64 {
        10 + self as i64
    }
}

/// Lengths at most.
const PARTS: f64 = 999.0;

/// The bucket that a span of so many minutes is counted in: eight to a doubling, so that each is 9% wide.
#[must_use]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // minutes of a century are exact, buckets below 1000
pub fn bucket_of(minutes: i64) -> i64 {
    (8.0 * ((minutes.max(0) + 1) as f64).log2()).floor().min(PARTS) as i64
}

/// The minutes in the middle of a bucket, rounded.
#[must_use]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // as above
pub fn minutes_of(bucket: i64) -> i64 {
    (((bucket as f64 + 0.5) / 8.0).exp2() - 1.0).round() as i64
}

/// The minutes that `percent` of the counted spans don't exceed; none where none is counted. Buckets may stand in any order.
#[must_use]
pub fn quantile(buckets: &[(i64, i64)], percent: i64) -> Option<i64> {
    let mut sorted = buckets.to_vec();
    sorted.sort_unstable();
    let total: i64 = sorted.iter().map(|(_, n)| n).sum();
    let wanted = (total * percent + 99) / 100;
    let mut seen = 0;
    sorted.into_iter().filter(|(_, n)| *n > 0).find_map(|(bucket, n)| {
        seen += n;
        (seen >= wanted).then(|| minutes_of(bucket))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_nine_percent_wide_and_holds_its_own_middle() {
        assert_eq!((bucket_of(-5), bucket_of(0), bucket_of(1), bucket_of(60)), (0, 0, 8, 47));
        for minutes in 30..100_000 {
            let (bucket, about) = (bucket_of(minutes), minutes_of(bucket_of(minutes)));
            assert!((about - minutes).abs() * 100 <= minutes * 6, "{minutes}: {about}");
            assert!((bucket_of(about) - bucket).abs() <= 1);
        }
        assert_eq!(bucket_of(i64::MAX - 1), 504);
    }

    #[test]
    fn half_of_the_spans_end_by_the_median() {
        let counted = |minutes: &[i64]| minutes.iter().map(|m| (bucket_of(*m), 1)).collect::<Vec<_>>();
        assert_eq!(quantile(&[], 50), None);
        assert_eq!(quantile(&[(3, 0)], 50), None);
        let spans = counted(&[60, 10_000, 120, 600, 1]);
        assert_eq!(quantile(&spans, 50), Some(minutes_of(bucket_of(120))));
        assert_eq!(quantile(&spans, 90), Some(minutes_of(bucket_of(10_000))));
    }
}
