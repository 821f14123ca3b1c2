//! Memory at rest, and while ten uploads of 60 MB run at once.

use crate::Figure;
use crate::portal::{Portal, pdf_file};
use crate::upload::{BYTES, upload};
use anyhow::Result;
use std::path::Path;
use std::time::Duration;

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let mut portal = Portal::start(orda, 0).await?;
    portal.restart(orda).await?;
    let cookie = portal.log_in("justice-drafter").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (rest, _) = portal.memory()?;
    portal.reset_peak()?;
    let source = pdf_file(folder.path(), BYTES)?;
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (port, cookie, source) = (portal.port, cookie.clone(), source.clone());
        running.spawn(async move { upload(port, &cookie, &source).await });
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    let (_, peak) = portal.memory()?;
    Ok(vec![
        Figure::at_most("memory at rest", rest, "MB", 80.0),
        Figure::at_most("memory while ten uploads run, at most", peak, "MB", 160.0),
    ])
}
