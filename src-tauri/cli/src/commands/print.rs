//! Documents, written to a file.

use std::process::ExitCode;

use runut_actions::{Document, count_sheet, handover, labels, pick_list, slips};
use runut_core::{CountId, OrderId};
use runut_store::reports;

use super::Desk;
use crate::args::{Print, PrintWhat};
use crate::output::Fault;
use crate::said::{self, Said};
use crate::target::{self, put};

pub fn run(desk: &Desk<'_>, print: &Print) -> Result<ExitCode, Fault> {
    let (out, force, printer) = match print {
        Print::PickList(what)
        | Print::Slips { what, .. }
        | Print::Labels { what, .. }
        | Print::Handover { what, .. } => (&what.out, what.force, &what.printer),
        Print::CountSheet { out, force, printer, .. } => (out, *force, printer),
    };
    target::check(desk.book.path(), out, force)?;
    let mut paper = None;
    let deliver = &mut |document: &Document| {
        let path = put(out, document)?;
        paper.clone_from(&document.paper);
        Ok(path)
    };
    let printed = match print {
        Print::PickList(what) => {
            let orders = chosen(desk, what)?;
            pick_list(&desk.book, &desk.context()?, &orders, deliver)?.value
        }
        Print::Slips { what, size } => {
            let orders = chosen(desk, what)?;
            let shop = desk.book.read(|book| Ok::<_, Fault>(book.shop()?))?;
            let size = size.or(shop.map(|s| s.slip_size)).unwrap_or_default();
            slips(&desk.book, &desk.context()?, &orders, size, deliver)?.value
        }
        Print::Labels { what, size } => {
            let orders = chosen(desk, what)?;
            let shop = desk.book.read(|book| Ok::<_, Fault>(book.shop()?))?;
            let size = size.or(shop.map(|s| s.label_size)).unwrap_or_default();
            labels(&desk.book, &desk.context()?, &orders, size, deliver)?.value
        }
        Print::Handover { what, courier } => {
            let orders = chosen(desk, what)?;
            handover(&desk.book, &desk.context()?, courier, &orders, deliver)?.value
        }
        Print::CountSheet { count, .. } => count_sheet(&desk.book, &desk.context()?, CountId(*count), deliver)?.value,
    };
    // a request that is only repeated delivers nothing, and prints nothing twice
    if let (Some(printer), Some(paper)) = (printer, paper) {
        let file = std::path::absolute(out).unwrap_or_else(|_| out.clone());
        runut_printer::send(printer, &paper.media, &file)?;
    }
    desk.out.value(&printed, |printed| {
        let refused = said::lines(printed.refused.iter().map(Said::refused));
        let refused = refused.into_iter().map(|line| format!("\n{line}"));
        format!("{} {}{}", printed.message.id, printed.path, refused.collect::<String>())
    });
    Ok(ExitCode::from(u8::from(!printed.refused.is_empty())))
}

fn chosen(desk: &Desk<'_>, what: &PrintWhat) -> Result<Vec<OrderId>, Fault> {
    if what.ids.is_empty() {
        return desk.book.read(|book| Ok::<_, Fault>(reports::wave_orders(book, None)?));
    }
    desk.orders(&what.ids)
}
