//! The virus scanner for files that are brought: `[antivirus]`.

use anyhow::{Result, bail};
use orda_documents_store::{Clamd, Place};
use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// Where the daemon of `ClamAV` listens, and its limits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Its socket on this machine.
    pub socket: Option<PathBuf>,
    /// Or its host and port.
    pub address: Option<String>,
    /// Bytes of the largest file that it is sent; at most its `StreamMaxLength`.
    pub max_bytes: u64,
    /// Seconds that connecting may take.
    pub connect_seconds: u16,
    /// Seconds that one file may take.
    pub answer_seconds: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { socket: None, address: None, max_bytes: 100 << 20, connect_seconds: 5, answer_seconds: 120 }
    }
}

impl Settings {
    /// The scanner.
    ///
    /// # Errors
    /// Not exactly one place is named, or a limit is zero.
    pub fn scanner(&self) -> Result<Clamd> {
        let place = match (&self.socket, &self.address) {
            (Some(socket), None) => Place::Socket(socket.clone()),
            (None, Some(address)) => Place::Address(address.clone()),
            _ => bail!("[antivirus] names either socket or address"),
        };
        if self.max_bytes == 0 || self.connect_seconds == 0 || self.answer_seconds == 0 {
            bail!("max_bytes, connect_seconds and answer_seconds of [antivirus] are at least 1");
        }
        Ok(Clamd {
            place,
            max_bytes: self.max_bytes,
            connect: Duration::from_secs(self.connect_seconds.into()),
            answer: Duration::from_secs(self.answer_seconds.into()),
        })
    }
}
