//! Running commands and finding the workspace.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Where cargo puts what it builds.
pub fn target_dir() -> Result<PathBuf> {
    Ok(cargo_metadata::MetadataCommand::new().no_deps().current_dir(root()).exec()?.target_directory.into())
}

/// Runs a command and fails when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command.status().with_context(|| format!("starting {shown}"))?;
    if !status.success() {
        bail!("{shown} ended with {status}");
    }
    Ok(())
}

/// Runs a command and gives what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = format!("{command:?}");
    let output = command.output().with_context(|| format!("starting {shown}"))?;
    if !output.status.success() {
        bail!("{shown} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A cargo command in the workspace, once there is what building needs: OpenSSL's headers, and what finds them.
pub fn cargo() -> Result<Command> {
    // Who names another OpenSSL has its headers there.
    let named = std::env::vars_os().any(|(name, _)| name.to_string_lossy().ends_with("OPENSSL_DIR"));
    let headers = named || Path::new("/usr/include/openssl/ssl.h").is_file();
    need_packages(&[("libssl-dev", headers), ("pkg-config", named || has("pkg-config"))])?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    Ok(command)
}

/// A cargo command for the tests of this name as they are at their full size: optimized, as what people run. They are taken from
/// the whole workspace, never from one package: what is built together then always has the same features, and the commands that
/// measure ([`crate::bench`], [`crate::crash`], [`crate::destruction`], [`crate::drill`], [`crate::nodes`]) share one build.
pub fn optimized_tests(names: &[&str]) -> Result<Command> {
    let mut command = cargo()?;
    command.args(["test", "--release", "--workspace"]).args(names.iter().flat_map(|name| ["--test", name]));
    Ok(command)
}

/// A cargo command that builds these programs as the tests of the workspace do. A test among what is built brings the features of
/// tests with it, which add modules to the program and change nothing in it; so nothing is built a second time.
pub fn programs(names: &[&str]) -> Result<Command> {
    let mut command = cargo()?;
    command.args(["build", "--workspace", "--test", "crash"]).args(names.iter().flat_map(|name| ["--bin", name]));
    Ok(command)
}

/// Is there a program of this name on the path?
pub fn has(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|p| p.join(program).is_file()))
}

/// The balancer's package, and whether it is there: where people's paths do not lead.
pub fn haproxy() -> (&'static str, bool) {
    ("haproxy", has("haproxy") || std::path::Path::new("/usr/sbin/haproxy").is_file())
}

/// The virus scanner's package, and whether it is there.
pub fn clamd() -> (&'static str, bool) {
    ("clamav-daemon", has("clamd") || std::path::Path::new("/usr/sbin/clamd").is_file())
}

/// Is this the superuser, who may install packages?
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Makes sure that Debian packages are installed: `probes` pairs a package with what shows that it is there. Installs
/// what is missing with apt-get when it may, else says exactly what to install.
pub fn need_packages(probes: &[(&str, bool)]) -> Result<()> {
    let missing: Vec<&str> = probes.iter().filter(|(_, there)| !there).map(|(package, _)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install -y --no-install-recommends {}", missing.join(" "));
    if !is_root() || !has("apt-get") {
        bail!("these packages are missing; install them and try again:\n  sudo {line}");
    }
    eprintln!("installing: {}", missing.join(" "));
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(&missing))
}

/// One of the two databases.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

impl Database {
    /// Arguments of a test binary that leave out the tests on the other database; names of tests begin it with a capital
    /// letter or not.
    pub const fn only(self) -> [&'static str; 2] {
        match self {
            Self::Sqlite => ["--skip", "ostgres"],
            Self::Postgres => ["--skip", "qlite"],
        }
    }
}
