//! Lines to sign on at the bottom of a sheet.

use crate::flow::Flow;
use crate::page::HAIRLINE;
use crate::text::{cut, medium};

/// Room that the lines take above the foot, in mm.
pub(crate) const TAKES: f64 = 22.0;

/// Draws three lines side by side above the foot, each with a word below it.
pub(crate) fn draw(flow: &mut Flow<'_>, names: [&str; 3]) {
    const BETWEEN: f64 = 6.0;
    let style = medium(8.0);
    let lead = style.em() * 1.3;
    let wide = (flow.paper.inner() - 2.0 * BETWEEN) / 3.0;
    let y = flow.paper.floor() - lead - 3.0;
    for (i, name) in names.into_iter().enumerate() {
        let x = flow.paper.side + i as f64 * (wide + BETWEEN);
        flow.page.rule(x, y, wide, HAIRLINE);
        flow.page.text(x, y + 1.0, lead, &cut(flow.fonts, name, style, wide), style);
    }
}
