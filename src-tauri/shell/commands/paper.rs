//! Documents.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use runut_actions::{Document, Paper};
use runut_core::CountId;
use runut_core::rows::Printed;
use runut_core::sheets::{LabelSize, SlipSize};
use tauri::State;

use super::{Act, Answer, OrderId};
use crate::paper;
use crate::state::{Shell, Wrote, apart};

#[tauri::command]
pub(crate) async fn print_pick_list(shell: State<'_, Shell>, request: String, orders: Vec<OrderId>) -> Act<Printed> {
    let (mut deliver, sent) = printing(&shell);
    let wrote = shell.act(request, move |book, ctx| runut_actions::pick_list(book, ctx, &orders, &mut deliver)).await?;
    finish(&shell, wrote, sent).await
}

#[tauri::command]
pub(crate) async fn print_slips(
    shell: State<'_, Shell>,
    request: String,
    orders: Vec<OrderId>,
    size: SlipSize,
) -> Act<Printed> {
    let (mut deliver, sent) = printing(&shell);
    let wrote =
        shell.act(request, move |book, ctx| runut_actions::slips(book, ctx, &orders, size, &mut deliver)).await?;
    finish(&shell, wrote, sent).await
}

#[tauri::command]
pub(crate) async fn print_labels(
    shell: State<'_, Shell>,
    request: String,
    orders: Vec<OrderId>,
    size: LabelSize,
) -> Act<Printed> {
    let (mut deliver, sent) = printing(&shell);
    let wrote =
        shell.act(request, move |book, ctx| runut_actions::labels(book, ctx, &orders, size, &mut deliver)).await?;
    finish(&shell, wrote, sent).await
}

#[tauri::command]
pub(crate) async fn print_handover(
    shell: State<'_, Shell>,
    request: String,
    courier: String,
    orders: Vec<OrderId>,
) -> Act<Printed> {
    let (mut deliver, sent) = printing(&shell);
    let wrote = shell
        .act(request, move |book, ctx| runut_actions::handover(book, ctx, &courier, &orders, &mut deliver))
        .await?;
    finish(&shell, wrote, sent).await
}

#[tauri::command]
pub(crate) async fn print_count_sheet(shell: State<'_, Shell>, request: String, count: CountId) -> Act<Printed> {
    let (mut deliver, sent) = printing(&shell);
    let wrote = shell.act(request, move |book, ctx| runut_actions::count_sheet(book, ctx, count, &mut deliver)).await?;
    finish(&shell, wrote, sent).await
}

/// Opens the folder that a document was written to, as the system shows folders: one of the folders for documents, and no
/// other that the page may name.
#[tauri::command]
pub(crate) async fn show_folder(shell: State<'_, Shell>, path: String) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        let folder = Path::new(&path).parent().filter(|folder| folder.is_dir());
        if let Some(folder) = folder.filter(|&folder| shell.places().documents.iter().any(|known| known == folder)) {
            paper::show(folder);
        }
        Ok(())
    })
    .await
}

/// Writes a document where this door puts documents.
pub(super) fn delivery(shell: &Shell) -> impl FnMut(&Document) -> io::Result<String> + Send + use<> {
    let folders = shell.places().documents.clone();
    move |document| Ok(paper::write(&folders, &document.name, &document.bytes)?.display().to_string())
}

/// Where the paper of a document that was just written is told; nothing for a request that is only repeated.
type Sent = Arc<Mutex<Option<Paper>>>;

/// [`delivery`], and what was delivered for printing.
fn printing(shell: &Shell) -> (impl FnMut(&Document) -> io::Result<String> + Send + use<>, Sent) {
    let (mut deliver, sent) = (delivery(shell), Sent::default());
    let tell = Arc::clone(&sent);
    let deliver = move |document: &Document| {
        let path = deliver(document)?;
        tell.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&document.paper);
        Ok(path)
    };
    (deliver, sent)
}

/// Sends the document to the printer that this computer has chosen for such paper, else shows it. Where the printer
/// won't have it, it is shown all the same, and the answer says why.
async fn finish(shell: &Shell, wrote: Wrote<Printed>, sent: Sent) -> Act<Printed> {
    let machine = shell.machine();
    apart(move || {
        let path = Path::new(&wrote.value.path);
        let fresh = sent.lock().unwrap_or_else(PoisonError::into_inner).take();
        let refused = fresh.and_then(|paper| {
            let printer = if paper.label { machine.label_printer } else { machine.sheet_printer };
            Some(runut_printer::send(Some(printer).filter(|name| !name.is_empty())?.as_str(), &paper.media, path))
        });
        match refused {
            Some(Ok(())) => Ok(wrote),
            Some(Err(refusal)) => {
                tracing::warn!("a printer wouldn't have a document: {}", refusal.code);
                paper::show(path);
                Ok(wrote.map(|printed| Printed { message: printed.message.and(&refusal.message), ..printed }))
            }
            None => {
                paper::show(path);
                Ok(wrote)
            }
        }
    })
    .await
}
