//! `orda eds`: signatures, certificates and containers judged from files, without a portal. Nothing is fetched.
//!
//! Exit codes: 0 valid, 1 invalid, 2 indeterminate, 3 unusable input.

mod files;
mod inspect;
mod path;
mod verify;

use clap::Subcommand;
use eds::validate::Verdict;
use std::process::ExitCode;

/// Signatures and certificates from files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Verifies a signature (CMS, `CAdES`) or a container (ASiC-E).
    Verify(verify::Args),
    /// Builds and judges the path of a certificate (RFC 5280).
    Path(path::Args),
    /// Says what a file holds: certificate, list, answer, stamp, signature, container.
    Inspect(inspect::Args),
}

/// Input that cannot be used.
const UNUSABLE: u8 = 3;

/// Runs a command.
pub fn run(command: &Command) -> ExitCode {
    let done = match command {
        Command::Verify(args) => verify::run(args),
        Command::Path(args) => path::run(args),
        Command::Inspect(args) => inspect::run(args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(UNUSABLE)
        }
    }
}

const fn code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::Invalid => 1,
        Verdict::Indeterminate => 2,
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "valid",
        Verdict::Invalid => "invalid",
        Verdict::Indeterminate => "indeterminate",
    }
}

/// A time from the command line, or now.
fn time_or_now(text: Option<&str>) -> anyhow::Result<i64> {
    if let Some(text) = text {
        return eds::parse_time(text)
            .ok_or_else(|| anyhow::anyhow!("{text} is no time: write 2026-11-22T03:00:00Z or 2026-11-22"));
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    Ok(i64::try_from(now.as_secs())?)
}
