//! Lists as CSV for spreadsheets: UTF-8 with a byte order mark, commas, CRLF (RFC 4180).
//!
//! Invariant: nothing in a file is a formula, and a code arrives in a spreadsheet as it is: `0812…` keeps its zero, 18
//! digits keep their last. Both are done by a tab before the value inside the quotes: a spreadsheet takes the cell for
//! text and doesn't show the tab. An apostrophe would be shown by some and lost by others on saving again, and `="0812"`
//! is a formula itself. Figures are plain, so that they can be added up.

use runut_core::export::{Cell, Head};
use runut_core::{Language, Sentence, Zone};

use crate::DocumentError;

/// A list on its way to a file.
#[derive(Debug)]
pub struct CsvSheet {
    writer: csv::Writer<Vec<u8>>,
    zone: Zone,
    language: Language,
    rows: i64,
}

/// What tells a spreadsheet that a file is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl CsvSheet {
    /// A sheet with its head. Moments are written as the clock of `zone` reads.
    ///
    /// # Errors
    /// The row can't be written.
    pub fn new(columns: &[Head], zone: Zone, language: Language) -> Result<Self, DocumentError> {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::NonNumeric)
            .from_writer(MARK.to_vec());
        let mut sheet = Self { writer, zone, language, rows: 0 };
        let heads = columns.iter().map(|(id, en)| sheet.said(id, en).to_owned());
        sheet.writer.write_record(heads.collect::<Vec<_>>()).map_err(failed)?;
        Ok(sheet)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The row can't be written, or it hasn't as many cells as the head.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        for cell in cells {
            let text = self.written(cell);
            self.writer.write_field(text).map_err(failed)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(failed)?;
        self.rows += 1;
        Ok(())
    }

    /// How many rows there are, the head not counted.
    #[must_use]
    pub fn rows(&self) -> i64 {
        self.rows
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// What was written can't be collected.
    pub fn finish(self) -> Result<Vec<u8>, DocumentError> {
        self.writer.into_inner().map_err(failed)
    }

    fn said<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        if self.language == Language::En { en } else { id }
    }

    fn written(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => guarded(text, is_read_as_something_else(text)),
            Cell::Code(text) => {
                guarded(text, is_read_as_something_else(text) || text.bytes().any(|b| b.is_ascii_digit()))
            }
            Cell::Said(Sentence { id, en }) => {
                let text = self.said(id, en);
                guarded(text, is_read_as_something_else(text))
            }
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::At(at) => self.zone.local(*at).format("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Yes(yes) => match yes {
                true => self.said("ya", "yes").to_owned(),
                false => self.said("tidak", "no").to_owned(),
            },
        }
    }
}

fn failed(error: impl std::fmt::Display) -> DocumentError {
    DocumentError::List(error.to_string())
}

fn guarded(text: &str, guard: bool) -> String {
    if guard { format!("\t{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would take a text for a formula (also behind blanks, and in the full width of East Asian
/// keyboards) or for a number, a date or a time.
fn is_read_as_something_else(text: &str) -> bool {
    let formula = |c: char| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}\u{2212}".contains(c);
    let begins = text.starts_with(|c: char| c.is_control())
        || text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()).starts_with(formula);
    let figure = |c: char| c.is_ascii_digit() || " .,:/%()'eE".contains(c);
    begins || (text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(figure))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use runut_core::{Day, Instant};

    const TWO: [Head; 2] = [("Nama", "Name"), ("HP", "Phone")];

    fn file(rows: &[[Cell; 2]]) -> String {
        let mut sheet = CsvSheet::new(&TWO, Zone::Wib, Language::Id).unwrap();
        for row in rows {
            sheet.row(row).unwrap();
        }
        String::from_utf8(sheet.finish().unwrap()).unwrap()
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_file_begins_with_the_mark_and_ends_its_lines_as_spreadsheets_do() {
        let made = file(&[[text("Sari \"W\", Semarang"), Cell::Code("0812 3456".into())]]);
        assert_eq!(made, "\u{feff}\"Nama\",\"HP\"\r\n\"Sari \"\"W\"\", Semarang\",\"\t0812 3456\"\r\n");
    }

    #[test]
    fn figures_days_and_moments_are_plain() {
        let at = Instant(1_763_571_600_000);
        let made = file(&[
            [Cell::Number(-2_000), Cell::Day(Day(20_251_120))],
            [Cell::At(at), Cell::Yes(false)],
            [Cell::Empty, Cell::Said(Sentence::new("Batal", "Cancelled"))],
        ]);
        let lines: Vec<&str> = made.lines().skip(1).collect();
        assert_eq!(lines, ["-2000,\"2025-11-20\"", "\"2025-11-20 00:00:00\",\"tidak\"", "\"\",\"Batal\""]);
    }

    #[test]
    fn what_a_spreadsheet_would_reckon_with_stays_text() {
        for hostile in [
            "=HYPERLINK(\"http://x\";\"klik\")",
            "+62 812",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "\n@x",
            "＝1+1",
            "−1",
            "007",
            "1/2",
            "12:30",
            "1E5",
            "3.000",
        ] {
            assert_eq!(guarded(hostile, is_read_as_something_else(hostile)), format!("\t{hostile}"), "{hostile:?}");
        }
        for harmless in ["Gelas 8 cm", "Sari", "", "a=1", "Jl. Melati 4", "B-12"] {
            assert!(!is_read_as_something_else(harmless), "{harmless:?}");
        }
    }

    #[test]
    fn a_row_of_another_width_is_no_row_of_the_list() {
        let mut sheet = CsvSheet::new(&TWO, Zone::Wib, Language::En).unwrap();
        assert!(sheet.row(&[Cell::Empty]).is_err());
    }

    proptest! {
            /// Whatever is written is read back, but for the tab; and no cell of words begins as a formula does.
            #[test]
            fn what_is_written_is_read_back(name in "\\PC{0,20}|[=+@-].{0,10}|[\t\r\n]{1,2}=1", code in "[0-9A-Z-]{0,20}") {
                let made = file(&[[text(&name), Cell::Code(code.clone())]]);
                let mut reader = csv::Reader::from_reader(made.trim_start_matches('\u{feff}').as_bytes());
                let record = reader.records().next().unwrap().unwrap();
    prop_assert_eq!(&record[0], guarded(&name, is_read_as_something_else(&name)));
                prop_assert_eq!(record[1].trim_start_matches('\t'), code);
                for cell in record.iter() {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\r']), "{:?}", cell);
                }
            }
        }
}
