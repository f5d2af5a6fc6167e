//! What marketplaces say they paid, taken into the book: read, preview, apply.
//!
//! Invariant: a row is known by its key, so that the same file, one that overlaps it, parts of it or another name change nothing
//! twice. A balance report has an order's payout as a bare sum, which the income report takes apart: whichever comes first, it
//! counts once.

mod compared;
mod withdrawing;

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::{Activity, SettlementAct};
use runut_core::order::{Event, Settled, Settling};
use runut_core::posting::{Account, Entry};
pub use runut_core::rows::SettlementReport;
use runut_core::rows::{PayoutProblem, StoreRow};
use runut_core::settlement::{Part, RowKind, SettlementFile, SettlementKind, SettlementProblem, SettlementRow};
use runut_core::{
    AccountId, ActivityId, Channel, JournalId, Limit, Money, OrderId, Refusal, StoreId, excerpt, fingerprint,
};
use runut_intake::{SaidWords, read_settlement};
use runut_store::{Amount, Book, Context, KeptRow, NewFile, NewRow, Reader, SettleKeys, StoreError, Tx};

use crate::fields::required;
use crate::stores::which_store;
use crate::{ActionError, Done, unknown_account};
use compared::compared;
pub(crate) use withdrawing::{join_withdrawal, part_withdrawal};
use withdrawing::{withdraw, withdrawals_go_to};

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
/// posted.
///
/// # Errors
/// As [`preview`]; `day_ahead` for a row of a day that hasn't come; [`ActionError`] where the book can't be written. The book is then
/// as it was.
pub fn apply(book: &Book, ctx: &Context, staged: &SettlementImport) -> Done<SettlementReport> {
    let intent = format!("settle {} {:?} {} {}", staged.name, staged.store, staged.account, staged.digest);
    book.write(ctx, &intent, |tx| {
        if let Some(row) = counted(&staged.file).find(|row| row.day > ctx.today) {
            return Err(ahead(row).into());
        }
        let store = whose(tx, staged)?;
        take_in(tx, ctx, staged, &store)
    })
}

/// Takes it in as of that store.
pub(crate) fn take_in(
    tx: &mut Tx<'_>,
    ctx: &Context,
    staged: &SettlementImport,
    store: &StoreRow,
) -> Result<SettlementReport, ActionError> {
    let rows = looked(tx, staged, store)?;
    into_open(tx, staged)?;
    let report = SettlementReport { applied: true, ..report(tx, staged, store, &rows)? };
    if report.new > 0 || report.changed > 0 {
        write(tx, ctx, staged, store, &rows)?;
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

/// A withdrawal reaches the balance report within so many days of the day that a person entered.
const WITHDRAWN_WITHIN: i64 = 3;

/// A row beside what the book has of it.
struct Looked<'f> {
    row: &'f SettlementRow,
    parts: Vec<Amount>,
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
                || sums(&known.parts) != sums(&self.parts)
        })
    }
}

/// What each word of a row comes to.
fn sums(parts: &[Amount]) -> BTreeMap<&str, Money> {
    let mut sums = BTreeMap::new();
    for (word, _, amount) in parts {
        *sums.entry(word.as_str()).or_default() += *amount;
    }
    sums
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
    let mut rows = Vec::new();
    for row in counted(file) {
        let amount = |(word, amount): &(usize, Money)| {
            let word = &file.words[*word];
            (word.header.clone(), word.part, *amount)
        };
        let known = book.settle_row(store.id, &row.key)?;
        let order = if row.order.is_empty() { None } else { book.known(store.id, &row.order)?.map(|known| known.id) };
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
    let (mut parts, mut by_type) = (BTreeMap::<String, Money>::new(), BTreeMap::<String, Money>::new());
    for row in &file.rows {
        for (word, amount) in &row.parts {
            let word = &file.words[*word];
            *parts.entry(word.part.map_or(word.header.clone(), |part| part.key().to_owned())).or_default() += *amount;
        }
        *by_type.entry(row.kind.key().to_owned()).or_default() += row.net;
    }
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
        parts,
        by_type,
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
    staged: &SettlementImport,
    store: &StoreRow,
    rows: &[Looked<'_>],
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
    for (order, mut changes) in orders {
        changes.sort_by_key(|change| change.looked.row.day);
        let settlings: Vec<Settling> = changes.iter().map(Change::settling).collect();
        let plan = tx.order(order)?.settle(&settlings, first.clone(), &today);
        tx.apply(&plan)?;
        changes.iter().try_for_each(|change| keep(tx, &mut keys, id, store.id, change))?;
    }
    for mut change in others {
        withdraw(tx, store.wallet, staged, &mut change)?;
        let entries = beside_orders(&change, store.wallet, staged.account);
        tx.post_at(activity, Some(store.id), &entries)?;
        keep(tx, &mut keys, id, store.id, &change)?;
    }
    Ok(())
}

/// What a row takes the place of, or what tells it in more detail. Each row is paired once.
fn change<'l, 'f>(
    tx: &Tx<'_>,
    store: StoreId,
    looked: &'l Looked<'f>,
    pairs: &mut Pairs,
) -> Result<Change<'l, 'f>, ActionError> {
    let none = Change { looked, account: None, journal: None, instead: None, told_by: None };
    if let Some(known) = looked.known.clone() {
        return Ok(Change { instead: known.stands.then_some(known), ..none });
    }
    if let Some(by_hand) = pairs.entered.take(looked.row) {
        let same = by_hand.net == looked.row.net && looked.row.kind != RowKind::Order;
        return Ok(match same {
            true => Change { told_by: Some(by_hand.id), ..none },
            false => Change { instead: Some(by_hand), ..none },
        });
    }
    let Some(detailed) = pairs.detailed else { return Ok(none) };
    let twins = tx.twin_rows(store, &looked.row.order, looked.row.net, detailed)?;
    let twin = twins.into_iter().find(|twin| pairs.paired.insert(twin.id));
    Ok(match (twin, detailed) {
        (Some(twin), true) => Change { told_by: Some(twin.id), ..none },
        (twin, _) => Change { instead: twin, ..none },
    })
}

/// What a file's rows may be the same as.
struct Pairs {
    /// Rows that are paired with one of the file's.
    paired: BTreeSet<i64>,
    entered: Entered,
    /// Whether the others tell more than this file's (of a balance report), or less; none where there are none.
    detailed: Option<bool>,
}

impl Pairs {
    fn of(tx: &Tx<'_>, store: StoreId, kind: SettlementKind) -> Result<Self, ActionError> {
        let detailed = match kind {
            SettlementKind::ShopeeIncome => tx.has_balance_rows(store)?.then_some(false),
            SettlementKind::ShopeeBalance => Some(true),
            _ => None,
        };
        Ok(Self { paired: BTreeSet::new(), entered: Entered::of(tx, store, kind)?, detailed })
    }
}

/// What a person entered of a store's money, by number, until its file tells of it.
#[derive(Default)]
struct Entered(BTreeMap<String, Vec<(KeptRow, bool)>>);

impl Entered {
    fn of(tx: &Tx<'_>, store: StoreId, kind: SettlementKind) -> Result<Self, ActionError> {
        let mut entered = Self::default();
        if kind != SettlementKind::ByHand {
            for row in tx.rows_by_hand(store)? {
                entered.0.entry(row.0.external_id.clone()).or_default().push(row);
            }
        }
        Ok(entered)
    }

    /// The same money: the payout of an order, or a withdrawal of the same amount within three days. Each is told once.
    fn take(&mut self, row: &SettlementRow) -> Option<KeptRow> {
        let rows = self.0.get_mut(row.order.as_str())?;
        let days = row.day.plus(-WITHDRAWN_WITHIN)..=row.day.plus(WITHDRAWN_WITHIN);
        let same = |(hand, told): &(KeptRow, bool)| match row.kind {
            // What a balance report has as a bare sum, the income report takes apart.
            RowKind::Order => hand.kind == RowKind::Order && !row.order.is_empty(),
            RowKind::Payout => hand.kind == RowKind::Order && !row.order.is_empty() && !told,
            RowKind::Withdrawal => hand.kind == row.kind && hand.net == row.net && days.contains(&hand.day) && !told,
            RowKind::Adjustment | RowKind::Ads | RowKind::AdsSpent => false,
        };
        let at = rows.iter().position(same)?;
        Some(rows.remove(at).0)
    }
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
    let mut sums = Settled::into_wallet(AccountId(0), false);
    sums.add(part, sum);
    let settling = Settling { day: row.day, net: Money::ZERO, parts: sums.parts, released: None };
    if let Some(id) = row.order {
        let event = Event { at: ctx.now, day: ctx.today, file: tx.settle_file_name(row.file)? };
        let plan = tx.order(id)?.settle(&[settling], sums, &event);
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

/// The marketplaces whose file it is.
fn channels(kind: SettlementKind) -> &'static [Channel] {
    match kind {
        SettlementKind::ShopeeIncome | SettlementKind::ShopeeBalance | SettlementKind::ShopeeAds => &[Channel::Shopee],
        SettlementKind::TiktokIncome => &[Channel::Tiktok, Channel::Tokopedia],
        SettlementKind::LazadaIncome => &[Channel::Lazada],
        SettlementKind::CodPayout | SettlementKind::ByHand => &[],
    }
}

/// Of which store a file is: the person's word; the only one there; the one called as the file's shop; or the one whose
/// orders it names. Where its orders stand in another than a person says, that is asked.
fn whose(book: &Reader<'_>, staged: &SettlementImport) -> Result<StoreRow, ActionError> {
    let mut stores = book.stores()?;
    stores.retain(|store| channels(staged.file.kind).contains(&store.channel));
    let mut known: BTreeMap<StoreId, u32> = BTreeMap::new();
    if stores.len() > 1 {
        for row in staged.file.rows.iter().filter(|row| !row.order.is_empty()) {
            for channel in channels(staged.file.kind) {
                for store in book.stores_of_number(*channel, &row.order)? {
                    *known.entry(store).or_default() += 1;
                }
            }
        }
    }
    if let Some(given) = staged.store {
        let store = stores.iter().find(|store| store.id == given).cloned().ok_or_else(|| of_another(staged))?;
        let elsewhere = known.iter().find(|(id, _)| **id != given).filter(|_| !known.contains_key(&given));
        return match elsewhere.and_then(|(id, orders)| Some((stores.iter().find(|s| s.id == *id)?, orders))) {
            Some((other, orders)) => Err(stand_elsewhere(&store, other, *orders).into()),
            None => Ok(store),
        };
    }
    let most = known.iter().max_by_key(|(_, orders)| **orders).map(|(id, _)| *id);
    let in_use: Vec<&StoreRow> = stores.iter().filter(|store| !store.archived).collect();
    let called = || in_use.iter().find(|store| store.name.eq_ignore_ascii_case(&staged.file.shop)).map(|s| s.id);
    // Two marketplaces that pay into one wallet: nothing hangs on which of them it is.
    let one_wallet = || {
        in_use.iter().all(|store| store.wallet == in_use[0].wallet) && in_use.len() <= channels(staged.file.kind).len()
    };
    let only = || (in_use.len() == 1 || one_wallet()).then(|| in_use.first().map(|store| store.id)).flatten();
    match most.or_else(called).or_else(only) {
        Some(id) => Ok(stores.iter().find(|store| store.id == id).cloned().ok_or_else(|| which(&stores))?),
        None => Err(which(&stores).into()),
    }
}

fn which(stores: &[StoreRow]) -> Refusal {
    let in_use: Vec<String> = stores.iter().filter(|store| !store.archived).map(|store| store.id.to_string()).collect();
    if !in_use.is_empty() {
        return which_store(stores).with("stores", in_use.join(" "));
    }
    Refusal::new(
        "no_store",
        "Tidak ada toko di marketplace ini yang dipakai. Tambahkan atau aktifkan lagi di Pengaturan.",
        "No store at this marketplace is in use. Add one in the settings, or use one again.",
    )
}

fn of_another(staged: &SettlementImport) -> Refusal {
    let kind = staged.file.kind.word();
    Refusal::new(
        "store_channel",
        format!("Ini {}; pilih toko di marketplace itu.", kind.id),
        format!("This is {}; choose a store at that marketplace.", kind.en),
    )
    .with("field", "store")
}

fn stand_elsewhere(store: &StoreRow, other: &StoreRow, orders: u32) -> Refusal {
    let (name, other) = (&store.name, &other.name);
    Refusal::new(
        "other_store",
        format!("{orders} pesanan di berkas ini ada di toko {other}, tidak satu pun di {name}. Pilih toko {other}, atau impor pesanan {name} dulu."),
        format!("{orders} orders of this file are in the store {other} and none in {name}. Choose {other}, or import the orders of {name} first."),
    )
    .with("field", "store")
}
