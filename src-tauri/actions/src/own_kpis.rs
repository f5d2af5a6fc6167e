//! Figures of the shop's own: made of what is recorded and of figures that add up.

use runut_core::activity::{Activity, KpiAct};
use runut_core::kpi::{Kpi, Unit, figure, own_key};
use runut_core::rows::{KpiInfo, KpiSource, OwnKpiForm};
use runut_core::{Refusal, match_key};
use runut_store::{Book, Context, OwnKpi, Reader, Source, StoreError, own_figure};

use crate::goals::drop_target;
use crate::kpis::{info, kpi_named};
use crate::{ActionError, Done};

/// Letters of a name at most.
const NAME_MAX: usize = 40;

/// All that an own figure can be made of.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_sources(book: &Reader<'_>) -> Result<Vec<KpiSource>, StoreError> {
    Ok(book.kpi_sources()?.into_iter().map(|source| source.row).collect())
}

/// Makes a figure of the shop's own; one of its own with that name becomes this.
///
/// # Errors
/// `owner_only`; `kpi_name`, `kpi_taken`, `kpi_part`, `kpi_itself`, `kpi_unit`; `kpi_target` where it has a target that would mean something
/// else afterwards.
pub fn save_own_kpi(book: &Book, ctx: &Context, form: &OwnKpiForm) -> Done<KpiInfo> {
    let trimmed = |text: &str| text.trim().to_owned();
    let (name, of, per) = (trimmed(&form.name), trimmed(&form.of), trimmed(&form.per));
    let form = OwnKpiForm { name, of, per, ..form.clone() };
    let key = named(&form)?;
    book.write(ctx, &format!("own figure {form:?}"), |tx| {
        let old = tx.own_kpis()?.into_iter().find(|own| own.key == key);
        let sources = tx.kpi_sources()?;
        let form = called(&form, &sources)?;
        let kpi = made(&key, &form, &sources)?;
        let form = OwnKpiForm { unit: Some(kpi.unit), ..form.clone() };
        if let Some(old) = &old {
            if old.form == form {
                return Ok(info(kpi));
            }
            may_become(tx, old, kpi, &form)?;
        }
        let id = tx.put_own_kpi(kpi, &form)?;
        tx.record(&told(if old.is_some() { KpiAct::Change } else { KpiAct::Add }, id, &key, &form))?;
        Ok::<_, ActionError>(info(kpi))
    })
}

/// Takes a figure of the shop's own away, with its target.
///
/// # Errors
/// `owner_only`; `kpi` where there is none; `kpi_not_own` of one that every shop has.
pub fn remove_own_kpi(book: &Book, ctx: &Context, key: &str) -> Done<()> {
    book.write(ctx, &format!("remove own figure {key}"), |tx| {
        let kpi = kpi_named(tx, key)?;
        let Some(own) = tx.own_kpis()?.into_iter().find(|own| own.key == kpi.key) else {
            let (id, en) = (
                format!("{} adalah angka bawaan. Yang dihapus hanya angka yang dibuat sendiri.", kpi.title().id),
                format!("{} is a figure that every shop has. Only own figures are removed.", kpi.title().en),
            );
            return Err(Refusal::new("kpi_not_own", id, en).with("kpi", kpi.key).into());
        };
        drop_target(tx, kpi)?;
        tx.record(&told(KpiAct::Remove, own.id, &own.key, &own.form))?;
        tx.delete_own_kpi(own.id)?;
        Ok::<_, ActionError>(())
    })
}

/// Refuses what isn't meant to become an own figure, or what its target couldn't stay with.
fn may_become(book: &Reader<'_>, old: &OwnKpi, kpi: &Kpi, form: &OwnKpiForm) -> Result<(), ActionError> {
    if old.form.name.to_lowercase() != form.name.to_lowercase() {
        let is = &old.form.name;
        return Err(refuse(
            "kpi_taken",
            "name",
            format!("Sudah ada angka bernama \"{is}\". Untuk mengubahnya pakai nama itu, untuk yang lain nama lain."),
            format!("There is a figure named \"{is}\". Use that name to change it, another one for another figure."),
        )
        .into());
    }
    let same = (old.form.unit, old.form.better) == (Some(kpi.unit), kpi.better)
        && old.form.per.is_empty() == form.per.is_empty();
    let Some((target, _)) = book.targets()?.get(&*old.key).copied().filter(|_| !same) else { return Ok(()) };
    let shown = figure(target.kpi, Some(target.amount()));
    let (name, key) = (&old.form.name, &old.key);
    Err(refuse(
        "kpi_target",
        "unit",
        format!(
            "{name} punya target {}, yang lalu berarti lain. Hapus dulu targetnya: kpi drop-target {key}.",
            shown.id
        ),
        format!(
            "{name} has a target of {}, which would mean something else. Drop it first: kpi drop-target {key}.",
            shown.en
        ),
    )
    .into())
}

fn told(act: KpiAct, id: i64, key: &str, form: &OwnKpiForm) -> Activity {
    let activity = Activity::new(act, id).with("kpi", key).with("name", &form.name);
    activity.with("of", &form.of).with("per", &form.per).with("unit", form.unit.map_or("", Unit::key))
}

fn refuse(code: &str, field: &str, id: String, en: String) -> Refusal {
    Refusal::new(code, id, en).with("field", field)
}

/// The key of a name that can be one.
fn named(form: &OwnKpiForm) -> Result<String, Refusal> {
    let key = own_key(&form.name);
    if key.is_empty() || form.name.chars().count() > NAME_MAX {
        return Err(refuse(
            "kpi_name",
            "name",
            format!("Beri nama, paling banyak {NAME_MAX} huruf: \"Biaya iklan per tamu\"."),
            format!("Give it a name of at most {NAME_MAX} letters: \"Advertising per visitor\"."),
        ));
    }
    let same = |kpi: &&Kpi| {
        kpi.key == key || [kpi.name.0, kpi.name.1].into_iter().any(|name| match_key(name) == match_key(&form.name))
    };
    match Kpi::all().find(same) {
        Some(kpi) => Err(refuse(
            "kpi_taken",
            "name",
            format!("{} sudah ada sebagai angka bawaan. Pakai nama lain.", kpi.title().id),
            format!("{} is a figure that every shop has. Use another name.", kpi.title().en),
        )),
        None => Ok(key),
    }
}

/// It with its parts by their own words.
fn called(form: &OwnKpiForm, sources: &[Source]) -> Result<OwnKpiForm, Refusal> {
    let find = |field: &str, word: &str| {
        let source = sources.iter().find(|source| source.is_named(word));
        source.map(|source| source.row.key.clone()).ok_or_else(|| unknown(field, word, sources))
    };
    let per = if form.per.is_empty() { String::new() } else { find("per", &form.per)? };
    Ok(OwnKpiForm { of: find("of", &form.of)?, per, ..form.clone() })
}

fn made(key: &str, form: &OwnKpiForm, sources: &[Source]) -> Result<&'static Kpi, Refusal> {
    if form.of == form.per {
        return Err(refuse(
            "kpi_itself",
            "per",
            format!("{} dibagi dirinya sendiri selalu 1. Pilih pembagi lain.", form.of),
            format!("{} by itself is always 1. Choose another divisor.", form.of),
        ));
    }
    let figure = |form: &OwnKpiForm| own_figure(key, form, sources).ok_or_else(|| unknown("of", &form.of, sources));
    let natural = figure(&OwnKpiForm { unit: None, ..form.clone() })?;
    match form.unit {
        None => Ok(natural),
        Some(unit) if unit == natural.unit => Ok(natural),
        Some(Unit::Percent | Unit::Per100) if natural.unit == Unit::Ratio => figure(form),
        Some(_) => Err(refuse(
            "kpi_unit",
            "unit",
            "Persen dan per 100 hanya untuk jumlah dibagi jumlah, atau uang dibagi uang.".to_owned(),
            "Percent and per 100 are for counts by counts, or money by money.".to_owned(),
        )),
    }
}

fn unknown(field: &str, word: &str, sources: &[Source]) -> Refusal {
    let some = sources.iter().map(|source| source.row.key.as_str()).collect::<Vec<_>>().join(", ");
    refuse(
        "kpi_part",
        field,
        format!("\"{word}\" tidak bisa dijumlahkan atau tidak dikenal. Yang bisa: {some}."),
        format!("\"{word}\" can't be summed up or isn't known. There are: {some}."),
    )
}
