//! The unique code in an order's total.

use runut_core::order::{Order, unique_codes};
use runut_core::rows::{OrderForm, Shop};
use runut_core::{AccountId, Money, Sentence};
use runut_store::Reader;

use super::reading::{ReadForm, takes_code};
use crate::ActionError;

/// Gives the order the code that makes its total unlike every other that waits for money in its account, or none where it
/// carries none. One that it has stays while it tells. Where all are taken the total goes without, and that is said.
pub(super) fn fit(
    book: &Reader<'_>,
    form: &OrderForm,
    shop: &Shop,
    typed: &mut ReadForm,
) -> Result<Option<Sentence>, ActionError> {
    let wanted = form.unique_code && (shop.unique_codes || typed.order.unique_code > Money::ZERO);
    fit_to(book, wanted && takes_code(typed.order.terms, typed.about.account), typed.about.account, &mut typed.order)
}

/// As [`fit`], of an order whose lines and terms stand.
pub(super) fn fit_to(
    book: &Reader<'_>,
    wanted: bool,
    account: Option<AccountId>,
    order: &mut Order,
) -> Result<Option<Sentence>, ActionError> {
    let bare = order.own_total() - order.unique_code;
    // What is paid, if only in part, was paid without one.
    if wanted && order.net_paid() > Money::ZERO && order.unique_code == Money::ZERO {
        order.total = order.own_total();
        return Ok(None);
    }
    let (mut code, mut hint) = (Money::ZERO, None);
    if let Some(account) = account.filter(|_| wanted && bare > Money::ZERO) {
        let own = Some(order.unique_code).filter(|code| *code > Money::ZERO);
        let mut found = None;
        for code in own.into_iter().chain(unique_codes(order.id.0)) {
            if !book.total_waits(account, bare + code, order.id)? {
                found = Some(code);
                break;
            }
        }
        code = found.unwrap_or_default();
        if found.is_none() {
            hint = Some(Sentence::new(
                "Semua kode unik untuk total ini sedang dipakai; pesanan ini tanpa kode.",
                "Every unique code for this total is in use; this order goes without.",
            ));
        }
    }
    if order.unique_code != code {
        (order.unique_code, order.code_taken) = (code, Money::ZERO);
    }
    order.total = order.own_total();
    Ok(hint)
}
