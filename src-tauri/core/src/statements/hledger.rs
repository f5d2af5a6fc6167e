//! The journal in hledger's format (hledger.org, journal format): the chart with its types, then a transaction an entry.
//!
//! Invariant: no text of the book is read as anything else than a name or a description.

use crate::chart::AccountKind;
use crate::rows::PostedEntry;
use crate::{AccountId, Language};

use super::chart::ShopChart;

/// A text on one line, without what begins a comment; blanks one by one, for two of them end an account's name.
fn plain(text: &str) -> String {
    let seen: String =
        text.chars().map(|c| if c.is_control() || c.is_whitespace() || c == ';' { ' ' } else { c }).collect();
    seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An account as it is named there: its number first, so that no name begins as anything else; a colon would make accounts within
/// accounts.
fn account(chart: &ShopChart, id: AccountId) -> String {
    let name = chart.get(id).map(|account| account.name.replace(':', " ")).unwrap_or_default();
    plain(&format!("{id} {name}"))
}

/// What the file begins with: what it is, how amounts are written, and every account with its type.
#[must_use]
pub fn heading(chart: &ShopChart, shop: &str) -> String {
    let mut text = format!("; Runut, {}\ncommodity IDR 1000.\n\n", plain(shop));
    for listed in chart.accounts() {
        let kind = match listed.kind {
            AccountKind::Asset if listed.cash => 'C',
            AccountKind::Asset => 'A',
            AccountKind::Liability => 'L',
            AccountKind::Equity => 'E',
            AccountKind::Income => 'R',
            AccountKind::Expense => 'X',
        };
        text.push_str(&format!("account {}  ; type: {kind}\n", account(chart, listed.id)));
    }
    text
}

/// An entry as a transaction; its number is the code.
#[must_use]
pub fn transaction(chart: &ShopChart, row: &PostedEntry, language: Language) -> String {
    let (day, code, amount) = (row.day, row.posting, row.amount.0);
    format!(
        "\n{day} ({code}) {}\n    {}  IDR {amount}\n    {}  IDR -{amount}\n",
        plain(row.text.said(language)),
        account(chart, row.debit),
        account(chart, row.credit)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::Listed;
    use crate::{Day, Money, Sentence};

    #[test]
    fn names_and_texts_are_nothing_else() {
        let listed = |id: i64, name: &str, kind, cash| Listed {
            id: AccountId(id),
            name: name.to_owned(),
            kind,
            line: String::new(),
            cash,
        };
        let chart = ShopChart::new(
            vec![
                listed(1103, "BCA: Ibu  Ratna ; type: X", AccountKind::Asset, true),
                listed(4101, "(Penjualan)", AccountKind::Income, false),
            ],
            Vec::new(),
        );
        assert_eq!(
            heading(&chart, "Dapur\n; Ibu"),
            "; Runut, Dapur Ibu\ncommodity IDR 1000.\n\naccount 1103 BCA Ibu Ratna type X  ; type: C\naccount 4101 (Penjualan)  ; type: R\n"
        );
        let row = PostedEntry {
            posting: 7,
            day: Day(20_261_101),
            debit: AccountId(1103),
            credit: AccountId(4101),
            amount: Money(1_234),
            order: None,
            store: None,
            text: Sentence::new("Dari Sari; lunas\n  9999 x  IDR 5", ""),
        };
        assert_eq!(
            transaction(&chart, &row, Language::Id),
            "\n2026-11-01 (7) Dari Sari lunas 9999 x IDR 5\n    1103 BCA Ibu Ratna type X  IDR 1234\n    4101 (Penjualan)  IDR -1234\n"
        );
    }
}
