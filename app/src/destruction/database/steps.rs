//! What is done to destroy a database, step by step: each can be done again, so that an interruption is gone on from.

use super::remains::{self, Done, GoesOn};
use super::wipe;
use crate::compose::MIGRATIONS;
use crate::config::Config;
use anyhow::{Context, Result, bail};
use merkle::Signer;
use orda_base::Env;
use orda_store::Database;
use std::path::PathBuf;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The master key: from here on nothing sealed can be read.
    Key,
    /// Mirrors of the keys.
    Mirrors,
    /// The key vault.
    Vault,
    /// The database.
    Database,
    /// Everything else in the folder of data.
    Folder,
    /// The word about the end.
    Word,
}

impl Step {
    /// In the order in which they are done.
    pub const ALL: [Self; 6] = [Self::Key, Self::Mirrors, Self::Vault, Self::Database, Self::Folder, Self::Word];
}

/// Ends a destruction that was begun. Returns what stays.
///
/// # Errors
/// When something cannot be removed, or nothing was begun; to be tried again.
pub async fn go_on(config: &Config, env: &Env) -> Result<Done> {
    if let Some(done) = remains::done(config)? {
        // Interrupted between the two files.
        wipe::file(&remains::goes_on_at(config))?;
        return Ok(done);
    }
    for step in Step::ALL {
        carry_out(config, env, step).await?;
    }
    remains::done(config)?.context("no word about the end was written")
}

/// Does one step of a destruction that was begun.
pub async fn carry_out(config: &Config, env: &Env, step: Step) -> Result<()> {
    let begun = remains::goes_on(config)?;
    let begun = begun.with_context(|| format!("nothing is being destroyed in {}", config.data.display()))?;
    match step {
        Step::Key => wipe::file(&config.data.join("keys").join("master.key")).context("destroying the master key"),
        Step::Mirrors => {
            for mirror in &begun.mirrors {
                wipe::folder(mirror, &[]).with_context(|| format!("destroying {}", mirror.display()))?;
            }
            Ok(())
        }
        Step::Vault => remove(&config.vault_url(), &["vault", "store"], &begun).await.context("destroying the vault"),
        Step::Database => remove(&config.database_url(), &prefixes(), &begun).await.context("destroying the database"),
        Step::Folder => {
            // Folders that are links to another disk are gone into; other links are not.
            for name in ["keys", "blobs", "archives"] {
                wipe::folder(&config.data.join(name), &[]).with_context(|| format!("destroying {name}"))?;
            }
            wipe::folder(&config.data, &kept(config)).context("destroying the folder of data")
        }
        Step::Word => end(config, env, &begun).await,
    }
}

/// What stays in the folder of data.
fn kept(config: &Config) -> Vec<PathBuf> {
    let own = [remains::goes_on_at(config), remains::done_at(config)];
    // Settings hold nothing of what the portal kept; they say where it was.
    let settings = config.file.clone().map(|file| config.data.join(file.file_name().unwrap_or_default()));
    own.into_iter().chain(settings).collect()
}

fn prefixes() -> Vec<&'static str> {
    MIGRATIONS.iter().map(|set| set.component).chain(["store"]).collect()
}

async fn remove(url: &str, prefixes: &[&str], begun: &GoesOn) -> Result<()> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        let path = path.split('?').next().unwrap_or(path);
        for end in ["", "-wal", "-shm", "-journal"] {
            wipe::file(&PathBuf::from(format!("{path}{end}")))?;
        }
        return Ok(());
    }
    let db = Database::open(url).await?;
    let removed = async {
        db.drop_tables(prefixes).await?;
        let word = format!(
            "the database of {} was destroyed by order {}; the act is in {}",
            begun.installation,
            begun.order,
            begun.act.display()
        );
        db.leave_word(&word).await
    };
    let removed = removed.await;
    db.close().await;
    Ok(removed?)
}

/// Looks whether anything remains, and says what happened: beside the act, signed, and here.
async fn end(config: &Config, env: &Env, begun: &GoesOn) -> Result<()> {
    let mut left = wipe::left(&config.data, &kept(config))?;
    for mirror in &begun.mirrors {
        left.extend(wipe::left(mirror, &[])?);
    }
    if let Some(path) = left.first() {
        bail!("{} files remain, {} among them", left.len(), path.display());
    }
    for (url, prefixes) in [(config.vault_url(), vec!["vault", "store"]), (config.database_url(), prefixes())] {
        if !url.starts_with("sqlite://") {
            let db = Database::open(&url).await?;
            let tables = db.tables(&prefixes).await;
            db.close().await;
            if let Some(table) = tables?.first() {
                bail!("table {table} remains");
            }
        }
    }
    let done = Done {
        order: begun.order.clone(),
        installation: begun.installation.clone(),
        act: begun.act.clone(),
        act_sha256: begun.act_sha256.clone(),
        ended: env.now().rfc3339(),
    };
    let seed = hex::decode(&begun.seed).ok().and_then(|seed| seed.try_into().ok());
    let signer = seed.and_then(|seed: [u8; 32]| Signer::from_seed(&begun.signer, &seed));
    let signer = signer.context("the key for the word about the end is spoiled")?;
    let text = format!(
        "destroyed database of {}\norder {}\nact sha256 {}\nbegan {}\nended {}\n",
        done.installation, done.order, done.act_sha256, begun.began, done.ended
    );
    remains::write(&begun.act.join("completed.txt"), signer.sign(&text).as_bytes())?;
    remains::write_json(&remains::done_at(config), &done)?;
    wipe::file(&remains::goes_on_at(config)).context("removing the key of the word about the end")
}
