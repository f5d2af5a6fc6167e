//! Text on a line: measured, wrapped, cut with an ellipsis or shrunk.
//!
//! Invariant: no line that comes out of here is wider than the width it was made for.

use crate::fonts::{Fonts, MM_PER_PT, Weight};

/// The smallest text on paper, in points: what a thermal head still prints legibly.
pub(crate) const SMALLEST: f64 = 7.0;

/// Slack for sums of floating point numbers, in mm.
const SLACK: f64 = 1e-6;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// In points.
    pub(crate) size: f64,
    /// Added between two characters, in em.
    pub(crate) tracking: f64,
}

/// Text of ordinary weight.
pub(crate) const fn medium(size: f64) -> Style {
    Style { weight: Weight::Medium, size, tracking: 0.0 }
}

/// Bold text.
pub(crate) const fn bold(size: f64) -> Style {
    Style { weight: Weight::Bold, size, tracking: 0.0 }
}

/// Text to be read from afar, set a little closer.
pub(crate) const fn extra(size: f64) -> Style {
    Style { weight: Weight::Extra, size, tracking: -0.02 }
}

impl Style {
    /// The same at another size.
    pub(crate) const fn at(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// An em of it in mm.
    pub(crate) fn em(self) -> f64 {
        self.size * MM_PER_PT
    }
}

/// The pen's way over a text, in mm from its beginning.
struct Pen<'a> {
    fonts: &'a Fonts,
    style: Style,
    before: Option<char>,
}

impl<'a> Pen<'a> {
    fn new(fonts: &'a Fonts, style: Style) -> Self {
        Self { fonts, style, before: None }
    }

    fn step(&mut self, c: char) -> f64 {
        let (advance, kern) = self.fonts.advance(self.before, c, self.style.weight);
        let tracking = if self.before.is_some() { self.style.tracking } else { 0.0 };
        self.before = Some(c);
        (advance + kern + tracking) * self.style.em()
    }
}

/// How wide `text` is, in mm.
pub(crate) fn width(fonts: &Fonts, text: &str, style: Style) -> f64 {
    let mut pen = Pen::new(fonts, style);
    text.chars().map(|c| pen.step(c)).sum()
}

/// The style small enough for `text` to fit into `max` mm, but no smaller than [`SMALLEST`].
pub(crate) fn shrink(fonts: &Fonts, text: &str, style: Style, max: f64) -> Style {
    shrink_to(fonts, text, style, max, SMALLEST)
}

/// The style small enough for `text` to fit into `max` mm, but no smaller than `least` pt.
pub(crate) fn shrink_to(fonts: &Fonts, text: &str, style: Style, max: f64, least: f64) -> Style {
    let wide = width(fonts, text, style);
    if wide <= max + SLACK || wide <= 0.0 {
        return style;
    }
    style.at((style.size * max / wide * 4.0).floor() / 4.0).at_least(least.min(style.size))
}

impl Style {
    fn at_least(self, size: f64) -> Self {
        self.at(self.size.max(size))
    }
}

/// `text` if it fits into `max` mm, else its beginning and `…`.
pub(crate) fn cut(fonts: &Fonts, text: &str, style: Style, max: f64) -> String {
    if width(fonts, text, style) <= max + SLACK {
        return text.to_owned();
    }
    // the mark is measured as a run of its own: kerning towards it is at most a loss of paper
    let room = max - width(fonts, "…", style) - style.tracking.max(0.0) * style.em();
    let mut pen = Pen::new(fonts, style);
    let mut wide = 0.0;
    let kept = text.chars().take_while(|c| {
        wide += pen.step(*c);
        wide <= room + SLACK
    });
    let mut out: String = kept.collect();
    out.truncate(out.trim_end_matches([' ', ',', '-']).len());
    out.push('…');
    out
}

/// `text` broken into lines of at most `max` mm: after spaces, hyphens and slashes, else anywhere.
///
/// Nothing is lost but the spaces at which it breaks; no text makes no line.
pub(crate) fn wrap(fonts: &Fonts, text: &str, style: Style, max: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let at = line_end(fonts, rest, style, max);
        let (line, next) = rest.split_at_checked(at).unwrap_or((rest, ""));
        lines.push(line.trim_end().to_owned());
        rest = next.trim_start();
    }
    lines
}

/// Where the first line of `text` ends, in bytes: at least one character on.
fn line_end(fonts: &Fonts, text: &str, style: Style, max: f64) -> usize {
    let mut pen = Pen::new(fonts, style);
    let (mut wide, mut after) = (0.0, None);
    for (at, c) in text.char_indices() {
        wide += pen.step(c);
        if c == ' ' {
            after = Some(at + 1);
            continue; // a space may hang over the edge: it isn't printed
        }
        if wide > max + SLACK && at > 0 {
            return after.unwrap_or(at);
        }
        if matches!(c, '-' | '–' | '/') && at > 0 {
            after = Some(at + c.len_utf8());
        }
    }
    text.len()
}

/// [`wrap`], but at most `most` lines, the last of them cut with `…` if there is more.
pub(crate) fn wrap_to(fonts: &Fonts, text: &str, style: Style, max: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        if lines.len() + 1 == most {
            lines.push(cut(fonts, rest, style, max));
            break;
        }
        let (line, next) = rest.split_at_checked(line_end(fonts, rest, style, max)).unwrap_or((rest, ""));
        lines.push(line.trim_end().to_owned());
        rest = next.trim_start();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wraps_at_spaces_and_breaks_only_what_is_too_long() {
        let fonts = Fonts::get().unwrap();
        let style = medium(10.0);
        assert_eq!(wrap(fonts, "Yang hijau semua ya bu", style, 25.0), ["Yang hijau", "semua ya bu"]);
        assert_eq!(wrap(fonts, "", style, 25.0), Vec::<String>::new());
        let lines = wrap(fonts, &"x".repeat(100), style, 20.0);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat(), "x".repeat(100));
        assert_eq!(wrap(fonts, "PRT-25-NAT", style, 16.0), ["PRT-25-", "NAT"]);
    }

    #[test]
    fn cuts_with_an_ellipsis_and_shrinks_no_further_than_legible() {
        let fonts = Fonts::get().unwrap();
        let style = bold(12.0);
        assert_eq!(cut(fonts, "Rantang", style, 40.0), "Rantang");
        let short = cut(fonts, "Rantang Enamel 3 Susun", style, 30.0);
        assert!(short.ends_with('…') && short.starts_with("Rantang"), "{short}");
        assert!(width(fonts, &short, style) <= 30.0);
        assert_eq!(shrink(fonts, "12", style, 40.0).size, 12.0);
        assert!(shrink(fonts, "1234567890", style, 20.0).size < 12.0);
        assert_eq!(shrink(fonts, &"1".repeat(90), style, 20.0).size, SMALLEST);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_width_and_none_of_it_is_lost(text in "[ -~]{0,300}", max in 12.0..90.0f64) {
            let fonts = Fonts::get().unwrap();
            let style = bold(11.0);
            let lines = wrap(fonts, &text, style, max);
            for line in &lines {
                prop_assert!(width(fonts, line, style) <= max + 1e-4, "{line:?}");
            }
            let glued = |s: &str| s.replace(' ', "");
            prop_assert_eq!(glued(&lines.concat()), glued(&text));
            let most = wrap_to(fonts, &text, style, max, 2);
            prop_assert!(most.len() <= 2 && most.iter().all(|l| width(fonts, l, style) <= max + 1e-4));
        }
    }
}
