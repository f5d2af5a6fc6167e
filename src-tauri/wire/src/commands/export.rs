//! Lists as files for spreadsheets.

use runut_core::Day;
use runut_core::rows::{ExportFormat, ExportKind, Printed};

use super::paper::delivery;

commands! {
    /// Writes a list as a file.
    act export_list(act, kind: ExportKind, format: ExportFormat, from: Option<Day>, to: Option<Day>) -> Printed {
        let mut deliver = delivery(act.desk);
        act.write(|book, ctx| runut_actions::export_list(book, ctx, kind, format, (from, to), &mut deliver))
    }
}
