//! The machine that measured, in one line; and where the bench keeps its files.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::Fault;

/// The bench's own folder, on the disk of the build: big books are kept there from run to run.
pub fn folder() -> Result<PathBuf, Fault> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("the bench runs from a target folder")?;
    let folder = target.join("bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A program that was built beside this one.
pub fn beside(name: &str) -> Result<PathBuf, Fault> {
    let path = std::env::current_exe()?.with_file_name(name);
    if path.is_file() { Ok(path) } else { Err(format!("{} is missing: make bench builds it", path.display()).into()) }
}

/// Processor, cores, memory, system, and how often a second the disk syncs.
pub fn line(folder: &Path) -> Result<String, Fault> {
    let field = |file: &str, name: &str| -> Option<String> {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism()?;
    let memory = field("/proc/meminfo", "MemTotal").unwrap_or_default();
    let memory = memory.trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1_048_576;
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let profile = if cfg!(debug_assertions) { "debug build: figures mean nothing" } else { "release build" };
    Ok(format!(
        "{cpu}, {cores} cores, {memory} GiB, {} {}, {profile}; the disk syncs {:.0} times a second",
        std::env::consts::OS,
        kernel.trim(),
        syncs(folder)?
    ))
}

/// Appends of 4 KiB, each synced, a second.
pub fn syncs(folder: &Path) -> Result<f64, Fault> {
    let path = folder.join("syncs");
    let mut file = File::create(&path)?;
    let (begun, mut done) = (Instant::now(), 0.0);
    while begun.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        done += 1.0;
    }
    fs::remove_file(path)?;
    Ok(done / begun.elapsed().as_secs_f64())
}
