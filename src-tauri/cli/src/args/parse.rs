//! Words of the command line read as values; what can't be read is said in Indonesian.

use runut_core::hours::{DAY_MINUTES, WEEKDAYS};
use runut_core::kpi::Want;
use runut_core::{Channel, Day, Money, Month, Stage, Zone, match_key, typed_grams, typed_money};

/// One of the words that rows are stored by.
pub(super) fn word<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|e| format!("tidak dikenal ({e})"))
}

/// A stage by its key.
pub(super) fn stage(text: &str) -> Result<Stage, String> {
    let known = || Stage::ALL.map(Stage::key).join(", ");
    Stage::from_key(text).ok_or_else(|| format!("tahap adalah salah satu dari {}", known()))
}

/// What a shop may want, by its key.
pub(super) fn want(text: &str) -> Result<Want, String> {
    let known = || Want::all().map(Want::key).collect::<Vec<_>>().join(", ");
    Want::from_key(text).ok_or_else(|| format!("tujuan adalah salah satu dari {}", known()))
}

/// A channel by its key.
pub(super) fn channel(text: &str) -> Result<Channel, String> {
    let known = || Channel::ALL.map(Channel::key).join(", ");
    Channel::from_key(text).ok_or_else(|| format!("kanal adalah salah satu dari {}", known()))
}

/// A time zone by its key.
pub(super) fn zone(text: &str) -> Result<Zone, String> {
    Zone::from_key(text).ok_or_else(|| "zona adalah wib, wita atau wit".to_owned())
}

/// A calendar day.
pub(super) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "tanggal ditulis 2026-11-22".to_owned())
}

/// A month of the calendar.
pub(super) fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "bulan ditulis 2026-11".to_owned())
}

/// A time of day, in minutes from midnight.
pub fn clock(text: &str) -> Result<i64, String> {
    let (hours, minutes) = text.split_once([':', '.']).ok_or("jam ditulis 15:00")?;
    match (hours.parse::<i64>(), minutes.parse::<i64>()) {
        (Ok(hours @ 0..24), Ok(minutes @ 0..60)) => Ok(hours * 60 + minutes),
        _ => Err("jam ditulis 00:00 sampai 23:59".to_owned()),
    }
}

/// A weekday from Monday, in either language.
pub(super) fn weekday(text: &str) -> Result<i64, String> {
    let asked = match_key(text);
    let at = WEEKDAYS.iter().position(|(id, en)| match_key(id) == asked || match_key(en) == asked);
    at.and_then(|at| i64::try_from(at + 1).ok()).ok_or_else(|| "hari ditulis senin sampai minggu".to_owned())
}

/// From when to when, in minutes from midnight; none of both where it is closed.
pub(super) fn span(text: &str) -> Result<(Option<i64>, Option<i64>), String> {
    if text == "-" {
        return Ok((None, None));
    }
    let (opens, closes) = text.split_once('-').ok_or("jam buka ditulis 08:00-17:00, atau - kalau tutup")?;
    let closes = if matches!(closes, "24:00" | "24.00") { DAY_MINUTES } else { clock(closes)? };
    Ok((Some(clock(opens)?), Some(closes)))
}

/// A request's id. An empty one would make every such request the repetition of the first.
pub(super) fn request(text: &str) -> Result<String, String> {
    if text.trim().is_empty() { Err("id permintaan tidak boleh kosong".to_owned()) } else { Ok(text.to_owned()) }
}

/// An amount of rupiah.
pub fn money(text: &str) -> Result<Money, String> {
    typed_money(text).map_err(|_| format!("{text} bukan jumlah rupiah (12.500, 12500 atau 85rb)"))
}

/// A weight, in grams.
pub fn grams(text: &str) -> Result<i64, String> {
    typed_grams(text).ok_or_else(|| format!("{text} bukan berat (200, 200 gr atau 0,2 kg)"))
}
