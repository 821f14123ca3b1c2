//! `cargo xtask destruction`: many documents are destroyed among ten times as many, and no file holds anything of them.

use crate::{postgres::Cluster, tools};
use anyhow::{Context, Result};

/// How many documents, and on which databases.
#[derive(clap::Args)]
pub struct Args {
    /// How many there are, on each database.
    #[arg(long, default_value_t = 10_000)]
    documents: u32,
    /// How many of them are destroyed; one act names a thousand at most.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1000))]
    destroy: u32,
    /// Only on this one.
    #[arg(long)]
    on: Option<tools::Database>,
}

/// Where the server puts segments of its log, within its folder.
const ARCHIVE: &str = "archive";

/// Destroys and searches, on the embedded database and on a server of its own, whose every file is looked at.
pub fn run(args: &Args) -> Result<()> {
    let cluster = Cluster::start_with(|folder| {
        let archive = folder.join(ARCHIVE).display().to_string();
        format!(
            "archive_mode = on\narchive_command = 'mkdir -p {archive} && cp %p {archive}/%f'\nwal_recycle = off\n\
             max_wal_size = 256MB\n"
        )
    })
    .context("starting PostgreSQL")?;
    let mut tests = tools::optimized_tests(&["whole"])?;
    tests.args(["--", "--nocapture", "--test-threads=1", "destroyed::"]);
    tests.args(args.on.map(tools::Database::only).into_iter().flatten());
    tests.env("ORDA_TEST_POSTGRES", cluster.url());
    tests.env("ORDA_DESTRUCTION_ARCHIVE", cluster.folder().join(ARCHIVE));
    tests.env("ORDA_DESTRUCTION_DOCUMENTS", args.documents.to_string());
    tests.env("ORDA_DESTRUCTION_DESTROY", args.destroy.to_string());
    tools::run(&mut tests).context("something was left, or others were harmed")
}
