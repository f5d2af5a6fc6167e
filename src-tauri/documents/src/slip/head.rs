//! The head of a packing slip: which order, its code, for whom, by whom, until when.
//!
//! Invariant: the head takes a bounded part of the page whatever the names in it: they wrap to a few lines, then end in
//! an ellipsis. On the slip's later pages only number, marks and code are repeated.

use runut_core::sheets::PackingSlip;

use crate::fonts::Fonts;
use crate::legible;
use crate::page::{HAIRLINE, Page, baseline, code_width, quiet};
use crate::slip::{Look, label};
use crate::table::{Line, draw_lines, height};
use crate::text::{Style, bold, extra, medium, shrink, width, wrap_to};
use crate::words;
use runut_core::OrderId;

/// Draws the head; tells where it ends.
pub(crate) fn draw(page: &mut Page, fonts: &Fonts, look: &Look, slip: &PackingSlip, first: bool) -> f64 {
    let code_end = draw_code(page, fonts, look, slip.number);
    let number_end = draw_number(page, fonts, look, slip, first);
    let y = code_end.max(number_end);
    if first { draw_facts(page, fonts, look, slip, y + look.gap * 0.9) } else { y }
}

/// The text of the order's code.
fn code_text(number: i64) -> String {
    OrderId(number).code()
}

/// Printer dots a module: as many as leave the number half of the width.
fn dots(look: &Look, text: &str) -> usize {
    let most = look.paper.inner() * 0.5;
    (2..=look.dots).rev().find(|dots| code_width(text, *dots) <= most).unwrap_or(2)
}

fn draw_code(page: &mut Page, fonts: &Fonts, look: &Look, number: i64) -> f64 {
    let text = code_text(number);
    let lead = label(look).em() * 1.3;
    let top = look.paper.top;
    page.code(look.paper.right(), top, look.code_height, &text, dots(look, &text));
    page.text_right(fonts, look.paper.right(), top + look.code_height + 1.0, lead, &text, bold(look.small));
    top + look.code_height + 1.0 + lead
}

fn draw_number(page: &mut Page, fonts: &Fonts, look: &Look, slip: &PackingSlip, first: bool) -> f64 {
    let code = code_text(slip.number);
    let dots = dots(look, &code);
    let room = look.paper.inner() - code_width(&code, dots) - quiet(dots);
    let (x, mut y) = (look.paper.side, look.paper.top - 0.6);
    let title = if first { words::PACKING_SLIP.to_owned() } else { words::continued(words::PACKING_SLIP) };
    let style = shrink(fonts, &title, bold(look.title), room);
    page.text(x, y, style.em() * 1.3, &title, style);
    y += style.em() * 1.3;
    let number = slip.number.to_string();
    let big = Style { tracking: -0.03, ..extra(look.number) };
    let style = shrink(fonts, &number, big, room);
    page.text(x, y, big.em(), &number, style);
    y += big.em() + 0.8;
    draw_marks(page, fonts, look, slip, y, room)
}

/// COD, the reprint mark, the channel and its order id, as many in a line as fit.
fn draw_marks(page: &mut Page, fonts: &Fonts, look: &Look, slip: &PackingSlip, top: f64, room: f64) -> f64 {
    let badge = bold(look.plain);
    let tall = badge.em() * 1.45;
    let left = look.paper.side;
    let (mut x, mut y) = (left, top);
    for (word, solid) in [(words::COD, true), (words::REPRINT, false)] {
        if !(if solid { slip.cod } else { slip.reprint }) {
            continue;
        }
        let style = if solid { Style { weight: crate::fonts::Weight::Extra, ..badge } } else { badge };
        let wide = width(fonts, word, style) + 2.0 * 1.6;
        if x > left && x + wide > left + room {
            (x, y) = (left, y + tall + 1.0);
        }
        if solid {
            page.rect(x, y, wide, tall);
        } else {
            page.frame(x, y, wide, tall, 0.4);
        }
        page.put(x + 1.6, baseline(y, tall, style.size), word, style, solid);
        x += wide + 2.0;
    }
    let channel = format!("{} {}", legible::line(fonts, &slip.channel), legible::line(fonts, &slip.external_id));
    let channel = channel.trim();
    let style = medium(look.plain);
    if channel.is_empty() {
        return if x > left { y + tall } else { y - 0.8 };
    }
    if x > left && x + width(fonts, channel, style) > left + room {
        (x, y) = (left, y + tall + 0.6);
    }
    let lines = wrap_to(fonts, channel, style, left + room - x, 2);
    let lead = if x > left { tall } else { style.em() * 1.3 };
    for line in lines {
        page.text(x, y, lead, &line, style);
        y += lead;
    }
    y
}

/// Recipient, courier and deadline between two rules.
fn draw_facts(page: &mut Page, fonts: &Fonts, look: &Look, slip: &PackingSlip, top: f64) -> f64 {
    let pad = look.gap * 0.45;
    let share = look.paper.inner() / look.shares.iter().sum::<f64>();
    let clean = |text: &str| legible::line(fonts, text);
    let facts: [Fact; 3] = [
        Fact {
            label: words::RECIPIENT,
            value: clean(&slip.recipient),
            plain: vec![(clean(&slip.place), medium(look.plain), 3)],
        },
        Fact {
            label: words::COURIER,
            value: clean(&slip.courier),
            plain: vec![
                (words::weight(slip.weight_g), medium(look.plain), 2),
                (clean(&slip.tracking), medium(look.plain), 4),
            ],
        },
        Fact {
            label: words::SHIP_BY,
            value: slip.ship_by.map_or_else(String::new, |at| words::clock(at, slip.imprint.zone)),
            plain: slip
                .ship_by
                .map(|at| (words::short_day(at, slip.imprint.zone), medium(look.plain), 2))
                .into_iter()
                .collect(),
        },
    ];
    let (mut x, mut tall) = (look.paper.side, 0.0_f64);
    let mut parts = Vec::new();
    for (i, (fact, part)) in facts.iter().zip(look.shares).enumerate() {
        let inset = if i == 0 { 0.0 } else { look.gap * 0.6 };
        let lines = fact.lines(fonts, look, share * part - inset - 1.5);
        tall = tall.max(height(&lines));
        parts.push((x, inset, lines));
        x += share * part;
    }
    page.rule(look.paper.side, top, look.paper.inner(), 0.5);
    let bottom = top + 0.5 + pad + tall + pad;
    for (x, inset, lines) in parts {
        if inset > 0.0 {
            page.rect(x, top + 0.5, HAIRLINE, bottom - top - 0.5);
        }
        draw_lines(page, fonts, &lines, x + inset, top + 0.5 + pad);
    }
    page.rule(look.paper.side, bottom, look.paper.inner(), HAIRLINE);
    bottom + HAIRLINE
}

/// A label, what it says in large letters, and what else belongs to it: text, style and how many lines at most.
struct Fact {
    label: &'static str,
    value: String,
    plain: Vec<(String, Style, usize)>,
}

impl Fact {
    fn lines(&self, fonts: &Fonts, look: &Look, max: f64) -> Vec<Line> {
        let some = self.plain.iter().any(|(text, ..)| !text.is_empty());
        let value = if self.value.is_empty() && !some { words::NONE } else { &self.value };
        let set = |text: &str, style: Style, lead: f64, most: usize| {
            wrap_to(fonts, text, style, max, most).into_iter().map(move |text| Line::new(text, style, lead))
        };
        let mut lines: Vec<Line> = set(self.label, label(look), 1.3, 2).collect();
        lines.extend(set(value, bold(look.fact), 1.2, 3));
        for (text, style, most) in &self.plain {
            lines.extend(set(text, *style, 1.3, *most));
        }
        lines
    }
}
