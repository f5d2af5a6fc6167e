//! Buying, from an order to its payment: what stock, money and the log must be after each step.

use runut_actions::{
    ActionError, PurchaseStep, add_cost, bill_couriers, enter_bill, pay_advance, pay_bills, read_courier_bills,
    receive, save_purchase, send_back, step_purchase,
};
use runut_core::posting::Account;
use runut_core::rows::{
    AdvanceForm, BillForm, BillPart, BillPayment, BilledLine, CostSplit, CourierBill, CourierBillRow, CourierBills,
    ExtraCost, LateCost, PurchaseForm, PurchaseLineForm, Receipt, ReceiptLine, SendBackForm, SendBackLine, SupplierRow,
};
use runut_core::{AccountId, BillId, Day, Money, PurchaseId, ReceiptId, SupplierId};
use runut_store::reports::{self, valuation};

use crate::script::{code, go_on, tell};
use crate::shop::Shop;

fn number(word: &str) -> i64 {
    word.trim_start_matches(['@', 'B', 'P', 'R']).parse().unwrap_or_else(|_| panic!("no number: {word}"))
}

fn said<T>(done: Result<T, ActionError>) -> String {
    done.map_or_else(|error| code(&error), |_| "done".into())
}

/// `5xHijau@900` by variant, units and price of one.
fn goods(shop: &Shop, word: &str) -> (runut_core::VariantId, i64, i64) {
    let (units, rest) = word.split_once('x').unwrap();
    let (name, price) = rest.split_once('@').unwrap();
    (shop.variant(name), number(units), number(price))
}

fn account(word: &str) -> AccountId {
    match word {
        "supplier" => Account::SupplierPayable.id(),
        "courier" => Account::CourierPayable.id(),
        "bank" => Account::Bank.id(),
        "cash" => Account::Cash.id(),
        other => AccountId(number(other)),
    }
}

/// `freight:3000:courier` and, behind it, how it is shared.
fn costs(words: &[&str]) -> Vec<ExtraCost> {
    let one = |word: &&str| {
        let [name, amount, of] = word.split(':').collect::<Vec<_>>()[..] else { panic!("no cost: {word}") };
        ExtraCost { name: name.into(), amount: Money(number(amount)), account: account(of) }
    };
    words.iter().filter(|word| word.contains(':')).map(one).collect()
}

fn split(words: &[&str]) -> CostSplit {
    match words.iter().find_map(|word| word.strip_prefix("by=")) {
        Some("units") => CostSplit::Units,
        Some("weight") => CostSplit::Weight,
        _ => CostSplit::Value,
    }
}

fn named<'a>(words: &'a [&str], name: &str) -> Option<&'a str> {
    words.iter().find_map(|word| word.strip_prefix(name))
}

/// The lines of purchases in a story.
pub fn run(shop: &mut Shop, words: &[&str]) -> Option<String> {
    Some(match words {
        ["buy", supplier, lines @ ..] => buy(shop, supplier, lines),
        ["arrive", what @ ..] => arrive(shop, what),
        ["invoice", receipt, rest @ ..] => bill(shop, receipt, rest),
        ["paybill", bill, rest @ ..] => {
            let ctx = shop.ctx();
            let amount = named(rest, "@").map(|amount| Money(number(amount)));
            let from = rest.iter().find(|word| !word.starts_with('@'));
            let form = BillPayment {
                parts: vec![BillPart { bill: BillId(number(bill)), amount }],
                account: from.filter(|word| **word != "credit").map(|word| account(word)),
                day: None,
                reference: String::new(),
            };
            said(pay_bills(&shop.book, &ctx, &form))
        }
        ["ahead" | "unahead", id, amount, from] => {
            let ctx = shop.ctx();
            let form = AdvanceForm {
                purchase: PurchaseId(number(id)),
                amount: Money(number(amount)),
                account: account(from),
                day: None,
                reference: String::new(),
                back: words[0] == "unahead",
            };
            said(pay_advance(&shop.book, &ctx, &form))
        }
        ["order-it" | "close-it" | "cancel-it", id] => {
            let ctx = shop.ctx();
            let step = match words[0] {
                "order-it" => PurchaseStep::Order,
                "close-it" => PurchaseStep::Close,
                _ => PurchaseStep::Cancel,
            };
            said(step_purchase(&shop.book, &ctx, PurchaseId(number(id)), step))
        }
        ["back", receipt, lines @ ..] => {
            let ctx = shop.ctx();
            let of = shop.read(|r| r.receipt(ReceiptId(number(receipt))));
            let line = |word: &&str| {
                let (units, rest) = word.split_once('x').unwrap();
                let (name, credit) =
                    rest.split_once('@').map_or((rest, None), |(name, c)| (name, Some(Money(number(c)))));
                let variant = shop.variant(name);
                let line = of.lines.iter().find(|line| line.variant == variant).map_or(0, |line| line.id);
                SendBackLine { line, quantity: number(units), credit }
            };
            let lines = lines.iter().map(line).collect();
            said(send_back(&shop.book, &ctx, &SendBackForm { receipt: of.id, reason: "cacat".into(), lines }))
        }
        ["late", receipt, rest @ ..] => {
            let ctx = shop.ctx();
            let cost = costs(rest).remove(0);
            said(add_cost(
                &shop.book,
                &ctx,
                &LateCost { receipt: ReceiptId(number(receipt)), cost, split: split(rest) },
            ))
        }
        ["purchase", id] => {
            let purchase = shop.read(|r| r.purchase(PurchaseId(number(id))));
            purchase.stage().key().into()
        }
        ["way", name] => {
            let variant = shop.variant(name);
            let way = shop.read(|r| r.on_the_way(Some(variant)));
            way.first().map_or(0, |(_, units)| *units).to_string()
        }
        ["owed", rest @ ..] => {
            let today = shop.ctx().today;
            let day = rest.first().map_or(today, |day| Day(i32::try_from(number(day)).unwrap()));
            let payables = shop.read(|r| reports::statements::payables(r, day));
            let row = |row: &runut_core::rows::PayableRow| {
                let due: Vec<String> = row.due.iter().map(|due| due.0.to_string()).collect();
                format!(
                    "{} {} unbilled {} credit {} = {}",
                    row.supplier,
                    due.join("/"),
                    row.unbilled.0,
                    row.credit.0,
                    row.owed.0
                )
            };
            let rows: Vec<String> = payables.rows.iter().map(row).collect();
            let others = payables.others.iter().filter(|_| !rest.is_empty());
            let others: Vec<String> = others.map(|o| format!("; {} {}", o.account, o.owed.0)).collect();
            format!("{}; {}{}", rows.join("; "), payables.total.0, others.concat())
        }
        ["couriers", rest @ ..] => couriers(shop, rest),
        ["worth", day] => {
            let found = shop.read(|r| valuation::valuation(r, Day(i32::try_from(number(day)).unwrap())));
            format!("{} units {}", found.units, found.value.0)
        }
        _ => return None,
    })
}

/// Couriers' bills: `A=9000 B=8000`, `shared 20000 A B`, or `charged DAYS`.
fn couriers(shop: &mut Shop, words: &[&str]) -> String {
    let ctx = shop.ctx();
    let bills = match words {
        ["shared", amount, names @ ..] => {
            let orders = names.iter().map(|name| shop.order(name)).collect();
            CourierBills::Shared { amount: Money(number(amount)), orders }
        }
        ["charged", days] => CourierBills::AsCharged { days: number(days) },
        pairs => {
            let pairs = pairs.iter().map(|pair| pair.split_once('=').unwrap());
            let bill =
                |(name, amount): (&str, &str)| CourierBill { order: shop.order(name), amount: Money(number(amount)) };
            CourierBills::Each { bills: pairs.map(bill).collect() }
        }
    };
    match bill_couriers(&shop.book, &ctx, &bills) {
        Ok(done) => format!("{} done, {} not", done.value.done.len(), done.value.refused.len()),
        Err(error) => code(&error),
    }
}

fn buy(shop: &mut Shop, supplier: &str, lines: &[&str]) -> String {
    let ctx = shop.ctx();
    let order = !lines.contains(&"draft");
    let id = named(lines, "P").map(|id| PurchaseId(number(id)));
    let line = |word: &&str| {
        let (variant, quantity, price) = goods(shop, word);
        PurchaseLineForm { variant, quantity, price: Money(price) }
    };
    let lines = lines.iter().filter(|word| word.contains('@')).map(line).collect();
    let form = PurchaseForm {
        id,
        supplier: supplier.trim_matches('-').into(),
        expected: None,
        note: String::new(),
        lines,
        order,
    };
    match save_purchase(&shop.book, &ctx, &form) {
        Ok(saved) => format!("P{}", saved.value.id),
        Err(error) => code(&error),
    }
}

fn arrive(shop: &mut Shop, words: &[&str]) -> String {
    let ctx = shop.ctx();
    let line = |word: &&str| {
        let (variant_id, quantity, price) = goods(shop, word);
        ReceiptLine { variant_id, quantity, cost: Money(price * quantity) }
    };
    let receipt = Receipt {
        supplier: named(words, "from=").unwrap_or_default().into(),
        lines: words.iter().filter(|word| word.contains('@')).map(line).collect(),
        day: named(words, "on=").map(|day| Day(i32::try_from(number(day)).unwrap())),
        purchase: named(words, "P").map(|id| PurchaseId(number(id))),
        costs: costs(words),
        split: split(words),
        ..Receipt::default()
    };
    said(receive(&shop.book, &ctx, &receipt))
}

fn bill(shop: &mut Shop, receipts: &str, rest: &[&str]) -> String {
    let ctx = shop.ctx();
    let ids: Vec<ReceiptId> = receipts.split(',').map(|id| ReceiptId(number(id))).collect();
    let typed = rest.iter().filter(|word| word.contains('=') && word.contains('@')).map(|word| {
        let (name, amount) = word.split_once("=@").unwrap();
        let (variant, amount) = (shop.variant(name), Money(amount.parse().unwrap()));
        let line = ids.iter().find_map(|id| {
            shop.read(|r| r.receipt(*id)).lines.iter().find(|line| line.variant == variant).map(|line| line.id)
        });
        BilledLine { line: line.unwrap_or(0), amount }
    });
    let lines = typed.collect();
    let day = |name| named(rest, name).map(|day| Day(i32::try_from(number(day)).unwrap()));
    let form = BillForm {
        receipts: ids,
        supplier: named(rest, "from=").unwrap_or_default().into(),
        number: "INV/7".into(),
        day: day("on="),
        due: day("due="),
        lines,
        costs: costs(rest),
        split: split(rest),
        note: String::new(),
    };
    match enter_bill(&shop.book, &ctx, &form) {
        Ok(saved) => format!("B{}", saved.value.id),
        Err(error) => code(&error),
    }
}

/// Goods of a story's file, so that its variants are known.
const KNOWN: &str = "file A to_ship 1xHijau@16000 1xBiru@16000 => approved\n";

fn story(text: &str) -> Shop {
    let mut shop = tell(KNOWN);
    go_on(&mut shop, text);
    shop
}

/// From an order to its payment, with a part that comes first, freight, an advance and what is paid of the rest.
#[test]
fn from_an_order_to_its_payment() {
    story(
        "
        buy Makmur 10xHijau@900 4xBiru@1000 draft => P1
        purchase 1                       => draft
        arrive P1 4xHijau@900            => purchase_stage
        buy Makmur P1 10xHijau@900 5xBiru@1000 => P1
        purchase 1                       => ordered
        way Hijau                        => 10
        ahead 1 3000 bank                => done
        balance purchase_advances        => 3000
        arrive P1 4xHijau@900 freight:400:courier => done
        purchase 1                       => partly_received
        way Hijau                        => 6
        stock Hijau                      => on_hand 4 allocated 1 available 3 value 4000
        balance courier_payable          => -400
        balance supplier_payable         => -3600
        owed                             => Makmur 0/0/0/0/0 unbilled 3600 credit 0 = 3600; 3600
        arrive P1 6xHijau@900 5xBiru@1000 => done
        purchase 1                       => received
        way Hijau                        => 0
        invoice 1,2 due=20261231            => B1
        purchase 1                       => billed
        balance supplier_payable         => -11000
        balance purchase_advances        => 0
        owed                             => Makmur 11000/0/0/0/0 unbilled 0 credit 0 = 11000; 11000
        paybill B1 @6000 bank            => done
        paybill B1 @5001 cash            => paid_beyond
        paybill B1 cash                  => done
        purchase 1                       => paid
        balance supplier_payable         => 0
        owed                             => ; 0
        undo                             => undone
        purchase 1                       => billed
        redo                             => again
        purchase 1                       => paid
        paybill B1 cash                  => paid_beyond
        ",
    );
}

/// What was owed at the end of a past day, by the age that it had then; also where it was taken back since.
#[test]
fn what_was_owed_on_a_past_day() {
    story(
        "
        arrive 10xHijau@1000 from=Makmur freight:700:courier => done     # 22 Nov
        wait 24
        invoice R1 Hijau=@10500 due=20261125 => B1
        wait 24
        paybill B1 @4000 bank            => done
        wait 24
        back R1 2xHijau@2000             => done
        wait 48
        paybill B1 bank                  => done                         # 27 Nov
        wait 24
        undo                             => undone
        owed 20261121                    => ; 0
        owed 20261122                    => Makmur 0/0/0/0/0 unbilled 10000 credit 0 = 10000; 10000; 2102 700
        owed 20261123                    => Makmur 10500/0/0/0/0 unbilled 0 credit 0 = 10500; 10500; 2102 700
        owed 20261124                    => Makmur 6500/0/0/0/0 unbilled 0 credit 0 = 6500; 6500; 2102 700
        owed 20261125                    => Makmur 4500/0/0/0/0 unbilled 0 credit 0 = 4500; 4500; 2102 700
        owed 20261126                    => Makmur 0/4500/0/0/0 unbilled 0 credit 0 = 4500; 4500; 2102 700
        owed 20261127                    => ; 0; 2102 700
        owed                             => Makmur 0/4500/0/0/0 unbilled 0 credit 0 = 4500; 4500
        owed 20261225                    => Makmur 0/0/4500/0/0 unbilled 0 credit 0 = 4500; 4500; 2102 700
        ",
    );
}

/// What a bill asks otherwise than received follows the goods: 100 at 5, 15 at 2,000, 10 sold, then billed at 5 (odoo #187169, which
/// left the stock below zero).
#[test]
fn a_bill_that_differs_follows_the_goods() {
    story(
        "
        arrive 100xHijau@5 from=Makmur   => done
        arrive 15xHijau@2000 from=Makmur => done
        file B shipped 10xHijau@16000    => shipped
        balance cost_of_goods            => 2652
        invoice R2 Hijau=@75                => B1
        balance cost_of_goods            => 50
        stock Hijau                      => on_hand 105 allocated 1 available 104 value 525
        balance inventory                => 525
        balance supplier_payable         => -575
        undo                             => undone
        balance cost_of_goods            => 2652
        balance inventory                => 27848
        redo                             => again
        balance cost_of_goods            => 50
        invoice R2                          => billed
        ",
    );
}

/// Freight that is known later: 5 at 10, 5 at 12, one sold, 10 of freight on both (odoo #71458).
#[test]
fn freight_that_comes_later_follows_the_goods() {
    story(
        "
        arrive 5xHijau@10                => done
        arrive 5xHijau@12 from=Makmur    => done
        file B shipped 1xHijau@16000     => shipped
        balance cost_of_goods            => 11
        late R2 freight:10:courier       => done
        balance cost_of_goods            => 12
        stock Hijau                      => on_hand 9 allocated 1 available 8 value 108
        balance courier_payable          => -10
        invoice R2 freight:9:supplier       => B1
        owed                             => Makmur 69/0/0/0/0 unbilled 0 credit 0 = 69;  0/0/0/0/0 unbilled 50 credit 0 = 50; 119
        ",
    );
}

/// What becomes known late says how much of it went to the stock, and how much to what has left.
#[test]
fn a_late_cost_says_where_it_went() {
    let mut shop = story(
        "
        arrive 10xHijau@100 from=Makmur  => done
        arrive 4xBiru@50 from=Makmur     => done
        file B shipped 4xHijau@16000     => shipped
        file C shipped 4xBiru@16000      => shipped
        ",
    );
    let ctx = shop.ctx();
    let cost = |receipt, amount| LateCost {
        receipt: ReceiptId(receipt),
        cost: ExtraCost { name: "Truk".into(), amount: Money(amount), account: Account::CourierPayable.id() },
        split: CostSplit::Value,
    };
    let said = |receipt, amount| add_cost(&shop.book, &ctx, &cost(receipt, amount)).unwrap().value;
    let both = said(1, 1_000);
    assert_eq!(
        both.id,
        "Truk Rp 1.000 dibagi ke barang masuk 1: Rp 600 ke nilai stok, Rp 400 ke HPP (barang yang sudah keluar)."
    );
    assert_eq!(
        both.en,
        "Truk Rp 1.000 shared over receipt 1: Rp 600 to the stock, Rp 400 to cost of goods (what has left)."
    );
    let ctx = shop.ctx();
    let said = |receipt, amount| add_cost(&shop.book, &ctx, &cost(receipt, amount)).unwrap().value.id;
    assert_eq!(said(2, 40), "Truk Rp 40 dibagi ke barang masuk 2: semuanya ke HPP, karena barangnya sudah keluar.");
    let ctx = shop.ctx();
    let form = BillForm {
        lines: vec![BilledLine { line: 1, amount: Money(1_100) }],
        ..runut_actions::as_received(ReceiptId(1))
    };
    let bill = enter_bill(&shop.book, &ctx, &form).unwrap().value.message.id;
    assert!(
        bill.ends_with(
            "Selisih Rp 100 dari harga saat diterima: Rp 60 ke nilai stok, Rp 40 ke HPP (barang yang sudah keluar)."
        ),
        "{bill}"
    );

    // Of goods that are billed too: what the supplier gives is set against the bill, what is over waits.
    let ctx = shop.ctx();
    let back = |units| SendBackForm {
        receipt: ReceiptId(1),
        reason: "cacat".into(),
        lines: vec![SendBackLine { line: 1, quantity: units, credit: Some(Money(1_000)) }],
    };
    let first = send_back(&shop.book, &ctx, &back(1)).unwrap().value.id;
    assert!(first.ends_with("Rp 1.000 memotong tagihan 1."), "{first}");
    let ctx = shop.ctx();
    let second = send_back(&shop.book, &ctx, &back(1)).unwrap().value.id;
    assert!(second.ends_with("Rp 100 memotong tagihan 1. Rp 900 menunggu tagihan berikutnya."), "{second}");
    let lines = shop.read(|r| r.receipt(ReceiptId(1))).lines;
    assert_eq!((lines[0].back, lines[0].quantity), (2, 10));
}

/// Short by 2, then 20 come at 33: two leave at once (odoo PR 41669, ten times).
#[test]
fn a_receipt_fills_what_was_sold_short_first() {
    story(
        "
        receive Hijau 1 @33
        file B shipped 3xHijau@16000     => shipped shortfall 2
        arrive 20xHijau@33 from=Makmur   => done
        stage B                          => shipped
        stock Hijau                      => on_hand 18 allocated 1 available 17 value 594
        balance cost_of_goods            => 99
        invoice R2 Hijau=@700               => B1
        balance cost_of_goods            => 103
        stock Hijau                      => on_hand 18 allocated 1 available 17 value 630
        ",
    );
}

/// What goes back leaves at average; what the supplier gives beside is a difference of prices, and the credit pays bills.
#[test]
fn what_goes_back_is_credited() {
    story(
        "
        arrive 10xHijau@100 from=Makmur  => done
        arrive 10xHijau@200 from=Makmur  => done
        back R2 11xHijau                 => sent_back_more
        back R2 3xHijau                  => done
        balance purchase_difference      => -150
        stock Hijau                      => on_hand 17 allocated 1 available 16 value 2550
        balance supplier_payable         => -2400
        owed                             => Makmur 0/0/0/0/0 unbilled 3000 credit 600 = 2400; 2400
        invoice R1                          => B2
        paybill B2 @700 credit           => credit_short
        paybill B2 @500 credit           => done
        owed                             => Makmur 500/0/0/0/0 unbilled 2000 credit 100 = 2400; 2400
        paybill B1 bank                  => done
        balance bank                     => 100
        owed                             => Makmur 500/0/0/0/0 unbilled 2000 credit 0 = 2500; 2500
        invoice R2                          => B3
        back R2 7xHijau@0                => done
        back R2 1xHijau                  => sent_back_more
        stock Hijau                      => on_hand 10 allocated 1 available 9 value 1500
        balance purchase_difference      => 900
        undo                             => undone
        stock Hijau                      => on_hand 17 allocated 1 available 16 value 2550
        ",
    );
}

/// Goods have the day on which they came, and the stock of any day is what stood on the shelf at its end.
#[test]
fn the_stock_of_any_day() {
    story(
        "
        arrive 10xHijau@100              => done
        file B shipped 4xHijau@16000     => shipped
        worth 20261121                   => 0 units 0
        worth 20261122                   => 6 units 600
        clock 4320
        arrive 5xHijau@130 on=20261124   => done
        worth 20261122                   => 6 units 600
        worth 20261123                   => 6 units 600
        worth 20261124                   => 11 units 1250
        arrive 1xHijau@10 on=20261123    => done
        worth 20261123                   => 7 units 610
        worth 20261124                   => 12 units 1260
        arrive 1xBiru@7 freight:3:cash by=units => done
        worth 20261124                   => 12 units 1260
        worth 20261125                   => 13 units 1270
        arrive 1xHijau@10 on=20261121    => before_start
        undo                             => undone
        worth 20261125                   => 12 units 1260
        ",
    );
}

/// What can't be is refused in a sentence, and nothing is changed by it.
#[test]
fn what_cannot_be_is_refused() {
    let mut shop = story(
        "
        file H shipped 1xBiru@16000      => shipped
        arrive 3xHijau@100 on=20261123   => day_ahead
        arrive 3xHijau@100 on=20261121   => before_start
        arrive                           => receipt_empty
        arrive 3xHijau@-1                => cost
        arrive 3xHijau@1 freight:0:cash  => cost_amount
        arrive 3xHijau@1 :5:cash         => cost_name_missing
        arrive 3xHijau@1 x:5:1301        => cost_account
        buy - 3xHijau@1                  => supplier_missing
        buy Makmur                       => purchase_empty
        buy Makmur 0xHijau@1             => quantity
        buy Makmur 1xHijau@-1            => price
        buy Makmur 9xHijau@100           => P1
        arrive P1 3xBiru@100             => not_ordered
        ahead 1 0 bank                   => amount
        ahead 1 500 1301                 => account_unknown
        ahead 1 500 bank                 => done
        cancel-it 1                      => advance_open
        close-it 1                       => purchase_stage
        unahead 1 501 bank               => advance_less
        unahead 1 500 bank               => done
        cancel-it 1                      => done
        purchase 1                       => cancelled
        arrive P1 3xHijau@100            => purchase_stage
        arrive 3xHijau@100               => done
        invoice R1                          => supplier_missing
        back R1 1xHijau                  => supplier_missing
        invoice R1 from=Makmur Hijau=@-1    => bill_negative
        invoice R1 from=Makmur on=20261122 due=20261121 => due_before
        invoice R1 from=Makmur              => B1
        back R1 3xHijau                  => done
        arrive 2xHijau@50 from=Jaya      => done
        arrive 2xHijau@50 from=Makmur    => done
        invoice 3,4                         => suppliers_differ
        invoice 3 from=Makmur               => suppliers_differ
        invoice R2                          => receipt_back
        late R3 freight:5:bank           => done
        file B shipped 2xHijau@16000     => shipped
        back R4 2xHijau                  => done
        back R3 2xHijau                  => stock_short
        ",
    );
    let supplier = |name: &str, id| SupplierRow {
        id: SupplierId(id),
        name: name.into(),
        phone: String::new(),
        address: String::new(),
        note: String::new(),
        due_days: 30,
        archived: false,
        owed: Money::ZERO,
        advance: Money::ZERO,
    };
    assert_eq!(
        shop.refused(|book, ctx| runut_actions::save_supplier(book, ctx, &supplier("makmur", 0))),
        "supplier_name_taken"
    );
    assert_eq!(
        shop.refused(|book, ctx| runut_actions::save_supplier(book, ctx, &supplier(" ", 0))),
        "supplier_name_missing"
    );
    let ctx = shop.ctx();
    runut_actions::save_supplier(&shop.book, &ctx, &SupplierRow { archived: true, ..supplier("Makmur", 1) }).unwrap();
    go_on(&mut shop, "arrive 3xHijau@100 from=Makmur => supplier_archived");
}

/// Couriers' bills at once: what buyers were charged is passed on, the rest is the shop's.
#[test]
fn couriers_bills_are_read_as_they_are_pasted() {
    let mut shop = story(
        "
        receive Hijau 9 @1000
        own A 1xHijau@16000 ship=9000 cod => awaiting_approval
        own B 2xHijau@16000 ship=12000 cod => awaiting_approval
        approve A                        => approved
        approve B                        => approved
        pack A                           => packed
        ship A JNE CM00000000001         => shipped
        ",
    );
    let waiting = shop.book.read(|book| reports::unbilled_parcels(book, shop.now)).unwrap();
    assert_eq!((waiting.handovers.len(), waiting.old), (1, 0));
    assert_eq!((waiting.handovers[0].courier.as_str(), waiting.handovers[0].charged), ("JNE", Money(9_000)));
    let number = shop.order("B").0;
    let text = format!(
        "Resi\tOngkir\nCM00000000001\tSiti\t1,2\t9.500\n\nCM00000000001 Rp 9.500\n{number}, 8.000\nCM9;1\n  CM8\n"
    );
    let read = shop.book.read(|book| read_courier_bills(book, &text)).unwrap();
    let said = |row: &CourierBillRow| row.refusal.as_ref().map_or(String::new(), |refusal| refusal.code.clone());
    let rows: Vec<(i64, i64, String)> = read.rows.iter().map(|row| (row.line, row.amount.0, said(row))).collect();
    let expected = [
        (1, 0, "bill_line"),
        (2, 9_500, ""),
        (4, 9_500, "order_twice"),
        (5, 8_000, "stage"),
        (6, 1, "order_unknown"),
        (7, 0, "bill_line"),
    ];
    assert_eq!(rows, expected.map(|(line, amount, code)| (line, amount, code.to_owned())));
    assert_eq!(read.total, Money(9_500));
    assert_eq!(couriers(&mut shop, &["A=9500"]), "1 done, 0 not");
    assert_eq!(shop.book.read(|book| reports::unbilled_parcels(book, shop.now)).unwrap().handovers, []);
}

#[test]
fn couriers_bills_come_at_once() {
    tell(
        "
        file S to_ship 1xHijau@16000     => approved
        receive Hijau 9 @1000
        own A 1xHijau@16000 ship=9000 cod => awaiting_approval
        own B 2xHijau@16000 ship=12000 cod => awaiting_approval
        own C 1xHijau@16000 ship=8000 cod => awaiting_approval
        approve A                        => approved
        approve B                        => approved
        approve C                        => approved
        pack A                           => packed
        pack B                           => packed
        ship A JNE CM00000000001         => shipped
        ship B JNE CM00000000002         => shipped
        couriers A=9000 A=1              => order_twice
        couriers A=-1                    => amount
        couriers A=10000 C=8000 S=5      => 1 done, 2 not
        couriers A=10000                 => 0 done, 0 not
        balance courier_payable          => -10000
        balance shipping_expense         => 1000
        couriers charged 14              => 0 done, 0 not
        clock 21600
        couriers charged 14              => 1 done, 0 not
        balance courier_payable          => -22000
        balance shipping_pass_through    => 0
        couriers shared 24000 A B        => 2 done, 0 not
        balance courier_payable          => -24000
        undo                             => undone
        balance courier_payable          => -22000
        ",
    );
}
