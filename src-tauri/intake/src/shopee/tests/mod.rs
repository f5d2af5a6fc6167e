//! Whole files through `read_shopee_orders`.

mod files;
mod hostile;
mod problems;
mod real;
mod refusals;
mod rows;

use std::ops::ControlFlow;

use runut_core::marketplace::{CellOverride, FileOrders};

use crate::IntakeError;
use crate::shopee::read_shopee_orders;

/// Reads without overrides and without anyone watching.
fn read(bytes: &[u8]) -> Result<FileOrders, IntakeError> {
    read_shopee_orders(bytes, &[], &mut |_| ControlFlow::Continue(()))
}

fn decide(row: u32, column: &str, value: &str) -> CellOverride {
    CellOverride { row, column: column.into(), value: value.into() }
}

/// Row, column, code, order left out, found and suggestion of each problem.
fn listed(file: &FileOrders) -> Vec<(u32, &str, &str, &str, &str, &str)> {
    let all = file.problems.iter();
    all.map(|p| {
        (p.row, p.column.as_str(), p.code.as_str(), p.external_id.as_str(), p.found.as_str(), p.suggestion.as_str())
    })
    .collect()
}

fn ids(file: &FileOrders) -> Vec<&str> {
    file.orders.iter().map(|o| o.external_id.as_str()).collect()
}
