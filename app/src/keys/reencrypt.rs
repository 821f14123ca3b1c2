//! `orda keys reencrypt`: every posted file under a new key, by the cipher of the settings.

use super::refuse_while_used;
use crate::backup::{Tell, whoever, write_whole};
use crate::compose::Portal;
use crate::config::Config;
use anyhow::{Context, Result};
use orda_base::{Access, Actor, Env, Operation};
use orda_documents::{BlobId, Reencrypted};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// What is to be written anew, an id a line, in the data folder until it is done: what came in since is not among it.
const LIST: &str = "reencrypt.list";
/// Files between two words about how far it is.
const OFTEN: usize = 1000;

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Files that lie under new keys now.
    pub done: usize,
    /// Those whose bytes are not what was received; they stay as they are.
    pub damaged: Vec<BlobId>,
}

/// Writes every posted file anew. After an interruption it goes on where it was.
///
/// # Errors
/// While the portal runs; when the disk or the database does not answer.
pub async fn reencrypt(config: &Config, env: &Env, tell: Tell<'_>) -> Result<Rewritten> {
    refuse_while_used(config).await?;
    let portal = Box::pin(Portal::open(config.clone(), env.clone())).await?;
    let rewritten = rewrite(&portal, tell).await;
    portal.close().await;
    rewritten
}

async fn rewrite(portal: &Portal, tell: Tell<'_>) -> Result<Rewritten> {
    let path = portal.config.data.join(LIST);
    let blobs = if let Some(blobs) = read(&path)? {
        blobs
    } else {
        let blobs = portal.documents.blobs().await?;
        let lines = blobs.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        write_whole(&path, lines.as_bytes()).with_context(|| format!("writing {}", path.display()))?;
        blobs
    };
    let cipher = portal.config.cipher.name();
    record(portal, format!("begun by {}, {} listed, {cipher}", whoever(), blobs.len())).await?;
    let (actor, mut rewritten) = (Actor::portal(), Rewritten::default());
    for (at, blob) in blobs.iter().enumerate() {
        match portal.documents.reencrypt(&actor, *blob).await? {
            Reencrypted::Done => rewritten.done += 1,
            Reencrypted::Damaged => rewritten.damaged.push(*blob),
            // Done before an interruption, or destroyed.
            Reencrypted::Gone => {}
        }
        if (at + 1).is_multiple_of(OFTEN) {
            tell(&format!("{} of {}", at + 1, blobs.len()));
        }
    }
    record(portal, format!("ended, {} done, {} damaged, {cipher}", rewritten.done, rewritten.damaged.len())).await?;
    fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
    Ok(rewritten)
}

/// What was listed before an interruption, if anything.
fn read(path: &Path) -> Result<Option<Vec<BlobId>>> {
    let text = match fs::read_to_string(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| format!("reading {}", path.display()))?,
    };
    let blobs = text.lines().map(str::parse).collect::<Result<Vec<BlobId>, _>>();
    blobs.map(Some).with_context(|| format!("reading {}", path.display()))
}

async fn record(portal: &Portal, detail: String) -> Result<()> {
    let access = Access::done("file", "encryption", Operation::Change).detail(detail);
    let mut tx = portal.db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), portal.env.now(), &access).await?;
    Ok(tx.commit().await?)
}
