//! Settings: the shop, people, accounts, stores at marketplaces, couriers.

use std::process::ExitCode;

use runut_actions::{
    chart_account, save_account, save_chart_account, save_courier, save_person, save_shop, save_store,
};
use runut_core::rows::{
    AccountForm, AccountRow, CourierBills, CourierRow, MoneyAccount, Person as PersonRow, Settings as All, StoreRow,
};
use runut_core::settings::{SETTINGS, with};
use runut_core::{AccountId, CourierId, Money, PersonId, StoreId, excerpt, match_key};
use runut_store::{StoreError, reports};

use super::{Desk, courier_bills};
use crate::args::{Account, Courier, Person, Settings, Store, clock};
use crate::output::{Fault, table};

pub fn settings(desk: &Desk<'_>, set: &Settings) -> Result<ExitCode, Fault> {
    let old = all(desk)?.shop;
    let new = set.set.iter().fold(old.clone(), |shop, (setting, value)| with(&shop, setting, value.clone()));
    if new != old {
        save_shop(&desk.book, &desk.context()?, &new)?;
    }
    desk.out.value(&all(desk)?, shown);
    Ok(ExitCode::SUCCESS)
}

fn all(desk: &Desk<'_>) -> Result<All, Fault> {
    desk.book.read(|book| Ok(reports::settings(book)?))
}

fn shown(all: &All) -> String {
    let rows: Vec<Vec<String>> =
        SETTINGS.iter().map(|setting| vec![setting.label.0.to_owned(), setting.shown(&all.shop).id]).collect();
    [
        table(&["Pengaturan", ""], &rows),
        accounts_shown(&all.accounts),
        stores_shown(&all.stores, &all.stores),
        couriers_shown(&all.couriers),
        persons_shown(&all.persons),
    ]
    .join("\n\n")
}

fn archived(archived: bool) -> String {
    if archived { "diarsipkan".to_owned() } else { String::new() }
}

fn accounts_shown(accounts: &[MoneyAccount]) -> String {
    let row = |a: &MoneyAccount| {
        let (number, holder) = (a.number.clone(), a.holder.clone());
        vec![a.id.to_string(), a.name.clone(), number, holder, a.balance.to_string(), archived(a.archived)]
    };
    let rows: Vec<Vec<String>> = accounts.iter().map(row).collect();
    table(&["No.", "Rekening", "Nomor", "Atas nama", "Saldo", ""], &rows)
}

fn chart_shown(chart: &[AccountRow]) -> String {
    let row = |a: &AccountRow| {
        vec![
            a.id.to_string(),
            a.name.clone(),
            a.kind.name().0.to_owned(),
            a.line.clone(),
            a.balance.to_string(),
            archived(a.archived),
        ]
    };
    table(&["No.", "Akun", "Jenis", "Baris laporan", "Saldo", ""], &chart.iter().map(row).collect::<Vec<_>>())
}

/// `all`: whom one shares its balance with.
fn stores_shown(stores: &[StoreRow], all: &[StoreRow]) -> String {
    let row = |s: &StoreRow| {
        let shares = all.iter().filter(|other| other.id != s.id && other.wallet == s.wallet);
        let shares = shares.map(|other| other.name.as_str()).collect::<Vec<_>>().join(", ");
        let channel = s.channel.name().to_owned();
        vec![s.name.clone(), channel, shares, s.receivable.to_string(), archived(s.archived)]
    };
    let rows: Vec<Vec<String>> = stores.iter().map(row).collect();
    table(&["Toko marketplace", "Di", "Satu saldo dengan", "Piutang", ""], &rows)
}

fn couriers_shown(couriers: &[CourierRow]) -> String {
    let row = |c: &CourierRow| {
        let pickup = c.pickup.map(|at| format!("{:02}:{:02}", at / 60, at % 60)).unwrap_or_default();
        vec![c.name.clone(), pickup, if c.own_delivery { "tanpa resi" } else { "" }.to_owned(), archived(c.archived)]
    };
    table(&["Kurir", "Jemput", "", ""], &couriers.iter().map(row).collect::<Vec<_>>())
}

fn persons_shown(persons: &[PersonRow]) -> String {
    let row = |p: &PersonRow| {
        let divisions = p.divisions.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ");
        vec![p.name.clone(), if p.owner { "pemilik" } else { "" }.to_owned(), divisions, archived(p.archived)]
    };
    table(&["Orang", "", "Bagian", ""], &persons.iter().map(row).collect::<Vec<_>>())
}

fn unknown(what: &str, name: &str) -> Fault {
    StoreError::Missing(format!("{what} {}", excerpt(name, 40))).into()
}

pub fn person(desk: &Desk<'_>, person: &Person) -> Result<ExitCode, Fault> {
    let saved = match person {
        Person::List => {
            desk.out.value(&all(desk)?.persons, |persons| persons_shown(persons));
            return Ok(ExitCode::SUCCESS);
        }
        Person::Add { name, divisions, owner } => PersonRow {
            id: PersonId(0),
            name: name.clone(),
            owner: *owner,
            divisions: divisions.clone(),
            archived: false,
        },
        Person::Set { name, rename, divisions, owner, archived } => {
            let found = all(desk)?.persons.into_iter().find(|p| match_key(&p.name) == match_key(name));
            let old = found.ok_or_else(|| unknown("Orang", name))?;
            PersonRow {
                id: old.id,
                name: rename.clone().unwrap_or(old.name),
                owner: owner.map_or(old.owner, Into::into),
                divisions: divisions.clone().unwrap_or(old.divisions),
                archived: archived.map_or(old.archived, Into::into),
            }
        }
    };
    let saved = save_person(&desk.book, &desk.context()?, &saved)?.value;
    desk.out.value(&saved, |saved| persons_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

pub fn account(desk: &Desk<'_>, account: &Account) -> Result<ExitCode, Fault> {
    let saved = match account {
        Account::List { all: true } => {
            let chart = desk.book.read(|book| book.chart())?;
            desk.out.value(&chart, |chart| chart_shown(chart));
            return Ok(ExitCode::SUCCESS);
        }
        Account::List { all: false } => {
            desk.out.value(&all(desk)?.accounts, |accounts| accounts_shown(accounts));
            return Ok(ExitCode::SUCCESS);
        }
        Account::Add { name, line: Some(line), kind, .. } => {
            let form =
                AccountForm { id: AccountId(0), name: name.clone(), line: line.clone(), kind: *kind, archived: false };
            return charted(desk, &form);
        }
        Account::Add { name, number, holder, line: None, .. } => MoneyAccount {
            id: AccountId::default(),
            in_hand: false,
            name: name.clone(),
            number: number.clone(),
            holder: holder.clone(),
            archived: false,
            balance: Money::ZERO,
        },
        Account::Set { account, rename, number, holder, archived } => {
            let of_chart = desk.book.read(|book| Ok::<_, Fault>(chart_account(book, account)?))?;
            let old = all(desk)?.accounts.into_iter().find(|a| a.id == of_chart.id);
            let Some(old) = old else {
                let form = AccountForm {
                    id: of_chart.id,
                    name: rename.clone().unwrap_or(of_chart.name),
                    line: of_chart.line,
                    kind: of_chart.kind,
                    archived: archived.map_or(of_chart.archived, Into::into),
                };
                return charted(desk, &form);
            };
            MoneyAccount {
                name: rename.clone().unwrap_or(old.name),
                number: number.clone().unwrap_or(old.number),
                holder: holder.clone().unwrap_or(old.holder),
                archived: archived.map_or(old.archived, Into::into),
                ..old
            }
        }
    };
    let saved = save_account(&desk.book, &desk.context()?, &saved)?.value;
    desk.out.value(&saved, |saved| accounts_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

fn charted(desk: &Desk<'_>, form: &AccountForm) -> Result<ExitCode, Fault> {
    let saved = save_chart_account(&desk.book, &desk.context()?, form)?.value;
    desk.out.value(&saved, |saved| chart_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

pub fn store(desk: &Desk<'_>, store: &Store) -> Result<ExitCode, Fault> {
    let named = |name: &str| desk.book.read(|book| book.store_named(name));
    let wallet = |of: &str| if of == "-" { Ok(AccountId(0)) } else { named(of).map(|other| other.wallet) };
    let saved = match store {
        Store::List => {
            desk.out.value(&all(desk)?.stores, |stores| stores_shown(stores, stores));
            return Ok(ExitCode::SUCCESS);
        }
        Store::Add { name, channel, wallet: of } => StoreRow {
            id: StoreId(0),
            channel: *channel,
            name: name.clone(),
            wallet: of.as_deref().map(wallet).transpose()?.unwrap_or_default(),
            archived: false,
            receivable: Money::ZERO,
        },
        Store::Set { name, rename, wallet: of, archived } => {
            let old = named(name)?;
            StoreRow {
                name: rename.clone().unwrap_or(old.name),
                wallet: of.as_deref().map(wallet).transpose()?.unwrap_or(old.wallet),
                archived: archived.map_or(old.archived, Into::into),
                ..old
            }
        }
    };
    let saved = save_store(&desk.book, &desk.context()?, &saved)?.value;
    let stores = all(desk)?.stores;
    desk.out.value(&saved, |saved| stores_shown(std::slice::from_ref(saved), &stores));
    Ok(ExitCode::SUCCESS)
}

pub fn courier(desk: &Desk<'_>, courier: &Courier) -> Result<ExitCode, Fault> {
    let saved = match courier {
        Courier::List => {
            desk.out.value(&all(desk)?.couriers, |couriers| couriers_shown(couriers));
            return Ok(ExitCode::SUCCESS);
        }
        Courier::Bill { file } => return courier_bills::listed(desk, file),
        Courier::BillShared { amount, orders } => {
            return courier_bills::enter(desk, &CourierBills::Shared { amount: *amount, orders: desk.orders(orders)? });
        }
        Courier::BillAsCharged { days } => return courier_bills::enter(desk, &CourierBills::AsCharged { days: *days }),
        Courier::Add { name, own_delivery, pickup } => CourierRow {
            id: CourierId(0),
            name: name.clone(),
            own_delivery: *own_delivery,
            pickup: *pickup,
            archived: false,
        },
        Courier::Set { name, rename, own_delivery, pickup, archived } => {
            let found = all(desk)?.couriers.into_iter().find(|c| match_key(&c.name) == match_key(name));
            let old = found.ok_or_else(|| unknown("Kurir", name))?;
            CourierRow {
                id: old.id,
                name: rename.clone().unwrap_or(old.name),
                own_delivery: own_delivery.map_or(old.own_delivery, Into::into),
                pickup: match pickup.as_deref() {
                    None => old.pickup,
                    Some("-") => None,
                    Some(text) => Some(clock(text).map_err(Fault::Usage)?),
                },
                archived: archived.map_or(old.archived, Into::into),
            }
        }
    };
    let saved = save_courier(&desk.book, &desk.context()?, &saved)?.value;
    desk.out.value(&saved, |saved| couriers_shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}
