//! What marketplaces say they paid, taken into the book: read, preview, apply.
//!
//! Invariant: a row is known by its key, so that the same file, one that overlaps it, parts of it or another name change nothing
//! twice. A balance report has an order's payout as a bare sum, which the income report takes apart: whichever comes first, it
//! counts once.

mod compared;
mod pairs;
mod whose;
mod withdrawing;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use runut_core::activity::{Activity, SettlementAct};
use runut_core::order::{Event, Settled, Settling};
use runut_core::posting::{Account, Entry};
pub use runut_core::rows::SettlementReport;
use runut_core::rows::{PayoutProblem, StoreRow};
use runut_core::settlement::{Part, RowKind, SettlementFile, SettlementProblem, SettlementRow};
use runut_core::{AccountId, Channel, JournalId, Money, OrderId, Refusal, StoreId, excerpt, fingerprint};
use runut_intake::{SaidWords, read_settlement};
use runut_store::{Book, Context, KeptRow, NewFile, NewRow, Reader, SettleKeys, StoreError, Tx};

use crate::progress::{Progress, STEP, cancelled};
use crate::{ActionError, Done, unknown_account};
use compared::compared;
use pairs::{Pairs, change};
use whose::whose;
pub(crate) use withdrawing::{join_withdrawal, part_withdrawal};
use withdrawing::{withdraw, withdrawals_go_to};
pub(crate) use words::no_marketplace;
pub use words::say_word;

/// A settlement file, read and waiting to be applied; or what a person entered instead of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementImport {
    /// Its name, for people and the log.
    pub name: String,
    /// The digest of its bytes.
    pub(crate) digest: String,
    /// Of which store, as a person says it; none where the book may tell.
    pub store: Option<StoreId>,
    /// The account of the shop's that withdrawals go to.
    pub account: AccountId,
    /// What it says.
    pub file: SettlementFile,
}

/// Reads a settlement file. Words that a person has said the meaning of before are known.
///
/// # Errors
/// The file's own refusals; [`ActionError`] where the book can't be read.
pub fn read(book: &Book, name: &str, bytes: &[u8]) -> Result<SettlementImport, ActionError> {
    let said = book.read(|book| {
        let mut said = SaidWords::new();
        for channel in [Channel::Shopee, Channel::Tiktok, Channel::Lazada] {
            said.extend(book.settle_words(channel)?);
        }
        Ok::<_, StoreError>(said)
    })?;
    let file = read_settlement(bytes, &said)?;
    let account = book.read(withdrawals_go_to)?;
    Ok(SettlementImport { name: excerpt(name, 255), digest: fingerprint(bytes), store: None, account, file })
}

/// What a file would do. Nothing is written.
///
/// # Errors
/// `which_store`, `no_store`; [`ActionError`] where the book can't be read.
pub fn preview(book: &Book, staged: &SettlementImport) -> Result<SettlementReport, ActionError> {
    book.read(|book| {
        let store = whose(book, staged)?;
        let rows = looked(book, staged, &store)?;
        into_open(book, staged)?;
        report(book, staged, &store, &rows)
    })
}

/// Takes a file into the book in one transaction. Rows that it has already change nothing; of one that differs the difference is
/// posted. `progress` is told how many rows are written.
///
/// # Errors
/// As [`preview`]; `cancelled` where `progress` says so; `day_ahead` for a row of a day that hasn't come; [`ActionError`] where the book can't be written. The book is then
/// as it was.
pub fn apply(book: &Book, ctx: &Context, staged: &SettlementImport, progress: Progress<'_>) -> Done<SettlementReport> {
    let intent = format!("settle {} {:?} {} {}", staged.name, staged.store, staged.account, staged.digest);
    book.write(ctx, &intent, |tx| {
        if let Some(row) = counted(&staged.file).find(|row| row.day > ctx.today) {
            return Err(ahead(row).into());
        }
        let store = whose(tx, staged)?;
        take_in(tx, ctx, staged, &store, progress)
    })
}

/// Takes it in as of that store.
pub(crate) fn take_in(
    tx: &mut Tx<'_>,
    ctx: &Context,
    staged: &SettlementImport,
    store: &StoreRow,
    progress: Progress<'_>,
) -> Result<SettlementReport, ActionError> {
    let rows = looked(tx, staged, store)?;
    into_open(tx, staged)?;
    let report = SettlementReport { applied: true, ..report(tx, staged, store, &rows)? };
    if report.new > 0 || report.changed > 0 {
        write(tx, ctx, (staged, store), &rows, progress)?;
    }
    Ok(report)
}

/// Refuses withdrawals into an account that is not in use.
fn into_open(book: &Reader<'_>, staged: &SettlementImport) -> Result<(), ActionError> {
    let withdrawn = counted(&staged.file).any(|row| row.kind == RowKind::Withdrawal);
    if withdrawn && book.open_account(staged.account)?.is_none() {
        return Err(unknown_account(&staged.account.to_string()).into());
    }
    Ok(())
}

fn ahead(row: &SettlementRow) -> Refusal {
    let (at, day) = (row.row, row.day.typed());
    Refusal::new(
        "day_ahead",
        format!("Baris {at}: tanggal {day} belum tiba. Periksa tanggal di berkas dan di komputer ini; tidak ada yang dicatat."),
        format!("Row {at}: {day} is still ahead. Check the day in the file and on this computer; nothing was recorded."),
    )
    .with("row", at)
}

/// A row beside what the book has of it.
struct Looked<'f> {
    row: &'f SettlementRow,
    parts: Vec<(&'f str, Option<Part>, Money)>,
    order: Option<OrderId>,
    known: Option<KeptRow>,
}

impl Looked<'_> {
    fn is_new(&self) -> bool {
        self.known.is_none()
    }

    /// Whether another file had it otherwise.
    fn is_changed(&self) -> bool {
        self.known.as_ref().is_some_and(|known| {
            (known.net, known.day, known.kind) != (self.row.net, self.row.day, self.row.kind)
                || sums(known.parts.iter().map(|(word, _, amount)| (word.as_str(), *amount)))
                    != sums(self.parts.iter().map(|(word, _, amount)| (*word, *amount)))
        })
    }
}

/// What each word of a row comes to.
fn sums<'w>(amounts: impl Iterator<Item = (&'w str, Money)>) -> BTreeMap<&'w str, Money> {
    let mut sums = BTreeMap::new();
    for (word, amount) in amounts {
        *sums.entry(word).or_default() += amount;
    }
    sums
}

fn owned(sums: BTreeMap<&str, Money>) -> BTreeMap<String, Money> {
    sums.into_iter().map(|(name, sum)| (name.to_owned(), sum)).collect()
}

/// What of a file's rows moves money; a bill of advertising is for comparison.
fn counted(file: &SettlementFile) -> impl Iterator<Item = &SettlementRow> {
    let booked = file.kind.is_booked();
    file.rows.iter().chain(&file.further).filter(move |row| booked && row.kind != RowKind::AdsSpent)
}

fn looked<'f>(
    book: &Reader<'_>,
    staged: &'f SettlementImport,
    store: &StoreRow,
) -> Result<Vec<Looked<'f>>, ActionError> {
    let file = &staged.file;
    let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
    for row in counted(file).filter(|row| seen.insert(row.key.as_str())) {
        let amount = |(word, amount): &(usize, Money)| {
            let word = &file.words[*word];
            (word.header.as_str(), word.part, *amount)
        };
        let known = book.settle_row(store.id, &row.key)?;
        let order = if row.order.is_empty() { None } else { book.order_numbered(store.id, &row.order)? };
        rows.push(Looked { row, parts: row.parts.iter().map(amount).collect(), order, known });
    }
    Ok(rows)
}

fn report(
    book: &Reader<'_>,
    staged: &SettlementImport,
    store: &StoreRow,
    rows: &[Looked<'_>],
) -> Result<SettlementReport, ActionError> {
    let file = &staged.file;
    let by_type = sums(file.rows.iter().map(|row| (row.kind.key(), row.net)));
    let mut by_word = vec![None; file.words.len()];
    for (word, amount) in file.rows.iter().flat_map(|row| &row.parts) {
        *by_word[*word].get_or_insert(Money::ZERO) += *amount;
    }
    let named = file.words.iter().zip(by_word).filter_map(|(word, sum)| Some((word.named(), sum?)));
    let numbers: BTreeMap<&str, bool> = rows
        .iter()
        .filter(|looked| !looked.row.order.is_empty())
        .map(|looked| (looked.row.order.as_str(), looked.order.is_some()))
        .collect();
    let of_rows: BTreeSet<&str> = file.rows.iter().map(|row| row.order.as_str()).filter(|id| !id.is_empty()).collect();
    let known = |id: &&&str| numbers.get(**id).copied().unwrap_or_default();
    let matched = of_rows.iter().filter(known).count();
    let ins: Money = file.rows.iter().map(|row| row.net).filter(|net| *net > Money::ZERO).sum();
    let told =
        |p: &SettlementProblem| PayoutProblem { row: p.row, code: p.code.to_owned(), message: p.message.clone() };
    let withdrawn = counted(file).filter(|row| row.kind == RowKind::Withdrawal).map(|row| row.net).sum();
    let used: BTreeSet<usize> = counted(file).flat_map(|row| row.parts.iter().map(|(word, _)| *word)).collect();
    let unsaid = used.into_iter().map(|word| &file.words[word]).filter(|word| word.part.is_none());
    let beside = compared(book, file, store.id, rows)?;
    Ok(SettlementReport {
        file: staged.name.clone(),
        kind: file.kind,
        channel: store.channel,
        store: store.id,
        store_name: store.name.clone(),
        account: staged.account,
        applied: false,
        rows: file.rows.len(),
        orders: of_rows.len(),
        net: file.net(),
        matched,
        unknown: of_rows.len() - matched,
        new: rows.iter().filter(|looked| looked.is_new()).count(),
        changed: rows.iter().filter(|looked| looked.is_changed()).count(),
        parts: owned(sums(named)),
        by_type: owned(by_type),
        unsaid: unsaid.map(|word| word.header.clone()).collect(),
        balances: file.balances(),
        withdrawn,
        moved: (ins, file.net() - ins),
        problems: file.problems.iter().map(told).chain(beside).collect(),
    })
}

/// What a row changes.
struct Change<'l, 'f> {
    looked: &'l Looked<'f>,
    /// Where it goes, of a withdrawal.
    account: Option<AccountId>,
    /// The transfer of the journal that it is one with.
    journal: Option<JournalId>,
    /// The row that told the same barely, or otherwise: it stands no more.
    instead: Option<KeptRow>,
    /// The row that tells the same in more detail: this one doesn't stand.
    told_by: Option<i64>,
}

impl Change<'_, '_> {
    /// By how much the net grows.
    fn net(&self) -> Money {
        match (&self.told_by, &self.instead) {
            (Some(_), _) => Money::ZERO,
            (None, instead) => self.looked.row.net - instead.as_ref().map_or(Money::ZERO, |row| row.net),
        }
    }

    /// The amounts that come, and those that go.
    fn amounts(&self) -> impl Iterator<Item = (Option<Part>, Money)> + '_ {
        let comes = self.looked.parts.iter().filter(|_| self.told_by.is_none());
        let goes = self.instead.iter().filter(|_| self.told_by.is_none()).flat_map(|row| &row.parts);
        comes.map(|(_, part, amount)| (*part, *amount)).chain(goes.map(|(_, part, amount)| (*part, -*amount)))
    }

    fn settling(&self) -> Settling {
        let mut sums = Settled::into_wallet(AccountId(0), false);
        for (part, amount) in self.amounts() {
            part.iter().for_each(|part| sums.add(*part, amount));
        }
        let replaced = self.instead.as_ref().is_some_and(|row| row.kind == RowKind::Order);
        let released = match self.looked.row.kind {
            _ if self.told_by.is_some() => None,
            RowKind::Order => Some(true),
            _ => replaced.then_some(false),
        };
        Settling { day: self.looked.row.day, net: self.net(), parts: sums.parts, released }
    }
}

fn write(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (staged, store): (&SettlementImport, &StoreRow),
    rows: &[Looked<'_>],
    progress: Progress<'_>,
) -> Result<(), ActionError> {
    let file = &staged.file;
    let (count, net) = (i64::try_from(rows.len()).unwrap_or(i64::MAX), file.net());
    let (name, digest) = (staged.name.as_str(), staged.digest.as_str());
    let id = tx.add_settle_file(&NewFile { kind: file.kind, store: store.id, name, digest, rows: count, net })?;
    let activity = tx.record(
        &Activity::new(SettlementAct::Import, id)
            .with("file", name)
            .with("kind", file.kind.key())
            .with("store", store.name.as_str())
            .with("rows", count)
            .with("net", net.0),
    )?;
    let (mut pairs, mut keys) = (Pairs::of(tx, store.id, file.kind)?, tx.settle_keys()?);
    let (mut orders, mut others) = (BTreeMap::<OrderId, Vec<Change<'_, '_>>>::new(), Vec::new());
    for looked in rows.iter().filter(|looked| looked.is_new() || looked.is_changed()) {
        let change = change(tx, store.id, looked, &mut pairs)?;
        match looked.order {
            Some(order) => orders.entry(order).or_default().push(change),
            None => others.push(change),
        }
    }
    let first = Settled::into_wallet(store.wallet, tx.has_earlier_receivable()?);
    let today = Event { at: ctx.now, day: ctx.today, file: Some(staged.name.clone()) };
    let mut written = 0;
    for (order, mut changes) in orders {
        changes.sort_by_key(|change| change.looked.row.day);
        let settlings: Vec<Settling> = changes.iter().map(Change::settling).collect();
        let plan = tx.order(order)?.settle(&settlings, first.clone(), &today);
        tx.apply(&plan)?;
        for change in &changes {
            keep(tx, &mut keys, id, store.id, change)?;
            on(&mut written, progress)?;
        }
    }
    for mut change in others {
        withdraw(tx, store.wallet, staged, &mut change)?;
        let entries = beside_orders(&change, store.wallet, staged.account);
        tx.post_at(activity, Some(store.id), &entries)?;
        keep(tx, &mut keys, id, store.id, &change)?;
        on(&mut written, progress)?;
    }
    Ok(())
}

/// A further row is written: tells so now and then.
fn on(written: &mut u32, progress: &mut dyn FnMut(u32) -> ControlFlow<()>) -> Result<(), Refusal> {
    *written += 1;
    let stopped = written.is_multiple_of(STEP) && progress(*written).is_break();
    if stopped { Err(cancelled()) } else { Ok(()) }
}

fn keep(
    tx: &mut Tx<'_>,
    keys: &mut SettleKeys,
    file: i64,
    store: StoreId,
    change: &Change<'_, '_>,
) -> Result<(), ActionError> {
    let Looked { row, parts, order, .. } = change.looked;
    let id = tx.add_settle_row(
        keys,
        &NewRow {
            file,
            store,
            key: &row.key,
            external_id: &row.order,
            order: *order,
            kind: row.kind,
            word: &row.word,
            day: row.day,
            net: row.net,
            balance: row.balance,
            told_by: change.told_by,
            account: change.account,
            journal: change.journal.filter(|_| change.instead.is_none()),
            parts,
        },
    )?;
    if let Some(instead) = &change.instead {
        tx.supersede_row(instead.id, id)?;
        if let (Some(account), Some(journal)) = (change.account, change.journal) {
            tx.join_row(id, Some(journal), account)?;
        }
    }
    Ok(())
}

/// What a row posts whose order the book doesn't know, or which has none.
fn beside_orders(change: &Change<'_, '_>, wallet: AccountId, bank: AccountId) -> Vec<Entry> {
    let row = change.looked.row;
    let post = |account: Account, cost: Money| Entry::new(account, wallet, cost, row.day);
    let net = change.net();
    if !row.order.is_empty() {
        return post(Account::UnmatchedSettlements, -net).into_iter().collect();
    }
    match row.kind {
        // One with a transfer that stands in the journal: that one is posted.
        RowKind::Withdrawal if change.journal.is_some() && change.instead.is_none() => Vec::new(),
        RowKind::Withdrawal => Entry::new(change.account.unwrap_or(bank), wallet, -net, row.day).into_iter().collect(),
        RowKind::Ads => post(Account::Advertising, -net).into_iter().collect(),
        _ => {
            let mut entries = Vec::new();
            let mut rest = net;
            for (part, amount) in change.amounts() {
                let account = part.and_then(Part::account).unwrap_or(Account::SettlementDifference);
                entries.extend(post(account, -amount));
                rest -= amount;
            }
            entries.extend(post(Account::SettlementDifference, -rest));
            entries
        }
    }
}

/// What came in for an order before the order: its rows get it, and what they posted goes to where the order stands.
///
/// # Errors
/// [`ActionError`] where the book can't be written.
pub(crate) fn match_waiting(
    tx: &mut Tx<'_>,
    ctx: &Context,
    store: StoreId,
    external_id: &str,
    id: OrderId,
) -> Result<(), ActionError> {
    let rows = tx.waiting_rows(store, external_id)?;
    if rows.is_empty() {
        return Ok(());
    }
    let wallet = tx.wallet(store)?;
    let (mut settlings, mut entries) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| row.stands) {
        let mut sums = Settled::into_wallet(wallet, false);
        for (_, part, amount) in &row.parts {
            part.iter().for_each(|part| sums.add(*part, *amount));
        }
        let released = (row.kind == RowKind::Order).then_some(true);
        settlings.push(Settling { day: row.day, net: row.net, parts: sums.parts, released });
        entries.extend(Entry::new(Account::UnmatchedSettlements, wallet, row.net, row.day));
    }
    let first = Settled::into_wallet(wallet, tx.has_earlier_receivable()?);
    let event = Event { at: ctx.now, day: ctx.today, file: tx.settle_file_name(rows[0].file)? };
    let plan = tx.order(id)?.settle(&settlings, first, &event);
    let activity = tx.apply(&plan)?;
    tx.post_at(activity, Some(store), &entries)?;
    rows.iter().try_for_each(|row| tx.match_row(row.id, id))?;
    Ok(())
}
