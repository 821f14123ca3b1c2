//! `cargo xtask drill`: an installation of ten gigabytes loses its machine and is made of its continuous copy.

use crate::tools;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// How large it is, and where.
#[derive(clap::Args)]
pub struct Args {
    /// Gigabytes of posted files.
    #[arg(long, default_value_t = 10.0)]
    gigabytes: f64,
    /// Folder with room for four times as much, made when it is not there; the machine's for temporary files when not given.
    #[arg(long)]
    aside: Option<PathBuf>,
}

/// Kills, restores and verifies, with the build that people run; fails after half an hour, or when more than five seconds of work
/// are lost.
pub fn run(args: &Args) -> Result<()> {
    let mut tests = tools::optimized_tests(&["continuous"])?;
    tests.args(["a_machine_is_lost", "--", "--nocapture"]);
    tests.env("ORDA_DRILL_GIGABYTES", args.gigabytes.to_string());
    if let Some(aside) = &args.aside {
        fs::create_dir_all(aside).with_context(|| format!("making {}", aside.display()))?;
        // The installation itself lies there, too.
        tests.env("TMPDIR", aside);
    }
    tools::run(&mut tests).context("too much was lost, or it took too long")
}
