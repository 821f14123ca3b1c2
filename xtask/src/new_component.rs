//! `cargo xtask new-component NAME`: the folders of a component with one small crate a layer.

use crate::tools::root;
use anyhow::{Result, bail};
use std::fs;

/// Which component.
#[derive(clap::Args)]
pub struct Args {
    /// Name in the plural, lower case: `meetings`.
    name: String,
}

/// Makes `components/NAME/{core,store,web}`, a README and the locales.
pub fn run(args: &Args) -> Result<()> {
    let name = &args.name;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        bail!("the name of a component is lower case letters and underscores, as in `meetings`");
    }
    let folder = root().join("components").join(name);
    if folder.exists() {
        bail!("components/{name} exists already");
    }
    let package = format!("orda-{}", name.replace('_', "-"));
    let layers = [
        (
            "core",
            package.clone(),
            vec!["orda-base", "async-trait"],
            "types, state machine, policy, use cases and ports",
        ),
        (
            "store",
            format!("{package}-store"),
            vec!["orda-base", "orda-store", package.as_str(), "sqlx"],
            "the ports on SQL",
        ),
        (
            "web",
            format!("{package}-web"),
            vec!["orda-base", "orda-web", package.as_str(), "axum", "maud"],
            "pages, API and messages",
        ),
    ];
    for (layer, crate_name, dependencies, purpose) in &layers {
        let crate_folder = folder.join(layer);
        fs::create_dir_all(crate_folder.join("src"))?;
        let list: String = dependencies
            .iter()
            .map(|d| {
                // The component's own core is not in the workspace table yet.
                if *d == package {
                    format!("{d} = {{ path = \"../core\" }}\n")
                } else {
                    format!("{d}.workspace = true\n")
                }
            })
            .collect();
        fs::write(
            crate_folder.join("Cargo.toml"),
            format!(
                "[package]\nname = \"{crate_name}\"\nversion.workspace = true\nedition.workspace = true\n\
                 rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\n\
                 [lints]\nworkspace = true\n\n[dependencies]\n{list}"
            ),
        )?;
        fs::write(crate_folder.join("src/lib.rs"), format!("//! {name}: {purpose}.\n"))?;
    }
    let locales = folder.join("web/locales");
    fs::create_dir_all(&locales)?;
    for language in ["kk", "ru", "en"] {
        fs::write(locales.join(format!("{language}.ftl")), format!("# {name}\n"))?;
    }
    fs::create_dir_all(folder.join("store/migrations"))?;
    fs::write(
        folder.join("README.md"),
        format!("# {name}\n\n## Purpose\n\n## States\n\n## Tables\n\n## Events\n\n## Invariants\n"),
    )?;
    println!("components/{name} is made; next: CONTRIBUTING.md, \"Adding a component\"");
    Ok(())
}
