//! No text in code, and no message missing in any language.

use crate::tools::root;
use anyhow::{Context, Result};
use messages::{Catalogue, differences};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Languages of the portal.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// Adds messages that a language lacks or that differ in their variables, and keys used in code that nobody wrote.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let mut known = BTreeSet::new();
    for folder in locale_folders()? {
        let shown = folder.strip_prefix(root()).unwrap_or(&folder).display().to_string();
        let mut languages = Vec::new();
        for language in LANGUAGES {
            let path = folder.join(format!("{language}.ftl"));
            let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            let mut catalogue = Catalogue::default();
            wrong.extend(catalogue.add(&text).into_iter().map(|problem| format!("{shown}: {language}: {problem}")));
            languages.push((language, catalogue));
        }
        wrong.extend(differences(&languages).into_iter().map(|problem| format!("{shown}: {problem}")));
        known.extend(languages.iter().flat_map(|(_, catalogue)| catalogue.keys().cloned()));
    }
    used_keys(&known, wrong)
}

fn locale_folders() -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    let mut waiting = vec![root()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder)?.flatten().filter(|e| e.path().is_dir()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "locales" {
                folders.push(entry.path());
            } else if !name.starts_with('.') && !["target", "node_modules", "dist", "data"].contains(&name.as_str()) {
                waiting.push(entry.path());
            }
        }
    }
    folders.sort();
    Ok(folders)
}

/// Keys written out in code: `.t("key")`, `.tr("key"`, `Message::new("key")`, `Refusal::new("key")`, `field("…", "key")`.
fn used_keys(known: &BTreeSet<String>, wrong: &mut Vec<String>) -> Result<()> {
    const CALLS: [&str; 6] = [".t(\"", ".tr(\"", "Message::new(\"", "Refusal::new(\"", ".attr(\"", "label_key: \""];
    let mut waiting: Vec<PathBuf> =
        ["kernel", "foundation", "components", "app"].iter().map(|f| root().join(f)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder)?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                // Tests and samples may make keys up.
                if !["tests", "test", "target", "locales"].contains(&entry.file_name().to_string_lossy().as_ref()) {
                    waiting.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path)?;
                let text = text.split("#[cfg(test)]").next().unwrap_or_default();
                for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                    for call in CALLS {
                        for rest in line.split(call).skip(1) {
                            let key = rest.split('"').next().unwrap_or_default();
                            if key.contains('-') && !known.contains(key) {
                                let shown = path.strip_prefix(root()).unwrap_or(&path).display();
                                wrong.push(format!("{shown}:{}: no message {key}", number + 1));
                            }
                        }
                    }
                }
            }
        }
    }
    Ok(())
}
