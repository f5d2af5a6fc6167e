//! The embedded faces: which characters they have, how wide these are, and subsets for embedding.
//!
//! Invariant: a character is measured in the same face that draws it, with the same kerning, so that a measured text
//! is exactly as wide on paper. A character that no face has is neither measured nor drawn (see `legible`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use allsorts::binary::read::ReadScope;
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::cmap::Cmap;
use allsorts::tables::{FontTableProvider, HeadTable, HheaTable, HmtxTable, MaxpTable};
use allsorts::tag;

use crate::DocumentError;

/// Millimetres of one typographic point.
pub(crate) const MM_PER_PT: f64 = 25.4 / 72.0;

/// How heavy a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Medium,
    Bold,
    Extra,
}

/// One embedded face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Medium,
    Bold,
    Extra,
    Symbols,
    BoldSymbols,
}

impl Face {
    pub(crate) const ALL: [Self; 5] = [Self::Medium, Self::Bold, Self::Extra, Self::Symbols, Self::BoldSymbols];

    /// Its PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Medium => "PlusJakartaSans-Medium",
            Self::Bold => "PlusJakartaSans-Bold",
            Self::Extra => "PlusJakartaSans-ExtraBold",
            Self::Symbols => "DejaVuSans-Symbols",
            Self::BoldSymbols => "DejaVuSans-BoldSymbols",
        }
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Medium => include_bytes!("../../../assets/fonts/PlusJakartaSans-Medium.ttf"),
            Self::Bold => include_bytes!("../../../assets/fonts/PlusJakartaSans-Bold.ttf"),
            Self::Extra => include_bytes!("../../../assets/fonts/PlusJakartaSans-ExtraBold.ttf"),
            Self::Symbols => include_bytes!("../../../assets/fonts/DejaVuSans-Symbols.ttf"),
            Self::BoldSymbols => include_bytes!("../../../assets/fonts/DejaVuSans-BoldSymbols.ttf"),
        }
    }
}

/// What one face knows of its characters; lengths in em.
#[derive(Debug)]
struct Metrics {
    /// By code point; the faces have nothing beyond the basic plane.
    glyphs: Vec<Option<Glyph>>,
    /// By the left glyph: the right ones in order, each with the kerning between the two.
    kern: Vec<Vec<(u16, f64)>>,
}

#[derive(Clone, Copy, Debug)]
struct Glyph {
    id: u16,
    advance: f64,
}

/// A subset of a face: its bytes, and the glyph of each character in it.
#[derive(Debug)]
pub(crate) struct Subset {
    pub(crate) bytes: Vec<u8>,
    pub(crate) glyphs: Vec<(char, u16)>,
}

/// The faces, read once for the whole program.
#[derive(Debug)]
pub(crate) struct Fonts {
    faces: Vec<Metrics>,
}

impl Fonts {
    /// The built-in faces.
    pub(crate) fn get() -> Result<&'static Self, DocumentError> {
        static FONTS: OnceLock<Result<Fonts, DocumentError>> = OnceLock::new();
        let read = || Face::ALL.into_iter().map(metrics).collect::<Result<_, _>>().map(|faces| Self { faces });
        FONTS.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    fn glyph(&self, face: Face, c: char) -> Option<Glyph> {
        *self.faces.get(face as usize)?.glyphs.get(c as usize)?
    }

    /// Whether a face has this character.
    pub(crate) fn has(&self, c: char) -> bool {
        self.face_of(c, Weight::Medium).is_some()
    }

    /// The face that draws this character at this weight.
    pub(crate) fn face_of(&self, c: char, weight: Weight) -> Option<Face> {
        self.find(c, weight).map(|(face, _)| face)
    }

    fn find(&self, c: char, weight: Weight) -> Option<(Face, Glyph)> {
        let (own, stand_in) = match weight {
            Weight::Medium => (Face::Medium, Face::Symbols),
            Weight::Bold => (Face::Bold, Face::BoldSymbols),
            Weight::Extra => (Face::Extra, Face::BoldSymbols),
        };
        [own, stand_in].into_iter().find_map(|face| Some((face, self.glyph(face, c)?)))
    }

    /// How far the pen goes on for `c`, in em, and the kerning (mostly negative) towards the character before it.
    pub(crate) fn advance(&self, before: Option<char>, c: char, weight: Weight) -> (f64, f64) {
        let Some((face, glyph)) = self.find(c, weight) else { return (0.0, 0.0) };
        let pair = before.and_then(|b| self.find(b, weight)).filter(|(of, _)| *of == face);
        let kern = pair.and_then(|(_, left)| {
            let rights = self.faces.get(face as usize)?.kern.get(usize::from(left.id))?;
            let at = rights.binary_search_by_key(&glyph.id, |(right, _)| *right).ok()?;
            rights.get(at).map(|(_, kern)| *kern)
        });
        (glyph.advance, kern.unwrap_or(0.0))
    }

    /// The face reduced to `chars`, in the order of its glyphs.
    pub(crate) fn subset(&self, face: Face, chars: &BTreeSet<char>) -> Result<Subset, DocumentError> {
        let fail = |why: String| DocumentError::Font { face: face.name(), why };
        let old: BTreeMap<char, u16> =
            chars.iter().filter_map(|c| self.glyph(face, *c).map(|glyph| (*c, glyph.id))).collect();
        // glyph 0 must come first: whatever stands there is drawn for missing characters
        let ids: BTreeSet<u16> = std::iter::once(0).chain(old.values().copied()).collect();
        let ids: Vec<u16> = ids.into_iter().collect();
        let font = ReadScope::new(face.bytes()).read::<FontData<'_>>().map_err(|e| fail(e.to_string()))?;
        let provider = font.table_provider(0).map_err(|e| fail(e.to_string()))?;
        let bytes = subset(&provider, &ids, &SubsetProfile::Pdf, CmapTarget::Unicode)
            .map_err(|e| fail(format!("it can't be reduced to the characters in use ({e})")))?;
        let place = |id: u16| ids.iter().position(|i| *i == id).and_then(|at| u16::try_from(at).ok());
        let glyphs = old.into_iter().filter_map(|(c, id)| Some((c, place(id)?))).collect();
        Ok(Subset { bytes, glyphs })
    }
}

fn metrics(face: Face) -> Result<Metrics, DocumentError> {
    read_metrics(face.bytes()).map_err(|e| DocumentError::Font { face: face.name(), why: e.to_string() })
}

fn read_metrics(bytes: &[u8]) -> Result<Metrics, allsorts::error::ReadWriteError> {
    let font = ReadScope::new(bytes).read::<FontData<'_>>()?;
    let provider = font.table_provider(0)?;
    let em = f64::from(ReadScope::new(&provider.read_table_data(tag::HEAD)?).read::<HeadTable>()?.units_per_em.max(1));
    let count = ReadScope::new(&provider.read_table_data(tag::MAXP)?).read::<MaxpTable>()?.num_glyphs;
    let long = ReadScope::new(&provider.read_table_data(tag::HHEA)?).read::<HheaTable>()?.num_h_metrics;
    let hmtx_data = provider.read_table_data(tag::HMTX)?;
    let hmtx = ReadScope::new(&hmtx_data).read_dep::<HmtxTable<'_>>((usize::from(count), usize::from(long)))?;
    let cmap_data = provider.read_table_data(tag::CMAP)?;
    let cmap = ReadScope::new(&cmap_data).read::<Cmap<'_>>()?;
    let mut glyphs = vec![None; 0x1_0000];
    if let Some((_, table)) = read_cmap_subtable(&cmap)? {
        table.mappings_fn(|code, id| {
            let place = usize::try_from(code).ok().and_then(|code| glyphs.get_mut(code));
            if let (Some(place), Ok(advance)) = (place, hmtx.horizontal_advance(id)) {
                *place = Some(Glyph { id, advance: f64::from(advance) / em });
            }
        })?;
    }
    let kern = provider.table_data(tag::KERN)?.map_or_else(Vec::new, |table| kern_pairs(&table, em));
    Ok(Metrics { glyphs, kern })
}

/// The pairs of a `kern` table of one subtable of format 0 (what build.py writes): 18 bytes of heads, then left glyph,
/// right glyph and value, two bytes each.
fn kern_pairs(table: &[u8], em: f64) -> Vec<Vec<(u16, f64)>> {
    let mut out: Vec<Vec<(u16, f64)>> = Vec::new();
    for pair in table.get(18..).unwrap_or_default().chunks_exact(6) {
        let [a, b, c, d, e, f] = *pair else { continue };
        let left = usize::from(u16::from_be_bytes([a, b]));
        if out.len() <= left {
            out.resize_with(left + 1, Vec::new);
        }
        out[left].push((u16::from_be_bytes([c, d]), f64::from(i16::from_be_bytes([e, f])) / em));
    }
    for rights in &mut out {
        rights.sort_by_key(|(right, _)| *right);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_equally_wide_and_letters_kern() {
        let fonts = Fonts::get().unwrap();
        for weight in [Weight::Medium, Weight::Bold, Weight::Extra] {
            for c in '0'..='9' {
                assert_eq!(fonts.advance(None, c, weight), (0.6, 0.0), "{c} at {weight:?}");
            }
            assert!(fonts.advance(Some('T'), 'a', weight).1 < -0.02, "no kerning at {weight:?}");
        }
    }

    #[test]
    fn every_weight_has_the_same_characters_and_symbols_step_in() {
        let fonts = Fonts::get().unwrap();
        for c in ('\u{20}'..='\u{2FFF}').filter(|c| fonts.has(*c)) {
            for weight in [Weight::Bold, Weight::Extra] {
                assert!(fonts.face_of(c, weight).is_some(), "U+{:04X} at {weight:?}", c as u32);
            }
        }
        assert_eq!(fonts.face_of('×', Weight::Bold), Some(Face::Bold));
        assert_eq!(fonts.face_of('✓', Weight::Extra), Some(Face::BoldSymbols));
        assert_eq!(fonts.face_of('红', Weight::Medium), None);
    }

    #[test]
    fn a_subset_is_small_and_keeps_two_characters_of_one_glyph() {
        let fonts = Fonts::get().unwrap();
        let chars = "A1 \u{a0}-Zé".chars().collect();
        let subset = fonts.subset(Face::Medium, &chars).unwrap();
        assert!(subset.bytes.len() < 6_000, "{} bytes", subset.bytes.len());
        assert_eq!(subset.glyphs.len(), 7);
        assert!(subset.glyphs.iter().all(|(_, glyph)| *glyph > 0));
    }
}
