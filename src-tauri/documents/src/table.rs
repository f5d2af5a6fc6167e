//! Rows of cells, and boxes of lines, broken over pages.
//!
//! Invariant: every line of every cell is printed once, in order; a row that fits on one page is never torn.

use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::page::{Page, baseline};
use crate::text::{Style, width};

/// Room in which to begin a row that is higher than a page, in mm.
const START: f64 = 30.0;

/// Pieces of text side by side, in a line box of `lead` mm.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<(String, Style)>,
    pub(crate) lead: f64,
}

impl Line {
    /// A line of one style, its box `lead` times as high as the text.
    pub(crate) fn new(text: impl Into<String>, style: Style, lead: f64) -> Self {
        Self { pieces: vec![(text.into(), style)], lead: style.em() * lead }
    }

    /// The pieces' widths together.
    pub(crate) fn width(&self, fonts: &Fonts) -> f64 {
        self.pieces.iter().map(|(text, style)| width(fonts, text, *style)).sum()
    }

    fn draw(&self, page: &mut Page, fonts: &Fonts, x: f64, top: f64) {
        let size = self.pieces.iter().map(|(_, style)| style.size).fold(0.0, f64::max);
        let y = baseline(top, self.lead, size);
        let mut x = x;
        for (text, style) in &self.pieces {
            page.put(x, y, text, *style, false);
            x += width(fonts, text, *style);
        }
    }
}

/// Height of lines under each other.
pub(crate) fn height(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.lead).sum()
}

/// Draws lines under each other from `top`; tells where they end.
pub(crate) fn draw_lines(page: &mut Page, fonts: &Fonts, lines: &[Line], x: f64, top: f64) -> f64 {
    lines.iter().fold(top, |y, line| {
        line.draw(page, fonts, x, y);
        y + line.lead
    })
}

/// A column's part of a row: lines under each other, in the middle of the row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// Left edge, or right edge if `right`.
    pub(crate) x: f64,
    pub(crate) right: bool,
    pub(crate) lines: Vec<Line>,
}

impl Cell {
    fn draw(&self, page: &mut Page, fonts: &Fonts, top: f64, room: f64) {
        let mut y = top + (room - height(&self.lines)) / 2.0;
        for line in &self.lines {
            let x = if self.right { self.x - line.width(fonts) } else { self.x };
            line.draw(page, fonts, x, y);
            y += line.lead;
        }
    }

    /// The lines that fit into `room`, and a cell of the rest.
    fn split(mut self, room: f64) -> (Self, Self) {
        let mut used = 0.0;
        let fits = self.lines.iter().take_while(|line| {
            used += line.lead;
            used <= room
        });
        let rest = self.lines.split_off(fits.count());
        let tail = Self { lines: rest, ..self };
        (self, tail)
    }
}

/// A row and how it is set.
pub(crate) struct Row<'a> {
    pub(crate) cells: Vec<Cell>,
    /// White above and below.
    pub(crate) pad: f64,
    /// The least height.
    pub(crate) least: f64,
    /// What must still follow on the same page: the sum under the last row.
    pub(crate) after: f64,
    /// Draws rules, boxes and blanks: page, top, height and whether it is the row's first part.
    pub(crate) furnish: &'a dyn Fn(&mut Page, f64, f64, bool),
    /// Called on a new page before the row goes on there.
    pub(crate) again: &'a dyn Fn(&mut Flow<'_>),
    /// How much that takes.
    pub(crate) again_takes: f64,
}

impl Row<'_> {
    /// How high the row is if it isn't torn.
    pub(crate) fn height(&self) -> f64 {
        let tallest = self.cells.iter().map(|cell| height(&cell.lines)).fold(0.0, f64::max);
        (tallest + 2.0 * self.pad).max(self.least)
    }

    /// The room in which the row begins: all of it, or what is worth beginning in if no page can hold it.
    pub(crate) fn wants(&self, flow: &Flow<'_>) -> f64 {
        let whole = self.height() + self.after;
        if whole > flow.capacity() - self.again_takes { START } else { whole }
    }

    /// Places the row, on the next page if it doesn't fit here, over several if it is higher than a page.
    pub(crate) fn place(mut self, flow: &mut Flow<'_>) {
        if flow.need(self.wants(flow)) {
            (self.again)(flow);
        }
        let mut first = true;
        loop {
            let tall = self.height();
            if tall + self.after <= flow.room() {
                return self.part(flow, first, tall);
            }
            let room = flow.room() - 2.0 * self.pad;
            let (parts, rest): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.cells).into_iter().map(|cell| cell.split(room)).unzip();
            let stuck = !first && flow.room() < START && parts.iter().all(|cell| cell.lines.is_empty());
            self.cells = parts;
            let filled = self.height().min(flow.room());
            if stuck || rest.iter().all(|cell| cell.lines.is_empty()) {
                // all of it fits here, only what must follow doesn't: that comes on the next page
                return self.part(flow, first, filled);
            }
            if self.cells.iter().any(|cell| !cell.lines.is_empty()) {
                self.part(flow, first, filled);
                first = false;
            }
            self.cells = rest;
            flow.turn();
            (self.again)(flow);
        }
    }

    fn part(&self, flow: &mut Flow<'_>, first: bool, tall: f64) {
        for cell in &self.cells {
            cell.draw(&mut flow.page, flow.fonts, flow.y, tall);
        }
        (self.furnish)(&mut flow.page, flow.y, tall, first);
        flow.y += tall;
    }
}

/// A frame around lines that grows with them and goes on over the page.
pub(crate) struct Frame {
    pub(crate) thick: f64,
    pub(crate) pad_x: f64,
    pub(crate) pad_y: f64,
    /// White above the frame.
    pub(crate) gap: f64,
    /// First line of the frame, and of its continuation.
    pub(crate) title: [Line; 2],
}

/// One line of a frame: what stands in the left column, if anything, and the text beside it.
pub(crate) struct Entry {
    pub(crate) label: Option<Line>,
    pub(crate) indent: f64,
    pub(crate) line: Line,
    /// White above it.
    pub(crate) gap: f64,
}

impl Frame {
    /// Draws the entries in as many frames as pages are needed.
    pub(crate) fn place(&self, flow: &mut Flow<'_>, entries: &[Entry]) {
        let [title, again] = &self.title;
        let edge = self.thick + self.pad_y;
        let mut rest = entries;
        let mut title = title;
        while let Some(next) = rest.first() {
            // a frame begins only where its title and two lines fit
            let two = next.gap + next.line.lead + rest.get(1).map_or(0.0, |e| e.gap + e.line.lead);
            flow.need(self.gap + 2.0 * edge + title.lead + two);
            let gap = if flow.fresh() && flow.later() { self.gap.min(2.0) } else { self.gap };
            let top = flow.y + gap;
            let (x, wide) = (flow.paper.side, flow.paper.inner());
            let inside = x + self.thick + self.pad_x;
            let mut y = top + edge;
            y = draw_lines(&mut flow.page, flow.fonts, std::slice::from_ref(title), inside, y);
            let mut placed = 0;
            for entry in rest {
                if placed > 0 && y + entry.gap + entry.line.lead + edge > flow.paper.floor() {
                    break;
                }
                y += entry.gap;
                if let Some(label) = &entry.label {
                    label.draw(&mut flow.page, flow.fonts, inside, y);
                }
                entry.line.draw(&mut flow.page, flow.fonts, inside + entry.indent, y);
                y += entry.line.lead;
                placed += 1;
            }
            flow.page.frame(x, top, wide, y + edge - top, self.thick);
            flow.y = y + edge;
            rest = rest.get(placed..).unwrap_or_default();
            title = again;
            if !rest.is_empty() {
                flow.turn();
            }
        }
    }
}
