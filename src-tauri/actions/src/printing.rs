//! Printing: a document is drawn from the book's rows, handed over, and logged once it is there.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, DocumentAct};
use runut_core::order::Order;
use runut_core::rows::{CourierRow, Printed, RefusedOrder};
use runut_core::sheets::{Label, LabelSize, SlipSize};
use runut_core::takeover::Particulars;
use runut_core::{CountId, OrderId, PurchaseId, Refusal, Sentence, Stage, courier_named, match_key};
use runut_store::{Book, Context, reports};

use crate::{ActionError, Done, letters};

/// A document, ready to be written wherever the door puts documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// A file name for it.
    pub name: String,
    /// Its bytes: a PDF, or a list as CSV.
    pub bytes: Vec<u8>,
    /// What it is printed on; none for what isn't printed.
    pub paper: Option<Paper>,
}

/// What a document is printed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// As the print system names it: `A4`, `A6`, `Custom.100x150mm`.
    pub media: String,
    /// Whether it is for the printer of labels.
    pub label: bool,
}

impl Document {
    /// A sheet of a known size.
    fn sheet(name: String, bytes: Vec<u8>, media: &str) -> Self {
        Self { name, bytes, paper: Some(Paper { media: media.to_owned(), label: false }) }
    }
}

/// Where a document goes: writes it durably and answers the path.
pub type Deliver<'a> = &'a mut dyn FnMut(&Document) -> std::io::Result<String>;

/// Order numbers named in the log at most.
const NUMBERS_NAMED: usize = 20;

fn none_chosen() -> ActionError {
    Refusal::new("no_orders", "Tidak ada pesanan untuk dicetak.", "There are no orders to print.").into()
}

/// The orders that goods may be taken for, each once; and what to say of those that were left out: held or cancelled.
fn printable(book: &Book, orders: &[OrderId]) -> Result<(Vec<OrderId>, Sentence), ActionError> {
    if orders.is_empty() {
        return Err(none_chosen());
    }
    let mut seen = BTreeSet::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for id in orders.iter().copied().filter(|id| seen.insert(*id)) {
        let order = book.read(|reader| Ok::<_, ActionError>(reader.order(id)?))?;
        if order.held.is_some() || order.stage == Stage::Cancelled {
            left_out.push(id.to_string());
        } else {
            kept.push(id);
        }
    }
    let named = left_out.join(", ");
    if kept.is_empty() {
        return Err(Refusal::new(
            "nothing_to_print",
            format!("Tidak dicetak: pesanan {named} ditahan atau batal."),
            format!("Not printed: orders {named} are held or cancelled."),
        )
        .into());
    }
    let said = if left_out.is_empty() {
        Sentence::default()
    } else {
        Sentence::new(
            format!(" Tidak ikut, ditahan atau batal: {named}."),
            format!(" Left out, held or cancelled: {named}."),
        )
    };
    Ok((kept, said))
}

/// The orders that nothing speaks against, each once, and those that refuse, each with its reason.
fn sorted(
    book: &Book,
    orders: &[OrderId],
    against: &dyn Fn(&Order, &Particulars) -> Option<Refusal>,
) -> Result<(Vec<OrderId>, Vec<RefusedOrder>), ActionError> {
    if orders.is_empty() {
        return Err(none_chosen());
    }
    let mut seen = BTreeSet::new();
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    for id in orders.iter().copied().filter(|id| seen.insert(*id)) {
        match book.read(|reader| Ok::<_, ActionError>(against(&reader.order(id)?, &reader.particulars(id)?)))? {
            None => kept.push(id),
            Some(refusal) => refused.push(RefusedOrder { order: id, refusal }),
        }
    }
    match &refused[..] {
        [only] if kept.is_empty() => Err(only.refusal.clone().into()),
        [first, rest @ ..] if kept.is_empty() => {
            let more = rest.len();
            Err(Refusal::new(
                "nothing_to_print",
                format!("Tidak ada yang dicetak. {} {more} lainnya juga tidak ikut.", first.refusal.message.id),
                format!("Nothing was printed. {} {more} more were refused too.", first.refusal.message.en),
            )
            .into())
        }
        _ => Ok((kept, refused)),
    }
}

/// Why there is no label for an order, if there is none.
fn unlabelled(order: &Order, about: &Particulars) -> Option<Refusal> {
    let number = order.id;
    let no = |code: &str, id: &str, en: &str| {
        let refusal = Refusal::new(code, format!("Pesanan {number} {id}"), format!("Order {number} {en}"));
        Some(refusal.with("order", number))
    };
    let channel = order.channel.name();
    if order.stage == Stage::Cancelled {
        return no("cancelled", "sudah batal, jadi tidak diberi label.", "is cancelled: it gets no label.");
    }
    if let Some(why) = &order.held {
        let (id, en) = (
            format!("ditahan ({why}). Lanjutkan dulu, lalu cetak labelnya."),
            format!("is held ({why}). Resume it first, then print its label."),
        );
        return no("held", &id, &en);
    }
    if about.masked {
        let (id, en) = (
            format!("alamatnya disamarkan {channel}. Cetak labelnya dari {channel}; slip pengemasan bisa dari sini."),
            format!("has an address that {channel} masks. Print its label from {channel}; its packing slip is ours."),
        );
        return no("masked", &id, &en);
    }
    if order.channel.is_marketplace() && about.cod {
        let (id, en) = (
            format!("COD-nya ditagih lewat {channel}. Cetak labelnya dari {channel}."),
            format!("is paid on delivery through {channel}. Print its label from {channel}."),
        );
        return no("marketplace_cod", &id, &en);
    }
    if about.recipient.trim().is_empty() || about.address.trim().is_empty() {
        return no(
            "address_missing",
            "belum punya nama penerima atau alamat. Isi dulu di pesanannya.",
            "has no recipient or no address yet. Fill them in first.",
        );
    }
    if order.courier.trim().is_empty() {
        return no("courier_missing", "belum punya kurir. Isi dulu kurirnya.", "has no courier yet. Choose one first.");
    }
    letters::refuse_label(order, about)
}

/// Leaves out the labels whose address this paper doesn't hold whole, and tells them; answers the orders that are left.
fn drop_beyond(
    labels: &mut Vec<Label>,
    refused: &mut Vec<RefusedOrder>,
    orders: Vec<OrderId>,
    size: LabelSize,
) -> Result<Vec<OrderId>, ActionError> {
    let mut beyond = BTreeSet::new();
    for label in labels.iter() {
        if !runut_documents::label_holds(label, size)? {
            let (number, length) = (label.number, label.address.chars().count());
            let refusal = Refusal::new(
                "address_beyond",
                format!(
                    "Pesanan {number}: alamatnya ({length} huruf) tidak muat utuh di label ini. Pakai label gulungan, atau pendekkan alamatnya."
                ),
                format!(
                    "Order {number}: its address ({length} characters) doesn't fit on this label whole. Use a roll, or shorten the address."
                ),
            );
            beyond.insert(number);
            refused.push(RefusedOrder { order: OrderId(number), refusal: refusal.with("order", number) });
        }
    }
    labels.retain(|label| !beyond.contains(&label.number));
    match refused.first() {
        Some(first) if labels.is_empty() => Err(first.refusal.clone().into()),
        _ => Ok(orders.into_iter().filter(|order| !beyond.contains(&order.0)).collect()),
    }
}

fn tell_refused(message: &mut Sentence, refused: &[RefusedOrder]) {
    if !refused.is_empty() {
        message.id.push_str(&format!(" {} tidak ikut.", refused.len()));
        message.en.push_str(&format!(" {} refused.", refused.len()));
    }
}

/// Goods, for a sentence: by their SKU, which is in letters that can be typed.
fn of(sku: &str) -> Sentence {
    Sentence::new(sku, sku)
}

fn note_of(number: i64) -> Sentence {
    Sentence::new(format!("catatan pesanan {number}"), format!("note of order {number}"))
}

fn plus(message: Sentence, more: &Sentence) -> Sentence {
    Sentence { id: message.id + &more.id, en: message.en + &more.en }
}

fn stamp(ctx: &Context) -> String {
    ctx.zone.local(ctx.now).format("%Y%m%d-%H%M%S").to_string()
}

fn numbers(orders: &[OrderId]) -> String {
    let shown: Vec<String> = orders.iter().take(NUMBERS_NAMED).map(ToString::to_string).collect();
    let more = if orders.len() > NUMBERS_NAMED { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Draws a pick list (A4) for orders, sorted by shelf.
///
/// # Errors
/// `no_orders`; `missing` for an unknown order; [`ActionError`] where it can't be drawn or delivered.
pub fn pick_list(book: &Book, ctx: &Context, orders: &[OrderId], deliver: Deliver<'_>) -> Done<Printed> {
    let (orders, left_out) = printable(book, orders)?;
    let list = book.read(|reader| reports::pick_list(reader, &orders, ctx.person, ctx.now))?;
    let name = format!("daftar-ambil-{}.pdf", stamp(ctx));
    let document = Document::sheet(name, runut_documents::pick_list(&list)?, "A4");
    let units: i64 = list.shelves.iter().flat_map(|s| &s.rows).map(|r| r.quantity).sum();
    let message = Sentence::new(
        format!("Daftar ambil: {units} barang untuk {} pesanan.{}", list.orders, left_out.id),
        format!("Pick list: {units} units for {} orders.{}", list.orders, left_out.en),
    );
    let rows = list.shelves.iter().flat_map(|shelf| &shelf.rows);
    let goods = rows.flat_map(|row| [(of(&row.sku), row.product.as_str()), (of(&row.sku), row.variant.as_str())]);
    let notes = list.notes.iter().map(|(number, note)| (note_of(*number), note.as_str()));
    let message = plus(message, &letters::mind(goods.chain(notes)));
    book.write(ctx, &format!("pick list {orders:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(&Activity::new(DocumentAct::Print, 0).with("what", "daftar ambil").with("orders", numbers(&orders)))?;
        Ok(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// Draws a packing slip for each order.
///
/// # Errors
/// `no_orders`; `missing` for an unknown order; [`ActionError`] where it can't be drawn or delivered.
pub fn slips(book: &Book, ctx: &Context, orders: &[OrderId], size: SlipSize, deliver: Deliver<'_>) -> Done<Printed> {
    let (orders, left_out) = printable(book, orders)?;
    let slips = book.read(|reader| reports::packing_slips(reader, &orders, ctx.person, ctx.now))?;
    let word = match size {
        SlipSize::A4 => "a4",
        SlipSize::A5 => "a5",
        SlipSize::A6 => "a6",
    };
    let name = format!("slip-{word}-{}.pdf", stamp(ctx));
    let document = Document::sheet(name, runut_documents::packing_slips(&slips, size)?, &word.to_uppercase());
    let count = slips.len();
    let message = Sentence::new(
        format!("{count} slip pengemasan.{}", left_out.id),
        format!("{count} packing slips.{}", left_out.en),
    );
    let texts = slips.iter().flat_map(|slip| {
        let number = slip.number;
        let to = Sentence::new(format!("penerima pesanan {number}"), format!("recipient of order {number}"));
        let lines = slip.lines.iter();
        let goods = lines.flat_map(|l| [(of(&l.sku), l.product.as_str()), (of(&l.sku), l.variant.as_str())]);
        [(to, slip.recipient.as_str()), (note_of(number), slip.note.as_str())].into_iter().chain(goods)
    });
    let message = plus(message, &letters::mind(texts));
    book.write(ctx, &format!("slips {orders:?} {size:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(&Activity::new(DocumentAct::Print, 0).with("what", "slip").with("orders", numbers(&orders)))?;
        tx.mark_printed(&orders)?;
        Ok(Printed { path, documents: i64::try_from(count).unwrap_or(i64::MAX), refused: Vec::new(), message })
    })
}

/// Draws an address label for each order, and marks that it was printed. Orders that may not have one are told, each with
/// its reason: held, cancelled, masked by the marketplace, without address or courier, in letters that can't be printed.
///
/// # Errors
/// `no_orders`; the order's own reason, or `nothing_to_print`, where none may have a label; `missing` for an unknown order;
/// [`ActionError`] where they can't be drawn or delivered.
pub fn labels(book: &Book, ctx: &Context, orders: &[OrderId], size: LabelSize, deliver: Deliver<'_>) -> Done<Printed> {
    let (orders, mut refused) = sorted(book, orders, &unlabelled)?;
    let mut labels = book.read(|reader| reports::labels(reader, &orders, ctx.person, ctx.now))?;
    let orders = drop_beyond(&mut labels, &mut refused, orders, size)?;
    let word = match size {
        LabelSize::A6 => "a6",
        LabelSize::Mm100x150 => "100x150",
        LabelSize::Roll80 => "80",
        LabelSize::Roll58 => "58",
    };
    let media = match (size, runut_documents::label_paper(&labels, size)?) {
        (LabelSize::A6, _) => "A6".to_owned(),
        (_, [width, height]) => format!("Custom.{width}x{height}mm"),
    };
    let name = format!("label-{word}-{}.pdf", stamp(ctx));
    let paper = Some(Paper { media, label: true });
    let document = Document { name, bytes: runut_documents::labels(&labels, size)?, paper };
    let (count, again) = (labels.len(), labels.iter().filter(|label| label.reprint).count());
    let mut message = Sentence::new(format!("{count} label."), format!("{count} labels."));
    if again > 0 {
        message.id.push_str(&format!(" {again} di antaranya cetak ulang."));
        message.en.push_str(&format!(" {again} of them are reprints."));
    }
    let from = Sentence::new("nama atau alamat pengirim", "the sender's name or address");
    let from = labels
        .iter()
        .flat_map(|label| [&label.sender, &label.sender_address])
        .map(|text| (from.clone(), text.as_str()));
    let mut message = plus(message, &letters::mind(from));
    tell_refused(&mut message, &refused);
    book.write(ctx, &format!("labels {orders:?} {size:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(&Activity::new(DocumentAct::Print, 0).with("what", "label").with("orders", numbers(&orders)))?;
        tx.mark_labelled(&orders)?;
        Ok(Printed { path, documents: i64::try_from(count).unwrap_or(i64::MAX), refused, message })
    })
}

/// Draws the list of the parcels that a courier takes along (A4), for them to sign. Parcels that aren't theirs, or that
/// aren't packed or on their way, are told, each with its reason.
///
/// # Errors
/// `no_orders`, `courier_missing`; the parcel's own reason, or `nothing_to_print`, where none is to be handed over;
/// `missing` for an unknown order; [`ActionError`] where it can't be drawn or delivered.
pub fn handover(book: &Book, ctx: &Context, courier: &str, orders: &[OrderId], deliver: Deliver<'_>) -> Done<Printed> {
    let courier = courier.trim();
    if courier.is_empty() {
        return Err(Refusal::new("courier_missing", "Pilih kurirnya dulu.", "Choose the courier first.").into());
    }
    let couriers = book.read(|reader| reader.couriers())?;
    let (orders, refused) = sorted(book, orders, &|order, _| not_handed(order, courier, &couriers))?;
    let list = book.read(|reader| reports::handover(reader, courier, &orders, ctx.person, ctx.now))?;
    let name = format!("serah-terima-{}.pdf", stamp(ctx));
    let document = Document::sheet(name, runut_documents::handover(&list)?, "A4");
    let count = list.rows.len();
    let mut message = Sentence::new(
        format!("Serah terima {courier}: {count} paket."),
        format!("Hand-over to {courier}: {count} parcels."),
    );
    tell_refused(&mut message, &refused);
    book.write(ctx, &format!("handover {courier} {orders:?}"), |tx| {
        let path = deliver(&document)?;
        let activity = Activity::new(DocumentAct::Print, 0).with("what", "serah terima");
        tx.record(&activity.with("orders", numbers(&orders)).with("courier", courier))?;
        Ok(Printed { path, documents: 1, refused, message })
    })
}

/// Why a parcel isn't handed to `courier`, if it isn't.
fn not_handed(order: &Order, courier: &str, couriers: &[CourierRow]) -> Option<Refusal> {
    let number = order.id;
    let no = |code: &str, id: String, en: String| {
        let refusal = Refusal::new(code, format!("Pesanan {number} {id}"), format!("Order {number} {en}"));
        Some(refusal.with("order", number))
    };
    if let Some(why) = &order.held {
        return no("held", format!("ditahan ({why})."), format!("is held ({why})."));
    }
    if !matches!(order.stage, Stage::Packed | Stage::Shipped) {
        let stage = order.stage.word();
        return no(
            "stage",
            format!("{}, belum bisa diserahkan ke kurir. Kemas dulu.", stage.id.to_lowercase()),
            format!("is {}: it can't be handed over. Pack it first.", stage.en.to_lowercase()),
        );
    }
    let own = order.courier.trim();
    // the order names the service too: "J&T" takes what goes with "J&T EZ", and what "J&T Express" is called
    let named = |text: &str| courier_named(couriers, text).map(|courier| courier.id);
    let same = match (named(own), named(courier)) {
        (Some(own), Some(asked)) => own == asked,
        _ => match_key(own).contains(&match_key(courier)),
    };
    if !own.is_empty() && !same {
        return no(
            "other_courier",
            format!("dikirim dengan {own}, bukan {courier}."),
            format!("goes with {own}, not {courier}."),
        );
    }
    None
}

/// Draws the sheet of a stock count (A4), which tells nothing of what the book believes to be there.
///
/// # Errors
/// `missing` for an unknown count; [`ActionError`] where it can't be drawn or delivered.
pub fn count_sheet(book: &Book, ctx: &Context, count: CountId, deliver: Deliver<'_>) -> Done<Printed> {
    let sheet = book.read(|reader| reports::count_sheet(reader, count, ctx.person, ctx.now))?;
    let name = format!("lembar-hitung-{}.pdf", stamp(ctx));
    let document = Document::sheet(name, runut_documents::count_sheet(&sheet)?, "A4");
    let kinds: usize = sheet.shelves.iter().map(|shelf| shelf.rows.len()).sum();
    let message = Sentence::new(
        format!("Lembar hitung {}: {kinds} macam.", sheet.name),
        format!("Count sheet {}: {kinds} kinds.", sheet.name),
    );
    book.write(ctx, &format!("count sheet {count}"), |tx| {
        let path = deliver(&document)?;
        let activity = Activity::new(DocumentAct::Print, 0).with("what", "lembar hitung");
        tx.record(&activity.with("orders", &sheet.name).with("count", count))?;
        Ok(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// Draws a purchase order (A4), for the supplier.
///
/// # Errors
/// `missing` for an unknown number; [`ActionError`] where it can't be drawn or delivered.
pub fn purchase_order(book: &Book, ctx: &Context, id: PurchaseId, deliver: Deliver<'_>) -> Done<Printed> {
    let sheet = book.read(|reader| reports::purchases::purchase_sheet(reader, id, ctx.person, ctx.now))?;
    let name = format!("pembelian-{id}-{}.pdf", stamp(ctx));
    let document = Document::sheet(name, runut_documents::purchase(&sheet)?, "A4");
    let kinds = sheet.rows.len();
    let message = Sentence::new(
        format!("Pesanan pembelian {id}: {kinds} macam."),
        format!("Purchase order {id}: {kinds} kinds."),
    );
    book.write(ctx, &format!("purchase order {id}"), |tx| {
        let path = deliver(&document)?;
        tx.record(&Activity::new(DocumentAct::Print, 0).with("what", "pesanan pembelian").with("orders", id))?;
        Ok(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}
