//! Delimited text as rows: finds the delimiter, and numbers rows as a spreadsheet would.
//!
//! Invariant: the text is decoded once and never copied again as a whole.
//! Deliberately absent: types; every cell is text or empty.

use std::borrow::Cow;

use ::csv::{ReaderBuilder, StringRecord};

use crate::IntakeError;
use crate::row::{Cell, MAX_COLUMNS, Row, Visit};

/// Tried in this order; the first wins where two occur equally often.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// Delimited text.
pub(crate) struct CsvText<'a> {
    text: Cow<'a, str>,
    delimiter: u8,
}

impl<'a> CsvText<'a> {
    /// Takes decoded text and finds its delimiter.
    pub(crate) fn new(text: Cow<'a, str>) -> Self {
        let delimiter = delimiter_of(body(&text));
        Self { text, delimiter }
    }

    /// Hands each row to `visit`. A blank line has a number but isn't handed out.
    pub(crate) fn rows(&self, visit: &mut Visit<'_>) -> Result<(), IntakeError> {
        let text = body(&self.text).as_bytes();
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(text);
        let mut record = StringRecord::new();
        let mut number = 0u32;
        loop {
            let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            if !reader.read_record(&mut record).map_err(|e| IntakeError::Damaged(e.to_string()))? {
                return Ok(());
            }
            number = number.saturating_add(1).saturating_add(blank_lines(text, start));
            let cells: Vec<Cell<'_>> = record.iter().take(MAX_COLUMNS).map(cell).collect();
            if visit(Row { number, cells: &cells })?.is_break() {
                return Ok(());
            }
        }
    }
}

fn cell(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(Cow::Borrowed(text)) }
}

fn body(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// The csv reader skips blank lines silently; a spreadsheet counts them.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let Some(mut rest) = text.get(start..) else { return 0 };
    if start > 0 && text.get(start - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let ends = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    let (mut lines, mut last) = (0u32, 0u8);
    for byte in ends {
        if !(*byte == b'\n' && last == b'\r') {
            lines = lines.saturating_add(1);
        }
        last = *byte;
    }
    lines
}

/// The delimiter that occurs most often in one of the first lines, outside quotes: a header has one per column, while
/// an unquoted address only has a few commas.
fn delimiter_of(text: &str) -> u8 {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(named) = rest.bytes().next().filter(|b| DELIMITERS.contains(b))
    {
        return named;
    }
    let mut most = [0u32; DELIMITERS.len()];
    let mut here = [0u32; DELIMITERS.len()];
    let (mut quoted, mut lines) = (false, 0);
    for byte in text.bytes().take(256 * 1024) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines += 1;
                here = [0; DELIMITERS.len()];
                if lines == 20 {
                    break;
                }
            }
            _ if !quoted => {
                if let Some(i) = DELIMITERS.iter().position(|d| *d == byte) {
                    here[i] += 1;
                    most[i] = most[i].max(here[i]);
                }
            }
            _ => {}
        }
    }
    let best = most.iter().max().copied().unwrap_or(0);
    DELIMITERS.iter().zip(most).find(|(_, n)| *n == best).map_or(b',', |(d, _)| *d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut out = Vec::new();
        CsvText::new(Cow::Borrowed(text))
            .rows(&mut |row| {
                out.push((row.number, row.cells.iter().map(|c| c.shown().into_owned()).collect()));
                Ok(ControlFlow::Continue(()))
            })
            .unwrap();
        out
    }

    #[test]
    fn the_delimiter_is_found_despite_commas_in_addresses() {
        assert_eq!(rows("a;b;c;d\n1;Jl. Melati, RT 1, RW 2;3;4\n")[1].1[1], "Jl. Melati, RT 1, RW 2");
        assert_eq!(rows("a\tb\n1;2\t3\n")[1].1, ["1;2", "3"]);
        assert_eq!(rows("a,b\n\"1;2;3;4\",5\n")[1].1, ["1;2;3;4", "5"]);
        assert_eq!(rows("sep=;\na;b,c,d\n")[1].1, ["a", "b,c,d"]);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,\"x\ny\"", "", "", "2,z", ""].join(end);
            let numbers: Vec<u32> = rows(&text).iter().map(|(n, _)| *n).collect();
            assert_eq!(numbers, [1, 3, 6], "{end:?}");
        }
    }
}
