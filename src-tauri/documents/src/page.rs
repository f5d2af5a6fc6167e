//! A page as a list of marks, in millimetres from its top left corner.
//!
//! Invariant: text stands on its baseline at the place given; bars of a code begin and end on whole printer dots.

use crate::code128;
use crate::fonts::{Fonts, MM_PER_PT};
use crate::text::{Style, width};

/// A dot of a 203 dpi print head (8 dots a millimetre), in mm.
pub(crate) const DOT: f64 = 0.125;

/// The thinnest line: two dots.
pub(crate) const HAIRLINE: f64 = 0.25;

/// The middle between ascent and descent of the face lies so many em above the baseline.
const MIDDLE: f64 = 0.408;

/// So many em below the baseline the face reaches.
const DESCENT: f64 = 0.25;

/// One thing on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A black area.
    Rect { x: f64, y: f64, width: f64, height: f64 },
    /// A line of text beginning at `x` on the baseline `y`.
    Text { x: f64, y: f64, text: String, style: Style, white: bool },
}

impl Mark {
    /// How far down it reaches.
    pub(crate) fn bottom(&self) -> f64 {
        match self {
            Self::Rect { y, height, .. } => y + height,
            Self::Text { y, style, .. } => y + DESCENT * style.em(),
        }
    }
}

/// One sheet.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

impl Page {
    /// An empty sheet.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new() }
    }

    /// A filled rectangle.
    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.marks.push(Mark::Rect { x, y, width, height });
    }

    /// A horizontal line from `x`, its upper edge at `y`.
    pub(crate) fn rule(&mut self, x: f64, y: f64, width: f64, thick: f64) {
        self.rect(x, y, width, thick);
    }

    /// The outline of a rectangle, `thick` inwards.
    pub(crate) fn frame(&mut self, x: f64, y: f64, width: f64, height: f64, thick: f64) {
        self.rect(x, y, width, thick);
        self.rect(x, y + height - thick, width, thick);
        self.rect(x, y + thick, thick, height - 2.0 * thick);
        self.rect(x + width - thick, y + thick, thick, height - 2.0 * thick);
    }

    /// Text in a line box of `lead` mm that begins at `top`.
    pub(crate) fn text(&mut self, x: f64, top: f64, lead: f64, text: &str, style: Style) {
        self.put(x, baseline(top, lead, style.size), text, style, false);
    }

    /// The same, ending at `right`.
    pub(crate) fn text_right(&mut self, fonts: &Fonts, right: f64, top: f64, lead: f64, text: &str, style: Style) {
        self.text(right - width(fonts, text, style), top, lead, text, style);
    }

    /// Text on a baseline.
    pub(crate) fn put(&mut self, x: f64, y: f64, text: &str, style: Style, white: bool) {
        if !text.trim().is_empty() {
            self.marks.push(Mark::Text { x, y, text: text.to_owned(), style, white });
        }
    }

    /// Puts everything of `part` here, moved down by `y` mm.
    pub(crate) fn place(&mut self, part: Self, y: f64) {
        self.marks.extend(part.marks.into_iter().map(|mark| match mark {
            Mark::Rect { x, y: top, width, height } => Mark::Rect { x, y: top + y, width, height },
            Mark::Text { x, y: line, text, style, white } => Mark::Text { x, y: line + y, text, style, white },
        }));
    }

    /// The dark modules of a square code, each `dots` printer dots wide, from its top left corner.
    pub(crate) fn modules(&mut self, x: f64, y: f64, dots: usize, blocks: &[[usize; 4]]) {
        let module = dots as f64 * DOT;
        for [column, row, wide, tall] in blocks {
            let at = |place: &usize| *place as f64 * module;
            self.rect(x + at(column), y + at(row), at(wide), at(tall));
        }
    }

    /// A Code128 of `text` turned by a quarter: bars `wide` mm long, under each other from `y` down.
    pub(crate) fn code_down(&mut self, x: f64, y: f64, wide: f64, text: &str, dots: usize) {
        let Some(runs) = code128::runs(text) else { return };
        let mut y = y;
        for (i, run) in runs.iter().enumerate() {
            let tall = *run as f64 * dots as f64 * DOT;
            if i % 2 == 0 {
                self.rect(x, y, wide, tall);
            }
            y += tall;
        }
    }

    /// A Code128 of `text` with bars `height` high, a module `dots` printer dots wide, ending at `right` or up to a dot
    /// before it.
    pub(crate) fn code(&mut self, right: f64, y: f64, height: f64, text: &str, dots: usize) {
        let Some(runs) = code128::runs(text) else { return };
        let module = dots as f64 * DOT;
        let total = runs.iter().sum::<usize>() as f64 * module;
        let mut x = ((right - total) / DOT).floor() * DOT;
        for (i, run) in runs.iter().enumerate() {
            let wide = *run as f64 * module;
            if i % 2 == 0 {
                self.rect(x, y, wide, height);
            }
            x += wide;
        }
    }
}

/// The baseline of text of `size` pt in a line box of `lead` mm that begins at `top`.
pub(crate) fn baseline(top: f64, lead: f64, size: f64) -> f64 {
    top + lead / 2.0 + MIDDLE * size * MM_PER_PT
}

/// How wide the code of `text` is at `dots` a module, without quiet zones; 0 for no code.
pub(crate) fn code_width(text: &str, dots: usize) -> f64 {
    code128::runs(text).map_or(0.0, |runs| runs.iter().sum::<usize>() as f64 * dots as f64 * DOT)
}

/// The end of a whole dot at or after `mm`: where codes begin.
pub(crate) fn whole_dots(mm: f64) -> f64 {
    (mm / DOT - 1e-6).ceil() * DOT
}

/// The quiet zone at `dots` a module.
pub(crate) fn quiet(dots: usize) -> f64 {
    code128::QUIET as f64 * dots as f64 * DOT
}

#[cfg(test)]
impl Page {
    /// What lies in the outer `margin` mm, or isn't printable: empty on a good page.
    pub(crate) fn faults(&self, fonts: &Fonts, margin: f64) -> Vec<String> {
        let mut out = Vec::new();
        for mark in &self.marks {
            let (left, top, right, bottom) = match mark {
                Mark::Rect { x, y, width, height } => (*x, *y, x + width, y + height),
                Mark::Text { x, y, text, style, .. } => {
                    let em = style.em();
                    (*x, y - 0.95 * em, x + width(fonts, text, *style), y + 0.25 * em)
                }
            };
            if left < margin || top < margin || right > self.width - margin || bottom > self.height - margin {
                out.push(format!("{left:.2} {top:.2} {right:.2} {bottom:.2} leaves the page: {mark:?}"));
            }
            match mark {
                Mark::Rect { width, height, .. } if width.min(*height) < HAIRLINE - 1e-9 => {
                    out.push(format!("too thin: {mark:?}"));
                }
                Mark::Text { style, .. } if style.size < crate::text::SMALLEST => out.push(format!("small: {mark:?}")),
                Mark::Text { text, .. } if !text.chars().all(|c| fonts.has(c)) => out.push(format!("box: {mark:?}")),
                _ => {}
            }
        }
        out
    }

    /// Texts that touch each other or a black area that isn't theirs: empty on a good page.
    pub(crate) fn overlaps(&self, fonts: &Fonts) -> Vec<String> {
        // capitals and descenders of Latin letters: accents may rise into the white above
        let ink = |mark: &Mark| match mark {
            Mark::Rect { x, y, width, height } => [*x, *y, x + width, y + height],
            Mark::Text { x, y, text, style, .. } => {
                let em = style.em();
                [*x, y - 0.72 * em, x + width(fonts, text, *style), y + 0.2 * em]
            }
        };
        let touch = |a: &[f64; 4], b: &[f64; 4]| {
            a[0].max(b[0]) < a[2].min(b[2]) - 0.01 && a[1].max(b[1]) < a[3].min(b[3]) - 0.01
        };
        let within = |a: &[f64; 4], b: &[f64; 4]| a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
        let marks: Vec<([f64; 4], &Mark)> = self.marks.iter().map(|mark| (ink(mark), mark)).collect();
        let mut out = Vec::new();
        for (i, (area, mark)) in marks.iter().enumerate() {
            let Mark::Text { white, .. } = mark else { continue };
            let ground = |other: &([f64; 4], &Mark)| matches!(other.1, Mark::Rect { .. }) && within(area, &other.0);
            for (j, other) in marks.iter().enumerate() {
                if j != i && touch(area, &other.0) && !(*white && ground(other)) {
                    out.push(format!("{mark:?} lies over {:?}", other.1));
                }
            }
            if *white && !marks.iter().any(ground) {
                out.push(format!("white on white: {mark:?}"));
            }
        }
        out
    }

    /// All text on the page, a mark a line.
    pub(crate) fn words(&self) -> String {
        self.words_in(|_| true)
    }

    /// The text of some styles.
    pub(crate) fn words_in(&self, which: impl Fn(Style) -> bool) -> String {
        let texts = self.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, style, .. } if which(*style) => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<Vec<_>>().join("\n")
    }
}
