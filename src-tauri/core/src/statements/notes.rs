//! Catatan atas laporan keuangan, as SAK EMKM asks: one page, filled from the shop and its figures.

use crate::rows::{LineKind, Note, NoteLine, Statement};
use crate::{Day, Money, Sentence};

use super::period::day_label;

/// What of a shop stands in its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutShop {
    /// Its name.
    pub name: String,
    /// Its address; may be empty.
    pub address: String,
    /// The first day of its books; none where nothing was sold yet.
    pub start_day: Option<Day>,
}

/// The notes to a balance sheet and an income statement, each by its first column.
#[must_use]
pub fn notes(shop: &AboutShop, balance: &Statement, income: &Statement) -> Vec<Note> {
    let mut notes = vec![about(shop), basis(), policies()];
    let figures: [(&str, &str, &[&str], &Statement); 8] = [
        ("Kas dan setara kas", "Cash and cash equivalents", &["cash", "marketplace_balance"], balance),
        ("Piutang usaha", "Receivables", &["receivables"], balance),
        ("Persediaan dan uang muka", "Inventory and advances", &["inventory", "advances", "prepaid_tax"], balance),
        ("Aset tetap", "Fixed assets", &["fixed_assets", "other_assets"], balance),
        (
            "Liabilitas",
            "Liabilities",
            &["payables", "deposits", "other_liabilities", "tax_payable", "expenses_payable", "loans"],
            balance,
        ),
        ("Saldo laba", "Retained earnings", &["earlier_profit", "current_profit"], balance),
        ("Pendapatan", "Revenue", &["sales", "discounts", "sales_returns", "net_sales"], income),
        ("Beban", "Expenses", &EXPENSES, income),
    ];
    for (id, en, keys, statement) in figures {
        let lines = of(statement, keys);
        if !lines.is_empty() {
            notes.push(Note { heading: Sentence::new(id, en), said: Vec::new(), lines });
        }
    }
    notes
}

const EXPENSES: [&str; 10] = [
    "cost_of_goods",
    "marketplace_fees",
    "shipping",
    "advertising",
    "packaging",
    "wages",
    "rent",
    "utilities",
    "other_expenses",
    "tax",
];

/// The accounts below these lines, or the lines themselves where they are of one; what is nothing isn't named.
fn of(statement: &Statement, keys: &[&str]) -> Vec<NoteLine> {
    let mut lines = Vec::new();
    for (at, line) in statement.lines.iter().enumerate() {
        let own = keys.contains(&line.key.as_str()) && line.depth == 0;
        if !own || line.kind == LineKind::Heading {
            continue;
        }
        let below = statement.lines[at + 1..].iter().take_while(|part| part.depth > 0).filter(|part| part.depth == 1);
        let parts: Vec<_> = below.collect();
        let parts =
            if parts.is_empty() || statement.kind == crate::rows::StatementKind::Income { vec![line] } else { parts };
        let figure = |line: &&crate::rows::StatementLine| NoteLine {
            label: line.label.clone(),
            amount: line.amounts.first().copied().unwrap_or_default(),
        };
        lines.extend(parts.iter().map(figure).filter(|line| line.amount != Money::ZERO));
    }
    lines
}

fn about(shop: &AboutShop) -> Note {
    let at = if shop.address.is_empty() { String::new() } else { format!(", {}", shop.address.replace('\n', ", ")) };
    let name = &shop.name;
    let mut said = vec![Sentence::new(
        format!("{name}{at}, adalah usaha penjualan barang secara daring."),
        format!("{name}{at}, sells goods online."),
    )];
    if let Some(day) = shop.start_day {
        let day = day_label(day);
        said.push(Sentence::new(
            format!("Pembukuan dengan catatan ini dimulai pada {}.", day.id),
            format!("These books begin on {}.", day.en),
        ));
    }
    Note { heading: Sentence::new("Umum", "The business"), said, lines: Vec::new() }
}

fn basis() -> Note {
    let said = [
        (
            "Laporan keuangan disusun berdasarkan Standar Akuntansi Keuangan Entitas Mikro, Kecil, dan Menengah (SAK EMKM).",
            "The statements follow the Indonesian standard for micro, small and medium entities (SAK EMKM).",
        ),
        (
            "Dasar penyusunannya biaya historis dan asas akrual; mata uangnya rupiah, tanpa pembulatan.",
            "They are on historical cost and accrual, in whole rupiah without rounding.",
        ),
    ];
    Note { heading: Sentence::new("Dasar penyusunan", "Basis"), said: sentences(&said), lines: Vec::new() }
}

fn policies() -> Note {
    let said = [
        (
            "Penjualan diakui ketika barang dikirim; diskon yang ditanggung toko dan retur menguranginya.",
            "Sales are recognised when goods leave; discounts that the shop bears and returns lessen them.",
        ),
        (
            "Persediaan dinilai dengan rata-rata bergerak; aset tetap disusutkan dengan garis lurus.",
            "Inventory is at moving average; fixed assets are depreciated in a straight line.",
        ),
        (
            "Piutang marketplace dihapus ketika dicairkan; biaya marketplace dicatat dari berkas pencairannya.",
            "Receivables from marketplaces end with their payouts, whose files say the fees.",
        ),
        ("Pajak penghasilan dicatat sebesar PPh final yang diposting.", "Income tax is the final tax that was posted."),
    ];
    Note { heading: Sentence::new("Kebijakan akuntansi", "Policies"), said: sentences(&said), lines: Vec::new() }
}

fn sentences(said: &[(&str, &str)]) -> Vec<Sentence> {
    said.iter().map(|(id, en)| Sentence::new(*id, *en)).collect()
}
