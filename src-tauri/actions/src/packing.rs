//! The packing table: every scan is a durable row, the wrong ones too.
//!
//! A scan is looked up as `RN-` code, tracking number or order id, then as barcode or SKU. Whatever isn't right stops:
//! the parcel stays as it was.

use runut_core::activity::{Activity, OrderAct};
use runut_core::order::{Order, Packing, Unit};
use runut_core::rows::{Goods, PackAnswer, PackStop, PackView, StopKind};
use runut_core::{Limit, LineId, OrderId, Refusal, Sentence, Stage, excerpt, seen};
use runut_store::{Book, Context, Match, Reader, Tx, reports};

use crate::by_hand;
use crate::{ActionError, Done};

fn outcome_of(kind: StopKind) -> &'static str {
    match kind {
        StopKind::WrongItem => "wrong_item",
        StopKind::ExtraItem => "extra_item",
        StopKind::MissingItem => "missing_item",
        StopKind::Held => "held",
        StopKind::Cancelled => "cancelled",
        StopKind::WrongStage => "wrong_stage",
        StopKind::StockShort => "stock_short",
        StopKind::UnknownCode => "unknown_code",
    }
}

/// Takes a scan: of an order's code (opens its parcel) or of a unit (puts it into the open parcel, and closes the parcel
/// when it is the last).
///
/// # Errors
/// [`ActionError`] where the book can't be written. What is wrong with a scan is an answer, not an error.
pub fn pack_scan(book: &Book, ctx: &Context, open: Option<OrderId>, code: &str) -> Done<PackAnswer> {
    // No code is longer; two scans in one are unknown, and said by their beginning.
    let code = excerpt(&seen(code), Limit::Code.max());
    book.write(ctx, &format!("scan {open:?} {code}"), |tx| {
        if let Some(order) = tx.order_by_scan(&code)? {
            return open_parcel(tx, open, order, &code);
        }
        match (tx.variant_by_code(&code)?, open) {
            (Some(goods), Some(order)) => put_in(tx, order, &goods, &code),
            (Some(goods), None) => {
                let stop = stop(
                    StopKind::UnknownCode,
                    &code,
                    ("Pindai slip dulu", "Scan a slip first"),
                    (&format!("{} belum punya paket.", goods.what()), &format!("{} has no parcel yet.", goods.what())),
                );
                refuse(tx, None, PackStop { read: Some(goods_of(&goods)), ..stop })
            }
            (None, _) => match code.parse::<i64>().ok().map(OrderId) {
                Some(order) if tx.find_order(&code)? == Some(order) => open_parcel(tx, open, order, &code),
                _ => unknown(tx, open, &code),
            },
        }
    })
}

fn unknown(tx: &mut Tx<'_>, open: Option<OrderId>, code: &str) -> Result<PackAnswer, ActionError> {
    let stop = stop(
        StopKind::UnknownCode,
        code,
        ("Kode tidak dikenal", "Unknown code"),
        ("Bukan slip, SKU atau barcode di buku ini.", "No slip, SKU or barcode of this book."),
    );
    refuse(tx, open, stop)
}

/// Ticks one unit of a line by hand: goods without a barcode.
///
/// # Errors
/// `line_full` where all its units are in; [`ActionError`] where the book can't be written.
pub fn pack_tick(book: &Book, ctx: &Context, order: OrderId, line: LineId) -> Done<PackAnswer> {
    book.write(ctx, &format!("tick {order} {line}"), |tx| {
        let order = tx.order(order)?;
        match not_packable(tx, &order, "")? {
            Some(stop) => refuse(tx, Some(order.id), stop),
            None => unit_in(tx, &order, line, "", "tick"),
        }
    })
}

/// Takes the last unit out of the parcel again.
///
/// # Errors
/// `nothing_in` where the parcel is empty; `stage` where it is closed.
pub fn pack_undo(book: &Book, ctx: &Context, order: OrderId) -> Done<PackAnswer> {
    book.write(ctx, &format!("undo {order}"), |tx| {
        tx.order(order)?.step(runut_core::Verb::Pack)?;
        let Some((scan, line)) = tx.last_unit_in(order)? else {
            return Err(
                Refusal::new("nothing_in", "Belum ada barang di paket ini.", "Nothing is in this parcel yet.").into()
            );
        };
        let what = named(tx, &tx.order(order)?, line)?;
        let activity = tx.record(&scanned(Some(order), "", "undo", &what))?;
        tx.undo_scan(scan)?;
        tx.check_unit(line, -1)?;
        tx.insert_scan(activity, Some(order), Some(line), "", "undo")?;
        let said = Sentence::new(format!("{what} dikeluarkan lagi"), format!("{what} out again"));
        Ok(PackAnswer { view: Some(reports::pack_view(tx, order, tx.ctx().now)?), stop: None, finished: None, said })
    })
}

fn open_parcel(tx: &mut Tx<'_>, open: Option<OrderId>, order: OrderId, code: &str) -> Result<PackAnswer, ActionError> {
    if let Some(before) = open.filter(|o| *o != order) {
        let begun = tx.order(before)?;
        if begun.is_half_packed() {
            let left = begun.unchecked_units();
            let mut stop = stop(
                StopKind::MissingItem,
                code,
                ("Belum lengkap", "Not complete"),
                (
                    &format!("Paket {before} masih kurang {left}. Lengkapi, atau tekan Esc untuk menunda."),
                    &format!("Parcel {before} still lacks {left}. Complete it, or press Esc to put it off."),
                ),
            );
            stop.wanted = current(&reports::pack_view(tx, before, tx.ctx().now)?);
            return refuse(tx, Some(before), stop);
        }
    }
    if let Some(stop) = not_packable(tx, &tx.order(order)?, code)? {
        return refuse(tx, Some(order), stop).map(|answer| PackAnswer { view: None, ..answer });
    }
    let activity = tx.record(&scanned(Some(order), code, "open", &order.code()))?;
    tx.insert_scan(activity, Some(order), None, code, "open")?;
    let view = reports::pack_view(tx, order, tx.ctx().now)?;
    let said = Sentence::new(format!("Paket {order} dibuka"), format!("Parcel {order} opened"));
    Ok(PackAnswer { view: Some(view), stop: None, finished: None, said })
}

/// Why an order can't be packed now, as a stop.
fn not_packable(tx: &Tx<'_>, order: &Order, code: &str) -> Result<Option<PackStop>, ActionError> {
    let id = order.id;
    let levels = tx.levels(order.lines.iter().map(|l| l.variant))?;
    let refusal = match order.pack(Packing::ByHand, &mut levels.clone(), &by_hand(tx.ctx())) {
        Ok(_) => return Ok(None),
        Err(refusal) => refusal,
    };
    let (kind, title) = match refusal.code.as_str() {
        "held" => (StopKind::Held, ("Ditahan", "Held")),
        "stock_short" => (StopKind::StockShort, ("Stok kurang", "Stock short")),
        _ if order.is_coming_back() => (StopKind::WrongStage, ("Paket retur", "Coming back")),
        _ if order.stage == Stage::Cancelled => (StopKind::Cancelled, ("Pesanan batal", "Order cancelled")),
        _ => (StopKind::WrongStage, ("Jangan dikemas", "Don't pack")),
    };
    let mut advice = refusal.message;
    if kind == StopKind::Cancelled {
        advice = cancelled_advice(order);
    }
    if order.is_coming_back() {
        advice = Sentence::new(
            format!("Pesanan {id} sedang kembali. Buka Retur dan catat keadaan barangnya."),
            format!("Order {id} is coming back. Open Returns and grade its goods."),
        );
    }
    Ok(Some(PackStop { advice, ..stop(kind, code, title, ("", "")) }))
}

fn cancelled_advice(order: &Order) -> Sentence {
    let why = &order.cancel_reason;
    Sentence::new(
        format!("Pesanan {} batal: {why}. Kembalikan barangnya ke rak.", order.id),
        format!("Order {} is cancelled: {why}. Put the goods back on the shelf.", order.id),
    )
}

fn put_in(tx: &mut Tx<'_>, id: OrderId, goods: &Match, code: &str) -> Result<PackAnswer, ActionError> {
    let order = tx.order(id)?;
    let extra = |id: String, en: String| stop(StopKind::ExtraItem, code, ("Kelebihan", "Too many"), (&id, &en));
    let refused = if order.stage == Stage::Packed {
        extra(
            format!("Paket {id} sudah lengkap. Kembalikan {} ke rak.", goods.what()),
            format!("Parcel {id} is complete. Put {} back.", goods.what()),
        )
    } else if let Some(stop) = not_packable(tx, &order, code)? {
        stop
    } else {
        let next = || Ok::<_, ActionError>(current(&reports::pack_view(tx, id, tx.ctx().now)?));
        match order.scan(goods.id) {
            Unit::Fits(line) => return unit_in(tx, &order, line, code, "in"),
            Unit::TooMany => {
                let stop = extra(
                    format!("{} sudah cukup. Kembalikan ke rak.", goods.what()),
                    format!("{} is complete. Put it back.", goods.what()),
                );
                PackStop { wanted: next()?, ..stop }
            }
            Unit::Foreign => {
                let (wanted, title) = (next()?, ("Salah barang", "Wrong item"));
                let advice = right_one(wanted.as_ref());
                PackStop { wanted, advice, ..stop(StopKind::WrongItem, code, title, ("", "")) }
            }
        }
    };
    refuse(tx, Some(id), PackStop { read: Some(goods_of(goods)), ..refused })
}

fn right_one(wanted: Option<&Goods>) -> Sentence {
    match wanted {
        Some(goods) => {
            let name = if goods.variant.is_empty() { &goods.product } else { &goods.variant };
            Sentence::new(format!("Pindai {name} untuk lanjut."), format!("Scan {name} to go on."))
        }
        None => Sentence::new("Kembalikan ke rak.", "Put it back on the shelf."),
    }
}

/// Puts one unit in; closes the parcel when it is the last.
fn unit_in(
    tx: &mut Tx<'_>,
    order: &Order,
    line: LineId,
    code: &str,
    outcome: &'static str,
) -> Result<PackAnswer, ActionError> {
    let (id, filled) = (order.id, order.with_unit(line)?);
    let what = named(tx, order, line)?;
    let activity = tx.record(&scanned(Some(id), code, outcome, &what))?;
    tx.check_unit(line, 1)?;
    tx.insert_scan(activity, Some(id), Some(line), code, outcome)?;
    let finished = (filled.unchecked_units() == 0).then_some(id);
    if finished.is_some() {
        let mut levels = tx.levels(filled.lines.iter().map(|l| l.variant))?;
        let plan = filled.pack(Packing::Checked, &mut levels, &by_hand(tx.ctx()))?;
        tx.apply(&plan)?;
    }
    let view = reports::pack_view(tx, id, tx.ctx().now)?;
    let said = match finished {
        Some(order) => Sentence::new(format!("Paket {order} lengkap"), format!("Parcel {order} complete")),
        None => Sentence::new(format!("{what} masuk"), format!("{what} in")),
    };
    Ok(PackAnswer { view: Some(view), stop: None, finished, said })
}

/// Keeps a wrong scan and stops.
fn refuse(tx: &mut Tx<'_>, order: Option<OrderId>, stop: PackStop) -> Result<PackAnswer, ActionError> {
    let outcome = outcome_of(stop.kind);
    let read = stop.read.as_ref().map(|g| joined(&g.product, &g.variant)).unwrap_or_default();
    let activity = tx.record(&scanned(order, &stop.code, outcome, &read))?;
    tx.insert_scan(activity, order, None, &stop.code, outcome)?;
    let view = match order {
        Some(order) => Some(reports::pack_view(tx, order, tx.ctx().now)?),
        None => None,
    };
    let said = stop.title.clone();
    Ok(PackAnswer { view, stop: Some(stop), finished: None, said })
}

fn stop(kind: StopKind, code: &str, title: (&str, &str), advice: (&str, &str)) -> PackStop {
    PackStop {
        kind,
        code: code.to_owned(),
        read: None,
        wanted: None,
        title: Sentence::new(title.0, title.1),
        advice: Sentence::new(advice.0, advice.1),
    }
}

fn scanned(order: Option<OrderId>, code: &str, outcome: &str, what: &str) -> Activity {
    let mut activity = Activity::new(OrderAct::Scan, order.map_or(0, |o| o.0));
    activity.order = order;
    activity.with("code", code).with("outcome", outcome).with("what", what)
}

fn current(view: &PackView) -> Option<Goods> {
    view.lines.iter().find(|l| Some(l.line) == view.current).map(|l| Goods {
        product: l.product.clone(),
        variant: l.variant.clone(),
        shelf: l.shelf.clone(),
        missing: l.quantity - l.checked,
    })
}

fn goods_of(found: &Match) -> Goods {
    Goods { product: found.product.clone(), variant: found.variant.clone(), shelf: found.shelf.clone(), missing: 0 }
}

fn named(book: &Reader<'_>, order: &Order, line: LineId) -> Result<String, ActionError> {
    let found = order.lines.iter().find(|l| l.id == line);
    Ok(found.map(|l| book.variant(l.variant)).transpose()?.map(|goods| goods.what()).unwrap_or_default())
}

fn joined(product: &str, variant: &str) -> String {
    if variant.is_empty() { product.to_owned() } else { format!("{product}, {variant}") }
}
