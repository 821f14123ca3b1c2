//! A drill: the newest backup is restored into a folder of its own, verified as a whole, and removed again; a report says how
//! long it took and what was found.

use crate::backup::restore::{From, restore};
use crate::backup::{Finding, Settings, Tell};
use crate::compose::Portal;
use crate::config::Config;
use crate::verify::{self, Wrong};
use anyhow::{Context, Result};
use orda_base::Env;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// What the name of a drill's folder begins with.
pub const DRILL: &str = "orda-drill-";

/// What a drill found.
#[derive(Debug)]
pub struct Drill {
    /// The backup.
    pub id: String,
    /// When the drill was held: RFC 3339.
    pub at: String,
    /// What is wrong with the backup.
    pub findings: Vec<Finding>,
    /// What is wrong with the installation that was made of it.
    pub wrong: Vec<Wrong>,
    /// Posted files, signatures checked again, records of the accounting; none when nothing was verified.
    pub verified: Option<(usize, usize, u64)>,
    /// How long restoring and verifying took.
    pub took: (Duration, Duration),
}

impl Drill {
    /// Did all go well?
    pub fn is_good(&self) -> bool {
        self.findings.is_empty() && self.wrong.is_empty()
    }

    /// The report, for a person.
    pub fn report(&self) -> String {
        let mut text = format!("drill of {} held {}\n", self.id, self.at);
        let (restored, checked) = self.took;
        // Writing to a string does not fail.
        let _ = writeln!(text, "restored in {} s, verified in {} s", restored.as_secs(), checked.as_secs());
        match self.verified {
            Some((files, signatures, records)) => {
                let _ = writeln!(text, "{files} posted files, {signatures} signatures, {records} records");
            }
            None => text
                .push_str("the installation was not verified: its database is on a server, or the backup is damaged\n"),
        }
        for finding in &self.findings {
            let _ = writeln!(text, "backup: {finding}");
        }
        for wrong in &self.wrong {
            let _ = writeln!(text, "installation: {wrong}");
        }
        text + if self.is_good() { "GOOD\n" } else { "BAD\n" }
    }
}

/// Holds a drill in a new folder under `aside`, which is gone afterwards. `like` is the installation that was backed up. The
/// report is kept beside the backups, in `drills`.
pub async fn drill(source: &From<'_>, aside: &Path, like: &Config, env: &Env, tell: Tell<'_>) -> Result<Drill> {
    crate::safety::make_folder(aside).with_context(|| format!("making {}", aside.display()))?;
    let folder = tempfile::Builder::new().prefix(DRILL).tempdir_in(aside)?;
    let data = folder.path().join("data");
    let began = Instant::now();
    let outcome = restore(source, &data, false, env, tell).await?;
    let restored = began.elapsed();
    let mut drill = Drill {
        id: outcome.manifest.id.clone(),
        at: env.now().rfc3339(),
        findings: outcome.findings,
        wrong: Vec::new(),
        verified: None,
        took: (restored, Duration::ZERO),
    };
    // The variable of the environment would lead to the database that is in use.
    let elsewhere = outcome.manifest.database.is_none() || std::env::var_os("ORDA_DATABASE").is_some();
    if drill.findings.is_empty() && !elsewhere {
        let began = Instant::now();
        let report = Box::pin(look(&data, like, env)).await?;
        drill.took.1 = began.elapsed();
        drill.verified = Some((report.files, report.signatures.0, report.records));
        drill.wrong = report.wrong;
    }
    let name = format!("drills/{}.txt", drill.at.replace(':', ""));
    let written = source.from.write(&name, drill.report().as_bytes());
    written.with_context(|| format!("writing {}/{name}", source.from))?;
    Ok(drill)
}

/// Verifies the installation that was made.
async fn look(data: &Path, like: &Config, env: &Env) -> Result<verify::Report> {
    let mut config = Config {
        data: data.to_owned(),
        database: Some(format!("sqlite://{}", data.join("orda.db").display())),
        vault: None,
        // What was restored stays here, and nothing of a drill reaches anybody.
        files: None,
        s3: None,
        smtp: None,
        backup: Settings::default(),
        ..like.clone()
    };
    config.accounting.archives = None;
    config.accounting.checkpoint_file = None;
    let portal = Portal::open(config, env.clone()).await.context("opening what was restored")?;
    let args = verify::Args { what: None, signatures: 200, without_files: false, json: false };
    let report = verify::verify(&portal, &args).await;
    portal.close().await;
    report
}
