//! `orda backup` and `orda restore`: all that an installation is, in a folder or a bucket of its own, taken while the portal runs;
//! only what is new is written. End with 0 when all is well, with 3 when something is damaged, with 1 when nothing came of it.

mod continuous;
mod cut;
mod drill;
mod finding;
mod folders;
mod keys;
pub mod manifest;
mod objects;
mod place;
mod plan;
mod recorded;
mod removal;
mod restore;
mod sealing;
mod take;

pub use continuous::{Continuous, Renewal, Restored, restore as restore_continuous};
pub use drill::{DRILL, Drill, drill};
pub use finding::Finding;
pub use keys::Keys;
pub use objects::write_whole;
pub use place::{Place, To};
pub use plan::{Copies, Drills, Settings};
pub use recorded::UnderWay;
pub use removal::remove_one;
pub use restore::{From, Outcome, UNFINISHED, check, restore};
pub use take::{Source, Taken, Target, attempt, take};

use crate::compose::MIGRATIONS;
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_backups::By;
use orda_base::{Env, Timestamp};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code when something is not as it was written.
pub const DAMAGED: u8 = 3;

/// Is told how far it is.
pub type Tell<'a> = &'a (dyn Fn(&str) + Sync);

/// What to back up, and where to.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// Folder of backups, best on another machine's disk, or `s3://bucket/prefix`, reached by `[backup.s3]`.
    #[arg(long, value_name = "PLACE")]
    to: To,
    /// Folder in which the keys are mirrored: without the keys of its day a backup cannot be read. Never the folder of
    /// backups, nor one in it or around it.
    #[arg(long)]
    keys_to: PathBuf,
    /// How many backups stay; older ones are removed once this one is there. All stay when not given.
    #[arg(long)]
    keep: Option<usize>,
    /// Makes none: removes the oldest backup, which is named, once another one was read to its last byte and is whole.
    #[arg(long, value_name = "ID", conflicts_with = "keep")]
    remove: Option<String>,
    /// Says nothing while it works.
    #[arg(long)]
    quiet: bool,
}

/// What to restore, and where.
#[allow(clippy::struct_excessive_bools, reason = "each is a word of the command line")]
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// Folder of backups, or `s3://bucket/prefix`, reached by `[backup.s3]`.
    #[arg(long, value_name = "PLACE")]
    from: To,
    /// Folder of the keys.
    #[arg(long)]
    keys: PathBuf,
    /// New folder that becomes the data folder.
    #[arg(long, required_unless_present_any = ["check", "list", "drill"])]
    data: Option<PathBuf>,
    /// Which backup; the newest when not given.
    #[arg(long)]
    snapshot: Option<String>,
    /// Of a continuous copy: nothing that came after this moment (RFC 3339).
    #[arg(long, value_name = "TIME", conflicts_with_all = ["snapshot", "list", "drill"])]
    until: Option<String>,
    /// Makes an installation of what is whole of a damaged backup.
    #[arg(long)]
    damaged: bool,
    /// Restores nothing: reads every byte of the backup and names what is not as it was written.
    #[arg(long, conflicts_with = "data")]
    check: bool,
    /// Restores into a new folder under this one, verifies what was made, removes it and prints a report.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["data", "check"])]
    drill: Option<PathBuf>,
    /// Restores nothing: lists the backups that are there.
    #[arg(long, conflicts_with_all = ["data", "check"])]
    list: bool,
    /// Says nothing while it works.
    #[arg(long)]
    quiet: bool,
}

/// The user of the machine who runs the program, for the accounting.
pub fn whoever() -> String {
    let named = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    named("SUDO_USER").or_else(|| named("USER")).unwrap_or_else(|| "orda".into())
}

fn teller(quiet: bool) -> impl Fn(&str) + Sync {
    move |line: &str| {
        if !quiet {
            eprintln!("{line}");
        }
    }
}

/// Takes a backup.
pub async fn run_backup(config: Config, args: BackupArgs) -> Result<ExitCode> {
    let env = Env::system();
    if args.keep == Some(0) {
        bail!("--keep is at least 1");
    }
    if !config.data.join("keys").join("master.key").is_file() {
        bail!("there is no installation in {}", config.data.display());
    }
    let db = crate::destruction::database::connect(&config).await?;
    db.migrate(&MIGRATIONS).await.context("bringing the database up to date")?;
    let source = Source { config: &config, db: &db, env: &env, by: By::Machine(whoever()) };
    if let Some(id) = &args.remove {
        let removed = remove_one(&source, &args.to, &args.keys_to, id, &teller(args.quiet)).await;
        db.close().await;
        return removed.map(|()| ExitCode::SUCCESS);
    }
    let target = Target { to: args.to, keys_to: args.keys_to, keep: args.keep };
    let taken = take(&source, &target, &teller(args.quiet)).await;
    db.close().await;
    let Taken { manifest, written, bytes, left } = taken?;
    println!("{}  {} posted files, {written} new objects, {bytes} bytes", manifest.id, manifest.blob_count);
    for id in &manifest.damaged {
        println!("damaged in the data folder: blobs/{id}");
    }
    if let Some(why) = left {
        eprintln!("older backups were not removed: {why}");
    }
    Ok(if manifest.damaged.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

/// Restores or checks one.
pub async fn run_restore(config: Config, args: RestoreArgs) -> Result<ExitCode> {
    let env = Env::system();
    let tell = teller(args.quiet);
    if let To::Folder(from) = &args.from
        && continuous::is_continuous(from)
    {
        return Box::pin(run_continuous(&args, from, &env, &tell)).await;
    }
    if args.until.is_some() {
        bail!("--until is for a continuous copy: {} holds backups, of which --snapshot names one", args.from);
    }
    let from = Place::open(&config, &args.from)?;
    let source = From { from: &from, keys: &args.keys, snapshot: args.snapshot.as_deref() };
    if let Some(aside) = &args.drill {
        let held = Box::pin(drill(&source, aside, &config, &env, &tell)).await?;
        print!("{}", held.report());
        return Ok(if held.is_good() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) });
    }
    let outcome = match &args.data {
        Some(data) => restore(&source, data, args.damaged, &env, &tell).await?,
        None if args.list => return list(&source),
        None => check(&source, &env, &tell).await?,
    };
    for finding in &outcome.findings {
        println!("{finding}");
    }
    for id in &outcome.manifest.damaged {
        println!("was damaged when the backup was taken: blobs/{id}");
    }
    let intact = outcome.findings.is_empty();
    println!("{}  {}", outcome.manifest.id, if intact { "intact" } else { "DAMAGED" });
    if !intact && args.data.is_some() && !args.damaged {
        println!("the portal does not start on what was restored; --damaged, into another folder, takes what is whole");
    }
    Ok(if intact { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

/// The same of a continuous copy.
async fn run_continuous(args: &RestoreArgs, from: &Path, env: &Env, tell: Tell<'_>) -> Result<ExitCode> {
    if args.list || args.drill.is_some() || args.snapshot.is_some() {
        bail!("{} holds a continuous copy: it is restored whole, or up to a moment with --until", from.display());
    }
    let until = args.until.as_deref().map(|text| {
        Timestamp::from_rfc3339(text)
            .with_context(|| format!("--until is a moment like 2026-11-23T09:30:00Z, not {text}"))
    });
    let from = (from, args.keys.as_path());
    let done = continuous::restore(from, args.data.as_deref(), until.transpose()?, args.damaged, env, tell).await?;
    for finding in &done.outcome.findings {
        println!("{finding}");
    }
    for id in &done.outcome.manifest.damaged {
        println!("was damaged when the copy was taken: blobs/{id}");
    }
    let intact = done.outcome.findings.is_empty();
    let (id, word) = (&done.outcome.manifest.id, if intact { "intact" } else { "DAMAGED" });
    println!("{id}  {} segments, until {}  {word}", done.segments, done.until.rfc3339());
    if !intact && args.data.is_some() && !args.damaged {
        println!("the portal does not start on what was restored; --damaged, into another folder, takes what is whole");
    }
    Ok(if intact { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

fn list(source: &From<'_>) -> Result<ExitCode> {
    let (all, findings) = manifest::all(source.from, &Keys::read(source.keys)?)?;
    for one in &all {
        let database = one.database.as_ref().map_or("no database".to_owned(), |d| format!("database {} bytes", d.size));
        println!("{}  {}  {database}, {} posted files, {} bytes", one.id, one.begun, one.blob_count, one.blob_bytes);
    }
    for finding in &findings {
        println!("{finding}");
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}
