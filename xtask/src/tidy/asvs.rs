//! The table of OWASP ASVS (`docs/asvs.csv`) says what is there: every requirement once and in order, files and tests that
//! exist, a reason for each verdict.

use crate::tools::root;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The table.
const TABLE: &str = "docs/asvs.csv";
/// What is said about it, with how many rows have which verdict.
const PAGE: &str = "docs/asvs.md";
const HEADING: [&str; 6] = ["id", "level", "verdict", "where", "test", "reason"];
/// Requirements of version 5.0.0 by level.
const COUNTS: [(&str, usize); 3] = [("1", 70), ("2", 183), ("3", 92)];
const VERDICTS: [&str; 3] = ["met", "not_applicable", "not_met"];
/// What begins the name of a setting, which stands in `docs/settings.md`.
const SETTING: &str = "setting:";
/// Between several files or tests.
const BETWEEN: &str = "; ";

/// Adds what the table has wrong.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let text = std::fs::read_to_string(root().join(TABLE)).with_context(|| format!("reading {TABLE}"))?;
    let settings = std::fs::read_to_string(root().join("docs/settings.md")).context("reading docs/settings.md")?;
    let rows: Vec<Vec<String>> = text.lines().map(fields).collect();
    let Some((heading, rows)) = rows.split_first() else {
        wrong.push(format!("{TABLE} is empty"));
        return Ok(());
    };
    if *heading != HEADING {
        wrong.push(format!("{TABLE}: the first line is {}", HEADING.join(",")));
    }
    let mut found = Vec::new();
    order(rows, &mut found);
    for (level, count) in COUNTS {
        let rows = rows.iter().filter(|row| row.get(1).is_some_and(|l| l == level)).count();
        if rows != count {
            found.push(format!("level {level} has {rows} requirements, not {count}"));
        }
    }
    for row in rows {
        judge(row, &root(), &settings, &mut found);
    }
    wrong.extend(found.into_iter().map(|problem| format!("{TABLE}: {problem}")));
    let page = std::fs::read_to_string(root().join(PAGE)).with_context(|| format!("reading {PAGE}"))?;
    for line in sums(rows) {
        if !page.lines().any(|there| there == line) {
            wrong.push(format!("{PAGE} lacks the line {line}"));
        }
    }
    Ok(())
}

/// How many rows have which verdict, by level, by chapter and in all: as lines of a table.
fn sums(rows: &[Vec<String>]) -> Vec<String> {
    let mut sums: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for row in rows {
        let [id, level, verdict, ..] = row.as_slice() else { continue };
        let Some(place) = VERDICTS.iter().position(|known| known == verdict) else { continue };
        let chapter = id.split('.').next().unwrap_or_default();
        for name in [format!("Level {level}"), format!("V{chapter}"), "All".to_owned()] {
            sums.entry(name).or_default()[place] += 1;
        }
    }
    sums.into_iter().map(|(name, [met, not, missing])| format!("| {name} | {met} | {not} | {missing} |")).collect()
}

/// The fields of a line; a field with commas stands in quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => {
                if let Some(last) = fields.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    fields
}

/// Numbers go on without a gap: chapter, section and requirement each by one, from one.
fn order(rows: &[Vec<String>], wrong: &mut Vec<String>) {
    let mut known = BTreeSet::new();
    let mut before = [0, 0, 0];
    for id in rows.iter().filter_map(|row| row.first()) {
        if !known.insert(id) {
            wrong.push(format!("{id} stands twice"));
        }
        let Some(number) = numbers(id) else {
            wrong.push(format!("{id} is no number of a requirement"));
            continue;
        };
        let [chapter, section, requirement] = before;
        let next = [[chapter, section, requirement + 1], [chapter, section + 1, 1], [chapter + 1, 1, 1]];
        if !next.contains(&number) {
            wrong.push(format!("{id} does not follow {chapter}.{section}.{requirement}"));
        }
        before = number;
    }
}

fn numbers(id: &str) -> Option<[u32; 3]> {
    let parts = id.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<u32>>>()?;
    parts.try_into().ok()
}

/// Is the row whole, and is what it names there?
fn judge(row: &[String], root: &Path, settings: &str, wrong: &mut Vec<String>) {
    let [id, level, verdict, places, tests, reason] = row else {
        wrong.push(format!(
            "{} has {} fields, not {}",
            row.first().map_or("", String::as_str),
            row.len(),
            HEADING.len()
        ));
        return;
    };
    if !COUNTS.iter().any(|(known, _)| known == level) {
        wrong.push(format!("{id}: {level} is no level"));
    }
    if !VERDICTS.contains(&verdict.as_str()) {
        wrong.push(format!("{id}: {verdict} is no verdict"));
    }
    if reason.trim().is_empty() {
        wrong.push(format!("{id} has no reason"));
    }
    if verdict == "met" && places.is_empty() {
        wrong.push(format!("{id} is met, and nothing says where"));
    }
    for place in places.split(BETWEEN).filter(|place| !place.is_empty()) {
        let is_there =
            place.strip_prefix(SETTING).map_or_else(|| root.join(place).is_file(), |name| is_set(name, settings));
        if !is_there {
            wrong.push(format!("{id}: no {place}"));
        }
    }
    for test in tests.split(BETWEEN).filter(|test| !test.is_empty()) {
        let is_there = test.split_once("::").is_some_and(|(file, name)| {
            std::fs::read_to_string(root.join(file)).is_ok_and(|text| has_test(file, name, &text))
        });
        if !is_there {
            wrong.push(format!("{id}: no test {test}"));
        }
    }
}

/// Does the file of settings name `section.key`, or `[section]`?
fn is_set(name: &str, settings: &str) -> bool {
    let (section, key) = name.split_once('.').map_or((name, None), |(section, key)| (section, Some(key)));
    let Some((_, rest)) = settings.split_once(&format!("\n[{section}]")) else { return false };
    let mut lines = rest.lines().skip(1).take_while(|line| !line.starts_with('['));
    key.is_none_or(|key| lines.any(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(" ="))))
}

/// A function of Rust, or the title of a test of the browser.
fn has_test(file: &str, name: &str, text: &str) -> bool {
    if Path::new(file).extension().is_some_and(|extension| extension == "rs") {
        text.contains(&format!("fn {name}("))
    } else {
        [format!("'{name}'"), format!("`{name}`"), format!("\"{name}\"")].iter().any(|title| text.contains(title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Vec<String>> {
        lines.iter().map(|line| fields(line)).collect()
    }

    /// Fields in quotes hold commas.
    #[test]
    fn lines_are_read() {
        assert_eq!(fields("1.1.1,2,met,a.rs,,\"One, two.\""), ["1.1.1", "2", "met", "a.rs", "", "One, two."]);
    }

    /// A gap, a second time, and what is no number are told; chapters and sections begin at one.
    #[test]
    fn numbers_go_on() {
        let found = |lines: &[&str]| {
            let mut wrong = Vec::new();
            order(&rows(lines), &mut wrong);
            wrong
        };
        assert!(found(&["1.1.1", "1.1.2", "1.2.1", "2.1.1"]).is_empty());
        assert_eq!(found(&["1.1.1", "1.1.3"]), ["1.1.3 does not follow 1.1.1"]);
        assert_eq!(found(&["1.1.1", "1.1.1"]), ["1.1.1 stands twice", "1.1.1 does not follow 1.1.1"]);
        assert_eq!(found(&["1.1.x"]), ["1.1.x is no number of a requirement"]);
    }

    /// Verdicts are counted by level and by chapter.
    #[test]
    fn verdicts_are_counted() {
        let rows = rows(&["1.1.1,2,met,a.rs,,So.", "1.1.2,2,not_met,,,So.", "2.1.1,1,not_applicable,,,So."]);
        let lines = ["| All | 1 | 1 | 1 |", "| Level 1 | 0 | 1 | 0 |", "| Level 2 | 1 | 0 | 1 |", "| V1 | 1 | 0 | 1 |"];
        assert_eq!(sums(&rows)[..4], lines);
    }

    /// Files, settings and tests that are not there, unknown verdicts and missing reasons are told.
    #[test]
    fn rows_are_judged() {
        let settings = "# Settings\n[sessions]\nidle_minutes = 30\n\n[backup]\nkeep = 48\n";
        let found = |line: &str| {
            let mut wrong = Vec::new();
            judge(&fields(line), &root(), settings, &mut wrong);
            wrong
        };
        let here = "xtask/src/tidy/asvs.rs";
        assert!(
            found(&format!("1.1.1,2,met,{here}; setting:sessions.idle_minutes,{here}::rows_are_judged,So.")).is_empty()
        );
        assert!(found("1.1.1,2,not_applicable,setting:backup,,So.").is_empty());
        assert_eq!(found("1.1.1,2,met,no.rs,,So."), ["1.1.1: no no.rs"]);
        assert_eq!(found("1.1.1,2,met,setting:sessions.keep,,So."), ["1.1.1: no setting:sessions.keep"]);
        assert_eq!(found(&format!("1.1.1,2,met,{here},{here}::gone,So.")), [format!("1.1.1: no test {here}::gone")]);
        assert_eq!(found("1.1.1,2,met,,,So."), ["1.1.1 is met, and nothing says where"]);
        assert_eq!(
            found("1.1.1,4,good,,,"),
            ["1.1.1: 4 is no level", "1.1.1: good is no verdict", "1.1.1 has no reason"]
        );
        assert_eq!(found("1.1.1,2"), ["1.1.1 has 2 fields, not 6"]);
    }
}
