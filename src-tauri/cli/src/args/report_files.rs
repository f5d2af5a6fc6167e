//! The files of a report.

use std::path::PathBuf;

use clap::Args;

/// The files that a report is written to.
#[derive(Debug, Default, Args)]
pub struct ReportFiles {
    /// Write it as CSV (commas).
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write it as a workbook.
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Write it as paper, A4.
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    /// Replace the files that are there, even if they are no documents of Runut's.
    #[arg(long)]
    pub force: bool,
}

impl ReportFiles {
    /// Whether any is wanted.
    pub fn any(&self) -> bool {
        self.csv.is_some() || self.xlsx.is_some() || self.pdf.is_some()
    }
}
