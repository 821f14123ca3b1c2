//! Keys of backups: all from the master key, none of them in the backup.

use anyhow::{Context, Result, bail};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use orda_base::Env;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// What seals, names and vouches for the parts of a backup.
pub struct Keys {
    seal: LessSafeKey,
    name: hmac::Key,
    voucher: hmac::Key,
    /// Where pieces of the database are cut depends on it: lengths of pieces tell nothing to a stranger.
    pub cuts: u64,
    /// Tells keys apart and betrays nothing of them.
    pub id: String,
}

impl Keys {
    /// From the master key.
    ///
    /// # Panics
    /// Never: the length of the key is right.
    pub fn new(master: &[u8; 32]) -> Self {
        let derive = |what: &str| crate::master_key::derive(master, &format!("backup {what}"));
        let seal = UnboundKey::new(&AES_256_GCM, &derive("seal")).expect("a key of 32 bytes");
        let voucher = hmac::Key::new(hmac::HMAC_SHA256, &derive("voucher"));
        let id = hex::encode(&hmac::sign(&voucher, b"id").as_ref()[..8]);
        let mut cuts = [0; 8];
        cuts.copy_from_slice(&derive("cuts")[..8]);
        Self {
            seal: LessSafeKey::new(seal),
            name: hmac::Key::new(hmac::HMAC_SHA256, &derive("name")),
            voucher,
            cuts: u64::from_le_bytes(cuts),
            id,
        }
    }

    /// From a folder of keys, as `--keys-to` leaves it.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Self::new(&read_master(folder)?))
    }

    /// The name of a piece: the same for the same content, meaningless without the key.
    pub fn name(&self, content: &[u8]) -> [u8; 32] {
        let mut name = [0; 32];
        name.copy_from_slice(hmac::sign(&self.name, content).as_ref());
        name
    }

    /// Encrypts a piece and binds it to its name: `name, nonce, sealed`.
    pub fn seal(&self, name: &[u8; 32], mut content: Vec<u8>, env: &Env) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = env.random();
        let sealed =
            self.seal.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(name), &mut content);
        if sealed.is_err() {
            bail!("a piece could not be encrypted");
        }
        Ok([name.as_slice(), &nonce, &content].concat())
    }

    /// Decrypts what follows the name in a piece; none when it is not as it was written, or was written under another name.
    pub fn open(&self, name: &[u8; 32], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut content = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.seal.open_in_place(nonce, Aad::from(name), &mut content).ok()?.len();
        content.truncate(length);
        Some(content)
    }

    /// What vouches for these bytes.
    pub fn vouch(&self, bytes: &[u8]) -> String {
        hex::encode(hmac::sign(&self.voucher, bytes).as_ref())
    }

    /// Is it the voucher of these bytes?
    pub fn is_vouched(&self, bytes: &[u8], voucher: &str) -> bool {
        hex::decode(voucher).is_ok_and(|v| hmac::verify(&self.voucher, bytes, &v).is_ok())
    }
}

/// The master key in a folder of keys.
pub fn read_master(folder: &Path) -> Result<[u8; 32]> {
    let path = folder.join("master.key");
    let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let Ok(key) = bytes.try_into() else { bail!("{} does not hold 32 bytes", path.display()) };
    Ok(key)
}

/// Refuses a folder that mirrors another master key: what is read with that would be lost with it.
pub fn refuse_other(master: &[u8; 32], to: &Path) -> Result<()> {
    if std::fs::read(to.join("master.key")).is_ok_and(|key| key != master) {
        bail!(
            "{} holds another master key: of another installation, or the one from before it was replaced; name new \
             folders for copies and their keys",
            to.display()
        );
    }
    Ok(())
}

/// Mirrors the master key into this folder.
///
/// # Errors
/// When it holds another one.
pub fn mirror_master(master: &[u8; 32], to: &Path) -> Result<()> {
    refuse_other(master, to)?;
    let path = to.join("master.key");
    super::objects::write_whole(&path, master)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    Ok(())
}
