//! The time to act at: read here, at the door, and handed in.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};
use runut_core::{Instant, Zone};

use crate::output::Fault;

/// 2000-01-01 and 2101-01-01, UTC: outside of them a time is a slip of the keyboard, and days couldn't be reckoned.
const FIRST: i64 = 946_684_800_000;
const END: i64 = 4_133_980_800_000;

/// A time as typed, before the shop's zone is known.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The same everywhere.
    At(Instant),
    /// A reading of the shop's clock.
    Local(NaiveDateTime),
}

impl When {
    /// Reads `--now`; the clock where it isn't given.
    pub fn read(text: Option<&str>) -> Result<Self, Fault> {
        let Some(text) = text else { return Ok(Self::At(clock())) };
        let local = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"];
        let when = if let Ok(millis) = text.parse::<i64>() {
            Some(Self::At(Instant(millis)))
        } else if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            Some(Self::At(Instant(at.timestamp_millis())))
        } else {
            local.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).map(Self::Local)
        };
        when.filter(|when| (FIRST..END).contains(&when.utc())).ok_or_else(|| {
            Fault::Usage(format!(
                "--now {text}: tulis 2026-11-22 09:30, RFC 3339, atau milidetik sejak 1970, dari tahun 2000 sampai 2100"
            ))
        })
    }

    /// Milliseconds, a local reading taken as UTC.
    fn utc(self) -> i64 {
        match self {
            Self::At(at) => at.0,
            Self::Local(local) => local.and_utc().timestamp_millis(),
        }
    }

    /// The instant, for a shop of that zone.
    pub fn instant(self, zone: Zone) -> Instant {
        match self {
            Self::At(at) => at,
            Self::Local(local) => zone.instant(local),
        }
    }
}

/// The clock.
pub fn clock() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
