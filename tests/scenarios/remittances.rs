//! What couriers collect and pay out: less fees and freight, several orders in one payment, once.

use runut_actions::remittances::{self, CodColumns, RemittanceReport};
use runut_actions::{ActionError, undo, void_payment};
use runut_core::undo::Way;
use runut_core::{AccountId, PaymentId};

use crate::script::{go_on, tell};
use crate::shop::Shop;

fn columns() -> CodColumns {
    CodColumns {
        tracking: "Resi".into(),
        amount: "Nilai".into(),
        fee: "Biaya".into(),
        freight: "Ongkir".into(),
        day: "Tanggal".into(),
        ..CodColumns::default()
    }
}

fn take(shop: &mut Shop, rows: &str) -> Result<RemittanceReport, ActionError> {
    let text = format!("Tanggal,Resi,Nilai,Biaya,Ongkir\n{rows}");
    let staged = remittances::read(&shop.book, "cod.csv", text.as_bytes(), &columns(), AccountId(1102))?;
    let seen = remittances::preview(&shop.book, &staged)?;
    let ctx = shop.ctx();
    let done = remittances::apply(&shop.book, &ctx, &staged)?.value;
    assert_eq!(RemittanceReport { applied: true, ..seen }, done, "the preview says what applying does");
    Ok(done)
}

fn holds(shop: &Shop, wanted: &[(i64, i64)]) {
    for (account, amount) in wanted {
        assert_eq!(shop.read(|book| book.balance(AccountId(*account))), *amount, "account {account}");
    }
    shop.sound();
}

/// A 42,000, B 58,000, each with 10,000 of shipping; C came back.
fn sent() -> Shop {
    let mut shop = tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 2xHijau@16000 ship=10000 cod     => awaiting_approval
        own B 3xHijau@16000 ship=10000 cod     => awaiting_approval
        own C 1xHijau@16000 ship=10000 cod     => awaiting_approval
        approve A                              => approved
        approve B                              => approved
        approve C                              => approved
        pack A                                 => packed
        pack B                                 => packed
        pack C                                 => packed
        ship A JNE CM00000000001               => shipped
        ship B JNE CM00000000002               => shipped
        ship C JNE CM00000000003               => shipped
        ",
    );
    go_on(&mut shop, "fail C ditolak pembeli                 => shipped failed");
    shop
}

#[test]
fn fees_and_freight_are_withheld_of_several_orders_in_one_payout() {
    let mut shop = sent();
    let today = shop.ctx().today;
    let rows = format!("{today},CM00000000001,42000,1260,9000\n{today},CM00000000002,58000,1740,11000\n");
    let report = take(&mut shop, &rows).unwrap();
    assert_eq!((report.rows, report.matched, report.problems.len(), report.net.0), (2, 2, 0, 77_000));
    let after = [(1102, 77_000), (6110, 3_000), (1210, 0), (2102, 0), (2111, 0), (2110, 0), (6120, 0)];
    holds(&shop, &after);
    // The same again, with one that isn't ours: nothing.
    let again = take(&mut shop, &format!("{rows}{today},CM00000000009,5000,0,0\n")).unwrap();
    assert_eq!((again.matched, again.known, again.unknown), (0, 2, 1));
    holds(&shop, &after);
    // A parcel that came back has its freight withheld.
    let mut shop = sent();
    let rows = format!("{rows}{today},CM00000000003,0,0,18000\n");
    take(&mut shop, &rows).unwrap();
    holds(&shop, &[(1102, 59_000), (6110, 3_000), (6120, 18_000), (1210, 0), (2102, 0), (2111, 0), (2110, 0)]);
    assert_eq!(take(&mut shop, &rows).unwrap().known, 3);
}

#[test]
fn a_payout_is_voided_and_taken_back() {
    let mut shop = sent();
    let today = shop.ctx().today;
    let rows = format!("{today},CM00000000001,42000,1260,9000\n{today},CM00000000002,58000,1740,11000\n");
    take(&mut shop, &rows).unwrap();
    let ctx = shop.ctx();
    void_payment(&shop.book, &ctx, PaymentId(1), "salah berkas").unwrap();
    holds(&shop, &[(1102, 0), (6110, 0), (1210, 100_000), (2102, -20_000), (2110, 0)]);
    take(&mut shop, &rows).unwrap();
    holds(&shop, &[(1102, 77_000), (6110, 3_000), (1210, 0), (2102, 0)]);
    let ctx = shop.ctx();
    undo(&shop.book, &ctx, Way::Back).unwrap();
    holds(&shop, &[(1102, 0), (6110, 0), (1210, 100_000), (2110, 0)]);
}

#[test]
fn what_differs_is_said_and_what_cannot_be_is_refused() {
    let mut shop = sent();
    let today = shop.ctx().today;
    let report = take(&mut shop, &format!("{today},CM00000000001,41000,1260,9000\n")).unwrap();
    assert_eq!(report.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["differs"]);
    holds(&shop, &[(1102, 30_740), (1210, 59_000)]);
    for (row, code) in [
        (format!("{today},CM00000000003,0,0,18000\n"), "remittance_negative"),
        ("2031-01-02,CM00000000002,58000,0,0\n".to_owned(), "payment_date"),
    ] {
        match take(&mut shop, &row) {
            Err(ActionError::Refused(refusal)) => assert_eq!(refusal.code, code),
            other => panic!("{other:?}"),
        }
    }
    holds(&shop, &[(1102, 30_740), (1210, 59_000)]);
}
