//! What marketplaces are expected to take, what came beside it, and what orders earned.

use runut_core::fees::FeeRule;
use runut_core::rows::{
    FeesChanged, Outcome, PayoutDetail, Payouts, ProfitBy, ProfitReport, TariffAnswer, TariffChange,
};
use runut_core::{Day, OrderId};
use runut_store::reports::{payouts, profit};

commands! {
    /// What came since a day beside what should have, and what is still to come.
    ask payouts(desk, since: Day) -> Payouts {
        desk.ask(|book, now| payouts::payouts(book, now, since))
    }

    /// What an order was paid out, line by line; null while its marketplace's account of it isn't closed.
    ask payout_detail(desk, order: OrderId) -> Option<PayoutDetail> {
        desk.ask(|book, _| payouts::payout(book, order))
    }

    /// All rules of fees.
    ask fee_rules(desk) -> Vec<FeeRule> {
        desk.ask(|book, _| book.fee_rules())
    }

    /// Enters a rule (key zero) or changes one; `rate` as it was typed.
    act fee_save(act, rule: FeeRule, rate: String) -> FeesChanged {
        let rule = rule.rated(&rate)?;
        act.write(|book, ctx| runut_actions::save_fee(book, ctx, &rule))
    }

    /// Takes a rule away.
    act fee_remove(act, id: i64) -> FeesChanged {
        act.write(|book, ctx| runut_actions::remove_fee(book, ctx, id))
    }

    /// Answers a tariff that files show to be another.
    act tariff_answer(act, change: TariffChange, answer: TariffAnswer) -> FeesChanged {
        act.write(|book, ctx| runut_actions::answer_tariff(book, ctx, &change, answer))
    }

    /// What is still owed of an order won't come: given up.
    act order_write_off(act, order: OrderId, reason: String) -> Outcome {
        act.write(|book, ctx| runut_actions::write_off(book, ctx, order, &reason))
    }

    /// What the orders that left in these days earned.
    ask profit_report(desk, by: ProfitBy, from: Day, to: Day) -> ProfitReport {
        Ok(desk.ask(|book, _| profit::profit_report(book, by, (from, to)))??)
    }
}
