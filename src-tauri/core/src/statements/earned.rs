//! What orders earned, as a table for files and paper.

use super::period::Period;
use crate::export::Cell;
use crate::rows::{ProfitBy, ProfitReport, ProfitRow};
use crate::{CustomerId, Money, Opens, Sentence, Table, TableRow};

fn said(id: &str, en: &str) -> Sentence {
    Sentence::new(id, en)
}

/// What a row is made of: the order itself, the goods, the customer.
fn behind(report: &ProfitReport, row: &ProfitRow) -> Option<Opens> {
    match report.by {
        ProfitBy::Order => row.order.map(|id| Opens::Order { id }),
        ProfitBy::Product => Some(Opens::Goods { name: row.label.id.clone() }),
        ProfitBy::Customer => Some(Opens::Customer { id: CustomerId(row.key.strip_prefix("customer")?.parse().ok()?) }),
        ProfitBy::Store => None,
    }
}

impl From<&ProfitReport> for Table {
    fn from(report: &ProfitReport) -> Self {
        let single = report.by == ProfitBy::Order;
        let mut heads = vec![match report.by {
            ProfitBy::Order => said("Pesanan yang rugi", "Orders that lost"),
            ProfitBy::Store => said("Toko", "Store"),
            ProfitBy::Product => said("Produk", "Product"),
            ProfitBy::Customer => said("Pelanggan", "Customer"),
        }];
        heads.push(if single { said("Dikirim", "Left") } else { said("Pesanan", "Orders") });
        heads.extend([
            said("Penjualan bersih", "Net sales"),
            said("HPP", "Cost"),
            said("Biaya", "Fees"),
            said("Ongkir", "Shipping"),
            said("Rusak, lainnya", "Damage, others"),
            said("Kemas", "Packing"),
            said("Laba", "Profit"),
            said("Sebab rugi", "Cause of loss"),
        ]);
        let cells = |row: &ProfitRow| {
            let second = match row.day.filter(|_| single) {
                Some(day) => Cell::Day(day),
                None => Cell::Number(row.orders),
            };
            let of = &row.earned;
            let mut cells = vec![Cell::Said(row.label.clone()), second];
            let sums = [of.net_sales(), of.cost, of.fees, of.shipping, of.spoiled + of.other, row.packing, row.profit];
            cells.extend(sums.map(Cell::from));
            cells.push(row.cause.map_or(Cell::Empty, |cause| Cell::Said(cause.word())));
            cells
        };
        let mut rows: Vec<TableRow> =
            report.rows.iter().map(|row| TableRow::plain(cells(row)).opening(behind(report, row))).collect();
        rows.push(TableRow::total(cells(&report.total)));
        let (losing, lost, expected, unknown) = (report.losing, report.lost, report.expected, report.unknown);
        let mut notes = vec![said(
            &format!(
                "{losing} dari {} pesanan rugi, bersama Rp {lost}; laba semuanya Rp {}. Menurut hari dikirim.",
                report.orders, report.profit
            ),
            &format!(
                "{losing} of {} orders lost, together Rp {lost}; all earned Rp {}. By the day on which they left.",
                report.orders, report.profit
            ),
        )];
        if expected > 0 {
            notes.push(said(
                &format!("{expected} pesanan belum cair atau tagihan kurirnya belum ada: biayanya perkiraan."),
                &format!(
                    "{expected} orders aren't paid out or billed by the courier yet: their fees are expected ones."
                ),
            ));
        }
        if unknown > 0 {
            notes.push(said(
                &format!("{unknown} pesanan tidak dihitung: harga belinya belum diketahui."),
                &format!("{unknown} orders aren't counted: what their goods cost isn't known."),
            ));
        }
        if report.advertising != Money::ZERO {
            notes.push(said(
                &format!("Iklan periode ini Rp {} tidak dibagi ke pesanan.", report.advertising),
                &format!("Advertising of the period, Rp {}, isn't shared among orders.", report.advertising),
            ));
        }
        let below = Period { from: report.from, to: report.to }.label();
        Self { title: said("Laba per pesanan", "Profit by order"), below, heads, rows, notes }
    }
}
