//! What takes a while and may be stopped.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The runs of one kind of work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    begun: AtomicU64,
    stopped: AtomicU64,
}

/// A run on its way; it ends when it is asked to stop.
#[derive(Clone, Debug)]
pub(crate) struct Running {
    counts: Arc<Counts>,
    number: u64,
}

impl Runs {
    /// A new run begins.
    pub fn begin(&self) -> Running {
        let number = self.0.begun.fetch_add(1, Ordering::AcqRel) + 1;
        Running { counts: Arc::clone(&self.0), number }
    }

    /// Every run that has begun is to stop.
    pub fn stop(&self) {
        self.0.stopped.fetch_max(self.0.begun.load(Ordering::Acquire), Ordering::AcqRel);
    }
}

impl Running {
    /// Whether it goes on.
    pub fn goes_on(&self) -> ControlFlow<()> {
        let goes = self.counts.stopped.load(Ordering::Acquire) < self.number;
        if goes { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Runs;

    #[test]
    fn stopping_ends_what_has_begun_and_nothing_later() {
        let runs = Runs::default();
        let (one, two) = (runs.begin(), runs.begin());
        assert!(one.goes_on().is_continue() && two.goes_on().is_continue());
        runs.stop();
        let later = runs.begin();
        assert!(one.goes_on().is_break() && two.goes_on().is_break());
        assert!(later.goes_on().is_continue());
    }
}
