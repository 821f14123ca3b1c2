//! No text in code, and no message missing in any language.

use crate::tools::root;
use anyhow::{Context, Result};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Languages of the portal.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];

/// Key of a message, or `key.attribute`, with the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// Adds messages that a language lacks or that differ in their arguments, and keys used in code that nobody wrote.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let mut known = BTreeSet::new();
    for folder in locale_folders()? {
        let mut languages = Vec::new();
        for language in LANGUAGES {
            languages.push((language, read(&folder.join(format!("{language}.ftl")), wrong)?));
        }
        let all: BTreeSet<&String> = languages.iter().flat_map(|(_, m)| m.keys()).collect();
        let shown = folder.strip_prefix(root()).unwrap_or(&folder).display().to_string();
        for key in all {
            let arguments: BTreeSet<&String> = languages.iter().filter_map(|(_, m)| m.get(key)).flatten().collect();
            for (language, messages) in &languages {
                match messages.get(key) {
                    None => wrong.push(format!("{shown}: {key} is missing in {language}")),
                    Some(have) if have.iter().collect::<BTreeSet<_>>() != arguments => {
                        wrong
                            .push(format!("{shown}: {key} in {language} does not use the same arguments as elsewhere"));
                    }
                    Some(_) => {}
                }
            }
            known.insert(key.clone());
        }
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

fn read(path: &Path, wrong: &mut Vec<String>) -> Result<Messages> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            wrong.push(format!("{}: {error}", path.display()));
        }
        resource
    });
    let mut messages = Messages::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let name = message.id.name;
            if let Some(value) = &message.value {
                insert(&mut messages, name, value, path, wrong);
            }
            for attribute in &message.attributes {
                insert(&mut messages, &format!("{name}.{}", attribute.id.name), &attribute.value, path, wrong);
            }
        }
    }
    Ok(messages)
}

fn insert(messages: &mut Messages, key: &str, pattern: &Pattern<&str>, path: &Path, wrong: &mut Vec<String>) {
    let mut arguments = BTreeSet::new();
    collect(pattern, &mut arguments);
    if messages.insert(key.to_owned(), arguments).is_some() {
        wrong.push(format!("{}: {key} is written twice", path.display()));
    }
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_arguments(expression, arguments);
        }
    }
}

fn expression_arguments(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inline_arguments(inline, arguments),
        Expression::Select { selector, variants } => {
            inline_arguments(selector, arguments);
            for variant in variants {
                collect(&variant.value, arguments);
            }
        }
    }
}

fn inline_arguments(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => expression_arguments(expression, arguments),
        InlineExpression::FunctionReference { arguments: call, .. } => {
            for one in &call.positional {
                inline_arguments(one, arguments);
            }
        }
        _ => {}
    }
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
