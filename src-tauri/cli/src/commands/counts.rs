//! Stock counts.

use std::process::ExitCode;

use runut_actions::{by_sku, cancel_count, close_count, enter_count, start_count};
use runut_core::rows::{Adjusted, CountDetail, CountEntry, CountReason, CountScope};
use runut_core::{CountId, VariantId};
use runut_store::reports;

use super::Desk;
use crate::args::{self, Close, CountCommand};
use crate::output::{Fault, table};
use crate::when::When;

pub fn count(desk: &Desk<'_>, command: &CountCommand) -> Result<ExitCode, Fault> {
    match command {
        CountCommand::Start { name, shelf, category, skus } => {
            let variants = desk
                .book
                .read(|book| skus.iter().map(|sku| Ok(by_sku(book, sku)?.id)).collect::<Result<Vec<_>, Fault>>())?;
            let (name, shelf, category) = (name.clone(), shelf.clone(), category.clone());
            let scope = CountScope { name, shelf, category, variants };
            let count = start_count(&desk.book, &desk.context()?, &scope)?.value;
            show(desk, count, false)
        }
        CountCommand::Enter { count, entries, at } => {
            let at = at.as_deref().map(|at| When::read(Some(at))).transpose()?;
            let at = at.map(|at| Ok::<_, Fault>(at.instant(desk.context()?.zone))).transpose()?;
            let entries = entries
                .iter()
                .map(|text| {
                    let (variant, units) = pair(desk, text, "SKU=JUMLAH")?;
                    let counted = if units.is_empty() { None } else { Some(units.parse().map_err(|_| wrong(text))?) };
                    Ok(CountEntry { variant, counted, at })
                })
                .collect::<Result<Vec<_>, Fault>>()?;
            let detail = enter_count(&desk.book, &desk.context()?, CountId(*count), &entries)?.value;
            shown(desk, &detail)
        }
        CountCommand::Show { count, review } => show(desk, CountId(*count), *review),
        CountCommand::Close(close) => self::close(desk, close),
        CountCommand::Cancel { count } => {
            said(desk, &cancel_count(&desk.book, &desk.context()?, CountId(*count))?.value)
        }
        CountCommand::List => list(desk),
    }
}

fn wrong(text: &str) -> Fault {
    Fault::Usage(format!("{text}: tulis SKU=JUMLAH, atau SKU= untuk menghapus hitungan"))
}

/// `SKU=…`, its variant and what stands behind.
fn pair(desk: &Desk<'_>, text: &str, form: &str) -> Result<(VariantId, String), Fault> {
    let (sku, rest) = text.split_once('=').ok_or_else(|| Fault::Usage(format!("{text}: tulis {form}")))?;
    let variant = desk.book.read(|book| by_sku(book, sku.trim()))?.id;
    Ok((variant, rest.trim().to_owned()))
}

fn close(desk: &Desk<'_>, close: &Close) -> Result<ExitCode, Fault> {
    let id = CountId(close.count);
    let detail: CountDetail = desk.book.read(|book| Ok::<_, Fault>(reports::count_detail(book, id, false)?))?;
    let reason = close.reason.clone();
    let mut reasons: Vec<CountReason> = detail
        .lines
        .iter()
        .map(|line| CountReason { variant: line.variant, reason: reason.clone(), unit_cost: None })
        .collect();
    for text in &close.reason_for {
        let (variant, why) = pair(desk, text, "SKU=ALASAN")?;
        of(&mut reasons, variant).reason = why;
    }
    for text in &close.cost {
        let (variant, cost) = pair(desk, text, "SKU=HARGA")?;
        of(&mut reasons, variant).unit_cost = Some(args::money(&cost).map_err(Fault::Usage)?);
    }
    said(desk, &close_count(&desk.book, &desk.context()?, id, &reasons)?.value)
}

/// The reason of a variant. One that isn't of the count is kept too: the action says so.
fn of(reasons: &mut Vec<CountReason>, variant: VariantId) -> &mut CountReason {
    let at = reasons.iter().position(|r| r.variant == variant).unwrap_or_else(|| {
        reasons.push(CountReason { variant, reason: String::new(), unit_cost: None });
        reasons.len() - 1
    });
    &mut reasons[at]
}

fn said(desk: &Desk<'_>, done: &Adjusted) -> Result<ExitCode, Fault> {
    desk.out.value(done, |done| done.message.id.clone());
    Ok(ExitCode::SUCCESS)
}

fn show(desk: &Desk<'_>, count: CountId, review: bool) -> Result<ExitCode, Fault> {
    let detail = desk.book.read(|book| Ok::<_, Fault>(reports::count_detail(book, count, review)?))?;
    shown(desk, &detail)
}

fn shown(desk: &Desk<'_>, detail: &CountDetail) -> Result<ExitCode, Fault> {
    desk.out.value(detail, |detail| {
        let row = &detail.row;
        let told = detail.lines.iter().any(|l| l.expected.is_some());
        let rows: Vec<Vec<String>> = detail
            .lines
            .iter()
            .map(|l| {
                let mut cells =
                    vec![l.shelf.clone(), l.sku.clone(), format!("{} {}", l.product, l.name), text(l.counted)];
                if told {
                    cells.extend([text(l.expected), text(l.difference), text(l.value), l.reason.clone()]);
                }
                cells
            })
            .collect();
        let head = ["Rak", "SKU", "Barang", "Dihitung", "Buku", "Selisih", "Nilai", "Alasan"];
        let head = if told { &head[..] } else { &head[..4] };
        let state = row.state.key();
        format!("Opname {} {} ({state}), {} dari {} dihitung\n", row.id, row.name, row.counted, row.variants)
            + &table(head, &rows)
    });
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let rows = desk.book.read(|book| Ok::<_, Fault>(reports::counts_list(book)?))?;
    let zone = desk.context()?.zone;
    desk.out.value(&rows, |rows| {
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|r| {
                vec![
                    r.id.to_string(),
                    r.name.clone(),
                    zone.local(r.started_at).format("%Y-%m-%d %H.%M").to_string(),
                    r.person.clone(),
                    r.state.key().to_owned(),
                    format!("{}/{}", r.counted, r.variants),
                    text(r.differences),
                    text(r.value),
                ]
            })
            .collect();
        table(&["No", "Nama", "Mulai", "Siapa", "Keadaan", "Dihitung", "Selisih", "Nilai"], &cells)
    });
    Ok(ExitCode::SUCCESS)
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
