//! `cargo xtask crash`: the real program is killed at random moments and started again, and nothing acknowledged is lost.

use crate::{postgres, tools};
use anyhow::{Context, Result};
use std::time::{SystemTime, UNIX_EPOCH};

/// On which databases, and how often.
#[derive(clap::Args)]
pub struct Args {
    /// How often it is killed, on each database.
    #[arg(long, default_value_t = 1000)]
    rounds: u32,
    /// Where the random moments begin; the same number repeats a run. Every run prints its own.
    #[arg(long)]
    seed: Option<u64>,
    /// Only on this one.
    #[arg(long)]
    on: Option<tools::Database>,
}

/// Kills and compares, on the embedded database and on a server.
pub fn run(args: &Args) -> Result<()> {
    let (url, _cluster) = postgres::for_tests()?;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // An optimized build is ready sooner, so that more of each round is work.
    let mut tests = tools::optimized_tests(&["crash"])?;
    tests.args(["--", "--nocapture", "--test-threads=1"]);
    tests.args(args.on.map(tools::Database::only).into_iter().flatten());
    tests.env("ORDA_TEST_POSTGRES", url);
    tests.env("ORDA_CRASH_ROUNDS", args.rounds.to_string());
    tests.env("ORDA_CRASH_SEED", args.seed.unwrap_or_else(now).to_string());
    tools::run(&mut tests).context("something was lost, or stands there by half")
}
