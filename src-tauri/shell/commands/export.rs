//! Lists as files for spreadsheets.

use runut_core::Day;
use runut_core::rows::{ExportFormat, ExportKind, Printed};
use tauri::State;

use super::Act;
use super::paper::delivery;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn export_list(
    shell: State<'_, Shell>,
    request: String,
    kind: ExportKind,
    format: ExportFormat,
    from: Option<Day>,
    to: Option<Day>,
) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    shell
        .act(request, move |book, ctx| runut_actions::export_list(book, ctx, kind, format, (from, to), &mut deliver))
        .await
}
