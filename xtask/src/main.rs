//! Work on the tree: `cargo xtask demo`, `test`, `tidy`, `bench`, `fuzz`, `crash`, `new-component`.

mod assets;
mod attack;
mod bench;
mod crash;
mod demo;
mod fuzz;
mod new_component;
mod peers;
mod portal;
mod postgres;
mod requirements;
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
    /// Measures Orda against the limits of this machine.
    Bench(bench::Args),
    /// Tries changed inputs on everything that reads signatures.
    Fuzz(fuzz::Args),
    /// Kills the real program at random moments, on both databases, and sees that nothing acknowledged is lost.
    Crash(crash::Args),
    /// Makes the folders and files of a new business component.
    NewComponent(new_component::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Demo(args) => demo::run(&args),
        Task::Test(args) => test::run(&args),
        Task::Tidy => tidy::run(),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Crash(args) => crash::run(&args),
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
