//! `cargo xtask tidy`: the structure that ARCHITECTURE.md promises, checked.

mod asvs;
mod cryptography;
mod demo;
mod floors;
mod log;
mod messages;
mod sizes;

use anyhow::{Result, bail};

/// Checks everything and lists all that is wrong.
pub fn run() -> Result<()> {
    let mut wrong = Vec::new();
    floors::check(&mut wrong)?;
    sizes::check(&mut wrong)?;
    messages::check(&mut wrong)?;
    asvs::check(&mut wrong)?;
    cryptography::check(&mut wrong)?;
    demo::check(&mut wrong)?;
    log::check(&mut wrong)?;
    if wrong.is_empty() {
        eprintln!("tidy: the structure is as it should be");
        return Ok(());
    }
    for line in &wrong {
        eprintln!("tidy: {line}");
    }
    bail!("{} things are not tidy", wrong.len())
}
