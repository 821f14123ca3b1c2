//! Who may import whom. An arrow only ever points down; `sqlx` lives in stores, `axum` and `maud` in web crates.

use crate::tools::root;
use anyhow::Result;
use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::HashMap;

/// Where a crate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Lib,
    Base,
    KernelStore,
    KernelWeb,
    /// `foundation/<name>` or `components/<name>`, with its layer.
    Part {
        foundation: bool,
        name: String,
        layer: Layer,
    },
    /// `app`, `tests`, `benches`, `xtask`, `kernel/test`: may use everything.
    Top,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Core,
    Store,
    Web,
}

/// Crates that do input or output; they live only where the table of ARCHITECTURE.md says.
const ONLY_IN_STORE: [&str; 3] = ["sqlx", "rusqlite", "object_store"];
const ONLY_IN_WEB: [&str; 3] = ["axum", "maud", "lettre"];

/// Adds what breaks the table.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let metadata = MetadataCommand::new().no_deps().current_dir(root()).exec()?;
    let base = root();
    let places: HashMap<String, Place> = metadata
        .packages
        .iter()
        .filter_map(|p| {
            let folder = p.manifest_path.parent()?.as_std_path();
            let relative = folder.strip_prefix(&base).ok()?.to_string_lossy().into_owned();
            Some((p.name.to_string(), place(&relative)))
        })
        .collect();
    for package in &metadata.packages {
        let Some(from) = places.get(package.name.as_str()) else { continue };
        for dependency in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            let allowed = match places.get(&dependency.name) {
                Some(to) => may_use(from, to),
                None => may_use_outside(from, &dependency.name),
            };
            if !allowed {
                wrong.push(format!(
                    "{} may not use {} (see the table of imports in ARCHITECTURE.md)",
                    package.name, dependency.name
                ));
            }
        }
    }
    Ok(())
}

fn place(folder: &str) -> Place {
    let parts: Vec<&str> = folder.split('/').collect();
    match parts.as_slice() {
        ["libs", _] => Place::Lib,
        ["kernel", "base"] => Place::Base,
        ["kernel", "store"] => Place::KernelStore,
        ["kernel", "web"] => Place::KernelWeb,
        [floor @ ("foundation" | "components"), name, layer] => {
            let layer = match *layer {
                "store" => Layer::Store,
                "web" => Layer::Web,
                _ => Layer::Core,
            };
            Place::Part { foundation: *floor == "foundation", name: (*name).to_owned(), layer }
        }
        _ => Place::Top,
    }
}

fn may_use(from: &Place, to: &Place) -> bool {
    use Layer::{Core, Store, Web};
    #[allow(clippy::match_same_arms, reason = "row by row as in the table of ARCHITECTURE.md")]
    match (from, to) {
        (Place::Top, _) => true,
        (_, Place::Top) => false,
        // Libraries may build on one another: `eds` on `gost`.
        (_, Place::Lib) => true,
        (Place::Lib | Place::Base, _) => false,
        (_, Place::Base) => true,
        (Place::Part { layer: Store, .. }, Place::KernelStore) => true,
        (Place::Part { layer: Web, .. }, Place::KernelWeb) => true,
        (Place::Part { name, layer, .. }, Place::Part { foundation, name: other, layer: below }) => {
            // Its own core, or something of a foundation component.
            (name == other && *below == Core && *layer != Core)
                || (*foundation
                    && name != other
                    && match layer {
                        Core => *below == Core,
                        Store => matches!(below, Core | Store),
                        Web => matches!(below, Core | Web),
                    })
        }
        _ => false,
    }
}

fn may_use_outside(from: &Place, name: &str) -> bool {
    let store = matches!(from, Place::KernelStore | Place::Top | Place::Part { layer: Layer::Store, .. });
    let web = matches!(from, Place::KernelWeb | Place::Top | Place::Part { layer: Layer::Web, .. });
    (store || !ONLY_IN_STORE.contains(&name)) && (web || !ONLY_IN_WEB.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of imports, row by row.
    #[test]
    fn arrows_point_down() {
        let cases = [
            ("components/drafts/core", "foundation/identity/core", true),
            ("components/drafts/core", "foundation/identity/store", false),
            ("components/drafts/core", "kernel/store", false),
            ("components/drafts/store", "foundation/audit/store", true),
            ("components/drafts/store", "foundation/audit/web", false),
            ("components/drafts/web", "components/drafts/core", true),
            ("components/drafts/web", "components/drafts/store", false),
            ("components/drafts/core", "components/meetings/core", false),
            ("foundation/identity/core", "components/drafts/core", false),
            ("libs/eds", "kernel/base", false),
            ("libs/eds", "libs/gost", true),
            ("kernel/base", "libs/kazakh", true),
            ("kernel/web", "kernel/store", false),
            ("app", "components/drafts/store", true),
            ("components/drafts/web", "app", false),
        ];
        for (from, to, expected) in cases {
            assert_eq!(may_use(&place(from), &place(to)), expected, "{from} -> {to}");
        }
        assert!(!may_use_outside(&place("components/drafts/core"), "sqlx"));
        assert!(!may_use_outside(&place("components/drafts/store"), "axum"));
    }
}
