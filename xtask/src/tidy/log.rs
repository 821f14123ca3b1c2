//! The fields of the log: each thing has one name, and every name stands in docs/operations.md (OWASP ASVS 16.1.1, 16.2.2).

use crate::tools::{output, root};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const HEADING: &str = "## The log";
/// Fields that libraries add to their lines; they stand in the list too.
const OF_LIBRARIES: [&str; 7] =
    ["summary", "db.statement", "rows_affected", "rows_returned", "elapsed", "elapsed_secs", "slow_threshold"];

/// Adds fields that are not in the list, and what is in the list without being in the program.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let files = output(
        Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "--"])
            .args(["app/src/*.rs", "kernel/*.rs", "foundation/*.rs", "components/*.rs", "libs/*.rs"])
            .current_dir(root()),
    )?;
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    for file in files.lines() {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        for field in fields(&text) {
            used.entry(field).or_insert_with(|| file.to_owned());
        }
    }
    let page = std::fs::read_to_string(root().join("docs/operations.md")).context("reading docs/operations.md")?;
    let listed = listed(&page);
    for (field, file) in used.iter().filter(|(field, _)| !listed.contains(field.as_str())) {
        wrong.push(format!("{file} writes `{field}` into the log, which docs/operations.md does not list"));
    }
    let known = |field: &&&str| used.contains_key(**field) || OF_LIBRARIES.contains(*field);
    wrong.extend(
        listed
            .iter()
            .filter(|field| !known(field))
            .map(|field| format!("docs/operations.md lists `{field}`, which nothing writes into the log")),
    );
    Ok(())
}

/// Names in the first column of the table under the heading.
fn listed(page: &str) -> BTreeSet<&str> {
    let section = page.split_once(HEADING).map_or("", |(_, rest)| rest.split("\n## ").next().unwrap_or_default());
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    rows.flat_map(|cell| cell.split('`')).filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

/// Names of the fields of every line of the log, and of what surrounds lines.
fn fields(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut found = BTreeSet::new();
    for call in code.split("tracing::").skip(1) {
        let Some((name, rest)) = call.split_once("!(") else { continue };
        if matches!(name, "trace" | "debug" | "info" | "warn" | "error") || name.ends_with("_span") {
            found.extend(arguments(rest).iter().filter_map(|argument| name_of(argument)));
        }
    }
    found
}

/// The name of a field; none for the words of the line, or the name of a span.
fn name_of(argument: &str) -> Option<String> {
    let name = argument.trim_start_matches(['%', '?']);
    let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
    let name = &name[..end];
    (!name.is_empty()).then(|| name.to_owned())
}

/// What stands between the commas of a call.
fn arguments(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut begin, mut quoted, mut escaped) = (Vec::new(), 0, 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ')' => {
                found.push(text[begin..at].trim());
                return found;
            }
            ',' if depth == 0 => {
                found.push(text[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields are read in all the ways in which they are written; words of lines, names of spans and tests are none.
    #[test]
    fn fields_are_read() {
        let text = r#"
            tracing::warn!(%error, path = seen.path(1, "a, b"), ?what, count, "words, (and) \"more\": {x}");
            tracing::error!(error = format!("{error:#}"), "taking");
            let span = id.map_or_else(Span::none, |id| tracing::error_span!("request", request = %id));
            tracing::info!("nothing");
            #[cfg(test)]
mod tests { tracing::info!(not = 1, "x"); }"#;
        let found: Vec<String> = fields(text).into_iter().collect();
        assert_eq!(found, ["count", "error", "path", "request", "what"]);
    }

    /// The list is what stands in the first column under its heading.
    #[test]
    fn the_list_is_read() {
        let page = "## Before\n| `no` | x |\n## The log\n| `error` | `yes` |\n| `elapsed`, `elapsed_secs` | y |\n## After\n| `no` | x |";
        assert_eq!(listed(page).into_iter().collect::<Vec<_>>(), ["elapsed", "elapsed_secs", "error"]);
    }

    /// Every field of the program is in the list, and nothing else.
    #[test]
    fn the_program_writes_what_is_listed() {
        let mut wrong = Vec::new();
        check(&mut wrong).expect("the program is read");
        assert_eq!(wrong, Vec::<String>::new());
    }
}
