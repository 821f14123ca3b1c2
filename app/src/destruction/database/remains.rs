//! What stands in the folder of data while the database is destroyed, and afterwards: the program does not start on it and says
//! what happened and where the act is.

use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_store::Database;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// While it is destroyed.
const GOES_ON: &str = "being-destroyed.json";
/// Afterwards.
const DONE: &str = "destroyed.json";

/// What is needed to go on after an interruption.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GoesOn {
    /// The order.
    pub order: String,
    /// Address of the installation.
    pub installation: String,
    /// Folder of the act.
    pub act: PathBuf,
    /// SHA-256 of the act, hexadecimal.
    pub act_sha256: String,
    /// When it began (RFC 3339).
    pub began: String,
    /// Nobody was connected any more after this was noted: it has begun, and nobody connects.
    pub alone: bool,
    /// Tells the master key from others and betrays nothing of it.
    pub key: String,
    /// Folders of mirrors of the keys.
    pub mirrors: Vec<PathBuf>,
    /// Folders that drills left which were cut off.
    pub drills: Vec<PathBuf>,
    /// Where the vault and the database are: whoever goes on must mean the same.
    pub databases: Vec<String>,
    /// Name under which the word about the end is signed.
    pub signer: String,
    /// The key for that word, hexadecimal; it opens nothing, and goes with this file.
    pub seed: String,
}

/// What stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The order.
    pub order: String,
    /// Address of the installation.
    pub installation: String,
    /// Folder of the act.
    pub act: PathBuf,
    /// SHA-256 of the act, hexadecimal.
    pub act_sha256: String,
    /// When it ended (RFC 3339).
    pub ended: String,
    /// Where the master key is kept, when something else keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_elsewhere: Option<String>,
}

impl Done {
    /// The same in words.
    pub fn word(&self) -> String {
        let key = self.key_elsewhere.as_ref().map_or_else(String::new, |place| {
            format!("; the master key in {place} is still to be destroyed by whoever keeps it")
        });
        format!(
            "the database of {} was destroyed on {} by order {}; the act is in {}{key}",
            self.installation,
            self.ended,
            self.order,
            self.act.display()
        )
    }
}

/// The file that says that it goes on.
pub fn goes_on_at(config: &Config) -> PathBuf {
    config.data.join(GOES_ON)
}

/// The file that says that it is done.
pub fn done_at(config: &Config) -> PathBuf {
    config.data.join(DONE)
}

/// What goes on here, if anything.
pub fn goes_on(config: &Config) -> Result<Option<GoesOn>> {
    read(&goes_on_at(config))
}

/// What was done here, if anything.
pub fn done(config: &Config) -> Result<Option<Done>> {
    read(&done_at(config))
}

/// Refuses to go on where the database is being destroyed or was.
pub fn refuse(config: &Config) -> Result<()> {
    if let Some(done) = done(config)? {
        bail!("{}", done.word());
    }
    if let Some(goes_on) = goes_on(config)? {
        bail!(
            "the database of {} is being destroyed by order {}; it is ended by: orda destroy-database resume",
            goes_on.installation,
            goes_on.order
        );
    }
    Ok(())
}

/// Connects to the database, and refuses after that as well: whoever destroys notes it, and looks then who is connected.
///
/// # Errors
/// As [`refuse`]; when there is no connection.
pub async fn connect(config: &Config) -> Result<Database> {
    let db = Database::open_with(&config.database_url(), config.log.slow()).await.context("opening the database")?;
    if let Err(error) = refuse(config) {
        db.close().await;
        return Err(error);
    }
    Ok(db)
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Option<T>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).with_context(|| format!("reading {}", path.display())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("reading {}", path.display())),
    }
}

/// Writes a small file so that it is there as a whole or not at all, closed to others.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let unfinished = path.with_extension("unfinished");
    let told = || format!("writing {}", path.display());
    let open = || fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished);
    let mut file = open().with_context(told)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(told)?;
    fs::rename(&unfinished, path).with_context(told)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).with_context(told)
}

/// The same with something as JSON.
pub fn write_json(path: &Path, what: &impl Serialize) -> Result<()> {
    write(path, &serde_json::to_vec_pretty(what)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;

    /// Whoever was on the way when the destruction was noted is turned away once connected.
    #[tokio::test]
    async fn who_has_connected_looks_again() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config { data: folder.path().to_owned(), ..Config::default() };
        connect(&config).await.unwrap().close().await;
        let done = Done {
            order: "order".into(),
            installation: "https://portal.example.kz".into(),
            act: "/srv/act".into(),
            act_sha256: String::new(),
            ended: "2026-11-23T09:30:00Z".into(),
            key_elsewhere: None,
        };
        write_json(&done_at(&config), &done).unwrap();
        assert_eq!(connect(&config).await.err().unwrap().to_string(), done.word());
    }
}
