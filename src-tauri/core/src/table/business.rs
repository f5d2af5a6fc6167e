//! The report of a day, a week or a month as a table: figures, then what stands out and what became of it.

use crate::business_report::state_word;
use crate::export::Cell;
use crate::rows::{BusinessReport, KpiRow, LineKind};
use crate::table::{kpis, said};
use crate::{Sentence, Table, TableRow};

fn heading(name: Sentence) -> TableRow {
    let mut cells = vec![Cell::Said(name)];
    cells.resize(5, Cell::Empty);
    TableRow { kind: LineKind::Heading, ..TableRow::plain(cells) }
}

fn words(depth: i64, texts: [Sentence; 2]) -> TableRow {
    let mut cells: Vec<Cell> = texts.into_iter().map(Cell::Said).collect();
    cells.resize(5, Cell::Empty);
    TableRow { depth, ..TableRow::plain(cells) }
}

fn figure(row: &KpiRow) -> TableRow {
    let or_dash = |text: Option<Sentence>| Cell::Said(text.unwrap_or_else(|| said("\u{2013}", "\u{2013}")));
    TableRow::plain(vec![
        Cell::Said(if row.now.point.unripe { not_all_yet(&row.name) } else { row.name.clone() }),
        kpis::figure(row.unit, &row.now),
        or_dash(row.target.as_ref().map(|target| target.shown.clone())),
        kpis::figure(row.unit, &row.before),
        or_dash(row.delta.clone()),
    ])
}

/// A figure's name, where not all is known of its days yet.
fn not_all_yet(name: &Sentence) -> Sentence {
    Sentence::new(format!("{} (belum semua)", name.id), format!("{} (not all yet)", name.en))
}

impl From<&BusinessReport> for Table {
    fn from(of: &BusinessReport) -> Self {
        let mut rows: Vec<TableRow> = of.figures.iter().map(figure).collect();
        rows.push(TableRow {
            kind: LineKind::Heading,
            ..TableRow::plain(vec![
                Cell::Said(said("Paket keluar", "Parcels that left")),
                Cell::Said(said("Paket", "Parcels")),
                Cell::Said(said("Harga barang, Rp", "Price of goods, Rp")),
                Cell::Said(said("Biasanya, Rp", "Usually, Rp")),
                Cell::Empty,
            ])
        });
        for bar in &of.bars {
            let cells = vec![
                Cell::Said(bar.label.clone()),
                Cell::Number(bar.parcels),
                Cell::Money(bar.sales),
                bar.usual.map_or(Cell::Empty, Cell::Money),
                Cell::Empty,
            ];
            rows.push(TableRow::plain(cells));
        }
        if !of.findings.is_empty() {
            rows.push(heading(said("Yang menonjol", "What stands out")));
        }
        for finding in &of.findings {
            rows.push(words(0, [finding.title.clone(), finding.detail.clone()]));
            rows.extend(finding.causes.iter().map(|cause| words(1, [cause.label.clone(), cause.said.clone()])));
            if let Some(action) = &finding.action {
                let whom = said(&action.person, &action.person);
                rows.push(words(1, [action.text.clone(), whom]));
            }
        }
        if !of.followed.is_empty() {
            rows.push(heading(said("Dari laporan lalu", "From the last report")));
        }
        rows.extend(of.followed.iter().map(|followed| words(0, [state_word(followed.state), followed.said.clone()])));
        let remark = (!of.remark.is_empty())
            .then(|| Sentence::new(format!("Tanggapan: {}", of.remark), format!("Remarks: {}", of.remark)));
        let notes = of.problems.iter().chain(&of.news).chain(&of.log).cloned().chain(remark).collect();
        let special = of.special.clone().unwrap_or_default();
        let joined = |label: &str, special: &str, against: &str| match special {
            "" => format!("{label}, {against}"),
            special => format!("{label}, {special}, {against}"),
        };
        Self {
            title: of.title.clone(),
            below: Sentence::new(
                joined(&of.label.id, &special.id, &format!("dibanding {}", of.against.id)),
                joined(&of.label.en, &special.en, &format!("against {}", of.against.en)),
            ),
            heads: vec![
                said("Angka", "Figure"),
                of.label.clone(),
                said("Target", "Target"),
                of.against.clone(),
                said("Beda", "Change"),
            ],
            rows,
            notes,
        }
    }
}
