//! What was sold beyond the shelf gets its goods afterwards.

use super::position::part;
use super::{Event, Order, Plan};
use crate::activity::OrderAct;
use crate::rows::Bin;
use crate::stock::{Levels, Move};
use crate::{LineId, Refusal};

impl Order {
    /// Units of a line that left although the shelf didn't have them leave it now, at what they cost there: goods came that
    /// had been sold already, or a count found that they must have been there. As many as the shelf has; none where nothing
    /// is open.
    ///
    /// # Errors
    /// `line_unknown` where the order has no such line.
    pub fn fill(&self, id: LineId, what: &str, levels: &mut Levels, event: &Event) -> Result<Option<Plan>, Refusal> {
        let mut after = self.clone();
        let Some(line) = after.lines.iter_mut().find(|l| l.id == id) else { return Err(self.no_line()) };
        let level = levels.of(line.variant);
        let units = line.shortfall.min(level.shelf);
        if units <= 0 || !self.stage.has_left() {
            return Ok(None);
        }
        let cost = level.cost_of(units);
        let (variant, of) = (line.variant, Some(line.id));
        let step = Move { variant, from: Bin::Shelf, to: Bin::Customer, quantity: units, value: Some(cost), line: of };
        levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
        // What came back of them had no cost when it did: now it has.
        let unknown = (line.back - line.moved).max(0);
        let known = part(line.opened, units.min(unknown), unknown);
        line.back_cost += known;
        line.opened -= known;
        line.moved += units;
        line.shortfall -= units;
        line.cost = Some(line.cost.unwrap_or_default() + cost);
        let mut facts = event.facts();
        facts.insert("what".to_owned(), what.to_owned());
        facts.insert("units".to_owned(), units.to_string());
        facts.insert("cost".to_owned(), cost.0.to_string());
        Ok(Some(Plan { moves: vec![step], ..self.plan(OrderAct::Fill, after, facts, event.day) }))
    }
}
