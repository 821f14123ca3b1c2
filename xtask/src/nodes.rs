//! `cargo xtask nodes`: two programs behind a balancer are replaced one after the other, then one is killed, under load; then the
//! database is lost in every way, and a standby takes over.

use crate::{postgres, tools};
use anyhow::{Context, Result};

/// How much is asked of them.
#[derive(clap::Args)]
pub struct Args {
    /// Requests a second.
    #[arg(long, default_value_t = 200)]
    rate: u32,
}

/// Replaces and kills, with the build that people run.
pub fn run(args: &Args) -> Result<()> {
    tools::need_packages(&[tools::haproxy()])?;
    let (url, _cluster) = postgres::for_tests()?;
    let mut tests = tools::optimized_tests(&["nodes", "database_lost"])?;
    tests.args(["--", "--nocapture", "--test-threads=1"]);
    tests.env("ORDA_TEST_POSTGRES", url).env("ORDA_NODES_RATE", args.rate.to_string()).env("ORDA_LOST_STRICT", "1");
    tools::run(&mut tests).context("a request failed that need not have, or took too long")
}
