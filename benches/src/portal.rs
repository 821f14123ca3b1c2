//! A demo government to measure, in a process of its own.

use crate::client::{Connection, get, post_json};
use anyhow::{Context, Result, bail, ensure};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running portal; stopped when dropped.
pub struct Portal {
    child: Child,
    /// Its port.
    pub port: u16,
    folder: tempfile::TempDir,
    accounts: Vec<serde_json::Value>,
}

impl Portal {
    /// Makes a demo government with `fill` more drafts and serves it.
    pub async fn start(orda: &Path, fill: u32) -> Result<Self> {
        Self::start_with(orda, &["--fill", &fill.to_string()]).await
    }

    /// Makes a demo government with further arguments and serves it.
    pub async fn start_with(orda: &Path, args: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let child = Command::new(orda)
            .args(["demo", "--port", &port.to_string(), "--data"])
            .arg(folder.path())
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", orda.display()))?;
        let mut portal = Self { child, port, folder, accounts: Vec::new() };
        let deadline = Instant::now() + Duration::from_mins(20);
        while !portal.is_ready().await {
            if let Some(status) = portal.child.try_wait()? {
                bail!("the portal ended with {status}");
            }
            if Instant::now() > deadline {
                bail!("the portal did not start");
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        let accounts = std::fs::read_to_string(portal.folder.path().join("accounts.json"))?;
        portal.accounts = serde_json::from_str(&accounts)?;
        Ok(portal)
    }

    /// Ends the server and serves the same folder anew: what making the government cost is not what serving it costs.
    pub async fn restart(&mut self, orda: &Path) -> Result<()> {
        let mut command = Command::new(orda);
        command.args(["demo", "--port", &self.port.to_string(), "--data"]).arg(self.folder.path());
        self.end()?;
        self.child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        self.is_back().await
    }

    /// Ends the server. A copy of its folder is served on a port of its own by the command that `serve` makes of both.
    pub async fn copy(&mut self, serve: impl FnOnce(u16, &Path) -> Result<Command>) -> Result<Self> {
        self.end()?;
        let (folder, port) = (tempfile::tempdir()?, free_port()?);
        let copied = Command::new("cp").arg("-a").arg(self.folder().join(".")).arg(folder.path()).status()?;
        ensure!(copied.success(), "copying ended with {copied}");
        let child = serve(port, folder.path())?.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let copy = Self { child, port, folder, accounts: self.accounts.clone() };
        copy.is_back().await?;
        Ok(copy)
    }

    fn end(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    async fn is_back(&self) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !self.is_ready().await {
            if Instant::now() > deadline {
                bail!("the portal did not start again");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut connection) = Connection::open(self.port).await else { return false };
        connection.exchange(&get("/readyz", &[])).await.is_ok_and(|a| a.status == 200)
    }

    /// Folder of its data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The cookie of a new session of the account with this login.
    pub async fn log_in(&self, login: &str) -> Result<String> {
        let account =
            self.accounts.iter().find(|a| a["login"] == login).with_context(|| format!("no account {login}"))?;
        let body = serde_json::json!({ "login": login, "password": account["password"] }).to_string();
        let answer = Connection::open(self.port).await?.exchange(&post_json("/api/v1/session", &[], &body)).await?;
        answer
            .head
            .lines()
            .filter_map(|l| l.split_once(':'))
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .filter_map(|(_, value)| value.trim().split(';').next())
            .find(|c| c.starts_with("orda_session="))
            .map(str::to_owned)
            .with_context(|| {
                format!("no session for {login}: {} {}", answer.head, String::from_utf8_lossy(&answer.body))
            })
    }

    /// Processor time that the server has used so far.
    pub fn cpu(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // utime and stime, in clock ticks of 10 ms; the name of the program may hold spaces, so count after it.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks: u64 =
            fields.get(11).context("utime")?.parse::<u64>()? + fields.get(12).context("stime")?.parse::<u64>()?;
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Waits until the server has nothing more to do of its own: what was kept a moment ago gets its evidence, files are
    /// read again, words are indexed. What a page costs is measured without them.
    pub async fn settle(&self) -> Result<()> {
        let deadline = Instant::now() + Duration::from_mins(5);
        loop {
            let before = self.cpu()?;
            tokio::time::sleep(Duration::from_secs(2)).await;
            if self.cpu()?.saturating_sub(before) <= Duration::from_millis(40) {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("the portal does not come to rest");
            }
        }
    }

    /// Memory that the server holds now, and the most it ever held since [`Self::reset_peak`], in MB.
    pub fn memory(&self) -> Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> Result<f64> {
            let line = status.lines().find(|l| l.starts_with(name)).with_context(|| format!("no {name}"))?;
            let kib: f64 = line.split_whitespace().nth(1).context("no value")?.parse()?;
            Ok(kib * 1024.0 / 1_000_000.0)
        };
        Ok((field("VmRSS")?, field("VmHWM")?))
    }

    /// Lets the peak of memory start anew.
    pub fn reset_peak(&self) -> Result<()> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5")?)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // Nothing to be done when it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A genuine PDF file of exactly so many bytes.
pub fn pdf_file(folder: &Path, bytes: usize) -> Result<PathBuf> {
    let path = folder.join("upload.pdf");
    std::fs::write(&path, orda_documents::samples::pdf_of(bytes))?;
    Ok(path)
}
