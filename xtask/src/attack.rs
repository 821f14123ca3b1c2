//! `cargo xtask test --peers`: the real program in front of programs that look for faults, each written elsewhere.

use crate::portal::Portal;
use crate::tools::{has, need_packages};
use crate::{assets, peers, tools};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

/// By what, in a folder of `tests/peers`, and with whose login; none: the program without a government, over TLS. What one run has changed or locked must
/// not stand in the way of another: each has a government of its own.
const RUNS: [(&str, &str); 6] = [
    ("tls", ""),
    ("interface", "justice-drafter"),
    ("interface", "justice-head"),
    ("interface", "digital-admin"),
    ("pages", "justice-drafter"),
    ("pages", "digital-admin"),
];

/// Builds the program and lets every peer try it; a finding of one does not keep the others from theirs. `filter` chooses
/// among `interface justice-head` and so on.
pub fn run(filter: Option<&str>) -> Result<()> {
    assets::build()?;
    tools::run(&mut tools::programs(&["orda"])?)?;
    let mut found = Vec::new();
    for (peer, login) in RUNS {
        let name = format!("{peer} {login}").trim_end().to_owned();
        if filter.is_some_and(|filter| !name.contains(filter)) {
            continue;
        }
        if peer == "tls" {
            need_packages(&[("testssl.sh", has("testssl")), ("openssl", has("openssl"))])?;
        }
        let python = peers::python(peer)?;
        eprintln!("peers: {name}");
        let folder = format!("peers-{}", name.replace(' ', "-"));
        let portal = if login.is_empty() { Portal::encrypted(&folder) } else { Portal::start(&folder) }?;
        let folder = tools::root().join("tests/peers").join(peer);
        let mut check = Command::new(python);
        check.arg(folder.join("check.py")).current_dir(&folder);
        check.env("ORDA_PEER_URL", portal.url()).env("ORDA_PEER_FOLDER", portal.folder()).env("ORDA_PEER_LOGIN", login);
        // What Python keeps beside its files belongs into no clone.
        check.env("PYTHONDONTWRITEBYTECODE", "1");
        let begun = Instant::now();
        if let Err(error) = tools::run(&mut check) {
            found.push(format!("{name}: {error:#}"));
        }
        eprintln!("peers: {name} took {} s", begun.elapsed().as_secs());
    }
    if !found.is_empty() {
        bail!("peers have found something:\n  {}", found.join("\n  "));
    }
    Ok(())
}
