//! Published vulnerabilities of what the program is built of: the advisories of `RustSec`, compared with `Cargo.lock`.

use crate::tools::root;
use anyhow::{Context, Result, bail};
use rustsec::{Database, Lockfile};
use std::path::Path;

/// Names the folder of a copy of <https://github.com/RustSec/advisory-db>.
const FOLDER: &str = "ORDA_ADVISORY_DB";

/// Fails when a library has a published vulnerability; tells of those that nobody keeps any more. Without a copy of the
/// advisories it says so and passes: a machine that guards main may be cut off from the world.
pub fn run() -> Result<()> {
    let Some(folder) = std::env::var_os(FOLDER) else {
        eprintln!(
            "\n!!! NOT CHECKED: published vulnerabilities. {FOLDER} names no copy of github.com/RustSec/advisory-db\n"
        );
        return Ok(());
    };
    let folder = Path::new(&folder);
    let database = Database::open(folder).with_context(|| format!("{FOLDER}: reading {}", folder.display()))?;
    let lockfile = Lockfile::load(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let settings = rustsec::report::Settings {
        informational_warnings: vec![
            rustsec::advisory::Informational::Unmaintained,
            rustsec::advisory::Informational::Unsound,
        ],
        ..rustsec::report::Settings::default()
    };
    let report = rustsec::Report::generate(&database, &lockfile, &settings);
    for warning in report.warnings.values().flatten() {
        let what = warning.advisory.as_ref().map_or_else(String::new, |a| format!("{}: {}", a.id, a.title));
        println!("warning: {} {} is {}. {what}", warning.package.name, warning.package.version, warning.kind.as_str());
    }
    for found in &report.vulnerabilities.list {
        let patched: Vec<String> = found.versions.patched().iter().map(ToString::to_string).collect();
        eprintln!(
            "{} {}: {} {} (repaired in {})",
            found.package.name,
            found.package.version,
            found.advisory.id,
            found.advisory.title,
            patched.join(", ")
        );
    }
    let (advisories, packages) = (database.iter().count(), lockfile.packages.len());
    if report.vulnerabilities.found {
        bail!("{} published vulnerabilities", report.vulnerabilities.count);
    }
    println!("audit: {packages} packages, none of {advisories} advisories holds");
    Ok(())
}
