//! The sheet of a business day.

use crate::export::Cell;
use crate::rows::{DayAccount, DaySheet, LineKind};
use crate::table::said;
use crate::{Money, Sentence, Table, TableRow};

/// What a figure of the sheet is called.
fn name(what: &str) -> Sentence {
    match what {
        "placed" => said("Masuk", "Received"),
        "approved" => said("Disetujui", "Approved"),
        "packed" => said("Dikemas", "Packed"),
        "shipped" => said("Dikirim", "Shipped"),
        "returned" => said("Kembali", "Returned"),
        "cancelled" => said("Batal", "Cancelled"),
        "sales" => said("Jual bersih", "Net sales"),
        "cost" => said("HPP", "Cost of goods"),
        "profit" => said("Laba kotor", "Gross profit"),
        "stock_difference" => said("Selisih stok", "Stock differences"),
        "received" => said("Barang diterima", "Goods received"),
        other => said(other, other),
    }
}

/// A row of a label and two figures, at the right.
fn two(label: Sentence, figures: [Cell; 2]) -> TableRow {
    let mut cells = vec![Cell::Said(label)];
    cells.extend(std::iter::repeat_n(Cell::Empty, 4));
    cells.extend(figures);
    TableRow::plain(cells)
}

fn heading(id: &str, en: &str) -> TableRow {
    let mut cells = vec![Cell::Said(said(id, en))];
    cells.resize(7, Cell::Empty);
    TableRow { kind: LineKind::Heading, ..TableRow::plain(cells) }
}

impl From<&DaySheet> for Table {
    fn from(sheet: &DaySheet) -> Self {
        let mut rows = Vec::new();
        for account in &sheet.accounts {
            rows.extend(counted(account));
        }
        let sum = |of: fn(&DayAccount) -> Money| Cell::Money(sheet.accounts.iter().map(of).sum());
        rows.push(TableRow::total(vec![
            Cell::Said(said("Jumlah", "Sum")),
            sum(|a| a.opening),
            sum(|a| a.received),
            sum(|a| -a.paid),
            sum(|a| a.expected),
            sum(|a| a.counted.unwrap_or_default()),
            sum(|a| a.difference),
        ]));
        rows.push(heading("Pesanan: hari itu, sebelumnya", "Orders: that day, before"));
        rows.extend(sheet.orders.iter().map(|row| two(name(&row.what), [row.orders, row.before].map(Cell::Number))));
        rows.push(heading("Penjualan dan stok: hari itu, sebelumnya", "Sales and stock: that day, before"));
        rows.extend(sheet.sums.iter().map(|row| two(name(&row.what), [row.amount, row.before].map(Cell::Money))));
        rows.push(heading("Uang dari dan ke", "Money from and to"));
        for flow in &sheet.flows {
            let mut cells = vec![Cell::Text(flow.name.clone())];
            cells.extend(std::iter::repeat_n(Cell::Empty, 5));
            cells.push(Cell::Money(flow.amount));
            rows.push(TableRow::plain(cells));
        }
        if sheet.flows.is_empty() {
            rows.push(two(said("Tidak ada", "None"), [Cell::Empty, Cell::Empty]));
        }
        let mut notes: Vec<Sentence> = sheet
            .open
            .iter()
            .map(|open| Sentence::new(format!("Masih terbuka: {}", open.id), format!("Still open: {}", open.en)))
            .collect();
        notes.push(Sentence::new(
            format!(
                "Log {} catatan hari itu. Kode terakhir (catatan {}): {}",
                sheet.entries, sheet.last_entry, sheet.code
            ),
            format!(
                "Log: {} entries of that day. Last code (entry {}): {}",
                sheet.entries, sheet.last_entry, sheet.code
            ),
        ));
        let day = sheet.day.typed();
        let below = match sheet.closed_at {
            Some(_) => Sentence::new(format!("{day}, ditutup"), format!("{day}, closed")),
            None => Sentence::new(format!("{day}, belum ditutup"), format!("{day}, not closed yet")),
        };
        Self {
            title: said("Lembar hari", "Day's sheet"),
            below,
            heads: vec![
                said("Akun", "Account"),
                said("Awal hari", "Opening"),
                said("Masuk", "In"),
                said("Keluar", "Out"),
                said("Menurut buku", "By the book"),
                said("Dihitung", "Counted"),
                said("Beda", "Differs"),
            ],
            rows,
            notes,
        }
    }
}

/// An account, and why it differed.
fn counted(account: &DayAccount) -> Vec<TableRow> {
    let counted = account.counted.map_or(Cell::Empty, Cell::Money);
    let differs = if account.counted.is_some() { Cell::Money(account.difference) } else { Cell::Empty };
    let figures = [account.opening, account.received, -account.paid, account.expected].map(Cell::Money);
    let mut cells = vec![Cell::Text(account.name.clone())];
    cells.extend(figures);
    cells.extend([counted, differs]);
    let mut rows = vec![TableRow::plain(cells)];
    if !account.reason.is_empty() {
        let mut cells = vec![Cell::Text(account.reason.clone())];
        cells.extend(std::iter::repeat_n(Cell::Empty, 6));
        rows.push(TableRow { depth: 1, ..TableRow::plain(cells) });
    }
    rows
}
