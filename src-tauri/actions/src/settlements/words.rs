//! What words of marketplaces' files mean, as people say it once.

use runut_core::activity::{Activity, SettlementAct};
use runut_core::order::{Event, Settled, Settling};
use runut_core::posting::{Account, Entry};
use runut_core::settlement::{Part, SettlementKind, by_part};
use runut_core::{ActivityId, Channel, Limit, Money, Refusal};
use runut_store::{Book, Context, KeptRow, Tx};

use super::whose::channels;
use crate::fields::required;
use crate::{ActionError, Done};

/// Says once what a word of a marketplace's files is for; it is remembered, and what came in with it is posted there.
///
/// # Errors
/// `word_missing`; `too_long`; `no_marketplace`; [`ActionError`] where the book can't be written.
pub fn say_word(book: &Book, ctx: &Context, channel: Channel, word: &str, part: Part) -> Done<usize> {
    let (id, en) = ("Tulis kata dari filenya.", "Write the word of the file.");
    let word = required(Limit::Description, word, "word", "word_missing", id, en)?;
    // TikTok Shop and Tokopedia have one file.
    let alike: &[Channel] = match channel {
        Channel::Shopee => &[Channel::Shopee],
        Channel::Tiktok | Channel::Tokopedia => channels(SettlementKind::TiktokIncome),
        Channel::Lazada => &[Channel::Lazada],
        _ => return Err(no_marketplace(channel).into()),
    };
    book.write(ctx, &format!("settle word {channel:?} {word} {part:?}"), |tx| {
        let found = tx.unsaid_amounts(alike, &word)?;
        let mut key = 0;
        for channel in alike {
            key = tx.put_settle_word(*channel, &word, part)?;
        }
        let said = Activity::new(SettlementAct::Word, key).with("word", &word).with("part", part.key());
        let activity = tx.record(&said.with("channel", channel.key()).with("amounts", found.len()))?;
        for (amount, row, sum) in &found {
            if row.stands {
                said_of(tx, ctx, activity, row, part, *sum)?;
            }
            tx.say_amount(*amount, part)?;
        }
        Ok::<_, ActionError>(found.len())
    })
}

/// Posts what a row's amount turns out to be for.
fn said_of(
    tx: &mut Tx<'_>,
    ctx: &Context,
    activity: ActivityId,
    row: &KeptRow,
    part: Part,
    sum: Money,
) -> Result<(), ActionError> {
    let settling = Settling { day: row.day, net: Money::ZERO, parts: by_part([(Some(part), sum)]), released: None };
    if let Some(id) = row.order {
        let event = Event { at: ctx.now, day: ctx.today, file: tx.settle_file_name(row.file)? };
        let plan = tx.order(id)?.settle(&[settling], Settled::into_wallet(tx.wallet(row.store)?, false), &event);
        tx.apply(&plan)?;
        return Ok(());
    }
    let account = part.account().unwrap_or(Account::SettlementDifference);
    let waits = !row.external_id.is_empty();
    if waits || account == Account::SettlementDifference {
        return Ok(());
    }
    let entry = Entry::new(account, Account::SettlementDifference, -sum, row.day);
    tx.post_at(activity, Some(row.store), entry.as_slice())?;
    Ok(())
}

pub(crate) fn no_marketplace(channel: Channel) -> Refusal {
    let name = channel.name();
    Refusal::new(
        "no_marketplace",
        format!("{name} bukan marketplace, jadi tidak punya laporan pencairan."),
        format!("{name} is no marketplace and has no payout report."),
    )
}
