//! A demo government of its own, served as long as it is needed: a free port, a temporary folder, gone afterwards.

use crate::tools::target_dir;
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest time until a government is made and served.
const START: Duration = Duration::from_mins(5);

/// A served government, stopped and removed when dropped.
pub struct Portal {
    program: Child,
    folder: PathBuf,
    port: u16,
}

impl Portal {
    /// Makes and serves a government with the program that `cargo build` has left; `name` tells folders apart.
    pub fn start(name: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("orda-{name}-{}", std::process::id()));
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let program = Command::new(target_dir()?.join("debug/orda"))
            .args(["demo", "--fresh", "--port", &port.to_string(), "--data"])
            .arg(&folder)
            .stdout(Stdio::null())
            .spawn()
            .context("starting the portal")?;
        let mut portal = Self { program, folder, port };
        let begun = Instant::now();
        while !portal.is_ready() {
            if let Some(status) = portal.program.try_wait()? {
                bail!("the portal ended with {status}");
            }
            if begun.elapsed() > START {
                bail!("the portal is not ready");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(portal)
    }

    /// Its address, without a path.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its folder; `accounts.json` in it tells logins and passwords.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn is_ready(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            let mut first = [0; 12];
            stream.read_exact(&mut first)?;
            Ok(&first == b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let stopped = self.program.kill().and_then(|()| self.program.wait());
        if let Err(error) = stopped.and_then(|_| std::fs::remove_dir_all(&self.folder)) {
            eprintln!("the portal in {} was not removed: {error}", self.folder.display());
        }
    }
}
