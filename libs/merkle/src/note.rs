//! Signed notes (C2SP `signed-note`): a text, and lines with the signatures of it, Ed25519.
//!
//! ```text
//! example.org/log
//! 5
//! TjvbrxuLf3jctjH7YxUZo7oSyuya7KFivfXEqBOoYkE=
//!
//! — example.org/log 5O9bCQ…
//! ```

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::fmt;
use std::str::FromStr;

/// The kind of key that comes before the bytes of an Ed25519 key.
const ED25519_KIND: u8 = 1;
/// What a line with a signature begins with: an em dash and a space.
const MARK: &str = "\u{2014} ";

/// Why a note or a key is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    /// It is not written as such a text is.
    #[error("it is not written as it should be")]
    Form,
    /// No signature of this key is among its lines.
    #[error("there is no signature of this key")]
    Unsigned,
    /// The signature is not of this text.
    #[error("the signature is not of this text")]
    Signature,
}

/// Signs notes under a name.
pub struct Signer {
    key: Ed25519KeyPair,
    verifier: VerifierKey,
}

impl Signer {
    /// The signer called `name` (no spaces, no plus sign) whose key is made of this secret seed. None when the name cannot
    /// be one.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Option<Self> {
        let key = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        let verifier = VerifierKey::new(name, key.public_key().as_ref().try_into().ok()?)?;
        Some(Self { key, verifier })
    }

    /// What its signatures are verified with.
    pub const fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The note of `text`, which ends with a line break.
    pub fn sign(&self, text: &str) -> String {
        let mut bytes = self.verifier.id().to_vec();
        bytes.extend(self.key.sign(text.as_bytes()).as_ref());
        format!("{text}\n{MARK}{} {}\n", self.verifier.name, BASE64.encode(bytes))
    }
}

/// A public key with the name of its holder. Its text form is that of C2SP: `name+hash+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: [u8; 32],
}

impl VerifierKey {
    /// The key of the holder with this name; none when it cannot be a name.
    pub fn new(name: &str, key: [u8; 32]) -> Option<Self> {
        let good = !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+' || c.is_control());
        good.then(|| Self { name: name.to_owned(), key })
    }

    /// Name of the holder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same key under another name; none when it cannot be a name.
    pub fn renamed(&self, name: &str) -> Option<Self> {
        Self::new(name, self.key)
    }

    /// Four bytes that tell keys apart in lines of signatures.
    pub fn id(&self) -> [u8; 4] {
        let mut bytes = self.name.as_bytes().to_vec();
        bytes.extend([b'\n', ED25519_KIND]);
        bytes.extend(self.key);
        let digest = digest(&SHA256, &bytes);
        let mut id = [0; 4];
        id.copy_from_slice(&digest.as_ref()[..4]);
        id
    }

    /// The text of `note` (with its last line break), when this key has signed it. Signatures of others are passed over.
    ///
    /// # Errors
    /// [`BadNote`] says what is wrong.
    pub fn open<'n>(&self, note: &'n str) -> Result<&'n str, BadNote> {
        let at = note.rfind("\n\n").ok_or(BadNote::Form)?;
        let (text, signatures) = (&note[..=at], &note[at + 2..]);
        if signatures.is_empty() || !signatures.ends_with('\n') {
            return Err(BadNote::Form);
        }
        let id = self.id();
        for line in signatures.lines() {
            let (name, signature) = line.strip_prefix(MARK).and_then(|l| l.split_once(' ')).ok_or(BadNote::Form)?;
            let bytes = BASE64.decode(signature).map_err(|_| BadNote::Form)?;
            if name != self.name || bytes.get(..4) != Some(&id) {
                continue;
            }
            let key = UnparsedPublicKey::new(&ED25519, self.key);
            return key.verify(text.as_bytes(), &bytes[4..]).map(|()| text).map_err(|_| BadNote::Signature);
        }
        Err(BadNote::Unsigned)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519_KIND];
        key.extend(self.key);
        let id = u32::from_be_bytes(self.id());
        write!(f, "{}+{id:08x}+{}", self.name, BASE64.encode(key))
    }
}

impl FromStr for VerifierKey {
    type Err = BadNote;

    fn from_str(text: &str) -> Result<Self, BadNote> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadNote::Form);
        };
        let bytes = BASE64.decode(key).map_err(|_| BadNote::Form)?;
        let Some((&ED25519_KIND, key)) = bytes.split_first() else { return Err(BadNote::Form) };
        let made = Self::new(name, key.try_into().map_err(|_| BadNote::Form)?).ok_or(BadNote::Form)?;
        let stated = u32::from_str_radix(id, 16).map_err(|_| BadNote::Form)?;
        if stated == u32::from_be_bytes(made.id()) { Ok(made) } else { Err(BadNote::Form) }
    }
}
