//! What a shop holds of a person, handed out to them: on A4 kind by kind, and as lists for spreadsheets.

use runut_core::Language;
use runut_core::rows::PersonData;

use crate::flow::Flow;
use crate::fonts::Fonts;
use crate::legible;
use crate::page::{HAIRLINE, Page};
use crate::pick_list::{A4, FOOT, HEADING, draw_foot, draw_heading, draw_title};
use crate::table::{Line, draw_lines, height};
use crate::text::{Style, bold, medium, wrap};
use crate::words;

const NAME: Style = bold(9.0);
const TEXT: Style = medium(9.0);
const GAP: f64 = 2.0;
/// Room for what stands before a text.
const NAMES: f64 = 38.0;

/// The sheets: each row as its names and texts, nothing of it left out.
pub(crate) fn pages(fonts: &Fonts, data: &PersonData, shop: &str, language: Language, made: &str) -> Vec<Page> {
    let title = match language {
        Language::En => format!("Personal data: {}", data.name),
        Language::Id => format!("Data pribadi: {}", data.name),
    };
    let (title, shop) = (legible::line(fonts, &title), legible::line(fonts, shop));
    let head = |page: &mut Page, _first: bool| draw_title(page, fonts, &title, made, [&shop, ""]) + GAP;
    let mut flow = Flow::new(fonts, A4, &head);
    for section in data.sections.iter().filter(|section| !section.rows.is_empty()) {
        flow.need(HEADING + 10.0);
        draw_heading(&mut flow, &legible::line(fonts, section.title.said(language)), &section.rows.len().to_string());
        for row in &section.rows {
            for (name, text) in section.heads.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
                field(&mut flow, name.said(language), text);
            }
            flow.page.rule(A4.side, flow.y + GAP / 2.0, A4.inner(), HAIRLINE);
            flow.y += GAP;
        }
    }
    let mut pages = flow.finish();
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        draw_foot(page, fonts, A4, FOOT, [&shop, &words::page(at + 1, count)]);
    }
    pages
}

fn field(flow: &mut Flow<'_>, name: &str, text: &str) {
    let fonts = flow.fonts;
    let room = A4.inner() - NAMES;
    let lines: Vec<Line> = legible::paragraphs(fonts, text)
        .iter()
        .flat_map(|part| wrap(fonts, part, TEXT, room))
        .map(|line| Line::new(line, TEXT, 1.3))
        .collect();
    let name = Line::new(legible::line(fonts, name), NAME, 1.3);
    flow.need(name.lead);
    draw_lines(&mut flow.page, fonts, std::slice::from_ref(&name), A4.side, flow.y);
    for line in lines.chunks(1) {
        flow.need(height(line));
        flow.y = draw_lines(&mut flow.page, fonts, line, A4.side + NAMES, flow.y);
    }
}
