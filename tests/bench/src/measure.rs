//! Taking turns, medians and spread; whole processes with the most memory they used.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Fault;

/// Turns of each side, at least.
pub const TURNS: usize = 5;

/// Figures of one side, one a turn, in any unit.
#[derive(Clone, Debug, Default)]
pub struct Figures(pub Vec<f64>);

impl Figures {
    /// The middle one.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            n if n % 2 == 1 => sorted[middle],
            _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
        }
    }

    /// The least and the most.
    pub fn spread(&self) -> (f64, f64) {
        self.0.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), one| (least.min(*one), most.max(*one)))
    }
}

/// Milliseconds that `f` takes.
pub fn time<T>(f: impl FnOnce() -> Result<T, Fault>) -> Result<(T, f64), Fault> {
    let begun = Instant::now();
    let value = f()?;
    Ok((value, begun.elapsed().as_secs_f64() * 1_000.0))
}

/// Both sides in turn, ours first; each answers its own figure. One turn before is not counted.
pub fn turns(
    turns: usize,
    mut ours: impl FnMut(usize) -> Result<f64, Fault>,
    mut floor: impl FnMut(usize) -> Result<f64, Fault>,
) -> Result<(Figures, Figures), Fault> {
    ours(0)?;
    floor(0)?;
    let (mut us, mut them) = (Figures::default(), Figures::default());
    for turn in 1..=turns.max(TURNS) {
        us.0.push(ours(turn)?);
        them.0.push(floor(turn)?);
    }
    Ok((us, them))
}

/// A process that has ended well.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Milliseconds from its start to its end.
    pub ms: f64,
    /// Megabytes (10^6 bytes) at its height.
    pub megabytes: f64,
}

/// Runs a program to its end and tells its time and the most memory it used (VmHWM, looked at every two milliseconds).
pub fn process(program: &Path, args: &[&str]) -> Result<Ended, Fault> {
    let begun = Instant::now();
    let mut child = Command::new(program).args(args).stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut kilobytes = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        kilobytes = kilobytes.max(peak(&status).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    };
    let ms = begun.elapsed().as_secs_f64() * 1_000.0;
    if !ended.success() {
        return Err(format!("{} {args:?}: {ended}", program.display()).into());
    }
    Ok(Ended { ms, megabytes: f64::from(kilobytes) * 1.024 / 1_000.0 })
}

/// The most memory of the process so far, in KiB.
fn peak(status: &str) -> Option<u32> {
    let text = std::fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_and_the_spread_the_ends() {
        let odd = Figures(vec![9.0, 1.0, 4.0]);
        assert_eq!((odd.median(), odd.spread()), (4.0, (1.0, 9.0)));
        assert_eq!(Figures(vec![4.0, 1.0, 3.0, 9.0]).median(), 3.5);
        assert!(Figures::default().median().is_nan());
    }

    #[test]
    fn the_turn_before_the_first_is_not_counted() {
        let (ours, floor) = turns(1, |turn| Ok(turn as f64), |_| Ok(2.0)).unwrap();
        assert_eq!(ours.0, [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(floor.0.len(), 5);
    }

    #[test]
    fn a_process_that_fails_has_no_figures() {
        assert!(process(Path::new("/bin/false"), &[]).is_err());
        assert!(process(Path::new("/bin/sleep"), &["0.05"]).unwrap().megabytes > 0.1);
    }
}
