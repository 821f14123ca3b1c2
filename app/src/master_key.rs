//! The key under which file keys and the centre's own key are kept: 32 bytes in a file of its own, apart from the data.

use anyhow::{Context, Result, bail};
use orda_base::Env;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Reads the key; makes it (readable by the owner alone) when the installation is new.
pub fn load(data: &Path, env: &Env) -> Result<[u8; 32]> {
    let folder = data.join("keys");
    let path = folder.join("master.key");
    if !path.exists() {
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let key: [u8; 32] = env.random();
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(&key)?;
        // Losing the key loses every file: it is on the disk before anything is encrypted with it.
        file.sync_all()?;
        fs::File::open(&folder)?.sync_all()?;
    }
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let Ok(key) = bytes.try_into() else { bail!("{} does not hold 32 bytes", path.display()) };
    Ok(key)
}

/// A key for one purpose: whoever learns it learns neither the master key nor the keys of other purposes.
pub fn derive(master: &[u8; 32], purpose: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    // The master key is uniformly random, so one keyed digest is a sound derivation (NIST SP 800-108 in its simplest
    // form: label after key, of fixed length).
    Sha256::new().chain_update(b"orda key 1").chain_update(master).chain_update(purpose.as_bytes()).finalize().into()
}
