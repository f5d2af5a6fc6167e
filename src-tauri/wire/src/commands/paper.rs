//! Documents.

use std::io;
use std::path::Path;

use runut_actions::{Document, Paper};
use runut_core::rows::{HandoverCourier, Printed};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{CountId, OrderId, PurchaseId};
use runut_store::{Book, Context, reports};

use super::{Act, Answer};
use crate::desk::{Desk, Wrote};
use crate::paper;

commands! {
    /// The list to fetch these orders' goods by.
    act print_pick_list(act, orders: Vec<OrderId>) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::pick_list(book, ctx, &orders, deliver))
    }

    /// A slip for each parcel.
    act print_slips(act, orders: Vec<OrderId>, size: SlipSize) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::slips(book, ctx, &orders, size, deliver))
    }

    /// A label for each parcel that isn't a marketplace's.
    act print_labels(act, orders: Vec<OrderId>, size: LabelSize) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::labels(book, ctx, &orders, size, deliver))
    }

    /// What each courier may take along now: what is packed, and what left today.
    ask handover_couriers(desk) -> Vec<HandoverCourier> {
        desk.ask(reports::handover_couriers)
    }

    /// The list that a courier signs; of one courier's packed orders, or of those named.
    act print_handover(act, courier: String, orders: Vec<OrderId>) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::handover(book, ctx, &courier, &orders, deliver))
    }

    /// The sheet to count by.
    act print_count_sheet(act, count: CountId) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::count_sheet(book, ctx, count, deliver))
    }

    /// A purchase order for the supplier.
    act print_purchase(act, purchase: PurchaseId) -> Printed {
        print(act, |book, ctx, deliver| runut_actions::purchase_order(book, ctx, purchase, deliver))
    }

    /// Opens the folder that a document was written to, as the system shows folders: one of the folders for documents or one
    /// in these, and no other that the page may name.
    ask show_folder(desk, path: String) -> () {
        let folder = Path::new(&path).parent();
        Ok(desk.show(folder.filter(|&folder| paper::is_within(&desk.places().documents, folder)))?)
    }
}

/// Writes a document where this door puts documents.
pub(super) fn delivery(desk: &Desk) -> impl FnMut(&Document) -> io::Result<String> {
    move |document| Ok(paper::write(&desk.places().documents, &document.name, &document.bytes)?.display().to_string())
}

/// Writes documents into a folder of their own where this door puts documents, which is made with the first of them.
pub(super) fn into_folder(desk: &Desk, name: String) -> impl FnMut(&Document) -> io::Result<String> {
    let mut made = None;
    move |document| {
        let folder = match &mut made {
            Some(folder) => folder,
            none => none.insert(paper::new_folder(&desk.places().documents, &name)?),
        };
        let path = paper::write(std::slice::from_ref(folder), &document.name, &document.bytes)?;
        Ok(path.display().to_string())
    }
}

/// Writes a document and sends it to the printer that this computer has chosen for such paper, else shows it. Where the
/// printer won't have it, it is shown all the same, and the answer says why. A request that is only repeated prints nothing.
pub(super) fn print(
    act: &Act<'_>,
    draw: impl FnOnce(&Book, &Context, &mut dyn FnMut(&Document) -> io::Result<String>) -> runut_actions::Done<Printed>,
) -> Answer<Wrote<Printed>> {
    let (mut deliver, mut fresh): (_, Option<Paper>) = (delivery(act.desk), None);
    let wrote = act.write(|book, ctx| {
        draw(book, ctx, &mut |document| {
            let path = deliver(document)?;
            fresh.clone_from(&document.paper);
            Ok(path)
        })
    })?;
    let path = Path::new(&wrote.value.path);
    let machine = act.desk.machine();
    let refused = fresh.and_then(|paper| {
        let printer = if paper.label { machine.label_printer } else { machine.sheet_printer };
        (!printer.is_empty()).then(|| act.desk.host().print(&printer, &paper.media, path))
    });
    match refused {
        Some(Ok(())) => Ok(wrote),
        Some(Err(refusal)) => {
            tracing::warn!("a printer wouldn't have a document: {}", refusal.code);
            act.desk.host().open(path);
            Ok(wrote.map(|printed| Printed { message: printed.message.and(&refusal.message), ..printed }))
        }
        None => {
            act.desk.host().open(path);
            Ok(wrote)
        }
    }
}
