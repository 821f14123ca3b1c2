//! What is kept outside: the act with its stamp, the order with its signature, and the whole accounting, so that who did what in
//! the database, its destruction included, stays provable.

use super::remains::GoesOn;
use super::steps::{databases, key_elsewhere};
use super::{Request, Warrant, record, words};
use crate::backup::{DRILL, Keys};
use crate::compose::Portal;
use crate::config::Config;
use crate::master_key;
use anyhow::{Context, Result, bail};
use merkle::Signer;
use orda_audit::{ArchiveStore, TreeStore};
use orda_audit_store::Tree;
use orda_base::{Access, Error, Operation};
use orda_retention::database::{self, DATABASE, DatabaseAct};
use orda_signatures::sha256_hex;
use orda_store::fault;
use sqlx::Row;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Folders of mirrors of the keys, of the settings and of the request. Each holds the master key: what is no mirror is not emptied,
/// and none that only is not mounted now is passed over.
pub fn mirrors(config: &Config, named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let own = master_key::kept(config).map_err(|error| Error::Unavailable(format!("{error:#}")))?;
    let all = config.backup.keys_to.iter().chain(named);
    all.map(|folder| {
        let found = folder.canonicalize().ok();
        let found = found.filter(|found| fs::read(found.join("master.key")).is_ok_and(|key| key == own));
        found.ok_or_else(|| database::no_mirror(&folder.display().to_string()))
    })
    .collect()
}

/// What drills left that were cut off: restored installations, readable for everybody who gets at them.
fn drills(config: &Config, own: &[u8; 32]) -> Vec<PathBuf> {
    let aside = config.backup.drill_in.clone();
    // Where other programs have their files too, only what was restored of this installation.
    let is_own =
        |folder: &Path| aside.is_some() || fs::read(folder.join("data/keys/master.key")).is_ok_and(|key| key == own);
    let Ok(entries) = fs::read_dir(aside.clone().unwrap_or_else(std::env::temp_dir)) else { return Vec::new() };
    let named = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(DRILL));
    // No links: nothing else is emptied in the place of a folder of that name.
    let folders = named.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let folders = folders.filter_map(|entry| entry.path().canonicalize().ok());
    folders.filter(|folder| is_own(folder)).collect()
}

/// The folder for the act: empty, and neither in anything that is destroyed or of no use afterwards, nor around it.
pub fn folder(config: &Config, mirrors: &[PathBuf], to: &Path) -> Result<PathBuf, Error> {
    let refused = || database::act_folder(&to.display().to_string());
    crate::safety::make_folder(to).map_err(|_| refused())?;
    let folder = to.canonicalize().map_err(|_| refused())?;
    let backup = &config.backup;
    let named = [&backup.continuous_to, &backup.keys_to, &config.accounting.archives];
    // Those within the data may be links to another disk.
    let within = ["", "keys", "blobs", "archives"].map(|name| config.data.join(name));
    let embedded: Vec<PathBuf> = [config.database_url(), config.vault_url()]
        .iter()
        .filter_map(|url| Path::new(url.strip_prefix("sqlite://")?).parent().map(Path::to_owned))
        .collect();
    for own in named.into_iter().flatten().chain(backup.folder()).chain(&within).chain(&embedded).chain(mirrors) {
        let Ok(own) = own.canonicalize() else { continue };
        if folder.starts_with(&own) || own.starts_with(&folder) {
            return Err(refused());
        }
    }
    match fs::read_dir(&folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(folder),
        _ => Err(refused()),
    }
}

/// Files that are kept, with their digests.
struct Kept {
    folder: PathBuf,
    files: Vec<(String, String)>,
}

impl Kept {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        let told = || format!("writing {}", path.display());
        fs::write(&path, bytes).with_context(told)?;
        self.enter(name, bytes)
    }

    /// Enters a file that is there, once it is on the disk.
    fn enter(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        File::open(self.folder.join(name))?.sync_all()?;
        self.files.push((name.to_owned(), sha256_hex(bytes)));
        Ok(())
    }
}

/// Records that it begins, seals the accounting, and writes everything that stays. What it gives is not noted yet: nothing is
/// destroyed.
pub async fn write_all(portal: &Portal, warrant: &Warrant, request: &Request) -> Result<GoesOn> {
    let began = portal.env.now();
    let (order_sha256, cms_sha256) = (sha256_hex(&request.order), sha256_hex(&request.cms));
    let detail = format!("begun; order {order_sha256}, signature {cms_sha256}");
    let access = Access::done(DATABASE, warrant.order.order, Operation::Delete).detail(detail);
    record(&portal.db, &portal.env, &warrant.actor, &access).await?;
    portal.keeping.seal().await?;

    let mut kept = Kept { folder: warrant.folder.clone(), files: Vec::new() };
    kept.add("order.json", &request.order)?;
    kept.add("order.p7s", &request.cms)?;
    let (records, root) = accounting(portal, &mut kept).await?;
    let roots: Vec<String> = portal
        .centre
        .authorities()
        .await?
        .iter()
        .map(|root| eds::pem::block("CERTIFICATE", &root.certificate))
        .collect();
    kept.add("centre.pem", roots.concat().as_bytes())?;

    let seed: [u8; 32] = portal.env.random();
    let name = format!("{}/destruction", warrant.order.log.trim_end_matches("/log"));
    let signer = Signer::from_seed(&name, &seed).context("the name of the log names no key")?;
    kept.add("destruction.key", format!("{}\n", signer.verifier()).as_bytes())?;
    let sum = "select count(*), cast(coalesce(sum(b.size), 0) as bigint) \
               from documents_file f join documents_blob b on b.id = f.blob_id";
    let files = sqlx::query(sum).fetch_one(portal.db.reader()).await.map_err(fault)?;
    let act = DatabaseAct {
        order: warrant.order.clone(),
        order_sha256,
        name: warrant.actor.name().to_owned(),
        serial: warrant.serial.clone(),
        cms_sha256,
        began_at: began,
        files: (files.get::<i64, _>(0).unsigned_abs(), files.get::<i64, _>(1).unsigned_abs()),
        last: (records, root),
        kept: kept.files.clone(),
        key: signer.verifier().to_string(),
        key_elsewhere: key_elsewhere(&portal.config),
    };
    let (messages, portal_name) = words(portal);
    let set = move || orda_retention_web::database_act(&messages, &portal_name, &act);
    let act = tokio::task::spawn_blocking(set).await??;
    kept.add("act.pdf", &act)?;
    kept.add("act.pdf.tsr", &portal.centre.stamp_document(&act).await?)?;
    File::open(&kept.folder)?.sync_all()?;
    let own = master_key::kept(&portal.config)?;
    Ok(GoesOn {
        order: warrant.order.order.to_string(),
        installation: warrant.order.installation.clone(),
        act: warrant.folder.clone(),
        act_sha256: sha256_hex(&act),
        began: began.rfc3339(),
        alone: false,
        key: Keys::new(&own).id,
        mirrors: warrant.mirrors.clone(),
        drills: drills(&portal.config, &own),
        databases: databases(&portal.config),
        signer: name,
        seed: hex::encode(seed),
    })
}

/// The accounting: archives, what is in none, the newest checkpoint and the key that verifies it.
async fn accounting(portal: &Portal, kept: &mut Kept) -> Result<(u64, String)> {
    let archives = &portal.keeping.archives;
    let key = portal.keeping.sealer.verifier().await?;
    for archive in archives.archives().await? {
        let path = archives.path(&archive);
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if sha256_hex(&bytes) != archive.sha256 {
            bail!("{} is not as it was written", path.display());
        }
        kept.add(&archive.file, &bytes)?;
    }
    if let Some(path) = archives.copy_rest(&kept.folder, &key).await? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        kept.enter(&name, &fs::read(&path)?)?;
    }
    let latest = Tree::new(portal.db.clone()).latest().await?.context("the accounting has no checkpoint")?;
    kept.add("checkpoint.txt", latest.note.as_bytes())?;
    kept.add("accounting.key", format!("{key}\n").as_bytes())?;
    Ok((latest.size, latest.root.to_base64()))
}
