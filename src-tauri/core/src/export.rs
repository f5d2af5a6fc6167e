//! Lists as files for spreadsheets and as paper: which columns there are, and what stands in a cell.

use serde::{Deserialize, Serialize};

use crate::rows::ExportKind;
use crate::{Day, Instant, Money, Refusal, Sentence};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words that a person or a file wrote.
    Text(String),
    /// A code that must stay as it is: id, phone, postcode, tracking number, SKU.
    Code(String),
    /// Words of the program.
    Said(Sentence),
    /// A number: units, grams, a number of the book's.
    Number(i64),
    /// A number in tenths.
    Tenths(i64),
    /// An amount.
    Money(Money),
    /// A business day.
    Day(Day),
    /// A moment.
    At(Instant),
    /// Yes or no.
    Yes(bool),
}

impl From<Money> for Cell {
    fn from(amount: Money) -> Self {
        Self::Money(amount)
    }
}

impl From<Option<Instant>> for Cell {
    fn from(at: Option<Instant>) -> Self {
        at.map_or(Self::Empty, Self::At)
    }
}

impl From<Option<Money>> for Cell {
    fn from(amount: Option<Money>) -> Self {
        amount.map_or(Self::Empty, Into::into)
    }
}

/// A head in Indonesian and English.
pub type Head = (&'static str, &'static str);

impl ExportKind {
    /// What it is called, also in the file's name.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Orders => ("pesanan", "orders"),
            Self::Lines => ("rincian pesanan", "order lines"),
            Self::Products => ("produk", "products"),
            Self::Stock => ("stok", "stock"),
            Self::Customers => ("pelanggan", "customers"),
            Self::Payments => ("pembayaran", "payments"),
            Self::Postings => ("jurnal", "postings"),
            Self::Purchases => ("pembelian", "purchases"),
            Self::Receipts => ("penerimaan barang", "goods received"),
            Self::Bills => ("tagihan pemasok", "supplier bills"),
            Self::Suppliers => ("pemasok", "suppliers"),
            Self::Settlements => ("pencairan", "payouts"),
            Self::Records => ("catatan", "records"),
            Self::Log => ("log", "log"),
        };
        Sentence::new(id, en)
    }

    /// Whether its rows have a day: the others are as they are now.
    #[must_use]
    pub fn has_days(self) -> bool {
        !matches!(self, Self::Products | Self::Stock | Self::Customers | Self::Suppliers)
    }
}

/// From which day to which, both inclusive; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Day>,
    /// The last.
    pub to: Option<Day>,
}

impl Days {
    /// The days of an export.
    ///
    /// # Errors
    /// `day` for one that isn't in the calendar, `days_order` where the last is before the first, `days_none` where the
    /// rows have no day.
    pub fn of(kind: ExportKind, from: Option<Day>, to: Option<Day>) -> Result<Self, Refusal> {
        if [from, to].into_iter().flatten().any(|day| day.date().is_none()) {
            return Err(Refusal::new("day", "Tanggal itu tidak ada di kalender.", "There is no such day."));
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Refusal::new(
                "days_order",
                "Tanggal akhir sebelum tanggal awal. Tukar keduanya.",
                "The last day is before the first. Swap them.",
            ));
        }
        if !kind.has_days() && (from.is_some() || to.is_some()) {
            let word = kind.word();
            return Err(Refusal::new(
                "days_none",
                format!("Ekspor {} adalah keadaan sekarang, tanpa tanggal. Kosongkan tanggalnya.", word.id),
                format!("An export of {} is as it is now, without days. Leave the days empty.", word.en),
            ));
        }
        Ok(Self { from, to })
    }

    /// The days as they stand above a list.
    #[must_use]
    pub fn word(self) -> Sentence {
        match (self.from.map(Day::typed), self.to.map(Day::typed)) {
            (None, None) => Sentence::default(),
            (Some(from), None) => Sentence::new(format!("sejak {from}"), format!("since {from}")),
            (None, Some(to)) => Sentence::new(format!("sampai {to}"), format!("up to {to}")),
            (Some(from), Some(to)) if from == to => Sentence::new(from.clone(), from),
            (Some(from), Some(to)) => Sentence::new(format!("{from} sampai {to}"), format!("{from} to {to}")),
        }
    }
}
