//! `cargo xtask test`: everything, nothing skipped in silence.

use crate::tools::{self, cargo, has, need_packages, root, target_dir};
use crate::{assets, attack, peers, postgres, requirements, tidy};
use anyhow::{Context, Result};
use std::process::Command;

/// From what the random cases of property tests are made (of the library `proptest`).
const CASES: &str = "PROPTEST_RNG_SEED";

/// How many tests of a program run at a time (of the standard library's runner).
const THREADS: &str = "RUST_TEST_THREADS";

/// Which tests.
#[derive(clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub struct Args {
    /// Leave out the browser tests (the run says so at its end).
    #[arg(long)]
    no_browser: bool,
    /// Only the browser tests.
    #[arg(long)]
    only_browser: bool,
    /// Ten thousand random signatures each way with OpenSSL for every GOST parameter set, not twenty, and property tests with
    /// new random cases (some minutes).
    #[arg(long)]
    long: bool,
    /// Only programs from elsewhere that look for faults: testssl.sh, `SSLyze`, schemathesis in three roles, wapiti, sqlmap.
    /// The ordinary run does without them (half an hour).
    #[arg(long, conflicts_with_all = ["no_browser", "only_browser", "long"])]
    peers: bool,
    /// Only tests whose name holds this.
    filter: Option<String>,
}

/// Installs what is missing, starts a database server, runs.
pub fn run(args: &Args) -> Result<()> {
    if args.peers {
        return attack::run(args.filter.as_deref());
    }
    need_packages(&[
        ("openssl", has("openssl")),
        tools::haproxy(),
        tools::clamd(),
        ("libengine-gost-openssl", gost_engine()),
        ("gnutls-bin", has("certtool")),
        ("poppler-utils", has("pdftotext")),
        ("nodejs", has("node")),
        ("npm", has("npm")),
    ])?;
    // What cannot be installed is said before anything is waited for.
    let program = if args.no_browser { None } else { Some(browser_program()?) };
    assets::build()?;
    if !args.only_browser {
        tidy::run()?;
        // Kept until the tests have ended: the server goes with it.
        let (url, _cluster) = postgres::for_tests()?;
        // The program of production, without the demo. Looked at only: building it doubles everything.
        tools::run(cargo()?.args(["check", "--package", "orda", "--no-default-features", "--bin", "orda"]))?;
        let mut tests = cargo()?;
        tests.args(["test", "--workspace", "--no-fail-fast"]).env("ORDA_TEST_POSTGRES", url);
        // Tests mostly wait, for disks and for each other's programs: twice as many as there are processors at a time.
        if std::env::var_os(THREADS).is_none() {
            tests.env(THREADS, (2 * std::thread::available_parallelism()?.get()).to_string());
        }
        tests.env("ORDA_TEST_PYTHON", peers::python("workdays")?);
        tests.env("ORDA_TEST_PYHANKO", peers::python("signatures")?);
        tests.env("ORDA_TEST_CRYPTOGRAPHY", peers::python("accounting")?);
        if args.long {
            tests.env("GOST_PEER_ROUNDS", "10000");
        } else if std::env::var_os(CASES).is_none() {
            // A change is judged by what it changed: what new random cases find is found by the long run.
            tests.env(CASES, "1");
        }
        if let Some(filter) = &args.filter {
            tests.arg(filter);
        }
        tools::run(&mut tests)?;
        tools::run(Command::new("npm").args(["test", "--silent"]).current_dir(root().join("ui")))?;
    }
    if let Some(program) = program {
        if args.only_browser {
            tools::run(&mut tools::programs(&["orda"])?)?;
        }
        browser(program, args.filter.as_deref())?;
    } else {
        eprintln!("NOT RUN: the browser tests (--no-browser)");
    }
    requirements::print();
    Ok(())
}

/// Does OpenSSL know GOST?
fn gost_engine() -> bool {
    tools::output(Command::new("openssl").args(["engine", "gost"])).is_ok()
}

/// Pages in Chromium, against a fresh demo government. The binary is the one that the other tests have built and used: an
/// optimized one would take longer to build than all pages take to look at.
fn browser(program: &str, filter: Option<&str>) -> Result<()> {
    let folder = root().join("tests/browser");
    assets::install(&folder)?;
    let mut tests = Command::new("node");
    // Two files at a time, each with a portal of its own: people at browsers mostly wait.
    tests.args(["--test", "--test-concurrency=2"]);
    if let Some(filter) = filter {
        tests.arg(format!("--test-name-pattern={filter}"));
    }
    let mut files: Vec<_> = std::fs::read_dir(&folder)?
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    tests.args(files).env("ORDA_BINARY", target_dir()?.join("debug/orda")).current_dir(&folder);
    tests.env("CHROMIUM", format!("/usr/bin/{program}"));
    tools::run(&mut tests)
}

/// The browser of the tests: Chromium without its windows takes half the time of the whole one, which does where there is no
/// package of the former.
fn browser_program() -> Result<&'static str> {
    const SHELL: &str = "chromium-headless-shell";
    const WHOLE: &str = "chromium";
    let Err(error) = need_packages(&[(SHELL, has(SHELL))]) else { return Ok(SHELL) };
    need_packages(&[(WHOLE, has(WHOLE))]).with_context(|| format!("{error:#}"))?;
    eprintln!("{error:#}\npages are looked at with the whole {WHOLE}, which takes longer");
    Ok(WHOLE)
}
