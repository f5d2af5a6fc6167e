//! Money received and given back.

use std::process::ExitCode;

use runut_actions::{account_named, record_payment, record_refund, void_payment};
use runut_core::rows::{
    OwedList, PaymentCandidate, PaymentForm, PaymentPage, PaymentPart, PaymentQuery, PaymentSaved, RefundForm,
};
use runut_core::{AccountId, Money, PaymentId};
use runut_store::reports;

use super::outcome::said;
use super::pages::gather;
use super::{Desk, find};
use crate::args::{Pay, PaymentList, Refund, money};
use crate::output::{Fault, table};
use crate::when::When;

/// A part as typed: an order and how much for it; what it still lacks where no amount stands there.
fn part(desk: &Desk<'_>, typed: &str) -> Result<PaymentPart, Fault> {
    let (word, amount) = typed.split_once('=').map_or((typed, None), |(order, amount)| (order, Some(amount)));
    let order = desk.book.read(|book| find(book, word))?;
    let amount = match amount {
        Some(amount) => money(amount).map_err(Fault::Usage)?,
        None => desk.book.read(|book| Ok::<_, Fault>(book.order(order)?.missing()))?,
    };
    Ok(PaymentPart { order, amount })
}

fn account(desk: &Desk<'_>, word: &str) -> Result<AccountId, Fault> {
    desk.book.read(|book| Ok::<_, Fault>(account_named(book, word)?))
}

pub fn pay(desk: &Desk<'_>, pay: &Pay) -> Result<ExitCode, Fault> {
    let parts = pay.parts.iter().map(|typed| part(desk, typed)).collect::<Result<Vec<_>, _>>()?;
    let context = desk.context()?;
    let at = pay.at.as_deref().map(|text| When::read(Some(text))).transpose()?;
    let form = PaymentForm {
        account: account(desk, &pay.how.account)?,
        method: pay.how.method,
        amount: parts.iter().map(|part| part.amount).sum::<Money>() - pay.fee,
        fee: pay.fee,
        at: at.map(|when| when.instant(context.zone)),
        payer: pay.payer.clone(),
        reference: pay.how.reference.clone(),
        note: pay.how.note.clone(),
        parts,
    };
    saved(desk, &record_payment(&desk.book, &context, &form)?.value)
}

pub fn refund(desk: &Desk<'_>, refund: &Refund) -> Result<ExitCode, Fault> {
    let (order, owed) = desk.book.read(|book| {
        let order = book.order(find(book, &refund.id)?)?;
        if refund.amount.is_none() {
            order.refuse_nothing_owed()?;
        }
        Ok::<_, Fault>((order.id, order.owed_to_buyer()))
    })?;
    let form = RefundForm {
        order,
        account: account(desk, &refund.how.account)?,
        method: refund.how.method,
        amount: refund.amount.unwrap_or(owed),
        reference: refund.how.reference.clone(),
        note: refund.how.note.clone(),
    };
    saved(desk, &record_refund(&desk.book, &desk.context()?, &form)?.value)
}

fn saved(desk: &Desk<'_>, saved: &PaymentSaved) -> Result<ExitCode, Fault> {
    desk.out.value(saved, |saved| format!("{}\n{}", saved.message.id, saved.text));
    Ok(ExitCode::SUCCESS)
}

pub fn void(desk: &Desk<'_>, payment: i64, reason: &str) -> Result<ExitCode, Fault> {
    said(desk, &void_payment(&desk.book, &desk.context()?, PaymentId(payment), reason)?.value)
}

pub fn list(desk: &Desk<'_>, list: &PaymentList) -> Result<ExitCode, Fault> {
    let page: PaymentPage = desk.book.read(|book| {
        let order = list.order.as_deref().map(|word| find(book, word)).transpose()?;
        let of = list.account.as_deref().map(|word| account_named(book, word)).transpose()?;
        let query = |after, limit| PaymentQuery {
            order,
            account: of,
            from: list.from,
            to: list.to,
            search: list.search.clone(),
            after,
            limit,
        };
        gather(list.limit, list.after.as_deref(), |after, limit| {
            Ok(reports::payments_page(book, &query(after, limit), desk.now)?)
        })
    })?;
    let zone = desk.context()?.zone;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|row| {
                let orders: Vec<String> = row.parts.iter().map(|part| part.order.to_string()).collect();
                let kind = match (&row.voided, row.refund) {
                    (Some(_), _) => "batal",
                    (None, true) => "keluar",
                    (None, false) => "masuk",
                };
                vec![
                    row.id.to_string(),
                    zone.local(row.at).format("%Y-%m-%d %H.%M").to_string(),
                    kind.to_owned(),
                    row.amount.to_string(),
                    row.account_name.clone(),
                    orders.join(" "),
                    row.payer.clone(),
                    row.reference.clone(),
                ]
            })
            .collect();
        let list = table(&["No", "Waktu", "", "Rp", "Rekening", "Pesanan", "Pembayar", "Referensi"], &rows);
        format!("{list}\nMasuk hari ini Rp {}", page.today)
    });
    Ok(ExitCode::SUCCESS)
}

pub fn candidates(desk: &Desk<'_>, search: &str, amount: Option<Money>) -> Result<ExitCode, Fault> {
    let found: Vec<PaymentCandidate> =
        desk.book.read(|book| Ok::<_, Fault>(reports::payment_candidates(book, search, amount, desk.now)?))?;
    desk.out.value(&found, |found| {
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|row| {
                let exact = if row.exact { "=" } else { "" };
                vec![
                    exact.to_owned(),
                    row.order.number.to_string(),
                    row.order.customer.clone(),
                    row.order.stage.word().id,
                    row.missing.to_string(),
                ]
            })
            .collect();
        table(&["", "Nomor", "Pembeli", "Tahap", "Kurang Rp"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

pub fn owed(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let list: OwedList = desk.book.read(|book| Ok::<_, Fault>(reports::owed_list(book, desk.now)?))?;
    desk.out.value(&list, |list| {
        let rows: Vec<Vec<String>> = list
            .rows
            .iter()
            .map(|row| vec![row.order.number.to_string(), row.order.customer.clone(), row.owed.to_string()])
            .collect();
        format!("{}\nSemua Rp {}", table(&["Nomor", "Pembeli", "Rp"], &rows), list.total)
    });
    Ok(ExitCode::SUCCESS)
}
