//! What a courier collected of COD and pays out: one payment a day for all its parcels, less what it withholds.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::order::{Order, Terms};
pub use runut_core::rows::{CodColumns, RemittanceReport};
use runut_core::rows::{PaymentMethod, PaymentPart, PayoutProblem};
use runut_core::{AccountId, Day, Instant, Money, OrderId, Refusal, Sentence, excerpt, fingerprint};
use runut_intake::{CodPayout, CodRow, read_cod_payout};
use runut_store::{Book, Context, Flow, Payment, Reader};

use crate::payments::remit;
use crate::{ActionError, Done, unknown_account};

/// A courier's payout, read and waiting to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remittance {
    /// Its file's name.
    pub name: String,
    digest: String,
    /// The account that it came into.
    pub account: AccountId,
    payout: CodPayout,
}

/// Reads a courier's payout.
///
/// # Errors
/// The file's own refusals; `account_unknown`.
pub fn read(
    book: &Book,
    name: &str,
    bytes: &[u8],
    columns: &CodColumns,
    account: AccountId,
) -> Result<Remittance, ActionError> {
    let payout = read_cod_payout(bytes, columns)?;
    if book.read(|book| book.open_account(account))?.is_none() {
        return Err(unknown_account(&account.to_string()).into());
    }
    Ok(Remittance { name: excerpt(name, 255), digest: fingerprint(bytes), account, payout })
}

/// What a payout would do. Nothing is written.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn preview(book: &Book, staged: &Remittance) -> Result<RemittanceReport, ActionError> {
    book.read(|book| matched(book, staged).map(|(report, _)| report))
}

/// Records a payout: one payment for each of its days, with a part for each order that the book knows and that wasn't paid before.
///
/// # Errors
/// `payment_date` for a day that lies ahead; `remittance_negative` where more was withheld in a day than collected; [`ActionError`] where the book can't be written. The book is
/// then as it was.
pub fn apply(book: &Book, ctx: &Context, staged: &Remittance) -> Done<RemittanceReport> {
    let intent = format!("remittance {} {} {}", staged.name, staged.account, staged.digest);
    book.write(ctx, &intent, |tx| {
        let (report, days) = matched(tx, staged)?;
        for (day, rows) in days {
            if day > ctx.today {
                return Err(ahead(day).into());
            }
            let payment = payment(tx.next_payment()?, staged, day, &rows, ctx);
            if payment.amount <= Money::ZERO {
                return Err(negative(day, payment.amount).into());
            }
            remit(tx, &payment)?;
        }
        Ok::<_, ActionError>(RemittanceReport { applied: true, ..report })
    })
}

/// The rows to be recorded, by day.
type Days<'f> = BTreeMap<Day, Vec<(OrderId, &'f CodRow)>>;

fn matched<'f>(book: &Reader<'_>, staged: &'f Remittance) -> Result<(RemittanceReport, Days<'f>), ActionError> {
    let mut report = RemittanceReport {
        file: staged.name.clone(),
        account: staged.account,
        applied: false,
        rows: staged.payout.rows.len(),
        matched: 0,
        known: 0,
        unknown: 0,
        amount: Money::ZERO,
        fee: Money::ZERO,
        freight: Money::ZERO,
        net: Money::ZERO,
        problems: staged.payout.problems.iter().map(|p| problem(p.row, p.code, p.message.clone())).collect(),
    };
    let (mut days, mut seen) = (Days::new(), BTreeSet::new());
    for row in &staged.payout.rows {
        let Some(order) = own_cod(book, row)? else {
            report.unknown += 1;
            report.problems.push(problem(row.row, "unknown_parcel", unknown(row)));
            continue;
        };
        if book.has_payment(order.id)? || !seen.insert(order.id) {
            report.known += 1;
            continue;
        }
        if row.amount != Money::ZERO && row.amount != order.missing() {
            report.problems.push(problem(row.row, "differs", differs(row, &order)));
        }
        report.matched += 1;
        report.amount += row.amount;
        report.fee += row.fee;
        report.freight += row.freight;
        report.net += row.net();
        days.entry(row.day).or_default().push((order.id, row));
    }
    Ok((report, days))
}

fn problem(row: u32, code: &str, message: Sentence) -> PayoutProblem {
    PayoutProblem { row, code: code.to_owned(), message }
}

/// The shop's own COD order of a parcel: by its tracking number, else by the number that the file has.
fn own_cod(book: &Reader<'_>, row: &CodRow) -> Result<Option<Order>, ActionError> {
    for code in [&row.tracking, &row.order] {
        if let Some(id) = book.order_by_scan(code)? {
            let order = book.order(id)?;
            if order.store.is_none() && order.terms == Terms::Cod && order.stage.has_left() {
                return Ok(Some(order));
            }
        }
    }
    Ok(None)
}

fn payment(
    id: runut_core::PaymentId,
    staged: &Remittance,
    day: Day,
    rows: &[(OrderId, &CodRow)],
    ctx: &Context,
) -> Payment {
    Payment {
        id,
        flow: Flow::In,
        account: staged.account,
        method: PaymentMethod::Cod,
        amount: rows.iter().map(|(_, row)| row.net()).sum(),
        at: Instant(ctx.zone.begins(day).0.min(ctx.now.0)),
        day,
        payer: String::new(),
        reference: String::new(),
        note: staged.name.clone(),
        parts: rows.iter().map(|(order, row)| PaymentPart { order: *order, amount: row.amount }).collect(),
        withheld: rows.iter().map(|(order, row)| (*order, (row.fee, row.freight))).collect(),
        voided: None,
    }
}

fn unknown(row: &CodRow) -> Sentence {
    let (at, parcel) = (row.row, &row.tracking);
    Sentence::new(
        format!(
            "Baris {at}: resi {parcel} bukan pesanan COD sendiri yang sudah dikirim, jadi dilewati. Catat pesanan atau resinya dulu."
        ),
        format!(
            "Row {at}: parcel {parcel} is no COD order of the shop's own that was sent, so it is left out. Enter its order or number first."
        ),
    )
}

fn differs(row: &CodRow, order: &Order) -> Sentence {
    let (at, id, amount, due) = (row.row, order.id, row.amount, order.missing());
    Sentence::new(
        format!(
            "Baris {at}: kurir menerima Rp {amount} untuk pesanan {id}, tagihannya Rp {due}. Periksa, lalu tanyakan ke kurir."
        ),
        format!(
            "Row {at}: the courier collected Rp {amount} for order {id}, which comes to Rp {due}. Check, and ask the courier."
        ),
    )
}

fn ahead(day: Day) -> Refusal {
    Refusal::new(
        "payment_date",
        format!("Tanggal pencairan {day} belum tiba. Periksa tanggal di filenya dan jam komputer ini."),
        format!("The payout's day {day} lies ahead. Check the file's dates and this computer's clock."),
    )
}

fn negative(day: Day, net: Money) -> Refusal {
    Refusal::new(
        "remittance_negative",
        format!("Pencairan {day} berjumlah Rp {net}: potongannya melebihi yang diterima. Catat sebagai tagihan kurir."),
        format!(
            "The payout of {day} comes to Rp {net}: more is withheld than collected. Enter it as the courier's bill."
        ),
    )
}
