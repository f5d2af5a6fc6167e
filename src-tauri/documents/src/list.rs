//! Lists as paper: the columns of a list that are meant for it, on A4, turned where they need the width.
//!
//! Invariant: every row is printed once and whole; a figure stands in one line wherever the sheet is wide enough for it.

use runut_core::export::{Cell, Head};
use runut_core::sheets::Imprint;
use runut_core::{Language, Money, Sentence, tenths};

use crate::DocumentError;
use crate::flow::{Flow, Paper};
use crate::fonts::Fonts;
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pdf;
use crate::pick_list::{A4, FOOT, HEAD, draw_foot, draw_title};
use crate::table::{self, Line, Row};
use crate::text::{Style, bold, medium, width, wrap};
use crate::words;

/// Rows of a list on paper at most: some 250 sheets, more than a person turns.
pub const ROWS_MAX: usize = 10_000;

/// A4 on its side.
pub(crate) const TURNED: Paper = Paper { width: A4.height, height: A4.width, ..A4 };
const TEXT: Style = medium(8.5);
const SUM: Style = bold(8.5);
/// White between two columns at least.
const GAP: f64 = 3.0;
/// The least that a column of words is narrowed to.
const NARROW: f64 = 14.0;
const LEAD: f64 = 1.3;

/// A list on its way to paper.
#[derive(Debug)]
pub struct PdfSheet {
    name: String,
    below: String,
    imprint: Imprint,
    language: Language,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column: its head, its sum where it has one, and whether figures stand in it.
#[derive(Debug)]
struct Column {
    head: &'static str,
    sum: Option<i128>,
    figures: bool,
}

/// Where a column stands and how wide it is, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) x: f64,
    pub(crate) wide: f64,
}

impl PdfSheet {
    /// A list called `name` with its head; `sums` tells which columns have one below. `below` the name stands what of it this is.
    #[must_use]
    pub fn new(
        heads: &[Head],
        sums: &[bool],
        [name, below]: [&Sentence; 2],
        imprint: Imprint,
        language: Language,
    ) -> Self {
        let column = |(head, sum): (&Head, &bool)| Column {
            head: language.of(head.0, head.1),
            sum: sum.then_some(0),
            figures: false,
        };
        Self {
            name: capital(name.said(language)),
            below: below.said(language).to_owned(),
            imprint,
            language,
            columns: heads.iter().zip(sums).map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`] beyond [`ROWS_MAX`]; the row hasn't as many cells as the head.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        if cells.len() != self.columns.len() {
            return Err(DocumentError::List(format!("{} cells in {} columns", cells.len(), self.columns.len())));
        }
        if self.rows.len() == ROWS_MAX {
            return Err(DocumentError::TooLong { most: ROWS_MAX });
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            let (Cell::Number(figure) | Cell::Money(Money(figure))) = cell else { continue };
            column.figures = true;
            column.sum = column.sum.map(|sum| sum + i128::from(*figure));
        }
        self.rows.push(self.columns.iter().zip(cells).map(|(column, cell)| self.shown(column, cell)).collect());
        Ok(())
    }

    /// How many rows there are, the head not counted.
    #[must_use]
    pub fn rows(&self) -> i64 {
        i64::try_from(self.rows.len()).unwrap_or(i64::MAX)
    }

    /// The bytes of a PDF.
    ///
    /// # Errors
    /// [`DocumentError::Font`] if a built-in face can't be used.
    pub fn finish(self) -> Result<Vec<u8>, DocumentError> {
        let fonts = Fonts::get()?;
        pdf::write(fonts, &self.pages(fonts), &self.name, self.imprint.at)
    }

    fn shown(&self, column: &Column, cell: &Cell) -> String {
        match cell {
            // What is added up reads like its sum; a number of the book's stays one.
            Cell::Number(number) if column.sum.is_some() => words::number(i128::from(*number)),
            cell => shown(cell, &self.imprint, self.language),
        }
    }

    fn pages(&self, fonts: &Fonts) -> Vec<Page> {
        let rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|text| legible::line(fonts, text)).collect()).collect();
        let sums: Vec<String> =
            self.columns.iter().map(|column| column.sum.map_or_else(String::new, words::number)).collect();
        let wanted = self.wanted(fonts, &rows, &sums);
        let gaps = GAP * wanted.len().saturating_sub(1) as f64;
        let paper = if wanted.iter().sum::<f64>() + gaps <= A4.inner() { A4 } else { TURNED };
        let places = places(paper, &shared(&wanted, &self.firm(), paper.inner() - gaps));
        let head = |page: &mut Page, _first: bool| self.draw_head(page, fonts, &places);
        let mut flow = Flow::new(fonts, paper, &head);
        let has_sums = self.columns.iter().any(|column| column.sum.is_some()) && !rows.is_empty();
        let rule = |page: &mut Page, top: f64, tall: f64, _first: bool| {
            page.rule(paper.side, top + tall - HAIRLINE, paper.inner(), HAIRLINE);
        };
        let row = |texts: &[String], style: Style, after: f64| Row {
            cells: self.cells(fonts, texts, style, &places),
            pad: 0.9,
            least: 5.0,
            after,
            furnish: &rule,
            again: &|_| {},
            again_takes: 0.0,
        };
        for (at, texts) in rows.iter().enumerate() {
            let after = if has_sums && at + 1 == rows.len() { 6.0 } else { 0.0 };
            row(texts, TEXT, after).place(&mut flow);
        }
        if rows.is_empty() {
            let nothing = self.language.of("Tidak ada baris.", "No rows.");
            flow.page.text(paper.side, flow.y + GAP, 6.0, nothing, medium(10.5));
        }
        if has_sums {
            row(&sums, SUM, 0.0).place(&mut flow);
        }
        footed(fonts, paper, flow.finish(), &self.imprint, self.language)
    }

    fn draw_head(&self, page: &mut Page, fonts: &Fonts, places: &[Place]) -> f64 {
        let shop = legible::line(fonts, &self.imprint.shop);
        let rows = words::number(i128::from(self.rows()));
        let rows = format!("{rows} {}", self.language.of("baris", "rows"));
        let y = draw_title(page, fonts, &self.name, &self.below, [&shop, &rows]);
        let lead = HEAD.em() * LEAD;
        let heads: Vec<Vec<String>> =
            self.columns.iter().zip(places).map(|(column, place)| wrap(fonts, column.head, HEAD, place.wide)).collect();
        let tall = heads.iter().map(Vec::len).max().unwrap_or(1);
        for ((column, place), lines) in self.columns.iter().zip(places).zip(&heads) {
            for (at, text) in lines.iter().enumerate() {
                let top = y + 1.4 + lead * (tall - lines.len() + at) as f64;
                match column.figures {
                    true => page.text_right(fonts, place.x + place.wide, top, lead, text, HEAD),
                    false => page.text(place.x, top, lead, text, HEAD),
                }
            }
        }
        let end = y + 1.4 + lead * tall as f64 + 0.8;
        page.rule(A4.side, end, page.width - 2.0 * A4.side, HAIRLINE);
        end + HAIRLINE
    }

    fn cells(&self, fonts: &Fonts, texts: &[String], style: Style, places: &[Place]) -> Vec<table::Cell> {
        let cell = |((column, place), text): ((&Column, &Place), &String)| {
            let lines = wrap(fonts, text, style, place.wide).into_iter().map(|line| Line::new(line, style, LEAD));
            let x = if column.figures { place.x + place.wide } else { place.x };
            table::Cell { x, right: column.figures, lines: lines.collect() }
        };
        self.columns.iter().zip(places).zip(texts).map(cell).collect()
    }

    /// How wide each column would be without a break in it: its head may break between words.
    fn wanted(&self, fonts: &Fonts, rows: &[Vec<String>], sums: &[String]) -> Vec<f64> {
        let mut wanted: Vec<f64> = self
            .columns
            .iter()
            .zip(sums)
            .map(|(column, sum)| {
                let words = column.head.split(' ').map(|word| width(fonts, word, HEAD));
                words.fold(width(fonts, sum, SUM), f64::max)
            })
            .collect();
        for row in rows {
            for (wide, text) in wanted.iter_mut().zip(row) {
                *wide = wide.max(width(fonts, text, TEXT));
            }
        }
        wanted
    }

    /// Which columns aren't narrowed.
    fn firm(&self) -> Vec<bool> {
        self.columns.iter().map(|column| column.figures).collect()
    }
}

/// The pages with their foot: when, by whom, for whom, and which page of how many.
pub(crate) fn footed(
    fonts: &Fonts,
    paper: Paper,
    mut pages: Vec<Page>,
    imprint: &Imprint,
    language: Language,
) -> Vec<Page> {
    let clean = |text: &str| legible::line(fonts, text);
    let (person, shop) = (clean(&imprint.person), clean(&imprint.shop));
    let at = imprint.zone.local(imprint.at).format("%d/%m/%Y %H:%M");
    let foot = match language {
        Language::Id => format!("{at}. {}", words::printed_by(&person, &shop)),
        Language::En => format!("{at}. Printed by {person}, {shop}."),
    };
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        let which = match language {
            Language::Id => words::page(i + 1, count),
            Language::En => format!("Page {} of {count}", i + 1),
        };
        draw_foot(page, fonts, Paper { width: page.width, height: page.height, ..paper }, FOOT, [&foot, &which]);
    }
    pages
}

/// What stands in a cell.
pub(crate) fn shown(cell: &Cell, imprint: &Imprint, language: Language) -> String {
    match cell {
        Cell::Empty | Cell::Yes(false) => String::new(),
        Cell::Text(text) | Cell::Code(text) => text.clone(),
        Cell::Said(sentence) => sentence.said(language).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Tenths(number) => tenths(*number).said(language).to_owned(),
        Cell::Money(amount) => words::number(i128::from(amount.0)),
        Cell::Day(day) => day.typed(),
        Cell::At(at) => imprint.zone.local(*at).format("%d/%m/%Y %H:%M").to_string(),
        Cell::Yes(true) => language.of("ya", "yes").to_owned(),
    }
}

/// The room as it is shared: every column has what it wants where that fits. Else figures do, and of the columns of words
/// the widest give way until they are equal; where even that isn't enough, all shrink alike.
pub(crate) fn shared(wanted: &[f64], firm: &[bool], room: f64) -> Vec<f64> {
    let total: f64 = wanted.iter().sum();
    if total <= room {
        return wanted.to_vec();
    }
    let held: f64 = wanted.iter().zip(firm).filter(|(_, firm)| **firm).map(|(wide, _)| wide).sum();
    let mut words: Vec<f64> = wanted.iter().zip(firm).filter(|(_, firm)| !**firm).map(|(wide, _)| *wide).collect();
    words.sort_by(f64::total_cmp);
    let mut left = room - held;
    let mut cap = 0.0;
    for (at, wide) in words.iter().enumerate() {
        cap = left / (words.len() - at) as f64;
        if *wide > cap {
            break;
        }
        left -= wide;
    }
    if cap >= NARROW {
        return wanted.iter().zip(firm).map(|(wide, firm)| if *firm { *wide } else { wide.min(cap) }).collect();
    }
    wanted.iter().map(|wide| wide * room / total).collect()
}

/// Where the columns stand: what they leave of the sheet is spread between them.
pub(crate) fn places(paper: Paper, widths: &[f64]) -> Vec<Place> {
    let between = widths.len().saturating_sub(1).max(1) as f64;
    let gap = (paper.inner() - widths.iter().sum::<f64>()) / between;
    let mut x = paper.side;
    let mut place = |wide: &f64| {
        let at = Place { x, wide: *wide };
        x += wide + gap;
        at
    };
    widths.iter().map(&mut place).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use runut_core::{Instant, Zone};

    use super::*;

    fn sheet(heads: &[Head], sums: &[bool], rows: &[Vec<Cell>]) -> PdfSheet {
        let imprint = Imprint {
            shop: "Toko Rani".into(),
            person: "Rani".into(),
            at: Instant(1_763_600_000_000),
            zone: Zone::Wib,
        };
        let name = Sentence::new("stok", "stock");
        let mut sheet = PdfSheet::new(heads, sums, [&name, &Sentence::new("sekarang", "now")], imprint, Language::Id);
        for row in rows {
            sheet.row(row).unwrap();
        }
        sheet
    }

    const HEADS: [Head; 4] = [("Barang", "Goods"), ("Kode", "Code"), ("Ada", "On hand"), ("Nilai", "Value")];
    const SUMS: [bool; 4] = [false, false, true, true];

    fn goods(name: &str, units: i64, value: i64) -> Vec<Cell> {
        vec![
            Cell::Text(name.to_owned()),
            Cell::Code("0812345678901234".to_owned()),
            Cell::Number(units),
            Cell::Money(Money(value)),
        ]
    }

    #[test]
    fn a_narrow_list_stands_and_a_wide_one_lies() {
        let fonts = Fonts::get().unwrap();
        let narrow = sheet(&HEADS, &SUMS, &[goods("Hijab", 1_204, 45_000), goods("Ciput", -1, 20_000)]);
        let pages = narrow.pages(fonts);
        assert_eq!((pages.len(), pages[0].width), (1, 210.0));
        let words = pages[0].words();
        for text in [
            "Stok",
            "sekarang",
            "Toko Rani",
            "2 baris",
            "Hijab",
            "0812345678901234",
            "45.000",
            "65.000",
            "1.204",
            "1.203",
            "Halaman 1 dari 1",
        ] {
            assert!(words.lines().any(|line| line == text), "{text} in {words}");
        }
        let wide = sheet(&HEADS, &SUMS, &[goods(&"kata ".repeat(60), 3, 45_000)]);
        assert_eq!(wide.pages(fonts)[0].width, 297.0);
    }

    #[test]
    fn a_list_without_rows_says_so_and_has_no_sum() {
        let pages = sheet(&HEADS, &SUMS, &[]).pages(Fonts::get().unwrap());
        let words = pages[0].words();
        assert!(words.contains("Tidak ada baris.") && words.lines().all(|line| line != "0"), "{words}");
    }

    #[test]
    fn too_long_a_list_is_refused_and_a_row_of_another_width_too() {
        let mut sheet = sheet(&HEADS[..1], &SUMS[..1], &vec![vec![Cell::Number(1)]; ROWS_MAX]);
        assert_eq!(sheet.row(&[Cell::Number(1)]), Err(DocumentError::TooLong { most: ROWS_MAX }));
        assert!(matches!(sheet.row(&[]), Err(DocumentError::List(_))));
    }

    #[test]
    fn room_goes_to_figures_first_and_words_are_evened() {
        assert_eq!(shared(&[10.0, 20.0], &[false, true], 40.0), [10.0, 20.0]);
        assert_eq!(shared(&[100.0, 16.0, 20.0, 90.0], &[false, false, true, false], 96.0), [30.0, 16.0, 20.0, 30.0]);
        let crowded = shared(&[50.0, 50.0, 100.0], &[false, true, true], 100.0);
        assert_eq!(crowded, [25.0, 25.0, 50.0], "all alike");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn whatever_stands_in_a_list_it_stays_on_the_sheet_and_nothing_is_lost(
            names in prop::collection::vec("[a-zA-Z ]{0,120}", 1..40),
            figures in prop::collection::vec(any::<i64>(), 40),
        ) {
            let fonts = Fonts::get().unwrap();
            let rows: Vec<_> = names.iter().zip(&figures).map(|(name, figure)| goods(name, *figure, *figure)).collect();
            let pages = sheet(&HEADS, &SUMS, &rows).pages(fonts);
            for page in &pages {
                prop_assert_eq!(page.faults(fonts, 3.0), Vec::<String>::new());
                prop_assert_eq!(page.overlaps(fonts), Vec::<String>::new());
            }
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let all = letters(&pages.iter().map(Page::words).collect::<String>());
            for figure in figures.iter().take(names.len()) {
                prop_assert!(all.contains(&letters(&words::number(i128::from(*figure)))));
            }
        }
    }
}
