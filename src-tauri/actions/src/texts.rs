//! Texts for buyers, ready to paste.

use runut_core::activity::{Activity, TextAct};
use runut_core::order::Order;
use runut_core::posting::Account;
use runut_core::rows::{BuyerText, BuyerTextKey};
use runut_core::texts::{account_line, check_template, default_template, fill_template, template_title};
use runut_core::{Instant, Money, OrderId, Sentence, Zone};
use runut_store::reports::{TextFacts, TextLine, buyer_text, text_facts};
use runut_store::{Book, Context, Reader, StoreError};

use crate::{ActionError, Done};

/// Changes a text for buyers; an empty one, or the program's own, takes the program's own again.
///
/// # Errors
/// `too_long`, `text_brace`, `text_field` where it can't be filled in.
pub fn save_text(book: &Book, ctx: &Context, key: BuyerTextKey, body: &str) -> Done<BuyerText> {
    let lines: Vec<String> = body
        .lines()
        .map(|line| line.chars().filter(|c| !c.is_control()).collect::<String>().trim_end().to_owned())
        .collect();
    let typed = lines.join("\n").trim_matches('\n').to_owned();
    let reset = typed.is_empty() || typed == default_template(key);
    if !reset {
        check_template(key, &typed)?;
    }
    book.write(ctx, &format!("text {key:?} {typed}"), |tx| {
        let old = tx.buyer_text(key)?;
        let new = (!reset).then_some(typed.as_str());
        if old.as_deref() != new {
            tx.put_buyer_text(key, new)?;
            let act = if reset { TextAct::Reset } else { TextAct::Change };
            let number = BuyerTextKey::ALL.iter().position(|k| *k == key).unwrap_or_default();
            tx.record(
                &Activity::new(act, i64::try_from(number).unwrap_or_default() + 1)
                    .with("name", template_title(key).id)
                    .with("old", old.unwrap_or_default())
                    .with("new", new.unwrap_or_default()),
            )?;
        }
        Ok::<_, ActionError>(buyer_text(tx, key)?)
    })
}

/// The text of `key` for the buyer of this order, from the seller's template or the program's own.
///
/// # Errors
/// `missing` for an unknown order; [`ActionError`] where the book can't be read.
pub fn text_for(book: &Reader<'_>, id: OrderId, key: BuyerTextKey) -> Result<String, ActionError> {
    text_of(book, &book.order(id)?, key)
}

/// The same of an order that is loaded.
pub(crate) fn text_of(book: &Reader<'_>, order: &Order, key: BuyerTextKey) -> Result<String, ActionError> {
    let id = order.id;
    let facts = text_facts(book, id, key)?;
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let cash = book.particulars(id)?.account.is_some_and(|account| account == Account::Cash);
    let template = facts.template.clone().unwrap_or_else(|| default_template(key).to_owned());
    Ok(fill_template(&template, |field| match field {
        "nama" => bare(&facts.name),
        "nomor" => id.to_string(),
        "toko" => bare(&shop.name),
        "alamat" => [bare(&shop.address), bare(&shop.phone)]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        "barang" => goods(&facts.lines, key),
        "ongkir" => some(order.shipping),
        "kode" => some(order.unique_code),
        "total" => rupiah(order.total),
        "rekening" => account(&facts, cash),
        "batas" => order.pay_by.filter(|_| !facts.cod).map(|by| deadline(by, shop.zone)).unwrap_or_default(),
        "dibayar" => rupiah(order.net_paid()),
        "kurang" => some(order.missing()),
        "kurir" => bare(&order.courier),
        "resi" => bare(&order.tracking),
        _ => String::new(),
    }))
}

/// What the reply of a placed order lacks, with the way there: the number of the account to pay into. `None` where it lacks
/// nothing.
pub(crate) fn lacks_number(book: &Reader<'_>, order: &Order) -> Result<Option<Sentence>, ActionError> {
    let facts = text_facts(book, order.id, BuyerTextKey::Order)?;
    let cash = book.particulars(order.id)?.account.is_some_and(|account| account == Account::Cash);
    let Some([name, _, _]) = facts.account.filter(|[_, number, _]| number.is_empty() && !cash && !facts.cod) else {
        return Ok(None);
    };
    let name = bare(&name);
    Ok(Some(Sentence::new(
        format!(
            "Rekening {name} belum punya nomor, jadi balasannya tidak menyebut ke mana membayar: isi di Pengaturan, Rekening."
        ),
        format!(
            "The account {name} has no number yet, so the reply doesn't say where to pay: enter it in Settings, Accounts."
        ),
    )))
}

/// A value on one line.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

fn rupiah(amount: Money) -> String {
    format!("Rp {amount}")
}

/// An amount, unless it is nothing.
fn some(amount: Money) -> String {
    if amount == Money::ZERO { String::new() } else { rupiah(amount) }
}

/// A line each; with prices where the buyer is told what it costs, and only what is missing where something is out of stock.
fn goods(lines: &[TextLine], key: BuyerTextKey) -> String {
    let missing = key == BuyerTextKey::OutOfStock && lines.iter().any(|l| l.missing > 0);
    let shown = lines.iter().filter(|l| !missing || l.missing > 0).map(|line| {
        let what = bare(&line.what);
        match key {
            BuyerTextKey::Order => format!("- {} × {what}: {}", line.quantity, rupiah(line.net)),
            _ => format!("- {} × {what}", line.quantity),
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// Where to pay. An account without a number is nowhere to pay to: nothing is named then.
fn account(facts: &TextFacts, cash: bool) -> String {
    if facts.cod {
        return "bayar di tempat (COD) kepada kurir".to_owned();
    }
    if cash {
        return "tunai".to_owned();
    }
    facts.account.as_ref().map_or_else(String::new, |[name, number, holder]| account_line(name, number, holder))
}

/// `Kam 26 Nov pukul 09.00 WIB`.
fn deadline(by: Instant, zone: Zone) -> String {
    let time = zone.local(by).format("%H.%M");
    format!("{} pukul {time} {}", zone.day(by).short_id(), zone.key().to_uppercase())
}
