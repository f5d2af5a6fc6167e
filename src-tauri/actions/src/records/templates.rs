//! Templates: copied, changed, archived. The fields of a version stay as they are, so that old records can be read.

use runut_core::activity::{Activity, TemplateAct};
use runut_core::records::{checked, returned};
use runut_core::rows::{Division, TemplateRow};
use runut_core::{TemplateId, match_key};
use runut_store::{Book, Context, StoreError};

use crate::fields::yes;
use crate::journal::refuse_taken;
use crate::{ActionError, Done};

/// Adds a template (key zero), or changes one: its fields in a new version, where they change.
///
/// # Errors
/// What [`runut_core::records::checked`] and [`runut_core::records::returned`] refuse; `name_taken`; `missing` for an unknown template or
/// person; `owner_only`.
pub fn save_template(book: &Book, ctx: &Context, template: &TemplateRow) -> Done<TemplateRow> {
    book.write(ctx, &format!("template {template:?}"), |tx| {
        let all = tx.templates()?;
        let old = match template.id {
            TemplateId(0) => None,
            id => {
                let old = all.iter().find(|template| template.id == id);
                Some(old.ok_or_else(|| StoreError::Missing(format!("Pola catatan {id}")))?)
            }
        };
        let typed = match old {
            None => checked(template)?,
            Some(old) => checked(&returned(template, old, &tx.template_past(old)?)?)?,
        };
        let same = |other: &&TemplateRow| {
            other.id != typed.id && (match_key(&other.name.id) == match_key(&typed.name.id) || other.key == typed.key)
        };
        refuse_taken(all.iter().any(|other| same(&other)), &typed.name.id)?;
        let person = match typed.person {
            Some(id) => tx.person_by_id(id)?.ok_or_else(|| StoreError::Missing(format!("Orang {id}")))?.name,
            None => String::new(),
        };
        let new = match old {
            None => TemplateRow { id: tx.next_template()?, person_name: person, version: 1, ..typed.clone() },
            Some(old) => {
                let version = old.version + i64::from(old.fields != typed.fields);
                // What it is typed by stays: others have learned it.
                TemplateRow { key: old.key.clone(), person_name: person, version, ..typed.clone() }
            }
        };
        let change = change(old, &new);
        if old.is_none() || change.has_changes() {
            tx.put_template(&new)?;
            tx.record(&change)?;
        }
        Ok::<_, ActionError>(tx.template(new.id)?)
    })
}

fn change(old: Option<&TemplateRow>, new: &TemplateRow) -> Activity {
    let act = if old.is_some() { TemplateAct::Change } else { TemplateAct::Add };
    let was = |of: fn(&TemplateRow) -> String| old.map(of).unwrap_or_default();
    let division = |row: &TemplateRow| row.division.map_or("", Division::key).to_owned();
    let fields = |row: &TemplateRow| format!("{} (v{})", row.fields.len(), row.version);
    Activity::new(act, new.id.0)
        .with("name", old.map_or(&new.name.id, |old| &old.name.id))
        .changed("name", old.map_or(&new.name.id, |old| &old.name.id), &new.name.id)
        .changed("every", was(|row| row.cadence.key().to_owned()), new.cadence.key())
        .changed("lag", was(|row| row.lag.to_string()), new.lag)
        .changed("divisions", old.map(division).unwrap_or_default(), division(new))
        .changed("person", was(|row| row.person_name.clone()), &new.person_name)
        .changed("fields", old.map(fields).unwrap_or_default(), fields(new))
        .changed("archived", old.map_or("tidak", |old| yes(old.archived)), yes(new.archived))
}
