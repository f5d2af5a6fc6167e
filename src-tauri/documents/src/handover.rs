//! The hand-over list: which parcels a courier takes along, for them to sign, on A4.
//!
//! Invariant: every parcel is on it once with its whole tracking number; the sums are those of the parcels listed.

use runut_core::sheets::{HandoverList, HandoverRow};

use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pick_list::{A4, FOOT, HEAD, draw_foot, draw_title};
use crate::signing;
use crate::table::{Cell, Line, Row};
use crate::text::{Style, bold, extra, medium, shrink, width, wrap, wrap_to};
use crate::words;

const BOX: f64 = 4.5;
const GAP: f64 = 3.0;
const TRACKING: Style = bold(11.0);
const PLAIN: Style = medium(9.5);
const SMALL: Style = medium(8.0);
const SUM: Style = extra(12.0);
/// Where the columns stand: tracking number, order, recipient; weight and COD by their right ends.
const TRACKING_X: f64 = A4.side + BOX + GAP;
const TRACKING_WIDE: f64 = 50.0;
const ORDER_X: f64 = TRACKING_X + TRACKING_WIDE + GAP;
const ORDER_WIDE: f64 = 18.0;
const WHOM_X: f64 = ORDER_X + ORDER_WIDE + GAP;
const COD_WIDE: f64 = 27.0;
const WEIGHT_WIDE: f64 = 18.0;
const COD_RIGHT: f64 = 210.0 - A4.side;
const WEIGHT_RIGHT: f64 = COD_RIGHT - COD_WIDE - GAP;
const WHOM_WIDE: f64 = WEIGHT_RIGHT - WEIGHT_WIDE - GAP - WHOM_X;

/// The sheets of a hand-over list.
pub(crate) fn pages(fonts: &Fonts, list: &HandoverList) -> Vec<Page> {
    let head = |page: &mut Page, _first: bool| draw_head(page, fonts, list);
    let mut flow = Flow::new(fonts, A4, &head);
    let furnish = |page: &mut Page, top: f64, tall: f64, first: bool| {
        page.rule(A4.side, top + tall - HAIRLINE, A4.inner(), HAIRLINE);
        if first {
            page.frame(A4.side, top + (tall - BOX) / 2.0, BOX, BOX, 0.4);
        }
    };
    let last = list.rows.len().saturating_sub(1);
    for (i, row) in list.rows.iter().enumerate() {
        let after = if i == last { TOTAL + signing::TAKES } else { 0.0 };
        let cells = cells(fonts, row);
        let row = Row { cells, pad: 1.1, least: 9.0, after, furnish: &furnish, again: &|_| {}, again_takes: 0.0 };
        row.place(&mut flow);
    }
    if list.rows.is_empty() {
        flow.page.text(A4.side, flow.y + GAP, 6.0, words::NO_PARCELS, PLAIN);
        flow.y += GAP + 6.0;
    }
    flow.need(TOTAL + signing::TAKES);
    draw_total(&mut flow, list);
    signing::draw(&mut flow, words::HANDED_OVER);
    let clean = |text: &str| legible::line(fonts, text);
    let foot = words::printed_by(&clean(&list.imprint.person), &clean(&list.imprint.shop));
    let mut pages = flow.finish();
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, A4, FOOT, [&foot, &words::page(i + 1, count)]);
    }
    pages
}

/// Height of the sums.
const TOTAL: f64 = 9.0;

fn weight(list: &HandoverList) -> String {
    let grams = list.rows.iter().map(|row| i128::from(row.weight_g.max(0))).sum::<i128>();
    words::weight(i64::try_from(grams).unwrap_or(i64::MAX))
}

fn collected(list: &HandoverList) -> i128 {
    list.rows.iter().filter_map(|row| row.cod).map(|amount| i128::from(amount.0)).sum()
}

fn draw_head(page: &mut Page, fonts: &Fonts, list: &HandoverList) -> f64 {
    let title = words::handover(&legible::line(fonts, &list.courier));
    let moment = words::long_moment(list.imprint.at, list.imprint.zone);
    let cod =
        if list.rows.iter().any(|row| row.cod.is_some()) { words::cod_sum(collected(list)) } else { weight(list) };
    let y = draw_title(page, fonts, &title, &moment, [&words::parcels(list.rows.len()), &cod]);
    let (top, lead) = (y + 1.4, 3.4);
    page.text(TRACKING_X, top, lead, words::TRACKING, HEAD);
    page.text(ORDER_X, top, lead, words::ORDER, HEAD);
    page.text(WHOM_X, top, lead, words::RECIPIENT_AND_PLACE, HEAD);
    page.text_right(fonts, WEIGHT_RIGHT, top, lead, words::WEIGHT, HEAD);
    page.text_right(fonts, COD_RIGHT, top, lead, words::COD, HEAD);
    page.rule(A4.side, top + lead + 1.0 - 0.5, A4.inner(), 0.5);
    top + lead + 1.0
}

fn cells(fonts: &Fonts, row: &HandoverRow) -> Vec<Cell> {
    let line = |text: String, style: Style| Line::new(text, style, 1.25);
    let left = |x: f64, lines: Vec<Line>| Cell { x, right: false, lines };
    let right = |x: f64, text: &str, style: Style, room: f64| {
        let style = shrink(fonts, text, style, room);
        let lines = wrap(fonts, text, style, room).into_iter().map(|text| line(text, style)).collect();
        Cell { x, right: true, lines }
    };
    let tracking = legible::line(fonts, &row.tracking);
    let tracking = if tracking.is_empty() { words::NONE } else { &tracking };
    let face = shrink(fonts, tracking, TRACKING, TRACKING_WIDE);
    let tracking = wrap(fonts, tracking, face, TRACKING_WIDE).into_iter().map(|text| line(text, face)).collect();
    let number = row.number.to_string();
    let face = shrink(fonts, &number, PLAIN, ORDER_WIDE);
    let number = wrap(fonts, &number, face, ORDER_WIDE).into_iter().map(|text| line(text, face)).collect();
    let mut whom: Vec<Line> = wrap_to(fonts, &legible::line(fonts, &row.recipient), PLAIN, WHOM_WIDE, 2)
        .into_iter()
        .map(|text| line(text, PLAIN))
        .collect();
    let place = wrap_to(fonts, &legible::line(fonts, &row.place), SMALL, WHOM_WIDE, 2);
    whom.extend(place.into_iter().map(|text| line(text, SMALL)));
    let cod = row.cod.map_or_else(String::new, |amount| words::number(i128::from(amount.0)));
    vec![
        left(TRACKING_X, tracking),
        left(ORDER_X, number),
        left(WHOM_X, whom),
        right(WEIGHT_RIGHT, &words::weight(row.weight_g), PLAIN, WEIGHT_WIDE),
        right(COD_RIGHT, &cod, bold(10.5), COD_WIDE),
    ]
}

fn draw_total(flow: &mut Flow<'_>, list: &HandoverList) {
    let (fonts, top) = (flow.fonts, flow.y);
    let fit = |text: &str, room: f64| shrink(fonts, text, SUM, room);
    let (count, weight) = (words::parcels(list.rows.len()), weight(list));
    let cod = collected(list);
    let cod = if cod == 0 { String::new() } else { words::number(cod) };
    let room = WEIGHT_WIDE + WHOM_WIDE / 2.0;
    flow.page.text(TRACKING_X, top, TOTAL - 1.0, &count, fit(&count, TRACKING_WIDE));
    // so many parcels that the sums are wide: the weight moves away from the amount
    let amount = fit(&cod, COD_WIDE + WEIGHT_WIDE);
    let weight_right = WEIGHT_RIGHT.min(COD_RIGHT - width(fonts, &cod, amount) - GAP);
    flow.page.text_right(fonts, weight_right, top, TOTAL - 1.0, &weight, fit(&weight, room));
    flow.page.text_right(fonts, COD_RIGHT, top, TOTAL - 1.0, &cod, amount);
    flow.page.rule(A4.side, top + TOTAL - 1.0, A4.inner(), HAIRLINE);
    flow.page.rule(A4.side, top + TOTAL - 0.4, A4.inner(), HAIRLINE);
    flow.y += TOTAL;
}
