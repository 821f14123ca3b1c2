//! What can be destroyed.

use orda_base::Timestamp;
use orda_documents::FileSetId;
use serde::{Deserialize, Serialize};

/// A document with all its versions, told by what stays after it: never by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Kind of thing: `draft`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its registration number.
    pub number: String,
    /// Kind of document, by which it is kept: `law`, `minister_order` …
    pub class: String,
    /// When it was registered.
    pub made_at: Timestamp,
    /// When anything last happened to it: the period of keeping runs from here.
    pub changed_at: Timestamp,
    /// Sets of files, one a version: their keys are destroyed.
    pub sets: Vec<FileSetId>,
    /// What it consists of.
    pub parts: Vec<ItemPart>,
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
