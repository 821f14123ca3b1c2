//! The program beside this one that asks OpenSSL, `peer.c`: built when it is needed, kept running.

use anyhow::{Context, Result, bail, ensure};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Builds the program against the system's OpenSSL 3.
pub fn build(folder: &Path) -> Result<PathBuf> {
    let (source, program) = (folder.join("peer.c"), folder.join("peer"));
    std::fs::write(&source, include_str!("peer.c"))?;
    let mut cc = Command::new("cc");
    cc.args(["-O2", "-o"]).arg(&program).arg(&source).arg("-l:libcrypto.so.3");
    let status = cc.status().context("these figures need a C compiler: apt-get install gcc")?;
    ensure!(status.success(), "{cc:?} failed: apt-get install libssl3");
    Ok(program)
}

/// The running program.
pub struct Peer {
    process: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    /// Starts it; it verifies once and is ready.
    pub fn start(program: &Path, args: &[&str]) -> Result<Self> {
        let mut process = Command::new(program).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (ask, answers) = (process.stdin.take().context("stdin")?, process.stdout.take().context("stdout")?);
        let mut peer = Self { process, ask, answers: BufReader::new(answers) };
        match peer.line()?.as_str() {
            "ready" => Ok(peer),
            other => bail!("OpenSSL does not take the input: {other} (apt-get install libengine-gost-openssl?)"),
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }

    /// One round: verifications a second of processor time.
    pub fn round(&mut self) -> Result<f64> {
        self.ask.write_all(b"go\n")?;
        self.ask.flush()?;
        let line = self.line()?;
        line.parse().with_context(|| format!("OpenSSL said {line:?}"))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
