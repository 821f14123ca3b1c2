//! The demo with its accounts and known passwords is no part of the program of production: whatever names it stands behind its
//! feature (ASVS 15.2.3).

use crate::tools::{output, root};
use anyhow::Result;
use std::process::Command;

const GATE: &str = "#[cfg(feature = \"demo\")]";
/// The demo itself.
const DEMO: &str = "app/src/demo/";

/// Adds lines of the program that name the demo outside its feature.
pub fn check(wrong: &mut Vec<String>) -> Result<()> {
    let files = output(
        Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "--", "app/src/*.rs"])
            .current_dir(root()),
    )?;
    for file in files.lines().filter(|file| !file.starts_with(DEMO)) {
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        wrong.extend(ungated(&text).iter().map(|line| format!("{file}:{line} names the demo without {GATE} above it")));
    }
    Ok(())
}

/// Numbers of lines that name it without the gate above them. Tests may.
fn ungated(text: &str) -> Vec<usize> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut above = "";
    let mut found = Vec::new();
    for (number, line) in (1..).zip(code.lines().map(str::trim)) {
        if names_it(line) && above != GATE {
            found.push(number);
        }
        above = line;
    }
    found
}

fn names_it(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    !line.starts_with("//") && line != GATE && words.any(|word| matches!(word, "demo" | "Demo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module, a command and a use of the demo are found when nothing keeps them out of production; the program has none.
    #[test]
    fn the_demo_stands_behind_its_feature() {
        let gated =
            format!("{GATE}\npub mod demo;\n// Not the demo.\npub mod demos;\n    {GATE}\n    Demo(demo::Args),\n");
        assert!(ungated(&gated).is_empty());
        for open in ["pub mod demo;", "use orda::{admin, demo};", "    Demo(demo::Args),", "#[cfg(unix)]\n\nmod demo;"]
        {
            assert_eq!(ungated(&format!("fn first() {{}}\n{open}\n")).len(), 1, "{open}");
        }
        assert_eq!(ungated(&gated.replace(GATE, "")), [2, 6]);
        let mut wrong = Vec::new();
        check(&mut wrong).expect("the program is read");
        assert_eq!(wrong, Vec::<String>::new());
    }
}
