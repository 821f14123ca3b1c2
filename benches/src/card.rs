//! The card of a draft that carries more than any real one: forty bodies, thirty versions, two hundred remarks.

use crate::Figure;
use crate::client::{get, load};
use crate::portal::Portal;
use anyhow::{Context, Result};
use std::path::Path;

const TASKS: usize = 4;
const EACH: u64 = 200;

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let mut portal = Portal::start_with(orda, &["--heavy"]).await?;
    portal.restart(orda).await?;
    portal.settle().await?;
    let id: String = serde_json::from_slice(&std::fs::read(portal.folder().join("heavy.json"))?)?;
    let mut figures = Vec::new();
    for (who, login) in [("its drafter", "digital-drafter"), ("an approving head", "agency20-head")] {
        let cookie = portal.log_in(login).await.context("the heavy draft is drafted by the digital ministry")?;
        let request = get(&format!("/drafts/{id}"), &[("Cookie", &cookie)]);
        load(portal.port, &request, TASKS, 10).await?;
        let before = portal.cpu()?;
        let measured = load(portal.port, &request, TASKS, EACH).await?;
        let cpu = portal.cpu()?.saturating_sub(before);
        let a_page = cpu.as_secs_f64() * 1000.0 / f64::from(u32::try_from(measured.answers)?);
        let name = format!("card, 40 bodies, 30 versions, 200 remarks, for {who}: CPU");
        figures.push(Figure::at_most(name, a_page, "ms", 2.0));
    }
    Ok(figures)
}
