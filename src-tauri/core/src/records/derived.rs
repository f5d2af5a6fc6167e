//! What is reckoned from a record: quotients of the figures that its fields feed, so that a template of one's own has them too.

use super::usual::LEAST;
use super::{Filled, median, number};
use crate::rows::{DerivedRow, Logged, TemplateRow};
use crate::{Money, Sentence};

/// How a quotient is said.
#[derive(Clone, Copy)]
enum Form {
    /// `4,6`
    Times,
    /// Rupiah.
    Each,
    /// `2,9%`
    Share,
}

/// A quotient of two figures.
#[derive(Clone, Copy)]
pub struct Derived {
    name: (&'static str, &'static str),
    over: Logged,
    under: Logged,
    form: Form,
}

const ALL: [Derived; 4] = [
    Derived { name: ("ROAS", "ROAS"), over: Logged::AdSales, under: Logged::AdCost, form: Form::Times },
    Derived {
        name: ("Biaya per klik", "Cost per click"),
        over: Logged::AdCost,
        under: Logged::AdClicks,
        form: Form::Each,
    },
    Derived {
        name: ("Klik jadi pesanan", "Clicks that order"),
        over: Logged::AdOrders,
        under: Logged::AdClicks,
        form: Form::Share,
    },
    Derived {
        name: ("Pengunjung jadi pembeli", "Visitors that order"),
        over: Logged::WebOrders,
        under: Logged::Visitors,
        form: Form::Share,
    },
];

impl Derived {
    /// The quotient in the smallest step that it is said in; none where it is undefined.
    fn of(self, template: &TemplateRow, values: &[Filled]) -> Option<i64> {
        let held = |logged| number(values, &template.feeding(logged)?.key);
        let (over, under) = (i128::from(held(self.over)?), i128::from(held(self.under)?));
        let scale = match self.form {
            Form::Times => 10,
            Form::Each => 1,
            Form::Share => 1_000,
        };
        // To the nearest step.
        let nearest = (over * scale * 2 + under).checked_div(under * 2);
        nearest.filter(|_| under > 0 && over >= 0).and_then(|value| i64::try_from(value).ok())
    }

    fn said(self, value: i64) -> String {
        match self.form {
            Form::Each => Money(value).to_string(),
            Form::Times => format!("{},{}", Money(value / 10), value % 10),
            Form::Share => format!("{},{}%", Money(value / 10), value % 10),
        }
    }
}

/// What is reckoned from what a form holds, with what that usually is: the middle of `last` records of the template.
#[must_use]
pub fn derived(template: &TemplateRow, values: &[Filled], last: &[Vec<Filled>]) -> Vec<DerivedRow> {
    let fits = |derived: &Derived| [derived.over, derived.under].into_iter().all(|l| template.feeding(l).is_some());
    let row = |derived: Derived| {
        let usual: Vec<i64> = last.iter().filter_map(|values| derived.of(template, values)).collect();
        DerivedRow {
            name: Sentence::new(derived.name.0, derived.name.1),
            said: derived.of(template, values).map(|value| derived.said(value)).unwrap_or_default(),
            usual: median(&usual).filter(|_| usual.len() >= LEAST).map(|value| derived.said(value)).unwrap_or_default(),
        }
    };
    ALL.into_iter().filter(fits).map(row).collect()
}
