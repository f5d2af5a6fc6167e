//! Two customers that are one person: the orders, phones and addresses of the one move to the other, and back.

use runut_core::activity::{Activity, CustomerAct};
use runut_core::rows::CustomersMerged;
use runut_core::{CustomerId, Limit, Refusal, Sentence};
use runut_store::{Book, Context, Moved};

use crate::customers::{MANY, refuse_merged, said};
use crate::{ActionError, Done};

/// Makes `goes` one with `stays`, who keeps their name: orders, phones, addresses and the note move. What moved is kept in
/// the log, so that [`unmerge_customer`] can give it back.
///
/// # Errors
/// `merge_self`; `merged` where one of them is merged already; `too_many` phones or addresses; `too_long` where the two
/// notes are more than one may be; `missing` for an unknown customer.
pub fn merge_customers(book: &Book, ctx: &Context, stays: CustomerId, goes: CustomerId) -> Done<CustomersMerged> {
    if stays == goes {
        let (id, en) = ("Pilih pelanggan lain untuk digabung.", "Choose another customer to merge with.");
        return Err(Refusal::new("merge_self", id, en).into());
    }
    book.write(ctx, &format!("merge customer {goes} into {stays}"), |tx| {
        refuse_merged(tx, stays)?;
        refuse_merged(tx, goes)?;
        let (one, other) = (tx.customer_form(stays)?, tx.customer_form(goes)?);
        if one.phones.len() + other.phones.len() > MANY || one.addresses.len() + other.addresses.len() > MANY {
            let (id, en) = ("Paling banyak 50 nomor dan 50 alamat.", "At most 50 phones and 50 addresses.");
            return Err(Refusal::new("too_many", id, en).into());
        }
        let note = if one.note.is_empty() || other.note.is_empty() || one.note == other.note {
            if one.note.is_empty() { other.note.clone() } else { one.note.clone() }
        } else {
            Limit::Note.line(&format!("{} | {}", one.note, other.note))?
        };
        let moved = tx.merge_customers(stays, goes, &note)?;
        let addresses = other.addresses.iter().map(said).collect::<Vec<_>>().join(" | ");
        tx.record(
            &Activity::new(CustomerAct::Merge, stays.0)
                .with("name", &one.name)
                .with("other", &other.name)
                .with("orders", moved.orders.len())
                .changed("phone", "", other.phones.join(", "))
                .changed("address", "", addresses)
                .changed("note", &one.note, &note),
        )?;
        let kept = serde_json::to_string(&moved).unwrap_or_default();
        tx.record(
            &Activity::new(CustomerAct::Merged, goes.0)
                .with("name", &other.name)
                .with("other", &one.name)
                .with("into", stays)
                .with("moved", kept)
                .with("note_was", &one.note)
                .with("note_is", &note),
        )?;
        let (orders, phones) = (moved.orders.len(), moved.phones.len());
        Ok::<_, ActionError>(CustomersMerged {
            customer: stays,
            merged: goes,
            message: Sentence::new(
                format!(
                    "{} digabung ke {}: {orders} pesanan dan {phones} nomor pindah. Bisa dipisah lagi.",
                    other.name, one.name
                ),
                format!(
                    "{} merged into {}: {orders} orders and {phones} phones moved. It can be undone.",
                    other.name, one.name
                ),
            ),
        })
    })
}

/// Makes a merged customer one of their own again: what moved goes back as far as the other still has it.
///
/// # Errors
/// `not_merged`; `missing` for an unknown customer.
pub fn unmerge_customer(book: &Book, ctx: &Context, goes: CustomerId) -> Done<CustomersMerged> {
    book.write(ctx, &format!("unmerge customer {goes}"), |tx| {
        let form = tx.customer_form(goes)?;
        let Some((stays, name)) = tx.merged_into(goes)? else {
            let (id, en) =
                (format!("{} tidak sedang digabung.", form.name), format!("{} isn't merged with anybody.", form.name));
            return Err(Refusal::new("not_merged", id, en).into());
        };
        let facts = tx.merge_facts(goes)?;
        let fact = |key: &str| facts.get(key).cloned().unwrap_or_default();
        let moved: Moved = serde_json::from_str(&fact("moved")).unwrap_or_default();
        let current = tx.customer_form(stays)?.note;
        let note = if current == fact("note_is") { fact("note_was") } else { current.clone() };
        let back = tx.unmerge_customer(stays, goes, &moved, &note)?;
        let left = moved.len() - back;
        let apart = |id: CustomerId, act: CustomerAct, own: &str, other: &str| {
            Activity::new(act, id.0).with("name", own).with("other", other).with("left", left)
        };
        tx.record(&apart(stays, CustomerAct::Unmerge, &name, &form.name).changed("note", &current, &note))?;
        tx.record(&apart(goes, CustomerAct::Unmerged, &form.name, &name))?;
        let message = Sentence::new(
            format!("{} dan {name} dipisah lagi.", form.name),
            format!("{} and {name} are two again.", form.name),
        );
        let kept = Sentence::new(
            format!("{left} hal (pesanan, nomor atau alamat) sudah diubah sejak itu dan tetap pada {name}."),
            format!("{left} things (orders, phones or addresses) have changed since and stay with {name}."),
        );
        let message = if left == 0 { message } else { message.and(&kept) };
        Ok::<_, ActionError>(CustomersMerged { customer: goes, merged: goes, message })
    })
}
