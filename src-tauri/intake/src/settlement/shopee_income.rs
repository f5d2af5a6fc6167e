//! Shopee's "Penghasilan Saya", in both layouts: header in row 6 with a column for the total, or in row 3 with two rows of
//! groups above and no total; then an order's net is the sum of its columns up to the tax. Orders stand once as `Order` and
//! again per product (`Sku`): only the former are read. A sheet of adjustments stands beside.

use std::collections::BTreeSet;

use runut_core::Money;
use runut_core::settlement::{RowKind, SettlementFile, SettlementKind, SettlementRow};

use super::gather::{self, Once, gathered};
use super::grid::{Head, Heads, Occurrences, Values, beside, differs, list};
use super::words::{ADJUSTMENTS, SHOPEE, SaidWords, classify};
use super::written::amount_of;
use crate::IntakeError;
use crate::table::Book;

pub(super) const MARKS: &[&str] = &["no. pesanan", "tanggal dana dilepaskan", "biaya administrasi*"];

/// Behind the last column of amounts stands one of these.
const ENDS: [&str; 5] = [
    "total penghasilan",
    "username (pembeli)",
    "kode voucher",
    "jumlah dibayar pembeli",
    "promo gratis ongkir dari penjual",
];

pub(super) fn read(book: &mut Book<'_, '_>, heads: &Heads, said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let mut file = gathered(SettlementKind::ShopeeIncome);
    file.shop = beside(book, &[], "username (penjual)")?.unwrap_or_default();
    file.stated = beside(book, &["Summary"], "total yang dilepas")?.and_then(|text| amount_of(&text));
    let (mut seen, mut once) = (Occurrences::default(), Once::default());
    for head in heads.with(MARKS) {
        orders(book, &head, &mut file, &mut once, said)?;
    }
    for head in heads.with(&["biaya penyesuaian", "no. pesanan terhubung"]) {
        adjustments(book, &head, &mut file, &mut seen, said)?;
    }
    if let Some(stated) = file.stated.filter(|stated| *stated != file.net()) {
        let (net, what) = (file.net(), ("Total yang dilepas", "The total released"));
        file.problems.insert(0, differs(0, "file_sum", what, stated, net));
    }
    Ok(file)
}

/// Other columns that are no amounts of the order, whatever stands around them.
const BESIDE: [&str; 19] = [
    "no.",
    "lihat berdasarkan",
    "view by",
    "no. pesanan",
    "no. pengajuan",
    "id produk",
    "nama produk",
    "waktu pesanan dibuat",
    "tanggal dana dilepaskan",
    "metode pelepasan dana",
    "tipe pesanan",
    "metode pembayaran pembeli",
    "rincian metode pembayaran",
    "rencana cicilan (jika berlaku)",
    "jasa kirim",
    "nama kurir",
    "kompensasi",
    "pengembalian dana ke pembeli",
    "username (penjual)",
];

/// The columns of amounts: by name, and those that no one knows as far as they stand among them.
fn amounts(head: &Head) -> Result<impl Iterator<Item = usize>, IntakeError> {
    let from = head.need(&["harga produk", "harga asli produk"])?;
    let ends = (from..head.names.len()).find(|at| ENDS.contains(&head.folded(*at)));
    let beside = |name: &str| ENDS.contains(&name) || BESIDE.contains(&name) || name.starts_with("pro-rat");
    Ok(gather::amounts(head, from..ends.unwrap_or(head.names.len()), &SHOPEE, beside))
}

fn orders(
    book: &mut Book<'_, '_>,
    head: &Head,
    file: &mut SettlementFile,
    once: &mut Once,
    said: &SaidWords,
) -> Result<(), IntakeError> {
    let columns = gather::columns(file, head.words(amounts(head)?));
    classify(&mut file.words, &SHOPEE, said);
    let mut told = BTreeSet::new();
    let (order, released) = (head.need(&["no. pesanan"])?, head.need(&["tanggal dana dilepaskan"])?);
    let (request, by, total) =
        (head.at(&["no. pengajuan"]), head.at(&["lihat berdasarkan", "view by"]), head.at(&["total penghasilan"]));
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        if by.is_some_and(|by| !["order", "pesanan"].contains(&&*values.text(Some(by)).to_lowercase())) {
            return Ok(());
        }
        let (id, day, request) = (values.id(order), values.day(released), values.text(request));
        let parts = gather::parts(file, &columns, &mut values, &mut told);
        let sum: Money = parts.iter().map(|(_, amount)| *amount).sum();
        let net = total.map_or(sum, |total| values.money(total));
        if id.is_empty() {
            values.doubt(order, "order_number");
        }
        let wrong = values.wrong();
        let Some(day) = day.filter(|_| wrong.is_none()) else {
            list(&mut file.problems, wrong);
            return Ok(());
        };
        if net != sum {
            let what = ("Total Penghasilan", "The order's total");
            list(&mut file.problems, Some(differs(row.number, "row_sum", what, net, sum)));
        }
        let key = format!("income:{id}:{request}:{}", day.0);
        let Some(key) = once.key(file, key, (row.number, net, &parts)) else { return Ok(()) };
        let (kind, word) = (RowKind::Order, String::new());
        file.rows.push(SettlementRow { row: row.number, key, order: id, kind, day, word, net, parts, balance: None });
        Ok(())
    })
}

fn adjustments(
    book: &mut Book<'_, '_>,
    head: &Head,
    file: &mut SettlementFile,
    seen: &mut Occurrences,
    said: &SaidWords,
) -> Result<(), IntakeError> {
    let (amount, order) = (head.need(&["biaya penyesuaian"])?, head.need(&["no. pesanan terhubung"])?);
    let created = head.need(&["tanggal penyesuaian dibuat"])?;
    let kind = head.at(&["tipe penyesuaian*"]);
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        // The line with the sum has no day.
        if values.text(Some(created)).is_empty() {
            return Ok(());
        }
        let (id, day, net, word) = (values.id(order), values.day(created), values.money(amount), values.text(kind));
        let wrong = values.wrong();
        let Some(day) = day.filter(|_| wrong.is_none()) else {
            list(&mut file.problems, wrong);
            return Ok(());
        };
        let key = seen.key(format!("adjustment:{}:{id}:{word}:{}", day.0, net.0));
        let at = gather::word(file, &word, &ADJUSTMENTS, said);
        let parts = if net == Money::ZERO { Vec::new() } else { vec![(at, net)] };
        let kind = RowKind::Adjustment;
        file.further.push(SettlementRow {
            row: row.number,
            key,
            order: id,
            kind,
            day,
            word,
            net,
            parts,
            balance: None,
        });
        Ok(())
    })
}
