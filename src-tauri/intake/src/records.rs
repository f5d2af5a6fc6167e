//! Lists of what a platform or a person has recorded: any spreadsheet with a header of whatever words.
//!
//! Invariant: columns are known by their header, never by place. Which words are known says whoever asks.
//! Deliberately absent: what a column means, and how its cells are read.

use std::ops::ControlFlow;
use std::thread;

use runut_core::{Day, excerpt};

use crate::IntakeError;
use crate::cells::{bare, is_error, is_nothing};
use crate::row::Cell;
use crate::settlement::written::day_of;
use crate::table::Book;

/// More days and campaigns than one file has.
const MAX_ROWS: usize = 5_000;
/// A header is looked for in so many rows of a sheet: reports begin with a block of what they are.
const HEADER_ROWS: usize = 20;

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsFile {
    /// Its name.
    pub name: String,
    /// The headings of its columns.
    pub names: Vec<String>,
    /// Its rows.
    pub rows: Vec<RecordsRow>,
    /// The days that it is of, where it says so above its header.
    pub period: Option<(Day, Day)>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsRow {
    /// Its number, as a spreadsheet shows it.
    pub number: u32,
    /// The cells under the headings.
    pub cells: Vec<RecordsCell>,
    /// The first cell that holds something beyond the last heading, as a spreadsheet names it: `F5`.
    pub beyond: Option<String>,
}

/// A cell of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsCell {
    /// What stands in it, as a person would type it; nothing for what stands for nothing.
    pub text: String,
    /// What that is.
    pub kind: CellKind,
}

/// What stands in a cell of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text, a day, or nothing.
    #[default]
    Text,
    /// A number: its dot parts a fraction and never thousands.
    Number,
    /// A formula for which the file keeps no result.
    Hollow,
    /// What a formula left that failed: `#N/A`.
    Failed,
}

/// A header that was found.
struct Head {
    /// How many of its headings are known, and how many it has.
    score: (usize, usize),
    sheet: String,
    row: u32,
    names: Vec<String>,
    period: Option<(Day, Day)>,
}

/// Reads a list from the bytes of a workbook or of delimited text. `known` answers how many of a row's cells are headings that mean
/// something: the header is the row with the most. In a list of nobody's words it is the first of the longest rows: what its columns are
/// can still be said.
///
/// # Errors
/// [`IntakeError`] if it can't be read as a whole; [`IntakeError::NoHeader`] where no row has two cells.
pub fn read_records(name: &str, bytes: &[u8], known: &dyn Fn(&[String]) -> usize) -> Result<RecordsFile, IntakeError> {
    let alive = || ControlFlow::Continue(());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &alive)?;
        let mut best: Option<Head> = None;
        for sheet in book.sheets() {
            let rows = book.first_rows(&sheet, HEADER_ROWS)?;
            for (at, (row, names)) in rows.iter().enumerate() {
                let score = (known(names), names.iter().filter(|name| !name.trim().is_empty()).count());
                if score.1 >= 2 && best.as_ref().is_none_or(|best| score > best.score) {
                    let period = rows[..at].iter().find_map(|(_, cells)| period_of(cells));
                    best = Some(Head { score, sheet: sheet.clone(), row: *row, names: names.clone(), period });
                }
            }
        }
        let Some(Head { sheet, row: header, names, period, .. }) = best else { return Err(IntakeError::NoHeader) };
        let hollow = book.hollow(&sheet)?;
        let width = names.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
        let mut rows = Vec::new();
        book.rows(&sheet, &mut |row| {
            let is_hollow = |at: usize| hollow.contains(&(row.number - 1, u32::try_from(at).unwrap_or(u32::MAX)));
            if row.number <= header || row.cells.iter().all(Cell::is_blank) && !(0..width).any(is_hollow) {
                return Ok(ControlFlow::Continue(()));
            }
            if rows.len() >= MAX_ROWS {
                return Err(IntakeError::TooManyRows(MAX_ROWS as u32));
            }
            let cell = |at: usize| match row.cells.get(at) {
                _ if is_hollow(at) => RecordsCell { text: String::new(), kind: CellKind::Hollow },
                cell => cell.map(cell_of).unwrap_or_default(),
            };
            let beyond = (width..row.cells.len()).find(|at| !cell(*at).text.is_empty());
            rows.push(RecordsRow {
                number: row.number,
                cells: (0..names.len()).map(cell).collect(),
                beyond: beyond.map(|at| RecordsFile::place(at, row.number)),
            });
            Ok(ControlFlow::Continue(()))
        })?;
        book.finish()?;
        if rows.is_empty() {
            return Err(IntakeError::NoRows);
        }
        Ok(RecordsFile { name: excerpt(name, 120), names, rows, period })
    })
}

impl RecordsFile {
    /// Where a cell stands, as a spreadsheet says it: `C5`. Columns are counted from 0.
    #[must_use]
    pub fn place(column: usize, row: u32) -> String {
        Self::letters(column) + &row.to_string()
    }

    /// What a spreadsheet calls a column: `C`.
    #[must_use]
    pub fn letters(column: usize) -> String {
        let mut letters = String::new();
        let mut rest = column + 1;
        while let Some(left) = rest.checked_sub(1) {
            letters.insert(0, char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[left % 26]));
            rest = left / 26;
        }
        letters
    }
}

fn cell_of(cell: &Cell<'_>) -> RecordsCell {
    let text = bare(cell);
    let kind = match cell {
        _ if is_error(&text) => CellKind::Failed,
        Cell::Number(_) => CellKind::Number,
        _ => CellKind::Text,
    };
    let nothing = kind == CellKind::Text && is_nothing(&text);
    RecordsCell { text: if nothing { String::new() } else { text.into_owned() }, kind }
}

/// The first and last of the days that a row above the header names; the same twice of one. None where one of them has its month first:
/// then nobody knows of the others.
fn period_of(cells: &[String]) -> Option<(Day, Day)> {
    let text = cells.join(" ");
    let words: Vec<&str> = text.split([' ', ',', ';']).filter(|word| word.contains(['/', '-'])).collect();
    if words.iter().any(|word| matches!(day_form(word), DayForm::MonthFirst(_))) {
        return None;
    }
    let days: Vec<Day> = words.into_iter().filter_map(day_of).collect();
    Some((*days.first()?, *days.last()?))
}

/// A day as files write it: `2026-11-20`, `20/11/2026`, `20 Nov 2026`, `20261120`; with a time or without.
#[must_use]
pub fn written_day(text: &str) -> Option<Day> {
    day_of(text)
}

/// How a day is written, as far as its order goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayForm {
    /// There is one way to read it, or none.
    Clear,
    /// `12/11/2026`: one day where the day stands first, another where the month does.
    Either(Day, Day),
    /// `11/13/2026`: a day only where the month stands first.
    MonthFirst(Day),
}

/// How a day is written.
#[must_use]
pub fn day_form(text: &str) -> DayForm {
    let mut parts = text.trim().split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut number = |most: usize| {
        let part = parts.next()?;
        (part.len() <= most).then(|| part.parse::<u32>().ok()).flatten()
    };
    let (Some(first), Some(second), Some(year)) = (number(2), number(2), number(4)) else { return DayForm::Clear };
    // As others write it, year first.
    let day = |month: u32, day: u32| day_of(&format!("{year:04}-{month:02}-{day:02}"));
    match (day(second, first), day(first, second)) {
        (Some(one), Some(other)) if one != other => DayForm::Either(one, other),
        (None, Some(other)) => DayForm::MonthFirst(other),
        _ => DayForm::Clear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[String]) -> usize {
        names
            .iter()
            .filter(|name| ["tanggal", "biaya", "nama iklan", "jumlah klik"].contains(&name.to_lowercase().as_str()))
            .count()
    }

    #[test]
    fn a_list_is_found_below_what_stands_above_it() {
        let text = "\u{feff}Semua Laporan Iklan CPC - Shopee Indonesia\r\nUsername,dapur\r\nPeriode,20/11/2025 - 20/11/2025\r\n\r\nUrutan,Nama Iklan,Jumlah Klik,Biaya\r\n1,Gelas Blirik [2],312,185000\r\n2,Besek,-,0\r\n";
        let file = read_records("iklan.csv", text.as_bytes(), &known).unwrap();
        assert_eq!(file.period, Some((Day(20_251_120), Day(20_251_120))));
        assert_eq!(file.names, ["Urutan", "Nama Iklan", "Jumlah Klik", "Biaya"]);
        let texts = |row: &RecordsRow| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        assert_eq!(
            (file.rows[0].number, texts(&file.rows[0])),
            (6, ["1", "Gelas Blirik [2]", "312", "185000"].map(str::to_owned).to_vec())
        );
        assert_eq!(file.rows[1].cells[2].text, "", "a dash is nothing");
    }

    #[test]
    fn a_header_of_nobodys_words_is_the_first_of_the_longest_rows() {
        let text = "Laporan;November\n\nKapan;Habis;Lihat\n2025-11-20;9000;12\n";
        let file = read_records("x.csv", text.as_bytes(), &known).unwrap();
        assert_eq!((file.names, file.rows.len()), (["Kapan", "Habis", "Lihat"].map(str::to_owned).to_vec(), 1));
    }

    #[test]
    fn a_file_without_columns_is_no_list() {
        assert_eq!(read_records("x.csv", b"halo\ndunia\n", &known), Err(IntakeError::NoHeader));
        assert_eq!(read_records("x.csv", b"Tanggal,Biaya\n", &known), Err(IntakeError::NoRows));
        assert_eq!(read_records("x.csv", b"", &known), Err(IntakeError::Empty));
    }

    /// A workbook in which formulas were written by a program that doesn't reckon them.
    fn unreckoned() -> Vec<u8> {
        use std::io::{Cursor, Read, Write};
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in (0..).zip(["Tanggal", "Nama Iklan", "Biaya"]) {
            sheet.write_string(0, column, name).unwrap();
        }
        sheet.write_string(1, 0, "2026-11-20").unwrap();
        sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("=1+1").set_result("5150")).unwrap();
        sheet.write_string(2, 0, "2026-11-21").unwrap();
        sheet.write_formula(2, 2, rust_xlsxwriter::Formula::new("=1+2").set_result("7")).unwrap();
        sheet.write_number(3, 2, 1234.56).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let name = file.name().unwrap().into_owned();
            if name.ends_with("sheet1.xml") {
                bytes = String::from_utf8(bytes).unwrap().replace("<v>5150</v>", "").into_bytes();
            }
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    #[test]
    fn a_cell_says_what_it_is() {
        let file = read_records("x.xlsx", &unreckoned(), &known).unwrap();
        let of = |row: usize| (file.rows[row].cells[2].text.as_str(), file.rows[row].cells[2].kind);
        assert_eq!(
            [of(0), of(1), of(2)],
            [("", CellKind::Hollow), ("7", CellKind::Number), ("1234.56", CellKind::Number)]
        );
        assert_eq!(file.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 4]);
        let text = "Tanggal,Biaya,\n2026-11-20,#N/A,\n2026-11-21,#DIV/0!,,9\n2026-11-22,\"185.000,50\",\n";
        let file = read_records("x.csv", text.as_bytes(), &known).unwrap();
        let kinds: Vec<_> = file.rows.iter().map(|row| row.cells[1].kind).collect();
        assert_eq!(kinds, [CellKind::Failed, CellKind::Failed, CellKind::Text]);
        let beyond: Vec<_> = file.rows.iter().map(|row| row.beyond.as_deref()).collect();
        assert_eq!(beyond, [None, Some("D3"), None]);
        for (column, name) in [(0, "A9"), (25, "Z9"), (26, "AA9"), (701, "ZZ9"), (702, "AAA9")] {
            assert_eq!(RecordsFile::place(column, 9), name);
        }
    }

    #[test]
    fn a_period_whose_months_stand_first_is_none() {
        let of = |text: &str| period_of(&[text.to_owned()]);
        assert_eq!(of("Periode 01/11/2026 - 13/11/2026"), Some((Day(20_261_101), Day(20_261_113))));
        assert_eq!(of("Period 11/01/2026 - 11/13/2026"), None, "not the eleventh of January");
    }

    #[test]
    fn a_day_tells_whether_its_order_is_plain() {
        for (text, form) in [
            ("12/11/2026", DayForm::Either(Day(20_261_112), Day(20_261_211))),
            ("1-2-2026 10:00", DayForm::Either(Day(20_260_201), Day(20_260_102))),
            ("11/13/2026", DayForm::MonthFirst(Day(20_261_113))),
            ("02/30/2026", DayForm::Clear),
            ("13/11/2026", DayForm::Clear),
            ("11/11/2026", DayForm::Clear),
            ("2026-11-12", DayForm::Clear),
            ("12 Nov 2026", DayForm::Clear),
            ("20261112", DayForm::Clear),
            ("", DayForm::Clear),
        ] {
            assert_eq!(day_form(text), form, "{text}");
        }
    }
}
