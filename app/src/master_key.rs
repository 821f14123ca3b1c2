//! The key under which file keys and the centre's own key are kept: 32 bytes in a file of its own, apart from the data.

use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_base::Env;
use orda_web::SecretFile;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

/// Where the key of an installation of its own lies.
pub fn own_at(config: &Config) -> PathBuf {
    config.data.join("keys/master.key")
}

/// Where the key lies that is to be the next one, while it is put in the place of the one in use (`orda keys replace-master`).
pub fn coming_at(config: &Config) -> PathBuf {
    config.data.join("keys/master.key.new")
}

/// Reads the key: of the file or credential that the settings name, which something else keeps; else of the folder of keys, where
/// it is made (readable by the owner alone) when the installation is new.
///
/// # Errors
/// It is not there, holds no 32 bytes, or others may read it.
pub fn load(config: &Config, env: &Env) -> Result<[u8; 32]> {
    let folder = config.data.join("keys");
    if !folder.exists() {
        // The vault lies here too, wherever the master key is.
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
    }
    refuse(config)?;
    let path = own_at(config);
    if config.master_key.is_none() && !path.exists() {
        // What is here was sealed under a key that is elsewhere now: another one would be the only key to what comes.
        if holds_sealed(config) {
            bail!("{} is missing, and what is in {} was sealed under it", path.display(), config.data.display());
        }
        let key: [u8; 32] = env.random();
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(&key)?;
        // Losing the key loses every file: it is on the disk before anything is encrypted with it.
        file.sync_all()?;
        fs::File::open(&folder)?.sync_all()?;
    }
    kept(config)
}

/// Is there anything that was sealed: keys of documents, or posted files?
fn holds_sealed(config: &Config) -> bool {
    let files = fs::read_dir(config.data.join("blobs")).is_ok_and(|mut entries| entries.next().is_some());
    files || config.data.join("keys/vault.db").exists()
}

/// Reads the key of an installation that is there: none is ever made.
///
/// # Errors
/// It is not there, holds no 32 bytes, or others may read it; it is being replaced.
pub fn kept(config: &Config) -> Result<[u8; 32]> {
    refuse(config)?;
    in_use(config)
}

/// Refuses to go on while the key is being replaced: a part is sealed under each of two.
fn refuse(config: &Config) -> Result<()> {
    if coming_at(config).exists() {
        bail!(
            "the master key of {} is being replaced; it is ended by: orda keys replace-master",
            config.data.display()
        );
    }
    Ok(())
}

/// The key that is in use, also while it is being replaced.
///
/// # Errors
/// It is not there, holds no 32 bytes, or others may read it.
pub fn in_use(config: &Config) -> Result<[u8; 32]> {
    match &config.master_key {
        Some(named) => read(&SecretFile::named(named)).context("master_key"),
        None => read(&SecretFile::named(&own_at(config))),
    }
}

/// The 32 bytes in a file that nobody else may read.
pub fn read(file: &SecretFile) -> Result<[u8; 32]> {
    let bytes = file.read()?;
    let Ok(key) = bytes.as_slice().try_into() else { bail!("{} does not hold 32 bytes", file.path().display()) };
    Ok(key)
}

/// A key for one purpose: whoever learns it learns neither the master key nor the keys of other purposes.
pub fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    // The master key is uniformly random, so one keyed digest is a sound derivation (NIST SP 800-108 in its simplest
    // form: label after key, of fixed length).
    Sha256::new().chain_update(b"orda key 1").chain_update(master).chain_update(purpose.as_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key is made once, closed to others; one that others may read is refused, and so is a named one that is missing or of
    /// another length: none is made in its place.
    #[test]
    fn the_key_is_closed_to_others() {
        let folder = PathBuf::from(format!("/var/tmp/orda-master-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let open = |path: &std::path::Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("bits");
        };
        open(&folder, 0o755);
        let env = Env::system();
        let config = Config { data: folder.join("data"), ..Config::default() };
        assert!(kept(&config).is_err() && !config.data.exists(), "none is made of an installation that is there");
        let key = load(&config, &env).expect("made");
        assert_eq!((load(&config, &env).expect("read"), kept(&config).expect("read")), (key, key));
        let keys = folder.join("data/keys");
        open(&keys, 0o755);
        open(&keys.join("master.key"), 0o644);
        let refused = load(&config, &env).expect_err("open to all");
        assert!(format!("{refused:#}").contains("chmod 600"), "{refused:#}");

        let away = keys.join("away");
        fs::rename(keys.join("master.key"), &away).expect("moved");
        fs::write(keys.join("vault.db"), b"").expect("written");
        assert!(load(&config, &env).is_err() && !keys.join("master.key").exists(), "no second one");

        let named = folder.join("sealed");
        let config = Config { master_key: Some(named.clone()), ..config };
        assert!(load(&config, &env).is_err() && !named.exists(), "not made");
        for (bytes, good) in [(31, false), (32, true)] {
            fs::write(&named, vec![7; bytes]).expect("written");
            open(&named, 0o600);
            assert_eq!(load(&config, &env).is_ok(), good, "{bytes}");
        }
        assert_eq!(load(&config, &env).expect("read"), [7; 32]);
        fs::remove_dir_all(&folder).expect("removed");
    }
}
