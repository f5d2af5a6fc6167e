//! What marketplaces and couriers paid: their files, what is entered by hand, what is still to come.
//!
//! What a person has looked at is what is taken in: the file as it was read then.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use runut_actions::payouts::{self, Said};
use runut_actions::settlements;
use runut_core::rows::{
    CodColumns, FileIs, HandSettlement, ImportPhase, PayoutSeen, PayoutsWaiting, UnpaidOrder, Withdrawal,
};
use runut_core::settlement::Part;
use runut_core::{AccountId, Channel, Sentence, StoreId};
use runut_store::{IMPORT_BYTES_MAX, read_file, reports};

use super::Answer;
use super::imports::told;
use crate::desk::Desk;
use crate::files;
use crate::host::Pick;

/// Orders in the window's list at most.
const UNPAID_ROWS: i64 = 500;

commands! {
    /// What of payouts waits for a person: what is late, what files say that nobody has said the meaning of.
    ask payouts_waiting(desk) -> PayoutsWaiting {
        desk.ask(reports::payouts_waiting)
    }

    /// Orders of a store that aren't paid out yet, or of a courier's COD where there is none; the oldest first.
    ask unpaid_orders(desk, store: Option<StoreId>, courier: String) -> Vec<UnpaidOrder> {
        desk.ask(|book, now| reports::unpaid_orders(book, now, store, &courier, UNPAID_ROWS))
    }

    /// Lets the person choose a file of what was paid; null if they don't.
    ask pick_payout_file(desk) -> Option<String> {
        Ok(desk.pick(Pick::Payouts))
    }

    /// What a file is, by what stands in it. One that can't be read is something else: whoever opens it says why.
    ask file_is(desk, path: PathBuf) -> FileIs {
        let bytes = read_file(&path, IMPORT_BYTES_MAX);
        Ok(bytes.map_or(FileIs::Other, |bytes| payouts::file_is(&bytes, &desk.settings().cod_columns())))
    }

    /// What a file of what was paid would do. `store`: whose it is, `account`: where the money went, `columns`: what a courier's columns
    /// are, where a person has said so.
    ask payout_preview(
        desk, path: PathBuf, store: Option<StoreId>, account: Option<AccountId>, columns: Option<CodColumns>,
    ) -> PayoutSeen {
        let bytes = Arc::new(read_file(&path, IMPORT_BYTES_MAX)?);
        let (name, known) = (files::name(&path), desk.settings().cod_columns());
        let said = Said { store, account, columns };
        let seen = desk.with_book(|book, _| payouts::preview(book, &name, &bytes, &said, &known))?;
        desk.keep_payout(path, bytes);
        Ok(seen)
    }

    /// Takes a file of what was paid into the book.
    act payout_apply(
        act, path: PathBuf, store: Option<StoreId>, account: Option<AccountId>, columns: Option<CodColumns>,
    ) -> PayoutSeen {
        let bytes = looked_at(act.desk, &path)?;
        let (name, known) = (files::name(&path), act.desk.settings().cod_columns());
        let said = Said { store, account, columns };
        let running = act.desk.imports().begin();
        let tell = &mut |rows| told(act.desk, &running, rows, ImportPhase::Write);
        let taken = act.write(|book, ctx| payouts::apply(book, ctx, (&name, &bytes), &said, &known, tell));
        match (&taken, &said.columns) {
            (Ok(_), Some(columns)) => act.desk.settings().know_cod_columns(columns),
            (Ok(_), None) => {}
            (Err(_), _) => act.desk.keep_payout(path, bytes), // the same again, once what it said is put right
        }
        taken
    }

    /// Says what a word of a marketplace's files means: remembered, and what came in with it is booked there. Answers how many amounts.
    act payout_word(act, channel: Channel, word: String, part: Part) -> i64 {
        let said = act.write(|book, ctx| settlements::say_word(book, ctx, channel, &word, part))?;
        Ok(said.map(|amounts| i64::try_from(amounts).unwrap_or(i64::MAX)))
    }

    /// Enters what came of orders by hand.
    act settle_orders(act, form: HandSettlement) -> Sentence {
        act.write(|book, ctx| runut_actions::settle_by_hand(book, ctx, &form))
    }

    /// Enters that money went from a store's balance to an account.
    act payout_withdraw(act, form: Withdrawal) -> Sentence {
        act.write(|book, ctx| runut_actions::withdraw(book, ctx, &form))
    }
}

fn looked_at(desk: &Desk, path: &Path) -> Answer<Arc<Vec<u8>>> {
    match desk.payout_of(path) {
        Some(bytes) => Ok(bytes),
        None => Ok(Arc::new(read_file(path, IMPORT_BYTES_MAX)?)),
    }
}
