//! Passwords that stood in breaches: a file as "Have I Been Pwned" gives it out, searched where it lies.

use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use aws_lc_rs::digest;
use orda_base::Error;
use orda_identity::Breaches;
use serde::Deserialize;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Longest line: forty digits, a colon, the number of times, an end of line of two bytes.
const LINE: usize = 64;
/// Digits of SHA-1, by which the file names passwords.
const DIGITS: usize = 40;

/// What is set of passwords.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// File of the SHA-1 digests of breached passwords: `digest:times` a line, sorted.
    pub breached_file: Option<PathBuf>,
}

/// The file. It is opened anew for each password: it may be replaced by a newer one while the portal runs.
#[derive(Debug)]
pub struct BreachedFile(PathBuf);

impl BreachedFile {
    /// The file at `path`.
    ///
    /// # Errors
    /// When it cannot be read, or does not begin like such a file.
    pub fn open(path: &Path) -> Result<Self> {
        let mut start = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LINE as u64).read_to_end(&mut start))
            .with_context(|| format!("passwords.breached_file: reading {}", path.display()))?;
        let digits = start.iter().take_while(|b| b.is_ascii_hexdigit()).count();
        ensure!(digits == DIGITS, "passwords.breached_file: {} does not begin with a SHA-1 digest", path.display());
        Ok(Self(path.to_path_buf()))
    }
}

#[async_trait]
impl Breaches for BreachedFile {
    async fn hold(&self, password: &str) -> orda_base::Result<bool> {
        let sought = hex::encode_upper(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()));
        let path = self.0.clone();
        let found = tokio::task::spawn_blocking(move || {
            let mut file = File::open(path)?;
            let end = file.metadata()?.len();
            holds(&mut file, end, sought.as_bytes())
        });
        found.await.map_err(Error::internal)?.map_err(Error::internal)
    }
}

/// Is there a line that begins so, in a sorted text of `end` bytes?
fn holds(file: &mut (impl Read + Seek), end: u64, sought: &[u8]) -> std::io::Result<bool> {
    // The line sought, when it is there, begins in `from..to`.
    let (mut from, mut to) = (0, end);
    while from < to {
        let middle = from + (to - from) / 2;
        // The first line that begins at the middle or after it.
        let back = middle.saturating_sub(1);
        file.seek(SeekFrom::Start(back))?;
        let mut read = Vec::with_capacity(2 * LINE);
        (&mut *file).take(2 * LINE as u64).read_to_end(&mut read)?;
        let skip = match (middle, read.iter().position(|b| *b == b'\n')) {
            (0, _) => 0,
            (_, Some(at)) => at + 1,
            (_, None) => read.len(),
        };
        let begins = back + skip as u64;
        let line = read.get(skip..(skip + sought.len()).min(read.len())).unwrap_or_default();
        if begins >= to || line.is_empty() {
            to = middle;
        } else if line.eq_ignore_ascii_case(sought) {
            return Ok(true);
        } else if line.to_ascii_uppercase().as_slice() < sought {
            from = begins + 1;
        } else {
            to = middle;
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every password of the file is found, those beside it are not, in files of any length and either end of line; what is
    /// no such file is refused at the start.
    #[tokio::test]
    async fn breached_passwords_are_found() {
        let folder = tempfile::tempdir().expect("works");
        let path = folder.path().join("pwned.txt");
        let sha1 = |p: &str| hex::encode_upper(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, p.as_bytes()));
        for (count, end) in [(1, "\n"), (2, "\r\n"), (3, "\n"), (100, "\r\n")] {
            let mut lines: Vec<String> =
                (0..count).map(|i| format!("{}:{}{end}", sha1(&format!("құпия {i}")), i * i * i + 1)).collect();
            lines.sort();
            std::fs::write(&path, lines.concat()).expect("works");
            let file = BreachedFile::open(&path).expect("works");
            for i in 0..count {
                assert!(file.hold(&format!("құпия {i}")).await.expect("works"), "{i} of {count}");
                assert!(!file.hold(&format!("басқа {i}")).await.expect("works"), "{i} of {count}");
            }
        }
        assert!(BreachedFile::open(&folder.path().join("none")).is_err());
        std::fs::write(&path, "password\n").expect("works");
        assert!(BreachedFile::open(&path).is_err());
        std::fs::remove_file(&path).expect("works");
        assert!(BreachedFile(path).hold("құпия").await.is_err(), "no list, no new password");
    }
}
