//! Checking a backup, and making an installation of it.

use crate::backup::manifest::{self, BlobList, Manifest, Part};
use crate::backup::objects::Objects;
use crate::backup::{Finding, Keys, Place, Tell, sealing};
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_base::{Access, Actor, Env, Operation};
use orda_documents::BlobId;
use orda_documents_store::{VaultSql, place};
use orda_store::{Database, fault};
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Says that a folder is not whole yet: the portal does not start on it.
pub const UNFINISHED: &str = "restore.unfinished";

/// Where from.
pub struct From<'a> {
    /// Folder or bucket of backups.
    pub from: &'a Place,
    /// Folder of keys.
    pub keys: &'a Path,
    /// Which backup; the newest when none is said.
    pub snapshot: Option<&'a str>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// The backup.
    pub manifest: Manifest,
    /// What is wrong with it. Empty: every byte is as it was.
    pub findings: Vec<Finding>,
}

/// A backup opened for reading.
pub(super) struct Opened {
    pub(super) objects: Objects,
    pub(super) manifest: Manifest,
    pub(super) findings: Vec<Finding>,
}

fn open(source: &From<'_>, env: &Env) -> Result<Opened> {
    let keys = Keys::read(source.keys)?;
    let objects = Objects::new(source.from.clone(), keys, env.clone());
    let (mut all, findings) = manifest::all(source.from, &objects.keys)?;
    let at = match source.snapshot {
        Some(id) => all.iter().position(|m| m.id == id),
        None => all.len().checked_sub(1),
    };
    let Some(at) = at else {
        let reasons: Vec<String> = findings.iter().map(ToString::to_string).collect();
        bail!(
            "no such backup can be read: {}",
            if reasons.is_empty() { "it is not there".into() } else { reasons.join("; ") }
        );
    };
    Ok(Opened { manifest: all.swap_remove(at), objects, findings })
}

impl Opened {
    pub(super) fn list(&mut self) -> Result<BlobList> {
        let mut text = Vec::new();
        self.objects.get(&self.manifest.blobs, &mut text, &mut self.findings)?;
        let list = String::from_utf8(text).ok().and_then(|t| manifest::read_list(&t)).unwrap_or_default();
        if list.len() as u64 != self.manifest.blob_count {
            self.findings.push(Finding::Altered("the list of posted files".into()));
        }
        Ok(list)
    }

    /// Every posted file of the list; into the folder `to` when there is one.
    pub(super) fn blobs(&mut self, list: &BlobList, to: Option<&Path>, tell: Tell<'_>) -> Result<()> {
        let mut strange = Vec::new();
        for (at, (id, line)) in list.iter().enumerate() {
            let path = match (to, id.parse::<BlobId>()) {
                (Some(root), Ok(blob)) => Some(place(root, blob)),
                _ => None,
            };
            match self.objects.give_blob(id, line, path.as_deref()).with_context(|| format!("the posted file {id}"))? {
                Ok(()) => {}
                Err((finding, digest)) => {
                    if let Some(path) = path.filter(|p| p.exists()) {
                        fs::remove_file(path)?;
                    }
                    strange.push((finding, digest));
                }
            }
            if (at + 1) % 1000 == 0 {
                tell(&format!("posted files: {} of {}", at + 1, list.len()));
            }
        }
        if !strange.is_empty() {
            let whose: HashMap<&str, &String> = list.iter().map(|(id, line)| (line.sha256.as_str(), id)).collect();
            self.findings.extend(strange.into_iter().map(|(finding, digest)| match whose.get(digest.as_str()) {
                Some(other) => Finding::Swapped(finding.what().to_owned(), format!("blobs/{other}")),
                None => finding,
            }));
        }
        Ok(())
    }

    /// Files by their places, into this folder.
    pub(super) fn files(&mut self, parts: &[Part], data: &Path) -> Result<()> {
        for part in parts {
            // The settings name folders of the machine that is no more.
            let path = if part.path == "orda.toml" { "orda.toml.restored" } else { part.path.as_str() };
            if Path::new(path).components().any(|c| !matches!(c, std::path::Component::Normal(_))) {
                bail!("the backup names a file outside: {path}");
            }
            self.file(part, &data.join(path))?;
        }
        Ok(())
    }

    pub(super) fn file(&mut self, part: &Part, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = File::create_new(path).with_context(|| format!("writing {}", path.display()))?;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
        let mut file = BufWriter::new(file);
        self.objects.get(part, &mut file, &mut self.findings)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok(())
    }

    /// Opens what documents say, with the vault of the data or temporary folder `vault`. Of what was destroyed nothing is opened.
    pub(super) async fn unseal(&mut self, database: &Path, vault: &VaultSql) -> Result<()> {
        let db = Database::open_copy(database).await?;
        let mut missing = sealing::unknown_sets(&db, vault).await;
        db.close().await;
        if self.manifest.sealed {
            let unsealed = sealing::unseal(database, vault).await?;
            missing = missing.map(|known| known.union(&unsealed.missing).copied().collect());
            self.findings.extend(unsealed.damaged.into_iter().map(Finding::Altered));
        }
        self.findings.extend(missing?.into_iter().map(|set| Finding::NoKey(format!("set {set}"))));
        Ok(())
    }

    /// Asks the database itself, and whether it names the files that the list names.
    pub(super) async fn database(&mut self, path: &Path, list: &BlobList) -> Result<()> {
        let db = Database::open_copy(path).await?;
        let asked = async {
            let wrong = db.self_check().await?;
            let named: Vec<String> =
                sqlx::query_scalar("select id from documents_blob").fetch_all(db.reader()).await.map_err(fault)?;
            anyhow::Ok((wrong, named))
        }
        .await;
        db.close().await;
        match asked {
            Ok((wrong, named)) => {
                self.findings.extend(wrong.into_iter().map(Finding::Database));
                let known: BTreeSet<&String> = self.manifest.damaged.iter().collect();
                let missing = named.into_iter().filter(|id| !list.contains_key(id) && !known.contains(id));
                self.findings.extend(missing.map(|id| Finding::Missing(format!("blobs/{id}"))));
            }
            Err(error) => self.findings.push(Finding::Database(format!("{error:#}"))),
        }
        Ok(())
    }

    pub(super) fn done(self) -> Outcome {
        Outcome { manifest: self.manifest, findings: self.findings }
    }
}

/// Reads every byte of a backup and says what is not as it was written. Nothing is written but a copy of the database in a
/// folder for temporary files.
pub async fn check(source: &From<'_>, env: &Env, tell: Tell<'_>) -> Result<Outcome> {
    let mut opened = open(source, env)?;
    let list = opened.list()?;
    opened.blobs(&list, None, tell)?;
    let aside = tempfile::tempdir()?;
    for part in opened.manifest.files.clone() {
        opened.objects.get(&part, std::io::sink(), &mut opened.findings)?;
    }
    if let Some(part) = opened.manifest.database.clone() {
        let path = aside.path().join("orda.db");
        let before = opened.findings.len();
        opened.file(&part, &path)?;
        if opened.findings.len() == before {
            opened.database(&path, &list).await?;
            let keys = aside.path().join("keys");
            install_keys(source.keys, aside.path())?;
            let vault = vault_in(&keys, env).await?;
            let unsealed = opened.unseal(&path, &vault).await;
            vault.close().await;
            unsealed?;
        }
    }
    Ok(opened.done())
}

/// Makes an installation of a backup in the new folder `data`. Where the backup is damaged the portal does not start on that
/// folder, unless `damaged` says that what is whole is wanted all the same; without a whole database nothing is made.
pub async fn restore(source: &From<'_>, data: &Path, damaged: bool, env: &Env, tell: Tell<'_>) -> Result<Outcome> {
    let mut opened = open(source, env)?;
    let mark = begin_folder(data, &opened.manifest.id)?;

    let database = data.join("orda.db");
    if let Some(part) = opened.manifest.database.clone() {
        let before = opened.findings.len();
        opened.file(&part, &database)?;
        if opened.findings.len() > before {
            // The mark stays.
            let wrong: Vec<String> = opened.findings.iter().map(ToString::to_string).collect();
            bail!("the database of {} is damaged: {}", opened.manifest.id, wrong.join("; "));
        }
        tell(&format!("database: {} bytes", part.size));
    } else {
        tell("this backup holds no database: it is restored by the server's own tools");
    }
    let files = opened.manifest.files.clone();
    opened.files(&files, data)?;
    let list = opened.list()?;
    opened.blobs(&list, Some(&data.join("blobs")), tell)?;
    tell(&format!("posted files: {}", list.len()));
    if opened.manifest.database.is_some() {
        opened.database(&database, &list).await?;
    }
    install_keys(source.keys, data)?;
    if opened.manifest.database.is_some() {
        let vault = vault_in(&data.join("keys"), env).await?;
        let unsealed = opened.unseal(&database, &vault).await;
        vault.close().await;
        unsealed?;
    }
    finish_folder(&opened, data, &mark, damaged, env, tell).await?;
    Ok(opened.done())
}

/// Begins a new data folder, which says that it is not whole yet; gives the path of what says so.
pub(super) fn begin_folder(data: &Path, id: &str) -> Result<PathBuf> {
    if data.exists() && fs::read_dir(data)?.next().is_some() {
        bail!("{} is not empty: a backup is restored into a new folder", data.display());
    }
    fs::create_dir_all(data)?;
    fs::set_permissions(data, fs::Permissions::from_mode(0o700))?;
    let mark = data.join(UNFINISHED);
    fs::write(&mark, id)?;
    Ok(mark)
}

/// Removes what was destroyed since, accounts for the restore, and says that the folder is whole when it is.
pub(super) async fn finish_folder(
    opened: &Opened,
    data: &Path,
    mark: &Path,
    damaged: bool,
    env: &Env,
    tell: Tell<'_>,
) -> Result<()> {
    if opened.manifest.database.is_some() {
        let database = data.join("orda.db");
        let purged = crate::destruction::replay(data, env).await?;
        if purged > 0 {
            tell(&format!("{purged} documents were destroyed since this backup: they are gone again"));
        }
        made_anew(&database, opened).await?;
        account(&database, opened, env).await?;
    }
    sync_folders(data)?;
    if !opened.findings.is_empty() && !damaged {
        // The mark stays: nobody takes it for the installation that was backed up.
        return Ok(());
    }
    fs::remove_file(mark)?;
    File::open(data)?.sync_all()?;
    Ok(())
}

/// Puts the master key into the data folder.
pub(super) fn install_master(from: &Path, data: &Path) -> Result<PathBuf> {
    let folder = data.join("keys");
    fs::create_dir_all(&folder)?;
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    let path = folder.join("master.key");
    crate::backup::objects::write_whole(&path, &super::keys::read_master(from)?)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    Ok(folder)
}

fn install_keys(from: &Path, data: &Path) -> Result<()> {
    let folder = install_master(from, data)?;
    let vault = from.join("vault.db");
    if vault.is_file() {
        let copy = folder.join("vault.db");
        fs::copy(&vault, &copy)?;
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o600))?;
        File::open(&copy)?.sync_all()?;
    }
    Ok(())
}

/// The vault in a folder of keys.
pub(super) async fn vault_in(keys: &Path, env: &Env) -> Result<VaultSql> {
    let config = Config { vault: Some(format!("sqlite://{}", keys.join("vault.db").display())), ..Config::default() };
    crate::destruction::vault(&config, env, &super::keys::read_master(keys)?).await
}

/// What a backup leaves out is made anew: what is searched.
async fn made_anew(database: &Path, opened: &Opened) -> Result<()> {
    if !opened.manifest.sealed {
        return Ok(());
    }
    let db = Database::open(&format!("sqlite://{}", database.display())).await?;
    let whole = opened.findings.is_empty();
    let made = async {
        if whole {
            sealing::drop_sealed(&db).await?;
        }
        anyhow::Ok(orda_drafts_store::rebuild_search(&db).await?)
    }
    .await;
    db.close().await;
    match made {
        // What stays sealed cannot be read; that is told already.
        Err(error) if !whole => {
            tracing::warn!(error = format!("{error:#}"), "the index of words was not made anew");
            Ok(())
        }
        made => made.context("making the index of words anew"),
    }
}

async fn account(database: &Path, opened: &Opened, env: &Env) -> Result<()> {
    let db = Database::open(&format!("sqlite://{}", database.display())).await?;
    let detail = format!("restored by {}, {} findings", crate::backup::whoever(), opened.findings.len());
    let access = Access::done("backup", &opened.manifest.id, Operation::Change).detail(detail);
    let mut tx = db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), env.now(), &access).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// Makes the names in all folders durable.
fn sync_folders(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_folders(&path)?;
        }
    }
    File::open(folder)?.sync_all()?;
    Ok(())
}
