//! Matching: the names in a marketplace's file or an address, each to its line of the list.

use runut_core::fold;

use super::Region;
use super::level::Level;
use super::list::{Id, List, list};
use super::names::{self, Kind};

/// Characters of one name; what is longer is none.
const MAX_NAME: usize = 100;
/// Characters of an address that are read, from its end.
const MAX_TAIL: usize = 400;
/// Parts of an address that are read, from its end.
const MAX_PARTS: usize = 10;
/// Shorter names are never matched with a letter off.
const MIN_NEAR: usize = 6;

/// The place that the names of a file's or form's fields mean; empty ones are not known. As deep as the names are
/// found, `None` if not even the province is.
///
/// Spaces, case and punctuation don't count; `KAB.`, `KOTA ADM.`, brackets (`BELAH BATUH (BLAHBATUH)`), numerals (`II`
/// for `Dua`), former names and provinces, and English forms (`South Jakarta City`) are known. Within the regency a
/// district may be one letter off (`TALAGASARI`) where only one comes near, within a province so may a regency.
/// `BANDUNG` alone stays open between the city and the regency unless the district tells.
#[must_use]
pub fn resolve(province: &str, regency: &str, district: &str, village: &str) -> Option<Region> {
    let parts: Vec<Part> = [(village, Level::Village), (district, Level::District), (regency, Level::Regency)]
        .into_iter()
        .filter_map(|(text, level)| Some(Part { forms: forms(text)?, level: Some(level) }))
        .collect();
    let province = forms(province).and_then(|forms| province_named(list(), &forms));
    place(list(), province, &parts, 0).map(|id| list().region(id))
}

/// The place that an address ends with, its parts between commas or on lines, in any order: Shopee's
/// `..., KAB. BOGOR, CISEENG, JAWA BARAT, ID, 16000` as well as `Jl. Dago 5, Kel. Dago, Kec. Coblong, Kota Bandung 40135`.
///
/// As [`resolve`]; a postcode in the address decides between places of one name, and is kept if it is one of theirs.
#[must_use]
pub fn resolve_address(address: &str) -> Option<Region> {
    let list = list();
    let from = address.char_indices().rev().take(MAX_TAIL).last().map_or(0, |(at, _)| at);
    let mut postcode = 0;
    let mut parts: Vec<Part> = Vec::new();
    for part in address[from..].rsplit([',', ';', '\n']).take(MAX_PARTS) {
        let mut part = part.trim();
        if let Some((name, code)) = trailing_postcode(part) {
            postcode = if postcode == 0 { code } else { postcode };
            part = name;
        }
        let folded = fold(part);
        let level = folded.split(' ').next().and_then(names::level_of);
        let name = if level.is_some() { folded.split_once(' ').map_or("", |(_, rest)| rest) } else { part };
        if matches!(folded.as_str(), "id" | "indonesia") {
            continue;
        }
        parts.extend(forms(name).map(|forms| Part { forms, level }));
    }
    let province = parts.iter().enumerate().find_map(|(index, part)| {
        let open = part.level.is_none_or(|l| l == Level::Province);
        open.then(|| province_named(list, &part.forms)).flatten().map(|id| (index, id))
    });
    if let Some((index, _)) = province {
        parts.remove(index);
    }
    // Outermost last, as `resolve` gives them.
    parts.reverse();
    let id = place(list, province.map(|(_, id)| id), &parts, postcode)?;
    let mut region = list.region(id);
    if list.level(id) >= Level::District && list.has_postcode(id, postcode) {
        region.postcode = format!("{postcode:05}");
    }
    Some(region)
}

fn trailing_postcode(part: &str) -> Option<(&str, u32)> {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &part[name.len()..];
    let apart = name.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    (digits.len() == 5 && apart).then(|| Some((name.trim(), digits.parse().ok()?))).flatten()
}

/// One name, folded, in the forms it may stand in the list, the likeliest first.
struct Part {
    forms: Vec<String>,
    /// `None`: any below the province.
    level: Option<Level>,
}

impl Part {
    fn may_be(&self, level: Level) -> bool {
        self.level.is_none_or(|l| l == level)
    }
}

/// `None` for what can't be a name.
fn forms(text: &str) -> Option<Vec<String>> {
    if text.chars().nth(MAX_NAME).is_some() {
        return None;
    }
    let mut forms = vec![fold(text)];
    if let Some((before, after)) = text.split_once(['(', '/']) {
        let (before, after) = (fold(before), fold(after.split(')').next().unwrap_or_default()));
        let last_replaced = before.rsplit_once(' ').map(|(head, _)| format!("{head} {after}"));
        forms.extend([Some(before), last_replaced, Some(after)].into_iter().flatten());
    }
    forms.extend(names::from_english(&forms[0]));
    forms.retain(|form| !form.is_empty());
    (!forms.is_empty()).then_some(forms)
}

fn same(a: &str, b: &str) -> bool {
    let letters = |key: &str| key.bytes().filter(|b| *b != b' ').collect::<Vec<u8>>();
    letters(a) == letters(b) || names::normal(a) == names::normal(b)
}

fn province_named(list: &List, forms: &[String]) -> Option<Id> {
    let is = |id: Id, form: &str| same(list.key(id), form) || list.aliases_of(id).any(|alias| same(alias, form));
    forms.iter().find_map(|form| list.provinces().find(|id| is(*id, form)))
}

/// The province with those that were once a part of it.
fn scope(list: &List, province: Option<Id>) -> Vec<Option<Id>> {
    let Some(id) = province else { return vec![None] };
    let successors = names::SUCCESSORS.iter().filter(|(of, _)| *of == list.key(id)).flat_map(|(_, new)| *new);
    let new = successors.filter_map(|key| list.provinces().find(|id| list.key(*id) == *key));
    std::iter::once(Some(id)).chain(new.map(Some)).collect()
}

/// The deepest place that the parts agree on.
fn place(list: &List, province: Option<Id>, parts: &[Part], postcode: u32) -> Option<Id> {
    let scope = scope(list, province);
    let mut best: Vec<((bool, Level, bool), Id)> = Vec::new();
    for (index, part) in parts.iter().enumerate().rev().filter(|(_, p)| p.may_be(Level::Regency)) {
        let (explicit, regencies) = regencies(list, &scope, part);
        for regency in regencies {
            let id = below(list, regency, parts, index, postcode);
            best.push(((explicit, list.level(id), list.has_postcode(regency, postcode)), id));
        }
    }
    if let Some(top) = best.iter().map(|(score, _)| *score).max() {
        let mut tops = best.into_iter().filter(|(score, _)| *score == top).map(|(_, id)| id);
        let first = tops.next()?;
        let agreed = tops.all(|id| list.up(id, Level::Regency) == list.up(first, Level::Regency));
        return if agreed { Some(first) } else { province };
    }
    // No regency: a district that is the only one of its name in the province tells it.
    for (index, part) in parts.iter().enumerate().rev().filter(|(_, p)| p.may_be(Level::District)) {
        let districts = scope.iter().flatten().flat_map(|id| list.within(Some(*id), Level::District));
        if let Some(id) = unique(districts.filter(|id| part.forms.iter().any(|form| same(list.key(*id), form)))) {
            return Some(village(list, id, parts, index, postcode));
        }
    }
    province
}

/// The regencies that a part may mean, and if it says the kind.
fn regencies(list: &List, scope: &[Option<Id>], part: &Part) -> (bool, Vec<Id>) {
    let all = || scope.iter().flat_map(|id| list.within(*id, Level::Regency));
    let is = |key: &str, kind: Option<Kind>, name: &str| {
        let (of, bare) = names::kind(key);
        (kind.is_none() || of == kind) && same(bare, name)
    };
    for form in &part.forms {
        let (kind, name) = names::kind(form);
        for (kind, name) in [(kind, name), (None, form.as_str())] {
            let named = |id: &Id| is(list.key(*id), kind, name) || list.aliases_of(*id).any(|a| is(a, kind, name));
            let found: Vec<Id> = all().filter(named).collect();
            if !found.is_empty() {
                return (kind.is_some(), found);
            }
        }
    }
    // One letter off, within a province that is known and for a kind that is said.
    for form in part.forms.iter().filter(|_| scope.iter().all(Option::is_some)) {
        let (Some(kind), name) = names::kind(form) else { continue };
        let near = |id: &Id| names::kind(list.key(*id)).0 == Some(kind) && near(list.bare_key(*id), name);
        if let Some(id) = unique(all().filter(near)) {
            return (true, vec![id]);
        }
    }
    (false, Vec::new())
}

/// The deepest place within the regency that other parts than the one at `used` name.
fn below(list: &List, regency: Id, parts: &[Part], used: usize, postcode: u32) -> Id {
    let others = || parts.iter().enumerate().rev().filter(|(i, p)| *i != used && p.may_be(Level::District));
    let exact = others().find_map(|(i, part)| Some((i, district(list, regency, part)?)));
    let found = exact.or_else(|| {
        let near = |id: &Id, part: &Part| part.forms.iter().any(|form| near(list.key(*id), form));
        let districts = || list.within(Some(regency), Level::District);
        others().find_map(|(i, part)| Some((i, unique(districts().filter(|id| near(id, part)))?)))
    });
    found.map_or(regency, |(index, id)| village(list, id, parts, index, postcode))
}

fn district(list: &List, regency: Id, part: &Part) -> Option<Id> {
    let bare = list.bare_key(regency);
    let named = |name: &str| {
        list.within(Some(regency), Level::District).find(|id| {
            same(list.key(*id), name) || forms(list.name(*id)).is_some_and(|f| f.iter().any(|f| same(f, name)))
        })
    };
    part.forms.iter().find_map(|form| {
        // "BOGOR SELATAN - KOTA"; the seat of a regency is "Kota", "Kediri Kota" or "Kota Kediri".
        let core = form.strip_suffix(" kota").or_else(|| form.strip_prefix("kota ")).unwrap_or(form);
        let seat = same(core, bare) || core == "kota";
        let seats = [format!("{bare} kota"), format!("kota {bare}"), "kota".to_owned(), bare.to_owned()];
        named(form).or_else(|| named(core)).or_else(|| seats.iter().filter(|_| seat).find_map(|name| named(name)))
    })
}

/// The village in the district that another part names, or the district.
fn village(list: &List, district: Id, parts: &[Part], used: usize, postcode: u32) -> Id {
    let villages = |part: &Part| -> Vec<Id> {
        let named = |id: &Id| part.forms.iter().any(|form| same(list.key(*id), form));
        list.within(Some(district), Level::Village).filter(named).collect()
    };
    let others = parts.iter().enumerate().rev().filter(|(i, p)| *i != used && p.may_be(Level::Village));
    others
        .filter_map(|(_, part)| {
            let found = villages(part);
            let by_code = unique(found.iter().copied().filter(|id| list.has_postcode(*id, postcode)));
            by_code.or_else(|| unique(found.iter().copied()))
        })
        .next()
        .unwrap_or(district)
}

fn unique(mut ids: impl Iterator<Item = Id>) -> Option<Id> {
    let first = ids.next()?;
    ids.next().is_none().then_some(first)
}

/// One letter more, less or other, but not the first, and not a number's (`Belitang II`, `Belitang III`).
fn near(a: &str, b: &str) -> bool {
    let (a, b) = (names::normal(a), names::normal(b));
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().min(b.len()) < MIN_NEAR || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[head..], &b[head..]);
    let one_off = match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => rest_a.get(1..) == rest_b.get(1..),
        std::cmp::Ordering::Less => Some(rest_a) == rest_b.get(1..),
        std::cmp::Ordering::Greater => rest_a.get(1..) == Some(rest_b),
    };
    let numbered = |key: &[u8]| key.len() - key.iter().rev().take_while(|b| b"ivx0123456789".contains(b)).count();
    head > 0 && one_off && a[..numbered(a)] != b[..numbered(b)]
}
