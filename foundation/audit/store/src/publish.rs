//! Checkpoints kept outside the portal: appended to a file that may lie on another machine.

use crate::Tree;
use merkle::Checkpoint;
use orda_audit::{CHECKPOINTS, TreeStore};
use orda_base::{Error, Result};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// A file to which checkpoints are appended, one signed note after another with an empty line between.
pub struct CheckpointFile {
    path: PathBuf,
    /// Size of the last one in the file, and the length of the file then: when it has another, another node wrote it.
    last: Mutex<Option<(u64, u64)>>,
}

impl CheckpointFile {
    /// The file at this path; made when missing.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), last: Mutex::new(None) }
    }

    /// Appends what is not in the file yet. What could not be written is appended the next time.
    pub async fn append(&self, tree: &Tree) -> Result<()> {
        let mut last = self.last.lock().await;
        let mut size = match *last {
            Some((size, length)) if length_of(&self.path) == Some(length) => size,
            _ => last_size(&self.path).map_err(|e| unwritable(&self.path, &e))?,
        };
        loop {
            let some = tree.checkpoints(size, CHECKPOINTS).await?;
            let Some(end) = some.last().map(|c| c.size) else { break };
            let text: String = some.iter().flat_map(|c| [c.note.as_str(), "\n"]).collect();
            append(&self.path, &text).map_err(|e| unwritable(&self.path, &e))?;
            size = end;
        }
        *last = length_of(&self.path).map(|length| (size, length));
        Ok(())
    }
}

fn length_of(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|seen| seen.len())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

fn append(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

fn last_size(path: &Path) -> std::io::Result<u64> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(e) => return Err(e),
    };
    Ok(notes(&text).iter().filter_map(|n| Checkpoint::parse(n).ok()).map(|c| c.size).max().unwrap_or(0))
}

/// The signed notes of such a file.
pub(crate) fn notes(text: &str) -> Vec<String> {
    // A note is a text, an empty line, and lines of signatures, which begin with an em dash.
    let mut notes = Vec::new();
    let mut note = String::new();
    for line in text.lines() {
        if line.is_empty() && (note.is_empty() || note.contains("\n\n")) {
            if !note.is_empty() {
                notes.push(std::mem::take(&mut note));
            }
            continue;
        }
        note.push_str(line);
        note.push('\n');
    }
    if !note.is_empty() {
        notes.push(note);
    }
    notes
}
