//! What all settlement files share: headers found in any sheet, cells read with their place, rows numbered where they repeat.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::{Datelike, NaiveDate};
use runut_core::settlement::{SettlementProblem, SettlementWord};
use runut_core::{Day, Limit, Money, SHORT_MONTHS, Sentence, limits, typed_money};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

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

/// An amount as text beside a label.
pub(super) fn amount_of(text: &str) -> Option<Money> {
    Values::amount(&Cell::Text(text.into())).ok().flatten()
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
        match Self::amount(self.cell(at)) {
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
        Self::amount(self.cell(at)).map(Option::unwrap_or_default).map_err(|()| {
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
        let noise = Self::amount(self.cell(at)).is_err().then(|| to_rupiah(&bare(self.cell(at)))).flatten();
        noise.unwrap_or_else(|| self.money(at))
    }

    /// Whole rupiah, as a number, as plain digits with a fraction of zero, or as people write them.
    fn amount(cell: &Cell<'_>) -> Result<Option<Money>, ()> {
        let text = bare(cell);
        let text = text.trim();
        if is_nothing(text) || text == "/" {
            return Ok(None);
        }
        if matches!(cell, Cell::Date(_)) {
            return Err(());
        }
        let (below_zero, text) = signed(text);
        let text = text.as_ref();
        let whole = match text.split_once('.') {
            Some((whole, cut)) if cut.len() < 3 || matches!(cell, Cell::Number(_)) => {
                if cut.bytes().any(|b| b != b'0') {
                    return Err(());
                }
                whole
            }
            _ => text,
        };
        let amount = typed_money(whole).map_err(|_| ())?;
        Ok(Some(if below_zero { -amount } else { amount }))
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

/// An amount's digits as other programs write them, and whether it is below zero: `Rp -6.500`, `(6500)`, `6500-`, `+6500`, `6,500.00`.
fn signed(text: &str) -> (bool, Cow<'_, str>) {
    const SIGNS: [char; 4] = ['-', '\u{2212}', '\u{2013}', '+'];
    let mut below_zero = false;
    let mut rest = text;
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        (below_zero, rest) = (true, inner.trim());
    } else if let Some(inner) = text.strip_suffix('-') {
        (below_zero, rest) = (true, inner.trim());
    }
    let sign = |rest: &mut &str, below_zero: &mut bool| {
        if let Some(inner) = rest.strip_prefix(SIGNS).filter(|_| !*below_zero) {
            *below_zero = !rest.starts_with('+');
            *rest = inner.trim_start();
        }
    };
    sign(&mut rest, &mut below_zero);
    let currency = ["Rp.", "Rp", "IDR"]
        .into_iter()
        .find(|name| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    if let Some(name) = currency {
        rest = rest[name.len()..].trim_start();
        sign(&mut rest, &mut below_zero);
    }
    if rest.starts_with(SIGNS) {
        return (false, Cow::Borrowed(text)); // two signs are none
    }
    // Thousands parted by commas, or by blanks: groups of three, and then at most a fraction behind a dot.
    let (whole, cut) = rest.split_once('.').unwrap_or((rest, ""));
    let grouped = |by: char| {
        let mut groups = whole.split(by);
        let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && all_digits(first));
        let rest: Vec<&str> = groups.collect();
        first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && all_digits(group)) && cut.len() < 3
    };
    match [',', '\u{a0}', '\u{202f}', ' '].into_iter().find(|by| grouped(*by)) {
        Some(by) => (below_zero, Cow::Owned(rest.replace(by, ""))),
        None => (below_zero, Cow::Borrowed(rest)),
    }
}

/// `2026-08-06 07:09:00`, `2026/02/16`, `06/08/2026`, `13 Mar 2025 20:00`, `Aug 6, 2026`, `Kamis, 6 Agustus 2026`, `20260806`. A year of two
/// digits could be a day as well and isn't read.
fn day_of(text: &str) -> Option<Day> {
    let text = text.trim();
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut first = parts.next()?;
    if let Some(day) = first.parse().ok().filter(|_| first.len() == 8).map(Day) {
        return day.date().filter(|date| (2010..2100).contains(&date.year())).map(|_| day);
    }
    let is_word = first.bytes().all(|b| b.is_ascii_alphabetic());
    if is_word && month_of(first).is_none() {
        first = parts.next()?; // a day of the week
    }
    let (mut second, third) = (parts.next()?, parts.next()?);
    if month_of(first).is_some() {
        std::mem::swap(&mut first, &mut second);
    }
    let third = third.get(..4).filter(|_| third.contains('T')).unwrap_or(third);
    let number = |text: &str| text.parse::<u32>().ok();
    let month = number(second).or_else(|| month_of(second))?;
    let (year, day) = match (first.len(), third.len()) {
        (4, _) => (first, third.get(..2).unwrap_or(third)),
        (_, 4) => (third, first),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (2010..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, number(day)?).map(Day::from_date)
}

/// The month of a name or its beginning, in Indonesian or English.
fn month_of(word: &str) -> Option<u32> {
    const OTHERS: [(&str, &str); 4] = [("peb", "feb"), ("ags", "agu"), ("agt", "agu"), ("nop", "nov")];
    let short = word.get(..3)?.to_ascii_lowercase();
    let short = OTHERS.iter().find(|(other, _)| *other == short).map_or(&*short, |(_, short)| short);
    let is_it = |name: &str| name.eq_ignore_ascii_case(short);
    let at = SHORT_MONTHS.iter().position(|(id, en)| is_it(id) || is_it(en))?;
    u32::try_from(at + 1).ok()
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

/// An amount with the noise of floating point, to the rupiah, half up. 9.5 is none: it may have been 9.500.
fn to_rupiah(text: &str) -> Option<Money> {
    let (whole, cut) = text.trim().split_once('.')?;
    if whole.trim_start_matches('-').len() < 4 && cut.len() < 4 {
        return None;
    }
    let exact: Decimal = text.trim().parse().ok()?;
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    whole.to_i64().map(Money).filter(|money| money.0.abs() <= runut_core::MONEY_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form_of_these_files() {
        for text in ["2026-08-06", "2026-08-06 07:09:00", "2026/08/06", "06/08/2026", "6 Aug 2026 20:00", "06 Agu 2026"]
            .into_iter()
            .chain([
                "6 Ags 2026",
                "Aug 06, 2026",
                "August 6 2026 10:00",
                "Kamis, 6 Agustus 2026",
                "20260806",
                "6  Agt  2026",
                "2026-08-06T10:00:00Z",
            ])
        {
            assert_eq!(day_of(text), Some(Day(20_260_806)), "{text}");
        }
        for text in ["", "2026", "31/02/2026", "1/2/26", "x/y/2026", "kemarin", "20261306", "Senin", "Agustus 2026"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_whole_rupiah_or_nothing() {
        let read = |text: &str| Values::amount(&Cell::Text(text.to_owned().into()));
        for (text, amount) in [("106663.00", 106_663), ("-1250", -1250), ("1.250", 1250), ("74174.0", 74_174), ("0", 0)]
        {
            assert_eq!(read(text), Ok(Some(Money(amount))), "{text}");
        }
        for (text, amount) in [
            ("Rp -6.500", -6_500),
            ("-Rp6.500,00", -6_500),
            ("IDR -14601", -14_601),
            ("(6.500)", -6_500),
            ("6500-", -6_500),
            ("+148062", 148_062),
            ("148,062", 148_062),
            ("1,148,062.00", 1_148_062),
            ("-1,250", -1_250),
            ("148\u{a0}062", 148_062),
            ("Rp.1.250", 1_250),
            ("(Rp 1,250)", -1_250),
        ] {
            assert_eq!(read(text), Ok(Some(Money(amount))), "{text}");
        }
        assert_eq!((read("-"), read("/"), read("")), (Ok(None), Ok(None), Ok(None)));
        for text in [
            "12.5",
            "106663.50",
            "dua ribu",
            "=1+1",
            "12,5",
            "1,25,000",
            "--5",
            "(-5)",
            "1,250.5",
            "5-5",
            "Rp",
            "1,2500",
        ] {
            assert_eq!(read(text), Err(()), "{text}");
        }
        assert_eq!(Values::amount(&Cell::Number(34.567)), Err(()));
    }
}
