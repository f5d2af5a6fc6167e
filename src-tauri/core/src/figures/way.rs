//! What became of the orders of a day, and when they came.

use crate::Stage;

/// The orders that were placed on a day: at which hours, where they stand, and how far those had come that were cancelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// By the hour at which they were placed.
    pub hours: [i64; 24],
    /// By the stage at which they stand, in the order of [`Way::STAGES`].
    pub standing: [i64; 8],
    /// Cancelled ones by the stage that they had come to: the first four of these.
    pub dropped: [i64; 4],
}

impl Way {
    /// Stages at which orders stand that were placed and not cancelled. The first four come before the courier.
    pub const STAGES: [Stage; 8] = [
        Stage::AwaitingPayment,
        Stage::AwaitingApproval,
        Stage::Approved,
        Stage::Packed,
        Stage::Shipped,
        Stage::Delivered,
        Stage::Completed,
        Stage::Returned,
    ];

    /// One order.
    #[must_use]
    pub fn of(hour: u32, stage: Stage, came_to: Stage) -> Self {
        let mut way = Self::default();
        let place = |stage: Stage| Self::STAGES.iter().position(|s| *s == stage);
        let hour = usize::try_from(hour).ok().and_then(|hour| way.hours.get_mut(hour));
        hour.into_iter().for_each(|n| *n = 1);
        let stands = match stage {
            Stage::Cancelled => place(came_to).and_then(|at| way.dropped.get_mut(at)),
            stage => place(stage).and_then(|at| way.standing.get_mut(at)),
        };
        stands.into_iter().for_each(|n| *n = 1);
        way
    }

    /// All of them: hours, stages, cancelled ones.
    pub fn all(&self) -> impl Iterator<Item = i64> + '_ {
        self.hours.iter().chain(&self.standing).chain(&self.dropped).copied()
    }

    /// The places, to be filled in the order of [`Way::all`].
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut i64> + '_ {
        self.hours.iter_mut().chain(&mut self.standing).chain(&mut self.dropped)
    }

    /// Adds others so many times: −1 takes them away.
    pub fn add(&mut self, others: &Self, times: i64) {
        self.all_mut().zip(others.all()).for_each(|(kept, by)| *kept += by * times);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_stands_at_one_stage_or_was_cancelled_at_one() {
        let at = |way: &Way| way.all().enumerate().filter(|(_, n)| *n != 0).map(|(at, _)| at).collect::<Vec<_>>();
        let mut way = Way::of(23, Stage::Returned, Stage::AwaitingPayment);
        assert_eq!((at(&way), way.all().count()), (vec![23, 31], 36));
        assert_eq!(at(&Way::of(0, Stage::Cancelled, Stage::Packed)), [0, 35]);
        assert_eq!(at(&Way::of(24, Stage::Draft, Stage::Packed)), [0_usize; 0]);
        way.add(&way.clone(), -1);
        assert_eq!(way, Way::default());
    }
}
