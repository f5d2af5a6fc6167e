//! What will happen to each order of a file: decided once, for the preview and for applying.

use runut_core::marketplace::{FileLine, FileOrder, FileStatus};
use runut_core::order::Order;
use runut_core::rows::StoreRow;
use runut_core::stock::Levels;
use runut_core::takeover::{CatchUp, LineKey, Policy, catch_up, digest, merged, particulars, rank, stage_of};
use runut_core::{Channel, LineId, OrderId, Refusal, Stage, VariantId, Verb, excerpt, match_key};
use runut_store::{Known, Reader};

use super::change::Change;
use super::compare::{compare_lines, differing, with_file};
use super::notes::{Note, goes, kept, lines_fixed, missing, waits_for_word};
use super::skus::Skus;
use super::steps::{self, Contents};
use super::{ImportFile, whose};
use crate::ActionError;

/// What a file order will do.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// Not in the book yet.
    New {
        /// Where it will stand.
        to: Stage,
    },
    /// In the book, and changes.
    Changed(Box<Change>),
    /// The same, or older than the book.
    Unchanged {
        /// Where it stands.
        at: Stage,
    },
    /// Held, in contradiction, refused or waiting for a person's word: listed, not moved.
    Stays {
        /// Where it stands; none if it isn't in the book.
        at: Option<Stage>,
        /// Why.
        why: Box<Note>,
    },
}

impl Effect {
    /// Where the order stands afterwards; none if it isn't in the book then.
    pub(super) fn after(&self) -> Option<Stage> {
        match self {
            Self::New { to } => Some(*to),
            Self::Changed(change) => Some(change.to),
            Self::Unchanged { at } => Some(*at),
            Self::Stays { at, .. } => *at,
        }
    }

    /// It refuses a step: it stays as it is.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        let at = match self {
            Self::New { .. } => None,
            Self::Changed(change) => Some(change.from),
            Self::Unchanged { at } => Some(*at),
            Self::Stays { at, .. } => *at,
        };
        *self = Self::Stays { at, why: Box::new(refusal.message.into()) };
    }

    /// What a person has to know of it, if anything.
    pub(super) fn note(&self) -> Option<&Note> {
        match self {
            Self::Changed(change) => change.note.as_ref(),
            Self::Stays { why, .. } => Some(why.as_ref()),
            Self::New { .. } | Self::Unchanged { .. } => None,
        }
    }
}

/// What happens to every readable order of the file, in file order.
///
/// # Errors
/// `take_not_asked` where a person takes the lines of an order that doesn't wait for that.
pub(super) fn all(
    book: &Reader<'_>,
    staged: &ImportFile,
    store: &StoreRow,
    policy: &Policy,
) -> Result<Vec<Effect>, ActionError> {
    let takes = |file: &FileOrder| staged.taken.contains(&file.external_id);
    let of = |file: &FileOrder| of(book, file, store, takes(file), policy);
    let effects: Vec<Effect> = staged.file.orders.iter().map(of).collect::<Result<_, _>>()?;
    let asked = |id: &String| {
        let mut orders = staged.file.orders.iter().zip(&effects).filter(|(file, _)| file.external_id == *id);
        orders.any(|(_, effect)| effect.note().is_some_and(|note| !note.missing.is_empty()))
    };
    match staged.taken.iter().find(|id| !asked(id)) {
        Some(id) => Err(take_not_asked(id).into()),
        None => Ok(effects),
    }
}

fn take_not_asked(id: &str) -> Refusal {
    let id = excerpt(id, 60);
    Refusal::new(
        "take_not_asked",
        format!("Pesanan {id} tidak menunggu keputusan: di berkas ini tidak ada barisnya yang hilang."),
        format!("Order {id} waits for no decision: none of its lines is missing in this file."),
    )
}

/// What happens to one. `taken`: a person has said that its lines are as the file has them.
fn of(
    book: &Reader<'_>,
    file: &FileOrder,
    store: &StoreRow,
    taken: bool,
    policy: &Policy,
) -> Result<Effect, ActionError> {
    let Some(known) = book.known(store.id, &file.external_id)? else {
        if store.archived {
            return Ok(Effect::Stays { at: None, why: Box::new(whose::archived(store).into()) });
        }
        return Ok(new(file, policy));
    };
    let order = book.order(known.id)?;
    if known.erased || known.digest == digest(file) {
        return Ok(Effect::Unchanged { at: order.stage });
    }
    let before = FileStatus::from_key(&known.status);
    let keys = book.line_keys(known.id)?;
    let lines = compare_lines(&order, &keys, file);
    let is_older = match before.map(rank) {
        Some(known) if known == rank(file.status) => !lines.units && lacks_tracking(&order, file),
        Some(known) => rank(file.status) < known,
        None => false,
    };
    if is_older {
        return older(book, order, known, file, policy);
    }
    let verbs = match catch_up(&order, file.status, before, policy) {
        CatchUp::Verbs(verbs) => verbs,
        CatchUp::Stays(why) => return Ok(Effect::Stays { at: Some(order.stage), why: Box::new(why.into()) }),
    };
    let open = matches!(order.stage, Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Approved);
    let ends = matches!(file.status, FileStatus::Cancelled | FileStatus::Failed);
    let missing = missing(book, &order, &keys, file)?;
    let waits = !missing.is_empty() && !ends;
    if waits && !taken {
        let why = Note { text: waits_for_word(&order, &missing), missing, waits };
        return Ok(Effect::Stays { at: Some(order.stage), why: Box::new(why) });
    }
    let note = match (missing.is_empty(), open, ends) {
        (false, true, false) => Some(Note { text: goes(&order, &missing), missing, waits: false }),
        (false, _, true) => Some(Note { text: kept(&order, &missing), missing, waits: false }),
        (_, false, false) if lines.units => Some(Note { text: lines_fixed(&order), missing, waits: false }),
        _ => None,
    };
    let known_about = book.particulars(known.id)?;
    let about = merged(&known_about, &particulars(file), false);
    let after = with_file(&order, &keys, file, lines.prices);
    // What couldn't be done is listed again by every file that says so: no digest tells that it is known.
    let stuck = lines.units && !open && !ends && !taken;
    let change = Change {
        id: order.id,
        from: order.stage,
        to: stage_after(&order, &verbs, file),
        older: false,
        fields: differing((&order, &known_about), (&after, &about), lines.prices, policy.zone),
        after,
        about,
        status: file.status.key().to_owned(),
        digest: if stuck { String::new() } else { digest(file) },
        verbs,
        lines: lines.units && open && !ends,
        claims: lines.claims,
        note,
    };
    if change.verbs.is_empty() && change.fields.is_empty() && !change.lines && !change.claims {
        return Ok(match change.note {
            Some(why) => Effect::Stays { at: Some(order.stage), why: Box::new(why) },
            None => Effect::Unchanged { at: order.stage },
        });
    }
    tried(book, &order, &keys, file, change, policy)
}

/// Whether a file of an order that hasn't left lacks the tracking number that an earlier import brought: of two files with
/// the same status, it is the older one.
fn lacks_tracking(order: &Order, file: &FileOrder) -> bool {
    order.stage.allocates() && !order.tracking.is_empty() && file.tracking.is_empty()
}

/// A new order; one that refuses a step of its way stays out.
fn new(file: &FileOrder, policy: &Policy) -> Effect {
    let variants = vec![VariantId(0); file.lines.len()];
    let contents = Contents { variants: &variants, first_line: LineId(0) };
    match steps::first(OrderId(0), file, contents, &mut Levels::default(), policy) {
        Ok(_) => Effect::New { to: stage_when_new(file, policy) },
        Err(refusal) => Effect::Stays { at: None, why: Box::new(refusal.message.into()) },
    }
}

/// A change that refuses none of its steps; else the order stays, and says why.
fn tried(
    book: &Reader<'_>,
    order: &Order,
    keys: &[LineKey],
    file: &FileOrder,
    change: Change,
    policy: &Policy,
) -> Result<Effect, ActionError> {
    let variants = vec![VariantId(0); file.lines.len()];
    let contents = Contents { variants: &variants, first_line: LineId(0) };
    let mut levels = book.levels(order.lines.iter().map(|l| l.variant))?;
    Ok(match steps::next(order, keys, file, &change, contents, &mut levels, policy) {
        Ok(_) => Effect::Changed(Box::new(change)),
        Err(refusal) => Effect::Stays { at: Some(order.stage), why: Box::new(refusal.message.into()) },
    })
}

/// What a file that is older than the book still tells: what is masked or missing there.
fn older(
    book: &Reader<'_>,
    order: Order,
    known: Known,
    file: &FileOrder,
    policy: &Policy,
) -> Result<Effect, ActionError> {
    let known_about = book.particulars(known.id)?;
    let about = merged(&known_about, &particulars(file), true);
    let mut after = order.clone();
    if after.tracking.is_empty() {
        after.tracking = file.tracking.to_uppercase();
    }
    let fields = differing((&order, &known_about), (&after, &about), false, policy.zone);
    if fields.is_empty() {
        return Ok(Effect::Unchanged { at: order.stage });
    }
    Ok(Effect::Changed(Box::new(Change {
        id: order.id,
        from: order.stage,
        to: order.stage,
        older: true,
        verbs: Vec::new(),
        fields,
        after,
        about,
        status: known.status,
        digest: known.digest,
        lines: false,
        note: None,
        claims: false,
    })))
}

fn stage_when_new(file: &FileOrder, policy: &Policy) -> Stage {
    match stage_of(file.status) {
        Stage::AwaitingApproval if policy.auto_approve && file.status == FileStatus::ToShip => Stage::Approved,
        stage => stage,
    }
}

fn stage_after(order: &Order, verbs: &[Verb], file: &FileOrder) -> Stage {
    let moves = verbs.iter().any(|v| !matches!(v, Verb::Hold | Verb::Fail));
    match (moves, verbs.contains(&Verb::Approve), stage_of(file.status)) {
        (false, _, _) => order.stage,
        (true, true, Stage::AwaitingApproval) => Stage::Approved,
        (true, _, Stage::Cancelled) if verbs.contains(&Verb::Undeliver) => Stage::Shipped,
        (true, _, target) => target,
    }
}

/// The variant that a line means: by what was taken with that name and SKU before, by SKU, by name. Sellers who write one SKU on all
/// variations of a product mean the product by it: then the names decide.
pub(super) fn variant_of(
    book: &Reader<'_>,
    channel: Channel,
    line: &FileLine,
    skus: &Skus,
) -> Result<Option<VariantId>, ActionError> {
    let by_alias = book.variant_by_alias(channel, &line.product, &line.variation)?;
    let sku = skus.of_line(line);
    if let (Some(known), Some(sku), false) = (by_alias, sku, skus.is_decided(line))
        && book.sku_beside(channel, &line.product, &line.variation)? == match_key(sku)
    {
        return Ok(Some(known));
    }
    if let Some(sku) = sku
        && let Some(found) = book.variant_by_sku(sku)?
    {
        let other_variation = match_key(&found.product) == match_key(&line.product)
            && match_key(&found.variant) != match_key(&line.variation);
        if !other_variation || by_alias == Some(found.id) {
            return Ok(Some(found.id));
        }
    }
    match by_alias {
        Some(found) => Ok(Some(found)),
        None => Ok(book.variant_by_name(&line.product, &line.variation)?),
    }
}
