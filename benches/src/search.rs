//! The search over 100,000 drafts: server CPU a query, page included, for words that all drafts have, that one has, that
//! few have, and that none has.

use crate::Figure;
use crate::client::{get, load};
use crate::portal::Portal;
use anyhow::{Result, ensure};
use std::path::Path;

const TASKS: usize = 4;
const EACH: u64 = 100;
const DRAFTS: u32 = 100_000;

/// Who looks: a drafter of the ministry whose drafts they are; and somebody who may read none of them.
const READER: &str = "justice-drafter";
const STRANGER: &str = "finance-drafter";

/// What is asked.
const QUERIES: [(&str, &str); 7] = [
    ("beginning of a word of every title", "нотар"),
    ("number of one draft", "000777"),
    ("words of every text", "нотариус қолтаңба"),
    ("a word of every title and a number of one", "туралы 99999"),
    ("letters of a Russian keyboard", "нотариаттык тизилим"),
    ("a word that is nowhere", "жоқсөзмұнда"),
    ("a word that is nowhere with common ones", "туралы нотариус жоқсөзмұнда"),
];

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let portal = Portal::start(orda, DRAFTS).await?;
    portal.settle().await?;
    let mut figures = Vec::new();
    for (who, login) in [("reads all", READER), ("reads none", STRANGER)] {
        let cookie = portal.log_in(login).await?;
        for (name, words) in QUERIES {
            let query = serde_html_form::to_string([("q", words)])?;
            let request = get(&format!("/search?{query}"), &[("Cookie", &cookie)]);
            // The first answers compile statements and warm caches.
            load(portal.port, &request, TASKS, 5).await?;
            let before = portal.cpu()?;
            let measured = load(portal.port, &request, TASKS, EACH).await?;
            let cpu = portal.cpu()?.saturating_sub(before);
            ensure!(measured.answers > 0, "nothing was answered");
            let a_query = cpu.as_secs_f64() * 1000.0 / f64::from(u32::try_from(measured.answers)?);
            figures.push(Figure::at_most(format!("search, {who}: {name}"), a_query, "ms", 5.0));
        }
    }
    Ok(figures)
}
