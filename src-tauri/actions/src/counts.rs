//! Stock counts: start, enter, close, cancel.
//!
//! Invariant: whoever counts isn't told what the book has; what moves while they count is no difference.

use std::collections::BTreeMap;

use runut_core::activity::{Activity, CountAct, VariantAct};
use runut_core::limits::line;
use runut_core::order::reason;
use runut_core::rows::{AdjustKind, Adjusted, CountDetail, CountEntry, CountReason, CountScope, CountState};
use runut_core::stock::{Change, Counted, UNITS_MAX, settle};
use runut_core::{CountId, Instant, Limit, Money, Refusal, Sentence, VariantId};
use runut_store::{Book, Context, Count, Settled, Tx, reports};

use crate::fields::text;
use crate::stock::{Filled, add_without_cost, comes_for_nothing, fill, goods};
use crate::{ActionError, Done};

/// Variants named in a sentence; the rest are counted.
const NAMED: usize = 5;

/// Starts a count of what the scope means. A variant is in one open count at most, so that no difference is found twice.
///
/// # Errors
/// `too_long` for a name; `count_empty` where the scope means nothing; `count_overlaps` where an open count has one of its variants.
pub fn start_count(book: &Book, ctx: &Context, scope: &CountScope) -> Done<CountId> {
    book.write(ctx, &format!("count {scope:?}"), |tx| {
        let variants = tx.variants_in(scope)?;
        if variants.is_empty() {
            return Err(Refusal::new(
                "count_empty",
                "Tidak ada barang yang cocok. Pilih rak, kategori atau barang lain.",
                "No goods match. Choose another shelf, category or other goods.",
            )
            .with("field", narrowed_by(scope))
            .into());
        }
        for variant in &variants {
            if let Some((other, _)) = tx.open_count_of(*variant)? {
                return Err(overlaps(&tx.variant(*variant)?.what(), &other).into());
            }
        }
        let id = tx.next_count()?;
        let name = name_of(scope, variants.len())?;
        let activity = Activity::new(CountAct::Start, id.0).with("name", &name);
        let started = tx.record(&activity.with("variants", variants.len()))?;
        tx.insert_count(id, started, &name, &variants)?;
        Ok::<_, ActionError>(id)
    })
}

/// What a scope is chosen by, as its form names it.
fn narrowed_by(scope: &CountScope) -> &'static str {
    match (line(&scope.shelf).is_empty(), line(&scope.category).is_empty()) {
        (false, _) => "shelf",
        (_, false) => "category",
        _ if scope.variants.is_empty() => "all",
        _ => "chosen",
    }
}

/// What a count is called: as it was typed, else by what it is of.
fn name_of(scope: &CountScope, variants: usize) -> Result<String, Refusal> {
    let name = text(Limit::Title, &scope.name, "name")?;
    let (shelf, category) = (line(&scope.shelf), line(&scope.category));
    let name = match (name.is_empty(), shelf.is_empty(), category.is_empty()) {
        (false, _, _) => name,
        (_, false, true) => format!("Rak {shelf}"),
        (_, false, false) => format!("Rak {shelf}, {category}"),
        (_, true, false) => category,
        _ if scope.variants.is_empty() => "Semua barang".to_owned(),
        _ => format!("{variants} barang"),
    };
    Ok(name)
}

fn overlaps(what: &str, other: &Count) -> Refusal {
    let (name, number) = (&other.name, other.id);
    Refusal::new(
        "count_overlaps",
        format!("{what} sedang dihitung di opname {number} ({name}). Tutup atau batalkan opname itu dulu."),
        format!("{what} is being counted in count {number} ({name}). Close or cancel that one first."),
    )
    .with("count", number)
}

/// Writes what was counted, or takes entries back. What the book has on the shelf at that moment is kept with each
/// entry, so that neither later moves nor a clock set back make a difference.
///
/// # Errors
/// `count_ended`; `count_nothing` without entries; `not_in_count`; `quantity` below zero or too high; `counted_at` before
/// the count was started or later than now.
pub fn enter_count(book: &Book, ctx: &Context, id: CountId, entries: &[CountEntry]) -> Done<CountDetail> {
    book.write(ctx, &format!("enter {id} {entries:?}"), |tx| {
        let count = open(tx, id)?;
        if entries.is_empty() {
            return Err(nothing_counted(&count).into());
        }
        let known: BTreeMap<VariantId, Option<Counted>> =
            tx.count_entries(id)?.into_iter().map(|e| (e.variant, e.counted)).collect();
        let mut told = Vec::new();
        let mut found = Vec::new();
        for entry in entries {
            let what = tx.variant(entry.variant)?;
            let before = known.get(&entry.variant).ok_or_else(|| not_in(&count, &what.what()))?;
            let counted = counted(tx, &count, entry, &what.what())?;
            let units =
                |counted: &Option<Counted>| counted.map_or_else(|| "\u{2013}".to_owned(), |c| c.units.to_string());
            let was = before.map_or_else(String::new, |_| format!(" (tadinya {})", units(before)));
            told.push(format!("{} {}{was}", what.sku, units(&counted)));
            found.push((entry.variant, counted));
        }
        let activity = Activity::new(CountAct::Enter, id.0).with("name", &count.name);
        let activity = tx.record(&activity.with("entries", entries.len()).with("counted", told.join("; ")))?;
        for (variant, counted) in found {
            tx.put_counted(id, activity, variant, counted.as_ref())?;
        }
        Ok(reports::count_detail(tx, id, false)?)
    })
}

/// An entry with what the book has on the shelf when it was counted.
fn counted(tx: &Tx<'_>, count: &Count, entry: &CountEntry, what: &str) -> Result<Option<Counted>, ActionError> {
    let Some(units) = entry.counted else { return Ok(None) };
    if !(0..=UNITS_MAX).contains(&units) {
        let (id, en) = (
            format!("{what}: jumlah hitungan harus 0 sampai 1.000.000."),
            format!("{what}: a count must be 0 to 1,000,000."),
        );
        return Err(Refusal::new("quantity", id, en).with("variant", entry.variant).with("quantity", units).into());
    }
    let now = tx.ctx().now;
    if entry.at.is_some_and(|at| at > now || at < count.started_at) {
        let (id, en) = (
            format!("{what}: waktu hitung harus antara mulai opname dan sekarang."),
            format!("{what}: the time of counting must lie between the count's start and now."),
        );
        return Err(Refusal::new("counted_at", id, en).with("variant", entry.variant).into());
    }
    let expected = tx.shelf_at(count, entry.variant, entry.at)?;
    Ok(Some(Counted { units, at: entry.at.unwrap_or(now), expected }))
}

/// Closes a count: each difference is posted against the level as it is now. What wasn't counted stays as it is. A
/// variant whose stock nobody had ever said is stocked from its counting on; its first count needs no reason.
///
/// # Errors
/// `count_ended`; `count_nothing` where nothing was counted; `reason_missing` naming the variants; `not_in_count`;
/// `count_gone` where the shelf no longer has what is missing; `cost`.
pub fn close_count(book: &Book, ctx: &Context, id: CountId, reasons: &[CountReason]) -> Done<Adjusted> {
    book.write(ctx, &format!("close {id} {reasons:?}"), |tx| {
        let count = open(tx, id)?;
        let entries = tx.count_entries(id)?;
        for given in reasons {
            if !entries.iter().any(|e| e.variant == given.variant) {
                return Err(not_in(&count, &tx.variant(given.variant)?.what()).into());
            }
        }
        let mut left_out = Vec::new();
        let mut results = Vec::new();
        for entry in &entries {
            let what = tx.variant(entry.variant)?.what();
            let Some(counted) = entry.counted else {
                left_out.push(what);
                continue;
            };
            let given = reasons.iter().find(|r| r.variant == entry.variant);
            results.push(plan(tx, what, entry.variant, counted, given)?);
        }
        if results.is_empty() {
            return Err(nothing_counted(&count).into());
        }
        refuse_unexplained(&results)?;
        let message = write(tx, &count, &results, &left_out)?;
        Ok::<_, ActionError>(Adjusted { message })
    })
}

/// What closing does to one variant.
struct Closing {
    what: String,
    variant: VariantId,
    counted: Counted,
    reason: String,
    unit_cost: Option<Money>,
    change: Change,
    /// Units sold beyond the shelf, to be covered.
    short: i64,
    /// Whether what is found comes in at nothing because nobody has said what it costs.
    free: bool,
}

fn plan(
    tx: &Tx<'_>,
    what: String,
    variant: VariantId,
    counted: Counted,
    given: Option<&CountReason>,
) -> Result<Closing, ActionError> {
    let goods = goods(tx, variant, &what)?;
    let unit_cost = given.and_then(|g| g.unit_cost).filter(|_| counted.difference() > 0);
    let change = settle(&goods, &counted, unit_cost, tx.ctx().zone, tx.ctx().today)?;
    let typed = given.map(|g| g.reason.as_str()).unwrap_or_default();
    let reason = match (counted.difference(), goods.level.stocked_at, reason(typed)) {
        (0, _, _) => String::new(),
        (_, _, Ok(reason)) => reason,
        (_, _, Err(refusal)) if refusal.code == "too_long" => return Err(refusal.with("variant", variant).into()),
        (_, None, Err(_)) => "Stok awal".to_owned(),
        // The shelf has what the book has: only what was sold beyond it is found.
        (units, _, Err(_)) if units == goods.short => "Terjual melebihi stok".to_owned(),
        (_, Some(_), Err(_)) => String::new(),
    };
    let free = comes_for_nothing(&goods, AdjustKind::Found, counted.difference(), unit_cost);
    let short = goods.short;
    Ok(Closing { what, variant, counted, reason, unit_cost, change, short, free })
}

fn refuse_unexplained(results: &[Closing]) -> Result<(), Refusal> {
    let bare: Vec<&Closing> = results.iter().filter(|r| r.counted.difference() != 0 && r.reason.is_empty()).collect();
    let Some(first) = bare.first() else { return Ok(()) };
    let names = named(bare.iter().map(|r| format!("{} ({:+})", r.what, r.counted.difference())));
    Err(Refusal::new(
        "reason_missing",
        format!("Tulis alasan selisihnya dulu: {}.", names.id),
        format!("Say why these differ first: {}.", names.en),
    )
    .with("variant", first.variant))
}

/// Writes the differences and tells what was done.
fn write(tx: &mut Tx<'_>, count: &Count, results: &[Closing], left_out: &[String]) -> Result<Sentence, ActionError> {
    let differences = results.iter().filter(|r| r.counted.difference() != 0).count();
    let value: Money = results.iter().map(|r| r.change.value).sum();
    tx.record(
        &Activity::new(CountAct::Close, count.id.0)
            .with("name", &count.name)
            .with("counted", results.len())
            .with("differences", differences)
            .with("value", value.0)
            .with("left_out", left_out.len()),
    )?;
    let (ctx, mut short, mut filled) = (tx.ctx().clone(), Vec::new(), Filled::default());
    let now = ctx.now;
    for result in results {
        let difference = result.counted.difference();
        if difference != 0 {
            let activity = tx.record(
                &Activity::new(VariantAct::Count, result.variant.0)
                    .with("what", &result.what)
                    .with("count", count.id)
                    .with("counted", result.counted.units)
                    .with("expected", result.counted.expected)
                    .with("difference", format!("{difference:+}"))
                    .with("value", result.change.value.0)
                    .with("reason", &result.reason),
            )?;
            tx.change_stock(activity, ctx.today, &result.change)?;
        }
        if result.short > 0 {
            filled.add(fill(tx, &ctx, &goods(tx, result.variant, &result.what)?)?);
        }
        if difference != 0 || result.short > 0 {
            let available = tx.level(result.variant)?.available();
            if available < 0 {
                short.push(format!("{} ({})", result.what, -available));
            }
        }
        // A clock that was ahead when it was counted doesn't make it counted in the future.
        tx.mark_stocked(result.variant, Instant(result.counted.at.0.min(now.0)))?;
        tx.settle_count_line(
            count.id,
            &Settled {
                variant: result.variant,
                expected: result.counted.expected,
                reason: &result.reason,
                unit_cost: result.unit_cost,
                value: result.change.value,
            },
        )?;
    }
    tx.end_count(count.id, CountState::Closed)?;
    let (name, counted) = (&count.name, results.len());
    let mut message = Sentence::new(
        format!("Opname {name} selesai: {counted} dihitung, {differences} berbeda, nilainya Rp {value}."),
        format!("Count {name} closed: {counted} counted, {differences} differ, worth Rp {value}."),
    );
    filled.told(&mut message);
    add_without_cost(&mut message, results.iter().filter(|r| r.free).count());
    if !left_out.is_empty() {
        let names = named(left_out.iter().cloned());
        message.id.push_str(&format!(" Tidak dihitung, tetap seperti semula: {}.", names.id));
        message.en.push_str(&format!(" Not counted, as they were: {}.", names.en));
    }
    if !short.is_empty() {
        let names = named(short.into_iter());
        message.id.push_str(&format!(" Stok kurang untuk pesanan yang terbuka: {}.", names.id));
        message.en.push_str(&format!(" Open orders lack: {}.", names.en));
    }
    Ok(message)
}

/// Gives a count up: nothing is posted.
///
/// # Errors
/// `count_ended`.
pub fn cancel_count(book: &Book, ctx: &Context, id: CountId) -> Done<Adjusted> {
    book.write(ctx, &format!("cancel count {id}"), |tx| {
        let count = open(tx, id)?;
        tx.record(&Activity::new(CountAct::Cancel, id.0).with("name", &count.name))?;
        tx.end_count(id, CountState::Cancelled)?;
        let name = &count.name;
        let message = Sentence::new(
            format!("Opname {name} dibatalkan. Stok tidak berubah."),
            format!("Count {name} cancelled. Stock hasn't changed."),
        );
        Ok::<_, ActionError>(Adjusted { message })
    })
}

fn open(tx: &Tx<'_>, id: CountId) -> Result<Count, ActionError> {
    let count = tx.count(id)?;
    let (done, en) = match count.state {
        CountState::Open => return Ok(count),
        CountState::Closed => ("sudah ditutup", "is closed already"),
        CountState::Cancelled => ("sudah dibatalkan", "was cancelled"),
    };
    let name = &count.name;
    Err(Refusal::new(
        "count_ended",
        format!("Opname {id} ({name}) {done}. Mulai opname baru."),
        format!("Count {id} ({name}) {en}. Start a new one."),
    )
    .with("count", id)
    .into())
}

fn not_in(count: &Count, what: &str) -> Refusal {
    let name = &count.name;
    Refusal::new(
        "not_in_count",
        format!("{what} tidak termasuk opname {name}."),
        format!("{what} is not part of the count {name}."),
    )
    .with("count", count.id)
}

fn nothing_counted(count: &Count) -> Refusal {
    let name = &count.name;
    Refusal::new(
        "count_nothing",
        format!("Opname {name}: belum ada yang dihitung. Isi hitungannya, atau batalkan opnamenya."),
        format!("Count {name}: nothing is counted yet. Enter what was counted, or cancel it."),
    )
    .with("count", count.id)
}

/// The first names, and how many more.
fn named(names: impl Iterator<Item = String>) -> Sentence {
    let all: Vec<String> = names.collect();
    let shown = all[..all.len().min(NAMED)].join("; ");
    match all.len().saturating_sub(NAMED) {
        0 => Sentence::new(shown.clone(), shown),
        more => Sentence::new(format!("{shown}; dan {more} lagi"), format!("{shown}; and {more} more")),
    }
}
