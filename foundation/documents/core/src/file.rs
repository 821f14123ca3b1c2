//! A file, the set it belongs to, and the bytes behind it.

use crate::{Format, WrappedKey};
use orda_base::{BodyId, Role, Timestamp, id_type};
use serde::Serialize;

id_type!(
    /// A set of files: what one version of a document consists of.
    FileSetId
);
id_type!(
    /// One file of one set.
    FileId
);
id_type!(
    /// The bytes behind files; several files of several sets may share them.
    BlobId
);

/// A file as it was received: its bytes never change (385-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// The set it belongs to.
    pub set: FileSetId,
    /// Name as given by whoever posted it, in Unicode NFC, without folders.
    pub name: String,
    /// Format found by name, magic and structure.
    pub format: Format,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    #[serde(serialize_with = "hex_digest")]
    pub sha256: [u8; 32],
    /// Place in the set, from 1.
    pub position: u32,
    /// When it was received.
    pub created_at: Timestamp,
}

impl StoredFile {
    /// The digest as 64 small hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        hex::encode(self.sha256)
    }
}

fn hex_digest<S: serde::Serializer>(digest: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(digest))
}

/// A set of files. While it is open, holders of `role` in `body` fill it; once sealed, nothing in it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSet {
    /// Its id.
    pub id: FileSetId,
    /// The body it belongs to.
    pub body: BodyId,
    /// Who in the body may fill it.
    pub role: Role,
    /// Since when nothing in it changes.
    pub sealed_at: Option<Timestamp>,
}

/// Bytes kept once, with what is needed to read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its id; also where it lies.
    pub id: BlobId,
    /// Length of the original in bytes.
    pub size: u64,
    /// SHA-256 of the original.
    pub sha256: [u8; 32],
    /// The key of these bytes, encrypted under the master key.
    pub key: WrappedKey,
}
