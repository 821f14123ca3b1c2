//! Making an installation of a continuous copy, or checking one.

use crate::backup::continuous::generation;
use crate::backup::continuous::segment::{self, DATABASES, Segment};
use crate::backup::manifest::{BlobList, Manifest};
use crate::backup::objects::Objects;
use crate::backup::restore::{Opened, Outcome, begin_folder, finish_folder, install_master, vault_in};
use crate::backup::take::wanted;
use crate::backup::{Finding, Keys, Place, Tell};
use anyhow::{Context, Result, bail};
use orda_base::{Env, Timestamp};
use orda_store::Database;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What came of it.
#[derive(Debug)]
pub struct Restored {
    /// The copy of the whole, and what is wrong.
    pub outcome: Outcome,
    /// Everything that was acknowledged before this moment is there.
    pub until: Timestamp,
    /// How many segments were laid over the copy of the whole.
    pub segments: u64,
}

/// Does this folder hold a continuous copy?
pub fn is_continuous(from: &Path) -> bool {
    from.join("generations").is_dir()
}

/// Makes an installation of the continuous copy in `from` in the new folder `data`; without a folder the copy is checked only,
/// in a temporary one. `until`: nothing that was copied after this moment is wanted. Where the copy is damaged the portal does
/// not start on that folder, unless `damaged` says that what is whole is wanted all the same.
pub async fn restore(
    (from, keys): (&Path, &Path),
    data: Option<&Path>,
    until: Option<Timestamp>,
    damaged: bool,
    env: &Env,
    tell: Tell<'_>,
) -> Result<Restored> {
    let (id, key) = generation::all(from, keys)?
        .pop()
        .context("no copy can be read: none is whole, or its key is not in the folder of keys")?;
    let folder = generation::folder(from, &id);
    let (place, keys_of) = (Place::Folder(folder.clone()), Keys::new(&key));
    let manifest = Manifest::read(&place, &id, &keys_of)?.map_err(|finding| anyhow::anyhow!("{finding}"))?;
    let objects = Objects::new(place, Keys::new(&key), env.clone()).with_shelf(Place::Folder(from.to_owned()));
    let mut opened = Opened { objects, manifest, findings: Vec::new() };

    let aside = tempfile::tempdir()?;
    let (root, is_check) = data.map_or_else(|| (aside.path().join("data"), true), |data| (data.to_owned(), false));
    let mark = begin_folder(&root, &id)?;
    let part = opened.manifest.database.clone().context("the copy holds no database")?;
    opened.file(&part, &root.join(DATABASES[0]))?;
    let parts = opened.manifest.files.clone();
    opened.files(&parts, &root)?;
    if !opened.findings.is_empty() {
        let wrong: Vec<String> = opened.findings.iter().map(ToString::to_string).collect();
        // The mark stays.
        bail!("the copy {id} is damaged: {}", wrong.join("; "));
    }
    tell(&format!("database: {} bytes", part.size));
    let mut list = opened.list()?;
    let laid = lay_over(&mut opened, &folder, &keys_of, &root, until, &mut list)?;
    tell(&format!("{} segments, until {}", laid.1, laid.0.rfc3339()));

    let database = root.join(DATABASES[0]);
    let db = Database::open_copy(&database).await?;
    let wanted = wanted(&db).await;
    db.close().await;
    let wanted = wanted?;
    // What went since the copy of the whole was made is not wanted.
    list.retain(|id, _| wanted.contains_key(id));
    let blobs: Option<PathBuf> = (!is_check).then(|| root.join("blobs"));
    opened.blobs(&list, blobs.as_deref(), tell)?;
    tell(&format!("posted files: {}", list.len()));
    install_master(keys, &root)?;
    opened.database(&database, &list).await?;
    let vault = vault_in(&root.join("keys"), env).await?;
    let unknown = opened.unseal(&database, &vault).await;
    vault.close().await;
    unknown?;
    if !is_check {
        finish_folder(&opened, &root, &mark, damaged, env, tell).await?;
    }
    Ok(Restored { outcome: opened.done(), until: laid.0, segments: laid.1 })
}

/// Lays the segments over the databases, up to the first that is not whole. Gives the moment up to which all is there, and how
/// many there were.
fn lay_over(
    opened: &mut Opened,
    folder: &Path,
    keys: &Keys,
    root: &Path,
    until: Option<Timestamp>,
    list: &mut BlobList,
) -> Result<(Timestamp, u64)> {
    let numbers = segment::numbers(folder)?;
    let last = numbers.last().copied().unwrap_or(0).max(1);
    let mut previous = opened.manifest.id.clone();
    let (mut at, mut laid) = (Timestamp::from_micros(0), 0);
    let open = |place: &str| File::options().write(true).open(root.join(place));
    let database = open(DATABASES[0])?;
    let vault = open(DATABASES[1]).ok();
    for number in 1..=last {
        let Ok(sealed) = fs::read(segment::path(folder, number)) else {
            opened.findings.push(Finding::Missing(segment::shown(number)));
            break;
        };
        let segment = match Segment::open(&sealed, keys, number, &previous) {
            Ok(segment) => segment,
            Err(finding) => {
                opened.findings.push(finding);
                break;
            }
        };
        if until.is_some_and(|until| segment.at > until) {
            if number == 1 {
                bail!("the copy begins later: at {}", segment.at.rfc3339());
            }
            break;
        }
        segment.pages[0].lay_over(&database)?;
        match &vault {
            Some(vault) => segment.pages[1].lay_over(vault)?,
            None if segment.pages[1].is_empty() => {}
            None => opened.findings.push(Finding::Missing(DATABASES[1].to_owned())),
        }
        list.extend(segment.blobs);
        opened.files(&segment.files, root)?;
        previous = segment::digest(&sealed);
        (at, laid) = (segment.at, number);
    }
    for file in [Some(database), vault].into_iter().flatten() {
        file.sync_all()?;
    }
    Ok((at, laid))
}
