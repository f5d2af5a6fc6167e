//! The end of a business day: one counted figure an account.

use runut_core::activity::{Activity, DayAct};
use runut_core::posting::{Account, may_be_dated};
use runut_core::rows::{DayAccount, DayCount, JournalForm, JournalKind, JournalLine};
use runut_core::{Day, Limit, Money, Refusal, TOTAL_MAX};
use runut_store::{Book, Context, StoreError, Tx, reports};

use crate::fields::text;
use crate::journal::write_entry;
use crate::{ActionError, Done};

/// Closes a day: what was counted is kept, differences of money are posted with their reason, those of marketplaces' balances are
/// noted until their file explains them. A day may be closed again.
///
/// # Errors
/// `day`, `day_ahead`, `before_start`; `month_closed`; `not_counted` where an account has no figure; `account_unknown`; `amount`;
/// `reason` where one differs without one.
pub fn close_business_day(book: &Book, ctx: &Context, day: Day, counts: &[DayCount]) -> Done<Day> {
    book.write(ctx, &format!("day {day} {counts:?}"), |tx| {
        let shop = tx.shop()?.ok_or(StoreError::NoShop)?;
        may_be_dated(day, ctx.today, shop.start_day)?;
        if tx.closed_to()?.is_some_and(|closed| day <= closed) {
            let (id, en) = (
                format!("Bulan dari {} sudah ditutup.", day.typed()),
                format!("The month of {} is closed.", day.typed()),
            );
            return Err(Refusal::new("month_closed", id, en).with("field", "day").into());
        }
        let sheet = reports::day_sheet(tx, day)?;
        let counted = counted(&sheet.accounts, counts)?;
        for (account, count) in &counted {
            post_difference(tx, day, account, count)?;
        }
        let differs = counted.iter().filter(|(account, count)| count.counted != account.expected);
        let differs = differs.map(|(account, count)| {
            format!("{} {} ({})", account.name, signed(count.counted - account.expected), count.reason)
        });
        let told = Activity::new(DayAct::Close, i64::from(day.0))
            .with("day", day)
            .with("differs", differs.collect::<Vec<_>>().join("; "));
        let activity = tx.record(&told)?;
        let kept: Vec<(DayCount, Money)> =
            counted.iter().map(|(account, count)| (count.clone(), account.expected)).collect();
        tx.put_day_close(day, activity, &kept)?;
        Ok::<_, ActionError>(day)
    })
}

fn signed(amount: Money) -> String {
    if amount.0 < 0 { format!("−{}", -amount) } else { format!("+{amount}") }
}

/// The counts beside their accounts, each checked.
fn counted<'a>(accounts: &'a [DayAccount], counts: &[DayCount]) -> Result<Vec<(&'a DayAccount, DayCount)>, Refusal> {
    if let Some(unknown) = counts.iter().find(|count| accounts.iter().all(|account| account.account != count.account)) {
        let id = unknown.account;
        let (say, en) = (
            format!("Akun {id} tidak dihitung saat tutup hari."),
            format!("Account {id} isn't counted at the end of a day."),
        );
        return Err(Refusal::new("account_unknown", say, en).with("account", id.0));
    }
    let one = |account: &'a DayAccount| {
        let refused = |code: &str, id: String, en: String| {
            Refusal::new(code, id, en).with("field", "counted").with("account", account.account.0)
        };
        let name = &account.name;
        let Some(count) = counts.iter().find(|count| count.account == account.account) else {
            let (id, en) = (format!("{name} belum dihitung."), format!("{name} isn't counted yet."));
            return Err(refused("not_counted", id, en));
        };
        if count.counted.0.abs() > TOTAL_MAX || account.money && count.counted.0 < 0 && account.expected.0 >= 0 {
            let (id, en) = (format!("{name}: jumlah itu tidak mungkin."), format!("{name}: that can't be."));
            return Err(refused("amount", id, en));
        }
        let reason = text(Limit::Reason, &count.reason, "reason")?;
        let differs = count.counted != account.expected;
        if differs && reason.is_empty() {
            let by = signed(count.counted - account.expected);
            let (id, en) = (format!("{name} beda {by}, kenapa?"), format!("{name} differs by {by}: why?"));
            return Err(refused("reason", id, en));
        }
        let reason = if differs { reason } else { String::new() };
        Ok((account, DayCount { reason, ..count.clone() }))
    };
    accounts.iter().map(one).collect()
}

/// What money differs by is posted; what a marketplace's balance differs by isn't, for that is the sum of its rows.
fn post_difference(tx: &mut Tx<'_>, day: Day, account: &DayAccount, count: &DayCount) -> Result<(), ActionError> {
    let difference = count.counted - account.expected;
    if difference == Money::ZERO || !account.money {
        return Ok(());
    }
    let (money, lost) = (account.account, Account::CashDifference.id());
    let (debit, credit) = if difference.0 > 0 { (money, lost) } else { (lost, money) };
    let amount = Money(difference.0.abs());
    let line = JournalLine { debit, credit, amount };
    write_entry(tx, &JournalForm::new(JournalKind::Difference, day, vec![line], count.reason.as_str())).map(drop)
}
