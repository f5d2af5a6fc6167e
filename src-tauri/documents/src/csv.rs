//! Lists as CSV for spreadsheets: UTF-8 with a byte order mark, commas or semicolons, CRLF (RFC 4180).
//!
//! Invariant: nothing in a file is a formula, and a code arrives in a spreadsheet as it is: `0812…` keeps its zero, 18
//! digits keep their last. Both are done by a tab before the value inside the quotes: a spreadsheet takes the cell for
//! text and doesn't show the tab. An apostrophe would be shown by some and lost by others on saving again, and `="0812"`
//! is a formula itself. Figures are plain, so that they can be added up.

use runut_core::export::{Cell, Head};
use runut_core::{Language, Money, Zone};

use crate::DocumentError;

/// A list on its way to a file.
#[derive(Debug)]
pub struct CsvSheet {
    writer: csv::Writer<Vec<u8>>,
    between: Between,
    zone: Zone,
    language: Language,
    rows: i64,
}

/// What stands between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Between {
    /// What the standard says.
    Comma = b',',
    /// What a spreadsheet expects where the comma is the decimal sign, as in Indonesia.
    Semicolon = b';',
}

/// What tells a spreadsheet that a file is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl CsvSheet {
    /// A sheet with its head. Moments are written as the clock of `zone` reads.
    ///
    /// # Errors
    /// The row can't be written.
    pub fn new(columns: &[Head], between: Between, zone: Zone, language: Language) -> Result<Self, DocumentError> {
        let heads: Vec<&str> = columns.iter().map(|(id, en)| language.of(id, en)).collect();
        Self::headed(&heads, between, zone, language)
    }

    /// The same, its heads as they are said.
    ///
    /// # Errors
    /// The row can't be written.
    pub fn headed(heads: &[&str], between: Between, zone: Zone, language: Language) -> Result<Self, DocumentError> {
        let writer = csv::WriterBuilder::new()
            .delimiter(between as u8)
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::NonNumeric)
            .from_writer(MARK.to_vec());
        let mut sheet = Self { writer, between, zone, language, rows: 0 };
        sheet
            .writer
            .write_record(heads.iter().map(|head| guarded(head, head.starts_with(['=', '+', '-', '@']))))
            .map_err(failed)?;
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

    fn written(&self, cell: &Cell) -> String {
        match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => guarded(text, is_read_as_something_else(text)),
            Cell::Code(text) => {
                guarded(text, is_read_as_something_else(text) || text.bytes().any(|b| b.is_ascii_digit()))
            }
            Cell::Said(sentence) => {
                let text = sentence.said(self.language);
                guarded(text, is_read_as_something_else(text))
            }
            Cell::Number(number) | Cell::Money(Money(number)) => number.to_string(),
            Cell::Tenths(tenths) => {
                let (sign, size) = (if *tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
                let point = if self.between == Between::Comma { '.' } else { ',' };
                format!("{sign}{}{point}{}", size / 10, size % 10)
            }
            Cell::Day(day) => day.to_string(),
            Cell::At(at) => self.zone.local(*at).format("%Y-%m-%d %H:%M:%S").to_string(),
            Cell::Yes(yes) => match yes {
                true => self.language.of("ya", "yes").to_owned(),
                false => self.language.of("tidak", "no").to_owned(),
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
    begins || is_of_figures(text) || ["true", "false", "benar", "salah"].contains(&text.trim().to_lowercase().as_str())
}

/// The months of both languages; any beginning of three letters or more means one, as `Des`, `Sept` or `Agust` do.
const MONTHS: [&str; 22] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januari",
    "februari",
    "pebruari",
    "maret",
    "mei",
    "juni",
    "juli",
    "agustus",
    "oktober",
    "nopember",
    "desember",
];

/// Words that stand beside the digits of a date, a time or an amount.
const BESIDE: [&str; 7] = ["agt", "ags", "may", "rp", "idr", "usd", "e"];

/// Words that end a time: `3 pm`, and `3 p` too.
const HALVES: [&str; 4] = ["a", "p", "am", "pm"];

/// Whether a text has digits, and but for signs nothing else than what dates, times, amounts and powers are written with:
/// `10-12`, `5 Mar`, `Mei 2026`, `1/2`, `2E5`, `3 pm`, `Rp 5.000`. A tab too many does no harm; a cell that says 10-Des does.
fn is_of_figures(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let means = |word: &str| {
        let month = || word.chars().count() >= 3 && MONTHS.iter().any(|month| month.starts_with(word));
        BESIDE.contains(&word) || (HALVES.contains(&word) && text.ends_with(word)) || month()
    };
    text.contains(char::is_numeric)
        && text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(means)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use runut_core::{Day, Instant, Sentence};

    const TWO: [Head; 2] = [("Nama", "Name"), ("HP", "Phone")];

    fn file(rows: &[[Cell; 2]]) -> String {
        let mut sheet = CsvSheet::new(&TWO, Between::Comma, Zone::Wib, Language::Id).unwrap();
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
            "10-12",
            "3-5",
            "1 - 2",
            "5 Mar",
            "Jan-1",
            "Mei 2026",
            "mei-26",
            "17 Agustus 2026",
            "1 Agt",
            "Des 25",
            "Sept. 5",
            "5-Oct-2026 10:30",
            "2E5",
            "12e-3",
            "5 pm",
            "Rp 5.000",
            "$5",
            "50%",
            "1 1/2",
            "10–12",
            "TRUE",
            "Salah",
        ] {
            assert_eq!(guarded(hostile, is_read_as_something_else(hostile)), format!("\t{hostile}"), "{hostile:?}");
        }
        for harmless in [
            "Gelas 8 cm",
            "Sari",
            "",
            "a=1",
            "Jl. Melati 4",
            "B-12",
            "Mei",
            "Marmer 5",
            "XL 10-12",
            "isi 12",
            "4 lusin",
            "Mar de 5x",
        ] {
            assert!(!is_read_as_something_else(harmless), "{harmless:?}");
        }
    }

    #[test]
    fn a_row_of_another_width_is_no_row_of_the_list() {
        let mut sheet = CsvSheet::new(&TWO, Between::Comma, Zone::Wib, Language::En).unwrap();
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
