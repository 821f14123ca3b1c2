//! Why a file is not taken. Each reason names what to do next; nothing of a refused file is kept.

use crate::{Format, Formats};
use orda_base::Error;

/// A refusal of a file or of a change of a set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The name is missing.
    #[error("name is missing")]
    NameMissing,
    /// The name is longer than [`crate::NAME_LIMIT`] bytes.
    #[error("name is too long")]
    NameTooLong,
    /// The name holds a control character, a folder separator or a mark that turns the direction of writing.
    #[error("name holds a character that is not permitted")]
    NameCharacter,
    /// Another file of the set has this name.
    #[error("name is taken: {name}")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The format is not on the list (385-10).
    #[error("format of {name} is not permitted")]
    NotPermitted {
        /// The name of the file.
        name: String,
        /// What is permitted.
        permitted: Formats,
    },
    /// The content is not what the name promises (385-10).
    #[error("{name} is no {format:?} but {}", found.unwrap_or("of another kind"))]
    OtherContent {
        /// The name of the file.
        name: String,
        /// What its name promises.
        format: Format,
        /// What the content seems to be, when it is known.
        found: Option<&'static str>,
        /// What is permitted.
        permitted: Formats,
    },
    /// The content begins as it should, but is damaged or cut off.
    #[error("{name} is broken: {detail}")]
    Broken {
        /// The name of the file.
        name: String,
        /// What its name promises.
        format: Format,
        /// Which part of the structure, for the log.
        detail: &'static str,
    },
    /// The document holds macros (385-10-2).
    #[error("{name} holds macros")]
    Macros {
        /// The name of the file.
        name: String,
    },
    /// The archive would unpack to more than is allowed (385-10-5).
    #[error("{name} unpacks to too much: {detail}")]
    Bomb {
        /// The name of the file.
        name: String,
        /// Which limit.
        detail: &'static str,
    },
    /// The archive holds a name that leads out of the folder into which it is unpacked.
    #[error("{name} holds names that escape")]
    Escaping {
        /// The name of the file.
        name: String,
    },
    /// The picture has too many points.
    #[error("{name} has more than {limit} points")]
    Pixels {
        /// The name of the file.
        name: String,
        /// The limit.
        limit: u64,
    },
    /// The virus scanner knows malicious content in it.
    #[error("{name} is infected: {found}")]
    Infected {
        /// The name of the file.
        name: String,
        /// What the scanner calls it.
        found: String,
    },
    /// The virus scanner does not answer.
    #[error("{name} cannot be scanned now")]
    Unscanned {
        /// The name of the file.
        name: String,
    },
    /// The file is larger than the virus scanner takes, or packed more deeply.
    #[error("{name} is more than the scanner takes")]
    Unscannable {
        /// The name of the file.
        name: String,
    },
    /// What the file holds has a password: the virus scanner cannot look through it.
    #[error("{name} has a password and cannot be scanned")]
    Locked {
        /// The name of the file.
        name: String,
    },
    /// The file has no bytes.
    #[error("{name} is empty")]
    Empty {
        /// The name of the file.
        name: String,
    },
    /// All files of the set together are over the limit (385-9).
    #[error("over {limit} bytes")]
    TooLarge {
        /// The name of the file.
        name: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The set holds as many files as it may.
    #[error("more than {limit} files")]
    TooMany {
        /// The limit.
        limit: u32,
    },
    /// The set is sealed.
    #[error("sealed")]
    Sealed,
    /// The key of the set was destroyed, and with it all that was in it (385-6-8).
    #[error("destroyed")]
    Destroyed,
}

impl Refusal {
    /// Stable code and message key.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "documents-refusal-name-missing",
            Self::NameTooLong => "documents-refusal-name-too-long",
            Self::NameCharacter => "documents-refusal-name-character",
            Self::NameTaken { .. } => "documents-refusal-name-taken",
            Self::NotPermitted { .. } => "documents-refusal-not-permitted",
            Self::OtherContent { found: None, .. } => "documents-refusal-other-content",
            Self::OtherContent { found: Some(_), .. } => "documents-refusal-other-content-known",
            Self::Broken { .. } => "documents-refusal-broken",
            Self::Macros { .. } => "documents-refusal-macros",
            Self::Bomb { .. } => "documents-refusal-bomb",
            Self::Escaping { .. } => "documents-refusal-escaping",
            Self::Pixels { .. } => "documents-refusal-pixels",
            Self::Infected { .. } => "documents-refusal-infected",
            Self::Unscanned { .. } => "documents-refusal-unscanned",
            Self::Unscannable { .. } => "documents-refusal-unscannable",
            Self::Locked { .. } => "documents-refusal-locked",
            Self::Empty { .. } => "documents-refusal-empty",
            Self::TooLarge { .. } => "documents-refusal-too-large",
            Self::TooMany { .. } => "documents-refusal-too-many",
            Self::Sealed => "documents-refusal-sealed",
            Self::Destroyed => "documents-refusal-destroyed",
        }
    }

    /// Every code, for the check that all texts exist.
    pub const CODES: [&'static str; 21] = [
        "documents-refusal-name-missing",
        "documents-refusal-name-too-long",
        "documents-refusal-name-character",
        "documents-refusal-name-taken",
        "documents-refusal-not-permitted",
        "documents-refusal-other-content",
        "documents-refusal-other-content-known",
        "documents-refusal-broken",
        "documents-refusal-macros",
        "documents-refusal-bomb",
        "documents-refusal-escaping",
        "documents-refusal-pixels",
        "documents-refusal-infected",
        "documents-refusal-unscanned",
        "documents-refusal-unscannable",
        "documents-refusal-locked",
        "documents-refusal-empty",
        "documents-refusal-too-large",
        "documents-refusal-too-many",
        "documents-refusal-sealed",
        "documents-refusal-destroyed",
    ];
}

/// Bytes in one megabyte as 385-9 is read.
const MEGABYTE: u64 = 1024 * 1024;

impl From<Refusal> for orda_base::Refusal {
    fn from(refusal: Refusal) -> Self {
        let base = Self::new(refusal.code());
        match refusal {
            Refusal::NameMissing | Refusal::NameCharacter | Refusal::Sealed => base,
            Refusal::Destroyed => base.rule("385-6-8"),
            Refusal::NameTooLong => base.with("limit", crate::NAME_LIMIT),
            Refusal::NameTaken { name }
            | Refusal::Macros { name }
            | Refusal::Escaping { name }
            | Refusal::Empty { name }
            | Refusal::Unscanned { name }
            | Refusal::Unscannable { name }
            | Refusal::Locked { name }
            | Refusal::Bomb { name, .. } => base.with("name", name),
            Refusal::Pixels { name, limit } => base.with("name", name).with("limit", limit / 1_000_000),
            Refusal::Infected { name, found } => base.with("name", name).with("found", found),
            Refusal::NotPermitted { name, permitted } => {
                base.with("name", name).with("permitted", permitted.list()).rule("385-10")
            }
            Refusal::OtherContent { name, format, found, permitted } => {
                let base = base.with("name", name).with("format", format.name()).with("permitted", permitted.list());
                match found {
                    Some(found) => base.with("found", found),
                    None => base,
                }
                .rule("385-10")
            }
            Refusal::Broken { name, format, .. } => {
                base.with("name", name).with("format", format.name()).rule("385-10")
            }
            // The limit is named in whole megabytes and in bytes: the second is what is counted.
            Refusal::TooLarge { name, limit } => {
                base.with("name", name).with("limit", limit / MEGABYTE).with("bytes", limit).rule("385-9")
            }
            Refusal::TooMany { limit } => base.with("limit", limit),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::TooLarge { .. } | Refusal::Unscannable { .. } => Self::TooLarge,
            // It is the portal that cannot, not the file that is wrong.
            Refusal::Unscanned { .. } => Self::Away,
            _ => Self::Refused,
        };
        kind(Box::new(refusal.into()))
    }
}
