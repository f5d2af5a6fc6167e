//! The figures by which the shop is led, as the doors ask for them.

use runut_core::figures::Dim;
use runut_core::kpi::Kpi;
use runut_core::rows::{FunnelRow, HoursRow, KpiBy, KpiCut, KpiInfo, KpiPart, KpiQuery, KpiSeries, KpiTable, OrderRow};
use runut_core::statements::Period;
use runut_core::{Day, Instant, Refusal, Sentence, match_key};
use runut_store::{Reader, StoreError, reports};

use crate::ActionError;

/// Orders behind a figure that are shown at most.
const ORDERS_MAX: usize = 200;

/// A figure as it is listed.
pub(crate) fn info(kpi: &Kpi) -> KpiInfo {
    KpiInfo {
        key: kpi.key.to_owned(),
        name: kpi.title(),
        says: Sentence::new(kpi.says.0, kpi.says.1),
        group: kpi.group,
        unit: kpi.unit,
        better: kpi.better,
        own: Kpi::of(kpi.key).is_none(),
    }
}

/// All figures, as they are shown: those that every shop has, then its own.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_list(book: &Reader<'_>) -> Result<Vec<KpiInfo>, StoreError> {
    Ok(book.kpis()?.into_iter().map(info).collect())
}

/// The figure of a key, or an own one's name.
///
/// # Errors
/// `kpi` where there is none; [`StoreError`] where the book can't be read.
pub fn kpi_named(book: &Reader<'_>, key: &str) -> Result<&'static Kpi, ActionError> {
    let key = key.trim();
    let known = match Kpi::of(key) {
        Some(kpi) => vec![kpi],
        None => book.kpis()?,
    };
    let is_called = |kpi: &Kpi| [kpi.name.0, kpi.name.1].iter().any(|name| match_key(name) == match_key(key));
    let found = known.iter().find(|kpi| kpi.key == key).or_else(|| known.iter().find(|kpi| is_called(kpi)));
    found.copied().ok_or_else(|| {
        Refusal::new(
            "kpi",
            format!("Angka \"{key}\" tidak ada. Semua angka dengan namanya: kpi list."),
            format!("There is no figure \"{key}\". All figures with their names: kpi list."),
        )
        .with("field", "kpi")
        .with("kpi", key)
        .into()
    })
}

/// Of whom or what a figure is asked for.
///
/// # Errors
/// `dim` where nothing is called so.
pub fn dim_named(book: &Reader<'_>, text: &str) -> Result<Dim, ActionError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Dim::ALL);
    }
    let (kind, name) = text.split_once('=').unwrap_or(("", text));
    let cut = match kind {
        "store" | "channel" => Some(KpiCut::Store),
        "courier" => Some(KpiCut::Courier),
        "person" => Some(KpiCut::Person),
        _ => None,
    };
    let mut names = Vec::new();
    if let Some(cut) = cut {
        for (key, called, dim) in reports::kpis::dims(book, cut)? {
            if key == text || match_key(&called) == match_key(name) {
                return Ok(dim);
            }
            let kind = key.split_once('=').map_or(kind, |(kind, _)| kind);
            names.push(format!("{kind}={called}"));
        }
    }
    let known = if names.is_empty() { "store=, channel=, courier=, person=".to_owned() } else { names.join(", ") };
    Err(Refusal::new(
        "dim",
        format!("\"{text}\" tidak dikenal. Yang ada: {known}."),
        format!("\"{text}\" isn't known. There are: {known}."),
    )
    .with("dim", text)
    .into())
}

/// The days asked for and those they are held against.
fn periods(query: &KpiQuery) -> Result<(Period, Period), Refusal> {
    let period = Period::new(query.from, query.to)?;
    Ok((period, period.against(query.against, query.days)?.unwrap_or_else(|| period.before())))
}

/// All figures of some days beside those before: those that are kept, or, with `walked`, those that need a walk over orders and goods.
///
/// # Errors
/// `day`, `days_order`, `dim`; [`StoreError`] where the book can't be read.
pub fn kpi_table(book: &Reader<'_>, query: &KpiQuery, walked: bool, today: Day) -> Result<KpiTable, ActionError> {
    let (period, against) = periods(query)?;
    let dim = dim_named(book, &query.dim)?;
    Ok(reports::kpis::kpi_table(book, period, against, dim, walked, today)?)
}

/// A figure over time.
///
/// # Errors
/// As [`kpi_table`]; `kpi`; `kpi_ahead` of days that haven't come; `kpi_points` where there would be too many points.
pub fn kpi_series(
    book: &Reader<'_>,
    key: &str,
    query: &KpiQuery,
    by: KpiBy,
    today: Day,
) -> Result<KpiSeries, ActionError> {
    let (kpi, (period, _)) = (kpi_named(book, key)?, periods(query)?);
    if period.from > today {
        let from = period.from;
        return Err(Refusal::new(
            "kpi_ahead",
            format!("{from} belum tiba, jadi belum ada angkanya. Pilih hari sampai {today}."),
            format!("{from} hasn't come yet, so there are no figures of it. Choose days up to {today}."),
        )
        .with("field", "from")
        .into());
    }
    let most = i64::try_from(reports::kpis::POINTS_MAX).unwrap_or(i64::MAX);
    let days = match by {
        KpiBy::Day => 1,
        KpiBy::Week => 7,
        KpiBy::Month => 28,
    };
    if period.from.days_to(period.to) >= most * days {
        return Err(Refusal::new(
            "kpi_points",
            format!("Terlalu panjang untuk satu grafik: paling banyak {most} titik. Pilih hari yang lebih sedikit."),
            format!("Too long for one line: it has {most} points at most. Choose fewer days."),
        )
        .into());
    }
    let dim = dim_named(book, &query.dim)?;
    Ok(reports::kpis::kpi_series(book, kpi, period, by, dim, today)?)
}

/// A figure by store, courier or person.
///
/// # Errors
/// As [`kpi_series`].
pub fn kpi_parts(
    book: &Reader<'_>,
    key: &str,
    query: &KpiQuery,
    cut: KpiCut,
    today: Day,
) -> Result<Vec<KpiPart>, ActionError> {
    let (kpi, (period, against)) = (kpi_named(book, key)?, periods(query)?);
    Ok(reports::kpis::kpi_parts(book, kpi, period, against, cut, today)?)
}

/// The orders behind a figure; none of one that isn't made of orders.
///
/// # Errors
/// As [`kpi_series`].
pub fn kpi_orders(book: &Reader<'_>, key: &str, query: &KpiQuery, now: Instant) -> Result<Vec<OrderRow>, ActionError> {
    let (kpi, (period, _)) = (kpi_named(book, key)?, periods(query)?);
    let dim = dim_named(book, &query.dim)?;
    let ids = reports::kpis::kpi_orders(book, kpi, period, dim, ORDERS_MAX)?.unwrap_or_default();
    Ok(reports::order_rows(book, &ids, now)?)
}

/// Where the orders of some days have come to, and when they came.
///
/// # Errors
/// As [`kpi_table`].
pub fn kpi_way(book: &Reader<'_>, query: &KpiQuery) -> Result<(Vec<FunnelRow>, Vec<HoursRow>), ActionError> {
    let (period, _) = periods(query)?;
    let both = || Ok::<_, StoreError>((reports::kpis::funnel(book, period)?, reports::kpis::hours(book, period)?));
    Ok(both()?)
}
