//! `cargo xtask demo`: from a fresh clone to a served demo government.

use crate::{assets, tools};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// What to serve.
#[derive(clap::Args)]
pub struct Args {
    /// Port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the demo's data.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Throw the folder away first and make a new government.
    #[arg(long)]
    fresh: bool,
    /// Fill in 100,000 drafts.
    #[arg(long)]
    large: bool,
    /// Post the text files of this folder as drafts too.
    #[arg(long)]
    texts: Option<PathBuf>,
}

/// Builds and serves.
pub fn run(args: &Args) -> Result<()> {
    assets::build()?;
    tools::run(tools::programs(&["orda"])?.arg("--release"))?;
    let mut orda = Command::new(tools::target_dir()?.join("release/orda"));
    orda.arg("demo").arg("--port").arg(args.port.to_string()).arg("--data").arg(&args.data);
    if args.fresh {
        orda.arg("--fresh");
    }
    if args.large {
        orda.arg("--large");
    }
    if let Some(texts) = &args.texts {
        orda.arg("--texts").arg(texts);
    }
    tools::run(&mut orda)
}
