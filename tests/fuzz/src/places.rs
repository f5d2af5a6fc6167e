//! Places from free text: every answer is a place of the list.

use std::collections::HashSet;

use runut_intake::regions::{Region, resolve, resolve_address, search};

const LIMIT: usize = 5;

pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = search(&text, LIMIT);
    assert_eq!(found, search(&text, LIMIT), "the same text");
    assert!(found.len() <= LIMIT);
    found.iter().for_each(listed);
    let mut seen = HashSet::new();
    assert!(found.iter().all(|r| seen.insert(format!("{r:?}"))), "twice: {found:?}");
    let mut fields = text.split('\n');
    let mut field = || fields.next().unwrap_or_default();
    let named = resolve(field(), field(), field(), field());
    let written = resolve_address(&text);
    named.iter().chain(&written).for_each(listed);
}

/// Its official names mean the place itself, and nothing lies below a gap.
fn listed(place: &Region) {
    let Region { village, district, regency, province, postcode } = place;
    let names = [province, regency, district, village];
    assert!(!province.is_empty() && names.is_sorted_by_key(|name| name.is_empty()), "{place:?}");
    assert!(postcode.is_empty() || postcode.len() == 5 && postcode.bytes().all(|b| b.is_ascii_digit()), "{place:?}");
    let again = resolve(province, regency, district, village);
    let same = again.as_ref().is_some_and(|r| (&r.province, &r.regency) == (province, regency));
    assert!(same, "{place:?} is taken for {again:?}");
}
