//! Whether a spreadsheet has eaten the thousands dots of a file.
//!
//! Shopee writes money as text, `91.000`. A program that takes the dot for a decimal point makes `91` of it and `9.5`
//! of `9.500`. The second is plain to see in its own cell; the first isn't, so the whole file is witness: each money cell
//! is counted by its form, and small plain amounts are believed or doubted at the end.

/// How an amount was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing, or zero in any form: says nothing.
    Silent,
    /// `91.000`: one dot, a zero at the end. A spreadsheet would have eaten the zeros.
    Round,
    /// `34.567` or `1.250.000`: survives a spreadsheet unchanged.
    Dotted,
    /// `91000`: at least a thousand without a dot.
    Plain,
    /// `91`: below a thousand, so without a dot in either notation.
    Small,
    /// `9.5`.
    Broken,
}

/// What the money cells of a file look like.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    round: u64,
    dotted: u64,
    plain: u64,
    broken: u64,
}

impl Evidence {
    /// Takes one cell into account.
    pub(crate) fn note(&mut self, form: Form) {
        match form {
            Form::Silent | Form::Small => {}
            Form::Round => self.round += 1,
            Form::Dotted => self.dotted += 1,
            Form::Plain => self.plain += 1,
            Form::Broken => self.broken += 1,
        }
    }

    /// Whether small plain amounts of this file are to be doubted.
    ///
    /// Where cells have types (`typed`), only numbers are asked about: Shopee writes text, so a small number among
    /// dotted texts was one of them. In CSV an amount is believed if any `91.000` is still there. Files written with
    /// plain numbers throughout show it by an amount of at least a thousand.
    pub(crate) fn doubts_small(&self, typed: bool) -> bool {
        if typed {
            self.round + self.dotted + self.broken > 0 || self.plain == 0
        } else {
            self.round == 0 && (self.plain == 0 || self.broken > 0)
        }
    }
}
