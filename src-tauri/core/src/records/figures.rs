//! The figures of the shop that records feed.

use super::Value;
use crate::kpi::Logged as Figure;
use crate::rows::Logged;

/// What the fields are linked to whose values make a figure.
#[must_use]
pub fn fed_by(figure: Figure) -> Logged {
    match figure {
        // A complaint says what it is about.
        Figure::Complaints | Figure::WrongItems | Figure::Defects => Logged::Complaints,
        Figure::ReplyMinutes => Logged::ReplyMinutes,
        // And a review how many stars it has.
        Figure::BadReviews => Logged::Reviews,
        Figure::AdCost => Logged::AdCost,
        Figure::AdSales => Logged::AdSales,
        Figure::Visitors => Logged::Visitors,
        Figure::WebOrders => Logged::WebOrders,
    }
}

/// What a value counts for in a figure: of what is counted one or none, of amounts itself.
#[must_use]
pub fn counted(figure: Figure, held: &Value) -> i64 {
    let is = |words: &[&str]| i64::from(matches!(held, Value::Text(word) if words.contains(&word.as_str())));
    match (figure, held) {
        (Figure::Complaints, _) => 1,
        (Figure::WrongItems, _) => is(&["wrong"]),
        (Figure::Defects, _) => is(&["damaged", "quality"]),
        (Figure::BadReviews, Value::Number(stars)) => i64::from(*stars <= 2),
        (_, Value::Number(number)) => *number,
        (_, Value::Text(_)) => 0,
    }
}
