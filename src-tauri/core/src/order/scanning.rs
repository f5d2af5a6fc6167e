//! The packing table: what a unit is to the parcel that it is put into.

use super::Order;
use crate::{LineId, Refusal, Stage, VariantId};

/// What one unit of some goods is to a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// It goes into that line, the first of these goods that lacks units.
    Fits(LineId),
    /// There are as many as were ordered.
    TooMany,
    /// Nobody ordered it.
    Foreign,
}

impl Order {
    /// What one unit of these goods is to the parcel as it stands. A closed parcel takes nothing.
    #[must_use]
    pub fn scan(&self, variant: VariantId) -> Unit {
        if self.stage == Stage::Packed {
            return Unit::TooMany;
        }
        let mut lines = self.lines.iter().filter(|line| line.variant == variant).peekable();
        let ordered = lines.peek().is_some();
        match lines.find(|line| line.unchecked() > 0) {
            Some(line) => Unit::Fits(line.id),
            None if ordered => Unit::TooMany,
            None => Unit::Foreign,
        }
    }

    /// The parcel with one more unit of that line.
    ///
    /// # Errors
    /// `line_full` where all units of the line are in, or the order has no such line.
    pub fn with_unit(&self, line: LineId) -> Result<Self, Refusal> {
        let mut after = self.clone();
        let found = after.lines.iter_mut().find(|l| l.id == line && l.unchecked() > 0);
        let full = || Refusal::new("line_full", "Baris itu sudah lengkap.", "That line is complete.");
        found.ok_or_else(full)?.checked += 1;
        Ok(after)
    }

    /// Units that aren't in the parcel yet.
    #[must_use]
    pub fn unchecked_units(&self) -> i64 {
        self.lines.iter().map(super::Line::unchecked).sum()
    }

    /// Whether the parcel is on the table: begun and not complete.
    #[must_use]
    pub fn is_half_packed(&self) -> bool {
        let lacks = self.unchecked_units();
        self.stage == Stage::Approved && lacks > 0 && lacks < self.units()
    }
}
