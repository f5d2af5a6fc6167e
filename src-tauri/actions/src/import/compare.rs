//! What a file says differently from the book.

use runut_core::marketplace::{FileOrder, WayBack};
use runut_core::order::{Line, Order};
use runut_core::takeover::{Difference, LineKey, Particulars, line_keys, lines_of, paid_there};
use runut_core::{Instant, LineId, VariantId, Zone};

/// How a file's lines differ from the book's.
pub(super) struct LineChanges {
    /// Other goods or other quantities.
    pub units: bool,
    /// Other prices or discounts, shares of the order's vouchers included; the units are the same.
    pub prices: bool,
    /// More units claimed; the units are the same.
    pub claims: bool,
}

/// Compares lines, matched by their keys.
pub(super) fn compare_lines(order: &Order, keys: &[LineKey], file: &FileOrder) -> LineChanges {
    let theirs = lines_by_key(file);
    let mut ours: Vec<(&LineKey, &Line)> = keys.iter().zip(&order.lines).collect();
    ours.sort_by(|a, b| a.0.cmp(b.0));
    let pairs = || theirs.iter().zip(&ours);
    let same = theirs.len() == ours.len()
        && pairs().all(|((their_key, their), (our_key, our))| (their_key, their.quantity) == (*our_key, our.quantity));
    LineChanges {
        units: !same,
        prices: same && pairs().any(|((_, t), (_, o))| (t.price, t.discount) != (o.price, o.discount)),
        claims: same && pairs().any(|((_, their), (_, our))| their.claimed > our.claimed),
    }
}

/// The file's lines as the book would have them, sorted by key; `claimed` as the file says.
fn lines_by_key(file: &FileOrder) -> Vec<(LineKey, Line)> {
    let variants: Vec<VariantId> = vec![VariantId(0); file.lines.len()];
    let lines = lines_of(file, &variants, LineId(0)).into_iter().zip(&file.lines);
    let lines = lines.map(|(line, theirs)| Line { claimed: theirs.returned, ..line });
    let mut keyed: Vec<(LineKey, Line)> = line_keys(&file.lines).into_iter().zip(lines).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed
}

/// The order with what a file says of it beside units and stage. An empty tracking number of the file erases none.
pub(super) fn with_file(order: &Order, keys: &[LineKey], file: &FileOrder, prices: bool) -> Order {
    let mut after = Order { total: file.total, paid: paid_there(file), ..order.clone() };
    if !file.tracking.is_empty() {
        after.tracking = file.tracking.to_uppercase();
    }
    if !file.courier.is_empty() && order.stage.allocates() {
        after.courier.clone_from(&file.courier);
    }
    if prices {
        for (key, theirs) in lines_by_key(file) {
            let ours = keys.iter().position(|k| *k == key).and_then(|at| after.lines.get_mut(at));
            if let Some(ours) = ours {
                (ours.price, ours.discount) = (theirs.price, theirs.discount);
            }
        }
    }
    after
}

/// What differs beside units and stage: the order and what is kept beside, as they were and as they will be.
pub(super) fn differing(
    (was, known): (&Order, &Particulars),
    (is, theirs): (&Order, &Particulars),
    prices: bool,
    zone: Zone,
) -> Vec<Difference> {
    let at = |at: Option<Instant>| at.map(|t| zone.local(t).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let to = |p: &Particulars| {
        [&p.recipient, &p.phone, &p.address, &p.city, &p.province, &p.buyer].map(String::as_str).join(", ")
    };
    let beside = |p: &Particulars| {
        let amounts = [
            p.shipping_paid,
            p.shipping_subsidy,
            p.shipping_estimate,
            p.shipping_return,
            p.borne_by_shop,
            p.borne_by_marketplace,
        ];
        amounts.map(|m| m.to_string()).join(" ")
    };
    let how = |p: &Particulars| format!("{}{} {}", p.payment_method, if p.cod { " COD" } else { "" }, at(p.paid_at));
    let sold = |order: &Order| {
        let price = order.lines.iter().map(|l| format!("{} \u{2212}{}", l.price, l.discount));
        if prices { price.collect::<Vec<_>>().join(" ") } else { String::new() }
    };
    let back = |p: &Particulars| p.way_back.map_or("", WayBack::key).to_owned();
    let all = [
        ("harga", sold(was), sold(is)),
        ("resi", was.tracking.clone(), is.tracking.clone()),
        ("kurir", was.courier.clone(), is.courier.clone()),
        ("batas kirim", at(known.ship_by), at(theirs.ship_by)),
        ("pesan pembeli", known.note.clone(), theirs.note.clone()),
        ("catatan", known.seller_note.clone(), theirs.seller_note.clone()),
        ("penerima", to(known), to(theirs)),
        ("pembayaran", format!("{} {}", was.total, was.paid), format!("{} {}", is.total, is.paid)),
        ("cara bayar", how(known), how(theirs)),
        ("ongkir & voucher", beside(known), beside(theirs)),
        ("berat", known.weight_g.to_string(), theirs.weight_g.to_string()),
        ("status retur", known.return_status.clone(), theirs.return_status.clone()),
        ("paket kembali", back(known), back(theirs)),
    ];
    all.into_iter()
        .filter(|(name, was, is)| was != is || (*name == "harga" && prices))
        .map(|(name, was, is)| Difference { name, was, is })
        .collect()
}
