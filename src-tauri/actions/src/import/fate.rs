//! What will happen to each order of a file: decided once, for the preview and for applying.

use runut_core::marketplace::{FileLine, FileOrder, FileStatus};
use runut_core::order::{Line, Order};
use runut_core::takeover::{
    CatchUp, Particulars, Policy, catch_up, digest, line_keys, lines_of, paid_there, particulars, rank, stage_of,
};
use runut_core::{Channel, LineId, OrderId, Sentence, Stage, VariantId, Verb, fold};
use runut_store::Reader;

use super::Staged;
use crate::ActionError;

/// What a file order will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
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
    /// Held, or in contradiction: listed, not moved.
    Stays {
        /// Where it stands.
        at: Stage,
        /// Why.
        why: Sentence,
    },
}

/// How a known order changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub id: OrderId,
    pub from: Stage,
    pub to: Stage,
    /// The verbs that the file supplies, in order.
    pub verbs: Vec<Verb>,
    /// What else changes, by name.
    pub fields: Vec<&'static str>,
    /// Whether its lines change.
    pub lines: bool,
    /// Whether units are claimed that weren't.
    pub claims: bool,
}

/// What happens to every readable order of the file, in file order.
pub(super) fn all(book: &Reader<'_>, staged: &Staged, policy: &Policy) -> Result<Vec<Fate>, ActionError> {
    staged.file.orders.iter().map(|file| of(book, file, policy)).collect()
}

/// What happens to one.
pub(super) fn of(book: &Reader<'_>, file: &FileOrder, policy: &Policy) -> Result<Fate, ActionError> {
    let Some(known) = book.known(policy.channel, &file.external_id)? else {
        return Ok(Fate::New { to: stage_when_new(file, policy) });
    };
    let before = FileStatus::from_key(&known.status);
    let order = book.order(known.id)?;
    let older = before.is_some_and(|status| rank(file.status) < rank(status));
    if known.digest == digest(file) || older {
        return Ok(Fate::Unchanged { at: order.stage });
    }
    let verbs = match catch_up(&order, file.status, before, policy) {
        CatchUp::Verbs(verbs) => verbs,
        CatchUp::Stays(why) => return Ok(Fate::Stays { at: order.stage, why }),
    };
    let (lines, claims) = compare_lines(book, &order, file)?;
    if lines && !matches!(order.stage, Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Approved) {
        return Ok(Fate::Stays { at: order.stage, why: lines_fixed(&order) });
    }
    let change = Change {
        id: order.id,
        from: order.stage,
        to: stage_after(&order, &verbs, file),
        fields: differing(&order, &book.particulars(known.id)?, file),
        verbs,
        lines,
        claims,
    };
    if change.verbs.is_empty() && change.fields.is_empty() && !change.lines && !change.claims {
        return Ok(Fate::Unchanged { at: order.stage });
    }
    Ok(Fate::Changed(Box::new(change)))
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

fn lines_fixed(order: &Order) -> Sentence {
    let word = order.stage.word();
    Sentence::new(
        format!("Pesanan {}: isinya berubah di berkas, padahal sudah {}. Periksa paketnya.", order.id, word.id),
        format!("Order {}: its lines changed in the file although it is {}. Check the parcel.", order.id, word.en),
    )
}

/// Whether the lines differ in what was ordered, and whether more units are claimed; lines are matched by their keys.
fn compare_lines(book: &Reader<'_>, order: &Order, file: &FileOrder) -> Result<(bool, bool), ActionError> {
    let variants: Vec<VariantId> = vec![VariantId(0); file.lines.len()];
    let returned = file.lines.iter().map(|l| l.returned);
    let mut theirs: Vec<(_, Line, i64)> = line_keys(&file.lines)
        .into_iter()
        .zip(lines_of(file, &variants, LineId(0)))
        .zip(returned)
        .map(|((key, line), returned)| (key, line, returned))
        .collect();
    let mut ours: Vec<(_, &Line)> = book.line_keys(order.id)?.into_iter().zip(&order.lines).collect();
    theirs.sort_by(|a, b| a.0.cmp(&b.0));
    ours.sort_by(|a, b| a.0.cmp(&b.0));
    let same = theirs.len() == ours.len()
        && theirs.iter().zip(&ours).all(|((their_key, their, _), (our_key, our))| {
            (their_key, their.quantity, their.price, their.discount) == (our_key, our.quantity, our.price, our.discount)
        });
    let claims = same && theirs.iter().zip(&ours).any(|((_, _, returned), (_, our))| *returned > our.returned);
    Ok((!same, claims))
}

/// What differs beside lines and stage, by name.
fn differing(order: &Order, known: &Particulars, file: &FileOrder) -> Vec<&'static str> {
    let theirs = particulars(file);
    let money = |p: &Particulars| {
        [p.shipping_paid, p.shipping_subsidy, p.shipping_estimate, p.shipping_return, p.borne_by_marketplace]
    };
    let address = |p: &Particulars| {
        [p.recipient.clone(), p.phone.clone(), p.address.clone(), p.city.clone(), p.province.clone(), p.buyer.clone()]
    };
    let candidates = [
        (!file.tracking.is_empty() && order.tracking != file.tracking, "resi"),
        (known.ship_by != theirs.ship_by, "batas kirim"),
        (known.note != theirs.note, "pesan pembeli"),
        (known.seller_note != theirs.seller_note, "catatan"),
        (address(known) != address(&theirs), "penerima"),
        (order.total != file.total || order.paid != paid_there(file), "pembayaran"),
        (known.paid_at != theirs.paid_at || known.payment_method != theirs.payment_method, "cara bayar"),
        (money(known) != money(&theirs), "ongkir & voucher"),
        (known.return_status != theirs.return_status, "status retur"),
    ];
    candidates.into_iter().filter_map(|(differs, name)| differs.then_some(name)).collect()
}

/// The variant that a line means: by SKU, by what was matched before, or by name.
pub(super) fn variant_of(
    book: &Reader<'_>,
    channel: Channel,
    line: &FileLine,
) -> Result<Option<VariantId>, ActionError> {
    if !fold(&line.sku).is_empty()
        && let Some(found) = book.variant_by_sku(&line.sku)?
    {
        return Ok(Some(found.id));
    }
    if let Some(found) = book.variant_by_alias(channel, &line.product, &line.variation)? {
        return Ok(Some(found));
    }
    Ok(book.variant_by_name(&line.product, &line.variation)?)
}
