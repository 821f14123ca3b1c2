//! One upload of 60 MB, against reading, digesting, encrypting, writing and syncing the same bytes.

use crate::Figure;
use crate::client::{Connection, post_json};
use crate::limit;
use crate::portal::{Portal, pdf_file};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::time::{Duration, Instant};

/// 60 MB as 385-9 is read: 60 × 1,048,576 bytes.
pub const BYTES: usize = 62_914_560;
const RUNS: usize = 5;

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let portal = Portal::start(orda, 0).await?;
    let cookie = portal.log_in("justice-drafter").await?;
    let source = pdf_file(portal.folder(), BYTES)?;
    let mut limits = Vec::new();
    let mut uploads = Vec::new();
    for run in 0..RUNS {
        // A new file each time, as an upload writes one.
        limits.push(limit::protect(&source, &portal.folder().join(format!("limit-{run}.bin")))?);
        uploads.push(upload(portal.port, &cookie, &source).await?);
    }
    let (limit, upload) = (median(limits), median(uploads));
    let rate = |time: Duration| 62.914_56 / time.as_secs_f64();
    Ok(vec![
        Figure::at_least("upload of 60 MB", rate(upload), "MB/s", rate(limit) / 2.0),
        Figure::at_least("read, SHA-256, encrypt, write, fsync (the limit)", rate(limit), "MB/s", 0.0),
    ])
}

/// Uploads `source` into a new file set and waits for the acknowledgement.
pub async fn upload(port: u16, cookie: &str, source: &Path) -> Result<Duration> {
    let mut connection = Connection::open(port).await?;
    let headers =
        [("Cookie", cookie), ("Origin", &format!("http://127.0.0.1:{port}")), ("Sec-Fetch-Site", "same-origin")];
    let made = connection.exchange(&post_json("/api/v1/file-sets", &headers, "{}")).await?;
    if made.status != 201 {
        bail!("no file set: {} {}", made.head, String::from_utf8_lossy(&made.body));
    }
    let set: serde_json::Value = serde_json::from_slice(&made.body)?;
    let set = set["id"].as_str().context("the file set has no id")?;
    let start = Instant::now();
    let mut file = tokio::fs::File::open(source).await?;
    let length = file.metadata().await?.len();
    let head = format!(
        "POST /api/v1/file-sets/{set}/files?name=upload.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\
         Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/octet-stream\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    connection.send(head.as_bytes()).await?;
    let mut buffer = vec![0_u8; 256 * 1024];
    loop {
        let n = tokio::io::AsyncReadExt::read(&mut file, &mut buffer).await?;
        if n == 0 {
            break;
        }
        connection.send(&buffer[..n]).await?;
    }
    let answer = connection.read().await?;
    if answer.status != 201 {
        bail!("upload refused: {} {}", answer.head, String::from_utf8_lossy(&answer.body));
    }
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
