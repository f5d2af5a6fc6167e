//! Lists as files for spreadsheets.

use runut_core::Day;
use runut_core::rows::{ExportKind, Printed};
use tauri::State;

use super::Act;
use super::paper::delivery;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn export_csv(
    shell: State<'_, Shell>,
    request: String,
    kind: ExportKind,
    from: Option<Day>,
    to: Option<Day>,
) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    shell.act(request, move |book, ctx| runut_actions::export_csv(book, ctx, kind, (from, to), &mut deliver)).await
}
