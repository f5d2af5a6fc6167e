//! A purchase order for the supplier, on A4.
//!
//! Invariant: every line is on it once with its units and its price, and the sum is that of the lines.

use runut_core::sheets::{PurchaseSheet, PurchaseSheetRow};

use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::goods::Goods;
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pick_list::{A4, FOOT, GOODS, HEAD, draw_foot, draw_title};
use crate::signing;
use crate::table::{Cell, Line, Row, draw_lines, height};
use crate::text::{Style, bold, extra, medium, shrink, wrap, wrap_to};
use crate::words;

const GAP: f64 = 3.0;
const PLAIN: Style = medium(9.5);
const SUM: Style = extra(12.0);
/// The right ends of units, price and sum; the goods stand before them.
const SUM_RIGHT: f64 = 210.0 - A4.side;
const SUM_WIDE: f64 = 32.0;
const PRICE_RIGHT: f64 = SUM_RIGHT - SUM_WIDE - GAP;
const PRICE_WIDE: f64 = 26.0;
const UNITS_RIGHT: f64 = PRICE_RIGHT - PRICE_WIDE - GAP;
const UNITS_WIDE: f64 = 18.0;
const NUMBER_WIDE: f64 = 9.0;
const GOODS_X: f64 = A4.side + NUMBER_WIDE;
const GOODS_WIDE: f64 = UNITS_RIGHT - UNITS_WIDE - GAP - GOODS_X;
/// Height of the sum.
const TOTAL: f64 = 9.0;

/// The sheets of a purchase order.
pub(crate) fn pages(fonts: &Fonts, sheet: &PurchaseSheet) -> Vec<Page> {
    let head = |page: &mut Page, first: bool| draw_head(page, fonts, sheet, first);
    let mut flow = Flow::new(fonts, A4, &head);
    let furnish = |page: &mut Page, top: f64, tall: f64, _first: bool| {
        page.rule(A4.side, top + tall - HAIRLINE, A4.inner(), HAIRLINE);
    };
    let last = sheet.rows.len().saturating_sub(1);
    for (at, row) in sheet.rows.iter().enumerate() {
        let after = if at == last { TOTAL + signing::TAKES } else { 0.0 };
        let cells = cells(fonts, at + 1, row);
        let row = Row { cells, pad: 1.1, least: 9.0, after, furnish: &furnish, again: &|_| {}, again_takes: 0.0 };
        row.place(&mut flow);
    }
    flow.need(TOTAL + signing::TAKES);
    draw_total(&mut flow, sheet);
    draw_note(&mut flow, &sheet.note);
    flow.need(signing::TAKES);
    signing::draw(&mut flow, words::ORDERED_BY);
    let clean = |text: &str| legible::line(fonts, text);
    let foot = words::printed_by(&clean(&sheet.imprint.person), &clean(&sheet.imprint.shop));
    let mut pages = flow.finish();
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, A4, FOOT, [&foot, &words::page(at + 1, count)]);
    }
    pages
}

fn worth(row: &PurchaseSheetRow) -> i128 {
    i128::from(row.price.0) * i128::from(row.quantity)
}

fn draw_head(page: &mut Page, fonts: &Fonts, sheet: &PurchaseSheet, first: bool) -> f64 {
    let clean = |text: &str| legible::line(fonts, text);
    let title = words::purchase(sheet.number, sheet.draft);
    let dated = words::business_day(sheet.day);
    let about = [clean(&sheet.address), words::phone(&clean(&sheet.phone))];
    let about = about.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let mut y = draw_title(page, fonts, &title, &dated, [&clean(&sheet.imprint.shop), &about]);
    if first {
        y = draw_parties(page, fonts, sheet, y + GAP);
    }
    let (top, lead) = (y + 1.4, 3.4);
    page.text(GOODS_X, top, lead, words::GOODS, HEAD);
    page.text_right(fonts, UNITS_RIGHT, top, lead, words::QUANTITY, HEAD);
    page.text_right(fonts, PRICE_RIGHT, top, lead, words::PRICE, HEAD);
    page.text_right(fonts, SUM_RIGHT, top, lead, words::AMOUNT, HEAD);
    page.rule(A4.side, top + lead + 0.5, A4.inner(), 0.5);
    top + lead + 1.0
}

/// To whom it goes, and when the goods should come.
fn draw_parties(page: &mut Page, fonts: &Fonts, sheet: &PurchaseSheet, top: f64) -> f64 {
    let wide = A4.inner() * 0.6;
    let [name, address, phone] = sheet.supplier.each_ref().map(|text| legible::line(fonts, text));
    let mut lines = vec![Line::new(words::TO, HEAD, 1.4)];
    lines.extend(wrap_to(fonts, &name, bold(11.0), wide, 2).into_iter().map(|text| Line::new(text, bold(11.0), 1.25)));
    for text in [address, words::phone(&phone)].into_iter().filter(|text| !text.is_empty()) {
        lines.extend(wrap_to(fonts, &text, PLAIN, wide, 3).into_iter().map(|text| Line::new(text, PLAIN, 1.25)));
    }
    let end = draw_lines(page, fonts, &lines, A4.side, top);
    if let Some(day) = sheet.expected {
        page.text_right(fonts, SUM_RIGHT, top, HEAD.em() * 1.4, words::EXPECTED, HEAD);
        page.text_right(fonts, SUM_RIGHT, top + HEAD.em() * 1.4, 4.6, &words::business_day(day), bold(11.0));
    }
    end + GAP
}

fn cells(fonts: &Fonts, number: usize, row: &PurchaseSheetRow) -> Vec<Cell> {
    let right = |x: f64, text: String, style: Style, room: f64| {
        let style = shrink(fonts, &text, style, room);
        let lines = wrap(fonts, &text, style, room).into_iter().map(|text| Line::new(text, style, 1.25)).collect();
        Cell { x, right: true, lines }
    };
    let left = |x: f64, lines: Vec<Line>| Cell { x, right: false, lines };
    let goods =
        Goods { product: legible::line(fonts, &row.what), variant: String::new(), sku: legible::line(fonts, &row.sku) };
    vec![
        left(A4.side, vec![Line::new(words::number(number as i128), PLAIN, 1.25)]),
        left(GOODS_X, goods.lines(fonts, &GOODS, GOODS_WIDE)),
        right(UNITS_RIGHT, words::number(i128::from(row.quantity)), bold(11.0), UNITS_WIDE),
        right(PRICE_RIGHT, words::number(i128::from(row.price.0)), PLAIN, PRICE_WIDE),
        right(SUM_RIGHT, words::number(worth(row)), bold(10.5), SUM_WIDE),
    ]
}

fn draw_total(flow: &mut Flow<'_>, sheet: &PurchaseSheet) {
    let (fonts, top) = (flow.fonts, flow.y);
    let units = sheet.rows.iter().map(|row| i128::from(row.quantity)).sum();
    let count = words::kinds_and_goods(sheet.rows.len(), units);
    let sum = format!("Rp {}", words::number(sheet.rows.iter().map(worth).sum()));
    let fit = |text: &str, room: f64| shrink(fonts, text, SUM, room);
    flow.page.text(GOODS_X, top, TOTAL - 1.0, &count, fit(&count, GOODS_WIDE));
    flow.page.text_right(fonts, SUM_RIGHT, top, TOTAL - 1.0, &sum, fit(&sum, SUM_RIGHT - UNITS_RIGHT));
    flow.page.rule(A4.side, top + TOTAL - 1.0, A4.inner(), HAIRLINE);
    flow.page.rule(A4.side, top + TOTAL - 0.4, A4.inner(), HAIRLINE);
    flow.y += TOTAL + GAP;
}

fn draw_note(flow: &mut Flow<'_>, note: &str) {
    let fonts = flow.fonts;
    for part in legible::paragraphs(fonts, note) {
        for text in wrap(fonts, &part, PLAIN, A4.inner()) {
            let line = [Line::new(text, PLAIN, 1.3)];
            flow.need(height(&line));
            flow.y = draw_lines(&mut flow.page, fonts, &line, A4.side, flow.y);
        }
    }
}
