//! Reports as paper: a statement, a ledger or another table on A4 under the shop's head.
//!
//! Invariant: every row is printed once and whole. Where the columns of figures fit on no sheet, the next sheets go on with the
//! others beside the same labels.

use runut_core::export::Cell;
use runut_core::rows::LineKind;
use runut_core::sheets::Imprint;
use runut_core::{Language, Money, Sentence, Table, TableRow};

use crate::DocumentError;
use crate::flow::{Flow, Paper};
use crate::fonts::Fonts;
use crate::legible;
use crate::list::{Place, ROWS_MAX, TURNED, footed, places, shared, shown};
use crate::page::{HAIRLINE, Page};
use crate::pdf;
use crate::pick_list::{A4, HEAD};
use crate::table::{self, Line, Row};
use crate::text::{Style, bold, extra, medium, width, wrap};

const TEXT: Style = medium(8.5);
const PART: Style = medium(8.0);
const SUM: Style = bold(8.5);
const HEADING: Style = extra(9.5);
const NOTE: Style = medium(8.0);
/// White between two columns at least.
const GAP: f64 = 3.0;
/// The least that labels have beside figures.
const LABEL: f64 = 44.0;
const LEAD: f64 = 1.3;
/// What stands for no amount.
const NOTHING: &str = "\u{2013}";
/// How far a part stands in.
const INDENT: f64 = 4.0;

/// Whose report it is: what stands on the right above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopHead {
    /// The shop's address; may be empty.
    pub address: String,
    /// Its phone; may be empty.
    pub phone: String,
}

/// A report as the bytes of a PDF.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used, [`DocumentError::TooLong`] beyond [`ROWS_MAX`] rows,
/// [`DocumentError::List`] for a row that hasn't as many cells as the head.
pub fn report(
    tables: &[Table],
    shop: &ShopHead,
    imprint: &Imprint,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    let mut pages = Vec::new();
    for table in tables {
        if table.rows.len() > ROWS_MAX {
            return Err(DocumentError::TooLong { most: ROWS_MAX });
        }
        if let Some(row) = table.rows.iter().find(|row| row.cells.len() != table.heads.len()) {
            return Err(DocumentError::List(format!("{} cells in {} columns", row.cells.len(), table.heads.len())));
        }
        pages.extend(Drawn { fonts, table, shop, imprint, language }.pages());
    }
    if pages.is_empty() {
        return Err(DocumentError::NothingToPrint);
    }
    let title = tables.first().map(|table| table.title.said(language)).unwrap_or_default();
    pdf::write(fonts, &footed(fonts, A4, pages, imprint, language), title, imprint.at)
}

struct Drawn<'a> {
    fonts: &'a Fonts,
    table: &'a Table,
    shop: &'a ShopHead,
    imprint: &'a Imprint,
    language: Language,
}

/// The columns of one run of sheets.
struct Run {
    paper: Paper,
    columns: Vec<usize>,
    places: Vec<Place>,
}

impl Drawn<'_> {
    fn pages(&self) -> Vec<Page> {
        let texts: Vec<Vec<String>> = self.table.rows.iter().map(|row| self.texts(row)).collect();
        let figures: Vec<bool> = (0..self.table.heads.len()).map(|at| at > 0 && self.is_figures(at, &texts)).collect();
        let runs = self.runs(&texts, &figures);
        runs.iter().flat_map(|run| self.run(run, &texts, &figures)).collect()
    }

    fn texts(&self, row: &TableRow) -> Vec<String> {
        let clean = |cell: &Cell| match cell {
            Cell::Money(Money::ZERO) => NOTHING.to_owned(),
            cell => legible::line(self.fonts, &shown(cell, self.imprint, self.language)),
        };
        row.cells.iter().map(clean).collect()
    }

    fn is_figures(&self, column: usize, texts: &[Vec<String>]) -> bool {
        let mut figures = false;
        for (row, texts) in self.table.rows.iter().zip(texts) {
            match row.cells[column] {
                Cell::Money(_) | Cell::Number(_) | Cell::Tenths(_) => return true,
                Cell::Said(_) => {
                    let plain = texts[column].chars().all(|c| c.is_ascii_digit() || ".,\u{2212}".contains(c));
                    if !plain {
                        return false;
                    }
                    figures = true;
                }
                _ => {}
            }
        }
        figures
    }

    fn runs(&self, texts: &[Vec<String>], figures: &[bool]) -> Vec<Run> {
        let wanted = self.wanted(texts, figures);
        let run = |paper: Paper, columns: Vec<usize>| {
            let of = |all: &[f64]| columns.iter().map(|at| all[*at]).collect::<Vec<f64>>();
            let firm: Vec<bool> = columns.iter().map(|at| figures[*at]).collect();
            let gaps = GAP * columns.len().saturating_sub(1) as f64;
            let widths = shared(&of(&wanted), &firm, paper.inner() - gaps);
            Run { paper, places: places(paper, &widths), columns }
        };
        let all: Vec<usize> = (0..wanted.len()).collect();
        // Labels may break, figures may not.
        let least = |at: &usize| if figures[*at] { wanted[*at] } else { wanted[*at].min(LABEL) };
        let fits = |paper: Paper, columns: &[usize]| {
            let gaps = GAP * columns.len().saturating_sub(1) as f64;
            columns.iter().map(least).sum::<f64>() + gaps <= paper.inner()
        };
        if let Some(paper) = [A4, TURNED].into_iter().find(|paper| fits(*paper, &all)) {
            return vec![run(paper, all)];
        }
        if !figures[1..].iter().all(|figures| *figures) {
            return vec![run(TURNED, all)];
        }
        // As few runs as hold them, with as many columns each as the others.
        let figures: Vec<usize> = (1..wanted.len()).collect();
        let with = |part: &[usize]| std::iter::once(0).chain(part.iter().copied()).collect::<Vec<_>>();
        let of = |count: usize| figures.chunks(figures.len().div_ceil(count)).map(with).collect::<Vec<_>>();
        let all_fit = |count: &usize| of(*count).iter().all(|columns| fits(TURNED, columns));
        let count = (2..figures.len()).find(all_fit).unwrap_or(figures.len());
        of(count).into_iter().map(|columns| run(TURNED, columns)).collect()
    }

    /// How wide each column would be without a break in it: its head may break between words.
    fn wanted(&self, texts: &[Vec<String>], figures: &[bool]) -> Vec<f64> {
        let head = |head: &Sentence| {
            let words = head.said(self.language).split(' ').map(|word| width(self.fonts, word, HEAD));
            words.fold(0.0, f64::max)
        };
        let mut wanted: Vec<f64> = self.table.heads.iter().map(head).collect();
        for (row, texts) in self.table.rows.iter().zip(texts) {
            for (at, (wide, text)) in wanted.iter_mut().zip(texts).enumerate() {
                let indent = if at == 0 { INDENT * row.depth as f64 } else { 0.0 };
                *wide = wide.max(width(self.fonts, text, style(row, figures[at])) + indent);
            }
        }
        wanted
    }

    fn run(&self, run: &Run, texts: &[Vec<String>], figures: &[bool]) -> Vec<Page> {
        let paper = run.paper;
        let head = |page: &mut Page, _first: bool| self.head(page, run, figures);
        let mut flow = Flow::new(self.fonts, paper, &head);
        for (at, row) in self.table.rows.iter().enumerate() {
            let next = self.table.rows.get(at + 1).map(|row| row.kind);
            self.row(&mut flow, run, (row, next), &texts[at], figures);
        }
        for note in &self.table.notes {
            let text = legible::line(self.fonts, note.said(self.language));
            let lines: Vec<Line> = wrap(self.fonts, &text, NOTE, paper.inner())
                .into_iter()
                .map(|line| Line::new(line, NOTE, LEAD))
                .collect();
            flow.need(table::height(&lines) + 1.5);
            flow.y = table::draw_lines(&mut flow.page, self.fonts, &lines, paper.side, flow.y + 1.5);
        }
        flow.finish()
    }

    fn row(
        &self,
        flow: &mut Flow<'_>,
        run: &Run,
        (row, next): (&TableRow, Option<LineKind>),
        texts: &[String],
        figures: &[bool],
    ) {
        let cells = run.columns.iter().zip(&run.places).map(|(column, place)| {
            let style = style(row, figures[*column]);
            let indent = if *column == 0 { INDENT * row.depth as f64 } else { 0.0 };
            let lines = wrap(self.fonts, &texts[*column], style, place.wide - indent);
            let lines = lines.into_iter().map(|line| Line::new(line, style, LEAD)).collect();
            let right = figures[*column];
            let x = if right { place.x + place.wide } else { place.x + indent };
            table::Cell { x, right, lines }
        });
        let (side, inner) = (run.paper.side, run.paper.inner());
        let rule = |page: &mut Page, top: f64, tall: f64, first: bool| match row.kind {
            LineKind::Total => {
                if first {
                    page.rule(side, top, inner, 2.0 * HAIRLINE);
                }
                page.rule(side, top + tall - 3.0 * HAIRLINE, inner, HAIRLINE);
                page.rule(side, top + tall - HAIRLINE, inner, HAIRLINE);
            }
            LineKind::Sum if first => page.rule(side, top, inner, HAIRLINE),
            _ => {}
        };
        if row.kind == LineKind::Heading && !flow.fresh() {
            flow.y += 2.5;
        }
        let placed = Row {
            cells: cells.collect(),
            pad: if row.kind == LineKind::Total { 1.4 } else { 0.8 },
            least: if row.depth > 0 { 4.4 } else { 5.0 },
            // A heading stands above something, and a sum below it.
            after: match (row.kind, next) {
                (LineKind::Heading, _) => 12.0,
                (_, Some(LineKind::Sum | LineKind::Total)) => 6.0,
                _ => 0.0,
            },
            furnish: &rule,
            again: &|_| {},
            again_takes: 0.0,
        };
        placed.place(flow);
        if row.kind == LineKind::Total {
            flow.y += 2.0;
        }
    }

    fn head(&self, page: &mut Page, run: &Run, figures: &[bool]) -> f64 {
        let fonts = self.fonts;
        let (x, right) = (A4.side, page.width - A4.side);
        let half = (right - x) / 2.0 - 2.0;
        let clean = |text: &str| legible::line(fonts, text);
        let mut left = A4.top;
        for (text, style) in [(&self.table.title, extra(18.0)), (&self.table.below, medium(10.0))] {
            for line in wrap(fonts, &clean(text.said(self.language)), style, half).iter().filter(|l| !l.is_empty()) {
                let lead = style.em() * 1.15;
                page.text(x, left, lead, line, style);
                left += lead;
            }
        }
        let mut below = A4.top;
        let said =
            [(&self.imprint.shop, extra(12.0)), (&self.shop.address, medium(8.5)), (&self.shop.phone, medium(8.5))];
        for (text, style) in said {
            for line in wrap(fonts, &clean(text), style, half).iter().filter(|line| !line.is_empty()) {
                let lead = style.em() * LEAD;
                page.text_right(fonts, right, below, lead, line, style);
                below += lead;
            }
        }
        let y = left.max(below) + 1.2;
        page.rule(x, y, right - x, 0.7);
        self.heads(page, run, figures, y + 0.7)
    }

    fn heads(&self, page: &mut Page, run: &Run, figures: &[bool], y: f64) -> f64 {
        let lead = HEAD.em() * LEAD;
        let lines = |(column, place): (&usize, &Place)| {
            wrap(self.fonts, self.table.heads[*column].said(self.language), HEAD, place.wide)
        };
        let heads: Vec<Vec<String>> = run.columns.iter().zip(&run.places).map(lines).collect();
        let tall = heads.iter().map(Vec::len).max().unwrap_or(1);
        for ((column, place), lines) in run.columns.iter().zip(&run.places).zip(&heads) {
            for (at, text) in lines.iter().enumerate() {
                let top = y + 1.4 + lead * (tall - lines.len() + at) as f64;
                match figures[*column] {
                    true => page.text_right(self.fonts, place.x + place.wide, top, lead, text, HEAD),
                    false => page.text(place.x, top, lead, text, HEAD),
                }
            }
        }
        let end = y + 1.4 + lead * tall as f64 + 0.8;
        page.rule(A4.side, end, page.width - 2.0 * A4.side, HAIRLINE);
        end + HAIRLINE
    }
}

fn style(row: &TableRow, figure: bool) -> Style {
    match row.kind {
        LineKind::Heading => HEADING,
        LineKind::Sum | LineKind::Total => SUM,
        LineKind::Line if row.depth > 0 && !figure => PART,
        LineKind::Line if row.depth > 0 => PART,
        LineKind::Line => TEXT,
    }
}

#[cfg(test)]
mod tests {
    use runut_core::{Instant, Zone};

    use super::*;

    fn table(columns: usize, rows: usize) -> Table {
        let said = |text: &str| Sentence::new(text, text);
        let mut heads = vec![said("dalam rupiah")];
        heads.extend((0..columns).map(|at| said(&format!("November {at}"))));
        let row = |kind, depth: i64, label: &str| TableRow {
            kind,
            depth,
            cells: std::iter::once(Cell::Said(said(label)))
                .chain((0..columns).map(|at| Cell::Money(Money(-1_234_567_890 - i64::try_from(at).unwrap()))))
                .collect(),
            opens: None,
        };
        let mut all = vec![row(LineKind::Heading, 0, "Aset")];
        all.extend((0..rows).map(|at| row(LineKind::Line, i64::try_from(at % 3).unwrap(), &format!("Baris {at}"))));
        all.push(row(LineKind::Total, 0, "Jumlah aset"));
        Table {
            title: said("Laba rugi"),
            below: said("November 2026"),
            heads,
            rows: all,
            notes: vec![said("Catatan.")],
        }
    }

    fn pages(table: &Table) -> Vec<Page> {
        let shop = ShopHead { address: "Jl. Ngesrep Timur V No. 12, Semarang 50269".into(), phone: "0812 2900".into() };
        let imprint = Imprint {
            shop: "Dapur Ibu Ratna".into(),
            person: "Ratna".into(),
            at: Instant(1_763_600_000_000),
            zone: Zone::Wib,
        };
        let fonts = Fonts::get().unwrap();
        let drawn = Drawn { fonts, table, shop: &shop, imprint: &imprint, language: Language::Id }.pages();
        footed(fonts, A4, drawn, &imprint, Language::Id)
    }

    #[test]
    fn a_report_stands_under_the_shops_head_and_counts_its_pages() {
        let pages = pages(&table(2, 80));
        assert_eq!((pages.len(), pages[0].width), (2, 210.0));
        for (at, page) in pages.iter().enumerate() {
            let words = page.words();
            for text in
                ["Laba rugi", "November 2026", "Dapur Ibu Ratna", "0812 2900", &format!("Halaman {} dari 2", at + 1)]
            {
                assert!(words.lines().any(|line| line == text), "{text} in {words}");
            }
        }
        let all: String = pages.iter().map(Page::words).collect();
        for at in 0..80 {
            assert_eq!(all.lines().filter(|line| *line == format!("Baris {at}")).count(), 1, "row {at}");
        }
        assert!(all.contains("Catatan."));
    }

    #[test]
    fn figures_that_fit_on_no_sheet_go_on_beside_the_same_labels() {
        let table = table(30, 3);
        let pages = pages(&table);
        assert!(pages.len() > 1 && pages.iter().all(|page| page.width == 297.0));
        let all: String = pages.iter().map(Page::words).collect();
        assert_eq!(all.lines().filter(|line| *line == "Jumlah aset").count(), pages.len());
        for at in 0..30 {
            let amount = Money(-1_234_567_890 - at).to_string();
            assert_eq!(all.lines().filter(|line| *line == amount).count(), 5, "{amount} whole, in each row");
        }
        for page in &pages {
            for mark in &page.marks {
                assert!(mark.bottom() < page.height, "within the sheet");
            }
        }
    }
}
