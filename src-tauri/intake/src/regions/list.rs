//! The list in memory: a tree laid flat, every region followed by its parts.

use std::io::Read;
use std::ops::Range;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;
use runut_core::fold;

use super::Region;
use super::level::Level;
use super::names::{self, Alias};

/// Format: `assets/regions/README.md`.
const PACKED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/regions/regions.z"));
/// Several times what the list needs.
const MOST_BYTES: u64 = 8 << 20;

/// Where a region stands in the list.
pub(super) type Id = usize;

pub(super) struct Place {
    pub level: Level,
    /// 0 if there is none.
    pub postcode: u32,
    /// The region that this one is a part of; a province is its own.
    parent: u32,
    /// Behind its last part.
    end: u32,
    name: Range<u32>,
    key: Range<u32>,
    /// Where the key's name begins, behind `kabupaten` or `kota`.
    bare: u16,
}

#[derive(Default)]
pub(super) struct List {
    text: String,
    keys: String,
    places: Vec<Place>,
    /// Further names by region, in the list's order, folded.
    aliases: Vec<(Id, &'static str)>,
}

/// The list, unpacked at the first call.
pub(super) fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    // The bytes are part of the program and a test unpacks them: a build that can't has no list rather than no window.
    LIST.get_or_init(|| unpack(PACKED).unwrap_or_default())
}

/// `None` if the bytes are not in the format.
pub(super) fn unpack(packed: &[u8]) -> Option<List> {
    let mut text = String::new();
    ZlibDecoder::new(packed).take(MOST_BYTES).read_to_string(&mut text).ok()?;
    let mut list = List { keys: String::with_capacity(text.len()), ..List::default() };
    let mut open: Vec<u32> = Vec::with_capacity(4);
    let mut postcode = 0;
    let mut start = 0;
    for line in text.split_terminator('\n') {
        let level = Level::of_digit(*line.as_bytes().first()?)?;
        let (name, code) = line.get(1..)?.split_once('\t').unwrap_or((line.get(1..)?, ""));
        if !code.is_empty() {
            postcode = code.parse().ok()?;
        }
        let id = u32::try_from(list.places.len()).ok()?;
        if level as usize > open.len() {
            return None;
        }
        for closed in open.drain(level as usize..) {
            list.places.get_mut(closed as usize)?.end = id;
        }
        let key_start = u32::try_from(list.keys.len()).ok()?;
        let key = fold(name);
        list.keys.push_str(&key);
        let name_start = start + 1;
        list.places.push(Place {
            level,
            postcode: if level == Level::Village { postcode } else { 0 },
            parent: open.last().copied().unwrap_or(id),
            end: id + 1,
            name: name_start..name_start + u32::try_from(name.len()).ok()?,
            key: key_start..u32::try_from(list.keys.len()).ok()?,
            bare: if level == Level::Regency { u16::try_from(names::bare_at(&key)).ok()? } else { 0 },
        });
        open.push(id);
        start += u32::try_from(line.len() + 1).ok()?;
    }
    let end = u32::try_from(list.places.len()).ok()?;
    for closed in open {
        list.places.get_mut(closed as usize)?.end = end;
    }
    list.text = text;
    list.share_postcodes();
    list.find_aliases();
    Some(list)
}

impl List {
    /// A district has a postcode if all its villages have the same.
    fn share_postcodes(&mut self) {
        for id in 0..self.places.len() {
            if self.places[id].level == Level::District {
                let villages = &self.places[id + 1..self.end(id)];
                let first = villages.first().map_or(0, |v| v.postcode);
                if villages.iter().all(|v| v.postcode == first) {
                    self.places[id].postcode = first;
                }
            }
        }
    }

    fn find_aliases(&mut self) {
        for id in (0..self.places.len()).filter(|id| self.places[*id].level <= Level::Regency) {
            for Alias { official, other } in names::ALIASES {
                if *official == self.key(id) {
                    self.aliases.push((id, other));
                }
            }
        }
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    pub(super) fn aliases(&self) -> &[(Id, &'static str)] {
        &self.aliases
    }

    pub(super) fn aliases_of(&self, id: Id) -> impl Iterator<Item = &'static str> {
        self.aliases.iter().filter(move |(of, _)| *of == id).map(|(_, alias)| *alias)
    }

    pub(super) fn level(&self, id: Id) -> Level {
        self.places[id].level
    }

    pub(super) fn end(&self, id: Id) -> Id {
        self.places[id].end as usize
    }

    /// How many regions it is made of.
    pub(super) fn size(&self, id: Id) -> usize {
        self.end(id) - id
    }

    pub(super) fn name(&self, id: Id) -> &str {
        let name = &self.places[id].name;
        &self.text[name.start as usize..name.end as usize]
    }

    /// The folded name.
    pub(super) fn key(&self, id: Id) -> &str {
        let key = &self.places[id].key;
        &self.keys[key.start as usize..key.end as usize]
    }

    /// The folded name without `kabupaten` or `kota` of a regency.
    pub(super) fn bare_key(&self, id: Id) -> &str {
        &self.key(id)[self.bare(id)..]
    }

    pub(super) fn bare(&self, id: Id) -> usize {
        usize::from(self.places[id].bare)
    }

    /// The region itself or the one above it at that level.
    pub(super) fn up(&self, id: Id, level: Level) -> Id {
        let mut id = id;
        while self.places[id].level > level {
            id = self.places[id].parent as usize;
        }
        id
    }

    /// The regions of that level within one (`None`: everywhere).
    pub(super) fn within(&self, id: Option<Id>, level: Level) -> impl Iterator<Item = Id> + '_ {
        let (mut next, end) = id.map_or((0, self.places.len()), |id| (id + 1, self.end(id)));
        std::iter::from_fn(move || {
            while next < end {
                let id = next;
                let at = self.places[id].level;
                next = if at >= level { self.end(id) } else { id + 1 };
                if at == level {
                    return Some(id);
                }
            }
            None
        })
    }

    /// The provinces.
    pub(super) fn provinces(&self) -> impl Iterator<Item = Id> + '_ {
        self.within(None, Level::Province)
    }

    /// Whether a village of the region has that postcode.
    pub(super) fn has_postcode(&self, id: Id, postcode: u32) -> bool {
        postcode > 0 && self.places[id..self.end(id)].iter().any(|p| p.postcode == postcode)
    }

    /// The region with those above it.
    pub(super) fn region(&self, id: Id) -> Region {
        let level = self.level(id);
        let named = |of: Level| if of <= level { self.name(self.up(id, of)).to_owned() } else { String::new() };
        let postcode = self.places[id].postcode;
        Region {
            village: named(Level::Village),
            district: named(Level::District),
            regency: named(Level::Regency),
            province: named(Level::Province),
            postcode: if postcode > 0 { format!("{postcode:05}") } else { String::new() },
        }
    }
}
