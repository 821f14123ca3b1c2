//! `cargo xtask bench`: Orda against the limits of this machine, in the same run.

use crate::{assets, tools};
use anyhow::Result;
use std::path::PathBuf;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// Only this one: `list`, `card`, `approvals`, `search`, `upload`, `memory`, `accounting` (or of
    /// it `pages` or the long `log` alone), `capacity` (sizes, not times), `text`, `eds`.
    name: Option<String>,
    /// Write the figures as JSON here too.
    #[arg(long)]
    json: Option<PathBuf>,
}

/// Builds the release binary and runs the workloads of `benches/`.
pub fn run(args: &Args) -> Result<()> {
    let mut needed = vec!["orda-benches"];
    // These need no portal.
    if !matches!(args.name.as_deref(), Some("log" | "capacity" | "text" | "eds")) {
        assets::build()?;
        needed.push("orda");
    }
    tools::run(tools::programs(&needed)?.arg("--release"))?;
    let target = tools::target_dir()?.join("release");
    let mut bench = std::process::Command::new(target.join("orda-benches"));
    bench.arg("--orda").arg(target.join("orda"));
    if let Some(name) = &args.name {
        bench.arg(name);
    }
    if let Some(json) = &args.json {
        bench.arg("--json").arg(json);
    }
    tools::run(&mut bench)
}
