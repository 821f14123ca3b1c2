//! `orda keys replace-master`: everything that is sealed under the master key is sealed under another one.
//!
//! ```text
//! keys/master.key       the key in use until the last step, the new one after it
//! keys/master.key.new   the new key until the last step: while it is there nothing starts, and the work is not done
//! ```
//!
//! What is sealed directly under keys of the master key: secrets of second factors and keys of the certifying centre (in one
//! transaction of the database, with the word in the accounting), keys of sets (one transaction of the vault), the lists of the program
//! as it was installed. The key of checkpoints becomes a former one for which the new one vouches. Each step says by itself whether it
//! was carried out before, so that all of them may be carried out again.

use super::refuse_while_used;
use crate::accounting::sealer;
use crate::backup::{Place, To, whoever};
use crate::compose::Portal;
use crate::config::Config;
use crate::{destruction, installed, master_key};
use anyhow::{Context, Result, anyhow, bail};
use orda_base::{Access, Actor, Env, Operation, Outcome};
use orda_documents::{Cipher, KeyVault, SecretKey};
use orda_identity_store::reseal_factors;
use orda_signatures::MasterKey;
use orda_signatures_store::reseal_keys;
use orda_store::Database;
use orda_web::SecretFile;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use zeroize::Zeroizing;

/// Kind of resource in the accounting.
const RESOURCE: &str = "master_key";
/// Where sealed values stand in the database: what is left of them under the former key is written over.
const TABLES: [&str; 3] = ["identity_factor", "signatures_authority", "signatures_service"];
const VAULT: [&str; 1] = ["vault_key"];

/// A part of the work, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// What is sealed in the database, the key of checkpoints, and the word in the accounting.
    Database,
    /// The key vault.
    Vault,
    /// Lists of the program as it was installed.
    Program,
    /// What the databases keep of values under the former key.
    Remains,
    /// The new key takes the place of the former one, which is written over.
    Key,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Database, Self::Vault, Self::Program, Self::Remains, Self::Key];
}

/// The key in use and the one to come.
struct Keys {
    old: Zeroizing<[u8; 32]>,
    new: Zeroizing<[u8; 32]>,
}

impl Keys {
    fn read(config: &Config) -> Result<Self> {
        let new = master_key::read(&SecretFile::named(&master_key::coming_at(config)))?;
        Ok(Self { old: Zeroizing::new(master_key::in_use(config)?), new: Zeroizing::new(new) })
    }

    /// Seals anew what was sealed for a purpose.
    fn again(&self, purpose: &str, cipher: Cipher, env: &Env) -> impl Fn(&[u8], &[u8]) -> orda_base::Result<Vec<u8>> {
        let of = |master: &[u8; 32]| MasterKey::new(master_key::derive(master, purpose)).by(cipher);
        let (old, new, env) = (of(&self.old), of(&self.new), env.clone());
        move |sealed, context| new.seal(&env, &old.unseal(sealed, context)?, context)
    }
}

/// A name that tells master keys apart and betrays nothing of them.
fn name(key: &[u8; 32]) -> String {
    SecretKey::new(*key).id()
}

/// Replaces the master key, or ends a replacement that was interrupted. The new one is in `file`, or made. Returns what to tell.
///
/// # Errors
/// What speaks against it: nothing is changed then. Once it has begun, what kept it from its end: to be run again.
pub async fn replace(config: &Config, env: &Env, file: Option<&Path>) -> Result<String> {
    Box::pin(begin(config, env, file)).await?;
    let keys = Keys::read(config)?;
    let told = format!(
        "the master key {} is replaced by {}; checkpoints and letters to other systems are signed with new keys, which \
         their readers need (orda audit key, /edms/v1/key)",
        name(&keys.old),
        name(&keys.new)
    );
    for step in Step::ALL {
        Box::pin(carry_out(config, env, step)).await.with_context(|| format!("{step:?}: the same command goes on"))?;
    }
    Ok(match &config.master_key {
        Some(named) => format!("{told}; put the new key in the place of {} now", named.display()),
        None => told,
    })
}

/// Looks whether it can be done and puts the new key beside the one in use: from then on nothing starts until it is done. Does
/// nothing more when it has begun already.
///
/// # Errors
/// Why not; accounted for. Nothing is changed then.
pub async fn begin(config: &Config, env: &Env, file: Option<&Path>) -> Result<()> {
    let given = file.map(|file| master_key::read(&SecretFile::named(file)).map(Zeroizing::new)).transpose()?;
    let old = Zeroizing::new(master_key::in_use(config)?);
    if master_key::coming_at(config).exists() {
        let keys = Keys::read(config)?;
        if given.is_some_and(|given| given != keys.new) {
            bail!("another key is being put in the place of the master key: end that first");
        }
        return refuse_while_used(config).await;
    }
    let begun = Box::pin(prepare(config, env, &old, given)).await;
    if let Err(error) = &begun {
        let mut access = Access::done(RESOURCE, name(&old), Operation::Change);
        access.outcome = Outcome::Refused;
        let db = Database::open(&config.database_url()).await?;
        let recorded = record(&db, env, &access.detail(format!("by {}: {error:#}", whoever()))).await;
        db.close().await;
        recorded?;
    }
    begun
}

async fn prepare(
    config: &Config,
    env: &Env,
    old: &Zeroizing<[u8; 32]>,
    given: Option<Zeroizing<[u8; 32]>>,
) -> Result<()> {
    if given.is_none() && config.master_key.is_some() {
        bail!("something else keeps the master key: --new-key-file names the one that it is to keep from now on");
    }
    let new = given.unwrap_or_else(|| Zeroizing::new(env.random()));
    if new == *old {
        bail!("this is the key in use");
    }
    refuse_old_folders(config)?;
    refuse_while_used(config).await?;
    // Everything is brought up to date and opened once: whatever cannot be is told before anything is changed.
    let portal = Box::pin(Portal::open(config.clone(), env.clone())).await?;
    let opened = look(&portal, &new).await;
    portal.close().await;
    opened?;
    write_key(config, &new)?;
    // From here on nobody starts; whoever started before is seen.
    if let Err(error) = refuse_while_used(config).await {
        remove_coming(config)?;
        return Err(error);
    }
    Ok(())
}

/// Backups are read with the key of their day: those that follow go elsewhere.
fn refuse_old_folders(config: &Config) -> Result<()> {
    let backup = &config.backup;
    let folders = [&backup.continuous_to, &backup.keys_to].into_iter().flatten();
    for folder in folders.chain(backup.folder()) {
        if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(old_folder(folder.display()));
        }
    }
    if let Some(to @ To::Bucket(named)) = &backup.to
        && !Place::open(config, to)?.list("snapshots")?.is_empty()
    {
        return Err(old_folder(named));
    }
    Ok(())
}

fn old_folder(folder: impl Display) -> anyhow::Error {
    anyhow!(
        "{folder} belongs to the key in use: name new folders for copies and for the mirror of the keys in the settings first; \
         the old ones stay readable together"
    )
}

/// Can everything be opened, what is left of it be erased, and is the new key a new one?
async fn look(portal: &Portal, new: &[u8; 32]) -> Result<()> {
    if sealer(&portal.config, &portal.db, &portal.env, new)?.is_given_up().await? {
        bail!("this key was given up before");
    }
    portal.db.check_may_erase(&TABLES).await?;
    portal.vault.database().check_may_erase(&VAULT).await?;
    portal.vault.check().await?;
    Ok(())
}

/// Writes the new key beside the one in use, closed to others; it is there as a whole or not at all.
fn write_key(config: &Config, key: &[u8; 32]) -> Result<()> {
    let path = master_key::coming_at(config);
    let unfinished = path.with_extension("unfinished");
    let written = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all(key)?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        sync_folder(&path)
    };
    written().with_context(|| format!("writing {}", path.display()))
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}

fn remove_coming(config: &Config) -> Result<()> {
    let path = master_key::coming_at(config);
    let removed = || -> std::io::Result<()> {
        erase(&File::options().write(true).open(&path)?)?;
        fs::remove_file(&path)?;
        sync_folder(&path)
    };
    removed().with_context(|| format!("removing {}", path.display()))
}

/// Writes a key over.
fn erase(mut file: &File) -> std::io::Result<()> {
    file.write_all(&[0xA5; 32])?;
    file.sync_all()
}

/// Carries out one step of what has begun.
///
/// # Errors
/// What kept it from its end.
pub async fn carry_out(config: &Config, env: &Env, step: Step) -> Result<()> {
    let keys = Keys::read(config)?;
    match step {
        Step::Database => {
            let db = Database::open(&config.database_url()).await?;
            let done = seal_database(config, env, &db, &keys).await;
            db.close().await;
            done
        }
        Step::Vault => {
            let vault = destruction::vault(config, env, &keys.old).await?;
            let seal = SecretKey::new(master_key::derive(&keys.new, "key vault")).by(config.cipher);
            let resealed = vault.reseal(&seal).await;
            vault.close().await;
            resealed.map(|_| ()).map_err(Into::into)
        }
        Step::Program => installed::vouch_anew(config, &keys.old, &keys.new),
        Step::Remains => {
            let db = Database::open(&config.database_url()).await?;
            let erased = db.erase_remains(&TABLES).await;
            db.close().await;
            erased?;
            let vault = destruction::vault(config, env, &keys.new).await?;
            let erased = vault.erase().await;
            vault.close().await;
            Ok(erased?)
        }
        Step::Key => take_place(config),
    }
}

async fn seal_database(config: &Config, env: &Env, db: &Database, keys: &Keys) -> Result<()> {
    let (before, after) = (sealer(config, db, env, &keys.old)?, sealer(config, db, env, &keys.new)?);
    let mut tx = db.begin().await?;
    if after.take_over(&mut tx, &before).await? {
        let factors = reseal_factors(&mut tx, keys.again("second factors", config.cipher, env)).await?;
        let centre = reseal_keys(&mut tx, keys.again("certifying centre", config.cipher, env)).await?;
        let detail = format!(
            "by {}: from {} to {}, {factors} second factors, {centre} keys of the centre; checkpoints: from {} to {}",
            whoever(),
            name(&keys.old),
            name(&keys.new),
            before.verifier().await?,
            after.verifier().await?
        );
        let access = Access::done(RESOURCE, name(&keys.new), Operation::Change).detail(detail);
        orda_audit_store::record(&mut tx, &Actor::portal(), env.now(), &access).await?;
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    // The word about it is the first that the new key signs.
    after.seal().await?;
    Ok(())
}

/// The last step: one renaming, so that there is a key at any moment.
fn take_place(config: &Config) -> Result<()> {
    if config.master_key.is_some() {
        // What keeps the key is handed the new one by whoever brought it.
        return remove_coming(config);
    }
    let (path, coming) = (master_key::own_at(config), master_key::coming_at(config));
    let taken = || -> std::io::Result<()> {
        // Held open: what it names is written over once it is the key no more.
        let former = File::options().write(true).open(&path)?;
        fs::rename(&coming, &path)?;
        sync_folder(&path)?;
        erase(&former)
    };
    taken().with_context(|| format!("putting the new key in the place of {}", path.display()))
}

async fn record(db: &Database, env: &Env, access: &Access) -> Result<()> {
    let mut tx = db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), env.now(), access).await?;
    Ok(tx.commit().await?)
}
