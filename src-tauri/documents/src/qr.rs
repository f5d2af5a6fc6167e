//! QR: a short text as a square of modules.
//!
//! Invariant: medium error correction or better, the smallest square that holds the text, no seams inside dark areas.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;

/// Modules of white around the square.
pub(crate) const QUIET: usize = 4;

/// A square code: its side in modules, and its dark areas as column, row, width and height.
#[derive(Clone, Debug)]
pub(crate) struct Qr {
    pub(crate) side: usize,
    pub(crate) blocks: Vec<[usize; 4]>,
}

/// The code of `text`; `None` for a text that no square holds.
pub(crate) fn code(text: &str) -> Option<Qr> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size;
    let mut blocks: Vec<[usize; 4]> = Vec::new();
    for row in 0..side {
        let dark: Vec<bool> = code[row].iter().map(|module| module.value()).collect();
        let mut column = 0;
        for run in dark.chunk_by(|a, b| a == b) {
            let (at, wide) = (column, run.len());
            column += wide;
            if !run[0] {
                continue;
            }
            // grown downwards where the same run stood in the row above: fewer areas, and no hairline between rows
            match blocks.iter_mut().find(|b| b[0] == at && b[2] == wide && b[1] + b[3] == row) {
                Some(above) => above[3] += 1,
                None => blocks.push([at, row, wide, 1]),
            }
        }
    }
    Some(Qr { side, blocks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_takes_the_smallest_square() {
        let qr = code("RN-4125").unwrap();
        assert_eq!(qr.side, 21);
        assert!(qr.blocks.iter().all(|[x, y, wide, tall]| x + wide <= 21 && y + tall <= 21 && *wide > 0 && *tall > 0));
        let finder: usize = qr.blocks.iter().filter(|b| b[0] < 7 && b[1] < 7).map(|b| b[2] * b[3]).sum();
        assert_eq!(finder, 33, "the finder's ring and heart");
        assert_eq!(code(&format!("RN-{}", i64::MAX)).unwrap().side, 25);
        assert!(code(&"x".repeat(5_000)).is_none());
    }
}
