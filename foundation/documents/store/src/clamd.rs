//! The virus scanner `ClamAV`: its daemon is sent a file in pieces (INSTREAM) and answers with one line.

use async_trait::async_trait;
use futures::TryStreamExt;
use orda_documents::{ByteStream, Finding, NoFinding, Scanner};
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// Longest answer that makes sense, in bytes.
const ANSWER: u64 = 4096;
/// Longest piece, in bytes.
const PIECE: usize = 64 * 1024;

/// Where the daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A socket on this machine.
    Socket(PathBuf),
    /// Host and port.
    Address(String),
}

/// The daemon of `ClamAV`.
#[derive(Debug, Clone)]
pub struct Clamd {
    /// Where it listens.
    pub place: Place,
    /// Bytes that it is sent at most; at most its own `StreamMaxLength`.
    pub max_bytes: u64,
    /// How long connecting may take.
    pub connect: Duration,
    /// How long one file may take, connecting included.
    pub answer: Duration,
}

trait Line: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

impl Clamd {
    async fn line(&self) -> io::Result<Box<dyn Line>> {
        Ok(match &self.place {
            Place::Socket(path) => Box::new(UnixStream::connect(path).await?),
            Place::Address(address) => Box::new(TcpStream::connect(address).await?),
        })
    }

    async fn ask(&self, bytes: ByteStream) -> Result<Finding, NoFinding> {
        let mut line = match tokio::time::timeout(self.connect, self.line()).await {
            Ok(connected) => connected.map_err(|error| silent(&error))?,
            Err(_) => return Err(NoFinding::Silent(format!("no connection within {} s", self.connect.as_secs()))),
        };
        let sent = match send(&mut line, bytes).await {
            Err(NoFinding::Unread(error)) => return Err(NoFinding::Unread(error)),
            sent => sent,
        };
        // Whoever has heard enough answers and hangs up while more is sent: what was found counts, not the broken line.
        let mut answer = Vec::new();
        // The answer ends with a zero byte; who waits for the end of the connection waits for both sides' end.
        let mut line = tokio::io::BufReader::new(line.take(ANSWER));
        let read = line.read_until(0, &mut answer).await;
        match (judge(&answer), sent, read) {
            // Nothing but an answer to the whole file, heard to its end, is clean.
            (Ok(Finding::Clean), Ok(()), Ok(_)) => Ok(Finding::Clean),
            (Ok(Finding::Clean) | Err(NoFinding::Silent(_)), Err(error), _) => Err(error),
            (Ok(Finding::Clean), Ok(()), Err(error)) => Err(silent(&error)),
            (judged, ..) => judged,
        }
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, size: u64, bytes: ByteStream) -> Result<Finding, NoFinding> {
        if size > self.max_bytes {
            return Err(NoFinding::NotSent);
        }
        let late = || NoFinding::Silent(format!("no answer within {} s", self.answer.as_secs()));
        tokio::time::timeout(self.answer, self.ask(bytes)).await.unwrap_or_else(|_| Err(late()))
    }
}

async fn send(line: &mut Box<dyn Line>, mut bytes: ByteStream) -> Result<(), NoFinding> {
    line.write_all(b"zINSTREAM\0").await.map_err(|error| silent(&error))?;
    while let Some(piece) = bytes.try_next().await.map_err(NoFinding::Unread)? {
        for part in piece.chunks(PIECE) {
            let length = u32::try_from(part.len()).unwrap_or_default().to_be_bytes();
            line.write_all(&length).await.map_err(|error| silent(&error))?;
            line.write_all(part).await.map_err(|error| silent(&error))?;
        }
    }
    line.write_all(&[0; 4]).await.map_err(|error| silent(&error))?;
    line.flush().await.map_err(|error| silent(&error))
}

/// The answer, up to its first zero byte: one that was cut off is none.
fn judge(answer: &[u8]) -> Result<Finding, NoFinding> {
    let whole = answer.iter().position(|byte| *byte == 0).map(|end| String::from_utf8_lossy(&answer[..end]));
    let Some(said) = whole else { return Err(NoFinding::Silent("the answer was cut off".to_owned())) };
    let said: String = said.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    let finding = said.strip_prefix("stream: ").unwrap_or(&said);
    match finding.strip_suffix(" FOUND") {
        // `AlertExceedsMax` and `AlertEncrypted…` call this found; it is not looked through, and nothing is known of it.
        Some(name) if name.starts_with("Heuristics.Limits.Exceeded") => Err(NoFinding::TooLarge),
        Some(name) if name.starts_with("Heuristics.Encrypted") => Err(NoFinding::Locked),
        Some(name) => Ok(Finding::Infected(name.to_owned())),
        None if finding == "OK" => Ok(Finding::Clean),
        None if finding.contains("size limit exceeded") => Err(NoFinding::TooLarge),
        None => Err(NoFinding::Silent(said)),
    }
}

fn silent(error: &io::Error) -> NoFinding {
    NoFinding::Silent(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only a whole "OK" is clean; what is cut off or unknown is no finding, nor is what was not looked through.
    #[test]
    fn answers_are_judged() {
        let found = |answer: &[u8]| judge(answer).ok();
        assert_eq!(found(b"stream: OK\0"), Some(Finding::Clean));
        assert_eq!(found(b"stream: Eicar-Test FOUND\0"), Some(Finding::Infected("Eicar-Test".to_owned())));
        assert!(matches!(judge(b"INSTREAM size limit exceeded. ERROR\0"), Err(NoFinding::TooLarge)));
        for limit in ["Heuristics.Limits.Exceeded", "Heuristics.Limits.Exceeded.MaxFileSize"] {
            assert!(
                matches!(judge(format!("stream: {limit} FOUND\0").as_bytes()), Err(NoFinding::TooLarge)),
                "{limit}"
            );
        }
        for locked in ["Heuristics.Encrypted.Zip", "Heuristics.Encrypted.PDF"] {
            assert!(
                matches!(judge(format!("stream: {locked} FOUND\0").as_bytes()), Err(NoFinding::Locked)),
                "{locked}"
            );
        }
        let other = "Heuristics.OLE2.ContainsMacros";
        assert_eq!(found(format!("stream: {other} FOUND\0").as_bytes()), Some(Finding::Infected(other.to_owned())));
        for none in [
            &b""[..],
            b"stream: OK",
            b"stream: OKAY\0",
            b"UNKNOWN COMMAND\0",
            b"\0",
            b"stream: Can't allocate memory ERROR\0",
        ] {
            assert!(matches!(judge(none), Err(NoFinding::Silent(_))), "{none:?}");
        }
    }
}
