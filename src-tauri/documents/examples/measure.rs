//! Prints samples and figures.
//!
//! `measure samples FOLDER` writes the samples as PDF; `measure slips COUNT` makes so many A6 slips and tells time,
//! size and the most memory used; `measure labels COUNT` the same for 100 x 150 mm labels.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use runut_core::sheets::{LabelSize, SlipSize};
use runut_documents::{count_sheet, handover, labels, packing_slips, pick_list};

#[path = "../tests/common/samples.rs"]
mod samples;

const SIZES: [(LabelSize, &str); 4] =
    [(LabelSize::A6, "a6"), (LabelSize::Mm100x150, "100x150"), (LabelSize::Roll80, "80"), (LabelSize::Roll58, "58")];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["samples", folder] => write_samples(Path::new(folder)),
        ["slips", count] => measure(count.parse()?),
        ["labels", count] => measure_labels(count.parse()?),
        _ => Err("usage: measure samples FOLDER | measure slips COUNT | measure labels COUNT".into()),
    }
}

fn write_samples(folder: &Path) -> Result<(), Box<dyn Error>> {
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

fn measure_labels(count: i64) -> Result<(), Box<dyn Error>> {
    let kinds = samples::labels();
    let all: Vec<_> = (0..count)
        .zip(kinds.iter().cycle())
        .map(|(n, kind)| {
            let mut label = kind.clone();
            label.number = 4_000 + n;
            label
        })
        .collect();
    let start = Instant::now();
    let bytes = labels(&all, LabelSize::Mm100x150)?;
    println!("{count} labels: {:?}, {} bytes, most memory {}", start.elapsed(), bytes.len(), peak());
    Ok(())
}

fn measure(count: i64) -> Result<(), Box<dyn Error>> {
    let slips: Vec<_> = (0..count)
        .map(|n| {
            let mut slip = samples::slip();
            slip.number = 4_000 + n;
            slip.note = format!("Pesanan ke-{n}, {}", slip.note);
            slip
        })
        .collect();
    let start = Instant::now();
    let bytes = packing_slips(&slips, SlipSize::A6)?;
    println!("{count} slips: {:?}, {} bytes, most memory {}", start.elapsed(), bytes.len(), peak());
    Ok(())
}

/// The most memory of this process so far, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("unknown");
    line.trim_start_matches("VmHWM:").trim().to_owned()
}
