//! The program as it was installed: digests of the program and of the files that say what it does, kept when it is first put to use
//! and whenever a change is accepted; files changed since are named (217-a41.2.2).
//!
//! The digests stand in a file of the data folder that the master key vouches for, and in the accounting. Each node has its own: nodes
//! share the data and have all settings in common but the address on which they listen.

use crate::accounting::Keeping;
use crate::compose::Portal;
use crate::config::Config;
use crate::master_key;
use anyhow::{Context, Result, bail};
use aws_lc_rs::{digest, hmac};
use orda_audit::ArchiveStore;
use orda_base::{Access, Actor, Env, Operation, Outcome};
use orda_store::{Database, fault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Kind of resource in the accounting.
const RESOURCE: &str = "program";
const FOLDER: &str = "installed";

/// What is needed of a portal to look after its program, beside the portal itself.
pub struct Program {
    config: Config,
    env: Env,
    db: Database,
    keeping: Arc<Keeping>,
}

impl Program {
    /// Of this program.
    pub fn of(portal: &Portal) -> Self {
        Self {
            config: portal.config.clone(),
            env: portal.env.clone(),
            db: portal.db.clone(),
            keeping: Arc::clone(&portal.keeping),
        }
    }
}

/// What was installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Installed {
    /// When it was kept (RFC 3339).
    at: String,
    /// Version of the program.
    version: String,
    /// SHA-256 by path, hexadecimal.
    files: BTreeMap<String, String>,
}

/// A file that is not as it was installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Its content is another one.
    Altered(String),
    /// It is not there.
    Missing(String),
    /// It came in since.
    New(String),
    /// The list of digests itself is not as it was written.
    List(String),
}

impl Changed {
    /// Which file.
    pub fn file(&self) -> &str {
        match self {
            Self::Altered(file) | Self::Missing(file) | Self::New(file) | Self::List(file) => file,
        }
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered(file) => write!(f, "{file} was changed"),
            Self::Missing(file) => write!(f, "{file} is not there"),
            Self::New(file) => write!(f, "{file} is new"),
            Self::List(file) => write!(f, "{file} is not as it was written"),
        }
    }
}

/// The program and the files that say what it does: its settings, and whom it trusts.
fn parts(config: &Config) -> Result<Vec<PathBuf>> {
    let mut parts = vec![std::env::current_exe().context("where the program is")?];
    parts.extend(config.file.clone());
    parts.extend(config.trust.iter().flat_map(|centre| centre.anchors.iter().chain(&centre.intermediates).cloned()));
    parts.extend(config.exchange.ca_file.clone());
    parts.extend(config.smtp.as_ref().and_then(|smtp| smtp.ca_file.clone()));
    parts.extend(config.accounting.syslog.as_ref().and_then(|syslog| syslog.ca_file.clone()));
    let reminders = &config.reminders;
    let keys = [&reminders.chancellery.key_file, &reminders.presidential_administration.key_file];
    parts.extend([&reminders.ca_file].into_iter().chain(keys).flatten().cloned());
    Ok(parts)
}

fn whole(path: &Path) -> String {
    path.canonicalize().unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// SHA-256 of a file; none when it is not there.
fn digest_of(path: &Path) -> Result<Option<String>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e).with_context(|| format!("reading {}", path.display())),
    };
    let mut digest = digest::Context::new(&digest::SHA256);
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer).with_context(|| format!("reading {}", path.display()))?;
        if read == 0 {
            return Ok(Some(hex::encode(digest.finish())));
        }
        digest.update(&buffer[..read]);
    }
}

fn now_there(config: &Config) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for part in parts(config)? {
        if let Some(digest) = digest_of(&part)? {
            files.insert(whole(&part), digest);
        }
    }
    Ok(files)
}

/// Where the digests of this node stand.
fn list_at(config: &Config) -> PathBuf {
    let address = config.listen.to_string();
    let name: String = address.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect();
    config.data.join(FOLDER).join(format!("{name}.json"))
}

fn voucher(config: &Config) -> Result<hmac::Key> {
    Ok(voucher_of(&master_key::kept(config)?))
}

fn voucher_of(master: &[u8; 32]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &master_key::derive(master, "installed program"))
}

/// Vouches under the master key `to` for every list that was vouched for under `from`, of all nodes. One that was not as it was written
/// stays so.
pub fn vouch_anew(config: &Config, from: &[u8; 32], to: &[u8; 32]) -> Result<()> {
    let (from, to) = (voucher_of(from), voucher_of(to));
    let entries = match fs::read_dir(config.data.join(FOLDER)) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("reading {FOLDER}"))?,
    };
    for entry in entries {
        let path = entry?.path();
        let whole = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let Some((voucher, text)) = whole.split_once('\n') else { continue };
        if hex::decode(voucher).is_ok_and(|voucher| hmac::verify(&from, text.as_bytes(), &voucher).is_ok()) {
            let voucher = hex::encode(hmac::sign(&to, text.as_bytes()).as_ref());
            crate::backup::write_whole(&path, format!("{voucher}\n{text}").as_bytes())
                .with_context(|| format!("writing {}", path.display()))?;
        }
    }
    Ok(())
}

/// What was kept: none before the first time, `Err` within when it is not as it was written.
fn kept(config: &Config, key: &hmac::Key) -> Result<Option<Result<Installed, Changed>>> {
    let path = list_at(config);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e).with_context(|| format!("reading {}", path.display())),
    };
    let read = text.split_once('\n').and_then(|(voucher, text)| {
        let voucher = hex::decode(voucher).ok()?;
        hmac::verify(key, text.as_bytes(), &voucher).ok()?;
        serde_json::from_str(text).ok()
    });
    Ok(Some(read.ok_or_else(|| Changed::List(path.display().to_string()))))
}

/// Compares what is there with what was installed; none when nothing was kept yet.
pub fn compare(config: &Config) -> Result<Option<Vec<Changed>>> {
    let installed = match kept(config, &voucher(config)?)? {
        None => return Ok(None),
        Some(Err(changed)) => return Ok(Some(vec![changed])),
        Some(Ok(installed)) => installed,
    };
    let mut changed = Vec::new();
    for (file, was) in &installed.files {
        match digest_of(Path::new(file))? {
            None => changed.push(Changed::Missing(file.clone())),
            Some(is) if is != *was => changed.push(Changed::Altered(file.clone())),
            Some(_) => {}
        }
    }
    let there = parts(config)?;
    let new = there.iter().map(|part| whole(part)).filter(|part| !installed.files.contains_key(part));
    changed.extend(new.map(Changed::New));
    Ok(Some(changed))
}

/// Keeps the digests of what is there as what was installed, and says in the accounting what they are, and what they were. Returns
/// how many files there are.
pub async fn accept(program: &Program) -> Result<usize> {
    let (config, env) = (program.config.clone(), program.env.clone());
    let at = env.now().rfc3339();
    let kept = tokio::task::spawn_blocking(move || -> Result<(usize, String)> {
        let key = voucher(&config)?;
        let before = match kept(&config, &key)? {
            Some(Ok(before)) => before.files,
            _ => BTreeMap::new(),
        };
        let installed = Installed { at, version: env!("CARGO_PKG_VERSION").to_owned(), files: now_there(&config)? };
        let changes = installed.files.iter().filter(|(file, is)| before.get(*file) != Some(*is)).map(|(file, is)| {
            let was = before.get(file).map_or(String::new(), |was| format!("from {was} "));
            format!("{file}: {was}to {is}")
        });
        let told = changes.collect::<Vec<_>>().join("; ");
        let text = serde_json::to_string_pretty(&installed)?;
        let voucher = hex::encode(hmac::sign(&key, text.as_bytes()).as_ref());
        let path = list_at(&config);
        crate::backup::write_whole(&path, format!("{voucher}\n{text}").as_bytes())
            .with_context(|| format!("writing {}", path.display()))?;
        Ok((installed.files.len(), told))
    });
    let (files, told) = kept.await??;
    record(program, Access::done(RESOURCE, "installed", Operation::Change).detail(told)).await?;
    Ok(files)
}

/// Looks at the start whether the program is as it was installed, keeps the digests the first time, and tells of what was changed:
/// the accounting, the administrators and the security officers.
pub async fn look_at_start(program: &Program) -> Result<()> {
    let config = program.config.clone();
    let Some(changed) = tokio::task::spawn_blocking(move || compare(&config)).await?? else {
        if !is_first(program).await? {
            // A new node, an address that was changed, or digests that somebody took away. Told before they are kept anew: an
            // interruption tells once more.
            program.keeping.tell_changed(&list_at(&program.config).display().to_string()).await?;
        }
        return accept(program).await.map(drop);
    };
    if changed.is_empty() {
        return Ok(());
    }
    let told = changed.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    tracing::warn!(what = told, "not as it was installed; after an update: orda admin accept-program");
    let mut access = Access::done(RESOURCE, "started", Operation::Read).detail(told.clone());
    access.outcome = Outcome::Failed;
    record(program, access).await?;
    program.keeping.tell_changed(&changed.iter().map(Changed::file).collect::<Vec<_>>().join(", ")).await
}

/// Were no digests ever kept in this installation? The accounting knows, also when the whole folder is gone.
async fn is_first(program: &Program) -> Result<bool> {
    if program.config.data.join(FOLDER).exists() || !program.keeping.archives.archives().await?.is_empty() {
        return Ok(false);
    }
    let kept = sqlx::query_scalar::<_, i64>("select count(*) from audit_entry where resource = $1").bind(RESOURCE);
    Ok(kept.fetch_one(program.db.reader()).await.map_err(fault)? == 0)
}

async fn record(program: &Program, access: Access) -> Result<()> {
    let mut tx = program.db.begin().await?;
    orda_audit_store::record(&mut tx, &Actor::portal(), program.env.now(), &access).await?;
    Ok(tx.commit().await?)
}

/// What was changed, for a verification of this alone.
///
/// # Errors
/// When nothing was kept yet.
pub fn changes(portal: &Portal) -> Result<Vec<Changed>> {
    match compare(&portal.config)? {
        Some(changed) => Ok(changed),
        None => bail!("nothing was kept of the program yet: orda admin accept-program"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whom the program trusts is looked at, whichever setting names it.
    #[test]
    fn whom_it_trusts_is_looked_at() {
        let config: Config = toml::from_str(
            r#"
            [smtp]
            host = "mail"
            from = "orda@example.kz"
            ca_file = "mail.pem"
            [exchange]
            ca_file = "edms.pem"
            [reminders]
            ca_file = "lists.pem"
            [reminders.chancellery]
            key_file = "one.pem"
            [reminders.presidential_administration]
            key_file = "two.pem"
            [accounting.syslog]
            address = "siem:6514"
            ca_file = "siem.pem"
            [[trust]]
            name = "other"
            anchors = ["root.pem"]
            intermediates = ["below.pem"]
            "#,
        )
        .expect("settings");
        let parts = parts(&config).expect("known");
        for file in ["mail.pem", "edms.pem", "lists.pem", "one.pem", "two.pem", "siem.pem", "root.pem", "below.pem"] {
            assert!(parts.contains(&PathBuf::from(file)), "{file}");
        }
        assert_eq!(parts.len(), 9, "and the program itself");
    }
}
