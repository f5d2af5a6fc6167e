//! Buyers and their cohorts as tables.

use super::{Opens, Table, TableRow, at, said, word};
use crate::export::Cell;
use crate::rows::{BuyerRow, CohortCell, CohortRow, Cohorts, Segments};
use crate::{Sentence, part_of};

impl From<&Segments> for Table {
    fn from(report: &Segments) -> Self {
        let row = |row: &BuyerRow| {
            TableRow::plain(vec![
                Cell::Text(row.name.clone()),
                Cell::Text(row.store_name.clone()),
                word(row.segment.word()),
                Cell::Number(row.orders),
                row.monetary.into(),
                Cell::Number(row.frequency),
                Cell::Day(row.last),
                Cell::Number(row.age_days - row.recency_days),
                Cell::Code(format!("{}{}{}", row.r, row.f, row.m)),
            ])
            .opening(match row.customer {
                Some(id) => Opens::Customer { id },
                None => Opens::Orders { search: row.name.clone() },
            })
        };
        Self {
            title: said("Pelanggan menurut segmen", "Customers by segment"),
            below: at(report.day),
            heads: vec![
                said("Pembeli", "Buyer"),
                said("Toko", "Store"),
                said("Segmen", "Segment"),
                said("Pesanan", "Orders"),
                said("Belanja", "Spent"),
                said("Kembali", "Came back"),
                said("Terakhir", "Last"),
                said("Hari lalu", "Days ago"),
                said("RFM", "RFM"),
            ],
            rows: report.customers.iter().map(row).collect(),
            notes: notes(report),
        }
    }
}

fn notes(report: &Segments) -> Vec<Sentence> {
    let buyers = i64::try_from(report.customers.len()).unwrap_or(i64::MAX);
    let share = part_of(report.repeat, buyers);
    let mut notes = vec![said(
        &format!("Pembeli yang kembali di hari lain: {}.", share.id),
        &format!("Buyers who came back on another day: {}.", share.en),
    )];
    for row in report.segments.iter().filter(|row| row.buyers > 0) {
        let ((id, en), (do_id, do_en)) = (row.segment.word(), row.segment.advice());
        notes.push(said(
            &format!("{id}: {} pembeli, belanja Rp {}. {do_id}", row.buyers, row.monetary),
            &format!("{en}: {} buyers, spent Rp {}. {do_en}", row.buyers, row.monetary),
        ));
    }
    if !report.fifths && buyers > 0 {
        notes.push(said(
            "Kurang dari 50 pembeli: nilai R, F dan M memakai batas tetap.",
            "Fewer than 50 buyers: R, F and M go by fixed bounds.",
        ));
    }
    if report.unnamed > 0 {
        notes.push(said(
            &format!(
                "{} dari {} pesanan tidak menyebut pembelinya; tidak ikut dihitung.",
                report.unnamed, report.orders
            ),
            &format!("{} of {} orders don't name their buyer; they aren't counted.", report.unnamed, report.orders),
        ));
    }
    notes
}

impl From<&Cohorts> for Table {
    fn from(report: &Cohorts) -> Self {
        let mut heads = vec![said("Bulan pertama", "First month"), said("Pembeli", "Buyers")];
        let cell = |row: &CohortRow, cell: &CohortCell| {
            let share = part_of(cell.buyers, row.buyers);
            let mark = if cell.ripe { "" } else { " *" };
            Cell::Said(Sentence::new(format!("{}{mark}", share.id), format!("{}{mark}", share.en)))
        };
        heads.extend(crate::buyers::AGES.map(|days| said(&format!("{days} hari"), &format!("{days} days"))));
        let row = |row: &CohortRow| {
            let label = [Cell::Said(row.month.label()), Cell::Number(row.buyers)];
            TableRow::plain(label.into_iter().chain(row.back.iter().map(|back| cell(row, back))).collect())
        };
        let unripe = report.rows.iter().any(|row| row.back.iter().any(|cell| !cell.ripe));
        let mut notes = vec![said(
            "Pembeli yang membeli lagi dalam sekian hari sejak pembelian pertamanya sendiri.",
            "Buyers who bought again within so many days of their own first purchase.",
        )];
        notes.extend(unripe.then(|| {
            said(
                "* belum genap: sebagian pembelinya belum seumur itu. Jangan dibandingkan dulu.",
                "* not ripe: some of them aren't that old yet. Don't compare these.",
            )
        }));
        Self {
            title: said("Pembeli yang kembali", "Buyers who came back"),
            below: at(report.day),
            heads,
            rows: report.rows.iter().map(row).collect(),
            notes,
        }
    }
}
