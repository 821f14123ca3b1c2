//! Approvals by signature, each verified and durable before it is answered, while fifty people read.

use crate::Figure;
use crate::client::{Connection, get, post_json};
use crate::portal::Portal;
use anyhow::{Result, ensure};
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Decisions handed in.
const DECISIONS: usize = 2_000;
/// Connections that hand them in: as many heads at once.
const HEADS: usize = 16;
/// People who read, and how long each looks at a page before turning to the next.
const READERS: u64 = 50;
const LOOK: Duration = Duration::from_millis(500);

/// Whose decisions they are, and who reads.
const HEAD: &str = "finance-head";
const READER: &str = "justice-drafter";

#[derive(Deserialize)]
struct Decision {
    path: String,
    cms: String,
}

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let mut portal = Portal::start_with(orda, &["--decisions", &DECISIONS.to_string()]).await?;
    portal.restart(orda).await?;
    let decisions: Vec<Decision> = serde_json::from_slice(&std::fs::read(portal.folder().join("decisions.json"))?)?;
    let (head, reader) = (portal.log_in(HEAD).await?, portal.log_in(READER).await?);
    let page = get("/drafts?size=50", &[("Cookie", &reader)]);

    let quiet = readers(portal.port, &page);
    tokio::time::sleep(Duration::from_secs(10)).await;
    let alone = quiet.end().await?;

    let busy = readers(portal.port, &page);
    let started = Instant::now();
    hand_in(portal.port, &head, decisions).await?;
    let time = started.elapsed();
    let beside = busy.end().await?;
    println!(
        "page of a reader: {:.1} ms in the middle and {:.1} ms for 95 of 100 alone, {:.1} and {:.1} beside approvals",
        alone.share(50),
        alone.share(95),
        beside.share(50),
        beside.share(95)
    );
    let rate = f64::from(u32::try_from(DECISIONS)?) / time.as_secs_f64();
    Ok(vec![
        Figure::at_least("approvals by signature, durable, 50 readers beside", rate, "/s", 200.0),
        Figure::at_least("pages of the readers beside over alone", beside.rate() / alone.rate(), "ratio", 0.95),
    ])
}

async fn hand_in(port: u16, cookie: &str, decisions: Vec<Decision>) -> Result<()> {
    let decisions = Arc::new(decisions);
    let next = Arc::new(AtomicUsize::new(0));
    let mut heads = JoinSet::new();
    for _ in 0..HEADS {
        let (decisions, next, cookie) = (Arc::clone(&decisions), Arc::clone(&next), cookie.to_owned());
        heads.spawn(async move {
            let mut connection = Connection::open(port).await?;
            while let Some(decision) = decisions.get(next.fetch_add(1, Ordering::Relaxed)) {
                let body = serde_json::json!({ "cms": decision.cms }).to_string();
                let headers = [("Cookie", cookie.as_str()), ("Sec-Fetch-Site", "same-origin")];
                let answer = connection.exchange(&post_json(&decision.path, &headers, &body)).await?;
                let text = String::from_utf8_lossy(&answer.body);
                ensure!((200..300).contains(&answer.status), "{}: {text}", answer.status);
            }
            Ok(())
        });
    }
    while let Some(done) = heads.join_next().await {
        done??;
    }
    Ok(())
}

/// Readers at their pages.
struct Reading {
    over: Arc<AtomicBool>,
    readers: JoinSet<Result<Vec<f64>>>,
    started: Instant,
}

/// What the readers saw: how long each page took, in milliseconds.
struct Pages {
    times: Vec<f64>,
    time: Duration,
}

impl Pages {
    fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX)) / self.time.as_secs_f64()
    }

    /// The time within which so many of a hundred pages came.
    fn share(&self, of_hundred: usize) -> f64 {
        self.times
            .get((self.times.len() * of_hundred / 100).min(self.times.len().saturating_sub(1)))
            .copied()
            .unwrap_or(0.0)
    }
}

fn readers(port: u16, page: &[u8]) -> Reading {
    let over = Arc::new(AtomicBool::new(false));
    let mut readers = JoinSet::new();
    for nth in 0..READERS {
        let (page, over) = (page.to_vec(), Arc::clone(&over));
        readers.spawn(async move {
            let mut connection = Connection::open(port).await?;
            // They did not all begin at the same moment; and who waited long for a page turns it no later for that.
            let start = tokio::time::Instant::now() + LOOK.mul_f64(f64::from(u32::try_from(nth)?) / 50.0);
            let mut turns = tokio::time::interval_at(start, LOOK);
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                turns.tick().await;
                let asked = Instant::now();
                let answer = connection.exchange(&page).await?;
                ensure!(answer.status == 200, "answered {}", answer.status);
                times.push(asked.elapsed().as_secs_f64() * 1000.0);
            }
            Ok(times)
        });
    }
    Reading { over, readers, started: Instant::now() }
}

impl Reading {
    async fn end(mut self) -> Result<Pages> {
        self.over.store(true, Ordering::Relaxed);
        let time = self.started.elapsed();
        let mut times = Vec::new();
        while let Some(read) = self.readers.join_next().await {
            times.extend(read??);
        }
        times.sort_by(f64::total_cmp);
        Ok(Pages { times, time })
    }
}
