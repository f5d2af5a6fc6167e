//! The income of TikTok Shop and Tokopedia, in ten layouts of 49 to 65 columns and the Indonesian one: all text, headers with
//! blanks and tabs behind them. Settlement = revenue + fees + adjustment; each of these sums the columns behind it.

use std::collections::BTreeSet;

use runut_core::settlement::{Part, RowKind, SettlementFile, SettlementKind, SettlementProblem, SettlementRow};
use runut_core::{Money, Sentence};

use super::gather::{self, Once, gathered};
use super::grid::{Head, Heads, Values, beside, differs, list};
use super::words::{ADJUSTMENTS, SaidWords, TIKTOK, TIKTOK_BESIDE, TIKTOK_SUMS, classify};
use super::written::amount_of;
use crate::IntakeError;
use crate::table::Book;
use crate::text::looks_eaten;

pub(super) const MARKS_EN: &[&str] = &["order/adjustment id", "total settlement amount"];
pub(super) const MARKS_ID: &[&str] = &["id pesanan/penyesuaian", "jumlah penyelesaian pembayaran"];

const ADJUSTED: &[&str] = &["ajustment amount", "adjustment amount", "jumlah penyesuaian"];
/// What the names of other columns begin with: they are no amounts of the settlement, whatever stands around them.
const OTHERS: [&str; 34] = [
    "order/adjustment id",
    "id pesanan",
    "type",
    "jenis transaksi",
    "order created time",
    "order settled time",
    "waktu p",
    "currency",
    "mata uang",
    "related order id",
    "customer payment",
    "customer refund",
    "pembayaran oleh pembeli",
    "pengembalian dana pembeli",
    "diskon voucher yang ditanggung",
    "pengembalian dana diskon voucher",
    "diskon platform",
    "pengembalian dana diskon platform",
    "diskon ongkir dari penjual",
    "seller co-funded voucher",
    "refund of seller co-funded voucher",
    "platform discounts",
    "refund of platform discounts",
    "platform co-funded voucher",
    "refund of platform co-funded voucher",
    "seller shipping cost discount",
    "estimated package weight",
    "actual package weight",
    "shopping center items",
    "order source",
    "perkiraan berat",
    "berat paket",
    "detail produk",
    "sumber pesanan",
];
const NET: &[&str] = &["total settlement amount", "jumlah penyelesaian pembayaran"];

pub(super) fn read(book: &mut Book<'_, '_>, heads: &Heads, said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let mut file = gathered(SettlementKind::TiktokIncome);
    let reports = ["Reports", "Laporan"];
    let stated = match beside(book, &reports, NET[0])? {
        Some(text) => Some(text),
        None => beside(book, &reports, NET[1])?,
    };
    file.stated = stated.and_then(|text| amount_of(&text));
    let mut once = Once::default();
    for head in heads.with(MARKS_EN).into_iter().chain(heads.with(MARKS_ID)) {
        orders(book, &head, &mut file, &mut once, said)?;
    }
    eaten(&mut file);
    for head in heads.with(&["reference id", "request time*", "amount"]) {
        withdrawals(book, &head, &mut file)?;
    }
    for head in heads.with(&["id referensi", "waktu permintaan*", "total"]) {
        withdrawals(book, &head, &mut file)?;
    }
    if let Some(stated) = file.stated.filter(|stated| *stated != file.net()) {
        let (net, what) = (file.net(), ("Laporan: jumlah penyelesaian", "Reports: the total settlement"));
        file.problems.insert(0, differs(0, "file_sum", what, stated, net));
    }
    Ok(file)
}

fn orders(
    book: &mut Book<'_, '_>,
    head: &Head,
    file: &mut SettlementFile,
    once: &mut Once,
    said: &SaidWords,
) -> Result<(), IntakeError> {
    let (id, kind) = (head.need(&[MARKS_EN[0], MARKS_ID[0]])?, head.need(&["type", "jenis transaksi"])?);
    let settled = head.need(&["order settled time*", "waktu pembayaran pesanan*"])?;
    let (total, adjusted) = (head.need(NET)?, head.need(ADJUSTED)?);
    let related = head.at(&["related order id", "id pesanan terkait"]);
    let beside = |name: &str| {
        let none = |words: &[&str]| words.contains(&name);
        none(&TIKTOK_SUMS) || none(&TIKTOK_BESIDE) || none(ADJUSTED) || OTHERS.iter().any(|word| name.starts_with(word))
    };
    let columns = gather::columns(file, head.words(gather::amounts(head, total + 1..adjusted, &TIKTOK, beside)));
    let mut told = BTreeSet::new();
    let adjustment = gather::columns(file, head.words(std::iter::once(adjusted)));
    classify(&mut file.words, &TIKTOK, said);
    for (_, word) in &adjustment {
        file.words[*word].part.get_or_insert(Part::Adjustment);
    }
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        let (number, word) = (values.digits(id), values.text(Some(kind)));
        // What stands below the list: blank cells with a style.
        if number.is_empty() && word.is_empty() {
            list(&mut file.problems, values.wrong());
            return Ok(());
        }
        let (day, net) = (values.day(settled), values.money(total));
        let of_order = ["order", "pesanan"].contains(&&*word.to_lowercase());
        let mut parts = gather::parts(file, &columns, &mut values, &mut told);
        let corrected = values.money(adjusted);
        let order = if of_order { number.clone() } else { related.map(|at| values.digits(at)).unwrap_or_default() };
        let wrong = values.wrong();
        let Some(day) = day.filter(|_| wrong.is_none()) else {
            list(&mut file.problems, wrong);
            return Ok(());
        };
        if corrected != Money::ZERO {
            let at = if of_order { adjustment[0].1 } else { gather::word(file, &word, &ADJUSTMENTS, said) };
            parts.push((at, corrected));
        }
        let sum: Money = parts.iter().map(|(_, amount)| *amount).sum();
        if sum != net {
            let what = ("Jumlah penyelesaian", "The settlement");
            list(&mut file.problems, Some(differs(row.number, "row_sum", what, net, sum)));
        }
        let ads = !of_order && order.is_empty() && parts.iter().all(|(w, _)| file.words[*w].part == Some(Part::Ads));
        let kind = match (of_order, ads) {
            (true, _) => RowKind::Order,
            (_, true) => RowKind::Ads,
            (_, false) => RowKind::Adjustment,
        };
        let key = format!("income:{number}:{word}:{}", day.0);
        let Some(key) = once.key(file, key, (row.number, net, &parts)) else { return Ok(()) };
        file.rows.push(SettlementRow { row: row.number, key, order, kind, day, word, net, parts, balance: None });
        Ok(())
    })
}

/// One number in a thousand ends in three zeros. Where many do, a spreadsheet has eaten their last digits: those rows wait.
fn eaten(file: &mut SettlementFile) {
    let is_eaten = |row: &SettlementRow| looks_eaten(row.key.split(':').nth(1).unwrap_or_default());
    let rows = file.rows.len();
    if file.rows.iter().filter(|row| is_eaten(row)).count() * 20 <= rows + 20 {
        return;
    }
    let (left_out, kept) = std::mem::take(&mut file.rows).into_iter().partition(is_eaten);
    file.rows = kept;
    for row in left_out {
        let row = row.row;
        let message = Sentence::new(
            format!(
                "Baris {row}: angka terakhir nomor pesanannya hilang, seperti kalau disimpan ulang dari spreadsheet. Baris ini dilewati; unduh ulang filenya."
            ),
            format!(
                "Row {row}: its order number has lost its last digits, as when a spreadsheet saves it again. The row is left out; download the file again."
            ),
        );
        list(&mut file.problems, Some(SettlementProblem { row, code: "order_number", message }));
    }
}

/// What went to the bank. Earnings and deductions stand in the list of orders already.
fn withdrawals(book: &mut Book<'_, '_>, head: &Head, file: &mut SettlementFile) -> Result<(), IntakeError> {
    let (kind, reference) = (head.need(&["type", "jenis transaksi"])?, head.need(&["reference id", "id referensi"])?);
    let (at, amount) = (head.need(&["request time*", "waktu permintaan*"])?, head.need(&["amount", "total"])?);
    let status = head.at(&["status"]);
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        let word = values.text(Some(kind));
        if !["withdrawal", "penarikan", "penarikan dana"].contains(&&*word.to_lowercase()) {
            return Ok(());
        }
        let done = ["transferred", "ditransfer", "berhasil", "success"];
        if status.is_some() && !done.contains(&&*values.text(status).to_lowercase()) {
            return Ok(()); // on its way, or failed: the next file has it once it has arrived
        }
        let (id, day, net) = (values.id(reference), values.day(at), values.money(amount));
        let wrong = values.wrong();
        let Some(day) = day.filter(|_| wrong.is_none()) else {
            list(&mut file.problems, wrong);
            return Ok(());
        };
        let (key, kind) = (format!("withdrawal:{id}"), RowKind::Withdrawal);
        let (order, parts) = (String::new(), Vec::new());
        file.further.push(SettlementRow { row: row.number, key, order, kind, day, word, net, parts, balance: None });
        Ok(())
    })
}
