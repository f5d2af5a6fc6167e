//! One parcel packed by its scans.

use std::process::ExitCode;

use runut_actions::pack_scan;
use runut_core::rows::PackAnswer;
use runut_core::{OrderId, Refusal, excerpt};
use runut_store::Reader;

use super::Desk;
use crate::output::Fault;

/// Packs one order by scanning: opens it, then every code.
pub(super) fn pack(desk: &Desk<'_>, ids: &[String], codes: &[String]) -> Result<ExitCode, Fault> {
    let [order] = desk.orders(ids)?[..] else {
        return Err(Fault::Usage("--scan mengemas satu pesanan saja; sebut satu pesanan".to_owned()));
    };
    desk.book.read(|book| codes.iter().try_for_each(|code| stays(book, order, code)))?;
    let mut answers: Vec<PackAnswer> = Vec::new();
    let mut context = desk.context()?;
    let base = context.request.clone();
    let opening = order.code();
    for (at, code) in std::iter::once(&opening).chain(codes).enumerate() {
        context.request = format!("{base}/{at}");
        let answer = pack_scan(&desk.book, &context, Some(order), code)?.value;
        desk.out.say(&answer.said.id);
        if let Some(stop) = &answer.stop {
            desk.out.say(&stop.advice.id);
        }
        // What can't be opened can't be packed; more scans would only repeat it.
        let unopened = at == 0 && answer.stop.is_some();
        answers.push(answer);
        if unopened {
            break;
        }
    }
    let left = left(&answers);
    if left > 0 {
        desk.out.say(&format!("Paket {order} masih kurang {left}."));
    }
    let stopped = answers.iter().any(|answer| answer.stop.is_some());
    desk.out.value(&answers, |_| String::new());
    Ok(ExitCode::from(u8::from(stopped || left > 0)))
}

/// Units that the parcel still lacks, by what was last seen of it.
fn left(answers: &[PackAnswer]) -> i64 {
    if answers.iter().any(|answer| answer.finished.is_some()) {
        return 0;
    }
    let seen = answers.iter().rev().find_map(|answer| answer.view.as_ref());
    seen.map_or(0, |view| view.units - view.checked)
}

/// Refuses a code that would open another order's parcel. It is read as the packing table reads it: an order's code,
/// then goods, then a bare order number.
fn stays(book: &Reader<'_>, order: OrderId, code: &str) -> Result<(), Fault> {
    let code = code.trim();
    let opens = match book.order_by_scan(code)? {
        Some(found) => Some(found),
        None if book.variant_by_code(code)?.is_some() || code.parse::<i64>().is_err() => None,
        None => book.find_order(code)?,
    };
    let Some(other) = opens.filter(|found| *found != order) else { return Ok(()) };
    let shown = excerpt(code, 40);
    let (id, en) = (
        format!("{shown} membuka paket {other}, padahal yang dikemas paket {order}. Kemas satu per satu."),
        format!("{shown} opens parcel {other}, but parcel {order} is being packed. Pack them one by one."),
    );
    Err(Refusal::new("other_parcel", id, en).with("code", shown).with("order", other).into())
}
