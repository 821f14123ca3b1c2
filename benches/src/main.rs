//! Orda against the limits of this machine, measured in the same run: a figure is worth its ratio.
//!
//! `cargo xtask bench [list|card|search|approvals|upload|memory|accounting|log|capacity|text|eds] [--json FILE]`

mod accounting;
mod approvals;
mod capacity;
mod card;
mod client;
mod eds;
mod limit;
mod list;
mod memory;
mod portal;
mod search;
mod text;
mod upload;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Parser)]
struct Cli {
    /// The release binary of Orda.
    #[arg(long)]
    orda: PathBuf,
    /// Only this workload.
    name: Option<String>,
    /// Write the figures here as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    #[command(subcommand)]
    hidden: Option<Hidden>,
}

#[derive(Subcommand)]
enum Hidden {
    /// An axum server that answers with nothing: the limit of requests a second.
    #[command(hide = true)]
    EmptyServer { port: u16 },
    /// The government in a folder, served with or without accounting for reads.
    #[command(hide = true)]
    Serve {
        port: u16,
        data: PathBuf,
        #[arg(long)]
        unaccounted: bool,
    },
}

/// One measured figure with the bound it is held against.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// What it should be at most (or at least), in the same unit.
    pub bound: f64,
    /// Is the bound a lower one?
    pub at_least: bool,
}

impl Figure {
    /// A figure that should be at most `bound`.
    pub fn at_most(name: impl Into<String>, value: f64, unit: &'static str, bound: f64) -> Self {
        Self { name: name.into(), value, unit, bound, at_least: false }
    }

    /// A figure that should be at least `bound`.
    pub fn at_least(name: impl Into<String>, value: f64, unit: &'static str, bound: f64) -> Self {
        Self { name: name.into(), value, unit, bound, at_least: true }
    }

    fn holds(&self) -> bool {
        if self.at_least { self.value >= self.bound } else { self.value <= self.bound }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    match cli.hidden {
        Some(Hidden::EmptyServer { port }) => return limit::serve_nothing(port).await,
        Some(Hidden::Serve { port, data, unaccounted }) => return accounting::serve(port, data, unaccounted).await,
        None => {}
    }
    let wanted = |name: &str| cli.name.as_deref().is_none_or(|n| n == name);
    let mut figures = Vec::new();
    if wanted("list") {
        figures.extend(list::run(&cli.orda).await?);
    }
    if wanted("card") {
        figures.extend(card::run(&cli.orda).await?);
    }
    if wanted("approvals") {
        figures.extend(approvals::run(&cli.orda).await?);
    }
    if wanted("search") {
        figures.extend(search::run(&cli.orda).await?);
    }
    if wanted("upload") {
        figures.extend(upload::run(&cli.orda).await?);
    }
    if wanted("memory") {
        figures.extend(memory::run(&cli.orda).await?);
    }
    if wanted("accounting") {
        figures.extend(accounting::run(&cli.orda).await?);
    } else if wanted("pages") {
        figures.extend(accounting::pages(&cli.orda).await?);
    } else if wanted("log") {
        figures.extend(accounting::log().await?);
    }
    if wanted("capacity") {
        figures.extend(Box::pin(capacity::run()).await?);
    }
    if wanted("text") {
        figures.extend(text::run());
    }
    if wanted("eds") {
        figures.extend(eds::run()?);
    }
    if figures.is_empty() {
        bail!(
            "no such workload; there are list, card, approvals, search, upload, memory, accounting, pages, log, capacity, \
             text and eds"
        );
    }
    for figure in &figures {
        let (sign, verdict) =
            (if figure.at_least { ">=" } else { "<=" }, if figure.holds() { "holds" } else { "DOES NOT HOLD" });
        println!(
            "{:<58} {:>12.3} {:<8} {sign} {:>10.3}  {verdict}",
            figure.name, figure.value, figure.unit, figure.bound
        );
    }
    if let Some(path) = cli.json {
        std::fs::write(path, serde_json::to_vec_pretty(&figures)?)?;
    }
    Ok(())
}
