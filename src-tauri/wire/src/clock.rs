//! The one clock of this door.
//!
//! `RUNUT_NOW` (milliseconds since 1970, or RFC 3339) sets it for tests; it goes on from there.

use std::time;

use chrono::{DateTime, Utc};
use runut_core::Instant;

/// Tells what time it is.
#[derive(Clone, Debug)]
pub struct Clock {
    set: Option<(i64, Option<time::Instant>)>,
}

impl Clock {
    /// The system's clock, or the one that the environment sets.
    #[must_use]
    pub fn find() -> Self {
        let set = std::env::var("RUNUT_NOW").ok().and_then(|text| read(&text));
        Self { set: set.map(|millis| (millis, Some(time::Instant::now()))) }
    }

    /// A clock that stands where `millis` (since 1970) says.
    #[must_use]
    pub fn at(millis: i64) -> Self {
        Self { set: Some((millis, None)) }
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        match self.set {
            Some((from, since)) => {
                let passed = since.map_or(0, |since| i64::try_from(since.elapsed().as_millis()).unwrap_or(0));
                Instant(from.saturating_add(passed))
            }
            None => Instant(Utc::now().timestamp_millis()),
        }
    }
}

fn read(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|at| at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_name_the_same_instant() {
        assert_eq!(read("1763571600000"), Some(1_763_571_600_000));
        assert_eq!(read("2025-11-20T00:00:00+07:00"), Some(1_763_571_600_000));
        assert_eq!(read("kemarin"), None);
    }
}
