//! What will happen to each order of a file: decided once, for the preview and for applying.

use runut_core::marketplace::{FileLine, FileOrder, FileStatus};
use runut_core::order::{Line, Order};
use runut_core::takeover::{
    CatchUp, Difference, LineKey, Particulars, Policy, catch_up, digest, line_keys, lines_of, paid_there, particulars,
    rank, stage_of,
};
use runut_core::{Channel, Instant, LineId, OrderId, Sentence, Stage, VariantId, Verb, Zone, match_key};
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

impl Fate {
    /// Where the order stands afterwards.
    pub(super) fn after(&self) -> Stage {
        match self {
            Self::New { to } => *to,
            Self::Changed(change) => change.to,
            Self::Unchanged { at } | Self::Stays { at, .. } => *at,
        }
    }
}

/// How a known order changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub id: OrderId,
    pub from: Stage,
    pub to: Stage,
    /// The verbs that the file supplies, in order.
    pub verbs: Vec<Verb>,
    /// What else changes.
    pub fields: Vec<Difference>,
    /// Whether its units change.
    pub lines: bool,
    /// What the file says that can't be done any more: listed with what can.
    pub stuck: Option<Sentence>,
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
    if older || known.digest == digest(file) {
        return Ok(Fate::Unchanged { at: order.stage });
    }
    let verbs = match catch_up(&order, file.status, before, policy) {
        CatchUp::Verbs(verbs) => verbs,
        CatchUp::Stays(why) => return Ok(Fate::Stays { at: order.stage, why }),
    };
    let lines = compare_lines(book, &order, file)?;
    let open = matches!(order.stage, Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Approved);
    let ends = verbs.iter().any(|v| matches!(v, Verb::Cancel | Verb::Fail));
    let stuck = (lines.units && !open && !ends).then(|| lines_fixed(&order));
    let change = Change {
        id: order.id,
        from: order.stage,
        to: stage_after(&order, &verbs, file),
        fields: differing(&order, &book.particulars(known.id)?, file, lines.prices, policy.zone),
        verbs,
        lines: lines.units && open && !ends,
        claims: lines.claims,
        stuck,
    };
    if change.verbs.is_empty() && change.fields.is_empty() && !change.lines && !change.claims {
        return Ok(match change.stuck {
            Some(why) => Fate::Stays { at: order.stage, why },
            None => Fate::Unchanged { at: order.stage },
        });
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

/// How a file's lines differ from the book's.
struct LineChanges {
    /// Other goods or other quantities.
    units: bool,
    /// Other prices or discounts, shares of the order's vouchers included; the units are the same.
    prices: bool,
    /// More units claimed; the units are the same.
    claims: bool,
}

/// Compares lines, matched by their keys.
fn compare_lines(book: &Reader<'_>, order: &Order, file: &FileOrder) -> Result<LineChanges, ActionError> {
    let theirs = lines_by_key(file);
    let mut ours: Vec<(LineKey, &Line)> = book.line_keys(order.id)?.into_iter().zip(&order.lines).collect();
    ours.sort_by(|a, b| a.0.cmp(&b.0));
    let pairs = || theirs.iter().zip(&ours);
    let same = theirs.len() == ours.len()
        && pairs().all(|((their_key, their), (our_key, our))| (their_key, their.quantity) == (our_key, our.quantity));
    Ok(LineChanges {
        units: !same,
        prices: same && pairs().any(|((_, t), (_, o))| (t.price, t.discount) != (o.price, o.discount)),
        claims: same && pairs().any(|((_, their), (_, our))| their.claimed > our.claimed),
    })
}

/// The file's lines as the book would have them, sorted by key; `claimed` as the file says.
pub(super) fn lines_by_key(file: &FileOrder) -> Vec<(LineKey, Line)> {
    let variants: Vec<VariantId> = vec![VariantId(0); file.lines.len()];
    let lines = lines_of(file, &variants, LineId(0)).into_iter().zip(&file.lines);
    let lines = lines.map(|(line, theirs)| Line { claimed: theirs.returned, ..line });
    let mut keyed: Vec<(LineKey, Line)> = line_keys(&file.lines).into_iter().zip(lines).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed
}

/// What differs beside units and stage. An empty tracking number of the file erases none.
fn differing(order: &Order, known: &Particulars, file: &FileOrder, prices: bool, zone: Zone) -> Vec<Difference> {
    let theirs = particulars(file);
    let tracking = if file.tracking.is_empty() { order.tracking.clone() } else { file.tracking.to_uppercase() };
    let at = |at: Option<Instant>| at.map(|t| zone.local(t).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let to = |p: &Particulars| {
        [&p.recipient, &p.phone, &p.address, &p.city, &p.province, &p.buyer].map(String::as_str).join(", ")
    };
    let beside = |p: &Particulars| {
        let amounts = [
            p.shipping_paid,
            p.shipping_subsidy,
            p.shipping_estimate,
            p.shipping_return,
            p.borne_by_shop,
            p.borne_by_marketplace,
        ];
        amounts.map(|m| m.to_string()).join(" ")
    };
    let how = |p: &Particulars| format!("{}{} {}", p.payment_method, if p.cod { " COD" } else { "" }, at(p.paid_at));
    let sold = |lines: &[&Line]| {
        let price = lines.iter().map(|l| format!("{} \u{2212}{}", l.price, l.discount));
        if prices { price.collect::<Vec<_>>().join(" ") } else { String::new() }
    };
    let keyed = lines_by_key(file);
    let all = [
        (
            "harga",
            sold(&order.lines.iter().collect::<Vec<_>>()),
            sold(&keyed.iter().map(|(_, l)| l).collect::<Vec<_>>()),
        ),
        ("resi", order.tracking.clone(), tracking),
        ("batas kirim", at(known.ship_by), at(theirs.ship_by)),
        ("pesan pembeli", known.note.clone(), theirs.note.clone()),
        ("catatan", known.seller_note.clone(), theirs.seller_note.clone()),
        ("penerima", to(known), to(&theirs)),
        ("pembayaran", format!("{} {}", order.total, order.paid), format!("{} {}", file.total, paid_there(file))),
        ("cara bayar", how(known), how(&theirs)),
        ("ongkir & voucher", beside(known), beside(&theirs)),
        ("berat", known.weight_g.to_string(), theirs.weight_g.to_string()),
        ("status retur", known.return_status.clone(), theirs.return_status.clone()),
    ];
    all.into_iter()
        .filter(|(name, was, is)| was != is || (*name == "harga" && prices))
        .map(|(name, was, is)| Difference { name, was, is })
        .collect()
}

/// The SKU that a line names, if it can be one: not an order's code.
pub(super) fn sku_of(line: &FileLine) -> Option<&str> {
    let sku = line.sku.as_str();
    (!match_key(sku).is_empty() && OrderId::from_code(sku).is_none()).then_some(sku)
}

/// The variant that a line means: by SKU, by what was matched before, or by name. Sellers who write one SKU on all
/// variations of a product mean the product by it: then the names decide.
pub(super) fn variant_of(
    book: &Reader<'_>,
    channel: Channel,
    line: &FileLine,
) -> Result<Option<VariantId>, ActionError> {
    let by_alias = book.variant_by_alias(channel, &line.product, &line.variation)?;
    if let Some(sku) = sku_of(line)
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
