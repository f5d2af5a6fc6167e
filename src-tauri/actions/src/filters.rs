//! Filters of a list that people save.

use runut_core::activity::{Activity, FilterAct};
use runut_core::rows::FilterRow;
use runut_core::{FilterId, Limit, Refusal, match_key};
use runut_store::{Book, Context, StoreError};

use crate::fields::required;
use crate::{ActionError, Done};

/// The lists that have filters.
const LISTS: [&str; 5] = ["orders", "stock", "customers", "payments", "log"];
/// Characters of a query at most.
const QUERY_MAX: usize = 4_000;
/// Filters of a list at most: more than a menu can hold.
const FILTERS_MAX: usize = 50;

/// Saves a filter (key zero for a new one) of a list.
///
/// # Errors
/// `filter_name_missing`, `filter_name_taken`; `filter_list` for a list that there isn't; `filter_query` where the query
/// isn't a JSON object or too long; `filters_full`; `missing` for an unknown key.
pub fn save_filter(book: &Book, ctx: &Context, filter: &FilterRow) -> Done<FilterRow> {
    let (id, en) = ("Beri nama saringannya dulu.", "Name the filter first.");
    let typed = FilterRow {
        name: required(Limit::Title, &filter.name, "name", "filter_name_missing", id, en)?,
        ..filter.clone()
    };
    if !LISTS.contains(&typed.list.as_str()) {
        let (id, en) = ("Daftar itu tidak punya saringan.", "That list has no filters.");
        return Err(Refusal::new("filter_list", id, en).with("field", "list").into());
    }
    let object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&typed.query).is_ok();
    if !object || typed.query.len() > QUERY_MAX {
        let (id, en) = (
            "Saringan ini tidak bisa disimpan. Pilih ulang, lalu simpan lagi.",
            "This filter can't be saved. Choose again, then save it.",
        );
        return Err(Refusal::new("filter_query", id, en).with("field", "query").into());
    }
    book.write(ctx, &format!("filter {typed:?}"), |tx| {
        let all = tx.filters(&typed.list)?;
        if all.iter().any(|f| f.id != typed.id && match_key(&f.name) == match_key(&typed.name)) {
            return Err(Refusal::new(
                "filter_name_taken",
                format!("Sudah ada saringan bernama {}. Pilih nama lain.", typed.name),
                format!("There is a filter called {} already. Choose another name.", typed.name),
            )
            .with("field", "name")
            .into());
        }
        if typed.id == FilterId(0) {
            if all.len() >= FILTERS_MAX {
                let (id, en) =
                    ("Saringan sudah 50. Hapus yang tidak dipakai.", "There are 50 filters. Delete unused ones.");
                return Err(Refusal::new("filters_full", id, en).into());
            }
            let new = FilterRow { id: tx.next_filter()?, ..typed };
            tx.put_filter(&new)?;
            tx.record(&Activity::new(FilterAct::Add, new.id.0).with("name", &new.name).with("list", &new.list))?;
            return Ok(new);
        }
        let old = tx.filter(typed.id)?.ok_or_else(|| missing(typed.id))?;
        if old != typed {
            tx.put_filter(&typed)?;
            tx.record(
                &Activity::new(FilterAct::Change, typed.id.0)
                    .with("name", &old.name)
                    .with("list", &typed.list)
                    .changed("name", &old.name, &typed.name),
            )?;
        }
        Ok::<_, ActionError>(typed)
    })
}

fn missing(id: FilterId) -> StoreError {
    StoreError::Missing(format!("Saringan {id}"))
}

/// Deletes a saved filter. It is nothing but a shortcut: what it was stays in the log.
///
/// # Errors
/// `missing` for an unknown key.
pub fn delete_filter(book: &Book, ctx: &Context, filter: FilterId) -> Done<()> {
    book.write(ctx, &format!("delete filter {filter}"), |tx| {
        let old = tx.filter(filter)?.ok_or_else(|| missing(filter))?;
        tx.delete_filter(filter)?;
        tx.record(
            &Activity::new(FilterAct::Delete, filter.0)
                .with("name", &old.name)
                .with("list", &old.list)
                .with("query", &old.query),
        )?;
        Ok::<_, ActionError>(())
    })
}
