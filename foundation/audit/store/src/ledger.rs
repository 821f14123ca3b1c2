//! Shared commits: requests hand in their record and wait; one task writes all that wait in one transaction and tells
//! each when it is durable. A commit costs one flush to disk, however many share it.

use crate::row::New;
use async_trait::async_trait;
use orda_audit::{Accountant, NewEntry};
use orda_base::{Access, Actor, Env, Error, Result, Timestamp};
use orda_store::Database;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};
use tokio::task::yield_now;

/// Records that may wait; beyond that, requests wait to hand in theirs.
const QUEUE: usize = 1024;
/// Records a transaction.
const BATCH: usize = 256;
/// How often others get a turn to hand in theirs before a transaction.
const TURNS: usize = 3;

enum Job {
    Record(Box<New>, oneshot::Sender<Result<()>>),
    Stop(oneshot::Sender<()>),
}

/// Accesses that were refused because they could not be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unwritten {
    /// The first of them.
    pub since: Timestamp,
    /// How many.
    pub count: u64,
}

/// The accountant of a running portal. Cheap to clone; all clones share one writing task.
#[derive(Clone)]
pub struct Ledger {
    jobs: mpsc::Sender<Job>,
    env: Env,
    unwritten: Arc<Mutex<Option<Unwritten>>>,
}

impl Ledger {
    /// Starts the writing task. To be called within a runtime.
    pub fn start(db: Database, env: Env) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(db, queue));
        Self { jobs, env, unwritten: Arc::default() }
    }

    /// Accesses that were refused because they could not be recorded, since this was asked the last time.
    pub fn take_unwritten(&self) -> Option<Unwritten> {
        self.unwritten.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Counts such accesses, again when nobody could be told of them.
    pub fn count_unwritten(&self, more: Unwritten) {
        let mut all = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
        let before = all.unwrap_or(Unwritten { since: more.since, count: 0 });
        *all = Some(Unwritten { since: before.since.min(more.since), count: before.count + more.count });
    }

    async fn hand_in(&self, entry: New) -> Result<()> {
        let (done, durable) = oneshot::channel();
        self.jobs.send(Job::Record(Box::new(entry), done)).await.map_err(|_| stopped())?;
        durable.await.map_err(|_| stopped())?
    }

    /// Writes what still waits, then takes no more: later records are refused, and with them their accesses.
    pub async fn stop(&self) {
        let (done, stopped) = oneshot::channel();
        if self.jobs.send(Job::Stop(done)).await.is_ok() {
            // An error means that the task is already gone.
            let _ = stopped.await;
        }
    }
}

#[async_trait]
impl Accountant for Ledger {
    async fn record(&self, actor: &Actor, access: &Access) -> Result<()> {
        let now = self.env.now();
        let written = self.hand_in(New(NewEntry::new(actor, now, access))).await;
        if written.is_err() {
            self.count_unwritten(Unwritten { since: now, count: 1 });
        }
        written
    }
}

fn stopped() -> Error {
    Error::Unavailable("the accounting has stopped".into())
}

async fn write_all(db: Database, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(BATCH);
    let mut stops = Vec::new();
    while queue.recv_many(&mut jobs, BATCH).await > 0 {
        gather(&mut queue, &mut jobs).await;
        let mut entries = Vec::with_capacity(jobs.len());
        let mut waiting = Vec::with_capacity(jobs.len());
        for job in jobs.drain(..) {
            match job {
                Job::Record(entry, done) => {
                    entries.push(*entry);
                    waiting.push(done);
                }
                Job::Stop(done) => {
                    // What was handed in before is still taken out and written; then the loop ends.
                    queue.close();
                    stops.push(done);
                }
            }
        }
        write_batch(&db, entries, waiting).await;
    }
    for stop in stops {
        let _ = stop.send(());
    }
}

/// Lets requests that are ready hand in theirs too: one flush to disk serves them all. Nobody is waited for.
async fn gather(queue: &mut mpsc::Receiver<Job>, jobs: &mut Vec<Job>) {
    for _ in 0..TURNS {
        yield_now().await;
        let room = BATCH - jobs.len();
        if room == 0 || queue.is_empty() {
            break;
        }
        queue.recv_many(jobs, room).await;
    }
}

/// Writes a batch and answers everybody in it. One record that the database will not take must not refuse the others:
/// then each is written by itself.
async fn write_batch(db: &Database, entries: Vec<New>, waiting: Vec<oneshot::Sender<Result<()>>>) {
    if entries.is_empty() {
        return;
    }
    match db.append(entries).await {
        Ok(()) => answer(waiting, || Ok(())),
        Err((error, entries)) if entries.len() > 1 && !matches!(error, Error::Unavailable(_)) => {
            for (entry, done) in entries.into_iter().zip(waiting) {
                let written = db.append(vec![entry]).await;
                answer([done], || written.as_ref().copied().map_err(|(error, _)| not_recorded(error)));
            }
        }
        Err((error, _)) => answer(waiting, || Err(not_recorded(&error))),
    }
}

fn answer(waiting: impl IntoIterator<Item = oneshot::Sender<Result<()>>>, result: impl Fn() -> Result<()>) {
    for done in waiting {
        // Whoever asked may have gone away; the record stands all the same.
        let _ = done.send(result());
    }
}

fn not_recorded(error: &Error) -> Error {
    tracing::error!(%error, "an access could not be recorded and is refused");
    Error::Unavailable("the access could not be recorded".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        Job::Stop(oneshot::channel().0)
    }

    /// Who is ready is in the same transaction, as many as it takes; who is not is not waited for.
    #[tokio::test]
    async fn who_is_ready_shares_a_transaction() {
        for (there, ready, taken) in [(0, 0, 1), (0, 5, 6), (BATCH - 3, 5, BATCH), (BATCH + 5, 0, BATCH)] {
            let (hand, mut queue) = mpsc::channel(QUEUE);
            for _ in 0..there {
                assert!(hand.try_send(job()).is_ok());
            }
            for _ in 0..ready {
                let hand = hand.clone();
                drop(tokio::spawn(async move { hand.send(job()).await }));
            }
            let mut jobs = vec![job()];
            gather(&mut queue, &mut jobs).await;
            assert_eq!(jobs.len(), taken, "{there} {ready}");
        }
    }
}
