//! Waves: orders that are picked together, late first.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, WaveAct};
use runut_core::rows::{OrderRow, RefusedOrder, WaveRow};
use runut_core::{OrderId, Refusal, Stage, WaveId};
use runut_store::{Book, Context, reports};

use crate::{ActionError, Done};

/// Puts orders in a wave: those named, or all approved ones that are in none yet. Held orders and those whose goods
/// aren't there are left out, each with the reason.
///
/// # Errors
/// `wave_empty` where none is left.
pub fn create(book: &Book, ctx: &Context, orders: &[OrderId]) -> Done<WaveRow> {
    let mut seen = BTreeSet::new();
    let orders: Vec<OrderId> = orders.iter().copied().filter(|id| seen.insert(*id)).collect();
    book.write(ctx, &format!("wave {orders:?}"), |tx| {
        let wanted = if orders.is_empty() { reports::wave_candidates(tx)? } else { orders.clone() };
        let mut rows = Vec::new();
        let mut left_out = Vec::new();
        for row in reports::order_rows(tx, &wanted, ctx.now)? {
            match refusal(&row) {
                Some(refusal) => left_out.push(RefusedOrder { order: row.id, refusal }),
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
        let numbers: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let wave = WaveId(reports::next_wave(tx)?);
        let activity = tx.record(
            &Activity::new(WaveAct::Create, wave.0)
                .with("number", wave)
                .with("orders", ids.len())
                .with("units", units)
                .with("numbers", numbers.join(" ")),
        )?;
        tx.insert_wave(wave, activity, &ids)?;
        let person = tx.persons()?.into_iter().find(|p| p.id == ctx.person).map(|p| p.name).unwrap_or_default();
        Ok(WaveRow { id: wave, at: ctx.now, person, orders: ids, units, left_out })
    })
}

/// Why an order can't be picked now.
fn refusal(row: &OrderRow) -> Option<Refusal> {
    let id = row.id;
    let (code, id, en) = if row.stage != Stage::Approved {
        let word = row.stage.word();
        (
            "stage",
            format!("Pesanan {id} sekarang {}, bukan Siap dikemas.", word.id),
            format!("Order {id} is {}, not ready to pack.", word.en),
        )
    } else if let Some(reason) = &row.held {
        ("held", format!("Pesanan {id} ditahan: {reason}."), format!("Order {id} is held: {reason}."))
    } else if let Some(wave) = row.wave {
        (
            "in_wave",
            format!("Pesanan {id} sudah di gelombang {wave}."),
            format!("Order {id} is in wave {wave} already."),
        )
    } else if row.short {
        ("stock_short", format!("Pesanan {id}: stok kurang."), format!("Order {id}: stock is short."))
    } else {
        return None;
    };
    Some(Refusal::new(code, id, en))
}
