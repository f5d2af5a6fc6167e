//! The chart of accounts: renamed, extended, archived.

use runut_core::activity::{AccountAct, Activity};
use runut_core::chart::{CHART, LINES};
use runut_core::journal::{WRITTEN, accounts_of, debits, place};
use runut_core::rows::{AccountForm, AccountPlace, AccountRow, Chart, JournalKind, KindAccounts};
use runut_core::{AccountId, Limit, Money, Refusal, Sentence, match_key};
use runut_store::{Book, Context, Reader, StoreError};

use crate::fields::{required, yes};
use crate::{ActionError, Done};

/// The chart, and where further accounts may stand.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn chart(book: &Reader<'_>) -> Result<Chart, ActionError> {
    let place = |place: &runut_core::chart::Place| AccountPlace {
        line: place.line.to_owned(),
        kind: place.kind,
        name: Sentence::new(place.name.0, place.name.1),
    };
    let accounts = book.chart()?;
    let kind = |kind: JournalKind| {
        let (debit, credit) = accounts_of(kind, &accounts);
        let (id, en) = kind.name();
        KindAccounts { kind, name: Sentence::new(id, en), debit, credit }
    };
    let kinds = WRITTEN.into_iter().map(kind).collect();
    let since = book.posted_days()?.map(|(first, _)| first);
    Ok(Chart { since, kinds, places: LINES.iter().map(place).collect(), accounts })
}

/// Adds an account at a place of the chart (key zero), renames one, archives one or brings it back. Money and stores have their own
/// way, for more hangs on them.
///
/// # Errors
/// `account_name_missing`, `account_name_taken`; `account_place` where none may be added; `accounts_full`; `account_elsewhere` for
/// money and stores; `account_in_use` where it is archived with a balance, or a rule posts to it; `missing`; `owner_only`.
pub fn save_chart_account(book: &Book, ctx: &Context, form: &AccountForm) -> Done<AccountRow> {
    let (id, en) = ("Tulis nama akunnya dulu.", "Enter the account's name first.");
    let name = required(Limit::Title, &form.name, "name", "account_name_missing", id, en)?;
    let typed = AccountForm { name, ..form.clone() };
    book.write(ctx, &format!("chart {typed:?}"), |tx| {
        let chart = tx.chart()?;
        if chart.iter().any(|a| a.id != typed.id && match_key(&a.name) == match_key(&typed.name)) {
            let (id, en) = (
                format!("Sudah ada akun bernama {}. Beri nama lain.", typed.name),
                format!("There is an account called {} already. Choose another name.", typed.name),
            );
            return Err(Refusal::new("account_name_taken", id, en).with("field", "name").into());
        }
        if typed.id == AccountId(0) {
            let new = AccountRow { name: typed.name.clone(), ..placed(tx, &typed)? };
            let told = Activity::new(AccountAct::Add, new.id.0).with("name", &new.name).changed(
                "line",
                "",
                format!("{} {}", new.id, new.line),
            );
            tx.record(&told)?;
            tx.put_chart(&new)?;
            return Ok(new);
        }
        let old = chart.iter().find(|a| a.id == typed.id);
        let old = old.ok_or_else(|| StoreError::Missing(format!("Akun {}", typed.id)))?;
        let of_store = CHART.iter().all(|charted| charted.id != old.id) && place(&old.line, old.kind).is_none();
        if old.id.is_money() || old.id.is_wallet() || of_store {
            let (id, en) = (
                format!("{} diatur di Pengaturan: rekening atau toko marketplace.", old.name),
                format!("{} is set in the settings: accounts or marketplace stores.", old.name),
            );
            return Err(Refusal::new("account_elsewhere", id, en).into());
        }
        if typed.archived && !old.archived {
            may_archive(old)?;
        }
        let new = AccountRow { name: typed.name.clone(), archived: typed.archived, ..old.clone() };
        let change = Activity::new(AccountAct::Change, old.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &new.name)
            .changed("archived", yes(old.archived), yes(new.archived));
        if change.has_changes() {
            tx.put_chart(&new)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(new)
    })
}

/// A new account at its place.
fn placed(book: &Reader<'_>, form: &AccountForm) -> Result<AccountRow, ActionError> {
    let Some(place) = place(&form.line, form.kind) else {
        let lines =
            LINES.iter().map(|place| format!("{} ({})", place.line, place.kind.key())).collect::<Vec<_>>().join(", ");
        let (id, en) = (
            format!("Di pos itu tidak bisa ditambah akun. Yang bisa: {lines}."),
            format!("No account can be added there. Where it can: {lines}."),
        );
        return Err(Refusal::new("account_place", id, en).with("field", "line").into());
    };
    let id = book.next_account(place)?.ok_or_else(|| {
        let (id, en) = (
            "Pos itu sudah penuh. Pakai lagi akun yang diarsipkan.",
            "There is no number left. Use an archived account again.",
        );
        Refusal::new("accounts_full", id, en).with("field", "line")
    })?;
    Ok(AccountRow {
        id,
        name: String::new(),
        kind: place.kind,
        line: place.line.to_owned(),
        archived: false,
        balance: Money::ZERO,
        debits: debits(id, place.kind),
        by_hand: true,
    })
}

fn may_archive(old: &AccountRow) -> Result<(), Refusal> {
    let name = &old.name;
    if CHART.iter().any(|charted| charted.id == old.id && !charted.key.is_empty()) {
        let (id, en) = (
            format!("{name} dipakai program untuk membukukan, jadi tidak bisa diarsipkan. Namanya bisa diganti."),
            format!("{name} is what the program posts to, so it can't be archived. It can be renamed."),
        );
        return Err(Refusal::new("account_in_use", id, en));
    }
    if old.balance != Money::ZERO {
        let (id, en) = (
            format!("{name} belum bisa diarsipkan: saldonya Rp {}. Pindahkan dulu dengan jurnal.", old.balance),
            format!("{name} can't be archived yet: its balance is Rp {}. Move it by an entry first.", old.balance),
        );
        return Err(Refusal::new("account_in_use", id, en).with("balance", old.balance.0));
    }
    Ok(())
}
