//! What marketplaces say they paid, taken in.

use std::ops::ControlFlow;
use std::process::ExitCode;

use runut_actions::settlements::{self, SettlementReport};
use runut_actions::{account_named, settle_by_hand, withdraw, write_off};
use runut_core::rows::{HandPayout, HandSettlement, PartAmount, UnpaidOrder, Withdrawal};
use runut_core::settlement::{Part, RowKind, SettlementKind};
use runut_core::{Money, Refusal, Sentence, StoreId, typed_money};
use runut_store::{IMPORT_BYTES_MAX, StoreError, read_file, reports};
use serde_json::{Map, Value, json};

use super::{Desk, find};
use crate::args::{Payout, PayoutFile, Settle};
use crate::output::{Fault, table};

pub fn run(desk: &Desk<'_>, kind: Payout, file: &PayoutFile) -> Result<ExitCode, Fault> {
    let bytes = read_file(&file.file, IMPORT_BYTES_MAX)?;
    let name = file.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut staged = settlements::read(&desk.book, &name, &bytes)?;
    drop(bytes);
    if !kind.takes(staged.file.kind) {
        return Err(another(staged.file.kind).into());
    }
    if let Some(name) = &file.store {
        staged.store = Some(desk.book.read(|book| book.store_named(name))?.id);
    }
    if let Some(account) = &file.account {
        staged.account = desk.book.read(|book| Ok::<_, Fault>(account_named(book, account)?))?;
    }
    let report = if file.apply && kind != Payout::Ads {
        settlements::apply(&desk.book, &desk.context()?, &staged, &mut |_| ControlFlow::Continue(()))?.value
    } else {
        settlements::preview(&desk.book, &staged)?
    };
    desk.out.value(&answer(kind, &report), |_| told(kind, &report, file.apply));
    Ok(ExitCode::SUCCESS)
}

/// `settle`
pub fn settle(desk: &Desk<'_>, settle: &Settle) -> Result<ExitCode, Fault> {
    match settle {
        Settle::Word { word, part, from } => {
            let amounts = settlements::say_word(&desk.book, &desk.context()?, *from, word, *part)?.value;
            let name = part.word().id;
            desk.out.value(&json!({"word": word, "part": part.key(), "amounts": amounts}), |_| {
                format!("\"{word}\" sekarang {name}; {amounts} jumlah dibukukan ulang.")
            });
        }
        Settle::List { days } => list(desk, *days)?,
        Settle::Order { order, net, fees, day } => {
            let taken = fees.iter().map(|fee| taken(fee)).collect::<Result<_, _>>()?;
            let payout = HandPayout { order: desk.book.read(|book| find(book, order))?, net: Money(*net), taken };
            let ctx = desk.context()?;
            let form = HandSettlement { day: day.unwrap_or(ctx.today), orders: vec![payout] };
            told_of(desk, &settle_by_hand(&desk.book, &ctx, &form)?.value);
        }
        Settle::Close { order, reason } => {
            let id = desk.book.read(|book| find(book, order))?;
            return super::outcome::said(desk, &write_off(&desk.book, &desk.context()?, id, reason)?.value);
        }
        Settle::Withdraw { store, amount, account, day } => {
            let ctx = desk.context()?;
            let (store, account) =
                desk.book.read(|book| Ok::<_, Fault>((book.store_named(store)?.id, account_named(book, account)?)))?;
            let form = Withdrawal { store, account, amount: Money(*amount), day: day.unwrap_or(ctx.today) };
            told_of(desk, &withdraw(&desk.book, &ctx, &form)?.value);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told_of(desk: &Desk<'_>, said: &Sentence) {
    desk.out.value(&json!({"message": said.id, "message_en": said.en}), |_| said.id.clone());
}

/// `commission=6800`
fn taken(text: &str) -> Result<PartAmount, Fault> {
    let wrong = || Fault::Usage(format!("--fee {text}: tulis misalnya commission=6800"));
    let (part, amount) = text.split_once('=').ok_or_else(wrong)?;
    let part = Part::from_key(part.trim()).ok_or_else(wrong)?;
    Ok(PartAmount { part, amount: typed_money(amount.trim()).map_err(|_| wrong())? })
}

fn list(desk: &Desk<'_>, days: Option<i64>) -> Result<(), Fault> {
    let (stores, waiting, unpaid, words) = desk.book.read(|book| {
        let mut unpaid = Vec::new();
        for of in reports::unpaid(book, desk.now)? {
            let courier = if of.store.is_some() { "" } else { of.name.as_str() };
            let orders = reports::unpaid_orders(book, desk.now, of.store, courier, i64::MAX)?.into_iter();
            let listed = |order: &UnpaidOrder| days.map_or(order.late, |days| order.days >= days);
            unpaid.extend(orders.filter(listed).map(|order| (of.name.clone(), order)));
        }
        Ok::<_, StoreError>((book.stores()?, book.waiting_payouts()?, unpaid, book.unsaid_words()?))
    })?;
    let store = |id: &StoreId| stores.iter().find(|s| s.id == *id).map_or_else(String::new, |s| s.name.clone());
    let answer = json!({
        "unknown": waiting.iter().map(|(number, of, day, net)| {
            json!({"external_id": number, "store": store(of), "day": day, "net": net})
        }).collect::<Vec<_>>(),
        "unpaid": unpaid.iter().map(|(of, order)| {
            json!({"id": order.id, "external_id": order.external_id, "store": of, "owed": order.owed, "days": order.days})
        }).collect::<Vec<_>>(),
        "words": words.iter().map(|(channel, word, sum)| {
            json!({"channel": channel.key(), "word": word, "sum": sum})
        }).collect::<Vec<_>>(),
    });
    desk.out.value(&answer, |_| {
        let mut out = String::new();
        let mut part = |title: &str, heads: &[&str], rows: Vec<Vec<String>>| {
            if !rows.is_empty() {
                out.push_str(&format!("{title}\n{}\n", table(heads, &rows)));
            }
        };
        let rows = waiting.iter().map(|(n, of, day, net)| vec![n.clone(), store(of), day.to_string(), net.to_string()]);
        part("Cair, pesanannya belum ada di buku", &["Nomor", "Toko", "Tanggal", "Rp"], rows.collect());
        let rows = unpaid.iter().map(|(of, order)| {
            let (id, number, age) = (order.id.to_string(), order.external_id.clone(), order.days.to_string());
            vec![id, number, of.clone(), age, order.owed.to_string()]
        });
        let title = match days {
            None => "Seharusnya sudah cair".to_owned(),
            Some(days) => format!("Dikirim {days} hari lalu atau lebih, belum cair"),
        };
        part(&title, &["Pesanan", "Nomor", "Toko atau kurir", "Hari", "Rp"], rows.collect());
        let rows = words.iter().map(|(of, word, sum)| vec![of.name().to_owned(), word.clone(), sum.to_string()]);
        part("Belum diketahui artinya (settle word)", &["Marketplace", "Kata", "Rp"], rows.collect());
        if out.is_empty() { "Tidak ada yang menunggu.".to_owned() } else { out.trim_end().to_owned() }
    });
    Ok(())
}

fn another(kind: SettlementKind) -> Refusal {
    let (word, verb) = (
        kind.word(),
        match kind {
            SettlementKind::ShopeeBalance => "balance",
            SettlementKind::ShopeeAds => "ads",
            _ => "income",
        },
    );
    Refusal::new(
        "wrong_kind",
        format!("Ini {}. Pakai: import {verb} BERKAS.", word.id),
        format!("This is {}. Use: import {verb} FILE.", word.en),
    )
}

fn sums(of: &std::collections::BTreeMap<String, Money>) -> Value {
    Value::Object(of.iter().map(|(word, sum)| (word.clone(), json!(sum))).collect::<Map<_, _>>())
}

fn answer(kind: Payout, report: &SettlementReport) -> Value {
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|p| json!({"row": p.row, "code": p.code, "message": p.message.id, "message_en": p.message.en}))
        .collect();
    let mut all = json!({
        "file": report.file, "kind": report.kind.key(), "store": report.store_name, "applied": report.applied,
        "rows": report.rows, "new": report.new, "changed": report.changed, "net": report.net, "problems": problems,
    });
    let own = match kind {
        Payout::Income => json!({
            "orders": report.orders, "matched": report.matched, "unknown": report.unknown, "parts": sums(&report.parts),
        }),
        Payout::Balance | Payout::Ads => json!({
            "opening": report.balances.map(|(opening, _)| opening), "closing": report.balances.map(|(_, closing)| closing),
            "in": report.moved.0, "out": report.moved.1, "by_type": sums(&report.by_type),
        }),
    };
    if let (Some(all), Value::Object(own)) = (all.as_object_mut(), own) {
        all.extend(own);
    }
    all
}

fn told(kind: Payout, report: &SettlementReport, asked: bool) -> String {
    let word = report.kind.word().id;
    let mut out =
        format!("{} → {}: {word}, {} baris, Rp {}\n", report.file, report.store_name, report.rows, report.net);
    let part = |key: &str| Part::from_key(key).map_or(key.to_owned(), |part| part.word().id);
    let row_kind = |key: &str| RowKind::from_key(key).map_or(key.to_owned(), |kind| kind.word().id);
    let of = match kind {
        Payout::Income => {
            out.push_str(&format!(
                "{} pesanan: {} dikenal, {} belum ada di buku\n",
                report.orders, report.matched, report.unknown
            ));
            report.parts.iter().map(|(key, sum)| vec![part(key), sum.to_string()]).collect::<Vec<_>>()
        }
        Payout::Balance | Payout::Ads => {
            if let Some((opening, closing)) = report.balances {
                out.push_str(&format!("Saldo awal Rp {opening}, saldo akhir Rp {closing}\n"));
            }
            out.push_str(&format!("Masuk Rp {}, keluar Rp {}\n", report.moved.0, report.moved.1));
            report.by_type.iter().map(|(key, sum)| vec![row_kind(key), sum.to_string()]).collect()
        }
    };
    out.push_str(&table(&["Untuk", "Rp"], &of));
    for problem in &report.problems {
        out.push_str(&format!("\n! {}", problem.message.id));
    }
    out.push('\n');
    out.push_str(&ended(kind, report, asked));
    out
}

/// What came of it: never more than was done.
fn ended(kind: Payout, report: &SettlementReport, asked: bool) -> String {
    let (new, changed) = (report.new, report.changed);
    match (kind, report.applied, new + changed) {
        (Payout::Ads, ..) if asked => {
            "Tidak ada yang dicatat: biaya iklan dicatat dari laporan saldo, supaya tidak dua kali.".to_owned()
        }
        (Payout::Ads, ..) => "Untuk dibandingkan saja: biaya iklan dicatat dari laporan saldo.".to_owned(),
        (_, true, 0) => "Tidak ada yang masuk: semua barisnya sudah ada di buku.".to_owned(),
        (_, true, _) => format!("Sudah masuk buku: {new} baris baru, {changed} berubah."),
        (_, false, 0) => "Semua barisnya sudah ada di buku.".to_owned(),
        (_, false, _) => {
            format!("{new} baris baru, {changed} berubah. Belum ada yang dicatat; tambah --apply untuk memasukkannya.")
        }
    }
}
