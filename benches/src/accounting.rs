//! What accounting costs the reader of a page, and how quickly a long log is proved and verified.

use crate::Figure;
use crate::client::{get, load};
use crate::portal::Portal;
use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use orda::compose::Portal as Opened;
use orda::config::{Config, SecondFactor};
use orda::tls::Doors;
use orda_audit::{Accountant, prove};
use orda_audit_store::{Archives, MIGRATIONS, Sealer, Tree, verify};
use orda_base::{Access, Actor, Env};
use orda_store::Database;
use sqlx::{AssertSqlSafe, Executor};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use tokio::net::TcpListener;

/// Readers at once.
const READERS: usize = 64;
/// What they read: its name, its path, and how often each of them reads it in a turn: two or three seconds of it, in which the log
/// of the database is brought into it more than once.
const PAGES: [(&str, &str, u64); 2] = [("list of 50 rows", "/drafts?size=50", 500), ("my work", "/my-work", 30)];
/// How often both ways are measured, one right after the other: the middle of all turns counts.
const TURNS: usize = 15;
/// Records of the long log.
const RECORDS: i64 = 10_000_000;
/// Records that are put in at once.
const AT_ONCE: i64 = 250_000;
/// Proofs that are made of it.
const PROOFS: i64 = 1_000;

pub async fn run(orda: &Path) -> Result<Vec<Figure>> {
    let mut figures = pages(orda).await?;
    figures.extend(log().await?);
    Ok(figures)
}

/// Takes no record of anything.
struct Nothing;

#[async_trait]
impl Accountant for Nothing {
    async fn record(&self, _: &Actor, _: &Access) -> orda_base::Result<()> {
        Ok(())
    }
}

/// Serves the government in `data`.
pub async fn serve(port: u16, data: PathBuf, unaccounted: bool) -> Result<()> {
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let limits = orda::limits::Settings::OFF;
    let public_url = format!("http://localhost:{port}");
    let second_factor = SecondFactor { required: Vec::new() };
    let config = Config { data, listen, public_url, limits, second_factor, ..Config::default() };
    let portal =
        Opened::open_with(
            config,
            Env::system(),
            |ledger| {
                if unaccounted { Arc::new(Nothing) } else { Arc::new(ledger) }
            },
        )
        .await?;
    Box::pin(orda::serve::serve(portal, Doors::plain(TcpListener::bind(listen).await?))).await
}

/// Pages accounted for, beside the same pages that are not: two portals of the same government, asked in turns. What rests costs
/// nothing, and what is compared was measured one right after the other.
pub async fn pages(orda: &Path) -> Result<Vec<Figure>> {
    let mut made = Portal::start(orda, 1_000).await?;
    let mut both = Vec::new();
    for switch in [None, Some("--unaccounted")] {
        let serve = |port: u16, folder: &Path| -> Result<Command> {
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["--orda", "-", "serve", &port.to_string()]).arg(folder).args(switch);
            Ok(command)
        };
        let portal = made.copy(serve).await?;
        let cookie = portal.log_in("justice-drafter").await?;
        both.push((portal, cookie));
    }
    for (portal, _) in &both {
        portal.settle().await?;
    }
    let mut figures = Vec::new();
    for (name, path, each) in PAGES {
        let mut rates = [Vec::new(), Vec::new()];
        // The first turn warms up.
        for turn in 0..=TURNS {
            // Whoever comes second in one turn comes first in the next.
            for nth in 0..both.len() {
                let which = (turn + nth) % both.len();
                let Some(((portal, cookie), rates)) = both.get(which).zip(rates.get_mut(which)) else { continue };
                let rate = load(portal.port, &get(path, &[("Cookie", cookie)]), READERS, each).await?.rate();
                if turn > 0 {
                    rates.push(rate);
                }
            }
        }
        let [accounted, bare] = rates;
        let ratios = accounted.iter().zip(&bare).map(|(accounted, bare)| accounted / bare).collect();
        let name = format!("{name}, accounted over unaccounted ({:.0}/s)", middle_of(bare));
        figures.push(Figure::at_least(name, middle_of(ratios), "ratio", 0.7));
    }
    Ok(figures)
}

/// The middle one.
fn middle_of(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}

/// The long log alone.
pub async fn log() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let db = Database::open(&format!("sqlite://{}/orda.db", folder.path().display())).await?;
    db.migrate(&[MIGRATIONS]).await?;
    let env = Env::system();
    let mut written = 0;
    while written < RECORDS {
        db.writer().execute(AssertSqlSafe(records(written, env.now().micros()))).await?;
        written += AT_ONCE;
    }
    let sealer = Sealer::new(db.clone(), env.clone(), "portal.example/log", [9; 32])?;
    let began = Instant::now();
    sealer.seal().await?.context("a checkpoint")?;
    let sealed = began.elapsed();

    let tree = Tree::new(db.clone());
    let mut times = Vec::new();
    for nth in 0..PROOFS {
        // Spread over the whole log, and no two side by side.
        let seq = 1 + nth * 7_919_317 % RECORDS;
        let began = Instant::now();
        let proof = prove(&tree, seq).await?.with_context(|| format!("a proof of {seq}"))?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
        ensure!(proof.index + 1 == seq.unsigned_abs(), "{seq} stands at {}", proof.index);
    }

    times.sort_by(f64::total_cmp);
    let at = |place: usize| times.get(place).copied().context("a proof");
    let (middle, slowest) = (at(times.len() / 2)?, at(times.len() - 1)?);

    let archives = Archives::new(db.clone(), env.clone(), folder.path().join("archives"));
    let began = Instant::now();
    let report = verify(&db, &archives, &sealer.verifier().await?, "").await?;
    let verified = began.elapsed();
    ensure!(report.is_intact() && report.sealed == RECORDS.unsigned_abs(), "{report:?}");
    db.close().await;
    let rate = |time: std::time::Duration| f64::from(u32::try_from(RECORDS).unwrap_or(0)) / 1e6 / time.as_secs_f64();
    Ok(vec![
        Figure::at_most("10 million records: a proof, the middle of 1,000", middle, "ms", 5.0),
        Figure::at_most("10 million records: the slowest of 1,000 proofs", slowest, "ms", 5.0),
        Figure::at_least("10 million records: verified, millions a second", rate(verified), "M/s", 1.0),
        Figure::at_least("10 million records: sealed, millions a second", rate(sealed), "M/s", 0.0),
    ])
}

/// What a record keeps in the database, in KB: as it is written, and with what proves it.
pub async fn sizes() -> Result<[f64; 2]> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("orda.db");
    let env = Env::system();
    let mut each = [0.0; 2];
    let open = || async { Database::open(&format!("sqlite://{}", path.display())).await };
    for (step, size) in each.iter_mut().enumerate() {
        // Closed, so that all of it is in the file.
        let db = open().await?;
        if step == 0 {
            db.migrate(&[MIGRATIONS]).await?;
            db.writer().execute(AssertSqlSafe(records(0, env.now().micros()))).await?;
        } else {
            let sealer = Sealer::new(db.clone(), env.clone(), "portal.example/log", [9; 32])?;
            sealer.seal().await?.context("a checkpoint")?;
        }
        db.close().await;
        let bytes = u32::try_from(std::fs::metadata(&path)?.len())?;
        *size = f64::from(bytes) / f64::from(u32::try_from(AT_ONCE)?) / 1_000.0;
    }
    Ok(each)
}

/// Puts in as many records as are put in at once, as a portal writes them: 5,000 people read 100,000 drafts.
fn records(after: i64, now: i64) -> String {
    format!(
        "with recursive n(i) as (select {after} + 1 union all select i + 1 from n where i < {after} + {AT_ONCE}) \
         insert into audit_entry (at, who, actor_id, actor_name, actor_iin, address, session, agent, request, service, \
         resource, part, operation, outcome, detail) \
         select {now} + i, 'person', '0190c7a4-5b1e-7c3a-9d2f-' || printf('%012d', i % 5000), 'Ахметов Данияр Серікұлы', \
         '850101300123', '10.1.2.' || (i % 250), '0190c7a4-5b1e-7c3a-8d2f-' || printf('%012d', i % 9000), \
         'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36', \
         '0190c7a4-5b1e-7c3a-ad2f-' || printf('%012d', i), 'GET /drafts/0190c7a4-5b1e-7c3a-9d2f-000000000000', 'draft', \
         '0190c7a4-5b1e-7c3a-bd2f-' || printf('%012d', i * 7919 % 100000), 'read', 'done', '' from n"
    )
}
