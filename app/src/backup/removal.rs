//! Removing a backup by hand: the oldest, and never the last good one (217-a20.3b).

use crate::backup::folders::{alone, hold, hold_data};
use crate::backup::objects::Objects;
use crate::backup::take::remove;
use crate::backup::{From, Keys, Place, Source, Tell, To, check, manifest};
use anyhow::{Result, bail};
use orda_backups::RESOURCE;
use orda_base::{Access, Actor, Operation, Outcome};
use std::path::Path;

/// Removes the backup `id` from `to`; accounted for, refused or not.
///
/// # Errors
/// When it is not there, not the oldest, or no other is whole, read to its last byte: then nothing is removed.
pub async fn remove_one(source: &Source<'_>, to: &To, keys: &Path, id: &str, tell: Tell<'_>) -> Result<()> {
    let removed = try_remove(source, to, keys, id, tell).await;
    let mut access = Access::done(RESOURCE, id, Operation::Delete).detail(format!("by {}", source.by));
    if let Err(error) = &removed {
        access.outcome = Outcome::Refused;
        access.detail = format!("by {}: {error:#}", source.by);
    }
    let mut tx = source.db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), source.env.now(), &access).await?;
    tx.commit().await?;
    removed
}

async fn try_remove(source: &Source<'_>, to: &To, keys: &Path, id: &str, tell: Tell<'_>) -> Result<()> {
    let place = Place::open(source.config, to)?;
    let _held = match to {
        To::Folder(folder) => hold(folder)?,
        To::Bucket(_) => hold_data(&source.config.data)?,
    };
    let _alone = alone(source, &place).await?;
    let objects = Objects::new(place.clone(), Keys::read(keys)?, source.env.clone());
    let ids = manifest::ids(&place)?;
    if !ids.iter().any(|known| known == id) {
        bail!("there is no backup {id} in {place}");
    }
    let (all, findings) = manifest::all(&place, &objects.keys)?;
    for other in all.iter().rev().filter(|other| other.id != id && other.damaged.is_empty()) {
        let from = From { from: &place, keys, snapshot: Some(&other.id) };
        if check(&from, source.env, tell).await?.findings.is_empty() {
            // Between two that are there none may be missing: that one is missed is how a theft is found.
            if ids[0] != id {
                bail!("only the oldest backup can be removed, {}", ids[0]);
            }
            if let Some(finding) = findings.first() {
                bail!("nothing is removed while a backup cannot be read: {finding}");
            }
            let (old, stay): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|one| one.id == id);
            return remove(&place, &objects, &old, &stay, tell);
        }
    }
    bail!("{id} stays: no other backup is whole")
}
