//! The bill of materials: every library that is in the program, in the words of `CycloneDX` 1.5 (ECMA-424).

use crate::tools::root;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand, Package, PackageId};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};

/// What is asked.
#[derive(clap::Args)]
pub struct Args {
    /// Where to write it; to the output when not given.
    #[arg(long)]
    out: Option<std::path::PathBuf>,
}

/// Writes the bill of the program `orda`: name, version, licence, origin and digest of each library, and what needs what.
/// Libraries of tests and tools are not in it. The same tree gives the same bytes.
pub fn run(args: &Args) -> Result<()> {
    let text = bill()?;
    match &args.out {
        Some(path) => std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))?,
        None => print!("{text}"),
    }
    Ok(())
}

/// The bill as text.
pub fn bill() -> Result<String> {
    let metadata = MetadataCommand::new().current_dir(root()).other_options(vec!["--locked".into()]).exec()?;
    let packages: HashMap<&PackageId, &Package> = metadata.packages.iter().map(|p| (&p.id, p)).collect();
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let needs: HashMap<&PackageId, Vec<&PackageId>> = resolve
        .nodes
        .iter()
        .map(|node| {
            let used = |kind: DependencyKind| kind != DependencyKind::Development;
            let deps = node.deps.iter().filter(|d| d.dep_kinds.iter().any(|k| used(k.kind)));
            (&node.id, deps.map(|d| &d.pkg).collect())
        })
        .collect();
    let program = metadata.packages.iter().find(|p| p.name.as_str() == "orda").context("there is no package orda")?;
    let (mut within, mut next) = (BTreeSet::new(), vec![&program.id]);
    while let Some(id) = next.pop() {
        if within.insert(id) {
            next.extend(needs.get(id).into_iter().flatten());
        }
    }
    let digests = digests()?;
    let mut listed: Vec<&Package> = within.iter().filter_map(|id| packages.get(*id).copied()).collect();
    listed.sort_by_key(|p| (p.name.to_string(), p.version.clone()));
    let components: Vec<Value> = listed.iter().filter(|p| p.id != program.id).map(|p| component(p, &digests)).collect();
    let dependencies: Vec<Value> = listed
        .iter()
        .map(|p| {
            let mut on: Vec<String> =
                needs.get(&p.id).into_iter().flatten().filter_map(|id| packages.get(*id)).map(|p| purl(p)).collect();
            on.sort();
            on.dedup();
            json!({ "ref": purl(p), "dependsOn": on })
        })
        .collect();
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": purl(program), "name": "orda", "version": program.version.to_string(),
            "purl": purl(program),
        } },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&bill)?))
}

fn component(package: &Package, digests: &HashMap<(String, String), String>) -> Value {
    let (name, version) = (package.name.to_string(), package.version.to_string());
    let mut component = json!({
        "type": "library", "bom-ref": purl(package), "name": name, "version": version, "purl": purl(package),
    });
    if let Some(licence) = &package.license {
        component["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
    }
    if let Some(digest) = digests.get(&(name, version)) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
    }
    component
}

/// Address of a package in the words of all registries (package-url).
fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

/// Digests by name and version, from `Cargo.lock`; parts of the workspace have none.
fn digests() -> Result<HashMap<(String, String), String>> {
    let lockfile = rustsec::Lockfile::load(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let of = |p: rustsec::package::Package| {
        p.checksum.map(|digest| ((p.name.to_string(), p.version.to_string()), digest.to_string()))
    };
    Ok(lockfile.packages.into_iter().filter_map(of).collect())
}
