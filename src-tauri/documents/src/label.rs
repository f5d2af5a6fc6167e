//! The address label of a parcel: one page, or one piece of a roll.
//!
//! Invariant: a label is one page; recipient, phone, city and postcode are on it whatever the rest takes. Where a text is
//! too long it wraps, then the address shrinks down to 7 pt (name and phone to 9, city to 10); a roll just grows. Only
//! what still doesn't fit on a sheet then ends in an ellipsis. Black is inverted for COD and for what breaks, only.

mod codes;
mod look;

use runut_core::sheets::{Label, LabelSize};

use crate::fonts::Fonts;
use crate::legible;
use crate::page::{DOT, Page, baseline, whole_dots};
use crate::table::{Line, draw_lines, height};
use crate::text::{SMALLEST, Style, cut, shrink, shrink_to, width, wrap, wrap_to};
use crate::words;
pub(crate) use look::Look;

/// Rules between the parts: three dots.
const RULE: f64 = 3.0 * DOT;
/// White between what stands side by side.
const BESIDE: f64 = 4.0;
/// Line boxes of addresses are so many times as high as their text.
const LEAD: f64 = 1.27;

/// The page of one label.
pub(crate) fn page(fonts: &Fonts, label: &Label, size: LabelSize) -> Page {
    let label = clean(fonts, label);
    let set = Setter { fonts, look: Look::of(size), label: &label };
    match set.look.height {
        Some(height) => set.sheet(height),
        None => set.roll(),
    }
}

/// Whether the address stands whole on a label of this size.
pub(crate) fn holds(fonts: &Fonts, label: &Label, size: LabelSize) -> bool {
    let label = clean(fonts, label);
    let set = Setter { fonts, look: Look::of(size), label: &label };
    set.look.height.is_none_or(|height| {
        let (parts, to, _) = set.shrunk(height);
        to.height() <= set.left(height, &parts)
    })
}

/// The label in characters that the faces have.
fn clean(fonts: &Fonts, label: &Label) -> Label {
    let line = |text: &str| legible::line(fonts, text);
    Label {
        courier: line(&label.courier),
        tracking: line(&label.tracking),
        sender: line(&label.sender),
        sender_phone: words::phone(&line(&label.sender_phone)),
        sender_address: line(&label.sender_address),
        recipient: line(&label.recipient),
        phone: words::phone(&line(&label.phone)),
        address: line(&label.address),
        village: line(&label.village),
        district: line(&label.district),
        city: line(&label.city),
        province: line(&label.province),
        postcode: line(&label.postcode),
        contents: line(&label.contents),
        ..label.clone()
    }
}

/// What a label is set with; its texts are legible.
#[derive(Clone, Copy)]
pub(crate) struct Setter<'a> {
    pub(crate) fonts: &'a Fonts,
    pub(crate) look: &'a Look,
    pub(crate) label: &'a Label,
}

/// To whom: what stands above, and what stands at the foot of the part.
struct To {
    upper: Vec<Line>,
    lower: Page,
}

impl Setter<'_> {
    /// What the other parts leave for the address on a label of this height.
    fn left(self, height: f64, parts: &[Page; 3]) -> f64 {
        let room = height - 2.0 * self.look.edge;
        let rules = if parts[2].height > 0.0 { 3.0 } else { 2.0 };
        room - parts.iter().map(|p| p.height).sum::<f64>() - rules * RULE - 2.0 * self.look.pad
    }

    /// The parts of a label of this height, the contents only where there is room, and the address as small as it must be
    /// and may: at which scale.
    fn shrunk(self, height: f64) -> ([Page; 3], To, f64) {
        let mut parts = self.others(true);
        let mut to = self.to(1.0, usize::MAX);
        if to.height() > self.left(height, &parts) {
            parts = self.others(false);
        }
        let mut scale = 1.0;
        while to.height() > self.left(height, &parts) && self.look.address.size * scale > SMALLEST {
            scale -= 0.04;
            to = self.to(scale, usize::MAX);
        }
        (parts, to, scale)
    }

    /// A label of this height: the address takes what the other parts leave.
    fn sheet(self, height: f64) -> Page {
        let (parts, mut to, scale) = self.shrunk(height);
        let left = self.left(height, &parts);
        if to.height() > left {
            let bare = self.to(scale, 0);
            let lead = self.scaled(self.look.address, scale, SMALLEST).em() * LEAD;
            to = self.to(scale, ((left - bare.height()) / lead).max(0.0) as usize);
        }
        let gap = ((left - to.height()) / DOT).floor().max(0.0) * DOT;
        self.assemble(parts, to, gap, height)
    }

    /// A label as long as its content, in whole millimetres.
    fn roll(self) -> Page {
        let mut page = self.assemble(self.others(true), self.to(1.0, usize::MAX), 1.5, 0.0);
        page.height = page.marks.iter().map(crate::page::Mark::bottom).fold(0.0, f64::max);
        page.height = (page.height + self.look.edge).ceil();
        page
    }

    /// The parts above the address (one piece), below it, and at the bottom.
    fn others(self, contents: bool) -> [Page; 3] {
        let above = self.stack(vec![self.service(), codes::order(self)]);
        let mut below = vec![self.from()];
        below.extend(self.label.fragile.then(|| self.care()));
        below.extend(Some(self.contents()).filter(|part| contents && part.height > 0.0));
        [above, self.stack(below), codes::tracking(self)]
    }

    /// Parts under each other with rules between them.
    fn stack(self, parts: Vec<Page>) -> Page {
        let mut out = Page::new(self.look.width, 0.0);
        for part in parts {
            if out.height > 0.0 {
                out.rule(self.look.side, out.height, self.look.inner(), RULE);
                out.height += RULE;
            }
            let (y, tall) = (out.height, part.height);
            out.place(part, y);
            out.height += whole_dots(tall);
        }
        out
    }

    fn assemble(self, [above, below, bottom]: [Page; 3], to: To, gap: f64, tall: f64) -> Page {
        let look = self.look;
        let mut page = Page::new(look.width, tall);
        let rule = |page: &mut Page, y: f64| {
            page.rule(look.side, y, look.inner(), RULE);
            y + RULE
        };
        let mut y = look.edge + above.height;
        page.place(above, look.edge);
        y = rule(&mut page, y) + look.pad;
        draw_lines(&mut page, self.fonts, &to.upper, look.side, y);
        y += whole_dots(height(&to.upper)) + gap;
        let tall = whole_dots(to.lower.height);
        page.place(to.lower, y);
        y = rule(&mut page, y + tall + look.pad);
        let tall = below.height;
        page.place(below, y);
        y += tall;
        if bottom.height > 0.0 {
            y = rule(&mut page, y);
            page.place(bottom, y);
        }
        page
    }

    fn scaled(self, style: Style, scale: f64, least: f64) -> Style {
        style.at((style.size * scale).max(least.min(style.size)))
    }

    /// Courier and service, and what they collect.
    fn service(self) -> Page {
        let (look, fonts) = (self.look, self.fonts);
        let mut part = Page::new(look.width, 0.0);
        let amount = self.label.cod.filter(|amount| amount.0 > 0).map(words::rupiah);
        let caption =
            shrink(fonts, words::COLLECT, Style { weight: crate::fonts::Weight::Bold, ..look.small }, look.inner());
        let inset = 2.5;
        let most = if look.is_roll() { look.inner() } else { look.inner() * 0.6 };
        let style = amount.as_ref().map(|text| shrink_to(fonts, text, look.amount, most - 2.0 * inset, SMALLEST));
        let wide = match (&amount, style) {
            (Some(text), Some(style)) => {
                (width(fonts, text, style).max(width(fonts, words::COLLECT, caption)) + 2.0 * inset).min(most)
            }
            _ => 0.0,
        };
        let courier = &self.label.courier;
        let beside = !look.is_roll() || wide + BESIDE + width(fonts, courier, look.courier) <= look.inner();
        let room = if wide > 0.0 && beside { look.inner() - wide - BESIDE } else { look.inner() };
        let face = shrink_to(fonts, courier, look.courier, room, 13.0);
        let lines: Vec<Line> =
            wrap_to(fonts, courier, face, room, 2).into_iter().map(|text| Line::new(text, face, 1.1)).collect();
        let (caption_lead, amount_lead) = (caption.em() * 1.25, look.amount.em() * 1.1);
        let tall = if wide > 0.0 { caption_lead + amount_lead + 2.0 * 1.3 } else { 0.0 };
        let least = if look.is_roll() { 0.0 } else { 11.0 };
        let first = height(&lines).max(least).max(if beside { tall } else { 0.0 });
        draw_lines(&mut part, fonts, &lines, look.side, (first - height(&lines)) / 2.0);
        part.height = first;
        if let (Some(text), Some(style)) = (amount, style) {
            let (x, wide, y) = if beside {
                (look.right() - wide, wide, 0.0)
            } else {
                part.height += look.pad * 0.6 + tall;
                (look.side, look.inner(), first + look.pad * 0.6)
            };
            part.rect(x, y, wide, tall);
            let top = y + 1.3;
            part.put(x + inset, baseline(top, caption_lead, caption.size), words::COLLECT, caption, true);
            part.put(x + inset, baseline(top + caption_lead, amount_lead, style.size), &text, style, true);
        }
        part.height += look.pad;
        part
    }

    /// The recipient, their address in at most `most` lines (district and village keep theirs), and where it goes.
    fn to(self, scale: f64, most: usize) -> To {
        let (look, fonts, label) = (self.look, self.fonts, self.label);
        let max = look.inner();
        let name = self.scaled(look.name, scale, 9.0);
        let phone = self.scaled(look.phone, scale, 9.0);
        let address = self.scaled(look.address, scale, SMALLEST);
        let lines = |text: &str, style: Style, lead: f64, most: usize| -> Vec<Line> {
            wrap_to(fonts, text, style, max, most).into_iter().map(|text| Line::new(text, style, lead)).collect()
        };
        let few = if look.is_roll() { usize::MAX } else { 2 };
        let recipient = &label.recipient;
        let mut upper = vec![Line::new(words::TO, look.small, 1.3)];
        upper.extend(lines(recipient, shrink_to(fonts, recipient, name, max, (name.size * 0.65).max(9.0)), 1.15, few));
        upper.extend(lines(&label.phone, phone, 1.4, few));
        let ways = words::village_and_district(&label.village, &label.district);
        let ways = lines(&ways, address, LEAD, few.min(most));
        let street = lines(&label.address, address, LEAD, most - ways.len());
        upper.extend(street.into_iter().chain(ways));
        To { upper, lower: self.place(scale) }
    }

    /// City and postcode, and the province below.
    fn place(self, scale: f64) -> Page {
        let (look, fonts, label) = (self.look, self.fonts, self.label);
        let mut part = Page::new(look.width, 0.0);
        let style = self.scaled(look.city, scale, 10.0);
        let code = &label.postcode;
        let code_style = shrink(fonts, code, style, look.inner() * 0.5);
        let code = cut(fonts, code, code_style, look.inner() * 0.5);
        let wide = width(fonts, &code, code_style);
        let room = look.inner() - if wide > 0.0 { wide + BESIDE } else { 0.0 };
        let city = &label.city;
        let face = shrink_to(fonts, city, style, room, (style.size * 0.6).max(10.0));
        let most = if look.is_roll() { usize::MAX } else { 2 };
        let mut lines: Vec<Line> =
            wrap_to(fonts, city, face, room, most).into_iter().map(|text| Line::new(text, face, 1.1)).collect();
        let lead = style.em() * 1.1;
        if let [only] = &mut lines[..] {
            only.lead = lead;
        }
        part.height = draw_lines(&mut part, fonts, &lines, look.side, 1.0).max(1.0 + lead);
        part.text_right(fonts, look.right(), 1.0, lead, &code, code_style);
        let province = &label.province;
        if !province.is_empty() {
            let style = look.from;
            let (y, lead) = (part.height, style.em() * 1.3);
            part.text(look.side, y, lead, &cut(fonts, province, style, look.inner()), style);
            part.height += lead;
        }
        part
    }

    /// From whom, when and how heavy.
    fn from(self) -> Page {
        let (look, fonts, label) = (self.look, self.fonts, self.label);
        let mut part = Page::new(look.width, look.pad * 0.8);
        let style = look.from;
        let strong = Style { weight: crate::fonts::Weight::Bold, ..style };
        let lead = style.em() * 1.3;
        let weight = words::weight_and_goods(label.weight_g, label.units);
        let right =
            if look.is_roll() { vec![] } else { vec![words::day(label.imprint.at, label.imprint.zone), weight] };
        let taken = right.iter().map(|text| width(fonts, text, style)).fold(0.0, f64::max).min(look.inner() * 0.5);
        let room = look.inner() - if taken > 0.0 { taken + BESIDE } else { 0.0 };
        let from = format!("{} ", words::FROM);
        let name = cut(fonts, &label.sender, strong, room - width(fonts, &from, style));
        let mut lines = vec![Line { pieces: vec![(from, style), (name, strong)], lead }];
        let phone = &label.sender_phone;
        lines.extend(
            Some(cut(fonts, phone, style, room))
                .filter(|t| !t.is_empty())
                .map(|t| Line { pieces: vec![(t, style)], lead }),
        );
        let back = wrap_to(fonts, &label.sender_address, look.small, room, 2);
        lines.extend(back.into_iter().map(|text| Line::new(text, look.small, 1.3)));
        let top = part.height;
        for (i, text) in right.iter().enumerate() {
            part.text_right(fonts, look.right(), top + i as f64 * lead, lead, &cut(fonts, text, style, taken), style);
        }
        let end = draw_lines(&mut part, fonts, &lines, look.side, top);
        part.height = end.max(top + right.len() as f64 * lead) + look.pad * 0.8;
        part
    }

    /// That it breaks.
    fn care(self) -> Page {
        let (look, fonts) = (self.look, self.fonts);
        let mut part = Page::new(look.width, look.pad);
        let (top, tall) = (look.pad, look.fragile.em() * 1.2 + 2.0);
        let wide = width(fonts, words::FRAGILE, look.fragile) + 6.0;
        part.rect(look.side, top, wide, tall);
        part.put(look.side + 3.0, baseline(top, tall, look.fragile.size), words::FRAGILE, look.fragile, true);
        let under = look.right() - look.side - wide - 3.0 < 28.0;
        let x = if under { look.side } else { look.side + wide + 3.0 };
        let lines: Vec<Line> = wrap(fonts, words::WITH_CARE, look.care, look.right() - x)
            .into_iter()
            .map(|text| Line::new(text, look.care, 1.15))
            .collect();
        let below = if under { tall + 1.0 } else { (tall - height(&lines)).max(0.0) / 2.0 };
        let end = draw_lines(&mut part, fonts, &lines, x, top + below);
        part.height = end.max(top + tall) + look.pad;
        part
    }

    /// What is in it, in two lines at most.
    fn contents(self) -> Page {
        let (look, fonts) = (self.look, self.fonts);
        let text = &self.label.contents;
        if text.is_empty() {
            return Page::new(look.width, 0.0);
        }
        let mut part = Page::new(look.width, look.pad * 0.7);
        let text = format!("{}: {text}", words::CONTENTS);
        let lines: Vec<Line> = wrap_to(fonts, &text, look.small, look.inner(), 2)
            .into_iter()
            .map(|text| Line::new(text, look.small, 1.3))
            .collect();
        let top = part.height;
        part.height = draw_lines(&mut part, fonts, &lines, look.side, top) + look.pad * 0.7;
        part
    }
}

impl To {
    fn height(&self) -> f64 {
        whole_dots(height(&self.upper)) + whole_dots(self.lower.height)
    }
}
