//! The people of the shop.

use runut_core::activity::{Activity, PersonAct};
use runut_core::permission::OWNS;
use runut_core::rows::{Division, Person};
use runut_core::{Limit, PersonId, Refusal, match_key};
use runut_store::{Book, Context, StoreError, Tx};

use crate::fields::{required, yes};
use crate::{ActionError, Done};

/// Adds a person (key zero) or changes one: name, divisions, whether owner, whether still with the shop.
///
/// # Errors
/// `person_name_missing`, `person_name_taken`; `owner_only` where somebody else than an owner makes, unmakes or archives
/// one; `last_owner` where none would be left; `archive_self`; `missing` for an unknown key.
pub fn save_person(book: &Book, ctx: &Context, person: &Person) -> Done<Person> {
    let (id, en) = ("Tulis namanya dulu.", "Enter the name first.");
    let typed = Person {
        name: required(Limit::Name, &person.name, "name", "person_name_missing", id, en)?,
        divisions: Division::ALL.into_iter().filter(|d| person.divisions.contains(d)).collect(),
        ..person.clone()
    };
    book.write(ctx, &format!("person {typed:?}"), |tx| {
        if typed.id == PersonId(0) {
            let new = Person { id: tx.next_person()?, archived: false, ..typed };
            let added = Activity::new(PersonAct::Add, new.id.0)
                .with("name", &new.name)
                .changed("owner", yes(false), yes(new.owner))
                .changed("divisions", "", divisions(&new));
            check(tx, ctx, &added, &new)?;
            tx.insert_person(&new)?;
            tx.record(&added)?;
            return Ok(new);
        }
        let old = tx.person_by_id(typed.id)?;
        let old = old.ok_or_else(|| StoreError::Missing(format!("Orang {}", typed.id)))?;
        let change = Activity::new(PersonAct::Change, typed.id.0)
            .with("name", &old.name)
            .with(OWNS, if old.owner || typed.owner { "1" } else { "" })
            .changed("name", &old.name, &typed.name)
            .changed("owner", yes(old.owner), yes(typed.owner))
            .changed("divisions", divisions(&old), divisions(&typed))
            .changed("archived", yes(old.archived), yes(typed.archived));
        check(tx, ctx, &change, &typed)?;
        if change.has_changes() {
            tx.update_person(&typed)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(typed)
    })
}

fn divisions(person: &Person) -> String {
    person.divisions.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ")
}

fn check(tx: &Tx<'_>, ctx: &Context, change: &Activity, new: &Person) -> Result<(), ActionError> {
    if let Some(refusal) = tx.refused(change) {
        return Err(refusal.into());
    }
    let all = tx.persons()?;
    let others = || all.iter().filter(|p| p.id != new.id);
    if others().any(|p| match_key(&p.name) == match_key(&new.name)) {
        return Err(Refusal::new(
            "person_name_taken",
            format!("Sudah ada yang bernama {}. Tambahkan nama belakang atau panggilan.", new.name),
            format!("Somebody is called {} already. Add a surname or nickname.", new.name),
        )
        .with("field", "name")
        .into());
    }
    let after: Vec<Person> = others().chain([new]).cloned().collect();
    an_owner_stays(&all, &after)?;
    if new.archived && new.id == ctx.person {
        return Err(Refusal::new(
            "archive_self",
            "Anda sedang bekerja dengan nama ini. Ganti orang dulu, lalu arsipkan.",
            "You are working under this name. Change who acts first, then archive it.",
        )
        .with("field", "archived")
        .into());
    }
    Ok(())
}

/// Refuses what leaves no owner: all persons as they were, and as they would be.
///
/// # Errors
/// `last_owner`.
pub(crate) fn an_owner_stays(before: &[Person], after: &[Person]) -> Result<(), Refusal> {
    let owns = |person: &&Person| person.owner && !person.archived;
    match before.iter().find(owns) {
        Some(last) if !after.iter().any(|person| owns(&person)) => Err(Refusal::new(
            "last_owner",
            format!("{} satu-satunya pemilik. Angkat pemilik lain dulu.", last.name),
            format!("{} is the only owner. Make another one first.", last.name),
        )
        .with("field", "owner")),
        _ => Ok(()),
    }
}
