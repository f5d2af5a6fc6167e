//! Pasted tracking numbers: every line is a row or a problem, and what the preview lets through is shipped.

use runut_actions::{UsedNumber, ship, tracking_preview};
use runut_core::rows::TrackingItem;
use runut_intake::tracking::{read_tracking_paste, shape_warning};

use crate::shop::{Shop, sound};
use crate::{clean, said};

pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let paste = read_tracking_paste(&text);
    assert_eq!(paste, read_tracking_paste(&text), "the same text");
    let lines = text.lines().count();
    for problem in &paste.problems {
        said(&problem.message);
        assert!((1..=lines).contains(&(problem.row as usize)), "{problem:?}");
    }
    for row in &paste.rows {
        assert!((1..=lines).contains(&(row.line as usize)), "{row:?}");
        clean(&[&row.order, &row.tracking], 100);
        let warning = shape_warning(row.courier.as_deref().unwrap_or("SPX Standard"), &row.tracking);
        warning.iter().for_each(said);
    }
    assert!(paste.rows.is_sorted_by_key(|row| row.line) && paste.problems.is_sorted_by_key(|problem| problem.row));
    shipped(&text);
}

fn shipped(text: &str) {
    Shop::with(|shop| {
        let preview = sound(tracking_preview(&shop.book, text, shop.now));
        for row in &preview.rows {
            row.refusal.iter().for_each(|refusal| said(&refusal.message));
            row.warning.iter().for_each(said);
        }
        let free = preview.rows.into_iter().filter(|row| row.refusal.is_none());
        let items: Vec<TrackingItem> = free.map(|row| row.item).collect();
        if items.is_empty() {
            return;
        }
        let ctx = shop.ctx();
        let outcome = sound(ship(&shop.book, &ctx, &items, UsedNumber::Refuse)).value;
        assert!(outcome.refused.is_empty(), "the preview let it through: {:?}", outcome.refused);
        shop.sound();
    });
}
