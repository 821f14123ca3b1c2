//! A client as light as can be, so that it takes little from the server it measures: one keep-alive connection a task,
//! requests written as bytes, answers read by their length.

use anyhow::{Context, Result, bail};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer: its status, head and body.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    /// Body.
    pub body: Vec<u8>,
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects to this machine.
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    /// Sends `request` (head and body) and reads the whole answer.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.read().await
    }

    /// Sends bytes without waiting for an answer.
    pub async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.stream.write_all(bytes).await?)
    }

    /// Reads one answer.
    pub async fn read(&mut self) -> Result<Answer> {
        self.buffer.clear();
        let end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the connection was closed");
            }
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status")?;
        let lower = head.to_ascii_lowercase();
        let length = lower.lines().find_map(|l| l.strip_prefix("content-length:")).map(|l| l.trim().parse::<usize>());
        let body = match length {
            Some(length) => {
                let length = length?;
                while self.buffer.len() < end + length {
                    if self.stream.read_buf(&mut self.buffer).await? == 0 {
                        bail!("the connection was closed within an answer");
                    }
                }
                self.buffer[end..end + length].to_vec()
            }
            None if lower.contains("transfer-encoding: chunked") => {
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    if self.stream.read_buf(&mut self.buffer).await? == 0 {
                        bail!("the connection was closed within an answer");
                    }
                }
                self.buffer[end..].to_vec()
            }
            None => Vec::new(),
        };
        Ok(Answer { status, head, body })
    }
}

/// How many times a request was answered, and how long it took in all.
pub struct Load {
    /// Answers.
    pub answers: u64,
    /// Wall time.
    pub time: Duration,
}

impl Load {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.answers).unwrap_or(u32::MAX)) / self.time.as_secs_f64()
    }
}

/// Sends the same request over `tasks` connections, `each` times on each, and wants 200 every time.
pub async fn load(port: u16, request: &[u8], tasks: usize, each: u64) -> Result<Load> {
    let start = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..tasks {
        let request = request.to_vec();
        running.spawn(async move {
            let mut connection = Connection::open(port).await?;
            for _ in 0..each {
                let answer = connection.exchange(&request).await?;
                if answer.status != 200 {
                    bail!("answered {}: {}", answer.status, answer.head);
                }
            }
            Ok(each)
        });
    }
    let mut answers = 0;
    while let Some(done) = running.join_next().await {
        answers += done??;
    }
    Ok(Load { answers, time: start.elapsed() })
}

/// A GET request with headers.
pub fn get(path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n", lines(headers)).into_bytes()
}

/// A POST request with a JSON body.
pub fn post_json(path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let (length, more) = (body.len(), lines(headers));
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         {more}\r\n{body}"
    )
    .into_bytes()
}

fn lines(headers: &[(&str, &str)]) -> String {
    headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}
