//! Couriers of the shop.

use runut_core::activity::{Activity, CourierAct};
use runut_core::hours::{DAY_MINUTES, clock};
use runut_core::rows::CourierRow;
use runut_core::{CourierId, Limit, Refusal, match_key};
use runut_store::{Book, Context, StoreError};

use crate::fields::{required, yes};
use crate::{ActionError, Done};

/// Adds a courier (key zero) or changes one. Orders keep the name that they were sent by.
///
/// # Errors
/// `courier_name_missing`, `courier_name_taken`; `pickup` for a time that isn't one; `missing` for an unknown key.
pub fn save_courier(book: &Book, ctx: &Context, courier: &CourierRow) -> Done<CourierRow> {
    let (id, en) = ("Tulis nama kurir dulu.", "Enter the courier's name first.");
    let name = required(Limit::Courier, &courier.name, "name", "courier_name_missing", id, en)?;
    let typed = CourierRow { name, ..courier.clone() };
    if typed.pickup.is_some_and(|at| !(0..DAY_MINUTES).contains(&at)) {
        let (id, en) = ("Jam jemput ditulis 00.00 sampai 23.59.", "A pick-up time is 00:00 to 23:59.");
        return Err(Refusal::new("pickup", id, en).with("field", "pickup").into());
    }
    book.write(ctx, &format!("courier {typed:?}"), |tx| {
        let all = tx.couriers()?;
        if all.iter().any(|c| c.id != typed.id && match_key(&c.name) == match_key(&typed.name)) {
            return Err(Refusal::new(
                "courier_name_taken",
                format!("Kurir {} sudah ada; mungkin diarsipkan.", typed.name),
                format!("There is a courier {} already; it may be archived.", typed.name),
            )
            .with("field", "name")
            .into());
        }
        if typed.id == CourierId(0) {
            let new = CourierRow { id: tx.next_courier()?, archived: false, ..typed };
            tx.put_courier(&new)?;
            tx.record(
                &Activity::new(CourierAct::Add, new.id.0)
                    .with("name", &new.name)
                    .changed("own_delivery", yes(false), yes(new.own_delivery))
                    .changed("pickup", "", pickup(&new)),
            )?;
            return Ok(new);
        }
        let old = all.iter().find(|c| c.id == typed.id);
        let old = old.ok_or_else(|| StoreError::Missing(format!("Kurir {}", typed.id)))?;
        let change = Activity::new(CourierAct::Change, typed.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("own_delivery", yes(old.own_delivery), yes(typed.own_delivery))
            .changed("pickup", pickup(old), pickup(&typed))
            .changed("archived", yes(old.archived), yes(typed.archived));
        if change.has_changes() {
            tx.put_courier(&typed)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(typed)
    })
}

fn pickup(courier: &CourierRow) -> String {
    courier.pickup.map(clock).unwrap_or_default()
}
