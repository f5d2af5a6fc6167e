//! Pages to the bytes of a PDF: the only module that knows printpdf.
//!
//! Invariant: the same pages give the same bytes. printpdf counts up its random numbers within a process, so the ids
//! of the file are written over with a hash of its content.

use std::collections::BTreeSet;

use printpdf::date::OffsetDateTime;
use printpdf::{
    Color, FontId, Greyscale, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Pt, Rect, TextItem, TextMatrix,
};
use runut_core::Instant;

use crate::DocumentError;
use crate::fonts::{Face, Fonts, MM_PER_PT};
use crate::page::{Mark, Page};
use crate::text::Style;

/// The pages as a PDF made at `at`.
pub(crate) fn write(fonts: &Fonts, pages: &[Page], title: &str, at: Instant) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = save(&document(fonts, pages, title, at)?);
    settle_ids(&mut bytes);
    Ok(bytes)
}

/// A document as printpdf takes it, whatever went before: the floor that `make bench` holds ours against.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Bare(PdfDocument);

impl Bare {
    /// What [`write`] hands to printpdf for the same pages.
    pub(crate) fn new(fonts: &Fonts, pages: &[Page], title: &str, at: Instant) -> Result<Self, DocumentError> {
        document(fonts, pages, title, at).map(Self)
    }

    /// The bytes that printpdf alone makes of it.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        save(&self.0)
    }
}

fn document(fonts: &Fonts, pages: &[Page], title: &str, at: Instant) -> Result<PdfDocument, DocumentError> {
    let mut document = PdfDocument::new(title);
    let made = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1000).clamp(0, 253_402_214_400));
    let info = &mut document.metadata.info;
    if let Ok(made) = made {
        (info.creation_date, info.modification_date, info.metadata_date) = (made, made, made);
    }
    "Runut".clone_into(&mut info.creator);
    "Runut".clone_into(&mut info.producer);
    title.clone_into(&mut info.identifier);
    let mut drawn = Drawn::default();
    document.pages = pages.iter().map(|page| sheet(fonts, page, &mut drawn)).collect();
    for (face, chars) in drawn.chars() {
        document.resources.fonts.map.insert(font_id(face), embedded(fonts, face, &chars)?);
    }
    Ok(document)
}

fn save(document: &PdfDocument) -> Vec<u8> {
    let options = PdfSaveOptions { subset_fonts: false, image_optimization: None, ..PdfSaveOptions::default() };
    document.save(&options, &mut Vec::new())
}

fn font_id(face: Face) -> FontId {
    FontId(format!("R{}", face as u8))
}

/// Which characters each face has drawn: a mark for each code point.
#[derive(Default)]
struct Drawn([Vec<bool>; Face::ALL.len()]);

impl Drawn {
    fn note(&mut self, face: Face, c: char) {
        let codes = &mut self.0[face as usize];
        if codes.len() <= c as usize {
            codes.resize(c as usize + 1, false);
        }
        codes[c as usize] = true;
    }

    /// The faces that have drawn something, each with its characters.
    fn chars(&self) -> impl Iterator<Item = (Face, BTreeSet<char>)> {
        let marked = |codes: &Vec<bool>| -> BTreeSet<char> {
            let drawn = (0u32..).zip(codes).filter(|(_, drawn)| **drawn);
            drawn.filter_map(|(code, _)| char::from_u32(code)).collect()
        };
        Face::ALL.into_iter().zip(self.0.iter().map(marked)).filter(|(_, chars)| !chars.is_empty())
    }
}

fn embedded(fonts: &Fonts, face: Face, chars: &BTreeSet<char>) -> Result<PdfFont, DocumentError> {
    let subset = fonts.subset(face, chars)?;
    let mut font = ParsedFont::from_bytes(&subset.bytes, 0, &mut Vec::new())
        .ok_or_else(|| DocumentError::Font { face: face.name(), why: "its subset can't be read".to_owned() })?;
    font.font_name = Some(format!("RUNUT{}+{}", char::from(b'A' + face as u8), face.name()));
    font.codepoint_to_glyph = subset.glyphs.iter().map(|(c, glyph)| (u32::from(*c), *glyph)).collect();
    Ok(PdfFont::new(font))
}

/// Millimetres as points, to a hundredth of a point, or finer where bars have to meet printer dots.
fn points(mm: f64, steps: f64) -> f32 {
    ((mm / MM_PER_PT * steps).round() / steps) as f32
}

fn sheet(fonts: &Fonts, page: &Page, drawn: &mut Drawn) -> PdfPage {
    let mut ops = vec![fill(0.0)];
    for mark in &page.marks {
        if let Mark::Rect { x, y, width, height } = mark {
            let rectangle = Rect {
                x: Pt(points(*x, 10_000.0)),
                y: Pt(points(page.height - y - height, 10_000.0)),
                width: Pt(points(*width, 10_000.0)),
                height: Pt(points(*height, 10_000.0)),
                mode: Some(PaintMode::Fill),
                winding_order: None,
            };
            ops.push(Op::DrawRectangle { rectangle });
        }
    }
    ops.push(Op::StartTextSection);
    let mut pen = Pen { fonts, drawn, ops, face: None, tracking: 0.0, white: false };
    for mark in &page.marks {
        if let Mark::Text { x, y, text, style, white } = mark {
            pen.write(*x, page.height - y, text, *style, *white);
        }
    }
    let mut ops = pen.ops;
    ops.push(Op::EndTextSection);
    PdfPage::new(Mm(page.width as f32), Mm(page.height as f32), ops)
}

fn fill(white: f32) -> Op {
    Op::SetFillColor { col: Color::Greyscale(Greyscale { percent: white, icc_profile: None }) }
}

/// Text operators; what is already set isn't set again.
struct Pen<'a> {
    fonts: &'a Fonts,
    drawn: &'a mut Drawn,
    ops: Vec<Op>,
    face: Option<(Face, f64)>,
    tracking: f64,
    white: bool,
}

impl Pen<'_> {
    fn write(&mut self, x: f64, y: f64, text: &str, style: Style, white: bool) {
        if white != self.white {
            self.ops.push(fill(if white { 1.0 } else { 0.0 }));
            self.white = white;
        }
        let tracking = style.tracking * style.size;
        if tracking != self.tracking {
            self.ops.push(Op::SetCharacterSpacing { multiplier: tracking as f32 });
            self.tracking = tracking;
        }
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(points(x, 100.0)), Pt(points(y, 100.0))) });
        let (mut items, mut run) = (Vec::new(), String::new());
        let mut before = None;
        for c in text.chars() {
            let Some(face) = self.fonts.face_of(c, style.weight) else { continue };
            self.drawn.note(face, c);
            if self.face != Some((face, style.size)) {
                self.show(&mut items, &mut run);
                let font = PdfFontHandle::External(font_id(face));
                self.ops.push(Op::SetFont { font, size: Pt(style.size as f32) });
                self.face = Some((face, style.size));
            }
            let (_, kern) = self.fonts.advance(before, c, style.weight);
            if kern != 0.0 && !run.is_empty() {
                items.push(TextItem::Text(std::mem::take(&mut run)));
                items.push(TextItem::Offset((-kern * 1000.0).round() as f32));
            }
            run.push(c);
            before = Some(c);
        }
        self.show(&mut items, &mut run);
    }

    fn show(&mut self, items: &mut Vec<TextItem>, run: &mut String) {
        if !run.is_empty() {
            items.push(TextItem::Text(std::mem::take(run)));
        }
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }
}

/// Writes a hash of the file over its two ids, which are 32 letters each: no place in the file moves.
fn settle_ids(bytes: &mut [u8]) {
    const KEY: &[u8] = b"/ID[(";
    const LETTERS: usize = 32;
    let Some(at) = bytes.windows(KEY.len()).rposition(|w| w == KEY) else { return };
    let (first, second) = (at + KEY.len(), at + KEY.len() + LETTERS + 2);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64; // FNV-1a
    for byte in bytes.iter().take(at) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let id = format!("{hash:016X}{:016X}", hash.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    for start in [first, second] {
        if let Some(place) = bytes.get_mut(start..start + LETTERS) {
            place.copy_from_slice(id.as_bytes());
        }
    }
}
