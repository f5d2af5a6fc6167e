//! The report of a day, a week or a month on A4: figures beside the sales of its days, what stands out with causes and what to do about
//! it, the owner's remarks and what became of what stood out before.
//!
//! Invariant: nothing is cut and nothing is said by colour: a missed target has a triangle in the margin, bars are black, what is usual is a
//! line in a white gap.

use runut_core::business_report::state_word;
use runut_core::rows::{BusinessReport, KpiRow, ReportBar, ReportFinding};
use runut_core::sheets::Imprint;
use runut_core::{Language, Money};

use crate::DocumentError;
use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::legible;
use crate::list::footed;
use crate::page::{HAIRLINE, Page};
use crate::pdf;
use crate::pick_list::A4;
use crate::report::ShopHead;
use crate::signing;
use crate::table::{Cell, Line, Row, draw_lines, height};
use crate::text::{Style, bold, extra, medium, shrink, width, wrap};
use crate::words;

const TEXT: Style = medium(8.5);
const STRONG: Style = bold(8.5);
const SMALL: Style = medium(7.5);
const HEADING: Style = extra(10.0);
const LEAD: f64 = 1.32;
/// The figures' column, the gap and the bars' column.
const LEFT: f64 = 112.0;
const GAP: f64 = 8.0;
/// Where causes and actions begin, from the left margin, and how wide the number before a finding is.
const CAUSES: f64 = 68.0;
const ACTIONS: f64 = 128.0;
const NUMBER: f64 = 6.0;
/// The box to tick.
const BOX: f64 = 3.6;
/// A figure's or a bar's row.
const ROW: f64 = 5.6;
/// The thickness of a section's opening rule.
const THICK: f64 = 0.5;

/// A report as the bytes of a PDF; `code` is that of the log as it stood.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn business_report(
    of: &BusinessReport,
    shop: &ShopHead,
    imprint: &Imprint,
    code: &str,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    let pages = Drawn { fonts, of, shop, imprint, code, language }.pages();
    let title = format!("{} {}", of.title.said(language), of.label.said(language));
    pdf::write(fonts, &pages, &title, imprint.at)
}

struct Drawn<'a> {
    fonts: &'a Fonts,
    of: &'a BusinessReport,
    shop: &'a ShopHead,
    imprint: &'a Imprint,
    code: &'a str,
    language: Language,
}

impl Drawn<'_> {
    fn pages(&self) -> Vec<Page> {
        let head = |page: &mut Page, first: bool| self.head(page, first);
        let mut flow = Flow::new(self.fonts, A4, &head);
        let top = flow.y + 3.0;
        let end = self.figures(&mut flow.page, top).max(self.bars(&mut flow.page, top));
        flow.y = end + 4.0;
        self.findings(&mut flow);
        self.below(&mut flow);
        self.log(&mut flow);
        flow.need(signing::TAKES + 6.0);
        let code = self.clean(self.code);
        flow.page.text(A4.side, flow.paper.floor() - signing::TAKES, 4.0, &code, SMALL);
        let owner = format!("{}, {}", self.clean(&self.of.owner), self.language.of("pemilik", "owner"));
        let others = [self.language.of("Gudang", "Warehouse"), self.language.of("Keuangan", "Finance")];
        signing::draw(&mut flow, [&owner, others[0], others[1]]);
        footed(self.fonts, A4, flow.finish(), self.imprint, self.language)
    }

    fn clean(&self, text: &str) -> String {
        legible::line(self.fonts, text)
    }

    fn said(&self, text: &runut_core::Sentence) -> String {
        self.clean(text.said(self.language))
    }

    fn head(&self, page: &mut Page, first: bool) -> f64 {
        let (x, right) = (A4.side, A4.right());
        let special = self.of.special.as_ref().map(|special| format!(", {}", self.said(special))).unwrap_or_default();
        let against = match self.language {
            Language::Id => format!(", dibanding {}", self.said(&self.of.against)),
            Language::En => format!(", against {}", self.said(&self.of.against)),
        };
        let below = format!("{}{special}{against}", self.said(&self.of.label));
        let mut left = A4.top;
        let title = if first { extra(18.0) } else { extra(11.0) };
        for (text, style) in [(self.said(&self.of.title), title), (below, medium(if first { 10.0 } else { 8.5 }))] {
            for line in wrap(self.fonts, &text, style, LEFT).iter().filter(|line| !line.is_empty()) {
                let lead = style.em() * 1.2;
                page.text(x, left, lead, line, style);
                left += lead;
            }
        }
        let mut down = A4.top;
        let said =
            [(&self.imprint.shop, extra(11.0)), (&self.shop.address, medium(8.5)), (&self.shop.phone, medium(8.5))];
        for (text, style) in said.into_iter().take(if first { 3 } else { 1 }) {
            for line in wrap(self.fonts, &self.clean(text), style, A4.inner() - LEFT - GAP) {
                let lead = style.em() * LEAD;
                page.text_right(self.fonts, right, down, lead, &line, style);
                down += lead;
            }
        }
        let y = left.max(down) + 1.2;
        page.rule(x, y, A4.inner(), 0.7);
        y + 0.7
    }

    /// A section's heading between `x` and `x + wide`, with a word on its right; tells where it ends.
    fn heading(&self, page: &mut Page, (x, wide): (f64, f64), y: f64, [name, beside]: [&str; 2]) -> f64 {
        page.rule(x, y, wide, THICK);
        let lead = HEADING.em() * LEAD;
        page.text(x, y + THICK + 0.9, lead, name, HEADING);
        let room = wide - width(self.fonts, name, HEADING) - 3.0;
        let small = shrink(self.fonts, beside, SMALL, room);
        if width(self.fonts, beside, small) <= room {
            page.text_right(self.fonts, x + wide, y + THICK + 0.9, lead, beside, small);
        }
        y + THICK + 0.9 + lead + 0.6
    }

    fn figures(&self, page: &mut Page, y: f64) -> f64 {
        let language = self.language;
        let beside = language.of("segitiga: meleset dari target", "triangle: target missed");
        let x = A4.side;
        let mut y = self.heading(page, (x, LEFT), y, [language.of("Angka", "Figures"), beside]);
        // Value, target, before, difference: where each ends.
        let ends = [x + 56.0, x + 76.0, x + 96.0, x + LEFT];
        let before = language.of("Sebelumnya", "Before");
        let heads =
            [language.of("Kini", "Now"), language.of("Target", "Target"), before, language.of("Beda", "Change")];
        let lead = SMALL.em() * LEAD;
        for (end, text) in ends.iter().zip(heads) {
            page.text_right(self.fonts, *end, y, lead, text, SMALL);
        }
        y += lead + 0.6;
        for row in &self.of.figures {
            page.rule(x, y, LEFT, HAIRLINE);
            self.figure(page, row, y, ends);
            y += ROW;
        }
        page.rule(x, y, LEFT, HAIRLINE);
        y + HAIRLINE
    }

    fn figure(&self, page: &mut Page, row: &KpiRow, y: f64, ends: [f64; 4]) {
        let x = A4.side;
        if row.target.as_ref().is_some_and(|target| target.missed) {
            triangle(page, x, y + ROW / 2.0 - 1.1);
        }
        let unripe = if row.now.point.unripe { self.language.of(" (belum semua)", " (not all yet)") } else { "" };
        let name = format!("{}{unripe}", self.said(&row.name));
        let dash = words::NONE.to_owned();
        let target = row.target.as_ref().map_or_else(|| dash.clone(), |target| self.said(&target.shown));
        let delta = row.delta.as_ref().map_or(dash, |delta| self.said(delta));
        let texts =
            [(self.said(row.now.said()), STRONG), (target, TEXT), (self.said(row.before.said()), TEXT), (delta, TEXT)];
        let room = ends[0] - x - 5.0 - 2.0 - width(self.fonts, &texts[0].0, STRONG);
        let style = shrink(self.fonts, &name, TEXT, room);
        page.text(x + 5.0, y, ROW, &name, style);
        for (at, (text, style)) in texts.iter().enumerate() {
            let room = if at == 0 { 30.0 } else { ends[at] - ends[at - 1] - 1.0 };
            page.text_right(self.fonts, ends[at], y, ROW, text, shrink(self.fonts, text, *style, room));
        }
    }

    /// Sales day by day: bars, with what is usual as a line.
    fn bars(&self, page: &mut Page, y: f64) -> f64 {
        let (x, wide) = (A4.side + LEFT + GAP, A4.inner() - LEFT - GAP);
        let language = self.language;
        let name = language.of("Penjualan", "Sales");
        let mut y = self.heading(page, (x, wide), y, [name, language.of("paket, Rp", "parcels, Rp")]);
        let of = |bar: &ReportBar| bar.sales.0.max(bar.usual.map_or(0, |usual| usual.0));
        let most = self.of.bars.iter().map(of).max().unwrap_or(0).max(1);
        let (from, full) = (x + 15.0, wide - 15.0 - 29.0);
        let long = |amount: Money| full * amount.0.max(0) as f64 / most as f64;
        for bar in &self.of.bars {
            page.rule(x, y, wide, HAIRLINE);
            page.text(x, y, ROW, &self.said(&bar.label), TEXT);
            let (high, middle) = (2.4, y + ROW / 2.0);
            let (end, usual) = (long(bar.sales), bar.usual.map(long).filter(|at| *at > 0.6));
            // The bar leaves a gap around the line.
            match usual {
                Some(at) if end > at - 0.5 => {
                    solid(page, from, middle, at - 0.5, high);
                    solid(page, from + at + HAIRLINE + 0.5, middle, end - at - HAIRLINE - 0.5, high);
                }
                _ => solid(page, from, middle, end, high),
            }
            if let Some(at) = usual {
                page.rect(from + at, y + 0.8, HAIRLINE, ROW - 1.6);
            }
            let parcels = words::number(i128::from(bar.parcels));
            page.text_right(self.fonts, x + wide - 19.0, y, ROW, &parcels, TEXT);
            page.text_right(self.fonts, x + wide, y, ROW, &words::number(i128::from(bar.sales.0)), STRONG);
            y += ROW;
        }
        page.rule(x, y, wide, 2.0 * HAIRLINE);
        let (parcels, sales) = self.of.bars.iter().fold((0_i128, 0_i128), |(parcels, sales), bar| {
            (parcels + i128::from(bar.parcels), sales + i128::from(bar.sales.0))
        });
        page.text(x, y, ROW, language.of("Jumlah", "Sum"), STRONG);
        page.text_right(self.fonts, x + wide - 19.0, y, ROW, &words::number(parcels), STRONG);
        page.text_right(self.fonts, x + wide, y, ROW, &words::number(sales), STRONG);
        y += ROW + HAIRLINE;
        page.rule(x, y, wide, HAIRLINE);
        if self.of.bars.iter().any(|bar| bar.usual.is_some()) {
            let note = language.of("Garis: biasanya pada hari itu.", "Line: usual for that day.");
            page.text(x, y + 1.0, SMALL.em() * LEAD, note, SMALL);
            y += 1.0 + SMALL.em() * LEAD;
        }
        y + HAIRLINE
    }

    fn findings(&self, flow: &mut Flow<'_>) {
        let language = self.language;
        let names = [
            (0.0, language.of("Yang menonjol", "What stands out")),
            (CAUSES, language.of("Kemungkinan sebab", "Likely causes")),
            (ACTIONS, language.of("Yang dikerjakan", "What to do")),
        ];
        let takes = THICK + 0.9 + HEADING.em() * LEAD + 0.8;
        let heads = |flow: &mut Flow<'_>| {
            flow.page.rule(A4.side, flow.y, A4.inner(), THICK);
            for (at, name) in names {
                flow.page.text(A4.side + at, flow.y + THICK + 0.9, HEADING.em() * LEAD, name, HEADING);
            }
            flow.y += takes;
        };
        flow.need(takes + 12.0);
        heads(flow);
        if self.of.findings.is_empty() {
            let lines = self.wrapped(&self.nothing(), TEXT, A4.inner());
            flow.y = draw_lines(&mut flow.page, self.fonts, &lines, A4.side, flow.y + 0.6) + 1.0;
            return;
        }
        let furnish = |page: &mut Page, top: f64, _: f64, first: bool| {
            if first {
                page.rule(A4.side, top, A4.inner(), HAIRLINE);
                page.frame(A4.side + ACTIONS, top + 1.6, BOX, BOX, HAIRLINE);
            }
        };
        let plain = |page: &mut Page, top: f64, _: f64, first: bool| {
            if first {
                page.rule(A4.side, top, A4.inner(), HAIRLINE);
            }
        };
        for finding in &self.of.findings {
            let row = Row {
                cells: self.cells(finding),
                pad: 1.3,
                least: ROW,
                after: 0.0,
                furnish: if finding.action.is_some() { &furnish } else { &plain },
                again: &heads,
                again_takes: takes,
            };
            row.place(flow);
        }
        flow.page.rule(A4.side, flow.y, A4.inner(), HAIRLINE);
    }

    /// Why nothing stands out.
    fn nothing(&self) -> String {
        let of = self.of;
        let (id, en) = if of.running {
            ("Belum diuji: periodenya belum selesai.", "Not tested yet: its days aren't over.")
        } else if of.baseline < of.needed {
            return match self.language {
                Language::Id => format!("Belum cukup data: baru {} periode serupa dari {}.", of.baseline, of.needed),
                Language::En => format!("Not enough data: {} like periods of {} yet.", of.baseline, of.needed),
            };
        } else {
            ("Tidak ada yang menonjol. Semua seperti biasanya.", "Nothing stands out. All is as usual.")
        };
        self.language.of(id, en).to_owned()
    }

    fn wrapped(&self, text: &str, style: Style, wide: f64) -> Vec<Line> {
        wrap(self.fonts, text, style, wide).into_iter().map(|line| Line::new(line, style, LEAD)).collect()
    }

    fn cells(&self, finding: &ReportFinding) -> Vec<Cell> {
        let wide = CAUSES - NUMBER - 4.0;
        let mut what = self.wrapped(&self.said(&finding.title), STRONG, wide);
        what.extend(self.wrapped(&self.said(&finding.detail), TEXT, wide));
        let (mut causes, mut sums) = (Vec::new(), Vec::new());
        for cause in &finding.causes {
            let said = self.said(&cause.said);
            let room = ACTIONS - CAUSES - 6.0 - width(self.fonts, &said, TEXT) - 2.0;
            let lines = self.wrapped(&self.said(&cause.label), TEXT, room);
            sums.push(Line::new(said, TEXT, LEAD));
            sums.extend((1..lines.len()).map(|_| Line::new("", TEXT, LEAD)));
            causes.extend(lines);
        }
        let mut act = Vec::new();
        if let Some(action) = &finding.action {
            let wide = A4.inner() - ACTIONS - BOX - 2.2;
            act = self.wrapped(&self.said(&action.text), TEXT, wide);
            let due = action.due.map(|due| self.clean(&due.typed())).unwrap_or_default();
            let whom =
                [self.clean(&action.person), due].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            if !whom.is_empty() {
                act.extend(self.wrapped(&whom.join(", "), SMALL, wide));
            }
        }
        let side = A4.side;
        let number = vec![Line::new(finding.place.to_string(), STRONG, LEAD)];
        let cell = |x: f64, right: bool, lines: Vec<Line>| Cell { x, right, lines };
        at_top(vec![
            cell(side, false, number),
            cell(side + NUMBER, false, what),
            cell(side + CAUSES, false, causes),
            cell(side + ACTIONS - 6.0, true, sums),
            cell(side + ACTIONS + BOX + 2.2, false, act),
        ])
    }

    /// Remarks on the left; what became of earlier findings, what is open and records on the right.
    fn below(&self, flow: &mut Flow<'_>) {
        let language = self.language;
        let half = (A4.inner() - GAP) / 2.0;
        let right_x = A4.side + half + GAP;
        let remark: Vec<Line> = legible::paragraphs(self.fonts, &self.of.remark)
            .iter()
            .flat_map(|paragraph| self.wrapped(paragraph, medium(9.5), half))
            .collect();
        let mut right = Vec::new();
        for followed in &self.of.followed {
            let state = self.said(&state_word(followed.state));
            right.extend(self.wrapped(&format!("{state}: {}", self.said(&followed.said)), TEXT, half));
        }
        if self.of.followed.is_empty() {
            right.extend(self.wrapped(language.of("Belum ada yang diikuti.", "Nothing to follow up yet."), TEXT, half));
        }
        let more = self.of.problems.iter().chain(&self.of.news);
        right.extend(more.flat_map(|text| self.wrapped(&self.said(text), TEXT, half)));
        let takes = THICK + 0.9 + HEADING.em() * LEAD + 0.6;
        flow.y += 4.0;
        flow.need(takes + 14.0);
        let owner = self.clean(&self.of.owner);
        let name = match language {
            Language::Id => format!("Tanggapan {owner}"),
            Language::En => format!("Remarks of {owner}"),
        };
        let label = self.of.followed_label.as_ref().map(|label| self.said(label)).unwrap_or_default();
        let before = language.of("Dari laporan lalu", "From the last report");
        let y = flow.y;
        self.heading(&mut flow.page, (A4.side, half), y, [&name, ""]);
        flow.y = self.heading(&mut flow.page, (right_x, half), y, [before, &label]);
        let row = Row {
            cells: at_top(vec![
                Cell { x: A4.side, right: false, lines: remark },
                Cell { x: right_x, right: false, lines: right },
            ]),
            pad: 0.6,
            least: 12.0,
            after: 0.0,
            furnish: &|_, _, _, _| {},
            again: &|_| {},
            again_takes: 0.0,
        };
        row.place(flow);
    }

    /// How the log itself was kept, line by line.
    fn log(&self, flow: &mut Flow<'_>) {
        if self.of.log.is_empty() {
            return;
        }
        flow.y += 4.0;
        flow.need(THICK + 0.9 + HEADING.em() * LEAD + 0.6 + 2.0 * ROW);
        let name = self.language.of("Catatan", "Records");
        let beside = self.language.of("mana yang rutin, mana yang terlewat", "what is kept, and what is left out");
        flow.y = self.heading(&mut flow.page, (A4.side, A4.inner()), flow.y, [name, beside]);
        for text in &self.of.log {
            let row = Row {
                cells: vec![Cell { x: A4.side, right: false, lines: self.wrapped(&self.said(text), TEXT, A4.inner()) }],
                pad: 0.3,
                least: 0.0,
                after: 0.0,
                furnish: &|_, _, _, _| {},
                again: &|_| {},
                again_takes: 0.0,
            };
            row.place(flow);
        }
    }
}

/// Cells whose first lines stand side by side: the shorter ones get white below.
fn at_top(mut cells: Vec<Cell>) -> Vec<Cell> {
    let tall = cells.iter().map(|cell| height(&cell.lines)).fold(0.0, f64::max);
    for cell in &mut cells {
        // In lines of their own, for a row that is higher than a page is torn between lines.
        let mut white = tall - height(&cell.lines);
        while white > 0.0 {
            cell.lines.push(Line { pieces: Vec::new(), lead: white.min(ROW) });
            white -= ROW;
        }
    }
    cells
}

/// A bar, where it is long enough to be seen.
fn solid(page: &mut Page, x: f64, middle: f64, long: f64, high: f64) {
    if long >= HAIRLINE {
        page.rect(x, middle - high / 2.0, long, high);
    }
}

/// A triangle that points up, in steps of the thinnest line.
fn triangle(page: &mut Page, x: f64, y: f64) {
    const WIDE: f64 = 2.6;
    const STEPS: usize = 8;
    for step in 0..STEPS {
        let wide = WIDE * (step + 1) as f64 / STEPS as f64;
        page.rect(x + (WIDE - wide) / 2.0, y + HAIRLINE * step as f64, wide, HAIRLINE);
    }
}

#[cfg(test)]
mod tests;
