//! `orda copy`: an installation goes on in other databases, with everything that proves it. Ends with 0 when the copy is whole, with
//! 3 when something of it is not as it was, with 1 when nothing came of it.

use crate::accounting::{archives, sealer};
use crate::backup::{DAMAGED, Tell, UNFINISHED, whoever};
use crate::compose::MIGRATIONS;
use crate::config::Config;
use crate::{connections, master_key};
use anyhow::{Context, Result, bail};
use orda_audit::TreeStore;
use orda_audit_store::{Tree, verify};
use orda_base::{Access, Actor, Env, Operation};
use orda_documents_store::VAULT_MIGRATIONS;
use orda_store::transfer::{self, Copied, Progress, Source};
use orda_store::{Database, MigrationSet, is_in_use};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where to.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Address of an empty database that becomes the main one: postgres://… or sqlite://…
    #[arg(long, value_name = "ADDRESS")]
    pub to: String,
    /// Address of another empty database, which becomes the key vault; the vault stays where it is when not given.
    #[arg(long, value_name = "ADDRESS")]
    pub vault_to: Option<String>,
    /// Says nothing while it works.
    #[arg(long)]
    pub quiet: bool,
}

/// The setting of the main database.
const MAIN: &str = "database";

/// A database that is copied.
struct Plan<'a> {
    /// Its setting.
    name: &'static str,
    from: String,
    to: &'a str,
    sets: &'static [MigrationSet],
}

fn plan<'a>(config: &Config, args: &'a Args) -> Vec<Plan<'a>> {
    // The main one is last: it is what a portal is opened by.
    let vault = |to| Plan { name: "vault", from: config.vault_url(), to, sets: &[VAULT_MIGRATIONS] };
    let main = Plan { name: MAIN, from: config.database_url(), to: &args.to, sets: &MIGRATIONS };
    args.vault_to.as_deref().map(vault).into_iter().chain([main]).collect()
}

/// Databases that were copied and are not compared yet. Nobody writes to those that they were copied of.
pub struct Loaded {
    copied: Vec<Vec<Copied>>,
    sources: Vec<Source>,
}

impl Loaded {
    /// The tables, as they were read.
    pub fn tables(&self) -> impl Iterator<Item = &Copied> {
        self.copied.iter().flatten()
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Done {
    /// Tables.
    pub tables: usize,
    /// Rows of all of them.
    pub rows: u64,
    /// Records of the accounting that were verified.
    pub records: u64,
    /// Its latest checkpoint: so many records, and the root over them.
    pub latest: Option<(u64, String)>,
    /// What is not as it was; the copy is then not taken for one.
    pub wrong: Vec<String>,
}

/// Carries it out.
pub async fn run(config: Config, args: Args) -> Result<ExitCode> {
    let tell = |line: &str| {
        if !args.quiet {
            eprintln!("{line}");
        }
    };
    let mut loaded = Box::pin(load(&config, &args, &tell)).await?;
    tell("comparing both sides, and verifying the accounting");
    let done = Box::pin(finish(&config, &args, &mut loaded, &Env::system())).await?;
    for wrong in &done.wrong {
        println!("{wrong}");
    }
    if !done.wrong.is_empty() {
        println!("DAMAGED: no portal starts on the copy; what was copied stays as it was");
        return Ok(ExitCode::from(DAMAGED));
    }
    println!("{} rows of {} tables copied, the same on both sides", done.rows, done.tables);
    let (size, root) = done.latest.unwrap_or_default();
    println!("accounting: {} records verified, the latest checkpoint over {size}, root {root}", done.records);
    println!("in {}:", config.file.as_deref().map_or("orda.toml".into(), |file| file.display().to_string()));
    for plan in plan(&config, &args).iter().rev() {
        println!("  {} = {:?}", plan.name, plan.to);
    }
    if std::env::var_os("ORDA_DATABASE").is_some() {
        println!("ORDA_DATABASE, which is set, goes before what stands there");
    }
    println!("files, keys and archives stay in {}: none of them was copied", config.data.display());
    Ok(ExitCode::SUCCESS)
}

/// Copies every row. The copies are marked as not whole: [`finish`].
///
/// # Errors
/// Why nothing was begun, or what it failed on; it can be begun again then.
pub async fn load(config: &Config, args: &Args, tell: Tell<'_>) -> Result<Loaded> {
    if config.data.join(UNFINISHED).exists() {
        bail!("{} was not restored to the end; restore it into another folder", config.data.display());
    }
    master_key::kept(config)?;
    let plans = plan(config, args);
    let mut named = vec![config.database_url(), config.vault_url()];
    for Plan { name, to, .. } in &plans {
        connections::check_address(name, to, config.network)?;
        if named.iter().any(|other| other == to) {
            bail!("each database has an address of its own: that of the {name} to be is that of another");
        }
        named.push((*to).to_owned());
    }
    for Plan { name, from, to, .. } in &plans {
        if is_in_use(from).await.with_context(|| format!("asking who is in the {name}"))? {
            bail!("the {name} is in use: end the portal on every node, and whatever else is connected to it");
        }
        let begun = transfer::is_begun(to).await.with_context(|| format!("looking at the {name} to be"))?;
        if is_in_use(to).await? {
            bail!("somebody is connected to the {name} to be");
        }
        if begun {
            tell(&format!("{name}: a copy that was not ended is there; it is begun anew"));
        }
    }
    let mut sources = Vec::new();
    for Plan { name, from, sets, .. } in &plans {
        sources.push(Source::open(from, sets).await.with_context(|| format!("opening the {name}"))?);
    }
    let mut copied = Vec::new();
    for (Plan { name, to, sets, .. }, source) in plans.iter().zip(&mut sources) {
        let percent = AtomicU64::new(u64::MAX);
        let told = |progress: Progress<'_>| {
            let now = progress.done * 100 / progress.of.max(1);
            if percent.swap(now, Ordering::Relaxed) != now {
                tell(&format!("{name}: {} of {} rows ({})", progress.done, progress.of, progress.table));
            }
        };
        let tables = Box::pin(transfer::load(source, to, sets, &told));
        copied.push(tables.await.with_context(|| format!("copying the {name}"))?);
    }
    Ok(Loaded { copied, sources })
}

/// Compares the copies with what they were made of and verifies the accounting in them. Only when nothing is wrong are they whole,
/// which the accounting says then.
///
/// # Errors
/// When it could not be looked at, or somebody has connected to what was copied; the copies are not whole then either.
pub async fn finish(config: &Config, args: &Args, loaded: &mut Loaded, env: &Env) -> Result<Done> {
    let plans = plan(config, args);
    let mut wrong = Vec::new();
    for (plan, copied) in plans.iter().zip(&loaded.copied) {
        let differing = transfer::compare(copied, plan.to).await;
        wrong.extend(differing.with_context(|| format!("comparing the {}", plan.name))?);
    }
    let db = Database::open(&args.to).await?;
    let key = sealer(config, &db, env, &master_key::kept(config)?)?.verifier().await?;
    let report = verify(&db, &archives(config, &db, env), &key, "").await.context("verifying the accounting")?;
    wrong.extend(report.findings.iter().map(|found| format!("accounting: {} {}", found.code(), found.what())));
    let latest = Tree::new(db.clone()).latest().await?.map(|latest| (latest.size, latest.root.to_base64()));
    let done = Done {
        tables: loaded.tables().count(),
        rows: loaded.tables().map(|table| table.sum.rows).sum(),
        records: report.sealed,
        latest,
        wrong,
    };
    if done.wrong.is_empty() {
        for (plan, source) in plans.iter().zip(&mut loaded.sources) {
            let alone = source.is_alone().await.with_context(|| format!("asking who is in the {}", plan.name))?;
            if !alone {
                bail!("somebody has connected to the {} that was copied: end that, and copy it anew", plan.name);
            }
        }
        end(config, &plans, &db, env, &done).await?;
    }
    db.close().await;
    Ok(done)
}

/// The copies are whole: the main one last, with the word about it.
async fn end(config: &Config, plans: &[Plan<'_>], db: &Database, env: &Env, done: &Done) -> Result<()> {
    for plan in plans.iter().filter(|plan| plan.name != MAIN) {
        let db = Database::open(plan.to).await?;
        let mut tx = db.begin().await?;
        transfer::finish(&mut tx).await?;
        tx.commit().await?;
        db.close().await;
    }
    let kind = |url: &str| url.split_once("://").map_or("", |(kind, _)| kind).to_owned();
    let moved = plans.iter().rev().map(|plan| format!("{} from {} to {}", plan.name, kind(&plan.from), kind(plan.to)));
    let moved = moved.collect::<Vec<_>>().join(", ");
    let detail = format!("copied by {}: {moved}; {} rows of {} tables", whoever(), done.rows, done.tables);
    let access = Access::done("installation", "copy", Operation::Create).detail(detail);
    let mut tx = db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), env.now(), &access).await?;
    transfer::finish(&mut tx).await?;
    tx.commit().await.with_context(|| format!("ending the copy of {}", config.data.display()))
}
