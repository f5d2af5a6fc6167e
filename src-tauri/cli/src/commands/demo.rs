//! placeholder
use super::Desk;
use crate::args::Cli;
use crate::output::{Fault, Out};
use std::path::Path;
use std::process::ExitCode;
pub fn make(_d: &Desk<'_>, _o: u32, _s: u64) -> Result<ExitCode, Fault> {
    Ok(ExitCode::SUCCESS)
}
pub fn day(_c: &Cli, _o: &Out, _p: &Path) -> Result<ExitCode, Fault> {
    Ok(ExitCode::SUCCESS)
}
