//! The books on the terminal: entries by hand, what comes again, equipment, months that are closed.

use std::process::ExitCode;

use runut_actions::{
    chart_account, close_business_day, close_month, months, post_entry, preview_entry, reopen_month, reverse_entry,
    save_equipment, save_recurring, skip_recurring,
};
use runut_core::rows::{
    DayCount, DaySheet, EquipmentRow, JournalForm, JournalKind, JournalLine, JournalPage, JournalQuery, Journalled,
    MonthRow, Proposal, RecurringRow,
};
use runut_core::{
    AccountId, Day, EquipmentId, JournalId, Money, RecurringId, Refusal, StoreId, excerpt, match_key, typed_money,
};
use runut_store::{StoreError, read_file, reports};

use super::Desk;
use crate::args::{About, CloseBooks, Equipment, Expense, Journal, Post, Recurring, Transfer};
use crate::output::{Fault, table};

pub fn expense(desk: &Desk<'_>, typed: &Expense) -> Result<ExitCode, Fault> {
    let line = JournalLine {
        debit: account(desk, &typed.account)?,
        credit: account(desk, &typed.from)?,
        amount: typed.amount,
    };
    write(desk, JournalKind::Expense, vec![line], &typed.about)
}

pub fn transfer(desk: &Desk<'_>, typed: &Transfer) -> Result<ExitCode, Fault> {
    let line =
        JournalLine { debit: account(desk, &typed.to)?, credit: account(desk, &typed.from)?, amount: typed.amount };
    write(desk, JournalKind::Transfer, vec![line], &typed.about)
}

pub fn post(desk: &Desk<'_>, typed: &Post) -> Result<ExitCode, Fault> {
    let lines = typed.lines.iter().map(|text| line(desk, text)).collect::<Result<_, _>>()?;
    write(desk, typed.kind, lines, &typed.about)
}

pub fn reverse(desk: &Desk<'_>, entry: i64, reason: &str) -> Result<ExitCode, Fault> {
    let done = reverse_entry(&desk.book, &desk.context()?, JournalId(entry), reason)?.value;
    desk.out.value(&done, said);
    Ok(ExitCode::SUCCESS)
}

fn write(desk: &Desk<'_>, kind: JournalKind, lines: Vec<JournalLine>, about: &About) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let form = JournalForm {
        store: store(desk, about.store.as_deref())?,
        again: about.again,
        ..JournalForm::new(kind, about.day.unwrap_or(ctx.today), lines, about.note.as_str())
    };
    if about.show {
        let seen = desk.book.read(|book| Ok::<_, Fault>(preview_entry(book, ctx.today, &form)?))?;
        desk.out.value(&seen, said);
        return Ok(ExitCode::SUCCESS);
    }
    let receipt = about.receipt.as_deref().map(|path| read_file(path, runut_actions::PICTURE_BYTES_MAX)).transpose()?;
    let done = post_entry(&desk.book, &ctx, &form, receipt.as_deref())?.value;
    desk.out.value(&done, said);
    Ok(ExitCode::SUCCESS)
}

fn said(done: &Journalled) -> String {
    let number = if done.id.0 == 0 { "Belum ditulis".to_owned() } else { format!("Bukti {}", done.id) };
    let moved = if done.moved.is_empty() { String::new() } else { format!("\n{}", done.moved) };
    format!("{number}: Rp {}, dibukukan {}.{moved}", done.amount, done.booked)
}

fn account(desk: &Desk<'_>, word: &str) -> Result<AccountId, Fault> {
    desk.book.read(|book| Ok(chart_account(book, word)?.id))
}

fn store(desk: &Desk<'_>, name: Option<&str>) -> Result<Option<StoreId>, Fault> {
    name.map(|name| desk.book.read(|book| Ok(book.store_named(name)?.id))).transpose()
}

/// `DEBIT:CREDIT:AMOUNT`
fn line(desk: &Desk<'_>, text: &str) -> Result<JournalLine, Fault> {
    let parts: Vec<&str> = text.split(':').collect();
    let [debit, credit, amount] = parts.as_slice() else {
        let text = excerpt(text, 60);
        let (id, en) = (
            format!("{text} bukan DEBIT:KREDIT:JUMLAH, misalnya 6140:1101:75.000."),
            format!("{text} isn't DEBIT:CREDIT:AMOUNT, for example 6140:1101:75.000."),
        );
        return Err(Refusal::new("journal_line", id, en).into());
    };
    let amount = typed_money(amount).map_err(|_| {
        let amount = excerpt(amount, 40);
        let (id, en) = (format!("{amount} bukan jumlah rupiah."), format!("{amount} is no amount of rupiah."));
        Refusal::new("amount", id, en)
    })?;
    Ok(JournalLine { debit: account(desk, debit)?, credit: account(desk, credit)?, amount })
}

pub fn journal(desk: &Desk<'_>, typed: &Journal) -> Result<ExitCode, Fault> {
    let query = JournalQuery {
        from: typed.from,
        to: typed.to,
        kinds: typed.kinds.clone(),
        account: typed.account.as_deref().map(|word| account(desk, word)).transpose()?,
        after: typed.after.clone(),
        limit: typed.limit,
    };
    let page = desk.book.read(|book| Ok::<_, Fault>(reports::journal_page(book, &query)?))?;
    let names = desk.book.read(|book| book.chart())?;
    let name = |id: AccountId| names.iter().find(|a| a.id == id).map_or_else(|| id.to_string(), |a| a.name.clone());
    let shown = |page: &JournalPage| {
        let row = |row: &runut_core::rows::JournalRow| {
            let lines = row.lines.iter().map(|l| format!("{} ← {}", name(l.debit), name(l.credit)));
            let state = match (row.reversed, row.reverses) {
                (Some(by), _) => format!("dibalik oleh {by}"),
                (None, Some(of)) => format!("membalik {of}"),
                (None, None) => String::new(),
            };
            vec![
                row.id.to_string(),
                row.booked.to_string(),
                row.kind.name().0.to_owned(),
                lines.collect::<Vec<_>>().join("; "),
                row.amount.to_string(),
                row.note.clone(),
                state,
            ]
        };
        let rows: Vec<Vec<String>> = page.rows.iter().map(row).collect();
        table(&["No", "Tanggal", "Jenis", "Akun", "Jumlah", "Catatan", ""], &rows)
    };
    desk.out.value(&page, shown);
    Ok(ExitCode::SUCCESS)
}

pub fn recurring(desk: &Desk<'_>, typed: &Recurring) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let all = desk.book.read(|book| book.recurring())?;
    let named = |name: &str| {
        let found = all.iter().find(|row| match_key(&row.name) == match_key(name));
        found.cloned().ok_or_else(|| Fault::from(StoreError::Missing(format!("Biaya rutin {}", excerpt(name, 40)))))
    };
    let saved = match typed {
        Recurring::List => {
            desk.out.value(&all, |all| recurring_shown(all));
            return Ok(ExitCode::SUCCESS);
        }
        Recurring::Due => {
            desk.out.value(&due(desk)?, |due| due_shown(due));
            return Ok(ExitCode::SUCCESS);
        }
        Recurring::Post { name } => return post_due(desk, name.as_deref()),
        Recurring::Skip { name } => {
            let row = named(name)?;
            skip_recurring(&desk.book, &ctx, row.id, row.next)?.value
        }
        Recurring::Add { name, line: text, every, next, kind, store: at } => {
            let JournalLine { debit, credit, amount } = line(desk, text)?;
            let row = RecurringRow {
                id: RecurringId(0),
                name: name.clone(),
                kind: *kind,
                debit,
                credit,
                amount,
                store: store(desk, at.as_deref())?,
                every: *every,
                next: next.unwrap_or(ctx.today),
                archived: false,
            };
            save_recurring(&desk.book, &ctx, &row)?.value
        }
        Recurring::Set { name, rename, amount, every, next, archived } => {
            let old = named(name)?;
            let row = RecurringRow {
                name: rename.clone().unwrap_or_else(|| old.name.clone()),
                amount: amount.unwrap_or(old.amount),
                every: every.unwrap_or(old.every),
                next: next.unwrap_or(old.next),
                archived: archived.map_or(old.archived, Into::into),
                ..old
            };
            save_recurring(&desk.book, &ctx, &row)?.value
        }
    };
    desk.out.value(&saved, |saved| recurring_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

fn due(desk: &Desk<'_>) -> Result<Vec<Proposal>, Fault> {
    let today = desk.context()?.today;
    desk.book.read(|book| Ok(reports::proposals(book, today)?))
}

/// Each is a write of its own, with a request of its own where one is named: what was written before stays.
fn post_due(desk: &Desk<'_>, name: Option<&str>) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let mut done = Vec::new();
    for (n, proposal) in due(desk)?.into_iter().enumerate() {
        if name.is_some_and(|name| match_key(name) != match_key(&proposal.name)) {
            continue;
        }
        let ctx = runut_store::Context { request: format!("{}-{n}", ctx.request), ..ctx.clone() };
        done.push(post_entry(&desk.book, &ctx, &proposal.form, None)?.value);
    }
    desk.out.value(&done, |done| match done.as_slice() {
        [] => "Tidak ada yang jatuh tempo.".to_owned(),
        done => done.iter().map(said).collect::<Vec<_>>().join("\n"),
    });
    Ok(ExitCode::SUCCESS)
}

fn due_shown(due: &[Proposal]) -> String {
    let row = |p: &Proposal| {
        vec![p.form.day.to_string(), p.name.clone(), p.amount.to_string(), p.form.kind.name().0.to_owned()]
    };
    table(&["Tanggal", "Tinggal dicatat", "Jumlah", "Jenis"], &due.iter().map(row).collect::<Vec<_>>())
}

fn recurring_shown(all: &[RecurringRow]) -> String {
    let row = |r: &RecurringRow| {
        let archived = if r.archived { "diarsipkan" } else { "" };
        vec![
            r.name.clone(),
            format!("{} ← {}", r.debit, r.credit),
            r.amount.to_string(),
            r.every.key().to_owned(),
            r.next.to_string(),
            archived.to_owned(),
        ]
    };
    table(&["Biaya rutin", "Akun", "Jumlah", "Setiap", "Berikutnya", ""], &all.iter().map(row).collect::<Vec<_>>())
}

pub fn equipment(desk: &Desk<'_>, typed: &Equipment) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    let all = desk.book.read(|book| book.equipment())?;
    let saved = match typed {
        Equipment::List => {
            desk.out.value(&all, |all| equipment_shown(all));
            return Ok(ExitCode::SUCCESS);
        }
        Equipment::Add { name, cost, months, residual, bought, from } => {
            let row = EquipmentRow {
                id: EquipmentId(0),
                name: name.clone(),
                bought: bought.unwrap_or(ctx.today),
                cost: *cost,
                residual: *residual,
                months: *months,
                written_off: Money::ZERO,
                archived: false,
            };
            let paid = if from == "-" { None } else { Some(account(desk, from)?) };
            runut_actions::buy_equipment(&desk.book, &ctx, &row, paid)?.value
        }
        Equipment::Set { name, rename, months, residual, archived } => {
            let old = all.iter().find(|row| match_key(&row.name) == match_key(name)).cloned();
            let old = old.ok_or_else(|| StoreError::Missing(format!("Peralatan {}", excerpt(name, 40))))?;
            let row = EquipmentRow {
                name: rename.clone().unwrap_or_else(|| old.name.clone()),
                months: months.unwrap_or(old.months),
                residual: residual.unwrap_or(old.residual),
                archived: archived.map_or(old.archived, Into::into),
                ..old
            };
            save_equipment(&desk.book, &ctx, &row)?.value
        }
    };
    desk.out.value(&saved, |saved| equipment_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

fn equipment_shown(all: &[EquipmentRow]) -> String {
    let row = |e: &EquipmentRow| {
        vec![
            e.name.clone(),
            e.bought.to_string(),
            e.cost.to_string(),
            format!("{} bulan", e.months),
            e.written_off.to_string(),
            (e.cost - e.written_off).to_string(),
            if e.archived { "diarsipkan".to_owned() } else { String::new() },
        ]
    };
    table(
        &["Peralatan", "Dibeli", "Harga", "Dipakai", "Penyusutan", "Nilai buku", ""],
        &all.iter().map(row).collect::<Vec<_>>(),
    )
}

pub fn close(desk: &Desk<'_>, typed: &CloseBooks) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    match typed {
        CloseBooks::Day { counts, day, rest } => return close_day(desk, counts, day.unwrap_or(ctx.today), *rest),
        CloseBooks::Month { month: None, .. } => {}
        CloseBooks::Month { month: Some(month), reopen: true, reason } => {
            reopen_month(&desk.book, &ctx, *month, reason)?;
        }
        CloseBooks::Month { month: Some(month), .. } => drop(close_month(&desk.book, &ctx, *month)?),
    }
    let all = desk.book.read(|book| Ok::<_, Fault>(months(book, ctx.today)?))?;
    desk.out.value(&all, |all| months_shown(all));
    Ok(ExitCode::SUCCESS)
}

fn close_day(desk: &Desk<'_>, counts: &[String], day: Day, rest: bool) -> Result<ExitCode, Fault> {
    let sheet = desk.book.read(|book| Ok::<_, Fault>(reports::day_sheet(book, day)?))?;
    if counts.is_empty() && !rest {
        desk.out.value(&sheet, sheet_shown);
        return Ok(ExitCode::SUCCESS);
    }
    let mut typed = counts.iter().map(|text| day_count(desk, text)).collect::<Result<Vec<_>, _>>()?;
    if rest {
        let uncounted: Vec<DayCount> = (sheet.accounts.iter())
            .filter(|account| typed.iter().all(|count| count.account != account.account))
            .map(|account| DayCount { account: account.account, counted: account.expected, reason: String::new() })
            .collect();
        typed.extend(uncounted);
    }
    close_business_day(&desk.book, &desk.context()?, day, &typed)?;
    let closed = desk.book.read(|book| Ok::<_, Fault>(reports::day_sheet(book, day)?))?;
    desk.out.value(&closed, sheet_shown);
    Ok(ExitCode::SUCCESS)
}

/// `ACCOUNT=AMOUNT[:WHY]`
fn day_count(desk: &Desk<'_>, text: &str) -> Result<DayCount, Fault> {
    let parts = text.split_once('=').map(|(account, rest)| {
        let (amount, reason) = rest.split_once(':').unwrap_or((rest, ""));
        (account, amount, reason)
    });
    let read = parts.and_then(|(account, amount, reason)| Some((account, typed_money(amount).ok()?, reason)));
    let Some((word, counted, reason)) = read else {
        let text = excerpt(text, 60);
        let (id, en) = (
            format!("{text} bukan AKUN=JUMLAH, misalnya cash=1.240.000:kembalian."),
            format!("{text} isn't ACCOUNT=AMOUNT, for example cash=1.240.000:change."),
        );
        return Err(Refusal::new("day_count", id, en).into());
    };
    Ok(DayCount { account: account(desk, word)?, counted, reason: reason.to_owned() })
}

fn sheet_shown(sheet: &DaySheet) -> String {
    super::report::text(&sheet.into())
}

fn months_shown(all: &[MonthRow]) -> String {
    let row = |m: &MonthRow| {
        vec![m.month.to_string(), if m.closed { "ditutup" } else { "terbuka" }.to_owned(), m.open.join("; ")]
    };
    table(&["Bulan", "", "Masih terbuka"], &all.iter().map(row).collect::<Vec<_>>())
}
