//! What an import says: figures and a list, made from the effects.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use runut_core::marketplace::FileOrder;
use runut_core::posting::Account;
use runut_core::rows::{ImportKind, ImportReport, ImportRow, ImportWarning, StageAmount, StageCount};
use runut_core::takeover::{Policy, shipped_at, stage_of};
use runut_core::{MONEY_MAX, Money, Sentence, Stage, VariantId, match_key};
use runut_store::{Reader, StoreError};

use super::ImportFile;
use super::change::Change;
use super::effect::{Effect, variant_of};
use super::notes::Note;
use super::skus::Skus;
use super::whose::Whose;
use crate::ActionError;

/// Unchanged orders in the list at most: new and changed ones are all listed, up to this many too.
const LISTED_MAX: usize = 2_000;

/// A line's variant: known, or to be created under this name.
type Wanted = Result<VariantId, (String, String)>;

#[derive(Default)]
struct Sums<'f> {
    to_create: BTreeSet<(String, String)>,
    demand: BTreeMap<Wanted, i64>,
    /// SKUs of goods to be created, and under which name first.
    skus: BTreeMap<String, (String, String)>,
    /// What the book knows the lines seen so far by: a file names the same goods over and over.
    known: HashMap<[&'f str; 3], Option<VariantId>>,
}

/// The report of a file's effects.
pub(super) fn of(
    book: &Reader<'_>,
    staged: &ImportFile,
    effects: &[Effect],
    (policy, whose, skus): (&Policy, &Whose, &Skus),
) -> Result<ImportReport, ActionError> {
    refuse_beyond(book, staged, effects, policy)?;
    let mut sums = Sums::default();
    let mut report = empty(book, staged, policy, whose)?;
    for (file, effect) in staged.file.orders.iter().zip(effects) {
        want(book, staged, file, effect, (skus, &mut sums))?;
    }
    report.new_variants = u32::try_from(sums.to_create.len()).unwrap_or(u32::MAX);
    report.missing_units = missing(book, &sums.demand)?;
    Ok(tell(report, staged, effects, policy))
}

/// Refuses a file whose goods lead the shop's sales beyond what is kept, so that the preview says what applying would.
fn refuse_beyond(
    book: &Reader<'_>,
    staged: &ImportFile,
    effects: &[Effect],
    policy: &Policy,
) -> Result<(), ActionError> {
    let mut sales = book.balance(Account::Sales)?.unsigned_abs();
    for (file, effect) in staged.file.orders.iter().zip(effects) {
        if matches!(effect, Effect::New { .. } | Effect::Changed(_)) && !is_history(file, policy) {
            let goods: u64 = file.lines.iter().map(|line| line.subtotal.0.unsigned_abs()).fold(0, u64::saturating_add);
            sales = sales.saturating_add(goods);
        }
    }
    if sales > MONEY_MAX.unsigned_abs() { Err(StoreError::TooLarge("sales").into()) } else { Ok(()) }
}

/// The report with its counts, sums, list and warnings as the effects say.
pub(super) fn tell(report: ImportReport, staged: &ImportFile, effects: &[Effect], policy: &Policy) -> ImportReport {
    let (mut new, mut changed, mut unchanged, mut held, mut history, mut units) = (0, 0, 0, 0, 0, 0);
    let mut total_paid = Money::ZERO;
    let mut stages: BTreeMap<Stage, (i64, Money)> = BTreeMap::new();
    let mut lists: [Vec<ImportRow>; 4] = Default::default();
    let mut warnings = Vec::new();
    for (file, effect) in staged.file.orders.iter().zip(effects) {
        let (count, list) = match effect {
            Effect::Stays { .. } => (&mut held, &mut lists[0]),
            Effect::Changed(_) => (&mut changed, &mut lists[1]),
            Effect::New { .. } => (&mut new, &mut lists[2]),
            Effect::Unchanged { .. } => (&mut unchanged, &mut lists[3]),
        };
        *count += 1;
        if list.len() < LISTED_MAX {
            list.push(row(file, effect, policy));
        }
        history += u32::from(matches!(effect, Effect::New { .. }) && is_history(file, policy));
        warnings.extend(effect.note().map(|note| warning(file, note, matches!(effect, Effect::Stays { .. }))));
        units += self::units(file);
        total_paid += file.total;
        let stage = stages.entry(stands(file, effect)).or_default();
        stage.0 += 1;
        stage.1 += file.lines.iter().map(|l| l.subtotal).sum();
    }
    warnings.sort_by_key(|warning: &ImportWarning| !warning.stays); // those that stay out first
    ImportReport {
        by_stage: stages.iter().map(|(stage, (orders, _))| StageCount { stage: *stage, orders: *orders }).collect(),
        goods_by_stage: stages.iter().map(|(stage, (_, sum))| StageAmount { stage: *stage, amount: *sum }).collect(),
        list: lists.into_iter().flatten().take(LISTED_MAX).collect(),
        new,
        changed,
        unchanged,
        held,
        history,
        units,
        total_paid,
        warnings,
        ..report
    }
}

/// Where an order stands afterwards; one that stays out, where the file has it.
fn stands(file: &FileOrder, effect: &Effect) -> Stage {
    effect.after().unwrap_or_else(|| stage_of(file.status))
}

fn warning(file: &FileOrder, note: &Note, stays: bool) -> ImportWarning {
    ImportWarning {
        external_id: file.external_id.clone(),
        row: file.row,
        message: note.text.clone(),
        missing: note.missing.clone(),
        stays,
        waits: note.waits,
    }
}

fn empty(book: &Reader<'_>, staged: &ImportFile, policy: &Policy, whose: &Whose) -> Result<ImportReport, ActionError> {
    Ok(ImportReport {
        channel: staged.channel,
        store: whose.store.id,
        store_name: whose.store.name.clone(),
        elsewhere: whose.elsewhere.clone(),
        file: staged.name.clone(),
        rows: staged.file.rows,
        orders: staged.file.order_count,
        new: 0,
        changed: 0,
        unchanged: 0,
        held: 0,
        units: 0,
        by_stage: Vec::new(),
        total_paid: Money::ZERO,
        goods_by_stage: Vec::new(),
        new_variants: 0,
        history: 0,
        missing_units: 0,
        problems: staged.file.problems.clone(),
        warnings: Vec::new(),
        start_day: policy.start_day,
        asks_start_day: book.shop()?.is_some_and(|shop| shop.start_day.is_none()),
        list: Vec::new(),
        applied: false,
    })
}

fn is_history(file: &FileOrder, policy: &Policy) -> bool {
    shipped_at(file).is_some_and(|at| policy.zone.day(at) < policy.start_day)
}

fn row(file: &FileOrder, effect: &Effect, policy: &Policy) -> ImportRow {
    let (kind, before, what) = match effect {
        Effect::New { .. } => {
            let goods = contents(file);
            (ImportKind::New, None, Sentence::new(goods.clone(), goods))
        }
        Effect::Changed(change) => (ImportKind::Changed, Some(change.from), changed_what(change)),
        Effect::Unchanged { at } => {
            (ImportKind::Unchanged, Some(*at), Sentence::new("Sama dengan buku", "As in the book"))
        }
        Effect::Stays { at, why } => (ImportKind::Held, *at, why.text.clone()),
    };
    ImportRow {
        external_id: file.external_id.clone(),
        row: file.row,
        kind,
        history: matches!(effect, Effect::New { .. }) && is_history(file, policy),
        before,
        after: stands(file, effect),
        customer: if file.username.is_empty() { file.recipient.clone() } else { file.username.clone() },
        units: units(file),
        total: file.total,
        what,
    }
}

fn units(file: &FileOrder) -> i64 {
    file.lines.iter().map(|l| l.quantity).sum()
}

/// `2 × Mangkuk, Hijau +1`: what an order is about.
fn contents(file: &FileOrder) -> String {
    let Some(line) = file.lines.first() else { return String::new() };
    let variation = if line.variation.is_empty() { String::new() } else { format!(", {}", line.variation) };
    let more = if file.lines.len() > 1 { format!(" +{}", file.lines.len() - 1) } else { String::new() };
    format!("{} × {}{variation}{more}", line.quantity, line.product)
}

fn changed_what(change: &Change) -> Sentence {
    let mut id: Vec<String> = change.fields.iter().map(|f| f.name.to_owned()).collect();
    if change.lines {
        id.insert(0, "isi pesanan".to_owned());
    }
    if change.claims {
        id.push("klaim retur".to_owned());
    }
    let verbs: Vec<(&str, &str)> = change.verbs.iter().map(|v| runut_core::activity::verb_done(*v)).collect();
    let mut en: Vec<String> = if id.is_empty() { Vec::new() } else { vec!["details".to_owned()] };
    en.extend(verbs.iter().map(|(_, en)| en.to_lowercase()));
    id.splice(0..0, verbs.iter().map(|(id, _)| id.to_lowercase()));
    let (id, en) = (format!("Berubah: {}", id.join(", ")), format!("Changes: {}", en.join(", ")));
    match &change.note {
        Some(Note { text, .. }) => Sentence::new(format!("{id}. {}", text.id), format!("{en}. {}", text.en)),
        None => Sentence::new(id, en),
    }
}

/// What an order will newly allocate, and what will be created for it.
fn want<'f>(
    book: &Reader<'_>,
    staged: &ImportFile,
    file: &'f FileOrder,
    effect: &Effect,
    (skus, sums): (&Skus, &mut Sums<'f>),
) -> Result<(), ActionError> {
    let opens = match effect {
        Effect::New { to } => to.allocates(),
        Effect::Changed(change) if change.lines => false,
        _ => return Ok(()),
    };
    for line in &file.lines {
        let name = || {
            let own = (match_key(&line.product), match_key(&line.variation));
            // A SKU names the same goods under another product's name too, once they are created.
            let first =
                skus.of_line(line).map(|sku| sums.skus.entry(match_key(sku)).or_insert_with(|| own.clone()).clone());
            first.filter(|first| first.0 != own.0).unwrap_or(own)
        };
        let known = match sums.known.entry([&line.product, &line.variation, &line.sku]) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(variant_of(book, staged.channel, line, skus)?),
        };
        let goods = known.ok_or_else(name);
        if let Err(name) = &goods {
            sums.to_create.insert(name.clone());
        }
        if opens {
            *sums.demand.entry(goods).or_insert(0) += line.quantity;
        }
    }
    Ok(())
}

fn missing(book: &Reader<'_>, demand: &BTreeMap<Wanted, i64>) -> Result<i64, ActionError> {
    let mut missing = 0;
    for (goods, units) in demand {
        let available = match goods {
            Ok(variant) => book.level(*variant)?.available(),
            Err(_) => 0,
        };
        missing += (units - available.max(0)).max(0);
    }
    Ok(missing)
}
