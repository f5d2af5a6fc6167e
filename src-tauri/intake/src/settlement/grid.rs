//! What all settlement files share: headers found in any sheet, cells read with their place, rows numbered where they repeat.

use std::collections::HashMap;
use std::ops::ControlFlow;

use runut_core::settlement::{SettlementProblem, SettlementWord};
use runut_core::{Day, Limit, Money, Sentence, limits};

use super::written::{amount, day_of, to_rupiah};
use crate::IntakeError;
use crate::cells::{self, IdCell, bare, is_nothing};
use crate::row::{Cell, Row};
use crate::table::{Book, fold_header};
use crate::text::all_digits;

/// More rows than a marketplace gives in one report.
const MAX_ROWS: usize = 200_000;
/// So many problems are listed; the sums are said in any case.
const MAX_PROBLEMS: usize = 1_000;
/// A header is looked for in so many rows of a sheet: balance reports begin with a block of sums.
const HEADER_ROWS: usize = 40;
/// More sheets than such a file has.
const MAX_SHEETS: usize = 100;
/// A label and its value stand in so many rows of a summary.
const LABEL_ROWS: usize = 120;

/// The first rows of a sheet with their numbers, as text.
type FirstRows = Vec<(u32, Vec<String>)>;

/// The first rows of all sheets.
pub(super) struct Heads(Vec<(String, FirstRows)>);

/// A header.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) sheet: String,
    /// Its row.
    pub(super) row: u32,
    /// Its names as they stand.
    pub(super) names: Vec<String>,
    folded: Vec<String>,
}

impl Heads {
    pub(super) fn of(book: &mut Book<'_, '_>) -> Result<Self, IntakeError> {
        let mut all = Vec::new();
        for sheet in book.sheets().into_iter().take(MAX_SHEETS) {
            let rows = book.first_rows(&sheet, HEADER_ROWS)?;
            all.push((sheet, rows));
        }
        Ok(Self(all))
    }

    /// The sheets with a row that has each of `marks` (folded), in order. A mark that ends in `*` is the name's beginning.
    pub(super) fn with(&self, marks: &[&str]) -> Vec<Head> {
        let mut found = Vec::new();
        for (sheet, rows) in &self.0 {
            let head = rows.iter().find_map(|(row, names)| {
                let folded: Vec<String> = names.iter().map(|name| fold_header(name)).collect();
                let has = |mark: &&str| match mark.strip_suffix('*') {
                    Some(start) => folded.iter().any(|name| name.starts_with(start)),
                    None => folded.iter().any(|name| name == mark),
                };
                let head = || Head { sheet: sheet.clone(), row: *row, names: names.clone(), folded: folded.clone() };
                marks.iter().all(has).then(head)
            });
            found.extend(head);
        }
        found
    }
}

impl Heads {
    /// The names of the row with the most of them, the first of such.
    pub(super) fn widest(&self) -> Vec<String> {
        let named = |names: &[String]| -> Vec<String> {
            names.iter().map(|name| limits::line(name)).filter(|name| !name.trim().is_empty()).collect()
        };
        let mut widest: Vec<String> = Vec::new();
        for (_, names) in self.0.iter().flat_map(|(_, rows)| rows) {
            let names = named(names);
            if names.len() > widest.len() {
                widest = names;
            }
        }
        widest
    }
}

impl Head {
    /// The place of the first column of any of these names (folded; `*` as in [`Heads::with`]).
    pub(super) fn at(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| match name.strip_suffix('*') {
            Some(start) => self.folded.iter().position(|f| f.starts_with(start)),
            None => self.folded.iter().position(|f| f == name),
        })
    }

    /// The same, of a column that can't be done without.
    pub(super) fn need(&self, names: &[&str]) -> Result<usize, IntakeError> {
        self.at(names).ok_or_else(|| IntakeError::MissingColumns {
            sheet: self.sheet.clone(),
            row: self.row,
            columns: names.iter().take(1).map(|name| name.trim_end_matches('*').to_owned()).collect(),
        })
    }

    /// A column's name, folded.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// The columns from `from` up to `to` as words of amounts: those of one name are numbered.
    pub(super) fn words(&self, columns: impl Iterator<Item = usize>) -> Vec<(usize, SettlementWord)> {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut words = Vec::new();
        for at in columns.filter(|at| !self.folded(*at).is_empty()) {
            let times = seen.entry(self.folded(at)).and_modify(|n| *n += 1).or_insert(1);
            let name = limits::line(&self.names[at]);
            let header = if *times > 1 { format!("{name} ({times})") } else { name };
            words.push((at, SettlementWord { header, part: None }));
        }
        words
    }

    /// Hands the rows below the header to `visit`, but blank ones.
    pub(super) fn below(
        &self,
        book: &mut Book<'_, '_>,
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), IntakeError>,
    ) -> Result<(), IntakeError> {
        let mut rows = 0;
        book.rows(&self.sheet, &mut |row| {
            if row.number > self.row && !row.cells.iter().all(Cell::is_blank) {
                rows += 1;
                if rows > MAX_ROWS {
                    return Err(IntakeError::TooManyRows(MAX_ROWS as u32));
                }
                visit(&row)?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// What stands beside a label ("Username (Penjual)", "3. Total yang Dilepas") in any sheet.
pub(super) fn beside(book: &mut Book<'_, '_>, sheets: &[&str], label: &str) -> Result<Option<String>, IntakeError> {
    for sheet in book.sheets() {
        if !sheets.is_empty() && !sheets.iter().any(|name| sheet.eq_ignore_ascii_case(name)) {
            continue;
        }
        let mut value = None;
        let mut rows = 0;
        book.rows(&sheet, &mut |row| {
            rows += 1;
            let at = row.cells.iter().position(|cell| fold_header(&cell.shown()).contains(label));
            let after = at.and_then(|at| row.cells[at + 1..].iter().find(|cell| !cell.is_blank()));
            value = after.map(|cell| bare(cell).into_owned());
            Ok(if value.is_some() || rows >= LABEL_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if value.is_some() {
            return Ok(value);
        }
    }
    Ok(None)
}

/// A row's cells while they are read, and what is wrong with them.
pub(super) struct Values<'r, 'c> {
    row: &'r Row<'c>,
    names: &'r [String],
    wrong: Option<SettlementProblem>,
}

impl<'r, 'c> Values<'r, 'c> {
    pub(super) fn of(row: &'r Row<'c>, head: &'r Head) -> Self {
        Self { row, names: &head.names, wrong: None }
    }

    fn cell(&self, at: usize) -> &'r Cell<'c> {
        self.row.cells.get(at).unwrap_or(&Cell::Empty)
    }

    /// A cell's words. What is longer than any of these files has is no text of theirs.
    pub(super) fn text(&mut self, at: Option<usize>) -> String {
        let Some(at) = at else { return String::new() };
        let text = limits::line(bare(self.cell(at)).trim());
        if Limit::Cell.beyond(&text).is_some() {
            self.doubt(at, "too_long");
            return String::new();
        }
        if is_nothing(&text) || text == "/" { String::new() } else { text }
    }

    /// An order's number, or another code.
    pub(super) fn id(&mut self, at: usize) -> String {
        if self.text(Some(at)).is_empty() {
            return String::new();
        }
        match cells::id(self.cell(at)) {
            IdCell::Blank => String::new(),
            IdCell::Id(id) => id,
            IdCell::Float(_) | IdCell::Bad(_) => {
                self.doubt(at, "order_number");
                String::new()
            }
        }
    }

    /// A code of digits alone, of a marketplace whose numbers are nothing else: a number of up to fifteen digits has them all.
    pub(super) fn digits(&mut self, at: usize) -> String {
        match self.cell(at) {
            Cell::Number(n) if n.fract() == 0.0 && (1.0..1e15).contains(n) => self.cell(at).shown().into_owned(),
            Cell::Text(_) if all_digits(self.text(Some(at)).as_str()) => self.text(Some(at)),
            _ => self.id(at),
        }
    }

    /// Whole rupiah; blank is zero.
    pub(super) fn money(&mut self, at: usize) -> Money {
        match amount(self.cell(at)) {
            Ok(amount) => amount.unwrap_or_default(),
            Err(()) => {
                self.doubt(at, "amount");
                Money::ZERO
            }
        }
    }

    /// The same of a column that may hold something else.
    ///
    /// # Errors
    /// What is said where it does.
    pub(super) fn may_be_money(&self, at: usize) -> Result<Money, SettlementProblem> {
        amount(self.cell(at)).map(Option::unwrap_or_default).map_err(|()| {
            let (name, found) = (self.names.get(at).map_or("", String::as_str), cells::shown(self.cell(at)));
            let row = self.row.number;
            SettlementProblem {
                row,
                code: "column_unknown",
                message: Sentence::new(
                    format!("Kolom {name} belum dikenal dan bukan jumlah uang (baris {row}: \"{found}\"). Isinya tidak dihitung."),
                    format!("The column {name} isn't known and holds no amount (row {row}: \"{found}\"). It counts nothing."),
                ),
            }
        })
    }

    /// To the rupiah, of a file that reckons with fractions; blank is zero.
    pub(super) fn rounded(&mut self, at: usize) -> Money {
        let noise = amount(self.cell(at)).is_err().then(|| to_rupiah(&bare(self.cell(at)))).flatten();
        noise.unwrap_or_else(|| self.money(at))
    }

    /// A day in any of the forms of these files.
    pub(super) fn day(&mut self, at: usize) -> Option<Day> {
        let day = match self.cell(at) {
            Cell::Date(at) => Some(Day::from_date(at.date())),
            cell => day_of(&bare(cell)),
        };
        if day.is_none() {
            self.doubt(at, "day");
        }
        day
    }

    /// Lists a cell that can't be read.
    pub(super) fn doubt(&mut self, at: usize, code: &'static str) {
        let (name, found) = (self.names.get(at).map_or("", String::as_str), cells::shown(self.cell(at)));
        let row = self.row.number;
        self.wrong.get_or_insert_with(|| SettlementProblem {
            row,
            code,
            message: Sentence::new(
                format!(
                    "Baris {row}: {name} tertulis \"{found}\", tidak bisa dibaca. Baris ini dilewati; unduh ulang filenya."
                ),
                format!("Row {row}: {name} says \"{found}\" and can't be read. The row is left out; download the file again."),
            ),
        });
    }

    /// What was wrong first.
    pub(super) fn wrong(self) -> Option<SettlementProblem> {
        self.wrong
    }
}

/// Numbers rows of one key, so that two equal ones of a file are two.
#[derive(Default)]
pub(super) struct Occurrences(HashMap<String, u32>);

impl Occurrences {
    /// The key, numbered from its second time on.
    pub(super) fn key(&mut self, key: String) -> String {
        let times = self.0.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *times > 1 { format!("{key}#{times}") } else { key }
    }
}

/// Takes a problem into the list, as long as it isn't full.
pub(super) fn list(problems: &mut Vec<SettlementProblem>, problem: Option<SettlementProblem>) {
    if problems.len() < MAX_PROBLEMS {
        problems.extend(problem);
    }
}

/// The problem of sums that differ.
pub(super) fn differs(row: u32, code: &'static str, what: (&str, &str), file: Money, rows: Money) -> SettlementProblem {
    let (id, en) = what;
    SettlementProblem {
        row,
        code,
        message: Sentence::new(
            format!(
                "{id} tertulis {file}, padahal barisnya berjumlah {rows}. File ini mungkin diubah; unduh ulang dan bandingkan."
            ),
            format!(
                "{en} says {file}, but the rows come to {rows}. The file may have been edited; download it again and compare."
            ),
        ),
    }
}
