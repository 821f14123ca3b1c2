//! What is wrong with a backup, and with which file of it.

use std::fmt;

/// Something is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// It is not there.
    Missing(String),
    /// It ends too early: so many bytes of so many.
    Truncated(String, u64, u64),
    /// Its content is another one.
    Altered(String),
    /// It holds what belongs to another place.
    Swapped(String, String),
    /// It was written under another master key.
    OtherKey(String),
    /// The mirror of the keys does not hold the key of this: it is older than the backup.
    NoKey(String),
    /// The database finds this wrong with itself.
    Database(String),
}

impl Finding {
    /// The kind of it, for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Truncated(..) => "truncated",
            Self::Altered(_) => "altered",
            Self::Swapped(..) => "swapped",
            Self::OtherKey(_) => "other_key",
            Self::NoKey(_) => "no_key",
            Self::Database(_) => "database",
        }
    }

    /// Which file.
    pub fn what(&self) -> &str {
        match self {
            Self::Missing(what)
            | Self::Truncated(what, ..)
            | Self::Altered(what)
            | Self::Swapped(what, _)
            | Self::OtherKey(what)
            | Self::NoKey(what)
            | Self::Database(what) => what,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.what())?;
        match self {
            Self::Truncated(_, is, was) => write!(f, " ({is} bytes of {was})"),
            Self::Swapped(_, other) => write!(f, " (holds {other})"),
            _ => Ok(()),
        }
    }
}
