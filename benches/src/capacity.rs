//! What an installation keeps of each person, draft, decision and read, in bytes. No time is measured: the same tree gives nearly the
//! same figures on every machine (identifiers are random, pages of the database are whole).

use crate::Figure;
use crate::accounting;
use anyhow::{Context, Result, ensure};
use orda::compose::Portal;
use orda::config::Config;
use orda::demo::cast::Cast;
use orda::demo::play::Stage;
use orda::demo::script::{self, Draft};
use orda_base::{Env, FixedClock};
use std::fs;
use std::path::Path;

/// Drafts of each kind.
const DRAFTS: u32 = 100;

/// What is kept where, in bytes.
#[derive(Debug, Clone, Copy)]
struct Kept {
    /// The embedded database.
    database: f64,
    /// The vault with the keys of documents.
    keys: f64,
    /// Posted files.
    files: f64,
}

impl Kept {
    /// In the folder of an installation that is not served.
    fn of(data: &Path) -> Result<Self> {
        let size = |path: &Path| -> Result<f64> { Ok(f64::from(u32::try_from(bytes(path)?)?)) };
        let (database, keys) = (size(&data.join("orda.db"))?, size(&data.join("keys/vault.db"))?);
        Ok(Self { database, keys, files: size(&data.join("blobs"))? })
    }

    /// What came since, of each of so many, in KB of database, keys and files.
    fn since(self, before: Self, of: f64) -> [f64; 3] {
        let each = |now: f64, then: f64| (now - then) / of / 1_000.0;
        [each(self.database, before.database), each(self.keys, before.keys), each(self.files, before.files)]
    }
}

fn bytes(path: &Path) -> Result<u64> {
    let seen = fs::metadata(path).with_context(|| format!("{} is not there", path.display()))?;
    if seen.is_file() {
        return Ok(seen.len());
    }
    let mut sum = 0;
    for entry in fs::read_dir(path)? {
        sum += bytes(&entry?.path())?;
    }
    Ok(sum)
}

/// Drafts like the first of the script, each brought as far: its bodies are all in one state.
fn draft(state: &str, of_bodies: &str) -> Result<Draft> {
    let like = script::drafts()?.into_iter().next().context("a draft")?;
    let bodies = like.approving.iter().map(|code| (code.clone(), of_bodies.to_owned())).collect();
    Ok(Draft { state: state.into(), bodies, version: Vec::new(), ..like })
}

/// The installation, step by step; each is closed, so that everything is in its files.
struct House {
    config: Config,
    env: Env,
    cast: Option<Cast>,
}

impl House {
    async fn open(&self) -> Result<Portal> {
        Portal::open(self.config.clone(), self.env.clone()).await
    }

    async fn close(&self, portal: Portal) -> Result<Kept> {
        // What keeps signatures provable belongs to them.
        loop {
            let ran = portal.preservation.run_due().await?;
            ensure!(ran.troubles.is_empty(), "no evidence: {:?}", ran.troubles);
            if !ran.more {
                break;
            }
        }
        portal.close().await;
        Kept::of(&self.config.data)
    }

    async fn play(&self, count: u32, draft: &Draft) -> Result<Kept> {
        let portal = self.open().await?;
        let clock = FixedClock::at(portal.env.now());
        let cast = self.cast.as_ref().context("people")?;
        let stage = Stage { portal: &portal, cast, clock: &clock };
        for _ in 0..count {
            Box::pin(stage.play(draft)).await?;
        }
        Box::pin(self.close(portal)).await
    }
}

/// Fills an installation and divides its growth.
pub async fn run() -> Result<Vec<Figure>> {
    Box::pin(measure(DRAFTS)).await
}

async fn measure(count: u32) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    let mut house = House { config, env: Env::system(), cast: None };
    let portal = house.open().await?;
    let empty = Box::pin(house.close(portal)).await?;

    let portal = house.open().await?;
    let cast = Box::pin(Cast::register(&portal, &script::government()?, None)).await?;
    let people = f64::from(u32::try_from(cast.people.len())?);
    house.cast = Some(cast);
    let peopled = Box::pin(house.close(portal)).await?;

    let posted = draft("prepared", "letter_sent")?;
    let approving = f64::from(u32::try_from(posted.approving.len())?);
    let of = f64::from(count);
    let prepared = Box::pin(house.play(count, &posted)).await?;
    let reviewed = Box::pin(house.play(count, &draft("on_approval", "under_review")?)).await?;
    let approved = Box::pin(house.play(count, &draft("on_approval", "approved")?)).await?;

    let person = peopled.since(empty, people);
    let posting = prepared.since(peopled, of);
    let review = reviewed.since(prepared, of);
    let approval = approved.since(reviewed, of);
    let [read, sealed] = accounting::sizes().await?;
    let figure = |name: &str, value: f64, bound: f64| Figure::at_most(name, value, "KB", bound);
    Ok(vec![
        figure("a person with body, roles and certificate: database", person[0], 1_000.0),
        figure("a draft posted: database", posting[0], 1_000.0),
        figure("a draft posted: key", posting[1], 1_000.0),
        figure("a draft posted: files, DOCX and PDF of a few pages", posting[2], 1_000.0),
        figure("its sending to a body, which takes it up: database", (review[0] - posting[0]) / approving, 1_000.0),
        figure("its approval by a body, with evidence: database", (approval[0] - review[0]) / approving, 1_000.0),
        figure("a read in the accounting: database", read, 10.0),
        figure("a read in the accounting, with checkpoint and tree: database", sealed, 10.0),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that is kept grows with what is done; a key may find room in a page that is there.
    #[tokio::test]
    async fn everything_costs_something() {
        let figures = Box::pin(measure(10)).await.expect("measured");
        for figure in &figures {
            println!("{:<70} {:>8.2} {}", figure.name, figure.value, figure.unit);
            assert!(figure.value > 0.0 || figure.name.ends_with("key"), "{figure:?}");
        }
    }
}
