//! What is done to destroy a database, step by step: each can be done again, so that an interruption is gone on from.

use super::remains::{self, Done, GoesOn};
use super::wipe;
use crate::backup::Keys;
use crate::compose::MIGRATIONS;
use crate::config::Config;
use anyhow::{Context, Result, bail};
use merkle::Signer;
use orda_base::Env;
use orda_retention::database::in_use;
use orda_store::{Database, files_named, is_in_use};
use orda_web::SecretFile;
use std::fs;
use std::path::{Path, PathBuf};

/// Stays in a mirror of the keys from before anything of it goes to the end: an empty folder is a disk that is not mounted.
const MARK: &str = "being-destroyed";

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
    /// Everything else in the folder of data, and the posted files in their bucket.
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
        // Interrupted after it was said.
        tidy(config)?;
        return Ok(done);
    }
    let begun = begun(config)?;
    if !begun.alone {
        alone(config, begun).await?;
    }
    for step in Step::ALL {
        carry_out(config, env, step).await?;
    }
    remains::done(config)?.context("no word about the end was written")
}

/// Notes that it begins, and looks after that whether anybody is connected: who connects later sees the note.
///
/// # Errors
/// When somebody is.
pub async fn alone(config: &Config, begun: GoesOn) -> Result<()> {
    remains::write_json(&remains::goes_on_at(config), &begun)?;
    for url in [config.database_url(), config.vault_url()] {
        if is_in_use(&url).await? {
            return Err(in_use().into());
        }
    }
    remains::write_json(&remains::goes_on_at(config), &GoesOn { alone: true, ..begun })
}

/// What was begun, with these settings.
fn begun(config: &Config) -> Result<GoesOn> {
    let begun = remains::goes_on(config)?;
    let begun = begun.with_context(|| format!("nothing is being destroyed in {}", config.data.display()))?;
    let named = databases(config);
    if named != begun.databases {
        let (named, begun) = (named.join(" and "), begun.databases.join(" and "));
        bail!("the settings name {named}, but what is being destroyed is {begun}: give the settings it was begun with");
    }
    Ok(begun)
}

/// Does one step of a destruction that was begun.
pub async fn carry_out(config: &Config, env: &Env, step: Step) -> Result<()> {
    let begun = begun(config)?;
    match step {
        Step::Key => wipe::through(&config.data.join("keys").join("master.key")).context("destroying the master key"),
        Step::Mirrors => {
            for mirror in &begun.mirrors {
                destroy_mirror(mirror, &begun).with_context(|| format!("destroying {}", mirror.display()))?;
            }
            for drill in &begun.drills {
                wipe::folder(drill, &[]).with_context(|| format!("destroying {}", drill.display()))?;
            }
            Ok(())
        }
        Step::Vault => remove(&config.vault_url(), &VAULT, &begun).await.context("destroying the vault"),
        Step::Database => remove(&config.database_url(), &prefixes(), &begun).await.context("destroying the database"),
        Step::Folder => {
            if let Some(bucket) = crate::s3::bucket(config)? {
                bucket.empty().await.context("emptying the bucket of posted files")?;
                let left = bucket.blobs().await.context("looking into the bucket of posted files")?;
                if let Some(blob) = left.first() {
                    bail!("{} files remain in the bucket, {blob} among them", left.len());
                }
            }
            // Folders that are links to another disk are gone into; other links are not.
            let kept = kept(config);
            for name in ["keys", "blobs", "archives"] {
                wipe::folder(&config.data.join(name), &kept).with_context(|| format!("destroying {name}"))?;
            }
            wipe::folder(&config.data, &kept).context("destroying the folder of data")
        }
        Step::Word => end(config, env, &begun).await,
    }
}

/// Destroys a mirror of the keys, which is known by the master key in it, and by the mark once that may be gone.
fn destroy_mirror(mirror: &Path, begun: &GoesOn) -> Result<()> {
    let mark = mirror.join(MARK);
    if !fs::read(&mark).is_ok_and(|order| order == begun.order.as_bytes()) {
        if !Keys::read(mirror).is_ok_and(|keys| keys.id == begun.key) {
            bail!("it is not there: mount the disk that holds this mirror of the keys");
        }
        remains::write(&mark, begun.order.as_bytes())?;
    }
    Ok(wipe::folder(mirror, &[mark])?)
}

/// What stays in the folder of data.
fn kept(config: &Config) -> Vec<PathBuf> {
    let own = [remains::goes_on_at(config), remains::done_at(config)];
    // Settings hold nothing of what the portal kept; they say where it was.
    let settings = config.file.as_deref().and_then(|file| within(config, file));
    own.into_iter().chain(settings).chain(of_connections(config)).collect()
}

/// Files in the folder of data without which no server is reached: they go when nothing is asked of it any more.
fn of_connections(config: &Config) -> Vec<PathBuf> {
    let named = [config.database_url(), config.vault_url()].map(|url| files_named(&url));
    named.into_iter().flatten().filter_map(|file| within(config, &file)).collect()
}

/// A file where it lies in the folder of data, if it does.
fn within(config: &Config, file: &Path) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    let folder = file.parent()?.canonicalize().ok()?;
    let below = folder.strip_prefix(config.data.canonicalize().ok()?).ok()?;
    Some(config.data.join(below).join(file.file_name()?))
}

/// Where the vault, the database and a bucket of files are, without what may change while it goes on: accounts and passwords.
pub fn databases(config: &Config) -> Vec<String> {
    let all = [config.vault_url(), config.database_url()];
    all.iter().map(|url| place(url)).chain(config.files.clone()).collect()
}

fn place(url: &str) -> String {
    const NAMED: [&str; 4] = ["host=", "hostaddr=", "port=", "dbname="];
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    if let Some(path) = address.strip_prefix("sqlite://") {
        return std::path::absolute(path).unwrap_or_else(|_| path.into()).display().to_string();
    }
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.rsplit_once('@').map_or(address, |(_, rest)| rest);
    let more = query.split('&').filter(|pair| NAMED.iter().any(|name| pair.starts_with(name)));
    std::iter::once(address).chain(more).collect::<Vec<_>>().join(" ")
}

/// Where the master key is kept, when something else keeps it.
pub fn key_elsewhere(config: &Config) -> Option<String> {
    let named = config.master_key.as_deref()?;
    Some(SecretFile::named(named).path().display().to_string())
}

/// What names of tables of the vault begin with.
pub const VAULT: [&str; 2] = ["vault", "store"];

/// The same of the database.
pub fn prefixes() -> Vec<&'static str> {
    MIGRATIONS.iter().map(|set| set.component).chain(["store"]).collect()
}

async fn remove(url: &str, prefixes: &[&str], begun: &GoesOn) -> Result<()> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        let path = Path::new(path.split('?').next().unwrap_or(path));
        // Its logs lie where a link leads. It goes after them: an interruption leaves what leads to the rest.
        let real = path.canonicalize().ok();
        for base in real.iter().map(PathBuf::as_path).chain([path]) {
            for end in ["-wal", "-shm", "-journal", ""] {
                let mut name = base.as_os_str().to_owned();
                name.push(end);
                wipe::file(Path::new(&name))?;
            }
        }
        return Ok(());
    }
    let db = Database::open(url).await?;
    let removed = async {
        let word = format!(
            "the database of {} was destroyed by order {}; the act is in {}",
            begun.installation,
            begun.order,
            begun.act.display()
        );
        // The word first: no other node begins anew here meanwhile.
        db.leave_word(&word).await?;
        db.drop_tables(prefixes).await.map(drop)
    };
    let removed = removed.await;
    db.close().await;
    Ok(removed?)
}

/// Looks whether anything remains, and says what happened: beside the act, signed, and here.
async fn end(config: &Config, env: &Env, begun: &GoesOn) -> Result<()> {
    let mut left = wipe::left(&config.data, &kept(config))?;
    for folder in begun.mirrors.iter().chain(&begun.drills) {
        left.extend(wipe::left(folder, &[folder.join(MARK)])?);
    }
    if let Some(path) = left.first() {
        bail!("{} files remain, {} among them", left.len(), path.display());
    }
    for (url, prefixes) in [(config.vault_url(), VAULT.to_vec()), (config.database_url(), prefixes())] {
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
        key_elsewhere: key_elsewhere(config),
    };
    let seed = hex::decode(&begun.seed).ok().and_then(|seed| seed.try_into().ok());
    let signer = seed.and_then(|seed: [u8; 32]| Signer::from_seed(&begun.signer, &seed));
    let signer = signer.context("the key for the word about the end is spoiled")?;
    let key =
        done.key_elsewhere.as_ref().map_or_else(String::new, |place| format!("master key not destroyed {place}\n"));
    let text = format!(
        "destroyed database of {}\norder {}\nact sha256 {}\nbegan {}\nended {}\n{key}",
        done.installation, done.order, done.act_sha256, begun.began, done.ended
    );
    remains::write(&begun.act.join("completed.txt"), signer.sign(&text).as_bytes())?;
    remains::write_json(&remains::done_at(config), &done)?;
    tidy(config)
}

/// Removes what was needed up to the end.
fn tidy(config: &Config) -> Result<()> {
    let marks = remains::goes_on(config)?.map(|begun| begun.mirrors).unwrap_or_default();
    let marks = marks.into_iter().map(|mirror| mirror.join(MARK));
    for file in marks.chain(of_connections(config)) {
        wipe::file(&file).with_context(|| format!("removing {}", file.display()))?;
    }
    wipe::file(&remains::goes_on_at(config)).context("removing the key of the word about the end")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Another database is told from the same one that is reached by another account.
    #[test]
    fn databases_are_told_apart() {
        let here = place("postgres://orda:secret@db.example.kz:5433/orda?sslmode=require");
        assert_eq!(here, "db.example.kz:5433/orda");
        assert_eq!(place("postgresql://orda_owner@db.example.kz:5433/orda"), here);
        assert_ne!(place("postgres://orda@db.example.kz:5433/other"), here);
        let of_socket = place("postgres:///orda?host=/run/one&sslmode=disable");
        assert_ne!(of_socket, place("postgres:///orda?host=/run/two"));
        assert_eq!(place("sqlite:///srv/./orda.db?mode=rwc"), "/srv/orda.db");
    }

    /// The settings in use stay, wherever in the folder of data they lie; a file that only has their name does not.
    #[test]
    fn settings_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, deep) = (folder.path().join("data"), folder.path().join("data/etc"));
        std::fs::create_dir_all(&deep).expect("made");
        for (file, within) in [
            (data.join("orda.toml"), Some(data.join("orda.toml"))),
            (deep.join("orda.toml"), Some(deep.join("orda.toml"))),
            (folder.path().join("orda.toml"), None),
        ] {
            std::fs::write(&file, "").expect("written");
            let config = Config { data: data.clone(), ..Config::default() };
            assert_eq!(super::within(&config, &file), within);
        }
    }
}
