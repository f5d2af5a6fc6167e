//! Tracking numbers as they are pasted: two columns, order and number, perhaps a third with the courier.
//!
//! Invariants: a number stays text; the courier comes from its own column and is never guessed from the number; what
//! contradicts itself is left out and named.
//! Deliberately absent: whether such an order exists, and whether it may be shipped.

mod shapes;

use std::collections::HashMap;

use runut_core::limits::line as one_line;
use runut_core::marketplace::FileProblem;
use runut_core::{Limit, ORDER_CODE_PREFIX, Sentence, excerpt, seen};

use crate::text::{all_digits, looks_eaten};

pub use shapes::shape_warning;

/// More lines than any day has.
const MAX_LINES: usize = 10_000;

/// One line that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingRow {
    /// Line of the paste, 1 being the first.
    pub line: u32,
    /// The order as written: `4127`, `RN-4127` or a marketplace's id.
    pub order: String,
    /// The tracking number.
    pub tracking: String,
    /// The courier, if the paste has a column for it.
    pub courier: Option<String>,
}

/// A paste, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingPaste {
    /// The lines that can be used.
    pub rows: Vec<TrackingRow>,
    /// What can't, by line. Codes: `missing_order`, `missing_tracking`, `float_id`, `bad_id`, `duplicate_order`,
    /// `too_many_lines`.
    pub problems: Vec<FileProblem>,
}

/// Reads a paste of two or three columns parted by tabs, semicolons, commas or spaces, with or without a header line.
///
/// An order with two different numbers is left out altogether: which of the two is right only a person knows. The same
/// line twice is taken once, and named. One number on two orders is kept: it may be one parcel, which the book asks.
#[must_use]
pub fn read_tracking_paste(text: &str) -> TrackingPaste {
    let mut paste = TrackingPaste::default();
    let mut swapped = false;
    let mut first = true;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        if index >= MAX_LINES {
            paste.problems.push(problem(number, Fault::TooManyLines, ""));
            break;
        }
        if line.trim().is_empty() {
            continue;
        }
        let mut cells = cells_of(line);
        if std::mem::take(&mut first) && cells.iter().take(2).all(|c| !c.contains(|c: char| c.is_ascii_digit())) {
            swapped = is_swapped(&cells);
            continue;
        }
        if swapped && cells.len() > 1 {
            cells.swap(0, 1);
        }
        match row_of(number, cells) {
            Ok(row) => paste.rows.push(row),
            Err(problem) => paste.problems.push(*problem),
        }
    }
    drop_duplicates(&mut paste);
    paste.problems.sort_by_key(|p| p.row);
    paste
}

/// A tab decides before a semicolon, and that before a comma: couriers and ids have none of the first two.
fn cells_of(line: &str) -> Vec<String> {
    let clean = |cell: &str| one_line(seen(cell).trim_matches(['"', '\'']));
    match ['\t', ';', ','].into_iter().find(|d| line.contains(*d)) {
        Some(delimiter) => line.split(delimiter).take(8).map(clean).collect(),
        None => {
            let words: Vec<String> = line.split_whitespace().map(clean).collect();
            let [order, tracking, courier @ ..] = &words[..] else { return words };
            if courier.is_empty() { words } else { vec![order.clone(), tracking.clone(), courier.join(" ")] }
        }
    }
}

fn is_swapped(header: &[String]) -> bool {
    let names = |cell: Option<&String>, words: &[&str]| {
        cell.is_some_and(|c| words.iter().any(|w| c.to_lowercase().split([' ', '.', '_']).any(|part| part == *w)))
    };
    names(header.first(), &["resi", "tracking", "awb"]) && names(header.get(1), &["pesanan", "order", "invoice"])
}

fn row_of(line: u32, cells: Vec<String>) -> Result<TrackingRow, Box<FileProblem>> {
    let mut cells = cells.into_iter();
    let order = cells.next().unwrap_or_default();
    let tracking = cells.next().unwrap_or_default();
    let courier = cells.next().filter(|c| !c.is_empty());
    let fail = |fault, found: &str| Err(Box::new(problem(line, fault, found)));
    if order.is_empty() {
        return fail(Fault::MissingOrder, &tracking);
    }
    if tracking.is_empty() {
        return fail(Fault::MissingTracking, &order);
    }
    if let Some(eaten) = [&order, &tracking].into_iter().find(|id| looks_eaten(id)) {
        return fail(Fault::Float, eaten);
    }
    if !is_id(&order, 2) {
        return fail(Fault::BadOrder, &order);
    }
    if !is_id(&tracking, 6) {
        return fail(Fault::BadTracking, &tracking);
    }
    Ok(TrackingRow { line, order, tracking, courier })
}

/// Letters, digits and dashes, with a digit among them. Our own order numbers may be as short as one digit.
fn is_id(text: &str, least: usize) -> bool {
    let shaped = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'#');
    let long = (least..=Limit::Tracking.max()).contains(&text.len()) || (least == 2 && all_digits(text));
    shaped && long && text.bytes().any(|b| b.is_ascii_digit())
}

/// `4127`, `RN-4127` and `#4127` are one order.
fn order_key(order: &str) -> String {
    let upper = order.trim_start_matches('#').to_ascii_uppercase();
    let number = upper.strip_prefix(ORDER_CODE_PREFIX).unwrap_or(&upper);
    if all_digits(number) { number.trim_start_matches('0').to_owned() } else { upper }
}

fn drop_duplicates(paste: &mut TrackingPaste) {
    let mut orders: HashMap<String, usize> = HashMap::new();
    let mut keep = vec![true; paste.rows.len()];
    for (i, row) in paste.rows.iter().enumerate() {
        let same_order = orders.get(&order_key(&row.order)).copied();
        if let Some(j) = same_order {
            let earlier = &paste.rows[j];
            let equal = earlier.tracking.eq_ignore_ascii_case(&row.tracking);
            let fault = if equal { Fault::SameLine(earlier.line) } else { Fault::SameOrder(earlier.line) };
            paste.problems.push(problem(row.line, fault, &row.order));
            keep[i] = false;
            keep[j] &= equal;
        }
        orders.entry(order_key(&row.order)).or_insert(i);
    }
    let mut keep = keep.into_iter();
    paste.rows.retain(|_| keep.next().unwrap_or(true));
}

#[derive(Clone, Copy)]
enum Fault {
    MissingOrder,
    MissingTracking,
    Float,
    BadOrder,
    BadTracking,
    SameLine(u32),
    SameOrder(u32),
    TooManyLines,
}

fn problem(line: u32, fault: Fault, found: &str) -> FileProblem {
    let found = excerpt(found, 100);
    let (code, column, id, en) = match fault {
        Fault::MissingOrder => (
            "missing_order",
            "Pesanan",
            "nomor pesanannya kosong. Lengkapi baris ini.".to_owned(),
            "the order number is missing. Complete this line.".to_owned(),
        ),
        Fault::MissingTracking => (
            "missing_tracking",
            "Resi",
            format!("pesanan {found} belum punya resi. Lengkapi baris ini, atau pisahkan kolom dengan tab."),
            format!("order {found} has no tracking number. Complete this line, or part the columns with a tab."),
        ),
        Fault::Float => (
            "float_id",
            "",
            format!("{found} adalah nomor yang digitnya hilang di spreadsheet. Salin lagi dari kolom bertipe teks."),
            format!("{found} is a number that lost digits in a spreadsheet. Copy it again from a text column."),
        ),
        Fault::BadOrder => (
            "bad_id",
            "Pesanan",
            format!("{found} bukan nomor pesanan. Kolom pertama harus nomor pesanan."),
            format!("{found} is no order number. The first column must be the order."),
        ),
        Fault::BadTracking => (
            "bad_id",
            "Resi",
            format!("{found} bukan nomor resi. Kolom kedua harus resi."),
            format!("{found} is no tracking number. The second column must be the tracking number."),
        ),
        Fault::SameLine(earlier) => (
            "duplicate_order",
            "Pesanan",
            format!("pesanan {found} sudah ada di baris {earlier} dengan resi yang sama. Baris ini dilewati."),
            format!("order {found} is on line {earlier} already, with the same number. This line is skipped."),
        ),
        Fault::SameOrder(earlier) => (
            "duplicate_order",
            "Pesanan",
            format!("pesanan {found} punya resi lain di baris {earlier}. Hapus salah satunya; keduanya belum dipakai."),
            format!("order {found} has another number on line {earlier}. Remove one of them; neither is used yet."),
        ),
        Fault::TooManyLines => (
            "too_many_lines",
            "",
            format!("hanya {MAX_LINES} baris pertama yang dibaca. Tempel sisanya terpisah."),
            format!("only the first {MAX_LINES} lines are read. Paste the rest separately."),
        ),
    };
    FileProblem {
        row: line,
        column: column.into(),
        code: code.into(),
        message: Sentence::new(format!("Baris {line}: {id}"), format!("Line {line}: {en}")),
        external_id: String::new(),
        found,
        suggestion: String::new(),
    }
}

#[cfg(test)]
mod tests;
