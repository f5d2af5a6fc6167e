//! The count sheet: what is to be counted, by shelf, on A4.
//!
//! Invariant: the count is blind: nothing on the sheet says how many the book believes to be there. Every variant is on
//! it once, with a box to write into.

use runut_core::sheets::{CountRow, CountSheet};

use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::goods::Goods;
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pick_list::{A4, FOOT, GOODS, HEAD, HEADING, PLACE, draw_foot, draw_heading, draw_title};
use crate::signing;
use crate::table::{Cell, Line, Row};
use crate::text::{medium, shrink, width, wrap_to};
use crate::words;

const GAP: f64 = 3.0;
/// The box to write into.
const BOX: [f64; 2] = [26.0, 8.0];
const BARCODE_WIDE: f64 = 34.0;
const BOX_X: f64 = 210.0 - A4.side - BOX[0];
const BARCODE_X: f64 = BOX_X - GAP - BARCODE_WIDE;

/// The sheets of a count.
pub(crate) fn pages(fonts: &Fonts, sheet: &CountSheet) -> Vec<Page> {
    let places = sheet.shelves.iter().flat_map(|shelf| &shelf.rows);
    let place_width =
        places.map(|row| width(fonts, &legible::line(fonts, &row.shelf), PLACE)).fold(0.0, f64::max).clamp(9.0, 30.0);
    let goods_x = A4.side + place_width + GAP;
    let head = |page: &mut Page, _first: bool| draw_head(page, fonts, sheet, goods_x);
    let mut flow = Flow::new(fonts, A4, &head);
    let furnish = |page: &mut Page, top: f64, tall: f64, first: bool| {
        page.rule(A4.side, top + tall - HAIRLINE, A4.inner(), HAIRLINE);
        if first {
            page.frame(BOX_X, top + (tall - BOX[1]) / 2.0, BOX[0], BOX[1], 0.4);
        }
    };
    let shelves: Vec<_> = sheet.shelves.iter().filter(|shelf| !shelf.rows.is_empty()).collect();
    for (i, shelf) in shelves.iter().enumerate() {
        let (name, kinds) = (words::shelf(&legible::line(fonts, &shelf.name)), words::kinds(shelf.rows.len()));
        let again = |flow: &mut Flow<'_>| draw_heading(flow, &words::continued(&name), &kinds);
        for (n, row) in shelf.rows.iter().enumerate() {
            let ends = i + 1 == shelves.len() && n + 1 == shelf.rows.len();
            let after = if ends { signing::TAKES } else { 0.0 };
            let cells = cells(fonts, row, place_width, goods_x);
            let row = Row {
                cells,
                pad: 1.15,
                least: BOX[1] + 2.4,
                after,
                furnish: &furnish,
                again: &again,
                again_takes: HEADING,
            };
            if n == 0 {
                flow.need(HEADING + row.wants(&flow));
                draw_heading(&mut flow, &name, &kinds);
            }
            row.place(&mut flow);
        }
    }
    if shelves.is_empty() {
        flow.page.text(A4.side, flow.y + GAP, 6.0, words::NOTHING_TO_COUNT, medium(10.5));
        flow.y += GAP + 6.0;
    }
    flow.need(signing::TAKES);
    signing::draw(&mut flow, words::COUNTED_BY);
    let clean = |text: &str| legible::line(fonts, text);
    let foot = words::printed_by(&clean(&sheet.imprint.person), &clean(&sheet.imprint.shop));
    let mut pages = flow.finish();
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, A4, FOOT, [&foot, &words::page(i + 1, count)]);
    }
    pages
}

fn draw_head(page: &mut Page, fonts: &Fonts, sheet: &CountSheet, goods_x: f64) -> f64 {
    let count = words::count(sheet.count, &legible::line(fonts, &sheet.name));
    let moment = words::sorted_by_shelf(&words::long_moment(sheet.started_at, sheet.imprint.zone));
    let kinds = words::kinds(sheet.shelves.iter().map(|shelf| shelf.rows.len()).sum());
    let y = draw_title(page, fonts, words::COUNT_SHEET, &moment, [&count, &kinds]);
    let (top, lead) = (y + 1.4, 3.4);
    page.text(A4.side, top, lead, words::SHELF, HEAD);
    page.text(goods_x, top, lead, words::GOODS, HEAD);
    page.text(BARCODE_X, top, lead, words::BARCODE, HEAD);
    page.text(BOX_X, top, lead, words::COUNTED, HEAD);
    top + lead + 1.0
}

fn cells(fonts: &Fonts, row: &CountRow, place_width: f64, goods_x: f64) -> Vec<Cell> {
    let clean = |text: &str| legible::line(fonts, text);
    let place = clean(&row.shelf);
    let style = shrink(fonts, &place, PLACE, place_width);
    let place = wrap_to(fonts, &place, style, place_width, 3);
    let goods = Goods { product: clean(&row.product), variant: clean(&row.variant), sku: clean(&row.sku) };
    let barcode = clean(&row.barcode);
    let small = shrink(fonts, &barcode, medium(9.0), BARCODE_WIDE);
    let barcode = wrap_to(fonts, &barcode, small, BARCODE_WIDE, 3);
    let left = |x: f64, lines: Vec<Line>| Cell { x, right: false, lines };
    vec![
        left(A4.side, place.into_iter().map(|text| Line::new(text, style, 1.1)).collect()),
        left(goods_x, goods.lines(fonts, &GOODS, BARCODE_X - GAP - goods_x)),
        left(BARCODE_X, barcode.into_iter().map(|text| Line::new(text, small, 1.2)).collect()),
    ]
}
