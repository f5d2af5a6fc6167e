//! What was measured, as a table: what, ours, the floor, the ratio, the limit.

use crate::measure::Figures;

/// What a figure has to keep to.
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// At most so many times the floor.
    Times(f64),
    /// At most so many times the floor, or below so many of the unit.
    TimesOr(f64, f64),
    /// At most so many times the floor, and so many of the unit.
    TimesAnd(f64, f64),
    /// At most so many of the unit.
    Most(f64),
    /// At least so many of the unit.
    Least(f64),
    /// Told, not judged.
    None,
}

/// A line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was done.
    pub what: String,
    /// The unit of both figures, such as "ms" or "MB".
    pub unit: &'static str,
    /// Ours.
    pub ours: Figures,
    /// The floor's; empty where there is none.
    pub floor: Figures,
    /// What ours has to keep to.
    pub limit: Limit,
}

impl Row {
    /// How many times the floor ours is; `None` without a floor.
    pub fn ratio(&self) -> Option<f64> {
        (!self.floor.0.is_empty()).then(|| self.ours.median() / self.floor.median())
    }

    /// Whether ours keeps to its limit.
    pub fn holds(&self) -> bool {
        let within = |times: f64| self.ratio().is_some_and(|ratio| ratio <= times);
        match self.limit {
            Limit::Times(times) => within(times),
            Limit::TimesOr(times, most) => within(times) || self.ours.median() <= most,
            Limit::TimesAnd(times, most) => within(times) && self.ours.median() <= most,
            Limit::Most(most) => self.ours.median() <= most,
            Limit::Least(least) => self.ours.median() >= least,
            Limit::None => true,
        }
    }

    fn limit(&self) -> String {
        let said = match self.limit {
            Limit::Times(times) => format!("{times}x"),
            Limit::TimesOr(times, most) => format!("{times}x or {most} {}", self.unit),
            Limit::TimesAnd(times, most) => format!("{times}x and {most} {}", self.unit),
            Limit::Most(most) => format!("{most} {}", self.unit),
            Limit::Least(least) => format!("at least {least} {}", self.unit),
            Limit::None => return String::new(),
        };
        if self.holds() { said } else { format!("**{said}: missed**") }
    }
}

fn figure(figures: &Figures, unit: &str) -> String {
    if figures.0.is_empty() {
        return String::new();
    }
    let (least, most) = figures.spread();
    format!("{} {unit} ({} to {})", short(figures.median()), short(least), short(most))
}

/// Three digits, or all before the point.
fn short(figure: f64) -> String {
    match figure.abs() {
        n if n >= 100.0 => format!("{figure:.0}"),
        n if n >= 10.0 => format!("{figure:.1}"),
        n if n >= 1.0 => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}

/// The rows as a table of Markdown.
pub fn markdown(rows: &[Row]) -> String {
    let head = ["what", "ours: median (spread)", "floor: median (spread)", "ratio", "limit"].map(str::to_owned);
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|row| {
            let ratio = row.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            [row.what.clone(), figure(&row.ours, row.unit), figure(&row.floor, row.unit), ratio, row.limit()]
        })
        .collect();
    let widths: Vec<usize> = (0..5)
        .map(|at| std::iter::once(&head).chain(&cells).map(|row| row[at].chars().count()).max().unwrap_or(0))
        .collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
    let body: String = cells.iter().map(line).collect();
    format!("{}|{}|\n{body}", line(&head), rule.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, floor: &[f64], limit: Limit) -> Row {
        Row { what: "x".to_owned(), unit: "ms", ours: Figures(vec![ours]), floor: Figures(floor.to_vec()), limit }
    }

    #[test]
    fn a_figure_over_its_limit_is_said_to_miss_it() {
        assert!(row(2.0, &[1.0], Limit::Times(2.0)).holds());
        assert!(!row(2.1, &[1.0], Limit::Times(2.0)).holds());
        assert!(row(9.0, &[1.0], Limit::TimesOr(1.3, 10.0)).holds());
        assert!(!row(11.0, &[1.0], Limit::TimesOr(1.3, 10.0)).holds());
        assert!(!row(201.0, &[], Limit::Most(200.0)).holds());
        assert!(row(0.6, &[], Limit::Least(0.6)).holds() && !row(0.59, &[], Limit::Least(0.6)).holds());
        assert!(!row(f64::NAN, &[1.0], Limit::Times(2.0)).holds(), "nothing measured is nothing proved");
        assert!(markdown(&[row(201.0, &[], Limit::Most(200.0))]).contains("**200 ms: missed**"));
    }
}
