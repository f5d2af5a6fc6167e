//! What marketplaces are expected to take.

use std::process::ExitCode;

use runut_actions::{answer_tariff, remove_fee, save_fee};
use runut_core::fees::{Base, Condition, FeeRule, rate};
use runut_core::rows::{FeesChanged, StoreRow, TariffAnswer, TariffChange};
use runut_core::{Day, Money, Refusal};
use runut_store::reports::tariffs::tariffs;
use serde_json::json;

use super::Desk;
use crate::args::{Fee, FeeAdd};
use crate::output::{Fault, table};

pub fn run(desk: &Desk<'_>, fee: &Fee) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    match fee {
        Fee::List => list(desk)?,
        Fee::Add(add) => {
            let rule = rule(desk, add, ctx.today)?;
            changed(desk, &save_fee(&desk.book, &ctx, &rule)?.value);
        }
        Fee::Remove { id } => changed(desk, &remove_fee(&desk.book, &ctx, *id)?.value),
        Fee::Take { number } => answered(desk, *number, TariffAnswer::Take)?,
        Fee::Claim { number } => answered(desk, *number, TariffAnswer::Claim)?,
        Fee::Leave { number } => answered(desk, *number, TariffAnswer::Leave)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn rule(desk: &Desk<'_>, add: &FeeAdd, today: Day) -> Result<FeeRule, Fault> {
    let store = add.store.as_ref().map(|name| desk.book.read(|book| book.store_named(name))).transpose()?;
    let rule = FeeRule {
        id: 0,
        channel: add.channel,
        store: store.map(|store| store.id),
        part: add.part,
        category: add.category.clone(),
        condition: if add.cod { Condition::Cod } else { Condition::All },
        from: add.from.unwrap_or(today),
        to: add.to,
        base: if add.gross { Base::Gross } else { Base::Net },
        ppm: 0,
        fixed: Money::ZERO,
        cap: add.cap,
        free_first: add.free_first,
        kept_on_return: add.kept,
    };
    Ok(rule.rated(&add.rate)?)
}

fn list(desk: &Desk<'_>) -> Result<(), Fault> {
    let (rules, tariffs, stores) =
        desk.book.read(|book| Ok::<_, Fault>((book.fee_rules()?, tariffs(book)?, book.stores()?)))?;
    desk.out.value(&json!({"rules": rules, "tariffs": tariffs}), |_| {
        let rows = rules.iter().map(|rule| {
            vec![
                rule.id.to_string(),
                rule.channel.name().to_owned(),
                rule.part.word().id,
                if rule.category.is_empty() { "semua".to_owned() } else { rule.category.clone() },
                rate(rule.ppm, rule.fixed).id,
                rule.from.to_string(),
                rule.to.map(|day| day.to_string()).unwrap_or_default(),
                terms(rule, &stores),
            ]
        });
        let heads = ["No.", "Marketplace", "Untuk", "Kategori", "Tarif", "Sejak", "Sampai", "Syarat"];
        let mut out = table(&heads, &rows.collect::<Vec<_>>());
        for (at, change) in tariffs.iter().enumerate() {
            out.push_str(&format!("\n{}", asked(at + 1, change)));
        }
        out
    });
    Ok(())
}

/// Of what alone a rule is, and what bounds it.
fn terms(rule: &FeeRule, stores: &[StoreRow]) -> String {
    let store = rule.store.and_then(|id| stores.iter().find(|store| store.id == id)).map(|store| store.name.clone());
    let all = [
        store,
        (rule.condition == Condition::Cod).then(|| "hanya COD".to_owned()),
        (rule.base == Base::Gross).then(|| "dari harga sebelum diskon".to_owned()),
        rule.cap.map(|cap| format!("paling banyak Rp {cap}")),
        (rule.free_first > 0).then(|| format!("{} pesanan pertama bebas", rule.free_first)),
        rule.kept_on_return.then(|| "tetap dipotong saat retur".to_owned()),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn asked(number: usize, change: &TariffChange) -> String {
    let (part, of) = (change.part.word().id, change.channel.name());
    let category = if change.category.is_empty() { String::new() } else { format!(", {}", change.category) };
    format!(
        "{number}. {part} {of}{category} jadi {}? {} dari {} pesanan sejak {} dipotong begitu, buku {}. Belum cair {}, beda Rp {}. (fee take|claim|leave {number})",
        rate(change.paid_ppm, change.paid_fixed).id,
        change.orders,
        change.of,
        change.since,
        rate(change.book_ppm, change.book_fixed).id,
        change.unpaid,
        change.effect,
    )
}

fn answered(desk: &Desk<'_>, number: usize, answer: TariffAnswer) -> Result<(), Fault> {
    let ctx = desk.context()?;
    let open = desk.book.read(tariffs)?;
    let Some(change) = number.checked_sub(1).and_then(|at| open.get(at)) else {
        return Err(Refusal::new(
            "tariff_gone",
            format!("Tidak ada tarif nomor {number}. Lihat dengan fee list."),
            format!("There is no tariff number {number}. See fee list."),
        )
        .into());
    };
    changed(desk, &answer_tariff(&desk.book, &ctx, change, answer)?.value);
    Ok(())
}

fn changed(desk: &Desk<'_>, done: &FeesChanged) {
    desk.out.value(done, |done| match done.orders {
        0 => "Dicatat.".to_owned(),
        orders => format!("Dicatat. {orders} pesanan yang belum cair dihitung ulang."),
    });
}
