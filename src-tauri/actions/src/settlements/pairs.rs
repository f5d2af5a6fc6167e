//! Rows that tell of the same money: what a person entered, what a balance report has as a bare sum, what the income report takes apart.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::StoreId;
use runut_core::settlement::{RowKind, SettlementKind, SettlementRow};
use runut_store::{KeptRow, Tx};

use super::change::Change;
use super::looked::Looked;
use crate::ActionError;

/// What a row takes the place of, or what tells it in more detail. Each row is paired once.
pub(super) fn change<'l, 'f>(
    tx: &Tx<'_>,
    store: StoreId,
    looked: &'l Looked<'f>,
    pairs: &mut Pairs,
) -> Result<Change<'l, 'f>, ActionError> {
    let none = Change { looked, account: None, journal: None, instead: None, told_by: None };
    if let Some(known) = looked.known.clone() {
        return Ok(Change { instead: known.stands.then_some(known), ..none });
    }
    if let Some(by_hand) = pairs.entered.take(looked.row) {
        let same = by_hand.net == looked.row.net && looked.row.kind != RowKind::Order;
        return Ok(match same {
            true => Change { told_by: Some(by_hand.id), ..none },
            false => Change { instead: Some(by_hand), ..none },
        });
    }
    let Some(detailed) = pairs.detailed else { return Ok(none) };
    let twins = tx.twin_rows(store, &looked.row.order, looked.row.net, detailed)?;
    let twin = twins.into_iter().find(|twin| pairs.paired.insert(twin.id));
    Ok(match (twin, detailed) {
        (Some(twin), true) => Change { told_by: Some(twin.id), ..none },
        (twin, _) => Change { instead: twin, ..none },
    })
}

/// What a file's rows may be the same as.
pub(super) struct Pairs {
    /// Rows that are paired with one of the file's.
    paired: BTreeSet<i64>,
    entered: Entered,
    /// Whether the others tell more than this file's (of a balance report), or less; none where there are none.
    detailed: Option<bool>,
}

impl Pairs {
    pub(super) fn of(tx: &Tx<'_>, store: StoreId, kind: SettlementKind) -> Result<Self, ActionError> {
        let detailed = match kind {
            SettlementKind::ShopeeIncome => tx.has_balance_rows(store)?.then_some(false),
            SettlementKind::ShopeeBalance => Some(true),
            _ => None,
        };
        Ok(Self { paired: BTreeSet::new(), entered: Entered::of(tx, store, kind)?, detailed })
    }
}

/// What a person entered of a store's money, by number, until its file tells of it.
#[derive(Default)]
struct Entered(BTreeMap<String, Vec<(KeptRow, bool)>>);

impl Entered {
    fn of(tx: &Tx<'_>, store: StoreId, kind: SettlementKind) -> Result<Self, ActionError> {
        let mut entered = Self::default();
        if kind != SettlementKind::ByHand {
            for row in tx.rows_by_hand(store)? {
                entered.0.entry(row.0.external_id.clone()).or_default().push(row);
            }
        }
        Ok(entered)
    }

    /// The same money: the payout of an order. Each is told once.
    fn take(&mut self, row: &SettlementRow) -> Option<KeptRow> {
        let rows = self.0.get_mut(row.order.as_str())?;
        let same = |(hand, told): &(KeptRow, bool)| match row.kind {
            // What a balance report has as a bare sum, the income report takes apart.
            RowKind::Order => hand.kind == RowKind::Order && !row.order.is_empty(),
            RowKind::Payout => hand.kind == RowKind::Order && !row.order.is_empty() && !told,
            RowKind::Withdrawal | RowKind::Adjustment | RowKind::Ads | RowKind::AdsSpent => false,
        };
        let at = rows.iter().position(same)?;
        Some(rows.remove(at).0)
    }
}
