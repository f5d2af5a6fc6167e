//! Lists of what a platform or a person has recorded: any spreadsheet with a header of whatever words.
//!
//! Invariant: columns are known by their header, never by place. Which words are known says whoever asks.
//! Deliberately absent: what a column means, and how its cells are read.

use std::ops::ControlFlow;
use std::thread;

use runut_core::{Day, excerpt};

use crate::IntakeError;
use crate::cells::{bare, is_nothing};
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
    /// Its rows with their numbers: the cells under the headings.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The days that it is of, where it says so above its header.
    pub period: Option<(Day, Day)>,
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
        let mut rows = Vec::new();
        book.rows(&sheet, &mut |row| {
            if row.number <= header || row.cells.iter().all(Cell::is_blank) {
                return Ok(ControlFlow::Continue(()));
            }
            if rows.len() >= MAX_ROWS {
                return Err(IntakeError::TooManyRows(MAX_ROWS as u32));
            }
            let cell = |at: usize| row.cells.get(at).map(text_of).unwrap_or_default();
            rows.push((row.number, (0..names.len()).map(cell).collect()));
            Ok(ControlFlow::Continue(()))
        })?;
        book.finish()?;
        if rows.is_empty() {
            return Err(IntakeError::NoRows);
        }
        Ok(RecordsFile { name: excerpt(name, 120), names, rows, period })
    })
}

/// A cell as a person would type it; nothing for what stands for nothing.
fn text_of(cell: &Cell<'_>) -> String {
    let text = bare(cell);
    if is_nothing(&text) { String::new() } else { text.into_owned() }
}

/// The first and last of the days that a row above the header names; the same twice of one.
fn period_of(cells: &[String]) -> Option<(Day, Day)> {
    let text = cells.join(" ");
    let days: Vec<Day> =
        text.split([' ', ',', ';']).filter(|word| word.contains(['/', '-'])).filter_map(day_of).collect();
    Some((*days.first()?, *days.last()?))
}

/// A day as files write it: `2026-11-20`, `20/11/2026`, `20 Nov 2026`, `20261120`; with a time or without.
#[must_use]
pub fn written_day(text: &str) -> Option<Day> {
    day_of(text)
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
        assert_eq!(file.rows[0], (6, ["1", "Gelas Blirik [2]", "312", "185000"].map(str::to_owned).to_vec()));
        assert_eq!(file.rows[1].1[2], "", "a dash is nothing");
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
}
