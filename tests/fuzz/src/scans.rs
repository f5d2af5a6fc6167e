//! Scans at the packing table, one a line: each is answered, whatever was scanned before.

use runut_actions::pack_scan;

use crate::said;
use crate::shop::{Shop, sound};

/// Scans of one input at most: each is a write.
const SCANS: usize = 24;

pub(crate) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    Shop::with(|shop| {
        let mut open = None;
        for code in text.split('\n').take(SCANS) {
            let ctx = shop.ctx();
            let answer = sound(pack_scan(&shop.book, &ctx, open, code)).value;
            said(&answer.said);
            if let Some(stop) = &answer.stop {
                said(&stop.title);
                said(&stop.advice);
            }
            if let Some(view) = &answer.view {
                assert!((0..=view.units).contains(&view.checked), "{view:?}");
                open = Some(view.order.id);
            }
        }
        shop.sound();
    });
}
