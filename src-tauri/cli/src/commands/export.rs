//! Lists as files for spreadsheets.

use std::process::ExitCode;

use runut_actions::export_csv;

use super::Desk;
use crate::args::Export;
use crate::output::Fault;
use crate::target::{self, put};

pub fn run(desk: &Desk<'_>, export: &Export) -> Result<ExitCode, Fault> {
    target::check(desk.book.path(), &export.out)?;
    let days = (export.from, export.to);
    let written =
        export_csv(&desk.book, &desk.context()?, export.kind, days, &mut |document| put(&export.out, document))?;
    desk.out.value(&written.value, |written| written.message.id.clone());
    Ok(ExitCode::SUCCESS)
}
