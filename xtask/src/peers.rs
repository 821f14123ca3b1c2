//! Independent implementations in `tests/peers`: what they need is installed outside the clone.

use crate::tools::{has, need_packages, root, run};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// A Python with what `tests/peers/NAME/requirements.txt` lists; made once, and again when the list changes.
pub fn python(name: &str) -> Result<PathBuf> {
    // Debian parts the module that makes environments from Python itself.
    let whole = has("python3") && Command::new("python3").args(["-c", "import ensurepip, venv"]).status()?.success();
    need_packages(&[("python3", has("python3")), ("python3-venv", whole)])?;
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set")?;
    let folder = cache.join("orda/peers").join(name);
    let python = folder.join("bin/python");
    let wanted = root().join("tests/peers").join(name).join("requirements.txt");
    let installed = folder.join("installed.txt");
    if std::fs::read(&installed).ok() != Some(std::fs::read(&wanted)?) {
        eprintln!("installing what tests/peers/{name} needs into {}", folder.display());
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))?;
        std::fs::copy(&wanted, &installed)?;
    }
    Ok(python)
}
