//! What a row changes in the book: what it comes to beside the row that it takes the place of.

use runut_core::order::Settling;
use runut_core::settlement::{Part, RowKind, by_part};
use runut_core::{AccountId, JournalId, Money};
use runut_store::KeptRow;

use super::looked::Looked;

/// What a row changes.
pub(super) struct Change<'l, 'f> {
    pub(super) looked: &'l Looked<'f>,
    /// Where it goes, of a withdrawal.
    pub(super) account: Option<AccountId>,
    /// The transfer of the journal that it is one with.
    pub(super) journal: Option<JournalId>,
    /// The row that told the same barely, or otherwise: it stands no more.
    pub(super) instead: Option<KeptRow>,
    /// The row that tells the same in more detail: this one doesn't stand.
    pub(super) told_by: Option<i64>,
}

impl Change<'_, '_> {
    /// By how much the net grows.
    pub(super) fn net(&self) -> Money {
        match (&self.told_by, &self.instead) {
            (Some(_), _) => Money::ZERO,
            (None, instead) => self.looked.row.net - instead.as_ref().map_or(Money::ZERO, |row| row.net),
        }
    }

    /// The amounts that come, and those that go.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (Option<Part>, Money)> + '_ {
        let comes = self.looked.parts.iter().filter(|_| self.told_by.is_none());
        let goes = self.instead.iter().filter(|_| self.told_by.is_none()).flat_map(|row| &row.parts);
        comes.map(|(_, part, amount)| (*part, *amount)).chain(goes.map(|(_, part, amount)| (*part, -*amount)))
    }

    pub(super) fn settling(&self) -> Settling {
        let replaced = self.instead.as_ref().is_some_and(|row| row.kind == RowKind::Order);
        let released = match self.looked.row.kind {
            _ if self.told_by.is_some() => None,
            RowKind::Order => Some(true),
            _ => replaced.then_some(false),
        };
        Settling { day: self.looked.row.day, net: self.net(), parts: by_part(self.amounts()), released }
    }
}
