//! Reports as tables for files and paper.

use crate::export::Cell;
use crate::posting::Account;
use crate::rows::{
    LedgerPage, LineKind, Note, ReceivableOrderRow, ReceivableOrders, ReceivableRow, ReceivablesReport, SalesBy,
    SalesReport, SalesRow, Statement, StatementKind, TaxReport,
};
use crate::table::FIRST_DAY;
use crate::{AccountId, CustomerId, Day, Opens, Sentence, StoreId, Table, TableRow};

use super::period::{Period, day_label, month_label};

fn said(id: &str, en: &str) -> Sentence {
    Sentence::new(id, en)
}

fn in_rupiah() -> Sentence {
    said("dalam rupiah", "in rupiah")
}

impl From<&Statement> for Table {
    fn from(statement: &Statement) -> Self {
        let compared = statement.lines.iter().any(|line| line.change.is_some());
        let shares = statement.kind == StatementKind::Income && statement.columns.len() <= 2;
        let mut heads = vec![in_rupiah()];
        for (at, column) in statement.columns.iter().enumerate() {
            heads.push(column.label.clone());
            if at == 0 && shares {
                heads.push(said("% jual", "% sales"));
            }
        }
        if compared {
            heads.push(match statement.kind {
                StatementKind::Income => said("Ke laba", "To profit"),
                _ => said("Beda", "Change"),
            });
        }
        let rows = statement.lines.iter().map(|line| {
            let mut cells = vec![Cell::Said(line.label.clone())];
            if line.kind == LineKind::Heading {
                cells.resize(heads.len(), Cell::Empty);
            } else {
                for (at, amount) in line.amounts.iter().enumerate() {
                    cells.push(Cell::Money(*amount));
                    if at == 0 && shares {
                        let share = line.shares.first().copied().flatten();
                        cells.push(share.map_or(Cell::Empty, |share| Cell::Said(tenths(share, line.kind))));
                    }
                }
                if compared {
                    cells.push(line.change.as_ref().map(|change| change.amount).into());
                }
            }
            TableRow { kind: line.kind, depth: line.depth, cells, opens: None }
        });
        let below = match statement.columns.first() {
            _ if statement.kind == StatementKind::Trial => Sentence::default(),
            Some(column) if statement.columns.len() == 1 || compared => column.label.clone(),
            _ => Sentence::default(),
        };
        Self { title: statement.title.clone(), below, rows: rows.collect(), heads, notes: Vec::new() }
    }
}

/// Thousandths as percent with one place: `103,4`. Of a part that takes off, its size; of a sum below zero, with its sign.
fn tenths(share: i64, kind: LineKind) -> Sentence {
    crate::tenths(if matches!(kind, LineKind::Sum | LineKind::Total) { share } else { share.saturating_abs() })
}

/// A ledger with all of its rows.
#[must_use]
pub fn ledger_table(page: &LedgerPage, period: Period) -> Table {
    let heads = vec![
        said("Tanggal", "Day"),
        said("Pesanan", "Order"),
        said("Keterangan", "What"),
        said("Akun lawan", "Other account"),
        said("Debit", "Debit"),
        said("Kredit", "Credit"),
        said("Saldo", "Balance"),
    ];
    let word = |id, en| Cell::Said(said(id, en));
    let mut rows = vec![TableRow::plain(vec![
        Cell::Day(period.from),
        Cell::Empty,
        word("Saldo awal", "Opening balance"),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        page.opening.into(),
    ])];
    for row in &page.rows {
        let some = |amount: crate::Money| if amount == crate::Money::ZERO { Cell::Empty } else { amount.into() };
        let of = row.event_day.map(day_label);
        let text = of.map_or_else(
            || row.text.clone(),
            |day| row.text.clone().and(&Sentence::new(format!("(milik {})", day.id), format!("(of {})", day.en))),
        );
        rows.push(TableRow::plain(vec![
            Cell::Day(row.day),
            row.order.map_or(Cell::Empty, |order| Cell::Code(order.to_string())),
            Cell::Said(text),
            Cell::Said(row.counter_name.clone()),
            some(row.debit),
            some(row.credit),
            row.balance.into(),
        ]));
    }
    rows.push(TableRow::total(vec![
        Cell::Day(period.to),
        Cell::Empty,
        word("Saldo akhir", "Closing balance"),
        Cell::Empty,
        page.debit.into(),
        page.credit.into(),
        page.closing.into(),
    ]));
    let title = Sentence::new(format!("Buku besar {}", page.name.id), format!("Ledger {}", page.name.en));
    let next = page.next.as_ref().map(|mark| {
        Sentence::new(format!("Masih ada baris: --after {mark}"), format!("There are more rows: --after {mark}"))
    });
    Table { title, below: period.label(), heads, rows, notes: next.into_iter().collect() }
}

impl From<&TaxReport> for Table {
    fn from(report: &TaxReport) -> Self {
        let mut heads = vec![
            said("Bulan", "Month"),
            said("Penjualan", "Sales"),
            said("Retur", "Returns"),
            said("Diskon", "Discounts"),
        ];
        heads.extend(report.stores.iter().map(|store| store.name.clone()));
        heads.extend([
            said("Omzet", "Turnover"),
            said("Omzet setahun", "Year's turnover"),
            said("PPh final", "Final tax"),
            said("Dibukukan", "Posted"),
            said("PPh 22 dipungut", "Withheld"),
        ]);
        let mut rows: Vec<TableRow> = Vec::new();
        for month in &report.months {
            let first = i32::try_from(month.month).map_or(Day(0), |month| Day(month * 100 + 1));
            let mut cells =
                vec![Cell::Said(month_label(first)), month.sales.into(), month.returns.into(), month.discounts.into()];
            cells.extend(month.stores.iter().map(|amount| Cell::from(*amount)));
            cells.extend([month.turnover, month.cumulative, month.tax, month.posted, month.withheld].map(Cell::from));
            rows.push(TableRow::plain(cells));
        }
        let sum = |of: fn(&crate::rows::TaxMonth) -> crate::Money| {
            Cell::from(report.months.iter().map(of).sum::<crate::Money>())
        };
        let mut total = vec![
            Cell::Said(said("Jumlah", "Total")),
            sum(|month| month.sales),
            sum(|month| month.returns),
            sum(|month| month.discounts),
        ];
        for at in 0..report.stores.len() {
            let of = report.months.iter().filter_map(|month| month.stores.get(at)).copied();
            total.push(of.sum::<crate::Money>().into());
        }
        total.extend([
            report.turnover.into(),
            Cell::Empty,
            report.tax.into(),
            sum(|month| month.posted),
            sum(|month| month.withheld),
        ]);
        rows.push(TableRow::total(total));
        let title = said("Omzet dan PPh final", "Turnover and final tax");
        let offered = report.months.iter().filter_map(|month| {
            let entry = month.offered.as_ref()?;
            let first = i32::try_from(month.month).map_or(Day(0), |month| Day(month * 100 + 1));
            let (name, pair) = (month_label(first), format!("{}:{}:{}", entry.debit, entry.credit, entry.amount.0));
            Some(Sentence::new(
                format!("PPh final {} belum dibukukan {}: post {pair} --day {}", name.id, entry.amount, entry.day),
                format!("Final tax of {} not posted {}: post {pair} --day {}", name.en, entry.amount, entry.day),
            ))
        });
        let notes = offered.chain(report.notes.iter().cloned()).collect();
        Self { title, below: Sentence::default(), heads, rows, notes }
    }
}

impl From<&SalesReport> for Table {
    fn from(report: &SalesReport) -> Self {
        let by = match report.by {
            SalesBy::Month => said("Bulan", "Month"),
            SalesBy::Store => said("Toko", "Store"),
            SalesBy::Product => said("Produk", "Product"),
            SalesBy::Category => said("Kategori", "Category"),
            SalesBy::Customer => said("Pelanggan", "Customer"),
            SalesBy::Region => said("Wilayah", "Region"),
        };
        let orders = report.total.orders.is_some();
        let units = report.total.units.is_some();
        let buyers = report.by == SalesBy::Region;
        let mut heads = vec![by];
        heads.extend(orders.then(|| said("Pesanan", "Orders")));
        heads.extend(buyers.then(|| said("Pembeli", "Buyers")));
        heads.extend(units.then(|| said("Unit", "Units")));
        heads.extend([
            said("Penjualan", "Sales"),
            said("Diskon", "Discounts"),
            said("Retur", "Returns"),
            said("Bersih", "Net"),
        ]);
        if let Some([from, to]) = report.against {
            let then = Period { from, to }.label();
            heads.push(Sentence::new(format!("Bersih {}", then.id), format!("Net {}", then.en)));
            heads.extend([said("Beda", "Change"), said("%", "%")]);
        }
        heads.push(said("HPP", "Cost"));
        let cells = |row: &SalesRow| {
            let mut cells = vec![Cell::Said(row.label.clone())];
            cells.extend(orders.then(|| row.orders.map_or(Cell::Empty, Cell::Number)));
            cells.extend(buyers.then(|| row.buyers.map_or(Cell::Empty, Cell::Number)));
            cells.extend(units.then(|| row.units.map_or(Cell::Empty, Cell::Number)));
            cells.extend([row.gross, row.discounts, row.returns, row.net].map(Cell::from));
            if report.against.is_some() {
                let change = row.change.as_ref();
                cells.extend([row.then.into(), change.map(|change| change.amount).into()]);
                cells.push(change.and_then(|change| change.percent).map_or(Cell::Empty, Cell::Number));
            }
            cells.push(row.cost.into());
            cells
        };
        let row = |row: &SalesRow| TableRow::plain(cells(row)).opening(behind(report, row));
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        rows.push(TableRow::total(cells(&report.total)));
        let below = Period { from: report.from, to: report.to }.label();
        Self { title: said("Penjualan", "Sales"), below, heads, rows, notes: Vec::new() }
    }
}

/// What a row of sales is made of: a month's and a store's entries, goods and customers themselves.
fn behind(report: &SalesReport, row: &SalesRow) -> Option<Opens> {
    let entries = |store, period: Period| Opens::Entries {
        accounts: [Account::Sales, Account::Discounts, Account::SalesReturns].map(AccountId::from).into(),
        store,
        from: period.from.max(report.from),
        to: period.to.min(report.to),
    };
    let whole = Period { from: report.from, to: report.to };
    match report.by {
        SalesBy::Month => {
            let first = Day(row.key.parse::<i32>().ok()?.checked_mul(100)?.checked_add(1)?);
            let month = Period::month(first);
            // One of the days that it is held against has nothing in these.
            (month.from <= report.to && month.to >= report.from).then(|| entries(None, month))
        }
        SalesBy::Store if row.key == "own" => Some(entries(Some(StoreId(0)), whole)),
        SalesBy::Store => Some(entries(Some(StoreId(row.key.strip_prefix("store")?.parse().ok()?)), whole)),
        _ if row.key == "other" => Some(entries(None, whole)),
        SalesBy::Product => Some(Opens::Goods { name: row.key.clone() }),
        SalesBy::Category if row.key == "none" => None,
        SalesBy::Category => Some(Opens::Category { name: row.key.clone() }),
        SalesBy::Customer => Some(Opens::Customer { id: CustomerId(row.key.parse().ok()?) }),
        SalesBy::Region => None,
    }
}

impl From<&ReceivablesReport> for Table {
    fn from(report: &ReceivablesReport) -> Self {
        let heads = vec![
            said("Dari", "From"),
            said("0–7 hari", "0–7 days"),
            said("8–14 hari", "8–14 days"),
            said("15–30 hari", "15–30 days"),
            said("> 30 hari", "> 30 days"),
            said("Jumlah", "Total"),
        ];
        let cells = |row: &ReceivableRow| {
            let mut cells = vec![Cell::Said(row.label.clone())];
            cells.extend(row.ages.iter().map(|age| Cell::from(*age)));
            cells.push(row.total.into());
            cells
        };
        let row = |row: &ReceivableRow| {
            TableRow::plain(cells(row)).opening(Opens::Entries {
                accounts: vec![row.account],
                store: None,
                from: FIRST_DAY,
                to: report.day,
            })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        rows.push(TableRow::total(cells(&report.total)));
        let notes = vec![said(
            "Umur dihitung sejak barang dikirim; yang dibayar dianggap melunasi yang paling lama dulu.",
            "Ages are since the goods left; what was paid counts for the oldest first.",
        )];
        let title = said("Piutang menurut umur", "Receivables by age");
        Self { title, below: day_label(report.day), heads, rows, notes }
    }
}

impl From<&ReceivableOrders> for Table {
    fn from(report: &ReceivableOrders) -> Self {
        let row = |row: &ReceivableOrderRow| {
            TableRow::plain(vec![
                Cell::Code(row.order.to_string()),
                Cell::Said(row.from.clone()),
                Cell::Code(row.external_id.clone()),
                Cell::Text(row.customer.clone()),
                row.shipped.map_or(Cell::Empty, Cell::Day),
                row.days.map_or(Cell::Empty, Cell::Number),
                row.amount.into(),
            ])
            .opening(Opens::Order { id: row.order })
        };
        let mut rows: Vec<TableRow> = report.rows.iter().map(row).collect();
        let mut total = vec![Cell::Empty; 7];
        total[0] = Cell::Said(said("Jumlah", "Total"));
        total[6] = report.total.into();
        rows.push(TableRow::total(total));
        let heads = vec![
            said("Pesanan", "Order"),
            said("Toko", "Store"),
            said("No. marketplace", "Marketplace no."),
            said("Pembeli", "Customer"),
            said("Dikirim", "Shipped"),
            said("Hari", "Days"),
            said("Piutang", "Owed"),
        ];
        let title = said("Piutang per pesanan", "Receivables by order");
        Self { title, below: day_label(report.day), heads, rows, notes: Vec::new() }
    }
}

/// The notes to the statements of the year up to a day.
#[must_use]
pub fn notes_table(notes: &[Note], to: Day) -> Table {
    let heads = vec![Sentence::default(), said("rupiah", "rupiah")];
    let mut rows = Vec::new();
    for note in notes {
        let row = |kind, depth, label: &Sentence, amount: Cell| TableRow {
            kind,
            depth,
            cells: vec![Cell::Said(label.clone()), amount],
            opens: None,
        };
        rows.push(row(LineKind::Heading, 0, &note.heading, Cell::Empty));
        rows.extend(note.said.iter().map(|said| row(LineKind::Line, 0, said, Cell::Empty)));
        rows.extend(note.lines.iter().map(|line| row(LineKind::Line, 0, &line.label, line.amount.into())));
    }
    let title = said("Catatan atas laporan keuangan", "Notes to the financial statements");
    Table { title, below: Period::year_to(to).label(), heads, rows, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_a_share_below_nothing_and_a_cost_its_size() {
        let said = |share, kind| tenths(share, kind).id;
        assert_eq!((said(-4, LineKind::Total), said(-578, LineKind::Line)), ("−0,4".to_owned(), "57,8".to_owned()));
        assert_eq!(said(1_034, LineKind::Sum), "103,4");
    }
}
