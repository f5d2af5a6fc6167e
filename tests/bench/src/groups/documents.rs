//! Documents: our labels and slips against printpdf alone, which is handed the same rectangles and text runs in the same
//! faces, and only writes them.

use std::hint::black_box;
use std::path::Path;

use runut_core::sheets::{Label, LabelSize, PackingSlip, SlipSize};
use runut_documents::{bare_labels, bare_packing_slips, labels, packing_slips};

use super::Group;
use crate::Fault;
use crate::measure::{Figures, TURNS, process, time, turns};
use crate::table::{Limit, Row};

#[path = "../../../../src-tauri/documents/tests/common/samples.rs"]
#[allow(missing_docs)]
mod samples;

/// Documents.
pub const GROUP: Group = Group { name: "documents", title: "### Documents", run };

/// Pages of each document.
const COUNT: i64 = 1_000;

/// What is printed: how it is called as a part, and in the table.
const PAPERS: [(&str, &str, Paper); 3] = [
    ("labels", "1,000 labels of 100 x 150 mm", Paper::Labels(LabelSize::Mm100x150)),
    ("roll", "1,000 labels on a roll of 58 mm", Paper::Labels(LabelSize::Roll58)),
    ("slips", "1,000 packing slips, A6", Paper::Slips(SlipSize::A6)),
];

#[derive(Clone, Copy)]
enum Paper {
    Labels(LabelSize),
    Slips(SlipSize),
}

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    for (_, what, paper) in PAPERS {
        let (ours, floor) = match paper {
            Paper::Labels(size) => {
                let (sheets, bare) = (some_labels(COUNT), bare_labels(&some_labels(COUNT), size)?);
                turns(TURNS, |_| made(|| Ok(labels(&sheets, size)?)), |_| made(|| Ok(bare.save())))?
            }
            Paper::Slips(size) => {
                let (sheets, bare) = (some_slips(COUNT), bare_packing_slips(&some_slips(COUNT), size)?);
                turns(TURNS, |_| made(|| Ok(packing_slips(&sheets, size)?)), |_| made(|| Ok(bare.save())))?
            }
        };
        rows.push(Row { what: what.to_owned(), unit: "ms", ours, floor, limit: Limit::Times(1.5) });
    }
    let bench = std::env::current_exe()?;
    for (name, what, _) in PAPERS {
        let count = COUNT.to_string();
        let peaks = (0..TURNS).map(|_| Ok(process(&bench, &["part", name, &count])?.megabytes));
        let ours = Figures(peaks.collect::<Result<_, Fault>>()?);
        let what = format!("{what}: most memory");
        rows.push(Row { what, unit: "MB", ours, floor: Figures::default(), limit: Limit::Most(200.0) });
    }
    Ok(rows)
}

/// Makes so many of one paper, in a process of its own.
pub fn part(name: &str, count: &str) -> Result<(), Fault> {
    let (_, _, paper) =
        PAPERS.into_iter().find(|paper| paper.0 == name).ok_or("the parts are labels, roll and slips")?;
    let count = count.parse()?;
    black_box(match paper {
        Paper::Labels(size) => labels(&some_labels(count), size)?,
        Paper::Slips(size) => packing_slips(&some_slips(count), size)?,
    });
    Ok(())
}

fn made(document: impl FnOnce() -> Result<Vec<u8>, Fault>) -> Result<f64, Fault> {
    let (bytes, ms) = time(document)?;
    black_box(bytes);
    Ok(ms)
}

/// Labels of every kind in turn.
fn some_labels(count: i64) -> Vec<Label> {
    let kinds = samples::labels();
    (0..count).zip(kinds.iter().cycle()).map(|(n, kind)| Label { number: 4_000 + n, ..kind.clone() }).collect()
}

/// Slips that differ in their number and note.
fn some_slips(count: i64) -> Vec<PackingSlip> {
    let slip = samples::slip();
    let numbered =
        |n: i64| PackingSlip { number: 4_000 + n, note: format!("Pesanan ke-{n}, {}", slip.note), ..slip.clone() };
    (0..count).map(numbered).collect()
}
