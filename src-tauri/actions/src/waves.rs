//! Waves: orders that are picked together, late first.

use runut_core::activity::{Activity, Noun};
use runut_core::rows::{RefusedOrder, WaveRow};
use runut_core::{OrderId, Refusal, Stage, WaveId};
use runut_store::{Book, Context, reports};

use crate::{ActionError, Done};

/// Puts orders in a wave: those named, or all approved ones that are in none yet. Held orders and those whose goods
/// aren't there are left out, each with the reason.
///
/// # Errors
/// `wave_empty` where none is left.
pub fn create(book: &Book, ctx: &Context, orders: &[OrderId]) -> Done<WaveRow> {
    book.write(ctx, |tx| {
        let wanted = if orders.is_empty() { reports::wave_candidates(tx)? } else { orders.to_vec() };
        let mut rows = Vec::new();
        let mut left_out = Vec::new();
        for id in wanted {
            let order = tx.order(id)?;
            let row = reports::order_row(tx, id, ctx.now)?;
            match refusal(order.stage, row.held.as_deref(), row.short, id) {
                Some(refusal) => left_out.push(RefusedOrder { order: id, refusal }),
                None => rows.push(row),
            }
        }
        if rows.is_empty() {
            let (id, en) = match left_out.len() {
                0 => (
                    "Tidak ada pesanan siap dikemas untuk gelombang baru.".to_owned(),
                    "No order is ready for a new wave.".to_owned(),
                ),
                n => (
                    format!("Tidak ada yang bisa diambil: {n} pesanan ditahan, kurang stok, atau belum disetujui."),
                    format!("Nothing can be picked: {n} orders are held, short, or not approved."),
                ),
            };
            return Err(ActionError::from(Refusal::new("wave_empty", id, en)));
        }
        rows.sort_by_key(|row| (row.ship_by.map_or(i64::MAX, |t| t.0), row.id));
        let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
        let units = rows.iter().map(|row| row.units).sum();
        let wave = WaveId(reports::next_wave(tx)?);
        let activity = tx.record(
            &Activity::new(Noun::Wave, wave.0, "create")
                .with("number", wave)
                .with("orders", ids.len())
                .with("units", units),
        )?;
        tx.insert_wave(wave, activity, &ids)?;
        let person = tx.persons()?.into_iter().find(|p| p.id == ctx.person).map(|p| p.name).unwrap_or_default();
        Ok(WaveRow { id: wave, at: ctx.now, person, orders: ids, units, left_out })
    })
}

fn refusal(stage: Stage, held: Option<&str>, short: bool, id: OrderId) -> Option<Refusal> {
    if stage != Stage::Approved {
        let word = stage.word();
        return Some(Refusal::new(
            "stage",
            format!("Pesanan {id} sekarang {}, bukan Siap dikemas.", word.id),
            format!("Order {id} is {}, not ready to pack.", word.en),
        ));
    }
    if let Some(reason) = held {
        return Some(Refusal::new(
            "held",
            format!("Pesanan {id} ditahan: {reason}."),
            format!("Order {id} is held: {reason}."),
        ));
    }
    short.then(|| {
        Refusal::new("stock_short", format!("Pesanan {id}: stok kurang."), format!("Order {id}: stock is short."))
    })
}
