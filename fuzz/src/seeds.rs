//! The kept corpus: good objects to begin with. `cargo xtask fuzz --write-corpus` makes it anew.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the corpus.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// What is kept for a target, in order of names.
///
/// # Errors
/// When the folder cannot be read.
pub fn of(target: &str) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder().join(target))?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    paths.iter().map(fs::read).collect()
}

/// A file of what the targets trust.
///
/// # Panics
/// When the corpus is not there.
pub fn trusted(name: &str) -> Vec<u8> {
    let path = folder().join("trust").join(name);
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
