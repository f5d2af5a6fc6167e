//! What stands out in a period: which of a shop's figures differ by more than chance from what they usually are.
//!
//! A figure is held against the same figure of equal periods before it ([`Period::baseline`]). How likely so large a difference is
//! by chance is reckoned by what the figure is (a count, a share of cases, money); as many figures are looked at, the chances
//! are held to five in a hundred for all of them together (Holm 1979), the shop's own figures and those of its parts apart. What is too small to
//! matter isn't told, however sure. So a shop in which nothing changes hears of something in about one report of twenty-five,
//! which `make bench GROUP=findings` measures.
//!
//! Floating point stays in here: chances are floats; what a difference comes to in rupiah is whole.

mod causes;
mod chance;
mod following;
mod period;
mod record;
mod screen;
mod testing;
mod trend;

pub use causes::{Cause, Share, causes, run_of};
pub use following::{State, follow};
pub use period::{Like, Period, Span, days_label};
pub use record::{Record, record};
pub use screen::{Candidate, FINDINGS_MOST, Family, Found, screen};
pub use testing::{BASELINE, BASELINE_LEAST, Kind, Part, Series, Tested, test, unit_variance};
pub use trend::{Trend, mann_kendall, theil_sen, trend};
