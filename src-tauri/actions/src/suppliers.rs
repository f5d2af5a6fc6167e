//! Suppliers: whom the shop buys from.

use runut_core::activity::{Activity, SupplierAct};
use runut_core::rows::SupplierRow;
use runut_core::{Limit, Money, Refusal, SupplierId, match_key};
use runut_store::{Book, Context, Tx};

use crate::fields::{required, text, yes};
use crate::{ActionError, Done};

/// Days after which a bill may be due at most.
const DUE_DAYS_MAX: i64 = 365;

/// Adds a supplier (key zero) or changes one.
///
/// # Errors
/// `supplier_name_missing`, `supplier_name_taken`, `due_days`; `too_long`; `missing` for an unknown key.
pub fn save_supplier(book: &Book, ctx: &Context, supplier: &SupplierRow) -> Done<SupplierRow> {
    let (id, en) = ("Tulis nama pemasok dulu.", "Enter the supplier's name first.");
    let typed = SupplierRow {
        name: required(Limit::Name, &supplier.name, "name", "supplier_name_missing", id, en)?,
        phone: text(Limit::Phone, &supplier.phone, "phone")?,
        address: text(Limit::Address, &supplier.address, "address")?,
        note: text(Limit::Note, &supplier.note, "note")?,
        ..supplier.clone()
    };
    if !(0..=DUE_DAYS_MAX).contains(&typed.due_days) {
        let (id, en) = ("Jatuh tempo ditulis 0 sampai 365 hari.", "A bill is due within 0 to 365 days.");
        return Err(Refusal::new("due_days", id, en).with("field", "due_days").into());
    }
    book.write(ctx, &format!("supplier {typed:?}"), |tx| {
        let same =
            tx.suppliers()?.into_iter().find(|s| s.id != typed.id && match_key(&s.name) == match_key(&typed.name));
        if let Some(same) = same {
            let name = &same.name;
            let refusal = Refusal::new(
                "supplier_name_taken",
                format!("Pemasok {name} sudah ada; mungkin diarsipkan."),
                format!("There is a supplier {name} already; they may be archived."),
            );
            return Err(refusal.with("field", "name").into());
        }
        if typed.id == SupplierId(0) {
            return add(tx, &typed);
        }
        let old = tx.supplier(typed.id)?;
        let change = Activity::new(SupplierAct::Change, typed.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("phone", &old.phone, &typed.phone)
            .changed("address", &old.address, &typed.address)
            .changed("note", &old.note, &typed.note)
            .changed("due_days", old.due_days, typed.due_days)
            .changed("archived", yes(old.archived), yes(typed.archived));
        if change.has_changes() {
            tx.put_supplier(&typed)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(tx.supplier(typed.id)?)
    })
}

fn add(tx: &mut Tx<'_>, typed: &SupplierRow) -> Result<SupplierRow, ActionError> {
    let new = SupplierRow {
        id: tx.next_supplier()?,
        archived: false,
        owed: Money::ZERO,
        advance: Money::ZERO,
        ..typed.clone()
    };
    tx.record(
        &Activity::new(SupplierAct::Add, new.id.0)
            .with("name", &new.name)
            .changed("phone", "", &new.phone)
            .changed("address", "", &new.address)
            .changed("note", "", &new.note)
            .changed("due_days", 0, new.due_days),
    )?;
    tx.put_supplier(&new)?;
    Ok(new)
}

/// The supplier of a name, within a write: one of that name, else a new one; none for no name.
///
/// # Errors
/// `too_long`; `supplier_archived`.
pub(crate) fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<SupplierRow>, ActionError> {
    let name = text(Limit::Name, name, "supplier")?;
    if name.is_empty() {
        return Ok(None);
    }
    match tx.supplier_named(&name)? {
        Some(known) if known.archived => {
            let name = &known.name;
            Err(Refusal::new(
                "supplier_archived",
                format!("Pemasok {name} diarsipkan. Pulihkan dulu di daftar pemasok."),
                format!("The supplier {name} is archived. Bring them back in the list of suppliers first."),
            )
            .with("field", "supplier")
            .into())
        }
        Some(known) => Ok(Some(known)),
        None => {
            let (phone, address, note) = (String::new(), String::new(), String::new());
            let new = SupplierRow {
                id: SupplierId(0),
                name,
                phone,
                address,
                note,
                due_days: 0,
                archived: false,
                owed: Money::ZERO,
                advance: Money::ZERO,
            };
            add(tx, &new).map(Some)
        }
    }
}
