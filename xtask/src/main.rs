//! Work on the tree: `cargo xtask demo`, `test`, `tidy`, `deb`, `bench`, `fuzz`, `crash`, `destruction`, `drill`, `new-component`.

mod assets;
mod attack;
mod audit;
mod bench;
mod crash;
mod deb;
mod demo;
mod destruction;
mod drill;
mod fuzz;
mod new_component;
mod nodes;
mod peers;
mod portal;
mod postgres;
mod requirements;
mod sbom;
mod test;
mod tidy;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tasks of the Orda workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything, makes a demo government when the folder is new, and serves it.
    Demo(demo::Args),
    /// Runs every test: unit, both databases, real peers, a real browser.
    Test(test::Args),
    /// Checks the structure: imports between floors, file sizes, messages in all languages.
    Tidy,
    /// Looks for published vulnerabilities of what the program is built of.
    Audit,
    /// Writes the bill of materials of the program (`CycloneDX`).
    Sbom(sbom::Args),
    /// Makes the package of Debian.
    Deb(deb::Args),
    /// Measures Orda against the limits of this machine.
    Bench(bench::Args),
    /// Tries changed inputs on everything that reads signatures.
    Fuzz(fuzz::Args),
    /// Kills the real program at random moments, on both databases, and sees that nothing acknowledged is lost.
    Crash(crash::Args),
    /// Replaces and kills programs behind a balancer under load, loses the database, lets a standby take over, and sees that no
    /// request fails that need not, and none hangs.
    Nodes(nodes::Args),
    /// Destroys a thousand documents of ten thousand, on both databases, and sees that no file holds anything of them.
    Destruction(destruction::Args),
    /// Kills a copied installation of ten gigabytes, takes its folders away and restores it from the copy, by the clock.
    Drill(drill::Args),
    /// Makes the folders and files of a new business component.
    NewComponent(new_component::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Demo(args) => demo::run(&args),
        Task::Test(args) => test::run(&args),
        Task::Tidy => tidy::run(),
        Task::Audit => audit::run(),
        Task::Sbom(args) => sbom::run(&args),
        Task::Deb(args) => deb::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Crash(args) => crash::run(&args),
        Task::Nodes(args) => nodes::run(&args),
        Task::Destruction(args) => destruction::run(&args),
        Task::Drill(args) => drill::run(&args),
        Task::NewComponent(args) => new_component::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
