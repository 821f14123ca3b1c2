//! A `PostgreSQL` of our own for tests: the system's binaries, a temporary folder, a free port, gone afterwards.

use crate::tools::{is_root, need_packages, run};
use anyhow::{Context, Result, bail};
use std::fs::OpenOptions;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A running server, stopped and removed when dropped.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts a server.
    pub fn start() -> Result<Self> {
        Self::start_with(|_| String::new())
    }

    /// The same with further lines of its settings, made for the folder in which it is.
    pub fn start_with(settings: impl FnOnce(&Path) -> String) -> Result<Self> {
        need_packages(&[("postgresql", binaries().is_some())])?;
        let bin = binaries().context("no /usr/lib/postgresql/*/bin")?;
        let folder = std::env::temp_dir().join(format!("orda-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            // The server refuses to run as root.
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let cluster = Self { bin, folder, port };
        let data = cluster.folder.join("data");
        run(cluster
            .command("initdb")
            .args(["--username=orda", "--auth=trust", "--encoding=UTF8", "--no-locale", "--pgdata"])
            .arg(&data)
            .stdout(std::process::Stdio::null()))?;
        let more = settings(&cluster.folder);
        OpenOptions::new().append(true).open(data.join("postgresql.conf"))?.write_all(more.as_bytes())?;
        // Durability is what we test, so fsync stays on.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c max_connections=300 \
             -c shared_buffers=64MB",
            cluster.folder.display()
        );
        run(cluster
            .command("pg_ctl")
            .args(["start", "--wait", "--silent", "--log"])
            .arg(cluster.folder.join("log"))
            .arg("--pgdata")
            .arg(&data)
            .arg("--options")
            .arg(options))?;
        Ok(cluster)
    }

    /// Address of the server's first database; tests make databases of their own.
    pub fn url(&self) -> String {
        format!("postgres://orda@127.0.0.1:{}/postgres", self.port)
    }

    /// Its folder; beside its data others may lie there that the server writes.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn command(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = run(self
            .command("pg_ctl")
            .args(["stop", "--silent", "--mode=immediate", "--pgdata"])
            .arg(self.folder.join("data")));
        if let Err(error) = stopped.and_then(|()| Ok(std::fs::remove_dir_all(&self.folder)?)) {
            eprintln!("the test database in {} was not removed: {error}", self.folder.display());
        }
    }
}

/// The newest server installed by Debian.
fn binaries() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file() && Path::new("/usr/sbin/runuser").is_file())
        .collect();
    found.sort();
    found.pop()
}

/// Address of the server for tests: the one that the environment gives, or one that is there as long as the cluster that
/// comes with it.
pub fn for_tests() -> Result<(String, Option<Cluster>)> {
    if let Some(url) = given()? {
        return Ok((url, None));
    }
    let cluster = Cluster::start().context("starting PostgreSQL for the tests")?;
    Ok((cluster.url(), Some(cluster)))
}

/// Is a server reachable at this address already (given by the environment)?
fn given() -> Result<Option<String>> {
    match std::env::var("ORDA_TEST_POSTGRES") {
        Ok(url) if url.starts_with("postgres://") => Ok(Some(url)),
        Ok(other) => bail!("ORDA_TEST_POSTGRES is {other}, not a postgres:// address"),
        Err(_) => Ok(None),
    }
}
