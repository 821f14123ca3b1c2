//! Files hold one thing: none is over 500 lines unless it says at its top why.

use crate::tools::{output, root};
use anyhow::Result;
use std::process::Command;

const LIMIT: usize = 500;
/// What the first lines of a longer file must hold.
const REASON: &str = "Longer than 500 lines:";

/// Adds files that are too long, and words that do not belong in the tree.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let files = output(
        Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.rs", "*.ts", "*.mjs", "*.scss"])
            .current_dir(root()),
    )?;
    for file in files.lines() {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        let lines = text.lines().count();
        if lines > LIMIT && !text.lines().take(12).any(|l| l.contains(REASON)) {
            wrong
                .push(format!("{file} has {lines} lines: split it by what it holds, or say at its top \"{REASON} …\""));
        }
    }
    Ok(())
}
