//! What people record beside orders, money and goods: templates and their fields, what is typed into them, what must hold of it.
//!
//! Invariants: a rule is data of a template, never code for one; a value is a whole number or words, never a floating one; what is far
//! from usual is asked, what is impossible is refused.

mod built_in;
mod chain;
mod columns;
mod derived;
mod due;
mod figures;
mod making;
mod returning;
mod review;
mod said;
mod typed;
mod usual;

pub use built_in::built_in;
pub use columns::{Header, mapped};
pub use derived::{Derived, derived};
pub use due::{DueAt, due, is_used, times};
pub use figures::{counted, fed_by};
pub use making::{FIELDS_MAX, checked};
pub use returning::returned;
pub use review::{Kept, Shop, review, review_lines, review_short, reviewable, to_add};
pub use said::{said, summary};
pub use typed::{not_whole, read, read_so_far};
pub use usual::{MEDIAN_OF, Unusual, median, more_than_came, unusual, usual};

use crate::rows::{Cadence, FieldRow, FieldType, LogState, Logged, TemplateKind, TemplateRow, ValueRow};
use crate::{Channel, Day, Sentence, StoreId, fingerprint, fold, match_key};

/// Gives an enum the words that it is stored by and, in two languages, called.
macro_rules! keyed {
    ($($name:ident { $($variant:ident = $key:literal, $id:literal, $en:literal);+ $(;)? })+) => {$(
        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word it is stored by.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The one of that word.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }

            /// What it is called.
            #[must_use]
            pub fn word(self) -> Sentence {
                let (id, en) = match self { $(Self::$variant => ($id, $en)),+ };
                Sentence::new(id, en)
            }
        }
    )+};
}

keyed! {
    TemplateKind {
        Sales = "sales", "Penjualan", "Sales";
        Customer = "customer", "Pelanggan", "Customers";
        Marketing = "marketing", "Marketing", "Marketing";
        Operations = "operations", "Operasional", "Operations";
        Website = "website", "Website", "Website";
    }
    Cadence {
        Daily = "daily", "tiap hari", "daily";
        Weekly = "weekly", "tiap minggu", "weekly";
        Monthly = "monthly", "tiap bulan", "monthly";
        Occasion = "occasion", "saat terjadi", "when it happens";
    }
    LogState {
        Kept = "kept", "rutin", "kept";
        Late = "late", "telat", "late";
        Gaps = "gaps", "bolong", "gaps";
        Silent = "silent", "tidak dicatat", "not recorded";
        Never = "never", "belum pernah", "never";
    }
    FieldType {
        Number = "number", "angka", "number";
        Money = "money", "rupiah", "rupiah";
        Percent = "percent", "persen", "percent";
        Minutes = "minutes", "menit", "minutes";
        Time = "time", "jam", "time of day";
        Choice = "choice", "pilihan", "choice";
        YesNo = "yes_no", "ya atau tidak", "yes or no";
        Text = "text", "teks", "text";
        Link = "link", "tautan", "link";
        Order = "order", "pesanan", "order";
        Product = "product", "produk", "product";
        Customer = "customer", "pelanggan", "customer";
    }
    Logged {
        Complaints = "complaints", "Komplain", "Complaints";
        ReplyMinutes = "reply_minutes", "Waktu balas", "Time to reply";
        Reviews = "reviews", "Ulasan", "Reviews";
        AdCost = "ad_cost", "Biaya iklan", "Advertising cost";
        AdSales = "ad_sales", "Penjualan iklan", "Sales by advertising";
        AdViews = "ad_views", "Tayangan iklan", "Views of advertising";
        AdClicks = "ad_clicks", "Klik iklan", "Clicks on advertising";
        AdOrders = "ad_orders", "Pesanan iklan", "Orders by advertising";
        Visitors = "visitors", "Pengunjung", "Visitors";
        WebOrders = "web_orders", "Pesanan web", "Website orders";
        DownMinutes = "down_minutes", "Menit mati", "Minutes down";
        LostMinutes = "lost_minutes", "Menit hilang", "Minutes lost";
    }
}

impl FieldType {
    /// Whether what it holds is something else of the book.
    #[must_use]
    pub fn refers(self) -> bool {
        matches!(self, Self::Order | Self::Product | Self::Customer)
    }

    /// Whether it holds words.
    #[must_use]
    pub fn is_words(self) -> bool {
        matches!(self, Self::Choice | Self::Text | Self::Link)
    }

    /// Whether it holds an amount of something, that may be far from usual.
    #[must_use]
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Minutes)
    }
}

/// What a field of a record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number: rupiah, minutes, hundredths of a percent, a key.
    Number(i64),
    /// Words, or the word of a choice.
    Text(String),
}

/// A value with its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The field's word.
    pub field: String,
    /// What it holds.
    pub value: Value,
}

impl TemplateRow {
    /// The field of that word.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&FieldRow> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field that feeds a figure.
    #[must_use]
    pub fn feeding(&self, logged: Logged) -> Option<&FieldRow> {
        self.fields.iter().find(|field| field.logged == Some(logged))
    }

    /// Whether a word means it: its own or its name, in either language.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        let word = fold(word);
        [&self.key, &self.name.id, &self.name.en].into_iter().any(|name| fold(name) == word)
    }

    /// What tells a record of it from others: the day, the store and what its keyed fields hold. What is recorded as it happens has
    /// none, for it may happen twice.
    #[must_use]
    pub fn key_of(&self, day: Day, store: Option<StoreId>, values: &[Filled]) -> String {
        if self.cadence == Cadence::Occasion {
            return String::new();
        }
        let mut text = format!("{} {}", day.0, store.map_or(0, |store| store.0));
        for field in self.fields.iter().filter(|field| field.keyed) {
            let held = values.iter().find(|filled| filled.field == field.key).map(|filled| &filled.value);
            text.push('\n');
            match held {
                Some(Value::Number(number)) => text.push_str(&number.to_string()),
                Some(Value::Text(words)) => text.push_str(&match_key(words)),
                None => {}
            }
        }
        fingerprint(text.as_bytes())
    }
}

impl From<&ValueRow> for Filled {
    fn from(row: &ValueRow) -> Self {
        let value = row.number.map_or_else(|| Value::Text(row.text.clone()), Value::Number);
        Self { field: row.field.clone(), value }
    }
}

/// The field that says on which platform something happened.
pub const PLATFORM: &str = "platform";

/// The marketplace that a record's platform is; none where it is none of ours.
#[must_use]
pub fn channel_of(values: &[Filled]) -> Option<Channel> {
    let platform = values.iter().find(|filled| filled.field == PLATFORM)?;
    let Value::Text(word) = &platform.value else { return None };
    Channel::from_key(word).filter(|channel| channel.is_marketplace())
}

/// The number that a field holds, if it holds one.
#[must_use]
pub fn number(values: &[Filled], field: &str) -> Option<i64> {
    values.iter().find(|filled| filled.field == field).and_then(|filled| match filled.value {
        Value::Number(number) => Some(number),
        Value::Text(_) => None,
    })
}

#[cfg(test)]
mod tests;
