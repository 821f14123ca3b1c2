//! What can be destroyed.

use orda_base::Timestamp;
use orda_documents::FileSetId;
use serde::{Deserialize, Serialize};

/// Kind of a registration certificate of the built-in centre, with the key that the portal holds of it (385-6-8-b).
pub const CERTIFICATE: &str = "certificate";

/// A document with all its versions, told by what stays after it: never by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Kind of thing: `draft` or [`CERTIFICATE`].
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its registration number; of a certificate the serial number.
    pub number: String,
    /// Kind of document, by which it is kept: `law`, `minister_order` …; `certificate`.
    pub class: String,
    /// When it was registered.
    pub made_at: Timestamp,
    /// When anything last happened to it, of a certificate its end: the period of keeping runs from here.
    pub changed_at: Timestamp,
    /// Was it withdrawn, because it was found to hold state secrets (385-3)? Then no period of keeping holds it back.
    #[serde(default)]
    pub withdrawn: bool,
    /// Sets of files, one a version, whose keys are destroyed; of a certificate its id, under whose key backups seal it.
    pub sets: Vec<FileSetId>,
    /// What it consists of.
    pub parts: Vec<ItemPart>,
}

impl Item {
    /// Key of the words for its kind.
    pub fn class_key(&self) -> String {
        if self.kind == CERTIFICATE {
            "retention-class-certificate".to_owned()
        } else {
            format!("drafts-kind-{}", self.class)
        }
    }
}

/// A file or a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemPart {
    /// Which one, without its name: `1/file-2`, `1/text-kk`.
    pub name: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 of its bytes: 64 hexadecimal digits.
    pub sha256: String,
}
