//! Taking a backup while the portal runs.

use crate::backup::folders::{Folders, alone};
use crate::backup::manifest::{self, BlobLine, BlobList, Manifest, Part};
use crate::backup::objects::Objects;
use crate::backup::recorded::recorded;
use crate::backup::{Finding, Keys, Place, Tell, To, sealing};
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_backups::{By, Holds, RESOURCE, Run, RunOutcome};
use orda_base::{Access, Actor, Env, Operation, Outcome};
use orda_documents::sealed_len;
use orda_documents_store::VaultSql;
use orda_store::{Database, Kind, fault};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// How often a copy of the database is made anew when a file went that it names: somebody removed it meanwhile.
const ATTEMPTS: u32 = 3;

/// What is backed up.
pub struct Source<'a> {
    /// Settings.
    pub config: &'a Config,
    /// Its database.
    pub db: &'a Database,
    /// Time and randomness.
    pub env: &'a Env,
    /// Who has it made.
    pub by: By,
}

/// Where to.
#[derive(Debug, Clone)]
pub struct Target {
    /// Folder or bucket of backups.
    pub to: To,
    /// Folder in which the keys are mirrored.
    pub keys_to: PathBuf,
    /// How many backups stay; all when none is said.
    pub keep: Option<usize>,
}

/// What came of it.
#[derive(Debug)]
pub struct Taken {
    /// The backup.
    pub manifest: Manifest,
    /// Pieces and posted files that were new.
    pub written: u64,
    /// Bytes of these.
    pub bytes: u64,
    /// Why older backups were not removed that should have been.
    pub left: Option<String>,
}

/// Takes a backup: complete when this returns, recorded and accounted for. A failed one is recorded as well.
///
/// # Errors
/// Why there is no backup; [`crate::backup::UnderWay`] when another process was making one, and nothing is recorded then.
pub async fn take(source: &Source<'_>, target: &Target, tell: Tell<'_>) -> Result<Taken> {
    attempt(source, Ok(target.clone()), tell).await.1
}

/// The same, with the run as it was recorded; none when another process was making one. A target that could not be named
/// fails the run.
pub async fn attempt(source: &Source<'_>, target: Result<Target>, tell: Tell<'_>) -> (Option<Run>, Result<Taken>) {
    recorded(source, async |run| carry_out(source, &target?, run, tell).await).await
}

/// Makes the copy; what came of it is entered as `run` before the copy counts.
async fn carry_out(source: &Source<'_>, target: &Target, run: &mut Run, tell: Tell<'_>) -> Result<Taken> {
    let master = crate::master_key::kept(source.config)?;
    let id = run.id.clone();
    let id = id.as_str();
    let folders = Folders::prepare(source.config, target)?;
    let _alone = alone(source, &folders.to).await?;
    crate::backup::keys::refuse_other(&master, &folders.keys_to)?;
    let mut objects = Objects::new(folders.to.clone(), Keys::new(&master), source.env.clone());
    objects.look()?;
    if let Place::Folder(to) = &folders.to {
        fs::create_dir_all(to.join("snapshots"))?;
    }
    let (earlier, findings) = manifest::all(&folders.to, &objects.keys)?;
    for finding in &findings {
        tell(&format!("an earlier backup: {finding}"));
    }
    let previous = earlier.last();
    if previous.is_some_and(|p| p.id.as_str() >= id) {
        bail!("there is a backup of a later time: is the clock right?");
    }
    let mut known = previous.map(|p| list(&objects, &p.blobs)).unwrap_or_default();
    let before: BTreeSet<String> = known.keys().cloned().collect();

    let (database, blobs, damaged) = match source.db.kind() {
        Kind::Sqlite => {
            let vault = crate::destruction::vault(source.config, source.env, &master).await?;
            let taken = embedded(source, &folders, &mut objects, &mut known, &vault, tell).await;
            vault.close().await;
            taken?
        }
        Kind::Postgres => {
            tell("the database is on a server: it is backed up by the server's own tools");
            let wanted = wanted(source.db).await?;
            let (blobs, missing) = gather(source, &mut objects, &wanted, &mut known, tell).await?;
            (None, blobs, missing)
        }
    };
    let mut files = Vec::new();
    for (path, file) in besides(source.config)? {
        let from = File::open(&file).with_context(|| format!("reading {}", file.display()))?;
        files.push(objects.put(&path, from)?);
    }
    let listed = objects.put("blobs", Cursor::new(manifest::write_list(&blobs)))?;
    objects.sync()?;
    mirror_keys(source, &master, &folders.keys_to).await?;
    tell(&format!("keys: mirrored in {}", folders.keys_to.display()));

    let manifest = Manifest {
        id: id.to_owned(),
        previous: previous.map(|p| p.id.clone()),
        begun: run.begun_at.rfc3339(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        key: objects.keys.id.clone(),
        sealed: database.is_some(),
        database,
        files,
        blobs: listed,
        blob_count: blobs.len() as u64,
        blob_bytes: blobs.values().map(|line| line.size).sum(),
        damaged,
    };
    // The former copies count until this one was read back.
    objects.look()?;
    if let Some(finding) = read_back(&objects, &manifest, &blobs, &before)?.first() {
        bail!("what was written cannot be read back: {finding}");
    }
    let (written, bytes) = objects.written;
    let (by, count) = (&run.by, manifest.blob_count);
    let detail = format!("by {by}: {count} posted files, {written} new objects, {bytes} bytes");
    let access = Access::done(RESOURCE, id, Operation::Create).detail(detail);
    run.ended_at = source.env.now();
    run.written = bytes;
    run.holds = Some(Holds {
        database: manifest.database.as_ref().map(|part| part.size),
        files: manifest.blob_count,
        file_bytes: manifest.blob_bytes,
    });
    run.outcome = if manifest.damaged.is_empty() { RunOutcome::Done } else { RunOutcome::Damaged };
    run.trouble = missing(&manifest.damaged);
    orda_backups_store::enter(source.db, run, &Actor::portal(), &access).await?;
    manifest.write(&folders.to, &objects.keys)?;
    let pruned = target.keep.map_or(Ok(()), |keep| prune(&folders.to, &objects, keep, tell));
    let left = pruned.err().map(|error| format!("{error:#}"));
    if let Some(why) = &left {
        left_behind(source, run, why).await;
    }
    Ok(Taken { manifest, written, bytes, left })
}

/// Reads back every piece of what a backup is made of. What is not as it was written.
pub(super) fn read_pieces(objects: &Objects, manifest: &Manifest) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for part in manifest.files.iter().chain(&manifest.database).chain([&manifest.blobs]) {
        objects.get(part, std::io::sink(), &mut findings)?;
    }
    Ok(findings)
}

/// Reads back what a backup is made of: every piece, and the posted files that are new in it; of the others, which were read back
/// when they came, that they are there. What is not as it was written.
fn read_back(
    objects: &Objects,
    manifest: &Manifest,
    blobs: &BlobList,
    before: &BTreeSet<String>,
) -> Result<Vec<Finding>> {
    let mut findings = read_pieces(objects, manifest)?;
    for (id, line) in blobs {
        if !before.contains(id) {
            findings.extend(objects.give_blob(id, line, None)?.err().map(|(finding, _)| finding));
        } else if !objects.has_blob(id, line) {
            findings.push(Finding::Missing(format!("blobs/{id}")));
        }
    }
    Ok(findings)
}

/// Enters that older backups stay which should have gone. The copy is there all the same: another would only take more room.
async fn left_behind(source: &Source<'_>, run: &mut Run, why: &str) {
    tracing::error!(backup = run.id, error = why, "older backups were not removed");
    let both = [run.trouble.as_str(), &format!("older backups were not removed: {why}")].join("; ");
    run.trouble = both.trim_start_matches("; ").to_owned();
    let access = Access::done(RESOURCE, &run.id, Operation::Delete);
    let mut access = access.detail(format!("by {}: {}", run.by, run.trouble));
    access.outcome = Outcome::Failed;
    if let Err(error) = orda_backups_store::enter(source.db, run, &Actor::portal(), &access).await {
        tracing::error!(%error, "what was not removed could not be recorded");
    }
}

/// Most files that are named in the record of a run.
const NAMED: usize = 10;

/// Which posted files were missing or not whole; empty for none.
fn missing(damaged: &[String]) -> String {
    if damaged.is_empty() {
        return String::new();
    }
    let named = damaged.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if damaged.len() > NAMED { ", …" } else { "" };
    format!("{} posted files are missing or not whole: {named}{more}", damaged.len())
}

/// Files that the database names, and their bytes on the disk.
pub(super) type Wanted = BTreeMap<String, u64>;

pub(super) async fn wanted(db: &Database) -> Result<Wanted> {
    let rows = sqlx::query("select id, size from documents_blob").fetch_all(db.reader()).await.map_err(fault)?;
    let size = |row: &sqlx::any::AnyRow| sealed_len(row.get::<i64, _>(1).unsigned_abs());
    Ok(rows.iter().map(|row| (row.get(0), size(row))).collect())
}

pub(super) fn list(objects: &Objects, part: &Part) -> BlobList {
    let (mut text, mut findings) = (Vec::new(), Vec::new());
    let read = objects.get(part, &mut text, &mut findings).is_ok() && findings.is_empty();
    let list = read.then(|| String::from_utf8(text).ok()).flatten().and_then(|t| manifest::read_list(&t));
    // Without it every file is copied anew.
    list.unwrap_or_default()
}

async fn embedded(
    source: &Source<'_>,
    folders: &Folders,
    objects: &mut Objects,
    known: &mut BlobList,
    vault: &VaultSql,
    tell: Tell<'_>,
) -> Result<(Option<Part>, BlobList, Vec<String>)> {
    // Most files before the database: the copy is then not much older than the last of them.
    gather(source, objects, &wanted(source.db).await?, known, tell).await?;
    for attempt in 1.. {
        folders.tidy()?;
        fs::create_dir_all(&folders.aside)?;
        fs::set_permissions(&folders.aside, fs::Permissions::from_mode(0o700))?;
        let copy = folders.aside.join("orda.db");
        source.db.copy_to(&copy).await?;
        let opened = Database::open_copy(&copy).await?;
        let named = wanted(&opened).await;
        opened.close().await;
        let (blobs, damaged) = gather(source, objects, &named?, known, tell).await?;
        // A file that went because somebody removed it from a form: the copy is made anew, without it.
        let still = wanted(source.db).await?;
        if attempt < ATTEMPTS && damaged.iter().any(|id| !still.contains_key(id)) {
            continue;
        }
        sealing::seal(&copy, vault).await.context("sealing what documents say")?;
        let part = objects.put("orda.db", File::open(&copy)?)?;
        tell(&format!("database: {} bytes in {} pieces", part.size, part.pieces.len()));
        return Ok((Some(part), blobs, damaged));
    }
    bail!("unreachable: the loop ends by itself")
}

/// Copies the files that are not there yet; the second list names those that are missing or not whole where they
/// are kept.
async fn gather(
    source: &Source<'_>,
    objects: &mut Objects,
    wanted: &Wanted,
    known: &mut BlobList,
    tell: Tell<'_>,
) -> Result<(BlobList, Vec<String>)> {
    let (from, bucket) = (source.config.data.join("blobs"), crate::s3::bucket(source.config)?);
    let (mut blobs, mut damaged, mut new) = (BlobList::new(), Vec::new(), 0_u64);
    for (at, (id, size)) in wanted.iter().enumerate() {
        let line: Option<BlobLine> = match known.get(id) {
            Some(line) if objects.has_blob(id, line) => Some(line.clone()),
            _ => {
                new += 1;
                match (objects.take_blob(id, &from)?, &bucket) {
                    (None, Some(bucket)) => match crate::s3::fetched(bucket, id, &source.config.data).await? {
                        Some(file) => objects.take_blob_of(id, file)?,
                        None => None,
                    },
                    (line, _) => line,
                }
            }
        };
        if line.as_ref().is_none_or(|line| line.size != *size) {
            damaged.push(id.clone());
        }
        if let Some(line) = line {
            known.insert(id.clone(), line.clone());
            blobs.insert(id.clone(), line);
        }
        if (at + 1) % 1000 == 0 {
            tell(&format!("posted files: {} of {}", at + 1, wanted.len()));
        }
    }
    if new > 0 {
        tell(&format!("posted files: {}, of them {new} new", wanted.len()));
    }
    Ok((blobs, damaged))
}

/// Archives of the accounting and the settings.
pub(super) fn besides(config: &Config) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    if let Some(settings) = &config.file {
        files.push(("orda.toml".to_owned(), settings.clone()));
    }
    let archives = config.accounting.archives.clone().unwrap_or_else(|| config.data.join("archives"));
    if archives.is_dir() {
        for entry in fs::read_dir(&archives).with_context(|| format!("reading {}", archives.display()))? {
            let path = entry?.path();
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            // What is being written is not there yet.
            if path.is_file() && path.extension().is_none_or(|e| e != "part") {
                files.push((format!("archives/{name}"), path));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Mirrors the keys: what was destroyed here is gone there too.
async fn mirror_keys(source: &Source<'_>, master: &[u8; 32], to: &Path) -> Result<()> {
    crate::backup::keys::mirror_master(master, to)?;
    let vault = crate::destruction::vault(source.config, source.env, master).await?;
    let copied = match vault.database().kind() {
        Kind::Sqlite => mirror_vault(vault.database(), to).await,
        // Its server keeps it; see docs/operations.md.
        Kind::Postgres => Ok(()),
    };
    vault.close().await;
    copied
}

/// Puts today's vault in the place of yesterday's, whose bytes are written over: keys that were destroyed are in neither.
async fn mirror_vault(vault: &Database, to: &Path) -> Result<()> {
    let (path, new) = (to.join("vault.db"), to.join("vault.db.part"));
    match fs::remove_file(&new) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e).context("removing an unfinished mirror"),
        _ => {}
    }
    vault.copy_to(&new).await?;
    fs::set_permissions(&new, fs::Permissions::from_mode(0o600))?;
    File::open(&new)?.sync_all()?;
    if let Ok(old) = fs::metadata(&path) {
        let mut file = File::options().write(true).open(&path)?;
        std::io::copy(&mut std::io::repeat(0).take(old.len()), &mut file)?;
        file.sync_all()?;
    }
    fs::rename(&new, &path)?;
    File::open(to)?.sync_all()?;
    Ok(())
}

/// Leaves the newest backups and removes what only the others needed. Nothing goes while one of those that stay cannot be
/// read: what it needs is not known then.
fn prune(place: &Place, objects: &Objects, keep: usize, tell: Tell<'_>) -> Result<()> {
    let (all, findings) = manifest::all(place, &objects.keys)?;
    if !findings.is_empty() {
        tell("nothing old is removed: not every earlier backup can be read");
        return Ok(());
    }
    let (old, stay) = all.split_at(all.len().saturating_sub(keep.max(1)));
    if stay.iter().all(|manifest| !manifest.damaged.is_empty()) {
        tell("nothing old is removed: no newer backup has every posted file");
        return Ok(());
    }
    remove(place, objects, old, stay, tell)
}

/// Removes backups, and what none of those that stay needs.
pub fn remove(place: &Place, objects: &Objects, old: &[Manifest], stay: &[Manifest], tell: Tell<'_>) -> Result<()> {
    let (mut pieces, mut blobs) = (BTreeSet::new(), BTreeSet::new());
    for manifest in stay {
        let listed = list(objects, &manifest.blobs);
        if listed.len() as u64 != manifest.blob_count {
            tell("nothing old is removed: the list of files of a backup cannot be read");
            return Ok(());
        }
        blobs.extend(listed.into_keys());
        let parts = manifest.files.iter().chain(&manifest.database).chain([&manifest.blobs]);
        pieces.extend(parts.flat_map(|part| part.pieces.iter().cloned()));
    }
    for manifest in old {
        manifest::remove(place, &manifest.id)?;
    }
    let removed = objects.sweep(&pieces, &blobs)?;
    tell(&format!("removed {} old backups and {removed} objects", old.len()));
    Ok(())
}
