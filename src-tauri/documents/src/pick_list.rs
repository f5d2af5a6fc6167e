//! The pick list: what to take from the shelves, by shelf, on A4.
//!
//! Invariant: every row, order and note of the list is on it once; the sums are those of the rows that are printed.

use runut_core::sheets::{PickFor, PickList, PickRow, PickShelf};

use crate::flow::{Flow, Paper};
use crate::fonts::Fonts;
use crate::goods::{Goods, GoodsStyle};
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::table::{Cell, Entry, Frame, Line, Row};
use crate::text::{Style, bold, cut, extra, medium, shrink, width, wrap, wrap_to};
use crate::words;

/// The sheet of lists.
pub(crate) const A4: Paper = Paper { width: 210.0, height: 297.0, top: 12.0, side: 12.0, bottom: 10.0, foot: 6.0 };
const BOX: f64 = 4.5;
/// The blank to write into: how many were taken.
const BLANK: f64 = 16.0;
const GAP: f64 = 3.0;
pub(crate) const GOODS: GoodsStyle = GoodsStyle { product: medium(10.5), variant: bold(11.0), sku: 7.5 };
pub(crate) const PLACE: Style = extra(13.0);
const QUANTITY: Style = extra(19.0);
const MISSING: Style = bold(8.5);
const ORDER: Style = medium(8.5);
const UNITS: Style = bold(8.5);
const BETWEEN: &str = "   ";
pub(crate) const HEAD: Style = bold(7.5);
pub(crate) const FOOT: Style = medium(7.5);

/// One row, made legible.
struct Taken<'a> {
    place: String,
    goods: Goods,
    quantity: String,
    missing: Option<String>,
    orders: &'a [PickFor],
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Columns {
    place: f64,
    place_width: f64,
    goods: f64,
    goods_width: f64,
    quantity_right: f64,
    quantity_width: f64,
    orders: f64,
    orders_width: f64,
    blank: f64,
}

/// The sheets of a pick list.
pub(crate) fn pages(fonts: &Fonts, list: &PickList) -> Vec<Page> {
    let shelves: Vec<(&PickShelf, Vec<Taken<'_>>)> = list
        .shelves
        .iter()
        .filter(|shelf| !shelf.rows.is_empty())
        .map(|shelf| (shelf, shelf.rows.iter().map(|row| taken(fonts, row)).collect()))
        .collect();
    let columns = columns(fonts, shelves.iter().flat_map(|(_, rows)| rows));
    let head = |page: &mut Page, _first: bool| draw_head(page, fonts, list, columns);
    let mut flow = Flow::new(fonts, A4, &head);
    if shelves.is_empty() {
        flow.page.text(A4.side, flow.y + GAP, 6.0, words::NOTHING_TO_TAKE, medium(10.5));
        flow.y += GAP + 6.0;
    }
    for (shelf, rows) in &shelves {
        draw_shelf(&mut flow, shelf, rows, columns);
    }
    draw_notes(&mut flow, list);
    let foot = draw_held(&mut flow, list);
    let mut pages = flow.finish();
    let count = pages.len();
    for (i, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, A4, FOOT, [&foot, &words::page(i + 1, count)]);
    }
    pages
}

fn taken<'a>(fonts: &Fonts, row: &'a PickRow) -> Taken<'a> {
    Taken {
        place: legible::line(fonts, &row.shelf),
        goods: Goods {
            product: legible::line(fonts, &row.product),
            variant: legible::line(fonts, &row.variant),
            sku: legible::line(fonts, &row.sku),
        },
        quantity: words::number(i128::from(row.quantity)),
        missing: (row.missing > 0).then(|| words::missing(row.missing)),
        orders: &row.orders,
    }
}

fn units<'a>(rows: impl IntoIterator<Item = &'a PickRow>) -> i128 {
    rows.into_iter().map(|row| i128::from(row.quantity)).sum()
}

/// Columns as wide as their content wants, within what the sheet has.
fn columns<'a>(fonts: &Fonts, rows: impl Iterator<Item = &'a Taken<'a>> + Clone) -> Columns {
    let widest = |wide: &dyn Fn(&Taken<'_>) -> f64| rows.clone().map(wide).fold(0.0, f64::max);
    let place_width = widest(&|row| width(fonts, &row.place, PLACE)).clamp(9.0, 24.0);
    let missing = |row: &Taken<'_>| row.missing.as_ref().map_or(0.0, |text| width(fonts, text, MISSING));
    let quantity_width = widest(&|row| width(fonts, &row.quantity, QUANTITY).max(missing(row)))
        .clamp(width(fonts, words::TAKE, HEAD), 36.0);
    let place = A4.side + BOX + GAP;
    let goods = place + place_width + GAP;
    let blank = A4.right() - BLANK;
    let rest = blank - GAP - goods - GAP - quantity_width - 5.0;
    let goods_width = widest(&|row| row.goods.natural_width(fonts, &GOODS)).clamp(30.0, (rest - 36.0).min(76.0));
    let quantity_right = goods + goods_width + GAP + quantity_width;
    Columns {
        place,
        place_width,
        goods,
        goods_width,
        quantity_right,
        quantity_width,
        orders: quantity_right + 5.0,
        orders_width: rest - goods_width,
        blank,
    }
}

/// The title of a list, what is said below it, and two sums on the right; tells where it ends.
pub(crate) fn draw_title(page: &mut Page, fonts: &Fonts, title: &str, below: &str, sums: [&str; 2]) -> f64 {
    let (x, right) = (A4.side, page.width - A4.side);
    let half = (right - x) / 2.0 - 2.0;
    let put = |text: &str, style: Style| {
        let style = shrink(fonts, text, style, half);
        (cut(fonts, text, style, half), style)
    };
    let (title, style) = put(title, extra(18.0));
    page.text(x, A4.top + 0.3, 7.0, &title, style);
    let (below, style) = put(below, medium(10.0));
    page.text(x, A4.top + 7.3, 4.6, &below, style);
    let (sum, style) = put(sums[0], extra(15.0));
    page.text_right(fonts, right, A4.top, 7.1, &sum, style);
    let (count, style) = put(sums[1], medium(10.0));
    page.text_right(fonts, right, A4.top + 7.1, 4.8, &count, style);
    let y = A4.top + 14.4;
    page.rule(x, y, right - x, 0.7);
    y + 0.7
}

fn draw_head(page: &mut Page, fonts: &Fonts, list: &PickList, at: Columns) -> f64 {
    let rows = || list.shelves.iter().flat_map(|shelf| &shelf.rows);
    let sum = words::goods(units(rows()));
    let count = words::orders_and_kinds(list.orders, rows().count());
    let moment = words::sorted_by_shelf(&words::long_moment(list.imprint.at, list.imprint.zone));
    let y = draw_title(page, fonts, words::PICK_LIST, &moment, [&sum, &count]);
    let (top, lead) = (y + 1.4, 3.4);
    page.text(at.place, top, lead, words::SHELF, HEAD);
    page.text(at.goods, top, lead, words::GOODS, HEAD);
    page.text_right(fonts, at.quantity_right, top, lead, words::TAKE, HEAD);
    page.text(at.orders, top, lead, words::FOR_ORDERS, HEAD);
    page.text(at.blank, top, lead, words::TAKEN, HEAD);
    top + lead + 1.0
}

/// Height of a shelf's heading.
pub(crate) const HEADING: f64 = 2.6 + 5.0 + 0.9;

/// A shelf's heading: its name, and what is on it.
pub(crate) fn draw_heading(flow: &mut Flow<'_>, name: &str, sums: &str) {
    let (fonts, top, style) = (flow.fonts, flow.y + 2.6, extra(11.0));
    let room = A4.inner() - width(fonts, sums, bold(8.5)) - 2.0 * GAP;
    flow.page.text(A4.side, top, 5.0, &cut(fonts, name, style, room), style);
    flow.page.text_right(fonts, A4.right(), top, 5.0, sums, bold(8.5));
    flow.y += HEADING;
    flow.page.rule(A4.side, flow.y, A4.inner(), 0.5);
}

fn draw_shelf(flow: &mut Flow<'_>, shelf: &PickShelf, rows: &[Taken<'_>], at: Columns) {
    let fonts = flow.fonts;
    let sums = words::kinds_and_goods(rows.len(), units(&shelf.rows));
    let room = A4.inner() - width(fonts, &sums, bold(8.5)) - 2.0 * GAP;
    let name = words::shelf(&legible::line(fonts, &shelf.name));
    let again = |flow: &mut Flow<'_>| {
        // the mark that it goes on must be seen even behind a name that is cut
        let rest = room - width(fonts, &words::continued(""), extra(11.0));
        draw_heading(flow, &words::continued(&cut(fonts, &name, extra(11.0), rest)), &sums);
    };
    let furnish = |page: &mut Page, top: f64, tall: f64, first: bool| {
        page.rule(A4.side, top, A4.inner(), HAIRLINE);
        let middle = top + tall / 2.0;
        if first {
            page.frame(A4.side, middle - BOX / 2.0, BOX, BOX, 0.4);
            page.rule(at.blank, (middle + 3.0).min(top + tall - 1.0), BLANK, HAIRLINE);
        }
    };
    for (i, row) in rows.iter().enumerate() {
        let row = Row {
            cells: cells(fonts, row, at),
            pad: 1.15,
            least: 10.3,
            after: 0.0,
            furnish: &furnish,
            again: &again,
            again_takes: HEADING,
        };
        if i == 0 {
            flow.need(HEADING + row.wants(flow));
            draw_heading(flow, &name, &sums);
        }
        row.place(flow);
    }
}

fn cells(fonts: &Fonts, row: &Taken<'_>, at: Columns) -> Vec<Cell> {
    let place = shrink(fonts, &row.place, PLACE, at.place_width);
    let place_lines = wrap_to(fonts, &row.place, place, at.place_width, 3);
    let style = shrink(fonts, &row.quantity, QUANTITY, at.quantity_width);
    let mut quantity = vec![Line::new(row.quantity.clone(), style, 1.0)];
    if let Some(missing) = &row.missing {
        quantity.push(Line::new(missing.clone(), shrink(fonts, missing, MISSING, at.quantity_width), 1.2));
    }
    vec![
        Cell { x: at.place, right: false, lines: place_lines.into_iter().map(|t| Line::new(t, place, 1.1)).collect() },
        Cell { x: at.goods, right: false, lines: row.goods.lines(fonts, &GOODS, at.goods_width) },
        Cell { x: at.quantity_right, right: true, lines: quantity },
        Cell { x: at.orders, right: false, lines: order_lines(fonts, row.orders, at.orders_width) },
    ]
}

/// `4101 ×50   4127* ×12`: the orders of a row, as many on a line as fit; an order's number and units stay together.
fn order_lines(fonts: &Fonts, orders: &[PickFor], max: f64) -> Vec<Line> {
    const LEAD: f64 = 1.35;
    let between = width(fonts, BETWEEN, ORDER);
    let mut lines: Vec<Line> = Vec::new();
    let mut used = f64::INFINITY;
    for order in orders {
        let number = format!("{}{} ", order.number, if order.noted { "*" } else { "" });
        let units = format!("×{}", words::number(i128::from(order.quantity)));
        let wide = width(fonts, &number, ORDER) + width(fonts, &units, UNITS);
        let mut pieces = vec![(number, ORDER), (units, UNITS)];
        if used + between + wide <= max {
            used += between + wide;
            if let Some(line) = lines.last_mut() {
                line.pieces.push((BETWEEN.to_owned(), ORDER));
                line.pieces.append(&mut pieces);
            }
        } else if wide <= max {
            used = wide;
            lines.push(Line { pieces, lead: ORDER.em() * LEAD });
        } else {
            // two enormous numbers: one under the other
            used = f64::INFINITY;
            let small = |(text, style): (String, Style)| {
                let style = shrink(fonts, text.trim_end(), style, max);
                Line::new(text.trim_end(), style, LEAD)
            };
            lines.extend(pieces.into_iter().map(small));
        }
    }
    lines
}

fn draw_notes(flow: &mut Flow<'_>, list: &PickList) {
    const NUMBER: Style = bold(10.0);
    const NOTE: Style = medium(10.0);
    let fonts = flow.fonts;
    let numbers = list.notes.iter().map(|(number, _)| width(fonts, &number.to_string(), NUMBER));
    let indent = numbers.fold(9.0, f64::max) + GAP;
    let title = format!("* {}", words::BUYERS_NOTE);
    let frame = Frame {
        thick: 0.5,
        pad_x: 3.5,
        pad_y: 2.2,
        gap: 5.0,
        title: [Line::new(title.clone(), bold(9.0), 1.3), Line::new(words::continued(&title), bold(9.0), 1.3)],
    };
    let max = A4.inner() - 2.0 * (frame.thick + frame.pad_x) - indent;
    let mut entries = Vec::new();
    for (number, note) in &list.notes {
        let paragraphs = legible::paragraphs(fonts, note);
        let lines = paragraphs.iter().flat_map(|text| wrap(fonts, text, NOTE, max));
        entries.extend(lines.enumerate().map(|(i, text)| Entry {
            label: (i == 0).then(|| Line::new(number.to_string(), NUMBER, 1.3)),
            indent,
            line: Line::new(text, NOTE, 1.3),
            gap: if i == 0 { 0.9 } else { 0.0 },
        }));
    }
    frame.place(flow, &entries);
}

/// What the foot says; held orders that don't fit into it come as a paragraph of their own.
fn draw_held(flow: &mut Flow<'_>, list: &PickList) -> String {
    let fonts = flow.fonts;
    let clean = |text: &str| legible::line(fonts, text);
    let by = words::printed_by(&clean(&list.imprint.person), &clean(&list.imprint.shop));
    if list.held.is_empty() {
        return by;
    }
    let held = words::held(&list.held);
    let both = format!("{held} {by}").trim_end().to_owned();
    if width(fonts, &both, FOOT) <= A4.inner() - 40.0 {
        return both;
    }
    let style = medium(9.0);
    flow.y += GAP;
    for text in wrap(fonts, &held, style, A4.inner()) {
        flow.need(4.2);
        flow.page.text(A4.side, flow.y, 4.2, &text, style);
        flow.y += 4.2;
    }
    by
}

/// The foot of a sheet: what it says on the left, which page it is on the right.
pub(crate) fn draw_foot(page: &mut Page, fonts: &Fonts, paper: Paper, style: Style, [text, which]: [&str; 2]) {
    let lead = style.em() * 1.3;
    let top = paper.height - paper.bottom - lead;
    let room = paper.inner() - width(fonts, which, style) - GAP;
    page.text(paper.side, top, lead, &cut(fonts, text, style, room), style);
    page.text_right(fonts, paper.right(), top, lead, which, style);
}
