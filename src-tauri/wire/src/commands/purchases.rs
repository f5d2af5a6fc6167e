//! Suppliers, purchase orders, receipts, bills and what is owed for them.

use runut_actions::PurchaseStep;
use runut_core::rows::{
    AdvanceForm, BillForm, BillPayment, BillSaved, LateCost, Payables, PurchaseCard, PurchaseDo, PurchaseForm,
    PurchasePage, PurchaseQuery, PurchaseSaved, ReceiptPage, ReceiptQuery, Reorder, ReorderForm, ReorderSaved,
    ReorderTerms, SendBackForm, SupplierRow, Valuation,
};
use runut_core::{Day, PurchaseId, Sentence};
use runut_store::reports::{purchases, statements, valuation};

commands! {
    /// The suppliers, with what they are owed.
    ask suppliers(desk) -> Vec<SupplierRow> {
        desk.ask(|book, _| book.suppliers())
    }

    /// Changes a supplier, or adds one.
    act supplier_save(act, supplier: SupplierRow) -> SupplierRow {
        act.write(|book, ctx| runut_actions::save_supplier(book, ctx, &supplier))
    }

    /// A page of purchase orders.
    ask purchases_page(desk, query: PurchaseQuery) -> PurchasePage {
        desk.ask(|book, _| purchases::purchases_page(book, &query))
    }

    /// A purchase order with all that came of it.
    ask purchase_card(desk, purchase: PurchaseId) -> PurchaseCard {
        desk.ask(|book, _| purchases::purchase_card(book, purchase))
    }

    /// What should be ordered today; by the usual terms where none are said.
    ask reorder(desk, terms: Option<ReorderTerms>) -> Reorder {
        let terms = terms.unwrap_or_default();
        desk.ask_today(|book, today| runut_actions::proposal(book, (today, today), &terms))
    }

    /// Makes drafts of purchase orders of what is proposed, one for each supplier.
    act reorder_order(act, form: ReorderForm) -> ReorderSaved {
        act.write(|book, ctx| runut_actions::order_proposed(book, ctx, &form))
    }

    /// Begins a purchase order, or changes one.
    act purchase_save(act, form: PurchaseForm) -> PurchaseSaved {
        act.write(|book, ctx| runut_actions::save_purchase(book, ctx, &form))
    }

    /// Orders, closes or cancels a purchase order.
    act purchase_step(act, purchase: PurchaseId, step: PurchaseDo) -> Sentence {
        let step = match step {
            PurchaseDo::Close => PurchaseStep::Close,
            PurchaseDo::Cancel => PurchaseStep::Cancel,
            _ => PurchaseStep::Order,
        };
        act.write(|book, ctx| runut_actions::step_purchase(book, ctx, purchase, step))
    }

    /// Pays for a purchase order in advance, or gets that back.
    act purchase_advance(act, form: AdvanceForm) -> Sentence {
        act.write(|book, ctx| runut_actions::pay_advance(book, ctx, &form))
    }

    /// Receipts and what went back, newest first.
    ask receipts_page(desk, query: ReceiptQuery) -> ReceiptPage {
        desk.ask(|book, _| purchases::receipts_page(book, &query))
    }

    /// What the coming of goods cost becomes known later.
    act receipt_cost(act, late: LateCost) -> Sentence {
        act.write(|book, ctx| runut_actions::add_cost(book, ctx, &late))
    }

    /// Sends goods back to the supplier.
    act receipt_back(act, form: SendBackForm) -> Sentence {
        act.write(|book, ctx| runut_actions::send_back(book, ctx, &form))
    }

    /// Enters a supplier's bill.
    act bill_save(act, form: BillForm) -> BillSaved {
        act.write(|book, ctx| runut_actions::enter_bill(book, ctx, &form))
    }

    /// Pays bills.
    act bills_pay(act, form: BillPayment) -> Sentence {
        act.write(|book, ctx| runut_actions::pay_bills(book, ctx, &form))
    }

    /// What is owed to suppliers, by age on a day.
    ask payables(desk, day: Day) -> Payables {
        desk.ask(|book, _| statements::payables(book, day))
    }

    /// What the stock was worth at the end of a day.
    ask stock_valuation(desk, day: Day) -> Valuation {
        desk.ask(|book, _| valuation::valuation(book, day))
    }
}
