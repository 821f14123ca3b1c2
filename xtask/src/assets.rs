//! Styles, fonts and scripts: the npm package in `ui/`, built into `ui/dist`, from where `kernel/web` embeds them.

use crate::tools::{has, need_packages, root, run};
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// Installs what the lock file names and builds, when something is newer than what was built.
pub fn build() -> Result<()> {
    need_packages(&[("nodejs", has("node")), ("npm", has("npm"))])?;
    let ui = root().join("ui");
    install(&ui)?;
    let built = newest(&ui.join("dist"));
    if built.is_none() || built < newest(&ui) {
        eprintln!("building styles and scripts");
        run(Command::new("npm").args(["run", "--silent", "build"]).current_dir(&ui))?;
    }
    Ok(())
}

/// `npm ci` in `folder`, unless what is installed is as new as the lock file.
pub fn install(folder: &Path) -> Result<()> {
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < modified(&folder.join("package-lock.json")) {
        eprintln!("installing npm packages of {}", folder.display());
        run(Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund"]).current_dir(folder))?;
    }
    Ok(())
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|m| m.modified()).ok()
}

/// The newest change in a folder, without what is installed or built below it and what is for git: the folder of what is built is
/// there, empty, in every clone.
fn newest(folder: &Path) -> Option<SystemTime> {
    let mut newest = None;
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                if name != "node_modules" && name != "dist" {
                    waiting.push(path);
                }
            } else if name != ".gitignore" {
                newest = newest.max(modified(&path));
            }
        }
    }
    newest
}
