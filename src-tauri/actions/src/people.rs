//! A person's data: shown, handed out, erased (UU 27/2022, articles 7, 8, 13, 43 to 45).

use std::path::{Path, PathBuf};

use runut_core::activity::{Activity, CustomerAct, DocumentAct, OrderAct};
use runut_core::rows::{DataFormat, Erased, PersonData, Printed, Subject};
use runut_core::{Refusal, Sentence, Stage, Zone, match_key};
use runut_store::{Book, Context, Held, Reader, StoreError, reports};

use crate::{ActionError, Deliver, Document, Done};

/// Everything that the book holds of a person, who touched it and when, and what keeps it from being erased.
///
/// # Errors
/// `person_unknown` where it holds nothing; [`ActionError`] where the book can't be read.
pub fn person_data(book: &Book, subject: &Subject, second: Option<&Path>) -> Result<PersonData, ActionError> {
    let backups = names(&book.backups_of(second)?);
    book.read(|reader| Ok(of(reader, subject, backups)?.1))
}

fn of(reader: &Reader<'_>, subject: &Subject, backups: Vec<String>) -> Result<(Held, PersonData), ActionError> {
    let (held, zone) = found(reader, subject)?;
    let (name, sections) = reports::person_sections(reader, &held, zone)?;
    let kept = kept(reader, &held)?;
    Ok((held, PersonData { name, sections, kept, backups }))
}

fn found(reader: &Reader<'_>, subject: &Subject) -> Result<(Held, Zone), ActionError> {
    let zone = reader.shop()?.ok_or(StoreError::NoShop)?.zone;
    let held = reader.held_of(subject)?;
    if held.is_empty() {
        return Err(Refusal::new(
            "person_unknown",
            "Tidak ada data orang itu di buku. Periksa nomor HP, nomor pelanggan atau nomor pesanannya.",
            "The book holds nothing of that person. Check the phone, the customer's or the order's number.",
        )
        .into());
    }
    Ok((held, zone))
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}

/// What keeps a person from being erased: what is still to be done for them.
fn kept(reader: &Reader<'_>, held: &Held) -> Result<Vec<Sentence>, ActionError> {
    let (mut open, mut owed, mut back, mut unpaid) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for id in &held.orders {
        let order = reader.order(*id)?;
        if !matches!(order.stage, Stage::Completed | Stage::Cancelled | Stage::Returned) {
            open.push(id.to_string());
        }
        if order.owed_to_buyer().0 > 0 {
            owed.push(id.to_string());
        }
        if reports::is_coming_back(reader, *id)? {
            back.push(id.to_string());
        }
        let ends = matches!(order.stage, Stage::Completed | Stage::Returned);
        if ends && !order.channel.is_marketplace() && order.missing().0 > 0 {
            unpaid.push(id.to_string());
        }
    }
    let why = |orders: &[String], id: &str, en: &str| {
        let all = orders.join(", ");
        (!orders.is_empty()).then(|| Sentence::new(format!("Pesanan {all} {id}"), format!("Order {all} {en}")))
    };
    let reasons = [
        why(
            &open,
            "belum selesai, atau masa returnya masih berjalan: selesaikan atau batalkan dulu.",
            "is still open, or its return window is: complete or cancel it first.",
        ),
        why(
            &owed,
            "masih punya uang yang harus dikembalikan: kembalikan dulu.",
            "has money to be given back: give it back first.",
        ),
        why(&unpaid, "belum lunas: catat uangnya dulu.", "isn't paid yet: record its money first."),
        why(
            &back,
            "barangnya sedang kembali: terima dan nilai dulu.",
            "has goods on their way back: take them in first.",
        ),
    ];
    Ok(reasons.into_iter().flatten().collect())
}

/// Hands out a person's data as a file; the log says that it was, and not whose name it bears.
///
/// # Errors
/// As [`person_data`]; `owner_only`; [`ActionError`] where the file can't be delivered.
pub fn export_person(
    book: &Book,
    ctx: &Context,
    subject: &Subject,
    format: DataFormat,
    deliver: Deliver<'_>,
) -> Done<Printed> {
    let backups = names(&book.backups_of(None)?);
    let ((held, data), shop) = book.read(|reader| {
        let shop = reader.shop()?.ok_or(StoreError::NoShop)?;
        Ok::<_, ActionError>((of(reader, subject, backups)?, shop))
    })?;
    let made = ctx.zone.local(ctx.now);
    let (ending, bytes) = match format {
        DataFormat::Pdf => ("pdf", {
            let moment = made.format("%d/%m/%Y %H.%M").to_string();
            runut_documents::person_data(&data, &shop.name, shop.language, ctx.now, &moment)?
        }),
        DataFormat::Json => ("json", serde_json::to_vec_pretty(&data).map_err(StoreError::from)?),
        DataFormat::Csv => ("csv", runut_documents::person_lists(&data, ctx.zone, shop.language)?),
    };
    let name = format!("data-pribadi-{}.{ending}", made.format("%Y%m%d-%H%M%S"));
    let document = Document { name, bytes, paper: None };
    book.write(ctx, &format!("person data {held:?} {format:?}"), |tx| {
        for customer in &held.customers {
            tx.record(&Activity::new(CustomerAct::HandOut, customer.0).with("orders", held.orders.len()))?;
        }
        tx.record(&Activity::new(DocumentAct::Export, 0).with("what", "data pribadi").with("rows", 1))?;
        let path = deliver(&document)?;
        let message = Sentence::new("Data pribadi disimpan.", "The personal data were saved.");
        Ok::<_, ActionError>(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// Erases a person: their rows stay without them, and nothing in the book's files names them any more. `typed` is their name as it was
/// typed to confirm; for a phone or an order, what the screen names them by.
///
/// # Errors
/// As [`person_data`]; `owner_only`; `erase_kept` with what is still to be done; `erase_name` where the name isn't theirs. Where
/// another program has the book and its files can't be gone through yet, it is done all the same and the message says so.
pub fn erase_person(book: &Book, ctx: &Context, subject: &Subject, typed: &str, second: Option<&Path>) -> Done<Erased> {
    // What is kept of a request stays, so the phone that is asked for isn't in it. Asked again, it must be nobody's by now: else
    // it is another's.
    let by_phone = Subject { customer: None, order: None, phone: subject.phone.clone() };
    let again = book.read(|reader| {
        Ok::<_, StoreError>(reader.is_answered(&ctx.request)? && !reader.held_of(&by_phone)?.is_empty())
    })?;
    if again {
        return Err(StoreError::RequestReused.into());
    }
    let Subject { customer, order, phone } = subject;
    let intent = format!("erase {customer:?} {order:?} by phone: {}", !phone.trim().is_empty());
    let new = book.will_scrub()?;
    let done = book.write(ctx, &intent, |tx| {
        let (held, zone) = found(tx, subject)?;
        let entries = entries(&held);
        if let Some(refusal) = entries.iter().find_map(|entry| tx.refused(entry)) {
            return Err(refusal.into());
        }
        if let Some(first) = kept(tx, &held)?.into_iter().reduce(|all, more| all.and(&more)) {
            return Err(Refusal::new("erase_kept", first.id, first.en).into());
        }
        let (name, _) = reports::person_sections(tx, &held, zone)?;
        if match_key(typed) != match_key(&name) {
            return Err(Refusal::new(
                "erase_name",
                format!("Ketik namanya persis untuk menghapus: {name}."),
                format!("Type the name exactly to erase: {name}."),
            )
            .with("field", "name")
            .into());
        }
        tx.erase(&held)?;
        for entry in &entries {
            tx.record(entry)?;
        }
        let orders = i64::try_from(held.orders.len()).unwrap_or(i64::MAX);
        Ok::<_, ActionError>(Erased { orders, backups: Vec::new(), message: told(orders) })
    });
    if done.is_err() && new {
        book.needs_no_scrub();
    }
    let mut done = done?;
    let scrubbed = book.scrub();
    done.value.backups = names(&book.backups_of(second)?);
    if !done.value.backups.is_empty() {
        let many = done.value.backups.len();
        done.value.message = done.value.message.and(&Sentence::new(
            format!("{many} cadangan masih memuatnya: ganti dengan cadangan baru."),
            format!("{many} backups still hold them: replace these by a new one."),
        ));
    }
    if let Err(error) = scrubbed {
        let why = error.sentence();
        done.value.message = done.value.message.and(&Sentence::new(
            format!("Sisanya di berkas buku belum bisa disapu ({}) dan disapu begitu buku dibuka lagi.", why.id),
            format!("The book's files couldn't be swept yet ({}): that is done when the book is opened next.", why.en),
        ));
    }
    Ok(done)
}

fn told(orders: i64) -> Sentence {
    Sentence::new(
        format!("Data pribadi dihapus. {orders} pesanan tetap ada tanpa nama, nomor HP dan alamat."),
        format!("The personal data are erased. {orders} orders stay without name, phone and address."),
    )
}

fn entries(held: &Held) -> Vec<Activity> {
    let customers = held.customers.iter();
    let customers = customers.map(|id| Activity::new(CustomerAct::Erase, id.0).with("orders", held.orders.len()));
    let orders = held.orders.iter().map(|id| Activity { order: Some(*id), ..Activity::new(OrderAct::Erase, id.0) });
    customers.chain(orders).collect()
}

/// Erases in a backup that is about to take the book's place whoever was erased in the book. Answers how many orders.
pub(crate) fn erase_again(restored: &Book, place: &Path, ctx: &Context) -> Result<usize, ActionError> {
    let held = restored.unerased(place)?;
    if held.is_empty() {
        return Ok(0);
    }
    restored.write(ctx, &format!("erase again {held:?}"), |tx| {
        tx.erase(&held)?;
        for entry in entries(&held) {
            tx.record(&entry)?;
        }
        Ok::<_, ActionError>(())
    })?;
    restored.scrub()?;
    Ok(held.orders.len())
}
