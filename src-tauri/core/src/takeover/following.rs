//! What a later file asks of an order that the book has, and the plan of each step.

use std::collections::BTreeMap;

use super::{Policy, shipped_at, stage_of};
use crate::activity::OrderAct;
use crate::marketplace::{FileOrder, FileStatus};
use crate::order::{Approval, Handover, Line, Order, Packing, Plan, claim_share};
use crate::stock::Levels;
use crate::{Next, Refusal, Sentence, Stage, Verb, next};

/// What a later file asks of an order that the book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatchUp {
    /// These verbs, in order; none if it is there already (or further).
    Verbs(Vec<Verb>),
    /// It stays: held by a person, or book and file contradict each other.
    Stays(Sentence),
}

/// The verbs that take an order where the file says it is.
#[must_use]
pub fn catch_up(order: &Order, status: FileStatus, known: Option<FileStatus>, policy: &Policy) -> CatchUp {
    let target = stage_of(status);
    match (status, order.stage) {
        (FileStatus::Cancelled, _) => return cancelled_there(order),
        (FileStatus::Failed, Stage::Returned) => return CatchUp::Verbs(Vec::new()),
        (FileStatus::Failed, _) if order.failed => return CatchUp::Verbs(Vec::new()),
        (FileStatus::Failed, Stage::Delivered) => return CatchUp::Verbs(vec![Verb::Undeliver, Verb::Fail]),
        (FileStatus::Failed, Stage::Completed) | (_, Stage::Cancelled) => return contradicts(order, status),
        _ if order.failed && target > Stage::Shipped => return contradicts(order, status),
        _ => {}
    }
    let mut verbs = Vec::new();
    let path = [
        (Stage::AwaitingPayment, Verb::Pay, Stage::AwaitingApproval),
        (Stage::AwaitingApproval, Verb::Approve, Stage::Approved),
        (Stage::Approved, Verb::Pack, Stage::Packed),
        (Stage::Packed, Verb::Ship, Stage::Shipped),
    ];
    let mut at = order.stage;
    for (from, verb, to) in path {
        if at == from && target >= to {
            verbs.push(verb);
            at = to;
        }
    }
    if at < target {
        verbs.extend(match target {
            Stage::Delivered => Some(Verb::Deliver),
            Stage::Completed => Some(Verb::Complete),
            _ => None,
        });
    }
    if status == FileStatus::Failed {
        verbs.push(Verb::Fail);
    }
    if verbs == [Verb::Pay] && policy.auto_approve && status == FileStatus::ToShip {
        verbs.push(Verb::Approve);
    }
    if let Some(reason) = order.held.as_ref().filter(|_| !verbs.is_empty()) {
        let word = word_of(status);
        return CatchUp::Stays(Sentence::new(
            format!(
                "Pesanan {} ditahan ({reason}), padahal di berkas sudah {}. Lanjutkan atau batalkan.",
                order.id, word.id
            ),
            format!("Order {} is held ({reason}) but {} in the file. Resume or cancel it.", order.id, word.en),
        ));
    }
    let asks = status == FileStatus::CancelRequested && known != Some(status);
    if asks && order.held.is_none() && at < Stage::Shipped {
        verbs.push(Verb::Hold);
    }
    CatchUp::Verbs(verbs)
}

fn cancelled_there(order: &Order) -> CatchUp {
    match order.stage {
        Stage::Cancelled | Stage::Returned => CatchUp::Verbs(Vec::new()),
        Stage::Shipped if order.failed => CatchUp::Verbs(Vec::new()),
        Stage::Shipped => CatchUp::Verbs(vec![Verb::Fail]),
        Stage::Delivered => CatchUp::Verbs(vec![Verb::Undeliver, Verb::Fail]),
        Stage::Completed => contradicts(order, FileStatus::Cancelled),
        _ => CatchUp::Verbs(vec![Verb::Cancel]),
    }
}

/// What a file's status is called: the stage that it means.
fn word_of(status: FileStatus) -> Sentence {
    match status {
        FileStatus::Failed => Sentence::new("Gagal kirim", "Failed in delivery"),
        status => stage_of(status).word(),
    }
}

/// Book and file say the opposite. What has ended in the book can be reopened, and follows the file then.
fn contradicts(order: &Order, status: FileStatus) -> CatchUp {
    let here =
        if order.failed && order.stage == Stage::Shipped { word_of(FileStatus::Failed) } else { order.stage.word() };
    let there = word_of(status);
    let (way_id, way_en) = match next(order.stage, Verb::Reopen) {
        Next::No => ("", ""),
        _ => (
            " Kalau berkasnya yang benar, buka lagi pesanannya, lalu impor lagi.",
            " If the file is right, reopen the order and import again.",
        ),
    };
    CatchUp::Stays(Sentence::new(
        format!("Pesanan {}: di buku {}, di berkas {}. Periksa dengan pembeli.{way_id}", order.id, here.id, there.id),
        format!("Order {}: {} in the book, {} in the file. Check with the buyer.{way_en}", order.id, here.en, there.en),
    ))
}

/// The plan of one verb that a file supplies.
///
/// # Errors
/// The verb's own refusals.
pub fn by_file(
    order: &Order,
    verb: Verb,
    file: &FileOrder,
    levels: &mut Levels,
    policy: &Policy,
) -> Result<Plan, Refusal> {
    let left = policy.event(shipped_at(file).unwrap_or(policy.now));
    let now = policy.event(policy.now);
    match verb {
        Verb::Pay => order.pay_by_file(&policy.event(file.paid_at.unwrap_or(policy.now))),
        Verb::Approve => order.approve(&Approval::Covered, &now),
        Verb::Pack => order.pack(Packing::Fact, levels, &left),
        Verb::Ship => {
            let courier = if file.courier.is_empty() { &file.shipping_option } else { &file.courier };
            let to = Handover { courier: courier.clone(), tracking: file.tracking.clone(), own_delivery: false };
            let before = Order { history: left.day < policy.start_day, ..order.clone() };
            before.ship(&to, levels, &left)
        }
        Verb::Deliver => order.deliver(&now),
        Verb::Undeliver => order.undeliver(&now),
        Verb::Complete => order.complete(&policy.event(file.completed_at.unwrap_or(policy.now))),
        Verb::Cancel => order.cancel(&cancel_reason(file), levels, &now),
        Verb::Fail => order.fail(&cancel_reason(file), &now),
        Verb::Hold => order.hold("Pembeli mengajukan pembatalan", &now),
        _ => Err(order.wrong_stage(verb)),
    }
}

/// Why it is cancelled or has failed there. Not every kind of file says.
#[must_use]
pub fn cancel_reason(file: &FileOrder) -> String {
    match (file.cancel_reason.as_str(), file.status) {
        ("", FileStatus::Failed) => "Pengiriman gagal".to_owned(),
        ("", _) => "Batal di marketplace".to_owned(),
        (reason, _) => reason.to_owned(),
    }
}

/// Changes the lines of an order as a later file has them: before it is packed the allocation follows; afterwards the
/// parcel is as it is.
///
/// # Errors
/// `stage` where it is packed or has left.
pub fn amend_by_file(order: &Order, lines: Vec<Line>, policy: &Policy) -> Result<Plan, Refusal> {
    order.step(Verb::Amend)?;
    let tell = |lines: &[Line]| -> String {
        lines.iter().map(|l| format!("{}×{} @{}", l.quantity, l.variant, l.price)).collect::<Vec<_>>().join(", ")
    };
    let facts = BTreeMap::from([
        ("file".to_owned(), policy.file.clone()),
        ("old".to_owned(), tell(&order.lines)),
        ("new".to_owned(), tell(&lines)),
    ]);
    Ok(order.plan(Verb::Amend, Order { lines, ..order.clone() }, facts, policy.zone.day(policy.now)))
}

/// One thing that a later file says differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What, in Indonesian.
    pub name: &'static str,
    /// As the book has it.
    pub was: String,
    /// As the file has it.
    pub is: String,
}

/// Takes over what else a later file says: prices, totals, tracking number, particulars. The stage and the units stay.
/// What has left is posted anew by the difference.
#[must_use]
pub fn update(order: &Order, after: Order, changed: &[Difference], policy: &Policy) -> Plan {
    let names: Vec<&str> = changed.iter().map(|d| d.name).collect();
    let tell = |side: fn(&Difference) -> &str| {
        changed.iter().map(|d| format!("{}: {}", d.name, side(d))).collect::<Vec<_>>().join(" | ")
    };
    let facts = BTreeMap::from([
        ("file".to_owned(), policy.file.clone()),
        ("changed".to_owned(), names.join(", ")),
        ("was".to_owned(), tell(|d| &d.was)),
        ("is".to_owned(), tell(|d| &d.is)),
    ]);
    let mut after = after;
    after.lines.iter_mut().for_each(|line| line.claim = claim_share(line));
    order.plan(OrderAct::Update, after, facts, policy.zone.day(policy.now))
}
