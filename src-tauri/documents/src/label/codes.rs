//! The codes of a label: our own number as bars and as a square, the courier's number as bars.
//!
//! Invariant: modules are whole printer dots, two or more, and begin on one; a quiet zone of ten modules beside bars and
//! of four around a square stays white. A number for which the paper is too narrow is turned on a roll, and stands as
//! text only on a sheet.

use crate::label::Setter;
use crate::page::{DOT, Mark, Page, code_width, quiet, whole_dots};
use crate::qr;
use crate::table::{Line, draw_lines, height};
use crate::text::{Style, shrink_to, width, wrap};
use crate::words;
use runut_core::OrderId;

/// Printer dots a module at least.
const LEAST: usize = 2;

/// Printer dots a module of our own bars at most.
const OWN: usize = 4;

/// Our own number: text, bars where there is room, square.
pub(crate) fn order(set: Setter<'_>) -> Page {
    let (look, fonts, label) = (set.look, set.fonts, set.label);
    let text = own(set);
    let mut part = Page::new(look.width, 0.0);
    let module = look.qr_dots as f64 * DOT;
    let top = whole_dots(look.pad.max(qr::QUIET as f64 * module));
    let square = qr::code(&text).map(|code| (code.side as f64 * module, code));
    let taken = square.as_ref().map_or(0.0, |(side, _)| side + qr::QUIET as f64 * module);
    if let Some((side, code)) = &square {
        // its quiet zone reaches into the white at the paper's side
        let x = ((look.width - look.side.max(qr::QUIET as f64 * module) - side) / DOT).floor() * DOT;
        part.modules(x, top, look.qr_dots, &code.blocks);
    }
    let (mut x, mut y) = (look.side, top);
    if let Some(tall) = look.own_bars {
        let room = look.right() - taken;
        if let Some(dots) = dots(&text, OWN, |dots| room - look.side.max(quiet(dots)) - quiet(dots)) {
            let left = whole_dots(look.side.max(quiet(dots)));
            part.code(left + code_width(&text, dots), top, tall, &text, dots);
            (x, y) = (left, y + tall + 1.2);
        }
    }
    let room = look.right() - taken - 2.0 - x;
    let number = label.number.to_string();
    let style = shrink_to(fonts, &number, look.number, room, 9.0);
    let mut lines: Vec<Line> =
        wrap(fonts, &number, style, room).into_iter().map(|text| Line::new(text, style, 1.1)).collect();
    let mut facts = Vec::new();
    if look.is_roll() {
        facts.push(words::day(label.imprint.at, label.imprint.zone));
        facts.push(words::weight_and_goods(label.weight_g, label.units));
    }
    if label.reprint {
        facts.push(words::REPRINT.to_owned());
    }
    for fact in facts.into_iter().filter(|fact| !fact.is_empty()) {
        let beside = width(fonts, &number, style) + 4.0 + width(fonts, &fact, look.small);
        match lines.last_mut().filter(|_| !look.is_roll() && beside <= room) {
            Some(line) => line.pieces.extend([("  ".to_owned(), style), (fact, look.small)]),
            None => lines
                .extend(wrap(fonts, &fact, look.small, room).into_iter().map(|text| Line::new(text, look.small, 1.3))),
        }
    }
    let bottom = draw_lines(&mut part, fonts, &lines, x, y);
    let square_end = square.map_or(top, |(side, _)| top + side) + qr::QUIET as f64 * module;
    part.height = (bottom + look.pad).max(square_end);
    part
}

/// The courier's number as bars; where there is none yet, the place for its slip, or on a roll our own number as bars.
pub(crate) fn tracking(set: Setter<'_>) -> Page {
    let (look, label) = (set.look, set.label);
    if !label.tracking.is_empty() {
        return bars(set, &label.tracking);
    }
    if look.is_roll() {
        return bars(set, &own(set));
    }
    if label.own_delivery {
        return Page::new(look.width, 0.0);
    }
    let mut part = Page::new(look.width, 27.0);
    let (x, wide) = (look.side, look.inner());
    let (top, tall) = (2.5, part.height - 2.5);
    dashes(&mut part, x, top, wide, tall);
    let style = Style { weight: crate::fonts::Weight::Bold, ..look.from };
    let text = words::TRACKING_HERE;
    part.text(x + (wide - width(set.fonts, text, style)) / 2.0, top, tall, text, style);
    part
}

fn own(set: Setter<'_>) -> String {
    OrderId(set.label.number).code()
}

/// The most dots a module, of `most` and fewer, at which the bars of `text` fit into `room`.
fn dots(text: &str, most: usize, room: impl Fn(usize) -> f64) -> Option<usize> {
    (LEAST..=most).rev().find(|dots| {
        let wide = code_width(text, *dots);
        wide > 0.0 && wide <= room(*dots) + 1e-6
    })
}

fn bars(set: Setter<'_>, text: &str) -> Page {
    let (look, fonts) = (set.look, set.fonts);
    let mut part = Page::new(look.width, 2.5);
    let top = whole_dots(part.height);
    let fits = dots(text, look.dots, |dots| look.inner().min(look.width - 2.0 * quiet(dots)));
    if let Some(dots) = fits {
        let wide = code_width(text, dots);
        part.code((look.width + wide) / 2.0, top, look.bars, text, dots);
        part.height = top + look.bars;
    } else if look.is_roll() && code_width(text, LEAST) > 0.0 {
        let top = whole_dots(quiet(LEAST).max(part.height));
        part.code_down(whole_dots((look.width - look.bars) / 2.0), top, look.bars, text, LEAST);
        part.height = top + code_width(text, LEAST) + quiet(LEAST);
    }
    part.height += 1.6;
    let style = shrink_to(fonts, text, look.tracking, look.inner(), 9.0);
    let lines: Vec<Line> =
        wrap(fonts, text, style, look.inner()).into_iter().map(|text| Line::new(text, style, 1.1)).collect();
    let mut y = part.height;
    for line in &lines {
        let x = look.side + (look.inner() - line.width(fonts)) / 2.0;
        y = draw_lines(&mut part, fonts, std::slice::from_ref(line), x, y);
    }
    // Letters reach below their line's box: at the paper's edge that counts.
    part.height = part.marks.iter().map(Mark::bottom).fold(part.height + height(&lines), f64::max);
    part
}

/// A dashed frame, two dots and more thick.
fn dashes(page: &mut Page, x: f64, y: f64, wide: f64, tall: f64) {
    const THICK: f64 = 0.4;
    const DASH: f64 = 1.2;
    let count = |long: f64| ((long / DASH / 2.0).round().max(1.0) * 2.0) as usize - 1;
    let across = count(wide);
    let step = wide / across as f64;
    for i in (0..across).step_by(2) {
        page.rect(x + i as f64 * step, y, step, THICK);
        page.rect(x + i as f64 * step, y + tall - THICK, step, THICK);
    }
    let down = count(tall);
    let step = tall / down as f64;
    for i in (0..down).step_by(2) {
        page.rect(x, y + i as f64 * step, THICK, step);
        page.rect(x + wide - THICK, y + i as f64 * step, THICK, step);
    }
}
