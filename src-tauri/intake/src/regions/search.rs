//! Completion: every word of the typing begins a word of the place or of what it lies in.

use runut_core::fold;

use super::Region;
use super::level::Level;
use super::list::{Id, List, list};
use super::names;

/// Characters read; a longer text is no place that somebody types.
const MAX_CHARS: usize = 200;
/// Words read.
const MAX_WORDS: usize = 8;
/// From so many digits on a number may begin a postcode; any province has hundreds that begin with two.
const POSTCODE_DIGITS: usize = 3;

/// Places that the typing can mean, the likeliest first, at most `limit`; none for an empty text.
///
/// Words count in any order, from their beginnings, folded; each has to be found in the place's name, those above it, or
/// its postcode, and at least one in its own. `kec`, `kel`, `desa` and `prov` bind the word behind them to that level;
/// common short forms (`jaksel`, `jogja`, `kab`) and former names are known. Exact names come first, then the larger
/// places: a city before a district of that name, a district before a village.
#[must_use]
pub fn search(text: &str, limit: usize) -> Vec<Region> {
    let head: String = text.chars().take(MAX_CHARS).collect();
    let folded = fold(&head);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    let mut hits = find(list(), &words);
    // "malang kec": the next word isn't typed yet.
    if hits.is_empty() && words.pop().is_some_and(|last| names::level_of(last).is_some()) {
        hits = find(list(), &words);
    }
    if hits.len() > limit && limit > 0 {
        hits.select_nth_unstable(limit - 1);
    }
    hits.truncate(limit);
    hits.sort_unstable();
    // Of equal names the one that is written as it was typed: Caturtunggal isn't Catur Tunggal.
    hits.sort_by_key(|hit| (hit.rank, fold(list().name(hit.id)) != folded));
    hits.into_iter().map(|hit| list().region(hit.id)).collect()
}

/// One way to write what was typed, without spaces.
struct Form {
    text: String,
    /// Counts only up to the end of a word: the `i` of "Ilir Barat I" begins too many names.
    whole: bool,
}

/// One word, or two neighbours written together.
struct Needle {
    forms: Vec<Form>,
    /// The words it stands for.
    bits: u16,
    level: Option<Level>,
    /// The postcodes that it begins.
    postcodes: Option<(u32, u32)>,
}

/// Sorted by what comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    /// By level and exactness.
    rank: u8,
    /// Words that are only begun.
    begun: u32,
    /// Words that only the places above have: "bandung barat" is that regency before Bandung in Jawa Barat.
    above: u32,
    inside: bool,
    /// Negative: larger places first.
    size: i64,
    id: Id,
}

fn needles(words: &[&str]) -> Vec<Needle> {
    let mut bound: Vec<(&str, Option<Level>)> = Vec::new();
    let mut level = None;
    for (index, word) in words.iter().enumerate() {
        match names::level_of(word) {
            Some(of) if index + 1 < words.len() => level = Some(of),
            _ => bound.push((word, level.take())),
        }
    }
    bound.truncate(MAX_WORDS);
    let mut needles: Vec<Needle> =
        bound.iter().enumerate().map(|(i, (word, level))| needle(word, 1 << i, *level)).collect();
    for (i, pair) in bound.windows(2).enumerate() {
        if let [(first, level), (second, None)] = pair {
            let forms = vec![Form { text: format!("{first}{second}"), whole: false }];
            needles.push(Needle { forms, bits: 3 << i, level: *level, postcodes: None });
        }
    }
    needles
}

fn needle(word: &str, bits: u16, level: Option<Level>) -> Needle {
    let mut forms = vec![Form { text: word.to_owned(), whole: false }];
    forms.extend(names::expand(word).iter().map(|long| Form { text: (*long).to_owned(), whole: false }));
    let numerals = names::numeral(word).into_iter().flatten().filter(|form| **form != word);
    forms.extend(numerals.map(|form| Form { text: (*form).to_owned(), whole: true }));
    Needle { forms, bits, level, postcodes: postcodes(word) }
}

/// `505` is 50500 to 50599.
fn postcodes(word: &str) -> Option<(u32, u32)> {
    if !(POSTCODE_DIGITS..=5).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let unit = 10_u32.pow(u32::try_from(5 - word.len()).ok()?);
    let first = word.parse::<u32>().ok()? * unit;
    Some((first, first + unit - 1))
}

fn find(list: &List, words: &[&str]) -> Vec<Hit> {
    let needles = needles(words);
    let all = needles.iter().fold(0, |bits, n| bits | n.bits);
    let mut hits = Vec::new();
    if all == 0 {
        return hits;
    }
    let mut aliases = list.aliases().iter().peekable();
    // What the places from the province down to the present one have of the words.
    let mut path = [Found::default(); 4];
    for (id, place) in list.places().iter().enumerate() {
        let level = place.level as usize;
        let above = if level == 0 { Found::default() } else { path[level - 1] };
        let mut own = cover(list.key(id), list.bare(id), place.level, &needles);
        while let Some((_, alias)) = aliases.next_if(|(of, _)| *of == id) {
            own = own.or(cover(alias, names::bare_at(alias), place.level, &needles));
        }
        for n in needles.iter().filter(|n| n.level.is_none_or(|l| l == place.level)) {
            if n.postcodes.is_some_and(|(first, last)| (first..=last).contains(&place.postcode)) {
                own.bits |= n.bits;
                own.whole |= if n.postcodes.is_some_and(|(first, last)| first == last) { n.bits } else { 0 };
            }
        }
        let found = Found { bits: above.bits | own.bits, whole: above.whole | own.whole, ..own };
        path[level] = found;
        if own.bits != 0 && found.bits == all {
            hits.push(Hit {
                rank: 2 * place.level as u8 + if own.exact { 0 } else { 3 },
                begun: (all & !found.whole).count_ones(),
                above: (all & !own.bits).count_ones(),
                inside: !own.at_start,
                size: -i64::try_from(list.size(id)).unwrap_or(i64::MAX),
                id,
            });
        }
    }
    hits
}

/// What a name has of the words.
#[derive(Clone, Copy, Default)]
struct Found {
    /// Words that begin a word of it.
    bits: u16,
    /// Words that are wholly in it.
    whole: u16,
    /// Every word of the name was typed in full.
    exact: bool,
    at_start: bool,
}

impl Found {
    fn or(self, other: Found) -> Found {
        Found {
            bits: self.bits | other.bits,
            whole: self.whole | other.whole,
            exact: self.exact || other.exact,
            at_start: self.at_start || other.at_start,
        }
    }
}

/// `bare`: where the name begins behind its kind, which needn't be typed.
fn cover(key: &str, bare: usize, level: Level, needles: &[Needle]) -> Found {
    let mut found = Found { exact: true, ..Found::default() };
    let key = key.as_bytes();
    let mut covered = bare;
    let mut start = 0;
    while start < key.len() {
        let mut behind = start;
        for n in needles.iter().filter(|n| n.level.is_none_or(|l| l == level)) {
            for form in &n.forms {
                let Some((end, whole)) = begins(key, start, form.text.as_bytes()) else { continue };
                if form.whole && !whole {
                    continue;
                }
                found.bits |= n.bits;
                found.at_start |= start == 0 || start == bare;
                if whole {
                    found.whole |= n.bits;
                    behind = behind.max(end);
                }
            }
        }
        found.exact &= start < covered || behind > start;
        covered = covered.max(behind);
        start += key[start..].iter().position(|b| *b == b' ').map_or(key.len(), |space| space + 1);
    }
    found.exact &= found.bits != 0;
    found
}

/// Whether the key goes on with the form from there, its spaces not counted; where that ends, and if with a word.
fn begins(key: &[u8], start: usize, form: &[u8]) -> Option<(usize, bool)> {
    if key.get(start) != form.first() {
        return None;
    }
    let mut at = start;
    for byte in form {
        if key.get(at) == Some(&b' ') {
            at += 1;
        }
        if key.get(at) != Some(byte) {
            return None;
        }
        at += 1;
    }
    Some((at, key.get(at).is_none_or(|b| *b == b' ')))
}
