//! Lists as workbooks: every cell of its own type, the head frozen, wide enough, with a filter.
//!
//! Invariants: nothing in a file is a formula, whatever it begins with; a code is text, so that `0812…` keeps its zero; what
//! is made of the same rows at the same time is the same file. Rows go to a temporary file as they come, so that a long
//! list holds no table in memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use runut_core::export::{Cell, Head};
use runut_core::{Instant, Language, Sentence, Zone, excerpt};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::DocumentError;

/// Rows of a sheet, its head among them.
const ROWS_MAX: u32 = 1_048_576;
/// Characters of a cell.
const CELL_MAX: usize = 32_767;
/// The property by which a workbook is known as ours.
pub(crate) const MADE_BY: &str = "Runut";
/// Characters that a column shows at most.
const WIDTH_MAX: usize = 48;

/// A list on its way to a workbook.
pub struct XlsxSheet {
    book: Workbook,
    looks: Looks,
    heads: Vec<String>,
    name: Sentence,
    zone: Zone,
    language: Language,
    /// The widest text of each column so far.
    widths: Vec<usize>,
    /// The sheet being written, and its next row.
    at: (usize, u32),
    rows: i64,
    shortened: i64,
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    code: Format,
    number: Format,
    tenths: Format,
    money: Format,
    day: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let of = |form: &str| Format::new().set_num_format(form);
        Self {
            head: Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap(),
            text: Format::new(),
            code: of("@"),
            number: of("0"),
            tenths: of("0.0"),
            money: of("#,##0"),
            day: of("dd/mm/yyyy"),
            moment: of("dd/mm/yyyy hh:mm"),
        }
    }
}

impl XlsxSheet {
    /// A workbook whose sheet is called `name`, with its head. Moments are written as the clock of `zone` reads; `made` is
    /// when the file says that it was made.
    ///
    /// # Errors
    /// The folder for temporary files can't be written.
    pub fn new(
        columns: &[Head],
        name: Sentence,
        zone: Zone,
        language: Language,
        made: Instant,
    ) -> Result<Self, DocumentError> {
        let heads = columns.iter().map(|(id, en)| language.of(id, en).to_owned()).collect();
        Self::headed(heads, name, zone, language, made)
    }

    /// The same, its heads as they are said.
    ///
    /// # Errors
    /// The folder for temporary files can't be written.
    pub fn headed(
        heads: Vec<String>,
        name: Sentence,
        zone: Zone,
        language: Language,
        made: Instant,
    ) -> Result<Self, DocumentError> {
        let mut book = Workbook::new();
        book.set_tempdir(std::env::temp_dir()).map_err(failed)?;
        let made = moment(zone, made).map(|at| DocProperties::new().set_creation_datetime(&at));
        book.set_properties(&made.unwrap_or_default().set_custom_property(MADE_BY, "1"));
        let mut sheet = Self {
            book,
            looks: Looks::new(),
            name,
            zone,
            language,
            widths: vec![0; heads.len()],
            heads,
            at: (0, 0),
            rows: 0,
            shortened: 0,
        };
        sheet.begin(0)?;
        Ok(sheet)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The temporary file can't be written, or the row hasn't as many cells as the head.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        if cells.len() != self.heads.len() {
            return Err(DocumentError::List(format!("{} cells in {} columns", cells.len(), self.heads.len())));
        }
        if self.at.1 >= ROWS_MAX {
            self.end()?;
            self.begin(self.at.0 + 1)?;
        }
        let (sheet, row) = self.at;
        quietly(|| {
            for (column, cell) in (0..).zip(cells) {
                let wide = self.write(sheet, row, column, cell)?;
                let widest = &mut self.widths[usize::from(column)];
                *widest = wide.max(*widest);
            }
            Ok(())
        })?;
        self.at.1 += 1;
        self.rows += 1;
        Ok(())
    }

    /// How many rows there are, the head not counted.
    #[must_use]
    pub fn rows(&self) -> i64 {
        self.rows
    }

    /// How many cells hold more than a workbook's may; each ends in an ellipsis. The same list as CSV has them whole.
    #[must_use]
    pub fn shortened(&self) -> i64 {
        self.shortened
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// The workbook can't be put together.
    pub fn finish(mut self) -> Result<Vec<u8>, DocumentError> {
        self.end()?;
        quietly(|| self.book.save_to_buffer())
    }

    fn begin(&mut self, sheet: usize) -> Result<(), DocumentError> {
        let mut name = self.name.said(self.language).to_owned();
        if sheet > 0 {
            name.push_str(&format!(" {}", sheet + 1));
        }
        let heads = self.heads.clone();
        let (book, widths, look) = (&mut self.book, &mut self.widths, &self.looks.head);
        quietly(|| {
            let sheet = book.add_worksheet_with_constant_memory();
            sheet.set_name(name)?.set_freeze_panes(1, 0)?;
            for (column, head) in (0..).zip(heads) {
                sheet.write_string_with_format(0, column, &head, look)?;
                widths[usize::from(column)] = head.chars().count() + 3; // with the filter's button
            }
            Ok(())
        })?;
        self.at = (sheet, 1);
        Ok(())
    }

    /// Gives the sheet its filter and widths.
    fn end(&mut self) -> Result<(), DocumentError> {
        let last = u16::try_from(self.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let (at, row) = self.at;
        let (book, widths) = (&mut self.book, &self.widths);
        quietly(|| {
            let sheet = book.worksheet_from_index(at)?;
            sheet.autofilter(0, 0, row - 1, last)?;
            for (column, wide) in (0..).zip(widths) {
                let wide = u16::try_from((*wide).min(WIDTH_MAX) + 1).unwrap_or(u16::MAX);
                sheet.set_column_width(column, f64::from(wide))?;
            }
            Ok(())
        })
    }

    /// Writes a cell and answers how many characters it shows.
    fn write(&mut self, sheet: usize, row: u32, column: u16, cell: &Cell) -> Result<usize, XlsxError> {
        let language = self.language;
        let (look, zone, shortened) = (&self.looks, self.zone, &mut self.shortened);
        let sheet = self.book.worksheet_from_index(sheet)?;
        let mut text = |text: &str, look: &Format| words(sheet, row, column, text, look, shortened);
        match cell {
            Cell::Empty => Ok(0),
            Cell::Text(words) => text(words, &look.text),
            Cell::Code(code) => text(code, &look.code),
            Cell::Said(said) => text(said.said(language), &look.text),
            Cell::Yes(yes) => text(
                match (yes, language) {
                    (true, Language::Id) => "ya",
                    (true, Language::En) => "yes",
                    (false, Language::Id) => "tidak",
                    (false, Language::En) => "no",
                },
                &look.text,
            ),
            Cell::Number(number) => figure(sheet, row, column, *number, &look.number),
            Cell::Tenths(tenths) => {
                let shown = format!("{}.{}", tenths / 10, tenths.abs() % 10).len();
                sheet.write_number_with_format(row, column, *tenths as f64 / 10.0, &look.tenths).map(|_| shown)
            }
            Cell::Money(amount) => figure(sheet, row, column, amount.0, &look.money),
            Cell::Day(day) => match day.date().and_then(|date| ExcelDateTime::parse_from_str(&date.to_string()).ok()) {
                Some(date) => sheet.write_datetime_with_format(row, column, &date, &look.day).map(|_| 10),
                None => text(&day.to_string(), &look.text),
            },
            Cell::At(at) => match moment(zone, *at) {
                Some(at) => sheet.write_datetime_with_format(row, column, &at, &look.moment).map(|_| 16),
                None => text(&zone.local(*at).to_string(), &look.text),
            },
        }
    }
}

/// A moment as a workbook counts it; none before 1900 and after 9999, which it can't.
fn moment(zone: Zone, at: Instant) -> Option<ExcelDateTime> {
    ExcelDateTime::parse_from_str(&zone.local(at).format("%Y-%m-%dT%H:%M:%S").to_string()).ok()
}

/// Figures that a workbook keeps to the last digit; a larger one is text.
const EXACT: i64 = 999_999_999_999_999;

#[allow(clippy::cast_precision_loss, reason = "below 2^53")]
fn figure(sheet: &mut Worksheet, row: u32, column: u16, number: i64, look: &Format) -> Result<usize, XlsxError> {
    let shown = number.to_string();
    if (-EXACT..=EXACT).contains(&number) {
        sheet.write_number_with_format(row, column, number as f64, look)?;
    } else {
        sheet.write_string(row, column, &shown)?;
    }
    Ok(shown.len() + shown.len() / 3)
}

fn words(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    look: &Format,
    shortened: &mut i64,
) -> Result<usize, XlsxError> {
    if text.is_empty() {
        return Ok(0);
    }
    if text.chars().nth(CELL_MAX).is_some() {
        *shortened += 1;
        sheet.write_string_with_format(row, column, excerpt(text, CELL_MAX), look)?;
    } else {
        sheet.write_string_with_format(row, column, text, look)?;
    }
    Ok(text.lines().map(|line| line.chars().count()).max().unwrap_or(0))
}

/// The library panics where its temporary file can't be written: a full disk is an error, not the program's end.
fn quietly<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, DocumentError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(failed),
        Err(_) => Err(DocumentError::List("the folder for temporary files can't be written".to_owned())),
    }
}

fn failed(error: XlsxError) -> DocumentError {
    DocumentError::List(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Range, Reader, Xlsx};
    use proptest::prelude::*;
    use runut_core::{Day, Money};

    use super::*;

    const COLUMNS: [Head; 3] = [("Nama", "Name"), ("HP", "Phone"), ("Total", "Total")];

    fn file(rows: &[[Cell; 3]]) -> Vec<u8> {
        let name = Sentence::new("pesanan", "orders");
        let mut sheet = XlsxSheet::new(&COLUMNS, name, Zone::Wib, Language::Id, Instant(1_763_571_600_000)).unwrap();
        for row in rows {
            sheet.row(row).unwrap();
        }
        sheet.finish().unwrap()
    }

    fn read(bytes: &[u8]) -> (Range<Data>, Range<String>) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        (book.worksheet_range("pesanan").unwrap(), book.worksheet_formula("pesanan").unwrap())
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn cells_have_their_types() {
        let at = Instant(1_763_571_600_000);
        let bytes = file(&[
            [text("Sari"), Cell::Code("0812345678".into()), Cell::Money(Money(1_250_000))],
            [Cell::Number(-2), Cell::Day(Day(20_251_120)), Cell::At(at)],
            [Cell::Empty, Cell::Yes(false), Cell::Said(Sentence::new("Batal", "Cancelled"))],
        ]);
        let (cells, _) = read(&bytes);
        let at = |row, column| cells.get_value((row, column)).unwrap().clone();
        assert_eq!((at(0, 0), at(0, 2)), (Data::String("Nama".into()), Data::String("Total".into())));
        assert_eq!(at(1, 1), Data::String("0812345678".into()));
        assert_eq!((at(1, 2), at(2, 0)), (Data::Float(1_250_000.0), Data::Float(-2.0)));
        for column in [1, 2] {
            assert!(matches!(at(2, column), Data::DateTime(day) if day.as_f64() == 45_981.0), "{:?}", at(2, column));
        }
        assert_eq!((at(3, 1), at(3, 2)), (Data::String("tidak".into()), Data::String("Batal".into())));
    }

    #[test]
    fn the_same_rows_are_the_same_file() {
        let rows = [[text("Sari"), Cell::Code("1".into()), Cell::Number(1)]];
        assert_eq!(file(&rows), file(&rows));
    }

    #[test]
    fn what_no_cell_holds_says_so() {
        let name = Sentence::new("log", "log");
        let mut sheet = XlsxSheet::new(&COLUMNS, name, Zone::Wib, Language::Id, Instant(0)).unwrap();
        sheet.row(&[text(&"x".repeat(40_000)), Cell::Empty, Cell::Number(i64::MAX)]).unwrap();
        assert!(sheet.row(&[Cell::Empty]).is_err());
        assert_eq!(sheet.shortened(), 1);
        let bytes = sheet.finish().unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let cells = book.worksheet_range("log").unwrap();
        assert!(cells.get_value((1, 0)).unwrap().to_string().ends_with('…'));
        assert_eq!(cells.get_value((1, 2)).unwrap().to_string(), i64::MAX.to_string());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Whatever is written is read back, as text, and none of it is a formula.
        #[test]
        fn what_is_written_is_read_back(
            name in "\\PC{1,20}|[=+@-].{1,10}|=HYPERLINK\\(\"http://x\"\\)|5 Mar|10-12|_x0041_|http://a\\.b",
            code in "[0-9A-Z]{1,20}",
        ) {
            let (cells, formulas) = read(&file(&[[text(&name), Cell::Code(code.clone()), Cell::Number(7)]]));
            prop_assert!(formulas.is_empty());
            prop_assert_eq!(cells.get_value((1, 0)).unwrap(), &Data::String(name));
            prop_assert_eq!(cells.get_value((1, 1)).unwrap(), &Data::String(code));
        }
    }
}
