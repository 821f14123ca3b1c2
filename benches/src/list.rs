//! The list page of 50 rows, logged in, with 1,000 and with 100,000 drafts.

use crate::Figure;
use crate::client::{Load, get, load};
use crate::portal::{Portal, free_port};
use anyhow::Result;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Readers at once, here and of the empty answer. Every page is accounted for on disk before it is sent: with few readers it
/// is the disk that is measured, which flushes once for all who wait.
const TASKS: usize = 64;
const EACH: u64 = 200;

/// Who looks: a drafter of a ministry whose drafts are most of the list.
const LOGIN: &str = "justice-drafter";

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let empty = empty_answers().await?;
    let small = pages(orda, 1_000).await?;
    let large = pages(orda, 100_000).await?;
    Ok(vec![
        Figure::at_most("list of 50 rows, 100,000 drafts: server CPU a page", large.cpu_ms, "ms", 1.0),
        Figure::at_least("list of 50 rows, 100,000 drafts: pages a second", large.rate, "/s", empty.rate() / 10.0),
        Figure::at_least("empty axum answers a second (the limit)", empty.rate(), "/s", 0.0),
        Figure::at_most("list: cost at 100,000 drafts over cost at 1,000", large.cpu_ms / small.cpu_ms, "ratio", 1.3),
    ])
}

struct Pages {
    cpu_ms: f64,
    rate: f64,
}

async fn pages(orda: &Path, drafts: u32) -> Result<Pages> {
    let portal = Portal::start(orda, drafts).await?;
    portal.settle().await?;
    let cookie = portal.log_in(LOGIN).await?;
    let request = get("/drafts?size=50", &[("Cookie", &cookie)]);
    load(portal.port, &request, TASKS, 20).await?;
    let before = portal.cpu()?;
    let measured: Load = load(portal.port, &request, TASKS, EACH).await?;
    let cpu = portal.cpu()?.saturating_sub(before);
    let pages = f64::from(u32::try_from(measured.answers)?);
    Ok(Pages { cpu_ms: cpu.as_secs_f64() * 1000.0 / pages, rate: measured.rate() })
}

/// An axum server without anything, in a process of its own like the portal.
async fn empty_answers() -> Result<Load> {
    let port = free_port()?;
    let mut server = Command::new(std::env::current_exe()?)
        .args(["--orda", "-", "empty-server", &port.to_string()])
        .stdout(Stdio::null())
        .spawn()?;
    let request = get("/", &[]);
    let mut measured = load(port, &request, 1, 1).await;
    for _ in 0..50 {
        if measured.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        measured = load(port, &request, 1, 1).await;
    }
    let measured = load(port, &request, TASKS, 2_000).await;
    server.kill()?;
    server.wait()?;
    measured
}
