//! What an administrator may set.

use crate::{Cipher, Formats};
use serde::{Deserialize, Serialize};

/// 60 MB = 60 × 1,048,576 bytes (385-9).
pub const SET_LIMIT: u64 = 62_914_560;

/// Limits of posted files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// All files of a set together, in bytes, limit included (385-9).
    pub set_limit: u64,
    /// Files in a set.
    pub set_files: u32,
    /// Permitted formats (385-10).
    pub formats: Formats,
    /// Points of one picture, width by height, limit included: more would fill the memory of whoever opens it.
    pub pixels: u64,
    /// Limits of archives (385-10-5).
    pub archives: Archives,
    /// How new files are encrypted; what is there is read whatever it was.
    pub cipher: Cipher,
}

/// A sheet of A0 scanned with 600 points an inch has 558 million.
pub const PIXELS: u64 = 600_000_000;

impl Default for Settings {
    fn default() -> Self {
        Self {
            set_limit: SET_LIMIT,
            set_files: 100,
            formats: Formats::default(),
            pixels: PIXELS,
            archives: Archives::default(),
            cipher: Cipher::default(),
        }
    }
}

/// How far an archive may unpack before it is refused as a bomb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archives {
    /// Bytes of everything inside, archives inside archives included.
    pub unpacked: u64,
    /// Unpacked bytes for one packed byte, once more than [`Archives::FREE`] bytes came out.
    pub ratio: u64,
    /// Entries, those of archives inside included.
    pub entries: u64,
    /// Archives within archives, the outermost counted.
    pub depth: u32,
}

impl Archives {
    /// Bytes that may unpack before the ratio counts: a small table of zeros is no bomb.
    pub const FREE: u64 = 16 * 1024 * 1024;
}

impl Default for Archives {
    fn default() -> Self {
        Self { unpacked: 1024 * 1024 * 1024, ratio: 200, entries: 10_000, depth: 4 }
    }
}
