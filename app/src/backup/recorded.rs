//! Every run stands in the record and in the accounting, whatever comes of it.

use crate::backup::{Source, Taken};
use anyhow::{Result, anyhow};
use futures::FutureExt;
use orda_backups::{RESOURCE, Run, RunOutcome};
use orda_base::{Access, Actor, Env, Operation, Outcome};
use std::any::Any;
use std::fmt;
use std::panic::AssertUnwindSafe;

/// Another process makes a backup, into the same folder or of the same installation, as this says. That one enters its run;
/// nothing is wrong with this one, and nothing came of it.
#[derive(Debug)]
pub struct UnderWay(pub String);

impl fmt::Display for UnderWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another backup {} is under way", self.0)
    }
}

impl std::error::Error for UnderWay {}

/// Has `work` make a copy and enter its run. When it fails or panics, a failed run is entered. There is no run when another
/// process was making one.
pub(super) async fn recorded(
    source: &Source<'_>,
    work: impl AsyncFnOnce(&mut Run) -> Result<Taken>,
) -> (Option<Run>, Result<Taken>) {
    let begun_at = source.env.now();
    let mut run = Run {
        id: id_of(source.env),
        begun_at,
        ended_at: begun_at,
        by: source.by.clone(),
        outcome: RunOutcome::Failed,
        written: 0,
        holds: None,
        trouble: String::new(),
    };
    let ended = AssertUnwindSafe(work(&mut run)).catch_unwind().await;
    let taken = ended.unwrap_or_else(|panic| Err(anyhow!("the program failed: {}", message(&*panic))));
    if let Err(error) = &taken {
        if error.is::<UnderWay>() {
            return (None, taken);
        }
        let (ended_at, outcome, trouble) = (source.env.now(), RunOutcome::Failed, format!("{error:#}"));
        run = Run { ended_at, outcome, written: 0, holds: None, trouble, ..run };
        let mut access = Access::done(RESOURCE, &run.id, Operation::Create);
        access = access.detail(format!("by {}: {}", run.by, run.trouble));
        access.outcome = Outcome::Failed;
        // What went wrong is more than that it could not be written down.
        if let Err(error) = orda_backups_store::enter(source.db, &run, &Actor::portal(), &access).await {
            tracing::error!(%error, "a failed backup could not be recorded");
        }
    }
    (Some(run), taken)
}

/// A name made of the time.
pub(super) fn id_of(env: &Env) -> String {
    let now = env.now();
    let time: String = now.rfc3339().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}.{:06}Z", time.trim_end_matches('Z'), now.micros().rem_euclid(1_000_000))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;
    use crate::compose::MIGRATIONS;
    use crate::config::Config;
    use orda_backups::By;
    use orda_store::testing::On;

    /// A run in which the program itself fails is entered as failed, with what it said and who had it made; one that another
    /// process is making is not entered at all.
    #[tokio::test]
    async fn a_run_in_which_the_program_fails_is_recorded() {
        let database = On::Sqlite.open(&MIGRATIONS).await;
        let (config, env) = (Config::default(), Env::system());
        let source = Source { config: &config, db: &database.db, env: &env, by: By::Person("Айгүл".into()) };
        let (none, taken) = recorded(&source, async |_| Err(UnderWay("into copies".into()).into())).await;
        assert!(none.is_none());
        assert_eq!(taken.unwrap_err().to_string(), "another backup into copies is under way");
        let (run, taken) = recorded(&source, async |_| panic!("no bytes of {}", "blobs")).await;
        let run = run.unwrap();
        assert_eq!((run.outcome, run.trouble.as_str()), (RunOutcome::Failed, "the program failed: no bytes of blobs"));
        assert!(taken.is_err());
        let entered: Vec<String> =
            sqlx::query_scalar("select id from backups_run").fetch_all(database.db.reader()).await.unwrap();
        assert_eq!(entered, std::slice::from_ref(&run.id));
        let detail: Vec<String> = sqlx::query_scalar("select detail from audit_entry where outcome = 'failed'")
            .fetch_all(database.db.reader())
            .await
            .unwrap();
        assert_eq!(detail, ["by Айгүл: the program failed: no bytes of blobs"]);
    }
}
