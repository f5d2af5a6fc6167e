//! Money and what comes back: stories whose balances the shop's rules give to the rupiah.

use runut_core::posting::Account;
use runut_core::{AccountId, PaymentId};

use crate::script::tell;

/// domain.md's worked example, balance by balance.
#[test]
fn the_worked_example_of_an_own_channel() {
    tell(
        "
        goods Hijau
        receive Hijau 10 @9000
        own A 10xHijau@20000-20000 ship=15000 code=123 => awaiting_payment
        money A                                => paid 0 missing 195123 owed 0
        pay A=195123                           => awaiting_approval
        balance bank                           => 195123
        balance customer_deposits              => -195123
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        balance sales                          => -200000
        balance discounts                      => 20000
        balance shipping_pass_through          => -15000
        balance unique_codes                   => -123
        balance customer_receivable            => 0
        balance customer_deposits              => 0
        balance bank                           => 195123
        balance cost_of_goods                  => 90000
        bill A 13000                           => shipped
        balance courier_payable                => -13000
        balance shipping_pass_through          => 0
        balance shipping_expense               => -2000
        bill A 17000                           => shipped    # known better
        balance courier_payable                => -17000
        balance shipping_pass_through          => 0
        balance shipping_expense               => 2000
        deliver A                              => delivered
        complete A                             => completed
        log A                                  => new place pay approve pack ship courier_bill courier_bill deliver complete
        ",
    );
}

#[test]
fn cod_delivered_and_remitted() {
    tell(
        "
        goods Hijau
        receive Hijau 2 @9000
        own A 2xHijau@16000 ship=10000 cod     => awaiting_approval
        own B 1xHijau@16000                    => stock_short
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        balance cod_receivable                 => 42000
        balance customer_receivable            => 0
        deliver A                              => delivered
        pay A=42000 cod ref:SETOR1             => delivered
        balance cod_receivable                 => 0
        balance customer_deposits              => 0
        balance bank                           => 42000
        complete A                             => completed
        ",
    );
}

#[test]
fn a_remittance_is_of_cod_orders_and_one_payment_may_cover_many() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 1xHijau@16000 cod                => awaiting_approval
        own B 2xHijau@16000 cod                => awaiting_approval
        own C 1xHijau@16000                    => awaiting_payment
        pay A=16000 C=16000 cod                => cod_terms
        balance bank                           => 0
        approve A                              => approved
        approve B                              => approved
        pack A                                 => packed
        pack B                                 => packed
        ship A JNE CM00000000001               => shipped
        ship B JNE CM00000000001               => tracking_used
        ship B JNE CM00000000001 join          => shipped    # gabung paket
        bill A 8000                            => shipped
        bill B 7000                            => shipped
        balance courier_payable                => -15000
        pay A=16000 B=32000 cod ref:SETOR2     => shipped
        balance cod_receivable                 => 0
        pay A=16000 B=32000 cod ref:SETOR2     => payment_twice
        pay C=10000                            => awaiting_payment
        pay C=6000 cash                        => awaiting_approval
        balance cash                           => 6000
        balance customer_deposits              => -16000
        ",
    );
}

#[test]
fn cod_failed_and_its_goods_graded() {
    tell(
        "
        goods Hijau
        receive Hijau 3 @9000
        own A 3xHijau@16000 ship=10000 cod     => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        fail A                                 => reason_missing
        fail A ditolak pembeli                 => shipped failed
        back                                   => A 0/3
        balance sales                          => 0
        balance cod_receivable                 => 0
        balance cost_of_goods                  => 27000      # waits until the goods are graded
        bill A 10000                           => shipped failed
        balance shipping_expense               => 10000      # a failed COD still costs shipping
        balance courier_payable                => -10000
        return A Hijau=1/1/0                   => shipped failed
        back                                   => A 2/3
        stock Hijau                            => on_hand 1 allocated 0 available 1 value 9000
        balance damaged_goods                  => 9000
        balance cost_of_goods                  => 9000
        return A Hijau=0/0/2                   => return_lines
        return A Hijau=0/0/1                   => returned failed
        back                                   =>
        balance cost_of_goods                  => 0
        balance damaged_goods                  => 18000
        balance inventory                      => 9000
        ",
    );
}

#[test]
fn a_marketplaces_claim_and_its_return() {
    tell(
        "
        file M to_ship 2xHijau@16000-1000      => approved
        receive Hijau 2 @9000
        pack M                                 => packed
        ship M SPX SPXID000000000001           => shipped
        file M completed 2xHijau@16000-1000~1  => completed
        balance sales_returns                  => 15500      # one unit's share of the net price
        balance marketplace_receivable:shopee  => 15500
        back                                   => pembeli 0/1
        return M Hijau=1/0/0                   => completed
        stock Hijau                            => on_hand 1 allocated 0 available 1 value 9000
        balance cost_of_goods                  => 9000
        pay M=31000                            => marketplace_money
        refund M=1                             => marketplace_money
        claim M Hijau=1:1 retak                => claim_share
        claim M Hijau=1:0 retak                => completed  # the other one too, at its share
        balance marketplace_receivable:shopee  => 0
        return M Hijau=0/1/0                   => returned
        balance damaged_goods                  => 9000
        balance cost_of_goods                  => 0
        ",
    );
}

#[test]
fn an_own_claim_comes_out_of_what_is_paid() {
    tell(
        "
        goods Hijau
        receive Hijau 2 @9000
        own A 2xHijau@16000 ship=10000         => awaiting_payment
        pay A=42000                            => awaiting_approval
        approve A                              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        claim A Hijau=3:1 retak                => claim_lines
        claim A Hijau=0:40000 retak            => claim_lines
        claim A ship=10001 retak               => claim_shipping
        claim A Hijau=0:5000 ship=2000 retak   => shipped    # the buyer keeps the goods
        money A                                => paid 42000 missing 0 owed 7000
        balance sales_returns                  => 5000
        balance shipping_expense               => 2000
        balance customer_receivable            => 0
        balance customer_deposits              => -7000
        refund A=7001                          => owed
        refund A=7000                          => shipped
        balance customer_deposits              => 0
        balance bank                           => 35000
        recall A salah kirim                   => claimed
        ",
    );
}

#[test]
fn partial_payment_overpayment_and_what_is_owed() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 2xHijau@16000 code=77            => awaiting_payment
        pay A=20000                            => awaiting_payment
        approve A                              => not_covered
        pay A=12000                            => awaiting_approval   # short by the code: the code gives way
        money A                                => paid 32000 missing 0 owed 0
        own B 1xHijau@16000                    => awaiting_payment
        pay B=20000                            => awaiting_approval
        money B                                => paid 20000 missing 0 owed 4000
        refund B=4001                          => owed
        refund B=4000                          => awaiting_approval
        money B                                => paid 20000 missing 0 owed 0
        void 3 salah catat                     => refunded
        cancel B pembeli batal                 => cancelled
        money B                                => paid 20000 missing 0 owed 16000
        balance customer_deposits              => -48000
        refund B=16000                         => cancelled
        balance customer_deposits              => -32000
        balance bank                           => 32000
        ",
    );
}

#[test]
fn a_payment_over_two_orders_is_voided_whole() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 1xHijau@16000                    => awaiting_payment
        own B 2xHijau@16000                    => awaiting_payment
        pay A=16000 B=32000                    => awaiting_approval
        stage B                                => awaiting_approval
        approve B                              => approved
        pack B                                 => packed
        void 1                                 => reason_missing
        void 1 uangnya tidak masuk             => awaiting_payment    # before approval: waits again
        stage B                                => packed held         # after it: held
        ship B JNE CM00000000001               => held
        balance bank                           => 0
        balance customer_deposits              => 0
        void 1 lagi                            => voided
        pay B=32000                            => packed held
        release B                              => packed
        ship B JNE CM00000000001               => shipped
        balance customer_receivable            => 0
        void 2 uangnya tidak masuk             => shipped             # after it left: owed again
        balance customer_receivable            => 32000
        money B                                => paid 0 missing 32000 owed 0
        pay B=32000 ref:X                      => shipped
        balance customer_receivable            => 0
        ",
    );
}

/// A payment that turns out not to be one leaves an approved order uncovered: it is held, and only an owner may let it
/// through again without the money.
#[test]
fn the_owner_lets_through_what_is_not_covered() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 2xHijau@16000                    => awaiting_payment
        approve A                              => not_covered
        as Sari
        approve A percaya                      => owner_only
        pay A=32000                            => awaiting_approval
        approve A percaya                      => approved            # covered: anyone may, the reason changes nothing
        void 1 uangnya tidak masuk             => approved held
        pack A                                 => held
        unapprove A                            => awaiting_payment held
        release A                              => awaiting_payment
        approve A                              => not_covered
        approve A percaya                      => owner_only
        as Ratna
        approve A                              => not_covered
        approve A pelanggan tetap              => approved
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        balance customer_receivable            => 32000
        pay A=32000                            => shipped
        balance customer_receivable            => 0
        ",
    );
}

/// A regular customer pays on Friday: the owner lets the order through as it waits for its money, and may take that back;
/// it then waits without a deadline. A marketplace's unpaid order waits for its file.
#[test]
fn the_owner_lets_an_unpaid_order_through() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 2xHijau@16000                    => awaiting_payment
        approve A pelanggan tetap              => approved
        unapprove A                            => awaiting_payment
        expire A                               => not_due
        approve A pelanggan tetap              => approved
        pack A                                 => packed
        ship A JNE CM00000000002               => shipped
        balance customer_receivable            => 32000
        pay A=32000                            => shipped
        balance customer_receivable            => 0
        file B unpaid 1xHijau@16000            => awaiting_payment
        approve B pelanggan tetap              => stage
        ",
    );
}

#[test]
fn sold_ahead_is_placed_without_stock_and_packed_when_it_is_in() {
    tell(
        "
        goods +Hijau Biru
        own A 2xHijau@16000 1xBiru@16000       => stock_short
        own A 2xHijau@16000                    => awaiting_payment
        stock Hijau                            => on_hand 0 allocated 2 available -2 value 0
        pay A=32000                            => awaiting_approval
        approve A                              => approved
        pack A                                 => stock_short
        receive Hijau 2 @9000
        pack A                                 => packed
        ship A JNE CM00000000001               => shipped
        stock Hijau                            => on_hand 0 allocated 0 available 0 value 0
        ",
    );
}

/// What left before the shop first counted its shelf has no known cost, until a person says it.
#[test]
fn an_unknown_cost_is_typed_in() {
    tell(
        "
        file A shipped 2xHijau@16000           => shipped
        balance cost_of_goods                  => 0
        cost A Hijau 9000                      => shipped
        balance cost_of_goods                  => 18000
        balance opening_balance                => -18000
        balance inventory                      => 0
        cost A Hijau 9000                      => cost_known
        ",
    );
}

#[test]
fn every_refused_payment_leaves_the_book_as_it_was() {
    let mut shop = tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 1xHijau@16000                    => awaiting_payment
        pay A=16000                            => awaiting_approval
        own B 1xHijau@16000                    => awaiting_payment
        ",
    );
    use runut_core::rows::{PaymentForm, PaymentMethod, PaymentPart};
    use runut_core::{Instant, Money, OrderId};
    let day = 86_400_000;
    let ctx = shop.ctx();
    let form = PaymentForm {
        fee: Money::ZERO,
        account: Account::Bank.id(),
        method: PaymentMethod::Transfer,
        amount: Money(16_000),
        at: None,
        payer: "=cmd()".into(),
        reference: String::new(),
        note: String::new(),
        parts: vec![PaymentPart { order: OrderId(2), amount: Money(16_000) }],
    };
    let part = |order, amount| PaymentPart { order: OrderId(order), amount: Money(amount) };
    let kept = |fee, amount| PaymentForm {
        fee: Money(fee),
        method: PaymentMethod::Qris,
        ..PaymentForm { amount: Money(amount), parts: vec![part(2, 16_000)], ..form.clone() }
    };
    let of = |amount, parts| PaymentForm { amount: Money(amount), parts, ..form.clone() };
    let cases = [
        ("amount", of(0, vec![part(2, 0)])),
        ("amount", of(-5, vec![part(2, -5)])),
        ("amount", of(i64::MAX, vec![part(2, i64::MAX)])),
        ("amount", of(16_000, vec![part(2, 20_000), part(1, -4_000)])),
        ("parts_sum", of(16_000, vec![part(2, 15_999)])),
        ("fee", kept(-1, 16_001)),
        ("parts_sum", kept(700, 16_000)),
        ("amount", kept(16_000, 0)),
        ("part_twice", of(16_000, vec![part(2, 8_000), part(2, 8_000)])),
        ("no_orders", of(16_000, vec![])),
        ("missing", of(16_000, vec![part(2, 8_000), part(99, 8_000)])),
        ("account_unknown", PaymentForm { account: Account::Sales.id(), ..form.clone() }),
        ("account_unknown", PaymentForm { account: AccountId(1107), ..form.clone() }),
        ("payment_date", PaymentForm { at: Some(Instant(ctx.now.0 + day)), ..form.clone() }),
        ("payment_date", PaymentForm { at: Some(Instant(ctx.now.0 - 400 * day)), ..form.clone() }),
        ("payment_date", PaymentForm { at: Some(Instant(i64::MIN)), ..form.clone() }),
    ];
    let before = shop.book.dump().unwrap();
    for (code, form) in cases {
        let error = runut_actions::record_payment(&shop.book, &ctx, &form).unwrap_err();
        assert_eq!(crate::script::code(&error), code, "{form:?}");
        assert_eq!(shop.book.dump().unwrap(), before, "{code}");
    }
    let missing = runut_actions::void_payment(&shop.book, &ctx, PaymentId(9), "x").unwrap_err();
    assert_eq!(crate::script::code(&missing), "missing");
    let twice = runut_actions::record_payment(&shop.book, &ctx, &of(16_000, vec![part(1, 16_000)])).unwrap().value;
    assert!(twice.message.en.contains("Mind"), "the same again without a reference is pointed out: {twice:?}");
    shop.sound();
}

#[test]
fn deadlines_pass_and_return_windows_end() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 1xHijau@16000                    => awaiting_payment
        own B 1xHijau@16000                    => awaiting_payment
        own C 1xHijau@16000                    => awaiting_payment
        pay B=5000                             => awaiting_payment
        hold C pembeli minta waktu             => awaiting_payment held
        expire A                               => not_due
        expire                                 => 0 done
        wait 38
        expire                                 => 0 done
        wait 1
        expire                                 => 1 done partly_paid held
        stage A                                => cancelled
        stock Hijau                            => on_hand 9 allocated 2 available 7 value 81000
        expire                                 => 0 done partly_paid held
        pay B=11000                            => awaiting_approval
        approve B                              => approved
        pack B                                 => packed
        ship B JNE CM00000000001               => shipped
        deliver B                              => delivered
        accept                                 => 0 done
        wait 71
        accept                                 => 0 done
        wait 2
        accept                                 => 1 done
        stage B                                => completed
        reopen A                               => awaiting_payment
        ",
    );
}

#[test]
fn payments_and_what_they_may_be_for_are_found() {
    tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own Wulan 1xHijau@16000                => awaiting_payment
        own Sinta 2xHijau@16000                => awaiting_payment
        own Made 1xHijau@16000 cod             => awaiting_approval
        which                                  => Made Sinta Wulan
        which sinta                            => Sinta
        which 32.000                           => Sinta!
        which RN-1                             => Wulan
        pay Wulan=16000 ref:TRX_9              => awaiting_approval
        which                                  => Made Sinta
        pay Sinta=40000 cash                   => awaiting_approval
        refund Sinta=8000                      => awaiting_approval
        payments                               => 3- 2+ 1+
        payments 16.000                        => 1+
        payments trx_                          => 1+
        payments trx%                          =>
        payments RN-2                          => 3- 2+
        payments 2                             => 3- 2+
        ",
    );
}

/// A courier of the shop's own takes it: no tracking number is needed. A parcel that comes back isn't packed again.
#[test]
fn own_delivery_needs_no_number_and_a_returned_parcel_is_not_packed() {
    tell(
        "
        goods Hijau
        receive Hijau 2 @9000
        own A 1xHijau@16000 cod                => awaiting_approval
        own B 1xHijau@16000 cod                => awaiting_approval
        approve A                              => approved
        approve B                              => approved
        pack A                                 => packed
        pack B                                 => packed
        take B JNE                             => tracking_missing
        take B Antar sendiri                   => shipped
        ship A JNE CM00000000001               => shipped
        fail A ditolak                         => shipped failed
        scan - slip:A                          => wrong_stage
        ",
    );
}

/// What a gateway keeps of a payment is a fee of the shop's: the buyer has paid all of it.
#[test]
fn a_gateways_fee_is_kept_of_the_payment() {
    use runut_actions::{record_payment, void_payment};
    use runut_core::rows::{PaymentForm, PaymentMethod, PaymentPart};
    use runut_core::{Money, Stage};
    let mut shop = tell(
        "
        goods Hijau
        receive Hijau 9 @9000
        own A 1xHijau@16000                    => awaiting_payment
        own B 2xHijau@16000                    => awaiting_payment
        ",
    );
    let of =
        |shop: &crate::shop::Shop, name: &str, amount| PaymentPart { order: shop.order(name), amount: Money(amount) };
    let form = PaymentForm {
        account: Account::Bank.id(),
        method: PaymentMethod::Qris,
        amount: Money(47_663),
        fee: Money(337),
        at: None,
        payer: String::new(),
        reference: "QR1".into(),
        note: String::new(),
        parts: vec![of(&shop, "A", 16_000), of(&shop, "B", 32_000)],
    };
    let ctx = shop.ctx();
    let paid = record_payment(&shop.book, &ctx, &form).unwrap().value;
    let balance = |shop: &crate::shop::Shop, account: Account| shop.read(|book| book.balance(account));
    assert_eq!((balance(&shop, Account::Bank), balance(&shop, Account::PaymentFees)), (47_663, 337));
    assert_eq!((balance(&shop, Account::CustomerDeposits), balance(&shop, Account::CodFees)), (-48_000, 0));
    for name in ["A", "B"] {
        assert_eq!(shop.read(|book| book.order(shop.order(name))).stage, Stage::AwaitingApproval);
    }
    shop.sound();
    let ctx = shop.ctx();
    void_payment(&shop.book, &ctx, paid.payment, "salah catat").unwrap();
    assert_eq!((balance(&shop, Account::Bank), balance(&shop, Account::PaymentFees)), (0, 0));
    shop.sound();
}
