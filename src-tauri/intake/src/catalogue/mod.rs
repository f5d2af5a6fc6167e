//! Product lists as sellers keep them: a spreadsheet, or rows pasted from one, with a header of whatever words.
//!
//! Invariants: columns are known by their header, never by place; a row with a doubtful cell is handed on with the problem,
//! never with a guess.
//! Deliberately absent: what of a row the book takes.

mod columns;

use std::ops::ControlFlow;
use std::thread;

use runut_core::rows::CatalogueLine;
use runut_core::{Limit, Money, Sentence};

use crate::IntakeError;
use crate::cells::{Content, MoneyCell, code, count, grams, money, name, notes, words};
use crate::row::Cell;
use crate::table::Book;
use columns::{Field, Layout};

/// More variants than any shop of this kind has.
const MAX_ROWS: usize = 20_000;
/// A header is looked for in so many rows of a sheet.
const HEADER_ROWS: usize = 20;

/// A product list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueFile {
    /// Its name; empty for pasted rows.
    pub name: String,
    /// Its rows.
    pub lines: Vec<CatalogueLine>,
    /// Rows that can't be taken as they stand, and why.
    pub problems: Vec<(u32, Sentence)>,
    /// Headers of the columns that were read.
    pub columns: Vec<String>,
    /// Headers of those that weren't, and sheets that aren't product lists.
    pub ignored: Vec<String>,
}

/// Reads a product list from the bytes of a workbook or of delimited text (pasted cells are parted by tabs).
///
/// # Errors
/// [`IntakeError`] if it can't be read as a whole; [`IntakeError::NotACatalogue`] where no row names the columns.
pub fn read_catalogue(bytes: &[u8]) -> Result<CatalogueFile, IntakeError> {
    let alive = || ControlFlow::Continue(());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &alive)?;
        let mut file = CatalogueFile::default();
        for sheet in book.sheets() {
            let rows = book.first_rows(&sheet, HEADER_ROWS)?;
            let layouts = rows.iter().map(|(row, names)| (*row, Layout::of(names)));
            let best = layouts.max_by_key(|(row, layout)| (layout.fields.len(), u32::MAX - row));
            match best.filter(|(_, layout)| layout.names_goods()) {
                Some((header, layout)) => read_sheet(&mut book, &sheet, header, layout, &mut file)?,
                None if rows.is_empty() || sheet.is_empty() => {}
                None => file.ignored.push(sheet),
            }
        }
        book.finish()?;
        if file.columns.is_empty() {
            return Err(IntakeError::NotACatalogue);
        }
        if file.lines.is_empty() { Err(IntakeError::NoRows) } else { Ok(file) }
    })
}

fn read_sheet(
    book: &mut Book<'_, '_>,
    sheet: &str,
    header: u32,
    layout: Layout,
    file: &mut CatalogueFile,
) -> Result<(), IntakeError> {
    book.rows(sheet, &mut |row| {
        let blank = |(at, _): &(usize, Field)| row.cells.get(*at).is_none_or(Cell::is_blank);
        if row.number <= header || layout.fields.iter().all(blank) {
            return Ok(ControlFlow::Continue(()));
        }
        if file.lines.len() >= MAX_ROWS {
            return Err(IntakeError::TooManyRows(MAX_ROWS as u32));
        }
        let mut read = Reading::of(row.number);
        for (at, field) in &layout.fields {
            read.take(*field, row.cells.get(*at).unwrap_or(&Cell::Empty), &layout.names[*at]);
        }
        read.belong_to(file.lines.last());
        file.problems.extend(read.problem.map(|why| (row.number, why)));
        file.lines.push(read.line);
        Ok(ControlFlow::Continue(()))
    })?;
    for (names, all) in [(layout.read, &mut file.columns), (layout.ignored, &mut file.ignored)] {
        for name in names {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    Ok(())
}

/// A row while its cells are taken one by one.
struct Reading {
    line: CatalogueLine,
    /// What is wrong with it first.
    problem: Option<Sentence>,
}

impl Reading {
    fn of(row: u32) -> Self {
        let none = String::new;
        let line = CatalogueLine {
            row,
            product: none(),
            variant: none(),
            sku: none(),
            barcode: none(),
            price: None,
            cost: None,
            stock: None,
            shelf: none(),
            weight_g: None,
            low_mark: None,
            category: none(),
            description: none(),
        };
        Self { line, problem: None }
    }

    fn take(&mut self, field: Field, cell: &Cell<'_>, heading: &str) {
        match field {
            Field::Product => self.line.product = self.text(name(cell), cell, heading, Limit::ProductName),
            Field::Variant => {
                let part = self.text(name(cell), cell, heading, Limit::VariantName);
                if !part.is_empty() && !self.line.variant.is_empty() {
                    self.line.variant.push_str(", ");
                }
                self.line.variant.push_str(&part);
            }
            Field::Sku => self.line.sku = self.text(code(cell), cell, heading, Limit::Sku),
            Field::Barcode => self.line.barcode = self.text(code(cell), cell, heading, Limit::Barcode),
            // A shelf is a code of the shop: 1-2 may have become a day.
            Field::Shelf => self.line.shelf = self.text(name(cell), cell, heading, Limit::Shelf),
            Field::Category => self.line.category = self.text(words(cell), cell, heading, Limit::Category),
            Field::Description => self.line.description = self.text(notes(cell), cell, heading, Limit::Description),
            Field::Price => self.line.price = self.amount(cell, heading),
            Field::Cost => self.line.cost = self.amount(cell, heading),
            Field::Stock => self.line.stock = self.units(cell, heading),
            Field::Low => self.line.low_mark = self.units(cell, heading),
            Field::Weight { kilos } => self.line.weight_g = self.weight(cell, heading, kilos),
        }
    }

    fn text(&mut self, content: Content, cell: &Cell<'_>, heading: &str, limit: Limit) -> String {
        match content {
            Content::Nothing => String::new(),
            Content::Damaged(guess) => {
                self.doubt::<()>(cell, heading, (!guess.is_empty()).then_some(guess));
                String::new()
            }
            Content::Sound(text) => limit.fits(text).unwrap_or_else(|refusal| {
                self.problem.get_or_insert(refusal.message);
                String::new()
            }),
        }
    }

    fn amount(&mut self, cell: &Cell<'_>, heading: &str) -> Option<Money> {
        match money(cell) {
            MoneyCell::Blank => None,
            MoneyCell::Amount(amount, _) if amount.0 >= 0 => Some(amount),
            MoneyCell::Damaged(guess) => self.doubt(cell, heading, guess.map(|amount| amount.to_string())),
            MoneyCell::Amount(..) | MoneyCell::Unreadable => self.doubt(cell, heading, None),
        }
    }

    fn units(&mut self, cell: &Cell<'_>, heading: &str) -> Option<i64> {
        match count(cell) {
            Some(units) if units.is_none_or(|units| units >= 0) => units,
            _ => self.doubt(cell, heading, None),
        }
    }

    fn weight(&mut self, cell: &Cell<'_>, heading: &str, kilos: bool) -> Option<i64> {
        if cell.is_blank() {
            return None;
        }
        let bare = cell.shown().bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '));
        let with_unit = (kilos && bare).then(|| Cell::Text(format!("{} kg", cell.shown()).into()));
        match grams(with_unit.as_ref().unwrap_or(cell)) {
            Some(grams) => Some(grams),
            None => self.doubt(cell, heading, None),
        }
    }

    fn doubt<T>(&mut self, cell: &Cell<'_>, heading: &str, guess: Option<String>) -> Option<T> {
        let found = runut_core::excerpt(&cell.shown(), 40);
        let (id, en) = match guess {
            Some(guess) => (
                format!("{heading} tertulis {found}; mungkin {guess}. Betulkan di spreadsheet-nya, lalu baca lagi."),
                format!("{heading} says {found}; perhaps {guess}. Mend it in the spreadsheet and read it again."),
            ),
            None => (
                format!("{heading} tertulis {found}: tidak bisa dibaca. Betulkan, lalu baca lagi."),
                format!("{heading} says {found}: it can't be read. Mend it and read it again."),
            ),
        };
        self.problem.get_or_insert(Sentence::new(id, en));
        None
    }

    /// A row without a name below one that has it is a further variant of that product, as merged cells leave it.
    fn belong_to(&mut self, above: Option<&CatalogueLine>) {
        if let Some(above) = above.filter(|_| self.line.product.is_empty() && !self.line.variant.is_empty()) {
            self.line.product.clone_from(&above.product);
        }
    }
}
