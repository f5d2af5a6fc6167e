//! A row of a file as a form: each cell as what it is, and refused where it isn't plain.

use runut_core::records::{Header, not_whole};
use runut_core::rows::{FieldRow, FieldType, RecordForm, RecordImport, TemplateRow, TypedValue};
use runut_core::{Day, Refusal, Sentence, StoreId, excerpt};
use runut_intake::{CellKind, DayForm, RecordsCell, RecordsFile, RecordsRow, day_form, written_day};
use runut_store::{Reader, StoreError};

use super::headings::of_all_rows;
use crate::ActionError;

/// A row of the file under its headings.
pub(super) struct Cells<'a> {
    /// The row.
    pub(super) row: &'a RecordsRow,
    /// What its columns are.
    pub(super) header: &'a Header,
    /// The first row of the file whose day has its month first, with that day as it is written.
    pub(super) month_first: Option<(u32, &'a str)>,
}

impl<'a> Cells<'a> {
    fn of(&self, field: &str) -> Option<&'a RecordsCell> {
        let at = self.header.columns.iter().position(|column| column.field == field);
        at.and_then(|at| self.row.cells.get(at))
    }

    fn text(&self, field: &str) -> &'a str {
        self.of(field).map_or("", |cell| cell.text.as_str())
    }

    fn column(&self, field: &str) -> String {
        excerpt(self.header.columns.iter().find(|column| column.field == field).map_or("", |column| &column.column), 40)
    }

    /// A sentence with its row and column.
    fn at(&self, column: &str, code: &str, said: &Sentence) -> Refusal {
        let row = self.row.number;
        let (id, en) =
            (format!("Baris {row}, kolom {column}: {}", said.id), format!("Row {row}, column {column}: {}", said.en));
        Refusal::new(code, id, en)
    }

    /// Refuses a row that has more than there are headings, and one whose cells hold what no program has reckoned: left out, the rest of
    /// the row would be another record.
    fn refuse_broken(&self) -> Result<(), Refusal> {
        let row = self.row.number;
        if let Some(place) = &self.row.beyond {
            let (id, en) = (
                format!(
                    "Baris {row}: isinya lebih banyak dari judul kolom (sel {place}). Angka dengan koma di CSV perlu tanda kutip."
                ),
                format!(
                    "Row {row}: it has more cells than there are headings (cell {place}). Numbers with a comma need quotes in CSV."
                ),
            );
            return Err(Refusal::new("record_cells", id, en));
        }
        let mapped = self.header.columns.iter().enumerate().filter(|(_, column)| !column.field.is_empty());
        for (at, column) in mapped {
            let Some(cell) = self.row.cells.get(at) else { continue };
            let place = RecordsFile::place(at, row);
            let said = match cell.kind {
                CellKind::Text | CellKind::Number => continue,
                CellKind::Hollow => Sentence::new(
                    format!("sel {place} berisi rumus tanpa hasil. Buka dan simpan berkasnya di Excel, lalu ulangi."),
                    format!(
                        "the cell {place} has a formula without a result. Open and save the file in Excel, then try again."
                    ),
                ),
                CellKind::Failed => {
                    let text = excerpt(&cell.text, 40);
                    Sentence::new(
                        format!("sel {place} berisi galat {text}. Betulkan rumusnya, atau kosongkan selnya."),
                        format!("the cell {place} holds the error {text}. Mend its formula, or empty the cell."),
                    )
                }
            };
            return Err(self.at(&excerpt(&column.column, 40), "record_cells", &said));
        }
        Ok(())
    }

    /// The day that the row is of. Where some day of the file has its month first, one that can be read both ways is read neither way.
    fn day(&self, of_all: Option<Day>) -> Result<Day, Refusal> {
        let (typed, column) = (self.text("day"), self.column("day"));
        let shown = excerpt(typed, 40);
        let refuse = |said: &Sentence| Err(self.at(&column, "record_day", said));
        match (day_form(typed), self.month_first) {
            (DayForm::MonthFirst(day), _) => {
                return refuse(&Sentence::new(
                    format!("tanggal {shown} menulis bulan dulu. Tulis {day}."),
                    format!("the day {shown} has its month first. Write {day}."),
                ));
            }
            (DayForm::Either(one, other), Some((row, first))) => {
                let first = excerpt(first, 40);
                return refuse(&Sentence::new(
                    format!(
                        "tanggal {shown} bisa {one} atau {other}, karena baris {row} menulis bulan dulu ({first}). Tulis salah satunya begitu."
                    ),
                    format!(
                        "the day {shown} may be {one} or {other}, for row {row} has its month first ({first}). Write one of them so."
                    ),
                ));
            }
            _ => {}
        }
        let day = if typed.is_empty() { of_all } else { written_day(typed) };
        match day {
            Some(day) => Ok(day),
            None => refuse(&Sentence::new("tanggal tidak terbaca.", "no day can be read.")),
        }
    }

    fn store(&self, book: &Reader<'_>, of_all: Option<StoreId>) -> Result<Option<StoreId>, ActionError> {
        let name = self.text("store");
        if name.is_empty() {
            return Ok(of_all);
        }
        match book.store_named(name) {
            Ok(store) => Ok(Some(store.id)),
            Err(StoreError::Missing(what)) => {
                let row = self.row.number;
                let (id, en) = (
                    format!("Baris {row}: {what} tidak ada di buku."),
                    format!("Row {row}: {what} isn't in the book."),
                );
                Err(Refusal::new("missing", id, en).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What a field holds as a person would type it.
    fn value(&self, import: &RecordImport, field: &FieldRow) -> Result<String, Refusal> {
        let raw = !self.header.platform.is_empty();
        let Some(cell) = self.of(&field.key).filter(|cell| !cell.text.is_empty()) else {
            let said = match of_all_rows(import, &field.key) {
                "" if field.key == "platform" => self.header.platform,
                said => said,
            };
            return Ok(said.to_owned());
        };
        let text = &cell.text;
        let plain = match (field.kind, cell.kind) {
            (FieldType::Money | FieldType::Number, CellKind::Number) => {
                let rounds = raw && field.kind == FieldType::Money;
                whole_of_number(field, text, rounds)
                    .map_err(|said| self.at(&self.column(&field.key), "record_fields", &said))?
            }
            (FieldType::Money, _) => whole_of(text, raw),
            (FieldType::Number, _) => whole_of(text, false),
            _ => None,
        };
        Ok(plain.unwrap_or_else(|| text.clone()))
    }
}

/// The first row whose day has its month first.
pub(super) fn month_first<'a>(file: &'a RecordsFile, header: &Header) -> Option<(u32, &'a str)> {
    let at = header.columns.iter().position(|column| column.field == "day")?;
    let days = file.rows.iter().filter_map(|row| Some((row.number, row.cells.get(at)?.text.as_str())));
    days.into_iter().find(|(_, text)| matches!(day_form(text), DayForm::MonthFirst(_)))
}

/// A row as a form.
pub(super) fn row_form(
    book: &Reader<'_>,
    template: &TemplateRow,
    import: &RecordImport,
    read: &Cells<'_>,
    day: Option<Day>,
) -> Result<RecordForm, ActionError> {
    read.refuse_broken()?;
    let day = read.day(day)?;
    let store = read.store(book, import.store)?;
    let value = |field: &FieldRow| Ok(TypedValue { field: field.key.clone(), text: read.value(import, field)? });
    let values = template.fields.iter().map(value).collect::<Result<_, Refusal>>()?;
    Ok(RecordForm { template: template.id, day, store, values, replaces: None, book: None, sure: import.sure })
}

/// The whole number that a text with a dot is, as programs write it: with a fraction of nothing, or, where `rounds`, to the nearest one.
/// None of what people write with dots for thousands. `rounds`: an amount in a platform's own file, which never does.
fn whole_of(text: &str, rounds: bool) -> Option<String> {
    let (whole, part) = split(text)?;
    let is_nil = part.bytes().all(|b| b == b'0');
    if !rounds && (!is_nil || part.len() == 3 || whole.len() < 4) {
        return None;
    }
    nearest(whole, part)
}

/// The same of a cell that is a number: its dot parts a fraction and never thousands.
fn whole_of_number(field: &FieldRow, text: &str, rounds: bool) -> Result<Option<String>, Sentence> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let Some((whole, part)) = split(digits) else { return Ok(None) };
    // What floating point leaves of a sum isn't a fraction.
    let is_noise = part.starts_with("000000") || part.starts_with("999999");
    let is_nil = part.bytes().all(|b| b == b'0');
    if rounds || is_nil || is_noise {
        return Ok(nearest(whole, part).map(|whole| format!("{sign}{whole}")));
    }
    Err(not_whole(field, &format!("{sign}{whole},{part}"), whole.parse().unwrap_or_default()))
}

fn split(text: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('.').filter(|(whole, part)| digits(whole) && digits(part))
}

fn nearest(whole: &str, part: &str) -> Option<String> {
    let whole: i64 = whole.parse().ok()?;
    let up = i64::from(part.as_bytes().first().is_some_and(|digit| *digit >= b'5'));
    whole.checked_add(up).map(|number| number.to_string())
}
