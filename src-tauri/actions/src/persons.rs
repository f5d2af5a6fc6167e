//! The people of the shop.

use runut_core::activity::{Activity, PersonAct};
use runut_core::rows::{Division, Person};
use runut_core::{Limit, PersonId, Refusal, match_key};
use runut_store::{Book, Context, Reader, StoreError};

use crate::typed::{required, yes};
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
            check(tx, ctx, &new)?;
            tx.insert_person(&new)?;
            tx.record(
                &Activity::new(PersonAct::Add, new.id.0)
                    .with("name", &new.name)
                    .changed("owner", yes(false), yes(new.owner))
                    .changed("divisions", "", divisions(&new)),
            )?;
            return Ok(new);
        }
        let old = tx.person_by_id(typed.id)?;
        let old = old.ok_or_else(|| StoreError::Missing(format!("Orang {}", typed.id)))?;
        check(tx, ctx, &typed)?;
        let change = Activity::new(PersonAct::Change, typed.id.0)
            .with("name", &old.name)
            .changed("name", &old.name, &typed.name)
            .changed("owner", yes(old.owner), yes(typed.owner))
            .changed("divisions", divisions(&old), divisions(&typed))
            .changed("archived", yes(old.archived), yes(typed.archived));
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

fn check(book: &Reader<'_>, ctx: &Context, new: &Person) -> Result<(), ActionError> {
    let all = book.persons()?;
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
    owners_may_change(&all, &after, ctx.person)?;
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

/// Refuses what makes or unmakes an owner where `by` is none, or where none would be left: all persons as they were, and as
/// they would be.
///
/// # Errors
/// `owner_only`; `last_owner`.
pub(crate) fn owners_may_change(before: &[Person], after: &[Person], by: PersonId) -> Result<(), Refusal> {
    let owns = |person: &Person| person.owner && !person.archived;
    let rights =
        |all: &[Person], id: PersonId| all.iter().find(|p| p.id == id).map_or((false, false), |p| (p.owner, owns(p)));
    let changes = before.iter().chain(after).any(|p| rights(before, p.id) != rights(after, p.id));
    if changes && !before.iter().any(|p| p.id == by && owns(p)) {
        return Err(Refusal::new(
            "owner_only",
            "Hanya pemilik yang boleh mengangkat atau memberhentikan pemilik.",
            "Only an owner may make or unmake an owner.",
        )
        .with("field", "owner"));
    }
    match before.iter().find(|p| owns(p)) {
        Some(last) if !after.iter().any(owns) => Err(Refusal::new(
            "last_owner",
            format!("{} satu-satunya pemilik. Angkat pemilik lain dulu.", last.name),
            format!("{} is the only owner. Make another one first.", last.name),
        )
        .with("field", "owner")),
        _ => Ok(()),
    }
}
