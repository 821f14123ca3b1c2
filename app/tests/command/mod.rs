//! The program as one runs it by hand.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use std::path::Path;
use std::process::Command;

/// Runs the program in a folder, without settings of the environment; its exit code and what it said.
pub fn orda(args: &[&str], folder: &Path) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_orda"))
        .args(args)
        .current_dir(folder)
        .env_remove("ORDA_DATABASE")
        .env("ORDA_LOG", "error")
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
}
