//! How much of the law the tests cover, when its catalogue is at hand beside the project.

use crate::tools::root;
use std::process::Command;

/// Prints the last line of the catalogue's own report; says so when the catalogue is not there.
pub fn print() {
    let tool = root().join("../shared/tools/requirements");
    if !tool.is_file() {
        eprintln!("the catalogue of requirements is not beside the project: coverage was not counted");
        return;
    }
    match Command::new(tool).arg("coverage").arg("--root").arg(root()).output() {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout);
            for line in text.lines().filter(|l| l.contains("order-385") || l.contains("unknown id")) {
                eprintln!("{line}");
            }
            eprintln!("{}", text.lines().last().unwrap_or_default());
        }
        Err(error) => eprintln!("coverage was not counted: {error}"),
    }
}
