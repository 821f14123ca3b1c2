//! Where cryptography is: which crate uses which library of it stands in `docs/cryptography.md`.

use crate::tools::root;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::BTreeSet;

/// The page with the table.
const PAGE: &str = "docs/cryptography.md";
/// Libraries that encrypt, sign, hash for safety, or make random numbers; those that nobody may use for now too, so that they
/// are seen when they come.
const LIBRARIES: [&str; 32] = [
    "aead-stream",
    "aes",
    "aes-gcm",
    "argon2",
    "aws-lc-rs",
    "bcrypt",
    "blake3",
    "cbc",
    "chacha20poly1305",
    "des",
    "ed25519-dalek",
    "getrandom",
    "gost94",
    "hkdf",
    "hmac",
    "md-5",
    "openssl",
    "p256",
    "p384",
    "pbkdf2",
    "rand",
    "ring",
    "rsa",
    "rustls",
    "scrypt",
    "sha1",
    "sha2",
    "sha3",
    "streebog",
    "tokio-rustls",
    "totp-rs",
    "x25519-dalek",
];

/// Adds uses that the page does not name, and those that it names and that are no more.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let metadata = MetadataCommand::new().no_deps().current_dir(root()).exec()?;
    let mut used = BTreeSet::new();
    for package in &metadata.packages {
        let normal = package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal);
        let libraries: BTreeSet<String> =
            normal.filter(|d| LIBRARIES.contains(&d.name.as_str())).map(|d| format!("`{}`", d.name)).collect();
        if !libraries.is_empty() {
            let libraries: Vec<String> = libraries.into_iter().collect();
            used.insert(format!("| `{}` | {} |", package.name, libraries.join(", ")));
        }
    }
    let page = std::fs::read_to_string(root().join(PAGE)).with_context(|| format!("reading {PAGE}"))?;
    wrong.extend(differences(&used, &page));
    Ok(())
}

/// How the table of the page differs from what is used.
fn differences(used: &BTreeSet<String>, page: &str) -> Vec<String> {
    let section = page.split("\n## Libraries\n").nth(1).unwrap_or_default().split("\n## ").next().unwrap_or_default();
    let named: BTreeSet<String> = section.lines().filter(|l| l.starts_with("| `")).map(str::to_owned).collect();
    let lacks = used.difference(&named).map(|line| format!("{PAGE} lacks the line {line}"));
    let extra = named.difference(used).map(|line| format!("{PAGE} names what is no more: {line}"));
    lacks.chain(extra).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new use that the page does not name is found, and one that it names without reason.
    #[test]
    fn uses_and_page_agree() {
        let used = BTreeSet::from(["| `a` | `sha2` |".to_owned(), "| `b` | `ring` |".to_owned()]);
        let page =
            "x\n## Libraries\n\n| crate |\n| --- |\n| `a` | `sha2` |\n| `c` | `rsa` |\n\n## More\n| `b` | `ring` |\n";
        let found = differences(&used, page);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with("lacks the line | `b` | `ring` |"));
        assert!(found[1].ends_with("no more: | `c` | `rsa` |"));
    }
}
