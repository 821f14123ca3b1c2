//! `cargo xtask fuzz`: a bounded run of every target of `fuzz/` over its kept corpus.

use crate::tools;
use anyhow::Result;

/// What to try, and how much.
#[derive(clap::Args)]
pub struct Args {
    /// Only this target: `cms`, `validate`, `certificate`, `crl`, `ocsp`, `stamp`, `record`, `request`, `question`, `asic`, `pem`, `pkcs12`, `gost`.
    target: Option<String>,
    /// Inputs for each target.
    #[arg(long, default_value_t = 20_000)]
    inputs: u64,
    /// Where the run begins; the same number repeats a run.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Writes the kept corpus anew, instead of a run: with OpenSSL's help, so that it is not the same twice.
    #[arg(long)]
    write_corpus: bool,
}

/// Builds the fuzzer with optimization and with checks of arithmetic, and runs it.
pub fn run(args: &Args) -> Result<()> {
    let mut cargo = tools::cargo()?;
    if args.write_corpus {
        cargo.args(["test", "--quiet", "--package", "eds", "--test", "corpus"]);
        return tools::run(&mut cargo);
    }
    cargo.args(["run", "--release", "--quiet", "--package", "orda-fuzz"]);
    // Overflows are found, too.
    cargo.args(["--config", "profile.release.package.eds.overflow-checks=true", "--"]);
    cargo.args(["--inputs", &args.inputs.to_string(), "--seed", &args.seed.to_string()]);
    cargo.args(&args.target);
    tools::run(&mut cargo)
}
