//! `orda audit`: verifying the accounting, proofs, archives. Ends with 0 when all is as it was written, with 3 when
//! something is not, with 1 when it could not be verified.

use crate::accounting::{archives, months_before, sealer};
use crate::config::Config;
use crate::master_key;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use merkle::VerifierKey;
use orda_audit::{EntryStore, Leaf, Report, TreeStore, prove};
use orda_audit_store::{Entries, Tree, Trusted, verify, verify_archive_by};
use orda_base::{Access, Actor, Env, Operation};
use orda_store::Database;
use std::path::{Path, PathBuf};

/// Exit code when something is not as it was written.
const ALTERED: i32 = 3;

/// What to do with the accounting.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Verifies every record against the tree and the tree against the signed checkpoints; names what was altered.
    Verify {
        /// File of checkpoints that were kept elsewhere.
        #[arg(long)]
        checkpoints: Option<PathBuf>,
        /// Verifies this archive by itself instead; nothing else of the installation is needed.
        #[arg(long)]
        archive: Option<PathBuf>,
        /// Key that verifies checkpoints (`orda audit key`); that of this installation when not given.
        #[arg(long)]
        key: Option<String>,
        /// The outcome as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints a record with the proof that it is in the signed tree, as JSON.
    Prove {
        /// Number of the record.
        seq: i64,
    },
    /// Prints the latest signed checkpoint.
    Checkpoint,
    /// Prints the key that verifies checkpoints.
    Key {
        /// The keys before it instead, each with the number of records up to which its checkpoints count.
        #[arg(long)]
        former: bool,
    },
    /// Moves whole months that ended before this month, or so many months before it, to files.
    Archive {
        /// Whole months that stay in the database.
        #[arg(long)]
        keep_months: Option<u32>,
    },
}

/// Carries it out.
pub async fn run(config: Config, command: Command) -> Result<()> {
    if let Command::Verify { archive: Some(path), key, json, .. } = &command {
        return verify_file(&config, path, key.as_deref(), *json).await;
    }
    let env = Env::system();
    let db = crate::destruction::database::connect(&config).await?;
    let sealer = sealer(&config, &db, &env, &master_key::kept(&config)?)?;
    let own = sealer.verifier().await?;
    let archives = archives(&config, &db, &env);
    let tree = Tree::new(db.clone());
    match command {
        Command::Verify { checkpoints, key, json, .. } => {
            let elsewhere = match checkpoints {
                Some(path) => std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?,
                None => String::new(),
            };
            let key = key.as_deref().map(parse_key).transpose()?.unwrap_or(own);
            let report = verify(&db, &archives, &key, &elsewhere).await?;
            db.close().await;
            tell(&report, json);
            return Ok(());
        }
        Command::Prove { seq } => {
            let Some(proof) = prove(&tree, seq).await? else {
                bail!("there is no record {seq} in the signed tree");
            };
            let entry = Entries::new(db.clone()).entry(seq).await?;
            let mut tx = db.begin().await?;
            let access = Access::done("accounting", format!("{seq} proof"), Operation::Read);
            orda_audit_store::record(&mut tx, &Actor::portal(), env.now(), &access).await?;
            tx.commit().await?;
            let record = entry.map(|e| String::from_utf8(Leaf::from(&e).to_bytes())).transpose()?;
            let proof = serde_json::json!({
                "number": seq,
                "record": record,
                "index": proof.index,
                "size": proof.checkpoint.size,
                "leaf": proof.leaf.to_base64(),
                "path": proof.path.iter().map(|h| h.to_base64()).collect::<Vec<_>>(),
                "root": proof.checkpoint.root.to_base64(),
                "checkpoint": proof.checkpoint.note,
                "key": own.to_string(),
            });
            println!("{}", serde_json::to_string_pretty(&proof)?);
        }
        Command::Checkpoint => match tree.latest().await? {
            Some(checkpoint) => print!("{}", checkpoint.note),
            None => bail!("there is no checkpoint yet"),
        },
        Command::Key { former: false } => println!("{own}"),
        Command::Key { former: true } => {
            for (key, until) in Trusted::of(&db, &own).await?.former() {
                println!("{key}  {until}");
            }
        }
        Command::Archive { keep_months } => {
            sealer.seal().await?;
            let until = months_before(env.now(), keep_months.unwrap_or(config.accounting.keep_months));
            for archive in archives.move_before(until, &own).await? {
                println!("{}  {} records  {}", archive.month, archive.records(), archives.path(&archive).display());
            }
        }
    }
    db.close().await;
    Ok(())
}

fn parse_key(text: &str) -> Result<VerifierKey> {
    text.parse().ok().context("this is no key: it is printed by `orda audit key`")
}

async fn verify_file(config: &Config, path: &Path, key: Option<&str>, json: bool) -> Result<()> {
    let keys = match key {
        Some(text) => Some(Trusted::alone(parse_key(text)?)),
        None if config.master_key.is_some() || config.data.join("keys").exists() => {
            let env = Env::system();
            let db = Database::open(&config.database_url()).await?;
            let own = sealer(config, &db, &env, &master_key::kept(config)?)?.verifier().await.ok();
            let trusted = match own {
                Some(own) => Some(Trusted::of(&db, &own).await.unwrap_or_else(|_| Trusted::alone(own))),
                None => None,
            };
            db.close().await;
            trusted
        }
        None => {
            eprintln!("without --key the file only proves that it agrees with itself");
            None
        }
    };
    let report = verify_archive_by(path, keys.as_ref()).with_context(|| format!("reading {}", path.display()))?;
    tell(&report, json);
    Ok(())
}

/// Prints the outcome; ends the program when something is not as it was.
fn tell(report: &Report, json: bool) {
    if json {
        let findings: Vec<_> =
            report.findings.iter().map(|f| serde_json::json!({ "code": f.code(), "what": f.what() })).collect();
        let told = serde_json::json!({
            "intact": report.is_intact(),
            "sealed": report.sealed,
            "archived": report.archived,
            "pending": report.pending,
            "checkpoints": report.checkpoints,
            "latest": report.latest.map(orda_base::Timestamp::rfc3339),
            "findings": findings,
        });
        println!("{told:#}");
    } else {
        println!(
            "{} records verified ({} of them in archives), {} checkpoints, {} records newer than the last checkpoint",
            report.sealed, report.archived, report.checkpoints, report.pending
        );
        for finding in &report.findings {
            println!("{}: {}", finding.code(), finding.what());
        }
        println!("{}", if report.is_intact() { "intact" } else { "ALTERED" });
    }
    if !report.is_intact() {
        std::process::exit(ALTERED);
    }
}
