//! Writes the samples of every document as PDF, to be looked at: `samples FOLDER`.

use std::error::Error;
use std::path::Path;

use runut_core::sheets::{LabelSize, SlipSize};
use runut_documents::{count_sheet, handover, labels, packing_slips, pick_list};

#[path = "../tests/common/samples.rs"]
mod samples;

const SIZES: [(LabelSize, &str); 4] =
    [(LabelSize::A6, "a6"), (LabelSize::Mm100x150, "100x150"), (LabelSize::Roll80, "80"), (LabelSize::Roll58, "58")];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: samples FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let lists = [
        ("pick", samples::pick_list()),
        ("pick-long", samples::long_pick_list()),
        ("pick-hostile", samples::hostile_pick_list()),
    ];
    for (name, list) in lists {
        std::fs::write(folder.join(format!("{name}.pdf")), pick_list(&list)?)?;
    }
    let slips = [
        ("slip", samples::slip()),
        ("slip-long", samples::long_slip()),
        ("slip-bare", samples::bare_slip()),
        ("slip-hostile", samples::hostile_slip()),
    ];
    for (name, slip) in slips {
        for (size, label) in [(SlipSize::A4, "a4"), (SlipSize::A5, "a5"), (SlipSize::A6, "a6")] {
            std::fs::write(
                folder.join(format!("{name}-{label}.pdf")),
                packing_slips(std::slice::from_ref(&slip), size)?,
            )?;
        }
    }
    for (name, list) in [("handover", samples::handover(40)), ("handover-hostile", samples::hostile_handover())] {
        std::fs::write(folder.join(format!("{name}.pdf")), handover(&list)?)?;
    }
    for (name, sheet) in [("count", samples::count_sheet()), ("count-hostile", samples::hostile_count_sheet())] {
        std::fs::write(folder.join(format!("{name}.pdf")), count_sheet(&sheet)?)?;
    }
    let kinds = [("label", samples::labels()), ("label-hostile", vec![samples::hostile_label()])];
    for (name, kind) in kinds {
        for (size, word) in SIZES {
            std::fs::write(folder.join(format!("{name}-{word}.pdf")), labels(&kind, size)?)?;
        }
    }
    Ok(())
}
