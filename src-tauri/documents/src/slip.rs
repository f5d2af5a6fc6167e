//! The packing slip of one parcel, on A4, A5 or A6.
//!
//! Invariant: a slip is whole without any other sheet: each of its pages has the order's number and code and says which
//! page of how many it is. The buyer's note stands above the goods and is never cut.

mod head;

use runut_core::sheets::{PackingSlip, SlipSize};

use crate::flow::{Flow, Paper};
use crate::fonts::Fonts;
use crate::goods::{Goods, GoodsStyle};
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pick_list::draw_foot;
use crate::table::{Cell, Entry, Frame, Line, Row};
use crate::text::{Style, bold, cut, extra, medium, shrink, width, wrap, wrap_to};
use crate::words;

/// Measures of a slip on one size of paper, in mm and points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) paper: Paper,
    /// White between the parts.
    pub(crate) gap: f64,
    pub(crate) number: f64,
    pub(crate) title: f64,
    /// Labels and codes.
    pub(crate) small: f64,
    /// Recipient, courier and deadline.
    pub(crate) fact: f64,
    pub(crate) plain: f64,
    /// Shares of the three facts in the width.
    pub(crate) shares: [f64; 3],
    pub(crate) code_height: f64,
    /// Printer dots a module at most.
    pub(crate) dots: usize,
    note: f64,
    goods: GoodsStyle,
    place: f64,
    place_most: f64,
    quantity: f64,
    total: f64,
    box_side: f64,
    tally: f64,
    pad: f64,
    /// White above the lines to sign on.
    sign: f64,
}

const A4: Look = Look {
    paper: Paper { width: 210.0, height: 297.0, top: 12.0, side: 12.0, bottom: 10.0, foot: 7.0 },
    gap: 5.0,
    number: 36.0,
    title: 10.0,
    small: 8.0,
    fact: 14.0,
    plain: 10.0,
    shares: [1.5, 1.0, 1.0],
    code_height: 14.0,
    dots: 4,
    note: 15.0,
    goods: GoodsStyle { product: medium(12.0), variant: bold(13.0), sku: 8.0 },
    place: 13.0,
    place_most: 28.0,
    quantity: 22.0,
    total: 12.0,
    box_side: 5.0,
    tally: 40.0,
    pad: 2.4,
    sign: 11.0,
};

const A5: Look = Look {
    paper: Paper { width: 148.0, height: 210.0, top: 10.0, side: 10.0, bottom: 8.0, foot: 7.0 },
    gap: 4.0,
    number: 30.0,
    title: 9.0,
    small: 7.5,
    fact: 12.0,
    plain: 9.0,
    shares: [1.5, 1.0, 1.0],
    code_height: 12.0,
    dots: 4,
    note: 13.0,
    goods: GoodsStyle { product: medium(11.0), variant: bold(12.0), sku: 7.5 },
    place: 12.0,
    place_most: 22.0,
    quantity: 20.0,
    total: 11.0,
    box_side: 4.5,
    tally: 26.0,
    pad: 2.2,
    sign: 11.0,
};

const A6: Look = Look {
    paper: Paper { width: 105.0, height: 148.0, top: 6.0, side: 6.0, bottom: 5.0, foot: 4.5 },
    gap: 2.5,
    number: 24.0,
    title: 8.0,
    small: 7.0,
    fact: 10.0,
    plain: 8.0,
    shares: [1.15, 1.0, 1.1],
    code_height: 9.5,
    dots: 3,
    note: 11.0,
    goods: GoodsStyle { product: medium(9.5), variant: bold(10.0), sku: 7.0 },
    place: 10.0,
    place_most: 16.0,
    quantity: 16.0,
    total: 9.5,
    box_side: 4.0,
    tally: 15.0,
    pad: 1.3,
    sign: 7.0,
};

impl Look {
    /// The measures for this paper.
    pub(crate) fn of(size: SlipSize) -> &'static Self {
        match size {
            SlipSize::A4 => &A4,
            SlipSize::A5 => &A5,
            SlipSize::A6 => &A6,
        }
    }

    /// The style of the buyer's note.
    pub(crate) fn note(&self) -> Style {
        bold(self.note)
    }

    /// The style of variants.
    #[cfg(test)]
    pub(crate) fn variant(&self) -> Style {
        self.goods.variant
    }

    fn column_heads_height(&self) -> f64 {
        self.gap + bold(self.small).em() * 1.3 + 1.5
    }

    fn total_height(&self) -> f64 {
        2.0 * self.pad + extra(self.quantity).em()
    }

    fn signature_height(&self) -> f64 {
        self.sign + 1.0 + medium(self.small).em() * 1.3
    }
}

/// One line, made legible.
struct Packed {
    place: String,
    goods: Goods,
    quantity: String,
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Columns {
    place: f64,
    place_width: f64,
    goods: f64,
    goods_width: f64,
    tally: f64,
    tally_width: f64,
    quantity_width: f64,
}

/// The sheets of one slip.
pub(crate) fn pages(fonts: &Fonts, slip: &PackingSlip, size: SlipSize) -> Vec<Page> {
    let look = Look::of(size);
    let head = |page: &mut Page, first: bool| head::draw(page, fonts, look, slip, first);
    let mut flow = Flow::new(fonts, look.paper, &head);
    draw_note(&mut flow, look, &slip.note);
    draw_goods(&mut flow, look, slip);
    draw_signatures(&mut flow, look);
    let shop = if slip.dropship { String::new() } else { legible::line(fonts, &slip.imprint.shop) };
    let foot = words::printed_at(&shop, &words::short_moment(slip.imprint.at, slip.imprint.zone));
    let mut pages = flow.finish();
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, look.paper, medium(look.small), [&foot, &words::page(i + 1, count)]);
    }
    pages
}

fn draw_note(flow: &mut Flow<'_>, look: &Look, note: &str) {
    let fonts = flow.fonts;
    let style = look.note();
    let label = |text: String| Line::new(text, medium(look.small), 1.3);
    let frame = Frame {
        thick: 0.7,
        pad_x: look.gap * 0.6 + 0.5,
        pad_y: look.gap * 0.4 + 0.4,
        gap: look.gap,
        title: [label(words::BUYERS_NOTE.to_owned()), label(words::continued(words::BUYERS_NOTE))],
    };
    let max = look.paper.inner() - 2.0 * (frame.thick + frame.pad_x);
    let lines = legible::paragraphs(fonts, note).into_iter().flat_map(|text| wrap(fonts, &text, style, max));
    let entry = |text| Entry { label: None, indent: 0.0, line: Line::new(text, style, 1.25), gap: 0.0 };
    frame.place(flow, &lines.map(entry).collect::<Vec<_>>());
}

fn columns(fonts: &Fonts, look: &Look, rows: &[Packed]) -> Columns {
    let widest = |wide: &dyn Fn(&Packed) -> f64| rows.iter().map(wide).fold(0.0, f64::max);
    let (left, right) = (look.paper.side, look.paper.right());
    let place = left + look.box_side + 2.0;
    let place_width = widest(&|row| width(fonts, &row.place, bold(look.place))).clamp(7.0, look.place_most);
    let number = |text: &str| width(fonts, text, extra(look.quantity));
    let quantity_width = widest(&|row| number(&row.quantity))
        .clamp(width(fonts, words::QUANTITY, bold(look.small)), look.paper.inner() * 0.38);
    let goods = place + place_width + (look.gap * 0.6).max(2.0);
    let rest = right - quantity_width - 3.0 - goods;
    // where numbers or places take too much, the goods' names need the room more than the tally does
    let tally_width = if rest - look.tally - 3.0 >= look.paper.inner() * 0.3 { look.tally } else { 0.0 };
    let tally = right - quantity_width - 3.0 - tally_width;
    let goods_width = if tally_width > 0.0 { tally - 3.0 - goods } else { rest };
    Columns { place, place_width, goods, goods_width, tally, tally_width, quantity_width }
}

fn draw_column_heads(flow: &mut Flow<'_>, look: &Look, at: Columns) {
    let fonts = flow.fonts;
    let style = bold(look.small);
    let lead = style.em() * 1.3;
    let page = &mut flow.page;
    let top = flow.y + look.gap;
    page.text(at.place, top, lead, words::SHELF, style);
    page.text(at.goods, top, lead, words::GOODS, style);
    if at.tally_width > 0.0 {
        page.text(at.tally, top, lead, words::TALLY, style);
    }
    page.text_right(fonts, look.paper.right(), top, lead, words::QUANTITY, style);
    page.rule(look.paper.side, top + lead + 1.0, look.paper.inner(), 0.5);
    flow.y += look.column_heads_height();
}

fn draw_goods(flow: &mut Flow<'_>, look: &Look, slip: &PackingSlip) {
    let fonts = flow.fonts;
    let clean = |text: &str| legible::line(fonts, text);
    let packed = |line: &runut_core::sheets::SlipLine| Packed {
        place: clean(&line.shelf),
        goods: Goods { product: clean(&line.product), variant: clean(&line.variant), sku: clean(&line.sku) },
        quantity: words::number(i128::from(line.quantity)),
    };
    let rows: Vec<Packed> = slip.lines.iter().map(packed).collect();
    let sum = words::number(slip.lines.iter().map(|line| i128::from(line.quantity)).sum());
    let at = columns(fonts, look, &rows);
    let furnish = |page: &mut Page, top: f64, tall: f64, first: bool| {
        let (middle, side) = (top + tall / 2.0, look.box_side);
        page.rule(look.paper.side, top + tall - HAIRLINE, look.paper.inner(), HAIRLINE);
        if first {
            page.frame(look.paper.side, middle - side / 2.0, side, side, 0.4);
        }
        if first && at.tally_width > 0.0 {
            page.rule(at.tally, (middle + 3.6).min(top + tall - 1.6), at.tally_width, HAIRLINE);
        }
    };
    let again = |flow: &mut Flow<'_>| draw_column_heads(flow, look, at);
    let end = look.total_height() + look.gap + look.signature_height();
    let last = rows.len().saturating_sub(1);
    for (i, packed) in rows.iter().enumerate() {
        let row = Row {
            cells: cells(fonts, look, packed, at),
            pad: look.pad,
            least: 0.0,
            after: if i == last { end } else { 0.0 },
            furnish: &furnish,
            again: &again,
            again_takes: look.column_heads_height(),
        };
        if i == 0 {
            flow.need(look.column_heads_height() + row.wants(flow));
            draw_column_heads(flow, look, at);
        }
        row.place(flow);
    }
    flow.need(end);
    draw_total(flow, look, at, rows.len(), &sum);
}

fn cells(fonts: &Fonts, look: &Look, row: &Packed, at: Columns) -> Vec<Cell> {
    let place = shrink(fonts, &row.place, bold(look.place), at.place_width);
    let place_lines = wrap_to(fonts, &row.place, place, at.place_width, 3);
    let quantity = shrink(fonts, &row.quantity, extra(look.quantity), at.quantity_width);
    vec![
        Cell { x: at.place, right: false, lines: place_lines.into_iter().map(|t| Line::new(t, place, 1.15)).collect() },
        Cell { x: at.goods, right: false, lines: row.goods.lines(fonts, &look.goods, at.goods_width) },
        Cell { x: look.paper.right(), right: true, lines: vec![Line::new(row.quantity.clone(), quantity, 1.0)] },
    ]
}

fn draw_total(flow: &mut Flow<'_>, look: &Look, at: Columns, kinds: usize, sum: &str) {
    let fonts = flow.fonts;
    let (x, wide, tall) = (look.paper.side, look.paper.inner(), look.total_height());
    let top = flow.y;
    let style = shrink(fonts, sum, extra(look.quantity), wide / 2.0);
    flow.page.rule(x, top - HAIRLINE, wide, 0.5);
    flow.page.text(at.place, top, tall, &words::kinds(kinds), bold(look.total));
    flow.page.text_right(fonts, look.paper.right(), top, tall, sum, style);
    flow.page.rule(x, top + tall, wide, HAIRLINE);
    flow.page.rule(x, top + tall + 0.6, wide, HAIRLINE);
    flow.y = top + tall + 1.0;
}

fn draw_signatures(flow: &mut Flow<'_>, look: &Look) {
    const BETWEEN: f64 = 6.0;
    let style = medium(look.small);
    let wide = (look.paper.inner() - 2.0 * BETWEEN) / 3.0;
    let lead = style.em() * 1.3;
    let y = look.paper.floor() - lead - 1.0;
    for (i, word) in words::SIGNATURES.iter().enumerate() {
        let x = look.paper.side + i as f64 * (wide + BETWEEN);
        flow.page.rule(x, y, wide, HAIRLINE);
        flow.page.text(x, y + 1.0, lead, &cut(flow.fonts, word, style, wide), style);
    }
}

/// The style of labels.
pub(crate) fn label(look: &Look) -> Style {
    medium(look.small)
}
