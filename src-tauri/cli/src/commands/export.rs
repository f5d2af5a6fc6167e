//! Lists as files for spreadsheets.

use std::process::ExitCode;

use runut_actions::export_list;
use runut_core::Refusal;
use runut_core::rows::ExportFormat;

use super::Desk;
use crate::args::Export;
use crate::output::Fault;
use crate::target::{self, put};

pub fn run(desk: &Desk<'_>, export: &Export) -> Result<ExitCode, Fault> {
    let format = format_of(export)?;
    target::check(desk.book.path(), &export.out, export.force)?;
    let days = (export.from, export.to);
    let ctx = desk.context()?;
    let written = export_list(&desk.book, &ctx, export.kind, format, days, &mut |document| put(&export.out, document))?;
    desk.out.value(&written.value, |written| format!("{} {}", written.message.id, written.path));
    Ok(ExitCode::SUCCESS)
}

/// The format that was named, else what the file's name ends in: a workbook for `.xlsx`, else commas.
fn format_of(export: &Export) -> Result<ExportFormat, Refusal> {
    let ending = export.out.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let by_name = ExportFormat::ALL.into_iter().find(|format| format.ending() == ending);
    match (export.format, by_name) {
        (None, by_name) => Ok(by_name.unwrap_or(ExportFormat::Csv)),
        (Some(format), Some(other)) if format.ending() != other.ending() => Err(Refusal::new(
            "format_ending",
            format!("Berkasnya bernama .{ending}, tetapi diminta {}. Samakan keduanya.", format.ending()),
            format!("The file is called .{ending}, but {} was asked for. Make them equal.", format.ending()),
        )),
        (Some(format), _) => Ok(format),
    }
}
