//! What a verification found.

use orda_base::Timestamp;

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// The record with this number says something else than when it was written.
    Changed(i64),
    /// The record with this number is gone.
    Removed(i64),
    /// A record with this number was put among older ones.
    Inserted(i64),
    /// Records and the hashes kept of them were altered together, somewhere among these numbers: the checkpoints differ.
    Rewritten {
        /// Number of the first record in question.
        first: i64,
        /// Number of the last one.
        last: i64,
    },
    /// The log ends before this checkpoint's size: its end was cut off.
    Truncated {
        /// Records that the checkpoint counts.
        size: u64,
        /// Records that the tree counts.
        found: u64,
    },
    /// The kept checkpoint of this size is not signed by the log's key, or says something else than its row.
    Forged(u64),
    /// The checkpoint of this size that was kept elsewhere has another root, or is not the log's at all.
    Disagrees(u64),
    /// The hashes kept of the tree from this place on do not fit together.
    Tree(u64),
    /// The archive of this month is missing.
    ArchiveMissing(String),
    /// The archive of this month is not the file that was written.
    ArchiveAltered(String),
    /// A line of an archive is none, or out of its order; lines are counted from 1.
    Line(u64),
}

impl Finding {
    /// Stable code, for JSON.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Removed(_) => "removed",
            Self::Inserted(_) => "inserted",
            Self::Rewritten { .. } => "rewritten",
            Self::Truncated { .. } => "truncated",
            Self::Forged(_) => "forged",
            Self::Disagrees(_) => "disagrees",
            Self::Tree(_) => "tree",
            Self::ArchiveMissing(_) => "archive-missing",
            Self::ArchiveAltered(_) => "archive-altered",
            Self::Line(_) => "line",
        }
    }

    /// What the code is said of: a number, numbers, or a month.
    pub fn what(&self) -> String {
        match self {
            Self::Changed(n) | Self::Removed(n) | Self::Inserted(n) => n.to_string(),
            Self::Rewritten { first, last } => format!("{first}-{last}"),
            Self::Truncated { size, found } => format!("{found} of {size}"),
            Self::Forged(size) | Self::Disagrees(size) | Self::Tree(size) | Self::Line(size) => size.to_string(),
            Self::ArchiveMissing(month) | Self::ArchiveAltered(month) => month.clone(),
        }
    }
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Records in the tree.
    pub sealed: u64,
    /// Of these, records that are in archives.
    pub archived: u64,
    /// Records that are newer than the tree.
    pub pending: u64,
    /// Checkpoints that were verified.
    pub checkpoints: u64,
    /// When the latest of them was signed.
    pub latest: Option<Timestamp>,
    /// What is not as it was, in the order of numbers; empty when all is.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Is everything as it was?
    pub const fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }
}
